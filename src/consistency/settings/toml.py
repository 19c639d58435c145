"""A settings file as TOML: what it says, and where each key stands, which Python's reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs

from consistency.problem import Location, Problem
from consistency.value import Record

Keys = tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Document(Record):
    """A TOML file by its name: what it says, and where its keys stand, each by the keys that lead to it."""

    name: str
    table: dict[str, object]
    places: dict[Keys, tuple[int, int, int]]

    def place(self, *keys: str) -> Location:
        """Return where the last of `keys` stands, or else the nearest key above it."""
        while keys:
            found = self.places.get(keys)
            if found is not None:
                return Location(self.name, *found)
            keys = keys[:-1]
        return Location(self.name, 1, 1)


def read_toml(file: Path, name: str) -> Document | Problem:
    """Return what a file says, its decimals as exact fractions; a problem where it cannot be read."""
    import tomllib

    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text, parse_float=_exactly)
    except OSError as error:
        return Problem(Location(name), f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError:
        return Problem(Location(name), "not UTF-8 text", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        return _syntax(name, text, str(error))
    except (
        ValueError,
        RecursionError,
    ):  # what Python's reader does not expect: endless digits, deep brackets
        return Problem(Location(name), "not TOML: a number too long, or brackets too deep")
    return Document(name, table, dict(key_places(text)))


def key_places(text: str) -> Iterator[tuple[Keys, tuple[int, int, int]]]:
    """Yield each key of a TOML text, by the keys that lead to it, with its line, column and length.

    The text is known to be TOML. A key that stands in several headers comes once, at the first.

    >>> dict(key_places("[hedges.about]\\ntypical = '[N, N]'"))[("hedges", "about", "typical")]
    (2, 1, 7)
    >>> dict(key_places('a = { "b c" = 1 }'))
    {('a',): (1, 1, 1), ('a', 'b c'): (1, 7, 5)}
    """
    seen: set[Keys] = set()
    for keys, offset, length in _Scanner(text).scan():
        if keys not in seen:
            seen.add(keys)
            line = text.count("\n", 0, offset) + 1
            yield keys, (line, offset - text.rfind("\n", 0, offset), length)


_TOKEN = (
    r"(?s)(?P<space>(?:[ \t\r]|#[^\n]*)+)|(?P<newline>\n)|(?P<mark>[\[\]{}=,.])"
    r'|(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\')'
    r"|(?P<bare>[^ \t\r\n#\[\]{}=,.\"']+)"
)


class _Scanner:
    """Goes through the tokens of a TOML text."""

    def __init__(self, text: str) -> None:
        self._tokens = [found for found in re.finditer(_TOKEN, text) if found.lastgroup != "space"]
        self._at = 0

    def scan(self) -> Iterator[tuple[Keys, int, int]]:
        """Yield each key with its offset and length."""
        table: Keys = ()
        while self._at < len(self._tokens):
            if self._takes("\n"):
                continue
            if self._takes("["):
                self._takes("[")
                for found in self._path(()):
                    yield found
                    table = found[0]
                while self._takes("]"):
                    pass
            else:
                yield from self._pair(table)

    def _takes(self, mark: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == mark:
            self._at += 1
            return True
        return False

    def _path(self, above: Keys) -> Iterator[tuple[Keys, int, int]]:
        """Yield each of the keys that stand here between dots."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            above = (*above, _name(token[0]))
            yield above, token.start(), len(token[0])
            if not self._takes("."):
                return

    def _pair(self, table: Keys) -> Iterator[tuple[Keys, int, int]]:
        keys = table
        for found in self._path(table):
            yield found
            keys = found[0]
        self._takes("=")
        yield from self._value(keys)

    def _value(self, keys: Keys) -> Iterator[tuple[Keys, int, int]]:
        """Go past a value, and yield the keys in it."""
        if self._takes("{"):
            while not self._takes("}") and self._at < len(self._tokens):
                if not self._takes(",") and not self._takes("\n"):
                    yield from self._pair(keys)
        elif self._takes("["):
            while not self._takes("]") and self._at < len(self._tokens):
                if not self._takes(",") and not self._takes("\n"):
                    yield from self._value(keys)
        else:
            while self._at < len(self._tokens) and self._tokens[self._at][0] not in _ENDS:
                self._at += 1


_ENDS = ("\n", ",", "]", "}")


def _name(token: str) -> str:
    """Return the key that a token stands for: itself, or what its quotes hold."""
    if token[0] not in "\"'":
        return token
    import tomllib

    (name,) = tomllib.loads(f"{token} = 0")
    return name


def _exactly(text: str) -> Fraction | None:
    """Return a decimal exactly, or None, which no key takes, for what is endless or of no sane size."""
    sane = re.fullmatch(r"[+-]?[0-9_]{1,40}(?:\.[0-9_]{1,40})?(?:[eE][+-]?[0-9]{1,2})?", text)
    return Fraction(text.replace("_", "")) if sane else None


def _syntax(name: str, text: str, message: str) -> Problem:
    found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", message, re.DOTALL)
    if found:
        place = Location(name, int(found[2]), int(found[3]))
        return Problem(place, f"not TOML: {_lowered(found[1])}", _unquoted(text, place))
    lines = text.splitlines() or [""]
    message = message.removesuffix(" (at end of document)")
    return Problem(
        Location(name, len(lines), len(lines[-1]) + 1),
        f"not TOML: {_lowered(message)} at the end of the file",
    )


def _unquoted(text: str, place: Location) -> str | None:
    """Return the suggestion to quote what stands at a place, where that begins as a text might.

    >>> _unquoted("facts = [facts, more]", Location("consistency.toml", 1, 10))
    'quote it: "facts"'
    """
    line = text.split("\n")[place.line - 1]
    before, rest = line[: place.column - 1], line[place.column - 1 :]
    among_others = "," if "[" in before or "{" in before else ""
    found = re.match(rf"(?=[^\W\d]|[./~*])[^\[\]{{}}#\"'{among_others}]+", rest)
    return f'quote it: "{found[0].strip()}"' if found else None


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
