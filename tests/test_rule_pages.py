# ruff: noqa: E501 - the table is read across
"""The pages of the packaged rules: one for each family, written from the rule files, all examples worked.

`python tests/test_rule_pages.py` writes them into docs/rules/.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from consistency.quantity import Units
from consistency.read.rules import read_rules
from consistency.read.schema import PATTERN
from consistency.rule import Given, Rule, Variable
from consistency.workshop.rule_page import rule_fields
from consistency.workshop.trial import work_out
from consistency.workshop.worked import Lookup

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "rules"
BEGIN, END = "<!-- checks: written by `python tests/test_rule_pages.py` -->\n", "<!-- end -->\n"

# What each family is about.
FAMILIES = {
    "agreement": "figures that are stated more than once agree",
    "addition": "parts, totals and what is left make one another",
    "shares": "percentages fit what they are percentages of",
    "rates": "products, ratios and means fit what they are made of",
    "trends": "what is said to rise, fall or break a record does",
    "bounds": "no figure passes what it cannot pass",
    "time": "dates, durations and the order of events fit together",
    "provenance": "figures are what the document says, no more and no less",
}

# What a checker should know without being told, each with the rules that know it.
CHECKS = [
    tuple(line.split(" | "))
    for line in """
the same quantity in two documents, or in two places of one | agreement/same-figure agreement/same-figure-undated agreement/same-constant agreement/two-documents agreement/restated
the lead against the body, which may be more exact | agreement/lead-and-body agreement/lead-and-speaker
one figure attributed to two speakers, one source counted twice | agreement/one-figure-two-speakers addition/not-counted-twice addition/only-counted-twice
a hedge that is dropped downstream | agreement/hedge-dropped
a figure restated in another unit | agreement/other-unit
a slip of a power of ten between two mentions | agreement/magnitude
parts that make a total, the difference of two figures | addition/sum-of addition/percentages addition/difference-of addition/change-between
percentages of one whole that make 100 | addition/percentages addition/shares-of-a-whole addition/undated-shares
a part is no more than its whole, a period no more than the one around it | addition/part-within-whole addition/part-of-a-flow addition/sub-period
successive changes, each of what the last one left | addition/successive-changes
periods that overlap are not summed | addition/no-time-summed-twice
what was there, what came and what went | addition/stock-and-flow addition/stock-and-inflow addition/stock-and-outflow
a stated number of items against those that are listed | addition/listed-items
a share, its part and its base | shares/part-of-base
a change in percent between two levels | shares/percent-change
percent against percentage points | shares/percent-change shares/point-change
a fall of more than all there was | shares/fall-beyond-all shares/told-fall-beyond-all shares/fall-below-least
times as much, times more | shares/times-as-much shares/times-more
half of, most of, a third of | shares/part-of-base
shares that are compared are shares of the same | shares/same-base-difference shares/same-base-ratio shares/same-base-change
a percentage that so few items can make | shares/granularity
products, unit prices, amounts for each | rates/product-of rates/ratio-of rates/ratio-of-levels rates/flow-per-level rates/per-head
amounts for each month or year | rates/per-time rates/per-calendar-time
what accelerates or slows | rates/accelerating rates/accelerating-by-calendar rates/slowing rates/slowing-by-calendar
a mean lies between the least and the most | rates/mean-within rates/mean-of
what is said to fall or rise does | trends/stated-fall trends/stated-rise trends/fall-between-years trends/rise-between-years trends/linked-fall trends/linked-rise
a running total does not fall | trends/running-total
slower growth is no fall | trends/slower-growth-is-no-fall
records, and the highest since | trends/highest trends/lowest trends/highest-since trends/lowest-since
what a measure, a share or a count can be | bounds/least-of-measure bounds/most-of-measure bounds/share-within-whole bounds/counts-whole
what is at a place is no larger than the place | bounds/within-place
the order that is stated | time/after time/total-after time/before time/during time/cause-first time/same-event
the date and the day of the week | time/weekday
a duration and its ends | time/since time/until time/lasting
an age and the date of birth | time/age
nothing past comes after the telling | time/told-after time/said-before-publication
nothing acts before it begins or after it ends | time/not-before-it-begins time/not-after-it-ends
the quote stands in the document, and the figure in the quote | provenance/quote-in-text provenance/figure-in-quote
more significant figures after a conversion than before | provenance/false-precision
a figure that becomes one of something else | provenance/scope-drift provenance/unit-drift
""".strip().splitlines()
]


@functools.cache
def packaged() -> tuple[Rule, ...]:
    rules, problems = read_rules([ROOT / "rules"], Units.standard(), {})
    assert problems == ()
    return tuple(rules)


def family_of(id: str) -> str:
    return id.partition("/")[0]


def page(family: str) -> str:
    """Return the page of one family."""
    rules = [rule for rule in packaged() if family_of(rule.id) == family]
    lines = [
        f"# {family.capitalize()}: {FAMILIES[family]}",
        "",
        "<!-- written by `python tests/test_rule_pages.py` from the rule files -->",
        "",
        *(f"- [{rule.id}](#{rule.id.replace('/', '')}): {rule.summary}" for rule in rules),
    ]
    for rule in rules:
        lines += ["", *_section(rule_fields(Lookup(rule, work_out(rule)), rule))]
    return "\n".join(lines) + "\n"


def _section(rule: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {rule['rule']}"
    yield ""
    yield f"**{rule['summary']}.**" + (f" Severity: {rule['severity']}." if rule["severity"] else "")
    for paragraph in (rule["rationale"] or "").strip().split("\n\n"):
        yield ""
        yield " ".join(paragraph.split())
    yield ""
    for role in rule["claims"]:
        yield f"- `{role['role']}`: {role['pattern']}"
    for name, what in rule["variables"].items():
        yield f"- `${name}` is {what}"
    yield ""
    yield "```python"
    yield from (f"where   {condition}" for condition in rule["where"])
    yield from _readings("expect", rule["expect"])
    yield from _readings("establish", rule["establish"] or ())
    yield "```"
    yield ""
    yield "| example | claims | verdict | because |"
    yield "|---|---|---|---|"
    for example in rule["examples"]:
        claims = "; ".join(f"{claim['role']} {claim['says']}" for claim in example["claims"])
        cells = (example["name"], claims, " and ".join(example["found"]), _because(example))
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
    for reference in rule["references"]:
        yield ""
        yield f"Source: {reference}"


def _readings(label: str, readings: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for reading in readings:
        name = f"  # {reading['name']}" if reading["name"] else ""
        yield f"{label:<7} {' '.join(reading['expression'].split())}{name}"


def _because(example: Mapping[str, Any]) -> str:
    told = [
        "; ".join(finding["steps"]) or finding["because"] or finding["message"]
        for finding in example["findings"]
    ]
    kept = [f"`{condition}` does not hold" for condition in example["kept_apart"]]
    return " · ".join(told or kept or example["because"])


def checks() -> str:
    """Return the table of checks for the page that leads to the families."""
    lines = ["| # | check | rules |", "|---|---|---|"]
    for number, (what, ids) in enumerate(CHECKS, 1):
        links = [f"[{id}]({family_of(id)}.md#{id.replace('/', '')})" for id in ids.split()]
        lines.append(f"| {number} | {what} | {', '.join(links)} |")
    lines += ["", "| family | what it is about | rules |", "|---|---|---|"]
    for family, what in FAMILIES.items():
        count = sum(family_of(rule.id) == family for rule in packaged())
        lines.append(f"| [{family}]({family}.md) | {what} | {count} |")
    return "\n".join(lines) + "\n"


def test_every_rule_has_a_family_and_every_family_a_rule() -> None:
    assert {family_of(rule.id) for rule in packaged()} == set(FAMILIES)


def test_every_check_has_its_rules_and_every_rule_its_check() -> None:
    named = {id for _, ids in CHECKS for id in ids.split()}
    assert named == {rule.id for rule in packaged()}
    assert len(CHECKS) == 40


@pytest.mark.parametrize("family", FAMILIES)
def test_the_page_of_each_family_is_current(family: str) -> None:
    assert (PAGES / f"{family}.md").read_text("utf-8") == page(family)


def test_the_table_of_checks_is_current() -> None:
    text = (PAGES / "README.md").read_text("utf-8")
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == checks()


@pytest.mark.parametrize("rule", packaged(), ids=lambda rule: rule.id)
def test_every_rule_says_why_and_shows_each_side(rule: Rule) -> None:
    assert rule.rationale
    assert rule.message
    assert family_of(rule.id) in rule.tags
    said = [example.verdict for example in rule.examples]
    assert said.count("consistent") + said.count("established") >= 2
    assert said.count("contradicted") >= 2
    # Where patterns ask for all that a rule compares, what lacks it does not meet.
    assert "undetermined" in said or "unmet" in said


@pytest.mark.parametrize("rule", packaged(), ids=lambda rule: rule.id)
def test_no_rule_knows_a_topic(rule: Rule) -> None:
    known = {*PATTERN.known, "weekday", "scope", "base", "trend"}
    for role in rule.roles:
        for key, test in role.tests:
            if key not in known and not key.startswith("links."):
                # Other dimensions may join claims, or have to be there, and are never asked for by a name.
                assert isinstance(test, Variable | Given), f"{rule.id}: `{key}`"


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for name in FAMILIES:
        (PAGES / f"{name}.md").write_text(page(name), "utf-8")
    index = PAGES / "README.md"
    head, _, rest = index.read_text("utf-8").partition(BEGIN)
    index.write_text(head + BEGIN + checks() + END + rest.partition(END)[2], "utf-8")
