"""Where the words of a command go: to streams that may be terminals, or pipes that close early."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from typing import TextIO

from consistency.problem import Location, Problem

PATIENCE = 2.0
"""Seconds that a run may take before it says on a terminal what it is doing."""

_NARROWEST = 20
_USUAL = 80


def page_width(stream: TextIO) -> int | None:
    """Return how many columns `stream` shows: what COLUMNS says, else those of the terminal, else None."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return max(int(told), _NARROWEST)
    if not _is_terminal(stream):
        return None
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return None
    return max(columns, _NARROWEST) if columns else _USUAL  # a terminal that nobody has sized says 0


def _is_terminal(stream: TextIO | None) -> bool:
    # A stream that was closed before the program began (`>&-`) is None.
    return stream is not None and stream.isatty()


def has_colour(stream: TextIO) -> bool:
    """Whether `stream` is a terminal whose user does not forbid colours (https://no-color.org)."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str, stream: TextIO | None, encoding: str | None = None) -> Problem | None:
    """Write `text`, with what cannot be encoded escaped; return what prevents that.

    Where nobody reads on, as behind `| head`, nothing is wrong; nor where the stream was closed beforehand.
    """
    if stream is None:
        return None
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # The interpreter flushes once more when it ends: let that go nowhere, instead of complaining.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            reason = error.strerror or str(error)
            return Problem(Location("the report"), f"cannot be written: {reason.lower()}")
    return None


class Progress:
    """Says on a terminal what a run is doing, once it has taken a while; elsewhere it keeps silent."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._doing = ""
        self._over = threading.Event()
        self._teller = threading.Thread(target=self._watch, daemon=True) if _is_terminal(stream) else None

    def tell(self, doing: str) -> None:
        """Take in what the run is doing now."""
        self._doing = doing

    def __enter__(self) -> Progress:
        if self._teller:
            self._teller.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._over.set()
        if self._teller:
            self._teller.join()

    def _watch(self) -> None:
        begun = time.monotonic()
        if self._over.wait(PATIENCE):
            return
        while not self._over.wait(0.2):
            seconds = int(time.monotonic() - begun)
            line = f"{self._doing} ({seconds} s)"[: (page_width(self._stream) or 80) - 1]
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
        self._stream.write("\r\x1b[K")
        self._stream.flush()
