"""How many times as much something is: the words that make a figure a plain number, "threefold", "halved"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consistency.problem import InputError
from consistency.quantity.naming import named
from consistency.quantity.number import whole
from consistency.quantity.numerals import FRACTION_SIGNS, is_number_word, is_part
from consistency.quantity.rates import REGULARLY
from consistency.quantity.tokens import DASHES, Token, Tokens
from consistency.quantity.unit import DIMENSIONLESS, PERCENT
from consistency.quantity.written import Written

# word: how many times as much; below them, of how many parts one is left.
TIMES = {
    **dict.fromkeys(("twice", "double", "doubled", "doubling"), 2),
    **dict.fromkeys(("thrice", "triple", "tripled", "tripling", "treble", "trebled", "trebling"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling"), 4),
    **dict.fromkeys(("quintuple", "quintupled", "quintupling"), 5),
}
PARTS = {"halved": 2, "halving": 2}
# Behind a number: "3 times", "3-fold", "3×".
_BEHIND = frozenset(("times", "time", "fold", "x", "×"))
# In a rate: "twice a day", "five times per week".
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_EACH = frozenset(("a", "an", "per", "each", "every"))
_TIMES = ("times", "time")
_OCCASIONS = frozenset((*_OFTEN, *_TIMES))
_LONGEST_BASE = 4  # "the national average"
_PERCENT = frozenset(("%", "percent", "cent"))
_SLASH = (["/"], ["⁄"])
_SIGNS = frozenset((*_BEHIND, *_OFTEN, *TIMES, *PARTS, "as"))
_FORMS = {"word": "multiple in a word", "part": "part in a word", "share": "part as much"}


class Multiple(NamedTuple):
    """What makes a figure a multiple: its kind, the words, and where they stand.

    The kind is "times" or "fold" for what stands behind a number, "word" and "part" for a word of either
    table, "share" for a share and "as much".
    """

    kind: str
    text: str
    offset: int


def take_occasions(tokens: Tokens) -> None:
    """Turn how often something happens into the number that a rate begins with: "twice a day" into "2 a day".

    >>> from consistency.quantity.tokens import tokens_of
    >>> tokens = Tokens("5 times a day", tokens_of("5 times a day"))
    >>> take_occasions(tokens)
    >>> [token.text for token in tokens.tokens]
    ['5', 'a', 'day']
    """
    all_tokens = tokens.tokens
    words = [token.word for token in all_tokens]
    if _SIGNS.isdisjoint(words):
        return
    kept: list[Token] = []
    for at, token in enumerate(all_tokens):
        following = words[at + 1] if at + 1 < len(words) else ""
        is_each = following in _EACH or following in REGULARLY
        is_one_of_two = following in ("or", "to") and not (_EACH | REGULARLY.keys()).isdisjoint(words[at:])
        before = words[at - 1] if at else ""
        if (is_each or is_one_of_two or following == "in") and token.word in _OFTEN:
            kept.append(_in_digits(token, _OFTEN[token.word]))
        elif _number_follows(all_tokens, at) and before in (_OFTEN if token.word == "in" else _OCCASIONS):
            is_per = token.word in ("in", "every", "each")
            kept.append(Token("per", "per", token.start, token.end) if is_per else token)
        elif not (is_each and at > tokens.at and token.word in _TIMES):
            kept.append(token)
    tokens.tokens = kept


def _number_follows(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].begins_number


def take_multiple(tokens: Tokens) -> Multiple | None:
    """Return what makes a multiple of the number that stands here; what is no number of it is taken out.

    >>> from consistency.quantity.tokens import tokens_of
    >>> tokens = Tokens("nearly three times as many", tokens_of("nearly three times as many"))
    >>> take_multiple(tokens).text, [token.text for token in tokens.tokens]
    ('times as many', ['nearly', 'three'])
    """
    all_tokens = tokens.tokens
    words = [token.word for token in all_tokens]
    if _SIGNS.isdisjoint(words):
        return None
    is_compared = len(words) > 2 and words[-2] == "as" and words[-1].isalpha()
    last = len(words) - (3 if is_compared else 1)
    base = _base(words) if not is_compared else None
    if base is not None:
        last = base - 1
    if last < tokens.at:
        return None
    word = words[last]
    if word in TIMES or word in PARTS:
        tokens.tokens = [*all_tokens[:last], _in_digits(all_tokens[last], TIMES.get(word) or PARTS[word])]
        return _told(tokens, "part" if word in PARTS else "word", all_tokens[last:])
    if word in _BEHIND and last > tokens.at:
        number = [token for token in all_tokens[:last] if token.word not in _TIMES]
        if number[-1:] and number[-1].word in DASHES:
            number.pop()
        if len(number) <= tokens.at:
            return None
        if word == "fold":
            number = _without_article(number)
        tokens.tokens = number
        return _told(tokens, "fold" if word == "fold" else "times", all_tokens[last:])
    if is_compared and _ends_share(words[: last + 1]):
        tokens.tokens = all_tokens[: last + 1]
        return _told(tokens, "share", all_tokens[last + 1 :])
    return None


def _base(words: Sequence[str]) -> int | None:
    """Return where "the size", that something is so many times, begins; None where there is no such base."""
    for at in range(1, len(words) - 1):
        if words[at] in ("the", "more") and (words[at - 1] in TIMES or words[at - 1] in _TIMES):
            is_named = all(word.isalpha() and not is_number_word(word) for word in words[at + 1 :])
            is_of_quality = words[at] == "the" or at + 2 == len(words)
            return at if is_named and is_of_quality and len(words) - at <= _LONGEST_BASE else None
    return None


def _without_article(number: list[Token]) -> list[Token]:
    """Return a number without the article of what follows it: "a tenfold rise", but "a hundredfold"."""
    following = [*number[1:], None]
    return [
        token
        for token, after in zip(number, following, strict=True)
        if after is None or token.word not in ("a", "an") or not after.begins_number
    ]


def _ends_share(words: Sequence[str]) -> bool:
    """Return whether words end as a share does: in "third", "%", "½" or "/3"."""
    return (
        is_part(words[-1]) or words[-1] in _PERCENT or words[-1] in FRACTION_SIGNS or words[-2:-1] in _SLASH
    )


def is_of_times(written: Written) -> bool:
    """Return whether a figure was read as so many "times", as in "3 times or more"."""
    return written.unit.dimension == (("times", 1),)


def _told(tokens: Tokens, kind: str, said: Sequence[Token]) -> Multiple:
    return Multiple(kind, tokens.text[said[0].start : said[-1].end], said[0].start)


def _in_digits(token: Token, number: int) -> Token:
    return Token(str(number), str(number), token.start, token.end)


def refuse_two_ways(told: Multiple, change: tuple[int, int] | None) -> None:
    """Raise where a word of change, its sign and place given, leaves open what a multiple is meant to be.

    "Three times more" and "a tenfold rise" tell a multiple. "Three times less" may leave a third, "rose
    three times" be on three occasions, and "three more times" is on so many.

    >>> refuse_two_ways(Multiple("times", "times", 6), (-1, 12))
    Traceback (most recent call last):
        ...
    consistency.problem.InputError: so many times less can be taken in several ways...
    """
    if change is None:
        return
    sign, offset = change
    if sign < 0:
        raise InputError(
            "so many times less can be taken in several ways",
            "write what is left, such as `a third as much`",
            offset,
        )
    if offset < told.offset and told.kind != "fold":
        raise InputError(
            f"`{told.text}` after a word of change can be taken in two ways",
            "write `three times as much` for a ratio",
            offset,
        )


def as_multiple(told: Multiple, written: Written) -> Written:
    """Return the parts of a multiple: those of its number, without a unit; of "halved", those of 1 to 2.

    `InputError` where what stands before "times" is no plain number.
    """
    form = _FORMS.get(told.kind, "multiple")
    if written.sign < 0:
        raise InputError(f"`{told.text}` below zero", "leave out the minus", told.offset)
    if told.kind == "part":
        if not written.is_one_number or written.unit != DIMENSIONLESS:
            raise InputError(f"`{told.text}` after more than one hedge", "keep one of them", told.offset)
        return written._replace(number=whole(1), over=written.number, form=form)
    is_fraction = written.number is not None and written.number.spread is not None
    if written.unit == PERCENT and (is_fraction or told.kind == "share"):
        written = written.times(PERCENT.factor, DIMENSIONLESS)
    if written.unit != DIMENSIONLESS:
        raise InputError(
            f"`{told.text}` after a figure in {named(written.unit)}",
            "write a number before it, as in `3 times as much`",
            told.offset,
        )
    return written._replace(form=form)
