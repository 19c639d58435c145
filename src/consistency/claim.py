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
        own = _OWN.get(key)
        if own is not None:
            return own(self)
        if key.startswith("links."):
            return self.links.get(key[6:], ())
        return self.about.get(key, ())

    def named(self, key: str) -> tuple[str, ...]:
        """Return the texts by which a constant at a pattern key finds the claim.

        They are its `texts`; for `id` the full id, and the one within its file.
        """
        return (self.id, self.name) if key == "id" else self.texts(key)


def rests_on(key: str) -> tuple[str, ...]:
    """Return the fields of a claim on which it rests what is found under a key: as text, figure or date.

    `id` rests on the source, too, for the id within its file.

    >>> rests_on("published"), rests_on("links.part_of"), rests_on("place")
    (('source',), ('links',), ('about',))
    """
    own = _FIELDS.get(key)
    if own is not None:
        return own[0]
    return ("links",) if key.startswith("links.") else ("about",)


# What each name but those of dimensions and links finds in a claim, and on which of its fields that rests.
_FIELDS: dict[str, tuple[tuple[str, ...], Callable[[Claim], tuple[str, ...]]]] = {
    "id": (("id", "source"), lambda claim: (claim.id,)),
    "source": (("source",), lambda claim: (claim.source.id,)),
    "kind": (("kind",), lambda claim: (claim.kind.value,) if claim.kind else ()),
    "by": (("by",), lambda claim: claim.by),
    "tags": (("tags",), lambda claim: claim.tags),
    "unit": (("value",), lambda claim: (claim.value.unit.name,) if claim.value else ()),
    "value": (("value",), lambda claim: (claim.value.text,) if claim.value else ()),
    "also": (("also",), lambda claim: tuple(figure.text for figure in claim.also)),
    "when": (("when",), lambda claim: (claim.when.text,) if claim.when else ()),
    "lasting": (("lasting",), lambda claim: (claim.lasting.text,) if claim.lasting else ()),
    "said": (("said",), lambda claim: (claim.said.text,) if claim.said else ()),
    "quote": (("quote",), lambda claim: (claim.quote,) if claim.quote else ()),
    "about": (("about",), lambda claim: _whole(claim.about)),
    "attribution": (("by", "source"), lambda claim: claim.attribution),
    "at_least": (("measure", "value"), lambda claim: _written(claim.at_least)),
    "at_most": (("measure", "value"), lambda claim: _written(claim.at_most)),
    "published": (
        ("source",),
        lambda claim: (claim.source.published.text,) if claim.source.published else (),
    ),
    "text": (("source",), lambda claim: (claim.source.document,) if claim.source.document else ()),
}
_OWN = {key: own for key, (_, own) in _FIELDS.items()}

TELLING = ("trend", "weekday")
"""The dimensions that say how a claim is told, and not what it is about."""


def _whole(about: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a claim is about as one text: the same for two claims if each dimension is."""
    named = [f"{name}: {' | '.join(sorted(about[name]))}" for name in sorted(about) if name not in TELLING]
    return (", ".join(named),) if named else ()


def _written(figure: Quantity | None) -> tuple[str, ...]:
    return (figure.text,) if figure is not None else ()
