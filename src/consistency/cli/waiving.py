"""`consistency check --waive-all`: findings that fail now are written down as waived."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from consistency.choice import fails
from consistency.cli.terminal import say
from consistency.finding import Finding, Report, Waiver
from consistency.pipeline import check, today
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


def waive(settings: Settings, report: Report) -> tuple[Settings, Report]:
    """Append the failing findings to the waiver file; return the settings and the report of a run with it.

    Nothing is written where there are problems: what could not be checked may hide a finding.
    """
    failing = [finding for finding in report.findings if fails(settings, finding)]
    if report.problems or not failing:
        return settings, report
    path = Path(settings.waivers_to)
    day = settings.today or today()
    problems: tuple[Problem, ...]
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else None
        known, _ = read_waivers(path, day) if before else ((), ())
        problems = tuple(_expired(known, failing))
        found = known
        if not problems:
            _write(path, _extended(before or "", known, failing))
            found, problems = read_waivers(path, day)
            if problems or len(found) == len(known):
                _restore(path, before)
                message = "no waivers can be added to the end of this file"
                problems = (Problem(Location(displayed(path)), message, "let the list `waivers` end it"),)
    except (OSError, UnicodeDecodeError) as error:
        problems = (Problem(Location(displayed(path)), f"cannot be written: {error}"),)
    if problems:
        return settings, attrs.evolve(report, problems=tuple(in_order([*report.problems, *problems])))
    number = len(found) - len(known)
    say(f"{number} {'waiver' if number == 1 else 'waivers'} written to {displayed(path)}\n", sys.stderr)
    settings = attrs.evolve(settings, waivers=str(path))
    return settings, check(settings)


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


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _restore(path: Path, before: str | None) -> None:
    if before is None:
        path.unlink()
    else:
        _write(path, before)
