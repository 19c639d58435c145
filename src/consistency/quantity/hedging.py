"""Where the hedges of a figure stand: before its number, after it, and one upon the other."""

from __future__ import annotations

from consistency.problem import InputError
from consistency.quantity.hedges import Hedge, Hedges, Vague
from consistency.quantity.stacks import together
from consistency.quantity.tokens import CURRENCIES, Token, Tokens, is_of_a_scale

# "only 5 %", "all 12 people": what somebody thinks of the number.
# "another 300": how many there were before is no part of it.
_ADDING_NOTHING = ("only", "just", "all", "another")
_BEFORE_NUMBERS = ("a", "an", "the", "total")


def hedge_here(tokens: Tokens, hedges: Hedges) -> tuple[Hedge | None, int]:
    """Return the row of the phrase that stands here, and of how many tokens it is."""
    rows = hedges.phrases
    for length in range(min(hedges.longest, len(tokens.tokens) - tokens.at), 0, -1):
        row = rows.get(tokens.slice(length))
        if row is not None:
            return row, length
    return None, 0


def take_hedge(tokens: Tokens, hedges: Hedges) -> Hedge | None:
    """Return the row of the hedge that stands here, and move past it."""
    row, length = hedge_here(tokens, hedges)
    tokens.at += length
    return row


def take_joint(tokens: Tokens) -> None:
    """Move past the hyphen that joins a number to the hedge in words before it: "over-65" is no minus 65."""
    rest = tokens.tokens[tokens.at - 1 : tokens.at + 2]
    if len(rest) < 3 or rest[1].text != "-":
        return
    word, joint, number = rest
    is_touching = word.end == joint.start and joint.end == number.start
    if is_touching and word.word.isalpha() and number.begins_number:
        tokens.at += 1


def vague_here(tokens: Tokens, hedges: Hedges) -> tuple[Vague, int] | None:
    """Return the row of the word for a number that stands here, and of how many tokens it is."""
    rows = hedges.vague
    for length in range(min(hedges.longest, len(tokens.tokens) - tokens.at), 0, -1):
        row = rows.get(tokens.slice(length))
        if row is not None:
            return row, length
    return None


def take_article(tokens: Tokens, hedges: Hedges) -> None:
    """Move past an article that belongs to what follows the figure: "a 20,000-strong force"."""
    word, rest = tokens.word(), tokens.tokens[tokens.at : tokens.at + 2]
    if word in _ADDING_NOTHING and len(rest) > 1 and rest[1].begins_number:
        tokens.at += 1
        return
    if word == "another" and is_of_a_scale(rest[1:]):  # "another million" is one
        tokens.tokens = [
            *tokens.tokens[: tokens.at],
            rest[0]._replace(word="a"),
            *tokens.tokens[tokens.at + 1 :],
        ]
        return
    if word not in _BEFORE_NUMBERS or tokens.take("a total of", "total of"):
        return
    if word == "total" or len(rest) < 2 or rest[0].end == rest[1].start:
        return
    if hedge_here(tokens, hedges)[0] is not None or vague_here(tokens, hedges) is not None:
        return
    tokens.at += 1
    is_joined = tokens.word(1) == "-" and rest[1].begins_number  # a nine-month siege
    is_number = is_joined or rest[1].is_digits or rest[1].text in CURRENCIES
    # "a one-in-four chance", but "a hundred"
    is_number = is_number or (rest[1].begins_number and (word == "the" or tokens.word(1) in ("in", "")))
    if not is_number and hedge_here(tokens, hedges)[0] is None:
        tokens.at -= 1


def number_at(tokens: Tokens, hedges: Hedges) -> int:
    """Return at which token the number stands, without moving there."""
    before = tokens.at
    for _ in range(2):
        tokens.take("a ratio of", "ratio of")
        take_article(tokens, hedges)
        take_hedge(tokens, hedges)
    at, tokens.at = tokens.at, before
    return at


def stacked(tokens: Tokens, hedges: Hedges, hedge: Hedge, hedged_at: Token) -> tuple[Hedge, Hedge | None]:
    """Return the hedge of a figure, and a second one that follows it."""
    inner, length = hedge_here(tokens, hedges)
    if inner is None and vague_here(tokens, hedges) is None:
        return hedge, None
    how = together(hedge.name, inner.name) if inner else None
    if inner is None or how is None:
        raise InputError(
            f"`{hedged_at.text}` and `{tokens.token().text}` do not go together",
            "keep one of them",
            tokens.offset(),
        )
    tokens.at += length
    return (inner if how == "inner" else hedge), (inner if how == "both" else None)


def hedge_of_an_end(tokens: Tokens, hedges: Hedges, hedge: Hedge | None, start: int) -> Hedge | None:
    """Return the hedge of a range, with one before an end of it: "between about 40 and 50"."""
    own = take_hedge(tokens, hedges)
    if own is None or own is hedge:
        return hedge
    if own.before_range == "-" or hedge is not None:
        raise InputError(f"`{own.name}` does not go with a range", "keep one of the two", start)
    return own


def take_suffix(tokens: Tokens, hedges: Hedges) -> tuple[Hedge | None, str]:
    """Return the row of what may follow a number, `+`, `or more`, `-strong`, and how it is said."""
    rows = hedges.phrases
    if tokens.slice(3) == "plus or minus":
        return None, ""
    for length in range(min(3, len(tokens.tokens) - tokens.at), 0, -1):
        said = tokens.slice(length)
        row = rows.get("…" + said) or rows.get("… " + said)
        if row is not None:
            tokens.at += length
            return row, said
    return None, ""


def only(before: Hedge | None, inner: Hedge | None, after: Hedge | None) -> tuple[Hedge | None, Hedge | None]:
    """Return the hedges of one number, of which one may follow it."""
    if before is None or after is None:
        return before or after, inner
    how = together(before.name, after.name)
    if how is None or inner is not None:
        raise InputError(f"`{before.name}` and `{after.name}` do not go together", "keep one of them")
    return (after if how == "inner" else before), (after if how == "both" else None)
