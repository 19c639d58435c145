"""What must hold between claims: a rule, the roles that claims play in it, a meeting of claims."""

from __future__ import annotations

import enum

import attrs

from consistency.claim import Claim
from consistency.expressions.tree import Expression
from consistency.problem import NOWHERE, Location
from consistency.value import Record, Value


class Severity(enum.Enum):
    """How much a contradiction matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(eq=False, repr=False)
class OneOf(Value):
    """The key holds at least one of these texts (`a`, or `[a, b]`)."""

    texts: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class NoneOf(Value):
    """The key holds none of these texts, or is absent (`{not: a}`)."""

    texts: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Given(Value):
    """The key is present, or with False absent (`{given: true}`)."""

    given: bool


@attrs.frozen(eq=False, repr=False)
class Variable(Value):
    """The key holds the same value wherever the name stands in the rule (`$who`)."""

    name: str


Test = OneOf | NoneOf | Given | Variable


@attrs.frozen(eq=False, repr=False)
class Role(Value):
    """A part that a claim plays in a rule, and the pattern it must fit: (key, test) in the order written.

    A key may be tested more than once. Keys are those of `Claim.texts`.
    """

    name: str
    tests: tuple[tuple[str, Test], ...]
    at: Location = NOWHERE


@attrs.frozen(eq=False, repr=False)
class Reading(Value):
    """One way in which an expectation can be meant; its name is empty where a rule has only one."""

    name: str
    expression: Expression


@attrs.frozen(eq=False, repr=False)
class Message(Record):
    """A text with expressions in it: texts[0] {expressions[0]} texts[1] {expressions[1]} … texts[-1]."""

    texts: tuple[str, ...]
    expressions: tuple[Expression, ...]


@attrs.frozen(eq=False, repr=False)
class Example(Record):
    """Claims by role that a rule must judge as `verdict` says (a `Verdict` value's text)."""

    name: str
    claims: tuple[tuple[str, Claim], ...]
    verdict: str
    at: Location = NOWHERE


@attrs.frozen(eq=False, repr=False)
class Rule(Record):
    """What a rule file declares, checked.

    `symmetric` and `sequence` hold role names. `establish` is what is also reported, as a note, where it is
    possible but not certain: None for nothing, otherwise expressions by reading (the expectation's own for
    `establish: true`).
    """

    id: str
    at: Location
    summary: str
    roles: tuple[Role, ...]
    expect: tuple[Reading, ...]
    where: tuple[Expression, ...] = ()
    establish: tuple[Reading, ...] | None = None
    severity: Severity | None = None
    message: Message | None = None
    symmetric: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    rationale: str | None = None
    examples: tuple[Example, ...] = ()
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<rule {self.id}>"


@attrs.frozen(eq=False, repr=False)
class Meeting:
    """Different claims bound to the roles of a rule, in the order of `rule.roles`."""

    rule: Rule
    claims: tuple[Claim, ...]

    def claim(self, role: str) -> Claim:
        """Return the claim that plays `role`."""
        for played, claim in zip(self.rule.roles, self.claims, strict=True):
            if played.name == role:
                return claim
        raise KeyError(role)
