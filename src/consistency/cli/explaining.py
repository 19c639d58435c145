"""`consistency explain RULE|FINDING`: what is looked up in a project, by its id or fingerprint."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from consistency.cli.telling import answer, tell
from consistency.cli.terminal import Progress, has_colour, page_width
from consistency.lookup import named
from consistency.problem import Problem, in_order
from consistency.settings import Settings
from consistency.tally import Tally
from consistency.workshop.asked import asked
from consistency.workshop.rule_page import render_rule, rule_fields
from consistency.workshop.worked import Lookup

if TYPE_CHECKING:
    from consistency.trace import Found

VERSION = 1
"""The version of the form of the JSON documents."""

_Page = tuple[str, dict[str, object]]
"""What is told, as text and as fields of JSON."""


def explain_found(name: str, given: Mapping[str, tuple[str, ...]], format: str) -> int:
    """Print the page of the rule, or else of the finding, that `name` stands for; return the exit code.

    `given` is as in `read_settings`.
    """
    settings, slips = asked(given)
    problems: Sequence[Problem] = slips
    page: _Page | None = None
    if not problems:
        page, problems = _page(settings, name)
    tell(problems)
    if page is None:
        return 2
    text, fields = page
    if format == "json":
        text = json.dumps({"version": VERSION, **fields}, ensure_ascii=False, indent=2) + "\n"
    return 0 if answer(text, format) and not problems else 2


def _page(settings: Settings, name: str) -> tuple[_Page | None, Sequence[Problem]]:
    with Progress(sys.stderr) as progress:
        found = named(settings, name, progress.tell)
    return _rule(found) if isinstance(found, Lookup) else _finding(settings, found)


def _rule(found: Lookup) -> tuple[_Page | None, Sequence[Problem]]:
    if found.rule is None:
        # The file of the rule may be the one that cannot be read.
        unknown = [found.unknown] if found.unknown and not found.problems else []
        return None, in_order([*found.problems, *unknown])
    text = render_rule(found, found.rule, width=page_width(sys.stdout), colour=has_colour(sys.stdout))
    return (text, rule_fields(found, found.rule)), found.problems


def _finding(settings: Settings, found: Found) -> tuple[_Page | None, Sequence[Problem]]:
    from consistency.quantity.hedges import Hedges
    from consistency.reports.finding_page import render_trace, trace_fields

    if found.trace is None or found.units is None:
        return None, found.problems
    report = Tally((), ()).report([found.trace.finding], ())
    hedges = settings.hedges or Hedges.standard()
    width, colour = page_width(sys.stdout), has_colour(sys.stdout)
    text = render_trace(found.trace, report, found.units, hedges, width=width, colour=colour)
    return (text, trace_fields(found.trace, found.units, hedges)), found.problems
