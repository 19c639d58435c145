"""What must hold between claims: a rule, the roles that claims play in it, a meeting of claims."""

from __future__ import annotations

import enum
from collections.abc import Sequence

import attrs

from consistency.claim import Claim
from consistency.expressions.groups import members, spread
from consistency.expressions.tree import Expression, attributes
from consistency.measure import Kind
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
class Count(Value):
    """The key holds so many texts (two for `{only: [a, b]}`)."""

    count: int


@attrs.frozen(eq=False, repr=False)
class Variable(Value):
    """The key holds the same value wherever the name stands in the rule (`$who`)."""

    name: str


Test = OneOf | NoneOf | Given | Count | Variable


@attrs.frozen(eq=False, repr=False)
class Role(Value):
    """A part that a claim plays in a rule, and the pattern it must fit: (key, test) in the order written.

    A key may be tested more than once. Keys are those of `Claim.texts`. `each`: it is a group role, which
    holds every claim that fits, and not one of them.
    """

    name: str
    tests: tuple[tuple[str, Test], ...]
    at: Location = NOWHERE
    each: bool = False


_TREND = Kind.TREND.value


def asks_for_trends(role: Role) -> bool:
    """Whether a role asks for claims of kind `trend` by name: no other role takes them."""
    return any(key == "kind" and isinstance(test, OneOf) and _TREND in test.texts for key, test in role.tests)


def refusal(role: Role, claim: Claim) -> str | None:
    """Return the first key for which a claim does not fit a role; None where each test on its own lets it in.

    A variable asks only that there is a value: that two of one name find a value in common is not looked at.

    >>> from consistency.claim import Source
    >>> claim = Claim("a/b", Source("a", "a.yaml"), 1, 1, {"place": ("Syria",)})
    >>> refusal(Role("where", (("place", Variable("x")), ("id", OneOf(("b",))))), claim)
    >>> refusal(Role("when", (("place", NoneOf(("Iraq",))), ("when", Given(True)))), claim)
    'when'
    """
    if claim.kind is Kind.TREND and not asks_for_trends(role):
        return "kind"
    return next((key for key, test in role.tests if not holds(key, test, claim)), None)


def passes(role: Role, claim: Claim) -> bool:
    """Whether a claim fits a role as far as each of its tests tells on its own. See `refusal`."""
    return refusal(role, claim) is None


def holds(key: str, test: Test, claim: Claim) -> bool:
    """Whether a claim passes one test of a pattern."""
    texts = claim.texts(key)
    if isinstance(test, Variable):
        return bool(texts)
    if isinstance(test, Given):
        return bool(texts) is test.given
    if isinstance(test, Count):
        return len(set(texts)) == test.count
    return any(text in test.texts for text in claim.named(key)) is isinstance(test, OneOf)


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
    """Claims by role that a rule must judge as `verdict` says (a `Verdict` value's text).

    The role of a group stands before each of its claims.
    """

    name: str
    claims: tuple[tuple[str, Claim], ...]
    verdict: str
    at: Location = NOWHERE


@attrs.frozen(eq=False, repr=False)
class Rule(Record):
    """What a rule file declares, checked.

    `symmetric` and `sequence` hold role names. `establish` is what is also reported, as a note, where it is
    possible but not certain: None for nothing, otherwise expressions by reading (the expectation's own for
    `establish: true`). `rule_set` is the name of the set that it comes from, empty for a project's own.
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
    rule_set: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the group roles."""
        return tuple([role.name for role in self.roles if role.each])

    def sized(self, sizes: Sequence[int]) -> Rule:
        """Return what the rule says of groups of these sizes, one for each role: with single roles only.

        What it says of a group without claims is left out.
        """
        groups = {
            role.name: members(role.name, size)
            for role, size in zip(self.roles, sizes, strict=True)
            if role.each
        }

        def says(expression: Expression) -> bool:
            return all(groups.get(field.role, True) for field in attributes(expression.tree))

        def said(readings: Sequence[Reading]) -> tuple[Reading, ...]:
            return tuple(
                [
                    Reading(reading.name, spread(reading.expression, groups))
                    for reading in readings
                    if says(reading.expression)
                ]
            )

        message = self.message
        if message is not None:
            spoken = tuple([spread(part, groups) for part in message.expressions])
            message = Message(message.texts, spoken) if all(map(says, message.expressions)) else None
        return attrs.evolve(
            self,
            roles=tuple(
                [
                    Role(name, role.tests, role.at)
                    for role in self.roles
                    for name in groups.get(role.name, (role.name,))
                ]
            ),
            expect=said(self.expect),
            where=tuple([spread(condition, groups) for condition in self.where if says(condition)]),
            establish=None if self.establish is None else said(self.establish),
            message=message,
        )

    def __repr__(self) -> str:
        return f"<rule {self.id}>"


@attrs.frozen(eq=False, repr=False)
class Meeting:
    """Claims bound to the roles of a rule, in the order of `rule.roles`, those of a group by their ids.

    The claims of single roles are different from one another and from those of the groups. `sizes` tells how
    many claims each role has; it is empty where every role is single. `lacks` holds the (group role, id) of
    each claim that a link names as one of the group and that is not there: it could not be read, or does not
    fit.
    """

    rule: Rule
    claims: tuple[Claim, ...]
    sizes: tuple[int, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The role that each of the claims plays."""
        roles = self.rule.roles
        if not self.sizes:
            return roles
        return tuple([role for role, size in zip(roles, self.sizes, strict=True) for _ in range(size)])
