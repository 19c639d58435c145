"""What `consistency.toml` may say, what the command line overrules, and what a slip in either is told."""

from pathlib import Path

import pytest

from consistency.finding import Verdict
from consistency.problem import Location
from consistency.rule import Severity
from consistency.settings import SHOWN, Settings, packaged_rules, read_settings


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
    assert (settings.facts, settings.rules) == (("facts",), ("rules",))
    assert settings.show == SHOWN == {"contradicted", "strained", "undetermined", "note"}
    assert settings.fail_on == (Verdict.CONTRADICTED, Severity.ERROR)
    assert (settings.format, settings.output) == ("text", None)


def test_without_named_facts_and_a_facts_folder_it_asks_for_them(tmp_path):
    _, problems = read_settings({}, tmp_path)
    assert [str(problem) for problem in problems] == [
        "facts: no facts are named, and there is no folder `facts`; name them: consistency check FACTS"
    ]
    assert read_settings({"facts": ("elsewhere",)}, tmp_path)[1] == ()


def test_without_a_rules_folder_the_packaged_rules_are_used(tmp_path):
    settings, _ = read_settings({}, tmp_path)
    assert settings.rules == (str(packaged_rules()),)


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
    assert settings.rules == (str(folder / "rules"),)
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
        ('facts = "a"\nfacts = "b"\n', "2:12: not TOML: cannot overwrite a value"),
    ],
)
def test_a_wrong_value_is_a_problem_that_stands_where_it_was_written(folder, text, told):
    assert the_problem(folder, text) == f"consistency.toml:{told}"


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
