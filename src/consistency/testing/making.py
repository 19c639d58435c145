"""Strategies for claims and facts that nobody wrote: any, those that rules meet, those that they accept."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from consistency.claim import Claim, Source
from consistency.measure import Kind, Measure
from consistency.period import read_period
from consistency.quantity import Units, read_quantity
from consistency.read.claims import ClaimReader
from consistency.read.document import parse
from consistency.read.examples import ExampleReader
from consistency.read.page import Page
from consistency.rule import Example, OneOf, Rule
from consistency.testing.case import Case
from consistency.testing.loading import Named, rules_in, with_examples
from consistency.testing.texts import HEDGES, dates, figures, rehedged
from consistency.workshop.trial import UNMET

ABOUT: Mapping[str, Sequence[str]] = {
    "measure": ("visitors", "members", "losses"),
    "place": ("north", "south"),
}

_KINDS = (None, Kind.STOCK, Kind.FLOW, Kind.CUMULATIVE, Kind.SHARE)
_MOST_VARIED = 3
_STEPS = 10_000
_DEFAULT_UNIT = "people"


@st.composite
def claims(
    draw: st.DrawFn,
    *,
    values: st.SearchStrategy[str] | None = None,
    when: st.SearchStrategy[str] | None = None,
    about: Mapping[str, Sequence[str]] = ABOUT,
    source: str = "made-up",
    units: Units | None = None,
) -> Claim:
    """Return a strategy of single claims: a figure of `figures()`, a date of `dates()`, about something.

    `values` and `when` take the place of these strategies, `about` gives the texts of each dimension. Their
    ids differ mostly; for a list of claims, make it `unique_by` them.
    """
    known = units or Units.standard()
    name = draw(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6))
    kind = draw(st.sampled_from(_KINDS))
    of = Source(source, f"{source}.yaml")
    return Claim(
        f"{of.id}/{name}",
        of,
        1,
        1,
        {key: (draw(st.sampled_from(texts)),) for key, texts in about.items()},
        kind,
        read_quantity(draw(figures() if values is None else values), known),
        read_period(draw(dates() if when is None else when), instant=kind is not None and kind.is_instant),
    )


def facts(rules: Case | Named | Iterable[Named] = "standard") -> st.SearchStrategy[Case]:
    """Return a strategy of facts that one of the rules meets, be they consistent or not.

    `rules` are rules, or files, folders and sets of them, or a case, for its rules and its vocabulary. The
    facts come from the examples of the rules, their figures, hedges and dates varied; a rule without examples
    has claims made up that fit its patterns. They shrink to such an example.
    """
    return _varied(_Seeds(rules), keep=lambda case: True)


def consistent_facts(rules: Case | Named | Iterable[Named] = "standard") -> st.SearchStrategy[Case]:
    """Return a strategy of facts that one of the rules meets, and none of them contradicts.

    As `facts`; of the variations only those are made that leave the facts consistent.
    """
    return _varied(_Seeds(rules), keep=_is_consistent)


def _is_consistent(case: Case) -> bool:
    return not case.contradicted() and not case.refused()


@st.composite
def _varied(draw: st.DrawFn, seeds: _Seeds, keep: Callable[[Case], bool]) -> Case:
    number = draw(st.sampled_from(seeds.numbers))
    case = seeds.case(*number)
    if case is None or not keep(case):
        reject()
    rule = seeds.rules[number[0]].id
    for _ in range(draw(st.integers(0, _MOST_VARIED)) if case.origin.spots else 0):
        spot = draw(st.sampled_from(case.origin.spots))
        hedge = draw(st.sampled_from((None, *HEDGES)))
        claim: Claim | None = case.claims[spot.claim]
        assert claim is not None
        if hedge is None:
            claim = case.origin.shifted(claim, spot, draw(st.integers(-_STEPS, _STEPS)))
        elif spot.field == "value" and claim.value is not None:
            claim = _rehedged(case, claim, hedge)
        if claim is not None:
            other = case.changed([claim])
            case = other if _meets(other, rule) and keep(other) else case
    return case


def _meets(case: Case, rule: str) -> bool:
    return any(key.rule == rule for key in case.judged())


def _rehedged(case: Case, claim: Claim, hedge: str) -> Claim | None:
    assert claim.value is not None
    text = rehedged(claim.value.text, hedge)
    figure = None if text is None else case.origin.reread.figure(claim, "value", text)
    return None if figure is None else attrs.evolve(claim, value=figure)


class _Seeds:
    """The examples of rules as facts, each made when it is first drawn."""

    def __init__(self, rules: Case | Named | Iterable[Named]) -> None:
        self._asked = rules

    def __repr__(self) -> str:
        return repr(self._asked)

    @functools.cached_property
    def _like(self) -> Case | None:
        return self._asked if isinstance(self._asked, Case) else None

    @functools.cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, with their examples where they have any."""
        asked = self._asked
        rules = with_examples(asked) if isinstance(asked, Case) else rules_in(asked)
        if not rules:
            raise ValueError("there are no rules to make facts for")
        return rules

    @functools.cached_property
    def _examples(self) -> list[list[Example]]:
        return [_usable(rule) or _made_up(rule, self._like) for rule in self.rules]

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """The number of each rule with that of each of its examples."""
        found = [(n, m) for n, examples in enumerate(self._examples) for m in range(len(examples))]
        if not found:
            raise ValueError(f"no claims can be made up for {', '.join(rule.id for rule in self.rules)}")
        return found

    @functools.cache  # noqa: B019 - seeds live as long as the strategy that draws from them
    def case(self, rule: int, example: int) -> Case | None:
        """Return the facts of an example; None where they are none that its rule meets."""
        held = _as_facts(self._examples[rule][example])
        if held is None:
            return None
        case = Case.of(held, self.rules, self._like)
        return case if _meets(case, self.rules[rule].id) else None


def _usable(rule: Rule) -> list[Example]:
    return [example for example in rule.examples if example.verdict != UNMET]


def _as_facts(example: Example) -> list[Claim] | None:
    """Return the claims of an example with what facts must have; None where they cannot be facts."""
    found: dict[str, Claim] = {}
    measures: dict[str, Measure] = {}
    for _, claim in example.claims:
        if (claim.value is None and claim.when is None) or claim.id in found:
            return None
        about = dict(claim.about)
        if claim.measure is not None:
            name = about.setdefault("measure", (claim.name,))[0]
            renamed = attrs.evolve(claim.measure, name=name)
            if measures.setdefault(name, renamed) != renamed:
                return None
            claim = attrs.evolve(claim, measure=renamed)  # noqa: PLW2901
        found[claim.id] = attrs.evolve(claim, about=about or {"subject": (claim.name,)})
    linked = {target for claim in found.values() for targets in claim.links.values() for target in targets}
    return list(found.values()) if linked <= found.keys() else None


def _made_up(rule: Rule, like: Case | None) -> list[Example]:
    """Return an example of a rule that has none: what its patterns ask for, with figures of 10, in 2020."""
    known = (like or Case.of((), ())).origin
    cast: dict[str, object] = {}
    for role in rule.roles:
        tests = dict(role.tests)
        unit = tests.get("unit")
        named = tests.get("measure")
        measure = known.facts.measures.get(named.texts[0]) if isinstance(named, OneOf) else None
        if isinstance(unit, OneOf):
            text = unit.texts[0]
        else:
            text = measure.unit.name if measure is not None and measure.unit else _DEFAULT_UNIT
        entry = {"value": f"10 {text}", "when": "2020"}
        cast[role.name] = [entry, entry] if role.each else entry
    page = Page(f"{rule.id}.json")
    written = json.dumps({"name": "made up", "claims": cast, "verdict": "consistent"})
    node, _ = parse(written, Path(page.file), page.file)
    reader = ClaimReader(known.facts.units, known.facts.measures, known.settings.hedges)
    made = None if node is None else ExampleReader(page, rule.roles, reader).read(node)
    return [] if made is None else [made]
