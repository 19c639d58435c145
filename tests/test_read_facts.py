from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from consistency.claim import Claim
from consistency.measure import Kind
from consistency.quantity import Interval
from consistency.read.facts import Facts, read_facts
from consistency.reading import Extent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(text: str, name: str = "facts/wear.yaml") -> Facts:
    write(name, text)
    return read_facts(["facts"])


def messages(facts: Facts) -> list[str]:
    return [str(problem) for problem in facts.problems]


def only(facts: Facts) -> Claim:
    assert messages(facts) == []
    (claim,) = facts.claims
    return claim


WHOLE = """\
source:
  id: signs-of-wear
  title: Signs of wear
  publisher: A paper
  published: 2016-03
  url: https://example.org/wear
  note: the month follows from the text
  trust: 0.5
  text: ../articles/wear.txt
defaults:
  about: {subject: ISIS, measure: territory lost}
  tags: [estimate]
measures:
  territory lost: {kind: flow, unit: "%", at_least: 0 %, at_most: 100 %}
claims:
  - id: syria-2015
    about: {place: [Syria, Iraq]}
    when: 2015
    value: 14
    also: [927 mi², 2401 km²]
    lasting: 12 months
    by: IHS
    quote: 14 percent
    locator: paragraph 9
    note: free text
    links: {part_of: total, restates: signs-of-wear/total}
  - id: total
    about:
      subject: the group
    kind: cumulative
    when: 2015/2016-03
    value: "more than 20 %"
    said: 2016-02
    by: [Kerry, the Pentagon]
    tags: [denied]
"""


def read_whole() -> Facts:
    write("articles/wear.txt", "ISIS lost 14 percent of its territory.\n")
    return read(WHOLE)


def test_every_field_of_a_claim_is_read() -> None:
    facts = read_whole()
    assert messages(facts) == []
    syria, total = facts.claims
    assert (syria.id, syria.name, total.id) == (
        "signs-of-wear/syria-2015",
        "syria-2015",
        "signs-of-wear/total",
    )
    assert syria.about == {"subject": ("ISIS",), "measure": ("territory lost",), "place": ("Syria", "Iraq")}
    assert syria.kind is Kind.FLOW
    assert syria.value is not None
    assert (syria.value.text, syria.value.unit.name) == ("14", "%")
    assert [figure.unit.name for figure in syria.also] == ["mi²", "km²"]
    assert str(syria.lasting) == "12 months"
    assert syria.when is not None
    assert not syria.when.instant
    assert (syria.by, syria.quote, syria.locator, syria.note) == (
        ("IHS",),
        "14 percent",
        "paragraph 9",
        "free text",
    )
    assert syria.links == {"part_of": ("signs-of-wear/total",), "restates": ("signs-of-wear/total",)}
    assert facts.files == ("facts/wear.yaml",)


def test_defaults_lie_under_every_claim_and_give_way_to_it() -> None:
    syria, total = read_whole().claims
    assert (syria.tags, total.tags) == (("estimate",), ("denied",))
    assert total.about == {"subject": ("the group",), "measure": ("territory lost",)}
    assert (total.kind, total.by) == (Kind.CUMULATIVE, ("Kerry", "the Pentagon"))


def test_a_source_is_read_whole_and_dates_its_claims() -> None:
    syria, total = read_whole().claims
    source = syria.source
    assert source is total.source
    assert (source.id, source.title, source.publisher) == ("signs-of-wear", "Signs of wear", "A paper")
    assert (source.url, source.text, source.trust) == (
        "https://example.org/wear",
        "../articles/wear.txt",
        Fraction(1, 2),
    )
    assert source.document == "ISIS lost 14 percent of its territory.\n"
    assert source.note == "the month follows from the text"
    assert (str(syria.said), str(total.said)) == ("2016-03", "2016-02")
    assert syria.said is not None
    assert syria.said.instant


def test_every_field_knows_its_place() -> None:
    syria, total = read_whole().claims
    assert (syria.line, syria.column) == (16, 5)
    assert syria.places["value"] == (19, 12, 2)
    assert syria.places["when"] == (18, 11, 4)
    assert syria.places["also"] == (20, 12, 7)
    assert syria.places["about.place"] == (17, 21, 5)
    assert syria.places["about.subject"] == (11, 20, 4)
    assert syria.places["links.part_of"] == (26, 22, 5)
    assert total.places["value"] == (32, 12, 16)
    assert str(total.location("value")) == "facts/wear.yaml:32:12"
    assert str(total.location("lasting")) == "facts/wear.yaml:27:5"


def test_a_source_without_an_id_is_named_by_its_path_below_the_folder_given() -> None:
    text = "claims:\n- {id: a, about: {measure: x}, value: 1}\n"
    write("facts/2015/wear.yaml", text)
    write("facts/plain.yml", text)
    assert [claim.id for claim in read_facts(["facts"]).claims] == ["2015/wear/a", "plain/a"]
    assert [claim.id for claim in read_facts(["facts/2015/wear.yaml"]).claims] == ["wear/a"]
    assert [claim.id for claim in read_facts(["facts/2015", "facts"]).claims] == ["2015/wear/a", "plain/a"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("about: {measure: fighters}, value: 3", Kind.STOCK),
        ("about: {measure: fighters}, when: 2015", Kind.STOCK),
        ("about: {measure: fighters}, kind: flow, value: 3", Kind.FLOW),
        ("about: {measure: unheard of}, value: 3", None),
        ("about: {event: the fall of Mosul}, when: 2014-06", Kind.EVENT),
        ("about: {measure: [unheard of, fighters]}, value: 3", Kind.STOCK),
    ],
)
def test_the_kind_is_the_claims_or_its_measures_or_an_event_without_a_value(
    fields: str, kind: Kind | None
) -> None:
    claim = only(read(f"measures: {{fighters: {{kind: stock}}}}\nclaims: [{{id: a, {fields}}}]\n"))
    assert claim.kind is kind


@pytest.mark.parametrize(
    ("kind", "instant"), [("stock", True), ("event", True), ("flow", False), ("cumulative", False)]
)
def test_a_level_or_an_event_is_one_unknown_day_of_its_date(kind: str, instant: bool) -> None:
    claim = only(read(f"claims: [{{id: a, about: {{measure: x}}, kind: {kind}, when: 2015, value: 3}}]\n"))
    assert claim.when is not None
    assert claim.when.instant is instant


def test_a_value_of_unknown_kind_is_of_all_its_date() -> None:
    claim = only(read("claims: [{id: a, about: {measure: x}, when: 2015, value: 3}]\n"))
    assert claim.when is not None
    assert not claim.when.instant


def widest(claim: Claim) -> Interval:
    assert claim.value is not None
    return claim.value.interval(Extent.WIDEST)


def test_kind_and_bounds_of_a_measure_cut_its_figures() -> None:
    facts = read(
        "measures:\n"
        "  lost: {kind: flow, unit: '%', at_least: 0, at_most: 100 %}\n"
        "  held: {kind: stock, unit: km²}\n"
        "  change: {kind: flow, unit: km²}\n"
        "  far: {kind: flow, unit: km, at_least: 5}\n"
        "claims:\n"
        "- {id: a-share, about: {measure: lost}, value: more than 90 %}\n"
        "- {id: b-level, about: {measure: held}, value: less than 90}\n"
        "- {id: c-change, about: {measure: change}, value: less than 90}\n"
        "- {id: d-other, about: {measure: far}, value: less than 9000 people}\n"
        "- {id: e-far, about: {measure: far}, value: less than 9 km}\n"
    )
    assert messages(facts) == []
    share, level, change, other, far = map(widest, facts.claims)
    assert (share.high, level.low, change.low, other.low, far.low) == (1, 0, None, None, 5000)


def test_a_measures_nouns_count_among_others_in_all_files() -> None:
    write("facts/a.yaml", "claims: [{id: a, about: {measure: killed}, value: at least 83 militants}]\n")
    write(
        "facts/z.yaml",
        "measures:\n  militants killed: {unit: militants, among: people}\n  guards: {among: people}\n",
    )
    facts = read_facts(["facts"])
    claim = only(facts)
    assert claim.value is not None
    assert claim.value.unit.dimension == facts.units.find("people").dimension
    assert facts.units.find("guards").dimension == facts.units.find("people").dimension
    assert facts.measures["guards"].unit == facts.units.find("guards")


def test_a_unit_that_everybody_knows_stays_what_it_is_in_the_vocabulary() -> None:
    facts = read("measures: {length: {kind: duration, unit: months}}\n")
    assert facts.units.find("months").is_duration


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        (
            "km",
            "10 kg",
            "`10 kg` is no figure of `size`, which is in km; write it in km, or give the claim a measure",
        ),
        ("minutes", "12 km²", "`12 km²` is no figure of `size`, which is in minutes"),
        ("goals", "10 gaols", "`10 gaols` is not in goals; did you mean `goals`?"),
    ],
)
def test_a_figure_that_its_measure_cannot_have_is_refused(unit: str, value: str, told: str) -> None:
    vocabulary = f"measures: {{size: {{unit: {unit}}}}}\nclaims:\n"
    facts = read(f"{vocabulary}  - {{id: a, about: {{measure: size}}, value: {value}}}\n")
    assert [message.partition(" ")[2].startswith(told) for message in messages(facts)] == [True]
    assert facts.claims == ()


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("km", "10 miles"),
        ("km", "up 10 %"),
        ("km", "90 km/h"),
        ("km", "3 laps"),
        ("USD", "€10"),
        ("people", "12 men"),
        ("men", "12 hen"),
        ("people", "3 per 1,000 people"),
    ],
)
def test_a_share_a_rate_a_currency_or_another_noun_may_be_of_its_measure(unit: str, value: str) -> None:
    vocabulary = f"measures: {{size: {{unit: {unit}}}}}\nclaims:\n"
    only(read(f"{vocabulary}  - {{id: a, about: {{measure: size}}, value: {value!r}}}\n"))


def test_a_measure_may_be_described_twice_alike() -> None:
    write("facts/a.yaml", "measures: {x: {kind: stock}}\n")
    write("facts/b.yaml", "measures: {x: {kind: stock}, y: {kind: flow}}\n")
    facts = read_facts(["facts"])
    assert messages(facts) == []
    assert sorted(facts.measures) == ["x", "y"]


def test_json_holds_the_same_as_yaml() -> None:
    claim = only(
        read(
            '{"source": {"id": "s", "published": "2016"},\n'
            ' "claims": [{"id": "a", "about": {"measure": "x"}, "value": 12.40, "when": "2015"}]}\n',
            "facts/x.json",
        )
    )
    assert claim.id == "s/a"
    assert claim.value is not None
    assert claim.value.text == "12.40"


def test_rows_are_claims_whose_other_columns_are_dimensions() -> None:
    facts = read(
        '{"id": "a", "measure": "fighters", "place": "Syria", "value": "3 fighters", "when": "2015",'
        ' "source.id": "cia", "source.published": "2016-01", "links.part_of": "b", "by": null, "note": ""}\n'
        "\n"
        '{"id": "b", "measure": "fighters", "value": 12, "tags": ["x", "y"], "source.id": "cia"}\n'
        '{"id": "c", "about": {"measure": "fighters"}, "value": 12, "source": {"id": "ihs"}}\n'
        '{"id": "d", "measure": "fighters", "value": 12, "links": {"part_of": "c"}}\n',
        "facts/rows.jsonl",
    )
    assert messages(facts) == []
    a, b, c, d = sorted(facts.claims, key=lambda claim: claim.name)
    assert [claim.id for claim in (a, b, c, d)] == ["cia/a", "cia/b", "ihs/c", "rows/d"]
    assert a.about == {"measure": ("fighters",), "place": ("Syria",)}
    assert (a.by, a.note, b.tags) == ((), None, ("x", "y"))
    assert a.source is b.source
    assert str(a.said) == "2016-01"
    assert a.links == {"part_of": ("cia/b",)}
    assert d.links == {"part_of": ("ihs/c",)}
    assert a.places["about.place"] == (1, 45, 7)
    assert (c.line, c.column) == (4, 1)


def test_a_table_reads_like_rows_of_json() -> None:
    facts = read(
        "id,measure,value.low,value.high,value.unit,when,by\n"
        'a,fighters,"20,000","31,500",fighters,2014-09,CIA\n'
        "b,fighters,7,7,,2015,\n"
        "c,fighters,,,,2015,\n",
        "facts/table.csv",
    )
    assert messages(facts) == []
    a, b, c = facts.claims
    assert (str(a.value), a.by, str(b.value), b.by, c.value) == (
        "20,000 to 31,500 fighters",
        ("CIA",),
        "7",
        (),
        None,
    )


def test_a_value_may_have_its_unit_in_a_column_of_its_own() -> None:
    facts = read("id,measure,value,value.unit\na,x,12.40,km\nb,x,12,\n", "facts/table.csv")
    assert messages(facts) == []
    assert [str(claim.value) for claim in facts.claims] == ["12.40 km", "12"]


def test_a_cell_may_hold_several_links_speakers_and_tags() -> None:
    facts = read(
        "id,measure,value,links.sum_of,by,tags,place\n"
        "a,x,1,,,,\n"
        "b,x,2,,,,\n"
        "t,x,3,a; b,UN;IHS,estimate;,north; south\n",
        "facts/table.csv",
    )
    assert messages(facts) == []
    total = facts.claims[-1]
    assert total.links == {"sum_of": ("table/a", "table/b")}
    assert (total.by, total.tags, total.about["place"]) == (("UN", "IHS"), ("estimate",), ("north; south",))
    facts = read("id,measure,value,links.sum_of\na,x,1,\nt,x,3,a; bb\n", "facts/table.csv")
    assert [str(problem) for problem in facts.problems] == ["facts/table.csv:3:10: no claim has the id `bb`"]


def test_tables_may_share_a_source_and_documents_may_not() -> None:
    write("facts/a.jsonl", '{"id": "a", "measure": "x", "value": 1, "source.id": "s"}\n')
    write("facts/b.jsonl", '{"id": "b", "measure": "x", "value": 1, "source.id": "s"}\n')
    facts = read_facts(["facts"])
    assert messages(facts) == []
    assert [(claim.id, claim.source.file) for claim in facts.claims] == [
        ("s/a", "facts/a.jsonl"),
        ("s/b", "facts/b.jsonl"),
    ]
    write("facts/c.yaml", "source: {id: s}\nclaims: [{id: c, about: {measure: x}, value: 1}]\n")
    facts = read_facts(["facts"])
    assert [claim.id for claim in facts.claims] == ["s/a", "s/b", "s/c"]
    assert len(facts.problems) == 1
    assert "the source id `s` is that of" in facts.problems[0].message


def test_a_list_of_dates_is_a_set_that_somebody_did_not_quote() -> None:
    facts = read(
        "claims:\n"
        "- {id: a, about: {event: x}, when: [2016-03-10, 2016-03-12]}\n"
        "- {id: b, about: {event: x}, when: '[2016-03-10,2016-03-12]'}\n"
    )
    assert messages(facts) == []
    assert [str(claim.when) for claim in facts.claims] == ["[2016-03-10,2016-03-12]"] * 2


def test_claims_come_in_the_order_of_their_ids() -> None:
    text = "claims:\n" + "".join(f"- {{id: {name}, about: {{m: x}}, value: 1}}\n" for name in "cab")
    assert [claim.name for claim in read(text).claims] == ["a", "b", "c"]


def test_links_reach_into_other_files() -> None:
    write("facts/a.yaml", "claims: [{id: a, about: {m: x}, value: 1, links: {sum_of: [b/b, b/c]}}]\n")
    write("facts/b.yaml", "claims: [{id: b, about: {m: x}, value: 1}, {id: c, about: {m: x}, value: 1}]\n")
    facts = read_facts(["facts"])
    assert messages(facts) == []
    assert facts.claims[0].links == {"sum_of": ("b/b", "b/c")}


def test_a_total_is_no_part_of_itself_where_all_claims_of_its_file_are_parts_of_it() -> None:
    facts = read(
        "defaults: {links: {part_of: total, per: a}}\nclaims:\n"
        "- {id: a, about: {m: x}, value: 1}\n- {id: total, about: {m: x}, value: 1}\n"
    )
    assert messages(facts) == []
    assert [claim.links for claim in facts.claims] == [
        {"part_of": ("wear/total",)},
        {"per": ("wear/a",)},
    ]


def test_one_bad_value_is_one_problem_however_many_claims_link_to_it() -> None:
    links = "".join(f"- {{id: l{n}, about: {{m: x}}, value: 1, links: {{part_of: bad}}}}\n" for n in range(9))
    facts = read(f"claims:\n- {{id: bad, about: {{m: x}}, value: some}}\n{links}")
    assert len(facts.problems) == 1
    assert len(facts.claims) == 9


def test_a_claim_that_does_not_parse_can_still_be_linked_to() -> None:
    facts = read(
        "claims:\n- id: bad\n  about: {m: x}\n  value: @3\n"
        "- {id: good, about: {m: x}, value: 1, links: {part_of: bad}}\n"
    )
    assert [problem.location.line for problem in facts.problems] == [4]


def test_a_bad_default_is_one_problem_and_takes_its_claims_along() -> None:
    facts = read(
        "defaults: {when: 2015-02-31}\nclaims:\n"
        "- {id: a, about: {m: x}, value: 1}\n- {id: b, about: {m: x}, value: 1}\n"
        "- {id: c, about: {m: x}, value: 1, when: 2015}\n"
    )
    assert [str(problem.location) for problem in facts.problems] == ["facts/wear.yaml:1:26"]
    assert [claim.name for claim in facts.claims] == ["c"]


def test_a_misspelt_default_is_one_problem() -> None:
    facts = read("defaults: {abuot: {m: x}}\nclaims:\n- {id: a, value: 1}\n- {id: b, value: 1}\n")
    assert messages(facts) == [
        "facts/wear.yaml:1:12: unknown key `abuot` in `defaults`; did you mean `about`?"
    ]
    assert facts.claims == ()


def test_what_a_broken_block_may_have_held_is_not_said_to_be_missing() -> None:
    facts = read("defaults:\n  about: @x\nclaims:\n- {id: a, value: 1}\n- {id: b, about: {m: x}, value: 1}\n")
    assert [problem.location.line for problem in facts.problems] == [2]
    assert [claim.name for claim in facts.claims] == ["b"]


def test_a_missing_id_is_told_even_where_another_claim_could_not_be_read() -> None:
    facts = read("claims:\n- about: {m: x}\n  value: 1\n- id: b\n\tabout: {m: x}\n  value: 1\n")
    assert [problem.location.line for problem in facts.problems] == [2, 5]


def test_a_problem_in_a_remark_leaves_the_claim_in() -> None:
    facts = read("claims:\n- {id: a, about: {m: x}, value: 1, note: [b]}\n")
    assert messages(facts) == ["facts/wear.yaml:2:42: `note` must be text, not a list; quote it"]
    assert len(facts.claims) == 1


def test_the_order_of_files_and_paths_does_not_matter() -> None:
    write("facts/a.yaml", "source: {id: s}\nclaims: [{id: a, about: {m: x}, value: 1}]\n")
    write("facts/b.yaml", "source: {id: s}\nclaims: [{id: a, about: {m: x}, value: 2}]\n")
    first = read_facts(["facts/a.yaml", "facts/b.yaml"])
    second = read_facts(["facts/b.yaml", "facts/a.yaml"])
    assert messages(first) == messages(second)
    assert (
        [str(claim.value) for claim in first.claims] == [str(claim.value) for claim in second.claims] == ["1"]
    )


def test_the_columns_of_a_problem_follow_quotes_and_escapes() -> None:
    facts = read(
        "claims:\n"
        "- {id: a, about: {m: x}, when: 2015-02-31}\n"
        "- {id: b, about: {m: x}, when: '2015-02-31'}\n"
        '- {id: c, about: {m: x}, when: "\\u0032015-02-31"}\n'
    )
    columns = [problem.location.column for problem in facts.problems]
    assert columns[1] == columns[0] + 1
    assert columns[2] == 32
