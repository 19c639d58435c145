"""How strong the rules of a project guard its facts: both are read, figures moved, and slips tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from fractions import Fraction

import attrs

from consistency.claim import Claim
from consistency.net import Net
from consistency.perturb import ALL_OPERATORS, Guard, Score, guarded, score
from consistency.pipeline import load
from consistency.problem import Location, Problem, closest, in_order
from consistency.settings import Settings
from consistency.slips import Reread
from consistency.value import Record


@attrs.frozen(eq=False, repr=False)
class Strength(Record):
    """How far the figures of a project can move, which slips its rules catch, and what was wrong.

    `guard` is None where nothing was compared, `score` also where it was not asked for. `claims` holds, by
    their ids, the claims that both are about, and `phrases` the words for each kind of slip, by its name.
    `fail_under` is the share of slips that must be caught. `strained`: a rule also objects to what is only
    strained.
    """

    guard: Guard | None = None
    score: Score | None = None
    claims: Mapping[str, Claim] = attrs.field(factory=dict)
    phrases: Mapping[str, str] = attrs.field(factory=dict)
    strained: bool = False
    problems: tuple[Problem, ...] = ()
    fail_under: Fraction | None = None

    @property
    def exit_code(self) -> int:
        """2 if something could not be read or run, else 1 if fewer slips are caught than must be, else 0."""
        if self.problems:
            return 2
        return int(self.is_too_weak)

    @property
    def is_too_weak(self) -> bool:
        """Whether a smaller share of slips is caught than must be; so it is where none could be tried."""
        if self.fail_under is None:
            return False
        share = self.score.share if self.score else None
        return share is None or share < self.fail_under


def measure(
    settings: Settings,
    *,
    strained: bool = False,
    scored: bool = False,
    seed: int = 0,
    most: int = 10_000,
    fail_under: Fraction | None = None,
    only: Sequence[str] = (),
    tell: Callable[[str], None] = lambda doing: None,
) -> Strength:
    """Return how strong the rules of a project guard its facts.

    `strained`: where figures are moved, a rule also objects to what is strained. `scored`: slips are tried,
    too, `most` of them at most. `only` are globs over the ids of the claims that are changed: all, where
    there are none. `tell` is told what the run is doing now. Facts that can be read are moved though others
    cannot be; without the rules nothing is.
    """
    facts, rules, wrong = load(settings, tell)
    problems = [*facts.problems, *wrong]
    if wrong or not facts.claims:
        return Strength(problems=tuple(in_order(problems)), fail_under=fail_under)
    tell("checking the rules")
    net = Net(facts.claims, rules)
    hint = "let its roles share one more variable"
    problems += [Problem(error.rule.at, str(error), hint) for error in net.refused]
    reread = Reread(facts.units, settings.hedges)
    chosen, unknown = _chosen(net, only)
    if unknown:
        return Strength(problems=tuple(in_order([*problems, *unknown])), fail_under=fail_under)
    tell("moving the figures")
    guard = guarded(net, reread, strained=strained, only=chosen)
    made = None
    if scored:
        made = score(
            net, reread, seed=seed, most=most, told=lambda n: tell(f"trying slip {n:,}"), only=chosen
        )
    return Strength(
        guard,
        made,
        net.claims,
        {operator.name: operator.phrase for operator in ALL_OPERATORS},
        strained,
        tuple(in_order(problems)),
        fail_under,
    )


def _chosen(net: Net, globs: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Return the ids of the claims that globs choose, in full or as files have them, or what chooses none."""
    chosen, problems = dict.fromkeys([] if globs else net.claims), []
    for glob in globs:
        found = [
            id for id, claim in net.claims.items() if fnmatchcase(id, glob) or fnmatchcase(claim.name, glob)
        ]
        chosen.update(dict.fromkeys(found))
        if not found:
            names = [name for id, claim in net.claims.items() for name in (id, claim.name)]
            message = f"no claim has an id like `{glob}`"
            problems.append(Problem(Location("--claim"), message, closest(glob, names)))
    return sorted(chosen), problems


def read_share(text: str, at: Location, problems: list[Problem]) -> Fraction | None:
    """Return the share that a text such as `0.8` or `80 %` stands for, or None after adding a problem.

    >>> read_share("80 %", Location("--fail-under"), [])
    Fraction(4, 5)
    """
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*", text, re.ASCII)
    share = Fraction(found[1]) / (100 if found[2] else 1) if found else None
    if share is None or share > 1:
        problems.append(Problem(at, f"`{text}` is no share from 0 to 1", "write it as `0.8` or `80 %`"))
        return None
    return share
