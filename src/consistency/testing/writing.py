"""A case as text: the files that its facts stand in, with what was changed, or those that would hold them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from consistency.claim import Claim, Source
from consistency.measure import Measure
from consistency.testing.case import Case

Place = tuple[int, int, int]
Excerpts = dict[tuple[str, int], str]

# What YAML reads as the text it is, in a block and inside brackets.
_PLAIN = r"[\w%$€£][\w %²³°/.,+()–-]*(?<! )"
_PLAIN_INSIDE = r"[\w%$€£][\w %²³°/.+()–-]*(?<! )"
_NULL = ("null", "Null", "NULL")


def placed(case: Case) -> tuple[tuple[Claim, ...], Excerpts]:
    """Return the claims of a case with where they stand now, and the lines that are not those of a file."""
    if case.origin.is_written:
        edited = _Edited(case)
        return edited.claims(), edited.lines
    made = _Made(case)
    return made.claims(), made.lines


def documents(case: Case) -> Mapping[str, str]:
    """Return the facts of a case as files: the text of each by its path in a folder of facts.

    Raises `LookupError` where a change has no place of its own in the files that the facts were read from.
    """
    if case.origin.is_written:
        return _Edited(case).documents()
    return _Made(case).documents()


class _Edited:
    """The lines of facts files in which something was changed."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._now = case.claims
        self.lines: Excerpts = {}
        self._texts: dict[str, list[str]] = {}
        # By line: where each change begins, how long what stood there was, and how much longer it is now.
        self._moved: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        self._lost: list[str] = []
        edits: dict[tuple[str, int], set[tuple[int, str, str]]] = {}
        for old in case.origin.read:
            new = self._now[old.id]
            if new is not old:
                for at, change in self._changes(old, new):
                    edits.setdefault(at, set()).add(change)
        for (file, number), changes in edits.items():
            self._splice(file, number, sorted(changes))

    def _changes(self, old: Claim, new: Claim) -> Iterator[tuple[tuple[str, int], tuple[int, str, str]]]:
        file = old.source.file
        for field, before, after in _differing(old, new):
            line, column, length = old.places.get(field, (0, 0, 0))
            text = self._line(file, line)
            start = text.find(before, max(column - 1, 0))
            if before and length and start >= 0:
                yield (file, line), (start, before, after)
            else:
                self._lost.append(f"{field} of {old.id}")

    def _line(self, file: str, number: int) -> str:
        lines = self._all_lines(file)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _all_lines(self, file: str) -> list[str]:
        if file not in self._texts:
            path = self._case.origin.folder / file
            try:
                self._texts[file] = path.read_text("utf-8-sig", errors="replace").split("\n")
            except OSError:  # it was there when it was read
                self._texts[file] = []
        return self._texts[file]

    def _splice(self, file: str, number: int, changes: Sequence[tuple[int, str, str]]) -> None:
        text = self._line(file, number)
        for start, before, after in reversed(changes):
            text = text[:start] + after + text[start + len(before) :]
        self.lines[file, number] = text
        self._moved[file, number] = [(start, len(old), len(new) - len(old)) for start, old, new in changes]

    def claims(self) -> tuple[Claim, ...]:
        return tuple([self._placed(claim) for claim in self._now.values()])

    def _placed(self, claim: Claim) -> Claim:
        file = claim.source.file
        moved = {
            field: self._at(file, place)
            for field, place in claim.places.items()
            if (file, place[0]) in self._moved
        }
        return attrs.evolve(claim, places={**claim.places, **moved}) if moved else claim

    def _at(self, file: str, place: Place) -> Place:
        line, column, length = place
        begin, end = column - 1, column - 1 + length
        for start, _, longer in self._moved[file, line]:
            if start < begin:
                column += longer
            elif start < end:
                length += longer
        return line, column, length

    def documents(self) -> Mapping[str, str]:
        if self._lost:
            raise LookupError(f"no file holds a text of its own for {', '.join(self._lost)}")
        files = self._case.origin.facts.files
        common = os.path.commonpath([os.path.dirname(file) for file in files]) if files else ""
        found = {}
        for file in files:
            lines = list(self._all_lines(file))
            for (held, number), text in self.lines.items():
                if held == file:
                    lines[number - 1] = text
            found[os.path.relpath(file, common or ".")] = "\n".join(lines)
        for source in {claim.source.id: claim.source for claim in self._now.values()}.values():
            if source.text is not None and source.document is not None:
                path = os.path.normpath(os.path.join(os.path.dirname(source.file), source.text))
                found[os.path.relpath(path, common or ".")] = source.document
        return found


def _differing(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    """Yield each field that differs, under the name of its place, with what stood and what stands there."""
    for field in ("value", "also", "lasting", "when", "said", "by"):
        yield from _pairs(field, old.texts(field), new.texts(field))
    for key in dict.fromkeys((*old.about, *new.about)):
        yield from _pairs(f"about.{key}", old.texts(key), new.texts(key))


def _pairs(field: str, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    if old == new:
        return
    if len(old) != len(new):
        yield field, "", ""
        return
    for before, after in zip(old, new, strict=True):
        if before != after:
            yield field, before, after


class _Made:
    """Facts files for claims that no file holds: one for each source."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.lines: Excerpts = {}
        self._claims: dict[str, Claim] = {}
        self._documents: dict[str, str] = {}
        by_source: dict[str, list[Claim]] = {}
        for claim in case.claims.values():
            by_source.setdefault(claim.source.id, []).append(claim)
        measures = {claim.measure.name: claim.measure for claim in case.claims.values() if claim.measure}
        if measures:
            self._documents["measures.yaml"] = "measures:\n" + "".join(map(_measure, measures.values()))
        for id, claims in by_source.items():
            self._write(re.sub(r"[^\w.-]", "-", id) + ".yaml", claims)

    def _write(self, file: str, claims: Sequence[Claim]) -> None:
        source = attrs.evolve(claims[0].source, file=file)
        page = _Page()
        page.line(f"source: {_flow(_described(source, file))}")
        if source.document is not None:
            self._documents[_document_of(file)] = source.document
        page.line("claims:")
        for claim in claims:
            first = len(page.lines) + 1
            places = page.claim(claim, source)
            self._claims[claim.id] = attrs.evolve(claim, source=source, line=first, column=5, places=places)
        self._documents[file] = "\n".join(page.lines) + "\n"
        self.lines |= {(file, number): text for number, text in enumerate(page.lines, 1)}

    def claims(self) -> tuple[Claim, ...]:
        return tuple([self._claims[id] for id in self._case.claims])

    def documents(self) -> Mapping[str, str]:
        return self._documents


def _document_of(file: str) -> str:
    return f"{Path(file).stem}.txt"


def _described(source: Source, file: str) -> list[tuple[str, str]]:
    pairs = [
        ("id", source.id),
        ("title", source.title),
        ("publisher", source.publisher),
        ("published", source.published.text if source.published else None),
        ("trust", str(source.trust) if source.trust != 1 else None),
        ("text", _document_of(file) if source.document is not None else None),
    ]
    return [(key, text) for key, text in pairs if text is not None]


def _measure(measure: Measure) -> str:
    pairs = [
        ("kind", measure.kind.value if measure.kind else None),
        ("unit", measure.unit.name if measure.unit else None),
        ("at_least", measure.at_least.text if measure.at_least else None),
        ("at_most", measure.at_most.text if measure.at_most else None),
    ]
    return f"  {_scalar(measure.name)}: {_flow([(key, text) for key, text in pairs if text is not None])}\n"


def _flow(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(text, inside=True)}" for key, text in pairs) + "}"


def _scalar(text: str, *, inside: bool = False) -> str:
    plain = re.fullmatch(_PLAIN_INSIDE if inside else _PLAIN, text) and text not in _NULL
    return text if plain else json.dumps(text, ensure_ascii=False)


class _Page:
    """The lines of a facts file as it is written."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str) -> None:
        self.lines.append(text)

    def claim(self, claim: Claim, source: Source) -> dict[str, Place]:
        """Write a claim; return where each of its fields stands."""
        places: dict[str, Place] = {}
        said = claim.said if claim.said != source.published else None
        self._field("  - id", "id", (claim.name,), places)
        self._mapping("about", claim.about, places)
        self._field("    kind", "kind", claim.texts("kind"), places)
        for field in ("when", "value", "also", "lasting", "by"):
            self._field(f"    {field}", field, claim.texts(field), places)
        self._field("    said", "said", (said.text,) if said else (), places)
        self._field("    quote", "quote", claim.texts("quote"), places)
        self._field("    locator", "locator", (claim.locator,) if claim.locator else (), places)
        self._field("    note", "note", (claim.note,) if claim.note else (), places)
        self._field("    tags", "tags", claim.tags, places)
        self._mapping("links", claim.links, places)
        return places

    def _field(self, key: str, field: str, texts: Sequence[str], places: dict[str, Place]) -> None:
        if texts:
            written, length = _listed(texts)
            places[field] = (len(self.lines) + 1, len(key) + 3 + (len(texts) > 1), length)
            self.lines.append(f"{key}: {written}")

    def _mapping(self, name: str, held: Mapping[str, Sequence[str]], places: dict[str, Place]) -> None:
        if not held:
            return
        text = f"    {name}: {{"
        for number, (key, texts) in enumerate(held.items()):
            written, length = _listed(texts, inside=True)
            text += (", " if number else "") + f"{_scalar(key, inside=True)}: "
            column = len(text) + 1 + (len(texts) > 1)
            places[f"{name}.{key}"] = (len(self.lines) + 1, column, length)
            text += written
        self.lines.append(text + "}")


def _listed(texts: Sequence[str], *, inside: bool = False) -> tuple[str, int]:
    """Return one text or a list as YAML, and how long the first of them is."""
    if len(texts) == 1:
        written = _scalar(texts[0], inside=inside)
        return written, len(written)
    each = [_scalar(text, inside=True) for text in texts]
    return f"[{', '.join(each)}]", len(each[0])
