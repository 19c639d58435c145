"""Begin a rule or a project: files that run as they are, written where there are none."""

from __future__ import annotations

import os
import shlex
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from consistency.problem import Location, Problem
from consistency.read.files import displayed
from consistency.settings import FILE, RULES_SUFFIXES, is_rule_set
from consistency.workshop.asked import asked

TEMPLATES = Path(__file__).parent / "templates"

_MODELINE = "# yaml-language-server: $schema={}\n"
_SCHEMAS = {"facts": "facts.schema.json", "rules": "rule.schema.json"}
"""Under which names a project would keep, beside its settings, what editors check its files by."""

_FORM = "family/name: small letters and digits, words joined by `-`"


class Begun(NamedTuple):
    """What was written, in words for a reader, or why nothing was."""

    told: str = ""
    problems: tuple[Problem, ...] = ()


def new_rule(id: str, folder: str | None = None) -> Begun:
    """Write a commented rule called `id` into `folder`, else into the configured folder of rules."""
    wrong = wrong_id(id)
    if wrong is not None:
        return Begun(problems=(wrong,))
    root, problems = (folder, ()) if folder is not None else _rules_folder()
    if problems:
        return Begun(problems=problems)
    path = Path(root, *id.split("/")).with_name(f"{id.rpartition('/')[2]}.yaml")
    taken = [
        path.with_suffix(suffix) for suffix in RULES_SUFFIXES if os.path.exists(path.with_suffix(suffix))
    ]
    if taken:
        there = Problem(
            Location(displayed(taken[0])), f"the rule `{id}` is there already", "choose another name"
        )
        return Begun(problems=(there,))
    schema = "../" * (id.count("/") + 1) + _SCHEMAS["rules"]
    text = _MODELINE.format(schema) + (TEMPLATES / "rule.yaml").read_text("utf-8")
    told, problems = _write({path: text})
    if problems:
        return Begun(problems=problems)
    return Begun(told + _after_rule(path, root), ())


def _after_rule(path: Path, root: str) -> str:
    """Return what to do next."""
    file = shlex.quote(displayed(path))
    told = f"next: say in it what must hold, and try it with\n  consistency test {file}\n"
    settings, _ = asked({})
    read = [os.path.realpath(path) for path in settings.rules if not is_rule_set(path)]
    if not any(Path(os.path.realpath(path)).is_relative_to(known) for known in read):
        return told + f"a check reads it with\n  consistency check --rules {shlex.quote(displayed(root))}\n"
    return told


def _rules_folder() -> tuple[str, tuple[Problem, ...]]:
    """Return the first folder of rules that a check would read and that is the project's own."""
    settings, problems = asked({})
    if problems:
        return "", problems
    own = [path for path in settings.rules if not is_rule_set(path)]
    folders = [path for path in own if not path.endswith(RULES_SUFFIXES)]
    if own and not folders:
        hint = "say which folder: --rules FOLDER"
        return "", (Problem(settings.at("rules"), "the settings name files of rules, and no folder", hint),)
    return (folders or ["rules"])[0], ()


def wrong_id(id: str) -> Problem | None:
    """Return what keeps `id` from being that of a new rule, with one that would do where it is near.

    >>> wrong_id("visitors/months-add-up") is None
    True
    >>> print(wrong_id("Visitors/Add_up.yaml"))
    Visitors/Add_up.yaml: a rule is called by its path without `.yaml`; such as `visitors/add-up`
    """
    reason = _reason(id)
    if reason is None:
        return None
    near = _mended(id)
    hint = f"such as `{near}`" if near and _reason(near) is None else _FORM
    return Problem(Location(id or "FAMILY/NAME"), reason, hint)


def _reason(id: str) -> str | None:
    parts = id.split("/")
    suffix = next((suffix for suffix in RULES_SUFFIXES if id.lower().endswith(suffix)), None)
    if suffix:
        return f"a rule is called by its path without `{suffix}`"
    if "rules" in parts:
        return "an id begins below the folder `rules`"
    if not all(parts):
        return "a part of the id is empty"
    wrong = sorted({sign for part in parts for sign in part if not _fits(sign)})
    if wrong:
        return f"{' '.join(f'`{sign}`' for sign in wrong)} cannot stand in the id of a rule"
    if any(part.strip("-") != part or "--" in part for part in parts):
        return "a `-` stands between two words"
    if len(parts) < 2:
        return "a rule belongs to a family"
    return None


def _fits(sign: str) -> bool:
    return sign == "-" or (sign.isalnum() and sign == sign.lower() == unicodedata.normalize("NFC", sign))


def _mended(id: str) -> str:
    """Return an id as near to a wrong one as may be."""
    path = PurePosixPath(unicodedata.normalize("NFC", id).lower().replace("\\", "/"))
    while path.suffix in RULES_SUFFIXES:
        path = path.with_suffix("")
    parts = list(path.parts)
    if "rules" in parts:
        parts = parts[len(parts) - parts[::-1].index("rules") :]
    words = [
        "".join(sign if _fits(sign) else " " for sign in part).replace("-", " ").split() for part in parts
    ]
    return "/".join("-".join(part) for part in words if part)


def new_project(folder: str) -> Begun:
    """Write a small project into `folder`: facts, a rule, and settings that name both."""
    root = Path(folder)
    problems = [
        Problem(Location(displayed(root / name)), "there is one already", "begin in another folder: init DIR")
        for name in (FILE, "facts", "rules")
        if os.path.lexists(root / name)
    ]
    if problems:
        return Begun(problems=tuple(problems))
    template = TEMPLATES / "project"
    texts = {}
    for source in sorted(path for path in template.rglob("*") if path.is_file()):
        name = source.relative_to(template)
        schema = _SCHEMAS.get(name.parts[0])
        line = _MODELINE.format("../" * (len(name.parts) - 1) + schema) if schema else ""
        texts[root / name] = line + source.read_text("utf-8")
    told, unwritten = _write(texts)
    if unwritten:
        return Begun(told, unwritten)
    there = "" if displayed(root) == "." else f"cd {shlex.quote(folder)} && "
    schemas = "".join(
        f"  consistency schema {name.partition('.')[0]} > {name}\n" for name in _SCHEMAS.values()
    )
    told += f"next: {there}consistency check\n"
    return Begun(f"{told}for editors, write there the schemas that these files name:\n{schemas}")


def _write(texts: Mapping[Path, str]) -> tuple[str, tuple[Problem, ...]]:
    """Write each text to its file, which must not be there; stop at the first that cannot be written."""
    told = ""
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "x", encoding="utf-8") as file:
                file.write(text)
        except (OSError, ValueError) as error:
            reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else "not a path"
            return told, (Problem(Location(displayed(path)), f"cannot be written: {reason}"),)
        told += f"wrote {displayed(path)}\n"
    return told, ()
