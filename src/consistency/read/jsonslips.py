"""What went wrong in a JSON text, in the words of someone who writes facts rather than JSON parsers.

Loaded only once something has gone wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from consistency.read.tree import clipped

if TYPE_CHECKING:
    from json import JSONDecodeError

_BARE_NAME = r"[A-Za-z_][\w.-]*(?=\s*:)"
_WORD = r"[^\s,:\[\]{}\"']+"
_LITERALS = ("true", "false", "null")


class Slip(NamedTuple):
    """What is wrong in a text, and the offset of the character that it is about."""

    offset: int
    message: str
    suggestion: str | None = None


def no_name(text: str, start: int) -> Slip:
    """Return why no member of an object begins at `start`.

    >>> no_name('{value: 3}', 1)
    Slip(offset=1, message='the name `value` has no quotes', suggestion='write "value"')
    >>> [no_name(text, 1).message for text in ("{", "{,", "{# a")]
    ['the text ends inside `{ }`', 'a comma too many', 'a comment; JSON has none']
    """
    sign = text[start : start + 1]
    bare = re.compile(_BARE_NAME).match(text, start)
    if bare:
        return Slip(start, f"the name `{clipped(bare[0])}` has no quotes", f'write "{clipped(bare[0])}"')
    if sign == ",":
        return Slip(start, "a comma too many", "remove it")
    if not sign:
        return _ended("}", start)
    return _foreign(sign, start) or Slip(start, "a name in double quotes is expected here")


def no_value(text: str, start: int) -> Slip:
    """Return why no value begins at `start`.

    >>> no_value('{"value": NaN}', 10)
    Slip(offset=10, message='`NaN` is not a JSON value', suggestion='put text in double quotes: "NaN"')
    >>> [no_value(text, 0).suggestion for text in ("True", "None")]
    ['write true', 'write null']
    """
    sign = text[start : start + 1]
    foreign = _foreign(sign, start)
    if foreign:
        return foreign
    word = re.compile(_WORD).match(text, start)
    if word:
        shown = clipped(word[0])
        meant = "null" if shown == "None" else shown.lower()
        hint = f"write {meant}" if meant in _LITERALS else f'put text in double quotes: "{shown}"'
        return Slip(start, f"`{shown}` is not a JSON value", hint)
    return Slip(start, "a value is missing here" if sign else "the text ends where a value should be")


def no_text(text: str, start: int, error: JSONDecodeError) -> Slip:
    """Return why the quoted text that begins at `start` cannot be read; `error` is that of the decoder.

    >>> from json import JSONDecodeError
    >>> text = '"50' + chr(92) + '%"'
    >>> no_text(text, 0, JSONDecodeError("Invalid escape", text, 3))
    Slip(offset=3, message='a backslash that begins no escape of JSON', suggestion='write two backslashes')
    """
    sign = text[error.pos : error.pos + 1]
    if error.msg.startswith("Unterminated") or sign == "\n":
        return Slip(start, "this text is never closed", "end it with double quotes on its own line")
    if error.msg.startswith("Invalid control"):
        code = ord(sign)
        return Slip(error.pos, f"the control character U+{code:04X} inside a text", f"write \\u{code:04x}")
    return Slip(error.pos, "a backslash that begins no escape of JSON", "write two backslashes")


def not_closed(text: str, offset: int, closing: str) -> Slip:
    """Return why nothing at `offset` ends or goes on with the brackets that `closing` is to end.

    >>> not_closed('[1', 2, "]")
    Slip(offset=2, message='the text ends inside `[ ]`', suggestion='close it with `]`')
    """
    if offset == len(text):
        return _ended(closing, offset)
    return Slip(offset, f"a comma or `{closing}` is missing here")


def _ended(closing: str, offset: int) -> Slip:
    opening = "{" if closing == "}" else "["
    return Slip(offset, f"the text ends inside `{opening} {closing}`", f"close it with `{closing}`")


def _foreign(sign: str, offset: int) -> Slip | None:
    """Return what is wrong with a sign that other formats have and JSON has not."""
    if sign == "'":
        return Slip(offset, "single quotes", "JSON has double quotes only")
    if sign in ("/", "#"):
        return Slip(offset, "a comment; JSON has none", "remove it, or save the file as .yaml")
    return None
