"""Paths as a settings file names them, and as a run in another folder does."""

from __future__ import annotations

import os
from pathlib import Path

from consistency.settings.sets import is_rule_set


def seen_from(here: Path, base: Path, text: str) -> str:
    """Return a path that a file in `base` names as a run in `here` names it: relative where it lies below."""
    path = Path(os.path.normpath(base / text))
    if base == here and not Path(text).is_absolute():
        return text
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def rules_seen_from(here: Path, base: Path, text: str) -> str:
    """Return what stands under `rules` in a file in `base` as a run in `here` writes it: a path, or a set."""
    if is_rule_set(text):
        return text
    path = seen_from(here, base, text)
    return f"./{path}" if is_rule_set(path) else path
