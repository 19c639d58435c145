"""Laws of reading: any text is read or refused with its place; what a slip does not touch stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.problem import Problem
from consistency.read.csvtext import read_csv
from consistency.read.jsontext import read_json, read_jsonl
from consistency.read.tree import Mapping, Node, Scalar, Sequence
from consistency.read.yamltext import read_yaml

Read = Callable[[str, str], tuple[Node | None, list[Problem]]]

MARKS = "{}[]:,-#'\"\\|>&*!%@`?~<=. \t\n\r\x00\x85\u2028\ufeff\ud800aä0😀"
texts = st.one_of(st.text(st.sampled_from(MARKS), max_size=60), st.text(max_size=60))


def plain(node: Node | None) -> object:
    """Return the texts of the nodes alone; None for a null."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return None if node is None else [plain(entry) for entry in node.entries]


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [found for key, value in node.entries for found in (key, *scalars(value))]
    return [found for entry in node.entries for found in scalars(entry)] if node else []


def check_places(text: str, node: Node | None, problems: list[Problem]) -> None:
    lines = text.lstrip("\ufeff").split("\n")
    for scalar in scalars(node):
        written = lines[scalar.line - 1][scalar.column - 1 :][: scalar.length]
        assert len(written) == scalar.length
        if not scalar.quoted and not scalar.is_null and "\n" not in scalar.text:
            assert scalar.text.startswith(written.rstrip())
    for problem in problems:
        assert problem.location.file == "f"
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
        assert problem.message


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_as_yaml_or_refused_with_a_place(text: str) -> None:
    text = text.replace("\r", "")
    node, problems = read_yaml(text, "f")
    check_places(text, node, problems)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_as_json_or_refused_with_a_place(text: str) -> None:
    node, problems = read_json(text, "f")
    check_places(text, node, problems)
    for node, problems in read_jsonl(text, "f"):
        check_places(text, node, problems)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_as_a_table_or_refused_with_a_place(text: str) -> None:
    text = text.replace("\r", "")
    for _, problems in read_csv(text, "f"):
        check_places(text, None, problems)


# --- A slip in one claim leaves the others as they were -----------------------------------------------------

NAMES = ("kerry", "losses", "syria", "fighters", "area", "december")  # no slip makes one of another
YAML = "".join(
    f"  - id: {NAMES[n]}\n    about: {{place: Syria, who: [a, b]}}\n"
    f"    value: {n} %  # sure\n    quote: '{n} per cent'\n"
    for n in range(6)
)
JSON = ",\n".join(
    "  "
    + json.dumps(
        {"id": NAMES[n], "about": {"place": "Syria"}, "tags": ["a"], "value": f"{n} %"}, indent=2
    ).replace("\n", "\n  ")
    for n in range(6)
)


@st.composite
def slips(draw: st.DrawFn, listed: str, begins: str) -> tuple[str, int]:
    """Return the list with a character of one claim removed, put in or exchanged, and that claim's number."""
    number = draw(st.integers(0, 5))
    parts = listed.split(begins)
    claim = parts[number + 1]
    end = len(claim.rstrip("\n, ")) - 1
    position = draw(st.integers(0, end))
    sign = draw(st.sampled_from("{}[]:,-#'\"\\|>&*!%@ \tx0"))
    kind = draw(st.sampled_from(["remove", "put in", "exchange", "swap"]))
    if "\n" in claim[position : position + 1 + (kind == "swap")] and kind != "put in":
        kind = "put in"  # to join two lines is to touch more than a character of the claim
    if kind == "remove":
        claim = claim[:position] + claim[position + 1 :]
    elif kind == "put in":
        claim = claim[:position] + sign + claim[position:]
    elif kind == "exchange":
        claim = claim[:position] + sign + claim[position + 1 :]
    else:
        claim = claim[:position] + claim[position : position + 2][::-1] + claim[position + 2 :]
    parts[number + 1] = claim
    return begins.join(parts), number


def untouched(node: Node | None, number: int) -> dict[str, object]:
    """Return the claims, by id, less the one of that number and whatever the slip made of it."""
    listed = node.get("claims") if isinstance(node, Mapping) else None
    assert isinstance(listed, Sequence)
    names = {*NAMES} - {NAMES[number]}
    found: dict[str, object] = {}
    for entry in listed.entries:
        if isinstance(entry, Mapping) and (name := plain(entry.get("id"))) in names:
            assert isinstance(name, str)
            assert name not in found
            found[name] = (plain(entry), [(s.text, s.column, s.length, s.quoted) for s in scalars(entry)])
    return found


@given(slips(YAML, "  - "))
@settings(max_examples=400, deadline=None)
def test_a_slip_in_one_yaml_claim_leaves_the_others_as_they_were(slip: tuple[str, int]) -> None:
    listed, number = slip
    whole = read_yaml("source: {id: s}\nclaims:\n" + YAML, "f")[0]
    text = "source: {id: s}\nclaims:\n" + listed
    node, problems = read_yaml(text, "f")
    assert untouched(node, number) == untouched(whole, number)
    check_places(text, node, problems)


@given(slips(JSON, "  {\n"))
@settings(max_examples=400, deadline=None)
def test_a_slip_in_one_json_claim_leaves_the_others_as_they_were(slip: tuple[str, int]) -> None:
    listed, number = slip
    head, tail = '{"source": "s",\n"claims": [\n', '\n],\n"last": 1}\n'
    whole = read_json(head + JSON + tail, "f")[0]
    node, problems = read_json(head + listed + tail, "f")
    assert untouched(node, number) == untouched(whole, number)
    check_places(head + listed + tail, node, problems)


# --- Agreement with the readers of others -------------------------------------------------------------------

names = st.text(min_size=1, max_size=8).filter(
    lambda name: not any("\ud800" <= sign <= "\udfff" for sign in name)
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | names
    | st.just(""),
    lambda within: st.lists(within, max_size=4) | st.dictionaries(names, within, max_size=4),
    max_leaves=12,
)


def as_written(value: object) -> object:
    """Return the JSON value with numbers and truth values as the texts that `json.dumps` writes."""
    if isinstance(value, dict):
        return {name: as_written(within) for name, within in value.items()}
    if isinstance(value, list):
        return [as_written(within) for within in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@given(values, st.booleans(), st.sampled_from([None, 0, 1, 4]))
@settings(max_examples=150, deadline=None)
def test_valid_json_is_read_as_the_standard_library_reads_it(
    value: object, escape: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=escape, indent=indent)
    node, problems = read_json(text, "f")
    assert problems == []
    assert plain(node) == as_written(value)
    check_places(text, node, problems)
    if indent is None and value is not None:
        assert [(plain(line), found) for line, found in read_jsonl(text, "f")] == [(as_written(value), [])]


words = st.text(st.sampled_from("abc ä0159.,:'\"%#-—>[]{}&*!|@\\\n"), max_size=12)
trees = st.recursive(
    words,
    lambda within: st.lists(within, max_size=4) | st.dictionaries(words.filter(bool), within, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(words.filter(bool), trees, min_size=1, max_size=4), st.sampled_from([None, False, True])
)
@settings(max_examples=150, deadline=None)
def test_plain_yaml_is_read_as_pyyaml_reads_it(tree: dict[str, object], flow: bool | None) -> None:
    class Dumper(yaml.SafeDumper):
        """Writes equal lists out again instead of naming them by anchors."""

        def ignore_aliases(self, _: object) -> bool:
            return True

    text = yaml.dump(tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=True)
    node, problems = read_yaml(text, "f")
    assert problems == []
    expected = yaml.load(text, yaml.BaseLoader)
    assert expected == tree
    assert text_of(node) == expected
    check_places(text, node, problems)


def text_of(node: Node | None) -> object:
    """Return the texts of the nodes; "" for a null, as a reader has it that knows no types."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: text_of(value) for key, value in node.entries}
    return [] if node is None else [text_of(entry) for entry in node.entries]
