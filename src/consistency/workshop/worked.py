"""One rule looked up by its id, with its examples worked out."""

from __future__ import annotations

import attrs

from consistency.choice import left_out, severity_of, twice
from consistency.problem import Location, Problem, closest, in_order
from consistency.read.rules import read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Rule, Severity
from consistency.settings import OFF, Settings
from consistency.value import Record
from consistency.workshop.trial import Tried, work_out
from consistency.workshop.vocabulary import vocabulary_of


@attrs.frozen(eq=False, repr=False)
class Lookup(Record):
    """The rule that was asked for, if there is one, what its examples come to, and what could not be read.

    The rule is as severe as the settings say, at `severity_at` where they do; `left_out` tells why a check
    leaves it out, if one does. `unknown` is what is wrong where all could be read and no rule is called so.
    """

    rule: Rule | None
    examples: tuple[Tried, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: Problem | None = None
    severity_at: Location | None = None
    left_out: Problem | None = None


def look_up(settings: Settings, id: str) -> Lookup:
    """Return the rule with an id, whether or not a check would leave it out, and its examples worked out.

    Of rules in several sets it is the first that is not switched off; that there are more is a problem.
    """
    defined, wrong = read_units(settings.units)
    measures, units, unread = vocabulary_of(settings.facts, defined)
    rules, problems = read_rules(settings.rules, units, measures, settings.hedges)
    found = tuple(in_order((*wrong, *unread, *problems)))
    called = sorted([rule for rule in rules if rule.id == id], key=lambda rule: rule.rule_set)
    on = [rule for rule in called if left_out(rule, rules, settings) is None]
    if called:
        rule = (on or called)[0]
        severity = severity_of(rule, settings)
        is_set = severity is not None and severity[0] != OFF
        return Lookup(
            attrs.evolve(rule, severity=Severity(severity[0])) if severity and is_set else rule,
            work_out(rule),
            tuple(in_order((*found, *twice(on or called)))),
            severity_at=severity[1] if severity and is_set else None,
            left_out=left_out(rule, rules, settings),
        )
    return Lookup(None, (), found, unknown_rule(id, [rule.id for rule in rules]))


def unknown_rule(id: str, known: list[str]) -> Problem:
    """Return the problem that none of the `known` ids of rules is `id`, with the one that may be meant."""
    hint = _meant(id, known) or "`consistency rules` lists them"
    return Problem(Location("RULE"), f"no rule is called `{id}`", hint)


def _meant(id: str, known: list[str]) -> str | None:
    """Return the suggestion for an id that no rule has: the one that ends so, or the nearest."""
    ending = [each for each in known if each.rpartition("/")[2] == id]
    return f"did you mean `{ending[0]}`?" if len(ending) == 1 else closest(id, known)
