"""Which roles of one rule a claim fits, and with which values of the variables; and who else has these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from consistency.claim import Claim
from consistency.match import Index
from consistency.match.fitting import fitting, variables
from consistency.measure import Kind
from consistency.rule import Count, Given, NoneOf, OneOf, Role, Rule, Test, Variable

Box = Mapping[str, tuple[str, ...]]
"""What each variable can stand for, whatever the others do."""

Fit = tuple[Box | None, ...]
"""For each role what its variables can stand for with a claim in it; None where the claim does not fit."""

_TREND = Kind.TREND.value


class Fits:
    """How the claims of an index fit the roles of a rule: each looked at when it is first asked for."""

    __slots__ = (
        "_claims", "_held", "_index", "_keys", "_known", "_members", "_refused", "_tested",
        "given", "roles", "valued",
    )  # fmt: skip

    def __init__(self, rule: Rule, index: Index) -> None:
        self.roles = rule.roles
        self._index = index
        self._claims = index.claims
        self._keys = [variables([role]) for role in rule.roles]
        tests = [test for role in rule.roles for test in role.tests]
        # A claim of kind `trend` fits only roles that ask for that kind.
        self.valued = {"kind", *(key for key, test in tests if not isinstance(test, Given))}
        self.given = {key for key, test in tests if isinstance(test, Given)} - self.valued
        self._tested = [{"kind", *(key for key, _ in role.tests)} for role in rule.roles]
        self._known: dict[int, Fit] = {}
        self._refused: dict[int, Sequence[str | None]] = {}
        self._members: list[Sequence[int] | None] = [None] * len(rule.roles)
        self._held: dict[tuple[int, str], Mapping[str, list[int]]] = {}

    def of(self, number: int) -> Fit:
        """Return how the claim of this number fits."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self.fit(self._claims[number])
        return known

    def fit(self, claim: Claim) -> Fit:
        """Return how any claim fits."""
        return tuple([_box(role, keys, claim) for role, keys in zip(self.roles, self._keys, strict=True)])

    def refit(self, number: int, claim: Claim, names: Set[str]) -> Fit:
        """Return how a claim fits that differs from the one of this number under these names only."""
        before = self.of(number)
        after = list(before)
        for place, why in enumerate(self._refusals(number)):
            if (why in names) if why is not None else not names.isdisjoint(self._tested[place]):
                after[place] = _box(self.roles[place], self._keys[place], claim)
        return tuple(after)

    def _refusals(self, number: int) -> Sequence[str | None]:
        """Return for each role a key for which the claim does not fit, or None where no key alone tells."""
        known = self._refused.get(number)
        if known is None:
            claim = self._claims[number]
            known = self._refused[number] = [_refusal(role, claim) for role in self.roles]
        return known

    def names(self, place: int) -> Iterable[str]:
        """Return the variables of a role."""
        return self._keys[place]

    def members(self, place: int) -> Sequence[int]:
        """Return the claims that fit a role."""
        known = self._members[place]
        if known is None:
            fit = fitting([self.roles[place]], self._index)
            known = self._members[place] = [n for n in fit if self.of(n)[place] is not None]
        return known

    def candidates(self, place: int, box: Box) -> Sequence[int]:
        """Return the claims that fit a role and may agree with a box: those with the rarest of its values."""
        shared = [name for name in self._keys[place] if name in box]
        if not shared:
            return self.members(place)
        best: list[Sequence[int]] | None = None
        for name in shared:
            held = self._holders(place, name)
            found: list[Sequence[int]] = [held[text] for text in box[name] if text in held]
            if best is None or sum(map(len, found)) < sum(map(len, best)):
                best = found
        assert best is not None
        return best[0] if len(best) == 1 else list(dict.fromkeys(chain.from_iterable(best)))

    def _holders(self, place: int, name: str) -> Mapping[str, list[int]]:
        held = self._held.get((place, name))
        if held is None:
            held = {}
            for number in self.members(place):
                box = self.of(number)[place]
                assert box is not None
                for text in box[name]:
                    held.setdefault(text, []).append(number)
            self._held[place, name] = held
        return held


def _box(role: Role, keys: Mapping[str, Sequence[str]], claim: Claim) -> Box | None:
    if _refusal(role, claim) is not None:
        return None
    box: dict[str, tuple[str, ...]] = {}
    for name, (first, *others) in keys.items():
        texts = tuple(dict.fromkeys(claim.texts(first)))
        for other in others:
            held = claim.texts(other)
            texts = tuple([text for text in texts if text in held])
        if not texts:
            return None
        box[name] = texts
    return box


def _refusal(role: Role, claim: Claim) -> str | None:
    """Return the first key for which a claim does not fit; None where each test on its own lets it in."""
    if claim.kind is Kind.TREND and not _asks_for_trends(role):
        return "kind"
    return next((key for key, test in role.tests if not _passes(key, test, claim)), None)


def _asks_for_trends(role: Role) -> bool:
    return any(key == "kind" and isinstance(test, OneOf) and _TREND in test.texts for key, test in role.tests)


def _passes(key: str, test: Test, claim: Claim) -> bool:
    texts = claim.texts(key)
    if isinstance(test, Variable):
        return bool(texts)
    if isinstance(test, Given):
        return bool(texts) is test.given
    if isinstance(test, Count):
        return len(set(texts)) == test.count
    if key == "id":
        texts = (claim.id, claim.name)
    assert isinstance(test, OneOf | NoneOf)
    return any(text in test.texts for text in texts) is isinstance(test, OneOf)


def agreed(one: Box, other: Box) -> Box | None:
    """Return what the variables of two boxes can stand for together; None where one of them for nothing.

    >>> agreed({"who": ("a", "b"), "place": ("x",)}, {"who": ("b", "c")})
    {'who': ('b',), 'place': ('x',)}
    >>> agreed({"who": ("a",)}, {"who": ("b",)}) is None
    True
    """
    box = dict(one)
    for name, texts in other.items():
        held = box.get(name)
        if held is not None and held is not texts:
            box[name] = tuple([text for text in held if text in texts])
            if not box[name]:
                return None
        else:
            box[name] = texts
    return box


def joins(
    fits: Fits, fit: Callable[[int], Fit], moved: Set[int], number: int, place: int
) -> Iterator[tuple[int, ...]]:
    """Yield the claims of each meeting in which the claim `number` plays the role at `place`.

    The roles are single. `fit` tells how a claim fits now; `moved` are those that fit otherwise than `fits`
    tells.
    """
    box = fit(number)[place]
    if box is not None:
        yield from _filled(fits, fit, moved, box, {place: number})


def _filled(
    fits: Fits, fit: Callable[[int], Fit], moved: Set[int], box: Box, chosen: Mapping[int, int]
) -> Iterator[tuple[int, ...]]:
    left = [place for place in range(len(fits.roles)) if place not in chosen]
    if not left:
        yield tuple([chosen[place] for place in sorted(chosen)])
        return
    # The role with the fewest candidates first.
    found, place = min(((fits.candidates(place, box), place) for place in left), key=_fewest)
    taken = chosen.values()
    for number in chain((n for n in found if n not in moved), moved):
        if number in taken:
            continue
        other = fit(number)[place]
        common = None if other is None else agreed(box, other)
        if common is not None:
            yield from _filled(fits, fit, moved, common, {**chosen, place: number})


def _fewest(candidates: tuple[Sequence[int], int]) -> tuple[int, int]:
    return len(candidates[0]), candidates[1]


def connected(rule: Rule, fits: Fits, starts: Iterable[Fit]) -> set[int]:
    """Return the claims of all meetings that claims may take part in, and that those may, and so on.

    `starts` tell how the first of them fit.

    What takes part in a meeting agrees, two by two, on the variables that their roles share. The claims of
    one group, and of a sequence, need not share a meeting to have a part in one another's.
    """
    pairs = _linked(rule, fits)
    seen: set[int] = set()
    taken: set[int] = set()
    waiting = list(starts)
    while waiting:
        fit = waiting.pop()
        for place, box in enumerate(fit):
            if box is None:
                continue
            for other in pairs[place]:
                if box.keys().isdisjoint(fits.names(other)):
                    # Whoever fits that role may meet anybody, and need be looked at only once.
                    found = () if other in taken else fits.members(other)
                    taken.add(other)
                else:
                    found = fits.candidates(other, box)
                for number in found:
                    if number in seen:
                        continue
                    theirs = fits.of(number)
                    held = theirs[other]
                    if held is not None and agreed(box, held) is not None:
                        seen.add(number)
                        waiting.append(theirs)
    return seen


def _linked(rule: Rule, fits: Fits) -> Sequence[Sequence[int]]:
    """Return for each role those it is linked with: those that share a variable, where that links all.

    A group links no single roles with one another: they meet without it where a link names claims for it that
    are not there.
    """
    places = range(len(rule.roles))
    names = [set(fits.names(place)) for place in places]
    together = {n for n, role in enumerate(rule.roles) if role.each or role.name in rule.sequence}
    sharing = [
        [other for other in places if (other != place or place in together) and names[place] & names[other]]
        for place in places
    ]
    leading = [n for n in places if not rule.roles[n].each] or places
    reached, waiting = {leading[0]}, [leading[0]]
    while waiting:
        place = waiting.pop()
        if place not in leading:
            continue
        for other in sharing[place]:
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    if len(reached) == len(places) and (len(places) > 1 or names[0]):
        return sharing
    return [[other for other in places if other != place or place in together] for place in places]
