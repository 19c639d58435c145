"""What a run is asked to do: the defaults, overruled by `consistency.toml`, overruled by the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs

from consistency.finding import Verdict
from consistency.problem import InputError, Location, Problem, closest, in_order
from consistency.rule import Severity
from consistency.value import Record

if TYPE_CHECKING:
    from consistency.quantity.hedges import Hedges

FILE = "consistency.toml"
WAIVERS = "waivers.yaml"
FORMATS = ("text", "json")

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

STANDARD = "standard"
"""In `rules`: the set of rules that comes with this package. A folder of that name is `./standard`."""

PACKAGE = "package:"
"""In `rules`: what the name of a set that another installed package brings begins with."""

UNMET = "unmet"
"""In `fail-on`: a rule that met no claim fails the run, and so does a claim that no rule met."""

# Every key of the file and every option of the command line, with whether it may hold more than one text.
KEYS = {
    "facts": True,
    "rules": True,
    "select": True,
    "ignore": True,
    "show": True,
    "fail-on": True,
    "format": False,
    "output": False,
    "waivers": False,
    "today": False,
}

# What only the file may say: further texts, and the tables that `quantity.overrides` reads.
FILE_KEYS = {**KEYS, "units": True}
_TABLES = ("severity", "hedges", "factors")


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
    ('rules',)
    """

    facts: Sequence[str] = ("facts",)
    rules: Sequence[str] = ("rules",)
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

    def at(self, key: str) -> Location:
        """Return where `key` was set: in the settings file, or as an option of the command line."""
        return self.places.get(key, Location(f"--{key}"))


def read_settings(
    given: Mapping[str, tuple[str, ...]], folder: Path | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a run that starts in `folder`, and what is wrong with them.

    `given` holds what the command line says, under the keys of the settings file; it overrules the file. The
    file is the nearest `consistency.toml`, or `pyproject.toml` with a `[tool.consistency]` table, in `folder`
    or above it, and its paths are relative to it. A key with a problem keeps its default.
    """
    here = (folder or Path.cwd()).absolute()
    file = _nearest(here)
    problems: list[Problem] = []
    base = here
    said = _Said({}, None, {})
    if file is not None:
        base = file.parent
        said, problems = _read(file, here)
    texts = {key: words for key, (words, _) in said.texts.items()}
    places = {key: place for key, (_, place) in said.texts.items()}
    for key in ("facts", "rules", "output", "waivers", "units"):
        if key in texts:
            seen = _rules_seen_from if key == "rules" else _seen_from
            texts[key] = tuple(seen(here, base, text) for text in texts[key])
    texts.update(given)
    places.update({key: Location(f"--{key}") for key in given})
    places.update({f"severity.{glob}": place for glob, (_, place) in said.severity.items()})

    usual = _seen_from(here, base, WAIVERS)
    if "waivers" not in texts and Path(here, usual).exists():
        texts["waivers"], places["waivers"] = (usual,), Location(usual)
    waivers_to = texts.get("waivers", (usual,))[-1]
    usual = _seen_from(here, base, "facts")
    if "facts" not in texts and not Path(here, usual).exists():
        message = f"no facts are named, and there is no folder `{usual}`"
        problems.append(Problem(Location(usual), message, "name them: consistency check FACTS"))
    chosen: dict[str, object] = {
        "waivers_to": waivers_to,
        "hedges": said.hedges,
        "severity": {glob: word for glob, (word, _) in said.severity.items()},
        "rules": (_usual_rules(here, base),),
        "facts": (usual,),
    }
    for key, words in texts.items():
        value = _value(key, words, places[key], problems)
        if value is not None:
            chosen[key.replace("-", "_")] = value
            if key == "fail-on":
                chosen["fail_on_unmet"] = UNMET in _parts(words)
    output = chosen.get("output")
    if isinstance(output, str):
        taken = _overwritten(output, chosen, file, places["output"])
        if taken:
            problems += taken
            del chosen["output"]
    return Settings(**chosen, places=places), tuple(in_order(problems))  # type: ignore[arg-type]


def _overwritten(output: str, chosen: Mapping[str, object], file: Path | None, at: Location) -> list[Problem]:
    """Return a problem if the report would take the place of what is read, or be read by the next run."""
    target = Path(output).resolve()
    if target.is_dir():  # nothing is written there
        return []
    hint = "write the report somewhere else"
    if file is not None and target == file.resolve():
        return [Problem(at, f"`{output}` holds the settings", hint)]
    for key in ("facts", "rules", "units"):
        named = chosen.get(key, ())
        assert isinstance(named, tuple)
        for path in [rules_folder(text) if is_rule_set(text) else Path(text) for text in named]:
            inside = path.resolve() in target.parents and target.suffix in INPUT_SUFFIXES
            if inside or path.resolve() == target:
                return [Problem(at, f"`{output}` would be one of the {key}", hint)]
    return []


INPUT_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".jsonl", ".csv", ".parquet"})
"""How the names of the files end that a run reads from its folders."""


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


def _usual_rules(here: Path, base: Path) -> str:
    own = base / "rules"
    return _seen_from(here, base, "rules") if own.is_dir() else STANDARD


def _seen_from(here: Path, base: Path, text: str) -> str:
    """Return a path that a file in `base` names as a run in `here` names it: relative where it lies below."""
    path = Path(os.path.normpath(base / text))
    if base == here and not Path(text).is_absolute():
        return text
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _rules_seen_from(here: Path, base: Path, text: str) -> str:
    if is_rule_set(text):
        return text
    path = _seen_from(here, base, text)
    return f"./{path}" if is_rule_set(path) else path


_PROJECT_TABLE = r"(?m)^\s*\[\s*tool\s*\.\s*\"?consistency\"?\s*[].]"


def _nearest(here: Path) -> Path | None:
    for folder in (here, *here.parents):
        own = folder / FILE
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        # The file is only parsed if it speaks of us: most do not, and another tool's mistake is not ours.
        if project.is_file() and re.search(_PROJECT_TABLE, _text(project)):
            return project
    return None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _read(file: Path, here: Path) -> tuple[_Said, list[Problem]]:
    """Return what a settings file says, and what is wrong with it."""
    from consistency.settings.toml import read_toml

    document = read_toml(file, _seen_from(here, file.parent, file.name))
    if isinstance(document, Problem):
        return _Said({}, None, {}), [document]
    above = () if file.name == FILE else ("tool", "consistency")
    table: object = document.table
    for key in above:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    assert isinstance(table, dict)  # or the file would not have been taken for one of ours

    def place(*keys: str) -> Location:
        return document.place(*above, *keys)

    problems: list[Problem] = []
    texts = {}
    for key, value in table.items():
        if key in _TABLES:
            continue
        if key not in FILE_KEYS:
            known = (*FILE_KEYS, *_TABLES)
            hint = closest(key, known) or f"the keys are {', '.join(known)}"
            problems.append(Problem(place(key), f"unknown key `{key}`", hint))
            continue
        words = _words(value)
        if words is None or (not FILE_KEYS[key] and not isinstance(value, str)):
            kind = "a text or a list of texts" if FILE_KEYS[key] else "a text"
            hint = f'such as {key} = "{_EXAMPLES[key]}"'
            problems.append(Problem(place(key), f"`{key}` must be {kind}", hint))
            continue
        texts[key] = (words, place(key))
    hedges = None
    if "hedges" in table or "factors" in table:
        from consistency.quantity.overrides import read_hedges

        hedges, found = read_hedges(table.get("hedges", {}), table.get("factors", {}), place)
        problems += found
    return _Said(texts, hedges, _severities(table.get("severity", {}), place, problems)), problems


def _severities(
    table: object, place: Callable[..., Location], problems: list[Problem]
) -> dict[str, tuple[str, Location]]:
    """Return what the table `severity` says of rules, by globs over their ids, and where each stands."""
    if not isinstance(table, dict):
        message = "`severity` must be a table of ids of rules"
        problems.append(
            Problem(place("severity"), message, 'such as [severity] and "trends/*" = "note" below')
        )
        return {}
    found = {}
    known = (*SEVERITIES, OFF)
    for glob, word in table.items():
        at = place("severity", glob)
        if not isinstance(word, str):
            message, hint = f"`{glob}` must have a severity", f"one of {', '.join(known)}, in quotes"
            problems.append(Problem(at, message, hint))
        elif _known("severity", (word,), known, at, problems):
            found[glob] = word, at
    return found


class _Said(NamedTuple):
    """What a settings file says: the texts of its keys, of hedges, of severities; with places."""

    texts: Mapping[str, tuple[tuple[str, ...], Location]]
    hedges: Hedges | None
    severity: Mapping[str, tuple[str, Location]]


_EXAMPLES = {
    "facts": "facts",
    "rules": "rules",
    "select": "territory/*",
    "ignore": "territory/*",
    "show": "contradicted",
    "fail-on": "contradicted",
    "format": "json",
    "output": "report.json",
    "waivers": "waivers.yaml",
    "today": "2026-12-31",
    "units": "units.txt",
}


def _words(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    return None


def _value(key: str, words: tuple[str, ...], place: Location, problems: list[Problem]) -> object:
    """Return what the texts of a key mean, or None with a problem."""
    if key in ("show", "fail-on"):
        words = _parts(words)
    if not words or not all(word.strip() for word in words):
        problems.append(Problem(place, f"`{key}` names nothing", f"such as `{_EXAMPLES[key]}`"))
        return None
    if key == "rules":
        return words if _there(words, place, problems) else None
    if key == "show":
        return _shown(words, place, problems)
    if key == "fail-on":
        return _failing(words, place, problems)
    if key == "format":
        return words[-1] if _known("format", words[-1:], FORMATS, place, problems) else None
    if key == "today":
        return _day(words[-1], place, problems)
    return words[-1] if key in ("output", "waivers") else words


def _parts(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _there(words: tuple[str, ...], place: Location, problems: list[Problem]) -> bool:
    """Whether the sets of rules among some texts are there, and none of the others is a slip for one."""
    before = len(problems)
    for word in words:
        if is_rule_set(word):
            try:
                rules_folder(word)
            except InputError as error:
                problems.append(error.at(place))
        elif not set("./\\") & set(word) and not os.path.lexists(word):
            kind, colon, _ = word.partition(":")
            near = closest(kind, (PACKAGE.rstrip(":"),) if colon else (STANDARD,))
            if near:
                message = f"there is no file, folder or rule set `{word}`"
                problems.append(Problem(place, message, near))
    return len(problems) == before


def _day(text: str, place: Location, problems: list[Problem]) -> int | None:
    from consistency.period import read_period  # few runs are told the day

    try:
        day = read_period(text).typical
    except InputError as error:
        problems.append(Problem(place, error.message, error.suggestion))
        return None
    if day.latest_end - day.earliest_start == 1:
        return day.earliest_start
    problems.append(Problem(place, f"`{text}` is not one day", "write it as `2026-12-31`"))
    return None


def _shown(words: tuple[str, ...], place: Location, problems: list[Problem]) -> frozenset[str] | None:
    if not _known("verdict", words, (*SHOWABLE, "all"), place, problems):
        return None
    return frozenset(SHOWABLE) if "all" in words else frozenset(words)


def _failing(
    words: tuple[str, ...], place: Location, problems: list[Problem]
) -> tuple[Verdict, Severity] | None:
    if not _known("verdict or severity", words, (*FAILING, *SEVERITIES, UNMET), place, problems):
        return None
    verdicts = [word for word in words if word in FAILING] or [Verdict.CONTRADICTED.value]
    severities = [word for word in words if word in SEVERITIES] or [Severity.ERROR.value]
    return Verdict(max(verdicts, key=FAILING.index)), Severity(max(severities, key=SEVERITIES.index))


def _known(
    what: str, words: tuple[str, ...], known: tuple[str, ...], place: Location, problems: list[Problem]
) -> bool:
    unknown = [word for word in words if word not in known]
    for word in unknown:
        hint = closest(word, known) or f"there are {', '.join(known)}"
        problems.append(Problem(place, f"unknown {what} `{word}`", hint))
    return not unknown
