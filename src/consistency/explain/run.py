"""The judgements of a run explained, as its project reads figures, and with slips tried by all its rules."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

from consistency import evaluate
from consistency.claim import Claim
from consistency.explain import Explain, RestsOn, Trial, prepare
from consistency.finding import Judgement
from consistency.judge import judgements
from consistency.match import Index
from consistency.quantity import Units
from consistency.quantity.hedges import Hedges
from consistency.read.facts import Facts
from consistency.read.rules import read_rules
from consistency.rule import Rule
from consistency.settings import Settings


def explainer(settings: Settings, facts: Facts, rules: Sequence[Rule]) -> Explain:
    """Return what explains the judgements of some rules on some facts.

    A rule is compiled when the first of its judgements is explained. With a slip undone, claims that the
    patterns of a rule leave out then are judged by the other rules with roles of the same names.
    """
    rests_on = _overrides(facts.units, settings.hedges)

    @functools.cache
    def whole() -> Sequence[Rule]:
        """Return the rules with all that they expect, which a check leaves unread of most."""
        if all(rule.expect for rule in rules):
            return rules
        written, _ = read_rules(settings.rules, facts.units, facts.measures, settings.hedges, examples=False)
        known = {(rule.rule_set, rule.id) for rule in rules}
        return [rule for rule in written if (rule.rule_set, rule.id) in known]

    def others(rule: Rule) -> Callable[[Sequence[Claim]], Iterable[Judgement]]:
        names = [role.name for role in rule.roles]

        def elsewhere(claims: Sequence[Claim]) -> Iterator[Judgement]:
            for other in whole():
                if other.id != rule.id and [role.name for role in other.roles] == names:
                    yield from judgements(other, Index(claims))

        return elsewhere

    @functools.cache
    def of(rule: Rule) -> Explain:
        again = Trial(evaluate.prepare(rule), facts.units, settings.hedges, others(rule))
        return prepare(rule, rests_on, again)

    return lambda judgement: of(judgement.meeting.rule)(judgement)


def _overrides(units: Units, hedges: Hedges | None) -> RestsOn | None:
    """Return what tells which of a project's own hedges a figure rests on, where it has any."""
    if hedges is None:
        return None
    from consistency.quantity.overrides import rests_on

    return functools.cache(lambda figure: rests_on(figure, units, hedges))
