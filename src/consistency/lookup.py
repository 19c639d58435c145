"""What `explain` is asked about: a rule by its id, or else a finding by the beginning of its fingerprint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from consistency.read.rules import rule_ids
from consistency.settings import Settings
from consistency.workshop.worked import Lookup, look_up

if TYPE_CHECKING:
    from consistency.trace import Found

_FINGERPRINT = r"(?=.*[0-9])[0-9a-z]{4,13}|[a-f]{4,12}"
"""What may be meant as the beginning of a fingerprint, be it mistyped; no rule of a family is called so."""


def named(settings: Settings, name: str, tell: Callable[[str], None] = lambda doing: None) -> Lookup | Found:
    """Return the rule, or else the finding, that `name` stands for; or why there is none.

    The ids of rules are the paths of their files: which rules there are is known before any is read. `tell`
    is told what the run is doing now.
    """
    beginning = name.lower()
    if settings.facts and re.fullmatch(_FINGERPRINT, beginning) and name not in rule_ids(settings.rules):
        from consistency.trace import find

        return find(settings, beginning, tell)
    return look_up(settings, name)
