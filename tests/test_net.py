"""The net: which meetings a changed claim is judged in again, and what got worse."""

from __future__ import annotations

import attrs
import pytest

from consistency.claim import Claim
from consistency.finding import Verdict
from consistency.net import Net
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
    many = rule("a b", "a != b")
    net = Net([claim(name, "1 person") for name in "abcd"], [many, MORE], bound=5)
    assert [error.rule.id for error in net.refused] == [many.id]
    assert net.judged == {}


def test_a_change_by_which_a_rule_meets_too_often_is_told() -> None:
    crowd = with_tests(rule("a b", "a <= b"), a=SAME_PLACE, b=SAME_PLACE)
    net = Net([claim(name, "1 person", place=name) for name in "abcde"], [crowd], bound=2)
    moved = [claim(name, "1 person", place="a") for name in "bcde"]
    assert [error.rule.id for error in net.changed(*moved).refused] == [crowd.id]


def test_a_claim_that_the_net_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        Net([part("5 people")], [MORE]).changed(part("5 people", name="other"))
    with pytest.raises(KeyError):
        Net([part("5 people")], [MORE]).of("paper/other")
