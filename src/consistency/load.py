"""What a run begins with: the facts as they are read, the rules that the settings choose, the waivers."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

import attrs

from consistency.choice import chosen, switched_off
from consistency.finding import Waiver
from consistency.match import Index, could_meet
from consistency.misspelt import misspelt
from consistency.problem import Location, Problem, in_order
from consistency.read.facts import Facts, read_facts
from consistency.read.files import displayed
from consistency.read.rules import Held, read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Rule
from consistency.settings import Settings

_EPOCH = 719_163  # the number of 1 January 1970

Tell = Callable[[str], None]
"""Is told, in a few words, what the run is doing now."""


class Loaded(NamedTuple):
    """The facts, the rules that judge them, and the problems that let nothing be compared.

    What is wrong with single claims is told in `Facts.problems`. `switched_off` are the ids of rules that the
    settings switch off; `indexed` are the claims, by what they hold.
    """

    facts: Facts
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    switched_off: tuple[str, ...]
    indexed: Index


def blamed(problems: Iterable[Problem], settings: Settings) -> list[Problem]:
    """Return problems in order; what is wrong with a path as a whole stands where the settings file names it.

    >>> settings = Settings(facts=["fcts"], places={"facts": Location("consistency.toml", 2, 1, 5)})
    >>> print(*blamed([Problem(Location("fcts"), "no such file or folder")], settings))
    consistency.toml:2:1: `fcts`: no such file or folder
    """
    return in_order([_blamed(problem, settings) for problem in problems])


def _blamed(problem: Problem, settings: Settings) -> Problem:
    at = problem.location
    if at.line or os.path.isfile(at.file):  # what is wrong is in the file
        return problem
    waivers = () if settings.waivers is None else (settings.waivers,)
    named = {"facts": settings.facts, "rules": settings.rules, "units": settings.units, "waivers": waivers}
    for key, paths in named.items():
        place = settings.at(key)
        if place.line and at.file in map(displayed, paths):
            return Problem(place, f"`{at.file}`: {problem.message}", problem.suggestion)
    return problem


def load(settings: Settings, tell: Tell = lambda doing: None, *, whole: bool = True) -> Loaded:
    """Read what the settings name.

    Without `whole`, packaged rules that no claim could meet come without what they expect.
    """
    units, wrong = read_units(settings.units)
    if wrong:
        return Loaded(Facts((), {}, units, (), ()), (), tuple(blamed(wrong, settings)), (), Index(()))
    tell("reading the facts")
    facts = read_facts(settings.facts, units, settings.hedges)
    index = Index(facts.claims)
    tell("reading the rules")
    written, unread = read_rules(
        settings.rules,
        facts.units,
        facts.measures,
        settings.hedges,
        examples=False,
        held=None if whole else _held(index),
    )
    misread = misspelt(facts.claims, written, facts.measures)
    facts = attrs.evolve(facts, problems=tuple(blamed([*facts.problems, *misread], settings)))
    rules, missed = chosen(written, settings)
    problems = tuple(blamed(unread, settings)) or missed
    if not facts.claims and not facts.problems:
        at = Location(facts.files[0])
        is_table = at.file.lower().endswith((".csv", ".jsonl"))
        hint = "write one in each row" if is_table else "write one under `claims`"
        problems += (Problem(at, "there is no claim in the facts", hint),)
    return Loaded(facts, rules, problems, switched_off(written, settings), index)


def _held(index: Index) -> Held:
    links = frozenset(name for claim in index.claims for name in claim.links)
    return Held(links, functools.partial(could_meet, index=index))


def waivers_of(settings: Settings) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Return the waivers of a run, and what could not be read of them."""
    if settings.waivers is None:
        return (), ()
    from consistency.read.waivers import read_waivers  # few projects have any

    found, wrong = read_waivers(settings.waivers, settings.today or today())
    return found, tuple(blamed(wrong, settings))


def today() -> int:
    """Return the number of the day that it is in UTC, or that SOURCE_DATE_EPOCH says it is."""
    import time

    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _EPOCH + int(told if told.isdecimal() else time.time()) // 86_400
