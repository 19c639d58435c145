"""Join random facts by the rule engine and by loops; run by `test_match`, in a process of its own.

The engine is C and what it does wrong may end the process, so the tests of it that try hardest do not run in
theirs. Prints the peak of memory in KiB after a tenth of the sessions, and at the end.
"""

from __future__ import annotations

import random
import resource
import sys

from consistency.match.engine import EngineFact, Session

Joins = list[list[tuple[int, int]]]


def random_joins(choose: random.Random) -> Joins:
    """Return roles that each join one or more earlier roles, each on some of four keys."""
    joins: Joins = [[]]
    for role in range(1, choose.randint(1, 6)):
        links = {(choose.randrange(role), choose.randrange(4)) for _ in range(choose.choice([1, 1, 1, 2, 3]))}
        joins.append(sorted(links))
    return joins


def random_facts(choose: random.Random, joins: Joins, count: int) -> list[EngineFact]:
    needs = [
        {key for _, key in joins[role]} | {k for later in joins for r, k in later if r == role}
        for role in range(len(joins))
    ]
    values = choose.choice([2, 5, 20])
    facts: list[EngineFact] = []
    for _ in range(count):
        role = choose.randrange(len(joins))
        alike = [other for other in range(len(joins)) if needs[other] == needs[role]]
        roles = sorted({role, *choose.sample(alike, choose.randint(0, len(alike)))})
        facts.append((roles, tuple((key, choose.randrange(values)) for key in sorted(needs[role]))))
    return facts


def looped(joins: Joins, facts: list[EngineFact]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    held = [dict(values) for _, values in facts]
    for role, links in enumerate(joins):
        found = [
            (*met, n)
            for met in found
            for n, (roles, _) in enumerate(facts)
            if role in roles and n not in met and all(held[met[r]][k] == held[n][k] for r, k in links)
        ]
        if len(found) > 2_000:
            return found
    return found


def main(sessions: int) -> None:
    choose = random.Random(2016)
    for number in range(sessions):
        joins = random_joins(choose)
        with Session(joins) as session:
            for _ in range(choose.randint(1, 3)):
                facts = random_facts(choose, joins, choose.choice([0, 1, 5, 10, 20, 30]))
                expected = looped(joins, facts)
                if len(expected) <= 2_000 and sorted(session.results(facts)) != sorted(expected):
                    sys.exit(f"the engine errs on {joins} and {facts}")
        if number + 1 in (sessions // 10, sessions):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
