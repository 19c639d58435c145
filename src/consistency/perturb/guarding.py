"""How far each figure and date can move before a rule objects."""

from __future__ import annotations

from collections.abc import Callable, Collection

from consistency.claim import Claim
from consistency.finding import Verdict
from consistency.net import Net
from consistency.perturb.moves import Guard, Moves, Unmoved
from consistency.perturb.numerals import UNREADABLE
from consistency.perturb.search import Search, Shapes
from consistency.perturb.shifting import Shift
from consistency.perturb.spot import Spot, spots
from consistency.slips import Reread


def guarded(
    net: Net,
    reread: Reread,
    *,
    strained: bool = False,
    only: Collection[str] | None = None,
    told: Callable[[int, int], None] = lambda number, of: None,
) -> Guard:
    """Return how far every figure and date can move, or those of the claims `only`, by id. See `moves`.

    `told` is told, each time before one is moved, which it is, from 1, and of how many.
    """
    found: list[Moves] = []
    unmoved: list[Unmoved] = []
    shapes = Shapes(net)
    moving = spots(net.claims[id] for id in (net.claims if only is None else only))
    for number, spot in enumerate(moving, 1):
        told(number, len(moving))
        shift = Shift(net.claims[spot.claim], spot, reread)
        moved = _moves(net, shift, shapes, strained=strained)
        if moved is None:
            unmoved.append(Unmoved(spot, shift.written, shift.hindrance or UNREADABLE))
        else:
            found.append(moved)
    return Guard(tuple(found), tuple(unmoved))


def moves(
    net: Net,
    claim: Claim,
    field: str,
    reread: Reread,
    number: int = 0,
    *,
    strained: bool = False,
) -> Moves | None:
    """Return how far the figure or date in a field can move; None where it cannot be moved as it is written.

    A rule objects where a verdict becomes contradicted; with `strained`, also where one becomes strained. The
    claim's quote is left out, as its document would then say something else.
    """
    shift = Shift(claim, Spot(claim.id, field, number), reread)
    return _moves(net, shift, Shapes(net), strained=strained)


def _moves(net: Net, shift: Shift, shapes: Shapes, *, strained: bool) -> Moves | None:
    if not shift.is_possible:
        return None
    up, down = (Search(net, shift, shapes, sign, strained=strained) for sign in (1, -1))
    if not any((up.move, down.move, up.farthest, down.farthest, up.refused, down.refused)):
        return None
    met = net.of(shift.spot.claim)
    against = [each.meeting.rule for each in met if each.verdict is Verdict.CONTRADICTED]
    return Moves(
        shift.spot,
        shift.written,
        shift.step,
        up.move,
        down.move,
        len(met),
        "" if up.move else up.farthest,
        "" if down.move else down.farthest,
        tuple(dict.fromkeys((rule.rule_set, rule.id) for rule in against)),
        up.refused,
        down.refused,
    )
