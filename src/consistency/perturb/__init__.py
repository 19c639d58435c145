"""How strong the net of rules is: how far figures and dates can move, and which slips are caught.

`moves` tells how far a figure or date can move before a rule objects, `guarded` does so for all of them.
`score` makes the slips that people make, and counts those to which a rule objects.
"""

from __future__ import annotations

from consistency.perturb.guarding import guarded, moves
from consistency.perturb.moves import Guard, Move, Moves, Unmoved
from consistency.perturb.score import ALL_OPERATORS, MOST, Count, Score, Tried, all_slips, score
from consistency.perturb.shifting import Shift, shift
from consistency.perturb.spot import Spot, spots

__all__ = [
    "ALL_OPERATORS",
    "MOST",
    "Count",
    "Guard",
    "Move",
    "Moves",
    "Score",
    "Shift",
    "Spot",
    "Tried",
    "Unmoved",
    "all_slips",
    "guarded",
    "moves",
    "score",
    "shift",
    "spots",
]
