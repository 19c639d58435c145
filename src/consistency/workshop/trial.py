"""Try rules on their own examples: what each comes to, and which changes of its rule would pass unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from consistency import evaluate, explain
from consistency.finding import Judgement, Report, Verdict
from consistency.match import Index, meetings
from consistency.problem import Problem, in_order
from consistency.quantity.hedges import Hedges
from consistency.read.rules import read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Example, Meeting, Rule
from consistency.tally import Tally
from consistency.unmet import against
from consistency.value import Record
from consistency.workshop.changes import changes
from consistency.workshop.vocabulary import vocabulary_of

UNMET = "unmet"
"""The verdict of an example whose claims must not meet."""

_ESTABLISHED = "established"

# What the examples of a rule must show, each as the verdicts that do.
_SHOWN = {
    Verdict.CONSISTENT.value: {Verdict.CONSISTENT.value, _ESTABLISHED},
    Verdict.CONTRADICTED.value: {Verdict.CONTRADICTED.value},
}


@attrs.frozen(eq=False, repr=False)
class Tried(Record):
    """What an example came to: a verdict for each meeting of its claims in the roles that it gives them.

    `found` holds those verdicts as words, each once, or `unmet` where there is no meeting; `holds`: they are
    what the example says. Of one that does not hold, and of any that is worked out, `report` has the
    findings, `kept_apart` the conditions that kept claims from meeting which the patterns let meet, and
    `because` all that stood against their meeting.
    """

    example: Example
    found: tuple[str, ...]
    holds: bool
    report: Report | None = None
    kept_apart: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Trial(Record):
    """What came of trying one rule.

    `lacks` holds the verdicts of which the rule should have an example and has none; `unnoticed` the changes,
    in words that follow on "when", that no example would notice, looked for once every example holds.
    """

    rule: Rule
    examples: tuple[Tried, ...]
    lacks: tuple[str, ...] = ()
    unnoticed: tuple[str, ...] = ()

    @property
    def failing(self) -> tuple[Tried, ...]:
        """The examples that do not hold."""
        return tuple(tried for tried in self.examples if not tried.holds)

    @property
    def passes(self) -> bool:
        """Whether every example holds, and none is lacking."""
        return not self.failing and not self.lacks


@attrs.frozen(eq=False, repr=False)
class Trials(Record):
    """What came of trying some rules, in the order of their ids, and what could not be read."""

    trials: tuple[Trial, ...]
    problems: tuple[Problem, ...] = ()

    def exit_code(self, *, strict: bool) -> int:
        """Return 0 if every rule passes, 1 if not, 2 if something could not be read.

        `strict`: a rule with a change that passes unnoticed does not pass.
        """
        if self.problems:
            return 2
        return int(any(not trial.passes or (strict and trial.unnoticed) for trial in self.trials))


def try_rules(
    rules: Sequence[str | Path],
    facts: Sequence[str | Path],
    units: Sequence[str | Path] = (),
    hedges: Hedges | None = None,
) -> Trials:
    """Try every rule that can be read in the files and folders `rules`, with the vocabulary of `facts`.

    `units` are files of units that the project defines, `hedges` its tables of hedges where it has its own.
    """
    defined, wrong = read_units(units)
    measures, known, unread = vocabulary_of(facts, defined)
    read, problems = read_rules(rules, known, measures, hedges)
    return Trials(tuple(map(try_rule, read)), tuple(in_order((*wrong, *unread, *problems))))


def try_rule(rule: Rule) -> Trial:
    """Run the examples of a rule, and then those of each change of it."""
    examples = _examples(rule)
    tried = tuple([claims.tried() for claims in examples])
    said = {example.verdict for example in rule.examples}
    lacks = tuple([verdict for verdict, showing in _SHOWN.items() if not showing & said])
    unnoticed: tuple[str, ...] = ()
    if tried and all(one.holds for one in tried):
        unnoticed = tuple([words for words, other in changes(rule) if _passes_unnoticed(other, examples)])
    return Trial(rule, tried, lacks, unnoticed)


def work_out(rule: Rule) -> tuple[Tried, ...]:
    """Run the examples of a rule, and explain what each comes to, be it what the example says or not."""
    return tuple([claims.tried(explained=True) for claims in _examples(rule)])


def _passes_unnoticed(other: Rule, examples: Sequence[_Claims]) -> bool:
    judge = evaluate.prepare(other)
    return all(claims.hold(claims.judged(judge)) for claims in examples)


def _examples(rule: Rule) -> list[_Claims]:
    """Return the claims of each example; what they share of the rule is made once."""
    # Conditions are asked when a meeting is judged, so that those of a changed rule may differ.
    unconditional = attrs.evolve(rule, where=())
    judge = evaluate.prepare(rule)
    return [_Claims(rule, example, unconditional, judge) for example in rule.examples]


class _Claims:
    """The claims of one example, and how they could meet in the roles that the example gives them."""

    def __init__(self, rule: Rule, example: Example, unconditional: Rule, judge: evaluate.Judge) -> None:
        self._rule = rule
        self._example = example
        self._judge = judge
        index = Index(tuple([claim for _, claim in example.claims]))
        self._meetings = [
            Meeting(rule, meeting.claims, meeting.sizes, meeting.lacks)
            for meeting in meetings(unconditional, index)
            if self._is_cast(meeting)
        ]

    def _is_cast(self, meeting: Meeting) -> bool:
        """Whether each claim plays the role that the example gives it, or one exchangeable with it."""
        given = {claim.id: role for role, claim in self._example.claims}
        return len(meeting.claims) == len(given) and all(
            given[claim.id] == role.name
            or (given[claim.id] in self._rule.symmetric and role.name in self._rule.symmetric)
            for role, claim in zip(meeting.roles, meeting.claims, strict=True)
        )

    def judged(self, judge: evaluate.Judge) -> list[Judgement]:
        """Return the judgements on the meetings that come about."""
        found = [judge(meeting) for meeting in self._meetings]
        return [judgement for judgement in found if judgement is not None]

    def hold(self, judgements: Sequence[Judgement]) -> bool:
        """Whether the judgements are what the example says."""
        found, expected = set(_words(judgements)), self._example.verdict
        return found <= _SHOWN.get(expected, {expected})

    def tried(self, *, explained: bool = False) -> Tried:
        """Return what the example comes to, with its findings where it does not hold or `explained`."""
        judgements = self.judged(self._judge)
        found = tuple(_words(judgements))
        holds = self.hold(judgements)
        if holds and not explained:
            return Tried(self._example, found, True)
        report = Tally((), ()).report(map(explain.prepare(self._rule), judgements), ())
        if judgements:
            return Tried(self._example, found, holds, report)
        because = tuple([miss.text for miss in against(self._rule, self._example.claims)])
        return Tried(self._example, found, holds, report, tuple(self._keeping_apart()), because)

    def _keeping_apart(self) -> Iterator[str]:
        """Yield each condition that alone keeps the claims from meeting."""
        for condition in self._rule.where if self._meetings else ():
            if not self.judged(evaluate.prepare(attrs.evolve(self._rule, where=(condition,)))):
                yield condition.text


def _words(judgements: Sequence[Judgement]) -> list[str]:
    """Return the verdicts as the words of examples, each once, worst first; `unmet` where there are none."""
    worst_first = sorted(judgements, key=lambda judgement: -judgement.verdict.rank)
    words = [_ESTABLISHED if one.established else one.verdict.value for one in worst_first]
    return list(dict.fromkeys(words)) or [UNMET]
