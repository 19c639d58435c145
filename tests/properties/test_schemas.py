"""What a reader takes fits its schema, and a key that one of them does not know the other refuses too."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.problem import Problem
from consistency.quantity import Units
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.read.schema import (
    ABOUT,
    CLAIM,
    FACTS,
    LINKS,
    MEASURE,
    PATTERN,
    RULE,
    WORDS,
    Key,
    Keys,
    Shape,
)
from consistency.schemas import schema

VALIDATORS = {name: jsonschema.Draft202012Validator(schema(name)) for name in ("facts", "rule")}
UNKNOWN = "no such key"

TEXTS = st.sampled_from(["a", "b", "x y", "$v"]) | st.integers(1, 9) | st.booleans()
FIGURES = st.sampled_from(["14 %", "about 3 km", "2 to 3"]) | st.integers(0, 99) | st.just(2.5)
CONDITIONS = st.sampled_from(["a < b", "a + b == 3", "a.when == b.when", "same(a.x, b.x)"])
READINGS = CONDITIONS | st.dictionaries(st.sampled_from(["one", "other"]), CONDITIONS)
WORD = st.sampled_from


def listed(one: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return one | st.lists(one, max_size=2)


def asked(texts: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    given_ = st.booleans() | st.sampled_from(["true", "false"])
    return listed(texts) | st.fixed_dictionaries({}, optional={"not": listed(texts), "given": given_})


SHAPES: dict[Shape, st.SearchStrategy[object]] = {
    "text": TEXTS,
    "remark": TEXTS,
    "texts": listed(TEXTS),
    "kind": WORD(list(WORDS["kind"])),
    "number": st.sampled_from([1, 0.5, "1/2", "0.25"]),
    "date": st.sampled_from([2015, "2015-12", "2015/2016", ["2015-01-01", "2015-01-03"]]),
    "quantity": FIGURES,
    "quantities": listed(FIGURES),
    "duration": st.sampled_from(["12 months", "3 days"]),
    "expression": CONDITIONS,
    "expressions": listed(CONDITIONS),
    "readings": READINGS,
    "certainty": READINGS | st.booleans(),
    "message": st.sampled_from(["{a} is not {b}", "plain", 5]),
    "severity": WORD(list(WORDS["severity"])),
    "verdict": WORD(list(WORDS["verdict"])),
    "truth": st.booleans(),
    "test": asked(TEXTS),
    "kinds": asked(WORD([*WORDS["kind"], "$v"])),
}  # fmt: skip


NAMED: dict[str, st.SearchStrategy[object]] = {
    "id": st.sampled_from("abc"),
    "measure": st.sampled_from(["m", "n"]),
    "unit": st.just("people"),
    "among": st.just("people"),
    "at_least": st.sampled_from([0, "1"]),
    "at_most": st.sampled_from([50, "99.5"]),
    "symmetric": st.just(["a", "b"]),
    "sequence": st.just(["a", "b"]),
}
"""What stands under keys that are known otherwise too: most documents should be taken."""


def document(keys: Keys) -> st.SearchStrategy[dict[str, object]]:
    """Return mappings with what the tables say may stand there: what is needed, and a few keys more."""
    possible = {name: holding(name, key) for name, key in keys.known.items()}
    needed = {name: possible.pop(name) for name in (*keys.required, *keys.merged)}
    if keys is PATTERN:
        needed["place"] = st.just("$v")
    elif keys is ABOUT:
        needed["measure"] = possible.pop("measure")
    elif keys is LINKS:
        possible = {"part_of": st.just("a"), "cousin_of": st.just("a")}
    elif keys is CLAIM:
        needed["about"] = possible.pop("about")
        needed["value"] = possible.pop("value")
    if keys.others and keys is not LINKS:
        possible["year"] = SHAPES[keys.others]
        if keys.has_links:
            possible["links.part_of"] = SHAPES[keys.others]
    if not possible:
        return st.fixed_dictionaries(needed)
    few = st.lists(st.sampled_from(sorted(possible)), max_size=3, unique=True)
    return few.flatmap(lambda names: st.fixed_dictionaries(needed | {name: possible[name] for name in names}))


def holding(name: str, key: Key) -> st.SearchStrategy[object]:
    if key.inside is None:
        return NAMED[name] if name in NAMED else SHAPES[key.shape]
    inside = document(key.inside)
    if key.shape in ("names", "roles", "cast"):
        names = ["m"] if key.inside is MEASURE else ["a", "b"]
        return st.fixed_dictionaries(dict.fromkeys(names, inside))
    if key.shape == "list":
        return st.lists(inside, max_size=2, unique_by=lambda entry: entry.get("id", len(entry)))
    return TEXTS | inside if key.shape == "named" else inside


def read(reader: Callable[[str], tuple[Problem, ...]], found: object) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.json")
        file.write_text(json.dumps(found), encoding="utf-8")
        return reader(str(file))


def facts_problems(file: str) -> tuple[Problem, ...]:
    return read_facts([file]).problems


def rule_problems(file: str) -> tuple[Problem, ...]:
    return read_rules([file], Units.standard(), {})[1]


READERS = {"facts": facts_problems, "rule": rule_problems}
DOCUMENTS = st.tuples(st.just("facts"), document(FACTS)) | st.tuples(st.just("rule"), document(RULE))


@settings(max_examples=300)
@given(DOCUMENTS)
def test_what_a_reader_takes_fits_its_schema(pair: tuple[str, dict[str, object]]) -> None:
    name, found = pair
    if not read(READERS[name], found):
        VALIDATORS[name].validate(found)


@settings(max_examples=300)
@given(DOCUMENTS, st.data())
def test_a_key_that_is_not_in_the_tables_is_refused_by_both(
    pair: tuple[str, dict[str, object]], data: st.DataObject
) -> None:
    name, found = pair
    keys = FACTS if name == "facts" else RULE
    places = [place for place, held in mappings(found, keys) if not held.others]
    data.draw(st.sampled_from(places))[UNKNOWN] = "x"
    assert not VALIDATORS[name].is_valid(found)
    told = [problem.message for problem in read(READERS[name], found)]
    assert any(message.startswith(f"unknown key `{UNKNOWN}`") for message in told)


def mappings(node: object, keys: Keys) -> list[tuple[dict[str, object], Keys]]:
    """Return the mappings of a document, each with the table of its keys."""
    if not isinstance(node, dict):
        return []
    found = [(node, keys)]
    for name, key in keys.known.items():
        if key.inside and name in node and key.shape != "named":  # what plays no role is not looked into
            below = node[name]
            if key.shape in ("names", "roles", "cast"):
                below = list(below.values())
            for part in below if isinstance(below, list) else [below]:
                found += mappings(part, key.inside)
    return found
