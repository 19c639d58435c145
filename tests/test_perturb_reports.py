"""The reports of `consistency perturb`: text on wide and narrow pages, JSON by its schema, and the page."""

import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency.reports
from consistency.judge import too_often
from consistency.match import MeetsTooOften
from consistency.period import Period
from consistency.perturb import Guard, Move, Moves, Score, Spot, Tried, Unmoved
from consistency.perturb.project import Strength
from consistency.problem import Location, Problem
from consistency.quantity import Quantity
from consistency.reports import perturb_html, perturb_json, perturb_text
from consistency.reports.columns import width
from consistency.reports.perturb_strip import DAYS, SHARES, place, strip
from made import a_claim
from making import rule

SCHEMA = json.loads((Path(consistency.reports.__file__).parent / "perturb.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

LOSSES = "territory/losses-add-up"
NINE = rule("a", "a <= '9 people'")

TWO = a_claim("ihs-2015", "14 %", "2015", 19)
KERRY = a_claim("kerry", "about 20 %", "2015/2016-03", 31)
CLAIMS = {claim.id: claim for claim in (TWO, KERRY)}

# ruff: noqa: E501 - the table is read across
TABLE = """\
figure      claim     where                        down to      up to               first to object
2015        ihs-2015  facts/signs-of-wear.yaml:16  free         free                no rule meets it
14 %        ihs-2015  facts/signs-of-wear.yaml:19  4 % (−71 %)  21 % (+50 %)        territory/losses-add-up
about 20 %  kerry     facts/signs-of-wear.yaml:31  not at all   about 25 % (+25 %)  agreement/restated (down), territory/losses-add-up (up)
"""

NARROW = """\
2015  ihs-2015
    facts/signs-of-wear.yaml:16
  free: no rule meets it
14 %  ihs-2015
    facts/signs-of-wear.yaml:19
  down to 4 % (−71 %), up to 21 %
    (+50 %): territory/losses-add-up
about 20 %  kerry
    facts/signs-of-wear.yaml:31
  down not at all, up to about 25 %
    (+25 %): agreement/restated (down),
    territory/losses-add-up (up)

2 of 2 figures and 0 of 1 date guarded;
  median slack 25 %
1 cannot be moved as written (no year):
  signs-of-wear/kerry (when)
"""


def a_move(steps: int, last: str, to: str, share: object, rule: str = LOSSES) -> Move:
    part = None if share is None else Fraction(share)
    return Move(steps, last, to, part, rule, "", (TWO.id, KERRY.id))


def a_guard(**changes: object) -> Guard:
    two = Moves(
        Spot(TWO.id, "value"),
        "14 %",
        "1 %",
        a_move(7, "21 %", "22 %", "1/2"),
        a_move(10, "4 %", "3 %", "5/7"),
        3,
    )
    kerry = Moves(
        Spot(KERRY.id, "value"),
        "about 20 %",
        "1 %",
        a_move(5, "about 25 %", "about 26 %", "1/4"),
        a_move(0, "about 20 %", "about 19 %", "0", "agreement/restated"),
        3,
    )
    when = Moves(Spot(TWO.id, "when"), "2015", "1 year", None, None, 0, "2115", "1915")
    guard = Guard((two, when, kerry), (Unmoved(Spot(KERRY.id, "when"), "201X/2016", "no year"),))
    return attrs.evolve(guard, **changes)


def a_score(**changes: object) -> Score:
    tried = (
        Tried("tenfold", Spot(TWO.id, "value"), "14 %", "140 %", (("", LOSSES),), (("", LOSSES),)),
        Tried("digit", Spot(TWO.id, "value"), "14 %", "15 %", (), (("", LOSSES), ("standard", "a/b"))),
        Tried("digit", Spot(TWO.id, "when"), "2015", "2014", (), ()),
    )
    return attrs.evolve(Score(tried, 3, 0), **changes)


def a_strength(**changes: object) -> Strength:
    phrases = {"tenfold": "×10", "digit": "one digit"}
    return attrs.evolve(Strength(a_guard(), None, CLAIMS, phrases), **changes)


def test_a_wide_page_has_a_table_and_what_it_comes_to():
    text = perturb_text.render(a_strength())
    table, closing = text.split("\n\n")
    assert [line.split() for line in f"{table}\n".splitlines()] == [
        line.split() for line in TABLE.splitlines()
    ]
    assert closing == (
        "2 of 2 figures and 0 of 1 date guarded; median slack 25 %\n"
        "1 cannot be moved as written (no year): signs-of-wear/kerry (when)\n"
    )


def test_the_cells_of_a_table_stand_below_one_another():
    head, *rows = perturb_text.render(a_strength()).split("\n\n")[0].splitlines()
    for label in ("claim", "where", "down to", "up to", "first to object"):
        at = head.index(label)
        assert all(row[at - 2 : at] == "  " and row[at] != " " for row in rows)


def test_on_a_narrow_page_each_figure_has_its_lines():
    assert perturb_text.render(a_strength(), width=40) == NARROW


def test_the_last_cell_goes_on_below_itself_where_there_is_room_for_it():
    wide = perturb_text.render(a_strength())
    fits = max(map(width, wide.splitlines()))
    lines = perturb_text.render(a_strength(), width=fits - 10).splitlines()
    at = lines[0].index("first to object")
    assert [line[at:] for line in lines[3:5]] == [
        "agreement/restated (down),",
        "territory/losses-add-up (up)",
    ]
    assert lines[4][:at].isspace()


@pytest.mark.parametrize("columns", range(37, 140, 7))
@pytest.mark.parametrize("score", [None, a_score()])
def test_no_line_is_wider_than_the_page_or_ends_in_a_blank(columns, score):
    text = perturb_text.render(a_strength(score=score), width=columns)
    assert [line for line in text.splitlines() if width(line) > columns or line.endswith(" ")] == []


def test_colour_changes_nothing_but_the_colour():
    for columns in (None, 40):
        coloured = perturb_text.render(a_strength(), width=columns, colour=True)
        plain = perturb_text.render(a_strength(), width=columns)
        assert coloured != plain
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_slips_are_counted_in_three_tables_the_weakest_first():
    tables = perturb_text.render(a_strength(guard=None, score=a_score())).split("\n\n")
    assert [line.split(maxsplit=4) for line in tables[0].splitlines()] == [
        ["caught", "of", "share", "slip"],
        ["0", "2", "0", "%", "one digit"],
        ["1", "1", "100", "%", "×10"],
    ]
    assert [line.split()[-1] for line in tables[1].splitlines()] == ["rule", "a/b", LOSSES]
    assert [line.split("  ")[-3:] for line in tables[2].splitlines()[1:]] == [
        ["2015", "ihs-2015", "facts/signs-of-wear.yaml:16"],
        ["14 %", "ihs-2015", "facts/signs-of-wear.yaml:19"],
    ]
    assert tables[3].startswith("1 of 3 slips caught (33 %): all that there are\n")


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (a_score(space=9, seed=5), "a sample of 9, drawn with seed 5"),
        (a_score(space=None), "a sample of more than were counted, drawn with seed 0"),
    ],
)
def test_a_sample_is_told_from_all(score, told):
    strength = a_strength(score=score)
    assert told in perturb_text.render(strength)
    assert told in perturb_html.render(strength)
    assert json.loads(perturb_json.render(strength))["score"]["enumerated"] is False


def test_too_few_caught_are_told_everywhere():
    weak = a_strength(score=a_score(), fail_under=Fraction(1, 2))
    assert weak.exit_code == 1
    assert perturb_text.render(weak).endswith("fewer than the 50 % that must be caught\n")
    assert "fewer than the 50 % that must be caught" in perturb_html.render(weak)
    assert json.loads(perturb_json.render(weak))["score"]["fails"] is True
    enough = attrs.evolve(weak, fail_under=Fraction(1, 3))
    assert enough.exit_code == 0
    assert "must be caught" not in perturb_text.render(enough)


def test_nothing_to_move_and_nothing_tried_are_told():
    assert perturb_text.render(Strength()) == "nothing was tried: mend the problems first\n"
    assert "nothing was tried: mend the problems first" in perturb_html.render(Strength())
    empty = a_strength(guard=Guard(()))
    assert perturb_text.render(empty) == "no figure or date can be moved: nothing was tried\n"
    slipless = a_strength(guard=None, score=Score((), 0, 0))
    assert perturb_text.render(slipless) == "no slip can be made: nothing was tried\n"
    assert "<table" not in perturb_html.render(slipless)


def test_more_than_a_few_that_cannot_be_moved_are_counted():
    many = tuple(Unmoved(Spot(f"a/{number}", "value"), "dozens", "no digits") for number in range(10))
    guard = a_guard(unmoved=(*many[:4], *a_guard().unmoved, *many[4:]))
    told = perturb_text.render(a_strength(guard=guard)).splitlines()[-2:]
    assert told == [
        f"10 cannot be moved as written (no digits): {', '.join(f'a/{n}' for n in range(8))} and 2 more",
        "1 cannot be moved as written (no year): signs-of-wear/kerry (when)",
    ]


def test_problems_are_counted_beside_what_could_be_moved():
    problem = Problem(Location("facts/x.yaml", 3, 5), "unknown key `<vaule>`", "did you mean `value`?")
    strength = a_strength(problems=(problem,))
    assert strength.exit_code == 2
    assert "median slack 25 % · 1 problem\n" in perturb_text.render(strength)
    assert "facts/x.yaml:3:5: unknown key `&lt;vaule&gt;`; did you mean" in perturb_html.render(strength)
    VALIDATOR.validate(json.loads(perturb_json.render(strength)))


# JSON


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("score", [None, a_score(), a_score(space=None, seed=3)])
@pytest.mark.parametrize("guard", [None, a_guard()])
def test_every_document_keeps_the_schema(score, guard):
    document = json.loads(perturb_json.render(a_strength(guard=guard, score=score)))
    VALIDATOR.validate(document)
    assert list(document) == SCHEMA["required"]


def test_the_schema_names_every_key():
    document = json.loads(perturb_json.render(a_strength(score=a_score())))

    def keys(found: object) -> set[str]:
        if isinstance(found, list):
            return set().union(*map(keys, found))
        if isinstance(found, dict):
            return set(found).union(*map(keys, found.values()))
        return set()

    def named(schema: object) -> set[str]:
        if isinstance(schema, list):
            return set().union(*map(named, schema))
        if isinstance(schema, dict):
            return set(schema.get("properties", {})).union(*map(named, schema.values()))
        return set()

    assert keys(document) - named(SCHEMA) == set()


def test_json_has_exact_shares_and_what_is_free_as_null():
    first, second, third = json.loads(perturb_json.render(a_strength()))["figures"]
    assert (first["down"], first["up"], first["up_tried"], first["slack"]) == (None, None, "2115", None)
    assert (second["down"]["share"], second["up"]["share"], second["slack"]) == ("5/7", "0.5", "0.5")
    assert third["down"] == {
        "steps": 0,
        "last": "about 20 %",
        "to": "about 19 %",
        "share": "0",
        "rule": "agreement/restated",
        "set": "",
        "claims": [TWO.id, KERRY.id],
    }
    assert (second["file"], second["line"], second["column"]) == ("facts/signs-of-wear.yaml", 19, 12)


def test_json_tells_what_cannot_be_moved_and_why():
    (unmoved,) = json.loads(perturb_json.render(a_strength()))["unmoved"]
    assert (unmoved["claim"], unmoved["field"], unmoved["written"], unmoved["reason"]) == (
        KERRY.id, "when", "201X/2016", "no year",
    )  # fmt: skip


def test_json_lists_the_slips_that_nobody_notices():
    missed = json.loads(perturb_json.render(a_strength(score=a_score())))["score"]["missed"]
    assert [(each["operator"], each["before"], each["after"]) for each in missed] == [
        ("digit", "14 %", "15 %"),
        ("digit", "2015", "2014"),
    ]


# The page


class _Reader(HTMLParser):
    """Takes in the tags of a page, and whether each that was opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_stands_alone_and_runs_nothing():
    page = perturb_html.render(a_strength(score=a_score()))
    found = read(page)
    assert {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "base"} == set()
    assert [
        name for _, names in found.tags for name in names if name in ("src", "href") or name[:2] == "on"
    ] == []
    assert re.findall(r"url\(|@import|https?:", page) == []


def test_the_page_is_for_light_and_dark_wide_and_narrow():
    page = perturb_html.render(a_strength())
    assert "prefers-color-scheme: dark" in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "@media (max-width:" in page
    named = set(re.findall(r"var\((--[a-z]+)\)", page))
    light, _, dark = page.partition("prefers-color-scheme: dark")
    for part in (light, dark[: dark.index("}")]):
        assert {name for name in named if f"{name}:" not in part} == set()


def test_each_class_of_the_page_has_a_look():
    page = perturb_html.render(a_strength(score=a_score(), problems=(Problem(Location("a"), "b"),)))
    style = page[page.index("<style>") : page.index("</style>")]
    used = {name for _, names in read(page).tags for name in (names.get("class") or "").split()}
    assert {name for name in used if f".{name}" not in style} <= {"even"}


def test_each_figure_and_date_has_a_strip_that_says_what_it_shows():
    found = read(perturb_html.render(a_strength()))
    said = [names["aria-label"] for _, names in found.tags if names.get("role") == "img"]
    assert said == [
        "down to: 4 % (−71 %); up to: 21 % (+50 %)",
        "down to: not at all; up to: about 25 % (+25 %)",
        "down to: free; up to: free",
    ]
    for text in ("14 %", "about 20 %", "2015", "facts/signs-of-wear.yaml:19", "no rule meets it", LOSSES):
        assert text in found.text


def test_a_strip_is_stopped_where_a_rule_objects_and_goes_on_where_none_does():
    one_sided = attrs.evolve(a_guard().moves[0], up=None, up_tried="14,000 %")
    page = perturb_html.render(a_strength(guard=Guard((one_sided,))))
    at = place(Fraction(-5, 7), SHARES)
    stops = [
        names["style"] for _, names in read(page).tags if names.get("class") == "stopped" and "style" in names
    ]
    assert stops == [f"left:{float(at):.1%}"]
    assert (page.count("‹"), page.count("›")) == (0, 1)


def test_what_cannot_be_tried_is_not_called_free():
    moves = attrs.evolve(a_guard().moves[0], up=None)
    strength = a_strength(guard=Guard((moves,)))
    assert "4 % (−71 %)  untried  territory/losses-add-up" in perturb_text.render(strength)
    assert "down to 4 % (−71 %), up untried" in perturb_text.render(strength, width=60)
    shown = strip(TWO, moves)
    assert (shown.free.right, shown.free.is_open_right, shown.stops) == (
        Fraction(1, 2), False, (place(Fraction(-5, 7), SHARES),)
    )  # fmt: skip
    neither = a_strength(guard=Guard((attrs.evolve(moves, down=None),)))
    assert perturb_text.render(neither).splitlines()[1].split()[-3:] == ["untried"] * 3


def test_what_facts_say_is_never_markup():
    evil = '<script>alert("x")</script>\x1b\u202e&'
    claim = attrs.evolve(TWO, id=f"signs-of-wear/{evil}", value=attrs.evolve(TWO.value, text=evil))
    moves = Moves(Spot(claim.id, "value"), evil, "1 %", None, a_move(1, evil, evil, "1/2", evil), 1)
    score = Score((Tried(evil, Spot(claim.id, "value"), evil, evil, (("", evil),), ()),), 1, 0)
    strength = Strength(
        Guard((moves,), (Unmoved(Spot(claim.id, "when"), evil, evil),)),
        score,
        {claim.id: claim},
        {evil: evil},
    )
    page = perturb_html.render(strength)
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert evil.replace("\x1b\u202e", "␛�") in read(page).text
    assert "\x1b" not in perturb_text.render(strength)
    assert "\x1b" not in perturb_text.render(strength, width=40)


def test_the_bar_counts_figures_by_the_sides_that_are_guarded():
    one_sided = attrs.evolve(a_guard().moves[0], up=None)
    found = read(perturb_html.render(a_strength(guard=a_guard(moves=(*a_guard().moves, one_sided)))))
    assert "2 guarded on both sides1 on one side1 on none" in found.text


# Strips


@given(st.fractions(), st.fractions(), st.sampled_from([SHARES, DAYS]))
def test_places_on_a_strip_are_in_order_and_on_it(one, other, scale):
    assert 0 <= place(one, scale) <= 1
    assert place(one, scale) + place(-one, scale) == 1
    if one < other:
        assert place(one, scale) <= place(other, scale)


@pytest.mark.parametrize("scale", [SHARES, DAYS])
def test_the_stops_of_a_strip_stand_at_equal_distances(scale):
    far = len(scale.stops)
    assert len(scale.labels) == far
    assert [place(stop, scale) for stop in scale.stops] == [
        Fraction(1, 2) + Fraction(n, 2 * far) for n in range(1, far + 1)
    ]


def test_a_strip_shows_what_is_meant_and_how_far_it_moves():
    shown = strip(KERRY, a_guard().moves[2])
    typical, widest = KERRY.value.typical, KERRY.value.widest
    assert shown.typical.left == place((typical.low - 20) / 20, SHARES)
    assert shown.widest.right == place((widest.high - 20) / 20, SHARES)
    assert shown.free[:2] == (Fraction(1, 2), place(Fraction(1, 4), SHARES))
    assert shown.free[2:] == (False, False)
    assert shown.widest.left <= shown.typical.left < shown.typical.right <= shown.widest.right


def test_a_strip_reaches_as_far_down_as_up():
    shown = strip(TWO, a_guard().moves[0])
    assert shown.free[:2] == (place(Fraction(-5, 7), SHARES), place(Fraction(1, 2), SHARES))


def test_what_is_free_or_has_no_end_goes_on_beyond_the_strip():
    moves = attrs.evolve(a_guard().moves[0], up=None, up_tried="14,000 %")
    assert strip(TWO, moves).free[1:] == (1, False, True)
    more = attrs.evolve(TWO, value=Quantity.of("more than 14 %"))
    assert strip(more, moves).widest[1:] == (1, False, True)
    ever = attrs.evolve(TWO, when=Period.of("2015/.."))
    shown = strip(ever, a_guard().moves[1])
    assert shown.typical == (Fraction(1, 2), 1, False, True)
    assert shown.free == (0, 1, True, True)


@pytest.mark.parametrize(("step", "days"), [("1 day", 1), ("1 month", "1461/48"), ("1 year", "1461/4")])
def test_dates_move_by_days(step, days):
    moves = attrs.evolve(a_guard().moves[1], step=step, up=a_move(2, "2017", "2018", None))
    assert strip(TWO, moves).free.right == place(2 * Fraction(days), DAYS)


def test_what_has_no_size_has_no_strip_and_is_told_all_the_same():
    nothing = attrs.evolve(TWO, value=Quantity.of("0 %"))
    moves = attrs.evolve(a_guard().moves[0], written="0 %", up=a_move(3, "3 %", "4 %", None), down=None)
    assert strip(nothing, moves) is None
    strength = a_strength(guard=Guard((moves,)), claims={TWO.id: nothing})
    assert "3 % (+3 × 1 %)" in perturb_text.render(strength)
    found = read(perturb_html.render(strength))
    assert "↑ 3 % (+3 × 1 %)" in found.text
    assert [names for _, names in found.tags if names.get("role") == "img"] == []


def test_a_movement_that_could_not_be_judged_is_told_as_such():
    error = MeetsTooOften(NINE, "", 9, 2)
    when = Moves(Spot(TWO.id, "when"), "2015", "1 year", None, None, 0, "2115", "2013", down_refused=(error,))
    strength = a_strength(guard=Guard((when,)), problems=(too_often(error),))
    assert strength.exit_code == 2
    text = perturb_text.render(strength)
    assert "not judged  free" in text
    assert f"{NINE.id} would meet too often" in text
    figure = json.loads(perturb_json.render(strength))["figures"][0]
    assert (figure["down_refused"], figure["up_refused"]) == ([{"rule": NINE.id, "set": ""}], [])


def test_claims_of_one_name_are_told_with_their_files():
    other = attrs.evolve(TWO, id="other/ihs-2015", source=attrs.evolve(TWO.source, id="other"))
    guard = Guard((a_guard().moves[0],))
    alike = a_strength(guard=guard, claims={**CLAIMS, other.id: other})
    assert f"  {TWO.id}  " in perturb_text.render(alike)
    assert f"  {TWO.id}  " not in perturb_text.render(a_strength(guard=guard))


def test_rules_that_are_switched_off_are_told_everywhere():
    off = a_strength(switched_off=("a/b", "a/c"))
    assert perturb_text.render(off).endswith("2 rules switched off: a/b, a/c\n")
    assert "2 rules switched off: a/b, a/c" in perturb_html.render(off)
    assert json.loads(perturb_json.render(off))["switched_off"] == ["a/b", "a/c"]
