"""All judgements of a rule on the claims that meet in it, or why these are too many to be judged."""

from __future__ import annotations

from collections.abc import Iterator

from consistency import evaluate
from consistency.finding import Judgement
from consistency.match import Index, MeetsTooOften, meetings
from consistency.problem import Problem
from consistency.rule import Rule, Variable


def judgements(rule: Rule, index: Index) -> Iterator[Judgement]:
    """Yield the judgement of every meeting of a rule, in the order of the claims' ids.

    Nothing is compiled for a rule that meets nothing, as one without roles does, which was left unread.
    Raises `MeetsTooOften` before anything is judged.

    >>> from consistency.claim import Claim, Source
    >>> from consistency.expressions import read_expression
    >>> from consistency.problem import NOWHERE
    >>> from consistency.quantity import Quantity, Units
    >>> from consistency.rule import Reading, Role
    >>> whole = read_expression("share <= '100 %'", ["share"], Units.standard(), "truth")
    >>> rule = Rule("shares/whole", NOWHERE, "…", (Role("share", ()),), (Reading("", whole),))
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("250 %"))
    >>> [judgement.verdict.value for judgement in judgements(rule, Index([claim]))]
    ['contradicted']
    """
    judge = evaluate.prepare(rule)
    for meeting in meetings(rule, index) if rule.roles else ():
        judgement = judge(meeting)
        if judgement is not None:  # else a condition under `where` says that these claims do not meet
            yield judgement


def too_often(error: MeetsTooOften) -> Problem:
    """Return the problem that a rule meets too often, with what would make it meet less."""
    return Problem(error.rule.at, str(error), _advice(error))


def _advice(error: MeetsTooOften) -> str:
    if error.claims == 1:  # by itself, a claim meets more than once only by its lists
        return "write shorter lists in that claim, or several claims"
    if _joins(error.rule):
        return "let its roles share one more variable"
    return "let its roles share a variable"


def _joins(rule: Rule) -> bool:
    """Whether any variable stands in more than one role."""
    names = [{test.name for _, test in role.tests if isinstance(test, Variable)} for role in rule.roles]
    return len(set().union(*names)) < sum(map(len, names))
