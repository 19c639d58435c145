"""The page of one finding, with every step of its arithmetic: for readers, and as fields of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consistency.explain.tracing import Asked, Compared, Trace, Worked
from consistency.explain.wording import as_written
from consistency.finding import Report, Waiver
from consistency.problem import InputError
from consistency.quantity import Interval, Quantity, Unit, Units, format_range
from consistency.quantity.figures import Understood, understand
from consistency.quantity.hedges import Hedges
from consistency.reading import Extent
from consistency.reports import json
from consistency.reports.figure import figure_fields, interval_fields, range_in_words, row_in_words, rows_used
from consistency.reports.text import LISTED, claim_names, render_findings
from consistency.reports.understood import Line, render_lines

_HOLDS = {
    "yes": "holds",
    "possibly": "can hold",
    "at the widest": "can hold only within the most that the words allow",
    "unknown": "cannot be decided",
}


def render_trace(
    trace: Trace,
    report: Report,
    units: Units,
    hedges: Hedges,
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Return the finding as the report has it, and below it every figure, condition and step it rests on.

    `report` holds the finding alone, with the lines of the files that it points at; `units` and `hedges` are
    those that the figures were read with.
    """
    found = render_findings(report, width=width, colour=colour)
    lines = [*_figures(trace, units, hedges), *_conditions(trace.conditions)]
    for label, readings in (("expect", trace.readings), ("establish", trace.establish)):
        lines += _readings(label, readings)
    if trace.finding.waiver is not None:
        lines.append(("waived", _waived(trace.finding.waiver)))
    title = f"fingerprint {trace.finding.fingerprint}"
    return f"{found}\n{render_lines(title, lines or [('', '')], columns=width, colour=colour)}"


def trace_fields(trace: Trace, units: Units, hedges: Hedges) -> dict[str, object]:
    """Return the finding as the JSON report has it, its figures, conditions and the parts of readings."""
    fields = json.finding_fields(trace.finding)
    fields["readings"] = list(map(_reading_fields, trace.readings))
    fields["establish"] = list(map(_reading_fields, trace.establish))
    fields["conditions"] = [
        {"expression": each.text, "holds": each.holds, "steps": list(each.steps)} for each in trace.conditions
    ]
    fields["figures"] = [_figure_fields(trace, each, units, hedges) for each in trace.figures]
    return fields


def _reading_fields(reading: Worked) -> dict[str, object]:
    return {
        "name": reading.name,
        "expression": reading.text,
        "verdict": reading.verdict.value,
        "parts": list(reading.parts),
        "steps": list(reading.steps),
        "gap": reading.gap,
        "because": reading.because,
    }


def _figure_fields(trace: Trace, compared: Compared, units: Units, hedges: Hedges) -> dict[str, object]:
    role, claim = trace.finding.claims[compared.number]
    figure = compared.figure
    known = _understood(compared, units, hedges)
    fields: dict[str, object] = {
        "text": figure.text,
        "unit": figure.unit.name,
        "typical": interval_fields(figure.typical),
        "widest": interval_fields(figure.widest),
        "row": figure.hedge,
    }
    return {
        "role": role,
        "claim": claim.id,
        "field": compared.field,
        **(figure_fields(known, hedges) if known else fields),
        "converted": [
            {
                "unit": unit.name,
                "typical": interval_fields(_in_unit(figure, Extent.TYPICAL, unit)),
                "widest": interval_fields(_in_unit(figure, Extent.WIDEST, unit)),
            }
            for unit in compared.units
        ],
    }


def _figures(trace: Trace, units: Units, hedges: Hedges) -> Iterator[Line]:
    names, _ = claim_names(trace.finding)
    left_out = 0
    for compared in trace.figures:
        if compared.number not in names:
            left_out += 1
            continue
        _, claim = trace.finding.claims[compared.number]
        figure = compared.figure
        name = names[compared.number]
        label = name if compared.field == "value" else f"{name}.{compared.field}"
        yield label, f"{as_written(figure)} ({claim.id}, {claim.location(compared.field)})"
        usual, most = range_in_words(figure.typical, figure.unit), range_in_words(figure.widest, figure.unit)
        yield "", f"typically {usual}" + ("" if usual == most else f"; at the widest {most}")
        known = _understood(compared, units, hedges)
        if known is not None:
            for row in rows_used(known, hedges):
                yield "", "row " + "; ".join(row_in_words(row))
        for unit in compared.units:
            told = list(dict.fromkeys(format_range(figure.interval(extent), unit) for extent in Extent))
            yield "", f"converted: typically {'; at the widest '.join(told)}"
    if left_out:
        yield "", f"… and {left_out:,} more figures of groups with more than {LISTED} claims"


def _understood(compared: Compared, units: Units, hedges: Hedges) -> Understood | None:
    """Return how a figure was understood; its ranges stay those of the claim, which bounds may have cut."""
    figure = compared.figure
    try:
        known = understand(figure.text, units, figure.unit, hedges)
    except InputError:  # what its measure says of it is needed to read it
        return None
    return known._replace(quantity=figure) if known.quantity.hedge == figure.hedge else None


def _in_unit(figure: Quantity, extent: Extent, unit: Unit) -> Interval:
    """Return a range of a figure in another unit of its dimension."""
    return figure.interval(extent).scaled(1 / unit.factor, -unit.offset / unit.factor)


def _conditions(conditions: Iterable[Asked]) -> Iterator[Line]:
    for condition in conditions:
        yield "where", f"{condition.text}: {_HOLDS[condition.holds]}"
        yield from (("", step) for step in condition.steps)


def _readings(label: str, readings: Iterable[Worked]) -> Iterator[Line]:
    for reading in readings:
        name = f"{reading.name}: " if reading.name else ""
        because = f", because {reading.because}" if reading.because else ""
        verdict = reading.verdict.value if label == "expect" else "possible, but not certain"
        yield label, f"{name}{reading.text}: {verdict}{because}"
        yield from (("", part) for part in reading.parts)
        yield from (("", step) for step in reading.steps)


def _waived(waiver: Waiver) -> str:
    owner = f", {waiver.owner}" if waiver.owner else ""
    until = f", until {waiver.until}" if waiver.until else ""
    return f"{waiver.reason} ({waiver.at}{owner}{until})"
