"""An expression of the language of rules, tried on figures and dates without any file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from consistency import evaluate
from consistency.claim import Claim, Source
from consistency.explain.wording import Wording
from consistency.expressions import read_expression
from consistency.expressions.check.naming import KNOWN_FIELDS
from consistency.expressions.kinds import FIELD_KINDS
from consistency.expressions.slots import Frame
from consistency.expressions.tree import Expression, attributes
from consistency.finding import Judgement
from consistency.measure import Kind
from consistency.period import read_period
from consistency.problem import InputError, Location, closest
from consistency.quantity import Units, read_quantity
from consistency.reading import Extent
from consistency.rule import Meeting, Reading, Role, Rule

_SOURCE = Source("asked", "asked")
_FIELDS = ("value", "when", "said", "also", "lasting", "kind", "by", "tags", "quote", "text")

Fields = Mapping[str, str]
"""What a claim holds: its own fields by name, and dimensions."""


def ask(expression: str, **roles: str | Fields | Sequence[str | Fields]) -> str:
    """Return what an expression comes to: a verdict, a figure as stated, a text.

    Each role is a figure as a person writes it, or the fields of a claim; a list of them is a group. A
    statement that holds for all that the words usually mean is "established". Raises `InputError` for what
    is no expression, figure or date, and for a dimension that no claim has.

    >>> ask("a + b == c", a="14 %", b="8 %", c="22 %"), ask("a < b", a="14 %", b="20 %")
    ('consistent', 'established')
    >>> ask("a + b", a="14 %", b="8 %"), ask("weekday(a.when)", a={"when": "2016-03-10"})
    ('22 %', 'Thursday')
    >>> ask("sum(parts) == total", parts=["14 %", "8 %"], total="22 %")
    'consistent'
    """
    units = Units.standard()
    groups = [name for name, written in roles.items() if not isinstance(written, str | Mapping)]
    read = read_expression(expression, list(roles), units, groups=groups)
    claims: list[Claim] = []
    sizes = []
    for name, written in roles.items():
        each = [written] if isinstance(written, str | Mapping) else written
        claims += [_claim(f"{name}-{number}", fields, units) for number, fields in enumerate(each, 1)]
        sizes.append(len(each))
    _refuse_slips(read, claims)
    parts = tuple(Role(name, (), each=name in groups) for name in roles)
    rule = Rule("asked", Location("asked"), "", parts, (Reading("", read),))
    meeting = Meeting(rule, tuple(claims), tuple(sizes) if groups else ())
    if read.kind == "truth":
        judgement = evaluate.prepare(rule)(meeting)
        assert judgement is not None  # a rule without conditions judges all that meets
        return _verdict(judgement)
    single = rule.sized(sizes) if groups else rule
    tree = single.expect[0].expression.tree
    frame = Frame([role.name for role in single.roles])
    for field in attributes(tree):
        frame.slot(field)
    return Wording(frame, frame.fill(claims, {}, Extent.TYPICAL), claims).text(tree)


def _refuse_slips(read: Expression, claims: Sequence[Claim]) -> None:
    """Raise `InputError` at a dimension that no claim has and that is like one, or what alone is asked for.

    The verdict on a statement says by itself what is lacking.
    """
    known = {*FIELD_KINDS, *(name for claim in claims for name in claim.about)}
    for field in attributes(read.tree):
        if field.field in known:
            continue
        near = closest(field.field, known)
        if near or read.kind != "truth":
            hint = near or f"the fields of its own are {KNOWN_FIELDS}"
            raise InputError(f"no claim here has `{field.field}`", hint, field.offset)


def _verdict(judgement: Judgement) -> str:
    if judgement.because:
        return f"{judgement.verdict.value}: {judgement.because}"
    return "established" if judgement.established else judgement.verdict.value


def _claim(name: str, written: str | Fields, units: Units) -> Claim:
    fields = {"value": written} if isinstance(written, str) else dict(written)
    kind = Kind(fields["kind"]) if "kind" in fields else None
    instant = kind is not None and kind.is_instant
    return Claim(
        id=f"asked/{name}",
        source=attrs.evolve(_SOURCE, document=fields.get("text")),
        line=1,
        column=1,
        about={key: (text,) for key, text in fields.items() if key not in _FIELDS},
        kind=kind,
        value=read_quantity(fields["value"], units) if "value" in fields else None,
        when=read_period(fields["when"], instant=instant) if "when" in fields else None,
        said=read_period(fields["said"], instant=True) if "said" in fields else None,
        also=(read_quantity(fields["also"], units),) if "also" in fields else (),
        lasting=read_quantity(fields["lasting"], units) if "lasting" in fields else None,
        by=(fields["by"],) if "by" in fields else (),
        quote=fields.get("quote"),
        tags=(fields["tags"],) if "tags" in fields else (),
    )
