"""Units that a project defines, in Pint's own format: read line by line, with what is wrong in each.

    fathom = 6 * foot = ftm
    crowd = [crowd]
    @alias fathom = fadm

Pint by itself takes what a check must not rest on: powers that come out as floats, a second unit for what has
one, another meaning for a unit that figures are read by. So it is given no line that was not looked at.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from consistency.problem import InputError, Location, Problem, closest
from consistency.quantity.nouns import plural, singular
from consistency.quantity.pint_units import PREFIX_NAMES, Own, definition, new_registry, worth
from consistency.quantity.tabled import tabled
from consistency.quantity.unit import Unit
from consistency.quantity.units import Units, is_of_figures

if TYPE_CHECKING:
    import pint

ADDITIONS = Path(__file__).with_name("units.txt")
"""What Pint lacks, or means otherwise than the table of units: definitions build on it."""


class Definitions:
    """The units of a project by the names that its files give them, and Pint's with them."""

    __slots__ = ("_full", "_own", "_units")

    def __init__(self, units: dict[str, Unit], own: Own) -> None:
        self._units = units
        self._full = {_spaced(name).casefold(): unit for name, unit in units.items() if len(name) > 2}
        self._own = own

    @property
    def full_names(self) -> tuple[str, ...]:
        """The names in full, in lower case."""
        return tuple(self._full)

    def find(self, text: str) -> Unit | None:
        """Return the unit of this name: as the file has it, or in full in any case, in the plural too."""
        unit = self._units.get(text)
        if unit is None:
            name = text.casefold()
            unit = self._full.get(name) or self._full.get(singular(name))
        return unit

    def prefixed(self, text: str) -> Unit | None:
        """Return the unit whose name of the files stands in full after a prefix in full: kilofathoms."""
        name = singular(text.casefold())
        starts = [start for start in PREFIX_NAMES if name.startswith(start)]
        return self.other(text) if any(name[len(start) :] in self._full for start in starts) else None

    def other(self, text: str) -> Unit | None:
        """Return the unit that Pint has under this name."""
        found = definition(text, self._own)
        if found is None:
            return None
        name, (factor, offset, dimension) = found
        return Unit(name, factor, dimension, offset)


def read_definitions(files: Sequence[tuple[str, str]]) -> tuple[Units, tuple[Problem, ...]]:
    """Return the standard units with those that files define, each given by its name and its text.

    Lines may rest on units that stand further down, or in another file. With any problem, none is defined.

    >>> units, _ = read_definitions([("units.txt", "fathom = 6 * foot = ftm  # six feet")])
    >>> units.find("fathoms").to_base(10), units.find("ftm").name
    (Fraction(2286, 125), 'ftm')
    >>> print(read_definitions([("units.txt", "fathom = 6 * fot")])[1][0])
    units.txt:1:14: unknown unit `fot`; did you mean `foot`?
    """
    reader = _Reader()
    for name, text in files:
        for number, line in enumerate(text.split("\n"), 1):
            reader.take(_Line(name, number, line.partition("#")[0].rstrip()))
    units = reader.units()
    return units, tuple(reader.problems)


class _Line(NamedTuple):
    file: str
    number: int
    text: str


class _Defined(NamedTuple):
    """A definition: its line, the names that it gives, and those that it rests on, each with its offset.

    An alias gives names only to what it rests on.
    """

    line: _Line
    names: tuple[str, ...]
    rests_on: tuple[tuple[str, int], ...]
    is_alias: bool = False


class _Reader:
    """Takes in lines; what they define is known when all are in."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._defined: list[_Defined] = []
        self._first: dict[str, _Line] = {}
        self._dimensions: set[str] = set()

    @functools.cached_property
    def _registry(self) -> pint.UnitRegistry:  # type: ignore[type-arg]
        registry = new_registry()
        registry.load_definitions(ADDITIONS.read_text("utf-8").split("\n"))
        return registry

    def _report(self, line: _Line, error: InputError) -> None:
        length = len(line.text)
        self.problems.append(error.at(Location(line.file, line.number, 1, length)))

    def take(self, line: _Line) -> None:
        """Take in one line, without its comment."""
        start = line.text.lstrip()
        try:
            if len(start) > _LONGEST:
                raise InputError(f"a definition of more than {_LONGEST} characters", "define it in steps")
            if start.startswith("@"):
                self._defined.append(self._alias(line))
            elif start:
                self._defined.append(self._unit(line))
        except InputError as error:
            self._report(line, error)

    def _alias(self, line: _Line) -> _Defined:
        found = re.fullmatch(_ALIAS, line.text)
        if found is None:
            hint = "units and `@alias foot = fuss` can be defined here"
            raise InputError("no alias", hint, line.text.index("@"))
        names = self._names(line, line.text, found.start(2))
        return _Defined(line, names, ((found[1], found.start(1)),), is_alias=True)

    def _unit(self, line: _Line) -> _Defined:
        name, equals, rest = line.text.partition("=")
        if not equals or name.lstrip()[:1] == "[" or name.rstrip()[-1:] == "-":
            hint = f"write `name = 6 * foot`, or `name = {_OWN_DIMENSION}`: its dimension comes with it"
            raise InputError("no definition of a unit", hint, len(name) - len(name.lstrip()))
        value, equals, _ = rest.partition("=")
        start = len(name) + 1
        names = self._names(line, name, 0)
        if equals:
            names += self._names(line, line.text, start + len(value) + 1)
        base = re.fullmatch(_BASE, value)
        if base is None:
            return _Defined(line, names, tuple(_rests_on(value, start)))
        if base[1] in self._registry._dimensions or base[1] in self._dimensions:
            hint = "define this one by that, as in `name = 6 * foot`"
            raise InputError(f"`{base[1]}` has a unit already", hint, start + base.start(1))
        self._dimensions.add(base[1])
        return _Defined(line, names, ())

    def _names(self, line: _Line, text: str, start: int) -> tuple[str, ...]:
        """Return the names that stand between the `=` of a text from `start` on."""
        names = []
        for found in re.finditer(r"[^=]+", text[start:]):
            name = found[0].strip()
            if name not in ("", "_"):
                place = start + found.start() + found[0].index(name)
                if not re.fullmatch(_NAME if start else _WORD, name):
                    hint = "it is letters, with `_` between words; a symbol may also be a sign"
                    raise InputError(f"`{name}` cannot be the name of a unit", hint, place)
                self._check_name(line, name, place)
                names.append(name)
        if not names:
            raise InputError("a name is missing", "write `name = 6 * foot = symbol`", start)
        return tuple(names)

    def _check_name(self, line: _Line, name: str, offset: int) -> None:
        if is_of_figures(_spaced(name).casefold().split()):
            raise InputError(f"`{name}` is a word of figures", "give the unit another name", offset)
        known = tabled(name) or tabled(_spaced(name))
        if known is not None:
            hint = f"figures are read by it as `{known.name}`: give yours another name"
            raise InputError(f"`{name}` is already a unit", hint, offset)
        first = self._first.setdefault(name, line)
        if first is not line:
            where = (
                f"on line {first.number}" if first.file == line.file else f"in {first.file}:{first.number}"
            )
            raise InputError(f"`{name}` is given twice, first {where}", "names must differ", offset)

    def units(self) -> Units:
        """Return the standard units with those of all lines; what only shows now is reported."""
        for step in (self._hand_over, self._check_names, self._check_circles):
            if not self.problems:
                step()
        if self.problems or not self._defined:
            return Units.standard()
        self._registry._build_cache()  # of what Pint made of its units before these were defined
        own = Own(self._registry, frozenset(self._dimensions))
        made: dict[str, Unit] = {}
        for defined in self._in_turn():
            unit = self._made(defined, own.dimensions)
            if unit is not None:
                made.update(dict.fromkeys(defined.names, unit))
        return Units.standard() if self.problems else Units({}, Definitions(made, own))

    def _in_turn(self) -> list[_Defined]:
        """Return the definitions, aliases last: Pint takes none before what it names."""
        return sorted(self._defined, key=lambda defined: defined.is_alias)

    def _hand_over(self) -> None:
        for defined in self._in_turn():
            if defined.is_alias and not self._known(defined.rests_on[0][0]):
                continue  # which is reported with the other unknown names
            try:
                self._registry.load_definitions([defined.line.text.strip()])
            except Exception as error:  # Pint raises whatever its parsers run into
                told = str(error).partition("\n")[0] if isinstance(error, ValueError) else ""
                hint = told or "write it as in `name = 6 * foot = symbol`"
                self._report(defined.line, InputError("Pint cannot read this definition", hint))

    def _known(self, name: str) -> str | None:
        """Return the name under which Pint knows a unit, without its prefix."""
        found = self._registry.parse_unit_name(name)
        return str(found[0][1]) if found else None

    def _check_names(self) -> None:
        for defined in self._defined:
            for name, offset in defined.rests_on:
                unit = self._known(name)
                if unit is None:
                    known = [unit for unit in self._registry._units if len(unit) > 2]
                    hint = _SPELT.get(name) or closest(name, known) or "define it too"
                    self._report(defined.line, InputError(f"unknown unit `{name}`", hint, offset))
                elif not (defined.is_alias or self._registry._units[unit].is_multiplicative):
                    message = f"`{name}` is no plain multiple: it is logarithmic, or its zero is not nothing"
                    hint = "a degree of difference is `delta_degree_Celsius`, or `kelvin`"
                    self._report(defined.line, InputError(message, hint, offset))

    def _check_circles(self) -> None:
        below = {
            defined.names[0]: [self._known(name) for name, _ in defined.rests_on]
            for defined in self._defined
            if not defined.is_alias
        }
        for defined in self._defined:
            seen: set[str | None] = set()
            waiting = list(below.get(defined.names[0], ()))
            while waiting:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    waiting += below.get(name or "", ())
            if defined.names[0] in seen:
                hint = "let its definition end at a unit that is known"
                self._report(defined.line, InputError(f"`{defined.names[0]}` rests on itself", hint))

    def _made(self, defined: _Defined, dimensions: frozenset[str]) -> Unit | None:
        """Return the unit of a definition, or None after reporting that it is none."""
        name = defined.rests_on[0][0] if defined.is_alias else defined.names[0]
        known = tabled(_spaced(name)) if defined.is_alias else None
        if known is not None:
            return known
        found = worth(self._registry, name, dimensions)
        if found is None or found[0] <= 0:
            hint = "its factor must be above 0, and its powers whole numbers"
            self._report(defined.line, InputError(f"`{name}` is no multiple of other units", hint))
            return None
        factor, offset, dimension = found
        unit = self._registry._units.get(name)
        symbol = str(unit.defined_symbol or "") if unit is not None else ""
        # Without a symbol, Pint gives the name for one.
        shown = (
            symbol
            if symbol not in ("", name)
            else plural(_spaced(name))
            if name.islower() and len(name) > 2
            else name
        )
        return Unit(shown, factor, dimension, offset)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _rests_on(value: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the names in the value of a definition, each with its offset; it stands at `start` itself."""
    value = value.rstrip()
    if not value.strip():
        raise InputError("what the unit is worth is missing", "write `name = 6 * foot`", start)
    amount, semicolon, modifier = value.partition(";")
    if semicolon and not re.fullmatch(_OFFSET, modifier):
        hint = "only an offset may follow, as in `name = kelvin; offset: 273.15`"
        raise InputError(f"`{modifier.strip()}` says nothing of a unit", hint, start + len(amount) + 1)
    at = 0
    while at < len(amount):
        found = re.compile(_TOKEN).match(amount, at)
        if found is None:
            raise InputError(f"`{amount[at]}` does not belong here", _MADE_OF, start + at)
        if found["name"]:
            yield found["name"], start + at
        at = found.end()


_LONGEST = 500
_OWN_DIMENSION = "[name]"
_ALIAS = r"\s*@alias\s+(\w+)\s*=(.*)"
_BASE = r"\s*(\[[^\W\d]\w*\])\s*"
_WORD = r"[^\W\d]\w*"
_NAME = rf"{_WORD}|[^\w\s\[\]()*/^=+\-.,;:#@\"'|{{}}&<>~≤≥±%…–—]"
# A power stands at a name or a number, and is whole and small: none comes out as a float or fills the memory.
_POWER = r"(?:\s*(?:\*\*|\^)\s*-?[0-9]{1,2}(?![\w.])(?!\s*(?:\*\*|\^)))?"
_NUMBER = r"[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?(?![\w.])"
_TOKEN = rf"(?:(?P<name>[^\W\d]\w*)|{_NUMBER}){_POWER}|(?:[/()]|\*(?!\*))|\s+"
_OFFSET = r"\s*offset\s*:\s*-?[0-9]{1,20}(?:\.[0-9]{1,20})?\s*"
_MADE_OF = "it is made of names, numbers, `*`, `/`, and whole powers as in `foot ** 2`"
_SPELT = {
    "per": "write `/`",
    "square": "write `foot ** 2`",
    "cubic": "write `foot ** 3`",
    "squared": "write `foot ** 2`",
}
