"""Trials and lists of rules as text for readers, with the arithmetic of what came out otherwise than said."""

from __future__ import annotations

import textwrap

from consistency.reports.columns import padded, visible, wrapped
from consistency.reports.columns import width as columns
from consistency.reports.text import render_findings
from consistency.workshop.listing import Listing
from consistency.workshop.trial import UNMET, Trial, Trials, Tried

_NARROWEST_SUMMARY = 20
"""The columns that a summary has at least, on whatever page."""

BY_SOURCE = "by source"
"""The severity of a rule that sets none: an error within one source, a warning between several."""


def render_trials(trials: Trials, *, width: int | None = None, colour: bool = False) -> str:
    """Return a line for each rule, what is wrong with it, and at the end what was counted."""
    lines = [_trial(trial, width, colour) for trial in trials.trials]
    return "".join(lines) + wrapped(_counted(trials), width, 2) + "\n"


def _trial(trial: Trial, width: int | None, colour: bool) -> str:
    failing = len(trial.failing)
    if failing:
        told = f"{failing} of {_number(len(trial.examples), 'example')} {_does(failing)} not hold"
    else:
        told = f"{_number(len(trial.examples), 'example')} {'holds' if len(trial.examples) == 1 else 'hold'}"
    lines = [wrapped(visible(f"{trial.rule.id}: {told}"), width, 4) + "\n"]
    lines += [render_tried(tried, width=width, colour=colour) for tried in trial.failing]
    if trial.lacks:
        head = f"  --> {trial.rule.at}   {lacking(trial)}"
        lines.append(wrapped(visible(head), width, 6) + "\n")
    lines += [_remark(f"no example notices when {change}", width) for change in trial.unnoticed]
    return "".join(lines)


def lacking(trial: Trial) -> str:
    """Return of which verdicts a rule lacks an example, as a sentence."""
    return f"there is no {' and no '.join(trial.lacks)} example, and there must be one"


def render_tried(tried: Tried, *, width: int | None = None, colour: bool = False) -> str:
    """Return where an example stands that does not hold, what came out, and its arithmetic."""
    expected = tried.example.verdict
    found = "its claims do not meet" if tried.found == (UNMET,) else f"it is {' and '.join(tried.found)}"
    meant = "its claims should not meet" if expected == UNMET else f"it should be {expected}"
    head = f"  --> {tried.example.at}   `{tried.example.name}`: {meant}, but {found}"
    lines = [wrapped(visible(head), width, 6) + "\n"]
    lines += [_remark(f"because {reason}", width, 6) for reason in tried.because]
    if tried.report is not None:
        inner = None if width is None else max(width - 6, _NARROWEST_SUMMARY)
        lines.append(textwrap.indent(render_findings(tried.report, width=inner, colour=colour), " " * 6))
    return "".join(lines)


def _remark(text: str, width: int | None, indent: int = 2) -> str:
    return wrapped(f"{' ' * indent}= {visible(text)}", width, indent + 2) + "\n"


def _counted(trials: Trials) -> str:
    examples = sum(len(trial.examples) for trial in trials.trials)
    failing = sum(len(trial.failing) for trial in trials.trials)
    told = f"{_number(len(trials.trials), 'rule')}, {_number(examples, 'example')}"
    if examples:
        told += f": {examples - failing:,} {'holds' if examples - failing == 1 else 'hold'}"
        told += f", {failing:,} {_does(failing)} not" if failing else ""
    lacking = sum(len(trial.lacks) for trial in trials.trials)
    unnoticed = sum(len(trial.unnoticed) for trial in trials.trials)
    beside = [f"{_number(lacking, 'example')} lacking"] if lacking else []
    beside += [f"{_number(unnoticed, 'change')} unnoticed"] if unnoticed else []
    beside += [_number(len(trials.problems), "problem")] if trials.problems else []
    return " · ".join([told, *beside])


def render_listing(listing: Listing, *, width: int | None = None) -> str:
    """Return a table with a row for each rule, and at the end how many there are."""
    rows = [
        (
            visible(one.rule.id),
            one.rule.severity.value if one.rule.severity else BY_SOURCE,
            *((_count(one.met), _count(one.findings)) if listing.has_facts else ()),
            visible(one.rule.summary),
        )
        for one in listing.rules
    ]
    counts = ("met", "findings") if listing.has_facts else ()
    table = [("rule", "severity", *counts, "summary"), *rows]
    widths = [max(columns(row[place]) for row in table) for place in range(len(table[0]) - 1)]
    lines = [_row(row, widths, width) for row in table] if rows else []
    told = _number(len(rows), "rule")
    if listing.switched_off:
        told += f" · {len(listing.switched_off):,} switched off: {', '.join(listing.switched_off)}"
    if listing.problems:
        told += f" · {_number(len(listing.problems), 'problem')}"
    return "".join(f"{line}\n" for line in [*lines, *([""] if lines else []), told])


def _row(row: tuple[str, ...], widths: list[int], width: int | None) -> str:
    cells = [
        padded(cell, columns_) if place < 2 else " " * (columns_ - columns(cell)) + cell
        for place, (cell, columns_) in enumerate(zip(row[:-1], widths, strict=True))
    ]
    start = "  ".join(cells) + "  "
    if width is None or columns(start) + columns(row[-1]) <= width:
        return start + row[-1]
    if width - columns(start) >= _NARROWEST_SUMMARY:
        return start + wrapped(row[-1], width - columns(start), 0).replace("\n", "\n" + " " * columns(start))
    return start.rstrip() + "\n" + wrapped(f"    {row[-1]}", width, 4)


def _count(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _does(count: int) -> str:
    return "does" if count == 1 else "do"
