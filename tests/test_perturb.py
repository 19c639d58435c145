"""How far figures and dates move before a rule objects, and which slips are caught."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from consistency.net import Net
from consistency.perturb import Spot, all_slips, guarded, moves, score, shift
from consistency.slips import Reread
from making import UNITS, claim, rule

REREAD = Reread(UNITS)
NINE = rule("a", "a <= '9 people'")


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("22 people", "23 people", "21 people"),
        ("about 9,900 people", "about 10,000 people", "about 9,800 people"),
        ("20,000 to 31,500 people", "20,100 to 31,600 people", "19,900 to 31,400 people"),
        ("4.2 million people", "4.3 million people", "4.1 million people"),
        ("9.50 km", "9.51 km", "9.49 km"),
        ("-5 °C", "-4 °C", "-6 °C"),
        ("nine months", "10 months", "8 months"),
    ],
)
def test_a_figure_moves_by_the_last_place_written(text: str, up: str, down: str) -> None:
    written = claim("a", text)
    found = [shift(written, Spot("paper/a", "value"), steps, REREAD) for steps in (1, -1)]
    assert [each and each.value and each.value.text for each in found] == [up, down]


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        ("2015", "2016", "2014"),
        ("2015-12", "2016-01", "2015-11"),
        ("2016-02-29", "2016-03-01", "2016-02-28"),
        ("2014-08/2015-06", "2014-09/2015-07", "2014-07/2015-05"),
        ("../2015-06", "../2015-07", "../2015-05"),
        ("2014-22", "2015-22", "2013-22"),
    ],
)
def test_a_date_moves_by_what_it_is_written_to(text: str, later: str, earlier: str) -> None:
    written = claim("a", when=text)
    found = [shift(written, Spot("paper/a", "when"), steps, REREAD) for steps in (1, -1)]
    assert [each and each.when and each.when.text for each in found] == [later, earlier]


def test_the_free_movement_is_told_with_who_objects() -> None:
    written = claim("a", "5 people")
    found = moves(Net([written], [NINE]), written, "value", REREAD)
    assert found is not None
    assert found.up is not None
    assert (found.up.steps, found.up.last, found.up.to) == (5, "10 people", "11 people")  # 10 is round
    assert (found.up.share, found.up.rule, found.up.claims) == (1, NINE.id, ("paper/a",))
    assert (found.down, found.down_tried, found.step) == (None, "0 people", "1 person")
    assert (found.is_guarded, found.slack, found.meets) == (True, 1, 1)


def test_what_is_strained_is_an_objection_only_if_asked_for() -> None:
    written = claim("a", "about 70 people")
    net = Net([written], [rule("a", "a <= '80 people'")])
    plain, strict = (moves(net, written, "value", REREAD, strained=each) for each in (False, True))
    assert plain is not None
    assert strict is not None
    assert plain.up is not None
    assert strict.up is not None
    assert strict.up.steps < plain.up.steps


def test_the_guard_counts_and_sorts() -> None:
    net = Net([claim("a", "5 people"), claim("b", "8 people"), claim("c", "dozens", when="2015")], [NINE])
    guard = guarded(net, REREAD)
    assert (guard.guarded, guard.unguarded, guard.unmoved) == (2, 1, (Spot("paper/c", "value"),))
    assert guard.median_slack == Fraction(5, 8)
    assert [each.claim_id for each in guard.weakest()] == ["paper/c", "paper/a", "paper/b"]


def test_slips_are_counted_by_operator_rule_and_figure() -> None:
    net = Net([claim("a", "5 people"), claim("b", "8 people")], [NINE])
    found = score(net, REREAD)
    assert found.is_enumerated
    assert len(found.tried) == len(list(all_slips(net, REREAD)))
    assert found.by_operator()["tenfold"] == (2, 2)
    assert found.by_operator()["tenth"] == (0, 2)
    assert found.by_rule()["", NINE.id] == (found.caught, len(found.tried))
    assert set(found.by_figure()) == {Spot("paper/a", "value"), Spot("paper/b", "value")}


def test_a_sample_is_the_same_for_a_seed() -> None:
    net = Net([claim("a", "512 people"), claim("b", "8 people")], [NINE])
    one, again, other = (score(net, REREAD, seed=seed, most=9) for seed in (1, 1, 2))
    texts = [[each.after for each in found.tried] for found in (one, again, other)]
    assert texts[0] == texts[1] != texts[2]
    assert (len(one.tried), one.is_enumerated) == (9, False)


def test_a_round_figure_far_off_that_still_fits_is_not_the_first_to_fail() -> None:
    written = claim("a", "95 people")
    found = moves(Net([written], [rule("a", "a <= '299 people'")]), written, "value", REREAD)
    assert found is not None
    assert found.up is not None
    assert (found.up.last, found.up.to) == ("300 people", "301 people")


def test_a_moved_figure_has_no_quote_unless_it_is_kept() -> None:
    quoted = attrs.evolve(claim("a", "5 people"), quote="five people")
    spot = Spot("paper/a", "value")
    found = [shift(quoted, spot, 1, REREAD, quoted=kept) for kept in (False, True)]
    assert [each and each.quote for each in found] == [None, "five people"]
