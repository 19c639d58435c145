"""What is told of moved figures and of slips, in the words that text and page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from consistency.claim import Claim
from consistency.quantity.format import format_number

if TYPE_CHECKING:
    from consistency.perturb import Count, Guard, Moves, Score, Spot
    from consistency.perturb.project import Strength

LISTED: Final = 8
"""How many of those that cannot be moved are named before the rest is counted."""

FREE: Final = "free"
NOT_AT_ALL: Final = "not at all"
UNTRIED: Final = "untried"
UNJUDGED: Final = "not judged"
UNMET: Final = "no rule meets it"
NOTHING: Final = "nothing objects"

Named = tuple[str, "Count"]
"""What slips are counted by, in words, and how many of them are caught."""


def where(claims: Mapping[str, Claim], spot: Spot) -> str:
    """Return the file and the line that a figure or a date stands in."""
    at = claims[spot.claim].location(spot.field)
    return f"{at.file}:{at.line}" if at.line else at.file


def names(claims: Mapping[str, Claim]) -> Mapping[str, str]:
    """Return what each claim is called, by its id: as in its file where no other is, else in full."""
    found = Counter(claim.name for claim in claims.values())
    return {id: claim.name if found[claim.name] == 1 else id for id, claim in claims.items()}


def called(names: Mapping[str, str], spot: Spot) -> str:
    """Return the name of a claim, with the field where that is neither its value nor its date."""
    name = names.get(spot.claim, spot.claim)
    return name if spot.field in ("value", "when") else f"{name} ({spot.field})"


def written(claims: Mapping[str, Claim], spot: Spot) -> str:
    """Return what stands there: a figure, a date, or a name."""
    texts = claims[spot.claim].texts(spot.field)
    return texts[spot.number] if spot.number < len(texts) else ""


def percent(share: Fraction) -> str:
    """Return a share as a percentage, in two digits at least: rounded down, so that only all is 100 %.

    >>> [percent(Fraction(x)) for x in ("0.0612", "0.00049", "2.345", "0.9999", "0")]
    ['6.1 %', '0.049 %', '234 %', '99 %', '0 %']
    """
    return f"{format_number(share * 100, 2, 'down')} %"


def freedom(moves: Moves, sign: str) -> str:
    """Return how far a figure or a date moves freely in one direction; `sign` is − or +."""
    move, tried = (moves.down, moves.down_tried) if sign == "−" else (moves.up, moves.up_tried)
    if move is None:
        refused = moves.down_refused if sign == "−" else moves.up_refused
        return UNJUDGED if refused else FREE if tried else UNTRIED
    if not move.steps:
        return NOT_AT_ALL
    by = percent(move.share) if move.share is not None else in_steps(moves.step, move.steps)
    return f"{move.last} ({sign}{by})"


def in_steps(step: str, steps: int) -> str:
    """Return so many steps of a date in words.

    >>> in_steps("1 month", 1), in_steps("1 day", 1200), in_steps("0.1 %", 3)
    ('1 month', '1,200 days', '3 × 0.1 %')
    """
    one, _, noun = step.partition(" ")
    if one != "1" or not noun.isalpha():
        return step if steps == 1 else f"{steps:,} × {step}"
    return step if steps == 1 else f"{steps:,} {noun}s"


def objectors(moves: Moves) -> str:
    """Return which rule is the first to object, below and above, or why none does."""
    down, up = moves.down, moves.up
    refused = dict.fromkeys(error.rule.id for error in (*moves.down_refused, *moves.up_refused))
    if refused:
        named = [f"{', '.join(refused)} would meet too often"]
        named += [move.rule for move in (down, up) if move is not None]
        return "; ".join(named)
    if down is None and up is None:
        if not moves.meets:
            return UNMET
        if moves.contradicted:
            return f"contradicted as written: {', '.join(rule for _, rule in moves.contradicted)}"
        return NOTHING if moves.down_tried or moves.up_tried else UNTRIED
    if down is None or up is None or down.rule == up.rule:
        one = down or up
        assert one is not None
        return one.rule
    return f"{down.rule} (down), {up.rule} (up)"


def guard_told(guard: Guard) -> list[str]:
    """Return how much is guarded, how closely, and what could not be moved, line by line."""
    if not guard.moves:
        return ["no figure or date can be moved: nothing was tried", *_unmoved(guard)]
    counts = []
    for noun, dates in (("figure", False), ("date", True)):
        those = [each.is_guarded for each in guard.moves if each.is_date is dates]
        if those:
            counts.append(f"{sum(those):,} of {counted(len(those), noun)}")
    slack = guard.median_slack
    told = f"{' and '.join(counts)} guarded" + (
        f"; median slack {percent(slack)}" if slack is not None else ""
    )
    return [told, *_unmoved(guard)]


def off_told(strength: Strength) -> list[str]:
    """Return which rules are switched off, in a line, where any are."""
    off = strength.switched_off
    if not off:
        return []
    more = f" and {len(off) - LISTED:,} more" if len(off) > LISTED else ""
    return [f"{counted(len(off), 'rule')} switched off: {', '.join(off[:LISTED])}{more}"]


def _unmoved(guard: Guard) -> list[str]:
    """Return what cannot be moved: a line for each reason, in the order in which they are met."""
    named: dict[str, list[str]] = {}
    for (claim, field, _), _, reason in guard.unmoved:
        named.setdefault(reason, []).append(claim if field == "value" else f"{claim} ({field})")
    return [
        f"{len(names):,} cannot be moved as written ({reason}): {', '.join(names[:LISTED])}"
        + (f" and {len(names) - LISTED:,} more" if len(names) > LISTED else "")
        for reason, names in named.items()
    ]


def score_told(strength: Strength, score: Score) -> list[str]:
    """Return how many slips are caught, whether all were tried, and whether that is enough, line by line."""
    if score.share is None:
        lines = ["no slip can be made: nothing was tried"]
    else:
        tried = len(score.tried)
        told = f"{score.caught:,} of {counted(tried, 'slip')} caught ({percent(score.share)})"
        if score.is_enumerated:
            lines = [f"{told}: all that there are"]
        else:
            space = "more than were counted" if score.space is None else f"{score.space:,}"
            lines = [f"{told}: a sample of {space}, drawn with seed {score.seed}"]
    if strength.is_too_weak and strength.fail_under is not None:
        lines.append(f"fewer than the {percent(strength.fail_under)} that must be caught")
    return lines


def by_operator(score: Score, phrases: Mapping[str, str]) -> list[Named]:
    """Return what is caught of each kind of slip, in the words of `phrases`, the weakest first."""
    return weakest([(phrases.get(name, name), count) for name, count in score.by_operator().items()])


def by_rule(score: Score) -> list[Named]:
    """Return what each rule catches of the slips in claims that it meets, the weakest first."""
    return weakest([(rule, count) for (_, rule), count in score.by_rule().items()])


def by_figure(score: Score) -> list[tuple[Spot, Count]]:
    """Return what is caught of the slips in each figure and date, the weakest first."""
    return sorted(score.by_figure().items(), key=lambda one: (_share(one[1]), one[0]))


def weakest(named: Sequence[Named]) -> list[Named]:
    """Return what is counted, the smallest share first, then by name."""
    return sorted(named, key=lambda one: (_share(one[1]), one[0]))


def _share(count: Count) -> Fraction:
    return Fraction(count.caught, count.tried) if count.tried else Fraction(0)


def counted(count: int, noun: str) -> str:
    """Return a number of things.

    >>> counted(1, "slip"), counted(1200, "slip")
    ('1 slip', '1,200 slips')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
