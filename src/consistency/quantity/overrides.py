"""What a project itself says of hedges: the rows and factors of its settings, checked, over the tables.

In TOML, where `about` is a row of the table `hedge_table`, or the name of a new one with phrases of its own:

    [hedges.about]
    typical = "[0.95 N, 1.05 N]"
    widest = "[0.9 N, 1.1 N]"
    phrases = ["about", "give or take"]

    [factors]
    reach = 3
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeGuard

from consistency.problem import InputError, Location, Problem, closest
from consistency.quantity.figures import read_quantity
from consistency.quantity.format import format_number
from consistency.quantity.hedge_ranges import check_row, read_fixed_range, read_range, tidied
from consistency.quantity.hedge_table import FACTORS, RANGE_TABLE
from consistency.quantity.hedges import FACTOR, Hedge, Hedges, Vague
from consistency.quantity.interval import Interval
from consistency.quantity.numerals import is_number_word
from consistency.quantity.quantity import Quantity
from consistency.quantity.units import Units

Place = Callable[..., Location]
"""Tells where a key of the settings stands, by the keys that lead to it."""


def read_hedges(rows: object, factors: object, place: Place) -> tuple[Hedges | None, list[Problem]]:
    """Return the tables with what `hedges` and `factors` of the settings say, and what is wrong with it.

    What has a problem stays as the tables have it. None where nothing is left that says otherwise.

    >>> about = {"about": {"typical": "[0.95 N, 1.05 N]"}}
    >>> hedges, problems = read_hedges(about, {}, lambda *keys: Location("consistency.toml", 1, 9))
    >>> hedges.notes["about"]
    '`about` is read as consistency.toml:1:9 has it: [0.95 N, 1.05 N]'
    >>> about = {"abuot": {"typical": "[0.95 N, 1.05 N]"}}
    >>> print(read_hedges(about, {}, lambda *keys: Location("consistency.toml", 1, 9))[1][0])
    consistency.toml:1:9: unknown row `abuot`; did you mean `about`?
    """
    reader = _Reader(place)
    if _is_table(factors):
        reader.factors(factors)
    else:
        reader.report("`factors` must be a table", "such as factors.reach = 3", "factors")
    if _is_table(rows):
        for name, fields in rows.items():
            reader.row(name, fields)
        reader.check_phrases()
    else:
        reader.report("`hedges` must be a table of rows", f"such as hedges.about.{_EXAMPLE}", "hedges")
    return reader.hedges(), reader.problems


def rests_on(figure: Quantity, units: Units, hedges: Hedges) -> tuple[str, ...]:
    """Return the notes of `hedges` without which the text of a figure would have another meaning.

    >>> reach = {"reach": Fraction(3)}
    >>> hedges, _ = read_hedges({}, reach, lambda *keys: Location("consistency.toml", 2, 1))
    >>> find = functools.partial(rests_on, units=Units.standard(), hedges=hedges)
    >>> find(Quantity.of("about 40 %")), find(Quantity.of("40 %"))
    (('the factor `reach` is 3, as consistency.toml:2:1 has it',), ())
    """
    here = _ranges(figure, units, hedges)
    return tuple(
        note for name, note in hedges.notes.items() if _ranges(figure, units, _without(hedges, name)) != here
    )


def _ranges(figure: Quantity, units: Units, hedges: Hedges) -> tuple[Interval, Interval] | None:
    try:
        read = read_quantity(figure.text, units, figure.unit, hedges)
    except InputError:
        return None
    return read.typical, read.widest


@functools.lru_cache(64)
def _without(hedges: Hedges, name: str) -> Hedges:
    return hedges.without(name)


class _Reader:
    """Takes in what the settings say, over the standard tables."""

    def __init__(self, place: Place) -> None:
        standard = Hedges.standard()
        self.problems: list[Problem] = []
        self._place = place
        self._rows = dict(standard.rows)
        self._vague = dict(standard.vague_rows)
        self._factors = dict(standard.factors)
        self._places: dict[str, str] = {}
        self._notes: dict[str, str] = {}

    def report(self, message: str, suggestion: str | None, *keys: str) -> None:
        """Take in a problem with what stands at `keys`."""
        self.problems.append(Problem(self._place(*keys), message, suggestion))

    def hedges(self) -> Hedges | None:
        """Return the tables as they are by now, or None where they are the standard ones."""
        return self._made() if self._notes else None

    def _made(self) -> Hedges:
        return Hedges(self._rows, self._vague, self._factors, self._places, self._notes)

    def _note(self, name: str, sentence: str, *keys: str) -> None:
        place = str(self._place(*keys))
        self._places[name] = place
        self._notes[name] = sentence.replace(_AT, place)

    def factors(self, said: Mapping[str, object]) -> None:
        """Take in all factors."""
        limits = _limits()
        for name, value in said.items():
            if name not in limits:
                hint = closest(name, limits) or f"the factors are {', '.join(limits)}"
                self.report(f"unknown factor `{name}`", hint, "factors", name)
                continue
            number, (least, most) = _number(value), limits[name]
            if number is None or not least <= number <= most:
                wanted = f"`{name}` must be a number from {format_number(least)} to {format_number(most)}"
                usual = f"the table has {format_number(self._factors[name])}"
                self.report(wanted, usual, "factors", name)
                continue
            self._factors[name] = number
            shown = format_number(number, digits=12)
            self._note(FACTOR + name, f"the factor `{name}` is {shown}, as {_AT} has it", "factors", name)
        least, most = self._factors["least"], self._factors["most"]
        if least > most:
            name = "least" if "least" in said else "most"
            shown = f"{format_number(least, digits=12)} and {format_number(most, digits=12)}"
            self.report(f"`least` is above `most`: they are {shown}", "set both", "factors", name)

    def row(self, name: str, fields: object) -> None:
        """Take in one row; whether its phrases are its own is asked when all rows are known."""
        at = ("hedges", name)
        before = len(self.problems)
        if not _is_table(fields) or not fields:
            self.report(f"`{name}` must be a table with something in it", f"such as {_EXAMPLE}", *at)
            return
        for key in fields:
            if key not in _KEYS:
                self.report(f"unknown key `{key}`", closest(key, _KEYS) or _ALL_KEYS, *at, key)
        self._check_name(name, fields)
        texts = {key: self._text(fields[key], *at, key) for key in _RANGES if key in fields}
        phrases = self._phrases(name, fields["phrases"]) if "phrases" in fields else ()
        if len(self.problems) > before:
            return
        is_new = name not in self._rows and name not in self._vague
        # A new row whose ranges do not speak of N stands for a number itself.
        is_vague = name in self._vague or (is_new and not any("N" in text for text in texts.values()))
        ranges = {key: self._range(text, is_vague, *at, key) for key, text in texts.items()}
        if len(self.problems) > before:
            return
        changed = {**ranges, "phrases": phrases} if phrases else ranges
        try:
            if is_vague:
                self._vague[name] = _vague_row(self._vague.get(name, _NEW_VAGUE), name, changed)
            else:
                row = (self._rows.get(name) or _NEW_ROW)._replace(name=name, **changed)  # type: ignore[arg-type]
                check_row(row, self._made())
                self._rows[name] = row
        except InputError as error:
            self.report(error.message, error.suggestion, *at, *(("typical",) if "typical" in texts else ()))
            return
        self._note(name, _sentence(name, texts, phrases), *at)

    def _check_name(self, name: str, fields: Mapping[str, object]) -> None:
        at = ("hedges", name)
        if name in _range_rows():
            self.report(f"the row `{name}` is not made from one number", "it cannot be set", *at)
        elif name not in self._rows and name not in self._vague:
            if "phrases" not in fields:
                self.report(f"unknown row `{name}`", self._meant(name), *at)
            elif not all(key in fields for key in _RANGES):
                self.report(f"the new row `{name}` needs `typical` and `widest`", f"such as {_EXAMPLE}", *at)
        elif "phrases" in fields and name in self._rows and not self._rows[name].phrases:
            hint = "it is for numbers without a hedge: leave `phrases` out"
            self.report(f"nothing is said for the row `{name}`", hint, *at, "phrases")

    def _meant(self, name: str) -> str:
        standard = Hedges.standard()
        said = standard.phrases.get(name.lower()) or standard.vague.get(name.lower())
        if said:
            return f"`{name}` is a phrase of the row `{said.name}`"
        return closest(name, [*self._rows, *self._vague]) or "a new row needs `phrases`"

    def _text(self, value: object, *keys: str) -> str:
        if isinstance(value, str):
            return tidied(value)
        self.report(f"`{keys[-1]}` must be a text", f"such as {_EXAMPLE}", *keys)
        return ""

    def _range(self, text: str, is_vague: bool, *keys: str) -> object:
        try:
            return read_fixed_range(text) if is_vague else read_range(text)
        except InputError as error:
            self.report(error.message, error.suggestion, *keys)
            return None

    def _phrases(self, name: str, value: object) -> tuple[str, ...]:
        """Return the phrases as the tables have them: in lower case, and with one sign for the number."""
        at = ("hedges", name, "phrases")
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            self.report("`phrases` must be a list of texts", f'such as phrases = ["{name}"]', *at)
            return ()
        phrases = [" ".join(word.replace("...", "…").lower().split()) for word in words]
        for phrase in phrases:
            if not re.fullmatch(_PHRASE, phrase) or any(map(is_number_word, phrase.split())):
                hint = "write the words alone, or `… or so` where they follow the number"
                self.report(f"`{phrase}` is no phrase for a hedge", hint, *at)
        return tuple(dict.fromkeys(phrases))

    def check_phrases(self) -> None:
        """Report phrases that two rows have, or that figures are not read by."""
        rows: list[Hedge | Vague] = [*self._rows.values(), *self._vague.values()]
        hedges = self._made()
        for row in rows:
            for phrase in row.phrases if row.name in self._notes else ():
                others = [other.name for other in rows if phrase in other.phrases and other.name != row.name]
                if others:
                    hint = f"say which phrases `{others[0]}` keeps: hedges.{_key(others[0])}.phrases = […]"
                    message = f"the row `{others[0]}` has the phrase `{phrase}` too"
                    self.report(message, hint, "hedges", row.name, "phrases")
                elif _has_a_meaning(phrase, row):
                    message = f"a figure with the phrase `{phrase}` is read already, and not by this row"
                    self.report(message, "use other words", "hedges", row.name, "phrases")
                elif _row_of(phrase, row, hedges) != row.name:
                    message = f"a figure with the phrase `{phrase}` would not be read by this row"
                    self.report(message, "use other words", "hedges", row.name, "phrases")


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _row_of(phrase: str, row: Hedge | Vague, hedges: Hedges) -> str | None:
    """Return the row that a figure falls under that is said with a phrase of `row`; None where it is none."""
    if isinstance(row, Vague):
        text = phrase
    elif phrase.startswith("…"):
        text = f"40{phrase[1:]}"
    else:
        text = f"{phrase} 40"
    try:
        return read_quantity(text, Units.standard(), hedges=hedges).hedge
    except InputError:
        return None


def _has_a_meaning(phrase: str, row: Hedge | Vague) -> bool:
    """Return whether the standard tables read a figure with the phrase, as what is no hedge: "down 40"."""
    standard = Hedges.standard()
    is_new = isinstance(row, Hedge) and phrase not in standard.phrases
    return is_new and _row_of(phrase, row, standard) is not None


def _vague_row(row: Vague, name: str, changed: Mapping[str, object]) -> Vague:
    row = row._replace(name=name, **changed)  # type: ignore[arg-type]
    if not row.widest.encloses(row.typical):
        raise InputError(
            f"`typical` is not within `widest`: {row.typical} and {row.widest}",
            "`widest` is the most that the words still allow",
        )
    return row


def _sentence(name: str, texts: Mapping[str, str], phrases: tuple[str, ...]) -> str:
    """Return what a project says of a row, for those who read a finding that rests on it."""
    said = [texts["typical"]] if "typical" in texts else []
    said += [f"at its widest {texts['widest']}"] if "widest" in texts else []
    said = said or [f"said as {', '.join(phrases)}"]
    return f"`{name}` is read as {_AT} has it: {', '.join(said)}"


def _number(value: object) -> Fraction | None:
    """Return the exact number of a TOML value, which may be a fraction in quotes; None for what is none."""
    if isinstance(value, str):
        return Fraction(value) if re.fullmatch(_NUMBER, value) else None
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


@functools.cache
def _limits() -> dict[str, tuple[Fraction, Fraction]]:
    """Return what each factor may be set to, from and to."""
    rows = ([cell.strip() for cell in line.split("|")] for line in FACTORS.splitlines())
    return {name: (Fraction(least), Fraction(most)) for name, _, least, most, _ in rows}


def _range_rows() -> tuple[str, ...]:
    return tuple(line.partition("|")[0].strip() for line in RANGE_TABLE.splitlines())


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'


_AT = "{place}"
_RANGES = ("typical", "widest")
_KEYS = (*_RANGES, "phrases")
_ALL_KEYS = "the keys are typical, widest, phrases"
_EXAMPLE = 'typical = "[0.95 N, 1.05 N]"'
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9}|/[1-9][0-9]{0,8})?"
_PHRASE = r"…?[^\d…,|]{1,60}"
_NEW_ROW = Hedge("", (), *(Hedges.standard().rows["exactly"].typical,) * 2, "-", "")
_NEW_VAGUE = Vague("", (), Interval.point(0), Interval.point(0), "", "")
