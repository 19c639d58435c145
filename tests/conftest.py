"""What tests share: how hypothesis runs, and the commands run in this process.

Hypothesis has no deadlines, since a timing decides no test; it tries as many examples as a test says, and the
same ones wherever the tests run: what passes at a desk passes in CI. Under the profile `deep` a test that
does not say tries 20,000, and so does each law, others every time.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from consistency.cli import main

settings.register_profile(
    "tests",
    parent=settings.get_profile("default"),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "deep", parent=settings.get_profile("tests"), derandomize=False, max_examples=20_000
)
settings.load_profile("tests")

# What is asked of the program by whoever runs the tests, and is not asked by them.
for name in ("COLUMNS", "NO_COLOR", "SOURCE_DATE_EPOCH"):
    os.environ.pop(name, None)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of `consistency`; return its exit code, and what it wrote to stdout and stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["consistency", *arguments])
        with pytest.raises(SystemExit) as done:
            main()
        out, err = capsys.readouterr()
        return int(done.value.code or 0), out, err

    return run


@pytest.fixture
def explain(run: Run) -> Run:
    """Run `consistency explain`, as `run` does."""
    return functools.partial(run, "explain")


@pytest.fixture
def fields(explain: Run) -> Callable[..., dict]:
    """Run `consistency explain` and return what it tells as JSON, where nothing is wrong."""

    def fields(*arguments: str) -> dict:
        code, out, err = explain(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return fields
