"""The fields of one claim, read: the same for a claim of a facts file, a row, and an example of a rule."""

from __future__ import annotations

import sys
from collections import abc
from fractions import Fraction

from consistency.claim import Claim, Source
from consistency.measure import Kind, Measure, bounds
from consistency.period import Period, read_period
from consistency.problem import InputError, closest, is_one_edit
from consistency.quantity import Interval, Quantity, Unit, Units, read_constant, read_quantity
from consistency.quantity.hedges import Hedges
from consistency.read.page import Page, scalars
from consistency.read.schema import CLAIM, WORDS, Keys
from consistency.read.tree import Mapping, Node, Scalar, Sequence

KINDS = {word: Kind(word) for word in WORDS["kind"]}


class Fields:
    """The nodes of one claim by field, dimension and link, each known to have its field's shape.

    `sound` tells whether nothing was left out of them because of a problem; `inherited` names the links that
    come from defaults.
    """

    __slots__ = ("about", "inherited", "links", "own", "sound")

    def __init__(self) -> None:
        self.own: dict[str, Node] = {}
        self.about: dict[str, Node] = {}
        self.links: dict[str, Node] = {}
        self.inherited: frozenset[str] = frozenset()
        self.sound = True

    def over(self, other: Fields) -> Fields:
        """Return these fields, and those of `other` where these have none."""
        merged = Fields()
        merged.own = {**other.own, **self.own}
        merged.about = {**other.about, **self.about}
        merged.links = {**other.links, **self.links}
        merged.inherited = frozenset(other.links).difference(self.links)
        merged.sound = self.sound and other.sound
        return merged


def spread(page: Page, node: Mapping, keys: Keys = CLAIM) -> Fields:
    """Return the fields of a claim that is written as a mapping; whether one is missing is not asked yet."""
    faults = page.faults
    fields = Fields()
    fields.own = page.fields(node, keys)
    about = fields.own.pop("about", None)
    if isinstance(about, Mapping):
        fields.about = page.texts(about, "about")
    links = fields.own.pop("links", None)
    if isinstance(links, Mapping):
        fields.links = page.texts(links, "links")
    fields.sound = page.faults == faults
    return fields


def require(page: Page, fields: Fields, node: Node) -> None:
    """Report what a claim of a facts file must have and `fields` lack, unless a problem has taken it away."""
    has_figure = "value" in fields.own or "when" in fields.own
    if not fields.sound or ("id" in fields.own and fields.about and has_figure):
        return
    fields.sound = False
    if "id" not in fields.own:
        page.report(node, "a claim needs `id`", "a name of its own in this file: `id: …`")
    if page.is_broken:  # the rest may have stood among the defaults, which have no ids
        return
    if not fields.about:
        page.report(node, "a claim needs `about`", "say what it is about: `about: {measure: …}`")
    if not has_figure:
        near = [name for name in fields.about if closest(name, ("value", "when"))]
        suggestion = f"was `{near[0]}` meant to be one of them?" if near else None
        page.report(node, "a claim needs `value` or `when`", suggestion)


class _Context:
    """What measure and kind say of all claims that share them, and the figures read for them so far.

    `bounds` are those that no figure of theirs can pass, for each unit that one is written in.
    """

    __slots__ = ("bounds", "figures", "instant", "kind", "measure")

    def __init__(self, measure: Measure | None, kind: Kind | None) -> None:
        self.measure = measure
        self.kind = kind
        self.instant = kind is not None and kind.is_instant
        self.bounds: dict[Unit, Interval] = {}
        self.figures: dict[str, Quantity | InputError] = {}


class ClaimReader:
    """Reads claims by one vocabulary, and by the hedges of a project where it has its own.

    What the same text means in the same place is worked out once: most files repeat their dates, units and
    names thousands of times.
    """

    def __init__(
        self, units: Units, measures: abc.Mapping[str, Measure], hedges: Hedges | None = None
    ) -> None:
        self._units = units
        self._hedges = hedges
        self._measures = measures
        self._contexts: dict[tuple[tuple[str, ...], str | None, bool], _Context] = {}
        self._lengths: dict[str, Quantity | InputError] = {}
        self._periods: dict[tuple[str, bool], Period | InputError] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, dict[str, str]] = {"about": {}, "links": {}}

    def read(
        self, page: Page, fields: Fields, source: Source, node: Node, measure: Measure | None = None
    ) -> Claim | None:
        """Return the claim that stands at `node`, or None after reporting why it cannot be relied on.

        `measure` takes the place of the entry that the vocabulary has for the claim.

        A claim with any problem is left out, because any of its fields may decide a verdict; only one in its
        `note` or `locator` does no harm. Links stay as they are written.
        """
        faults = page.faults
        own = fields.own
        places = {
            name: (entry.line, entry.column, entry.length) if entry.__class__ is Scalar else _place(entry)
            for name, entry in own.items()
        }
        about = self._many("about", fields.about, places) if fields.about else {}
        links = self._many("links", fields.links, places) if fields.links else {}
        context = self._context(page, own, about, measure)
        value, when, said, lasting = own.get("value"), own.get("when"), own.get("said"), own.get("lasting")
        claim = Claim(  # in the order of its fields: to name them takes twice as long
            f"{source.id}/{_text(own.get('id'))}",
            source,
            node.line,
            node.column,
            about,
            context.kind,
            self._figure(page, value, context) if value is not None else None,
            self._period(page, when, context.instant) if when is not None else None,
            self._also(page, own["also"], context) if "also" in own else (),
            self._length(page, lasting) if lasting is not None else None,
            self._values(own["by"]) if "by" in own else (),
            self._period(page, said, True) if said is not None else source.published,
            _text(own.get("quote")),
            _text(own.get("locator")),
            _text(own.get("note")),
            self._values(own["tags"]) if "tags" in own else (),
            links,
            places,
            context.measure,
        )
        return claim if fields.sound and page.faults == faults and "id" in own else None

    def _many(
        self, group: str, entries: dict[str, Node], places: dict[str, tuple[int, int, int]]
    ) -> dict[str, tuple[str, ...]]:
        """Return the values of each dimension or link, after adding where they stand to `places`."""
        found = {}
        names, texts = self._names[group], self._texts
        for key, entry in entries.items():
            name = names.get(key) or names.setdefault(key, f"{group}.{key}")
            if entry.__class__ is Scalar:
                places[name] = (entry.line, entry.column, entry.length)
                found[key] = texts.get(entry.text) or self._values(entry)
            else:
                places[name] = _place(entry)
                found[key] = self._values(entry)
        return found

    def _values(self, node: Node) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            return self._texts.setdefault(node.text, (node.text,))
        return tuple(dict.fromkeys([sys.intern(scalar.text) for scalar in scalars(node)]))

    def figure(self, text: str, measure: Measure | None, kind: Kind | None) -> Quantity:
        """Return what a text means as a figure of a measure and a kind; `InputError` where it is none."""
        return self._cut(text, _Context(measure, kind))

    def constant(self, text: str) -> Quantity:
        """Return a figure that is meant exactly, such as a bound of a measure."""
        return read_constant(text, self._units)

    def _context(
        self,
        page: Page,
        own: dict[str, Node],
        about: abc.Mapping[str, tuple[str, ...]],
        measure: Measure | None,
    ) -> _Context:
        measures, word = about.get("measure", ()), _text(own.get("kind"))
        key = (measures, word, "value" in own)
        context = self._contexts.get(key) if measure is None else None
        if context is None:
            named = [self._measures[name] for name in measures if name in self._measures]
            given = measure
            measure = given or (named[0] if named else None)
            kind = KINDS.get(word) if word else measure.kind if measure else None
            if kind is None and word is None and "value" not in own:
                kind = Kind.EVENT
            context = _Context(measure, kind)
            if given is None:
                self._contexts[key] = context
        if word is not None and context.kind is None:
            page.word(own["kind"], "kind", KINDS)
        return context

    def _figure(self, page: Page, node: Node, context: _Context) -> Quantity | None:
        scalar = scalars(node)[0]
        figure = context.figures.get(scalar.text)
        if figure is None:
            try:
                figure = self._cut(scalar.text, context)
            except InputError as error:
                figure = error
            context.figures[scalar.text] = figure
        if isinstance(figure, InputError):
            page.report_error(scalar, figure)
            return None
        return figure

    def _also(self, page: Page, node: Node, context: _Context) -> tuple[Quantity, ...]:
        found = [self._figure(page, scalar, context) for scalar in scalars(node)]
        return tuple([figure for figure in found if figure is not None])

    def _cut(self, text: str, context: _Context) -> Quantity:
        """Return the figure, without what its kind or its measure says that nothing can reach."""
        measure = context.measure
        figure = read_quantity(text, self._units, measure.unit if measure else None, self._hedges)
        unit = figure.unit
        cut = context.bounds.get(unit)
        if cut is None:
            if measure is not None and measure.unit is not None:
                _refuse_another_unit(text, unit, measure.name, measure.unit)
            cut = context.bounds[unit] = bounds(measure, context.kind, unit)
        return figure.within(cut)

    def _period(self, page: Page, node: Node, instant: bool) -> Period | None:
        scalar = node if isinstance(node, Scalar) else _date(node)
        key = (scalar.text, instant)
        period = self._periods.get(key)
        if period is None:
            try:
                period = read_period(scalar.text, instant=instant)
            except InputError as error:
                period = error
            self._periods[key] = period
        if isinstance(period, InputError):
            page.report_error(scalar, period)
            return None
        return period

    def _length(self, page: Page, node: Node) -> Quantity | None:
        scalar = scalars(node)[0]
        length = self._lengths.get(scalar.text)
        if length is None:
            try:
                length = read_length(scalar.text, self._units, self._hedges)
            except InputError as error:
                length = error
            self._lengths[scalar.text] = length
        if isinstance(length, InputError):
            page.report_error(scalar, length)
            return None
        return length


def _refuse_another_unit(text: str, unit: Unit, measure: str, usual: Unit) -> None:
    """Raise `InputError` for a figure that its measure cannot have: a weight for a length, a noun misspelt.

    A share or a change of it, an amount of it for each of something, and another noun are none of these.
    """
    if unit.is_count and usual.is_count:
        if min(len(unit.name), len(usual.name)) >= _LONG and is_one_edit(unit.name, usual.name):
            raise InputError(f"`{text}` is not in {usual.name}", f"did you mean `{usual.name}`?")
        return
    measured = not (unit.is_count or usual.is_count) and len(unit.dimension) == len(usual.dimension) == 1
    if measured and unit.dimension[0][0] != usual.dimension[0][0] and not unit.differs_in_currency(usual):
        raise InputError(
            f"`{text}` is no figure of `{measure}`, which is in {usual.name}",
            f"write it in {usual.name}, or give the claim a measure of its own",
        )


_LONG = 5  # letters: of shorter nouns, too many differ by one


def read_length(text: str, units: Units, hedges: Hedges | None = None) -> Quantity:
    """Return a length of time; an `InputError` says that the text is a figure of something else.

    >>> str(read_length("12 months", Units.standard()))
    '12 months'
    """
    length = read_quantity(text, units, hedges=hedges)
    if not length.unit.is_duration:
        raise InputError(f"`{text}` is no length of time", "give it a unit: `12 months`, `30 days`")
    return length.cut(Fraction(0), None)


def _date(node: Node) -> Scalar:
    """Return the set of dates that YAML made a list of, because it was not quoted, as one text again."""
    text = f"[{','.join(scalar.text for scalar in scalars(node))}]"
    return Scalar(text, False, False, node.line, node.column, 0)


def _text(node: Node | None) -> str | None:
    return node.text if node.__class__ is Scalar else None


def _place(node: Node) -> tuple[int, int, int]:
    if isinstance(node, Sequence) and node.entries:
        node = node.entries[0]
    return (node.line, node.column, node.length if isinstance(node, Scalar) else 0)
