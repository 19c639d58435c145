"""Which of the slips that people make the rules would catch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple, TypeVar

import attrs

from consistency.claim import Claim
from consistency.match import MeetsTooOften
from consistency.net import Net
from consistency.perturb.spot import Spot
from consistency.rule import Rule
from consistency.slips import EXCHANGED, OPERATORS, Operator, Reread, Slip, exchanged, slips
from consistency.slips.further import FURTHER, further_slips
from consistency.value import Record

ALL_OPERATORS = (*OPERATORS, EXCHANGED, *FURTHER)
"""The slips that are tried, in one claim or, of figures exchanged, in two that meet."""

MOST = 10_000
"""How many slips are tried at most, unless it is asked for more."""

_LOOKED_AT = 10
"""So many times the slips that are tried are made, to draw from: of more, the claims are drawn first."""

_NEAR = 20
"""So many claims before and behind one in its file are near enough to be mixed up with it."""


class Count(NamedTuple):
    """How many slips were caught of those that were tried."""

    caught: int
    tried: int

    @property
    def share(self) -> Fraction | None:
        """The share that was caught; None where none was tried."""
        return Fraction(self.caught, self.tried) if self.tried else None


@attrs.frozen(eq=False, repr=False)
class Tried(Record):
    """A slip that was tried: what it made of which text, and the rules, as (set, id), that object to it.

    `meets` are the rules in which its claim took part before. `other` is the second claim of figures
    exchanged.
    """

    operator: str
    spot: Spot
    before: str
    after: str
    rules: tuple[tuple[str, str], ...]
    meets: tuple[tuple[str, str], ...]
    other: str | None = None

    @property
    def is_caught(self) -> bool:
        """Whether any rule objects."""
        return bool(self.rules)


@attrs.frozen(eq=False, repr=False)
class Score(Record):
    """The slips that were tried, in the order of the claims.

    `space` is how many slips there are: None where they are too many to be counted. Where they are more than
    those tried, these were drawn at random by `seed`. `refused` are the rules that would meet too often with
    one of them: whether they would catch it is not known.
    """

    tried: tuple[Tried, ...]
    space: int | None
    seed: int
    refused: tuple[MeetsTooOften, ...] = ()

    @property
    def is_enumerated(self) -> bool:
        """Whether every slip was tried, and none drawn."""
        return self.space == len(self.tried)

    @property
    def caught(self) -> int:
        """How many were caught."""
        return sum(each.is_caught for each in self.tried)

    @property
    def share(self) -> Fraction | None:
        """The share that was caught; None where none was tried."""
        return Count(self.caught, len(self.tried)).share

    def by_operator(self) -> Mapping[str, Count]:
        """Return the counts by the name of the slip, in the order of the table."""
        counted = _counted((each.operator, each.is_caught) for each in self.tried)
        return {each.name: counted[each.name] for each in ALL_OPERATORS if each.name in counted}

    def by_rule(self) -> Mapping[tuple[str, str], Count]:
        """Return the counts by rule, as (set, id): of the slips in claims that meet in it, or then would."""
        counted = _counted(
            (rule, rule in each.rules)
            for each in self.tried
            for rule in dict.fromkeys((*each.meets, *each.rules))
        )
        return dict(sorted(counted.items()))

    def by_figure(self) -> Mapping[Spot, Count]:
        """Return the counts by figure, date or other field."""
        return dict(sorted(_counted((each.spot, each.is_caught) for each in self.tried).items()))


_Name = TypeVar("_Name")


def _counted(told: Iterable[tuple[_Name, bool]]) -> dict[_Name, Count]:
    found: dict[_Name, Count] = {}
    for name, is_caught in told:
        caught, tried = found.get(name, (0, 0))
        found[name] = Count(caught + is_caught, tried + 1)
    return found


def all_slips(
    net: Net, reread: Reread, operators: Sequence[Operator] = ALL_OPERATORS
) -> Iterator[tuple[Slip, ...]]:
    """Yield every slip, by the ids of the claims: each alone, or two together for figures exchanged."""
    made = _Made(net, reread, operators, net.claims)
    for id in net.claims:
        yield from made.of(id)


class _Made:
    """Makes the slips of one claim after another, each of which is among the `chosen`, by their ids."""

    def __init__(
        self, net: Net, reread: Reread, operators: Sequence[Operator], chosen: Collection[str]
    ) -> None:
        self._net = net
        self._chosen = frozenset(chosen)
        self._reread = reread
        self._exchanging = EXCHANGED in operators
        self._single = [each for each in operators if each in OPERATORS]
        self._further = [each for each in operators if each in FURTHER]
        rows: dict[str, list[Claim]] = {}
        for claim in net.claims.values():
            rows.setdefault(claim.source.file, []).append(claim)
        for claims in rows.values():
            claims.sort(key=lambda claim: (claim.line, claim.column, claim.id))
        self._rows = rows
        self._places = {claim.id: place for claims in rows.values() for place, claim in enumerate(claims)}

    def of(self, id: str) -> Iterator[tuple[Slip, ...]]:
        claim = self._net.claims[id]
        for slip in slips(claim, self._reread, self._single):
            yield (slip,)
        place = self._places[id]
        near = self._rows[claim.source.file][max(place - _NEAR, 0) : place + _NEAR + 1]
        for slip in further_slips(claim, near, self._reread, self._further):
            yield (slip,)
        if self._exchanging:
            for other in self._partners(id):
                made = exchanged(claim, self._net.claims[other], self._reread)
                if made is not None:
                    yield made

    def _partners(self, id: str) -> Sequence[str]:
        """Return the claims that it meets, but those that have given the slip in both of them before."""
        met = {claim.id for judgement in self._net.of(id) for claim in judgement.meeting.claims}
        return sorted(other for other in met - {id} if other > id or other not in self._chosen)


def score(
    net: Net,
    reread: Reread,
    operators: Sequence[Operator] = ALL_OPERATORS,
    seed: int = 0,
    most: int = MOST,
    told: Callable[[int], None] = lambda tried: None,
    only: Collection[str] | None = None,
) -> Score:
    """Try slips of all claims: every one where there are at most `most`, else as many drawn by `seed`.

    `only` are the ids of the claims that it is asked of, where that is not all of them.
    `told` is told how many have been tried, each time that one has.
    """
    ids = sorted(net.claims if only is None else only)
    drawn, space = _drawn(ids, _Made(net, reread, operators, ids), seed, most)
    meets = {id: _names(net.rules_of(id)) for id in {slip.claim.id for made in drawn for slip in made}}
    tried = []
    refused: dict[tuple[str, str], MeetsTooOften] = {}
    for number, made in enumerate(drawn, 1):
        change = net.changed(*(slip.claim for slip in made))
        rules = _names(judgement.meeting.rule for judgement in change.worse)
        refused.update({(error.rule.rule_set, error.rule.id): error for error in change.refused})
        first = made[0]
        tried.append(
            Tried(
                first.operator.name,
                _spot(net, first),
                first.before,
                first.after,
                rules,
                tuple(dict.fromkeys(rule for slip in made for rule in meets[slip.claim.id])),
                made[1].claim.id if len(made) > 1 else None,
            )
        )
        told(number)
    return Score(tuple(tried), space, seed, tuple(refused.values()))


def _names(rules: Iterable[Rule]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((rule.rule_set, rule.id) for rule in rules))


def _spot(net: Net, slip: Slip) -> Spot:
    if slip.field != "also":
        return Spot(slip.claim.id, slip.field)
    before = net.claims[slip.claim.id].also
    differing = (n for n, figure in enumerate(slip.claim.also) if figure is not before[n])
    return Spot(slip.claim.id, slip.field, next(differing, 0))


def _drawn(
    ids: list[str], made: _Made, seed: int, most: int
) -> tuple[Sequence[tuple[Slip, ...]], int | None]:
    """Return the slips to try, in the order of the claims, and how many there are; None if not counted.

    All claims give theirs where that can be afforded. Of a large net, claims drawn at random do: then the
    slips of one claim stand together, which costs some precision and no fairness.
    """
    chance = Random(seed)
    chance.shuffle(ids)
    enough = _LOOKED_AT * most
    found: dict[str, list[tuple[Slip, ...]]] = {}
    count = 0
    for id in ids:
        found[id] = list(made.of(id))
        count += len(found[id])
        if count > enough:
            break
    ordered = [each for id in sorted(found) for each in found[id]]
    space = count if len(found) == len(ids) else None
    if count <= most:
        return ordered, space
    chosen = sorted(chance.sample(range(count), most))
    return [ordered[number] for number in chosen], space
