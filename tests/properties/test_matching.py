"""Laws of matching: the engine finds what the definition says, whatever the rule and the claims."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from unittest import mock

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import evaluate
from consistency.claim import Claim, Source
from consistency.expressions import read_expression
from consistency.match import Index, MeetsTooOften, join, meetings, times
from consistency.match.fitting import fitting
from consistency.measure import Kind
from consistency.period import Period
from consistency.problem import Location
from consistency.quantity import Units, read_quantity
from consistency.rule import Count, Given, Meeting, NoneOf, OneOf, Reading, Role, Rule, Variable, passes
from naive import naive_meetings

SOURCES = [Source("news", "news.yaml"), Source("press", "press.yaml")]
PERIODS = [
    Period.of("2014"),
    Period.of("2014-06", instant=True),
    Period.of("2015"),
    Period.of("2015/2016-03"),
    Period.of("2016", instant=True),
    Period.of("2016/.."),
    Period.of("2017-01-05"),
]
VALUES = ["x", "y", "z"]
DIMENSIONS = ["place", "subject", "topic"]
IDS = [f"{source.id}/{name}" for source in SOURCES for name in "abcd"]

lists = st.lists(st.sampled_from(VALUES), max_size=2).map(tuple)
ids = st.lists(st.sampled_from(IDS), max_size=2).map(tuple)


@st.composite
def some_claims(draw: st.DrawFn, at_most: int = 7) -> list[Claim]:
    chosen = draw(st.lists(st.sampled_from(IDS), max_size=at_most, unique=True))
    claims = []
    for number, id in enumerate(chosen):
        about = {key: texts for key in DIMENSIONS if (texts := draw(lists))}
        links = {name: ids_ for name in ("restates", "part_of") if (ids_ := draw(ids))}
        claims.append(
            Claim(
                id,
                next(source for source in SOURCES if id.startswith(source.id)),
                line=number,
                column=3,
                about=about,
                links=links,
                kind=draw(st.sampled_from([None, Kind.STOCK, Kind.FLOW, Kind.TREND])),
                when=draw(st.none() | st.sampled_from(PERIODS)),
                by=draw(lists),
            )
        )
    return claims


variables = st.sampled_from("uvw").map(Variable)
some_texts = st.lists(st.sampled_from(VALUES), min_size=1, max_size=2).map(tuple)
some_ids = st.lists(st.sampled_from([*IDS, *"abcd"]), min_size=1, max_size=2).map(tuple)
some_kinds = st.lists(st.sampled_from(["stock", "flow", "trend"]), min_size=1, max_size=2).map(tuple)


def constants(texts: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[OneOf | NoneOf | Given | Count]:
    return texts.map(OneOf) | texts.map(NoneOf) | st.booleans().map(Given) | st.integers(1, 2).map(Count)


a_test = st.one_of(
    st.tuples(st.sampled_from(DIMENSIONS), variables),
    st.tuples(st.sampled_from(DIMENSIONS), variables),
    st.tuples(st.sampled_from([*DIMENSIONS, "by"]), constants(some_texts)),
    st.tuples(st.sampled_from(["id", "links.part_of"]), variables | constants(some_ids)),
    st.tuples(st.just("by"), variables),
    st.tuples(st.just("kind"), variables | constants(some_kinds)),
    st.tuples(st.just("when"), variables | st.booleans().map(Given)),
)


@st.composite
def some_rule(draw: st.DrawFn) -> Rule:
    names = "abcd"[: draw(st.integers(1, 4))]
    linked = draw(st.booleans())  # the claims of one role by their ids to a group of others
    roles: list[Role] = []
    for name in names:
        tests = draw(st.lists(a_test, max_size=4))
        if roles and draw(st.booleans()):
            tests = [*roles[-1].tests, *tests[:1]]
        if name == "b" and linked:
            tests = [*tests[:1], ("id", Variable("w"))]
            roles[0] = Role("a", (*roles[0].tests, ("links.part_of", Variable("w"))))
        each = draw(st.sampled_from([False, False, True])) or (name == "b" and linked)
        roles.append(Role(name, tuple(tests), each=each))
    single = [role.name for role in roles if not role.each]
    some_names = st.just([])
    if single:
        some_names |= st.lists(st.sampled_from(single), unique=True, min_size=min(2, len(single)))
    return Rule(
        "law",
        Location("rules/law.yaml", 1, 1),
        "…",
        tuple(roles),
        expect=(),
        symmetric=tuple(draw(some_names)),
        sequence=tuple(draw(some_names)),
    )


def ids_of(met: Sequence[Meeting]) -> list[tuple[object, ...]]:
    return [(tuple(claim.id for claim in meeting.claims), meeting.sizes, meeting.lacks) for meeting in met]


@settings(max_examples=300, deadline=None)
@given(some_rule(), some_claims())
def test_the_engine_finds_the_meetings_that_the_definition_gives(rule: Rule, claims: list[Claim]) -> None:
    assert ids_of(meetings(rule, Index(claims))) == ids_of(naive_meetings(rule, claims))


@settings(deadline=None)
@given(some_rule(), some_claims())
def test_the_claims_that_fit_are_those_that_each_pass_on_their_own(rule: Rule, claims: list[Claim]) -> None:
    index = Index(claims)
    for role in rule.roles:
        assert fitting([role], index) == [n for n, claim in enumerate(index.claims) if passes(role, claim)]


@settings(deadline=None)
@given(some_rule(), some_claims(), st.randoms())
def test_the_order_of_claims_does_not_matter(rule: Rule, claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert ids_of(meetings(rule, Index(shuffled))) == ids_of(meetings(rule, Index(claims)))


@settings(deadline=None)
@given(some_rule(), some_claims())
def test_a_meeting_binds_different_claims_and_is_found_once(rule: Rule, claims: list[Claim]) -> None:
    found = meetings(rule, Index(claims))
    for met in found:
        played = list(zip(met.roles, met.claims, strict=True))
        alone = [claim.id for role, claim in played if not role.each]
        assert len(set(alone)) == sum(not role.each for role in rule.roles)
        for group in rule.groups:
            held = [claim.id for role, claim in played if role.name == group]
            assert held == sorted(set(held).difference(alone))
            assert held or met.lacks  # what lacks a claim of any group is told, and judged no further
    assert len(set(ids_of(found))) == len(found)


@settings(deadline=None)
@given(some_rule(), some_claims(), st.integers(1, 6), st.integers(1, 6))
def test_it_does_not_matter_how_many_facts_are_asserted_at_a_time(
    rule: Rule, claims: list[Claim], portion: int, waiting: int
) -> None:
    with mock.patch.object(join, "_PORTION", portion), mock.patch.object(join, "_WAITING", waiting):
        assert ids_of(meetings(rule, Index(claims))) == ids_of(naive_meetings(rule, claims))


@settings(deadline=None)
@given(some_rule(), some_claims(), st.integers(1, 20))
def test_a_rule_is_refused_or_all_its_meetings_are_found(rule: Rule, claims: list[Claim], bound: int) -> None:
    expected = ids_of(naive_meetings(rule, claims))
    try:
        found = ids_of(meetings(rule, Index(claims), bound))
    except MeetsTooOften:
        return
    assert found == expected


UNITS = Units.standard()
FIGURES = [read_quantity(text, UNITS) for text in ("1", "about 2", "2 to 4", "at least 3", "3 km", "over 5")]
figures = st.sampled_from(FIGURES)
CONDITIONS = {
    1: ["{0} > 2", "{0}.kind == 'stock'", "{0}.also < 3", "within({0}.when, {0}.said)"],
    2: [
        "{0} < {1}",
        "{0} == {1} or {0}.by == {1}.by",
        "not precedes({0}.when, {1}.when)",
        "precedes({0}.when, {1}.when) and {0} >= {1} and {1} > 1",
        "within({0}.when, {1}.when) or starts_before({1}.when, {0}.said)",
        "days_between({0}.when, {1}.when) <= '300 days'",
        "not days_between({0}.when, {1}.when) > '300 days'",
        "roughly({0}, {1}.also, within='1')",
        "{0}.kind != {1}.kind",
    ],
    3: ["{0} + {1} > {2}", "{0} < {1} < {2}", "before({0}.when, {1}.when) and before({1}.when, {2}.when)"],
}


@st.composite
def conditions_of(draw: st.DrawFn, of: Rule) -> Rule:
    """The rule with some conditions, and something to expect."""
    names = [role.name for role in of.roles]
    groups = list(of.groups)
    single = [name for name in names if name not in groups]
    written = [f"sum({name}) > 3" for name in groups if draw(st.booleans())]
    if single:
        for _ in range(draw(st.integers(1, 3))):
            spoken_of = draw(st.permutations(single))[: draw(st.integers(1, 3))]
            written.append(draw(st.sampled_from(CONDITIONS[len(spoken_of)])).format(*spoken_of))

    def read(text: str) -> object:
        return read_expression(text, names, UNITS, "truth", groups)

    expect = f"{single[0]} > 3" if single else f"count({groups[0]}) > 1"
    return attrs.evolve(of, where=tuple(map(read, written)), expect=(Reading("", read(expect)),))


def some_conditional_rule() -> st.SearchStrategy[Rule]:
    return some_rule().flatmap(conditions_of)


@st.composite
def some_figures(draw: st.DrawFn) -> list[Claim]:
    return [
        attrs.evolve(
            claim,
            value=draw(st.none() | figures),
            also=tuple(draw(st.lists(figures, max_size=2))),
            said=draw(st.none() | st.sampled_from(PERIODS[:2])),
        )
        for claim in draw(some_claims())
    ]


def judged(rule: Rule, met: Sequence[Meeting]) -> list[tuple[object, ...]]:
    judge = evaluate.prepare(rule)
    found = [(meeting, judge(meeting)) for meeting in met]
    return [
        (*ids_of([meeting]), judgement.verdict, judgement.rests_on, judgement.turns)
        for meeting, judgement in found
        if judgement is not None
    ]


@st.composite
def a_crowding_rule(draw: st.DrawFn) -> Rule:
    """A rule that any claims of one topic meet in, but for its conditions."""
    topics = (("topic", Variable("t")),)
    names = "abc"[: draw(st.integers(2, 3))]
    roles = [Role(name, topics) for name in names]
    if draw(st.booleans()):
        roles.append(Role("others", topics, each=True))
    symmetric = draw(st.sampled_from(["", "", "ab", "abc"]))
    of = Rule("law", Location("rules/law.yaml", 1, 1), "…", tuple(roles), expect=())
    return attrs.evolve(
        draw(conditions_of(of)),
        symmetric=tuple(name for name in names if name in symmetric),
        sequence=("a", "b") if not symmetric and draw(st.integers(0, 5)) == 0 else (),
    )


@st.composite
def a_crowd(draw: st.DrawFn) -> list[Claim]:
    return [
        attrs.evolve(claim, about={"topic": ("x",)}, when=draw(st.sampled_from([*PERIODS, None])))
        for claim in draw(some_figures())
    ]


@settings(max_examples=300, deadline=None)
@given(some_conditional_rule() | a_crowding_rule(), some_figures() | a_crowd(), st.integers(2, 4))
def test_what_conditions_rule_out_early_is_not_judged(rule: Rule, claims: list[Claim], size: int) -> None:
    every = naive_meetings(rule, claims)
    with mock.patch.object(join, "_WAITING", 0), mock.patch.object(times, "_SIZE", size):
        found = meetings(rule, Index(claims))
    assert judged(rule, found) == judged(rule, every)
    assert set(ids_of(found)) <= set(ids_of(every))


@settings(deadline=None)
@given(some_conditional_rule() | a_crowding_rule(), some_figures() | a_crowd(), st.integers(1, 20))
def test_conditions_refuse_nothing_that_is_found_without(rule: Rule, claims: list[Claim], bound: int) -> None:
    with mock.patch.object(join, "_WAITING", 0):
        try:
            found = meetings(rule, Index(claims), bound)
        except MeetsTooOften:
            with pytest.raises(MeetsTooOften):
                meetings(attrs.evolve(rule, where=()), Index(claims), bound)
            return
    assert judged(rule, found) == judged(rule, naive_meetings(rule, claims))
