"""`consistency check --waive-all`: findings that fail now are written down as waived."""

from __future__ import annotations

import sys
from pathlib import Path

import attrs

from consistency.choice import fails
from consistency.cli.terminal import say
from consistency.finding import Report
from consistency.pipeline import check, today
from consistency.problem import Location, Problem, in_order
from consistency.read.files import displayed
from consistency.read.waivers import read_waivers
from consistency.settings import WAIVERS, Settings
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
    path = Path(settings.waivers or WAIVERS)
    entries = written(failing, REASON)
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        known, _ = read_waivers(path, settings.today or today()) if before else ((), ())
        text = before.rstrip("\n") + "\n" + entries if known else (before + _HEAD + entries)
        path.write_text(text, "utf-8")
        found, problems = read_waivers(path, settings.today or today())
        if problems or len(found) != len(known) + entries.count("\n  - rule: "):
            path.write_text(before, "utf-8")
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
