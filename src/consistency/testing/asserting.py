"""What a test says of a case: that it is consistent, that a rule is contradicted, that nothing got worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from consistency.finding import Judgement, Verdict
from consistency.rule import Rule
from consistency.settings import SHOWABLE, Settings
from consistency.testing.case import Case
from consistency.testing.loading import judged_by, require_rule

Rules = str | Path | Rule | Iterable[str | Path | Rule] | None


class NotAsAssertedError(AssertionError):
    """A case is otherwise than a test says; the message is the text report, written once it is read."""

    def __init__(self, said: str, case: Case, report: Callable[[], str]) -> None:
        super().__init__(said)
        self.case = case
        self._said = said
        self._report = report
        self._text: str | None = None

    def __str__(self) -> str:
        if self._text is None:
            told = "".join(self.case.told())
            self._text = f"{self._said}\n{told}{self._report()}".rstrip()
        return self._text


def assert_consistent(facts: Case, rules: Rules = None) -> None:
    """Fail with the text report if the rules find a contradiction in the facts.

    What is only a note, and what the project waives, is none. The rules are those of the case where `rules`
    names no others: rules, files, folders, sets such as `standard`.
    """
    __tracebackhide__ = True
    from consistency.testing.reporting import failing

    case = judged_by(facts, rules)
    found = failing(case)
    if found:
        raise NotAsAssertedError("the facts are not consistent", case, lambda: _failing(case))
    _require_judged(case)


def assert_no_worse(facts: Case, rules: Rules = None) -> None:
    """Fail with the text report if a change of the facts contradicts what it did not contradict before."""
    __tracebackhide__ = True
    case = judged_by(facts, rules)
    worse = case.worse()
    if worse:
        ids = {each.meeting.rule.id for each in worse}
        said = f"the change contradicts {', '.join(sorted(ids))}"
        raise NotAsAssertedError(said, case, lambda: "\n".join(_worse(case, id) for id in sorted(ids)))
    _require_judged(case)


def assert_contradicted(facts: Case, rule: str = "*", rules: Rules = None) -> tuple[Judgement, ...]:
    """Fail with the text report if no rule whose id fits the glob `rule` is contradicted.

    Return the judgements that are. `rules` are as in `assert_consistent`. Raises `UnreadableError` where no
    rule has such an id.
    """
    __tracebackhide__ = True
    case = judged_by(facts, rules)
    require_rule(case, rule)
    found = case.contradicted(rule)
    if not found:
        said = "nothing is contradicted" if rule == "*" else f"{rule} is not contradicted"
        raise NotAsAssertedError(said, case, lambda: _whole(case, rule))
    return found


def _require_judged(case: Case) -> None:
    """Fail where it is not known what a rule says."""
    __tracebackhide__ = True
    if case.refused():
        raise NotAsAssertedError("not all rules could be asked", case, lambda: "\n".join(case.refused()))


def _failing(case: Case) -> str:
    """Return the report of a check that shows what fails, and nothing else."""
    from consistency.testing.reporting import strict

    return _rendered(case, attrs.evolve(strict(case.origin.settings), show=()))


def _worse(case: Case, rule: str) -> str:
    """Return the report on a rule that shows what it contradicts, be that asked for or not."""
    settings = case.origin.settings
    return _rendered(case, attrs.evolve(settings, show={*settings.show, Verdict.CONTRADICTED.value}), rule)


def _whole(case: Case, rule: str) -> str:
    return _rendered(case, attrs.evolve(case.origin.settings, show=SHOWABLE), rule)


def _rendered(case: Case, settings: Settings, rule: str = "*") -> str:
    from consistency.reports.text import render
    from consistency.testing.reporting import report

    return render(report(case, settings, rule))
