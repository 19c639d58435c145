"""A plugin of pytest: the examples of rules as tests, where `--consistency` or the ini file names the rules.

pytest loads this module in every run, so what it works with is imported once rules are named. The fixture
`facts` is that of the kit for tests, which stands higher and is only named here.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from consistency.workshop.trial import Trial, Trials, Tried

pytest_plugins = ("consistency.testing.plugin",)

_NAME = "consistency"
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"
_ASKED: pytest.StashKey[_Asked] = pytest.StashKey()


class _Asked:
    """The rule files that are named, what came of trying them, and where pytest met them."""

    def __init__(self, files: list[Path], trials: Trials, shown: dict[str, str]) -> None:
        self.trials = trials
        self.shown = shown  # the name of each file in reports, by its absolute path
        self.folders = {folder for file in files for folder in Path(os.path.abspath(file)).parents}
        self.met: set[str] = set()
        # Folders that pytest leaves out by their names, and that are looked into for these files alone.
        self.opened: set[Path] = set()

    def leads_to_rules(self, path: Path) -> bool:
        """Whether the path is one of the files, or a folder above one."""
        return str(path) in self.shown or path in self.folders


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting that name rules."""
    group = parser.getgroup(_NAME, "rules of consistency")
    group.addoption(
        "--consistency",
        action="append",
        default=[],
        metavar="PATH",
        help="run the examples in this file, folder or set of rules too (repeatable)",
    )
    parser.addini(_NAME, "files, folders and sets of rules whose examples are tests", type="args", default=[])


def _named(config: pytest.Config) -> dict[str | Path, Path]:
    """Return the files, folders and sets of rules that the command line names, else those of the ini file.

    Each comes with its path, sets by their names.
    """
    given = config.getoption(_NAME)
    if not all(path.strip() for path in given):
        raise pytest.UsageError("`--consistency` names nothing")
    here = config.invocation_params.dir
    if not given:
        given = config.getini(_NAME)
        here = config.inipath.parent if config.inipath else here
    found: dict[str | Path, Path] = {}
    for text in given:
        folder = _folder_of_set(text)
        # pytest knows each file by a path without `..`.
        path = Path(here, text)
        path = path.resolve() if ".." in path.parts else path
        found[text if folder else path] = folder or path
    return found


def _folder_of_set(text: str) -> Path | None:
    """Return the folder of the set of rules with this name, or None for a path."""
    from consistency.problem import InputError
    from consistency.settings import is_rule_set, rules_folder

    if not is_rule_set(text):
        return None
    try:
        return rules_folder(text)
    except InputError as error:
        raise pytest.UsageError(f"`{text}`: {error.message}; {error.suggestion}") from None


def _are_wanted(config: pytest.Config) -> bool:
    """Whether this run is to test rules: those of the ini file are not, where it asks for certain tests."""
    asked_for = config.args_source is pytest.Config.ArgsSource.ARGS
    return bool(config.getoption(_NAME)) or not asked_for


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest look where the rules are."""
    if not _are_wanted(config):
        return
    here = config.invocation_params.dir
    looked_in = [os.path.abspath(here / str(arg).partition("::")[0]) for arg in config.args]
    for path in _named(config).values():
        if not any(Path(os.path.abspath(path)).is_relative_to(folder) for folder in looked_in):
            config.args.append(str(path))


def pytest_collection(session: pytest.Session) -> None:
    """Read the rules and try them, or stop the run if something else than a rule cannot be read."""
    named = _named(session.config)
    if not named:
        return
    from consistency.problem import in_order
    from consistency.read.files import displayed, find_files
    from consistency.settings import RULES_SUFFIXES
    from consistency.workshop.asked import asked
    from consistency.workshop.trial import try_rules

    settings, problems = asked({})
    if not problems:
        trials = try_rules(list(named), settings.facts, settings.units, settings.hedges)
        files, _ = find_files(list(named.values()), RULES_SUFFIXES, "rule")
        shown = {os.path.abspath(file): displayed(file) for file in files}
        session.config.stash[_ASKED] = _Asked(files, trials, shown)
        of_rules = set(shown.values())
        problems = tuple(problem for problem in trials.problems if problem.location.file not in of_rules)
    if problems:
        raise pytest.UsageError("\n".join(map(str, in_order(problems))))


@pytest.hookimpl(wrapper=True)
def pytest_ignore_collect(
    collection_path: Path, config: pytest.Config
) -> Generator[None, bool | None, bool | None]:
    """Look for rules also in folders that pytest leaves out by their names, such as `build`."""
    ignored = yield
    asked = config.stash.get(_ASKED, None)
    if asked is None:
        return ignored
    leads = asked.leads_to_rules(collection_path)
    if not asked.opened.isdisjoint(collection_path.parents) and not leads:
        return True
    if ignored and leads and _is_left_out_by_name(collection_path, config):
        asked.opened.add(collection_path)
        return False
    return ignored


def _is_left_out_by_name(folder: Path, config: pytest.Config) -> bool:
    patterns = config.getini("norecursedirs")
    return any(folder.match(pattern) for pattern in patterns) or (folder / _VIRTUAL_ENVIRONMENT).exists()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return what collects the examples of a rule file, if it is one of those named."""
    asked = parent.config.stash.get(_ASKED, None)
    if asked is not None and str(file_path) in asked.shown:
        asked.met.add(str(file_path))
        collected: pytest.Collector = RuleFile.from_parent(parent, path=file_path)
        return collected
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """Stop the run if rules are named and it met none of them."""
    asked = config.stash.get(_ASKED, None)
    if asked is not None and not asked.met and _are_wanted(config):
        raise pytest.UsageError("rules of consistency are named, and none of their examples was collected")


class RuleFile(pytest.File):
    """A rule file: a test for each example, and one for what examples it has."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests, or fail with what is wrong with the file."""
        asked = self.config.stash[_ASKED]
        trials, file = asked.trials, asked.shown[str(self.path)]
        problems = [problem for problem in trials.problems if problem.location.file == file]
        if problems:
            raise self.CollectError("\n".join(map(str, problems)))
        for trial in trials.trials:
            if trial.rule.at.file == file:
                yield ExamplesItem.from_parent(self, name="examples", trial=trial)
                for tried in trial.examples:
                    yield ExampleItem.from_parent(self, name=tried.example.name, tried=tried)


class NotAsSaidError(Exception):
    """An example does not come out as it says, or a rule lacks one; the message is the report."""


class _Item(pytest.Item):
    line = 1

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Return the report of the example, without the Python that led to it."""
        if isinstance(excinfo.value, NotAsSaidError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the example stands, and its name."""
        return self.path, self.line - 1, self.name


class ExampleItem(_Item):
    """An example of a rule as a test."""

    def __init__(self, *, tried: Tried, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self._tried = tried
        self.line = tried.example.at.line

    def runtest(self) -> None:
        """Fail if the example does not come out as it says."""
        if not self._tried.holds:
            from consistency.workshop.text import render_tried

            raise NotAsSaidError(render_tried(self._tried))


class ExamplesItem(_Item):
    """The examples of a rule together as a test: at least one consistent, one contradicted."""

    def __init__(self, *, trial: Trial, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self._trial = trial

    def runtest(self) -> None:
        """Fail if an example is lacking."""
        if self._trial.lacks:
            from consistency.workshop.text import lacking

            raise NotAsSaidError(f"{self._trial.rule.id}: {lacking(self._trial)}")
