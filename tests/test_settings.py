"""What `consistency.toml` may say, what the command line overrules, and what a slip in either is told."""

from fractions import Fraction
from pathlib import Path

import pytest

from consistency.finding import Verdict
from consistency.problem import Location
from consistency.rule import Severity
from consistency.settings import SHOWN, Settings, packaged_rules, read_settings
from consistency.settings.toml import key_places, read_toml


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "facts").mkdir()
    return tmp_path


def read(folder: Path, text: str, name: str = "consistency.toml", **given: tuple[str, ...]):
    (folder / name).write_text(text)
    return read_settings({key.replace("_", "-"): words for key, words in given.items()}, folder)


def the_problem(folder: Path, text: str, name: str = "consistency.toml") -> str:
    _, problems = read(folder, text, name)
    assert len(problems) == 1
    return str(problems[0])


def test_without_a_file_the_defaults_hold(folder):
    settings, problems = read_settings({}, folder)
    assert problems == ()
    assert (settings.facts, settings.rules) == (("facts",), ("standard", "rules"))
    assert Settings().rules == ("standard",)
    assert settings.show == SHOWN == {"contradicted", "strained", "undetermined", "note"}
    assert settings.fail_on == (Verdict.CONTRADICTED, Severity.ERROR)
    assert (settings.format, settings.output) == ("text", None)


def test_without_named_facts_and_a_facts_folder_it_asks_for_them(tmp_path):
    _, problems = read_settings({}, tmp_path)
    assert [str(problem) for problem in problems] == [
        "facts: no facts are named, and there is no folder `facts`; name them: consistency check FACTS"
    ]
    assert read_settings({"facts": ("elsewhere",)}, tmp_path)[1] == ()


def test_without_a_rules_folder_the_packaged_rules_are_used_alone(tmp_path):
    settings, _ = read_settings({}, tmp_path)
    assert settings.rules == settings.own_rules == ("standard",)
    (tmp_path / "rules").write_text("no folder")
    assert read_settings({}, tmp_path)[0].rules == ("standard",)


def test_settings_that_name_rules_leave_out_all_others(folder):
    assert read(folder, 'rules = ["./rules"]\n')[0].rules == ("./rules",)
    assert read(folder, 'rules = "standard"\n')[0].rules == ("standard",)
    assert read(folder, "", rules=("rules/trends",))[0].rules == ("rules/trends",)


def test_the_projects_own_rules_are_those_of_no_set():
    assert Settings(rules=["standard", "rules", "package:x", "one.yaml"]).own_rules == ["rules", "one.yaml"]
    assert Settings(rules=["standard", "package:x"]).own_rules == ["standard", "package:x"]


def test_the_packaged_rules_are_there():
    assert list(packaged_rules().rglob("*.yaml"))


def test_every_key_of_the_file_is_read(folder):
    settings, problems = read(
        folder,
        """
        facts = ["one", "two.yaml"]
        rules = "mine"
        select = ["territory/*"]
        ignore = ["territory/old-*", "time/*"]
        show = "contradicted, note"
        fail-on = ["strained", "warning"]
        format = "json"
        output = "report.json"
        """,
    )
    assert problems == ()
    assert settings.facts == ("one", "two.yaml")
    assert settings.rules == ("mine",)
    assert settings.select == ("territory/*",)
    assert settings.ignore == ("territory/old-*", "time/*")
    assert settings.show == {"contradicted", "note"}
    assert settings.fail_on == (Verdict.STRAINED, Severity.WARNING)
    assert (settings.format, settings.output) == ("json", "report.json")


def test_files_of_units_are_named_as_seen_from_where_the_run_starts(folder):
    (folder / "consistency.toml").write_text('units = ["units.txt", "/else/more.txt"]\n')
    below = folder / "below"
    below.mkdir()
    assert read_settings({}, folder)[0].units == ("units.txt", "/else/more.txt")
    assert read_settings({}, below)[0].units == (str(folder / "units.txt"), "/else/more.txt")
    assert Settings().units == ()


def test_without_hedges_or_factors_no_tables_are_made(folder):
    assert read(folder, 'facts = "a"\n')[0].hedges is None
    assert read(folder, "[hedges]\n[factors]\n")[0].hedges is None


HEDGES = """\
[hedges.about]
typical = "[0.95 N, 1.05 N]"
widest = "[0.9 N, 1.1 N]"

[hedges."give or take"]
phrases = ["give or take"]
typical = "[0.8 N, 1.2 N]"
widest = "[0.7 N, 1.3 N]"

[factors]
reach = 2.7
"""


def test_rows_and_factors_know_where_they_stand(folder):
    settings, problems = read(folder, HEDGES)
    assert problems == ()
    assert settings.hedges.places == {
        "about": "consistency.toml:1:9",
        "give or take": "consistency.toml:5:9",
        "factors.reach": "consistency.toml:11:1",
    }
    assert settings.hedges.factors["reach"] == Fraction(27, 10)


def test_rows_and_factors_may_stand_in_pyproject_toml(folder):
    text = "[tool.consistency]\n" + HEDGES.replace("[hedges", "[tool.consistency.hedges").replace(
        "[factors", "[tool.consistency.factors"
    )
    settings, problems = read(folder, text, "pyproject.toml")
    assert problems == ()
    assert settings.hedges.places["about"] == "pyproject.toml:2:26"
    assert settings.hedges.places["factors.reach"] == "pyproject.toml:12:1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[hedges.abuot]\ntypical = "[N, N]"\n', "1:9: unknown row `abuot`; did you mean `about`?"),
        ('[hedges.about]\n\ntypicl = "[N, N]"\n', "3:1: unknown key `typicl`; did you mean `typical`?"),
        ('hedges.about = { typical = "[N]" }\n', "1:18: `[N]` is no range around N; such as"),
        ("\n[factors]\n reach = -1\n", "3:2: `reach` must be a number from 1 to 100; the table has 2.5"),
        ("factors.reach = inf\n", "1:9: `reach` must be a number from 1 to 100"),
        ("factors.reach = 1e999999999\n", "1:9: `reach` must be a number from 1 to 100"),
        ("factors.reach = nan\n", "1:9: `reach` must be a number from 1 to 100"),
        ("facts = 1e400\n", "1:1: `facts` must be a text or a list of texts"),
        ("facts = -inf\n", "1:1: `facts` must be a text or a list of texts"),
        ("factors = 3\n", "1:1: `factors` must be a table; such as factors.reach = 3"),
        ("[[hedges]]\nabout = 1\n", "1:3: `hedges` must be a table of rows; such as hedges.about"),
        ("[hedge.about]\n", "1:2: unknown key `hedge`; did you mean `hedges`?"),
        ("units = 3\n", '1:1: `units` must be a text or a list of texts; such as units = "units.txt"'),
        ("units = []\n", "1:1: `units` names nothing; such as `units.txt`"),
        ("facts = " + "[" * 9999 + "\n", " not TOML"),
        ("facts = " + "9" * 9999 + "\n", " not TOML: a number too long, or brackets too deep"),
    ],
)
def test_a_slip_in_a_table_stands_where_it_was_written(folder, text, told):
    assert the_problem(folder, text).startswith(f"consistency.toml:{told}")


def test_no_number_of_a_table_is_a_float(folder):
    (folder / "x.toml").write_text("a = 0.1\nb = 1_0.5e-3\nc = inf\nd = 1e999\n")
    document = read_toml(folder / "x.toml", "x.toml")
    assert document.table == {"a": Fraction(1, 10), "b": Fraction(105, 10_000), "c": None, "d": None}


@pytest.mark.parametrize(
    ("output", "is_taken"),
    [
        ("facts/report.json", True),
        ("facts/deep/report.JSON", True),
        ("facts/report.csv", True),
        ("facts/report.txt", False),
        ("rules/report.Yaml", True),
        ("rules/report.csv", False),
    ],
)
def test_the_report_may_not_become_what_the_next_run_reads(folder, output, is_taken):
    (folder / "rules").mkdir(exist_ok=True)
    _, problems = read(folder, 'facts = "facts"\nrules = "rules"\n', output=(output,))
    assert [str(problem).split("; ")[0] for problem in problems] == [
        f"--output: `{output}` would be one of the {output.partition('/')[0]}"
    ] * is_taken


def test_the_report_may_not_take_the_place_of_a_file_of_units(folder):
    (folder / "units.txt").write_text("")
    problem = the_problem(folder, 'units = "units.txt"\noutput = "units.txt"\n')
    assert problem.startswith("consistency.toml:2:1: `units.txt` would be one of the units")


TOML = '''\
# [not.a.table]
a.b = 1
"c d" = { e = [ { f = 1 }, 2 ], "g.h" = "x = 1", i = {} } # j = 1
k = """
l = 1
[m]"""
n = [
  "o = 1", # p = 1
  2,
]
[q . 'r' ]
s = 2015-01-01 10:00:00
t = \'u = 1\'
[[v]]
w = 1.5
[[v]]
w = 2
'''


def test_every_key_of_a_toml_text_has_its_place():
    places = dict(key_places(TOML))
    assert places == {
        ("a",): (2, 1, 1),
        ("a", "b"): (2, 3, 1),
        ("c d",): (3, 1, 5),
        ("c d", "e"): (3, 11, 1),
        ("c d", "e", "f"): (3, 19, 1),
        ("c d", "g.h"): (3, 33, 5),
        ("c d", "i"): (3, 50, 1),
        ("k",): (4, 1, 1),
        ("n",): (7, 1, 1),
        ("q",): (11, 2, 1),
        ("q", "r"): (11, 6, 3),
        ("q", "r", "s"): (12, 1, 1),
        ("q", "r", "t"): (13, 1, 1),
        ("v",): (14, 3, 1),
        ("v", "w"): (15, 1, 1),
    }


def test_the_command_line_overrules_the_file(folder):
    settings, problems = read(folder, 'facts = "a"\nformat = "json"\n', facts=("b",))
    assert problems == ()
    assert (settings.facts, settings.format) == (("b",), "json")


def test_a_file_above_the_working_directory_is_found_and_its_paths_are_relative_to_it(folder):
    (folder / "consistency.toml").write_text('facts = ["figures", "/else/where"]\n')
    below = folder / "deep" / "down"
    below.mkdir(parents=True)
    settings, problems = read_settings({"output": ("out.txt",)}, below)
    assert problems == ()
    assert settings.facts == (str(folder / "figures"), "/else/where")
    assert settings.rules == ("standard", str(folder / "rules"))
    assert settings.output == "out.txt"  # the command line speaks from where it stands


def test_the_nearest_file_counts(folder):
    (folder / "consistency.toml").write_text('format = "json"\n')
    below = folder / "below"
    below.mkdir()
    (below / "pyproject.toml").write_text('[tool.consistency]\nfacts = "here"\n')
    settings, _ = read_settings({}, below)
    assert (settings.facts, settings.format) == (("here",), "text")


def test_a_table_of_pyproject_toml_will_do(folder):
    text = '[project]\nname = "x"\n\n[tool.consistency]\nfacts = "figures"\n\n[tool.other]\nfacts = 3\n'
    settings, problems = read(folder, text, "pyproject.toml")
    assert problems == ()
    assert settings.facts == ("figures",)


def test_another_tools_mistake_in_pyproject_toml_is_not_ours(folder):
    settings, problems = read(folder, "[project\nname = consistency\n", "pyproject.toml")
    assert (settings.facts, problems) == (("facts",), ())


def test_an_unknown_key_is_a_problem_with_a_suggestion(folder):
    assert the_problem(folder, 'facts = "a"\nselct = "x/*"\n') == (
        "consistency.toml:2:1: unknown key `selct`; did you mean `select`?"
    )


def test_a_problem_in_pyproject_toml_stands_in_its_own_table(folder):
    text = '[tool.other]\nshow = "all"\n\n[tool.consistency]\nshow = "contradictd"\n'
    assert the_problem(folder, text, "pyproject.toml") == (
        "pyproject.toml:5:1: unknown verdict `contradictd`; did you mean `contradicted`?"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("facts = 3\n", '1:1: `facts` must be a text or a list of texts; such as facts = "facts"'),
        ("facts = [1]\n", '1:1: `facts` must be a text or a list of texts; such as facts = "facts"'),
        ('format = ["text"]\n', '1:1: `format` must be a text; such as format = "json"'),
        ('format = "jsn"\n', "1:1: unknown format `jsn`; did you mean `json`?"),
        ('format = "yaml"\n', "1:1: unknown format `yaml`; there are text, json"),
        ("facts = []\n", "1:1: `facts` names nothing; such as `facts`"),
        ('show = ","\n', "1:1: `show` names nothing; such as `contradicted`"),
        ('\nfail-on = "eror"\n', "2:1: unknown verdict or severity `eror`; did you mean `error`?"),
        ("[facts]\nx = 1\n", '1:2: `facts` must be a text or a list of texts; such as facts = "facts"'),
        ('facts = "a\n', "1:11: not TOML: illegal character '\\n'"),
        ('facts = ["a"', "1:13: not TOML: unclosed array at the end of the file"),
        ("facts = [facts]\n", '1:10: not TOML: invalid value; quote it: "facts"'),
        ('facts = ["a", ./b, c]\n', '1:15: not TOML: invalid value; quote it: "./b"'),
        ("show = strained, note # all\n", '1:8: not TOML: invalid value; quote it: "strained, note"'),
        ("show = ?\n", "1:8: not TOML: invalid value"),
        (
            '[severity]\n"a/*" = "note"\nignore = ["time/*"]\n',
            "3:1: `ignore` stands in the table `severity`, where it is none of the settings; "
            "move it up, above the header of `severity`",
        ),
        (
            '[hedges]\nshow = "all"\n',
            "2:1: `show` stands in the table `hedges`, where it is none of the settings; "
            "move it up, above the header of `hedges`",
        ),
        (
            '[factors]\nformat = "json"\n',
            "2:1: `format` stands in the table `factors`, where it is none of the settings; "
            "move it up, above the header of `factors`",
        ),
        ('facts = "a"\nfacts = "b"\n', "2:12: not TOML: cannot overwrite a value"),
    ],
)
def test_a_wrong_value_is_a_problem_that_stands_where_it_was_written(folder, text, told):
    assert the_problem(folder, text) == f"consistency.toml:{told}"


def test_a_rule_may_be_called_as_a_setting_is(folder):
    settings, problems = read(folder, '[severity]\nshow = "note"\n')
    assert (settings.severity, problems) == ({"show": "note"}, ())


@pytest.mark.parametrize("name", ["consistency.toml", "pyproject.toml"])
def test_a_byte_order_mark_is_no_part_of_a_file(folder, name):
    head = "[tool.consistency]\n" if name == "pyproject.toml" else ""
    (folder / name).write_text(f'\ufeff{head}format = "json"\n', "utf-8")
    settings, problems = read_settings({}, folder)
    assert (settings.format, problems) == ("json", ())


def test_all_slips_of_a_file_are_told_at_once(folder):
    settings, problems = read(folder, 'fats = "a"\nshow = "all, sume"\nfacts = "kept"\n')
    assert [problem.location.line for problem in problems] == [1, 2]
    assert settings.facts == ("kept",)


def test_a_file_that_is_not_utf_8_is_a_problem(folder):
    (folder / "consistency.toml").write_bytes(b'facts = "\xe9"\n')
    _, problems = read_settings({}, folder)
    assert [str(problem) for problem in problems] == ["consistency.toml: not UTF-8 text; save it as UTF-8"]


def test_a_slip_on_the_command_line_names_the_option(folder):
    _, problems = read_settings({"show": ("strianed",)}, folder)
    assert [str(problem) for problem in problems] == [
        "--show: unknown verdict `strianed`; did you mean `strained`?"
    ]


@pytest.mark.parametrize(
    ("words", "verdict", "severity"),
    [
        (("strained",), Verdict.STRAINED, Severity.ERROR),
        (("undetermined,contradicted",), Verdict.UNDETERMINED, Severity.ERROR),
        (("warning",), Verdict.CONTRADICTED, Severity.WARNING),
        (("error", "note"), Verdict.CONTRADICTED, Severity.NOTE),
        (("strained,warning",), Verdict.STRAINED, Severity.WARNING),
    ],
)
def test_fail_on_takes_the_mildest_verdict_and_the_mildest_severity(folder, words, verdict, severity):
    settings, problems = read_settings({"fail-on": words}, folder)
    assert (settings.fail_on, problems) == ((verdict, severity), ())


def test_show_all_shows_every_verdict_and_notes(folder):
    settings, _ = read_settings({"show": ("all",)}, folder)
    assert settings.show == {"consistent", "strained", "undetermined", "contradicted", "note"}


def test_a_setting_knows_where_it_was_set(folder):
    settings, _ = read(folder, 'facts = "a"\nselect = "x/*"\n', ignore=("y",))
    assert settings.at("select") == Location("consistency.toml", 2, 1, 6)
    assert settings.at("ignore") == Location("--ignore")
    assert Settings().at("select") == Location("--select")
