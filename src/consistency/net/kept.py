"""One rule's meetings and judgements, kept; and those that a changed claim takes part in, found anew."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from consistency import evaluate
from consistency.claim import Claim
from consistency.expressions.tree import attributes
from consistency.finding import Judgement
from consistency.match import Index, MeetsTooOften, Tally, meetings, once
from consistency.net.components import connected
from consistency.net.fits import Fit, Fits
from consistency.net.joins import Joins, asked_early
from consistency.net.refusal import Limits, has_few_chains
from consistency.rule import Meeting, Rule

_HELD = 1_000
"""So many meetings are kept, those of the last claims: one is mostly changed many times, and then another."""


class Key(NamedTuple):
    """What tells one meeting from all others: its rule, and the ids of its claims in the order of the roles.

    `sizes` tells how many of them each role has; it is empty where every role is single.
    """

    rule: str
    rule_set: str
    claims: tuple[str, ...]
    sizes: tuple[int, ...] = ()


class Differing(NamedTuple):
    """The names under which a changed claim differs: in its texts, in whether it has any, in what is read."""

    named: frozenset[str]
    given: frozenset[str]
    read: frozenset[str]


class _Met(NamedTuple):
    """The meetings of a claim as it was; `narrowed`: without those that its early conditions rule out."""

    meetings: Sequence[Meeting]
    narrowed: bool = False


def _size(met: _Met | None) -> int:
    return 1 if met is None else 1 + len(met.meetings)


class Kept:
    """A rule and its judgements on the claims of an index, by the meeting.

    `valued` are the names on whose texts it rests which claims meet, `given` those of which it only matters
    whether there are any, and `reads` those that its expressions read. Raises `MeetsTooOften` as `meetings`
    does.
    """

    def __init__(self, rule: Rule, index: Index, bound: int) -> None:
        self.rule = rule
        self._index = index
        self._bound = bound
        self._fits = Fits(rule, index)
        self._read_by = _read_by(rule)
        self.reads = frozenset().union(*self._read_by.values())
        self.valued = frozenset(self._fits.valued)
        self.given = frozenset(self._fits.given)
        if rule.sequence:
            self.reads |= _ORDERING
        self.judged: dict[Key, Judgement] = {}
        self._keys: dict[str, list[Key]] = {}
        self._met: dict[int, _Met | None] = {}
        self._held = 0
        tally = Tally()
        met = meetings(rule, index, bound, tally)
        self._limits = Limits(rule, index, bound, tally)
        self._joins = Joins(rule, self._fits, index) if not rule.groups and not rule.sequence else None
        for meeting in met:
            judgement = self._judge(meeting)
            if judgement is not None:
                key = key_of(meeting)
                self.judged[key] = judgement
                for id in set(key.claims):
                    self._keys.setdefault(id, []).append(key)

    @functools.cached_property
    def _judge(self) -> evaluate.Judge:
        """What judges its meetings: compiled when the first is judged, since most rules meet nothing."""
        return evaluate.prepare(self.rule)

    def keys_of(self, number: int) -> Sequence[Key]:
        """Return the meetings of a claim that were judged."""
        return self._keys.get(self._index.claims[number].id, ())

    def read_of(self, number: int) -> frozenset[str]:
        """Return the names that matter of a claim as it meets now: those read in the roles that it plays."""
        read = frozenset().union(*[self._read_by[name] for name in self._played(number)])
        fits = any(box is not None for box in self._fits.of(number))
        return read | _ORDERING if self.rule.sequence and fits else read

    def _played(self, number: int) -> set[str]:
        """Return the roles that a claim plays in any meeting, its conditions apart; or more."""
        roles = self.rule.roles
        places = [place for place, box in enumerate(self._fits.of(number)) if box is not None]
        joins = self._joins
        if joins is not None:
            return {roles[place].name for place in places if joins.plays(number, place)}
        met = self._meetings_of(number)
        if met is None:
            return {roles[place].name for place in places}
        claim = self._index.claims[number]
        return {
            role.name
            for meeting in met.meetings
            for role, other in zip(meeting.roles, meeting.claims, strict=True)
            if other is claim
        }

    def again(
        self, now: Mapping[int, Claim], differing: Mapping[int, Differing]
    ) -> Mapping[Key, Judgement | None]:
        """Return the meetings that may be judged otherwise with these claims, by their numbers, in place.

        Raises `MeetsTooOften` as a full run over the claims does.
        """
        fit = {number: self._fit(number, now[number], differing[number]) for number in now}
        moves = any(self._moves(number, fit[number], differing[number]) for number in now)
        asked = moves or any(self._is_asked(number, differing[number]) for number in now)
        met: list[Meeting] = []
        for number in now:
            known = None if moves else self._meetings_of(number)
            if known is None or (asked and (known.narrowed or self._limits.rests_on_conditions)):
                return self._met_anew(now, fit, moves=moves)
            claim = self._index.claims[number]
            met += [each for each in known.meetings if self._is_read(claim, each, differing[number].read)]
        changed = {claim.id: claim for claim in now.values()}
        return self._judged([_with(changed, meeting) for meeting in met])

    def _fit(self, number: int, claim: Claim, differing: Differing) -> Fit:
        if self.valued.isdisjoint(differing.named) and self.given.isdisjoint(differing.given):
            return self._fits.of(number)
        return self._fits.refit(number, claim, differing.named)

    def _is_asked(self, number: int, differing: Differing) -> bool:
        """Whether a claim differs in what conditions are asked of before its meetings are judged."""
        return not self._asked.isdisjoint(differing.read) and any(
            box is not None and not asked.isdisjoint(differing.read)
            for box, asked in zip(self._fits.of(number), self._asked_by, strict=True)
        )

    @functools.cached_property
    def _asked_by(self) -> Sequence[frozenset[str]]:
        return asked_early(self.rule)

    @functools.cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset().union(*self._asked_by)

    def _met_anew(
        self, now: Mapping[int, Claim], fit: Mapping[int, Fit], *, moves: bool
    ) -> Mapping[Key, Judgement | None]:
        if self._joins is None:
            return self._in_component(now, fit)
        old = [key for number in now for key in self.keys_of(number)]
        return {**dict.fromkeys(old), **self._judged(self._joined(self._joins, now, fit, moves=moves))}

    def _moves(self, number: int, fit: Fit, differing: Differing) -> bool:
        """Whether a claim may meet others than before."""
        before = self._fits.of(number)
        if fit is not before and fit != before:
            return True
        return (
            bool(self.rule.sequence)
            and any(box is not None for box in fit)
            and not differing.read.isdisjoint(_ORDERING)
        )

    def _meetings_of(self, number: int) -> _Met | None:
        """Return all the meetings of a claim as it was, those that no judgement is made of among them.

        None where these are too many to be kept.
        """
        if number not in self._met:
            try:
                found = self._found_meetings(number)
            except MeetsTooOften:
                found = None
            self._held += _size(found)
            while self._met and self._held > _HELD:
                self._held -= _size(self._met.pop(next(iter(self._met))))
            self._met[number] = found
        return self._met[number]

    def _found_meetings(self, number: int) -> _Met:
        claim, fit = self._index.claims[number], self._fits.of(number)
        if not any(box is not None for box in fit):
            return _Met(())
        if self._joins is not None:
            narrowed = self._joins.is_crowded([fit])
            found = self._joins.of(number, narrowed=narrowed)
            return _Met([self._meeting(numbers, {}) for numbers in once(self.rule, found)], narrowed)
        component = connected(self.rule, self._fits, [fit]) | {number}
        met = meetings(attrs.evolve(self.rule, where=()), self._index_of(component, {}), self._bound)
        return _Met(
            [
                Meeting(self.rule, each.claims, each.sizes, each.lacks)
                for each in met
                if any(other is claim for other in each.claims)
            ]
        )

    def _meeting(self, numbers: Iterable[int], now: Mapping[int, Claim]) -> Meeting:
        claims = self._index.claims
        return Meeting(self.rule, tuple([now.get(n, claims[n]) for n in numbers]))

    def _is_read(self, claim: Claim, meeting: Meeting, differing: frozenset[str]) -> bool:
        """Whether the rule reads anything that differs of a claim, in the roles that it plays."""
        return any(
            other is claim and not differing.isdisjoint(self._read_by[role.name])
            for role, other in zip(meeting.roles, meeting.claims, strict=True)
        )

    def _judged(self, met: Iterable[Meeting]) -> dict[Key, Judgement | None]:
        found: dict[Key, Judgement | None] = {}
        for meeting in met:
            key = key_of(meeting)
            if key in found:
                continue
            judgement = self._judge(meeting)
            if judgement is not None or key in self.judged:
                found[key] = judgement
        return found

    def _joined(
        self, joins: Joins, now: Mapping[int, Claim], fit: Mapping[int, Fit], *, moves: bool
    ) -> list[Meeting]:
        """Return the meetings of a rule with single roles that some of these claims take part in."""
        fits = list(fit.values())
        narrowed = joins.is_crowded(fits)
        if moves:
            is_far = joins.all_ways(fits) <= self._bound
            if not is_far and not self._limits.allows(fits, joins.ways(fits, together=True)):
                self._among_all(now)
            found = joins.with_changed(now, fit, narrowed=narrowed)
        elif self._limits.rests_on_conditions:
            left = self._limits.left()
            found = joins.with_changed(now, fit, narrowed=narrowed, most=max(left, 0))
            if len(found) > left:
                self._among_all(now)
                found = joins.with_changed(now, fit, narrowed=narrowed)
        else:
            found = joins.with_changed(now, fit, narrowed=narrowed)
        return [self._meeting(numbers, now) for numbers in once(self.rule, found)]

    def _in_component(self, now: Mapping[int, Claim], fit: Mapping[int, Fit]) -> dict[Key, Judgement | None]:
        """Return what became of the meetings of a rule with groups or a sequence."""
        starts = [each for number in now for each in (self._fits.of(number), fit[number])]
        component = connected(self.rule, self._fits, starts) | now.keys()
        changed = {claim.id for claim in now.values()}
        ids = [self._index.claims[number].id for number in component]
        found: dict[Key, Judgement | None] = {key: None for id in ids for key in self._keys.get(id, ())}
        index = self._index_of(component, now)
        tally = Tally()
        try:
            among: Sequence[Meeting] = meetings(self.rule, index, self._bound, tally)
        except MeetsTooOften:
            among = self._among_all(now)
        else:
            certain = tally.is_tried or has_few_chains(self.rule, index, self._bound)
            if not certain or not self._limits.allows(list(fit.values()), tally.agreeing, tally.taken):
                self._among_all(now)
        met = {key_of(meeting): meeting for meeting in among}
        again = [
            meeting
            for key, meeting in met.items()
            if key not in self.judged or not changed.isdisjoint(key.claims)
        ]
        # What is neither new nor of a changed claim is as it was.
        found = {key: None for key in found if key not in met}
        return {**found, **self._judged(again)}

    def _index_of(self, numbers: Iterable[int], now: Mapping[int, Claim]) -> Index:
        claims = self._index.claims
        return Index([now.get(number, claims[number]) for number in numbers])

    def _among_all(self, now: Mapping[int, Claim]) -> Sequence[Meeting]:
        """Return the meetings of all claims: where only a full run can tell whether it refuses the rule."""
        return meetings(self.rule, self._index_of(range(len(self._index.claims)), now), self._bound)


def _with(changed: Mapping[str, Claim], meeting: Meeting) -> Meeting:
    """Return a meeting with other claims in place of those with the same ids."""
    claims = tuple([changed.get(claim.id, claim) for claim in meeting.claims])
    return Meeting(meeting.rule, claims, meeting.sizes, meeting.lacks)


def key_of(meeting: Meeting) -> Key:
    """Return what tells a meeting from all others."""
    ids = tuple([claim.id for claim in meeting.claims])
    return Key(meeting.rule.id, meeting.rule.rule_set, ids, meeting.sizes)


# What a sequence rests on: when claims are, and what restates what.
_ORDERING = frozenset(("when", "links.restates"))


def _read_by(rule: Rule) -> Mapping[str, frozenset[str]]:
    """Return the names that the expressions of a rule read, by the role."""
    found: dict[str, set[str]] = {role.name: set() for role in rule.roles}
    trees = [condition.tree for condition in rule.where]
    trees += [reading.expression.tree for reading in (*rule.expect, *(rule.establish or ()))]
    for tree in trees:
        for field in attributes(tree):
            found[field.role].add(field.field)
    return {role: frozenset(names) for role, names in found.items()}
