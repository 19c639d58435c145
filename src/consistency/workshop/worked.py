"""One rule looked up by its id, with its examples worked out."""

from __future__ import annotations

import attrs

from consistency.problem import Location, Problem, closest, in_order
from consistency.read.rules import read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.value import Record
from consistency.workshop.trial import Tried, work_out
from consistency.workshop.vocabulary import vocabulary_of


@attrs.frozen(eq=False, repr=False)
class Lookup(Record):
    """The rule that was asked for, if there is one, what its examples come to, and what could not be read.

    `unknown` is what is wrong where all could be read and no rule is called so.
    """

    rule: Rule | None
    examples: tuple[Tried, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: Problem | None = None


def look_up(settings: Settings, id: str) -> Lookup:
    """Return the rule with an id, whether or not a check would leave it out, and its examples worked out."""
    defined, wrong = read_units(settings.units)
    measures, units, unread = vocabulary_of(settings.facts, defined)
    rules, problems = read_rules(settings.rules, units, measures, settings.hedges)
    found = tuple(in_order((*wrong, *unread, *problems)))
    rule = next((rule for rule in rules if rule.id == id), None)
    if rule is not None:
        return Lookup(rule, work_out(rule), found)
    hint = _meant(id, [rule.id for rule in rules]) or "`consistency rules` lists them"
    return Lookup(None, (), found, Problem(Location("--RULE"), f"no rule is called `{id}`", hint))


def _meant(id: str, known: list[str]) -> str | None:
    """Return the suggestion for an id that no rule has: the one that ends so, or the nearest."""
    ending = [each for each in known if each.rpartition("/")[2] == id]
    return f"did you mean `{ending[0]}`?" if len(ending) == 1 else closest(id, known)
