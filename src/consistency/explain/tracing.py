"""Every step of one judgement: the figures that were compared, the conditions, each reading part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from consistency.claim import Claim
from consistency.explain.steps import atoms, sides, worked
from consistency.explain.wording import UNDEFINED, Wording
from consistency.expressions.compile import compile_statement
from consistency.expressions.functions import FUNCTIONS
from consistency.expressions.slots import Frame, Unknown, Values, figure_of
from consistency.expressions.tree import (
    Arithmetic,
    Attribute,
    Call,
    Expression,
    Negative,
    Node,
    attributes,
    children,
)
from consistency.finding import Finding, Judgement, Verdict
from consistency.quantity import Interval, Quantity, Unit, format_range
from consistency.reading import Extent, Truth
from consistency.rule import Reading, Rule
from consistency.value import Record, Value

_FIGURES = ("value", "also", "lasting")


@attrs.frozen(eq=False, repr=False)
class Compared(Value):
    """A figure that the rule reads: the number of its claim in the finding, and the claim's field.

    `units` are those that it is worked out in, where they are not its own.
    """

    number: int
    field: str
    figure: Quantity
    units: tuple[Unit, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Asked(Value):
    """A condition under `where`, and what it came to.

    `holds` is `yes`, `possibly`, `at the widest` (only within the most that the words allow) or `unknown`.
    """

    text: str
    holds: str
    steps: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Worked(Value):
    """One reading of what is expected: its text, how it fared, each part of it worked out, and the whole.

    `gap` tells how far off it is, where it fails.
    """

    name: str
    text: str
    verdict: Verdict
    parts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    gap: str | None = None
    because: str | None = None


@attrs.frozen(eq=False, repr=False)
class Trace(Record):
    """A finding with everything that it rests on.

    `establish` holds the readings of what the rule asks for beyond that, where just this is left open.
    """

    finding: Finding
    figures: tuple[Compared, ...]
    conditions: tuple[Asked, ...]
    readings: tuple[Worked, ...]
    establish: tuple[Worked, ...] = ()


def trace(judgement: Judgement, finding: Finding) -> Trace:
    """Return every step of a judgement, whose finding is already made."""
    return _Tracer(judgement).trace(finding)


class _Tracer:
    def __init__(self, judgement: Judgement) -> None:
        meeting = judgement.meeting
        self._judgement = judgement
        self._claims: Sequence[Claim] = meeting.claims
        self._rule: Rule = meeting.rule.sized(meeting.sizes) if meeting.sizes else meeting.rule
        self._numbers = {role.name: number for number, role in enumerate(self._rule.roles)}
        self._frame = Frame(list(self._numbers))
        self._expressions = [
            *(reading.expression for reading in (*self._rule.expect, *(self._rule.establish or ()))),
            *self._rule.where,
        ]
        # Every field has its slot before values are fetched.
        for expression in self._expressions:
            for field in attributes(expression.tree):
                self._frame.slot(field)
        self._turns = dict(judgement.turns)
        usual = self._frame.fill(self._claims, self._turns, Extent.TYPICAL)
        self._widest = self._frame.fill(self._claims, self._turns, Extent.WIDEST)
        self._wording = Wording(self._frame, usual, self._claims)

    def trace(self, finding: Finding) -> Trace:
        done = {reading.name: reading for reading in finding.arithmetic}
        outcomes = {outcome.name: outcome for outcome in self._judgement.outcomes}
        return Trace(
            finding,
            tuple(self._figures()),
            tuple([self._condition(condition) for condition in self._rule.where]),
            tuple(
                [
                    Worked(
                        reading.name,
                        reading.expression.text,
                        outcomes[reading.name].verdict,
                        tuple(self._parts(reading)) if reading.name in done else (),
                        done[reading.name].steps if reading.name in done else (),
                        done[reading.name].gap if reading.name in done else None,
                        outcomes[reading.name].because,
                    )
                    for reading in self._rule.expect
                    if reading.name in outcomes
                ]
            ),
            tuple(map(self._left_open, (self._rule.establish or ()) if finding.unestablished else ())),
        )

    def _left_open(self, reading: Reading) -> Worked:
        """Return a reading that is possible, and not certain."""
        text, verdict = reading.expression, Verdict.CONSISTENT
        done = worked(reading.name, text, verdict, self._wording, self._widest)
        return Worked(reading.name, text.text, verdict, tuple(self._parts(reading)), done.steps)

    def _figures(self) -> Iterator[Compared]:
        """Yield each figure that the rule reads, those of one claim together."""
        fields = {
            (self._numbers[field.role], field.field): field
            for expression in self._expressions
            for field in attributes(expression.tree)
            if field.field in _FIGURES
        }
        units = self._units()
        for number, name in sorted(fields):
            figure = figure_of(self._claims[number], name, self._turns.get(number, 0))
            if figure is not None:
                other = [
                    unit for unit in units.get(fields[number, name], ()) if unit.name != figure.unit.name
                ]
                yield Compared(number, name, figure, tuple(other))

    def _units(self) -> dict[Attribute, list[Unit]]:
        """Return the units that figures are worked out in, by the field that holds the figure."""
        found: dict[Attribute, list[Unit]] = {}
        for expression in self._expressions:
            for node, _ in atoms(expression.tree):
                compared = sides(node)
                if compared is None:
                    continue
                for side, unit in zip(compared, self._wording.units(*compared), strict=True):
                    for field in attributes(side):
                        figure = self._wording.values.quantities[self._frame.slot(field)]
                        known = found.setdefault(field, [])
                        if figure and unit.dimension and unit.dimension == figure.unit.dimension:
                            known += [unit] if unit not in known else []
        return found

    def _condition(self, condition: Expression) -> Asked:
        holds = compile_statement(condition, self._frame)
        usual, widest = holds(self._wording.values), holds(self._widest)
        verdict = Verdict.CONSISTENT
        if isinstance(usual, Unknown):
            word = "unknown"
        elif usual is Truth.NO:
            word = "unknown" if isinstance(widest, Unknown) else "at the widest"
            verdict = Verdict.STRAINED
        else:
            word = "yes" if usual is Truth.YES else "possibly"
        steps = worked("", condition, verdict, self._wording, self._widest).steps
        return Asked(condition.text, word, steps)

    def _parts(self, reading: Reading) -> Iterator[str]:
        """Yield what each part of the figures that a reading compares comes to, the innermost first."""
        told: dict[Node, None] = {}
        for node, _ in atoms(reading.expression.tree):
            for side in sides(node) or ():
                told.update(dict.fromkeys(_worked_out(side)))
        for part in told:
            if self._is_known(part):
                yield self._part(part)

    def _is_known(self, node: Node) -> bool:
        read = self._wording.values.read
        return not any(isinstance(read[self._frame.slot(field)], Unknown) for field in attributes(node))

    def _part(self, node: Node) -> str:
        unit = self._wording.unit(node)
        try:
            text = self._wording.side(node, unit)
        except UNDEFINED:
            return f"{self._wording.written(node)} has no value"
        usual, most = self._range(node, self._wording.values), self._range(node, self._widest)
        return text if most is None or most == usual else f"{text}; at the widest {format_range(most, unit)}"

    def _range(self, node: Node, values: Values) -> Interval | None:
        try:
            return self._wording.range(node, values)
        except UNDEFINED:
            return None


def _worked_out(node: Node) -> Iterator[Node]:
    """Yield every figure in a tree that is worked out from others, the innermost first."""
    for child in children(node):
        yield from _worked_out(child)
    if isinstance(node, Call):
        if FUNCTIONS[node.function].result == "quantity":
            yield node
    elif isinstance(node, Arithmetic | Negative):
        yield node
