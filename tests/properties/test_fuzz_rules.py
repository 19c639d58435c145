"""Whatever a rule file holds, it is loaded or refused at a place: at once, and without running any of it.

`python tests/properties/test_fuzz_rules.py 20000` tries as many files as it is told.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import consistency
from consistency.expressions.functions import FUNCTIONS
from consistency.pipeline import check
from consistency.problem import Problem
from consistency.quantity import Units
from consistency.read.rules import read_rules
from consistency.read.schema import OWN_FIELDS, RULE
from consistency.reports import json, text
from consistency.rule import Rule
from consistency.settings import SHOWABLE, Settings

MOST_SECONDS = 1.0

FACTS = """\
measures:
  m: {kind: flow, unit: people}
claims:
  - {id: a, about: {measure: m, place: p}, value: about 40, when: 2015, by: us, also: 3 dozen}
  - {id: b, about: {measure: m, place: p}, value: 0, when: 2015-12/2016-03, by: them, said: 2017}
  - {id: c, about: {measure: m, place: [p, q]}, value: 14 %, when: 2014~, lasting: 12 months, quote: q}
  - {id: d, about: {measure: m, place: p}, value: more than 3 km², kind: stock, links: {part_of: a}}
  - {id: e, about: {measure: n, place: p}, when: 2015-05-01, kind: event, tags: [expected]}
  - {id: f, about: {measure: n, place: q}, value: "-5 to 5 °C", when: 2016/..}
  - {id: g, about: {measure: n, place: q}, value: 1/3, kind: share, said: 2016-02-29}
"""

CALLS: list[str] = []
"""What was run that no rule may run."""

_HARMFUL = ("os.", "subprocess.", "socket.", "ctypes.", "pty.", "shutil.", "webbrowser.")
_LOOKING = ("os.listdir", "os.scandir")
_watching = [False]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching[0]:
        return
    if event == "exec":  # of a text that was compiled; of a module that is imported, too
        name = getattr(arguments[0], "co_filename", "")
        if not Path(name).exists():
            CALLS.append(f"exec {name}")
    elif event == "open":
        if set(str(arguments[1])) & set("wax+"):
            CALLS.append(f"open {arguments[0]}")
    elif event.startswith(_HARMFUL) and event not in _LOOKING:
        CALLS.append(f"{event} {arguments}")


sys.addaudithook(_watch)


# What rules are made of

NAMES = ["a", "b", "total", "größe"]
ODD_NAMES = ["sum", "if", "__class__", "a b", "1a", "''", "a.b", "None", "each", "\u00aa", "x" * 300]
NUMBERS = [
    "0",
    "1",
    "2.5",
    ".5",
    "1_000",
    "1e9",
    "0x10",
    "1j",
    "9" * 30,
    "9" * 199,
    "9" * 5000,
    "1" + "0" * 150,
]
CONSTANTS = [
    "'2 pp'", "'10 %'", "'30 days'", "'km²'", "'people'", "'-1 km'", "'1e999999999 km'", "'about 3'", "''",
    "'10**10**10'", "'km**9999999999'", "'10^10^10 m'", "'3 trillion trillion people'", "'Monday'", "b'x'",
    "'%'", "'" + "9" * 900 + " km'", "'1/0'", "'0/0 km'", "'inf'", "'nan km'", "f'{a}'", "'x' 'y'", "u'1 km'",
]  # fmt: skip

ESCAPES = [
    "().__class__.__bases__[0].__subclasses__()",
    "a.__class__.__mro__",
    "a.__class__",
    "a.value.__class__",
    "a.value.text",
    "a.__init__.__globals__",
    "a._value == b._value",
    "a.__dict__ == b.__dict__",
    "''.__class__ == 'x'",
    "'{0.__class__}'.format(a) == 'x'",
    "'%s' % a == 'x'",
    "f'{a.__class__}' == 'x'",
    "f'{__import__(\"os\")}' == ''",
    "__import__('os').system('true') == 0",
    "__builtins__ == a",
    "__import__",
    "eval('1') == a",
    "exec('x = 1')",
    "compile('1', '', 'eval') == a",
    "open('harmed', 'w').write('x') == 1",
    "getattr(a, 'value') == b",
    "getattr(a, '__class__') == b",
    "setattr(a, 'value', b)",
    "globals()['a'] == b",
    "locals() == a",
    "vars(a) == b",
    "dir(a) == b",
    "type(a) == b",
    "type('X', (), {})() == a",
    "print(a) == b",
    "input() == a",
    "breakpoint()",
    "help(a)",
    "exit()",
    "quit(a)",
    "int('9' * 9) == a",
    "sum(a, key=a) == b",
    "sum(*[a, b]) == a",
    "sum(**{'figure': a}) == a",
    "max(a for a in (a, b)) == b",
    "[a for a in ().__class__.__base__.__subclasses__()] == a",
    "{a: b for a in b} == a",
    "{a for a in b} == a",
    "(a for a in b) == a",
    "[a][0] == b",
    "(a, b) == b",
    "{a: b}[a] == b",
    "{*a} == b",
    "a['value'] == b",
    "a[0] == b",
    "a[0:1] == b",
    "(lambda: a)() == b",
    "lambda: a",
    "(x := a) == b",
    "a if a else b",
    "(a if a == b else b) == a",
    "await a",
    "(yield a)",
    "(yield from a)",
    "a @ b == a",
    "a ** b == a",
    "2 ** 10 ** 10 == a",
    "9 ** 9 ** 9 ** 9 == a",
    "a % b == a",
    "a // b == a",
    "a << 99999999 == b",
    "1 << 99999999999 == b",
    "a | b == a",
    "a & b == a",
    "a ^ b == a",
    "~a == b",
    "a is b",
    "a is not b",
    "a in b",
    "a not in [b]",
    "'x' * 10 ** 9 == a",
    "'x' * 1000000000 == a.place",
    "9" * 4301 + " == a",
    "a == " + "9" * 1900,
    "a == 1e999999999",
    "a == 0x" + "f" * 1000,
    "a == 1j",
    "a == ...",
    "a == None",
    "True",
    "a == True",
    "not a",
    "a.when.low == b",
    "a.when < b.when",
    "sum == a",
    "sum.__call__(a) == b",
    "sum(a).__class__ == b",
    "low.__globals__ == a",
    "(sum)(a) == b.__class__",
    "a(b) == a",
    "a.when() == b",
    "sum(a)(b) == a",
    "import os",
    "import os; os.system('true')",
    "a == b; a == b",
    "a == b\nimport os",
    "del a",
    "a = b",
    "@a\ndef f(): pass",
    "assert a == b",
    "raise a",
    "global a",
    "a == b\x00",
    "a == b\\",
    "ａ.__class__ == b",
    "a.ｗhen.__class__ == b",
    "a.__cl\u00adass__ == b",
    "a.＿＿class＿＿ == b",
    "𝔤𝔢𝔱𝔞𝔱𝔱𝔯(a, 'value') == b",
    "convert(a, 'km').__class__ == a",
    "convert(a, '__import__(\"os\")') == a",
    "convert(a, 'km**10**10') == a",
    "convert(a, 'km' * 10**9) == a",
    "roughly(a, b, within=a)",
    "roughly(a, b, within='__import__(\"os\")')",
    "roughly(a, b, within='9**9**9 %')",
    "roughly(a, b, within=f'{a}')",
    "roughly(a, b, **{'within': '1 %'})",
    "(" * 100 + "a" + ")" * 100 + " == a.__class__",
    "(" * 900 + "a" + ")" * 900,
    "[" * 900 + "]" * 900,
    "{" * 500 + "}" * 500,
    "not " * 400 + "a == b",
    "-" * 1900 + "a == b",
    "a" + ".a" * 900 + " == b",
    "a" + "(a)" * 600 + " == b",
    "a" + "[a]" * 600 + " == b",
    "a == b" + " or (a == b" * 150 + ")" * 150,
    "+".join(["a"] * 900) + " == b",
    "*".join(["a"] * 900) + " == b",
    "a if a else " * 150 + "b",
    "lambda: " * 200 + "a",
    f"sum({','.join(['a'] * 900)}) == b",
    f"product({','.join(['a', 'b'] * 400)}) == b",
    "sum(" * 30 + "a" + ",b,a,b)" * 30 + " == b",
    "a" * 5000 + " == b",
    "a" * 1900 + " == b",
    "a." + "a" * 1900 + ".a == b",
    "a" * 1900 + ".x == b",
    "a.__" + "a" * 1900 + " == b",
    " " * 2000 + "a == b",
]
"""What is known to lead out of sandboxes for Python expressions, or to make them run for ever."""

MESSAGES = [
    "{a.value.__class__}", "{a.__class__.__mro__}", "{a.__init__.__globals__[os]}", "{a.__doc__}", "{sum}",
    "{0}", "{}", "{ }", "{", "}", "{{a}}}", "{a", "{{{a}}}", "{a}" * 300, "{a!r}", "{a=}", "{a[0]}",
    "{a:{b}}", "{a:>1000000000}", "{'x' * 10**9}", "{lambda: a}", "{a if a else b}", "{open('harmed', 'w')}",
    "%s %(a)s $a",
]  # fmt: skip


def long(between: str, part: str, times: int) -> str:
    """Return a chain of one part, no longer than an expression may be."""
    return between.join([part] * max(min(times, 1_900 // (len(part) + 1)), 1))


FIGURE_FUNCTIONS = ["sum", "product", "mean", "min", "max", "abs", "low", "middle", "high"]
FIGURES = st.recursive(
    st.sampled_from([*NAMES, "a.also", "b.lasting", "a.value", "total.value"])
    | st.sampled_from(NUMBERS)
    | st.sampled_from(CONSTANTS),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})")
        | inner.map(lambda part: f"-{part}")
        | st.tuples(st.sampled_from(FIGURE_FUNCTIONS), st.lists(inner, min_size=1, max_size=3)).map(
            lambda parts: f"{parts[0]}({', '.join(parts[1])})"
        )
        | st.tuples(st.sampled_from(["percent_change", "share", "per"]), inner, inner).map(
            lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"
        )
        | st.tuples(inner, st.sampled_from(CONSTANTS)).map(lambda parts: f"convert({parts[0]}, {parts[1]})")
        | st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), st.integers(2, 900)).map(
            lambda parts: long(parts[1], parts[0], parts[2])
        )
        | st.tuples(st.sampled_from(FIGURE_FUNCTIONS), inner, st.integers(2, 900)).map(
            lambda parts: f"{parts[0]}({long(',', parts[1], parts[2])})"
        )
    ),
    max_leaves=8,
)
PERIODS = st.sampled_from(["a.when", "b.when", "total.when", "a.said", "b", "größe.when", "a.nothing"])
RELATIONS = sorted(
    name for name, known in FUNCTIONS.items() if [part.kind for part in known.parameters] == ["period"] * 2
)
TEXTS = st.sampled_from(
    ["a.place", "b.by", "a.kind", "weekday(a.when)", "unit(a)", "'Monday'", "b.source", "'x'"]
)
CONDITIONS = st.recursive(
    st.tuples(FIGURES, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), FIGURES).map(" ".join)
    | st.tuples(st.sampled_from(RELATIONS), PERIODS, PERIODS).map(lambda got: f"{got[0]}({got[1]}, {got[2]})")
    | st.tuples(TEXTS, st.sampled_from(["==", "!=", "<"]), TEXTS).map(" ".join)
    | st.tuples(TEXTS, TEXTS).map(lambda pair: f"same({pair[0]}, {pair[1]})")
    | st.tuples(FIGURES, FIGURES, st.sampled_from(CONSTANTS)).map(
        lambda got: f"roughly({got[0]}, {got[1]}, within={got[2]})"
    )
    | st.tuples(st.sampled_from(["restated", "possible_share_of"]), FIGURES, FIGURES).map(
        lambda got: f"{got[0]}({got[1]}, {got[2]})"
    )
    | st.tuples(PERIODS, FIGURES).map(lambda pair: f"duration({pair[0]}) < {pair[1]}")
    | st.tuples(PERIODS, PERIODS, FIGURES).map(lambda got: f"days_between({got[0]}, {got[1]}) > {got[2]}")
    | st.lists(FIGURES, min_size=2, max_size=30).map(" < ".join),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"({' and '.join(parts)})")
        | st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"({' or '.join(parts)})")
        | inner.map(lambda part: f"not {part}")
        | st.tuples(inner, st.integers(1, 70)).map(lambda got: "not (" * got[1] + got[0] + ")" * got[1])
    ),
    max_leaves=4,
)
EXPRESSIONS = st.one_of(*[CONDITIONS] * 5, st.sampled_from(ESCAPES), FIGURES)

# How rules are written


def quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\0", "\\0") + '"'


VALUES = st.sampled_from(
    ["m", "n", "p", "$where", "$where", "$v", "[p, q]", "{not: q}", "{given: true}", "{given: false}",
     "stock", "{}", "", "$", "$1", "[$where]", "{not: $where}", "[[p]]", "{each: {id: $v}}", "2015", "*a",
     "!!python/name:os.system x", "!!python/object/apply:os.system [x]"]
)  # fmt: skip
KEYS = st.sampled_from(
    [*OWN_FIELDS, "place", "place", "measure", "links.part_of", "each", "note", "about.x", "größe"]
)
PATTERNS = st.lists(st.tuples(KEYS, VALUES), max_size=3, unique_by=lambda pair: pair[0]).map(
    lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
)
ROLES = st.one_of(
    st.sampled_from([["a", "b"], ["a", "b", "total"], ["a"], NAMES]).map(
        lambda names: [
            (name, "{measure: m, place: $where}" if len(names) > 1 else "{measure: m}") for name in names
        ]
    ),
    st.lists(
        st.tuples(st.sampled_from([*NAMES, *ODD_NAMES]), PATTERNS), max_size=5, unique_by=lambda pair: pair[0]
    ),
    st.integers(2, 60).map(
        lambda count: [(f"r{n}", f"{{place: $v{n}, by: $v{n + 1}}}") for n in range(count)]
    ),
)
MESSAGE = st.one_of(
    st.sampled_from(MESSAGES),
    st.lists(EXPRESSIONS, max_size=3).map(lambda found: "x".join(f"{{{e}}}" for e in found)),
)
EXAMPLE_FIELDS = st.sampled_from(
    ["{value: 3, when: 2015}", "{}", "{value: 14 %}", "{id: x, source: y}", "{vaule: 3}", "{value: [3]}", "",
     "{links.part_of: a}", "{value: '" + "9" * 400 + "'}", "{when: 9999999999999}"]
)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Return the text of a rule file whose keys are mostly right, and what they hold often not."""
    roles = draw(ROLES)
    lines = ["summary: s", "claims:", *[f"  {name}: {pattern}" for name, pattern in roles]]
    readings = draw(st.integers(1, 3))
    if readings == 1:
        lines.append(f"expect: {quoted(draw(EXPRESSIONS))}")
    else:
        lines += ["expect:", *[f"  way {n}: {quoted(draw(EXPRESSIONS))}" for n in range(readings)]]
    if draw(st.booleans()):
        lines += ["where:", *[f"  - {quoted(draw(EXPRESSIONS))}" for _ in range(draw(st.integers(1, 2)))]]
    if draw(st.booleans()):
        lines.append(f"message: {quoted(draw(MESSAGE))}")
    for key, values in OTHERS.items():
        if not draw(st.integers(0, 3)):
            lines.append(f"{key}: {draw(values)}")
    if draw(st.booleans()):
        claims = ", ".join(f"{name}: {draw(EXAMPLE_FIELDS)}" for name, _ in roles)
        verdict = draw(st.sampled_from(["consistent", "contradicted", "good"]))
        lines += ["examples:", f"  - {{name: one, verdict: {verdict}, claims: {{{claims}}}}}"]
    return "\n".join(lines) + "\n"


OTHERS = {
    "severity": st.sampled_from(["error", "warning", "note", "eror", "[error]"]),
    "symmetric": st.sampled_from(["[a, b]", "a", "[a, a]", "[a, zz]", "[]"]),
    "sequence": st.sampled_from(["[a, b]", "[a, b, total]", "[b]", "{a: b}"]),
    "establish": st.sampled_from(["true", "false", "a < b", "a + b", "{x: a < b}"]),
    "rationale": st.sampled_from(["|\n  why\n  not", "", "[]"]),
    "tags": st.sampled_from(["x", "[x, y]", "{}"]),
    "zzz": st.just("1"),
}

SOUND_FIGURES = st.recursive(
    st.sampled_from(
        ["a", "b", "a", "b", "a.also", "b.value", "1", "0", "2.5", "9" * 199, "'3 people'", "'14 %'"]
    ),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})")
        | inner.map(lambda part: f"-{part}")
        | st.tuples(st.sampled_from(FIGURE_FUNCTIONS), inner).map(lambda parts: f"{parts[0]}({parts[1]})")
        | st.tuples(inner, inner).map(lambda parts: f"max({parts[0]}, {parts[1]})")
        | st.tuples(inner, st.sampled_from("+*/"), st.integers(2, 20)).map(
            lambda parts: long(parts[1], parts[0], parts[2])
        )
    ),
    max_leaves=6,
)
SOUND_CONDITIONS = st.recursive(
    st.tuples(SOUND_FIGURES, st.sampled_from(["==", "<", ">="]), SOUND_FIGURES).map(" ".join)
    | st.tuples(st.sampled_from(RELATIONS), st.sampled_from(["a.when, b.when", "b.said, a.when"])).map(
        lambda parts: f"{parts[0]}({parts[1]})"
    )
    | st.sampled_from(["same(a.by, b.by)", "weekday(a.when) == 'Monday'", "duration(a.when) < '3 days'"])
    | SOUND_FIGURES.map(lambda figure: f"roughly({figure}, b, within='10 %')"),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' or '.join(parts)})")
        | inner.map(lambda part: f"not ({part})")
    ),
    max_leaves=3,
)


@st.composite
def sound_rules(draw: st.DrawFn) -> str:
    """Return the text of a rule file that nearly always loads, and that some of the facts meet."""
    lines = ["summary: s", "claims:", "  a: {place: $p}", "  b: {place: $p}"]
    lines += [
        "expect:",
        *[f"  way {n}: {quoted(draw(SOUND_CONDITIONS))}" for n in range(draw(st.integers(1, 2)))],
    ]
    if draw(st.booleans()):
        lines.append(f"where: {quoted(draw(SOUND_CONDITIONS))}")
    if draw(st.booleans()):
        lines.append(f"message: {quoted(f'{{a}} or {{{draw(SOUND_FIGURES)}}}')}")
    lines += draw(st.sampled_from([[], ["symmetric: [a, b]"], ["sequence: [a, b]"]]))
    if draw(st.booleans()):
        lines.append(f"establish: {draw(st.just('true') | SOUND_CONDITIONS.map(quoted))}")
    return "\n".join(lines) + "\n"


ODD = "\t\x85\u2028\ufeff\u202e\u0301\\\"'`{}[]()<>|&*!%@#:,-~$.=\r\x07é\U0001f600" + "\x7f\u00a0"


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Return the text of a rule file after something happened to it."""
    text = draw(rules() | sound_rules())
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 12)), len(text))
        happens = draw(st.integers(0, 7))
        if happens == 0:
            text = text[:start] + text[end:]
        elif happens == 1:
            text = text[:end] + text[start:]
        elif happens == 2:
            text = text[:start] + draw(st.text(ODD, min_size=1, max_size=3)) + text[start:]
        elif happens == 3:
            lines[one], lines[other] = lines[other], lines[one]
            text = "\n".join(lines)
        elif happens == 4:
            text = "\n".join([*lines[: one + 1], *lines[one:]])
        elif happens == 5:
            text = "\n".join([*lines[:one], "  " * draw(st.integers(0, 80)) + lines[one], *lines[one + 1 :]])
        elif happens == 6:
            depth = draw(st.sampled_from([3, 60, 5000]))
            text = text[:start] + draw(st.sampled_from("([{-!")) * depth + text[start:]
        else:
            text = text[:start] + draw(st.sampled_from([*NUMBERS, *RULE.shapes])) + text[start:]
    return text


# The law


@contextmanager
def watched() -> Iterator[None]:
    """Assert that what is done within runs nothing that no rule may run, and that Python warns of nothing."""
    CALLS.clear()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        _watching[0] = True
        try:
            yield
        finally:
            _watching[0] = False
    assert CALLS == [], str(CALLS)
    assert told == []


class Run(NamedTuple):
    """What reading a rule file and checking a few facts by it gave, and the seconds it took."""

    found: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    shown: tuple[str, ...]
    reading: float
    whole: float


def run(written: str, guard: Callable[[], AbstractContextManager[None]]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        facts, rule = Path(folder, "f.yaml"), Path(folder, "r.yaml")
        facts.write_text(FACTS, "utf-8")
        rule.write_text(written, "utf-8", newline="")
        begun = time.process_time()
        with guard():
            found, problems = read_rules([rule], Units.standard(), {})
            read = time.process_time()
            report = check(Settings(facts=[str(facts)], rules=[str(rule)], show=frozenset(SHOWABLE)))
            shown = text.render(report), json.render(report)
        return Run(found, problems, shown, read - begun, time.process_time() - begun)


# So that all is imported, Pint and its table of rare units too: modules may well run texts of their own.
for module in pkgutil.walk_packages(consistency.__path__, "consistency."):
    if not module.name.endswith(("__main__", ".plugin")):
        importlib.import_module(module.name)
for limit in ("3", "'3 zz'"):
    run(f"summary: s\nclaims: {{a: {{measure: m}}}}\nexpect: a < {limit}\n", nullcontext)


def in_time(written: str, done: Run) -> None:
    """Assert that a file is read and checked at once; one that was not is tried again."""
    if done.reading < MOST_SECONDS and done.whole < 2 * MOST_SECONDS:  # the file is read twice
        return
    again = [run(written, nullcontext) for _ in range(2)]
    assert min(each.reading for each in again) < MOST_SECONDS
    assert min(each.whole for each in again) < 2 * MOST_SECONDS


def loads_or_is_refused(written: str) -> None:
    done = run(written, watched)
    assert bool(done.found) != bool(done.problems)
    assert all(problem.location.file.endswith("r.yaml") and problem.message for problem in done.problems)
    assert all(problem.location.line for problem in done.problems) or len(done.problems) == 1
    assert all(rule.expect and rule.roles for rule in done.found)
    assert all(0 < len(part) < 2_000_000 for part in done.shown)
    in_time(written, done)


TRIED = st.one_of(sound_rules(), rules(), mangled())


@settings(max_examples=300)
@given(TRIED)
def test_any_rule_file_is_loaded_or_refused_at_once_and_runs_nothing(written: str) -> None:
    loads_or_is_refused(written)


FRAMES = {
    "expect": "summary: s\nclaims: {{a: {{x: $x}}, b: {{x: $x}}}}\nexpect: {}\n",
    "where": "summary: s\nclaims: {{a: {{x: $x}}, b: {{x: $x}}}}\nexpect: a < b\nwhere:\n  - {}\n",
    "a reading": "summary: s\nclaims: {{a: {{x: $x}}, b: {{x: $x}}}}\nexpect:\n  one: a < b\n  two: {}\n",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("escape", ESCAPES, ids=range(len(ESCAPES)))
def test_no_way_out_of_the_language_is_known(escape: str, frame: str) -> None:
    refused(FRAMES[frame].format(quoted(escape)))


@pytest.mark.parametrize("escape", [text for text in ESCAPES if "{" not in text and "}" not in text])
def test_no_way_out_of_a_message_is_known(escape: str) -> None:
    refused(f"summary: s\nclaims: {{a: {{}}}}\nexpect: a < 3\nmessage: {quoted(f'{{{escape}}}')}\n")


def test_what_python_would_warn_of_is_read_without_a_word() -> None:
    written = "summary: s\nclaims: {a: {measure: m}}\nexpect: "
    assert run(written + "a == 1or a.place == '\\d'\n", watched).found


def test_many_variables_that_join_nothing_take_no_long_search() -> None:
    roles = "".join(f"  r{n}: {{place: $v{n}}}\n" for n in range(4_000))
    written = f"summary: s\nclaims:\n{roles}expect: r1 < r2\n"
    done = run(written, watched)
    assert len(done.problems) == 101
    assert "did you mean `$v" in str(done.problems[0])
    in_time(written, done)


def refused(written: str) -> None:
    done = run(written, watched)
    assert done.found == ()
    assert [problem.location.line for problem in done.problems] == [written.count("\n")]
    assert all(problem.location.column and problem.message for problem in done.problems)
    assert all(len(str(problem)) < 1_000 for problem in done.problems)
    in_time(written, done)


if __name__ == "__main__":
    count = int(sys.argv[1])
    deep = settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    deep(given(TRIED)(loads_or_is_refused))()
    print(f"{count} rule files: each was loaded or refused")
