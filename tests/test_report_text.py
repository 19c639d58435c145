"""The text report: the look of a finding on wide and narrow pages, and the lines that end a report."""

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.finding import Counts, Verdict
from consistency.problem import Location, Problem
from consistency.reports import renderer
from consistency.reports.columns import cut, visible, width, wrapped
from consistency.reports.text import render, render_problems
from consistency.rule import Severity
from consistency.settings import FORMATS
from made import FILE, a_claim, a_finding, a_report

WIDE = """\
contradicted[territory/losses-add-up]: 14 % (2015) and 8 % (2015-12/2016-03) make 22 %, but Kerry says 35 %
  --> facts/signs-of-wear.yaml:31:12   31 │     value: 35 %       ^^^^  total · Kerry · paragraph 9
  ::: facts/signs-of-wear.yaml:19:12   19 │     value: 14 %       ----  earlier · IHS
  ::: facts/signs-of-wear.yaml:25:12   25 │     value: 8 %        ---   later · IHS
  = simple sum:  14 % + 8 % = 22 % (21…23 %): 9.5 pp
  = compounding: 1 − 0.86 × 0.92 = 20.88 %: 10.73 pp
  = would be consistent if: total were 17.99…25 % · or later were 18…27.74 %
  = rule rules/territory/losses-add-up.yaml · consistency explain territory/losses-add-up

52 claims, 14 rules, 31 meetings: 1 contradicted, 1 strained, 2 undetermined, 27 consistent
"""

NARROW = """\
contradicted[territory/losses-add-up]:
    14 % (2015) and 8 %
    (2015-12/2016-03) make 22 %, but
    Kerry says 35 %
  --> facts/signs-of-wear.yaml:31:12
   31 │     value: 35 %
      │            ^^^^
      │ total · Kerry · paragraph 9
  ::: facts/signs-of-wear.yaml:19:12
   19 │     value: 14 %
      │            ---- earlier · IHS
  ::: facts/signs-of-wear.yaml:25:12
   25 │     value: 8 %
      │            --- later · IHS
  = simple sum:  14 % + 8 % = 22 %
    (21…23 %): 9.5 pp
  = compounding: 1 − 0.86 × 0.92 =
    20.88 %: 10.73 pp
  = would be consistent if: total were
    17.99…25 % · or later were
    18…27.74 %
  = rule
    rules/territory/losses-add-up.yaml ·
    consistency explain
    territory/losses-add-up

52 claims, 14 rules, 31 meetings: 1
  contradicted, 1 strained, 2
  undetermined, 27 consistent
"""


def head(finding) -> str:
    return render(a_report(finding)).splitlines()[0]


def test_a_finding_shows_both_ends_and_the_arithmetic():
    assert render(a_report(a_finding())) == WIDE


def a_group_of(size):
    (_, part), _, total = a_finding().claims
    claims = (total, *[("parts", part)] * size)
    return a_finding(claims=claims, fields=("value",) * len(claims), primary=0, groups=("parts",))


def test_the_claims_of_a_group_are_numbered_as_in_the_changes_that_would_settle_it():
    lines = render(a_report(a_group_of(2))).splitlines()[1:4]
    assert [line.rpartition("  ")[2] for line in lines] == [
        "total · Kerry · paragraph 9", "parts 1 · IHS", "parts 2 · IHS",
    ]  # fmt: skip


def test_of_a_large_group_the_first_claims_are_shown_and_the_others_counted():
    shown = render(a_report(a_group_of(8)))
    assert shown.count(":::") == 8
    assert "more" not in shown
    shown = render(a_report(a_group_of(20))).splitlines()
    assert sum(":::" in line for line in shown) == 8
    assert shown[10] == "  = … and 12 more parts"


def test_on_a_narrow_page_the_marks_stand_below_the_figure():
    assert render(a_report(a_finding()), width=40) == NARROW


@pytest.mark.parametrize("columns", range(40, 120, 7))
def test_no_line_is_wider_than_the_page(columns):
    assert max(width(line) for line in render(a_report(a_finding()), width=columns).splitlines()) <= columns


def test_colour_changes_nothing_but_the_colour():
    for columns in (None, 40):
        coloured = render(a_report(a_finding()), width=columns, colour=True)
        assert coloured != render(a_report(a_finding()), width=columns)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(a_report(a_finding()), width=columns)


def test_a_milder_severity_is_named():
    assert head(a_finding(severity=Severity.WARNING)).startswith(
        "contradicted[territory/losses-add-up] (warning): "
    )
    assert head(a_finding(severity=Severity.NOTE)).startswith(
        "contradicted[territory/losses-add-up] (note): "
    )


def test_what_is_not_established_is_called_a_note():
    finding = a_finding(
        verdict=Verdict.CONSISTENT, severity=Severity.NOTE, unestablished=True, message="the ranges overlap"
    )
    assert head(finding) == "note[territory/losses-add-up]: the ranges overlap"


def test_an_undetermined_finding_says_why():
    finding = a_finding(verdict=Verdict.UNDETERMINED, arithmetic=(), because="`later` has no value")
    assert "\n  = because `later` has no value\n" in render(a_report(finding))


def test_the_reading_that_fits_best_is_named():
    assert "\n  = fits best: simple sum\n" in render(a_report(a_finding(fits_best="simple sum")))


def test_marks_stand_right_behind_wide_characters():
    line = "  - {note: 面積の推計, value: 35 %, tags: [推計]}"
    claim = attrs.evolve(a_claim("wide", "35 %", "2015", 31), places={"value": (31, line.index("35") + 1, 4)})
    finding = a_finding(claims=(("total", claim),), fields=("value",), primary=0)
    for columns in (40, 70):
        rows = render(a_report(finding, excerpts={(FILE, 31): line}), width=columns).splitlines()
        at, marks = next((number, row) for number, row in enumerate(rows) if "^" in row)
        before = rows[at - 1][: rows[at - 1].index("35 %")]
        assert width(before) == width(marks[: marks.index("^")]) > 10
        assert marks.count("^") == 4
    assert marks.index("^") == len("   31 │ ") + 30  # of these, 5 characters take 10 columns


def test_a_long_line_is_cut_around_the_figure():
    claim = attrs.evolve(a_claim("long", "35 %", "2015", 31), places={"value": (31, 501, 4)})
    finding = a_finding(claims=(("total", claim),), fields=("value",), primary=0)
    text = render(a_report(finding, excerpts={(FILE, 31): "x" * 500 + "35 %" + "y" * 500}))
    row = text.splitlines()[1]
    assert re.search(r"│ …x+35 %y+…  \^\^\^\^  total", row)
    assert len(row) < 120


def test_a_claim_in_a_file_that_is_gone_still_names_its_place():
    text = render(a_report(a_finding(), excerpts={}))
    assert "\n  --> facts/signs-of-wear.yaml:31:12     total · Kerry · paragraph 9\n" in text


def test_a_source_cannot_steer_the_terminal():
    finding = a_finding(message="35 %\x1b[2J\x07 \u202e% 53")
    excerpts = {(FILE, 31): "    value: 35 %\x1b]0;x\x07"}
    text = render(a_report(finding, excerpts=excerpts))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "35 %␛[2J␇ �% 53" in text


def test_a_report_with_nothing_to_say_says_so():
    counts = Counts(claims=3, rules=1, meetings=2, consistent=2)
    assert (
        render(a_report(counts=counts)) == "nothing contradicts\n3 claims, 1 rule, 2 meetings: 2 consistent\n"
    )


def test_a_report_in_which_nothing_met_says_so():
    text = render(a_report(counts=Counts(claims=1, rules=1), unmet_rules=("a/b",), unmet_claims=("x/y",)))
    assert text == (
        "no rule met any claim: nothing was compared\n"
        "1 claim, 1 rule, 0 meetings\n"
        "1 rule never met a claim:\n  a/b\n"
        "1 claim met no rule: x/y\n"
    )


@pytest.mark.parametrize(("idle", "told"), [(1, "1 rule"), (1234, "1,234 rules")])
def test_rules_of_sets_that_met_no_claim_are_counted_in_the_closing_line(idle, told):
    counts = Counts(claims=3, rules=2000, meetings=2, consistent=2, waived=1, problems=1)
    text = render(a_report(counts=counts, unmet_of_sets=idle))
    counted = "3 claims, 2,000 rules, 2 meetings: 2 consistent · 1 waived · 1 problem"
    assert text.splitlines()[-1] == f"{counted} · {told} of sets met none"


def test_long_lists_of_what_never_met_are_bounded():
    text = render(a_report(unmet_claims=tuple(f"s/c{number:04}" for number in range(1234))))
    assert text.splitlines()[-1] == (
        "1,234 claims met no rule: s/c0000, s/c0001, s/c0002, s/c0003, s/c0004, s/c0005, s/c0006, s/c0007"
        " and 1,226 more"
    )


def test_problems_show_where_they_stand_and_what_would_mend_them():
    report = a_report(
        problems=(
            Problem(Location("--select"), "no rule is called `tim/*`", "did you mean `time/*`?"),
            Problem(Location("facts/gone"), "there is no such file or folder"),
            Problem(Location("facts/x.yaml", 3, 5, 5), "unknown key `vaule`", "did you mean `value`?"),
        ),
        excerpts={("facts/x.yaml", 3): "    vaule: 14 %"},
    )
    assert render_problems(report) == (
        "problem: --select: no rule is called `tim/*`\n"
        "  = did you mean `time/*`?\n"
        "\n"
        "problem: there is no such file or folder\n"
        "  --> facts/gone\n"
        "\n"
        "problem: unknown key `vaule`\n"
        "  --> facts/x.yaml:3:5   3 │     vaule: 14 %       ^^^^^\n"
        "  = did you mean `value`?\n"
    )


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_a_renderer(format):
    assert renderer(format)(a_report(a_finding())).endswith("\n")


def test_an_unknown_format_has_none():
    with pytest.raises(ValueError, match="no such format: columns"):
        renderer("columns")


def test_without_problems_nothing_is_said_of_them():
    assert render_problems(a_report()) == ""


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 12), st.integers(4, 40))
def test_a_cut_line_fits_and_keeps_what_it_was_cut_around(text, start, length, columns):
    text = visible(text)
    start = min(start, len(text))
    end = min(start + length, len(text))
    kept, low, high = cut(text, start, end, columns)
    assert width(kept) <= columns or kept == text == ""
    assert 0 <= low <= high <= len(kept)
    assert text[start:end].startswith(kept[low:high])
    if width(text[start:end]) <= columns - 2:
        assert kept[low:high] == text[start:end]


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(5, 40), st.integers(0, 4))
def test_wrapping_loses_no_word_and_keeps_to_the_page(text, columns, indent):
    text = visible(text).replace("\n", " ")
    lines = wrapped(text, columns, indent).split("\n")
    assert "".join(" ".join(lines).split()) == "".join(text.split())
    for line in lines:  # only a long word, with the signs that stay with it, may be too wide
        assert width(line) <= columns or not any(map(str.isalnum, line.strip(" ").partition(" ")[2]))
