"""Sets of rules: the packaged one, those of installed packages; rules switched off or made milder."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from consistency import Settings, check
from consistency.cli import main
from consistency.evaluate import prepare
from consistency.finding import Judgement
from consistency.load import load
from consistency.match import Index, meetings
from consistency.pipeline import exit_code
from consistency.problem import InputError
from consistency.quantity import Units
from consistency.read.rules import Held, read_rules
from consistency.rule import Role, Rule, Severity, Variable
from consistency.schemas import schema
from consistency.settings import packaged_rules, read_settings
from consistency.settings.rulesets import find_set, installed
from made import OWN_RULES, RULE, own, write_project

ROOT = Path(__file__).parent.parent
RUN_ME_NOT = "raise RuntimeError('the code of a rule set was run')\n"
OWN = "crowd/one-size"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that this test works in: its one finding is a contradiction of `crowd/one-size`."""
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder from which packages are imported."""
    site = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(str(site))
    return site


def install(site: Path, name: str, value: str, files: dict[str, str], dist: str = "") -> None:
    """Put a package, whose code must not run, in place, with the entry point of its rule set."""
    info = site / f"{dist or name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist or name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[consistency.rules]\n{name} = {value}\n")
    for file, text in files.items():
        path = site / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def set_up(folder: Path, text: str) -> None:
    (folder / "consistency.toml").write_text(text, "utf-8")


def run(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["consistency", *args])
        with pytest.raises(SystemExit) as stopped:
            main()
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


def ids_of(*paths: str) -> list[str]:
    rules, problems = read_rules(paths, Units.standard(), {}, examples=False)
    assert problems == ()
    return [rule.id for rule in rules]


def problems_of(folder: Path, text: str) -> list[str]:
    set_up(folder, text)
    settings, problems = read_settings({}, folder)
    return [str(problem) for problem in problems or check(settings).problems]


# Where sets are


def test_the_rules_of_a_package_are_found_and_none_of_its_code_is_run(folder, site, capsys):
    code = {"rulebook/__init__.py": RUN_ME_NOT, "rulebook/trends/__init__.py": RUN_ME_NOT}
    install(site, "rulebook", "rulebook", {**code, "rulebook/trends/one-size.yaml": RULE})
    set_up(folder, 'rules = ["package:rulebook"]\n')
    code, out, err = run("check", capsys=capsys)
    assert (code, err) == (1, "")
    assert out.startswith("contradicted[trends/one-size]: ")
    assert "rulebook" not in sys.modules


def test_a_set_may_lie_in_a_package_within_a_package(site):
    files = {"deep/__init__.py": RUN_ME_NOT, "deep/sets/__init__.py": RUN_ME_NOT, "deep/sets/a/b.yaml": RULE}
    install(site, "deep-rules", "deep.sets:unused", files)
    assert find_set("deep-rules") == site / "deep" / "sets"
    assert not {"deep", "deep.sets"} & set(sys.modules)


def test_a_folder_rules_in_the_package_holds_the_set_where_there_is_one(site):
    files = {"book/__init__.py": RUN_ME_NOT, "book/data.json": "{}", "book/rules/a/b.yaml": RULE}
    install(site, "book", "book", files)
    assert find_set("book") == site / "book" / "rules"
    assert ids_of("package:book") == ["a/b"]


def test_ids_of_a_set_begin_in_its_folder_wherever_that_lies(tmp_path, monkeypatch):
    site = tmp_path / "rules" / "site"
    site.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(site))
    install(site, "placed", "placed", {"placed/__init__.py": "", "placed/a/b.yaml": RULE})
    assert ids_of("package:placed") == ["a/b"]


def test_a_package_without_code_can_hold_a_set(site):
    install(site, "bare", "bare_rules", {"bare_rules/a/b.yaml": RULE})
    assert ids_of("package:bare") == ["a/b"]


def test_the_names_of_the_files_of_a_set_may_end_in_capitals(site):
    install(site, "loud", "loud_rules", {"loud_rules/a/b.YAML": RULE})
    assert ids_of("package:loud") == ["a/b"]


def test_standard_is_the_set_that_comes_with_the_package(folder):
    found = ids_of("standard")
    assert found == ids_of(str(packaged_rules()))
    assert OWN not in found
    assert ids_of("standard", "rules") == sorted([*found, OWN, "march/same-size"])


def test_a_folder_called_standard_is_reached_by_its_path(folder):
    (folder / "rules").rename(folder / "standard")
    assert ids_of("./standard") == [OWN, "march/same-size"]


def test_a_folder_called_standard_stays_one_seen_from_elsewhere(folder):
    (folder / "rules").rename(folder / "standard")
    set_up(folder, 'rules = ["./standard", "facts/standard", "standard"]\n')
    assert read_settings({}, folder)[0].rules == ("./standard", "facts/standard", "standard")
    below, _ = read_settings({}, folder / "facts")
    assert below.rules == (str(folder / "standard"), "./standard", "standard")


@pytest.mark.parametrize("option", ["standard", "package:book"])
def test_the_command_line_takes_sets(folder, site, capsys, option):
    install(site, "book", "book", {"book/crowd/sizes.yaml": RULE})
    code, out, err = run("check", "--rules", "rules", "--rules", option, capsys=capsys)
    assert (code, err) == (1, "")
    assert f"contradicted[{OWN}]" in out
    assert ("contradicted[crowd/sizes]" in out) is (option == "package:book")


def test_python_takes_sets(folder, site):
    install(site, "book", "book", {"book/crowd/sizes.yaml": RULE})
    report = check(Settings(rules=["package:book"]))
    assert [finding.rule for finding in report.findings] == ["crowd/sizes"]
    (problem,) = check(Settings(rules=["package:bok"])).problems
    assert problem.location.file == "package:bok"


def test_the_examples_of_a_set_can_be_tried(folder, site, capsys):
    install(site, "book", "book", {"book/crowd/sizes.yaml": RULE})
    code, out, _ = run("test", "package:book", capsys=capsys)
    assert (code, out.partition(":")[0]) == (1, "crowd/sizes")


def test_new_rules_do_not_land_in_a_set(folder, site, capsys):
    install(site, "book", "book", {"book/crowd/sizes.yaml": RULE})
    set_up(folder, 'rules = ["standard", "package:book", "rules"]\n')
    code, out, _ = run("new", "rule", "a/b", capsys=capsys)
    assert code == 0
    assert (folder / "rules/a/b.yaml").exists()
    assert "no longer" not in out


def test_a_report_does_not_take_the_place_of_a_rule_of_a_set(folder, site):
    install(site, "book", "book", {"book/crowd/sizes.yaml": RULE})
    output = str(site / "book/crowd/sizes.yaml")
    _, problems = read_settings({"rules": ("package:book",), "output": (output,)}, folder)
    assert [problem.message for problem in problems] == [f"`{output}` would be one of the rules"]


# What is wrong with sets


def test_an_unknown_set_is_a_problem_that_says_what_is_installed(folder, site):
    install(site, "rulebook", "rulebook", {"rulebook/a/b.yaml": RULE})
    install(site, "style", "style", {"style/a/b.yaml": RULE})
    assert problems_of(folder, 'rules = ["package:rulebok"]\n') == [
        "consistency.toml:1:1: no installed package brings a rule set called `rulebok`; "
        "did you mean `rulebook`? (installed: rulebook, style)"
    ]
    assert problems_of(folder, 'rules = "package:"\n') == [
        "consistency.toml:1:1: no installed package brings a rule set called ``; installed: rulebook, style"
    ]


def test_without_any_set_an_unknown_one_says_so(folder):
    assert installed() == {}
    assert problems_of(folder, 'rules = "package:rulebook"\n') == [
        "consistency.toml:1:1: no installed package brings a rule set called `rulebook`; "
        "no installed package brings any rule set"
    ]


@pytest.mark.parametrize(
    ("word", "meant"), [("standrad", "standard"), ("Standard", "standard"), ("pakage:rulebook", "package")]
)
def test_a_slip_for_a_set_is_a_problem_with_a_suggestion(folder, word, meant):
    assert problems_of(folder, f'rules = ["rules", "{word}"]\n') == [
        f"consistency.toml:1:1: there is no file, folder or rule set `{word}`; did you mean `{meant}`?"
    ]


def test_a_folder_whose_name_is_near_that_of_a_set_is_no_slip(folder):
    (folder / "rules").rename(folder / "standards")
    set_up(folder, 'rules = "standards"\n')
    assert read_settings({}, folder)[1] == ()


@pytest.mark.parametrize(
    ("value", "files", "message"),
    [
        ("gone", {}, "the package `gone` of the rule set `x` has no folder"),
        ("gone.below.it", {}, "the package `gone.below.it` of the rule set `x` has no folder"),
        ("single", {"single.py": RUN_ME_NOT}, "the package `single` of the rule set `x` has no folder"),
        ("empty", {"empty/__init__.py": RUN_ME_NOT}, "the rule set `x` holds no rule: there is none in"),
        ("empty.m", {"empty/m.py": RUN_ME_NOT}, "the package `empty.m` of the rule set `x` has no folder"),
        ("..", {}, "the package `..` of the rule set `x` has no folder"),
    ],
)
def test_a_set_without_rules_is_a_problem(site, value, files, message):
    install(site, "x", value, files)
    with pytest.raises(InputError) as error:
        find_set("x")
    assert error.value.message.startswith(message)


def test_two_sets_of_one_name_are_a_problem(site):
    install(site, "x", "one", {"one/a/b.yaml": RULE}, dist="first")
    install(site, "x", "two", {"two/a/b.yaml": RULE}, dist="second")
    with pytest.raises(InputError, match="several rule sets are called `x`: those in `one` and `two`"):
        find_set("x")


def test_the_same_id_in_two_sets_is_a_problem_whose_advice_mends_it(folder, site):
    install(site, "book", "book", {"book/crowd/one-size.yaml": RULE})
    text = 'rules = ["package:book", "rules"]\n'
    (problem,) = problems_of(folder, text)
    file = site / "book/crowd/one-size.yaml"
    advice = f'"package:book:{OWN}" = "off"'
    assert problem == (
        f"{file}:1:1: the rule `{OWN}` is in rules/{OWN}.yaml already; "
        f"switch this one off: `{advice}` under [severity]"
    )
    assert problems_of(folder, f"{text}[severity]\n{advice}\n") == []
    report = check(read_settings({}, folder)[0])
    assert [finding.rule_at.file for finding in report.findings] == [f"rules/{OWN}.yaml"]
    assert report.switched_off == (OWN,)


def test_of_two_sets_that_is_explained_which_is_not_switched_off(folder, site, capsys):
    id = "addition/sum-of"
    install(site, "book", "book", {f"book/{id}.yaml": RULE})
    set_up(folder, 'rules = ["package:book", "standard"]\n')
    code, out, err = run("explain", id, capsys=capsys)
    assert (code, "One crowd has one size" in out) == (2, True)
    assert f"the rule `{id}` is in " in err
    set_up(folder, f'rules = ["package:book", "standard"]\n[severity]\n"package:book:{id}" = "off"\n')
    code, out, err = run("explain", id, capsys=capsys)
    assert (code, err, "One crowd has one size" in out, "\n  left out " in out) == (0, "", False, False)


# Severity


def severity_by(folder: Path, table: str) -> list[Severity]:
    set_up(folder, f"{OWN_RULES}[severity]\n{table}\n")
    settings, problems = read_settings({}, folder)
    assert problems == ()
    report = check(settings)
    assert report.problems == ()
    return [finding.severity for finding in report.findings]


@pytest.mark.parametrize("word", ["error", "warning", "note"])
def test_the_severity_of_a_rule_is_what_the_settings_say(folder, word):
    assert severity_by(folder, f'"{OWN}" = "{word}"') == [Severity(word)]


def test_a_milder_severity_does_not_fail_the_run(folder):
    assert exit_code(check(own()), own()) == 1
    milder = own(severity={"crowd/*": "warning"})
    assert exit_code(check(milder), milder) == 0


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('"crowd/*" = "note"\n"*" = "warning"', Severity.NOTE),
        ('"*" = "warning"\n"crowd/*" = "note"', Severity.NOTE),
        ('"crowd/*" = "note"\n"*/one-size" = "warning"', Severity.WARNING),
        ('"crowd/one*" = "note"\n"crow?/one*" = "warning"', Severity.NOTE),
        ('"[bcd]rowd/*" = "note"\n"crowd*" = "warning"', Severity.WARNING),
        ('"crowd*" = "note"\n"crowd?*" = "warning"', Severity.WARNING),
        ('"crowd?*" = "note"\n"crowd*" = "warning"', Severity.WARNING),
    ],
)
def test_the_most_specific_glob_decides_and_of_equals_the_later(folder, table, expected):
    assert severity_by(folder, table) == [expected]


def test_one_rule_of_a_family_can_stay_on(folder):
    assert severity_by(folder, f'"*" = "off"\n"{OWN}" = "note"') == [Severity.NOTE]


def test_a_rule_that_is_switched_off_is_not_checked_and_the_report_says_so(folder, capsys):
    set_up(folder, f'{OWN_RULES}[severity]\n"{OWN}" = "off"\n')
    code, out, _ = run("check", capsys=capsys)
    assert code == 0
    assert f"\n1 rule switched off: {OWN}\n" in out
    assert "3 claims, 1 rule, " in out
    _, out, _ = run("check", "--format", "json", capsys=capsys)
    assert json.loads(out)["switched_off"] == [OWN]
    _, out, _ = run("rules", capsys=capsys)
    assert out.endswith(f"1 rule · 1 switched off: {OWN}\n")
    _, out, _ = run("rules", "--format", "json", capsys=capsys)
    assert json.loads(out)["switched_off"] == [OWN]


def test_nothing_is_said_of_rules_where_none_is_switched_off(folder, capsys):
    _, out, _ = run("check", capsys=capsys)
    assert "switched off" not in out
    assert check(own(severity={OWN: "note"})).switched_off == ()


def test_only_rules_that_would_be_checked_count_as_switched_off(folder):
    off = {OWN: "off"}
    assert check(own(severity=off, ignore=["crowd/*"])).switched_off == ()
    assert check(own(severity=off, select=["march/*"])).switched_off == ()


def test_switching_every_rule_off_is_a_problem(folder):
    assert problems_of(folder, '[severity]\n"*" = "off"\n') == [
        "consistency.toml:2:1: every rule is left out; switch off fewer of them"
    ]


def test_a_glob_that_fits_no_rule_is_a_problem_with_its_place(folder):
    text = '[severity]\n"crowd/*" = "note"\n"crowd/one-sise" = "off"\n"crowd" = "off"\n'
    assert problems_of(folder, text) == [
        f"consistency.toml:3:1: no rule is called `crowd/one-sise`; did you mean `{OWN}`?",
        "consistency.toml:4:1: no rule is called `crowd`; did you mean `crowd/*`?",
    ]


def test_globs_of_the_settings_may_fit_no_rule_of_the_command_line(folder):
    set_up(folder, '[severity]\n"crowd/*" = "note"\n"" = "off"\n')
    settings, _ = read_settings({"rules": ("rules/march",)}, folder)
    report = check(settings)
    assert (report.problems, report.switched_off, report.counts.rules) == ((), (), 1)


@pytest.mark.parametrize(
    ("key", "glob", "rules"),
    [
        ("select", "crowd/*", ["march/same-size"]),
        ("select", "*/same-size", ["march/same-size"]),
        ("ignore", "crowd/*", ["march/same-size"]),
    ],
)
def test_globs_of_the_settings_choose_among_rules_that_the_settings_name(folder, key, glob, rules):
    set_up(folder, f'{key} = "{glob}"\n')
    settings, _ = read_settings({"rules": ("rules/march",)}, folder)
    report = check(settings)
    assert (report.problems, report.counts.rules) == ((), len(rules))
    settings, _ = read_settings({"rules": ("rules/march",), key: (glob,)}, folder)
    (told,) = check(settings).problems or [None]
    assert (told is None) is (glob == "*/same-size")


def test_a_glob_of_the_settings_that_fits_still_chooses_among_rules_of_the_command_line(folder):
    set_up(folder, 'select = ["crowd/*", "nothing/*"]\n')
    settings, _ = read_settings({"rules": ("rules",)}, folder)
    report = check(settings)
    assert (report.problems, report.counts.rules) == ((), 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[severity]\n"a/b" = "eror"\n',
            "consistency.toml:2:1: unknown severity `eror`; did you mean `error`?",
        ),
        (
            '[severity]\n"a/b" = false\n',
            "consistency.toml:2:1: `a/b` must have a severity; one of error, warning, note, off, in quotes",
        ),
        (
            'severity = "off"\n',
            "consistency.toml:1:1: `severity` must be a table of ids of rules; "
            'such as [severity] and "trends/*" = "note" below',
        ),
    ],
)
def test_a_slip_in_the_table_is_a_problem_with_its_place(folder, text, problem):
    assert problems_of(folder, text) == [problem]


@pytest.mark.parametrize(
    ("table", "fits"),
    [
        ('severity = {"a/*" = "note", "standard:b" = "off"}', True),
        ("[severity]", True),
        ('severity = {a = "Note"}', False),
        ("severity = {a = false}", False),
        ('severity = ["a/*"]', False),
    ],
)
def test_editors_are_told_what_may_stand_in_the_table(folder, table, fits):
    set_up(folder, table)
    validator = jsonschema.Draft202012Validator(schema("config"))
    assert validator.is_valid(tomllib.loads(table)) is fits
    assert (read_settings({}, folder)[1] == ()) is fits


@pytest.mark.parametrize(
    "facts", ["facts", "examples/annual-report/facts", "tests/sound/biography-minister/facts.yaml"]
)
def test_rules_that_no_claim_could_meet_are_left_unread_and_no_other(facts: str) -> None:
    settings = Settings(facts=[str(ROOT / facts)])
    read, rules, problems, *_ = load(settings)
    assert problems == ()
    assert all(rule.expect for rule in rules)
    index = Index(read.claims)
    met = {rule.id: len(judged) for rule in rules if (judged := _judged(rule, index))}
    report = check(settings)
    assert report.counts.meetings == sum(met.values())
    assert report.unmet_of_sets == len(rules) - len(met)
    assert report.counts.rules == len(rules)


def _judged(rule: Rule, index: Index) -> list[Judgement]:
    judge = prepare(rule)
    return [judgement for meeting in meetings(rule, index) if (judgement := judge(meeting))]


def test_a_rule_whose_links_no_claim_has_is_not_even_parsed() -> None:
    asked: list[tuple[Role, ...]] = []

    def refuses(roles: Sequence[Role]) -> bool:
        asked.append(tuple(roles))
        return False

    held = Held(frozenset({"restates"}), refuses)
    rules, problems = read_rules(["standard"], Units.standard(), {}, examples=False, held=held)
    assert problems == ()
    whole, _ = read_rules(["standard"], Units.standard(), {}, examples=False)
    assert [rule.id for rule in rules] == [rule.id for rule in whole]
    assert not any(rule.expect for rule in rules)
    joining = {
        key
        for roles in asked
        for role in roles
        for key, test in role.tests
        if key.startswith("links.") and isinstance(test, Variable)
    }
    assert joining == {"links.restates"}
    assert 0 < len(asked) < len(rules)
