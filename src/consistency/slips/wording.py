"""The words of a written figure that give its sign or its scale, exchanged for their neighbours."""

from __future__ import annotations

import re

from consistency.slips.numerals import places, shifted

_SCALES = ("thousand", "million", "billion", "trillion")
_SHORT_SCALES = ("k", "m", "bn", "tn")
_SCALE = rf"\b({'|'.join(_SCALES)})(s?)\b"
_SHORT_SCALE = r"(?<=[0-9])( ?)(k|m|bn|tn)\b"

# Words of `quantity/changes.py`, each with its opposite; of several, the first turns back into it.
_OPPOSITES = """
down: up           up: down
fell: rose         rose: fell          dropped: rose       declined: rose      climbed: fell
decreased: increased                   increased: decreased                    reduced: increased
shrank: grew       grew: shrank
fall: rise         rise: fall          drop: rise          decline: rise       growth: decline
decrease: increase                     increase: decrease                      reduction: increase
loss: gain         gain: loss
lower: higher      higher: lower       fewer: more         less: more          more: fewer
smaller: larger    larger: smaller     greater: smaller
colder: warmer     warmer: colder      cooler: warmer      hotter: colder
below: above       above: below
"""
_WORD = r"[^\W\d_]+"
_MINUS = "-−"
_CURRENCIES = "$€£¥₹₽₪"


def scaled(text: str, power: int) -> list[str]:
    """Return the texts with a number 10 to a power as large: its scale word exchanged where it has one.

    >>> scaled("1.3 million people", 3), scaled("$3.4bn", -3), scaled("1,300 villages", -3)
    (['1.3 billion people'], ['$3.4m'], ['1.3 villages'])
    >>> scaled("20 thousand", -3)
    []
    """
    steps = power // 3
    for pattern, words in ((_SCALE, _SCALES), (_SHORT_SCALE, _SHORT_SCALES)):
        found = re.search(pattern, text, re.IGNORECASE)
        if found is None:
            continue
        number = 1 if words is _SCALES else 2
        place = words.index(found[number].lower()) + steps
        if not 0 <= place < len(words):
            return []
        return [text[: found.start(number)] + words[place] + text[found.end(number) :]]
    return shifted(text, power)


def turned(text: str) -> list[str]:
    """Return the text with the sign of its figure turned: by its word, its sign, or a sign put before it.

    Words of a hedge ("more than") stay. A range without a word for its sign has none to turn.

    >>> turned("down 8 %"), turned("-5 °C"), turned("about 8 %"), turned("$20"), turned("3 to 5 %")
    (['up 8 %'], ['5 °C'], ['about -8 %'], ['-$20'], [])
    >>> turned("up by more than 20 %")
    ['down by more than 20 %']
    """
    opposites = dict(pair.split(": ") for pair in re.findall(r"\w+: \w+", _OPPOSITES))
    for found in re.finditer(_WORD, text):
        opposite = opposites.get(found[0].lower())
        if opposite is not None and not _hedges(text, found.start(), found.end()):
            return [text[: found.start()] + opposite + text[found.end() :]]
    spans = places(text)
    if len(spans) != 1:
        return []
    at = spans[0][0]
    while at and text[at - 1] in _CURRENCIES:
        at -= 1
    if at and text[at - 1] in f"{_MINUS}+":
        sign = "" if text[at - 1] in _MINUS else "-"
        return [text[: at - 1] + sign + text[at:]]
    return [f"{text[:at]}-{text[at:]}"]


def _hedges(text: str, start: int, end: int) -> bool:
    """Whether a word belongs to a hedge: "more than 20", "20 or more", "no fewer than 20", "up to 20"."""
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    return before in (["or"], ["no"]) or after in (["than"], ["to"])
