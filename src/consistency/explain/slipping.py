"""The mistakes that people make, undone one at a time: which of them would settle a contradiction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from consistency.claim import Claim
from consistency.explain.settling import Rooms
from consistency.explain.steps import atoms
from consistency.expressions.tree import Attribute, Comparison, attributes
from consistency.finding import LikelySlip, Verdict
from consistency.reading import Extent
from consistency.rule import Meeting, NoneOf, OneOf, Role
from consistency.slips import (
    EXCHANGED,
    FIELDS,
    OPERATORS,
    Operator,
    Reread,
    Slip,
    exchanged,
    inverse,
    is_possible,
    slips,
)

if TYPE_CHECKING:
    from consistency.explain import Trial

MOST_NAMED = 3
"""How many slips a finding names: more would be no hint any longer."""

MOST_TRIED = 500
"""How often a meeting is judged again; what comes later is less likely than all that was tried."""


def likely_slips(
    meeting: Meeting, roles: Sequence[tuple[int, str]], rooms: Rooms, trial: Trial
) -> tuple[LikelySlip, ...]:
    """Return the slips each of which, undone, makes the meeting consistent: the likeliest, one for a figure.

    `roles` are those whose claims may change, each with its number. Only fields that the expectation reads
    are tried. The figures of two claims of one group are not exchanged with one another.
    """
    return tuple(islice(_Search(meeting, roles, rooms, trial).slips(), MOST_NAMED))


class _Player(NamedTuple):
    """A claim that may change, the number and the name of its role, and its fields that are read."""

    claim: Claim
    number: int
    role: str
    fields: frozenset[str]


class _Search:
    """Looks for the slips of one meeting, the likeliest first."""

    def __init__(
        self, meeting: Meeting, roles: Sequence[tuple[int, str]], rooms: Rooms, trial: Trial
    ) -> None:
        self._meeting = meeting
        self._rooms = rooms
        self._judge = trial.judge
        self._elsewhere = trial.elsewhere
        self._reread = Reread(trial.units, trial.hedges)
        self._left = MOST_TRIED
        self._told: set[tuple[str, str]] = set()
        self._parts = Counter(claim.id for claim in meeting.claims)
        read: dict[str, set[str]] = {}
        for reading in rooms.readings:
            for field in attributes(reading.expression.tree):
                read.setdefault(field.role, set()).add(field.field)
        # The last role first, as a finding stands at its claim.
        self._players = [
            _Player(meeting.claims[number], number, role, frozenset(read.get(role, ())))
            for number, role in reversed(roles)
        ]

    def slips(self) -> Iterator[LikelySlip]:
        """Yield the slips that would settle it, one at most for a figure, and one digit at most in all."""
        yield from self._exchanges()
        if self._asks_for_an_order():
            # Two figures in the wrong order are in the right one once exchanged, whatever went wrong.
            self._told.clear()
        for operator in OPERATORS:
            for player in self._players:
                for field in FIELDS:
                    if field in player.fields and (player.claim.id, field) not in self._told:
                        for slip in self._first(player, operator, field):
                            yield slip
                            if operator is OPERATORS[-1]:
                                # One digit would settle most figures: of these guesses the first is enough.
                                return

    def _asks_for_an_order(self) -> bool:
        """Whether some reading only asks which of its figures is the larger."""
        return any(
            isinstance(node, Comparison) and node.operator in ("<", "<=", ">", ">=")
            for reading in self._rooms.readings
            for node, _ in atoms(reading.expression.tree)
        )

    def _first(self, player: _Player, operator: Operator, field: str) -> Iterator[LikelySlip]:
        claim, undone = player.claim, inverse(operator)
        for slip in slips(claim, self._reread, (operator,), (field,)):
            if self._may_be_meant(player, slip) and self._settles(slip):
                self._told.add((claim.id, field))
                yield LikelySlip(
                    player.role, claim.id, field, undone.name, undone.phrase, slip.before, slip.after
                )
                return

    def _exchanges(self) -> Iterator[LikelySlip]:
        roles = self._meeting.roles
        figures = [player for player in self._players if "value" in player.fields]
        for one, other in combinations(figures, 2):
            names = {(one.claim.id, "value"), (other.claim.id, "value")}
            if roles[one.number] is roles[other.number] or len(names) < 2 or names & self._told:
                continue
            made = exchanged(one.claim, other.claim, self._reread)
            if made is not None and all(map(_has_a_place, made)) and self._settles(*made):
                self._told |= names
                yield LikelySlip(
                    one.role,
                    one.claim.id,
                    "value",
                    EXCHANGED.name,
                    EXCHANGED.phrase,
                    made[0].before,
                    made[0].after,
                    other=other.claim.id,
                    other_role=other.role,
                )

    def _may_be_meant(self, player: _Player, slip: Slip) -> bool:
        """Whether a slip is worth judging: its figure is possible, not merely vaguer, and where it must be.

        A figure whose range encloses that of the one written ("21,000 to 240,000" for "21,000 to 24,000")
        fits more because it says less.
        """
        written, meant = player.claim.value, slip.claim.value
        if slip.field != "value" or written is None or meant is None:
            return True
        was, usual = written.interval(Extent.TYPICAL), meant.interval(Extent.TYPICAL)
        # The room is that of a single role, in the unit written: of a claim in two groups, both change.
        told = self._parts[player.claim.id] == 1 and meant.unit == written.unit
        if told and not self._rooms.has(Attribute(player.role, "value"), usual):
            return False
        return (usual == was or not usual.encloses(was)) and _has_a_place(slip)

    def _settles(self, *made: Slip) -> bool:
        self._left -= 1
        if self._left < 0:
            return False
        changed: Mapping[str, Claim] = {slip.claim.id: slip.claim for slip in made}
        meeting = self._meeting
        claims = tuple([changed.get(claim.id, claim) for claim in meeting.claims])
        if not all(map(_fits_in_unit, meeting.roles, claims)):
            judged = [judgement.verdict for judgement in self._elsewhere(claims)]
            return judged != [] and all(verdict is Verdict.CONSISTENT for verdict in judged)
        judgement = self._judge(Meeting(meeting.rule, claims, meeting.sizes, meeting.lacks))
        return judgement is not None and judgement.verdict is Verdict.CONSISTENT


def _fits_in_unit(role: Role, claim: Claim) -> bool:
    """Whether the unit of a claim is still one that its role asks for."""
    unit = set(claim.texts("unit"))
    for key, test in role.tests:
        if key == "unit" and isinstance(test, OneOf | NoneOf):
            fits = not unit.isdisjoint(test.texts)
            if fits is isinstance(test, NoneOf):
                return False
    return True


def _has_a_place(slip: Slip) -> bool:
    """Whether what is known of the claim lets its value be what it has become."""
    return slip.claim.value is None or is_possible(slip.claim, slip.claim.value)
