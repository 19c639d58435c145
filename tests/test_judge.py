"""All judgements of a rule on the claims that meet in it, and rules that meet too often for that."""

from __future__ import annotations

import attrs
import pytest

from consistency import evaluate
from consistency.judge import judgements, too_often
from consistency.match import Index, MeetsTooOften, meetings
from consistency.problem import NOWHERE
from consistency.rule import Role, Rule, Variable
from making import claim, rule


def joined(of: Rule, *keys: str) -> Rule:
    """Return a rule with roles that ask for variables, each at the key of the same name."""
    tests = tuple((key, Variable(key)) for key in keys)
    return attrs.evolve(of, roles=tuple(attrs.evolve(role, tests=tests) for role in of.roles))


def test_every_meeting_is_judged_and_those_that_a_condition_rules_out_are_none():
    claims = [claim(name, f"{number} people") for number, name in enumerate("abc", 1)]
    found = judgements(rule("one other", "one < other", where=("one > '1 people'",)), Index(claims))
    met = [[each.name for each in judged.meeting.claims] + [judged.verdict.value] for judged in found]
    assert met == [
        ["b", "a", "contradicted"],
        ["b", "c", "consistent"],
        ["c", "a", "contradicted"],
        ["c", "b", "contradicted"],
    ]


def test_a_rule_that_meets_nothing_is_not_compiled(monkeypatch):
    monkeypatch.delattr(evaluate, "_Evaluator")
    pair = joined(rule("one other", "one < other"), "place")
    assert list(judgements(pair, Index([claim("a", "1 people"), claim("b", "2 people")]))) == []
    assert list(judgements(attrs.evolve(pair, roles=(), expect=()), Index([claim("a")]))) == []
    with pytest.raises(NameError):
        list(judgements(rule("one", "one > '1 people'"), Index([claim("a", "1 people")])))


def refused(of: Rule, *claims) -> MeetsTooOften:
    with pytest.raises(MeetsTooOften) as raised:
        meetings(of, Index(claims), 100)
    return raised.value


def test_what_would_make_a_rule_meet_less_is_told_as_it_is():
    many = [claim(str(number), "1 people", place="Oslo") for number in range(20)]
    pair = rule("one other", "one < other")
    assert too_often(refused(pair, *many)).suggestion == "let its roles share a variable"
    assert (
        too_often(refused(joined(pair, "place"), *many)).suggestion == "let its roles share one more variable"
    )
    apart = attrs.evolve(pair, roles=(Role("one", (("place", Variable("a")),)), Role("other", ())))
    assert too_often(MeetsTooOften(apart, "", 400, 20)).suggestion == "let its roles share a variable"


def test_a_claim_that_by_itself_meets_too_often_has_too_long_lists():
    places = tuple(map(str, range(20)))
    long = attrs.evolve(claim("a", "1 people"), about={"place": places, "town": places})
    problem = too_often(refused(joined(rule("one other", "one < other"), "place", "town"), long, long))
    assert problem.location != NOWHERE
    assert "1 claim with lists of 20 × 20 values" in problem.message
    assert problem.suggestion == "write shorter lists in that claim, or several claims"
