"""Why claims do not meet: what patterns, variables, conditions and other claims have against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from math import perm
from typing import NamedTuple

import attrs

from consistency.claim import Claim
from consistency.explain.patterns import asked, listed
from consistency.expressions.compile import compile_statement
from consistency.expressions.slots import Frame, Unknown
from consistency.expressions.tree import Expression, attributes
from consistency.finding import Judgement
from consistency.judge import judgements
from consistency.match import Index, MeetsTooOften, meetings
from consistency.match.fitting import fitting
from consistency.measure import Kind
from consistency.problem import Location
from consistency.reading import Extent, Truth
from consistency.rule import Meeting, Role, Rule, Variable, asks_for_trends, holds

MOST_WAYS = 10_000
"""How many ways to cast claims are tried."""


class Miss(NamedTuple):
    """One thing that stands against a meeting, and where it stands."""

    at: Location
    text: str


class Attempt(NamedTuple):
    """Claims tried in the roles of a rule: what stands against it, or how they are judged where they meet.

    `cast` holds role names and claims; not every role need be filled.
    """

    cast: tuple[tuple[str, Claim], ...]
    misses: tuple[Miss, ...] = ()
    met: tuple[Judgement, ...] = ()


def attempts(rule: Rule, claims: Sequence[Claim], index: Index) -> tuple[Attempt, ...]:
    """Return every way to cast different claims in the roles of a rule, the nearest miss first.

    Where there are fewer claims than roles, the others may be filled by any claims of the index. Of ways that
    miss by as much, the one that keeps the order of the claims comes first. For more claims than roles there
    is none. Raises `ValueError` where there are more than `MOST_WAYS`.
    """
    if perm(len(rule.roles), len(claims)) > MOST_WAYS:
        raise ValueError(f"{len(claims)} claims fit into {len(rule.roles)} roles in too many ways")
    if len(claims) > len(rule.roles) and rule.groups:
        return _in_groups(rule, claims, index)
    found: list[Attempt] = []
    all_met: list[Judgement] | None = None
    for roles in permutations(rule.roles, len(claims)):
        cast = {role.name: claim for role, claim in zip(roles, claims, strict=True)}
        misses = tuple(_misses(rule, cast))
        met: tuple[Judgement, ...] = ()
        if not misses:
            if all_met is None:
                all_met = list(judgements(rule, index))
            met = tuple(judged for judged in all_met if _holds(judged.meeting, cast))
            misses = () if met else tuple(_apart(rule, cast, index))
        pairs = tuple((role.name, cast[role.name]) for role in rule.roles if role.name in cast)
        found.append(Attempt(pairs, misses, met))
    return tuple(sorted(found, key=lambda attempt: (not attempt.met, len(attempt.misses))))


def _in_groups(rule: Rule, claims: Sequence[Claim], index: Index) -> tuple[Attempt, ...]:
    """Return the one way in which more claims than there are roles meet; none if they do not."""
    ids = {claim.id for claim in claims}
    met = [
        judged for judged in judgements(rule, index) if ids <= {claim.id for claim in judged.meeting.claims}
    ]
    if not met:
        return ()
    first = met[0].meeting
    played = zip(first.roles, first.claims, strict=True)
    return (Attempt(tuple((role.name, claim) for role, claim in played if claim.id in ids), (), tuple(met)),)


def never_met(rule: Rule, index: Index) -> str:
    """Return in a few words why a rule met no claim of the index: the nearest thing that failed.

    >>> from consistency.rule import OneOf
    >>> rule = Rule("a/b", Location("r.yaml"), "s", (Role("rate", (("kind", OneOf(("rate",))),)),), ())
    >>> never_met(rule, Index([]))
    'there is no claim'
    """
    if not index.claims:
        return "there is no claim"
    for role in rule.roles:
        if not fitting([role], index):
            return _unfilled(role, index)
    keys: dict[str, list[tuple[Role, str]]] = {}
    for role in rule.roles:
        for key, test in role.tests:
            if isinstance(test, Variable):
                keys.setdefault(test.name, []).append((role, key))
    for name, places in keys.items():
        held = [
            {text for n in fitting([role], index) for text in index.column(key).get(n, ())}
            for role, key in places
        ]
        if not set.intersection(*held):
            roles = listed(list(dict.fromkeys(role.name for role, _ in places)), "and")
            return f"no value of `${name}` is shared by {roles}"
    try:
        met = meetings(attrs.evolve(rule, where=()), index)  # which of the conditions fails is told
    except MeetsTooOften:
        return _crowded(rule, index)
    if met:
        return _excluded(rule, met)
    if rule.sequence:
        return f"no claims certainly follow one another as {listed(rule.sequence, 'and')}"
    if len(keys) == 1:
        return f"no different claims share a value of {listed([f'${name}' for name in keys])}"
    if keys:
        return f"no claims agree on {listed([f'${name}' for name in keys], 'and')} together"
    return "no different claims fill its roles"


def _unfilled(role: Role, index: Index) -> str:
    """Return why no claim fits a role: the one test without which most would, if that is all."""
    best, most = None, 0
    for left_out in role.tests:
        others = tuple(test for test in role.tests if test is not left_out)
        count = len(fitting([Role(role.name, others)], index))
        if count > most:
            best, most = left_out, count
    start = f"no claim fits `{role.name}`"
    if best is None:
        return f"{start}, nor does any fit all but one of its keys"
    fit = "one claim does" if most == 1 else f"{most:,} claims do"
    return f"{start}: {fit} but for {asked(*best)}"


def _excluded(rule: Rule, met: Sequence[Meeting]) -> str:
    """Return which condition most of the claims that fit the patterns fail."""
    failed: Counter[str] = Counter()
    for meeting in met:
        played = rule.sized(meeting.sizes) if meeting.sizes else rule
        cast = {role.name: claim for role, claim in zip(played.roles, meeting.claims, strict=True)}
        failed.update(condition.text for condition in played.where if _denied(played, condition, cast))
    (text, count), *_ = failed.most_common(1)
    fit = "one combination of claims fits" if len(met) == 1 else f"{len(met):,} combinations of claims fit"
    often = "" if len(met) == 1 else f" in {'all' if count == len(met) else f'{count:,}'} of them"
    return f"{fit} its roles, but `{text}` fails{often}"


def _crowded(rule: Rule, index: Index) -> str:
    """Return which condition rules out all of the claims that fit, of which there are too many to count."""
    for condition in rule.where:
        if _meets(attrs.evolve(rule, where=(condition,)), index) is False:
            return f"many combinations of claims fit its roles, but `{condition.text}` fails in all of them"
    if _meets(rule, index) is None:
        return "too many claims would meet to compare them"
    conditions = listed([condition.text for condition in rule.where], "and")
    return f"many combinations of claims fit its roles, but {conditions} hold together in none of them"


def _meets(rule: Rule, index: Index) -> bool | None:
    """Return whether claims meet in a rule, as conditions let them; None where too many would."""
    try:
        return any(True for _ in judgements(rule, index))
    except MeetsTooOften:
        return None


def _holds(meeting: Meeting, cast: Mapping[str, Claim]) -> bool:
    """Return whether the claims of a meeting play these roles, or ones that may be exchanged for them."""
    same = meeting.rule.symmetric
    played = {(role.name, claim.id) for role, claim in zip(meeting.roles, meeting.claims, strict=True)}
    return all(
        any((role, claim.id) in played for role in (same if name in same else (name,)))
        for name, claim in cast.items()
    )


def against(rule: Rule, cast: Sequence[tuple[str, Claim]]) -> tuple[Miss, ...]:
    """Return what stands against a meeting of just these claims, each with its role; all roles are filled.

    The claims of a group stand below one another, each with the group's name.
    """
    members = {role.name: [claim for name, claim in cast if name == role.name] for role in rule.roles}
    sized = rule.sized([len(members[role.name]) for role in rule.roles])
    ordered = [claim for role in rule.roles for claim in members[role.name]]
    played = {role.name: claim for role, claim in zip(sized.roles, ordered, strict=True)}
    found = [miss for role in rule.roles for claim in members[role.name] for miss in _unfit(role, claim)]
    first = {name: claims[0] for name, claims in members.items()}
    for name, claims in members.items():  # the claims of a group need have nothing in common themselves
        for claim in claims:
            found += _disagreeing(rule, {**first, name: claim})
    found += _failing(sized, played)
    if not found and rule.groups:
        found = [Miss(ordered[0].location(), "its groups take in other claims than these roles give them")]
    return tuple(dict.fromkeys(found)) or tuple(_apart(sized, played, Index(ordered)))


def _misses(rule: Rule, cast: Mapping[str, Claim]) -> Iterator[Miss]:
    """Yield what the cast claims themselves have against meeting."""
    for role in rule.roles:
        if role.name in cast:
            yield from _unfit(role, cast[role.name])
    yield from _disagreeing(rule, cast)
    yield from _failing(rule, cast)


def _failing(rule: Rule, cast: Mapping[str, Claim]) -> Iterator[Miss]:
    """Yield the conditions on the cast claims that do not hold."""
    for condition in rule.where:
        names = {field.role for field in attributes(condition.tree)}
        if names <= cast.keys() - set(rule.groups) and _denied(rule, condition, cast):
            first = next(field for field in attributes(condition.tree) if field.role in names)
            at = cast[first.role].location(first.field)
            yield Miss(at, f"`{condition.text}` does not hold: {_values(condition, cast)}")


def _unfit(role: Role, claim: Claim) -> Iterator[Miss]:
    """Yield the tests of a role that a claim does not pass, each on its own."""
    if claim.kind is Kind.TREND and not asks_for_trends(role):
        text = f"{claim.id} states a trend, which fits only roles that ask for kind `{Kind.TREND.value}`"
        yield Miss(claim.location("kind"), text)
    for key, test in role.tests:
        if not holds(key, test, claim):
            text = f"`{role.name}` asks for {asked(key, test)}; {claim.id} has {_had(key, claim.texts(key))}"
            yield Miss(claim.location(_field(key)), text)


def _had(key: str, held: Sequence[str]) -> str:
    name = key.removeprefix("links.")
    return listed(held, "and") if held else f"no {'link ' if key != name else ''}`{name}`"


def _field(key: str) -> str:
    """Return the name under which a claim keeps the place of what a pattern's key finds."""
    own = ("id", "kind", "by", "source", "tags", "value", "also", "when", "lasting", "said", "quote", "unit")
    if key == "unit":
        return "value"
    return key if key in own or key.startswith("links.") else f"about.{key}"


def _disagreeing(rule: Rule, cast: Mapping[str, Claim]) -> Iterator[Miss]:
    """Yield the variables that the cast claims have no value in common for."""
    shared: dict[str, list[tuple[Role, str, Claim, tuple[str, ...]]]] = {}
    for role in rule.roles:
        if role.name in cast:
            for key, test in role.tests:
                held = cast[role.name].texts(key)
                if isinstance(test, Variable) and held:
                    shared.setdefault(test.name, []).append((role, key, cast[role.name], held))
    for name, places in shared.items():
        if not set.intersection(*(set(held) for *_, held in places)):
            said = " but ".join(
                f"{listed(held, 'and')} in `{role.name}` ({claim.id})" for role, _, claim, held in places
            )
            *_, (_, key, claim, _) = places
            yield Miss(claim.location(_field(key)), f"`${name}` is {said}")


def _denied(rule: Rule, condition: Expression, cast: Mapping[str, Claim]) -> bool:
    """Return whether a condition fails for claims in any reading of their words."""
    frame = Frame([role.name for role in rule.roles])
    statement = compile_statement(condition, frame)
    # A role that the condition does not speak of is never looked at: any claim can stand for it.
    anyone = next(iter(cast.values()))
    claims = [cast.get(role.name, anyone) for role in rule.roles]
    for extent in (Extent.TYPICAL, Extent.WIDEST):
        answer = statement(frame.fill(claims, {}, extent))
        if isinstance(answer, Unknown) or answer is not Truth.NO:
            return False
    return True


def _values(condition: Expression, cast: Mapping[str, Claim]) -> str:
    """Return what the fields of a condition hold."""
    said = dict.fromkeys(
        f"{field.role}.{field.field} is {listed(texts, 'and') if texts else 'absent'}"
        for field in attributes(condition.tree)
        for texts in [cast[field.role].texts(field.field)]
    )
    return ", ".join(said)


def _apart(rule: Rule, cast: Mapping[str, Claim], index: Index) -> Iterator[Miss]:
    """Yield why claims that fit their roles and agree still do not meet: what the other roles would need."""
    rest = [role for role in rule.roles if role.name not in cast]
    known: dict[str, set[str]] = {}
    for name, key, test in ((role.name, key, test) for role in rule.roles for key, test in role.tests):
        if name in cast and isinstance(test, Variable):
            held = set(cast[name].texts(key))
            known[test.name] = known.get(test.name, held) & held
    unfilled = False
    taken = {claim.id for claim in cast.values()}
    for role in rest:
        fit = [index.claims[n] for n in fitting([role], index)]
        if not any(claim.id not in taken and _agrees(role, claim, known) for claim in fit):
            unfilled = True
            bound = [
                f"`${test.name}` {listed(sorted(known[test.name]))}"
                for _, test in role.tests
                if isinstance(test, Variable) and test.name in known
            ]
            with_ = f" with {' and '.join(dict.fromkeys(bound))}" if bound and fit else ""
            text = f"no other claim fits `{role.name}`{with_}" if fit else _unfilled(role, index)
            yield Miss(role.at, text)
    if unfilled:
        return
    first = next(iter(cast.values()))
    if rule.sequence and sum(name in cast for name in rule.sequence) > 1:
        text = f"{listed(rule.sequence, 'and')} must certainly follow one another, with no such claim between"
        yield Miss(first.location("when"), text)
    elif rest:
        names = listed([role.name for role in rest], "and")
        conditions = " and the conditions under `where` hold" if rule.where else ""
        yield Miss(rest[0].at, f"no claims fill {names} so that all agree{conditions}")
    else:
        exchanged = tuple(_exchanged(rule, cast))
        lists = Miss(first.location(), "their lists share no one choice of values for all variables")
        yield from exchanged or (lists,)


def _exchanged(rule: Rule, cast: Mapping[str, Claim]) -> Iterator[Miss]:
    """Yield the conditions that fail in the one order in which claims play roles that may be exchanged."""
    names = [role.name for role in rule.roles if role.name in rule.symmetric]
    ordered = sorted([cast[name] for name in names], key=lambda claim: claim.id)
    played = {**cast, **dict(zip(names, ordered, strict=True))}
    for at, text in _failing(rule, played):
        as_ = " and ".join(f"`{name}` {claim.id}" for name, claim in zip(names, ordered, strict=True))
        yield Miss(at, f"{text}; roles that may be exchanged are filled in the order of ids, as {as_}")


def _agrees(role: Role, claim: Claim, known: Mapping[str, Iterable[str]]) -> bool:
    return all(
        not isinstance(test, Variable)
        or test.name not in known
        or not set(claim.texts(key)).isdisjoint(known[test.name])
        for key, test in role.tests
    )
