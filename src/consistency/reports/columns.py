"""How text stands in the columns of a terminal: what can be shown, how wide it is, where it breaks."""

from __future__ import annotations

ELLIPSIS = "…"

# Characters that reorder what stands around them: a figure could look like another one.
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Return `text`, character by character, as a terminal may show it: what would steer it is a sign.

    >>> visible("14\\t%\\x1b[2J")
    '14 %␛[2J'
    """
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(character: str) -> str:
    code = ord(character)
    if character == "\t":
        return " "
    if code < 32:
        return chr(0x2400 + code)
    if 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or character in _REORDERING or code in (0x2028, 0x2029):
        return "�"
    return character


def width(text: str) -> int:
    """Return how many columns `text` takes: 2 for a wide East Asian character, 0 for a combining one.

    >>> width("35 %"), width("１４％"), width("e\\u0301")
    (4, 6, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    import unicodedata

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    """Return `text` filled with spaces to `columns`."""
    return text + " " * (columns - width(text))


def cut(text: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """Return as much of a line as fits in `columns` around its characters from `start` to `end`.

    Returns the text, with … where something was left out, and where those characters now begin and end.

    >>> cut("one two three four five", 8, 13, 11)
    ('…o three f…', 3, 8)
    """
    if width(text) <= columns:
        return text, start, end
    end = min(end, len(text))
    low, high, used = start, start, 2
    while high < end and used + _width(text[high]) <= columns:
        used += _width(text[high])
        high += 1
    last = high
    while True:
        before = _width(text[low - 1]) if low else 0
        after = _width(text[high]) if high < len(text) else 0
        if low and used + before <= columns and (start - low <= high - last or high == len(text)):
            low, used = low - 1, used + before
        elif high < len(text) and used + after <= columns:
            high, used = high + 1, used + after
        elif low and used + before <= columns:
            low, used = low - 1, used + before
        else:
            break
    head, tail = ELLIPSIS * (low > 0), ELLIPSIS * (high < len(text))
    shift = len(head) - low
    return head + text[low:high] + tail, start + shift, last + shift


def wrapped(text: str, columns: int | None, indent: int) -> str:
    """Return `text` broken at spaces into lines of at most `columns`, all but the first indented.

    A word that is too long for a line stands on one of its own; a sign such as `%` stays with the word before
    it. Without `columns` nothing is broken.

    >>> print(wrapped("one two three 4 %", 9, 2))
    one two
      three
      4 %
    """
    if columns is None or width(text) <= columns:
        return text
    body = text.lstrip(" ")
    lines, line = [], text[: len(text) - len(body)]
    begun = False
    for word in _unbroken(body):
        if begun and width(line) + 1 + width(word) > columns:
            lines.append(line.rstrip(" "))
            line = " " * indent + word
        else:
            line += f" {word}" if begun else word
        begun = True
    return "\n".join([*lines, line])


def _unbroken(text: str) -> list[str]:
    """Return the parts of `text` between which a line may end."""
    parts: list[str] = []
    for word in text.split(" "):
        if parts and word and not any(map(str.isalnum, word)):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts
