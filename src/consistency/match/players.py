"""What a rule's roles bring to a join: who could fill each, and with which values of what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from math import prod

from consistency.match.fitting import choices, fitting, hopeless, variables
from consistency.match.index import Index
from consistency.match.limit import MeetsTooOften, key_text
from consistency.match.sequence import Series
from consistency.rule import Role, Rule

Values = tuple[str, ...]
Chain = tuple[int, ...]


class Player:
    """A role of a rule, or all the roles of its sequence taken as one: they are filled together.

    `places` are where its roles stand in the rule, `variables` the names of those it shares with other
    players, sorted. Its facts are pairs of `members` and `values`: the number of a claim, or of one of the
    `series` through the claims of a sequence (each all its chains), and a choice for the variables.
    """

    __slots__ = ("members", "places", "series", "values", "variables")

    def __init__(self, places: tuple[int, ...], variables: tuple[str, ...]) -> None:
        self.places = places
        self.variables = variables
        self.members: list[int] = []
        self.values: list[Values] = []
        self.series: list[tuple[Chain, ...]] | None = None

    def fillings(self, member: int) -> tuple[Chain, ...]:
        """Return the ways in which a member fills the roles, as claim numbers in the order of `places`."""
        return ((member,),) if self.series is None else self.series[member]


def players_of(rule: Rule, index: Index, bound: int) -> list[Player] | None:
    """Return the players of a rule, or None where one has no claim to fill it."""
    sequence = tuple(
        n for name in rule.sequence for n, role in enumerate(rule.roles) if role.name == name
    )  # in the order of the sequence, which need not be that of the roles
    places = [(n,) for n in range(len(rule.roles)) if n not in sequence]
    parts = [*places, sequence] if sequence else places

    if hopeless(rule.roles, index):
        return None
    fits = [fitting(_roles(rule, part), index) for part in parts]
    if not all(fits):
        return None
    standing = Counter(name for part in parts for name in variables(_roles(rule, part)))
    made = []
    for part, numbers in zip(parts, fits, strict=True):
        shared = tuple(name for name in variables(_roles(rule, part)) if standing[name] > 1)
        player = Player(part, shared)
        if part is sequence:
            _bind_series(player, rule, numbers, index, bound)
        else:
            _bind(player, rule, numbers, index, bound)
        if not player.members:
            return None
        made.append(player)
    return made


def _roles(rule: Rule, places: Sequence[int]) -> list[Role]:
    return [rule.roles[n] for n in places]


def _bind(player: Player, rule: Rule, numbers: Sequence[int], index: Index, bound: int) -> None:
    """Give a player of one role a fact for each claim, and each choice of the values that it shares."""
    keys = variables(_roles(rule, player.places))
    numbers, columns = choices(keys, player.variables, numbers, index)
    if any(max(map(len, map(column.__getitem__, numbers)), default=0) > 1 for column in columns):
        for n in numbers:
            for values in _each(rule, [column[n] for column in columns], bound):
                player.members.append(n)
                player.values.append(values)
    else:
        player.members = list(numbers)
        player.values = (
            list(zip(*([column[n][0] for n in numbers] for column in columns), strict=True))
            if columns
            else [()] * len(numbers)
        )


def _bind_series(player: Player, rule: Rule, numbers: Sequence[int], index: Index, bound: int) -> None:
    """Give a sequence a fact for each choice of values: all the chains through the claims that fit it."""
    keys = variables(_roles(rule, player.places))
    dated, columns = choices(keys, tuple(keys), [n for n in numbers if index.claims[n].when], index)
    held: dict[Values, list[int]] = {}
    for n in dated:
        for values in _each(rule, [column[n] for column in columns], bound):
            held.setdefault(values, []).append(n)
    length = len(player.places)
    shared = [tuple(keys).index(name) for name in player.variables]
    player.series = []
    for values, claims in held.items():
        if len(claims) < length:
            continue
        series = Series(index.claims, claims)
        count = series.count(length)
        if count > bound:
            raise MeetsTooOften(rule, key_text(tuple(keys), values), count, len(claims))
        if count:
            player.members.append(len(player.series))
            player.values.append(tuple(values[n] for n in shared))
            player.series.append(tuple(series.chains(length)))


def _each(rule: Rule, texts: Sequence[tuple[str, ...]], bound: int) -> product[Values]:
    """Return every choice of one of each of these texts."""
    count = prod(map(len, texts))
    if count > bound:
        sizes = " × ".join(str(len(some)) for some in texts)
        raise MeetsTooOften(rule, f"lists of {sizes} values", count, 1)
    return product(*texts)
