"""The environment in which tests start programs: the same wherever they run, in CI and at a desk."""

from __future__ import annotations

import os

# What a program needs to start at all. What is left out changes what is printed: `CI`, by which pytest and
# hypothesis tell more, `COLUMNS`, `NO_COLOR`, `TERM`, and what pytest says of the test that runs.
_NEEDED = ("HOME", "PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV")


def environment(**added: str) -> dict[str, str]:
    """Return the variables for a program that a test starts, those `added` among them."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ} | {"PYTHONUTF8": "1"} | added
