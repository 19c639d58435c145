"""What a project says of hedges itself: what is taken, what is refused, and what its findings tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from consistency.pipeline import check
from consistency.problem import InputError, Location
from consistency.quantity import Units, read_constant, read_quantity
from consistency.quantity.hedge_ranges import check_row, read_range
from consistency.quantity.hedge_table import FACTORS
from consistency.quantity.hedges import Hedges
from consistency.quantity.number import whole
from consistency.quantity.overrides import read_hedges, rests_on
from consistency.reports.json import render as as_json
from consistency.reports.text import render as as_text
from consistency.settings import Settings, read_settings

UNITS = Units.standard()
NARROW = {"typical": "[0.95 N, 1.05 N]", "widest": "[0.9 N, 1.1 N]"}


def place(*keys: str) -> Location:
    return Location("consistency.toml", len(keys), 1)


def hedges(rows: Mapping[str, object] | None = None, **factors: object) -> Hedges:
    read, problems = read_hedges(rows or {}, factors, place)
    assert [str(problem) for problem in problems] == []
    assert read is not None
    return read


def problems(rows: object, factors: object = ()) -> list[str]:
    found = read_hedges(rows, dict(factors) if factors == () else factors, place)[1]
    return [str(problem).partition(": ")[2] for problem in found]


def ranges(text: str, by: Hedges) -> tuple[str, str]:
    figure = read_quantity(text, UNITS, hedges=by)
    return str(figure.typical), str(figure.widest)


def test_a_row_of_the_table_is_read_as_the_project_has_it() -> None:
    own = hedges({"about": NARROW})
    assert ranges("about 40 %", own) == ("[38, 42]", "[35, 45]")
    assert ranges("roughly 40 %", own) == ("[38, 42]", "[35, 45]")
    assert ranges("nearly 40 %", own) == ranges("nearly 40 %", Hedges.standard())
    assert own.places == {"about": "consistency.toml:2:1"}


def test_one_of_the_two_ranges_will_do() -> None:
    assert ranges("about 40 %", hedges({"about": {"typical": "[0.95 N, 1.05 N]"}})) == (
        "[38, 42]",
        "[65/2, 95/2]",
    )


def test_a_hedge_of_the_project_is_not_narrower_than_the_bare_number_either() -> None:
    assert ranges("about 41 %", hedges({"about": NARROW})) == ("[779/20, 861/20]", "[369/10, 451/10]")
    assert ranges("about 40 %", hedges({"about": NARROW})) == ("[38, 42]", "[35, 45]")  # which 40 % may be


def test_phrases_take_the_place_of_those_of_the_row() -> None:
    own = hedges({"about": {"phrases": ["about", "Give or  take", "... or thereabouts"]}})
    standard = ranges("about 40 %", Hedges.standard())
    assert ranges("about 40 %", own) == ranges("give or take 40 %", own) == standard
    assert ranges("40 or thereabouts", own) == ranges("about 40", own)
    with pytest.raises(InputError):
        read_quantity("roughly 40 %", UNITS, hedges=own)


def test_a_new_row_has_phrases_of_its_own() -> None:
    own = hedges({"give or take": {**NARROW, "phrases": ["give or take"]}})
    assert ranges("give or take 40 %", own) == ("[38, 42]", "[35, 45]")
    assert ranges("about 40 %", own) == ranges("about 40 %", Hedges.standard())
    assert read_quantity("give or take 40 %", UNITS, hedges=own).hedge == "give or take"


def test_a_row_for_words_that_stand_for_a_number_says_their_range() -> None:
    own = hedges(
        {
            "dozens": {"typical": "[24, 60]"},
            "a handful": {"typical": "[4, 6]", "widest": "[3, 10]", "phrases": "a handful"},
        }
    )
    assert ranges("dozens of people", own) == ("[24, 60]", "[24, ∞)")
    assert ranges("a handful of people", own) == ("[4, 6]", "[3, 10]")


def test_a_bare_number_can_be_read_otherwise() -> None:
    own = hedges({"bare": {"widest": "[0.5 N - u, 2 N + u]"}})
    assert ranges("40 %", own) == ("[79/2, 81/2]", "[19, 81]")


@pytest.mark.parametrize("value", [3, "3", Fraction(3), "6/2", "3.0"])
def test_a_factor_is_exact_however_it_is_written(value: object) -> None:
    own = hedges(reach=value)
    assert own.factors["reach"] == 3
    assert ranges("about 40 %", own) == ("[37, 43]", "[31, 49]")


def test_a_range_may_be_written_loosely() -> None:
    own = hedges({"about": {"typical": "[ 19/20 N,1.05*N ]", "widest": "(N−3 h , ∞)"}})
    assert ranges("about 40 %", own) == ("[38, 42]", "(31, ∞)")


def test_constants_of_rules_stay_exact() -> None:
    hedges({"exactly": NARROW})
    assert str(read_constant("exactly 40 %", UNITS).typical) == "[40, 40]"


def test_nothing_set_is_nothing_made() -> None:
    assert read_hedges({}, {}, place) == (None, [])


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (3, 'must be a table of rows; such as hedges.about.typical = "[0.95 N, 1.05 N]"'),
        ({"about": 3}, "`about` must be a table with something in it; such as typical"),
        ({"about": {}}, "`about` must be a table with something in it; such as typical"),
        ({"abuot": NARROW}, "unknown row `abuot`; did you mean `about`?"),
        ({"around": NARROW}, "unknown row `around`; `around` is a phrase of the row `about`"),
        ({"zzz": NARROW}, "unknown row `zzz`; a new row needs `phrases`"),
        ({"zzz": {"phrases": ["zzz"]}}, "the new row `zzz` needs `typical` and `widest`; such as"),
        ({"range": NARROW}, "the row `range` is not made from one number; it cannot be set"),
        ({"about": {"typicl": "[N, N]"}}, "unknown key `typicl`; did you mean `typical`?"),
        ({"about": {"xyz": 1}}, "unknown key `xyz`; the keys are typical, widest, phrases"),
        ({"about": {"typical": 3}}, "`typical` must be a text; such as typical"),
        ({"about": {"typical": "[0.95 N]"}}, "`[0.95 N]` is no range around N; such as"),
        ({"about": {"typical": "[0.95, 1.05]"}}, "`[0.95, 1.05]` is no range around N; such as"),
        ({"about": {"typical": "[N, N"}}, "`[N, N` is no range around N; such as"),
        ({"about": {"typical": "[N, 1.2.3 N]"}}, "`[N, 1.2.3 N]` is no range around N; such as"),
        ({"about": {"typical": "[N, N + 1/0 h]"}}, "`[N, N + 1/0 h]` is no range around N; such as"),
        ({"about": {"typical": "(inf, N]"}}, "`(inf, N]` is no range around N; such as"),
        ({"about": {"typical": ""}}, "`` is no range around N; such as"),
        ({"about": {"typical": "N" * 999}}, f"`{'N' * 60}` is no range around N; such as"),
        ({"about": {"typical": "[1.05 N, 0.95 N]"}}, "`typical` leaves nothing of 1; exchange its ends"),
        ({"about": {"typical": "(N, 1.05 N)"}}, "`typical` leaves nothing of 0; exchange its ends"),
        ({"about": {"widest": "[N + 5, 1.1 N]"}}, "`widest` leaves nothing of 0; exchange its ends"),
        ({"about": {"widest": "[N - h, 999999999]"}}, "`[N - h, 999999999]` is no range around N"),
        ({"about": {"typical": "[0.95 N, 1.05 N]", "widest": "[0.96 N, 1.1 N]"}},
         "`typical` is not within `widest`: of 1 they make [19/20, 21/20] and [24/25, 11/10]"),
        ({"about": {"typical": "[0.9 N, 2 N]"}}, "`typical` is not within `widest`: of 2 they make"),
        ({"dozens": {"typical": "[0.9 N, N]"}}, "`[0.9 N, N]` is no range of numbers; such as `[3, 5]`"),
        ({"dozens": {"typical": "[60, 24]"}}, "nothing lies in `[60, 24]`; exchange its ends"),
        ({"dozens": {"typical": "[20, 60]"}}, "`typical` is not within `widest`: [20, 60] and [24, ∞)"),
        ({"bare": {"phrases": ["about"]}}, "nothing is said for the row `bare`; it is for numbers without"),
        ({"about": {"phrases": 3}}, '`phrases` must be a list of texts; such as phrases = ["about"]'),
        ({"about": {"phrases": []}}, '`phrases` must be a list of texts; such as phrases = ["about"]'),
        ({"about": {"phrases": [""]}}, "`` is no phrase for a hedge; write the words alone"),
        ({"about": {"phrases": ["about 3"]}}, "`about 3` is no phrase for a hedge; write the words alone"),
        ({"about": {"phrases": ["about", "nearly"]}},
         "the row `nearly` has the phrase `nearly` too; say which phrases `nearly` keeps"),
        ({"about": {"phrases": ["a few"]}},
         'say which phrases `a few` keeps: hedges."a few".phrases = […]'),
        ({"about": {"phrases": ["two million"]}}, "`two million` is no phrase for a hedge"),
        ({"about": {"phrases": ["down"]}},
         "a figure with the phrase `down` is read already, and not by this row"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_a_suggestion(rows: object, told: str) -> None:
    (found,) = problems(rows)
    assert told in found


@pytest.mark.parametrize(
    ("factors", "told"),
    [
        (3, "`factors` must be a table; such as factors.reach = 3"),
        ({"reech": 3}, "unknown factor `reech`; did you mean `reach`?"),
        ({"q": 3}, "unknown factor `q`; the factors are roundness, least, most, reach, fraction"),
        ({"reach": -3}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"reach": Fraction(1, 2)}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"reach": True}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"reach": 3.5}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"reach": "3/0"}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"reach": [3]}, "`reach` must be a number from 1 to 100; the table has 2.5"),
        ({"fraction": 0}, "`fraction` must be a number from 0.001 to 0.5; the table has 0.02"),
        ({"least": "0.2"}, "`least` is above `most`: they are 0.2 and 0.1; set both"),
    ],
)
def test_a_factor_out_of_all_reason_is_refused(factors: object, told: str) -> None:
    assert problems({}, factors) == [told]


def test_all_slips_are_told_at_once_and_what_is_sound_is_kept() -> None:
    rows = {"abuot": NARROW, "nearly": {"typical": "3", "widest": "4"}, "about": NARROW}
    read, found = read_hedges(rows, {"reach": 0}, place)
    assert len(found) == 4
    assert read is not None
    assert set(read.notes) == {"about"}


def test_a_number_that_the_trial_missed_is_a_problem_of_the_figure_and_no_crash() -> None:
    with pytest.raises(InputError, match="no value is left of 0"):
        Hedges.standard().made(read_range("(N, 2 N)"), whole(0))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("about 40 %", {"about", "reach"}),
        ("nearly 40 %", {"reach"}),
        ("40 %", set()),
        ("exactly 40 %", set()),
        ("a third", {"fraction", "reach"}),
        ("a third to a half", {"fraction", "reach"}),
        ("give or take 40 %", {"give or take"}),
        ("dozens of people", {"dozens"}),
        ("more than 400 %", {"reach"}),
        ("down about 40 %", {"about", "reach"}),
        ("about 40 to 50 %", {"about", "reach"}),
    ],
)
def test_a_figure_rests_on_what_it_would_be_another_without(text: str, names: set[str]) -> None:
    own = hedges(
        {
            "about": {"typical": "[0.95 N, 1.05 N]"},
            "give or take": {**NARROW, "phrases": ["give or take"]},
            "dozens": {"typical": "[24, 60]"},
        },
        reach=3,
        fraction="0.03",
    )
    figure = read_quantity(text, UNITS, hedges=own)
    notes = {name.removeprefix("factors."): note for name, note in own.notes.items()}
    assert set(rests_on(figure, UNITS, own)) == {notes[name] for name in names}


def test_the_note_says_what_is_set_and_where() -> None:
    own = hedges(
        {"about": NARROW, "nearly": {"phrases": ["nearly", "not quite"]}, "up to": {"widest": "(-inf, N]"}},
        most="1/3",
    )
    assert list(own.notes.values()) == [
        "the factor `most` is 0.333333333333, as consistency.toml:2:1 has it",
        "`about` is read as consistency.toml:2:1 has it: [0.95 N, 1.05 N], at its widest [0.9 N, 1.1 N]",
        "`nearly` is read as consistency.toml:2:1 has it: said as nearly, not quite",
        "`up to` is read as consistency.toml:2:1 has it: at its widest (-inf, N]",
    ]


def test_a_row_and_a_factor_of_one_name_are_two_things() -> None:
    own = hedges({"most": {"typical": "(50, 80]"}}, most="0.2")
    assert own.without("most").factors["most"] == Fraction(1, 5)
    assert own.without("factors.most").vague["most"].typical.high == 80
    assert own.without("factors.most").factors["most"] == Fraction(1, 10)


@pytest.mark.parametrize("line", FACTORS.splitlines())
def test_the_table_keeps_its_own_limits_and_every_row_bears_them(line: str) -> None:
    name, value, least, most, _ = (cell.strip() for cell in line.split("|"))
    assert Fraction(least) < Fraction(value) < Fraction(most)
    for limit in (least, most):
        rest = {"most": "0.9"} if (name, limit) == ("least", most) else {}
        rest |= {"least": "0"} if (name, limit) == ("most", least) else {}
        own = hedges(None, **{**rest, name: limit})
        for row in own.rows.values():
            check_row(row, own)


def test_the_standard_tables_pass_what_is_asked_of_a_projects() -> None:
    standard = Hedges.standard()
    for row in standard.rows.values():
        check_row(row, standard)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(
        "claims:\n"
        "- {id: one, about: {measure: share}, value: about 40 %}\n"
        "- {id: two, about: {measure: share}, value: 46 %}\n"
    )
    (tmp_path / "rules" / "same.yaml").write_text(
        "summary: Both are one figure\n"
        "claims:\n"
        "  a: {measure: $m, id: a/one}\n"
        "  b: {measure: $m, id: a/two}\n"
        "expect: a.value == b.value\n"
    )
    return tmp_path


def run(project: Path, text: str) -> tuple[Settings, list[str]]:
    (project / "consistency.toml").write_text(text)
    settings, found = read_settings({"show": ("all",), "rules": ("rules",)}, project)
    return settings, [str(problem) for problem in found]


def test_a_finding_names_what_it_rests_on_in_both_reports(project: Path) -> None:
    before = check(run(project, "")[0])
    assert [finding.verdict.value for finding in before.findings] == ["strained"]
    assert before.findings[0].notes == ()
    settings, found = run(
        project, '[hedges.about]\ntypical = "[0.99 N, 1.01 N]"\nwidest = "[0.98 N, 1.02 N]"\n'
    )
    assert found == []
    report = check(settings)
    note = "`about` is read as consistency.toml:1:9 has it: [0.99 N, 1.01 N], at its widest [0.98 N, 1.02 N]"
    assert [finding.verdict.value for finding in report.findings] == ["contradicted"]
    assert report.findings[0].notes == (note,)
    assert note in as_json(report)
    assert " ".join(note.split()) in " ".join(as_text(report).split())


@pytest.mark.parametrize("field", ["lasting: about 40 months", "also: [about 40 %]"])
def test_every_figure_of_a_claim_counts(project: Path, field: str) -> None:
    facts = project / "facts" / "a.yaml"
    facts.write_text(facts.read_text().replace("value: about 40 %", f"value: 40 %, {field}"))
    settings, _ = run(project, '[hedges.about]\ntypical = "[0.9 N, 1.1 N]"\nwidest = "[0.5 N, 2 N]"\n')
    (found,) = check(settings).findings
    assert found.notes == (
        "`about` is read as consistency.toml:1:9 has it: [0.9 N, 1.1 N], at its widest [0.5 N, 2 N]",
    )
    assert {
        str((claim.lasting or claim.also[0]).widest) for _, claim in found.claims if claim.name == "one"
    } == {"[20, 80]"}


def test_a_factor_of_the_settings_file_is_exact(project: Path) -> None:
    settings, found = run(project, "factors.reach = 2.7\n")
    assert found == []
    assert settings.hedges is not None
    assert settings.hedges.factors["reach"] == Fraction(27, 10)
    assert check(settings).findings[0].notes == ("the factor `reach` is 2.7, as consistency.toml:1:9 has it",)


def test_a_finding_without_such_a_figure_says_nothing_of_it(project: Path) -> None:
    settings, _ = run(project, '[hedges.nearly]\ntypical = "[N - h, N)"\n')
    assert check(settings).findings[0].notes == ()


def test_examples_of_rules_are_read_by_the_same_hedges(project: Path) -> None:
    from consistency.read.rules import read_rules

    rule = project / "rules" / "same.yaml"
    rule.write_text(
        rule.read_text() + "examples:\n- name: edge\n  verdict: contradicted\n"
        "  claims: {a: {value: about 40 %}, b: {value: 43 %}}\n"
    )
    own = hedges({"about": NARROW})
    ((read,), found) = read_rules(["rules"], UNITS, {}, own)
    assert found == ()
    value = dict(read.examples[0].claims)["a"].value
    assert value is not None
    assert str(value.widest) == "[35, 45]"
