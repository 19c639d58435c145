"""A kit for tests about facts: a project's own, changed ones, and made-up ones that its rules meet.

`load` reads facts and rules as a check does, and gives a `Case`: facts, the rules they are judged by, and
what was changed in them. `assert_consistent` and `assert_contradicted` judge a case, and fail with the text
report. The strategies are for hypothesis, which is imported when the first of them is asked for.
docs/testing.md shows how they work together.

>>> from consistency.testing import UnreadableError, load
>>> try:
...     load("no such folder")
... except UnreadableError as error:
...     print(str(error).splitlines()[0])
problem: no such file or folder
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.testing.asserting import assert_consistent, assert_contradicted, assert_no_worse
    from consistency.testing.case import Case, Edit, UnreadableError
    from consistency.testing.changing import perturbed, slips
    from consistency.testing.loading import load
    from consistency.testing.making import claims, consistent_facts, facts
    from consistency.testing.texts import dates, figures

__all__ = [
    "Case",
    "Edit",
    "UnreadableError",
    "assert_consistent",
    "assert_contradicted",
    "assert_no_worse",
    "claims",
    "consistent_facts",
    "dates",
    "facts",
    "figures",
    "load",
    "perturbed",
    "slips",
]

# Where each name stands. It is fetched when first asked for: pytest loads this package in every run.
_HOMES = {
    "Case": "case",
    "Edit": "case",
    "UnreadableError": "case",
    "assert_consistent": "asserting",
    "assert_contradicted": "asserting",
    "assert_no_worse": "asserting",
    "claims": "making",
    "consistent_facts": "making",
    "dates": "texts",
    "facts": "making",
    "figures": "texts",
    "load": "loading",
    "perturbed": "changing",
    "slips": "changing",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'consistency.testing' has no attribute {name!r}")
    from importlib import import_module

    try:
        value: object = getattr(import_module(f"consistency.testing.{home}"), name)
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise ModuleNotFoundError(
            f"`{name}` is a strategy of hypothesis, which is not installed: "
            "pip install 'consistency[testing]'",
            name=error.name,
        ) from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
