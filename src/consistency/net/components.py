"""Which claims have a part in one another's meetings, where a group or a sequence links them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consistency.net.fits import Fit, Fits, agreed
from consistency.rule import Rule


def connected(rule: Rule, fits: Fits, starts: Iterable[Fit]) -> set[int]:
    """Return the claims of all meetings that claims may take part in, and that those may, and so on.

    `starts` tell how the first of them fit.

    What takes part in a meeting agrees, two by two, on the variables that their roles share. The claims of
    one group, and of a sequence, need not share a meeting to have a part in one another's.
    """
    pairs = _linked(rule, fits)
    seen: set[int] = set()
    taken: set[int] = set()
    waiting = list(starts)
    while waiting:
        fit = waiting.pop()
        for place, box in enumerate(fit):
            if box is None:
                continue
            for other in pairs[place]:
                if box.keys().isdisjoint(fits.names(other)):
                    # Whoever fits that role may meet anybody, and need be looked at only once.
                    found = () if other in taken else fits.members(other)
                    taken.add(other)
                else:
                    found = fits.candidates(other, box)
                for number in found:
                    if number in seen:
                        continue
                    theirs = fits.of(number)
                    held = theirs[other]
                    if held is not None and agreed(box, held) is not None:
                        seen.add(number)
                        waiting.append(theirs)
    return seen


def _linked(rule: Rule, fits: Fits) -> Sequence[Sequence[int]]:
    """Return for each role those it is linked with: those that share a variable, where that links all.

    A group links no single roles with one another: they meet without it where a link names claims for it that
    are not there.
    """
    places = range(len(rule.roles))
    names = [set(fits.names(place)) for place in places]
    together = {n for n, role in enumerate(rule.roles) if role.each or role.name in rule.sequence}
    sharing = [
        [other for other in places if (other != place or place in together) and names[place] & names[other]]
        for place in places
    ]
    leading = [n for n in places if not rule.roles[n].each] or places
    reached, waiting = {leading[0]}, [leading[0]]
    while waiting:
        place = waiting.pop()
        if place not in leading:
            continue
        for other in sharing[place]:
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    if len(reached) == len(places) and (len(places) > 1 or names[0]):
        return sharing
    return [[other for other in places if other != place or place in together] for place in places]
