"""List the rules: what each is about, and, of some facts, how often it met and what it found."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from consistency.choice import chosen, shows, switched_off
from consistency.judge import judgements, too_often
from consistency.match import Index, MeetsTooOften
from consistency.problem import Problem, in_order
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.value import Record
from consistency.workshop.vocabulary import vocabulary_of


@attrs.frozen(eq=False, repr=False)
class Listed(Record):
    """A rule, how often claims met in its roles, and how many of these meetings a check would report.

    Both are None without facts, and where the rule meets too often to be run.
    """

    rule: Rule
    met: int | None = None
    findings: int | None = None


@attrs.frozen(eq=False, repr=False)
class Listing(Record):
    """The rules in the order of their ids, whether there were facts to run them on, and what was wrong.

    `switched_off` are the ids of rules that the settings switch off: they are not among the others.
    """

    rules: tuple[Listed, ...]
    has_facts: bool
    problems: tuple[Problem, ...] = ()
    switched_off: tuple[str, ...] = ()


def list_rules(settings: Settings, tell: Callable[[str], None] = lambda doing: None) -> Listing:
    """Return the rules that a check with these settings would run, and what they come to on its facts.

    Without facts they are only read. What is wrong with the facts or with some rules keeps no other rule from
    being listed. `tell` is told what the run is doing now.
    """
    problems: tuple[Problem, ...]
    defined, wrong = read_units(settings.units)
    if settings.facts:
        tell("reading the facts")
        facts = read_facts(settings.facts, defined, settings.hedges)
        measures, units, problems = facts.measures, facts.units, facts.problems
    else:
        measures, units, problems = vocabulary_of((), defined)
    read, unread = read_rules(settings.rules, units, measures, settings.hedges, examples=False)
    rules, missed = chosen(read, settings)
    off = switched_off(read, settings)
    found = [*wrong, *problems, *unread, *(() if unread else missed)]
    if not settings.facts:
        return Listing(tuple(map(Listed, rules)), False, tuple(in_order(found)), off)
    index = Index(facts.claims)
    listed = []
    for number, rule in enumerate(rules, 1):
        tell(f"running rule {number} of {len(rules)}: {rule.id}")
        try:
            listed.append(_run(rule, index, settings))
        except MeetsTooOften as error:
            found.append(too_often(error))
            listed.append(Listed(rule))
    return Listing(tuple(listed), True, tuple(in_order(found)), off)


def _run(rule: Rule, index: Index, settings: Settings) -> Listed:
    judged = list(judgements(rule, index))
    return Listed(rule, len(judged), sum(shows(settings, judgement) for judgement in judged))
