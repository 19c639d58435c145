"""What a rule's roles bring to a join: who could fill each, and with which values of what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, product
from math import prod

from consistency.match.fitting import choices, fitting, hopeless, variables
from consistency.match.index import Column, Index
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
    `choices` tells for each of the series what all variables of the sequence stand for in it.
    """

    __slots__ = ("choices", "members", "places", "series", "values", "variables")

    def __init__(self, places: tuple[int, ...], variables: tuple[str, ...]) -> None:
        self.places = places
        self.variables = variables
        self.members: list[int] = []
        self.values: list[Values] = []
        self.series: list[tuple[Chain, ...]] | None = None
        self.choices: list[Mapping[str, str]] = []

    def ways(self) -> list[int]:
        """Return for each fact in how many ways its member fills the roles."""
        if self.series is None:
            return [1] * len(self.members)
        return [len(self.series[member]) for member in self.members]

    def fillings(self, member: int) -> tuple[Chain, ...]:
        """Return the ways in which a member fills the roles, as claim numbers in the order of `places`."""
        return ((member,),) if self.series is None else self.series[member]


def players_of(rule: Rule, index: Index, bound: int) -> list[Player] | None:
    """Return the players of a rule, or None where one has no claim to fill it."""
    parts = _parts(rule)
    if hopeless(rule.roles, index):
        return None
    fits = [fitting(_roles(rule, part), index) for part in parts]
    if not all(fits):
        return None
    keys = [variables(_roles(rule, part)) for part in parts]
    fits = _agreeing(fits, keys, index)
    made = unfilled(rule)
    for player, names, numbers in zip(made, keys, fits, strict=True):
        if rule.sequence and player is made[-1]:
            _bind_series(player, rule, names, numbers, index, bound)
        else:
            fit, columns = choices(names, player.variables, numbers, index)
            player.members, player.values = facts(rule, fit, columns, bound)
        if not player.members:
            return None
    return made


def unfilled(rule: Rule) -> list[Player]:
    """Return the players of a rule without any facts."""
    parts = _parts(rule)
    keys = [variables(_roles(rule, part)) for part in parts]
    standing = Counter(name for names in keys for name in names)
    return [
        Player(part, tuple([name for name in names if standing[name] > 1]))
        for part, names in zip(parts, keys, strict=True)
    ]


def _parts(rule: Rule) -> list[tuple[int, ...]]:
    """Return the places of the roles that are filled together: of a sequence, last, and of each other."""
    sequence = tuple(
        n for name in rule.sequence for n, role in enumerate(rule.roles) if role.name == name
    )  # in the order of the sequence, which need not be that of the roles
    places: list[tuple[int, ...]] = [(n,) for n in range(len(rule.roles)) if n not in sequence]
    return [*places, sequence] if sequence else places


def _roles(rule: Rule, places: Sequence[int]) -> list[Role]:
    return [rule.roles[n] for n in places]


def _agreeing(
    fits: Sequence[Sequence[int]], keys: Sequence[Mapping[str, Sequence[str]]], index: Index
) -> list[Sequence[int]]:
    """Leave out claims that share no value with the player that the fewest claims fit.

    Of the claims that a link could lead to, that leaves those that one does lead to. It is for speed alone,
    and so not done where there is little to leave out.
    """
    fewest = min(range(len(fits)), key=lambda part: len(fits[part]))
    enough = 2 * len(fits[fewest])
    agreeing = list(fits)
    for part, names in enumerate(keys):
        for name in names:
            if name in keys[fewest] and len(agreeing[part]) > enough:
                few, many = index.column(keys[fewest][name][0]), index.column(names[name][0])
                texts = {text for n in fits[fewest] for text in few[n]}
                agreeing[part] = [n for n in agreeing[part] if not texts.isdisjoint(many[n])]
    return agreeing


def facts(
    rule: Rule, numbers: Sequence[int], columns: Sequence[Column], bound: int
) -> tuple[list[int], list[Values]]:
    """Return each of the claims with each choice of one value from every column."""
    if not columns:
        return list(numbers), [()] * len(numbers)
    held = [[column[n] for n in numbers] for column in columns]
    if all(len(texts) == 1 for texts in chain.from_iterable(held)):
        return list(numbers), list(zip(*([text for (text,) in texts] for texts in held), strict=True))
    members, values = [], []
    for n, texts in zip(numbers, zip(*held, strict=True), strict=True):
        chosen = list(_each(rule, texts, bound))
        members += [n] * len(chosen)
        values += chosen
    return members, values


def _bind_series(
    player: Player,
    rule: Rule,
    keys: Mapping[str, Sequence[str]],
    numbers: Sequence[int],
    index: Index,
    bound: int,
) -> None:
    """Give a sequence a fact for each choice of values: all the chains through the claims that fit it."""
    dated, columns = choices(keys, tuple(keys), [n for n in numbers if index.claims[n].when], index)
    held: dict[Values, list[int]] = {}
    for n, values in zip(*facts(rule, dated, columns, bound), strict=True):
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
            player.values.append(tuple([values[n] for n in shared]))
            player.series.append(tuple(series.chains(length)))
            player.choices.append(dict(zip(keys, values, strict=True)))


def _each(rule: Rule, texts: Sequence[tuple[str, ...]], bound: int) -> product[Values]:
    """Return every choice of one of each of these texts."""
    count = prod(map(len, texts))
    if count > bound:
        sizes = " × ".join(str(len(some)) for some in texts)
        raise MeetsTooOften(rule, f"lists of {sizes} values", count, 1)
    return product(*texts)
