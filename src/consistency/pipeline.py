"""The whole run on one screen: read → match → evaluate → explain."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Sequence

import attrs

from consistency import evaluate, explain
from consistency.choice import chosen, fails, fails_unmet, may_fail, shows, switched_off
from consistency.claim import Claim
from consistency.finding import Finding, Judgement, Report, Waiver
from consistency.match import Index, MeetsTooOften, could_meet, meetings
from consistency.problem import Location, Problem
from consistency.quantity import Units
from consistency.quantity.hedges import Hedges
from consistency.read.facts import Facts, read_facts
from consistency.read.rules import Held, read_rules
from consistency.read.unitsfile import read_units
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.tally import Tally, stopped
from consistency.waive import Waivers

_EPOCH = 719_163  # the number of 1 January 1970

Tell = Callable[[str], None]
"""Is told, in a few words, what the run is doing now."""


def check(settings: Settings, tell: Tell = lambda doing: None) -> Report:
    """Return what the rules say about the facts, as far as `settings.show` and `settings.fail_on` ask for it.

    Of the facts, what can be read is checked. A rule or a unit of the project that cannot be read, or a rule
    that was asked for and is not there, stops the run before anything is compared: a check that silently
    shrinks is worse than none.
    """
    facts, index, rules, problems, off = _load(settings, tell)
    if problems or not facts.claims:
        return stopped(facts.claims, (*facts.problems, *problems))

    waivers, unread = waivers_of(settings)
    tally = Tally(facts.claims, rules)
    rests_on = overrides(facts.units, settings.hedges)
    trial = trials(settings, facts, rules)
    findings: list[Finding] = []
    for number, rule in enumerate(rules, 1):
        tell(f"checking rule {number} of {len(rules)}: {rule.id}")
        try:
            findings.extend(_findings(rule, index, tally, settings, waivers, rests_on, trial))
        except MeetsTooOften as error:
            unread.append(Problem(rule.at, str(error), "let its roles share one more variable"))
    report = tally.report(findings, (*facts.problems, *unread))
    if off:
        report = attrs.evolve(report, switched_off=off)
    if waivers.given:
        stale = waivers.stale(_looked_for(settings, facts, rules), *_ids(facts, rules, off))
        report = attrs.evolve(report, stale_waivers=stale)
    return _with_reasons(report, rules, index, tell) if report.unmet_rules else report


def load(
    settings: Settings, tell: Tell = lambda doing: None
) -> tuple[Facts, tuple[Rule, ...], list[Problem]]:
    """Return the facts, the rules that the settings choose, and the problems that let nothing be compared.

    What is wrong with single claims is told in `Facts.problems`.
    """
    facts, _, rules, problems, _ = _load(settings, tell, whole=True)
    return facts, rules, problems


def _load(
    settings: Settings, tell: Tell, *, whole: bool = False
) -> tuple[Facts, Index, tuple[Rule, ...], list[Problem], tuple[str, ...]]:
    """Return what `load` does with the claims by what they hold, and the ids of the rules switched off.

    Without `whole`, packaged rules that no claim could meet come without what they expect.
    """
    units, problems = read_units(settings.units)
    if problems:
        return Facts((), {}, units, (), ()), Index(()), (), list(problems), ()
    tell("reading the facts")
    facts = read_facts(settings.facts, units, settings.hedges)
    index = Index(facts.claims)
    tell("reading the rules")
    written, problems = read_rules(
        settings.rules,
        facts.units,
        facts.measures,
        settings.hedges,
        examples=False,
        held=None if whole else _held(index),
    )
    rules, missed = chosen(written, settings)
    problems = problems or missed
    off = switched_off(written, settings)
    if facts.claims or facts.problems:
        return facts, index, rules, list(problems), off
    nothing = Problem(Location(facts.files[0]), "there is no claim in the facts", "write one under `claims`")
    return facts, index, rules, [*problems, nothing], off


def _held(index: Index) -> Held:
    links = frozenset(name for claim in index.claims for name in claim.links)
    return Held(links, functools.partial(could_meet, index=index))


def _with_reasons(report: Report, rules: Sequence[Rule], index: Index, tell: Tell) -> Report:
    from consistency.unmet import never_met  # most runs do without

    tell("looking why rules met no claim")
    unmet = set(report.unmet_rules)
    because = {rule.id: never_met(rule, index) for rule in rules if rule.id in unmet}
    return attrs.evolve(report, unmet_because=because)


def waivers_of(settings: Settings) -> tuple[Waivers, list[Problem]]:
    """Return the waivers of a run, and what could not be read of them."""
    if settings.waivers is None:
        return Waivers(), []
    from consistency.read.waivers import read_waivers  # few projects have any

    found, problems = read_waivers(settings.waivers, settings.today or today())
    return Waivers(found), list(problems)


def _looked_for(settings: Settings, facts: Facts, rules: Sequence[Rule]) -> Callable[[Waiver], bool]:
    """Return what tells whether this run, perhaps of a part, would have found what a waiver waives."""
    told = {Location("--facts"), Location("--rules")}
    if not (settings.select or settings.ignore or told & set(settings.places.values())):
        return lambda waiver: True
    ids, claims = {rule.id for rule in rules}, {claim.id for claim in facts.claims}
    return lambda waiver: waiver.rule in ids and waiver.claims <= claims


def _ids(facts: Facts, rules: Sequence[Rule], off: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the ids of all rules and of all claims; none of these where some could not be read."""
    return {*(rule.id for rule in rules), *off}, set() if facts.problems else {c.id for c in facts.claims}


def today() -> int:
    """Return the number of the day that it is in UTC, or that SOURCE_DATE_EPOCH says it is."""
    import time

    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _EPOCH + int(told if told.isdecimal() else time.time()) // 86_400


def overrides(units: Units, hedges: Hedges | None) -> explain.RestsOn | None:
    """Return what tells which of a project's own hedges a figure rests on, where it has any."""
    if hedges is None:
        return None
    from consistency.quantity.overrides import rests_on

    return functools.cache(lambda figure: rests_on(figure, units, hedges))


def _findings(
    rule: Rule,
    index: Index,
    tally: Tally,
    settings: Settings,
    waivers: Waivers,
    rests_on: explain.RestsOn | None,
    trial: Callable[[Rule, evaluate.Judge], explain.Trial],
) -> Iterator[Finding]:
    """Judge every meeting of a rule, and explain the judgements that are shown or fail the run."""
    met = meetings(rule, index) if rule.roles else ()
    if not met:  # as most rules of a set, of which some are not even read
        return
    judge = evaluate.prepare(rule)
    explained = explain.prepare(rule, rests_on, trial(rule, judge))
    for meeting in met:
        judgement = judge(meeting)
        if judgement is None:  # a condition under `where` says that these claims do not meet
            continue
        tally.add(judgement)
        shown = shows(settings, judgement)
        if shown or may_fail(settings, judgement):
            finding = waivers.applied(explained(judgement))
            if finding.waiver is not None:
                tally.waive()
            if shown or fails(settings, finding):
                yield finding


def trials(
    settings: Settings, facts: Facts, rules: Sequence[Rule]
) -> Callable[[Rule, evaluate.Judge], explain.Trial]:
    """Return what tells, of a rule and its judge, how meetings are judged again with slips undone.

    Claims that the patterns leave out then are judged by the other rules with roles of the same names.
    """

    @functools.cache
    def whole() -> Sequence[Rule]:
        if all(rule.expect for rule in rules):
            return rules
        written, _ = read_rules(settings.rules, facts.units, facts.measures, settings.hedges, examples=False)
        known = {(rule.rule_set, rule.id) for rule in rules}
        return [rule for rule in written if (rule.rule_set, rule.id) in known]

    def trial(rule: Rule, judge: evaluate.Judge) -> explain.Trial:
        names = [role.name for role in rule.roles]

        def elsewhere(claims: Sequence[Claim]) -> Iterator[Judgement]:
            for other in whole():
                if other.id != rule.id and [role.name for role in other.roles] == names:
                    again = evaluate.prepare(other)
                    judged = map(again, meetings(other, Index(tuple(claims))))
                    yield from (judgement for judgement in judged if judgement is not None)

        return explain.Trial(judge, facts.units, settings.hedges, elsewhere)

    return trial


def exit_code(report: Report, settings: Settings) -> int:
    """Return 2 if something could not be read or run, else 1 if the run fails as `fail_on` says, else 0."""
    if report.problems:
        return 2
    return int(fails_unmet(settings, report) or any(fails(settings, each) for each in report.findings))


def shown(report: Report, settings: Settings) -> Report:
    """Return the report with only those findings that `show` asks for."""
    kept = tuple(finding for finding in report.findings if shows(settings, finding))
    return report if len(kept) == len(report.findings) else attrs.evolve(report, findings=kept)
