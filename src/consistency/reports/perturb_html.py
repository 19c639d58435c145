"""How strong rules guard facts, as a page for a browser: a strip for each figure, and nothing to load."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from consistency.claim import Claim
from consistency.reports.columns import visible
from consistency.reports.perturb_strip import DAYS, SHARES, Band, Scale, Strip, strip
from consistency.reports.perturb_words import (
    by_figure,
    by_operator,
    by_rule,
    freedom,
    guard_told,
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

_TITLE: Final = "How far can each figure move?"

_HALF: Final = Fraction(1, 2)

_LEGEND: Final = """\
<ul class="legend">
<li><i class="typical"></i>what the words usually mean</li>
<li><i class="widest"></i>the most that they allow</li>
<li><i class="free"></i>moves freely: nothing objects</li>
<li><i class="stopped"></i>from here on a rule objects</li>
</ul>
"""

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def render(strength: Strength, *, width: int | None = None, colour: bool = False) -> str:
    """Return the page; `width` and `colour` are those of a terminal, and change nothing here."""
    guard, score = strength.guard, strength.score
    body = [f"<h1>{_TITLE}</h1>\n"]
    if not strength.is_tried:
        body.append(_paragraph("nothing was tried: mend the problems first", "told"))
    if guard is not None:
        told, *more = guard_told(guard)
        body += [_paragraph(told, "told"), *(_paragraph(line, "soft") for line in more)]
    if score is not None:
        body += [_paragraph(line, "told") for line in score_told(strength, score)]
    body += [_paragraph(line, "soft") for line in off_told(strength)]
    body += [_paragraph(str(problem), "problem") for problem in strength.problems]
    if guard is not None and guard.moves:
        body += [_parts(guard), _LEGEND, *_figures(strength.claims, guard)]
    if score is not None and score.tried:
        body += _slips(strength, score)
    style = Path(__file__).with_name("perturb.css").read_text("utf-8")
    return _PAGE.format(title=_TITLE, style=style, body="".join(body))


def _paragraph(text: str, look: str) -> str:
    return f'<p class="{look}">{_text(text)}</p>\n'


def _text(text: str) -> str:
    return escape(visible(text))


def _parts(guard: Guard) -> str:
    """Return a bar with the parts of all figures that are guarded on both sides, on one, and on none."""
    sides = [(each.down is not None) + (each.up is not None) for each in guard.moves]
    parts = (("both", "guarded on both sides", 2), ("one", "on one side", 1), ("none", "on none", 0))
    counts = [
        (look, f"{sides.count(number):,} {words}", sides.count(number)) for look, words, number in parts
    ]
    bars = "".join(f'<span class="{look}" style="flex:{n}"></span>' for look, _, n in counts if n)
    named = "".join(f'<li><i class="{look}"></i>{words}</li>' for look, words, _ in counts)
    return f'<div class="parts" aria-hidden="true">{bars}</div>\n<ul class="legend">{named}</ul>\n'


def _figures(claims: Mapping[str, Claim], guard: Guard) -> Iterable[str]:
    """Yield a list of strips for figures, and one for dates, the weakest first."""
    for title, scale, dates in (("Figures", SHARES, False), ("Dates", DAYS, True)):
        those = [moves for moves in guard.weakest() if moves.is_date is dates]
        if those:
            rows = "".join(_row(claims, moves) for moves in those)
            yield f'<h2>{title}</h2>\n<ol class="rows">\n{_axis(title, scale)}{rows}</ol>\n'


def _axis(title: str, scale: Scale) -> str:
    """Return the line above the strips that tells what the places on them mean."""
    far = len(scale.labels)
    ticks = [(-number, f"−{scale.labels[number - 1]}") for number in range(far, 0, -1)]
    ticks += [(0, "as written"), *((number, f"+{label}") for number, label in enumerate(scale.labels, 1))]
    places = [_at(Fraction(number, 2 * far) + _HALF) for number, _ in ticks]
    spans = "".join(
        f'<span class="{"odd" if number % 2 else "even"}" style="left:{at}">{label}</span>'
        for at, (number, label) in zip(places, ticks, strict=True)
    )
    return (
        f'<li class="axis" aria-hidden="true"><div>{title.lower()}, and where they stand</div>'
        f'<div class="ticks">{spans}</div><div>first to object</div></li>\n'
    )


def _row(claims: Mapping[str, Claim], moves: Moves) -> str:
    """Return the strip of one figure, what stands beside it and below."""
    down, up = freedom(moves, "−"), freedom(moves, "+")
    drawn = strip(claims[moves.claim_id], moves)
    look = "row" if moves.is_guarded else "row weak"
    shown = _strip(drawn, f"down to: {down}; up to: {up}") if drawn else ""
    ends = f'<div class="ends"><span>↓ {_text(down)}</span><span>↑ {_text(up)}</span></div>'
    return (
        f'<li class="{look}"><div class="what"><b>{_text(moves.written)}</b>'
        f'<span class="where">{_text(moves.claim_id)} <br>{_text(where(claims, moves.spot))}</span></div>'
        f"<div>{shown}{ends if moves.is_guarded or not drawn else ''}</div>"
        f'<div class="who">{_text(objectors(moves))}</div></li>\n'
    )


def _strip(drawn: Strip, told: str) -> str:
    free = drawn.free
    parts = [_band("free", free), _band("widest", drawn.widest), _band("typical", drawn.typical)]
    parts += [f'<i class="stopped" style="left:{_at(stop)}"></i>' for stop in drawn.stops]
    parts += ['<i class="on" style="left:2px">‹</i>'] if free.is_open_left else []
    parts += ['<i class="on" style="right:2px">›</i>'] if free.is_open_right else []
    return f'<div class="strip" role="img" aria-label="{_text(told)}">{"".join(parts)}</div>'


def _band(look: str, band: Band) -> str:
    return f'<i class="{look}" style="left:{_at(band.left)};width:{_at(band.right - band.left)}"></i>'


def _at(share: Fraction) -> str:
    """Return a share of the width of a strip as CSS has it.

    >>> _at(Fraction(1, 3)), _at(Fraction(1))
    ('33.3%', '100%')
    """
    tenths = round(share * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def _slips(strength: Strength, score: Score) -> Iterable[str]:
    """Yield a table for each thing that slips are counted by, the weakest first."""
    claims = strength.claims
    figures = [
        (f"{written(claims, spot)} · {where(claims, spot)}", count) for spot, count in by_figure(score)
    ]
    yield "<h2>Slips that people make, and those that are caught</h2>\n"
    yield _table("By kind of slip", by_operator(score, strength.phrases))
    yield _table("By rule, of the slips in figures that it meets", by_rule(score))
    yield _table("By figure", figures)


def _table(caption: str, named: Sequence[tuple[str, Count]]) -> str:
    rows = []
    for name, (caught, tried) in named:
        share = Fraction(caught, tried) if tried else Fraction(0)
        rows.append(
            f'<tr><td>{_text(name)}</td><td class="bar"><span><i style="width:{_at(share)}"></i></span></td>'
            f'<td class="count">{caught:,} of {tried:,}</td>'
            f'<td class="count">{percent(share) if tried else "–"}</td></tr>\n'
        )
    return f"<table>\n<caption>{caption}</caption>\n{''.join(rows)}</table>\n"
