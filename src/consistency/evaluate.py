"""Judge one meeting of claims by its rule's expectation.

The verdicts are those of semantics §2: possible within what the words usually mean is consistent, possible
only within the most they allow is strained, possible in neither is contradicted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from consistency.claim import Claim
from consistency.expressions.compile import Statement, compile_statement, relates_times
from consistency.expressions.slots import Frame, Unknown, Values
from consistency.finding import Judgement, Outcome, Verdict
from consistency.reading import Extent, Truth
from consistency.rule import Meeting, Reading, Rule

Judge = Callable[[Meeting], Judgement | None]
"""Judges a meeting; None where a `where` condition says that these claims do not meet."""


def prepare(rule: Rule) -> Judge:
    """Return what judges the meetings of a rule.

    It is compiled when the first of them is judged, once, or for each size that its groups have: most rules
    of a set meet nothing.
    """
    sized: dict[tuple[int, ...], Judge] = {}

    def judge(meeting: Meeting) -> Judgement | None:
        sizes = meeting.sizes
        known = sized.get(sizes)
        if known is None:
            known = sized[sizes] = _Evaluator(rule.sized(sizes) if sizes else rule).judge
        return known(meeting)

    return judge


class _Meant:
    """The values of one meeting, fetched when a statement first needs them."""

    def __init__(self, frame: Frame, claims: Sequence[Claim], turns: dict[int, int]) -> None:
        self._frame, self._claims, self._turns = frame, claims, turns
        self.typical = frame.fill(claims, turns, Extent.TYPICAL)
        self._widest: Values | None = None

    @property
    def widest(self) -> Values:
        if self._widest is None:
            self._widest = self._frame.fill(self._claims, self._turns, Extent.WIDEST)
        return self._widest

    @property
    def certain(self) -> Values:
        """What certainty is asked of: figures as words usually mean them, times as widely as they allow."""
        usual = self.typical
        return Values(usual.read, usual.quantities, Extent.TYPICAL, Extent.WIDEST)


class _Evaluator:
    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._frame = Frame([role.name for role in rule.roles])
        self._where = [(where.text, compile_statement(where, self._frame)) for where in rule.where]
        self._expect = self._compiled(rule.expect)
        self._establish = None if rule.establish is None else self._compiled(rule.establish)
        self._restated = self._frame.restated_roles()

    def _compiled(self, readings: Sequence[Reading]) -> list[_Compiled]:
        return [_Compiled(reading, self._frame) for reading in readings]

    def judge(self, meeting: Meeting) -> Judgement | None:
        if not self._restated:
            return self._judge(meeting, {})
        # Each restatement in turn: every one must agree, so the worst verdict is the meeting's.
        counts = [range(max(len(meeting.claims[role].also), 1)) for role in self._restated]
        worst: Judgement | None = None
        for numbers in itertools.product(*counts):
            judgement = self._judge(meeting, dict(zip(self._restated, numbers, strict=True)))
            if judgement is not None and (worst is None or judgement.verdict.rank > worst.verdict.rank):
                worst = judgement
        return worst

    def _judge(self, meeting: Meeting, turns: dict[int, int]) -> Judgement | None:
        meant = _Meant(self._frame, meeting.claims, turns)
        rests_on: list[str] = []
        because: str | None = None
        for text, condition in self._where:
            answer = condition(meant.typical)
            if isinstance(answer, Unknown):
                because = because or answer.reason
            elif answer is Truth.POSSIBLE:
                rests_on.append(text)
            elif answer is Truth.NO:
                if condition(meant.widest) is Truth.NO:
                    return None
                rests_on.append(text)
        turned = tuple(turns.items())
        because = because or _lacking(meeting)
        if because is not None:
            return Judgement(meeting, Verdict.UNDETERMINED, (), because=because, turns=turned)
        resting = bool(rests_on)
        outcomes = tuple([reading.outcome(meant, resting=resting) for reading in self._expect])
        best = min(outcomes, key=_rank) if len(outcomes) > 1 else outcomes[0]
        return Judgement(
            meeting,
            best.verdict,
            outcomes,
            established=any(outcome.certain for outcome in outcomes),
            rests_on=tuple(rests_on),
            unestablished=best.verdict is Verdict.CONSISTENT and self._unestablished(meant, resting),
            because=best.because,
            turns=turned,
        )

    def _unestablished(self, meant: _Meant, resting: bool) -> bool:
        if self._establish is None:
            return False
        possible = False
        for reading in self._establish:
            answer = reading.holds(meant.certain)
            if answer is Truth.YES and not resting:
                return False
            possible = possible or answer in (Truth.YES, Truth.POSSIBLE)
        return possible


def _lacking(meeting: Meeting) -> str | None:
    """Return why a group is not whole; None where nothing that a link names is missing from one."""
    if not meeting.lacks:
        return None
    role, id = meeting.lacks[0]
    more = f" and {len(meeting.lacks) - 1} more" if len(meeting.lacks) > 1 else ""
    return f"`{role}` lacks {id}{more}, to which a link leads: not read, or not fitting"


def _rank(outcome: Outcome) -> int:
    return outcome.verdict.rank


class _Compiled:
    """One reading of an expectation, ready to be asked about meeting after meeting."""

    def __init__(self, reading: Reading, frame: Frame) -> None:
        self._name = reading.name
        self.holds: Statement = compile_statement(reading.expression, frame)
        self._timed = relates_times(reading.expression.tree)
        # Nearly all meetings come to one of these.
        self._certain = Outcome(reading.name, Verdict.CONSISTENT, certain=True)
        self._consistent = Outcome(reading.name, Verdict.CONSISTENT)

    def outcome(self, meant: _Meant, *, resting: bool) -> Outcome:
        """Return how the reading fares; `resting`: it is not certain that these claims meet."""
        holds, name = self.holds, self._name
        answer = holds(meant.typical)
        if isinstance(answer, Unknown):
            return Outcome(name, Verdict.UNDETERMINED, because=answer.reason)
        if answer is not Truth.NO:
            # In figures alone, what holds for all that words usually mean is certain; time is asked again.
            sure = answer is Truth.YES and (not self._timed or holds(meant.certain) is Truth.YES)
            return self._certain if sure and not resting else self._consistent
        answer = holds(meant.widest)
        if isinstance(answer, Unknown):
            return Outcome(name, Verdict.UNDETERMINED, because=answer.reason)
        # What rests on a mere possibility is strained at worst (semantics §2).
        possible = answer is not Truth.NO or resting
        return Outcome(name, Verdict.STRAINED if possible else Verdict.CONTRADICTED)
