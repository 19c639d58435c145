"""Which files the given paths name, and the text that each of them holds."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from consistency.problem import Location, Problem, closest, in_order

MOST_BYTES = 1 << 30
"""The largest file that is read, 1 GiB: a larger one does not fit the memory of a usual machine once read."""

_UTF_16_OR_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")


PARQUET = ".parquet"
"""How files of facts end that are found, so that none is passed over in silence, but not read yet."""


def find_files(
    paths: Sequence[str | Path], suffixes: Sequence[str], kind: str = "facts"
) -> tuple[list[Path], list[Problem]]:
    """Return the files that `paths` name, sorted by their displayed paths, and what could not be looked into.

    A folder stands for all files in it, at any depth, whose names end in one of `suffixes` (`.yaml`);
    what is hidden (a name that begins with a dot) is left out unless it is named itself. A file that is
    reached in several ways, by name or by symbolic links, comes once. `kind` names the files in messages.
    """
    search = _Search(tuple(suffixes), kind)
    for path in paths:
        search.add(Path(path))
    return search.result()


class _Search:
    """The walk over the given paths: what it found and what stood in its way."""

    def __init__(self, suffixes: tuple[str, ...], kind: str) -> None:
        self.suffixes = suffixes
        self.kind = kind
        self.endings = f"{kind} files end in {_either([each for each in suffixes if each != PARQUET])}"
        self.found: list[Path] = []
        self.problems: list[Problem] = []

    def add(self, path: Path) -> None:
        """Take in a path as the user gave it: a file, or a folder with everything in it."""
        mode = self._mode(path)
        if mode is None:
            return
        if stat.S_ISDIR(mode):
            files, problems = len(self.found), len(self.problems)
            self._walk(path)
            if len(self.found) == files and len(self.problems) == problems:
                self._object(path, f"no {self.kind} files in `{displayed(path)}`", self.endings)
        elif not stat.S_ISREG(mode):
            self._object(path, "neither a file nor a folder")
        elif not self._fits(path.name):
            self._object(path, f"not the name of a {self.kind} file", self.endings)
        else:
            self.found.append(path)

    def result(self) -> tuple[list[Path], list[Problem]]:
        """Return each file once, by the name that leads to it most directly, in the same order everywhere."""
        names: dict[str, tuple[bool, int, str, Path]] = {}
        for path in self.found:
            real = os.path.realpath(path)
            shown = displayed(path)
            name = (real != os.path.abspath(path), len(shown), shown, path)
            names[real] = min(names.get(real, name), name)
        files = [path for _, _, _, path in sorted(names.values(), key=lambda name: name[2])]
        return files, in_order(self.problems)

    def _walk(self, top: Path) -> None:
        # Linked folders wait until all others are done, so that a folder is known by its own name where it
        # has one here. Each comes with the real folders above it: a link to one of those is a loop.
        entered: set[str] = set()
        waiting: list[tuple[Path, frozenset[str]]] = [(top, frozenset())]
        linked: list[tuple[Path, frozenset[str]]] = []
        while waiting or linked:
            folder, above = waiting.pop() if waiting else linked.pop(0)
            real = os.path.realpath(folder)
            if real in above:
                self._object(folder, "a symbolic link to a folder that it stands in", "remove the link")
            if real in entered:
                continue
            entered.add(real)
            try:
                names = sorted(os.listdir(folder))
            except OSError as error:
                self._object(folder, _reason(error))
                continue
            for name in names:
                path = folder / name
                if name.startswith("."):
                    continue
                mode = self._mode(path)
                if mode is None:
                    continue
                if stat.S_ISDIR(mode):
                    (linked if path.is_symlink() else waiting).append((path, above | {real}))
                elif self._fits(name):
                    if stat.S_ISREG(mode):
                        self.found.append(path)
                    else:
                        self._object(path, "neither a file nor a folder")

    def _mode(self, path: Path) -> int | None:
        try:
            return os.stat(path).st_mode
        except FileNotFoundError:
            if path.is_symlink():
                self._object(path, "a symbolic link to nothing")
            else:
                self._object(path, "no such file or folder", _neighbour(path))
        except (OSError, ValueError) as error:
            self._object(path, _reason(error))
        return None

    def _fits(self, name: str) -> bool:
        return name.lower().endswith(self.suffixes)

    def _object(self, path: Path, message: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(Location(displayed(path)), message, suggestion))


def read_text(path: str | Path) -> str | Problem:
    """Return the text of the file, or why it has none.

    The text is UTF-8, with or without a byte order mark; every form of line end becomes `\\n`, one for one.
    """
    location = Location(displayed(path))
    try:
        # Asked before opening: to open a pipe would wait for someone to write into it.
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return Problem(location, "not a file")
        if status.st_size > MOST_BYTES:
            return Problem(location, "larger than 1 GiB", "split it into several files")
        with open(path, "rb") as file:
            raw = file.read()
    except (OSError, ValueError) as error:
        return Problem(location, _reason(error))
    if raw.startswith(_UTF_16_OR_32):
        width = "UTF-32" if raw[:4] in _UTF_16_OR_32 else "UTF-16"
        return Problem(location, f"{width}, not UTF-8", "save it as UTF-8")
    if b"\0" in raw:
        return Problem(location, "a binary file, not text")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(location.file, raw, error.start)
    return _lines(text)


def _undecodable(file: str, raw: bytes, start: int) -> Problem:
    before = _lines(raw[:start].decode("utf-8"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    # These are letters and quotes in Windows-1252, and control characters in Latin-1.
    likely = "Windows-1252" if 0x80 <= raw[start] <= 0x9F else "Latin-1 or Windows-1252"
    return Problem(
        Location(file, line, column, 1),
        f"not UTF-8: the byte 0x{raw[start]:02X}",
        f"it may be {likely}: save it as UTF-8",
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def displayed(path: str | Path) -> str:
    """Return the path as reports show it: from the working directory where it lies below it, else as given.

    Folders are set apart by `/` on every machine, and characters that cannot be shown are escaped.

    >>> displayed("./facts//a.yaml")
    'facts/a.yaml'
    """
    path = Path(path)
    if path.is_absolute() and ".." not in path.parts:
        with contextlib.suppress(OSError, ValueError):  # not below it, or the working directory is gone
            path = path.relative_to(os.getcwd())
    text = path.as_posix()
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _neighbour(path: Path) -> str | None:
    try:
        return closest(path.name, os.listdir(path.parent))
    except OSError:
        return None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a symbolic link that leads back to itself"
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return "not a path"  # a NUL in it


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
