"""What the words of a document hold: a quote in its text, the numbers of a figure in a quote."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from fractions import Fraction

from consistency.expressions.slots import Frame, Unknown, Values
from consistency.expressions.tree import Attribute, Call
from consistency.expressions.words import compile_text
from consistency.quantity.mentions import numbers_in, ratios_in, sums_in, without_dates, without_scales
from consistency.reading import Truth

Decide = Callable[[Values], Truth | Unknown]

_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_LEFT_OUT = r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*"
_ONE_LETTER = r"\[(\w)\](?=\w)"
_DASH = r"\s*(?:[—―]|--+)\s*|\s+[-‒–−]\s+"
_BROKEN_LINE = r"(?<=\w)-[ \t]*\n\s*(?=\w)"
_HYPHEN = r"(?<=\w)-(?=[^\W\d])|(?<=[^\W\d])-(?=\w)"
_TIMES = r"(?i)\b(?:re)?(?:doubl|tripl|trebl|quadrupl)|fold\b|\btimes\b"
_OTHER_WAY_ROUND = str.maketrans(",.", ".,")
_MOST_PERCENT = 1000  # as a share of a hundred, larger numbers are hardly told
_SCALES = (1000, 1_000_000, 1_000_000_000, 1_000_000_000_000)
_STEPS_OF_TIME = (60, 24, 7, 12)  # from seconds to weeks, and from months to years
_ALL = r"(?i)\b(?:all|every|entire|whole)\b"


def compile_appears_in(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a quote stands in a text."""
    return _of_texts(node, frame, appears)


def appears(quote: str, text: str) -> bool:
    """Return whether the words of a quote stand in a text, one piece after the other at `…`.

    Spacing, line ends, letter case and the kinds of quotation marks and dashes make no difference, nor do
    hyphens, which also break lines, the quotation marks around the quote, and the punctuation at its end.
    Words in brackets are an editor's, for what is left out. Neither words nor numbers are cut: "4 percent"
    does not stand in "14 percent".

    >>> appears("lost “14 percent”", 'It has lost "14\\npercent" since.'), appears("4 percent", "14 percent")
    (True, False)
    >>> text = "It has lost much since."
    >>> appears("It has … since", text), appears("since … it has", text)
    (True, False)
    """
    within = _plain(text)
    at = 0
    for piece in re.split(_LEFT_OUT, re.sub(_ONE_LETTER, r"\1", quote)):
        wanted = _plain(piece).lstrip("\"' ,;:!?").rstrip("\"' .,;:!?")
        if not wanted:
            continue
        found = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w|[.,]\d)").search(within, at)
        if found is None:
            return False
        at = found.end()
    return True


@functools.lru_cache(maxsize=64)
def _plain(text: str) -> str:
    text = re.sub(_DASH, " - ", text.replace("\u00ad", "")).translate(_ALIKE).casefold()
    text = re.sub(_BROKEN_LINE, "-", text)
    return " ".join(re.sub(_HYPHEN, "", text).split())


def compile_has_number(node: Call, frame: Frame) -> Decide:
    """Return what decides whether a text holds a number, in digits or in words."""
    return _of_texts(node, frame, _has_number)


@functools.lru_cache(maxsize=1024)
def _has_number(text: str) -> bool:
    return bool(numbers_in(without_dates(text)))


def _of_texts(node: Call, frame: Frame, says: Callable[..., bool]) -> Decide:
    sides = [compile_text(part, frame) for part in node.arguments if part is not None]

    def decide(values: Values) -> Truth | Unknown:
        texts = []
        for side in sides:
            words = side(values)
            if isinstance(words, Unknown):
                return words
            texts.append(" … ".join(words.texts))
        return Truth.YES if says(*texts) else Truth.NO

    return decide


def compile_has_number_of(node: Call, frame: Frame) -> Decide:
    """Return what decides whether every number that a figure was written with stands in a text."""
    words, figure = node.arguments
    assert words is not None
    assert isinstance(figure, Attribute)
    said, slot = compile_text(words, frame), frame.slot(figure)

    def decide(values: Values) -> Truth | Unknown:
        text, value, quantity = said(values), values.read[slot], values.quantities[slot]
        if isinstance(text, Unknown):
            return text
        if isinstance(value, Unknown):
            return value
        assert quantity is not None
        quote = " … ".join(text.texts)
        return Truth.YES if has_numbers_of(quote, quantity.text, quantity.unit.is_duration) else Truth.NO

    return decide


@functools.lru_cache(maxsize=64)  # asked in both readings
def has_numbers_of(quote: str, figure: str, is_time: bool = False) -> bool:
    """Return whether each number of a figure stands in a quote, whichever way the two write it.

    Of a time it may stand there in another unit, such as hours for minutes.

    >>> has_numbers_of("another eight percent", "8 %"), has_numbers_of("up to 21,000-24,000", "24,000 km²")
    (True, True)
    >>> has_numbers_of("1.3 million people", "1,300,000 people"), has_numbers_of("killed 16", "61 people")
    (True, False)
    >>> has_numbers_of("one in five", "20 %"), has_numbers_of("doubled since 2015", "up 100 %")
    (True, True)
    >>> has_numbers_of("an hour and a half", "90 minutes", is_time=True)
    True
    """
    held = _told(quote)
    wanted = numbers_in(figure)
    # "20 to 30 thousand" has both 20 and 20,000, of which a quote may have either.
    scaled = {number: [number * scale for scale in _SCALES if number * scale in wanted] for number in wanted}
    if is_time:
        scaled = {number: [*others, *_in_other_units(number)] for number, others in scaled.items()}
    if all(any(_is_among(one, held) for one in (number, *scaled[number])) for number in wanted):
        return True
    # The head of a table may hold the scale: "1,234" there is 1,234 thousand.
    plain = without_scales(figure)
    bare = wanted if plain == figure else numbers_in(plain)
    return without_scales(quote) == quote and all(number in held for number in bare)


@functools.lru_cache(maxsize=1024)  # a perturbed figure is looked for in the same quote again and again
def _told(quote: str) -> frozenset[Fraction]:
    """Return the numbers of a quote, with those that it tells in words: all is 1, doubled is up by 1.

    A quote in another language may have its commas and points the other way round.
    """
    held = numbers_in(quote) | numbers_in(quote.translate(_OTHER_WAY_ROUND))
    if re.search(_ALL, quote):
        held |= {Fraction(1)}
    if re.search(_TIMES, quote):
        held |= {number - 1 for number in held}
    return held | ratios_in(quote) | sums_in(quote)


def _in_other_units(number: Fraction) -> list[Fraction]:
    return [each for steps in _STEPS_OF_TIME for each in (number * steps, number / steps)]


def _is_among(number: Fraction, held: frozenset[Fraction]) -> bool:
    """Return whether a number is among others, as it may stand there: half is 50 percent, a third 33."""
    if number in held or (number <= _MOST_PERCENT and number / 100 in held):
        return True
    if number * 100 <= _MOST_PERCENT and number * 100 in held:
        return True
    parts = [part for part in held if 0 < part < 1]
    return any(abs(number - 100 * part) <= Fraction(1, 2) for part in parts)


CALLED: dict[str, Callable[[Call, Frame], Decide]] = {
    "appears_in": compile_appears_in,
    "has_number": compile_has_number,
    "has_number_of": compile_has_number_of,
}
"""What decides a call of one of these functions."""
