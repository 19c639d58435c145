"""Attempts at a meeting for readers: in which roles the claims were tried, and what stands against each."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claim import Claim
from consistency.explain.patterns import listed
from consistency.reports.columns import visible, wrapped
from consistency.rule import Rule
from consistency.unmet import Attempt

SHOWN = 3
"""How many attempts are shown: those that come nearest."""


def render(
    rule: Rule, claims: Sequence[Claim], attempts: Sequence[Attempt], *, width: int | None = None
) -> str:
    """Return whether the claims meet in the rule, and if not, the nearest misses."""
    names = listed([claim.id for claim in claims], "and")
    if not attempts and rule.groups:
        lines = [f"{names} do not all take part in any one meeting of {rule.id}: ask about fewer of them"]
    elif not attempts:
        lines = [f"{names} cannot meet in {rule.id}: it has {len(rule.roles)} roles for {len(claims)} claims"]
    elif attempts[0].met:
        lines = [
            f"{names} {'takes' if len(claims) == 1 else 'take'} part in {_times(attempts)} of {rule.id}:"
            if len(claims) < len(rule.roles) or rule.groups
            else f"{names} meet in {rule.id}:"
        ]
        for attempt in attempts:
            for judgement in attempt.met[:SHOWN]:
                cast = ", ".join(
                    f"{role.name}: {claim.id}"
                    for role, claim in zip(judgement.meeting.roles, judgement.meeting.claims, strict=True)
                )
                lines.append(f"  {judgement.verdict.value}: {cast}")
            if len(attempt.met) > SHOWN:
                lines.append(f"  and {len(attempt.met) - SHOWN:,} more")
    else:
        lines = [f"{names} {'does' if len(claims) == 1 else 'do'} not meet in {rule.id}"]
        for attempt in attempts[:SHOWN]:
            lines.append("  as " + ", ".join(f"`{role}` {claim.id}" for role, claim in attempt.cast) + ":")
            lines += [f"    {miss.at}: {miss.text}" for miss in attempt.misses]
        if len(attempts) > SHOWN:
            more = len(attempts) - SHOWN
            lines.append(f"  {more:,} other {'way comes' if more == 1 else 'ways come'} no nearer")
    return "".join(wrapped(visible(line), width, 6) + "\n" for line in lines)


def _times(attempts: Sequence[Attempt]) -> str:
    count = len({judged.meeting.claims for attempt in attempts for judged in attempt.met})
    return "one meeting" if count == 1 else f"{count:,} meetings"
