"""Which claims fit a pattern, and with which values of its variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from consistency.match.index import Column, Index
from consistency.measure import Kind
from consistency.rule import Count, Given, NoneOf, OneOf, Role, Test, Variable, asks_for_trends

Box = Mapping[str, tuple[str, ...]]
"""What each variable can stand for, whatever the others do."""

_TREND = Kind.TREND.value


def could_meet(roles: Sequence[Role], index: Index) -> bool:
    """Return whether each key and constant that the roles of a rule ask for is held by some claim.

    Of groups nothing is asked where there are single roles: a link may name what is not there.
    """
    return not hopeless([role for role in roles if not role.each] or roles, index)


def hopeless(roles: Sequence[Role], index: Index) -> bool:
    """Return whether one of these roles asks for a key, or a constant, that no claim holds at all."""
    tests = [test for role in roles for test in role.tests if _wants(test[1])]
    return any(not index.column(key) for key, _ in tests) or any(
        isinstance(test, OneOf) and index.holders(key).keys().isdisjoint(test.texts) for key, test in tests
    )


def fitting(roles: Sequence[Role], index: Index) -> Sequence[int]:
    """Return the numbers of the claims that fit all of these roles, their variables apart; in order.

    A claim of kind `trend` fits only roles that each ask for that kind by name. This is `rule.passes` for all
    claims at once, by what the index holds.
    """
    tests = dict.fromkeys(test for role in roles for test in role.tests)
    wanted = sorted((_found(key, test, index) for key, test in tests if _wants(test)), key=len)
    unwanted = [_found(key, test, index) for key, test in tests if not _wants(test)]
    if not all(map(asks_for_trends, roles)):
        unwanted.append(_found("kind", OneOf((_TREND,)), index))

    fit: Set[int] = wanted[0] if wanted else set(range(len(index.claims)))
    for found in wanted[1:]:
        fit = fit & found  # as many steps as the smaller has
    for found in unwanted:
        if found:
            fit = fit - found
    return sorted(fit)


def _wants(test: Test) -> bool:
    """Return whether a claim must be among those that a test names, rather than not be among them."""
    return test.given if isinstance(test, Given) else not isinstance(test, NoneOf)


def _found(key: str, test: Test, index: Index) -> Set[int]:
    """Return the claims that a test names, be it to have them or not to."""
    if isinstance(test, OneOf | NoneOf):
        holders = index.holders(key)
        return set().union(*(holders.get(text, ()) for text in test.texts))
    if isinstance(test, Count):
        return {n for n, texts in index.column(key).items() if len(texts) == test.count}
    return index.column(key).keys()


def variables(roles: Sequence[Role]) -> dict[str, list[str]]:
    """Return the keys at which each variable of these roles stands, by the variable's name, sorted."""
    keys: dict[str, list[str]] = {}
    for role in roles:
        for key, test in role.tests:
            if isinstance(test, Variable) and key not in keys.setdefault(test.name, []):
                keys[test.name].append(key)
    return dict(sorted(keys.items()))


def choices(
    keys: Mapping[str, Sequence[str]], kept: Sequence[str], numbers: Sequence[int], index: Index
) -> tuple[Sequence[int], list[Column]]:
    """Return those of the fitting claims with a value for every variable, and what each in `kept` can be.

    A claim that has no value in common between the keys of one variable does not fit. A list is each of its
    values in turn.
    """
    columns = {}
    for name, (first, *others) in keys.items():
        columns[name] = index.column(first)
        for other in map(index.column, others):
            columns[name] = common = {
                n: tuple([text for text in columns[name][n] if text in other[n]]) for n in numbers
            }
            numbers = [n for n in numbers if common[n]]
    return numbers, [columns[name] for name in kept]
