"""Names of links, tags, dimensions and measures that differ by a slip from those that are asked for."""

from __future__ import annotations

import pytest

from consistency.claim import Claim
from consistency.measure import Measure
from consistency.misspelt import misspelt
from consistency.rule import Given, OneOf, Role, Rule, Variable
from making import claim, rule

ASKING: Rule = rule("a b", "a < b")
MEASURES = {name: Measure(name) for name in ("goals", "world record")}


def asking(**tests: object) -> Rule:
    """Return a rule whose one role asks for keys, written with `__` for a dot."""
    role = Role("a", tuple((key.replace("__", "."), test) for key, test in tests.items()))  # type: ignore[misc]
    return Rule("r", ASKING.at, "…", (role,), ())


def told(claims: list[Claim], *rules: Rule) -> list[str]:
    return [f"{problem.message}; {problem.suggestion}" for problem in misspelt(claims, rules, MEASURES)]


def linked(**links: str) -> Claim:
    return Claim("p/c", claim("c", "1").source, 1, 1, {}, links={k: (v,) for k, v in links.items()})


@pytest.mark.parametrize("name", ["sum-of", "sumof", "Sum_of", "sum of", "sumOf"])
def test_a_link_that_is_spelt_otherwise_is_told(name):
    assert told([linked(**{name: "p/d"})]) == [f"no rule asks for the link `{name}`; did you mean `sum_of`?"]


def test_a_link_that_differs_by_a_letter_is_told_once_with_how_many_have_it():
    claims = [linked(restate="p/d"), linked(restate="p/e")]
    assert told(claims) == [
        "no rule asks for the link `restate` (2 claims have it); did you mean `restates`?"
    ]


def test_a_link_that_a_rule_asks_for_is_none_that_is_misspelt():
    assert told([linked(restate="p/d")], asking(links__restate=Variable("x"))) == []


def test_a_link_that_is_like_no_other_is_the_users_own():
    assert told([linked(cites="p/d", parts="p/e")]) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [("sum_of", "links.sum_of"), ("link.sum_of", "links.sum_of"), ("Measure", "measure"), ("mesure", None)],
)
def test_a_dimension_that_is_a_link_or_spelt_otherwise_is_told(name, meant):
    expected = [f"no rule asks for the dimension `{name}`; did you mean `{meant}`?"] if meant else []
    assert told([claim("c", "1", **{name: "x"})]) == expected


def test_a_dimension_that_differs_by_a_letter_is_told_where_more_claims_have_the_other():
    claims = [claim("a", "1", mesure="goals"), claim("b", "1", measure="goals")]
    assert told(claims) == []
    assert told([*claims, claim("c", "1", measure="goals")]) == [
        "no rule asks for the dimension `mesure`; did you mean `measure`?"
    ]


def test_a_palace_is_no_place():
    claims = [claim(name, "1", palace="Louvre") for name in "abc"]
    assert told([*claims, claim("d", "1", place="Paris")], asking(place=Variable("p"))) == []


def test_a_tag_that_some_rule_asks_for_is_told_where_it_is_misspelt():
    of = asking(tags=OneOf(("expected",)))
    wrong, right = (
        Claim("p/c", claim("c", "1").source, 1, 1, {}, tags=(tag,)) for tag in ("expectd", "expected")
    )
    assert told([wrong], of) == ["no rule asks for the tag `expectd`; did you mean `expected`?"]
    assert told([right], of) == []
    assert told([wrong], asking(tags=Given(True))) == []


def test_a_trend_that_some_rule_asks_for_is_told_where_it_is_misspelt():
    of = asking(trend=OneOf(("rising",)))
    assert told([claim("c", "1", trend="risng")], of) == [
        "no rule asks for the trend `risng`; did you mean `rising`?"
    ]
    assert told([claim("c", "1", trend="up")], of) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("gaols", "goals"),
        ("Goals", "goals"),
        ("goals", None),
        ("goal", None),
        ("world records", None),
        ("points", None),
        ("world-record", "world record"),
    ],
)
def test_a_measure_that_the_vocabulary_has_is_told_where_it_is_misspelt(name, meant):
    expected = (
        [f"the vocabulary does not have the measure `{name}`; did you mean `{meant}`?"] if meant else []
    )
    assert told([claim("c", "1", measure=name)]) == expected


def test_what_differs_by_a_digit_or_by_a_single_letter_is_another_name():
    measures = {name: Measure(name) for name in ("sales of group 1", "sales A")}
    claims = [claim("a", "1", measure="sales of group 2"), claim("b", "1", measure="sales B")]
    assert list(misspelt(claims, [], measures)) == []
