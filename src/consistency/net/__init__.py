"""What some rules say of some facts, kept so that a changed claim is judged again at little cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import attrs

from consistency.claim import Claim, rests_on
from consistency.expressions.kinds import DATES, FIGURES
from consistency.expressions.slots import figure_of
from consistency.finding import Judgement, Verdict
from consistency.match import BOUND, Index, MeetsTooOften
from consistency.net.kept import Differing, Kept, Key
from consistency.rule import Rule
from consistency.value import Record

__all__ = ["Change", "Key", "Net"]


@attrs.frozen(eq=False, repr=False)
class Change(Record):
    """What rules say of changed claims, beside what they said before.

    `judged` holds every meeting that may be judged otherwise than before; None where it no longer meets.
    `worse` are the judgements that became contradicted, or newly are; `strained` those that became strained
    and were neither that nor contradicted. `refused` tells which rules would meet too often now.
    """

    judged: Mapping[Key, Judgement | None]
    worse: tuple[Judgement, ...]
    strained: tuple[Judgement, ...]
    refused: tuple[MeetsTooOften, ...] = ()

    @property
    def is_caught(self) -> bool:
        """Whether some rule is contradicted that was not before."""
        return bool(self.worse)


class Net:
    """The judgements of all meetings of some claims in some rules.

    A rule that meets too often is among `refused`, and nothing else is known of it, whatever changes. The
    rules must have been read whole, with all that they expect, as `load` does. Raises `ValueError`
    for two claims with one id, and for two rules with one id in one set.

    >>> from consistency.claim import Source
    >>> from consistency.expressions import read_expression
    >>> from consistency.problem import NOWHERE
    >>> from consistency.quantity import Quantity, Units
    >>> from consistency.rule import Reading, Role
    >>> whole = read_expression("share <= '100 %'", ["share"], Units.standard(), "truth")
    >>> rule = Rule("shares/whole", NOWHERE, "…", (Role("share", ()),), (Reading("", whole),))
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {}, value=Quantity.of("25 %"))
    >>> net = Net([claim], [rule])
    >>> [judgement.verdict.value for judgement in net.judged.values()]
    ['consistent']
    >>> [net.changed(attrs.evolve(claim, value=Quantity.of(text))).is_caught for text in ("75 %", "250 %")]
    [False, True]
    """

    def __init__(
        self, claims: Iterable[Claim] | Mapping[str, Claim], rules: Iterable[Rule], bound: int = BOUND
    ) -> None:
        index = Index(claims.values() if isinstance(claims, Mapping) else claims)
        self.claims: Mapping[str, Claim] = MappingProxyType({claim.id: claim for claim in index.claims})
        self.rules = tuple(rules)
        _expect_different("claims", (("", claim.id) for claim in index.claims))
        _expect_different("rules", ((rule.rule_set, rule.id) for rule in self.rules))
        self._numbers = {claim.id: number for number, claim in enumerate(index.claims)}
        kept: list[Kept] = []
        refused: list[MeetsTooOften] = []
        for rule in self.rules:
            try:
                kept.append(Kept(rule, index, bound))
            except MeetsTooOften as error:
                refused.append(error)
        self.refused = tuple(refused)
        self.judged: Mapping[Key, Judgement] = MappingProxyType(
            {key: judgement for one in kept for key, judgement in one.judged.items()}
        )
        self._kept = kept
        self._reading: dict[int, Mapping[str, frozenset[int]]] = {}
        self._alike: dict[tuple[frozenset[str], ...], Mapping[str, frozenset[int]]] = {}
        self._valued = _by_name([one.valued for one in kept])
        self._given = _by_name([one.given for one in kept])
        self._resting = _resting({*self._valued, *self._given, *(name for one in kept for name in one.reads)})

    def of(self, claim_id: str) -> Sequence[Judgement]:
        """Return the judgements of the meetings that a claim takes part in; `KeyError` for no claim."""
        number = self._numbers[claim_id]
        return [self.judged[key] for one in self._kept for key in one.keys_of(number)]

    def rules_of(self, claim_id: str) -> Sequence[Rule]:
        """Return the rules in which a claim takes part in some meeting, in order; `KeyError` for no claim."""
        number = self._numbers[claim_id]
        return [one.rule for one in self._kept if one.keys_of(number)]

    def changed(self, *claims: Claim) -> Change:
        """Return what the rules say with these claims in place of those with the same ids; nothing is kept.

        `KeyError` for an id that no claim has.
        """
        now = {self._numbers[claim.id]: claim for claim in claims}
        concerned: set[int] = set()
        differing: dict[int, Differing] = {}
        for number, claim in now.items():
            differing[number] = self._differing(self.claims[claim.id], claim)
            concerned |= self._concerned(number, differing[number])
        judged: dict[Key, Judgement | None] = {}
        refused: list[MeetsTooOften] = []
        for place in sorted(concerned):
            try:
                judged.update(self._kept[place].again(now, differing))
            except MeetsTooOften as error:
                refused.append(error)
        return self._change(judged, refused)

    def _concerned(self, number: int, differing: Differing) -> set[int]:
        """Return the places of the rules by which a claim may meet others, or be judged otherwise."""
        reading = self._reading.get(number)
        if reading is None:
            read = tuple([one.read_of(number) for one in self._kept])
            reading = self._alike.get(read)  # most claims play the same roles as another
            if reading is None:
                reading = self._alike[read] = _by_name(read)
            self._reading[number] = reading
        concerned: set[int] = set()
        for name in differing.read:
            concerned |= reading.get(name, _NONE)
        for name in differing.named:
            concerned |= self._valued.get(name, _NONE)
        for name in differing.given:
            concerned |= self._given.get(name, _NONE)
        return concerned

    def _change(self, judged: Mapping[Key, Judgement | None], refused: Sequence[MeetsTooOften]) -> Change:
        worse, strained = [], []
        for key in sorted(judged):
            judgement = judged[key]
            if judgement is None:
                continue
            before = self.judged.get(key)
            was = None if before is None else before.verdict
            if judgement.verdict is Verdict.CONTRADICTED and was is not Verdict.CONTRADICTED:
                worse.append(judgement)
            elif judgement.verdict is Verdict.STRAINED and was not in (
                Verdict.STRAINED,
                Verdict.CONTRADICTED,
            ):
                strained.append(judgement)
        return Change(judged, tuple(worse), tuple(strained), tuple(refused))

    def _differing(self, old: Claim, new: Claim) -> Differing:
        names = dict.fromkeys(
            name
            for field, names in self._resting.items()
            if getattr(old, field) is not getattr(new, field)
            for name in names
        )
        texts = {name: (old.named(name), new.named(name)) for name in names}
        return Differing(
            frozenset(name for name, (was, now) in texts.items() if was != now),
            frozenset(name for name, (was, now) in texts.items() if bool(was) is not bool(now)),
            frozenset(name for name in names if _read(old, name) != _read(new, name)),
        )


_NONE: frozenset[int] = frozenset()


def _read(claim: Claim, name: str) -> object:
    """Return what an expression finds in a claim under a name."""
    if name in FIGURES:
        return claim.also if name == "also" else figure_of(claim, name)
    if name in DATES:
        return claim.source.published if name == "published" else getattr(claim, name)
    return claim.texts(name)


def _resting(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the names that rest on each field of a claim."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        for field in rests_on(name):
            found.setdefault(field, []).append(name)
    return found


def _expect_different(what: str, ids: Iterable[tuple[str, str]]) -> None:
    """Raise `ValueError` where two of these have one id, in the set that each is of."""
    seen: set[tuple[str, str]] = set()
    for each in ids:
        if each in seen:
            of_set, id = each
            raise ValueError(f"two {what} have the id `{id}`" + (f" in the set `{of_set}`" if of_set else ""))
        seen.add(each)


def _by_name(named: Sequence[Iterable[str]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for place, names in enumerate(named):
        for name in names:
            found.setdefault(name, set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}
