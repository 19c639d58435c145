"""What `why-not` is asked about: a rule and claims looked up by their names, and tried in its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from consistency.choice import left_out
from consistency.claim import Claim
from consistency.judge import too_often
from consistency.load import load
from consistency.match import MeetsTooOften
from consistency.problem import Location, Problem, closest, in_order
from consistency.read.facts import Facts
from consistency.read.rules import read_rules
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.unmet import Attempt, attempts
from consistency.value import Record
from consistency.workshop.worked import unknown_rule

_CLAIM = Location("CLAIM")


@attrs.frozen(eq=False, repr=False)
class Misses(Record):
    """How claims come to meet in a rule, or how near they come to it, and what was wrong.

    Without a `rule`, nothing was tried.
    """

    rule: Rule | None
    claims: tuple[Claim, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_misses(settings: Settings, id: str, names: Iterable[str]) -> Misses:
    """Return how the claims with these names were tried in the roles of the rule with this id.

    A claim is named by its full id, or as its file has it.
    """
    facts, rules, wrong, _, index = load(settings)
    problems = [*facts.problems, *wrong]
    rule = next((rule for rule in rules if rule.id == id), None)
    if rule is None and facts.files:
        problems += _not_checked(id, facts, settings)
    claims = []
    missing = False
    for name in dict.fromkeys(names):
        called = [claim for claim in facts.claims if name in (claim.id, claim.name)]
        if len(called) == 1:
            claims += called
            continue
        missing = True
        # One that is not found may be one that cannot be read.
        if called or (facts.claims and not facts.problems):
            problems.append(_not_one(name, called, facts))
    if rule is None or missing:
        return Misses(None, problems=tuple(in_order(problems)))
    try:
        tried = attempts(rule, claims, index)
    except MeetsTooOften as error:
        return Misses(None, problems=tuple(in_order([*problems, too_often(error)])))
    except ValueError as error:
        problems.append(Problem(_CLAIM, str(error), "name fewer claims"))
        return Misses(None, problems=tuple(in_order(problems)))
    return Misses(rule, tuple(claims), tried, tuple(in_order(problems)))


def _not_checked(id: str, facts: Facts, settings: Settings) -> Iterator[Problem]:
    """Yield why no rule with this id is checked: it is left out, or there is none where all could be read."""
    rules, unread = read_rules(settings.rules, facts.units, facts.measures, settings.hedges, examples=False)
    called = [rule for rule in rules if rule.id == id]
    for rule in called:
        reason = left_out(rule, rules, settings)
        if reason is not None:
            yield reason
    if not called and not unread:
        yield unknown_rule(id, [rule.id for rule in rules])


def _not_one(name: str, called: list[Claim], facts: Facts) -> Problem:
    if called:
        ids = " or ".join(f"`{claim.id}`" for claim in called)
        return Problem(_CLAIM, f"several claims are called `{name}`", ids)
    near = closest(name, [word for claim in facts.claims for word in (claim.id, claim.name)])
    return Problem(_CLAIM, f"no claim is called `{name}`", near)
