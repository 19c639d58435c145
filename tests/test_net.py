"""The net: which meetings a changed claim is judged in again, and what got worse."""

from __future__ import annotations

from unittest import mock

import attrs
import pytest

from consistency.claim import Claim, Source, rests_on
from consistency.expressions.kinds import DATES, FIELD_KINDS, FIGURES
from consistency.finding import Verdict
from consistency.measure import Kind, Measure
from consistency.net import Net, joins
from consistency.net import kept as keeping
from consistency.rule import Given, OneOf, Role, Rule, Variable
from making import claim, rule


def with_tests(of: Rule, **tests: tuple[tuple[str, object], ...]) -> Rule:
    return attrs.evolve(of, roles=tuple(Role(r.name, tests.get(r.name, ()), each=r.each) for r in of.roles))


SAME_PLACE = (("place", Variable("place")),)
MORE = with_tests(rule("part whole", "part <= whole"), part=(*SAME_PLACE, ("topic", OneOf(("part",)))),
                  whole=(*SAME_PLACE, ("topic", OneOf(("whole",)))))  # fmt: skip


def part(value: str, place: str = "Syria", name: str = "p") -> Claim:
    return claim(name, value, place=place, topic="part")


def whole(value: str, place: str = "Syria", name: str = "w") -> Claim:
    return claim(name, value, place=place, topic="whole")


def verdicts(net: Net, *changed: Claim) -> dict[tuple[str, ...], str | None]:
    judged = net.changed(*changed).judged
    return {key.claims: each and each.verdict.value for key, each in judged.items()}


def test_all_meetings_are_judged_and_told_by_claim() -> None:
    net = Net([part("5 people"), whole("3 people"), whole("9 people", "Iraq", "x")], [MORE])
    assert {key.claims: each.verdict for key, each in net.judged.items()} == {
        ("paper/p", "paper/w"): Verdict.CONTRADICTED
    }
    assert [judgement.verdict for judgement in net.of("paper/p")] == [Verdict.CONTRADICTED]
    assert net.of("paper/x") == []
    assert (net.rules_of("paper/w"), net.rules_of("paper/x")) == ([MORE], [])
    assert list(net.claims) == ["paper/p", "paper/w", "paper/x"]


def test_a_figure_that_changes_is_judged_again_where_it_is_read() -> None:
    net = Net([part("5 people"), whole("9 people"), part("1 person", name="q")], [MORE])
    assert verdicts(net, part("12 people")) == {("paper/p", "paper/w"): "contradicted"}
    assert net.changed(part("12 people")).is_caught
    assert not net.changed(part("8 people")).is_caught
    assert verdicts(net, attrs.evolve(part("5 people"), note="…", by=("Ann",))) == {}


def test_what_was_contradicted_before_is_not_worse() -> None:
    net = Net([part("12 people"), whole("9 people")], [MORE])
    change = net.changed(part("15 people"))
    assert [each and each.verdict for each in change.judged.values()] == [Verdict.CONTRADICTED]
    assert (change.worse, change.strained, change.is_caught) == ((), (), False)


def test_what_becomes_strained_is_told_apart() -> None:
    net = Net([part("5 people"), whole("about 100 people")], [MORE])
    found = {
        text: (len(net.changed(part(text)).worse), len(net.changed(part(text)).strained))
        for text in ("90 people", "120 people", "300 people")
    }
    assert found == {"90 people": (0, 0), "120 people": (0, 1), "300 people": (1, 0)}
    strained = Net([part("120 people"), whole("about 100 people")], [MORE])
    assert strained.changed(part("121 people")).strained == ()


def test_a_claim_that_leaves_meets_no_longer_and_meets_others() -> None:
    net = Net([part("5 people"), whole("9 people"), whole("3 people", "Iraq", "x")], [MORE])
    change = net.changed(part("5 people", "Iraq"))
    assert {key.claims: each and each.verdict for key, each in change.judged.items()} == {
        ("paper/p", "paper/w"): None,
        ("paper/p", "paper/x"): Verdict.CONTRADICTED,
    }
    assert [judgement.meeting.claims[1].name for judgement in change.worse] == ["x"]


def test_two_claims_change_at_once() -> None:
    net = Net([part("5 people"), whole("9 people")], [MORE])
    assert verdicts(net, part("9 people"), whole("5 people")) == {("paper/p", "paper/w"): "contradicted"}
    moved = part("9 people", "Iraq"), whole("5 people", "Iraq")
    assert verdicts(net, *moved) == {("paper/p", "paper/w"): "contradicted"}
    assert net.judged[next(iter(net.judged))].verdict is Verdict.CONSISTENT


def test_a_meeting_that_a_condition_ruled_out_is_found_when_the_condition_holds() -> None:
    dated = attrs.evolve(MORE, where=rule("part whole", "part < whole", where=("part > '3 people'",)).where)
    net = Net([part("2 people"), whole("9 people")], [dated])
    assert net.judged == {}
    assert verdicts(net, part("12 people")) == {("paper/p", "paper/w"): "contradicted"}
    assert verdicts(net, part("3 people")) == {}


def test_it_matters_whether_a_key_is_given_and_not_what_it_says() -> None:
    named = with_tests(rule("a", "a <= '9 people'"), a=(("by", Given(True)),))
    net = Net([claim("a", "12 people")], [named])
    assert verdicts(net, claim("a", "12 people", by=("Ann",))) == {("paper/a",): "contradicted"}
    again = Net([claim("a", "12 people", by=("Ann",))], [named])
    assert verdicts(again, claim("a", "12 people", by=("Bob",))) == {}
    assert verdicts(again, claim("a", "12 people")) == {("paper/a",): None}


def test_it_matters_whether_a_key_is_absent() -> None:
    nameless = with_tests(rule("a", "a <= '9 people'"), a=(("by", Given(False)),))
    net = Net([claim("a", "12 people", by=("Ann",))], [nameless])
    assert verdicts(net, claim("a", "12 people")) == {("paper/a",): "contradicted"}


def test_a_group_is_gathered_anew() -> None:
    total = with_tests(
        rule("total parts*", "sum(parts) == total"),
        total=(*SAME_PLACE, ("topic", OneOf(("whole",)))),
        parts=(*SAME_PLACE, ("topic", OneOf(("part",)))),
    )
    net = Net([part("5 people"), part("4 people", name="q"), whole("9 people")], [total])
    assert {key.claims: key.sizes for key in net.judged} == {("paper/w", "paper/p", "paper/q"): (1, 2)}
    assert verdicts(net, part("6 people")) == {("paper/w", "paper/p", "paper/q"): "contradicted"}
    assert verdicts(net, part("5 people", "Iraq")) == {
        ("paper/w", "paper/p", "paper/q"): None,
        ("paper/w", "paper/q"): "contradicted",
    }


def test_roles_that_only_a_group_links_meet_without_it_where_a_link_names_what_is_gone() -> None:
    linked = with_tests(
        rule("total part other", "total > 3"),
        total=(("links.part_of", Variable("part")),),
        part=(("place", Variable("place")), ("id", Variable("part"))),
        other=(("place", Variable("place")), ("topic", OneOf(("other",)))),
    )
    grouped = attrs.evolve(linked, roles=tuple(attrs.evolve(r, each=r.name == "part") for r in linked.roles))
    total = attrs.evolve(claim("t", "5"), links={"part_of": ("paper/p",)})
    there, elsewhere = part("2 people", "Syria"), part("2 people", "Iraq")
    net = Net([total, there, claim("o", "1", place="Egypt", topic="other")], [grouped])
    assert [(key.claims, key.sizes) for key in net.judged] == [(("paper/t", "paper/o"), (1, 0, 1))]
    assert verdicts(net, elsewhere) == {}
    assert verdicts(net, claim("o", "1", place="Syria", topic="other")) == {
        ("paper/t", "paper/o"): None,
        ("paper/t", "paper/p", "paper/o"): "consistent",
    }


def test_a_sequence_is_put_in_order_anew() -> None:
    rising = attrs.evolve(rule("earlier later", "earlier < later"), sequence=("earlier", "later"))
    rows = [claim(name, f"{n} people", when=f"201{n}") for n, name in enumerate("abc", 1)]
    net = Net(rows, [rising])
    assert [key.claims for key in net.judged] == [("paper/a", "paper/b"), ("paper/b", "paper/c")]
    assert verdicts(net, claim("a", "1 person", when="2016")) == {
        ("paper/a", "paper/b"): None,
        ("paper/c", "paper/a"): "contradicted",
    }


def test_a_rule_that_meets_too_often_is_told() -> None:
    many = attrs.evolve(rule("a b", "a != b"), id="test/many")
    net = Net([claim(name, "1 person") for name in "abcd"], [many, MORE], bound=5)
    assert [error.rule.id for error in net.refused] == [many.id]
    assert net.judged == {}


def test_a_change_by_which_a_rule_meets_too_often_is_told() -> None:
    crowd = with_tests(rule("a b", "a <= b"), a=SAME_PLACE, b=SAME_PLACE)
    net = Net([claim(name, "1 person", place=name) for name in "abcde"], [crowd], bound=2)
    moved = [claim(name, "1 person", place="a") for name in "bcde"]
    assert [error.rule.id for error in net.changed(*moved).refused] == [crowd.id]


DAYS = [
    claim(f"d{n:02}", f"{n + 10} people", when=f"2020-01-{n + 1:02}", place="L", topic="x") for n in range(20)
]
STATED = claim("s", "1", place="L", topic="s")
SERIES = attrs.evolve(
    with_tests(
        rule(
            "stated a b",
            "a < b",
            where=("days_between(a.when, b.when) <= '2 days'", "before(a.when, b.when)", "stated > 0"),
        ),
        stated=(*SAME_PLACE, ("topic", OneOf(("s",)))),
        a=(*SAME_PLACE, ("topic", OneOf(("x",)))),
        b=(*SAME_PLACE, ("topic", OneOf(("x",)))),
    ),
    id="test/series",
)


def after_and_anew(net: Net, *changed: Claim, bound: int) -> tuple[list[str], list[str]]:
    """The refusals of a change and of a full run over what has changed."""
    full = Net({**net.claims, **{one.id: one for one in changed}}, net.rules, bound)
    return [str(each) for each in net.changed(*changed).refused], [str(each) for each in full.refused]


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize("bound", [37, 38, 100])
def test_a_change_in_a_long_series_is_refused_only_where_a_full_run_is(
    bound: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joins, "FEW", few)
    net = Net([STATED, *DAYS], [SERIES], bound=bound)
    assert (len(net.judged), net.refused) == (18, ())
    for changed in (
        attrs.evolve(STATED, value=claim("q", "2").value),
        attrs.evolve(DAYS[5], when=claim("q", when="2020-01-10").when),
        attrs.evolve(DAYS[5], about={"place": ("L",), "topic": ("s",)}),
        attrs.evolve(STATED, about={"place": ("M",), "topic": ("s",)}),
    ):
        after, anew = after_and_anew(net, changed, bound=bound)
        assert after == anew
    late = attrs.evolve(DAYS[5], value=claim("q", "99 people").value)
    assert [judgement.meeting.claims[2].name for judgement in net.changed(late).worse] == ["d07"]


@pytest.mark.parametrize(("bound", "refusals"), [(15, 1), (19, 0), (30, 0)])
@pytest.mark.parametrize("few", [0, 1_000])
def test_a_date_by_which_conditions_leave_too_many_is_refused(
    bound: int, refusals: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joins, "FEW", few)
    inside = attrs.evolve(SERIES, where=rule("stated a b", "a < b", where=("within(a.when, b.when)",)).where)
    net = Net([STATED, *DAYS], [inside], bound=bound)
    assert (net.judged, net.refused) == ({}, ())
    month = attrs.evolve(DAYS[5], when=claim("q", when="2020-01").when)
    after, anew = after_and_anew(net, month, bound=bound)
    assert (after, len(anew)) == (anew, refusals)
    met = [key.claims[1:] for key, each in net.changed(month).judged.items() if each is not None]
    assert met == ([] if refusals else [(day.id, month.id) for day in DAYS if day.id != month.id])


def test_what_conditions_leave_is_found_among_few_of_a_long_series(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net([STATED, *DAYS], [SERIES])
    monkeypatch.setattr(joins, "FEW", 0)
    judged = mock.Mock(side_effect=net._kept[0]._judge)
    monkeypatch.setattr(net._kept[0], "_judge", judged)
    for day, before, behind in (("12", "d09", "d13"), ("17", "d14", "d18"), ("12", "d09", "d13")):
        change = net.changed(attrs.evolve(DAYS[5], when=claim("q", when=f"2020-01-{day}").when))
        assert sorted(key.claims[1:] for key, each in change.judged.items() if each is not None) == [
            ("paper/d05", f"paper/{behind}"),
            (f"paper/{before}", "paper/d05"),
        ]
    assert judged.call_count < 30
    # What it said before would be two days earlier: a claim does not meet itself.
    change = net.changed(attrs.evolve(DAYS[5], when=claim("q", when="2020-01-08").when))
    assert [key.claims[1:] for key, each in change.judged.items() if each] == [("paper/d05", "paper/d09")]


def test_a_claim_by_which_a_rule_meets_too_often_for_the_first_time_is_told() -> None:
    net = Net([attrs.evolve(STATED, about={}), *DAYS], [attrs.evolve(SERIES, where=())], bound=300)
    assert net.refused == ()
    after, anew = after_and_anew(net, STATED, bound=300)
    assert after == anew
    assert len(after) == 1


def test_groups_that_together_take_in_too_many_claims_are_refused() -> None:
    total = with_tests(
        rule("total parts*", "sum(parts) == total"),
        total=(*SAME_PLACE, ("topic", OneOf(("whole",)))),
        parts=(*SAME_PLACE, ("topic", OneOf(("part",)))),
    )
    parts = [part("5 people", place, f"{place}{n}") for place in ("Iraq", "Syria") for n in range(4)]
    parts += [part("5 people", "Yemen", f"Yemen{n}") for n in range(5)]
    net = Net([*parts, whole("20 people", "Iraq", "x"), whole("20 people", "Egypt", "y")], [total], bound=1)
    for place, refusals in (("Syria", 0), ("Yemen", 1)):
        after, anew = after_and_anew(net, whole("20 people", place, "y"), bound=1)
        assert (after, len(anew)) == (anew, refusals)


OF_ROW = (*SAME_PLACE, ("topic", OneOf(("row",))))
RISING = attrs.evolve(
    with_tests(
        rule("stated a b", "a < b"), stated=(*SAME_PLACE, ("topic", OneOf(("s",)))), a=OF_ROW, b=OF_ROW
    ),
    sequence=("a", "b"),
)


def rows_of(place: str, count: int) -> list[Claim]:
    return [claim(f"{place}{n}", "1", when=f"20{n + 10}", place=place, topic="row") for n in range(count)]


def test_a_series_is_refused_that_only_a_full_run_over_a_change_looks_at() -> None:
    said = [claim(f"s{n}", "1", place="N", topic="s") for n in range(2)]
    unsaid, rows = claim("s2", "1", place="M"), [*rows_of("L", 3), *rows_of("M", 2)]
    net = Net([*said, unsaid, *rows], [RISING], bound=1)
    assert net.refused == ()
    after, anew = after_and_anew(net, claim("s2", "1", place="M", topic="s"), bound=1)
    assert (after, len(anew)) == (anew, 1)


def test_a_series_is_refused_that_a_change_makes_too_long_though_nothing_is_said_of_it() -> None:
    said = [claim(f"s{n}", "1", place="N", topic="s") for n in range(2)]
    other = claim("z", "1", when="2019", place="Z", topic="row")
    net = Net([*said, other, *rows_of("L", 2)], [RISING], bound=1)
    assert net.refused == ()
    after, anew = after_and_anew(net, claim("z", "1", when="2019", place="L", topic="row"), bound=1)
    assert (after, len(anew)) == (anew, 1)


def test_the_id_within_a_file_rests_on_the_source_too() -> None:
    short = with_tests(rule("a", "a <= '9 people'"), a=(("id", OneOf(("c",))),))
    before = attrs.evolve(claim("c", "12 people"), id="a/b/c", source=Source("a", "a.yaml"))
    moved = attrs.evolve(before, source=Source("a/b", "a.yaml"))
    assert verdicts(Net([before], [short]), moved) == {("a/b/c",): "contradicted"}
    assert verdicts(Net([moved], [short]), before) == {("a/b/c",): None}


def test_what_a_name_finds_changes_only_with_the_fields_that_it_rests_on() -> None:
    one = attrs.evolve(claim("c", "12 people", place="x"), links={"part_of": ("paper/d",)})
    figures = [claim("q", text).value for text in ("3 km", "4 people", "5 people")]
    other = Claim(
        "paper/late/d",
        Source("paper/late", "b.yaml", published=claim("q", when="2015").when, document="…"),
        line=9,
        column=9,
        about={"place": ("y",), "topic": ("t",)},
        kind=Kind.FLOW,
        value=figures[0],
        when=claim("q", when="2014").when,
        also=(figures[1],),
        lasting=figures[2],
        by=("Ann",),
        said=claim("q", when="2016").when,
        quote="…",
        locator="p. 3",
        note="…",
        tags=("denied",),
        links={"part_of": ("paper/e",), "restates": ("paper/f",)},
        places={"value": (1, 1, 1)},
        measure=Measure("deaths", at_least=figures[1], at_most=figures[2]),
    )
    names = [*FIELD_KINDS, "place", "topic", "links.part_of", "links.restates"]
    found = set()
    for before, after in ((one, other), (other, one)):
        for field in attrs.fields_dict(Claim):
            changed = attrs.evolve(before, **{field: getattr(after, field)})
            for name in names:
                if _finds(before, name) != _finds(changed, name):
                    assert field in rests_on(name), (field, name)
                    found.add((name, field))
    assert found == {(name, field) for name in names for field in rests_on(name)}


def _finds(of: Claim, name: str) -> object:
    own = getattr(of, name) if name in (*FIGURES, *DATES) and name != "published" else None
    return of.named(name), own, of.source.published if name == "published" else None


def test_two_claims_or_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two claims have the id `paper/p`"):
        Net([part("5 people"), part("6 people")], [MORE])
    with pytest.raises(ValueError, match=f"two rules have the id `{MORE.id}`"):
        Net([part("5 people")], [MORE, attrs.evolve(MORE, summary="another")])
    packaged = [attrs.evolve(MORE, rule_set=name) for name in ("", "standard")]
    assert len(Net([part("5 people"), whole("3 people")], packaged).judged) == 2
    with pytest.raises(ValueError, match=r"two rules have the id `.*` in the set `standard`"):
        Net([], [packaged[1], packaged[1]])


def test_only_the_meetings_of_the_last_claims_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_HELD", 30)
    crowd = with_tests(rule("a b", "a <= b"), a=SAME_PLACE, b=SAME_PLACE)
    rows = [claim(f"r{n}", "5 people", place="L") for n in range(6)]
    net = Net(rows, [crowd])
    for row in rows * 2:
        assert len(net.changed(attrs.evolve(row, value=claim("q", "9 people").value)).worse) == 5
        assert sum(len(met.meetings) for met in net._kept[0]._met.values() if met) <= 30


def test_a_claim_that_the_net_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        Net([part("5 people")], [MORE]).changed(part("5 people", name="other"))
    with pytest.raises(KeyError):
        Net([part("5 people")], [MORE]).of("paper/other")
