"""Facts files: the claims of all of them, the vocabulary they share, and everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from pathlib import Path

import attrs

from consistency.claim import Claim, Source
from consistency.measure import Measure
from consistency.problem import Problem, closest, in_order
from consistency.quantity import Units
from consistency.quantity.hedges import Hedges
from consistency.read import tree
from consistency.read.claims import ClaimReader, Fields, require, spread
from consistency.read.differences import with_points_of_percent
from consistency.read.factsfile import FactsFile
from consistency.read.files import find_files
from consistency.read.naming import name_below
from consistency.read.page import scalars
from consistency.read.rows import RowReader
from consistency.read.schema import DEFAULTS, SOURCE
from consistency.read.sources import read_source
from consistency.read.tree import Node, Scalar
from consistency.read.vocabulary import read_vocabulary
from consistency.settings import FACTS_SUFFIXES
from consistency.value import Record

# Each suggestion compares a wrong id with known ones: without bounds, many wrong ids would take minutes.
_MOST_LIKENED = 500
_MOST_ADVISED = tree.MOST_PROBLEMS


@attrs.frozen(eq=False, repr=False)
class Facts(Record):
    """What facts files hold: claims in the order of their ids, the measures by name, and the units they use.

    `files` are the files read, as reports name them.
    """

    claims: tuple[Claim, ...]
    measures: Mapping[str, Measure]
    units: Units
    problems: tuple[Problem, ...]
    files: tuple[str, ...]


def read_facts(
    paths: Sequence[str | Path], units: Units | None = None, hedges: Hedges | None = None
) -> Facts:
    """Return everything that the files and folders hold, and a problem for everything that cannot be read.

    `units` and `hedges` are those of a project that has its own; without them, the standard ones.

    A claim with a problem in any field that could bear on a verdict is left out; all others are kept. The
    vocabulary of all files is known before the first claim is read, so the order of files does not matter.
    """
    files, problems = find_files(paths, FACTS_SUFFIXES)
    opened = [FactsFile(path, name_below(path, paths) or path.stem) for path in files]
    measures, units = read_vocabulary(
        [(file.page, block) for file in opened for block in file.blocks("measures")], units
    )
    claims = _Claims(ClaimReader(units, measures, hedges))
    for file in opened:
        claims.read(file)
    kept = claims.linked()
    for file in opened:
        problems += file.problems()
    return Facts(
        claims=tuple(sorted(kept, key=attrgetter("id"))),
        measures=measures,
        units=units,
        problems=tuple(in_order(problems)),
        files=tuple(file.page.file for file in opened),
    )


class _Claims:
    """The claims read so far, and what their links need to know of all of them."""

    def __init__(self, reader: ClaimReader) -> None:
        self._reader = reader
        self._kept: list[Claim] = []
        self._linking: list[tuple[FactsFile, Fields, Claim]] = []
        self._places: dict[
            str, tuple[str, int, str]
        ] = {}  # of every claim: its file, line and id in the file
        self._sources: dict[str, FactsFile] = {}
        self._doubtful: set[str] = set()
        self._unlinked = 0
        self._by_file: dict[str, dict[str, str]] = {}

    def read(self, file: FactsFile) -> None:
        """Take in the claims of a file."""
        if file.is_table:
            self._read_table(file)
        else:
            self._read_document(file)
        self._doubtful |= file.mentioned

    def _read_document(self, file: FactsFile) -> None:
        page = file.page
        described: dict[str, Node] = {}
        for block in file.blocks("source"):
            described = page.fields(block, SOURCE)
        source = read_source(page, described, file.name)
        entries = file.entries()
        if entries:
            self._own(file, source, described.get("id") or entries[0])
        defaults = Fields()
        for block in file.blocks("defaults"):
            defaults = spread(page, block, DEFAULTS)
        for entry in entries:
            node = page.mapping(entry, "a claim")
            if node is not None:
                self._take(file, spread(page, node).over(defaults), source, node)

    def _read_table(self, file: FactsFile) -> None:
        reader = RowReader(file.page, file.name)
        last: Source | None = None
        for row in file.rows():
            node = file.page.mapping(row, "a row")
            if node is not None:
                fields, source = reader.read(node)
                if source is not last:
                    self._own(file, source, node)
                    last = source
                self._take(file, fields, source, node)

    def _own(self, file: FactsFile, source: Source, node: Node) -> None:
        """Report a source that two files claim to be. Tables may share one: they are no document."""
        first = self._sources.setdefault(source.id, file)
        if first is not file and not (first.is_table and file.is_table):
            file.page.report(
                node,
                f"the source id `{source.id}` is that of {first.page.file} too",
                "give each document an id of its own: `source: {id: …}`",
            )

    def _take(self, file: FactsFile, fields: Fields, source: Source, node: tree.Mapping) -> None:
        name = fields.own.get("id")
        require(file.page, fields, node)
        claim = self._reader.read(file.page, fields, source, node)
        if not isinstance(name, Scalar):
            return
        full = f"{source.id}/{name.text}"
        place = (file.page.file, name.line, name.text)
        first = self._places.setdefault(full, place)
        if first is not place:
            where = f"on line {first[1]}" if first[0] == place[0] else f"in {first[0]}:{first[1]}"
            file.page.report(name, f"the id `{name.text}` is given twice, first {where}", "ids must differ")
        elif claim is not None and claim.links:
            self._linking.append((file, fields, claim))
        elif claim is not None:
            self._kept.append(claim)

    def linked(self) -> list[Claim]:
        """Return all claims with links by full ids, read in the company of those that they link to.

        One that links to no claim is reported and left out.
        """
        for file, fields, claim in self._linking:
            links: dict[str, tuple[str, ...]] = {}
            sound = True
            for name, node in fields.links.items():
                found = [self._target(file, claim, scalar) for scalar in scalars(node)]
                sound = sound and None not in found
                # All claims of a file may be parts of a total that stands among them.
                itself = claim.id if name in fields.inherited else None
                targets = tuple(dict.fromkeys([target for target in found if target and target != itself]))
                if targets:
                    links[name] = targets
                if claim.id in targets:
                    file.page.report(node, f"the claim `{claim.name}` links to itself")
                    sound = False
            if sound:
                self._kept.append(attrs.evolve(claim, links=links))
        return with_points_of_percent(self._kept, self._reader)

    def _target(self, file: FactsFile, claim: Claim, scalar: Scalar) -> str | None:
        """Return the full id of the claim that a link names, or None after reporting that there is none."""
        target = self._find(file, claim.source, scalar.text)
        # Claims of a broken stretch of a file cannot be linked to, but that stretch is reported already.
        if target is None and scalar.text.rpartition("/")[2] not in self._doubtful:
            self._unlinked += 1
            likened = self._likened(claim.source, scalar.text) if self._unlinked <= _MOST_ADVISED else None
            if likened is None and "," in scalar.text:
                likened = "set several apart by `;`" if file.is_table else "write several as a list: [a, b]"
            file.page.report(scalar, f"no claim has the id `{tree.clipped(scalar.text)}`", likened)
        return target

    def _find(self, file: FactsFile, source: Source, name: str) -> str | None:
        """Return the full id that `name` means: of the same source, else itself, else of the same file."""
        full = f"{source.id}/{name}"
        if full in self._places:
            return full
        if name in self._places:
            return name
        if not file.is_table:
            return None
        if not self._by_file:
            for known, (held, _, short) in self._places.items():
                self._by_file.setdefault(held, {}).setdefault(short, known)
        return self._by_file.get(file.page.file, {}).get(name)

    def _likened(self, source: Source, name: str) -> str | None:
        start = f"{source.id}/"
        full = "/" in name
        near = [
            known if full else known.removeprefix(start)
            for known in self._places
            if full or known.startswith(start)
        ]
        alike = [known for known in near if known[:2] == name[:2] or known[-3:] == name[-3:]]
        alike.sort(key=lambda known: (abs(len(known) - len(name)), known))
        return closest(name, alike[:_MOST_LIKENED])
