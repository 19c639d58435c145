"""How strong rules guard facts, for readers at a terminal: a row for each figure, the weakest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from consistency.reports.columns import padded, visible, wrapped
from consistency.reports.columns import width as columns
from consistency.reports.perturb_words import (
    FREE,
    NOT_AT_ALL,
    UNTRIED,
    by_figure,
    by_operator,
    by_rule,
    called,
    counted,
    freedom,
    guard_told,
    names,
    objectors,
    off_told,
    percent,
    score_told,
    where,
    written,
)

if TYPE_CHECKING:
    from consistency.perturb import Count, Guard, Moves, Score
    from consistency.perturb.project import Strength

_HEAD = ("figure", "claim", "where", "down to", "up to", "first to object")

_NARROWEST = 20
"""The columns that the last cell of a row has at least; where there are fewer, the cells stand in lines."""

_WEAK = "1;33"


def render(strength: Strength, *, width: int | None = None, colour: bool = False) -> str:
    """Return the table of figures, or of slips where these were tried, and what it comes to."""
    if not strength.is_tried:
        return wrapped("nothing was tried: mend the problems first", width, 2) + "\n"
    page = _Page(strength, width, colour)
    parts: list[str] = []
    told: list[str] = []
    if strength.guard is not None:
        parts += page.figures(strength.guard)
        told += guard_told(strength.guard)
    if strength.score is not None:
        parts += page.slips(strength.score, strength.phrases)
        told += score_told(strength, strength.score)
    if strength.problems:
        told[0] += f" · {counted(len(strength.problems), 'problem')}"
    told += off_told(strength)
    closing = "".join(wrapped(visible(line), width, 2) + "\n" for line in told)
    return "\n".join([*parts, closing])


class _Page:
    """A page of a certain width."""

    def __init__(self, strength: Strength, width: int | None, colour: bool) -> None:
        self._claims = strength.claims
        self._names = names(strength.claims)
        self._width = width
        self._colour = colour

    def figures(self, guard: Guard) -> list[str]:
        """Return the table of figures and dates, the weakest first."""
        every = guard.weakest()
        if not every:
            return []
        rows = [tuple(map(visible, self._cells(moves))) for moves in every]
        widths = [max(map(columns, column)) for column in zip(_HEAD, *rows, strict=True)][:-1]
        start = sum(widths) + 2 * len(widths)
        if self._width is not None and self._width - start < _NARROWEST:
            return [
                "".join(self._below(row, not each.is_guarded) for row, each in zip(rows, every, strict=True))
            ]
        table = [self._beside(_HEAD, widths)]
        table += [
            self._beside(row, widths, not each.is_guarded) for row, each in zip(rows, every, strict=True)
        ]
        return ["".join(table)]

    def _cells(self, moves: Moves) -> tuple[str, ...]:
        place = where(self._claims, moves.spot)
        down, up = freedom(moves, "−"), freedom(moves, "+")
        return moves.written, called(self._names, moves.spot), place, down, up, objectors(moves)

    def _beside(self, row: Sequence[str], widths: Sequence[int], is_weak: bool = False) -> str:
        """Return a row of the table; what does not fit of its last cell goes on below that."""
        start = "  ".join(padded(cell, room) for cell, room in zip(row[:-1], widths, strict=True)) + "  "
        room = None if self._width is None else self._width - columns(start)
        last = wrapped(row[-1], room, 0).replace("\n", "\n" + " " * columns(start))
        return start + (self._painted(last, _WEAK) if is_weak else last) + "\n"

    def _below(self, row: Sequence[str], is_weak: bool) -> str:
        """Return a row in lines, for a page that is narrower than the table."""
        figure, name, place, down, up, objector = row
        lines = wrapped(f"{figure}  {name}  {place}", self._width, 4)
        if is_weak:
            return f"{lines}\n{self._painted(wrapped(f'  free: {objector}', self._width, 4), _WEAK)}\n"
        told = f"  {_way('down', down)}, {_way('up', up)}: {objector}"
        return f"{lines}\n{wrapped(told, self._width, 4)}\n"

    def slips(self, score: Score, phrases: Mapping[str, str]) -> list[str]:
        """Return what is caught by kind of slip, by rule and by figure: a table each, the weakest first."""
        claims = self._claims
        figures = [
            (f"{written(claims, spot)}  {called(self._names, spot)}  {where(claims, spot)}", count)
            for spot, count in by_figure(score)
        ]
        tables = (("slip", by_operator(score, phrases)), ("rule", by_rule(score)), ("figure", figures))
        return [self._counts(head, named) for head, named in tables if named]

    def _counts(self, head: str, named: Sequence[tuple[str, Count]]) -> str:
        rows = [("caught", "of", "share", head)]
        for name, (caught, tried) in named:
            share = percent(Fraction(caught, tried)) if tried else "–"
            rows.append((f"{caught:,}", f"{tried:,}", share, visible(name)))
        widths = [max(map(columns, column)) for column in zip(*rows, strict=True)][:-1]
        lines = []
        for row in rows:
            start = "  ".join(
                " " * (room - columns(cell)) + cell for cell, room in zip(row, widths, strict=False)
            )
            indent = columns(start) + 2
            if self._width is not None and self._width - indent < 2 * _NARROWEST:
                indent = 4
            lines.append(wrapped(f"{start}  {row[-1]}", self._width, indent) + "\n")
        return "".join(lines)

    def _painted(self, text: str, paint: str) -> str:
        return f"\x1b[{paint}m{text}\x1b[0m" if self._colour and text else text


def _way(where_to: str, text: str) -> str:
    """Return how far a figure moves one way, in words."""
    if text == FREE:
        return f"{where_to} freely"
    return f"{where_to} {text}" if text in (NOT_AT_ALL, UNTRIED) else f"{where_to} to {text}"
