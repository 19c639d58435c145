"""Tells where the figures of documents contradict each other, and why.

>>> from consistency import Settings, check
>>> report = check(Settings(facts=["no such folder"]))
>>> report.problems[0].location.file
'no such folder'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from consistency.claim import Claim, Source
    from consistency.finding import Arithmetic, Counts, Finding, Report, Settlement, Verdict
    from consistency.period import Period
    from consistency.pipeline import check
    from consistency.problem import Location, Problem
    from consistency.quantity import Quantity
    from consistency.rule import Severity
    from consistency.settings import Settings

__all__ = [
    "Arithmetic",
    "Claim",
    "Counts",
    "Finding",
    "Location",
    "Period",
    "Problem",
    "Quantity",
    "Report",
    "Settings",
    "Settlement",
    "Severity",
    "Source",
    "Verdict",
    "__version__",
    "check",
]

# Where each public name stands. It is fetched when first asked for, so that `import consistency` is cheap.
_HOMES = {
    "Arithmetic": "finding",
    "Claim": "claim",
    "Counts": "finding",
    "Finding": "finding",
    "Location": "problem",
    "Period": "period",
    "Problem": "problem",
    "Quantity": "quantity",
    "Report": "finding",
    "Settings": "settings",
    "Settlement": "finding",
    "Severity": "rule",
    "Source": "claim",
    "Verdict": "finding",
    "check": "pipeline",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'consistency' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"consistency.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
