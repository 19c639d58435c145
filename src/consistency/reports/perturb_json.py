"""How strong rules guard facts, for programs: one document, whose form `perturb.schema.json` lays down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from consistency.quantity.rows import exact_number
from consistency.reports.json import problem_fields
from consistency.reports.perturb_words import by_figure

if TYPE_CHECKING:
    from consistency.match import MeetsTooOften
    from consistency.perturb import Count, Guard, Move, Moves, Score, Spot, Unmoved
    from consistency.perturb.project import Strength

VERSION = 1


def render(strength: Strength, *, width: int | None = None, colour: bool = False) -> str:
    """Return the document as indented JSON; `width` and `colour` are for readers, and change nothing here.

    Shares are exact, as texts: `0.05`, or `1/3` where decimals do not end.
    """
    guard, score = strength.guard, strength.score
    document = {
        "version": VERSION,
        "strained": strength.strained,
        "switched_off": list(strength.switched_off),
        "counts": _counts(guard) if guard else None,
        "figures": [_figure(strength, moves) for moves in guard.weakest()] if guard else [],
        "unmoved": [_unmoved(strength, each) for each in guard.unmoved] if guard else [],
        "score": _score(strength, score) if score else None,
        "problems": [problem_fields(problem) for problem in strength.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _counts(guard: Guard) -> dict[str, object]:
    return {
        "guarded": guard.guarded,
        "unguarded": guard.unguarded,
        "unmoved": len(guard.unmoved),
        "median_slack": _share(guard.median_slack),
    }


def _figure(strength: Strength, moves: Moves) -> dict[str, object]:
    return {
        **_spot(strength, moves.spot),
        "written": moves.written,
        "step": moves.step,
        "meetings": moves.meets,
        "slack": _share(moves.slack),
        "down": _move(moves.down),
        "up": _move(moves.up),
        "down_tried": moves.down_tried,
        "up_tried": moves.up_tried,
        "contradicted": [{"rule": rule, "set": rule_set} for rule_set, rule in moves.contradicted],
        "down_refused": _rules(moves.down_refused),
        "up_refused": _rules(moves.up_refused),
    }


def _rules(refused: Sequence[MeetsTooOften]) -> list[dict[str, str]]:
    return [{"rule": error.rule.id, "set": error.rule.rule_set} for error in refused]


def _unmoved(strength: Strength, unmoved: Unmoved) -> dict[str, object]:
    return {**_spot(strength, unmoved.spot), "written": unmoved.written, "reason": unmoved.reason}


def _spot(strength: Strength, spot: Spot) -> dict[str, object]:
    at = strength.claims[spot.claim].location(spot.field)
    return {
        "claim": spot.claim,
        "field": spot.field,
        "number": spot.number,
        "file": at.file,
        "line": at.line,
        "column": at.column,
    }


def _move(move: Move | None) -> dict[str, object] | None:
    if move is None:
        return None
    return {
        "steps": move.steps,
        "last": move.last,
        "to": move.to,
        "share": _share(move.share),
        "rule": move.rule,
        "set": move.rule_set,
        "claims": list(move.claims),
    }


def _score(strength: Strength, score: Score) -> dict[str, object]:
    least = strength.fail_under
    return {
        "refused": _rules(score.refused),
        "caught": score.caught,
        "tried": len(score.tried),
        "share": _share(score.share),
        "space": score.space,
        "enumerated": score.is_enumerated,
        "seed": score.seed,
        "fail_under": _share(least),
        "fails": strength.is_too_weak,
        "operators": [
            {"operator": name, "phrase": strength.phrases.get(name, name), **_count(count)}
            for name, count in score.by_operator().items()
        ],
        "rules": [
            {"rule": rule, "set": rule_set, **_count(count)}
            for (rule_set, rule), count in sorted(score.by_rule().items(), key=lambda one: one[0])
        ],
        "figures": [{**_spot(strength, spot), **_count(count)} for spot, count in by_figure(score)],
        "missed": [
            {
                "operator": tried.operator,
                **_spot(strength, tried.spot),
                "before": tried.before,
                "after": tried.after,
                "exchanged_with": tried.other,
            }
            for tried in score.tried
            if not tried.is_caught
        ],
    }


def _count(count: Count) -> dict[str, int]:
    return {"caught": count.caught, "tried": count.tried}


def _share(share: Fraction | None) -> str | None:
    return None if share is None else exact_number(share)
