"""Points between percentages are percentage points, in facts, in examples and where a text is changed."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from consistency.quantity import Units
from consistency.read.facts import Facts, read_facts
from consistency.slips.reread import Reread

LEVELS = """\
source: {id: poll, published: 2024-06}
measures:
  support: {kind: share, unit: "%"}
  index: {kind: stock, unit: points}
claims:
  - {id: before, about: {measure: support}, when: 2024-04, value: 31 %}
  - {id: after, about: {measure: support}, when: 2024-05, value: 34 %}
  - {id: mark, about: {measure: index}, when: 2024-05, value: 104 points}
  - {id: dated, about: {measure: support}, when: 2024-05}
"""


def read(tmp_path: Path, claim: str) -> Facts:
    path = tmp_path / "poll.yaml"
    path.write_text(f"{LEVELS}  - {claim}\n", "utf-8")
    facts = read_facts([path])
    assert facts.problems == ()
    return facts


@pytest.mark.parametrize(
    ("value", "links", "unit"),
    [
        ("three points", "{difference_of: after, minus: before}", "pp"),
        ("up 3 points", "{change_from: before, change_to: after}", "pp"),
        ("up 3 points", "{change_from: before}", "pp"),
        ("3 %", "{difference_of: after, minus: before}", "%"),
        ("three points", "{difference_of: after, minus: mark}", "points"),
        ("three points", "{difference_of: mark, minus: mark}", "points"),
        ("three points", "{difference_of: after, minus: dated}", "points"),
        ("three points", "{part_of: after}", "points"),
    ],
)
def test_points_are_those_of_what_they_lie_between(tmp_path, value, links, unit):
    facts = read(tmp_path, f"{{id: gap, about: {{measure: lead}}, value: {value}, links: {links}}}")
    gap = next(claim for claim in facts.claims if claim.name == "gap")
    assert gap.value is not None
    assert gap.value.unit.name == unit


def test_what_is_written_in_their_place_is_read_alike(tmp_path):
    links = "{difference_of: after, minus: before}"
    facts = read(tmp_path, f"{{id: gap, about: {{measure: lead}}, value: three points, links: {links}}}")
    gap = next(claim for claim in facts.claims if claim.name == "gap")
    again = Reread(Units.standard())
    texts = "5 points", "5 %", "5 km"
    percent = attrs.evolve(gap, value=again.figure(gap, "value", "5 %"))
    back = again.figure(percent, "value", "three points")
    assert back is not None
    assert back.unit.name == "pp"
    assert [figure.unit.name for text in texts if (figure := again.figure(gap, "value", text))] == [
        "pp",
        "%",
        "km",
    ]
