"""A whole run: what is loaded is matched, evaluated and explained, and put together as a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from consistency.choice import fails, fails_unmet, may_fail, shows
from consistency.explain import Explain
from consistency.explain.run import explainer
from consistency.finding import Finding, Judgement, Report, Waiver
from consistency.judge import judgements, too_often
from consistency.load import Loaded, Tell, load, waivers_of
from consistency.match import Index, MeetsTooOften
from consistency.problem import Location, Problem
from consistency.rule import Rule
from consistency.settings import Settings
from consistency.tally import Tally, stopped
from consistency.waive import Waivers


def check(settings: Settings, tell: Tell = lambda doing: None) -> Report:
    """Return what the rules say about the facts, as far as `settings.show` and `settings.fail_on` ask for it.

    Of the facts, what can be read is checked. A rule or a unit of the project that cannot be read, or a rule
    that was asked for and is not there, stops the run before anything is compared: a check that silently
    shrinks is worse than none.
    """
    loaded = load(settings, tell, whole=False)
    facts = loaded.facts
    if loaded.problems or not facts.claims:
        return stopped(facts.claims, (*facts.problems, *loaded.problems))
    waivers, unread = waivers_of(settings)
    return judged(loaded, settings, waivers, (*facts.problems, *unread), tell)


def judged(
    loaded: Loaded,
    settings: Settings,
    given: Sequence[Waiver] = (),
    problems: Sequence[Problem] = (),
    tell: Tell = lambda doing: None,
) -> Report:
    """Return what rules say about facts that were read; `problems` are told beside what was found.

    A waiver of those `given` that no finding needs is told.
    """
    facts, rules, _, off, index = loaded
    waivers, wrong = Waivers(given), list(problems)
    tally, explained = Tally(facts.claims, rules), explainer(settings, facts, rules)
    findings: list[Finding] = []
    for number, rule in enumerate(rules, 1):
        tell(f"checking rule {number} of {len(rules)}: {rule.id}")
        try:
            findings.extend(_findings(judgements(rule, index), tally, settings, waivers, explained))
        except MeetsTooOften as error:
            wrong.append(too_often(error))
    report = tally.report(findings, wrong)
    if off:
        report = attrs.evolve(report, switched_off=off)
    if waivers.given:
        report = attrs.evolve(
            report, stale_waivers=waivers.stale(_looked_for(settings, loaded), *_ids(loaded))
        )
    return _with_reasons(report, rules, index, tell) if report.unmet_rules else report


def _findings(
    found: Iterator[Judgement], tally: Tally, settings: Settings, waivers: Waivers, explained: Explain
) -> Iterator[Finding]:
    """Count every judgement, and explain those that are shown or fail the run."""
    for judgement in found:
        tally.add(judgement)
        shown = shows(settings, judgement)
        if shown or may_fail(settings, judgement):
            finding = waivers.applied(explained(judgement))
            if finding.waiver is not None:
                tally.waive()
            if shown or fails(settings, finding):
                yield finding


def _with_reasons(report: Report, rules: Sequence[Rule], index: Index, tell: Tell) -> Report:
    from consistency.unmet import never_met  # most runs do without

    tell("looking why rules met no claim")
    unmet = set(report.unmet_rules)
    because = {rule.id: never_met(rule, index) for rule in rules if rule.id in unmet}
    return attrs.evolve(report, unmet_because=because)


def _looked_for(settings: Settings, loaded: Loaded) -> Callable[[Waiver], bool]:
    """Return what tells whether this run, perhaps of a part, would have found what a waiver waives."""
    told = {Location("--facts"), Location("--rules")}
    if not (settings.select or settings.ignore or told & set(settings.places.values())):
        return lambda waiver: True
    ids, claims = {rule.id for rule in loaded.rules}, {claim.id for claim in loaded.facts.claims}
    return lambda waiver: waiver.rule in ids and waiver.claims <= claims


def _ids(loaded: Loaded) -> tuple[set[str], set[str]]:
    """Return the ids of all rules and of all claims; none of these where some could not be read."""
    facts = loaded.facts
    rules = {*(rule.id for rule in loaded.rules), *loaded.switched_off}
    return rules, set() if facts.problems else {claim.id for claim in facts.claims}


def exit_code(report: Report, settings: Settings) -> int:
    """Return 2 if something could not be read or run, else 1 if the run fails as `fail_on` says, else 0."""
    if report.problems:
        return 2
    return int(fails_unmet(settings, report) or any(fails(settings, each) for each in report.findings))


def shown(report: Report, settings: Settings) -> Report:
    """Return the report with only those findings that `show` asks for."""
    kept = tuple(finding for finding in report.findings if shows(settings, finding))
    return report if len(kept) == len(report.findings) else attrs.evolve(report, findings=kept)
