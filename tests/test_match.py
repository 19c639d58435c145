"""Which claims meet: patterns, variables, symmetric roles, sequences, and the guards around the engine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import attrs
import pytest

from consistency import evaluate
from consistency.claim import Claim, Source
from consistency.expressions import read_expression
from consistency.match import Index, MeetsTooOften, groups, join, meetings, players, times
from consistency.match.engine import ROLES, SYMBOLS, Session
from consistency.measure import Kind
from consistency.period import Period
from consistency.problem import Location
from consistency.quantity import Quantity, Units, read_quantity
from consistency.rule import Given, Meeting, NoneOf, OneOf, Reading, Role, Rule, Test, Variable
from consistency.unmet import never_met
from environment import environment
from naive import naive_meetings

UNITS = Units.standard()
SOURCES = {name: Source(name, f"facts/{name}.yaml") for name in ("news", "press")}


def claim(
    id: str,
    when: str | None = None,
    kind: Kind | None = None,
    links: dict[str, tuple[str, ...]] | None = None,
    **about: str | tuple[str, ...],
) -> Claim:
    """A claim of `news`, unless its id names another source."""
    full = id if "/" in id else f"news/{id}"
    return Claim(
        full,
        SOURCES[full.split("/")[0]],
        1,
        3,
        {key: texts if isinstance(texts, tuple) else (texts,) for key, texts in about.items()},
        kind=kind,
        when=Period.of(when, instant=kind is Kind.STOCK) if when else None,
        links=links or {},
    )


def a_test(written: str | Test) -> Test:
    if not isinstance(written, str):
        return written
    return Variable(written[1:]) if written.startswith("$") else OneOf((written,))


class Each(dict[str, str | Test]):
    """The pattern of a group."""


def rule(
    symmetric: tuple[str, ...] = (), sequence: tuple[str, ...] = (), **roles: dict[str, str | Test]
) -> Rule:
    made = tuple(
        Role(
            name,
            tuple((key, a_test(written)) for key, written in pattern.items()),
            each=isinstance(pattern, Each),
        )
        for name, pattern in roles.items()
    )
    at = Location("rules/r.yaml", 1, 1)
    return Rule("r", at, "…", made, expect=(), symmetric=symmetric, sequence=sequence)


def met(of: Rule, *claims: Claim, bound: int = 200_000) -> list[str]:
    """The meetings, each as the short ids of its claims; the reference must find the same.

    The claims of a group stand in brackets, and behind a dash those that it lacks.
    """
    found = [written(meeting) for meeting in meetings(of, Index(claims), bound)]
    assert found == [written(meeting) for meeting in naive_meetings(of, claims)]
    return found


def written(meeting: Meeting) -> str:
    ids = iter([claim.id.removeprefix("news/") for claim in meeting.claims])
    sizes = meeting.sizes or (1,) * len(meeting.rule.roles)
    words = [
        f"[{' '.join(islice(ids, size))}]" if role.each else next(ids)
        for role, size in zip(meeting.rule.roles, sizes, strict=True)
    ]
    assert next(ids, None) is None
    lacking = [f"{role} {id.removeprefix('news/')}" for role, id in meeting.lacks]
    return " ".join(words) + (f" - {', '.join(lacking)}" if lacking else "")


IN_SYRIA = claim("a", place="Syria")
IN_BOTH = claim("b", place=("Iraq", "Syria"))
NOWHERE = claim("c")


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (OneOf(("Syria",)), ["a", "b"]),
        (OneOf(("Iraq", "Iran")), ["b"]),
        (OneOf(("Iraq", "Syria")), ["a", "b"]),
        (OneOf(("Iran",)), []),
        (NoneOf(("Iraq",)), ["a", "c"]),
        (NoneOf(("Iraq", "Syria")), ["c"]),
        (Given(True), ["a", "b"]),
        (Given(False), ["c"]),
        (Variable("where"), ["a", "b"]),
    ],
)
def test_a_pattern_fits_a_list_by_any_of_its_values(test: Test, expected: list[str]) -> None:
    assert met(rule(one={"place": test}), IN_SYRIA, IN_BOTH, NOWHERE) == expected


def test_a_role_without_a_pattern_fits_every_claim() -> None:
    assert met(rule(one={}), IN_SYRIA, NOWHERE) == ["a", "c"]


def test_a_constant_finds_a_claim_by_its_full_id_or_by_the_one_in_its_file() -> None:
    claims = [claim("a"), claim("press/a"), claim("b")]
    assert met(rule(one={"id": "a"}), *claims) == ["a", "press/a"]
    assert met(rule(one={"id": "press/a"}), *claims) == ["press/a"]
    assert met(rule(one={"id": NoneOf(("a",))}), *claims) == ["b"]


def test_a_variable_binds_full_ids_to_links() -> None:
    total = claim("total", links={"sum_of": ("news/a", "press/a")})
    sums = rule(total={"links.sum_of": "$part"}, part={"id": "$part"})
    assert met(sums, total, claim("a"), claim("press/a"), claim("b")) == ["total a", "total press/a"]


def test_a_variable_has_one_value_wherever_it_stands() -> None:
    pairs = rule(one={"place": "$p", "topic": "x"}, other={"place": "$p", "topic": "y"})
    claims = [claim(f"{place}{topic}", place=place, topic=topic) for place in "ab" for topic in "xy"]
    assert met(pairs, *claims) == ["ax ay", "bx by"]


def test_a_variable_at_two_keys_of_a_role_wants_a_value_that_both_hold() -> None:
    loops = rule(one={"place": "$p", "topic": "$p"}, other={"place": "$p"})
    claims = [claim("a", place=("x", "y"), topic=("y", "z")), claim("b", place="x"), claim("c", place="y")]
    assert met(loops, *claims) == ["a c"]


def test_claims_that_meet_under_two_values_meet_once() -> None:
    pairs = rule(one={"place": "$p", "topic": "x"}, other={"place": "$p", "topic": "y"})
    both = ("Iraq", "Syria", "Iraq")
    assert met(pairs, claim("a", place=both, topic="x"), claim("b", place=both, topic="y")) == ["a b"]


def test_roles_bind_different_claims() -> None:
    assert met(rule(one={}, other={}), claim("a")) == []
    assert met(rule(one={}, other={}), claim("a"), claim("b")) == ["a b", "b a"]


def test_a_trend_fits_only_a_role_that_asks_for_trends() -> None:
    claims = [claim("a", kind=Kind.TREND), claim("b", kind=Kind.STOCK), claim("c")]
    assert met(rule(one={}), *claims) == ["b", "c"]
    assert met(rule(one={"kind": Given(True)}), *claims) == ["b"]
    assert met(rule(one={"kind": "$kind"}), *claims) == ["b"]
    assert met(rule(one={"kind": NoneOf(("stock",))}), *claims) == ["c"]
    assert met(rule(one={"kind": OneOf(("trend", "stock"))}), *claims) == ["a", "b"]


def test_a_trend_is_in_a_sequence_only_if_all_its_roles_ask_for_trends() -> None:
    claims = [claim("a", "2014", Kind.TREND), claim("b", "2015", Kind.FLOW), claim("c", "2016", Kind.FLOW)]
    either = OneOf(("trend", "flow"))
    assert met(rule(sequence=("i", "j"), i={"kind": either}, j={}), *claims) == ["b c"]
    assert met(rule(sequence=("i", "j"), i={"kind": either}, j={"kind": either}), *claims) == ["a b", "b c"]


def test_a_single_meeting_is_found() -> None:
    pairs = rule(one={"place": "$p", "topic": "x"}, other={"place": "$p", "topic": "y"})
    assert met(pairs, claim("a", place="x", topic="x"), claim("b", place="x", topic="y")) == ["a b"]


def test_symmetric_roles_meet_once_in_the_order_of_their_ids() -> None:
    pairs = rule(symmetric=("one", "other"), one={"place": "$p"}, third={}, other={"place": "$p"})
    claims = [claim("a", place="x"), claim("b", place="x"), claim("c", place="y")]
    assert met(pairs, *claims) == ["a c b"]


def test_symmetric_roles_of_different_patterns_still_meet_where_only_the_other_order_fits() -> None:
    pairs = rule(symmetric=("one", "other"), one={"topic": "y"}, other={})
    claims = [claim("a", topic="x"), claim("b", topic="y"), claim("c", topic="y")]
    assert met(pairs, *claims) == ["b a", "b c", "c a"]


SERIES = rule(sequence=("earlier", "later"), earlier={"place": "$p"}, later={"place": "$p"})


def test_a_sequence_leads_from_each_claim_to_the_next() -> None:
    claims = [claim(f"y{year}", str(year), place="x") for year in (2016, 2013, 2014, 2015)]
    assert met(SERIES, *claims) == ["y2013 y2014", "y2014 y2015", "y2015 y2016"]


def test_a_date_that_may_be_a_year_off_does_not_certainly_follow() -> None:
    claims = [claim("a", "2014~"), claim("b", "2015"), claim("c", "2017")]
    assert met(rule(sequence=("i", "j"), i={}, j={}), *claims) == ["a c", "b c"]


def test_a_sequence_keeps_to_one_value_of_its_variables() -> None:
    claims = [claim("a", "2014", place="x"), claim("b", "2015", place="y"), claim("c", "2016", place="x")]
    assert met(SERIES, *claims) == ["a c"]
    assert met(SERIES, *claims, claim("d", "2017", place=("x", "y"))) == ["a c", "b d", "c d"]


def test_claims_of_one_time_each_meet_the_next_but_not_one_another() -> None:
    claims = [
        claim("a", "2014", Kind.STOCK),
        claim("b", "2014-06", Kind.STOCK),
        claim("c", "2016", Kind.STOCK),
    ]
    assert met(rule(sequence=("i", "j"), i={}, j={}), *claims) == ["a c", "b c"]


def test_claims_that_restate_one_another_hold_one_place() -> None:
    first, again = claim("a", "2014"), claim("b", "2015", links={"restates": ("news/a",)})
    later = claim("c", "2016")
    steps = rule(sequence=("i", "j"), i={}, j={})
    assert met(steps, first, again, later) == ["a c", "b c"]
    through = claim("d", "2015-06", links={"restates": ("news/b", "news/elsewhere")})
    assert met(steps, first, again, through, later) == ["a c", "b c", "d c"]


def test_a_claim_of_unknown_time_is_in_no_sequence() -> None:
    assert met(rule(sequence=("i", "j"), i={}, j={}), claim("a", "2014"), claim("b"), claim("c", "2015")) == [
        "a c"
    ]


def test_a_longer_sequence_is_a_chain_of_steps_in_the_order_that_it_names() -> None:
    chains = rule(sequence=("third", "second", "first"), first={}, second={}, third={})
    claims = [claim(name, str(2010 + n)) for n, name in enumerate("abcd")]
    assert met(chains, *claims) == ["c b a", "d c b"]


def test_all_roles_of_a_sequence_must_fit_every_claim_of_it() -> None:
    steps = rule(sequence=("i", "j"), i={"place": "x"}, j={"topic": "y"})
    claims = [
        claim("a", "2014", place="x", topic="y"),
        claim("b", "2015", place="x"),
        claim("c", "2016", place="x", topic="y"),
    ]
    assert met(steps, *claims) == ["a c"]


def test_a_claim_between_two_keeps_them_apart_even_where_it_plays_another_role() -> None:
    steps = rule(
        sequence=("i", "j"), i={"place": "$p"}, j={"place": "$p"}, also={"topic": "y", "place": "$p"}
    )
    claims = [
        claim("a", "2014", place="x"),
        claim("b", "2015", place="x", topic="y"),
        claim("c", "2016", place="x"),
    ]
    assert met(steps, *claims) == []
    assert met(steps, *claims, claim("d", place="x", topic="y")) == ["a b d", "b c d"]


def test_a_long_series_is_within_bounds_though_all_its_pairs_are_not() -> None:
    claims = [claim(f"{n:04}", f"{1 + n // 12:04}-{n % 12 + 1:02}", place="x") for n in range(3_000)]
    assert len(meetings(SERIES, Index(claims))) == 2_999
    pairs = rule(one={"place": "$p"}, other={"place": "$p"})
    with pytest.raises(MeetsTooOften):
        meetings(pairs, Index(claims))


SUM_OF = rule(total={"links.sum_of": "$part"}, parts=Each(id="$part"))


def test_a_group_holds_every_claim_that_a_list_of_links_names() -> None:
    total = claim("t", links={"sum_of": ("news/b", "press/a", "news/b")})
    small = claim("s", links={"sum_of": ("news/a",)})
    claims = [total, small, claim("b"), claim("a"), claim("press/a"), claim("c")]
    assert met(SUM_OF, *claims) == ["s [a]", "t [b press/a]"]


def test_a_group_holds_every_other_claim_that_links_to_the_single_one() -> None:
    parts = rule(parts=Each({"links.part_of": "$whole"}), whole={"id": "$whole"})
    claims = [
        claim("w"),
        claim("a", links={"part_of": ("news/w", "news/b")}),
        claim("b", links={"part_of": ("news/w",)}),
    ]
    assert met(parts, *claims) == ["[a] b", "[a b] w"]


def test_a_group_that_lacks_a_linked_claim_says_which() -> None:
    total = claim("t", links={"sum_of": ("news/b", "news/a", "news/gone", "news/c")})
    only_x = rule(total={"links.sum_of": "$part"}, parts=Each({"id": "$part", "place": "x"}))
    claims = [claim("a", place="x"), claim("b", place="y"), claim("c", place="x")]
    assert met(only_x, total, *claims) == ["t [a c] - parts b, parts gone"]
    assert met(only_x, total) == ["t [] - parts a, parts b, parts c, parts gone"]


def test_only_a_link_says_that_a_claim_must_be_in_a_group() -> None:
    about = rule(total={"named": "$part"}, parts=Each(id="$part"))
    assert met(about, claim("t", named=("news/a", "news/gone")), claim("a")) == ["t [a]"]


def test_a_linked_claim_that_plays_a_single_role_is_not_missing_from_the_group() -> None:
    rest = rule(
        first={"place": "$p", "topic": "first"},
        total={"links.sum_of": "$part", "place": "$p"},
        parts=Each({"id": "$part"}),
    )
    total = claim("t", place="x", links={"sum_of": ("news/a", "news/b")})
    claims = [total, claim("a", place="x", topic="first"), claim("b")]
    assert met(rest, *claims) == ["a t [b]"]


def test_a_group_that_no_claim_is_in_does_not_meet() -> None:
    others = rule(one={"place": "$p", "topic": "x"}, others=Each(place="$p"))
    alone, together = claim("a", place="x", topic="x"), claim("b", place="y", topic="x")
    assert met(others, alone, together, claim("c", place="y")) == ["b [c]"]
    two = rule(one={"place": "$p"}, men=Each(place="$p", topic="m"), women=Each(place="$p", topic="w"))
    assert met(two, claim("a", place="x"), claim("m", place="x", topic="m")) == []


def test_two_groups_may_hold_the_same_claim() -> None:
    share = rule(one={"topic": "t", "place": "$p"}, some=Each(place="$p", sex="m"), all=Each(place="$p"))
    claims = [claim("t", place="x", topic="t"), claim("a", place="x", sex="m"), claim("b", place="x")]
    assert met(share, *claims) == ["t [a] [a b]"]


def test_a_group_agrees_with_all_single_roles_on_one_value_of_each_variable() -> None:
    shared = rule(one={"place": "$p"}, other={"place": "$p", "topic": "t"}, rest=Each(place="$p"))
    claims = [
        claim("a", place=("x", "y")),
        claim("b", place=("y", "z"), topic="t"),
        claim("c", place="x"),
        claim("d", place="y"),
        claim("e", place=("y", "y", "z")),
    ]
    assert met(shared, claims[0], claims[1], *claims[2:]) == ["a b [d e]", "d b [a e]", "e b [a d]"]


def test_two_variables_of_a_group_must_agree_at_once() -> None:
    both = rule(one={"place": "$p", "topic": "$t", "sex": "m"}, rest=Each(place="$p", topic="$t"))
    claims = [
        claim("a", place=("x", "y"), topic="u", sex="m"),
        claim("b", place="x", topic="u"),
        claim("c", place="y", topic="v"),
        claim("d", place="y", topic=("u", "v")),
    ]
    assert met(both, *claims) == ["a [b d]"]


def test_with_groups_only_their_variables_part_the_claims() -> None:
    claims = [
        claim("a", place="x", topic="m"),
        claim("b", place=("x", "y"), topic="w"),
        claim("c", place="y", topic="m"),
        claim("d", place="z", topic="m"),
        claim("e"),
    ]
    assert met(rule(all=Each(place="$p")), *claims) == ["[a b]", "[b c]", "[d]"]
    assert met(rule(all=Each()), *claims) == ["[a b c d e]"]
    two = rule(men=Each(place="$p", topic="m"), women=Each(place="$p", topic="w"))
    assert met(two, *claims) == ["[a] [b]", "[c] [b]"]
    finer = rule(all=Each(place="$p"), some=Each(place="$p", topic="$t"))
    assert met(finer, *claims) == ["[a b] [a]", "[a b] [b]", "[b c] [b]", "[b c] [c]", "[d] [d]"]


def test_the_same_groups_under_two_values_meet_once() -> None:
    pair = [claim("a", place=("x", "y")), claim("b", place=("y", "x"))]
    assert met(rule(all=Each(place="$p")), *pair) == ["[a b]"]
    assert met(rule(all=Each(place="$p"), one={"place": "$p"}), *pair) == ["[b] a", "[a] b"]


def test_a_trend_is_in_a_group_only_if_it_asks_for_trends() -> None:
    claims = [claim("a", kind=Kind.TREND), claim("b", kind=Kind.FLOW)]
    assert met(rule(all=Each()), *claims) == ["[b]"]
    assert met(rule(all=Each(kind="trend")), *claims) == ["[a]"]


def test_symmetric_roles_meet_a_group_once() -> None:
    pairs = rule(
        symmetric=("one", "other"), one={"place": "$p"}, rest=Each(place="$p"), other={"place": "$p"}
    )
    assert met(pairs, *many(3, place="x")) == [
        "x0000 [x0002] x0001",
        "x0000 [x0001] x0002",
        "x0001 [x0000] x0002",
    ]


def test_a_group_agrees_with_a_sequence_only_on_values_under_which_it_is_one() -> None:
    steps = rule(
        sequence=("i", "j"),
        i={"place": "$p", "topic": "t"},
        j={"place": "$p", "topic": "t"},
        rest=Each(place="$p"),
    )
    claims = [
        claim("a", "2014", place=("x", "y"), topic="t"),
        claim("b", "2015", place="x", topic="t"),
        claim("c", "2016", place=("x", "y"), topic="t"),
        claim("d", place="x"),
        claim("e", place="y"),
    ]
    assert met(steps, *claims) == ["a b [c d]", "a c [e]", "b c [a d]"]
    assert met(steps, *claims[:1], *claims[2:]) == ["a c [d e]"]


def test_groups_that_take_in_too_many_claims_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    others = rule(one={"place": "$p"}, others=Each(place="$p"))
    claims = many(50, place="x")
    assert len(met(others, *claims, bound=255)) == 50
    with pytest.raises(MeetsTooOften, match=r"the rule `r` meets too often: its groups .* over 1,000 claims"):
        meetings(others, Index(claims), bound=100)
    crossed = rule(men=Each(place="$p", topic="$t"), women=Each(place="$p", sex="$s"))
    many_each = [claim(f"{n:02}", place="x", topic=str(n), sex=str(n)) for n in range(40)]
    assert len(meetings(crossed, Index(many_each), bound=640)) == 1_600
    monkeypatch.setattr(groups._Group, "having", lambda *_: pytest.fail("claims were taken in"))
    with pytest.raises(MeetsTooOften):
        meetings(crossed, Index(many_each), bound=150)


def test_the_choices_of_long_lists_are_refused_before_they_are_tried() -> None:
    long = tuple(str(n) for n in range(2_000))
    one = claim("a", place=long, topic=long, sex="m")
    lists = rule(one={"place": "$p", "topic": "$t", "sex": "m"}, rest=Each(place="$p", topic="$t", sex="w"))
    with pytest.raises(MeetsTooOften):
        meetings(lists, Index([one, claim("b", place="1", topic="1", sex="w")]))


@pytest.mark.usefixtures("no_engine")
def test_a_single_role_and_a_group_ask_no_engine() -> None:
    assert len(met(SUM_OF, claim("t", links={"sum_of": ("news/a",)}), claim("a"))) == 1


def many(count: int, **about: str) -> list[Claim]:
    return [claim(f"{'-'.join(about.values())}{n:04}", **about) for n in range(count)]


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object) -> None:
        pytest.fail("the engine was asked")

    monkeypatch.setattr(join, "Session", refuse)
    return


@pytest.mark.usefixtures("no_engine")
def test_a_rule_that_meets_too_often_is_refused_before_it_is_tried() -> None:
    triples = rule(one={"place": "$p"}, two={"place": "$p"}, three={"place": "$p"})
    claims = [*many(80, place="Syria"), *many(3, place="Iraq")]
    with pytest.raises(MeetsTooOften) as refused:
        meetings(triples, Index(claims))
    assert str(refused.value) == (
        "the rule `r` meets too often: 80 claims with $p = Syria would meet 512,000 times"
    )
    assert (refused.value.rule, refused.value.key, refused.value.count) == (triples, "$p = Syria", 512_000)


@pytest.mark.usefixtures("no_engine")
def test_roles_that_no_variable_connects_are_refused_by_the_same_bound() -> None:
    with pytest.raises(MeetsTooOften, match="500 claims that share no variable would meet 250,000 times"):
        meetings(rule(one={}, other={}), Index(many(500, place="x")))


@pytest.mark.usefixtures("no_engine")
def test_many_keys_that_each_stay_in_bounds_are_refused_together() -> None:
    claims = [each for n in range(20) for each in many(10, place=f"p{n:02}")]
    pairs = rule(one={"place": "$p"}, other={"place": "$p"})
    assert len(claims) * 10 == 2_000
    with pytest.raises(MeetsTooOften, match=r"200 claims with any value of \$p would meet 2,000 times"):
        meetings(pairs, Index(claims), bound=199)


def test_a_value_that_a_list_repeats_counts_once() -> None:
    pairs = rule(one={"place": "$p"}, other={"place": "$p"})
    assert met(pairs, claim("a", place=("x", "x")), claim("b", place=("x", "x")), bound=4) == ["a b", "b a"]


def test_what_a_bound_allows_is_found() -> None:
    pairs = rule(one={"place": "$p"}, other={"place": "$p"})
    assert len(met(pairs, *many(10, place="x"), bound=100)) == 90
    with pytest.raises(MeetsTooOften):
        met(pairs, *many(10, place="x"), bound=99)


@pytest.mark.usefixtures("no_engine")
def test_lists_of_one_claim_with_too_many_choices_are_refused() -> None:
    long = tuple(str(n) for n in range(500))
    pairs = rule(one={"place": "$p", "topic": "$t"}, other={"place": "$p", "topic": "$t"})
    with pytest.raises(MeetsTooOften, match="1 claim with lists of 500 × 500 values"):
        meetings(pairs, Index([claim("a", place=long, topic=long)]))


@pytest.mark.usefixtures("no_engine")
def test_a_rule_whose_constant_no_claim_has_asks_no_engine() -> None:
    assert met(rule(one={"place": "$p"}, other={"place": "$p", "topic": "none"}), *many(3, place="x")) == []


@pytest.mark.parametrize(
    "pattern",
    [
        {"place": "$p", "topic": "none"},
        {"place": "$p", "topic": OneOf(("none", "nothing"))},
        {"links.part_of": "$p"},
        {"place": "$p", "when": Given(True)},
    ],
)
def test_a_rule_that_asks_for_what_no_claim_holds_looks_at_none(
    pattern: dict[str, str | Test], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("claims were looked at")

    monkeypatch.setattr(players, "fitting", refuse)
    assert met(rule(one={"place": "$p"}, other=pattern), *many(3, place="x", topic="y")) == []


def test_what_few_links_lead_to_among_many_claims_is_found() -> None:
    claims = [*many(20, place="x"), claim("a", links={"part_of": ("news/x0003", "news/x0007", "news/gone")})]
    parts = rule(whole={"id": "$whole"}, part={"links.part_of": "$whole"})
    assert met(parts, *claims) == ["x0003 a", "x0007 a"]
    twice = rule(whole={"id": "$whole", "place": "$p"}, part={"links.part_of": "$whole", "place": "$p"})
    assert met(twice, *claims) == []
    assert met(twice, *claims, claim("b", place=("y", "x"), links={"part_of": ("news/x0009",)})) == [
        "x0009 b"
    ]


@pytest.fixture
def any_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join, "_WAITING", 0)


def having(of: Rule, *conditions: str) -> Rule:
    """The rule with conditions under `where`."""
    names = [role.name for role in of.roles]
    read = [read_expression(text, names, UNITS, "truth", of.groups) for text in conditions]
    return attrs.evolve(of, where=tuple(read))


def days(count: int, **about: str) -> list[Claim]:
    """Claims of so many days in a row, and worth 0, 1, 2, …"""
    return [
        attrs.evolve(
            claim(
                f"{n:05}", f"{2001 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}", Kind.STOCK, **about
            ),
            value=Quantity.exact(n),
        )
        for n in range(count)
    ]


def short(found: Sequence[Meeting]) -> list[str]:
    return [" ".join(claim.name.lstrip("0") or "0" for claim in meeting.claims) for meeting in found]


PAIRS = rule(one={"place": "$p"}, other={"place": "$p"})
IN_A_ROW = rule(one={"place": "$p"}, two={"place": "$p"}, three={"place": "$p"})


def test_few_claims_meet_whatever_conditions_say() -> None:
    assert len(meetings(having(PAIRS, "one > 2"), Index(days(4, place="x")))) == 12


@pytest.mark.usefixtures("no_engine")
def test_what_a_condition_on_one_role_rules_out_does_not_count_as_a_meeting() -> None:
    few = having(IN_A_ROW, "one < 2", "two > 997")
    index = Index(days(1_000, place="x"))
    assert len(meetings(few, index)) == 2 * 2 * 998
    with pytest.raises(MeetsTooOften):
        meetings(attrs.evolve(few, where=()), index)


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    "conditions",
    [
        ("one + 1 == two", "two + 1 == three"),
        ("one + 1 == two and two + 1 == three",),
        ("one < three", "two + 1 == three", "one < two", "three < one + 3"),
    ],
)
def test_conditions_on_two_roles_are_asked_before_a_third_joins(conditions: tuple[str, ...]) -> None:
    found = short(meetings(having(IN_A_ROW, *conditions), Index(days(60, place="x"))))
    assert found == [f"{n} {n + 1} {n + 2}" for n in range(58)]


@pytest.mark.usefixtures("no_engine")
def test_thousands_of_days_in_a_row_are_found_without_comparing_all_pairs() -> None:
    close = "precedes({0}.when, {1}.when) and days_between({0}.when, {1}.when) <= '1 day'"
    asked = having(IN_A_ROW, close.format("one", "two"), close.format("two", "three"))
    found = short(meetings(asked, Index(days(1_500, place="x"))))
    assert found[:2] == ["0 1 2", "1 2 3"]
    assert len(found) > 1_350


@pytest.mark.usefixtures("no_engine")
def test_claims_without_a_time_are_kept_among_those_that_times_rule_out() -> None:
    asked = having(
        PAIRS, "starts_before(one.when, other.when) and days_between(one.when, other.when) < '2 days'"
    )
    claims = [*days(600, place="x"), claim("now", place="x")]
    found = short(meetings(asked, Index(claims)))
    assert sum("now" in pair for pair in found) == 1_200
    assert {"0 1", "1 now", "now 1"} <= set(found)
    assert not {"1 0", "0 2", "0 0"} & set(found)


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    "conditions", [("precedes(one.when, two.when)",), ("one != two", "two != three"), ("one >= 0",)]
)
def test_a_rule_whose_conditions_leave_too_many_is_refused(conditions: tuple[str, ...]) -> None:
    with pytest.raises(MeetsTooOften) as refused:
        meetings(having(IN_A_ROW, *conditions), Index(days(2_000, place="x")))
    assert str(refused.value) == (
        "the rule `r` meets too often: 2,000 claims with $p = x would meet 8,000,000,000 times, "
        "and its conditions on one role or two leave too many"
    )
    assert (refused.value.key, refused.value.count) == ("$p = x", 8_000_000_000)


@pytest.mark.usefixtures("no_engine")
def test_conditions_on_three_roles_are_left_for_later() -> None:
    with pytest.raises(MeetsTooOften, match=r"would meet 512,000 times$"):
        meetings(having(IN_A_ROW, "one + two < three"), Index(days(80, place="x")))


@pytest.mark.usefixtures("any_is_many", "no_engine")
def test_conditions_are_asked_of_exchangeable_roles_both_ways_round() -> None:
    either = having(attrs.evolve(PAIRS, symmetric=("one", "other")), "other + 1 == one")
    index = Index(days(20, place="x"))
    assert short(meetings(either, index)) == [f"{n} {n + 1}" for n in range(19)]
    judge = evaluate.prepare(either)
    assert not [meeting for meeting in meetings(either, index) if judge(meeting) is not None]


@pytest.mark.parametrize(
    "condition", ["one < 2", "one + 1 == two and two + 1 == one", "two.also < 2", "three + 1 == one"]
)
def test_what_rests_on_more_than_the_claims_asked_of_is_not_asked_early(condition: str) -> None:
    exchanged = attrs.evolve(IN_A_ROW, symmetric=("one", "two", "three"))
    with pytest.raises(MeetsTooOften):
        meetings(having(exchanged, condition), Index(days(200, place="x")))


def test_conditions_on_a_sequence_do_not_change_which_claims_follow_one_another() -> None:
    steps = rule(sequence=("i", "j"), i={"place": "$p"}, j={"place": "$p"}, other={"place": "$p"})
    asked = having(steps, "i != 2 and j != 2", "other < 2")
    found = short(meetings(asked, Index(days(200, place="x"))))
    assert {"1 2 0", "2 3 0", "2 3 1"} <= set(found)
    assert all(int(other) < 2 for *_, other in map(str.split, found))


@pytest.mark.usefixtures("any_is_many")
def test_groups_are_gathered_for_what_conditions_leave() -> None:
    all_of = rule(one={"place": "$p"}, other={"place": "$p"}, rest=Each(place="$p"))
    asked = having(all_of, "one + 19 == other", "count(rest) > 3")
    (found,) = meetings(asked, Index(days(20, place="x")))
    assert found.sizes == (1, 1, 18)


MIXED = [
    attrs.evolve(
        claim(f"m{n}", when, kind, place=place, topic="t" if n % 2 else "u"),
        value=read_quantity(value, UNITS),
        also=tuple(read_quantity(text, UNITS) for text in also),
    )
    for n, (when, kind, place, value, also) in enumerate(
        [
            ("2014", None, ("x", "y"), "about 10", ("4", "11")),
            ("2014-03", Kind.STOCK, ("x",), "11", ("12",)),
            ("2015~", None, ("y",), "about 12", ()),
            ("2015-02-01", Kind.STOCK, ("y", "x"), "9 to 13", ("3", "30")),
            (None, None, ("x",), "nearly 10", ("10",)),
            ("2015/2016-03", None, ("x", "y"), "13", ("14", "2")),
            ("2016-01", Kind.STOCK, ("y",), "at least 12", ()),
            ("2016?", None, ("x", "y"), "8", ("8",)),
            ("2016-06-06", Kind.STOCK, ("x", "y"), "about 9", ("1",)),
        ]
    )
]
UNLIKE = rule(one={"place": "$p", "topic": "t"}, two={"place": "$p"}, three={"topic": "u", "place": "$p"})


@pytest.mark.usefixtures("any_is_many")
@pytest.mark.parametrize(
    "conditions",
    [
        ("one > 11",),
        ("two < 10", "three.also > 3"),
        ("one < two",),
        ("one.also < two",),
        ("not one < two",),
        ("one < two and two <= three",),
        ("one < three", "two < three", "one != two"),
        ("precedes(one.when, two.when)", "starts_before(three.when, two.when)"),
        ("not precedes(two.when, one.when)", "disjoint(one.when, three.when) and two > 9"),
        ("within(one.when, two.when) or overlaps(one.when, two.when)",),
        ("days_between(one.when, two.when) <= '200 days'", "days_between(two.when, three.when) > '9 days'"),
        ("duration(one.when) > duration(two.when)",),
    ],
)
@pytest.mark.parametrize("of", [UNLIKE, IN_A_ROW, attrs.evolve(IN_A_ROW, symmetric=("one", "two"))])
def test_judged_is_the_same_whether_or_not_conditions_are_asked_early(
    of: Rule, conditions: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(times, "_SIZE", 2)
    asked = attrs.evolve(
        having(of, *conditions), expect=(Reading("", having(of, "one.value != two.also").where[0]),)
    )
    judge = evaluate.prepare(asked)

    def judged(found: Sequence[Meeting]) -> list[tuple[str, object]]:
        all_judged = [(written(each), judge(each)) for each in found]
        return [(ids, made.verdict) for ids, made in all_judged if made is not None]

    found, every = meetings(asked, Index(MIXED)), naive_meetings(asked, MIXED)
    assert judged(found) == judged(every)
    assert len(found) <= len(every)


def test_the_bound_counts_what_conditions_leave() -> None:
    all_pairs, index = having(PAIRS, "one >= 0"), Index(days(40, place="x"))
    assert len(meetings(all_pairs, index, 40 * 39)) == 40 * 39
    with pytest.raises(MeetsTooOften, match="and its conditions on one role or two leave too many"):
        meetings(all_pairs, index, 40 * 39 - 1)


def test_what_is_both_an_instant_and_not_has_no_one_time_that_encloses_it() -> None:
    moment, year = Period.of("2014-06", instant=True), Period.of("2014")
    assert times._enclosing([moment, year]) is None
    assert times._enclosing([year, Period.of("2016")]) is not None


@pytest.mark.usefixtures("any_is_many")
def test_a_rule_that_its_conditions_leave_without_a_meeting_still_tells_which_failed() -> None:
    asked = having(PAIRS, "one + other < 0", "one < 1000")
    index = Index(days(10, place="x"))
    assert meetings(asked, index) == ()
    assert never_met(asked, index) == (
        "90 combinations of claims fit its roles, but `one + other < 0` fails in all of them"
    )


def test_groups_larger_than_what_the_engine_takes_at_once_are_found_whole() -> None:
    one_with_all = rule(one={"place": "$p"}, hub={"id": "hub"}, other={"topic": "$p"})
    claims = [*many(600, place="x"), claim("hub"), claim("other", topic="x")]
    assert len(meetings(one_with_all, Index(claims))) == 600
    triples = rule(one={"place": "$p"}, two={"place": "$p"}, three={"place": "$p"})
    assert len(meetings(triples, Index(many(30, place="x")))) == 30 * 29 * 28


def test_roles_that_share_variables_in_a_ring_all_agree() -> None:
    ring = rule(
        one={"p": "$x", "q": "$y", "n": "1"},
        two={"p": "$y", "q": "$z", "n": "2"},
        three={"p": "$z", "q": "$x", "n": "3"},
    )
    claims = [claim(f"{n}{p}{q}", n=n, p=p, q=q) for n in "123" for p in "abc" for q in "abc"]
    assert len(met(ring, *claims)) == 27


def fnv1a(text: str) -> int:
    """The engine's hash of ASCII text (state.c, `fnv1Hash32`)."""
    hashed = 0x811C9DC5
    for byte in text.encode():
        hashed = (hashed ^ byte) * 0x01000193 & 0xFFFFFFFF
    return hashed


def test_no_two_symbols_have_one_hash() -> None:
    hashes = [fnv1a(f"c{digit}") for digit in range(10)]
    for number in range(10, SYMBOLS):
        hashes.append((hashes[number // 10] ^ (48 + number % 10)) * 0x01000193 & 0xFFFFFFFF)
    assert hashes[-1] == fnv1a(f"c{SYMBOLS - 1}")
    assert len({*hashes, fnv1a("sentinel"), fnv1a("sid-0")}) == SYMBOLS + 2


def test_no_two_names_of_properties_have_one_hash() -> None:
    names = ["id", "sid", "$s", "sentinel", *(f"{kind}{n}" for kind in "mrk" for n in range(ROLES**2))]
    assert len({fnv1a(name) for name in names}) == len(names)


def test_the_engine_takes_no_more_roles_than_it_can_hold() -> None:
    with Session([[], *([(0, 0)] for _ in range(ROLES - 1))]) as session:
        facts = [((role,), ((0, "x"),)) for role in range(ROLES)]
        assert session.results(facts) == [tuple(range(ROLES))]
    with pytest.raises(ValueError, match="at most 16 roles"):
        Session([[], *([(0, 0)] for _ in range(ROLES))])


def test_the_engine_agrees_with_loops_over_thousands_of_sessions_in_constant_memory() -> None:
    script = Path(__file__).with_name("stress_matching.py")
    done = subprocess.run(
        [sys.executable, script, "2000"],
        env=environment(PYTHONPATH=os.pathsep.join(sys.path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    early, late = map(int, done.stdout.split())
    assert late - early < 10_000, "KiB more at the end than after a tenth: a session leaks"
