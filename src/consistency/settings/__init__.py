"""What a run is asked to do: the defaults, overruled by `consistency.toml`, overruled by the command line."""

from consistency.settings.file import FILE
from consistency.settings.keys import FILE_KEYS, KEYS
from consistency.settings.reading import read_settings
from consistency.settings.sets import PACKAGE, STANDARD, is_rule_set, packaged_rules, rules_folder
from consistency.settings.value import (
    FACTS_SUFFIXES,
    FAILING,
    FORMATS,
    NOTE,
    OFF,
    RULES_SUFFIXES,
    SEVERITIES,
    SHOWABLE,
    SHOWN,
    UNMET,
    WAIVERS,
    Settings,
)

__all__ = [
    "FACTS_SUFFIXES",
    "FAILING",
    "FILE",
    "FILE_KEYS",
    "FORMATS",
    "KEYS",
    "NOTE",
    "OFF",
    "PACKAGE",
    "RULES_SUFFIXES",
    "SEVERITIES",
    "SHOWABLE",
    "SHOWN",
    "STANDARD",
    "UNMET",
    "WAIVERS",
    "Settings",
    "is_rule_set",
    "packaged_rules",
    "read_settings",
    "rules_folder",
]
