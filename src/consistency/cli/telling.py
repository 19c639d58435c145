"""What a command tells: its answer on stdout, and what is wrong on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from consistency.cli.terminal import has_colour, page_width, say
from consistency.problem import Problem
from consistency.reports.text import render_problems
from consistency.tally import stopped


def tell(problems: Sequence[Problem]) -> None:
    """Write what is wrong."""
    told = stopped((), problems)
    say(render_problems(told, width=page_width(sys.stderr), colour=has_colour(sys.stderr)), sys.stderr)


def answer(text: str, format: str = "text") -> bool:
    """Write an answer, JSON in UTF-8; return whether it could be written, after telling why not."""
    unwritten = say(text, sys.stdout, "utf-8" if format == "json" else None)
    if unwritten:
        tell([unwritten])
    return unwritten is None
