"""The functions that expressions may call: their names, parameters and results.

What a call means is looked up by its function's name, in the table for its result: `truth` in `compile.py`,
`text` in `words.py`, `quantity` in `range.py`. One that is short for arithmetic is spelt out here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from consistency.expressions.tree import Arithmetic, Call, Node, Number
from consistency.period import RELATIONS


class Parameter(NamedTuple):
    """One parameter: its name and the kind of value it takes.

    `truth`, `quantity`, `period` and `text` take any expression of that kind; `written` takes a figure as a
    claim has it, none that is worked out. `figures` are a figure, or those of all claims of a group; `group`
    is a group itself; `tolerance` and `unit` are text constants.
    """

    name: str
    kind: str


class Function(NamedTuple):
    """A registered function.

    `variadic`: the last parameter may be given any number of times, at least once. `spelt_out` gives the
    arithmetic that a call is short for.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: str
    meaning: str
    variadic: bool = False
    spelt_out: Callable[..., Node] | None = None


def _joined(operator: str) -> Callable[..., Node]:
    def spell(*figures: Node) -> Node:
        # By halves, so that the sum of a large group is not nested as deep as the group is large.
        if len(figures) == 1:
            return figures[0]
        half = (len(figures) + 1) // 2
        left, right = spell(*figures[:half]), spell(*figures[half:])
        return Arithmetic(operator, left, right, right.offset)

    return spell


_ONE = Number(Fraction(1))
_SUM = _joined("+")
_PRODUCT = _joined("*")


def _mean(*figures: Node) -> Node:
    return Arithmetic("/", _SUM(*figures), Number(Fraction(len(figures))), figures[0].offset)


def _grown(*changes: Node) -> Node:
    return Arithmetic(
        "-", _PRODUCT(*[Arithmetic("+", _ONE, change, change.offset) for change in changes]), _ONE
    )


def _shrunk(*changes: Node) -> Node:
    return Arithmetic(
        "-", _ONE, _PRODUCT(*[Arithmetic("-", _ONE, change, change.offset) for change in changes])
    )


def _quotient(numerator: Node, divisor: Node) -> Node:
    return Arithmetic("/", numerator, divisor, numerator.offset)


def _change(start: Node, end: Node) -> Node:
    # end / start − 1 rather than (end − start) / start: each figure stands in it once, so its range is exact.
    return Arithmetic("-", Arithmetic("/", end, start, end.offset), Number(Fraction(1)), end.offset)


def _function(
    name: str,
    parameters: str,
    result: str,
    meaning: str,
    *,
    variadic: bool = False,
    spelt_out: Callable[..., Node] | None = None,
) -> Function:
    pairs = (part.split(":") for part in parameters.split())
    return Function(name, tuple(Parameter(*pair) for pair in pairs), result, meaning, variadic, spelt_out)


_QUANTITIES = (
    _function(
        "roughly",
        "a:quantity b:quantity within:tolerance",
        "truth",
        "a and b differ by no more than the tolerance: absolute in a unit or in `pp`, of b in `%`",
    ),
    _function("sum", "figure:figures", "quantity", "the total", variadic=True, spelt_out=_SUM),
    _function("product", "figure:figures", "quantity", "the product", variadic=True, spelt_out=_PRODUCT),
    _function(
        "mean",
        "figure:figures",
        "quantity",
        "the arithmetic mean, each figure weighing alike",
        variadic=True,
        spelt_out=_mean,
    ),
    _function("min", "figure:figures", "quantity", "the least of the figures", variadic=True),
    _function("max", "figure:figures", "quantity", "the greatest of the figures", variadic=True),
    _function("count", "group:group", "quantity", "how many claims a group holds"),
    _function("abs", "figure:quantity", "quantity", "the figure without its sign"),
    _function("low", "figure:quantity", "quantity", "the lower end of what was stated, exactly"),
    _function("middle", "figure:quantity", "quantity", "the centre of what was stated, exactly"),
    _function("high", "figure:quantity", "quantity", "the upper end of what was stated, exactly"),
    _function("convert", "figure:quantity unit:unit", "quantity", "the figure, shown in another unit"),
    _function(
        "number_of", "figure:quantity", "quantity", "how many things a figure counts, without their noun"
    ),
    _function(
        "restated", "a:written b:written", "truth", "the same figure in other units, ranges end by end"
    ),
    _function(
        "percent_change",
        "from_:quantity to:quantity",
        "quantity",
        "the change as a percentage of where it began",
        spelt_out=_change,
    ),
    _function(
        "share",
        "part:quantity whole:quantity",
        "quantity",
        "the part as a percentage of the whole; what both count may have two names",
        spelt_out=_quotient,
    ),
    _function(
        "per",
        "amount:quantity duration:quantity",
        "quantity",
        "the amount for each unit of the duration",
        spelt_out=_quotient,
    ),
    _function(
        "compound_growth",
        "changes:figures",
        "quantity",
        "what successive rises, each of what the one before left, make together: Π(1 + p) − 1",
        variadic=True,
        spelt_out=_grown,
    ),
    _function(
        "compound_decline",
        "changes:figures",
        "quantity",
        "what successive falls, each of what the one before left, make together: 1 − Π(1 − p)",
        variadic=True,
        spelt_out=_shrunk,
    ),
    _function(
        "significant_figures",
        "figure:written",
        "quantity",
        "how many significant figures it was written with",
    ),
    _function("is_counted", "figure:written", "truth", "the figure counts things: people, villages"),
    _function("is_whole", "figure:written", "truth", "the figure can be a whole number of its unit"),
    _function(
        "is_change", "figure:written", "truth", "the figure is told as a change: up 8 %, 12 fewer people, +3"
    ),
    _function("unit", "figure:written", "text", "the unit that the figure is in"),
    _function("hedge_of", "figure:written", "text", "what hedges the figure: `about`, `up to`, `bare`"),
    _function(
        "possible_share_of",
        "share:quantity n:quantity",
        "truth",
        "some whole number out of n gives this percentage (GRIM, Brown & Heathers 2017)",
    ),
)

_TIME = (
    *(
        _function(name, "a:period b:period", "truth", f"a {name.replace('_', ' ')} b")
        for name in sorted(RELATIONS)
    ),
    _function("duration", "p:period", "quantity", "the length in days, both end days counted"),
    _function(
        "days_between",
        "a:period b:period",
        "quantity",
        "the days from the last day of a to the first day of b",
    ),
    _function("weekday", "d:period", "text", "the day of the week"),
    _function("as_written", "d:period", "text", "the date as it is written"),
    _function(
        "falls_on", "d:period day:text", "truth", "the date is that day of the week, however it is written"
    ),
)

_TEXT = (
    _function("same", "a:text b:text", "truth", "the same text, letter case and spacing aside"),
    _function("appears_in", "quote:text text:text", "truth", "the quote stands in the text, word for word"),
    _function("has_number", "words:text", "truth", "a number stands in the words"),
    _function(
        "has_number_of", "words:text figure:written", "truth", "each number of the figure stands in the words"
    ),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in (*_QUANTITIES, *_TIME, *_TEXT)}
FUNCTION_NAMES = frozenset(FUNCTIONS)
TAKE_GROUPS = tuple(
    function.name for function in FUNCTIONS.values() if function.parameters[-1].kind in ("figures", "group")
)
"""The functions that make one figure of the claims of a group."""
RELATE_TIMES = frozenset(
    function.name
    for function in FUNCTIONS.values()
    if function.result != "quantity" and any(part.kind == "period" for part in function.parameters)
)
"""The functions that say how dates lie; those that give a figure of dates measure how long."""


def spelt_out(node: Node) -> Node:
    """Return the arithmetic that a call is short for; any other node as it is.

    >>> from consistency.expressions.tree import Attribute
    >>> part, whole = Attribute("part", "value"), Attribute("whole", "value")
    >>> spelt_out(Call("share", (part, whole))) == Arithmetic("/", part, whole)
    True
    """
    if isinstance(node, Call):
        spell = FUNCTIONS[node.function].spelt_out
        if spell is not None:
            return spell(*node.arguments)
    return node
