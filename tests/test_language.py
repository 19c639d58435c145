"""The reference of the language: every registered function, each with an example that runs.

`python tests/test_language.py` writes the functions into docs/language.md.
"""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from consistency.ask import ask
from consistency.expressions.functions import FUNCTIONS, Function
from consistency.problem import InputError

PAGE = Path(__file__).parent.parent / "docs" / "language.md"
BEGIN, END = "<!-- functions: written by `python tests/test_language.py` -->\n", "<!-- end -->\n"

YEAR, LATE = {"when": "2015"}, {"when": "2015-06/2016"}
MAY, JUNE, DAY = {"when": "2015-05"}, {"when": "2015-06"}, {"when": "2016-03-10"}

# One call for each function that shows what it is for.
EXAMPLES: dict[str, tuple[str, dict[str, object]]] = {
    "roughly": ("roughly(a, b, within='2 pp')", {"a": "20 %", "b": "22.4 %"}),
    "sum": ("sum(parts)", {"parts": ["3 km", "4 km", "5 km"]}),
    "product": ("product(a, b)", {"a": "3 km", "b": "4 km"}),
    "mean": ("mean(parts)", {"parts": ["3 km", "4 km", "8 km"]}),
    "min": ("min(a, b)", {"a": "3 km", "b": "2 mi"}),
    "max": ("max(a, b)", {"a": "3 km", "b": "2 mi"}),
    "count": ("count(parts)", {"parts": ["3 km", "4 km", "5 km"]}),
    "abs": ("abs(a - b)", {"a": "3 km", "b": "5 km"}),
    "low": ("low(a)", {"a": "20,000 to 31,500 fighters"}),
    "middle": ("middle(a)", {"a": "20,000 to 31,500 fighters"}),
    "high": ("high(a)", {"a": "20,000 to 31,500 fighters"}),
    "convert": ("convert(a, 'mi²')", {"a": "24,000 km²"}),
    "number_of": ("a / number_of(b)", {"a": "£48.2 million", "b": "412 employees"}),
    "restated": ("restated(a, b)", {"a": "21,000 to 24,000 km²", "b": "8,100 to 9,300 mi²"}),
    "percent_change": ("percent_change(a, b)", {"a": "40 people", "b": "50 people"}),
    "share": ("share(a, b)", {"a": "30 seats", "b": "120 seats"}),
    "per": ("per(a, b)", {"a": "300 km²", "b": "3 months"}),
    "compound_growth": ("compound_growth(parts)", {"parts": ["10 %", "20 %"]}),
    "compound_decline": ("compound_decline(parts)", {"parts": ["14 %", "8 %"]}),
    "significant_figures": ("significant_figures(a)", {"a": "2,400 km²"}),
    "is_counted": ("is_counted(a)", {"a": "315 villages"}),
    "is_whole": ("is_whole(a)", {"a": "2.5 people"}),
    "is_change": ("is_change(a)", {"a": "12 fewer people"}),
    "hedge_of": ("hedge_of(a)", {"a": "almost 40 %"}),
    "unit": ("unit(a)", {"a": "24,000 square kilometers"}),
    "possible_share_of": ("possible_share_of(a, b)", {"a": "33.4 %", "b": "20 people"}),
    "before": ("before(a.when, b.when)", {"a": {"when": "2014"}, "b": LATE}),
    "after": ("after(a.when, b.when)", {"a": LATE, "b": {"when": "2014"}}),
    "meets": ("meets(a.when, b.when)", {"a": MAY, "b": JUNE}),
    "met_by": ("met_by(a.when, b.when)", {"a": JUNE, "b": MAY}),
    "overlaps": ("overlaps(a.when, b.when)", {"a": YEAR, "b": LATE}),
    "overlapped_by": ("overlapped_by(a.when, b.when)", {"a": LATE, "b": YEAR}),
    "during": ("during(a.when, b.when)", {"a": MAY, "b": YEAR}),
    "contains": ("contains(a.when, b.when)", {"a": YEAR, "b": MAY}),
    "starts": ("starts(a.when, b.when)", {"a": {"when": "2015-01"}, "b": YEAR}),
    "started_by": ("started_by(a.when, b.when)", {"a": YEAR, "b": {"when": "2015-01"}}),
    "finishes": ("finishes(a.when, b.when)", {"a": {"when": "2015-12"}, "b": YEAR}),
    "finished_by": ("finished_by(a.when, b.when)", {"a": YEAR, "b": {"when": "2015-12"}}),
    "same_period": ("same_period(a.when, b.when)", {"a": YEAR, "b": {"when": "2015-01/2015-12"}}),
    "within": ("within(a.when, b.when)", {"a": {"when": "2015-12"}, "b": YEAR}),
    "precedes": ("precedes(a.when, b.when)", {"a": MAY, "b": JUNE}),
    "follows": ("follows(a.when, b.when)", {"a": JUNE, "b": MAY}),
    "starts_before": ("starts_before(a.when, b.when)", {"a": YEAR, "b": LATE}),
    "ends_before": ("ends_before(a.when, b.when)", {"a": YEAR, "b": LATE}),
    "disjoint": ("disjoint(a.when, b.when)", {"a": MAY, "b": JUNE}),
    "duration": ("duration(a.when)", {"a": {"when": "2015-12/2016-03"}}),
    "days_between": ("days_between(a.when, b.when)", {"a": {"when": "2016-03-01"}, "b": DAY}),
    "weekday": ("weekday(a.when)", {"a": DAY}),
    "as_written": ("as_written(a.when)", {"a": {"when": "2016-03~"}}),
    "falls_on": ("falls_on(a.when, a.weekday)", {"a": {**DAY, "weekday": "Thurs."}}),
    "appears_in": (
        "appears_in(a.quote, a.text)",
        {"a": {"quote": "14 percent … since", "text": "It lost 14 percent in 2015, and more since."}},
    ),
    "has_number": ("has_number(a.quote)", {"a": {"quote": "of the villages"}}),
    "has_number_of": ("has_number_of(a.quote, a)", {"a": {"quote": "another eight percent", "value": "8 %"}}),
    "same": ("same(a.place, b.place)", {"a": {"place": "New York"}, "b": {"place": "new  york"}}),
}  # fmt: skip


def usage(function: Function) -> str:
    """Return how a function is called."""
    parameters = [
        f"{each.name}='2 pp'" if each.kind == "tolerance" else each.name for each in function.parameters
    ]
    return f"{function.name}({', '.join(parameters)}{', …' if function.variadic else ''})"


def reference() -> str:
    """Return the part of the page that is about functions."""
    parts = []
    for function in FUNCTIONS.values():
        expression, roles = EXAMPLES[function.name]
        said = ", ".join(f"{name}={fields!r}".replace("'", '"') for name, fields in roles.items())
        parts.append(
            f"**`{usage(function)}`** · {function.meaning}\n\n```python\n"
            f'>>> ask("{expression}", {said})\n{ask(expression, **roles)!r}\n\n```\n\n'  # type: ignore[arg-type]
        )
    return "\n" + "".join(parts)


def test_every_function_has_an_example_that_calls_it() -> None:
    assert EXAMPLES.keys() == FUNCTIONS.keys()
    assert [name for name, (expression, _) in EXAMPLES.items() if f"{name}(" not in expression] == []


def test_the_page_is_current() -> None:
    text = PAGE.read_text("utf-8")
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == reference()


def test_the_page_is_true() -> None:
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (tried.failed, tried.attempted > len(FUNCTIONS)) == (0, True)


def test_every_example_is_decided() -> None:
    told = {ask(expression, **roles) for expression, roles in EXAMPLES.values()}  # type: ignore[arg-type]
    assert not [word for word in told if word.startswith("undetermined")]


if __name__ == "__main__":
    whole = PAGE.read_text("utf-8")
    head, _, rest = whole.partition(BEGIN)
    PAGE.write_text(head + BEGIN + reference() + END + rest.partition(END)[2], "utf-8")


@pytest.mark.parametrize(
    ("expression", "roles", "told"),
    [
        ("a > 0", {"a": "12 kilometrs"}, "unknown unit `kilometrs`; did you mean `kilometers`?"),
        ("a.tem", {"a": {"team": "x"}}, "no claim here has `tem`; did you mean `team`?"),
        ("same(a.tem, a.team)", {"a": {"team": "x"}}, "no claim here has `tem`; did you mean `team`?"),
        ("a.lenght", {"a": "12 km"}, "no claim here has `lenght`; the fields of its own are `.value`, "),
    ],
)
def test_a_slip_in_what_is_asked_is_told_with_what_was_meant(expression, roles, told):
    with pytest.raises(InputError) as raised:
        ask(expression, **roles)
    assert str(raised.value).startswith(told)


def test_a_dimension_that_only_another_claim_has_is_unknown():
    assert ask("a.team", a="12 km", b={"team": "x"}) == "unknown"
