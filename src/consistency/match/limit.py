"""How often a rule may meet before it is refused instead of tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consistency.rule import Rule

# Triples of 80 claims of one place are 493,000: 7 s and 235 MiB. This many are triples of 58, pairs of 447.
BOUND = 200_000

# What all join groups of a rule may make together, in bounds: two million meetings are past reading anyway.
GROUPS = 10

# What a join that asks conditions early may compare and fill, whatever the bound: some seconds.
WORK = GROUPS * BOUND


class Budget:
    """Counts what is looked at and taken in, and raises what `refusal` makes once that is more than `most`.

    >>> budget = Budget(3, lambda: ValueError("too much"))
    >>> budget.take(2)
    >>> budget.take(2)
    Traceback (most recent call last):
        ...
    ValueError: too much
    """

    __slots__ = ("_most", "_refusal", "spent")

    def __init__(self, most: int, refusal: Callable[[], Exception]) -> None:
        self._most = most
        self._refusal = refusal
        self.spent = 0

    def take(self, count: int) -> None:
        """Count so many more."""
        self.spent += count
        if self.spent > self._most:
            raise self._refusal()


class Tally:
    """What a run of `meetings` counted, by which one tells whether it would allow a little more.

    `agreeing`: how often claims agree in the single roles, conditions apart; 0 for one player, which joins
    nothing. `taken`: how much was looked at for groups. `left` is None unless `agreeing` was too often and
    conditions on one role or two overcame that: then it is how often they left claims to meet, and `work` how
    much was compared and filled for it. `is_tried`: every single role has a claim that fits it.
    """

    __slots__ = ("agreeing", "is_tried", "left", "taken", "work")

    def __init__(self) -> None:
        self.agreeing = 0
        self.taken = 0
        self.left: int | None = None
        self.work = 0
        self.is_tried = False


class MeetsTooOften(Exception):  # noqa: N818 (it names what is wrong, as the pipeline's reader sees it)
    """A rule's roles share too little: `claims` claims with the values `key` would meet `count` times.

    `key` names the values of the variables that these claims share, such as `$place = Syria`, and is empty
    where they share none.
    """

    def __init__(self, rule: Rule, key: str, count: int, claims: int) -> None:
        shared = f"with {key}" if key else "that share no variable"
        noun = "claim" if claims == 1 else "claims"
        super().__init__(
            f"the rule `{rule.id}` meets too often: {claims:,} {noun} {shared} would meet {count:,} times"
        )
        self.rule = rule
        self.key = key
        self.count = count
        self.claims = claims

    def narrowed(self) -> None:
        """Tell that the conditions which can be asked of one claim or two leave too many, too."""
        self.args = (f"{self}, and its conditions on one role or two leave too many",)


class HoldsTooMany(MeetsTooOften):
    """For a rule's groups more than `count` claims would be looked at, one of several groups each time."""

    def __init__(self, rule: Rule, count: int) -> None:
        super().__init__(rule, "", count, 0)
        self.args = (f"the rule `{rule.id}` meets too often: its groups would take in over {count:,} claims",)


def key_text(variables: Sequence[str], values: Sequence[str]) -> str:
    """Return how a choice of values is shown.

    >>> key_text(["place", "who"], ["Syria", "ISIS"])
    '$place = Syria, $who = ISIS'
    """
    return ", ".join(f"${name} = {value}" for name, value in zip(variables, values, strict=True))
