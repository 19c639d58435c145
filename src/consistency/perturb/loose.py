"""Which claims may meet by rules that ask less than they do."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.match import Index, MeetsTooOften, meetings
from consistency.net import Net
from consistency.rule import Rule


def meeting(net: Net, rules: Iterable[Rule | None]) -> frozenset[str]:
    """Return the ids of the claims that meet by any of these rules: of all, where one meets too often.

    None stands for no rule. Conditions under `where` are asked as far as `match` asks them.
    """
    index = Index(net.claims.values())
    found: set[str] = set()
    for rule in rules:
        if rule is None:
            continue
        try:
            for met in meetings(rule, index):
                found.update([claim.id for claim in met.claims])
        except MeetsTooOften:
            return frozenset(net.claims)
    return frozenset(found)
