"""Whatever a file holds, its loaders return values and problems, and never fail."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.quantity import Units
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.read.schema import CLAIM, EXAMPLE, FACTS, MEASURE, OWN_FIELDS, RULE, SOURCE, TEST

WORDS = sorted(
    {key for keys in (CLAIM, EXAMPLE, FACTS, MEASURE, RULE, SOURCE, TEST) for key in keys.shapes}
    | set(OWN_FIELDS)
    | {"each", "links.part_of", "place", "measure", "a", "b", "value.low", "source.id", ""}
)
TEXTS = st.sampled_from(
    "a b x $who $ $$ 14 % |about 40 km²|2015|2015-02-31|2016/2015|stock|trend|true|a < b|a + b|{a}|{|"
    "consistent|note|31 to 20 km|../x|a/b|[2015]|\u2028|é|sum(a)|a.place == b.place".replace(" |", "|").split(
        "|"
    )
) | st.text(max_size=5)
NODES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | TEXTS, inner, max_size=5)
    ),
    max_leaves=25,
)


def some_of(required: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[dict[str, object]]:
    """Return mappings whose keys are mostly known and whose values are mostly of the right shape."""
    return st.fixed_dictionaries({}, optional={key: shape | NODES for key, shape in required.items()})


CLAIMS = some_of(
    {
        "id": st.sampled_from("abc"),
        "about": st.dictionaries(st.sampled_from(["measure", "place"]), TEXTS | st.lists(TEXTS)),
        "value": TEXTS,
        "when": TEXTS | st.lists(TEXTS),
        "also": st.lists(TEXTS),
        "kind": TEXTS,
        "lasting": TEXTS,
        "tags": TEXTS,
        "links": st.dictionaries(st.sampled_from(["part_of", "per"]), st.sampled_from("abc")),
    }
)
DOCUMENTS = some_of(
    {
        "source": some_of({"id": TEXTS, "published": TEXTS, "trust": TEXTS}),
        "defaults": CLAIMS,
        "measures": st.dictionaries(
            TEXTS,
            some_of({"kind": TEXTS, "unit": TEXTS, "among": TEXTS, "at_most": TEXTS, "at_least": TEXTS}),
        ),
        "claims": st.lists(CLAIMS, max_size=5),
    }
)
PATTERNS = st.dictionaries(
    st.sampled_from(WORDS),
    TEXTS | st.lists(TEXTS) | st.sampled_from(["$who", "$where"]) | some_of({"not": TEXTS, "given": TEXTS}),
    max_size=4,
)
RULES = some_of(
    {
        "summary": TEXTS,
        "claims": st.dictionaries(
            st.sampled_from(["a", "b", "sum"]), PATTERNS | st.fixed_dictionaries({"each": PATTERNS | TEXTS})
        ),
        "expect": TEXTS | st.dictionaries(TEXTS, TEXTS),
        "where": st.lists(TEXTS),
        "message": TEXTS,
        "establish": TEXTS,
        "sequence": st.lists(st.sampled_from("abc")),
        "symmetric": st.lists(st.sampled_from("abc")),
        "examples": st.lists(
            some_of(
                {
                    "name": TEXTS,
                    "claims": st.fixed_dictionaries({"a": CLAIMS, "b": CLAIMS | st.lists(CLAIMS)}),
                    "verdict": st.just("consistent"),
                }
            ),
            max_size=2,
        ),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DOCUMENTS | NODES, max_size=3), st.lists(CLAIMS | NODES, max_size=4))
def test_any_facts_give_claims_and_problems(documents: list[object], rows: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, document in enumerate(documents):
            Path(folder, f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        lines = "\n".join(json.dumps(row) for row in rows)
        Path(folder, "rows.jsonl").write_text(lines, encoding="utf-8")
        facts = read_facts([folder])
    ids = [claim.id for claim in facts.claims]
    assert ids == sorted(set(ids))
    assert all(claim.value or claim.when for claim in facts.claims)
    assert list(facts.problems) == sorted(facts.problems, key=lambda found: (found.location, found.message))


@settings(max_examples=150, deadline=None)
@given(RULES | NODES)
def test_any_rule_is_returned_or_said_to_be_wrong(rule: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "r.json").write_text(json.dumps(rule), encoding="utf-8")
        rules, problems = read_rules([folder], Units.standard(), {})
    assert bool(rules) != bool(problems)
    assert all(found.expect and found.roles for found in rules)
