"""The examples of a rule: claims that fill its patterns, where the example does not say otherwise."""

from __future__ import annotations

import attrs

from consistency.claim import TELLING, Claim, Source
from consistency.measure import Measure
from consistency.problem import closest
from consistency.read.claims import ClaimReader, Fields
from consistency.read.differences import with_points_of_percent
from consistency.read.page import Page, scalars
from consistency.read.schema import EXAMPLE, EXAMPLE_CLAIM, OWN_FIELDS, SOURCE, WORDS
from consistency.read.sources import read_source
from consistency.read.tree import Mapping, Node, Scalar, Sequence, clipped
from consistency.rule import Example, Given, OneOf, Role, Variable

_SOURCE = "example"
_NAMED = frozenset({"by", "tags", "quote"})
"""The claim's own fields that any text will do for; a figure or a date cannot be made up."""
_LEFT = frozenset({"id", "source", "unit", "published"})
"""What is not filled in as a field of a claim."""


class ExampleReader:
    """Reads the examples of one rule."""

    def __init__(self, page: Page, roles: tuple[Role, ...], reader: ClaimReader) -> None:
        self._page = page
        self._roles = roles
        self._reader = reader
        self._abouts: dict[str, dict[str, Node]] = {}  # what the variables that stand for all dimensions are
        self._dimensions = sorted({key for role in roles for key, _ in role.tests if _is_dimension(key)})

    def read(self, node: Node) -> Example | None:
        """Return the example that stands at `node`, or None after reporting what is wrong with it."""
        mapping = self._page.mapping(node, "an example")
        if mapping is None:
            return None
        faults = self._page.faults
        entries = self._page.fields(mapping, EXAMPLE)
        verdict = entries.get("verdict")
        word = self._page.word(verdict, "verdict", WORDS["verdict"]) if verdict is not None else None
        block, name = entries.get("claims"), entries.get("name")
        claims = self._claims(block) if isinstance(block, Mapping) else ()
        if self._page.faults != faults or word is None or not isinstance(name, Scalar):
            return None
        return Example(name.text, claims, word, self._page.location(mapping))

    def _claims(self, block: Mapping) -> tuple[tuple[str, Claim], ...]:
        faults = self._page.faults
        parts = self._parts(block)
        if self._page.faults != faults:
            return ()
        values = self._variables(parts)
        for part in parts:
            part.fill(values, self._abouts)
        claims = [(part.role.name, self._read(part)) for part in parts]
        ids = [part.id for part in parts]
        named = [(name, _linked(claim, ids)) for name, claim in claims if claim is not None]
        read = with_points_of_percent([claim for _, claim in named], self._reader)
        return tuple(zip([name for name, _ in named], read, strict=True))

    def _parts(self, block: Mapping) -> list[_Part]:
        """Return what the example says of each claim, in the order of the roles."""
        known = {role.name: role for role in self._roles}
        found: dict[str, list[_Part]] = {}
        for key, node in block.entries:
            role = known.get(key.text)
            if role is None:
                self._page.report(key, f"unknown role `{clipped(key.text)}`", closest(key.text, known))
                continue
            found[key.text] = self._members(role, node) if role.each else self._one(role, node, role.name)
        for name, role in known.items():
            if name not in {key.text for key, _ in block.entries}:
                form = "[{…}, {…}]" if role.each else "{…}"
                self._page.report(block, f"the example has no claim for `{name}`", f"write `{name}: {form}`")
        return [part for name in known for part in found.get(name, ())]

    def _members(self, role: Role, node: Node) -> list[_Part]:
        """Return what the example says of each claim of a group."""
        if not isinstance(node, Sequence) or not node.entries:
            self._page.report(
                node,
                f"`{role.name}` is a group: it needs a list of claims",
                f"write `{role.name}: [{{…}}, {{…}}]`",
            )
            return []
        return [
            part
            for number, entry in enumerate(node.entries, 1)
            for part in self._one(role, entry, f"{role.name}-{number}")
        ]

    def _one(self, role: Role, node: Node, name: str) -> list[_Part]:
        mapping = self._page.mapping(node, f"the claim of `{role.name}`")
        if mapping is None:
            return []
        fields = self._spread(mapping)
        return [_Part(role, fields, self._source(fields), self._page, mapping, name)]

    def _document(self, fields: Fields, source: Source) -> Source:
        """Return the source with the text of the document that the example gives."""
        node = fields.own.pop("text", None)
        return attrs.evolve(source, document=node.text) if isinstance(node, Scalar) else source

    def _read(self, part: _Part) -> Claim | None:
        """Return the claim that a part has become, cut by the bounds that the example gives its measure."""
        source = self._document(part.fields, part.source)
        bounds = {name: part.fields.own.pop(name, None) for name in ("at_least", "at_most")}
        given = {
            name: self._page.take(node, self._reader.constant)
            for name, node in bounds.items()
            if isinstance(node, Scalar)
        }
        measure = (
            Measure("example", None, None, given.get("at_least"), given.get("at_most")) if given else None
        )
        return self._reader.read(self._page, part.fields, source, part.node, measure)

    def _spread(self, node: Mapping) -> Fields:
        """Return the fields of a claim, whose dimensions may also be written as the patterns write them."""
        fields = Fields()
        own = self._page.fields(node, EXAMPLE_CLAIM, self._dimensions, "links.")
        for group, found in (("about", fields.about), ("links", fields.links)):
            block = own.pop(group, None)
            if isinstance(block, Mapping):
                found.update(self._page.texts(block, group))
        for name, entry in own.items():
            if name in EXAMPLE_CLAIM.shapes:
                fields.own[name] = entry
            elif self._page.fits(name, "texts", entry):
                if name.startswith("links."):
                    fields.links[name.removeprefix("links.")] = entry
                else:
                    fields.about[name] = entry
        return fields

    def _source(self, fields: Fields) -> Source | None:
        """Return the source that the example gives the claim, by its name or in full."""
        node = fields.own.pop("source", None)
        if isinstance(node, Mapping):
            return read_source(self._page, self._page.fields(node, SOURCE), _SOURCE)
        name = self._page.text(node, "source") if node is not None else None
        return Source(name, self._page.file) if name else None

    def _variables(self, parts: list[_Part]) -> dict[str, tuple[str, ...]]:
        """Return the texts of each variable: what the example says where it stands, else its own name.

        A variable that stands only where no text can be made up, such as a date, has none. Only one that
        stands for the ids of a group has several.
        """
        self._abouts.clear()
        values: dict[str, tuple[str, ...]] = {}
        made_up: dict[str, tuple[str, ...]] = {}
        for part in parts:
            for key, test in part.role.tests:
                if isinstance(test, Variable) and key == "about":
                    found = part.dimensions()
                    if found:
                        self._abouts.setdefault(test.name, found)
                elif isinstance(test, Variable):
                    given = part.given(key)
                    if given is not None:
                        values.setdefault(test.name, (given,))
                    if key in _NAMED or key in ("source", "attribution") or not _is_own(key):
                        made_up[test.name] = (test.name,)
        values = {**made_up, **values}
        for part in parts:
            part.settle_source(values)
        ids: dict[str, list[str]] = {}
        for part in parts:
            for key, test in part.role.tests:
                if key == "id" and isinstance(test, Variable):
                    ids.setdefault(test.name, []).append(part.id)
        return {**values, **{name: tuple(found) for name, found in ids.items()}}


class _Part:
    """What one example says of one claim, called `name` unless it says more, while the rest is filled in."""

    def __init__(
        self, role: Role, fields: Fields, source: Source | None, page: Page, node: Mapping, name: str
    ) -> None:
        self.role = role
        self.fields = fields
        self.node = node
        home = None
        for key, test in role.tests:
            if key == "id" and isinstance(test, OneOf):
                home, _, name = test.texts[0].rpartition("/")
        for key, test in role.tests:
            if key == "source" and isinstance(test, OneOf):
                home = home or test.texts[0]
        written = fields.own.get("id")
        self._name = written.text if isinstance(written, Scalar) else name
        self.source = source or Source(home or _SOURCE, page.file)
        self._has_source = bool(source or home)

    @property
    def id(self) -> str:
        """The full id of the claim."""
        return f"{self.source.id}/{self._name}"

    def given(self, key: str) -> str | None:
        """Return the text that the example itself has for a key of the pattern."""
        if key == "source":
            return self.source.id if self._has_source else None
        if key == "id":
            return None
        if key == "attribution":
            key = "by"
        node = self._slot(self.fields, key).get(key.removeprefix("links."))
        return scalars(node)[0].text if node is not None else None

    def dimensions(self) -> dict[str, Node]:
        """Return the dimensions that the example itself gives and that say what the claim is about."""
        asked = [key for key, _ in self.role.tests]
        about = self.fields.about
        return {key: node for key, node in about.items() if key not in TELLING and key not in asked}

    def settle_source(self, values: dict[str, tuple[str, ...]]) -> None:
        """Give the claim the source that a variable of its pattern stands for."""
        for key, test in self.role.tests:
            if key == "source" and isinstance(test, Variable) and not self._has_source:
                self.source = Source(values[test.name][0], self.source.file)

    def fill(self, values: dict[str, tuple[str, ...]], abouts: dict[str, dict[str, Node]]) -> None:
        """Give the claim what its pattern asks for, where the example does not say otherwise."""
        filling = Fields()
        for key, test in self.role.tests:
            if key in _LEFT:
                continue
            texts: tuple[str, ...] = ()
            if isinstance(test, OneOf):
                texts = test.texts[:1]
            elif isinstance(test, Variable) and key == "about":
                if not self.dimensions():
                    filling.about.update(abouts.get(test.name) or {test.name: self._scalar(test.name)})
            elif isinstance(test, Variable):
                texts = values.get(test.name, ())
            elif test == Given(True) and (not _is_own(key) or key in _NAMED):
                texts = (key.removeprefix("links."),)
            if texts:
                name = "by" if key == "attribution" else key.removeprefix("links.")
                slot = self._slot(filling, name if key == "attribution" else key)
                before = tuple(scalar.text for scalar in scalars(slot[name])) if name in slot else ()
                slot[name] = self._texts(tuple(dict.fromkeys((*before, *texts))))
        filling.own["id"] = self._scalar(self._name)
        self.fields = self.fields.over(filling)

    def _slot(self, fields: Fields, key: str) -> dict[str, Node]:
        if key.startswith("links."):
            return fields.links
        return fields.own if _is_own(key) else fields.about

    def _texts(self, texts: tuple[str, ...]) -> Node:
        if len(texts) == 1:
            return self._scalar(texts[0])
        return Sequence([self._scalar(text) for text in texts], self.node.line, self.node.column)

    def _scalar(self, text: str) -> Scalar:
        """Return a text that no file holds; problems with it stand at the example's claim."""
        return Scalar(text, True, False, self.node.line, self.node.column, 0)


def _linked(claim: Claim, ids: list[str]) -> Claim:
    """Return the claim with links to the example's own claims made full."""
    if not claim.links:
        return claim
    links = {
        name: tuple(_full(claim.source.id, target, ids) for target in targets)
        for name, targets in claim.links.items()
    }
    return attrs.evolve(claim, links=links)


def _full(source: str, target: str, ids: list[str]) -> str:
    if target in ids:
        return target
    if f"{source}/{target}" in ids:
        return f"{source}/{target}"
    return next((full for full in ids if full.endswith(f"/{target}")), target)


def _is_own(key: str) -> bool:
    return key in OWN_FIELDS


def _is_dimension(key: str) -> bool:
    return not _is_own(key) and not key.startswith("links.")
