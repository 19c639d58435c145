"""One finding looked up by its fingerprint, in a run over all facts and rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from consistency.choice import shows
from consistency.explain.run import explainer
from consistency.explain.tracing import Trace, trace
from consistency.finding import Judgement, fingerprint
from consistency.judge import judgements, too_often
from consistency.load import load, waivers_of
from consistency.match import MeetsTooOften
from consistency.problem import Location, Problem, closest, in_order
from consistency.quantity import Units
from consistency.rule import Meeting
from consistency.settings import Settings
from consistency.value import Record
from consistency.waive import Waivers

_LISTED = 4


@attrs.frozen(eq=False, repr=False)
class Found(Record):
    """The finding that was asked for, if there is one, the units it was read with, and what was wrong."""

    trace: Trace | None
    units: Units | None = None
    problems: tuple[Problem, ...] = ()


def find(settings: Settings, beginning: str, tell: Callable[[str], None] = lambda doing: None) -> Found:
    """Return the one finding whose fingerprint begins so, with every step of its arithmetic.

    Findings that a check shows go before meetings of which it says nothing, which are found, too. Where there
    is none, or are several, a problem says which were near. `tell` is told what the run is doing now.
    """
    facts, rules, wrong, _, index = load(settings, tell)
    if wrong or not facts.claims:
        return Found(None, problems=tuple(in_order((*facts.problems, *wrong))))
    waivers, unread = waivers_of(settings)
    problems = [*facts.problems, *unread]
    shown: list[str] = []
    found: list[tuple[str, Judgement]] = []
    for rule in rules:
        tell(f"checking rule {rule.id}")
        try:
            for judgement in judgements(rule, index):
                name = _name(judgement.meeting)
                if shows(settings, judgement):
                    shown.append(name)
                if name.startswith(beginning):
                    found.append((name, judgement))
        except MeetsTooOften as error:
            problems.append(too_often(error))
    found = [one for one in found if one[0] in shown] or found
    if len(found) != 1:
        problems.append(_several(beginning, found) if found else _none(beginning, shown))
        return Found(None, problems=tuple(in_order(problems)))
    ((_, judgement),) = found
    finding = Waivers(waivers).applied(explainer(settings, facts, rules)(judgement))
    return Found(trace(judgement, finding), facts.units, tuple(in_order(problems)))


def _name(meeting: Meeting) -> str:
    roles = [role.name for role in meeting.roles]
    return fingerprint(meeting.rule.id, zip(roles, meeting.claims, strict=True))


def _none(beginning: str, shown: Sequence[str]) -> Problem:
    hint = closest(beginning, {name[: len(beginning)] for name in shown})
    hint = hint or "`consistency check --format json` has the fingerprints of all findings"
    return Problem(Location("FINDING"), f"no finding has a fingerprint that begins with `{beginning}`", hint)


def _several(beginning: str, found: Sequence[tuple[str, Judgement]]) -> Problem:
    named = sorted(f"`{name}` ({judgement.meeting.rule.id})" for name, judgement in found)
    more = f" or {len(named) - _LISTED:,} more" if len(named) > _LISTED else ""
    message = f"{len(named):,} findings have a fingerprint that begins with `{beginning}`"
    return Problem(Location("FINDING"), message, " or ".join(named[:_LISTED]) + more)
