"""The words, numbers and signs of a written figure, and a place among them that moves on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.numerals import FRACTION_SIGNS, MOST_DIGITS, SCALES, is_number_word, is_part

# Patterns that not every run needs are left as text: `re` compiles each once, on its first use.
EXAMPLE = "write a figure such as `about 40 %` or `20,000 to 31,500 fighters`"
MINUS = ("-", "−")
DASHES = ("-", "–", "—")
CURRENCIES = frozenset(
    (
        *("$", "€", "£", "¥", "₹", "₽", "₪", "US$", "A$", "C$", "HK$", "NZ$", "S$", "R$"),
        *("USD", "EUR", "GBP", "JPY", "INR", "RUB", "ILS", "AUD", "CAD", "HKD", "NZD", "SGD", "BRL"),
    )
)
_LONGEST = 1000
_LETTER = rf"[^\W\d_{''.join(FRACTION_SIGNS)}]"
_TOKEN = (
    r"[0-9](?:[0-9.,]*[0-9])?(?:[ \u00a0\u2009\u202f][0-9]{3}(?![0-9.,]*[0-9]))*(?:\.[0-9]+)?"
    rf"|(?:US|HK|NZ|[ACRS])\$|{_LETTER}+(?:-{_LETTER}+)*|>=|<=|\+/-|\S"
)


class Token(NamedTuple):
    """A word, number or sign, and where it stands in the text."""

    text: str
    word: str  # in lower case
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.word[0] in "0123456789"

    @property
    def begins_number(self) -> bool:
        """Whether a number can begin here: in digits, in words but for "a", as `½`, or after a currency."""
        if self.is_digits or self.word in FRACTION_SIGNS or self.text in CURRENCIES:
            return True
        return self.word not in SCALES and is_number_word(self.word)


def is_number(token: Token) -> bool:
    """Return whether a number, or a word that multiplies one, is the token."""
    return token.word in SCALES or (token.begins_number and token.text not in CURRENCIES)


def begins_figure(tokens: Sequence[Token]) -> bool:
    """Return whether a number begins tokens, or a currency before one: "$1.07 per €" is per one of it.

    >>> begins_figure(tokens_of("€5")), begins_figure(tokens_of("€"))
    (True, False)
    """
    is_money = bool(tokens) and tokens[0].text in CURRENCIES
    rest = tokens[1:] if is_money else tokens
    return bool(rest) and rest[0].begins_number


def is_of_a_scale(tokens: Sequence[Token]) -> bool:
    """Return whether tokens begin with a scale word that stands for one of it: "a million", "thousand"."""
    words = [token.word for token in tokens[:2]]
    return words[:1] != [] and (words[0] in SCALES or (words[0] == "a" and words[-1] in SCALES))


def counted_as_one(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return tokens with the "one" that a scale word without a number lacks: "per thousand"."""
    if tokens and tokens[0].word in SCALES:
        return [Token("one", "one", tokens[0].start, tokens[0].start), *tokens]
    return tokens


def tokens_of(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text; `InputError` where it is too long for a figure.

    >>> [token.text for token in tokens_of("a nine-month, 20,000-strong siege")]
    ['a', 'nine', '-', 'month', ',', '20,000', '-', 'strong', 'siege']
    """
    if len(text) > _LONGEST:
        raise InputError(
            f"{len(text):,} characters are too many; a number has at most {MOST_DIGITS} digits", EXAMPLE
        )
    tokens = []
    for found in re.finditer(_TOKEN, text):
        word = found[0].lower()
        if word.endswith("fold") and is_number_word(word[:-4]):
            tokens += _folded(found[0], found.start())
        elif "-" in word and len(word) > 1 and word[0].isalpha():
            is_counted = bool(tokens) and is_number(tokens[-1])  # two half-brothers
            tokens += (None if is_counted else _parted(found[0], found.start())) or _compound(
                found[0], found.start()
            )
        else:
            tokens.append(Token(found[0], word, found.start(), found.end()))
    if any(token.word == "in" for token in tokens):
        return _unjoined(tokens)
    return tokens


def _unjoined(tokens: list[Token]) -> list[Token]:
    """Return tokens without the hyphens that join "1-in-5"."""
    kept = list(tokens)
    for at in range(len(tokens) - 3, 1, -1):
        before, joint, after = tokens[at - 1 : at + 2]
        if joint.word == "in" and before.word == after.word == "-" and is_number(tokens[at - 2]):
            del kept[at + 1], kept[at - 1]
    return kept


def _folded(text: str, start: int) -> list[Token]:
    """Return the tokens of "threefold": the number, and what makes it a multiple."""
    middle, end = start + len(text) - 4, start + len(text)
    return [Token(text[:-4], text[:-4].lower(), start, middle), Token(text[-4:], "fold", middle, end)]


def _parted(text: str, start: int) -> list[Token] | None:
    """Return the tokens of "half-mile" and "half-a-mile", a part of one; None for other words."""
    from consistency.quantity.tabled import tabled

    part, _, rest = text.partition("-")
    if part.lower() not in ("half", "quarter"):
        return None
    name = rest[2:] if rest[:2].lower() == "a-" else rest
    if name.lower() not in SCALES and name.lower() != "percentage" and tabled(name) is None:
        return None  # half-brothers
    end = start + len(text)
    at = end - len(name)
    return [
        Token(part, part.lower(), start, start + len(part)),
        Token("a", "a", at, at),
        Token(name, name.lower(), at, end),
    ]


def _compound(text: str, start: int) -> list[Token]:
    """Return the tokens of a word with hyphens: cut behind a number, "nine-month", else kept whole."""
    words = text.lower().split("-")
    length = 0
    while length < len(words) and is_number_word(words[length]):
        length += 1
    if not 0 < length < len(words) or (length + 1 == len(words) and is_part(words[length])):
        return [Token(text, text.lower(), start, start + len(text))]
    tokens = []
    ends = ["-".join(words[:length]), *words[length:]]
    if words[length] not in ("and", "to", "in"):
        ends = [ends[0], "-".join(ends[1:])]
    for place, word in enumerate(ends):
        if place and words[length] != "and":
            tokens.append(Token("-", "-", start - 1, start))
        tokens.append(Token(word, word, start, start + len(word)))
        start += len(word) + 1
    return tokens


class Tokens:
    """Tokens of a text, read from left to right; `at` is the next one."""

    __slots__ = ("at", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.tokens)

    @property
    def whole(self) -> str:
        """The text of all tokens."""
        return self.between(0, len(self.tokens))

    def between(self, first: int, last: int) -> str:
        """Return the text from one token to before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def token(self) -> Token:
        """Return the token that stands here; there must be one."""
        return self.tokens[self.at]

    def word(self, ahead: int = 0) -> str:
        """Return a token in lower case, or nothing beyond the end."""
        at = self.at + ahead
        return self.tokens[at].word if at < len(self.tokens) else ""

    def words(self, most: int = 12) -> list[str]:
        """Return the next tokens in lower case."""
        return [token.word for token in self.tokens[self.at : self.at + most]]

    def slice(self, length: int) -> str:
        """Return the next tokens in lower case, spaced as they are."""
        tokens = self.tokens[self.at : self.at + length]
        text = tokens[0].word if tokens else ""
        for before, token in pairwise(tokens):
            text += (" " if token.start > before.end else "") + token.word
        return text

    def offset(self) -> int:
        """Return where the next token stands in the text, or where the last one ends."""
        if self.at < len(self.tokens):
            return self.tokens[self.at].start
        return self.tokens[-1].end if self.tokens else len(self.text.rstrip())

    def take(self, *phrases: str) -> bool:
        """Move past the phrase of those given that stands here, if one does."""
        for phrase in phrases:
            if self.slice(phrase.count(" ") + 1) == phrase:
                self.at += phrase.count(" ") + 1
                return True
        return False

    def stray(self) -> InputError:
        """Return the error for what is left over."""
        rest = self.text[self.token().start : self.tokens[-1].end]
        return InputError(
            f"`{shown(rest)}` does not belong to a figure", "put it into `note`", self.token().start
        )


def shown(text: str) -> str:
    """Return a text cut to what a message can hold."""
    return text if len(text) <= 40 else text[:39] + "…"
