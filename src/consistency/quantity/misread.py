"""Numbers that can mean another thing by what follows them: `1.300 people`, `1080p`, `30 second clip`."""

from __future__ import annotations

from consistency.problem import InputError
from consistency.quantity.amounts import Amount
from consistency.quantity.format import can_be_thousands
from consistency.quantity.not_units import is_sometimes_a_noun, of_a_size
from consistency.quantity.nouns import plural
from consistency.quantity.tabled import tabled
from consistency.quantity.tokens import Tokens
from consistency.quantity.unit import Unit

_LINES_OF_VIDEO = ("480", "720", "1080", "1440", "2160")


def refuse_thousands(read: Amount, tokens: Tokens) -> None:
    """Raise for a number of what is counted that has a point where much of the world groups thousands.

    >>> from consistency.quantity.tokens import tokens_of
    >>> refuse_thousands(Amount("decimal", "1.300"), Tokens("1.300 people", tokens_of("1.300 people")))
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: `1.300` of what is counted can be thousands or a decimal...
    """
    if read.scale != 1 or read.unit or not can_be_thousands(read.digits):
        return
    before, _, after = read.digits.partition(".")
    at = next((token.start for token in tokens.tokens if token.text == read.digits), 0)
    decimal = f"{before}.{after.rstrip('0') or '0'}"
    hint = f"write `{before},{after}`, or `{decimal}`"
    if decimal == read.digits:
        hint = f"write `{before},{after}`, or the decimal to fewer places"
    raise InputError(f"`{read.digits}` of what is counted can be thousands or a decimal", hint, at)


def refuse_name(read: Amount, name: str, place: tuple[Tokens, int], default: Unit | None) -> None:
    """Raise where the name of a unit stands for something else with such a number, or in such a measure.

    `place` is the text, and where in it the name stands, `default` the unit of the measure.

    >>> from consistency.quantity.tokens import tokens_of
    >>> text = Tokens("30 second clip", tokens_of("30 second clip"))
    >>> refuse_name(Amount("digits", "30"), "second clip", (text, 3), None)
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: `clip` does not belong to a figure in `seconds`...
    """
    tokens, offset = place
    is_of_lines = read.digits in _LINES_OF_VIDEO and read.digits in [token.text for token in tokens.tokens]
    if name == "p" and is_of_lines and not (default is not None and default.is_money):
        pounds, pence = divmod(int(read.digits), 100)
        message = f"`{read.digits}p` can be pence, or the lines of a video"
        raise InputError(message, f"write `£{pounds}.{pence:02}`, or `{read.digits} lines`", offset)
    if name == "nm" and default is not None and default.dimension == _LENGTH and default.factor >= 1:
        message = f"`nm` where lengths are in `{default.name}` can be nautical miles or nanometres"
        raise InputError(message, "write `nmi`, or `nanometres`", offset)
    head, _, rest = name.partition(" ")
    if is_sometimes_a_noun(head) and (read.digits, read.scale) != ("1", 1) and _is_one_thing(name, rest):
        raise InputError(*of_a_size(head, rest), offset)


def _is_one_thing(name: str, rest: str) -> bool:
    """Return whether the noun after the name of a unit is a single one, "clip", and the two are no unit."""
    last = rest.casefold().rpartition(" ")[2]
    is_of_a_unit = " per " in name or rest.startswith("of ") or tabled(name) is not None
    return last.isalpha() and plural(last) != last and not is_of_a_unit


_LENGTH = (("length", 1),)
