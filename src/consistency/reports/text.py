"""The report for readers: each finding with both ends of the disagreement in place, and the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import attrs

from consistency.claim import Claim
from consistency.finding import (
    Arithmetic,
    Counts,
    Finding,
    LikelySlip,
    Report,
    Settlement,
    Verdict,
    Waiver,
)
from consistency.period import is_period
from consistency.problem import Location, Problem
from consistency.reports.columns import cut, padded, visible, width, wrapped
from consistency.rule import Severity

LISTED = 8
"""How many ids a closing line names, and how many claims of a group are shown, before the rest is counted."""

EXCERPT = 60
"""How many columns of a source line are shown; a longer one is cut around the figure."""

# The names of arguments, at which problems may stand as they do at options.
_ARGUMENTS = ("RULE", "CLAIM", "FINDING")

# Short lines are filled to this many columns, so that the marks of one finding stand below those of another.
_EXCERPT_AT_LEAST = 20

_COLOURS = {
    "contradicted": "1;31",
    "strained": "1;33",
    "undetermined": "1;35",
    "consistent": "1;32",
    "note": "1;36",
    "problem": "1;31",
    "frame": "34",
}


def render(report: Report, *, width: int | None = None, colour: bool = False) -> str:
    """Return every finding, then what was counted and what never met. Problems are not repeated here."""
    told = [finding for finding in report.findings if finding.waiver is None]
    if len(told) < len(report.findings):
        report = attrs.evolve(report, findings=tuple(told))
    found = render_findings(report, width=width, colour=colour)
    closing = _Page(report, width, colour).closing(report)
    return f"{found}\n{closing}" if found else closing


def render_findings(report: Report, *, width: int | None = None, colour: bool = False) -> str:
    """Return every finding alone."""
    page = _Page(report, width, colour)
    return "\n".join(page.finding(finding) for finding in report.findings)


def render_problems(report: Report, *, width: int | None = None, colour: bool = False) -> str:
    """Return what could not be read or run: each problem where it stands, and what would mend it."""
    page = _Page(report, width, colour)
    return "\n".join(page.problem(problem) for problem in report.problems)


class _Place(NamedTuple):
    """One row of a finding: where something stands, how it is marked, and what it is."""

    arrow: str
    at: Location
    mark: str
    label: str
    colour: str


class _Page:
    """A page of a certain width, with the lines of the files that its findings point at."""

    def __init__(self, report: Report, width: int | None, colour: bool) -> None:
        self._excerpts = report.excerpts
        self._width = width
        self._colour = colour

    def finding(self, finding: Finding) -> str:
        word = _word(finding)
        degree = (
            ""
            if finding.severity is Severity.ERROR or word in ("note", "consistent")
            else f" ({finding.severity.value})"
        )
        head = self._head(word, f"[{finding.rule}]{degree}: {finding.message}")
        names, more = claim_names(finding)
        order = [finding.primary, *(n for n in names if n != finding.primary)]
        places = [
            _Place(
                "-->" if number == finding.primary else ":::",
                claim.location(finding.fields[number]),
                "^" if number == finding.primary else "-",
                _label(names[number], claim),
                word if number == finding.primary else "frame",
            )
            for number in order
            for _, claim in [finding.claims[number]]
        ]
        told = _telling(finding)
        lines = [*more, *_worked(told)]
        if finding.fits_best and len(told) > 1:
            lines.append(f"fits best: {finding.fits_best}")
        if finding.because:
            lines.append(f"because {finding.because}")
        if finding.would_be_consistent:
            lines.append(f"would be consistent if: {_changes(finding.would_be_consistent)}")
        if finding.likely_slips:
            lines.append(f"likely slip: {' · '.join(map(_slip, finding.likely_slips))}")
        lines.extend(finding.notes)
        lines.append(f"rule {_file(finding)} · consistency explain {finding.rule}")
        return head + self._places(places) + "".join(map(self._remark, lines))

    def problem(self, problem: Problem) -> str:
        at = problem.location
        if at.file.startswith("-") or at.file in _ARGUMENTS:  # of the command line, in no file
            head = self._head("problem", f": {at.file}: {problem.message}")
        else:
            head = self._head("problem", f": {problem.message}")
            head += self._places([_Place("-->", at, "^", "", "problem")])
        return head + (self._remark(problem.suggestion) if problem.suggestion else "")

    def closing(self, report: Report) -> str:
        lines = [_summary(report.counts), _counted(report.counts, report.unmet_of_sets)]
        off, rules, claims = report.switched_off, report.unmet_rules, report.unmet_claims
        if off:
            lines.append(f"{_number(len(off), 'rule')} switched off: {_listed(off)}")
        if rules:
            lines.append(f"{_number(len(rules), 'rule')} never met a claim:")
            lines += [_unmet(rule, report.unmet_because) for rule in rules[:LISTED]]
            lines += [f"  and {len(rules) - LISTED:,} more"] if len(rules) > LISTED else []
        if claims:
            lines.append(f"{_number(len(claims), 'claim')} met no rule: {_listed(claims)}")
        lines += [_stale(waiver) for waiver in report.stale_waivers]
        return "".join(wrapped(visible(line), self._width, 2) + "\n" for line in lines if line)

    def _head(self, word: str, rest: str) -> str:
        text = wrapped(word + visible(rest), self._width, 4)
        return self._painted(word, word) + text[len(word) :] + "\n"

    def _remark(self, text: str) -> str:
        return wrapped(f"  = {visible(text)}", self._width, 4) + "\n"

    def _places(self, places: Sequence[_Place]) -> str:
        rows = [self._row(place, EXCERPT) for place in places]
        text, widest = self._beside(places, rows)
        if self._width is None or widest <= self._width:
            return text
        number = max(len(line) for line, *_ in rows)
        room = max(self._width - number - 6, 10)
        return self._below(places, [self._row(place, room) for place in places], number)

    def _row(self, place: _Place, columns: int) -> tuple[str, str, int, int]:
        """Return the number and the text of the line that `place` stands in, and the columns it marks."""
        line = self._excerpts.get((place.at.file, place.at.line))
        if line is None:
            return "", "", 0, 0
        start = min(max(place.at.column - 1, 0), len(line))
        end = min(start + max(place.at.length, 1), max(len(line), start + 1))
        text, start, end = cut(visible(line.rstrip()), start, end, columns)
        left = width(text[:start])
        return str(place.at.line), text, left, left + max(width(text[start:end]), 1)

    def _beside(self, places: Sequence[_Place], rows: list[tuple[str, str, int, int]]) -> tuple[str, int]:
        """Return one line for each place, the marks beside the figure's line, and the widest of the lines."""
        location = max(width(visible(str(place.at))) for place in places)
        number = max(len(row[0]) for row in rows)
        excerpt = max([_EXCERPT_AT_LEAST, *(width(row[1]) for row in rows)])
        mark = max(row[3] - row[2] for row in rows)
        lines, widest = [], 0
        for place, (line, text, start, end) in zip(places, rows, strict=True):
            parts = [("frame", f"  {place.arrow} "), ("", padded(visible(str(place.at)), location) + "   ")]
            if line:
                parts += [("frame", f"{line:>{number}} │ "), ("", padded(text, excerpt) + "  ")]
                parts += [(place.colour, padded(place.mark * (end - start), mark))]
            parts += [("", f"  {visible(place.label)}")]
            plain = "".join(part for _, part in parts).rstrip()
            widest = max(widest, width(plain))
            lines.append(self._line(parts))
        return "".join(lines), widest

    def _below(self, places: Sequence[_Place], rows: list[tuple[str, str, int, int]], number: int) -> str:
        """Return three lines for each place, the marks below the figure."""
        lines = []
        for place, (line, text, start, end) in zip(places, rows, strict=True):
            lines.append(self._line([("frame", f"  {place.arrow} "), ("", visible(str(place.at)))]))
            label = visible(place.label)
            margin = f"   {'':>{number}} │ "
            if line:
                lines.append(self._line([("frame", f"   {line:>{number}} │ "), ("", text)]))
                mark = " " * start + place.mark * (end - start)
                beside = width(margin) + width(mark) + 1 + width(label) <= (self._width or 0)
                parts = [("frame", margin), (place.colour, mark), ("", f" {label}" if beside else "")]
                lines.append(self._line(parts))
                label = "" if beside else label
            if label:
                room = (self._width or 0) - width(margin)
                pieces = wrapped(label, room, 0).split("\n")
                lines += [self._line([("frame", margin), ("", piece)]) for piece in pieces]
        return "".join(lines)

    def _line(self, parts: list[tuple[str, str]]) -> str:
        while parts and not parts[-1][1].strip():
            parts = parts[:-1]
        last = [(parts[-1][0], parts[-1][1].rstrip())]
        return "".join(self._painted(text, paint) for paint, text in parts[:-1] + last) + "\n"

    def _painted(self, text: str, paint: str) -> str:
        return f"\x1b[{_COLOURS[paint]}m{text}\x1b[0m" if self._colour and paint and text.strip() else text


def _word(finding: Finding) -> str:
    """Return what the finding is called: its verdict, or a note where consistent but not established."""
    return "note" if finding.unestablished else finding.verdict.value


def claim_names(finding: Finding) -> tuple[dict[int, str], list[str]]:
    """Return what each claim that is shown is called, by its number, and how many of each group are not.

    The claims of a group are numbered, as in the changes that would settle it.
    """
    names: dict[int, str] = {}
    held = dict.fromkeys(finding.groups, 0)
    for number, (role, _) in enumerate(finding.claims):
        if role not in held:
            names[number] = role
            continue
        held[role] += 1
        if held[role] <= LISTED:
            names[number] = f"{role} {held[role]}"
    more = [f"… and {count - LISTED:,} more {role}" for role, count in held.items() if count > LISTED]
    return names, more


def _label(role: str, claim: Claim) -> str:
    return " · ".join(part for part in (role, ", ".join(claim.by), claim.locator) if part)


def _file(finding: Finding) -> str:
    """Return where the rule of a finding stands: of a set that lies elsewhere, its name is enough."""
    file = finding.rule_at.file
    return f"of `{finding.rule_set}`" if finding.rule_set and file.startswith("/") else file


def _telling(finding: Finding) -> tuple[Arithmetic, ...]:
    """Return the readings that tell why: of what is only not established those that make it possible."""
    if not finding.unestablished:
        return finding.arithmetic
    return tuple([each for each in finding.arithmetic if each.verdict is Verdict.CONSISTENT])


def _worked(arithmetic: tuple[Arithmetic, ...]) -> list[str]:
    """Return a line for each reading that was worked out, its steps beginning below one another."""
    name = max((width(reading.name) for reading in arithmetic), default=0)
    return [
        (padded(f"{reading.name}:", name + 2) if reading.name else "") + "; ".join(reading.steps)
        for reading in arithmetic
        if reading.steps
    ]


def _changes(changes: tuple[Settlement, ...]) -> str:
    return " · or ".join(f"{_field(change.role, change.field)} were {change.range}" for change in changes)


def _slip(slip: LikelySlip) -> str:
    where = _field(slip.role, slip.field)
    if slip.other_role is not None:
        other = _field(slip.other_role, slip.field)
        return f"{slip.phrase}, `{slip.written}` ({where}) and `{slip.meant}` ({other})"
    return f"{slip.phrase}, `{slip.written}` for `{slip.meant}` ({where})"


def _field(role: str, field: str) -> str:
    return role if field == "value" else f"{role}.{field}"


def _summary(counts: Counts) -> str:
    """Return the line for a run with nothing to find fault with, or in which nothing could be found."""
    if counts.problems and not counts.rules:
        return "nothing was checked: mend the problems first"
    if not counts.meetings:
        return "no rule met any claim: nothing was compared"
    wrong = counts.contradicted or counts.strained or counts.undetermined or counts.problems
    return "" if wrong else "nothing contradicts"


def _counted(counts: Counts, idle: int) -> str:
    read = ", ".join(
        (_number(counts.claims, "claim"), _number(counts.rules, "rule"), _number(counts.meetings, "meeting"))
    )
    verdicts = ("contradicted", "strained", "undetermined", "consistent")
    judged = ", ".join(
        f"{getattr(counts, verdict):,} {verdict}" for verdict in verdicts if getattr(counts, verdict)
    )
    beside = [_number(counts.notes, "note")] if counts.notes else []
    beside += [f"{counts.waived:,} waived"] if counts.waived else []
    beside += [_number(counts.problems, "problem")] if counts.problems else []
    beside += [f"{idle:,} {'rule' if idle == 1 else 'rules'} of sets met none"] if idle else []
    return " · ".join([f"{read}: {judged}" if judged else read, *beside])


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _unmet(rule: str, because: Mapping[str, str]) -> str:
    return f"  {rule}: {because[rule]}" if rule in because else f"  {rule}"


def _stale(waiver: Waiver) -> str:
    what = f"waiver of {waiver.rule} ({_listed(sorted(waiver.claims))})"
    if waiver.until is not None and not is_period(waiver.until):
        return f"{waiver.at}: {what} does not hold: `{waiver.until}` is no date, such as 2027-06"
    if waiver.expired:
        return f"{waiver.at}: expired {what}: until {waiver.until}"
    meant = f"; {waiver.suggestion}" if waiver.suggestion else ""
    return f"{waiver.at}: unused {what}: there is no such finding{meant}"


def _listed(ids: Sequence[str]) -> str:
    more = len(ids) - LISTED
    return ", ".join(ids[:LISTED]) + (f" and {more:,} more" if more > 0 else "")
