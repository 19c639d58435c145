"""Files that take the place of those before them at once."""

from __future__ import annotations

import os
from pathlib import Path

from consistency.problem import Location, Problem


def write(text: str, file: str) -> Problem | None:
    """Put `text` in place of a file at once, so that nobody sees half of it; return what prevents that."""
    try:
        if os.path.exists(file) and not os.path.isfile(file):  # a device or a pipe, written to as it is
            Path(file).write_text(text, "utf-8", errors="backslashreplace")
            return None
        path = Path(os.path.realpath(file))
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            part.write_text(text, "utf-8", errors="backslashreplace", newline="")
            if path.exists():
                part.chmod(path.stat().st_mode)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except BrokenPipeError:  # nobody reads on
        return None
    except OSError as error:
        return Problem(Location(file), f"cannot be written: {error.strerror or error}")
    return None
