"""`consistency explain`: what it prints of figures and dates, and of texts that it cannot read."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from consistency.cli import main
from environment import environment


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, "utf-8")


def told(out: str) -> dict[str, str]:
    """Return the first line of each label."""
    lines = [line.strip().split("  ", 1) for line in out.splitlines()[1:]]
    return {line[0]: line[1].strip() for line in lines if len(line) == 2}


def test_a_value_is_told_line_by_line(explain):
    code, out, err = explain("value", "almost 40 %")
    assert (code, err) == (0, "")
    assert out.startswith("almost 40 %\n")
    lines = told(out)
    assert (lines["number"], lines["hedge"], lines["unit"]) == ("40", "almost", "%")
    assert lines["typical"] == "from 34 to below 40 %"
    assert lines["widest"] == "from 25 to 40 %"
    assert lines["row"] == "`nearly`: typically [N - 2 h, N), at the widest [N - 2 H, N]"
    assert lines["source"].startswith("Ferson et al. 2015")
    assert lines["form"].startswith("percent, as in `14 %`: ")


def test_json_has_exact_ends_in_the_unit_as_written(fields):
    document = fields("value", "14 %")
    first = {key: document[key] for key in ("text", "hedge", "unit", "typical", "widest", "row")}
    ends = {"low": "13.5", "high": "14.5", "low_closed": True, "high_closed": True}
    assert first == {
        "text": "14 %",
        "hedge": None,
        "unit": "%",
        "typical": ends,
        "widest": ends,
        "row": "bare",
    }
    assert list(document)[:6] == list(first)


def test_json_has_fractions_where_decimals_do_not_end_and_null_for_no_bound(fields):
    third = fields("value", "nearly a third")
    assert third["typical"] == {"low": "88/3", "high": "100/3", "low_closed": True, "high_closed": False}
    assert (third["number"], third["form"]) == ("1/3", "fraction in words")
    assert fields("value", "more than 20,000 km²")["widest"] == {
        "low": "20000",
        "high": None,
        "low_closed": False,
        "high_closed": False,
    }


@pytest.mark.parametrize(
    ("text", "hedge", "row"),
    [
        ("Roughly 40 km", "roughly", "about"),
        ("40 people or so", "or so", "about"),
        (">20 km", ">", "more than"),
        (">= 20 km", ">=", "at least"),
        ("40+ people", "+", "at least"),
        ("no more than 40 km", "no more than", "at most"),
        ("dozens of villages", "dozens", "dozens"),
        ("20 to 30 km", None, "range"),
        ("at least about 40 km", "at least, about", "at least"),
    ],
)
def test_the_hedge_is_told_in_the_words_that_were_written(fields, text, hedge, row):
    document = fields("value", text)
    assert (document["hedge"], document["row"]) == (hedge, row)


def test_of_stacked_hedges_both_rows_are_told(explain):
    out = explain("value", "at least about 40 km")[1]
    assert "`at least`: " in out
    assert "`about`: " in out


@pytest.mark.parametrize(
    ("text", "typical"),
    [
        ("exactly 5 km", "exactly 5 km"),
        ("more than 20 %", "from above 20 to 25 %"),
        ("nearly a third", "from 29.33 (88/3) to below 33.33 (100/3) %"),
        ("$20-30 million", "from $19,500,000 to $30,500,000"),
        ("-50 %", "from −50.5 to −49.5 %"),
    ],
)
def test_a_range_says_which_of_its_ends_are_left_out(explain, text, typical):
    assert told(explain("value", text)[1])["typical"] == typical


@pytest.mark.parametrize(
    ("text", "widest"), [("more than 20 %", "more than 20 %"), ("at most 5 km", "at most 5 km")]
)
def test_a_range_without_bound_is_told_in_words(explain, text, widest):
    assert told(explain("value", text)[1])["widest"] == widest


def test_a_negative_figure_is_no_option_wherever_it_stands(fields):
    assert fields("value", "-5 to 3 °C", "--unit", "km")["typical"]["low"] == "-5.5"
    assert fields("value", "--unit", "months", "-3")["unit"] == "months"
    assert fields("value", "-50 thousand km")["number"] == "−50,000"


def test_the_unit_is_for_a_value_that_names_none(fields):
    assert fields("value", "40", "--unit", "km")["unit"] == "km"
    assert fields("value", "40 people", "--unit", "km")["unit"] == "people"


def test_the_settings_of_the_folder_apply_and_are_named(explain, fields):
    Path("consistency.toml").write_text(
        '[hedges.about]\ntypical = "[0.95 N, 1.05 N]"\nwidest = "[0.9 N, 1.1 N]"\n[factors]\nreach = 3\n'
    )
    document = fields("value", "about 100 km")
    assert document["typical"]["low"] == "95"
    assert document["formula"] == {"typical": "[0.95 N, 1.05 N]", "widest": "[0.9 N, 1.1 N]"}
    assert len(document["notes"]) == 1
    assert "consistency.toml:1" in document["notes"][0] or "consistency.toml:2" in document["notes"][0]
    assert "the factor `reach` is 3" in told(explain("value", "nearly 40 %")[1])["note"]
    assert fields("value", "40 %")["notes"] == []


def test_the_units_of_the_folder_apply(explain, fields):
    assert explain("value", "3 qzt")[0] == 2
    Path("consistency.toml").write_text('units = "units.txt"\n')
    Path("units.txt").write_text("qzt = 1.7018 * meter\n")
    assert fields("value", "3 qzt")["number"] == "3"


def test_the_vocabulary_of_the_facts_applies(explain, fields):
    write("facts/a.yaml", "measures: {guests: {unit: kwyjibos, among: people}}\nclaims: []\n")
    assert fields("value", "3 kwyjibos")["unit"] == "kwyjibos"
    assert "kwyjibos" in explain("value", "3 kwyjibas")[2]
    Path("facts").rename("elsewhere")
    assert explain("value", "3 kwyjibas")[0] == 0
    assert "kwyjibos" in explain("value", "3 kwyjibas", "--facts", "elsewhere")[2]


def test_what_is_wrong_with_the_facts_is_told_beside_a_value(explain):
    write("facts/a.yaml", "measures: {guests: {kind: socks}}\nclaims: []\n")
    code, out, err = explain("value", "3 guests")
    assert (code, out.startswith("3 guests\n")) == (2, True)
    assert "facts/a.yaml:1:" in err


def test_words_without_quotes_are_told_to_be_put_in_some(explain):
    assert explain("value", "about", "5", "km") == (
        2,
        "",
        "problem: `explain value` takes one text, and here are 3\n"
        "  = put it in quotes: consistency explain value 'about 5 km'\n",
    )
    assert "explain period 'last week'" in explain("period", "last", "week")[2]
    assert "explain value 'nearly a third'" in explain("value", "-5", "to", "3")[2]


def test_a_slip_in_the_settings_is_told_and_nothing_else(explain):
    Path("consistency.toml").write_text('[hedges.abuot]\ntypical = "[N, N]"\n')
    code, out, err = explain("value", "about 40 km")
    assert (code, out) == (2, "")
    assert "consistency.toml:1" in err


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("value", "40 kilometrs"), ["problem: unknown unit `kilometrs`", "  40 kilometrs", "     ^"]),
        (("period", "2015-13"), ["problem: months run from 01 to 12", "  2015-13", "       ^"]),
        (
            ("value", "40", "--unit", "kilometrs"),
            ["problem: --unit: unknown unit `kilometrs`", "  kilometrs"],
        ),
        (("period", "last week", "--said", "2016-13"), ["problem: --said: months run from 01 to 12"]),
        (("vlaue", "40"), ["problem: `vlaue` is no value or period", "  vlaue", "  ^"]),
        (("value", "40", "--format", "jsn"), ["problem: --format: unknown format `jsn`"]),
        (("value",), ["problem: `explain value` lacks its text"]),
        (("value", "40", "--said", "2016"), ["problem: `--said` is for `explain period`"]),
        (("value", "40", "--instant"), ["problem: `--instant` is for `explain period`"]),
        (("period", "2016", "--unit", "km"), ["problem: `--unit` is for `explain value`"]),
        (("period", "last week", "--said", "2016", "--instant"), ["problem: `--instant` is for dates; "]),
    ],
)
def test_what_cannot_be_read_is_marked_and_exits_with_2(explain, arguments, lines):
    code, out, err = explain(*arguments)
    assert (code, out) == (2, "")
    for line, start in zip(err.splitlines(), lines, strict=False):
        assert line.startswith(start)


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_suggestion_ends_what_is_said_of_a_text_that_cannot_be_read(explain, format):
    _, _, err = explain("value", "40 kilometrs", "--format", format)
    assert err.splitlines()[-1] == "  = did you mean `kilometers`?"


def test_a_long_text_is_cut_around_its_mark(explain):
    _, _, err = explain("value", "about " + "x" * 200 + " 40 kilometrs")
    assert max(map(len, err.splitlines()[1:3])) <= 62
    assert err.splitlines()[2].strip() == "^"


def test_what_would_steer_a_terminal_is_shown_as_a_sign(explain):
    _, _, err = explain("value", "\x1b[2J40")
    assert "\x1b" not in err


def test_a_period_is_told_line_by_line(explain):
    code, out, err = explain("period", "2015-12/2016-03")
    assert (code, err) == (0, "")
    lines = told(out)
    assert (lines["kind"], lines["in words"]) == ("an interval", "from December 2015 to March 2016")
    assert lines["typical"] == "from 2015-12-01 to 2016-03-31"
    assert lines["widest"] == (
        "begins between 2015-12-01 and 2015-12-31, ends between 2016-03-01 and 2016-03-31"
    )
    assert lines["lasts"].endswith("; at the widest from 62 to 122 days")


def test_json_of_a_period_has_last_days_and_null_for_an_open_end(fields):
    document = fields("period", "2015-12/2016-03")
    assert (document["text"], document["instant"]) == ("2015-12/2016-03", False)
    assert document["typical"] == {
        "earliest_start": "2015-12-01",
        "latest_start": "2015-12-01",
        "earliest_end": "2016-03-31",
        "latest_end": "2016-03-31",
    }
    assert document["widest"]["earliest_end"] == "2016-03-01"
    assert fields("period", "2015/..")["typical"]["latest_end"] is None
    assert fields("period", "../2015")["typical"]["earliest_start"] is None
    assert fields("period", "/2015")["typical"]["earliest_start"] is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("2016-03-10", "a day", "10 March 2016"),
        ("2016-03-10T12:00:00Z", "a day", "10 March 2016"),
        ("2016-03", "a month", "March 2016"),
        ("2016", "a year", "2016"),
        ("199X", "a decade", "the 1990s"),
        ("19XX", "a century", "the years 1900 to 1999"),
        ("1950S2", "a rounded year", "1950, of which 2 digits count"),
        ("2016-22", "a season", "summer 2016"),
        ("2016-29", "a season", "the southern spring of 2016"),
        ("2016-36", "a quarter", "the fourth quarter of 2016"),
        ("2016-38", "a third of a year", "the second third of 2016"),
        ("2016-41", "half a year", "the second half of 2016"),
        ("2016-XX", "a date with unknown digits", "from 1 January 2016 to 31 December 2016"),
        ("2016-02~", "a month, approximate", "about February 2016"),
        ("2016?", "a year, uncertain", "perhaps 2016"),
        ("2016%", "a year, approximate and uncertain", "perhaps about 2016"),
        ("[2014,2016]", "a set, of which one date is meant", "from 1 January 2014 to 31 December 2016"),
        ("2015/..", "an interval", "from 2015 on"),
        ("../2015", "an interval", "all time up to 2015"),
        ("2015/", "an interval", "from 2015 to an unknown day"),
        ("../..", "an interval", "all of time"),
    ],
)
def test_a_date_is_told_in_words(fields, text, kind, words):
    document = fields("period", text)
    assert (document["kind"], document["words"]) == (kind, words)


def test_an_event_is_one_unknown_day_and_has_a_weekday_where_that_is_known(explain):
    lines = told(explain("period", "2016-03", "--instant")[1])
    assert lines["in words"] == "one unknown day of March 2016"
    assert lines["typical"] == "one day from 2016-03-01 to 2016-03-31"
    assert lines["lasts"] == "exactly 1 day"
    assert told(explain("period", "2016-03-10", "--instant")[1])["weekday"] == "Thursday"


def test_a_phrase_is_told_with_every_reading(explain, fields):
    lines = told(explain("period", "last week", "--said", "2016-03-16")[1])
    assert lines["readings"] == "2016-03-07/2016-03-13: the previous Monday to Sunday"
    assert lines["lasts"] == "exactly 7 days"
    document = fields("period", "last week", "--said", "2016-03-16")
    assert [reading["edtf"] for reading in document["readings"]] == [
        "2016-03-07/2016-03-13",
        "2016-03-10/2016-03-16",
    ]
    assert document["widest"]["earliest_start"] == "2016-03-07"
    assert document["widest"]["latest_end"] == "2016-03-16"
    assert document["days"]["widest"] == {"low": "7", "high": "7"}


@pytest.mark.parametrize("text", ["2014-15", "2041-42"])
def test_two_years_joined_are_a_phrase_and_no_part_of_a_year(explain, text):
    code, out, err = explain("period", text, "--said", "2046-03-16")
    assert (code, err) == (0, "")
    first, last = text[:4], text[:2] + text[5:]
    assert told(out)["readings"] == f"{first}/{last}: {text}"


def test_a_phrase_that_depends_on_the_day_asks_for_it(explain):
    code, _, err = explain("period", "last week")
    assert code == 2
    assert err.splitlines()[-1] == "  = say when it was said: --said 2016-03-16"
    assert "did you mean `2016-03`?" in explain("period", "March 2016")[2]
    assert "given elsewhere" in explain("period", "at that time", "--said", "2016-03-16")[2]


def test_a_length_of_time_needs_no_day(explain, fields):
    assert told(explain("period", "nine months")[1])["typical"] == "from 8.5 to below 10 months"
    document = fields("period", "nine months")
    assert (document["typical"], document["kind"]) == (None, "duration")
    assert document["length"]["typical"]["low"] == "8.5"


def test_a_narrow_page_is_kept_to(explain, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = explain("value", "nearly a third")
    assert max(map(len, out.splitlines())) <= 40


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(variables, coloured):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "consistency", "explain", "value", "14 %"]
    subprocess.run(command, stdout=follower, env=environment(**{"TERM": "xterm", **variables}), check=True)
    os.close(follower)
    assert (b"\x1b[34mnumber\x1b[0m" in os.read(leader, 4096)) is coloured
    os.close(leader)


def test_a_full_disk_is_a_problem():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "consistency", "explain", "value", "14 %"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "problem: cannot be written: no space left on device\n  --> the report\n",
    )


def test_the_help_lists_the_command(explain, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["consistency", "--help"])
    with pytest.raises(SystemExit):
        main()
    assert "explain" in capsys.readouterr().out
    assert "value|period" in explain("--help")[1]
