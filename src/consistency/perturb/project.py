"""How strong the rules of a project guard its facts: both are read, figures moved, and slips tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from fractions import Fraction

import attrs

from consistency.claim import Claim
from consistency.judge import too_often
from consistency.load import load
from consistency.net import Net
from consistency.perturb import ALL_OPERATORS, MOST, Guard, Score, guarded, score
from consistency.problem import Location, Problem, closest, in_order
from consistency.settings import Settings
from consistency.slips import Reread
from consistency.value import Record


@attrs.frozen(eq=False, repr=False)
class Strength(Record):
    """How far the figures of a project can move, which slips its rules catch, and what was wrong.

    Either figures are moved or slips are tried: `guard` or `score` is None, and both are where nothing was
    compared. `claims` holds, by their ids, the claims that they are about, and `phrases` the words for each
    kind of slip, by its name. `fail_under` is the share of slips that must be caught. `strained`: a rule also
    objects to what is only strained. `switched_off` are the ids of rules that the settings switch off.
    """

    guard: Guard | None = None
    score: Score | None = None
    claims: Mapping[str, Claim] = attrs.field(factory=dict)
    phrases: Mapping[str, str] = attrs.field(factory=dict)
    strained: bool = False
    problems: tuple[Problem, ...] = ()
    fail_under: Fraction | None = None
    switched_off: tuple[str, ...] = ()

    @property
    def is_tried(self) -> bool:
        """Whether anything was compared."""
        return self.guard is not None or self.score is not None

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
    most: int | None = None,
    fail_under: Fraction | None = None,
    only: Sequence[str] = (),
    tell: Callable[[str], None] = lambda doing: None,
) -> Strength:
    """Return how strong the rules of a project guard its facts.

    `strained`: where figures are moved, a rule also objects to what is strained. `scored`: slips are tried
    instead, `most` of them at most, or as many as `score` tries. `only` are globs over the ids of the claims
    that are changed: all, where there are none. `tell` is told what the run is doing now. Facts that can be
    read are moved though others cannot be; without the rules nothing is. A rule that would meet too often
    with a change is a problem.
    """
    facts, rules, wrong, off, _ = load(settings, tell)
    problems = [*facts.problems, *wrong]
    if wrong or not facts.claims:
        return Strength(problems=tuple(in_order(problems)), fail_under=fail_under)
    tell("checking the rules")
    net = Net(facts.claims, rules)
    problems += map(too_often, net.refused)
    reread = Reread(facts.units, settings.hedges)
    chosen, unknown = _chosen(net, only)
    if unknown:
        return Strength(problems=tuple(in_order([*problems, *unknown])), fail_under=fail_under)
    guard = made = None
    if scored:
        made = score(
            net,
            reread,
            seed=seed,
            most=MOST if most is None else most,
            told=lambda n: tell(f"trying slip {n:,}"),
            only=chosen,
        )
    else:
        guard = guarded(
            net,
            reread,
            strained=strained,
            only=chosen,
            told=lambda n, of: tell(f"moving figure {n:,} of {of:,}"),
        )
    refused = (guard.refused if guard else ()) + (made.refused if made else ())
    return Strength(
        guard,
        made,
        net.claims,
        {operator.name: operator.phrase for operator in ALL_OPERATORS},
        strained,
        tuple(in_order([*problems, *map(too_often, refused)])),
        fail_under,
        off,
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
