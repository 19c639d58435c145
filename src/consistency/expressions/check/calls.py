"""Calls in an expression: which function, and its arguments, each read as its parameter's kind asks."""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from consistency.expressions.check.constants import exact, settled
from consistency.expressions.check.names import figures_of_group, named_group
from consistency.expressions.check.naming import KINDS_IN_WORDS, listed, shortened, usage
from consistency.expressions.check.scope import Read, Scope
from consistency.expressions.functions import FUNCTIONS, Function, Parameter
from consistency.expressions.tree import Attribute, Call, Constant, Node, Text
from consistency.problem import InputError, closest
from consistency.quantity import Quantity


def read_call(node: ast.Call, scope: Scope, read: Read) -> tuple[Node, str]:
    """Return a call with its arguments in the order of the parameters, and the kind of its result."""
    function = _called(node, scope)
    arguments = [
        _argument(_Given(value, parameter, function.name, scope, read))
        for parameter, value in _assigned(node, function, scope)
    ]
    return Call(function.name, tuple(arguments), scope.offset(node)), function.result


def _called(node: ast.Call, scope: Scope) -> Function:
    """Return the function that is called."""
    offset = scope.offset(node)
    if not isinstance(node.func, ast.Name):
        raise InputError(
            f"`{scope.shown(node.func)}` cannot be called", "only functions can, by their names", offset
        )
    name = node.func.id
    function = FUNCTIONS.get(name)
    if function is not None:
        return function
    if name in scope.roles:
        raise InputError(f"`{name}` is a role, not a function", None, offset)
    raise InputError(
        f"unknown function `{shortened(name)}`",
        closest(name, FUNCTIONS) or f"the functions are {listed(FUNCTIONS)}",
        offset,
    )


def _assigned(node: ast.Call, function: Function, scope: Scope) -> list[tuple[Parameter, ast.expr]]:
    """Return each argument with its parameter, in the order of the parameters; all of them must be there."""
    fixed = function.parameters
    given = _by_place(node, function, scope)
    by_name = {parameter.name: parameter for parameter in fixed}
    taken = {parameter.name for parameter, _ in given}
    offset = scope.offset(node)
    for keyword in node.keywords:
        name = keyword.arg or "**"
        if name not in by_name:
            raise InputError(
                f"`{function.name}` has no argument `{shortened(name)}`",
                closest(name, by_name) or f"`{usage(function.name)}`",
                offset,
            )
        if name in taken:
            raise InputError(f"`{function.name}` is given `{name}` twice", None, offset)
        taken.add(name)
        given.append((by_name[name], keyword.value))
    missing = [name for name in by_name if name not in taken]
    if missing:
        raise InputError(
            f"`{function.name}` lacks its argument {listed(missing)}", f"`{usage(function.name)}`", offset
        )
    order = list(by_name)
    return sorted(given, key=lambda pair: order.index(pair[0].name))


def _by_place(node: ast.Call, function: Function, scope: Scope) -> list[tuple[Parameter, ast.expr]]:
    """Return the arguments that are given without a name, each with its parameter."""
    given: list[tuple[Parameter, ast.expr]] = []
    fixed = function.parameters
    for place, argument in enumerate(node.args):
        if isinstance(argument, ast.Starred):
            raise InputError(
                "`*` before an argument is not part of the language of rules", None, scope.offset(argument)
            )
        if place >= len(fixed) and not function.variadic:
            raise InputError(
                f"`{function.name}` takes {len(fixed)} arguments, not {len(node.args)}",
                f"`{usage(function.name)}`",
                scope.offset(argument),
            )
        given.append((fixed[min(place, len(fixed) - 1)], argument))
    return given


class _Given(NamedTuple):
    """An argument as it stands in a call of `function`, and what reading it takes."""

    node: ast.expr
    parameter: Parameter
    function: str
    scope: Scope
    read: Read

    @property
    def offset(self) -> int:
        return self.scope.offset(self.node)


def _argument(given: _Given) -> Node:
    kind = given.parameter.kind
    special = _SPECIAL.get(kind)
    return special(given) if special else _value(given, kind)


def _value(given: _Given, wanted: str) -> Node:
    """Return an argument that may be any expression of the kind that is wanted."""
    found, _ = given.read(given.node)
    found, kind = settled(found, wanted, given.scope)
    if kind != wanted:
        raise InputError(
            f"`{given.parameter.name}` of `{given.function}` must be {KINDS_IN_WORDS[wanted]}, "
            f"not {KINDS_IN_WORDS[kind]}",
            "a role's dates are its `.when` and `.said`" if wanted == "period" else None,
            given.offset,
        )
    return found


def _written(given: _Given) -> Node:
    figure = _value(given, "quantity")
    # "End by end" means the ends that were written; a computed figure has none.
    if not isinstance(figure, Attribute):
        raise InputError(
            f"`{given.function}` takes figures as they were written",
            "give it a role, `.also` or `.lasting`",
            given.offset,
        )
    return figure


def _figures(given: _Given) -> Node:
    return figures_of_group(given.node, given.scope) or _value(given, "quantity")


def _group(given: _Given) -> Node:
    group = named_group(given.node, given.scope)
    if group is not None:
        return group
    raise InputError(
        f"`{given.function}` takes a group of claims, not `{given.scope.shown(given.node)}`",
        f"the groups here are {listed(given.scope.groups)}"
        if given.scope.groups
        else "a role is a group with `each`: `parts: {each: {…}}`",
        given.offset,
    )


def _tolerance(given: _Given) -> Node:
    tolerance = exact(_text(given, "'2 pp' or '10 %'"), given.scope)
    low = tolerance.quantity.stated.low
    if low is None or low < 0:
        raise InputError("a tolerance cannot be negative", None, given.offset)
    return tolerance


def _unit(given: _Given) -> Node:
    text = _text(given, "'km²'")
    try:
        unit = given.scope.units.find(text.text)
    except InputError as error:
        raise InputError(error.message, error.suggestion, text.offset + 1) from None
    return Constant(Quantity.exact(Fraction(1), unit, text.text), text.offset)


def _text(given: _Given, example: str) -> Text:
    """Return an argument that must be a text constant, such as `example`."""
    node = given.node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Text(node.value, given.offset)
    raise InputError(
        f"`{given.parameter.name}` of `{given.function}` is written as a text",
        f"for instance {example}",
        given.offset,
    )


_SPECIAL: dict[str, Callable[[_Given], Node]] = {
    "written": _written,
    "figures": _figures,
    "group": _group,
    "tolerance": _tolerance,
    "unit": _unit,
}
"""How arguments are read whose parameter takes less, or more, than any expression of one kind."""
