"""Which claims fit a pattern, and with which values of its variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consistency.match.index import Index
from consistency.measure import Kind
from consistency.rule import Given, NoneOf, OneOf, Role, Variable


def fitting(roles: Sequence[Role], index: Index) -> Sequence[int]:
    """Return the numbers of the claims that fit all of these roles, their variables apart; in order.

    A claim of kind `trend` fits only roles that each ask for that kind by name.
    """
    tests = [test for role in roles for test in role.tests]
    numbers: Sequence[int] = range(len(index.claims))
    rarest = None
    for key, test in tests:
        if isinstance(test, OneOf):
            found = [index.holders(key).get(text, ()) for text in test.texts]
            if sum(map(len, found)) < len(numbers):
                numbers = found[0] if len(found) == 1 else sorted({n for held in found for n in held})
                rarest = (key, test)
    for key, test in tests:
        if not numbers:
            return ()
        if (key, test) != rarest:
            numbers = _passing(numbers, key, test, index)
    if Kind.TREND.value in index.holders("kind") and not all(map(_asks_for_trends, roles)):
        kinds = index.column("kind")
        numbers = [n for n in numbers if Kind.TREND.value not in kinds[n]]
    return numbers


def _passing(
    numbers: Sequence[int], key: str, test: OneOf | NoneOf | Given | Variable, index: Index
) -> Sequence[int]:
    if isinstance(test, OneOf):
        column, texts = index.constants(key), frozenset(test.texts)
        return [n for n in numbers if not texts.isdisjoint(column[n])]
    if isinstance(test, NoneOf):
        column, texts = index.constants(key), frozenset(test.texts)
        return [n for n in numbers if texts.isdisjoint(column[n])]
    column, given = index.column(key), not isinstance(test, Given) or test.given
    return [n for n in numbers if bool(column[n]) is given]


def _asks_for_trends(role: Role) -> bool:
    return any(
        key == "kind" and isinstance(test, OneOf) and Kind.TREND.value in test.texts
        for key, test in role.tests
    )


def variables(roles: Sequence[Role]) -> dict[str, list[str]]:
    """Return the keys at which each variable of these roles stands, by the variable's name, sorted."""
    keys: dict[str, list[str]] = {}
    for role in roles:
        for key, test in role.tests:
            if isinstance(test, Variable) and key not in keys.setdefault(test.name, []):
                keys[test.name].append(key)
    return dict(sorted(keys.items()))


Column = Sequence[tuple[str, ...]] | Mapping[int, tuple[str, ...]]
"""The values that a variable can take, by the number of the claim."""


def choices(
    keys: Mapping[str, Sequence[str]], kept: Sequence[str], numbers: Sequence[int], index: Index
) -> tuple[Sequence[int], list[Column]]:
    """Return the claims with a value for every variable at `keys`, and what each of those in `kept` can be.

    A claim that lacks a variable's key, or has no value in common between the keys of one variable, does not
    fit. A list is each of its values in turn.
    """
    columns = {}
    for name, places in keys.items():
        columns[name] = column = _in_common(places, numbers, index)
        numbers = [n for n in numbers if column[n]]
    return numbers, [columns[name] for name in kept]


def _in_common(keys: Sequence[str], numbers: Sequence[int], index: Index) -> Column:
    first, *others = (index.column(key) for key in keys)
    if not others:
        return first
    return {n: tuple(text for text in first[n] if all(text in other[n] for other in others)) for n in numbers}
