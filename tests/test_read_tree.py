"""Texts read into nodes: what is written keeps its form and place, and each slip gets its own words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from consistency.problem import Problem
from consistency.read import yamlevents, yamltext
from consistency.read.csvtext import read_csv
from consistency.read.jsontext import read_json, read_jsonl
from consistency.read.tree import MOST_DEPTH, MOST_LENGTH, Mapping, Node, Scalar, Sequence
from consistency.read.yamltext import read_yaml


def plain(node: Node | None) -> object:
    """Return the texts of the nodes alone; None for a null."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(entry) for entry in node.entries] if node else None


def at(node: Node | None, *path: str | int) -> Node:
    for step in path:
        if isinstance(step, str):
            assert isinstance(node, Mapping)
            node = node.get(step)
        else:
            assert isinstance(node, Sequence)
            node = node.entries[step]
    assert node is not None
    return node


def place(node: Node) -> tuple[int, int, int]:
    assert isinstance(node, Scalar)
    return node.line, node.column, node.length


def said(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.fixture(params=["libyaml", "pure Python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        import yaml

        monkeypatch.setattr(yamlevents, "_parser", lambda: yaml.SafeLoader)


class TestYaml:
    @pytest.mark.usefixtures("_either_parser")
    def test_scalars_keep_the_text_and_the_place_of_what_is_written(self) -> None:
        text = (
            "# a comment\n"
            "claims:\n"
            "  - value: 12.40\n"
            "    place: NO\n"
            "    about: {n: 010, 'ß ü': \"1:30\"}\n"
            "    quote: 'it''s 5'\n"
            "    by:\n"
            "    note: |  # why\n"
            "      two\n"
            "      lines\n"
            "    said: runs\n"
            "      on\n"
            "    kind: ~\n"
            "    text: 'null'\n"
        )
        node, problems = read_yaml(text, "f.yaml")
        assert problems == []
        assert plain(at(node, "claims", 0)) == {
            "value": "12.40",
            "place": "NO",
            "about": {"n": "010", "ß ü": "1:30"},
            "quote": "it's 5",
            "by": None,
            "note": "two\nlines\n",
            "said": "runs on",
            "kind": None,
            "text": "null",
        }
        claim = at(node, "claims", 0)
        assert place(at(claim, "value")) == (3, 12, 5)
        assert place(at(claim, "about", "ß ü")) == (5, 28, 6)
        assert place(at(claim, "quote")) == (6, 12, 9)
        assert place(at(claim, "note")) == (8, 11, 1)
        assert place(at(claim, "said")) == (11, 11, 4)
        assert [at(claim, name).quoted for name in ("value", "quote", "note")] == [False, True, True]  # type: ignore[union-attr]
        assert (claim.line, claim.column) == (3, 5)
        claims, about = at(node, "claims"), at(claim, "about")
        assert isinstance(claims, Sequence)
        assert isinstance(about, Mapping)
        assert (claims.line, claims.column, claims.flow) == (3, 3, False)
        assert (about.line, about.column, about.flow) == (5, 12, True)

    @pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "~\n", "\ufeff"])
    def test_a_text_that_holds_nothing_is_no_problem(self, text: str) -> None:
        assert read_yaml(text, "f.yaml") == (None, [])

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a:\n\tb: 1\n", "2:1: a tab; YAML is indented with spaces; put spaces in its place"),
            ("a:\n  b: 1\n  \tc: 1\n", "3:3: a tab; YAML is indented with spaces; put spaces in its place"),
            ("a: |\n\tx\n", "2:1: a tab; YAML is indented with spaces; put spaces in its place"),
            ("v: > 20 %\n", '1:4: `>` begins a block of text in YAML; quote it: "> 20 %"'),
            ("v: >5\n", '1:4: `>` begins a block of text in YAML; quote it: ">5"'),
            ("v: >20 # of all\n", '1:4: `>` begins a block of text in YAML; quote it: ">20"'),
            ("v: @x\n", '1:4: a value cannot begin with `@`; quote it: "@x"'),
            ("v: %5\n", '1:4: a value cannot begin with `%`; quote it: "%5"'),
            ("v: `x\n", '1:4: a value cannot begin with ```; quote it: "`x"'),
            ("v: * 5\n", '1:4: a value cannot begin with `*`; quote it: "* 5"'),
            ("v: - 14 %\n", '1:4: a value cannot begin with `- `; quote it: "- 14 %"'),
            ("v: ,5\n", '1:4: a value cannot begin with `,`; quote it: ",5"'),
            ("v: {b: > 5, c: d}\n", '1:8: a value cannot begin with `>`; quote it: "> 5"'),
            ("v: [a] b\n", '1:4: text follows a closing `]`; quote it: "[a] b"'),
            ('v: "a" b\n', '1:4: text follows a closing `"`; quote it: \'"a" b\''),
            ("v: one: two\n", '1:4: a colon with a space after it inside a value; quote it: "one: two"'),
            ("v: 'abc\n", "1:4: this ' is never closed; close the quotes"),
            (
                'v: "5\\%"\n',
                "1:6: a backslash in double quotes that begins no escape; "
                "write two backslashes, or use single quotes",
            ),
            ("v: [a, b\n", "1:4: this `[` is never closed; close it with `]`"),
            ("v: [\n", "1:4: this `[` is never closed"),
            ("v: {a: [b}\n", "1:8: this `[` is never closed; close it with `]`"),
            (
                "v: {a: 20,000 to 31,500 men, b: c}\n",
                '1:8: a comma ends a value inside { }; quote it: a: "20,000 to 31,500 men"',
            ),
            ("v: {a: 20,000}\n", '1:8: a comma ends a value inside { }; quote it: a: "20,000"'),
            (
                "v: [9, 20,000 to 31,500]\n",
                '1:8: a comma ends a value inside [ ]; quote it: "20,000 to 31,500", '
                "or put a space after the comma between two values",
            ),
            (
                "message: {a} {b}\n",
                '1:11: no colon follows the name `a` inside { }; quote the message: "{a} {b}"',
            ),
            ("v: {a}\n", "1:5: no colon follows the name `a` inside { }; quote a value that has a comma"),
            ("v: {a:1, b: 2}\n", "1:5: no space after `a:`; write `a: 1`"),
            ("a: 1\nwhen:2015\nb: 1\n", "2:1: no space after `when:`; write `when: 2015`"),
            (
                "a: 1\nb c d\ne: 2\n",
                "2:1: no colon follows `b c d`; write `name: value`, or quote a text that ",
            ),
            ("claims\n  - id: a\n", "1:1: no colon follows `claims`; write `claims:`"),
            ("a: 1\n  b: 2\n", "2:3: indented deeper than the line above, which has its value already; "),
            ("a:\n    b: 1\n  c: 2\n", "3:3: the indentation fits no line above; "),
            (": x\n", "1:1: no name before this colon"),
            ("? [a]\n: b\n", "1:3: a name must be text"),
            ("{[a]: b}\n", "1:2: a name must be text"),
            (
                "a: &x 1\n",
                "1:4: anchors and aliases (`&x`, `*x`) are not read; write the value out, or quote it",
            ),
            (
                "a: *x\n",
                "1:4: anchors and aliases (`&x`, `*x`) are not read; write the value out, or quote it",
            ),
            ("a: &x [b]\n", "1:4: anchors and aliases (`&x`, `*x`) are not read; write the value out"),
            ("a: !!int 5\n", "1:4: tags (`!!int`) are not read: all values are text; remove the tag"),
            (
                "a: !!python/object/apply:os.system [x]\n",
                "1:4: tags (`!!python/object/apply:os.system`) are not ",
            ),
            ("a: x\x07y\n", "1:5: the control character U+0007; remove it"),
            ("a: 1\nb: x\ud800\n", "2:5: the control character U+D800; remove it"),
            (
                "a: 1\n---\nb: 2\n",
                "2:1: a second document begins here; it is not read; put it into a file of ",
            ),
            (
                "a: 1\n...\nb: 2\n",
                "2:1: a second document begins here; it is not read; put it into a file of ",
            ),
            ("a: 1\nb: 2\na: 3\n", "3:1: `a` is given twice, first on line 1; keep one of the two"),
            ("[" * (MOST_DEPTH + 1), f"1:{MOST_DEPTH + 1}: nested more than 50 deep"),
            (
                "a: " + "x" * (MOST_LENGTH + 1),
                "1:4: a value of 1,000,001 characters; 1,000,000 are the most; quote only the words",
            ),
        ],
    )
    def test_a_slip_gets_its_place_and_what_would_mend_it(self, text: str, expected: str) -> None:
        _, problems = read_yaml(text, "f.yaml")
        assert len(problems) == 1
        assert str(problems[0]).startswith("f.yaml:" + expected)

    @pytest.mark.usefixtures("_either_parser")
    @pytest.mark.parametrize(
        "slip",
        [
            "a:\n\tb: 1\n",
            "v: > 20 %\n",
            "v: @x\n",
            "v: x: y\n",
            "v: 'abc\n",
            "v: [a, b\n",
            "a: &x 1\n",
            "v: [a] b\n",
        ],
    )
    def test_both_parsers_say_the_same_of_common_slips(self, slip: str) -> None:
        from yaml._yaml import CParser

        found = said(read_yaml(slip, "f.yaml")[1])
        reference = yamltext._Pieces(slip, "f.yaml", {})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yamlevents, "_parser", lambda: CParser)
            with pytest.raises(yamltext.Unreadable) as raised:
                reference.tree(slip, 0)
        assert found == [str(raised.value.problem)]

    def test_values_within_the_bounds_are_read(self) -> None:
        node, problems = read_yaml("a: " + "x" * MOST_LENGTH, "f.yaml")
        assert problems == []
        assert len(at(node, "a").text) == MOST_LENGTH  # type: ignore[union-attr]
        assert read_yaml("[" * MOST_DEPTH + "]" * MOST_DEPTH, "f.yaml")[1] == []
        assert read_json("[" * MOST_DEPTH + "]" * MOST_DEPTH, "f.json")[1] == []

    def test_a_value_left_out_at_the_end_of_the_text_stands_on_its_last_line(self) -> None:
        node, problems = read_yaml("a:\n  ? b", "f.yaml")
        assert problems == []
        assert place(at(node, "a", "b")) == (2, 6, 0)

    def test_a_list_of_small_numbers_is_no_split_figure(self) -> None:
        node, problems = read_yaml("a: [100, 200]\nb: [2016-03-10,2016-03-12]\nc: {d: , e: }\n", "f.yaml")
        assert problems == []
        assert plain(node) == {
            "a": ["100", "200"],
            "b": ["2016-03-10", "2016-03-12"],
            "c": {"d": None, "e": None},
        }

    def test_of_a_name_given_twice_the_first_counts(self) -> None:
        node, problems = read_yaml("claims:\n- id: a\n  value: 1\n  value: {b: [2]}\n  by: c\n", "f.yaml")
        assert plain(node) == {"claims": [{"id": "a", "value": "1", "by": "c"}]}
        assert said(problems) == ["f.yaml:4:3: `value` is given twice, first on line 3; keep one of the two"]

    @pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
    def test_the_line_ends_that_only_yaml_knows_are_characters_like_others(self, sign: str) -> None:
        node, problems = read_yaml(f"a: x{sign}y\nb: '{sign}'\nc: d\n", "f.yaml")
        assert problems == []
        assert plain(node) == {"a": f"x{sign}y", "b": sign, "c": "d"}
        assert place(at(node, "c")) == (3, 4, 1)


def claims(broken: dict[int, str], count: int = 100, indent: str = "  ") -> str:
    entries = [
        broken.get(n, f"{indent}- id: c{n}\n{indent}  about: {{place: Syria}}\n{indent}  value: {n} %\n")
        for n in range(count)
    ]
    return "source:\n  id: s\nclaims:\n" + "".join(entries)


BROKEN_CLAIMS = {
    "a value that begins with >": "  - id: x\n    value: > 20 %\n",
    "quotes that are never closed": '  - id: x\n    quote: "abc\n    by: IHS\n',
    "a brace that is never closed": "  - id: x\n    about: {place: Syria\n    value: 1\n",
    "a bracket too many": "  - id: x\n    tags: [a]]\n",
    "a tab": "  - id: x\n\tvalue: 1\n",
    "a tab before the dash": "\t- id: x\n",
    "no colon": "  - id: x\n    value\n    by: a\n",
    "an alias": "  - id: x\n    value: *a\n",
    "one space too many": "   - id: x\n     value: 1\n",
    "one space too few": " - id: x\n   value: 1\n",
    "no space after the dash": "  -id: x\n    value: 1\n",
    "no dash": "   id: x\n   value: 1\n",
    "a comma in braces": "  - {id: x, value: 20,000 to 31,500 fighters}\n",
    "nothing but a comma": "  - ,\n",
    "a control character": "  - id: x\x00\n",
    "a value that is too long": "  - id: " + "x" * (MOST_LENGTH + 1) + "\n",
    "too many brackets": "  - id: " + "[" * 60 + "]" * 60 + "\n",
}


class TestYamlAfterASlip:
    @pytest.mark.parametrize("position", [0, 50, 99])
    @pytest.mark.parametrize("entry", BROKEN_CLAIMS.values(), ids=BROKEN_CLAIMS)
    def test_one_broken_claim_of_a_hundred_leaves_ninety_nine(self, entry: str, position: int) -> None:
        whole, none = read_yaml(claims({}), "f.yaml")
        assert none == []
        text = claims({position: entry})
        node, problems = read_yaml(text, "f.yaml")
        shift = entry.count("\n") - 3
        expected = {f"c{n}": place(at(whole, "claims", n, "value")) for n in range(100) if n != position}
        expected = {
            name: (line + shift * (int(name[1:]) > position), column, length)
            for name, (line, column, length) in expected.items()
        }
        kept = at(node, "claims")
        assert isinstance(kept, Sequence)
        found = {
            at(entry, "id").text: place(at(entry, "value"))  # type: ignore[union-attr]
            for entry in kept.entries
        }
        assert found == expected
        assert plain(at(node, "source")) == {"id": "s"}
        first = 4 + 3 * position
        assert problems
        assert all(first <= problem.location.line < first + entry.count("\n") for problem in problems)

    @pytest.mark.parametrize("position", [0, 50, 98])
    def test_a_line_that_lost_its_indentation_ends_the_claim_and_not_the_list(self, position: int) -> None:
        entry = "  - id: x\n    value: 1\nby: IHS\n    when: 2015\n"
        node, problems = read_yaml(claims({position: entry}), "f.yaml")
        kept = [at(entry, "id").text for entry in at(node, "claims").entries]  # type: ignore[union-attr]
        assert kept == [f"c{n}" for n in range(100) if n != position]
        assert [problem.location.line for problem in problems] == [4 + 3 * position + 3]

    @pytest.mark.parametrize("indent", ["", "  ", "      "])
    def test_lists_may_be_indented_as_one_likes(self, indent: str) -> None:
        node, problems = read_yaml(claims({7: f"{indent}- id: @\n"}, 20, indent), "f.yaml")
        kept = [at(entry, "id").text for entry in at(node, "claims").entries]  # type: ignore[union-attr]
        assert kept == [f"c{n}" for n in range(20) if n != 7]
        assert [problem.location.line for problem in problems] == [25]

    def test_a_list_at_the_top_is_read_on_too(self) -> None:
        node, problems = read_yaml("# all\n- id: a\n- id: @\n\n# more\n- id: c\n", "f.yaml")
        assert plain(node) == [{"id": "a"}, {"id": "c"}]
        assert said(problems) == ['f.yaml:3:7: a value cannot begin with `@`; quote it: "@"']

    def test_a_broken_block_at_the_top_costs_that_block_alone(self) -> None:
        text = "source:\n  title: one: two\nmeasures:\n  a: {kind: flow}\nclaims:\n- id: a\n- id: b\n"
        node, problems = read_yaml(text, "f.yaml")
        assert plain(node) == {"measures": {"a": {"kind": "flow"}}, "claims": [{"id": "a"}, {"id": "b"}]}
        assert said(problems) == [
            'f.yaml:2:10: a colon with a space after it inside a value; quote it: "one: two"'
        ]

    def test_each_broken_claim_has_a_problem_of_its_own(self) -> None:
        broken = {n: f"  - id: c{n}\n    value: > {n}\n    by: x\n" for n in range(0, 100, 3)}
        node, problems = read_yaml(claims(broken), "f.yaml")
        assert [problem.location.line for problem in problems] == [4 + 3 * n + 1 for n in broken]
        assert len(at(node, "claims").entries) == 100 - len(broken)  # type: ignore[union-attr]

    def test_quotes_that_close_each_other_by_chance_swallow_no_claim_between_them(self) -> None:
        broken = {
            10: '  - id: c10\n    value: "abc\n',
            12: '  - id: c12\n    value: abc"\n',
            90: "  - id: @\n",
        }
        node, problems = read_yaml(claims(broken), "f.yaml")
        kept = [at(entry, "id").text for entry in at(node, "claims").entries]  # type: ignore[union-attr]
        assert kept == [f"c{n}" for n in range(100) if n not in (10, 90)]
        assert [problem.location.line for problem in problems] == [35, 272]

    def test_names_given_twice_are_found_beside_a_slip(self) -> None:
        text = "claims:\n- id: @\n- id: a\n  id: b\nsource: x\nclaims: []\n"
        node, problems = read_yaml(text, "f.yaml")
        assert plain(node) == {"claims": [{"id": "a"}], "source": "x"}
        assert [(problem.location.line, problem.message[:20]) for problem in problems] == [
            (2, "a value cannot begin"),
            (4, "`id` is given twice,"),
            (6, "`claims` is given tw"),
        ]

    def test_a_document_mark_and_a_directive_before_the_claims_change_nothing(self) -> None:
        node, problems = read_yaml("%YAML 1.1\n---\nclaims:\n- id: @\n- id: b\n", "f.yaml")
        assert plain(node) == {"claims": [{"id": "b"}]}
        assert [problem.location.line for problem in problems] == [4]


class TestJson:
    def test_scalars_keep_the_text_and_the_place_of_what_is_written(self) -> None:
        text = (
            '{"value": 12.40,\n "when" : "2015",\n'
            '  "tags": [true, null, -1e5, "a\\u00e9\\n"], "x": {}, "y": []}'
        )
        node, problems = read_json(text, "f.json")
        assert problems == []
        assert plain(node) == {
            "value": "12.40",
            "when": "2015",
            "tags": ["true", None, "-1e5", "aé\n"],
            "x": {},
            "y": [],
        }
        assert place(at(node, "value")) == (1, 11, 5)
        assert place(at(node, "when")) == (2, 11, 6)
        assert place(at(node, "tags", 3)) == (3, 30, 11)
        assert [at(node, name).quoted for name in ("value", "when")] == [False, True]  # type: ignore[union-attr]
        tags = at(node, "tags")
        assert isinstance(tags, Sequence)
        assert (tags.line, tags.column, tags.flow) == (3, 11, True)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('{"a": 1,}', "1:8: a comma before a closing `}`; remove the comma"),
            ("[1, 2,\n]", "1:6: a comma before a closing `]`; remove the comma"),
            (
                '{"a": 1\n "b": 2}',
                "2:2: a comma is missing before this; put a comma at the end of what comes ",
            ),
            ("{'a': 1}", "1:2: single quotes; JSON has double quotes only; nothing after this was read"),
            ("{\"a\": 'b'}", "1:7: single quotes"),
            ("{a: 1}", "1:2: the name `a` has no quotes"),
            ('{"a": NaN}', "1:7: `NaN` is not a JSON value"),
            ('{"a": -Infinity}', "1:7: `-Infinity` is not a JSON value"),
            ('{"a": 012}', "1:7: `012` is not a JSON value"),
            ('{"a": 5.}', "1:7: `5.` is not a JSON value"),
            ('{"a": True}', "1:7: `True` is not a JSON value"),
            ('{"a": 14 %}', "1:10: a comma or `}` is missing here"),
            ('{"a" 1}', '1:6: a colon is missing after "a"'),
            ('{"a": }', "1:7: a value is missing here"),
            ('{"a": "b\n"}', "1:7: this text is never closed"),
            ('{"a": "b\tc"}', "1:9: the control character U+0009 inside a text"),
            ('{"a": "\\%"}', "1:8: a backslash that begins no escape of JSON"),
            ('{"a": "\\ud800"}', "1:7: half of a character written as two `\\u` escapes"),
            ('{"a": 1', "1:8: the text ends inside `{ }`"),
            ("[1, [2", "1:7: the text ends inside `[ ]`"),
            ("[1,", "1:4: the text ends where a value should be"),
            ('{"a": 1} x', "1:10: text after the end of the JSON value"),
            ('{"a": 1, // b\n"c": 2}', "1:10: a comment; JSON has none"),
            ('{"a": 1,\n "b": 2,\n "a": 3}', "3:2: `a` is given twice, first on line 1; keep one of the two"),
            ("[" * (MOST_DEPTH + 1), f"1:{MOST_DEPTH + 1}: nested more than 50 deep"),
            (
                '{"a": "' + "x" * MOST_LENGTH + '"}',
                "1:7: a value of 1,000,002 characters; ",
            ),
        ],
    )
    def test_a_slip_gets_its_place_and_what_would_mend_it(self, text: str, expected: str) -> None:
        _, problems = read_json(text, "f.json")
        assert len(problems) == 1
        assert (
            str(problems[0])
            .replace("; nothing after this was read", "")
            .startswith("f.json:" + expected.replace("; nothing after this was read", ""))
        )

    @pytest.mark.parametrize("text", ["", " \n\t", "\ufeff"])
    def test_a_text_that_holds_nothing_is_no_problem(self, text: str) -> None:
        assert read_json(text, "f.json") == (None, [])

    @pytest.mark.parametrize("position", [0, 50, 99])
    @pytest.mark.parametrize("layout", ["one claim a line", "indented"])
    @pytest.mark.parametrize("under", ["claims", None])
    @pytest.mark.parametrize(
        "slip",
        [
            lambda entry: entry.replace('"5 %"', "5 %"),
            lambda entry: entry.replace('"5 %"', "NaN"),
            lambda entry: entry.replace("[", ""),
            lambda entry: entry.replace("]", ""),
            lambda entry: entry.replace("{", "", 1),
            lambda entry: entry.replace('"id"', "id"),
            lambda entry: entry.replace('"id"', '"id'),
            lambda entry: entry.replace("]", "]]"),
            lambda entry: entry.replace("]", "]}}"),
        ],
    )
    def test_one_broken_claim_of_a_hundred_leaves_ninety_nine(
        self, slip: Callable[[str], str], under: str | None, layout: str, position: int
    ) -> None:
        indent = None if layout == "one claim a line" else 2
        entries = [
            json.dumps({"id": f"c{n}", "value": "5 %", "tags": ["a", "b"]}, indent=indent) for n in range(100)
        ]
        entries[position] = slip(entries[position])
        listed = ",\n".join(entries).replace("\n", "\n  ")
        text = f'{{\n"{under}": [\n  {listed}\n], "last": 1}}' if under else f"[\n  {listed}\n]"
        node, problems = read_json(text, "f.json")
        kept = at(node, under) if under else node
        assert isinstance(kept, Sequence)
        names = [plain(entry.get("id")) for entry in kept.entries if isinstance(entry, Mapping)]
        assert [name for name in names if name != f"c{position}"] == [
            f"c{n}" for n in range(100) if n != position
        ]
        if under:
            assert plain(at(node, "last")) == "1"
        lines = text.split("\n")
        assert problems
        for problem in problems:
            assert 1 <= problem.location.line <= len(lines)

    def test_an_object_inside_a_broken_claim_is_no_claim(self) -> None:
        text = '[\n{"id": "a", "more": [\n{"x": 1}\n], "value": NaN},\n{"id": "b"}\n]'
        node, problems = read_json(text, "f.json")
        assert plain(node) == [{"id": "b"}]
        assert [problem.location.line for problem in problems] == [4]

    def test_a_missing_comma_between_two_claims_costs_neither(self) -> None:
        node, problems = read_json('[\n {"id": "a"}\n {"id": "b"}\n]', "f.json")
        assert plain(node) == [{"id": "a"}, {"id": "b"}]
        assert [problem.location.line for problem in problems] == [3]

    def test_a_missing_brace_costs_only_the_claim_it_belongs_to(self) -> None:
        node, problems = read_json('[\n {"id": "a",\n  "by": "x",\n {"id": "b"}\n]', "f.json")
        assert plain(node) == [{"id": "b"}]
        assert [problem.location.line for problem in problems] == [4]

    def test_a_broken_block_at_the_top_costs_that_block_alone(self) -> None:
        text = '{\n "source": {"title": oops},\n "claims": [\n  {"id": "a"}\n ]\n}'
        node, problems = read_json(text, "f.json")
        assert plain(node) == {"claims": [{"id": "a"}]}
        assert [problem.location.line for problem in problems] == [2]

    def test_what_stands_before_a_slip_on_one_line_is_kept_and_the_rest_is_said_to_be_lost(self) -> None:
        node, problems = read_json('{"claims": [{"id": "a"}, {"id": NaN}, {"id": "c"}]}', "f.json")
        assert plain(node) == {"claims": [{"id": "a"}]}
        assert said(problems) == [
            "f.json:1:33: `NaN` is not a JSON value; nothing after this was read; "
            'put text in double quotes: "NaN"'
        ]


class TestJsonLines:
    def test_each_line_is_read_for_itself(self) -> None:
        text = '{"id": "a"}\n\n  {"id": "b",}\n{"id": }\n{"id": "d"}\n'
        rows = list(read_jsonl(text, "f.jsonl"))
        assert [plain(node) for node, _ in rows] == [{"id": "a"}, {"id": "b"}, None, {"id": "d"}]
        assert [said(problems) for _, problems in rows] == [
            [],
            ["f.jsonl:3:13: a comma before a closing `}`; remove the comma"],
            ["f.jsonl:4:8: a value is missing here"],
            [],
        ]
        assert place(at(rows[3][0], "id")) == (5, 8, 3)

    def test_lines_may_come_one_by_one(self) -> None:
        rows = list(read_jsonl(iter(['{"id": "a"}\n', '{"id": "b"}']), "f.jsonl"))
        assert [plain(node) for node, _ in rows] == [{"id": "a"}, {"id": "b"}]

    def test_a_line_separator_inside_a_text_ends_no_line(self) -> None:
        rows = list(read_jsonl('{"id": "a\u2028b"}\n{"id": "c"}', "f.jsonl"))
        assert [plain(node) for node, _ in rows] == [{"id": "a\u2028b"}, {"id": "c"}]
        assert place(at(rows[1][0], "id"))[0] == 2


class TestCsv:
    def test_cells_keep_the_text_and_the_place_of_what_is_written(self) -> None:
        text = 'id, value ,note\na, 12.40 ,"x, ""y"""\n\nb,,"two\nlines"\n"c" ,5,\n'
        rows = list(read_csv(text, "f.csv"))
        assert [problems for _, problems in rows] == [[], [], []]
        assert [plain(row) for row, _ in rows] == [
            {"id": "a", "value": "12.40", "note": 'x, "y"'},
            {"id": "b", "note": "two\nlines"},
            {"id": "c", "value": "5"},
        ]
        assert place(at(rows[0][0], "value")) == (2, 4, 5)
        assert place(at(rows[0][0], "note")) == (2, 11, 10)
        assert place(at(rows[1][0], "note")) == (4, 4, 4)
        assert place(at(rows[2][0], "value")) == (6, 6, 1)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("id,,c\n1,2,3\n", "1:4: column 2 has no name; name it in the first row, or remove it"),
            ("id,c,id\n1,2,3\n", "1:6: two columns are named `id`; keep one of the two"),
            ("id;value\na;5\n", "1:1: the columns are set apart by semicolons; set them apart by commas"),
            ("id\tvalue\n", "1:1: the columns are set apart by tabs; set them apart by commas"),
            ("id,value\na\n", "2:1: 1 cell in this row, but 2 columns in the first"),
            (
                "id,value\na,20,000\n",
                "2:6: 3 cells in this row, but 2 columns in the first; put a cell that has a comma in ",
            ),
            ('id,value\na,"5\n', "2:3: the quotes of this cell are never closed; close them"),
            ('id,value\na, "5\n', "2:4: the quotes of this cell are never closed; close them"),
            (
                'id,value\na,"5" %\n',
                "2:3: text after the closing quotes of a cell; write quotes inside a cell ",
            ),
            ("id\n" + "x" * (MOST_LENGTH + 1), "2:1: a cell of 1,000,001 characters; 1,000,000 are the most"),
        ],
    )
    def test_a_slip_gets_its_place_and_what_would_mend_it(self, text: str, expected: str) -> None:
        rows = list(read_csv(text, "f.csv"))
        assert [row for row, _ in rows] == [None]
        assert str(rows[0][1][0]).startswith("f.csv:" + expected)

    def test_rows_after_a_broken_one_are_read(self) -> None:
        rows = list(read_csv('id,value\na,1\nb,"2\nc,3\nd,4,5\ne,6\n', "f.csv"))
        assert [plain(row) for row, _ in rows] == [
            {"id": "a", "value": "1"},
            None,
            {"id": "c", "value": "3"},
            None,
            {"id": "e", "value": "6"},
        ]
        assert [problem.location.line for _, problems in rows for problem in problems] == [3, 5]

    @pytest.mark.parametrize("text", ["", "\n \n", "id,value\n"])
    def test_a_table_without_rows_is_no_problem(self, text: str) -> None:
        assert list(read_csv(text, "f.csv")) == []
