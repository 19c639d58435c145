"""Which claims meet, by nested loops from the definition: slow, and what the matcher is tested against."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import permutations

from consistency.claim import Claim
from consistency.period import certainly_ends_before
from consistency.rule import Count, Given, Meeting, NoneOf, OneOf, Role, Rule, Variable

_Values = Mapping[str, str]


def naive_meetings(rule: Rule, claims: Sequence[Claim]) -> tuple[Meeting, ...]:
    """Return what `meetings` returns, trying every claim in every role, and every value of every variable."""
    claims = sorted(claims, key=lambda claim: claim.id)
    if all(role.each for role in rule.roles):
        casts = {
            tuple(tuple(_members(role, claims, [values])) for role in rule.roles)
            for values, _ in _played(rule.roles, claims, {})
        }
        return tuple(_meeting(rule, cast, claims, ()) for cast in sorted(casts))
    single = [role for role in rule.roles if not role.each]
    found = _met(rule, single, claims)
    met = []
    for ids in sorted(ids for ids in found if _is_first(rule, single, ids, found)):
        alone = dict(zip([role.name for role in single], ids, strict=True))
        cast = tuple(
            tuple(id for id in _members(role, claims, found[ids]) if id not in ids)
            if role.each
            else (alone[role.name],)
            for role in rule.roles
        )
        lacks = tuple(_lacking(rule, single, cast, found[ids]))
        if all(cast) or lacks:
            met.append(_meeting(rule, cast, claims, lacks))
    return tuple(met)


def _met(rule: Rule, single: Sequence[Role], claims: Sequence[Claim]) -> dict[tuple[str, ...], list[_Values]]:
    """Return each way to fill the single roles by different claims, with the values under which it does."""
    alone = [role for role in single if role.name not in rule.sequence]
    sequence = [role for name in rule.sequence for role in rule.roles if role.name == name]
    found: dict[tuple[str, ...], list[_Values]] = {}
    for values, played in _played(alone, claims, {}):
        for bound, chain in _chains(sequence, claims, values) if sequence else [(values, ())]:
            cast = {**played, **dict(zip(rule.sequence, chain, strict=True))}
            ids = tuple(cast[role.name].id for role in single)
            if len(set(ids)) == len(ids):
                found.setdefault(ids, []).append(bound)
    return found


def _members(role: Role, claims: Sequence[Claim], choices: Sequence[_Values]) -> list[str]:
    """Return the ids of the claims that fit the role under any of these choices of values."""
    return [claim.id for claim in claims if any(list(_fits([role], claim, values)) for values in choices)]


def _lacking(
    rule: Rule, single: Sequence[Role], cast: Sequence[tuple[str, ...]], choices: Sequence[_Values]
) -> Iterator[tuple[str, str]]:
    """Yield each group with each id that a link of a single role names for it and that is not in the cast."""
    alone = {id for role, ids in zip(rule.roles, cast, strict=True) if not role.each for id in ids}
    linked = [test for role in single for key, test in role.tests if key.startswith("links.")]
    for role, ids in zip(rule.roles, cast, strict=True):
        if role.each:
            wanted = {
                values[test.name]
                for key, test in role.tests
                if key == "id" and isinstance(test, Variable) and test in linked
                for values in choices
            }
            yield from ((role.name, id) for id in sorted(wanted.difference(ids, alone)))


def _meeting(
    rule: Rule, cast: Sequence[tuple[str, ...]], claims: Sequence[Claim], lacks: tuple[tuple[str, str], ...]
) -> Meeting:
    by_id = {claim.id: claim for claim in claims}
    sizes = tuple(map(len, cast)) if any(role.each for role in rule.roles) else ()
    return Meeting(rule, tuple(by_id[id] for ids in cast for id in ids), sizes, lacks)


def _played(
    roles: Sequence[Role], claims: Sequence[Claim], values: _Values
) -> Iterator[tuple[_Values, dict[str, Claim]]]:
    """Yield each way to fill the roles, whether or not by different claims."""
    if not roles:
        yield values, {}
        return
    for claim in claims:
        for bound in _fits([roles[0]], claim, values):
            for all_bound, rest in _played(roles[1:], claims, bound):
                yield all_bound, {roles[0].name: claim, **rest}


def _fits(roles: Sequence[Role], claim: Claim, values: _Values) -> Iterator[_Values]:
    """Yield each choice of values, those given and more, under which the claim fits all of the roles."""
    for role in roles:
        kinds = [test.texts for key, test in role.tests if key == "kind" and isinstance(test, OneOf)]
        if claim.texts("kind") == ("trend",) and not any("trend" in texts for texts in kinds):
            return
    bound = [values]
    for role in roles:
        for key, test in role.tests:
            held = claim.texts(key)
            constants = (*held, claim.name) if key == "id" else held
            if isinstance(test, OneOf):
                bound = bound if any(text in constants for text in test.texts) else []
            elif isinstance(test, NoneOf):
                bound = [] if any(text in constants for text in test.texts) else bound
            elif isinstance(test, Given):
                bound = bound if (len(held) > 0) == test.given else []
            elif isinstance(test, Count):
                bound = bound if len(set(held)) == test.count else []
            else:
                bound = [
                    {**known, test.name: text}
                    for known in bound
                    for text in held
                    if known.get(test.name, text) == text
                ]
    yield from bound


def _chains(
    roles: Sequence[Role], claims: Sequence[Claim], values: _Values
) -> Iterator[tuple[_Values, tuple[Claim, ...]]]:
    """Yield each chain of steps through the claims that fit all the roles under one choice of values, too."""
    dated = [claim for claim in claims if claim.when]
    for series_values in {
        tuple(sorted(v.items())): v for c in dated for v in _fits(roles, c, values)
    }.values():
        fitting = [claim for claim in dated if series_values in list(_fits(roles, claim, series_values))]
        places = _places(fitting)
        steps = [[place] for place in places]
        for _ in roles[1:]:
            steps = [
                [*taken, place] for taken in steps for place in places if _is_next(taken[-1], place, places)
            ]
        for taken in steps:
            chains: list[tuple[Claim, ...]] = [()]
            for place in taken:
                chains = [(*chain, claim) for chain in chains for claim in place]
            yield from ((series_values, chain) for chain in chains)


def _places(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims by place: those that restate one another, directly or through others, share one."""
    places = [[claim] for claim in claims]
    merged = True
    while merged:
        merged = False
        for one, other in permutations(places, 2):
            if any(a.id in b.links.get("restates", ()) for a in one for b in other):
                places.remove(other)
                one.extend(other)
                merged = True
                break
    return places


def _is_before(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    return all(a.when and b.when and certainly_ends_before(a.when, b.when) for a in one for b in other)


def _is_next(one: Sequence[Claim], other: Sequence[Claim], places: Sequence[Sequence[Claim]]) -> bool:
    return _is_before(one, other) and not any(
        _is_before(one, between) and _is_before(between, other) for between in places
    )


def _is_first(
    rule: Rule, single: Sequence[Role], ids: tuple[str, ...], found: Container[tuple[str, ...]]
) -> bool:
    """Whether no exchange of symmetric roles makes of the meeting an earlier one that was found too."""
    swapped = [n for n, role in enumerate(single) if role.name in rule.symmetric]
    for exchange in permutations(swapped):
        other = list(ids)
        for to, source in zip(swapped, exchange, strict=True):
            other[to] = ids[source]
        if tuple(other) < ids and tuple(other) in found:
            return False
    return True
