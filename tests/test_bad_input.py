"""Every way in which a file can be wrong gives one clear problem, and everything else is still read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from consistency.quantity import Units
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules

GOOD = "- {id: before, about: {measure: x}, value: 1}\n", "- {id: after, about: {measure: x}, value: 1}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "rules").mkdir()
    return tmp_path


def said(*paths: str) -> list[str]:
    return [str(problem) for problem in read_facts(paths or ["facts"]).problems]


def kept() -> list[str]:
    return [claim.name for claim in read_facts(["facts"]).claims]


CLAIMS = {
    "a tab": (
        "- id: bad\n\tabout: {measure: x}\n  value: 1\n",
        "4:1: a tab; YAML is indented with spaces; put spaces in its place",
    ),
    "an unknown key": (
        "- {id: bad, about: {measure: x}, vaule: 14 %}\n",
        "3:34: unknown key `vaule` in a claim; did you mean `value`?",
    ),
    "a dimension outside about": (
        "- {id: bad, about: {measure: x}, zone: Syria, value: 1}\n",
        "3:34: unknown key `zone` in a claim; a dimension stands under `about`",
    ),
    "a missing id": (
        "- {about: {measure: x}, value: 1}\n",
        "3:3: a claim needs `id`; a name of its own in this file: `id: …`",
    ),
    "an id that is no text": (
        "- {id: [a, b], about: {measure: x}, value: 1}\n",
        "3:8: `id` must be text, not a list; quote it",
    ),
    "an empty id": (
        "- {id: , about: {measure: x}, value: 1}\n",
        "3:8: `id` is empty; give it a value, or leave it out",
    ),
    "no about": (
        "- {id: bad, value: 1}\n",
        "3:3: a claim needs `about`; say what it is about: `about: {measure: …}`",
    ),
    "neither value nor when": (
        "- {id: bad, about: {measure: x}}\n",
        "3:3: a claim needs `value` or `when`",
    ),
    "a value among the dimensions": (
        "- {id: bad, about: {measure: x, vaule: 3}}\n",
        "3:3: a claim needs `value` or `when`; was `vaule` meant to be one of them?",
    ),
    "no quantity": (
        "- {id: bad, about: {measure: x}, value: plenty}\n",
        "3:41: `plenty` is not a quantity; "
        "write a figure such as `about 40 %` or `20,000 to 31,500 fighters`",
    ),
    "an unknown unit": (
        "- {id: bad, about: {measure: x}, value: 14 zz}\n",
        "3:44: unknown unit `zz`; "
        "write a unit such as `%`, `km²` or `months`, or what is counted, such as `people`",
    ),
    "a misspelt unit": (
        "- {id: bad, about: {measure: x}, value: 14 kilometrs}\n",
        "3:44: unknown unit `kilometrs`; did you mean `kilometers`?",
    ),
    "a restatement that is no quantity": (
        "- {id: bad, about: {measure: x}, value: 14 km, also: [9 mi, plenty]}\n",
        "3:61: `plenty` is not a quantity; "
        "write a figure such as `about 40 %` or `20,000 to 31,500 fighters`",
    ),
    "a range that runs backwards": (
        "- {id: bad, about: {measure: x}, value: 31 to 20 km}\n",
        "3:41: the range runs backwards; write `20 to 31`",
    ),
    "a value that YAML splits": (
        "- {id: bad, about: {measure: x}, value: 20,000 to 31,500 fighters}\n",
        '3:41: a comma ends a value inside { }; quote it: value: "20,000 to 31,500 fighters"',
    ),
    "a value that YAML folds": (
        "- id: bad\n  about: {measure: x}\n  value: > 20 %\n",
        '5:10: `>` begins a block of text in YAML; quote it: "> 20 %"',
    ),
    "a value in brackets": (
        "- {id: bad, about: {measure: x}, value: [14 %]}\n",
        "3:41: `value` must be text, not a list; quote it",
    ),
    "the 31st of February": (
        "- {id: bad, about: {measure: x}, when: 2015-02-31}\n",
        "3:48: February 2015 has 28 days",
    ),
    "an interval that runs backwards": (
        "- {id: bad, about: {measure: x}, when: 2016/2015}\n",
        "3:40: the interval runs backwards: 2015 ends before 2016 begins; did you mean `2015/2016`?",
    ),
    "a date in words": (
        "- {id: bad, about: {measure: x}, value: 1, said: March 2016}\n",
        "3:50: `March 2016` is not in EDTF, the date format of ISO 8601; did you mean `2016-03`?",
    ),
    "an unknown kind": (
        "- {id: bad, about: {measure: x}, value: 1, kind: sock}\n",
        "3:50: unknown kind `sock`; did you mean `stock`?",
    ),
    "a length that is no time": (
        "- {id: bad, about: {measure: x}, value: 1, lasting: 12 km}\n",
        "3:53: `12 km` is no length of time; give it a unit: `12 months`, `30 days`",
    ),
    "a dimension that is a mapping": (
        "- {id: bad, about: {measure: {x: y}}, value: 1}\n",
        "3:30: `measure` must be text, not a mapping; quote it",
    ),
    "a link to no claim": (
        "- {id: bad, about: {measure: x}, value: 1, links: {part_of: befor}}\n",
        "3:61: no claim has the id `befor`; did you mean `before`?",
    ),
    "a full link to no claim": (
        "- {id: bad, about: {measure: x}, value: 1, links: {sum_of: [after, x/befor]}}\n",
        "3:68: no claim has the id `x/befor`; did you mean `x/before`?",
    ),
    "a link to itself": (
        "- {id: bad, about: {measure: x}, value: 1, links: {part_of: bad}}\n",
        "3:61: the claim `bad` links to itself",
    ),
    "a claim that is no mapping": (
        "- bad\n",
        "3:3: a claim must be a mapping of names and values, not text",
    ),
    "an alias": (
        "- {id: bad, about: &a {measure: x}, value: 1}\n",
        "3:20: anchors and aliases (`&a`, `*a`) are not read; write the value out, or quote it",
    ),
}


@pytest.mark.parametrize("case", CLAIMS)
def test_a_bad_claim_is_one_problem_and_the_claims_around_it_are_kept(case: str) -> None:
    claim, expected = CLAIMS[case]
    Path("facts/x.yaml").write_text(f"claims:\n{GOOD[0]}{claim}{GOOD[1]}")
    assert said() == [f"facts/x.yaml:{expected}"]
    assert kept() == ["after", "before"]


def test_a_duplicate_key_names_the_first_one() -> None:
    Path("facts/x.yaml").write_text(
        f"claims:\n{GOOD[0]}- id: bad\n  about: {{measure: x}}\n  value: 1\n  value: 2\n{GOOD[1]}"
    )
    assert said() == ["facts/x.yaml:6:3: `value` is given twice, first on line 5; keep one of the two"]
    assert {"after", "before"} <= set(kept())


def test_the_same_id_twice_names_the_first_place() -> None:
    Path("facts/x.yaml").write_text(
        "claims:\n- {id: a, about: {measure: x}, value: 1}\n- {id: a, about: {measure: x}, value: 2}\n"
    )
    assert said() == ["facts/x.yaml:3:8: the id `a` is given twice, first on line 2; ids must differ"]
    (claim,) = read_facts(["facts"]).claims
    assert str(claim.value) == "1"


def test_the_same_source_in_two_documents_names_the_other() -> None:
    for name, claim in (("a", GOOD[0]), ("b", GOOD[1])):
        Path(f"facts/{name}.yaml").write_text(f"source:\n  id: wear\nclaims:\n{claim}")
    assert said() == [
        "facts/b.yaml:2:7: the source id `wear` is that of facts/a.yaml too; "
        "give each document an id of its own: `source: {id: …}`"
    ]
    assert kept() == ["after", "before"]


DOCUMENTS = {
    "an unknown key": ("cliams: []\n", "1:1: unknown key `cliams` in a facts file; did you mean `claims`?"),
    "a list": (
        "- id: a\n",
        "1:1: a facts file must be a mapping of names and values, not a list; write `claims:` above the list",
    ),
    "claims that are no list": (
        "claims: {id: a}\n",
        "1:9: `claims` must be a list, not a mapping",
    ),
    "a source that is no mapping": (
        "source: wear\n",
        "1:9: `source` must be a mapping of names and values, not text",
    ),
    "an unknown key of the source": (
        "source: {pubished: 2016}\n",
        "1:10: unknown key `pubished` in a source; did you mean `published`?",
    ),
    "a wrong day of publication": (
        "source: {published: 2015-02-31}\n",
        "1:29: February 2015 has 28 days",
    ),
    "a weight below zero": (
        "source: {trust: -1}\n",
        "1:17: `-1` is no weight; write a number that is not negative: `0.5`",
    ),
    "an unknown key of a measure": (
        "measures: {x: {knid: stock}}\n",
        "1:16: unknown key `knid` in a measure; did you mean `kind`?",
    ),
    "an unknown kind of a measure": (
        "measures: {x: {kind: sums}}\n",
        "1:22: unknown kind `sums`; `kind` is one of stock, flow, cumulative, share, rate, constant, "
        "duration, event, trend",
    ),
    "an unknown unit of a measure": (
        "measures: {x: {unit: KM²}}\n",
        "1:22: unknown unit `KM²`; did you mean `km²`?",
    ),
    "a bound in another unit": (
        "measures: {x: {unit: '%', at_most: 3 km}}\n",
        "1:36: `3 km` is no bound for figures in %",
    ),
    "bounds the wrong way round": (
        "measures: {x: {unit: '%', at_least: 5, at_most: 3}}\n",
        "1:37: `at_least` is more than `at_most`, which is 3 %",
    ),
    "nouns that count among each other": (
        "measures: {guards: {among: police}, police: {among: guards}}\n",
        "1:53: `guards` counts among itself; let the chain of `among` end",
    ),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_bad_block_is_one_problem_and_other_files_are_read(case: str) -> None:
    text, expected = DOCUMENTS[case]
    Path("facts/x.yaml").write_text(text)
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    assert said() == [f"facts/x.yaml:{expected}"]
    assert kept() == ["before"]


def test_a_measure_described_in_two_ways_names_the_other_place() -> None:
    Path("facts/a.yaml").write_text("measures: {x: {kind: stock}}\n")
    Path("facts/b.yaml").write_text("measures: {x: {kind: flow}}\n")
    assert said() == [
        "facts/b.yaml:1:12: the measure `x` is described otherwise in facts/a.yaml:1:12; "
        "describe it in one place"
    ]


ROWS = {
    "a value that is given twice": (
        "id,measure,value,value.low\na,x,1,2\n",
        "2:5: `value` is given whole and in parts; keep one of the two",
    ),
    "half a range": (
        "id,measure,value.low\na,x,2\n",
        "2:5: a value in parts needs `value.low` and `value.high`; or give `value` whole",
    ),
    "an unknown column of the source": (
        "id,measure,value,source.ttile\na,x,1,t\n",
        "1:18: unknown column `source.ttile`; did you mean `source.title`?",
    ),
    "a column one slip away from a field": (
        "id,measure,when,vaule\na,x,2015,3\n",
        "1:17: unknown column `vaule`; "
        "did you mean `value`? A dimension of that name is written `about.vaule`",
    ),
    "a misspelt column": (
        "id,measure,vaule\na,x,1\n",
        "1:12: unknown column `vaule`; "
        "did you mean `value`? A dimension of that name is written `about.vaule`",
    ),
    "columns in capitals": (
        "id,measure,VALUE\na,x,1\nb,x,2\n",
        "1:12: unknown column `VALUE`; "
        "did you mean `value`? A dimension of that name is written `about.VALUE`",
    ),
    "no column of ids": (
        "measure,value\nx,1\ny,1\n",
        "1:1: no column is called `id`; each row needs a name of its own under it",
    ),
    "ids in a column that is misspelt": (
        "measure,value,idd\nx,1,a\ny,1,b\n",
        "1:15: no column is called `id`; did you mean `id`?",
    ),
    "ids in a column in capitals": (
        "measure,ID,value\nx,id,1\ny,b,1\n",
        "1:9: no column is called `id`; did you mean `id`?",
    ),
    "a title above the table": (
        "Visitors of the museum\nid,measure,value\na,x,1\nb,x,1\n",
        "1:1: the first row does not name the columns; line 2 seems to; remove what stands above the names",
    ),
    "titles with commas, as spreadsheets fill them up": (
        "Visitors,,\n,,\n\nID,measure,value\na,x,1\nb,x,1\n",
        "1:1: the first row does not name the columns; line 4 seems to; remove what stands above the names",
    ),
    "a date by its number in a spreadsheet": (
        "id,measure,when,value\na,x,45322,1\n",
        "2:5: `45322` looks like a date as a spreadsheet keeps it; write 2024-01-31",
    ),
    "the date of a source by its number": (
        "id,measure,value,source.published\na,x,1,45322\n",
        "2:7: `45322` looks like a date as a spreadsheet keeps it; write 2024-01-31",
    ),
    "links set apart by commas": (
        'id,measure,value,links.sum_of\nt,x,1,"a,b"\n',
        "2:7: no claim has the id `a,b`; set several apart by `;`",
    ),
    "a source described in two ways": (
        "id,measure,value,source.id,source.title\na,x,1,s,t\nb,x,1,s,\nc,x,1,s,u\n",
        "4:7: the source `s` is described otherwise on line 2; "
        "describe it the same in each of its rows, or in the first of them only",
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_bad_row_is_one_problem(case: str) -> None:
    text, expected = ROWS[case]
    Path("facts/x.csv").write_text(text)
    assert said() == [f"facts/x.csv:{expected}"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '{"id": "a", "about": "x", "value": 1}',
            "1:22: `about` must be a mapping of names and values, not text",
        ),
        ('{"id": "a", "m": {"x": "y"}, "value": 1}', "1:18: `m` must be text, not a mapping"),
        ('{"id": "a", "m": "x", "value": [1]}', "1:32: `value` must be text, not a list"),
        (
            '{"id": "a", "about": {"m": "x"}, "vaule": 1}',
            "1:34: unknown key `vaule` in a claim; did you mean `value`?",
        ),
    ],
)
def test_a_bad_line_is_one_problem_and_the_next_is_read(line: str, expected: str) -> None:
    Path("facts/x.jsonl").write_text(line + '\n{"id": "after", "m": "x", "value": 1}\n')
    assert said() == [f"facts/x.jsonl:{expected}"]
    assert kept() == ["after"]


def test_an_empty_folder_is_said() -> None:
    assert said() == [
        "facts: no facts files in `facts`; facts files end in .yaml, .yml, .json, .jsonl or .csv"
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.yaml", "", "write what it states under `claims`, or remove it"),
        ("x.yml", "# nothing yet\n", "write what it states under `claims`, or remove it"),
        ("x.json", "", "write what it states under `claims`, or remove it"),
        ("x.jsonl", "\n", "write a claim in each line, or remove it"),
        (
            "x.csv",
            "\ufeff\n",
            "write a header, such as `id,measure,when,value`, and a row for each claim, or remove it",
        ),
    ],
)
def test_an_empty_file_beside_others_is_said(name: str, text: str, told: str) -> None:
    Path(f"facts/{name}").write_text(text, "utf-8")
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    assert said() == [f"facts/{name}: an empty file, without facts; {told}"]
    assert kept() == ["before"]


def test_rows_that_a_spreadsheet_leaves_empty_below_a_table_are_none() -> None:
    Path("facts/x.csv").write_text("id,measure,value\nbefore,x,1\n,,\n , ,\n,,,,,\nafter,x,1\n,,\n")
    assert said() == []
    assert kept() == ["after", "before"]


def test_a_link_to_several_claims_in_one_text_is_told_to_be_a_list() -> None:
    Path("facts/x.yaml").write_text("claims:\n- {id: t, about: {m: x}, value: 1, links: {sum_of: 'a, b'}}\n")
    assert said() == ["facts/x.yaml:2:52: no claim has the id `a, b`; write several as a list: [a, b]"]


def test_a_missing_folder_is_said() -> None:
    assert said("fatcs") == ["fatcs: no such file or folder; did you mean `facts`?"]


def test_a_binary_file_is_said_and_others_are_read() -> None:
    Path("facts/x.yaml").write_bytes(b"\x7fELF\0\1")
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    assert said() == ["facts/x.yaml: a binary file, not text"]
    assert kept() == ["before"]


def test_a_file_that_is_not_in_utf_8_is_said_at_its_first_wrong_byte() -> None:
    Path("facts/x.yaml").write_bytes("claims:\n- {id: é".encode("latin-1"))
    assert said() == [
        "facts/x.yaml:2:8: not UTF-8: the byte 0xE9; it may be Latin-1 or Windows-1252: save it as UTF-8"
    ]


def test_parquet_is_said_to_come_later() -> None:
    Path("facts/x.parquet").write_bytes(b"PAR1")
    assert said() == ["facts/x.parquet: Parquet files cannot be read yet; save the rows as .jsonl or .csv"]


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    Path("facts/x.yaml").write_text(bomb)
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    start = time.process_time()
    assert "facts/x.yaml:1:4: anchors and aliases" in said()[0]
    assert time.process_time() - start < 1
    assert kept() == ["before"]


def test_a_scalar_of_ten_megabytes_is_refused_quickly() -> None:
    Path("facts/x.yaml").write_text(
        f"claims:\n{GOOD[0]}- {{id: bad, about: {{measure: x}}, value: {'9' * 10_000_000}}}\n{GOOD[1]}"
    )
    start = time.process_time()
    problems = said()
    assert time.process_time() - start < 5
    assert len(problems) == 1
    assert problems[0].startswith("facts/x.yaml:3:41: ")
    assert len(problems[0]) < 300
    assert kept() == ["after", "before"]


def test_a_folder_without_read_permission_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may be allowed to read everything, so the refusal is brought about here.
    Path("facts/closed").mkdir()
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    listing = os.listdir

    def refuse(path: str | Path) -> list[str]:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert said() == ["facts/closed: no permission to read it"]
    assert kept() == ["before"]


def test_a_symlink_loop_ends_and_is_said() -> None:
    Path("facts/y.yaml").write_text("claims:\n" + GOOD[0])
    Path("facts/again").symlink_to(Path("facts").absolute(), target_is_directory=True)
    assert said() == ["facts/again: a symbolic link to a folder that it stands in; remove the link"]
    assert kept() == ["before"]


def test_thousands_of_bad_claims_are_a_hundred_problems_and_a_count() -> None:
    Path("facts/x.yaml").write_text(
        "claims:\n" + "".join(f"- {{id: c{n}, about: {{m: x}}, value: plenty}}\n" for n in range(5000))
    )
    problems = said()
    assert len(problems) == 101
    assert problems[-1] == "facts/x.yaml:102:1: 4,900 more problems from here on"


def test_many_links_to_no_claim_take_no_long_search() -> None:
    Path("facts/x.jsonl").write_text(
        "".join(f'{{"id": "c{n}", "m": "x", "value": 1, "links.part_of": "c{n}x"}}\n' for n in range(5_000))
    )
    start = time.process_time()
    assert len(said()) == 101
    assert time.process_time() - start < 10


RULES = {
    "an unknown key": (
        "summary: s\nexpct: a < 3\nclaims: {a: {}}\n",
        "2:1: unknown key `expct` in a rule; did you mean `expect`?",
    ),
    "no expectation": ("summary: s\nclaims: {a: {}}\n", "1:1: a rule needs `expect`"),
    "an unknown name": (
        "summary: s\nclaims: {earlier: {}}\nexpect: earlir < 3\n",
        "3:9: unknown name `earlir`; did you mean `earlier`?",
    ),
    "a call that is not allowed": (
        "summary: s\nclaims: {a: {}}\nexpect: a < open('x')\n",
        "3:13: unknown function `open`",
    ),
    "variables that never join": (
        "summary: s\nclaims: {a: {place: $where}, b: {place: $were}}\nexpect: a < b\n",
        "2:21: the variable `$where` stands only here, so it joins nothing; did you mean `$were`?",
    ),
    "a tab": (
        "summary: s\nclaims:\n\ta: {}\nexpect: a < 3\n",
        "3:1: a tab; YAML is indented with spaces; put spaces in its place",
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_a_bad_rule_is_said_and_not_returned(case: str) -> None:
    text, expected = RULES[case]
    Path("rules/bad.yaml").write_text(text)
    Path("rules/good.yaml").write_text("summary: s\nclaims: {a: {}}\nexpect: a < 3\n")
    rules, problems = read_rules(["rules"], Units.standard(), {})
    assert str(problems[0]).startswith(f"rules/bad.yaml:{expected}")
    assert [rule.id for rule in rules] == ["good"]


def test_a_missing_or_an_empty_folder_of_rules_is_said() -> None:
    assert [str(problem) for problem in read_rules(["rules", "ruls"], Units.standard(), {})[1]] == [
        "rules: no rule files in `rules`; rule files end in .yaml, .yml or .json",
        "ruls: no such file or folder; did you mean `rules`?",
    ]
