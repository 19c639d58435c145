"""The value that holds all that one run is asked to do, and the words that its choices are made in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from consistency.finding import Verdict
from consistency.problem import Location
from consistency.rule import Severity
from consistency.settings.sets import STANDARD, is_rule_set
from consistency.value import Record

if TYPE_CHECKING:
    from consistency.quantity.hedges import Hedges

WAIVERS = "waivers.yaml"
"""The file of waived findings where none is named."""

FORMATS = ("text", "json")
"""The forms in which a report and most answers are written."""

FACTS_SUFFIXES = (".yaml", ".yml", ".json", ".jsonl", ".csv", ".parquet")
RULES_SUFFIXES = (".yaml", ".yml", ".json")
"""How the names end, in capitals or not, of the files that a run reads from its folders."""

NOTE = Severity.NOTE.value
"""In `show`: what only remarks on something, such as an expectation that holds but is not established."""

SHOWABLE = (*(verdict.value for verdict in Verdict), NOTE)
SHOWN = frozenset(SHOWABLE) - {Verdict.CONSISTENT.value}

FAILING = ("contradicted", "strained", "undetermined")
"""The verdicts that can fail a run, worst first: naming one means it and all before it."""

SEVERITIES = tuple(severity.value for severity in Severity)
"""The severities, gravest first: naming one means it and all before it."""

OFF = "off"
"""In `severity`: the rule is not checked."""

UNMET = "unmet"
"""In `fail-on`: a rule that met no claim fails the run, and so does a claim that no rule met."""


@attrs.frozen(eq=False, repr=False)
class Settings(Record):
    """Everything that one run is told.

    `facts` and `rules` are files and folders, and `rules` also names of sets. `severity` tells by globs
    over the ids of rules which of them have another severity here (a word of `SEVERITIES`), or are `OFF`;
    `select` and `ignore` are such globs, too, where no `select` means all rules. `show` holds the words
    of `SHOWABLE`. `fail_on` is the mildest verdict and the mildest severity that still fail a run, and
    `fail_on_unmet` tells whether what never met fails it, too. `waivers` is the file of those findings
    that fail none (`waivers_to`: where one would be written); whether they still hold is asked of the day
    with the number `today`, or of the day of the run. `units` are files of units that the project
    defines, `hedges` the tables of hedges where it says otherwise. `places` tells where a key was set,
    for those that were.

    >>> Settings(facts=["figures"]).rules
    ('standard',)
    """

    facts: Sequence[str] = ("facts",)
    rules: Sequence[str] = (STANDARD,)
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    show: Collection[str] = SHOWN
    fail_on: tuple[Verdict, Severity] = (Verdict.CONTRADICTED, Severity.ERROR)
    fail_on_unmet: bool = False
    format: str = "text"
    output: str | None = None
    waivers: str | None = None
    today: int | None = None
    units: Sequence[str] = ()
    hedges: Hedges | None = None
    severity: Mapping[str, str] = attrs.field(factory=dict)
    waivers_to: str = WAIVERS
    places: Mapping[str, Location] = attrs.field(factory=dict)

    @property
    def own_rules(self) -> Sequence[str]:
        """The rules that the project writes: those without the sets, or all where there are only sets."""
        return [path for path in self.rules if not is_rule_set(path)] or self.rules

    def at(self, key: str) -> Location:
        """Return where `key` was set: in the settings file, or as an option of the command line."""
        return self.places.get(key, Location(f"--{key}"))
