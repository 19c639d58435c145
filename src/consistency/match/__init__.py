"""Which claims meet in a rule's roles: what fits each role (plain Python), joined by durable-rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, product

import attrs

from consistency.match.fitting import could_meet
from consistency.match.groups import Cast, gathered, partitions
from consistency.match.index import Index
from consistency.match.join import joined
from consistency.match.limit import BOUND, MeetsTooOften, Tally
from consistency.match.players import Player, players_of
from consistency.rule import Meeting, Rule

__all__ = ["BOUND", "Index", "MeetsTooOften", "Tally", "could_meet", "meetings", "once"]


def meetings(rule: Rule, index: Index, bound: int = BOUND, tally: Tally | None = None) -> tuple[Meeting, ...]:
    """Return every meeting of different claims in the roles of `rule`, each once, sorted by the claims' ids.

    A group holds, for each way to fill the single roles, every other claim that agrees with these; a group
    that no claim is in does not meet, unless a link names one.

    Claims that conditions rule out meet none the less: their judgement is left to `evaluate`. Only where they
    would meet very often, those that a condition on one role or two rules out are left out. Without its
    `where`, a rule meets whatever its patterns allow.

    Raises `MeetsTooOften` where one choice of
    values for its variables would give more than `bound` meetings, or all of them together more than ten
    times that; and where all groups together would hold more than that many claims. `tally` is told what was
    counted.
    """
    tally = Tally() if tally is None else tally
    groups = rule.groups
    if not groups:
        claim = index.claims.__getitem__
        met, _ = _met(rule, index, bound, tally)
        return tuple([Meeting(rule, tuple(map(claim, claims))) for claims in met])
    if len(groups) == len(rule.roles):
        casts = partitions(rule, index, bound, tally)
    else:
        single = attrs.evolve(rule, roles=tuple([role for role in rule.roles if not role.each]))
        met, taking_part = _met(single, index, bound, tally)
        casts = gathered(rule, met, taking_part, index, bound, tally) if met else []
    return tuple([_meeting(rule, cast, index) for cast in casts])


def _meeting(rule: Rule, cast: Cast, index: Index) -> Meeting:
    claims = tuple([index.claims[n] for numbers in cast.numbers for n in numbers])
    return Meeting(rule, claims, tuple(map(len, cast.numbers)), cast.lacks)


def _met(rule: Rule, index: Index, bound: int, tally: Tally) -> tuple[list[tuple[int, ...]], list[Player]]:
    """Return the claims of each meeting of a rule with single roles only, and what took part in the join."""
    taking_part = players_of(rule, index, bound)
    if taking_part is None:
        return [], []
    tally.is_tried = True
    different = len(rule.roles)
    found = {
        claims
        for claims in _filled(taking_part, joined(rule, taking_part, index.claims, bound, tally))
        if len(set(claims)) == different
    }
    return once(rule, found), taking_part


def _filled(taking_part: Sequence[Player], joins: Iterable[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
    """Return claims in the order of the rule's roles, for each way in which the joined members fill them."""
    if all(player.series is None for player in taking_part):
        return joins
    return _spread(taking_part, joins)


def _spread(taking_part: Sequence[Player], joins: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield the claims of each member of a series in turn."""
    places = list(chain.from_iterable(player.places for player in taking_part))
    order = sorted(range(len(places)), key=places.__getitem__)
    for members in joins:
        fillings = [player.fillings(member) for player, member in zip(taking_part, members, strict=True)]
        for filling in product(*fillings):
            claims = tuple(chain.from_iterable(filling))
            yield tuple([claims[n] for n in order])


def once(rule: Rule, found: set[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the meetings sorted, but of those that an exchange of symmetric roles makes equal the first.

    That is the one with these roles' claims in the order of their ids, unless their patterns do not allow it.
    """
    swapped = [n for n, role in enumerate(rule.roles) if role.name in rule.symmetric]
    neighbours = list(pairwise(swapped))
    if not neighbours:
        return sorted(found)
    kept: list[tuple[int, ...]] = []
    firsts: dict[tuple[int, ...], tuple[int, ...]] = {}
    for claims in found:
        for n, m in neighbours:
            if claims[n] > claims[m]:
                ordered = list(claims)
                for place, claim in zip(swapped, sorted([claims[n] for n in swapped]), strict=True):
                    ordered[place] = claim
                best = tuple(ordered)
                if best not in found:
                    firsts[best] = min(firsts.get(best, claims), claims)
                break
        else:
            kept.append(claims)
    return sorted([*kept, *firsts.values()])
