"""Claims, rules and meetings for tests, made from short texts."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.claim import Claim, Source
from consistency.expressions import read_expression
from consistency.measure import Kind
from consistency.period import read_period
from consistency.problem import Location
from consistency.quantity import Units, read_quantity
from consistency.rule import Meeting, Message, Reading, Role, Rule, Severity

UNITS = Units.standard().declaring([("people", None), ("fighters", "people"), ("villages", None)])
SOURCE = Source("paper", "facts/paper.yaml")


def claim(
    name: str = "a",
    value: str | None = None,
    *,
    when: str | None = None,
    also: tuple[str, ...] = (),
    kind: Kind | None = None,
    by: tuple[str, ...] = (),
    source: Source = SOURCE,
    lasting: str | None = None,
    said: str | None = None,
    **about: str,
) -> Claim:
    """A claim whose figures are written as a facts file would."""
    instant = kind is not None and kind.is_instant
    return Claim(
        id=f"{source.id}/{name}",
        source=source,
        line=1,
        column=1,
        about={key: (text,) for key, text in about.items()},
        kind=kind,
        value=read_quantity(value, UNITS) if value is not None else None,
        when=read_period(when, instant=instant) if when is not None else None,
        also=tuple(read_quantity(text, UNITS) for text in also),
        lasting=read_quantity(lasting, UNITS) if lasting is not None else None,
        by=by,
        said=read_period(said, instant=True) if said is not None else None,
    )


def rule(
    roles: str,
    expect: str | Mapping[str, str],
    *,
    where: tuple[str, ...] = (),
    establish: str | None = None,
    message: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    severity: Severity | None = None,
) -> Rule:
    """A rule over roles that any claim fits; `parts*` is a group."""
    names = tuple(roles.replace("*", "").split())
    groups = tuple(name.strip("*") for name in roles.split() if name.endswith("*"))
    readings = {"": expect} if isinstance(expect, str) else expect

    def reading(name: str, text: str) -> Reading:
        return Reading(name, read_expression(text, names, UNITS, "truth", groups))

    return Rule(
        id="test/rule",
        at=Location("rules/test/rule.yaml", 1, 1),
        summary="What must hold",
        roles=tuple(Role(name, (), each=name in groups) for name in names),
        expect=tuple(reading(name, text) for name, text in readings.items()),
        where=tuple(read_expression(text, names, UNITS, "truth", groups) for text in where),
        establish=None if establish is None else (reading("", establish),),
        severity=severity,
        message=None
        if message is None
        else Message(
            message[0], tuple(read_expression(text, names, UNITS, groups=groups) for text in message[1])
        ),
    )


def meeting(of: Rule, *claims: Claim, lacks: tuple[tuple[str, str], ...] = ()) -> Meeting:
    """The claims in the roles of a rule, in order; its only group, if it has one, has what is left over."""
    held = len(claims) - len(of.roles) + 1
    sizes = tuple(held if role.each else 1 for role in of.roles) if of.groups else ()
    return Meeting(of, tuple(claims), sizes, lacks)
