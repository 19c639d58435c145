"""Which roles of one rule a claim fits, and with which values of the variables; and who else has these."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from itertools import chain
from math import prod

from consistency.claim import Claim
from consistency.match import Index
from consistency.match.fitting import Box, fitting, variables
from consistency.rule import Given, Role, Rule, passes, refusal

Fit = tuple[Box | None, ...]
"""For each role what its variables can stand for with a claim in it; None where the claim does not fit."""

Filed = tuple[Hashable, Sequence[int]]
"""Claims that fit a role with one value of a variable, or all that fit it, and what tells which these are."""


class Fits:
    """How the claims of an index fit the roles of a rule: each looked at when it is first asked for."""

    __slots__ = (
        "_choices", "_claims", "_facts", "_held", "_index", "_keys", "_known", "_members", "_refused",
        "_tested", "given", "roles", "valued",
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
        self._choices: list[int | None] = [None] * len(rule.roles)
        self._facts: list[int | None] = [None] * len(rule.roles)
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
            known = self._refused[number] = [refusal(role, claim) for role in self.roles]
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
        name = self._rarest(place, box)
        if name is None:
            return self.members(place)
        held = self._holders(place, name)
        found = [held[text] for text in box[name] if text in held]
        return found[0] if len(found) == 1 else list(dict.fromkeys(chain.from_iterable(found)))

    def _rarest(self, place: int, box: Box) -> str | None:
        """Return which of the variables that a role and a box share leaves the fewest claims."""
        shared = [name for name in self._keys[place] if name in box]
        if len(shared) < 2:
            return shared[0] if shared else None
        return min(shared, key=lambda name: self._holding(place, name, box[name]))

    def _holding(self, place: int, name: str, texts: Sequence[str]) -> int:
        held = self._holders(place, name)
        return sum([len(held[text]) for text in texts if text in held])

    def filed(self, place: int, box: Box) -> Sequence[Filed]:
        """Return the claims of `candidates` as they are filed: one may stand in several of these."""
        name = self._rarest(place, box)
        if name is None:
            return [(None, self.members(place))]
        held = self._holders(place, name)
        return [((name, text), held[text]) for text in box[name] if text in held]

    def count(self, place: int, box: Box) -> int:
        """Return how many `candidates` there are, or more."""
        name = self._rarest(place, box)
        return len(self.members(place)) if name is None else self._holding(place, name, box[name])

    def choices(self, place: int) -> int:
        """Return how many choices of values for a role's variables a claim leaves at most, or more."""
        known = self._choices[place]
        if known is None:
            longest = [self._index.longest(keys[0]) for keys in self._keys[place].values()]
            known = self._choices[place] = max(1, prod(longest))
        return known

    def facts(self, place: int) -> int:
        """Return how many choices of values all claims that fit a role leave together, or more."""
        known = self._facts[place]
        if known is None:
            fit = fitting([self.roles[place]], self._index)
            known = self._facts[place] = len(fit) * self.choices(place)
        return known

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
    if not passes(role, claim):
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
