"""Units that a project defines in Pint's format: what they are worth, who finds them, and what is refused."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pint
import pytest

from consistency.pipeline import check
from consistency.problem import InputError
from consistency.quantity import Units, definitions, read_quantity
from consistency.quantity.definitions import ADDITIONS, read_definitions
from consistency.quantity.pint_units import new_registry, worth
from consistency.quantity.unit_table import ROWS
from consistency.read.unitsfile import read_units
from consistency.settings import Settings, read_settings

TEXT = """\
# Units of this project.
fathom = 6 * foot = ftm      # in whole feet
crowd = [crowd]
throng = 100 * crowd
@alias fathom = fadm
@alias percent = prozent
pound_weight = 4.5 * newton
cent = 0.01 * USD
water_barrel = 31.5 * gallon
tanker = 2e6 * barrel
chunk = 64 * byte
garden = acre / 16
cold = 2 * kelvin; offset: 3
CHF = [CHF]
pfund = 0.5 * kilogram = ℔
"""


@pytest.fixture(scope="module", autouse=True)
def _copied_registries() -> Iterator[None]:
    """Let every test have a copy of one registry, which takes a tenth of the time to make."""
    first = definitions.new_registry()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(definitions, "new_registry", lambda: copy.deepcopy(first))
        yield


@pytest.fixture(scope="module")
def units() -> Units:
    found, problems = read_definitions([("units.txt", TEXT)])
    assert problems == ()
    return found


def told(*texts: str) -> list[str]:
    files = [(f"{letter}.txt", text) for letter, text in zip("ab", texts, strict=False)]
    return [str(problem) for problem in read_definitions(files)[1]]


@pytest.mark.parametrize(
    ("text", "name", "factor", "dimension"),
    [
        ("fathom", "ftm", Fraction("1.8288"), {"length": 1}),
        ("Fathoms", "ftm", Fraction("1.8288"), {"length": 1}),
        ("ftm", "ftm", Fraction("1.8288"), {"length": 1}),
        ("fadm", "ftm", Fraction("1.8288"), {"length": 1}),
        ("kilofathoms", "kilofathoms", Fraction("1828.8"), {"length": 1}),
        ("square fathoms", "ftm²", Fraction("1.8288") ** 2, {"length": 2}),
        ("ftm²", "ftm²", Fraction("1.8288") ** 2, {"length": 2}),
        ("fathoms / day", "ftm/day", Fraction("1.8288"), {"length": 1, "time": -1}),
        ("crowds", "crowds", Fraction(1), {"[crowd]": 1}),
        ("throngs", "throngs", Fraction(100), {"[crowd]": 1}),
        ("prozent", "%", Fraction(1, 100), {}),
        ("pound weights", "pound weights", Fraction("4.5") * 86400**2, {"length": 1, "mass": 1, "time": -2}),
        ("cents", "cents", Fraction(1, 100), {"USD": 1}),
        ("water barrels", "water barrels", Fraction("0.003785411784") * Fraction("31.5"), {"length": 3}),
        ("tankers", "tankers", Fraction("158987.294928") * 2, {"length": 3}),
        ("chunks", "chunks", Fraction(512), {"information": 1}),
        ("gardens", "gardens", Fraction(43560, 16) * Fraction("0.3048") ** 2, {"length": 2}),
        ("CHF", "CHF", Fraction(1), {"[CHF]": 1}),
        ("℔", "℔", Fraction(1, 2), {"mass": 1}),
        ("km", "km", Fraction(1000), {"length": 1}),
        ("hogsheads", "hogsheads", Fraction("0.0254") ** 3 * 231 * 63, {"length": 3}),
        ("villages", "villages", Fraction(1), {"villages": 1}),
    ],
)
def test_a_defined_unit_is_found_exactly(
    units: Units, text: str, name: str, factor: Fraction, dimension: dict[str, int]
) -> None:
    unit = units.find(text)
    assert (unit.name, unit.factor, dict(unit.dimension)) == (name, factor, dimension)


def test_an_offset_of_a_definition_is_kept(units: Units) -> None:
    assert units.find("colds").to_base(5) == 13


def test_an_alias_of_a_unit_of_the_table_is_that_unit(units: Units) -> None:
    assert units.find("prozent") == Units.standard().find("%")


def test_what_a_project_defines_is_measured_and_not_counted(units: Units) -> None:
    assert not units.find("crowds").is_count
    assert str(read_quantity("5 crowds", units).typical) == "[9/2, 11/2]"
    assert units.find("people").is_count


def test_a_dimension_is_not_the_counted_noun_of_its_name() -> None:
    found, _ = read_definitions([("units.txt", "head = [people]")])
    assert found.find("heads").dimension != found.find("people").dimension


def test_a_defined_unit_comes_before_nouns_that_a_vocabulary_declares(units: Units) -> None:
    declared = units.declaring([("crowds", None), ("fighters", "people")])
    assert declared.find("crowd") == units.find("crowd")
    assert declared.find("fighters").dimension == (("people", 1),)
    with pytest.raises(InputError, match="`crowds` is a unit of the project"):
        units.declaring([("crowds", "people")])


def test_a_misspelt_name_of_a_definition_is_a_problem_with_a_suggestion(units: Units) -> None:
    with pytest.raises(InputError) as caught:
        units.find("fahtoms")
    assert caught.value.suggestion == "did you mean `fathoms`?"


def test_definitions_may_rest_on_later_lines_and_other_files() -> None:
    found, problems = read_definitions(
        [("a.txt", "big = 3 * small\r\n@alias big = huge"), ("b.txt", "small = 2 * m")]
    )
    assert problems == ()
    assert found.find("huge").factor == 6


def test_an_alias_may_stand_before_its_unit() -> None:
    found, problems = read_definitions([("units.txt", "@alias zz = yy\nzz = 2 * m\nww = 3 * yy")])
    assert problems == ()
    assert found.find("yy").factor == 2
    assert found.find("ww").factor == 6


def test_prefixes_go_with_the_names_and_symbols_of_definitions(units: Units) -> None:
    assert units.find("kilothrongs").factor == 100_000
    assert units.find("kftm").factor == Fraction("1828.8")


def test_a_unit_that_pint_alone_knows_may_mean_something_else() -> None:
    found, problems = read_definitions([("units.txt", "hand = 10 * inch\nspan = 2 * hand")])
    assert problems == ()
    assert found.find("spans").factor == Fraction("0.508")
    assert found.find("hands").factor == Fraction("0.254")


@pytest.mark.parametrize("text", ["", "# only a comment", "\n\n  \n"])
def test_a_file_without_definitions_defines_nothing(text: str) -> None:
    assert read_definitions([("units.txt", text)]) == (Units.standard(), ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("zz = 6 * fot", "1:10: unknown unit `fot`; did you mean `foot`?"),
        ("zz = 6 per foot", "1:8: unknown unit `per`; write `/`"),
        ("zz = 6 square foot", "1:8: unknown unit `square`; write `foot ** 2`"),
        ("zz = décamètre", "1:6: unknown unit `décamètre`; define it too"),
        ("@alias nofoo = zz", "1:8: unknown unit `nofoo`; did you mean `foot`?"),
        ("foot = 3 * m", "1:1: `foot` is already a unit; figures are read by it as `ft`"),
        ("feet = 3 * m", "1:1: `feet` is already a unit; figures are read by it as `ft`"),
        ("zz = 3 * m = kg", "1:14: `kg` is already a unit; figures are read by it as `kg`"),
        ("zz = 3 * m = _ = barrel", "1:18: `barrel` is already a unit; figures are read by it as `barrels`"),
        ("metric_ton = 3 * kg", "1:1: `metric_ton` is already a unit; figures are read by it as `t`"),
        ("zz = 3 * m = $", "1:14: `$` is already a unit"),
        ("USD = 0.9 * EUR", "1:1: `USD` is already a unit"),
        ("@alias foot = mile", "1:15: `mile` is already a unit"),
        ("smoot = [length]", "1:9: `[length]` has a unit already; define this one by that, as in"),
        ("zz = [q]\nyy = [q]", "2:6: `[q]` has a unit already"),
        ("zz = 3 * m\nzz = 4 * m", "2:1: `zz` is given twice, first on line 1; names must differ"),
        ("million = 3 * m", "1:1: `million` is a word of figures; give the unit another name"),
        ("zz", "1:1: no definition of a unit; write `name = 6 * foot`, or `name = [name]`"),
        ("[q] = [length] / [time]", "1:1: no definition of a unit; write"),
        ("many- = 12", "1:1: no definition of a unit; write"),
        ("@import other.txt", "1:1: no alias; units and `@alias foot = fuss` can be defined here"),
        ("  @group more", "1:3: no alias; units and"),
        ("zz = ", "1:5: what the unit is worth is missing; write `name = 6 * foot`"),
        ("= 3 * m", "1:1: a name is missing; write `name = 6 * foot = symbol`"),
        ("z z = 3 * m", "1:1: `z z` cannot be the name of a unit; it is letters, with `_` between words"),
        ("℔ = 3 * kg", "1:1: `℔` cannot be the name of a unit; it is letters, with `_` between words"),
        ("zz = 3 * m = 2y", "1:14: `2y` cannot be the name of a unit; it is letters"),
        ("zz = 3 + m", "1:8: `+` does not belong here; it is made of names, numbers, `*`, `/`"),
        ("zz = m ** 0.5", "1:8: `*` does not belong here; it is made of names, numbers"),
        ("zz = 2 ** 9 ** 9", "1:8: `*` does not belong here"),
        ("zz = (2 ** 9) ** 9", "1:15: `*` does not belong here"),
        ("zz = 9 ** 999 * m", "1:8: `*` does not belong here"),
        ("zz = 1e999999999 * m", "1:6: `1` does not belong here"),
        ("zz = " + "9" * 5000, "1:1: a definition of more than 500 characters; define it in steps"),
        ("zz = m; logbase: 10", "1:8: `logbase: 10` says nothing of a unit; only an offset may follow"),
        ("zz = 2 * decibel", "1:10: `decibel` is no plain multiple: it is logarithmic, or its zero is not"),
        ("zz = 2 * degC", "1:10: `degC` is no plain multiple"),
        ("zz = 0 * m", "1:1: `zz` is no multiple of other units; its factor must be above 0"),
        ("zz = (3 * m", "1:1: Pint cannot read this definition; write it as in"),
        ("zz = m / 0", "1:1: Pint cannot read this definition"),
        ("zz = zz", "1:1: `zz` rests on itself; let its definition end at a unit that is known"),
    ],
)  # fmt: skip
def test_a_line_that_defines_no_unit_is_refused_where_it_goes_wrong(line: str, message: str) -> None:
    (found,) = told(line)
    assert found.startswith(f"a.txt:{message}")


def test_units_that_rest_on_each_other_are_all_named() -> None:
    assert [
        line.partition(";")[0] for line in told("zz = 2 * yy\nyy = 3 * xx", "xx = 2 * kilozz\nww = zz")
    ] == [
        "a.txt:1:1: `zz` rests on itself",
        "a.txt:2:1: `yy` rests on itself",
        "b.txt:1:1: `xx` rests on itself",
    ]


def test_a_name_that_two_files_give_is_a_problem() -> None:
    assert told("zz = 2 * m", "zz = 3 * m") == [
        "b.txt:1:1: `zz` is given twice, first in a.txt:1; names must differ"
    ]


def test_all_slips_are_told_at_once_and_nothing_is_defined_by_halves() -> None:
    found, problems = read_definitions([("units.txt", "foot = 3\nzz = 3 +\nyy = 3 * m")])
    assert [problem.location.line for problem in problems] == [1, 2]
    assert found is Units.standard()


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    made = new_registry()
    made.load_definitions(ADDITIONS.read_text("utf-8").split("\n"))
    made._build_cache()
    return made


@pytest.mark.parametrize("row", ROWS.splitlines(), ids=lambda row: row.split("|")[0].strip())
def test_what_definitions_build_on_is_what_figures_are_read_by(row: str, registry: pint.UnitRegistry) -> None:
    shown, symbols, names = (cell.strip() for cell in row.split("|")[:3])
    words = [word.strip() for word in f"{symbols},{names}".split(",") if word.strip()]
    unit = Units.standard().find(words[0])
    for word in words:
        name = word.replace(" ", "_").replace("-", "_")
        if name.isidentifier() and registry.parse_unit_name(name):
            assert worth(registry, name, frozenset()) == (unit.factor, unit.offset, unit.dimension), (
                shown,
                name,
            )
    assert any(
        registry.parse_unit_name(word.replace(" ", "_"))
        for word in words
        if word.replace(" ", "_").isidentifier()
    ), f"definitions cannot name {shown}"


def test_without_a_file_of_units_pint_is_not_loaded() -> None:
    code = (
        "import sys;"
        "from consistency.read.unitsfile import read_units; from consistency.quantity import Quantity;"
        "import consistency.pipeline; read_units([]); Quantity.of('about 20 km');"
        "sys.exit('pint' in sys.modules or 'consistency.quantity.definitions' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(
        "claims:\n"
        "- {id: one, about: {measure: depth}, value: 10 fathoms}\n"
        "- {id: two, about: {measure: depth}, value: 60 feet}\n"
        "- {id: three, about: {measure: depth}, value: 90 feet}\n"
    )
    (tmp_path / "rules" / "same.yaml").write_text(
        "summary: One depth\n"
        "claims:\n"
        "  a: {measure: $m, id: a/one}\n"
        "  b: {measure: $m, id: [a/two, a/three]}\n"
        "expect: a.value == b.value\n"
    )
    return tmp_path


def settings(project: Path, text: str) -> Settings:
    (project / "consistency.toml").write_text(text)
    found, problems = read_settings({"show": ("all",)}, project)
    assert problems == ()
    return found


def test_figures_are_compared_in_units_that_the_settings_name(project: Path) -> None:
    (project / "units.txt").write_text("fathom = 6 * foot\n")
    report = check(settings(project, 'units = "units.txt"\n'))
    assert report.problems == ()
    assert sorted(finding.verdict.value for finding in report.findings) == ["consistent", "contradicted"]


def test_a_rule_may_name_the_projects_units(project: Path) -> None:
    (project / "units.txt").write_text("cable = 100 * fadm\n")
    (project / "more.txt").write_text("fadm = 6 * foot\n")
    rule = project / "rules" / "same.yaml"
    rule.write_text(
        rule.read_text().replace("a.value == b.value", "a.value < '1 cable' and b.value < '1 cable'")
    )
    facts = project / "facts" / "a.yaml"
    facts.write_text(facts.read_text().replace("fathoms", "fadms"))
    report = check(settings(project, 'units = ["units.txt", "more.txt"]\n'))
    assert report.problems == ()
    assert {finding.verdict.value for finding in report.findings} == {"consistent"}


def test_a_slip_in_a_file_of_units_stops_the_run(project: Path) -> None:
    (project / "units.txt").write_text("fathom = 6 * fot\n")
    report = check(settings(project, 'units = "units.txt"\n'))
    assert [str(problem) for problem in report.problems] == [
        "units.txt:1:14: unknown unit `fot`; did you mean `foot`?"
    ]
    assert report.findings == ()


def test_a_missing_file_of_units_is_a_problem(project: Path) -> None:
    report = check(settings(project, 'units = "unts.txt"\n'))
    assert [str(problem) for problem in report.problems] == ["consistency.toml:1:1: `unts.txt`: no such file"]
    assert read_units(["unts.txt"])[0] is Units.standard()
