"""The settings of a run: the defaults, overruled by the settings file, overruled by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from consistency.problem import Location, Problem, in_order
from consistency.settings.file import Said, nearest, read
from consistency.settings.keys import meaning, parts
from consistency.settings.paths import rules_seen_from, seen_from
from consistency.settings.sets import STANDARD, is_rule_set, rules_folder
from consistency.settings.value import FACTS_SUFFIXES, RULES_SUFFIXES, UNMET, WAIVERS, Settings

# What a run reads, and how the names end of the files that it takes of a folder; of units it takes none.
_READ = {"facts": FACTS_SUFFIXES, "rules": RULES_SUFFIXES, "units": ()}


def read_settings(
    given: Mapping[str, tuple[str, ...]], folder: Path | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a run that starts in `folder`, and what is wrong with them.

    `given` holds what the command line says, under the keys of the settings file; it overrules the file. The
    file is the nearest `consistency.toml`, or `pyproject.toml` with a `[tool.consistency]` table, in `folder`
    or above it, and its paths are relative to it. A key with a problem keeps its default.
    """
    here = (folder or Path.cwd()).absolute()
    file = nearest(here)
    problems: list[Problem] = []
    base = here
    said = Said({}, None, {})
    if file is not None:
        base = file.parent
        said, problems = read(file, here)
    texts = {key: words for key, (words, _) in said.texts.items()}
    places = {key: place for key, (_, place) in said.texts.items()}
    texts.update(given)
    places.update({key: Location(f"--{key}") for key in given})
    places.update({f"severity.{glob}": place for glob, (_, place) in said.severity.items()})

    usual = seen_from(here, base, WAIVERS)
    if "waivers" not in texts and Path(here, usual).exists():
        texts["waivers"], places["waivers"] = (usual,), Location(usual)
    waivers_to = texts.get("waivers", (usual,))[-1]
    usual = seen_from(here, base, "facts")
    if "facts" not in texts and not Path(here, usual).exists():
        message = f"no facts are named, and there is no folder `{usual}`"
        problems.append(Problem(Location(usual), message, "name them: consistency check FACTS"))
    chosen: dict[str, object] = {
        "waivers_to": waivers_to,
        "hedges": said.hedges,
        "severity": {glob: word for glob, (word, _) in said.severity.items()},
        "rules": _usual_rules(here, base),
        "facts": (usual,),
    }
    for key, words in texts.items():
        value = meaning(key, words, places[key], problems)
        if value is not None:
            chosen[key.replace("-", "_")] = value
            if key == "fail-on":
                chosen["fail_on_unmet"] = UNMET in parts(words)
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
    for key, suffixes in _READ.items():
        named = chosen.get(key, ())
        assert isinstance(named, tuple)
        for path in [rules_folder(text) if is_rule_set(text) else Path(text) for text in named]:
            inside = path.resolve() in target.parents and target.name.lower().endswith(suffixes)
            if inside or path.resolve() == target:
                return [Problem(at, f"`{output}` would be one of the {key}", hint)]
    return []


def _usual_rules(here: Path, base: Path) -> tuple[str, ...]:
    """Return the rules of a run that names none: the packaged ones, and those of the project's own folder."""
    own = base / "rules"
    return (STANDARD, rules_seen_from(here, base, "rules")) if own.is_dir() else (STANDARD,)
