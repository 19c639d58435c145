"""How the words for units are found: those of the table, of Pint, and the nouns that people count by."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from consistency.problem import InputError, is_one_edit
from consistency.quantity.not_units import ALSO_THINGS, UNITS_IN_CAPITALS, not_a_unit
from consistency.quantity.nouns import plural, singular
from consistency.quantity.numerals import is_number_word, plain_digits
from consistency.quantity.rates import rate_of_words
from consistency.quantity.tabled import full_names, symbol_cases, tabled
from consistency.quantity.unit import DIMENSIONLESS, Dimension, Unit

if TYPE_CHECKING:
    from consistency.quantity.definitions import Definitions


class Units:
    """The units that texts may name: the standard ones, and the counted nouns that a vocabulary declares.

    `own` are the units that a project defines itself, if any. Never changed once made; what was found is
    remembered.
    """

    __slots__ = ("_found", "_nouns", "_own")

    def __init__(self, nouns: Mapping[str, Unit], own: Definitions | None = None) -> None:
        self._nouns = nouns
        self._own = own
        self._found: dict[str, Unit] = {}

    @staticmethod
    def standard() -> Units:
        """Return the units without any declared noun."""
        return _standard()

    def declaring(self, nouns: Iterable[tuple[str, str | None]]) -> Units:
        """Return these units with counted nouns added: each with the noun that it counts among, or None.

        What counts among nothing and is a unit of the table, or is no noun at all, stays what it is, so that
        every unit that a vocabulary names can be passed. `InputError` where nouns count among each other in a
        circle, or one counts among two.

        >>> units = Units.standard().declaring([("fighters", "people")])
        >>> units.find("fighter").name, units.find("fighter").dimension
        ('fighters', (('people', 1),))
        """
        shown = {key: unit.name for key, unit in self._nouns.items()}
        among = {
            key: unit.dimension[0][0] for key, unit in self._nouns.items() if unit.dimension[0][0] != key
        }
        for noun, whole in nouns:
            name = " ".join(noun.split())
            key = _noun_key(name)
            if whole is None and (key is None or self._named(name) is not None):
                continue
            if self._own is not None and self._own.find(name) is not None:
                raise InputError(
                    f"`{name}` is a unit of the project, and counts among nothing", "leave out `among`"
                )
            key = _counted(name)
            shown.setdefault(key, name)
            if whole is None:
                continue
            root = _counted(" ".join(whole.split()))
            if among.setdefault(key, root) != root:
                raise InputError(
                    f"`{name}` counts among `{among[key]}` and among `{root}`", "keep one of the two"
                )
            shown.setdefault(root, " ".join(whole.split()))
        declared = {}
        for key, name in shown.items():
            root, seen = key, {key}
            while root in among:
                root = among[root]
                if root in seen:
                    raise InputError(f"`{name}` counts among itself", "let the chain of `among` end")
                seen.add(root)
            declared[key] = Unit(name, Fraction(1), ((root, 1),))
        return Units(declared, self._own)

    def find(self, text: str) -> Unit:
        """Return the unit that `text` names; `InputError` for one that is unknown or misspelt.

        A project's own units come first, then declared nouns, the table, Pint's units, and any other counted
        noun.

        >>> find = Units.standard().find
        >>> [find(text).name for text in ("square kilometers", "sq mi", "per cent", "village", "cats")]
        ['km²', 'mi²', '%', 'villages', 'cats']
        >>> find("kilometrs")
        Traceback (most recent call last):
            ...
        consistency.problem.InputError: unknown unit `kilometrs`...
        """
        unit = self._found.get(text)
        if unit is None:
            unit = self._find(" ".join(text.split()))
            if unit is None:
                name = " ".join(text.split())
                meant = self._meant(name)
                above = re.split(_PER, name, maxsplit=1)[0] if meant is None else ""
                wrong = (not_a_unit(name) or not_a_unit(above)) if meant is None else None
                if wrong is not None:
                    raise InputError(*wrong)
                raise InputError(f"unknown unit `{_shown(text.strip())}`", meant or _ANY_UNIT)
            self._found[text] = unit
        return unit

    def _find(self, text: str) -> Unit | None:
        if not text or len(text) > 100:
            return None
        own = self._own
        if own is not None and (unit := own.find(text)):
            return unit
        key = _noun_key(text)
        if key is not None and key in self._nouns:
            return self._nouns[key]
        unit = tabled(text) or self._composed(text) or (own.prefixed(text) if own else None)
        if unit is not None:
            return unit
        if not_a_unit(text) is not None:
            return None
        if re.fullmatch(_ACRONYMS, text) and text[:-1] not in UNITS_IN_CAPITALS:
            noun = text.casefold()  # MPs, which Pint would take for megapoises and seconds
            return Unit(noun, Fraction(1), ((noun, 1),))
        named = key is not None and _is_pint_name(text)
        if not named and (is_of_figures(text.casefold().split()) or self._meant(text)):
            return None
        if named or key is None:
            return own.other(text) if own else _from_pint(text)
        return Unit(key, Fraction(1), ((key, 1),))

    def _composed(self, text: str) -> Unit | None:
        """Return the unit of a text such as `km²`, `square miles`, `fighters / month` or `people per km²`."""
        text = rate_of_words(text)  # "vehicles a day"
        found = re.search(_PER, text) if "/" in text or "per" in text.casefold() else None
        if found is not None:
            above, below = text[: found.start()], text[found.end() :]
            below = "person" if below.casefold() in _BY_HEAD else below
            numerator = self._part(above) if above else DIMENSIONLESS
            many = re.fullmatch(_MANY, below)
            denominator = self._part(below[many.end(1) :]) if many and many[2] else self._part(below)
            if many and numerator:
                return _per_many(numerator, many, denominator)
            return numerator.rate(denominator) if numerator and denominator else None
        adjective, _, spell = text.partition(" ")
        if adjective.casefold() in _WHOLE:
            unit = self._named(spell)
            if unit is not None and (unit.is_duration or unit.style == "points"):
                return unit
        head, of, stuff = text.partition(" of ")
        if of:
            # "2 inches of rain": of what, the claim says.
            base = self._part(head)
            is_pressure = stuff.casefold() in _OF_PRESSURE and base is not None and base.dimension == _LENGTH
            return base if base and _is_measured(base) and not is_pressure else None
        if "·" in text or "*" in text:
            first, second = re.split(_PRODUCT, text, maxsplit=1)
            left, right = self._part(first), self._part(second)
            return left.times(right) if left and right else None
        found = re.fullmatch(_POWER_BEFORE, text)
        if found is not None:
            base = self._named(found[2])
            exponent = 2 if found[1].casefold().startswith("sq") else 3
            return base.power(exponent) if base and base.dimension == _LENGTH else None
        found = re.fullmatch(_POWER_AFTER, text)
        if found is not None:
            base = self._named(found[1])
            if base is None or (found[2] and base.dimension != _LENGTH):
                return None
            return base.power(int((found[2] or found[3] or found[4]).translate(_DIGITS)))
        return None

    def _named(self, text: str) -> Unit | None:
        """Return the unit of the project or of the table that `text` names."""
        return (self._own.find(text) if self._own else None) or tabled(text)

    def _part(self, text: str) -> Unit | None:
        text = text.strip()
        return self._found.get(text) or self._find(text)

    def _meant(self, text: str) -> str | None:
        """Return the suggestion that `text` is one edit from a long name, or a symbol in the wrong case."""
        if not text or len(text) > 100:
            return None
        symbol = symbol_cases().get(text.casefold())
        if symbol is not None:
            return None if text == symbol else f"did you mean `{symbol}`?"
        squared = re.fullmatch(_POWER_AFTER, text)
        if squared:
            base = squared[1]
            symbol = symbol_cases().get(base.casefold())
            if symbol is not None and symbol != base:
                return f"did you mean `{symbol}{text[len(base) :]}`?"
        word = text.casefold()
        if len(word) < 5 or not word.replace(" ", "").replace("-", "").isalpha():
            return None
        for name in self._long_names(word):
            if is_one_edit(word, name):
                return f"did you mean `{name}`?"
        return None

    def _long_names(self, word: str) -> Iterator[str]:
        """Yield the full names, plural first, whose singular has six letters or more."""
        power = re.match(_POWER_BEFORE, word)
        start = power[1] if power else ""
        for declared in self._nouns.values():
            name = declared.name.casefold()
            if len(singular(name)) >= _LONG:
                yield name
                yield singular(name)
        for name in self._own.full_names if self._own else ():
            if len(name) >= _LONG:
                yield start + plural(name)
                yield start + name
        for length in range(len(word) - len(start) + 1, len(word) - len(start) - 2, -1):
            for name in _tabled_names().get(length, ()):
                yield start + name


def _per_many(numerator: Unit, many: re.Match[str], whole: Unit | None) -> Unit | None:
    """Return the unit of so much per so many: of the whole, where it names what that is of."""
    number = Fraction(plain_digits(many[1]))
    if not number or (many[2] and whole is None):
        return None
    is_share = numerator == DIMENSIONLESS and (whole is None or whole.is_count)
    unit = DIMENSIONLESS if is_share else numerator.rate(whole) if whole else None
    name = f"{numerator.name} per {many[0]}".strip()
    return unit and Unit(name, unit.factor / number, unit.dimension)


def _is_measured(unit: Unit) -> bool:
    """Return whether a unit is one to measure stuff in, as an inch of rain and a dollar of aid are."""
    return bool(unit.dimension) and not (unit.offset or unit.is_count or unit.name in ALSO_THINGS)


@functools.cache
def _tabled_names() -> Mapping[int, Sequence[str]]:
    """Return the long names of the table, in both numbers, by their length, which a slip hardly changes."""
    found: dict[int, list[str]] = {}
    for name in full_names():
        if len(name) >= _LONG:
            for form in (plural(name), name):
                found.setdefault(len(form), []).append(form)
    return found


_BY_HEAD = ("capita", "head", "head of population", "head of the population")
_WHOLE = ("consecutive", "successive", "straight", "full", "whole", "entire", "complete", "long", "short")
_OF_PRESSURE = ("mercury", "water")  # inches of these
_ANY_UNIT = "write a unit such as `%`, `km²` or `months`, or what is counted, such as `people`"
_LENGTH: Dimension = (("length", 1),)
_LONG = 6
_PER = r"(?i)\s*/\s*(?!.*/)|(?:^|\s+)per\s+(?!cent\b)(?!.*\sper\s)"
_MANY = r"([0-9][0-9,]*)(?: ?([^\W\d_].*))?"
_PRODUCT = r"\s*[·*]\s*"
_POWER_BEFORE = r"(?i)(square[ -]|sq\.? ?|cubic[ -]|cu\.? ?)(\S.*)"
_POWER_AFTER = r"([^\W\d_]+?)(?:([23])|\^([2-4])|([²³⁴]))"
_DIGITS = str.maketrans("²³⁴", "234")
_ACRONYMS = "[A-Z]{2,5}s"
_NOUN = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+(?:[-'’][^\W\d_]+)*){0,2}"
_VOWEL = r"[aeiouyà-öø-ÿ]"
# Words of figures, which no counted noun begins or ends with.
_FIGURE_WORDS = (
    "a an the of to and or per than from between about around some more less fewer over under nearly "
    "almost most least at up down by in on as is are was were not no half third quarter nan inf infinity "
    "none null strong each apiece fold folds all above below beneath since until "
    "till before after when while who which that whose where but"
)
_NOT_IN_NOUNS = frozenset(_FIGURE_WORDS.split())


@functools.cache
def _standard() -> Units:
    return Units({})


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _noun_key(text: str) -> str | None:
    """Return the plural under which a counted noun is known, or None where `text` cannot be one."""
    # Most nouns are one word of letters: the pattern is compiled only for a run that has others.
    if len(text) > 100 or not (text.isalpha() or re.fullmatch(_NOUN, text)):
        return None
    if any(letter in "²³⁴" for letter in text):
        return None
    noun = text.casefold()
    words = noun.split()
    if len(noun) < 3 or not re.search(_VOWEL, noun) or is_of_figures(words):
        return None
    return plural(noun)


def _counted(text: str) -> str:
    """Return the plural of a counted noun; `InputError` where `text` is none."""
    key = _noun_key(text)
    if key is None:
        raise InputError(f"`{_shown(text)}` is not a counted noun", "name what is counted, such as `people`")
    return key


def is_of_figures(words: list[str]) -> bool:
    """Return whether words, in lower case, are such as a figure is made of, "million" or "or more"."""
    inner = words[1:-1]
    return any(
        is_number_word(word)
        or (word in _NOT_IN_NOUNS and not (word in ("of", "and") and word in inner))
        or word.endswith(("-strong", "-odd", "-plus"))
        for word in words
    )


def _is_pint_name(text: str) -> bool:
    from consistency.quantity.pint_units import is_pint_name

    return is_pint_name(text)


def _from_pint(text: str) -> Unit | None:
    from consistency.quantity.pint_units import definition

    found = definition(text)
    if found is None:
        return None
    name, (factor, offset, dimension) = found
    return Unit(name, factor, dimension, offset)
