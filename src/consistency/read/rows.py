"""What the columns of a row stand for: a row of a table is a claim."""

from __future__ import annotations

from consistency.claim import Source
from consistency.problem import closest, is_one_edit
from consistency.read.claims import Fields, spread
from consistency.read.page import Page
from consistency.read.schema import CLAIM, SOURCE
from consistency.read.sources import read_source
from consistency.read.tree import Mapping, Node, Scalar, Sequence

_PARTS = ("low", "high", "unit")
_SERIAL = 5  # the digits of the numbers of days since 1927, to 2173
_FIRST_DAY = 693_594  # 30 December 1899, the day that spreadsheets give the number 0
_LISTS = ("by", "tags")
"""The fields, beside links, of which a cell may hold several, set apart by `;`."""


def _several(cell: Scalar) -> Node:
    """Return what stands in a cell: one text, or a list where `;` sets several apart."""
    if ";" not in cell.text:
        return cell
    texts: list[Node] = []
    at = 0
    for part in cell.text.split(";"):
        if text := part.strip():
            start = cell.column + at + len(part) - len(part.lstrip())
            texts.append(Scalar(text, cell.quoted, False, cell.line, start, len(text)))
        at += len(part) + 1
    return Sequence(texts, cell.line, cell.column) if texts else cell


class RowReader:
    """Reads the rows of one table; `name` is the id of their source where the rows give none."""

    def __init__(self, page: Page, name: str) -> None:
        self._page = page
        self._name = name
        self._columns: dict[str, tuple[str, str]] = {}
        self._sources: dict[tuple[tuple[str, str], ...], Source] = {}
        self._described: dict[str, tuple[int, frozenset[tuple[str, str]], Source]] = {}
        self._plain = Source(name, page.file)

    def read(self, row: Mapping) -> tuple[Fields, Source]:
        """Return the fields of the claim that the row is, and its source.

        An empty cell says nothing. Where `about` is a mapping, the row is a claim as documents have them.
        """
        fields = Fields()
        faults = self._page.faults
        own, about = fields.own, fields.about
        columns = self._columns
        source: dict[str, Node] = {}
        parts: dict[str, Scalar] = {}
        for name, node in row.named():
            group, field = columns.get(name) or self._column(row, name)
            if node.__class__ is Scalar:
                if node.is_null or not node.text:
                    continue
                if group == "about":
                    about[field] = node
                elif group == "own":
                    own[field] = _several(node) if field in _LISTS else node
                elif group == "source":
                    source[field or "id"] = node
                elif group == "part":
                    parts[field] = node
                elif group == "links":
                    fields.links[field] = _several(node)
                elif group == "misnamed":
                    fields.sound = False
                elif group == "group":
                    self._page.mapping(node, f"`{field}`")
            elif group == "group" and field == "about" and isinstance(node, Mapping):
                return self._document(row)
            else:
                self._nested(fields, source, name, node)
        if parts:
            self._join(fields, parts)
        for described, names in ((own, ("when", "said")), (source, ("published",))):
            for field in names:
                if field in described:
                    self._refuse_serial(described, field)
        if self._page.faults != faults:
            fields.sound = False
        return fields, self._source(source) if source else self._plain

    def _refuse_serial(self, nodes: dict[str, Node], field: str) -> None:
        """Report a date that a spreadsheet has written as it keeps it: by the number of the day."""
        node = nodes[field]
        if isinstance(node, Scalar) and len(node.text) == _SERIAL and node.text.isdecimal():
            from datetime import date  # no other date of a table needs it

            day = date.fromordinal(_FIRST_DAY + int(node.text)).isoformat()
            message = f"`{node.text}` looks like a date as a spreadsheet keeps it"
            self._page.report(node, message, f"write {day}")
            del nodes[field]

    def _nested(self, fields: Fields, source: dict[str, Node], name: str, node: Node) -> None:
        """Take in a value that is a list or a mapping."""
        group, field = self._columns[name]
        if group == "misnamed":
            fields.sound = False
        elif group == "group":
            mapping = self._page.mapping(node, f"`{name}`")
            if mapping is not None:
                fields.links.update(self._page.texts(mapping, name))
        elif group == "source":
            if not field and isinstance(node, Mapping):
                source.update(self._page.fields(node, SOURCE))
            else:
                self._page.text(node, name)
        elif group == "own":
            if self._page.fits(name, CLAIM.shapes[field], node):
                fields.own[field] = node
        elif group == "part":
            self._page.text(node, name)
        elif group != "unknown" and self._page.fits(name, "texts", node):
            (fields.about if group == "about" else fields.links)[field] = node

    def _column(self, row: Mapping, name: str) -> tuple[str, str]:
        """Return the group of fields that a column belongs to, and its name there."""
        first, dot, rest = name.partition(".")
        column = ("about", name)
        if name in ("about", "links"):
            column = ("group", name)
        elif name in CLAIM.shapes:
            column = ("own", name)
        elif first == "value" and rest in _PARTS:
            column = ("part", rest)
        elif first in ("about", "links") and rest:
            column = (first, rest)
        elif first == "source" and (rest in SOURCE.shapes or not dot):
            column = ("source", rest)
        elif first in ("source", "value") and dot:
            names = SOURCE.shapes if first == "source" else _PARTS
            suggestion = closest(name, [f"{first}.{known}" for known in names])
            key = next(key for key, _ in row.entries if key.text == name)
            self._page.report(key, f"unknown column `{name}`", suggestion, harmless=True)
            column = ("unknown", name)
        else:
            column = (self._doubt(row, name) or "about", name)
        self._columns[name] = column
        return column

    def _doubt(self, row: Mapping, name: str) -> str | None:
        """Report a dimension whose name is one slip away from a field that the row lacks.

        Return "misnamed" where the row is no claim without that field. One that is a claim as documents have
        them is reported as such.
        """
        if isinstance(row.get("about"), Mapping):
            return None
        near = [field for field in CLAIM.shapes if is_one_edit(name, field) or name.casefold() == field]
        meant = [field for field in near if row.get(field) is None]
        if not meant:
            return None
        key = next(key for key, _ in row.entries if key.text == name)
        hint = f"did you mean `{meant[0]}`? A dimension of that name is written `about.{name}`"
        has_figure = row.get("value") or row.get("when")
        is_figure = not has_figure and meant[0] in ("value", "when")
        if is_figure or has_figure:
            self._page.report(key, f"unknown column `{name}`", hint, harmless=True)
        return "misnamed" if is_figure else None

    def _document(self, row: Mapping) -> tuple[Fields, Source]:
        source: dict[str, Node] = {}
        rest: list[tuple[Scalar, Node]] = []
        for key, node in row.entries:
            group, field = self._columns.get(key.text) or self._column(row, key.text)
            if isinstance(node, Scalar) and (node.is_null or not node.text):
                continue
            if group != "source":
                rest.append((key, node))
            elif isinstance(node, Scalar):
                source[field or "id"] = node
            else:
                self._nested(Fields(), source, key.text, node)
        fields = spread(self._page, Mapping(rest, row.line, row.column, row.flow))
        return fields, self._source(source) if source else self._plain

    def _join(self, fields: Fields, parts: dict[str, Scalar]) -> None:
        """Put the columns of a split value together as a person would have written it."""
        value = fields.own.get("value")
        low, high, unit = (parts.get(part) for part in _PARTS)
        if isinstance(value, Scalar) and not low and not high:
            low = high = value
        if value is not None and low is not value:
            self._page.report(value, "`value` is given whole and in parts", "keep one of the two")
        elif low is None or high is None:
            given = low or high or unit
            if given is not None:
                self._page.report(
                    given, "a value in parts needs `value.low` and `value.high`", "or give `value` whole"
                )
        elif low is value and unit is None:
            return
        else:
            text = low.text if low.text == high.text else f"{low.text} to {high.text}"
            text = f"{text} {unit.text}" if unit else text
            fields.own["value"] = Scalar(text, low.quoted, False, low.line, low.column, low.length)

    def _source(self, described: dict[str, Node]) -> Source:
        """Return the source that the row describes: one value for all rows that say the same of it."""
        texts = [(name, node.text) for name, node in described.items() if isinstance(node, Scalar)]
        key = tuple(texts)
        source = self._sources.get(key)
        if source is not None:
            return source
        source = read_source(self._page, described, self._name)
        node = next(iter(described.values()))
        says = frozenset(texts)
        line, said, first = self._described.setdefault(source.id, (node.line, says, source))
        if not says <= said:
            self._page.report(
                node,
                f"the source `{source.id}` is described otherwise on line {line}",
                "describe it the same in each of its rows, or in the first of them only",
            )
        # Where a row says less than the first of its source did, its cells were left empty.
        self._sources[key] = first
        return first
