# ruff: noqa: E501 - the table is read across
"""docs/facts-files.md and docs/rule-files.md are true: they name every key, and what they show is read as they say.

`python tests/test_reference_pages.py` writes the table of links, and what is printed of blocks that are refused.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from consistency.measure import Kind
from consistency.problem import Problem
from consistency.quantity import Units
from consistency.read.facts import read_facts
from consistency.read.rules import read_rules
from consistency.read.schema import (
    CLAIM,
    DEFAULTS,
    EXAMPLE,
    EXAMPLE_CLAIM,
    FACTS,
    LINKS,
    MEASURE,
    PATTERN,
    RULE,
    SOURCE,
    TEST,
    WAIVER,
    WORDS,
    Key,
    Shape,
)
from consistency.read.waivers import read_waivers
from consistency.reports.text import render_problems
from consistency.rule import Given, NoneOf, OneOf, Rule
from consistency.settings import read_settings
from consistency.tally import stopped
from consistency.workshop.trial import try_rule
from test_docs import blocks, commands, run, table
from test_rule_pages import family_of, packaged

DOCS = Path(__file__).parent.parent / "docs"
FACTS_PAGE, RULE_PAGE = DOCS / "facts-files.md", DOCS / "rule-files.md"
PAGES = (FACTS_PAGE, RULE_PAGE)
BEGIN, END = "<!-- links: written by `python tests/test_reference_pages.py` -->\n", "<!-- end -->\n"

SHOWN = r"(?:^<!-- (\w+)(?:: (\S+))? -->\n)?^```(yaml|json|jsonl|csv)\n(.*?)^```$"
REFUSED = r"(^<!-- refused -->\n```(\w+)\n(.*?)^```\n\n```text\n)(.*?)^```$"
FLAGS = re.DOTALL | re.MULTILINE

# The tables of keys, each by its name on the page that it stands on.
TABLES: dict[str, tuple[Path, Mapping[str, Key]]] = {
    "facts file": (FACTS_PAGE, FACTS.known),
    "source": (FACTS_PAGE, SOURCE.known),
    "measure": (FACTS_PAGE, MEASURE.known),
    "claim": (FACTS_PAGE, CLAIM.known),
    "waiver": (FACTS_PAGE, WAIVER.known),
    "rule": (RULE_PAGE, RULE.known),
    "pattern": (RULE_PAGE, PATTERN.known),
    "test": (RULE_PAGE, TEST.known),
    "example": (RULE_PAGE, EXAMPLE.known),
    "claim of an example": (
        RULE_PAGE,
        {name: key for name, key in EXAMPLE_CLAIM.known.items() if name not in CLAIM.known},
    ),
}

# What the tables call the shapes. Tests of a pattern have no column for theirs.
SHAPES: dict[Shape, str] = {
    "text": "text",
    "remark": "text",
    "texts": "text or list",
    "kind": "a kind",
    "number": "number",
    "date": "date",
    "quantity": "figure",
    "quantities": "figure or list",
    "duration": "length of time",
    "expression": "condition",
    "expressions": "condition or list",
    "readings": "condition, or named ones",
    "certainty": "`true`, or as `expect`",
    "message": "text",
    "severity": "a severity",
    "verdict": "a verdict",
    "truth": "`true` or `false`",
    "mapping": "mapping",
    "names": "mapping",
    "roles": "mapping",
    "cast": "mapping",
    "list": "list",
    "named": "text or mapping",
}

# What a key of each table stands in, where it is tried; `{}` is the key with its value.
_TWO = "{earlier: {measure: visitors, place: $where}, later: {measure: visitors, place: $where}}"
FRAMES: dict[str, dict[str, str]] = {
    "facts file": {},
    "source": {},
    "measure": {},
    "claim": {"id": "june", "about": "{measure: visitors}", "value": "12,000 visitors"},
    "waiver": {"rule": "a/b", "claims": "[paper/a]", "reason": "known"},
    "rule": {"summary": "No fall", "claims": _TWO, "expect": "later >= earlier"},
    "example": {
        "name": "edge",
        "claims": "{earlier: {value: 5 km}, later: {value: 5 km}}",
        "verdict": "consistent",
    },
}

# What each link says of the claim that has it, and how it is written.
LINKED = {
    "sum_of": ("is the total of exactly these", "sum_of: [schools, roads]"),
    "part_of": ("is one part of it; other parts may be missing", "part_of: all"),
    "share_of": ("is a percentage of it", "share_of: all"),
    "part": ("beside `share_of`: it is what the percentage comes to", "part: schools"),
    "product_of": ("is the product of these", "product_of: [price, tickets]"),
    "ratio_of": ("is it, divided by what `per` names; without `per`, for each unit of time", "ratio_of: cost"),
    "per": ("beside `ratio_of`: it is what is divided by", "per: pupils"),
    "difference_of": ("is it, less what `minus` names", "difference_of: income"),
    "minus": ("beside `difference_of`: it is what is taken away", "minus: spending"),
    "average_of": ("is the mean of these", "average_of: [north, south]"),
    "change_from": ("is the change, in an amount, in percent or in points, that begins at it", "change_from: spent-2023"),
    "change_to": ("beside `change_from`: the change ends at it", "change_to: spent-2024"),
    "opening": ("is the level that it became by what `added` and `removed` name", "opening: stock-2023"),
    "added": ("beside `opening`: it is what came", "added: births"),
    "removed": ("beside `opening`: it is what went", "removed: deaths"),
    "restates": ("is the same figure again, elsewhere or by another", "restates: headline"),
    "counts": ("is the stated number of these claims", "counts: [first, second]"),
    "after": ("happened after it", "after: election"),
    "before": ("happened before it", "before: election"),
    "during": ("happened while it went on", "during: strike"),
    "because_of": ("happened because of it", "because_of: flood"),
    "since": ("is a length of time that begins with it, or a record since then", "since: opened"),
    "until": ("beside `since`: the length of time ends with it, and not when it is told", "until: closed"),
}  # fmt: skip

# Names that the pages write as keys and that are dimensions of facts, or stand in other files.
OTHER_NAMES = {
    "measure",
    "place",
    "event",
    "militants",
    "each",
    "trend",
    "weekday",
    "calendar",
    "scope",
    "base",
}


class Row(NamedTuple):
    """A row of a table of keys: the key, what may stand there if that is told, and an example of it."""

    key: str
    shape: str
    example: str


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def code_in(cell: str) -> str:
    """Return what a cell has as code, without its backticks; nothing where it has words."""
    return cell[1:-1] if cell.startswith("`") else ""


def table_rows(name: str, page: str) -> list[list[str]]:
    """Return the cells of the table that stands below the comment `<!-- name -->`, without its head."""
    lines = page.partition(f"<!-- {name} -->\n")[2].split("\n\n")[0].splitlines()
    return [line.strip("| ").split(" | ") for line in lines[2:]]


def rows(name: str) -> list[Row]:
    cells = table_rows(f"keys: {name}", text_of(TABLES[name][0]))
    return [Row(code_in(row[0]), row[2] if len(row) > 3 else "", code_in(row[-1])) for row in cells]


# The links.


def links_read() -> dict[str, tuple[list[str], list[str]]]:
    """Return the packaged rules that ask for each link, and those that leave out the claims that have it."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for rule in packaged():
        for role in rule.roles:
            for key, test in role.tests:
                if key.startswith("links."):
                    asking, leaving = found.setdefault(key.removeprefix("links."), (set(), set()))
                    (leaving if test == Given(False) else asking).add(rule.id)
    return {name: (sorted(asking), sorted(leaving)) for name, (asking, leaving) in found.items()}


def linked_to(ids: Iterable[str]) -> str:
    return ", ".join(f"[{id}](rules/{family_of(id)}.md#{id.replace('/', '')})" for id in ids) or "–"


def links() -> str:
    """Return the table of the links."""
    read = links_read()
    return table(
        ("link", "this claim …", "example", "rules that read it", "rules that leave such a claim out"),
        (
            (f"`{name}`", meaning, f"`{example}`", linked_to(read[name][0]), linked_to(read[name][1]))
            for name, (meaning, example) in LINKED.items()
        ),
    )


def with_links(page: str) -> str:
    head, _, rest = page.partition(BEGIN)
    return head + BEGIN + links() + END + rest.partition(END)[2]


def test_the_table_of_links_has_every_link_that_a_rule_asks_for_and_is_current() -> None:
    assert set(LINKED) == set(links_read()) >= set(LINKS.known)
    assert with_links(text_of(FACTS_PAGE)) == text_of(FACTS_PAGE)


@pytest.mark.parametrize("name", LINKED)
def test_the_example_of_each_link_can_be_read(name: str, tmp_path: Path) -> None:
    example = LINKED[name][1]
    ids = re.findall(r"[\w-]+", example.partition(": ")[2])
    others = "".join(f"- {{id: {id}, about: {{measure: x}}, value: 1}}\n" for id in ids)
    path = tmp_path / "x.yaml"
    path.write_text(
        f"claims:\n{others}- {{id: this, about: {{measure: x}}, value: 1, links: {{{example}}}}}\n", "utf-8"
    )
    facts = read_facts([path])
    assert facts.problems == ()
    (linking,) = [claim for claim in facts.claims if claim.links]
    assert [*linking.links] == [name]


# The kinds.


def test_every_kind_stands_in_its_table_with_what_it_means_for_time() -> None:
    cells = table_rows("kinds", text_of(FACTS_PAGE))
    assert [code_in(row[0]) for row in cells] == [*WORDS["kind"]]
    for name, _, when, least, _ in cells:
        kind = Kind(code_in(name))
        assert when.startswith("one day in it" if kind.is_instant else "all of it"), name
        assert (least == "stops at 0") == kind.is_never_negative, name


@pytest.mark.parametrize(("name", "shape"), [("severities", "severity"), ("verdicts", "verdict")])
def test_every_severity_and_every_verdict_stands_in_its_table(name: str, shape: Shape) -> None:
    cells = table_rows(name, text_of(RULE_PAGE))
    assert [code_in(row[0]) for row in cells] == [*WORDS[shape]]


def test_every_key_of_a_claim_with_one_value_is_a_column() -> None:
    first = table_rows("columns", text_of(FACTS_PAGE))[0][0]
    assert {*re.findall(r"`(\w+)`", first)} == {*CLAIM.known} - {"about", "links"}


def test_each_rule_named_beside_a_kind_asks_for_it() -> None:
    rules = {rule.id: rule for rule in packaged()}
    for row in table_rows("kinds", text_of(FACTS_PAGE)):
        for id in re.findall(r"`(\w+/[\w-]+)`", row[-1]):
            assert _asks_for(code_in(row[0]), rules[id]), f"{id} does not ask for {row[0]}"


def _asks_for(kind: str, rule: Rule) -> bool:
    tests = [test for role in rule.roles for key, test in role.tests if key == "kind"]
    return any(isinstance(test, OneOf | NoneOf) and kind in test.texts for test in tests)


# The keys.


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_every_key_and_no_other(name: str) -> None:
    known = TABLES[name][1]
    assert sorted(row.key for row in rows(name)) == sorted(known)
    for row in rows(name):
        assert row.shape in ("", SHAPES.get(known[row.key].shape, "")), row.key


def test_defaults_know_the_keys_of_claims_but_for_the_id() -> None:
    assert {*DEFAULTS.known, "id"} == {*CLAIM.known}


def test_the_pages_write_no_key_that_does_not_exist() -> None:
    known = {name for _, keys in TABLES.values() for name in keys} | set(LINKED) | OTHER_NAMES
    known |= {f"links.{name}" for name in LINKED}
    for page in PAGES:
        written = re.findall(r"`\{?([a-z_.]+): ", re.sub(SHOWN, "", text_of(page), flags=FLAGS))
        assert [name for name in written if name not in known] == []


def _framed(name: str, row: Row) -> str:
    """Return a file in which the example of a row stands."""
    if name == "facts file":
        return row.example
    if name in ("source", "measure"):
        return (
            f"source:\n  {row.example}" if name == "source" else f"measures:\n  militants:\n    {row.example}"
        )
    if name in ("pattern", "test"):
        other = f", {row.example}" if "$" in row.example else ""
        return _rule(
            claims=f"{{earlier: {{measure: $what, {row.example}}}, later: {{measure: $what{other}}}}}"
        )
    if name == "claim of an example":
        return _rule(
            examples=f"[{{name: a, claims: {{earlier: {{value: 5 km, {row.example}}}, later: {{value: 5 km}}}}, verdict: consistent}}]"
        )
    key, _, value = row.example.partition(": ")
    fields = FRAMES[name] | {key: value}
    if name == "rule":
        return _mapping(fields)
    if name == "example":
        return _rule(examples=f"[{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}]")
    others = "- {id: year, about: {measure: visitors}, when: 2024}\n" if name == "claim" else ""
    block = "claims" if name == "claim" else "waivers"
    return f"{block}:\n{others}- " + _mapping(fields).replace("\n", "\n  ")


def _mapping(fields: Mapping[str, str]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in fields.items())


def _rule(**fields: str) -> str:
    return _mapping(FRAMES["rule"] | fields)


@pytest.mark.parametrize(
    ("name", "row"),
    [(name, row) for name in TABLES for row in rows(name)],
    ids=lambda value: value.key if isinstance(value, Row) else value,
)
def test_the_example_of_each_key_can_be_read(
    name: str, row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not row.example:  # it has a section of its own, which shows one
        assert name in ("rule", "facts file")
        return
    assert re.match(rf"(\w+: \{{)?{row.key}: ", row.example) or name == "facts file"
    monkeypatch.chdir(tmp_path)
    for folder in ("facts", "articles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "budget.txt").write_text("Spending rose by 5 %.\n", "utf-8")
    (tmp_path / "facts" / "shown.yaml").write_text(_framed(name, row) + "\n", "utf-8")
    assert [str(problem) for problem in problems(_sort(name), "facts/shown.yaml")] == []


def _sort(name: str) -> str:
    return "waivers" if name == "waiver" else "rules" if TABLES[name][0] == RULE_PAGE else "facts"


def problems(sort: str, path: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file or folder of facts, of rules or of waivers."""
    if sort == "waivers":
        return read_waivers(path, 0)[1]
    if sort == "rules":
        return read_rules([path], Units.standard(), {})[1]
    return read_facts([path]).problems


def headings(page: Path) -> set[str]:
    """Return the headings of a page as links name them."""
    found = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().replace(" ", "-").lower() for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_to_a_section_leads_to_one(page: Path) -> None:
    targets = re.findall(r"\]\(([\w/.-]*)#([^)]+)\)", text_of(page))
    assert len(targets) > 5
    assert [
        (to, part) for to, part in targets if part not in headings(page.parent / to if to else page)
    ] == []


# What is shown.


def sections(page: Path) -> dict[str, str]:
    """Return the sections of a page by their titles."""
    parts = text_of(page).split("\n## ")[1:]
    return {title: body for title, _, body in (part.partition("\n") for part in parts)}


def fill(body: str, page: Path, folder: Path) -> None:
    """Write the files that a section shows, those that are refused left out."""
    for number, (sort, name, language, block) in enumerate(re.findall(SHOWN, body, FLAGS)):
        if sort == "refused":
            continue
        assert sort in ("", "file"), sort
        kind = "facts" if page == FACTS_PAGE else "rules"
        path = folder / (name or f"{kind}/shown-{number}.{language}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, "utf-8")


SECTIONS = [(page, title) for page in PAGES for title in sections(page)]


@pytest.mark.parametrize(
    ("page", "title"), SECTIONS, ids=lambda value: value.stem if isinstance(value, Path) else value
)
def test_the_files_of_each_section_are_read_together(
    page: Path, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = sections(page)[title]
    fill(body, page, tmp_path)
    assert sum(body.count(f"\n```{language}\n") for language in ("yaml", "json", "jsonl", "csv")) == len(
        re.findall(SHOWN, body, FLAGS)
    )
    if Path("facts").exists():
        assert [str(problem) for problem in problems("facts", "facts")] == []
    if Path("waivers.yaml").exists():
        assert [str(problem) for problem in problems("waivers", "waivers.yaml")] == []
    if Path("rules").exists():
        rules, wrong = read_rules(["rules"], Units.standard(), {})
        assert [str(problem) for problem in wrong] == []
        for rule in rules:
            assert [tried.example.name for tried in try_rule(rule).failing] == []
    for command, shown in commands(body):
        assert run(command, tmp_path) == shown


def test_the_settings_that_are_shown_can_be_read(tmp_path: Path) -> None:
    for folder in ("facts", "rules"):
        (tmp_path / folder).mkdir()
    for block in blocks("toml", text_of(RULE_PAGE)):
        (tmp_path / "consistency.toml").write_text(block, "utf-8")
        assert read_settings({}, tmp_path)[1] == ()


def refused(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each block that is refused: its name in messages, itself, and what is printed of it."""
    for _, language, block, shown in re.findall(REFUSED, text_of(page), FLAGS):
        yield ("town." if page == FACTS_PAGE else "rules/town.") + language, block, shown


def printed(page: Path, name: str, block: str) -> str:
    """Return what is printed of a block that is refused, in the working directory."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(block, "utf-8")
    found = problems("facts" if page == FACTS_PAGE else "rules", name)
    return "".join(line.rstrip() + "\n" for line in render_problems(stopped((), found)).splitlines() if line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_refused_is_refused_with_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cases = list(refused(page))
    assert len(cases) == text_of(page).count("<!-- refused -->") > 2
    for name, block, shown in cases:
        assert shown == printed(page, name, block) != "", block


def with_refusals(page: Path) -> str:
    """Return a page with what is printed now of the blocks that are refused."""

    def anew(found: re.Match[str]) -> str:
        head, language, block = found.group(1, 2, 3)
        name = ("town." if page == FACTS_PAGE else "rules/town.") + language
        return f"{head}{printed(page, name, block)}```"

    return re.sub(REFUSED, anew, text_of(page), flags=FLAGS)


def with_commands(page: Path, text: str) -> str:
    """Return a page with what its commands print now."""
    for body in sections(page).values():
        for command, shown in commands(body):
            with tempfile.TemporaryDirectory() as scratch:
                fill(body, page, Path(scratch))
                text = text.replace(
                    f"$ {command}\n{shown}```", f"$ {command}\n{run(command, Path(scratch))}```"
                )
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as elsewhere:
        os.chdir(elsewhere)
        for each in PAGES:
            each.write_text(with_refusals(each), "utf-8")
            each.write_text(with_commands(each, text_of(each)), "utf-8")
        FACTS_PAGE.write_text(with_links(text_of(FACTS_PAGE)), "utf-8")
