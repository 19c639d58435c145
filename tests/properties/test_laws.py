"""Laws of the whole engine: what may change in facts without a change in what the rules say of them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from consistency.claim import Claim
from consistency.finding import Judgement
from consistency.quantity import Interval, Quantity, Unit, Units
from consistency.read.facts import read_facts
from consistency.reports.json import render
from consistency.slips import slips as slips_of
from consistency.testing import (
    Case,
    assert_no_worse,
    claims,
    facts,
    figures,
    load,
    perturbed,
    slips,
)
from consistency.testing.loading import rules_in
from consistency.testing.texts import HEDGES, rehedged
from laws import LAW

ROOT = Path(__file__).parents[2]
REPORTS = load(folder=ROOT)

# Of each form that rules have: pairs, links, groups, sequences, shares, times, trends.
FEW = (
    *("addition/part-within-whole", "addition/sum-of", "addition/difference-of", "agreement/same-figure"),
    *("shares/percent-change", "shares/times-as-much", "rates/product-of", "trends/stated-fall"),
    *("trends/highest", "time/after", "time/during", "time/lasting"),
)
RULES = tuple(rule for rule in rules_in("standard") if rule.id in FEW)
MADE = facts(RULES)


def said(judged: Iterable[Judgement], names: Mapping[str, str] | None = None) -> list[object]:
    """Return what judgements say, but for who plays which of two roles that may be exchanged."""
    known = names or {}
    return sorted(
        (
            judgement.meeting.rule.id,
            sorted(known.get(claim.id, claim.id) for claim in judgement.meeting.claims),
            judgement.verdict.value,
            judgement.established,
            judgement.unestablished,
            len(judgement.rests_on),
        )
        for judgement in judged
    )


def told(case: Case) -> bytes:
    """Return the whole report as bytes."""
    return render(case.report()).encode()


def test_every_rule_of_the_few_is_there() -> None:
    assert sorted(FEW) == [rule.id for rule in RULES]


# Slack


@LAW
@given(perturbed(REPORTS, within="slack"))
def test_moving_a_figure_or_date_within_its_slack_contradicts_nothing_new(moved: Case) -> None:
    assert_no_worse(moved)


@LAW
@given(perturbed(REPORTS, beyond="slack"))
def test_one_step_beyond_its_slack_contradicts(moved: Case) -> None:
    assert moved.worse()


@LAW
@given(MADE, st.data())  # each looks for the slack anew, of a figure that no other example has
def test_the_slack_of_made_facts_is_exact(made: Case, data: st.DataObject) -> None:
    case = made.settled()
    spot = data.draw(st.sampled_from(case.origin.spots))
    moves = case.origin.moves(spot)
    assume(moves is not None)
    assert moves is not None
    for move, sign in ((moves.up, 1), (moves.down, -1)):
        if move is None:
            continue
        claim = case.claims[spot.claim]
        steps = {data.draw(st.integers(0, move.steps)), move.steps}
        within = [case.origin.shifted(claim, spot, sign * number) for number in steps]
        assert all(case.changed([each]).worse() == () for each in within if each is not None)
        beyond = case.origin.shifted(claim, spot, sign * (move.steps + 1))
        assert beyond is not None
        assert any(each.meeting.rule.id == move.rule for each in case.changed([beyond]).worse())


# What no rule meets

ASIDE = {"subject": ("weather",), "town": ("Ashbrook", "Seaford")}


@LAW
@given(
    MADE, claims(source="aside", about=ASIDE), st.integers(-1_000, 1_000), st.sampled_from(("value", "when"))
)
def test_changing_what_no_rule_meets_changes_nothing(
    made: Case, aside: Claim, steps: int, field: str
) -> None:
    case = Case.of([*made.claims.values(), aside], RULES)
    (spot,) = [spot for spot in case.origin.spots if (spot.claim, spot.field) == (aside.id, field)]
    moved = case.origin.shifted(case.claims[aside.id], spot, steps)
    assume(moved is not None and not case.origin.net.of(aside.id))
    assert moved is not None
    changed = case.changed([moved])
    again = Case.of(changed.claims.values(), RULES)
    assume(not again.origin.net.of(aside.id))
    assert changed.origin.net.changed(moved).judged == {}
    assert said(again.judged().values()) == said(case.judged().values())


# There and back


@LAW
@given(MADE, st.data())
def test_a_slip_and_what_undoes_it_give_the_same_bytes(made: Case, data: st.DataObject) -> None:
    claim = made.claims[data.draw(st.sampled_from(sorted(made.claims)))]
    found = list(slips_of(claim, made.origin.reread, fields=("value", "lasting", "when")))
    assume(found)
    slip = data.draw(st.sampled_from(found))
    slipped = made.changed([slip.claim])
    assert slipped.claims[claim.id] is not claim
    back = slipped.having(claim.id, **{slip.field: slip.before})
    assert said(back.judged().values()) == said(made.judged().values())
    assert told(back) == told(made)


@LAW
@given(slips(REPORTS))
def test_a_slip_in_the_reports_and_what_undoes_it_change_no_verdict(slipped: Case) -> None:
    claims = [REPORTS.claims[edit.claim] for edit in slipped.edits]
    back = slipped.changed(claims)
    assert back.worse() == ()
    assert back.contradicted() == REPORTS.contradicted() or said(back.contradicted()) == said(
        REPORTS.contradicted()
    )


UNIT_PAIRS = (("km", "m"), ("km²", "ha"), ("kg", "g"), ("hours", "minutes"))


@LAW
@given(MADE, st.sampled_from(UNIT_PAIRS), st.data())
def test_changing_units_there_and_back_changes_nothing(
    made: Case, pair: tuple[str, str], data: st.DataObject
) -> None:
    one, other = map(Units.standard().find, pair)
    assert one is not None
    assert other is not None
    written = {
        claim.id: data.draw(figures(units=(pair[0],)))
        for claim in made.claims.values()
        if claim.value is not None
    }
    assume(written)
    reread = made.origin.reread
    read = {id: reread.figure(made.claims[id], "value", text) for id, text in written.items()}
    case = with_values(made, read)
    # Some of them, so that figures in different units meet.
    chosen = data.draw(st.sets(st.sampled_from(sorted(read)), min_size=1))
    there = with_values(case, {id: in_unit(read[id], other) for id in chosen})
    assert said(of_any_unit(there)) == said(of_any_unit(case))
    back = with_values(there, {id: in_unit(there.claims[id].value, one) for id in chosen})
    assert told(back) == told(case)


def of_any_unit(case: Case) -> list[Judgement]:
    """Return the judgements of rules that do not ask for one unit in their patterns."""
    asking = {rule.id for rule in RULES if any("unit" in dict(role.tests) for role in rule.roles)}
    return [judgement for key, judgement in case.judged().items() if key.rule not in asking]


def with_values(case: Case, values: Mapping[str, Quantity | None]) -> Case:
    return case.changed([attrs.evolve(case.claims[id], value=value) for id, value in values.items()])


def in_unit(figure: Quantity | None, unit: Unit) -> Quantity:
    """Return the same figure in another unit, exactly."""
    assert figure is not None

    def turned(interval: Interval) -> Interval:
        return interval.scaled(figure.unit.factor / unit.factor)

    ends = figure.ends and (turned(figure.ends[0]), turned(figure.ends[1]))
    return Quantity(
        figure.text,
        unit,
        figure.hedge,
        turned(figure.stated),
        turned(figure.typical),
        turned(figure.widest),
        ends,
    )


# Names and places


@LAW
@given(MADE, st.randoms(use_true_random=False))
def test_renaming_ids_changes_nothing_but_names(made: Case, chance) -> None:
    numbers = list(range(len(made.claims)))
    chance.shuffle(numbers)
    named = {id: f"renamed/c{number}" for id, number in zip(made.claims, numbers, strict=True)}
    sources = {claim.source.id for claim in made.claims.values()}
    assume(len(sources) == 1)
    renamed = Case.of([_renamed(claim, named) for claim in made.claims.values()], RULES)
    assert said(renamed.judged().values()) == said(made.judged().values(), named)


def _renamed(claim: Claim, named: Mapping[str, str]) -> Claim:
    source = attrs.evolve(claim.source, id="renamed")
    links = {name: tuple(named[id] for id in ids) for name, ids in claim.links.items()}
    return attrs.evolve(claim, id=named[claim.id], source=source, links=links)


@LAW
@given(MADE, st.randoms(use_true_random=False), st.integers(1, 3))
def test_reordering_and_splitting_files_changes_nothing_but_places(made: Case, chance, parts: int) -> None:
    rows = [_row(claim) for claim in made.claims.values()]
    assume(all(claim.measure is None and claim.source.document is None for claim in made.claims.values()))
    chance.shuffle(rows)
    with tempfile.TemporaryDirectory() as folder:
        for part in range(min(parts, len(rows))):  # an empty file is a mistake
            lines = "".join(json.dumps(row) + "\n" for row in rows[part::parts])
            (Path(folder) / f"{chance.randint(0, 99):02}-{part}.jsonl").write_text(lines, "utf-8")
        read = read_facts([folder])
    assert read.problems == ()
    split = Case.of(read.claims, RULES)
    assert said(split.judged().values()) == said(made.judged().values())
    assert told(split) == told(made)


def _row(claim: Claim) -> dict[str, object]:
    """Return a claim as a row of a table."""
    source = claim.source
    row: dict[str, object] = {"id": claim.name, "source.id": source.id}
    if source.published:
        row["source.published"] = source.published.text
    row |= {name: list(texts) for name, texts in claim.about.items()}
    row |= {f"links.{name}": list(texts) for name, texts in claim.links.items()}
    for field in ("kind", "when", "value", "lasting", "said", "quote"):
        for text in claim.texts(field):
            if field != "said" or claim.said != source.published:
                row[field] = text
    for field in ("by", "tags", "also"):
        if claim.texts(field):
            row[field] = list(claim.texts(field))
    return row


# Hedges


@LAW
@given(MADE.filter(lambda made: made.contradicted()), st.data())
def test_narrowing_a_hedge_never_removes_a_contradiction(made: Case, data: st.DataObject) -> None:
    judgement = made.contradicted()[0]
    stating = [claim for claim in judgement.meeting.claims if claim.value is not None]
    assume(stating)
    claim = data.draw(st.sampled_from(stating))
    narrower = [figure for figure in _rehedged(made, claim) if _is_narrower(figure, claim.value)]
    assume(narrower)
    narrowed = made.changed([attrs.evolve(claim, value=data.draw(st.sampled_from(narrower)))])
    assert said([judgement])[0][:2] in [each[:2] for each in said(narrowed.contradicted())]


def _rehedged(case: Case, claim: Claim) -> list[Quantity]:
    texts = [rehedged(claim.value.text, hedge) for hedge in HEDGES]
    read = [case.origin.reread.figure(claim, "value", text) for text in texts if text]
    return [figure for figure in read if figure is not None and figure.text != claim.value.text]


def _is_narrower(figure: Quantity, than: Quantity) -> bool:
    return than.typical.encloses(figure.typical) and than.widest.encloses(figure.widest)
