"""Explain a judgement: what was compared, by how much it fails, and what would settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from consistency.claim import Claim
from consistency.explain.settling import Rooms, settlements
from consistency.explain.steps import atoms, distance, sides, worked
from consistency.explain.wording import Wording, truth_in_words
from consistency.expressions.compile import compile_statement, decided
from consistency.expressions.slots import Frame, Unknown
from consistency.expressions.tree import Expression, attributes
from consistency.finding import Finding, Judgement, LikelySlip, Verdict
from consistency.quantity import Quantity, Units, format_range
from consistency.quantity.hedges import Hedges
from consistency.reading import Extent, Truth
from consistency.rule import Meeting, Reading, Role, Rule, Severity

Explain = Callable[[Judgement], Finding]
"""Makes the finding of a judgement."""

RestsOn = Callable[[Quantity], tuple[str, ...]]
"""Tells in sentences what a project itself has set that the meaning of a figure rests on."""


class Trial(NamedTuple):
    """What it takes to judge a meeting again with a slip undone: its judge, and what texts are read by.

    `elsewhere` judges claims that meet by the rule no longer, by those rules by which they do: points are not
    compared as percent is.
    """

    judge: Callable[[Meeting], Judgement | None]
    units: Units
    hedges: Hedges | None = None
    elsewhere: Callable[[Sequence[Claim]], Iterable[Judgement]] = lambda claims: ()


def prepare(rule: Rule, rests_on: RestsOn | None = None, trial: Trial | None = None) -> Explain:
    """Compile a rule once, or for each size that its groups have, and return what explains its judgements.

    `rests_on` is asked about the figures of each finding where a project reads hedges in its own way. `trial`
    judges a contradicted meeting again with likely slips undone; without it, none are named.
    """
    if not rule.groups:
        return _Explainer(rule, rests_on, trial).explain
    sized: dict[tuple[int, ...], Explain] = {}

    def explained(judgement: Judgement) -> Finding:
        meeting = judgement.meeting
        known = sized.get(meeting.sizes)
        if known is None:
            rule = meeting.rule.sized(meeting.sizes)
            known = sized[meeting.sizes] = _Explainer(rule, rests_on, trial, meeting.roles).explain
        return known(judgement)

    return explained


_SINGLED_OUT = 8  # claims of a group: what would settle a larger one is not sought claim by claim


class _Explainer:
    """Explains by a rule with single roles only; `played` are the roles that these stand for."""

    def __init__(
        self, rule: Rule, rests_on: RestsOn | None, trial: Trial | None, played: Sequence[Role] = ()
    ) -> None:
        self._rule = rule
        self._rests_on = rests_on
        self._trial = trial
        self._played = played or rule.roles
        self._roles = [role.name for role in rule.roles]
        sizes = Counter(role.name for role in self._played if role.each)
        self._changed = [
            (number, self._roles[number])
            for number, role in enumerate(self._played)
            if sizes[role.name] <= _SINGLED_OUT
        ]
        self._frame = Frame(self._roles)
        # Every field that any expression of the rule reads has its slot before values are fetched.
        messages = rule.message.expressions if rule.message else ()
        readings = (*rule.expect, *(rule.establish or ()))
        for expression in (*(reading.expression for reading in readings), *rule.where, *messages):
            for field in attributes(expression.tree):
                self._frame.slot(field)

    def explain(self, judgement: Judgement) -> Finding:
        rule, meeting = self._rule, judgement.meeting
        turns = dict(judgement.turns)
        values = self._frame.fill(meeting.claims, turns, Extent.TYPICAL)
        widest = self._frame.fill(meeting.claims, turns, Extent.WIDEST)
        wording = Wording(self._frame, values, meeting.claims)
        verdicts = {outcome.name: outcome.verdict for outcome in judgement.outcomes}
        arithmetic = tuple(
            worked(reading.name, reading.expression, verdicts[reading.name], wording, widest)
            for reading in rule.expect
            if reading.name in verdicts and verdicts[reading.name] is not Verdict.UNDETERMINED
        )
        off = judgement.verdict in (Verdict.CONTRADICTED, Verdict.STRAINED)
        rooms = Rooms(rule.expect, self._frame, values)
        gravity = Severity.NOTE if judgement.unestablished else severity(rule, meeting)
        return Finding(
            rule=rule.id,
            rule_at=rule.at,
            rule_set=rule.rule_set,
            verdict=judgement.verdict,
            severity=gravity,
            message=self._message(judgement, wording),
            claims=tuple(
                [(role.name, claim) for role, claim in zip(self._played, meeting.claims, strict=True)]
            ),
            fields=self._fields(),
            primary=max((n for n, role in enumerate(self._played) if not role.each), default=0),
            established=judgement.established and not judgement.unestablished,
            unestablished=judgement.unestablished,
            arithmetic=arithmetic,
            fits_best=self._fits_best(judgement, wording),
            would_be_consistent=settlements(rooms, self._changed, meeting.claims) if off else (),
            likely_slips=self._likely_slips(judgement, gravity, rooms),
            notes=(
                *(
                    f"it is only possible, not certain, that these claims meet: {text}"
                    for text in judgement.rests_on
                ),
                *self._set_otherwise(meeting),
            ),
            because=judgement.because,
            groups=meeting.rule.groups,
        )

    def _likely_slips(self, judgement: Judgement, gravity: Severity, rooms: Rooms) -> tuple[LikelySlip, ...]:
        """Look for the slips behind a contradiction; one that is only noted may be no mistake at all."""
        if self._trial is None or judgement.verdict is not Verdict.CONTRADICTED or gravity is Severity.NOTE:
            return ()
        from consistency.explain.slipping import likely_slips  # most checks contradict little

        return likely_slips(judgement.meeting, self._changed, rooms, self._trial)

    def _set_otherwise(self, meeting: Meeting) -> tuple[str, ...]:
        """Say, each once, what the project has set that a figure of these claims rests on."""
        if self._rests_on is None:
            return ()
        notes: dict[str, None] = {}
        for claim in meeting.claims:
            for figure in (claim.value, *claim.also, claim.lasting):
                if figure is not None:
                    notes.update(dict.fromkeys(self._rests_on(figure)))
        return tuple(notes)

    def _fields(self) -> tuple[str, ...]:
        """The field of each role that the expectation mentions first: what a reader should look at."""
        first: dict[str, str] = {}
        for reading in self._rule.expect:
            for field in attributes(reading.expression.tree):
                first.setdefault(field.role, field.field)
        for condition in self._rule.where:
            for field in attributes(condition.tree):
                first.setdefault(field.role, field.field)
        return tuple(first.get(role, "value") for role in self._roles)

    def _message(self, judgement: Judgement, wording: Wording) -> str:
        rule = self._rule
        if judgement.verdict is Verdict.UNDETERMINED:
            return f"{_sentence(rule.summary)}: cannot be decided"
        if judgement.unestablished:
            return f"{_sentence(rule.summary)}: possible, but not certain{self._overlap(wording)}"
        if judgement.verdict is Verdict.CONSISTENT or rule.message is None:
            return _sentence(rule.summary)

        def truth(expression: Expression) -> str:
            answer = compile_statement(expression, self._frame)(wording.values)
            return "unknown" if isinstance(answer, Unknown) else truth_in_words(answer)

        return wording.message(rule.message.texts, rule.message.expressions, truth)

    def _overlap(self, wording: Wording) -> str:
        """Say between which values the two sides of what is to be established overlap.

        A statement that is certain, or that lacks a value, leaves nothing open between its sides.
        """
        for reading in self._rule.establish or ():
            for node, _ in atoms(reading.expression.tree):
                compared = sides(node)
                if compared is None or decided(node, self._frame)(wording.values) is not Truth.POSSIBLE:
                    continue
                left, right = (wording.range(side) for side in compared)
                shared = left.intersection(right)
                if shared is not None and not shared.is_point:
                    return f", for the ranges overlap at {format_range(shared, wording.unit(compared[0]))}"
        return ""

    def _fits_best(self, judgement: Judgement, wording: Wording) -> str:
        """The reading whose middles are nearest, among those with the best verdict."""
        if len(self._rule.expect) < 2 or judgement.verdict is Verdict.UNDETERMINED:
            return ""
        best: tuple[Fraction, str] | None = None
        verdicts = {outcome.name: outcome.verdict for outcome in judgement.outcomes}
        for reading in self._rule.expect:
            if verdicts.get(reading.name) is not judgement.verdict:
                continue
            apart = _distance(reading, wording)
            if apart is not None and (best is None or apart < best[0]):
                best = (apart, reading.name)
        return best[1] if best else ""


def _distance(reading: Reading, wording: Wording) -> Fraction | None:
    values = wording.values.read
    fields = attributes(reading.expression.tree)
    if any(isinstance(values[wording.frame.slot(field)], Unknown) for field in fields):
        return None
    return distance(reading.expression, wording)


def _sentence(summary: str) -> str:
    return summary.rstrip(".")


def severity(rule: Rule, meeting: Meeting) -> Severity:
    """Return the rule's severity; without one, an error within one source and a warning between several.

    The source is whom a claim is attributed to, else its document (semantics §5).
    """
    if rule.severity is not None:
        return rule.severity
    shared = set(meeting.claims[0].attribution)
    for claim in meeting.claims[1:]:
        shared &= set(claim.attribution)
    return Severity.ERROR if shared else Severity.WARNING


__all__ = ["Explain", "Trial", "prepare", "severity"]
