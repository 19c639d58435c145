# ruff: noqa: E501 - the table is read across
"""Words that make a figure a change: which way it goes, and whether a difference is meant."""

from __future__ import annotations

import functools
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.multiples import take_multiple
from consistency.quantity.tokens import MINUS, Token, Tokens, is_number, tokens_of
from consistency.quantity.unit import Unit

# side | phrases | sign | what the figure is | before it
#
# side: before or after the figure, or between its number and what is counted. "difference": a change, so that °C are degrees of difference; "level": the sign
# of the figure alone. The last column: what must stand before a phrase that follows (it could be a counted noun else):
# a percentage, a temperature or a multiple, or anything.
CHANGES = """
before | down, down by                                                                     | - | difference |
before | a drop of, a fall of, a decline of, a decrease of, a reduction of, a loss of       | - | difference |
before | drop of, fall of, decline of, decrease of, reduction of                            | - | difference |
before | fell, fell by, dropped, dropped by, declined, declined by, decreased, decreased by | - | difference |
before | shrank, shrank by, reduced by, cut by                                              | - | difference |
before | up, up by                                                                          | + | difference |
before | a rise of, an increase of, a gain of, growth of, rise of, increase of               | + | difference |
before | rose, rose by, grew, grew by, increased, increased by, climbed, climbed by          | + | difference |
after  | below zero                                                                         | - | level      | share
after  | above zero                                                                         | + | level      | share
after  | drop, fall, decline, decrease, reduction                                           | - | difference | share
after  | rise, increase, gain                                                               | + | difference | share
after  | lower, fewer, less, smaller, colder, cooler                                        | - | difference | any
after  | shorter, lighter, narrower, thinner, younger, cheaper                              | - | difference | any
within | fewer, less                                                                        | - | difference | any
within | more                                                                               | + | difference | any
after  | higher, more, larger, greater, warmer, hotter                                      | + | difference | any
after  | longer, taller, heavier, wider, deeper, thicker, older, bigger                     | + | difference | any
""".strip()

# Beside these, the words say something else: "20 or more", "no more than 20".
_NO_CHANGE = frozenset(("or", "and", "no", "than"))
_SHARES = frozenset(
    (
        *("%", "percent", "cent", "points", "point", "pp", "bp"),
        *("c", "f", "celsius", "fahrenheit", "degrees", "fold"),
    )
)
_SIGNS = frozenset(("+", "plus", "minus", *MINUS))
# Units with a zero of their own, and those of their differences.
DIFFERENCES = {"°C": "Δ°C", "°F": "Δ°F"}


class Change(NamedTuple):
    """A row of the table: the sign of what is said, and whether a difference is."""

    sign: int
    is_difference: bool
    wants_share: bool


def before(tokens: Tokens) -> Change | None:
    """Return the change that the words which stand here make of a figure, and move past them.

    `InputError` for "down to 8 %", which gives a level.

    >>> from consistency.quantity.tokens import tokens_of
    >>> tokens = Tokens("a drop of 8 %", tokens_of("a drop of 8 %"))
    >>> before(tokens).sign, tokens.word()
    (-1, '8')
    """
    found = None
    for length in (3, 2, 1):
        found = _rows()["before"].get(tokens.slice(length))
        if found is not None:
            break
    if found is None or (length == 1 and tokens.slice(2) == "up to"):
        return None
    if found.is_difference and tokens.word(length) in ("to", "from"):
        said = tokens.slice(length + 1)
        raise InputError(
            f"`{said}` gives a level and no change",
            "write the level alone, as a claim of its own",
            tokens.offset(),
        )
    tokens.at += length
    return found


def after(tokens: Tokens) -> tuple[Change, Token] | None:
    """Return the change that words behind the number make of a figure, and the first of them; they are taken out.

    >>> from consistency.quantity.tokens import tokens_of
    >>> tokens = Tokens("20 fewer people", tokens_of("20 fewer people"))
    >>> after(tokens)[0].sign, [token.text for token in tokens.tokens]
    (-1, ['20', 'people'])
    """
    all_tokens = tokens.tokens
    words = [token.word for token in all_tokens]
    for length in (2, 1):
        found = _rows()["after"].get(" ".join(words[-length:])) if len(words) > length else None
        if found is not None:
            previous = words[-length - 1]
            if previous in _NO_CHANGE or (found.wants_share and previous not in _SHARES):
                return None
            tokens.tokens = all_tokens[:-length]
            return found, all_tokens[-length]
    for at in range(1, len(words) - 1):
        found = _rows()["within"].get(words[at])
        if found is not None and is_number(all_tokens[at - 1]) and words[at + 1] not in _NO_CHANGE:
            tokens.tokens = [*all_tokens[:at], *all_tokens[at + 1 :]]
            return found, all_tokens[at]
    return None


def tells_a_change(text: str, unit: Unit) -> bool:
    """Return whether a figure in `unit` that was read from `text` is told as a change, and not as a level.

    It is by a word of the table that makes it a difference, and by a plus, but for that of a temperature. A
    minus may stand before a level, and a multiple ("doubled", "three times more") tells a ratio.

    >>> from consistency.quantity.unit import PERCENT
    >>> [tells_a_change(text, PERCENT) for text in ("up 8 %", "8 % lower", "+3 %", "-3 %", "up to 8 %")]
    [True, True, True, False, False]
    """
    tokens = Tokens(text, tokens_of(text))
    change = before(tokens)
    if change is None:
        ending = after(tokens)
        change = ending[0] if ending else None
    if take_multiple(tokens) is not None:
        return False
    if change is not None:
        return change.is_difference
    signs = [token for token in tokens.tokens if token.begins_number or token.word in _SIGNS]
    return not unit.offset and bool(signs) and signs[0].word in ("+", "plus")


@functools.cache
def _rows() -> dict[str, dict[str, Change]]:
    """Return the phrases by the side that they stand on."""
    sides: dict[str, dict[str, Change]] = {"before": {}, "within": {}, "after": {}}
    for line in CHANGES.splitlines():
        side, phrases, sign, what, needs = (cell.strip() for cell in line.split("|"))
        change = Change(-1 if sign == "-" else 1, what == "difference", needs == "share")
        for phrase in phrases.split(","):
            sides[side][phrase.strip()] = change
    return sides
