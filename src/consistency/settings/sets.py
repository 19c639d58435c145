"""Sets of rules by their names: which texts under `rules` are such names, and the folder of each set."""

from __future__ import annotations

from pathlib import Path

STANDARD = "standard"
"""In `rules`: the set of rules that comes with this package. A folder of that name is `./standard`."""

PACKAGE = "package:"
"""In `rules`: what the name of a set that another installed package brings begins with."""


def packaged_rules() -> Path:
    """Return the folder of the rules that come with the package: the repository's own while it is edited."""
    package = Path(__file__).parent.parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def is_rule_set(text: str) -> bool:
    """Whether a text under `rules` names a set of rules, and no file or folder.

    >>> is_rule_set("standard"), is_rule_set("package:rulebook"), is_rule_set("./standard")
    (True, True, False)
    """
    return text == STANDARD or text.startswith(PACKAGE)


def rules_folder(name: str) -> Path:
    """Return the folder of the set of rules with this name; raise `InputError` where there is none."""
    if name == STANDARD:
        return packaged_rules()
    from consistency.settings.rulesets import find_set  # few projects have any

    return find_set(name.removeprefix(PACKAGE).strip())
