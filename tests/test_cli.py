"""The command as people use it: streams, exit codes, files, pipes, and an interrupt."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency import __version__
from consistency.cli import terminal
from environment import environment
from made import FACTS, write_project


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COLUMNS", "NO_COLOR", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return write_project(tmp_path)


def started(*arguments: str, **options: object) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "consistency", *arguments], **options)


def test_findings_go_to_stdout_and_a_contradiction_exits_with_1(run):
    code, out, err = run("check", "facts")
    assert (code, err) == (1, "")
    assert out.startswith("contradicted[crowd/one-size]: ")
    assert out.splitlines()[-4:] == [
        "3 claims, 2 rules, 1 meeting: 1 contradicted",
        "1 rule never met a claim:",
        "  march/same-size: no claim fits `start`: 3 claims do but for measure `marchers`",
        "1 claim met no rule: may/elsewhere",
    ]


def test_the_packaged_rules_are_read_beside_those_of_the_folder_rules(run):
    Path("consistency.toml").unlink()
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert "contradicted[crowd/one-size]: " in out
    assert "\n1 rule never met a claim:\n  march/same-size: no claim fits `start`" in out
    counts = json.loads(run("check", "--format", "json")[1])
    assert counts["unmet"]["rules"] == list(counts["unmet"]["because"]) == ["march/same-size"]
    assert f" · {counts['unmet']['of_sets']} rules of sets met none\n" in out
    assert counts["counts"]["rules"] > counts["unmet"]["of_sets"] > 0


def test_nothing_wrong_exits_with_0(run):
    Path("facts/may.yaml").write_text(FACTS.replace("900", "400"))
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert out.startswith("nothing contradicts\n")


def test_problems_go_to_stderr_and_outrank_a_contradiction(run):
    Path("facts/june.yaml").write_text("clams: []\n")
    code, out, err = run("check")
    assert code == 2
    assert out.startswith("contradicted[crowd/one-size]: ")
    assert err.startswith("problem: ")
    assert "--> facts/june.yaml:1:1" in err
    assert "did you mean `claims`?" in err


def test_a_missing_folder_is_a_problem(run):
    code, out, err = run("check", "fcts")
    assert code == 2
    assert out.startswith("nothing was checked")
    assert "fcts" in err


@pytest.mark.parametrize("key", ["facts", "rules", "units", "waivers"])
def test_a_path_that_the_settings_name_and_that_is_not_there_is_told_where_they_name_it(run, key):
    Path("consistency.toml").write_text(f'# ours\n{key} = "gone.yaml"\n')
    code, _, err = run("check")
    assert (code, err.splitlines()[0].startswith("problem: `gone.yaml`: no such file")) == (2, True)
    assert err.splitlines()[1].startswith("  --> consistency.toml:2:1 ")


def test_a_missing_folder_of_rules_is_told_to_the_trial_where_the_settings_name_it(run):
    Path("consistency.toml").write_text('rules = ["rulez"]\n')
    assert "\n  --> consistency.toml:1:1 " in run("test")[2]


def test_a_file_that_is_there_and_wrong_is_told_itself(run):
    Path("facts/empty.yaml").write_text("")
    Path("consistency.toml").write_text('facts = ["facts/empty.yaml", "facts/may.yaml"]\n')
    assert "\n  --> facts/empty.yaml\n" in run("check")[2]


def test_a_rule_that_cannot_be_read_stops_the_run(run):
    Path("rules/broken.yaml").write_text("summary: x\nclaims: {one: {measure: crowd}}\n")
    code, out, err = run("check")
    assert code == 2
    assert out == "nothing was checked: mend the problems first\n3 claims, 0 rules, 0 meetings · 1 problem\n"
    assert "rules/broken.yaml" in err


def test_json_holds_findings_and_problems(run):
    Path("facts/june.yaml").write_text("clams: []\n")
    code, out, err = run("check", "--format", "json")
    document = json.loads(out)
    assert code == 2
    assert [finding["rule"] for finding in document["findings"]] == ["crowd/one-size"]
    assert [problem["file"] for problem in document["problems"]] == ["facts/june.yaml"]
    assert "problem: " in err


def test_the_report_can_go_to_a_file(run):
    code, out, err = run("check", "--output", "report.txt")
    assert (code, out, err) == (1, "", "")
    first = Path("report.txt").read_text("utf-8")
    assert first == run("check")[1]
    Path("report.txt").chmod(0o640)
    with open("report.txt", encoding="utf-8") as reader:  # who reads on never sees half of each
        run("check", "--output", "report.txt", "--format", "json")
        assert reader.read() == first
    assert json.loads(Path("report.txt").read_text("utf-8"))["version"] == 1
    assert Path("report.txt").stat().st_mode & 0o777 == 0o640
    assert {path.name for path in Path().iterdir()} == {"consistency.toml", "facts", "report.txt", "rules"}


def test_a_report_that_cannot_be_written_is_a_problem(run):
    code, out, err = run("check", "--output", "no/such/folder/report.txt")
    assert (code, out) == (2, "")
    assert err == "problem: cannot be written: No such file or directory\n  --> no/such/folder/report.txt\n"
    code, _, err = run("check", "--output", "facts")
    assert (code, err) == (2, "problem: cannot be written: Is a directory\n  --> facts\n")


@pytest.mark.parametrize("key", ["facts", "rules"])
@pytest.mark.parametrize("new", [False, True])
def test_a_report_never_takes_the_place_of_what_is_read_nor_is_read_by_the_next_run(run, key, new):
    file = Path(key, "report.json") if new else next(path for path in Path(key).rglob("*.yaml"))
    before = None if new else file.read_bytes()
    code, out, err = run("check", "--output", str(file))
    assert code == 2
    assert f"--output: `{file}` would be one of the {key}" in out + err
    assert file.exists() is not new
    assert new or file.read_bytes() == before


def test_a_full_disk_is_a_problem():
    with open("/dev/full", "w") as full:
        done = started("check", stdout=full, stderr=subprocess.PIPE, text=True)
        _, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (
        2,
        "problem: cannot be written: no space left on device\n  --> the report\n",
    )


@pytest.mark.parametrize(
    ("closed", "facts", "code"), [(">&-", "facts", 1), ("2>&-", "gone", 2), ("2>&-", "facts", 1)]
)
def test_a_stream_that_was_closed_beforehand_is_nowhere_to_write(closed, facts, code):
    line = f"exec {sys.executable} -m consistency check {facts} {closed}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr


def test_the_settings_file_is_read_and_the_command_line_overrules_it(run):
    Path("consistency.toml").write_text('facts = "gone"\nformat = "json"\n')
    code, out, _ = run("check", "facts")
    assert (code, json.loads(out)["counts"]["claims"]) == (1, 3)
    assert run("check")[0] == 2


def test_a_slip_in_the_settings_stops_the_run(run):
    Path("consistency.toml").write_text('formt = "json"\n')
    code, out, err = run("check")
    assert code == 2
    assert out.startswith("nothing was checked")
    assert err == (
        "problem: unknown key `formt`\n"
        '  --> consistency.toml:1:1   1 │ formt = "json"        ^^^^^\n'
        "  = did you mean `format`?\n"
    )


def test_rules_named_on_the_command_line_replace_the_configured_ones(run):
    assert "2 rules" in run("check", "--rules", "rules", "--rules", "rules/march")[1]
    assert "1 rule," in run("check", "--rules", "rules/march/same-size.yaml")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "crowd/*s"], "--select: no rule is called `crowd/*s`"),
        (["--show", "contradictd"], "--show: unknown verdict `contradictd`"),
        (["--show", ""], "--show: `show` names nothing"),
        (["--fail-on", "errors"], "--fail-on: unknown verdict or severity `errors`"),
        (["--format", "jsn"], "--format: unknown format `jsn`"),
    ],
)
def test_a_slip_on_the_command_line_is_a_problem(run, arguments, told):
    code, _, err = run("check", *arguments)
    assert code == 2
    assert err.startswith(f"problem: {told}\n  = ")


def test_a_misspelt_command_or_option_is_told_with_what_was_meant():
    for arguments, meant in ((["chekc"], "check"), (["check", "--fromat=json"], "--format")):
        done = subprocess.run(
            [sys.executable, "-m", "consistency", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, meant in done.stderr.splitlines()[-1]) == (2, True)


def test_an_unknown_option_is_told(run):
    code, out, err = run("check", "--slect", "x")
    assert (code, out) == (2, "")
    assert "No such option: --slect" in err


def test_what_is_shown_does_not_change_what_fails(run):
    code, out, _ = run("check", "--show", "undetermined,note")
    assert code == 1
    assert out.startswith("3 claims, 2 rules, 1 meeting: 1 contradicted\n")


def test_the_version_is_printed(run):
    assert run("--version") == (0, f"consistency {__version__}\n", "")


def test_help_explains_the_exit_codes(run):
    code, out, _ = run("check", "--help")
    assert code == 0
    assert "2 if something could not be" in out


def test_a_narrow_page_is_kept_to(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run("check")
    assert max(map(len, out.splitlines())) <= 40


def test_a_file_name_that_is_no_text_does_not_break_the_report(run):
    os.rename("facts/may.yaml", b"facts/m\xe9.yaml")
    code, _, _ = run("check")
    assert code in (1, 2)
    assert run("check", "--format", "json")[0] == code


def test_a_pipe_that_closes_early_ends_the_command_silently():
    claims = "".join(
        f"  - {{id: c{n}, about: {{measure: crowd, place: Square, day: May}}, value: 400 people}}\n"
        for n in range(1, 60)
    )
    Path("facts/may.yaml").write_text("claims:\n" + claims)
    process = started("check", "--show", "all", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_an_interrupt_ends_with_one_line_and_130(tmp_path):
    Path("facts/june.yaml").write_text("clams: []\n")
    os.mkfifo("wait")
    process = started(
        *("check", "--output", "wait"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A job in the background of a script ignores interrupts, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr.readline().startswith(b"problem: ")
    time.sleep(0.3)  # once it has told the problems, it waits for someone to read what it writes
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.splitlines()[-1]) == (130, b"", b"interrupted")
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_is_for_terminals_that_want_it(variables, coloured):
    leader, follower = pty.openpty()
    process = started("check", stdout=follower, env=environment(**{"TERM": "xterm", **variables}))
    process.wait(60)
    os.close(follower)
    assert (b"\x1b[1;31mcontradicted\x1b[0m" in os.read(leader, 4096)) is coloured
    os.close(leader)


def test_a_terminal_that_nobody_has_sized_is_taken_to_be_of_the_usual_width():
    leader, follower = pty.openpty()
    assert os.get_terminal_size(follower).columns == 0
    with os.fdopen(follower, "w") as stream:
        assert terminal.page_width(stream) == 80
    os.close(leader)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_run_says_on_a_terminal_what_it_is_doing_and_clears_it_away(monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    stream = Terminal()
    with terminal.Progress(stream) as progress:
        progress.tell("checking rule 1 of 2")
        time.sleep(0.5)
    assert "checking rule 1 of 2 (0 s)" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(("stream", "patience"), [(Terminal(), 60), (io.StringIO(), 0.01)])
def test_a_short_run_and_a_run_without_a_terminal_keep_silent(monkeypatch, stream, patience):
    monkeypatch.setattr(terminal, "PATIENCE", patience)
    with terminal.Progress(stream) as progress:
        progress.tell("checking rule 1 of 2")
        time.sleep(0.3)
    assert stream.getvalue() == ""
