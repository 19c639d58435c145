"""A plugin of pytest: the examples of rules as tests, where `--consistency` or the ini file names the rules.

pytest loads this module in every run, so what it works with is imported once rules are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from consistency.workshop.trial import Trial, Trials, Tried

_NAME = "consistency"
_TRIALS: pytest.StashKey[Trials] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the setting that name rules."""
    group = parser.getgroup(_NAME, "rules of consistency")
    group.addoption(
        "--consistency",
        action="append",
        default=[],
        metavar="PATH",
        help="run the examples in this file or folder of rules too (repeatable)",
    )
    parser.addini(_NAME, "files and folders of rules whose examples are tests", type="paths", default=[])


def _named(config: pytest.Config) -> list[Path]:
    """Return the files and folders of rules that the command line names, else those of the ini file."""
    given = [Path(config.invocation_params.dir, path) for path in config.getoption(_NAME)]
    return given or list(config.getini(_NAME))


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest look where the rules are.

    Rules that only the ini file names are left out where the command line asks for certain tests.
    """
    asked_for = config.args_source is pytest.Config.ArgsSource.ARGS
    if asked_for and not config.getoption(_NAME):
        return
    looked_in = [
        Path(config.invocation_params.dir, str(arg).partition("::")[0]).resolve() for arg in config.args
    ]
    for path in _named(config):
        if not any(path.resolve().is_relative_to(folder) for folder in looked_in):
            config.args.append(str(path))


def pytest_collection(session: pytest.Session) -> None:
    """Read the rules and try them, or stop the run if something else than a rule cannot be read."""
    named = _named(session.config)
    if not named:
        return
    from consistency.problem import in_order
    from consistency.workshop.asked import asked
    from consistency.workshop.trial import try_rules

    settings, problems = asked({})
    if not problems:
        session.config.stash[_TRIALS] = trials = try_rules(
            named, settings.facts, settings.units, settings.hedges
        )
        problems = tuple(
            problem for problem in trials.problems if not _is_of_rules(problem.location.file, named)
        )
    if problems:
        raise pytest.UsageError("\n".join(map(str, in_order(problems))))


def _is_of_rules(file: str, named: list[Path]) -> bool:
    path = Path(file).resolve()
    return path.is_file() and any(path.is_relative_to(root.resolve()) for root in named)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return what collects the examples of a rule file, if it is one of those named."""
    from_rules = _TRIALS in parent.config.stash and _is_of_rules(str(file_path), _named(parent.config))
    if from_rules and file_path.suffix in (".yaml", ".yml", ".json"):
        collected: pytest.Collector = RuleFile.from_parent(parent, path=file_path)
        return collected
    return None


class RuleFile(pytest.File):
    """A rule file: a test for each example, and one for what examples it has."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests, or fail with what is wrong with the file."""
        from consistency.read.files import displayed

        trials, file = self.config.stash[_TRIALS], displayed(self.path)
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
