"""Findings that fail now, written down as waived, so that only new ones fail: `check --waive-all`."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import attrs

from consistency.choice import fails
from consistency.finding import Finding, Report, Waiver
from consistency.load import today
from consistency.output import write
from consistency.pipeline import check
from consistency.problem import Location, Problem, in_order
from consistency.read.files import displayed
from consistency.read.waivers import read_waivers
from consistency.settings import Settings
from consistency.waive import written

REASON = "found when checking began; nobody has looked at it yet"

_HEAD = """\
# Findings that are known and fail no run. Each has a reason; `owner` and `until` may follow.
waivers:
"""


class Waived(NamedTuple):
    """The settings and the report of a run with waivers that were added, and what was written, in words."""

    settings: Settings
    report: Report
    told: str = ""


def waive(settings: Settings, report: Report) -> Waived:
    """Append the failing findings of a run to the waiver file, and check anew with it.

    Nothing is written where there are problems: what could not be checked may hide a finding. The file is
    replaced at once, by one that was read before.
    """
    failing = [finding for finding in report.findings if fails(settings, finding)]
    if report.problems or not failing:
        return Waived(settings, report)
    path = Path(settings.waivers_to)
    number, problems = _add(path, failing, settings.today or today())
    if problems:
        return Waived(settings, attrs.evolve(report, problems=tuple(in_order([*report.problems, *problems]))))
    told = f"{number} {'waiver' if number == 1 else 'waivers'} written to {displayed(path)}\n"
    settings = attrs.evolve(settings, waivers=str(path))
    return Waived(settings, check(settings), told)


def _add(path: Path, failing: Sequence[Finding], day: int) -> tuple[int, Sequence[Problem]]:
    """Add waivers of findings to a file; return how many, and what prevents that."""
    at = Location(displayed(path))
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        known, _ = read_waivers(path, day) if before else ((), ())
        expired = tuple(_expired(known, failing))
        if expired:
            return 0, expired
        text = _extended(before, known, failing)
        number = _held(text, path.name, day) - len(known)
    except (OSError, UnicodeError) as error:
        return 0, (Problem(at, f"cannot be written: {error}"),)
    if number < 1:
        message = "no waivers can be added to the end of this file"
        return 0, (Problem(at, message, "let the list `waivers` end it"),)
    unwritten = write(text, str(path))
    return number, (unwritten,) if unwritten else ()


def _held(text: str, name: str, day: int) -> int:
    """Return how many waivers a file of this name with this text holds; none where any cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode("utf-8"))
        found, problems = read_waivers(path, day)
    return 0 if problems else len(found)


def _expired(known: Sequence[Waiver], failing: Sequence[Finding]) -> Iterator[Problem]:
    """Yield a problem for each waiver that has expired and would stand beside a new one for its finding."""
    failed = {(each.rule, frozenset(claim.id for _, claim in each.claims)) for each in failing}
    for waiver in known:
        if (waiver.rule, waiver.claims) in failed:
            yield Problem(waiver.at, "an expired waiver of this finding", "renew it, or remove it")


def _extended(before: str, known: Sequence[Waiver], failing: Sequence[Finding]) -> str:
    """Return the text of a waiver file with entries for more findings, written as its own are."""
    ends = "\r\n" if "\r\n" in before else "\n"
    indent = "  "
    if known:
        line = before.splitlines()[max(waiver.at.line for waiver in known) - 1]
        dash = re.match(r"\s*(?=-)", line)
        indent = dash[0] if dash else indent
        head = before.rstrip() + "\n"
    else:
        head = re.sub(r"(?m)^waivers:\s*(\[\s*\])?\s*\Z", "", before) + _HEAD
    entries = written(failing, REASON, indent)
    return (head.replace("\r\n", "\n") + entries).replace("\n", ends)
