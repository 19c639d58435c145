"""The vocabulary: the `measures` of all facts files put together, and the counted nouns that they name."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.measure import Measure, base
from consistency.problem import InputError
from consistency.quantity import DIMENSIONLESS, Quantity, Unit, Units, read_constant
from consistency.read.claims import KINDS
from consistency.read.page import Page
from consistency.read.schema import MEASURE
from consistency.read.tree import Mapping as MappingNode
from consistency.read.tree import Node, Scalar


class _Entry:
    """One entry of the vocabulary as it stands in a file."""

    __slots__ = ("fields", "key", "page")

    def __init__(self, page: Page, key: Scalar, fields: dict[str, Node]) -> None:
        self.page = page
        self.key = key
        self.fields = fields

    def text(self, name: str) -> str | None:
        node = self.fields.get(name)
        return node.text if isinstance(node, Scalar) else None

    def says(self) -> dict[str, str | None]:
        return {name: self.text(name) for name in self.fields}


def read_vocabulary(
    blocks: Iterable[tuple[Page, MappingNode]], units: Units | None = None
) -> tuple[dict[str, Measure], Units]:
    """Return the measures by name, and `units`, or the standard ones, with the nouns that the measures count.

    Each block is what stands under `measures` in one file. A measure may be given in several files if all
    say the same; where they do not, or where an entry cannot be read, that is reported to the page.
    """
    entries: dict[str, _Entry] = {}
    for page, block in blocks:
        for key, node in block.entries:
            mapping = page.mapping(node, f"the measure `{key.text}`")
            if mapping is None:
                continue
            entry = _Entry(page, key, page.fields(mapping, MEASURE))
            first = entries.setdefault(key.text, entry)
            if first.says() != entry.says():
                page.report(
                    key,
                    f"the measure `{key.text}` is described otherwise in {first.page.location(first.key)}",
                    "describe it in one place",
                )
    units = _declare(list(entries.values()), units or Units.standard())
    return {name: _measure(entry, units) for name, entry in entries.items()}, units


def _declare(entries: list[_Entry], units: Units) -> Units:
    """Return the units with the counted nouns of all entries; one that does not fit is reported."""
    nouns: dict[tuple[str, str | None], _Entry] = {}
    for entry in entries:
        among = entry.text("among")
        # `militants: {among: people}` needs no `unit`: the measure is named as what it counts.
        noun = entry.text("unit") or (entry.key.text if among else None)
        if noun is not None:
            nouns.setdefault((noun, among), entry)
    try:
        return units.declaring(nouns)
    except InputError:
        pass
    # The error does not tell which of them it is about, so each is tried with those before it.
    kept: list[tuple[str, str | None]] = []
    for pair, entry in nouns.items():
        try:
            units.declaring([*kept, pair])
        except InputError as error:
            node = entry.fields.get("among") or entry.key
            entry.page.report(node, error.message, error.suggestion)
        else:
            kept.append(pair)
    return units.declaring(kept)


def _measure(entry: _Entry, units: Units) -> Measure:
    page = entry.page
    kind = entry.fields.get("kind")
    word = page.word(kind, "kind", KINDS) if kind is not None else None
    unit = _take_unit(entry, units)
    least = _bound(entry, "at_least", units, unit)
    most = _bound(entry, "at_most", units, unit)
    if least is not None and most is not None:
        low, high = base(least), base(most)
        if low is not None and high is not None and low > high:
            page.report(entry.fields["at_least"], f"`at_least` is more than `at_most`, which is {most}")
            least = most = None
    return Measure(entry.key.text, KINDS[word] if word else None, unit, least, most, page.location(entry.key))


def _take_unit(entry: _Entry, units: Units) -> Unit | None:
    node = entry.fields.get("unit")
    if isinstance(node, Scalar):
        return entry.page.take(node, units.find)
    # Without `among` the name of a measure is no unit: "territory lost" counts nothing.
    return entry.page.take(entry.key, units.find) if "among" in entry.fields else None


def _bound(entry: _Entry, name: str, units: Units, unit: Unit | None) -> Quantity | None:
    node = entry.fields.get(name)
    if not isinstance(node, Scalar):
        return None

    def read(text: str) -> Quantity:
        bound = read_constant(text, units)
        number = base(bound)
        if unit is not None and number is not None and bound.unit == DIMENSIONLESS:
            return Quantity.exact(number, unit, f"{text} {unit.name}")
        if unit is None or bound.unit.dimension == unit.dimension:
            return bound
        raise InputError(f"`{text}` is no bound for figures in {unit.name}")

    return entry.page.take(node, read)
