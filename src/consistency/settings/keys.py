"""The keys of the settings file and the options of the command line: what their texts mean."""

from __future__ import annotations

import os

from consistency.finding import Verdict
from consistency.problem import InputError, Location, Problem, closest
from consistency.rule import Severity
from consistency.settings.sets import PACKAGE, STANDARD, is_rule_set, rules_folder
from consistency.settings.value import FAILING, FORMATS, SEVERITIES, SHOWABLE, UNMET

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

# What only the file may say besides its tables.
FILE_KEYS = {**KEYS, "units": True}

EXAMPLES = {
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


def meaning(key: str, words: tuple[str, ...], place: Location, problems: list[Problem]) -> object:
    """Return what the texts of a key mean, or None with a problem."""
    if key in ("show", "fail-on"):
        words = parts(words)
    if not words or not all(word.strip() for word in words):
        problems.append(Problem(place, f"`{key}` names nothing", f"such as `{EXAMPLES[key]}`"))
        return None
    if key == "rules":
        return words if _there(words, place, problems) else None
    if key == "show":
        return _shown(words, place, problems)
    if key == "fail-on":
        return _failing(words, place, problems)
    if key == "format":
        return words[-1] if expect_known("format", words[-1:], FORMATS, place, problems) else None
    if key == "today":
        return _day(words[-1], place, problems)
    return words[-1] if key in ("output", "waivers") else words


def parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that stand in texts between commas.

    >>> parts(("strained, warning", "unmet"))
    ('strained', 'warning', 'unmet')
    """
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
    if not expect_known("verdict", words, (*SHOWABLE, "all"), place, problems):
        return None
    return frozenset(SHOWABLE) if "all" in words else frozenset(words)


def _failing(
    words: tuple[str, ...], place: Location, problems: list[Problem]
) -> tuple[Verdict, Severity] | None:
    if not expect_known("verdict or severity", words, (*FAILING, *SEVERITIES, UNMET), place, problems):
        return None
    verdicts = [word for word in words if word in FAILING] or [Verdict.CONTRADICTED.value]
    severities = [word for word in words if word in SEVERITIES] or [Severity.ERROR.value]
    return Verdict(max(verdicts, key=FAILING.index)), Severity(max(severities, key=SEVERITIES.index))


def expect_known(
    what: str, words: tuple[str, ...], known: tuple[str, ...], place: Location, problems: list[Problem]
) -> bool:
    """Whether all words are known; add a problem at `place` for each that is not. `what` names them."""
    unknown = [word for word in words if word not in known]
    for word in unknown:
        hint = closest(word, known) or f"there are {', '.join(known)}"
        problems.append(Problem(place, f"unknown {what} `{word}`", hint))
    return not unknown
