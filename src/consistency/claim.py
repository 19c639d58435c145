"""What a document states: a figure or an event, what it is about, who says so, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from consistency.measure import Kind, Measure
from consistency.period import Period
from consistency.problem import Location
from consistency.quantity import Quantity
from consistency.value import Record, Value


@attrs.frozen(eq=False, repr=False)
class Source(Value):
    """The document that claims come from.

    `published` is a day that need not be known exactly. `trust` weighs the source where blame is shared.
    `text` is the path of the document itself, as written, and `document` what it says.
    """

    id: str
    file: str
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    url: str | None = None
    note: str | None = None
    trust: Fraction = Fraction(1)
    text: str | None = None
    document: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(eq=False, repr=False)
class Claim(Record):
    """One claim of one source, with every field read and the place of every field kept.

    `id` is the full id, `<source id>/<id in its file>`. `about`, `links` hold the values of each name as a
    tuple, in the order written: a dimension or a link with a list equals each of its values. Links are full
    ids. `measure` is the entry of the vocabulary for what it measures. `places` gives (line, column, length)
    of the value of each field that the file itself holds, under names such as `value`, `when`, `about.place`,
    `links.part_of`; `line`, `column` are where it begins.
    """

    id: str
    source: Source
    line: int
    column: int
    about: Mapping[str, tuple[str, ...]]
    kind: Kind | None = None
    value: Quantity | None = None
    when: Period | None = None
    also: tuple[Quantity, ...] = ()
    lasting: Quantity | None = None
    by: tuple[str, ...] = ()
    said: Period | None = None
    quote: str | None = None
    locator: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    places: Mapping[str, tuple[int, int, int]] = attrs.field(factory=dict)
    measure: Measure | None = None

    def __repr__(self) -> str:
        return f"<claim {self.id}>"

    @property
    def name(self) -> str:
        """The id within its file."""
        return self.id[len(self.source.id) + 1 :]

    @property
    def attribution(self) -> tuple[str, ...]:
        """Who answers for the figure: those it is attributed to, else its document."""
        return self.by or (self.source.id,)

    @property
    def at_least(self) -> Quantity | None:
        """The least that its measure allows, where that says something of a figure in its unit."""
        return self._bound(self.measure.at_least) if self.measure else None

    @property
    def at_most(self) -> Quantity | None:
        """The most that its measure allows, where that says something of a figure in its unit."""
        return self._bound(self.measure.at_most) if self.measure else None

    def _bound(self, bound: Quantity | None) -> Quantity | None:
        if bound is None or self.value is None or bound.unit.dimension != self.value.unit.dimension:
            return None
        return bound

    def location(self, field: str | None = None) -> Location:
        """Return where `field` stands, or where the claim begins if it has no such field of its own."""
        place = self.places.get(field) if field else None
        line, column, length = place or (self.line, self.column, 0)
        return Location(self.source.file, line, column, length)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the values that a pattern key or an attribute finds here, as text; none where it is absent.

        Keys are dimensions, `links.<name>`, and the claim's own fields; `id` gives the full id, `about` all
        dimensions as one text, but for those that only say how the claim is told.
        """
        own = _FIELDS.get(key)
        if own is not None:
            return own(self)
        if key.startswith("links."):
            return self.links.get(key[6:], ())
        return self.about.get(key, ())


_FIELDS: dict[str, Callable[[Claim], tuple[str, ...]]] = {
    "id": lambda claim: (claim.id,),
    "source": lambda claim: (claim.source.id,),
    "kind": lambda claim: (claim.kind.value,) if claim.kind else (),
    "by": lambda claim: claim.by,
    "tags": lambda claim: claim.tags,
    "unit": lambda claim: (claim.value.unit.name,) if claim.value else (),
    "value": lambda claim: (claim.value.text,) if claim.value else (),
    "also": lambda claim: tuple(figure.text for figure in claim.also),
    "when": lambda claim: (claim.when.text,) if claim.when else (),
    "lasting": lambda claim: (claim.lasting.text,) if claim.lasting else (),
    "said": lambda claim: (claim.said.text,) if claim.said else (),
    "quote": lambda claim: (claim.quote,) if claim.quote else (),
    "about": lambda claim: _whole(claim.about),
    "attribution": lambda claim: claim.attribution,
    "at_least": lambda claim: _written(claim.at_least),
    "at_most": lambda claim: _written(claim.at_most),
    "published": lambda claim: (claim.source.published.text,) if claim.source.published else (),
    "text": lambda claim: (claim.source.document,) if claim.source.document else (),
}

TELLING = ("trend", "weekday")
"""The dimensions that say how a claim is told, and not what it is about."""


def _whole(about: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a claim is about as one text: the same for two claims if each dimension is."""
    named = [f"{name}: {' | '.join(sorted(about[name]))}" for name in sorted(about) if name not in TELLING]
    return (", ".join(named),) if named else ()


def _written(figure: Quantity | None) -> tuple[str, ...]:
    return (figure.text,) if figure is not None else ()
