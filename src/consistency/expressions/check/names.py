"""What names and fields stand for in an expression: the figure of a role, a field of its claim, a group."""

from __future__ import annotations

import ast

from consistency.expressions.check.naming import KNOWN_FIELDS, listed, shortened, taking, usage
from consistency.expressions.check.scope import Scope
from consistency.expressions.functions import FUNCTIONS
from consistency.expressions.kinds import FIELD_KINDS
from consistency.expressions.tree import Attribute, Node
from consistency.problem import InputError, closest

_SUMMED = ("value", "lasting")  # `.also` stands for each restatement in turn, of which members have their own


def read_name(node: ast.Name, scope: Scope) -> tuple[Node, str]:
    """Return the figure of the role that a name alone stands for."""
    name, offset = node.id, scope.offset(node)
    if name in scope.groups:
        raise InputError(f"`{name}` is a group of claims, where one figure is needed", taking(name), offset)
    if name in scope.roles:
        return Attribute(name, "value", offset), "quantity"
    if name in FUNCTIONS:
        raise InputError(f"`{name}` is a function", f"call it: `{usage(name)}`", offset)
    raise InputError(
        f"unknown name `{shortened(name)}`",
        closest(name, [*scope.roles, *FUNCTIONS]) or f"the roles here are {listed(scope.roles)}",
        offset,
    )


def read_field(node: ast.Attribute, scope: Scope) -> tuple[Node, str]:
    """Return the field of a single role's claim, and its kind."""
    offset = scope.offset(node)
    if not isinstance(node.value, ast.Name):
        raise InputError(
            f"`{scope.shown(node)}`: only a role has fields", "for instance `earlier.when`", offset
        )
    role, field = node.value.id, node.attr
    if role not in scope.roles:
        raise InputError(
            f"unknown role `{shortened(role)}`",
            closest(role, scope.roles) or f"the roles here are {listed(scope.roles)}",
            offset,
        )
    if field.startswith("_"):
        raise InputError(
            f"`{shortened(field)}` is no field of a claim", f"its own fields are {KNOWN_FIELDS}", offset
        )
    if role in scope.groups:
        raise InputError(
            f"`{role}` is a group of claims, and has no one `.{field}`",
            taking(f"{role}.{field}")
            if field in _SUMMED
            else "what holds for each of its claims stands in its pattern",
            offset,
        )
    return Attribute(role, field, offset), FIELD_KINDS.get(field, "text")


def named_group(node: ast.expr, scope: Scope) -> Attribute | None:
    """Return the group that `node` names, or None: its claims count, whatever figures they have."""
    if isinstance(node, ast.Name) and node.id in scope.groups:
        return Attribute(node.id, "value", scope.offset(node))
    return None


def figures_of_group(node: ast.expr, scope: Scope) -> Attribute | None:
    """Return the figures of a group that `node` names, or None where it names no such thing."""
    name, field = node, "value"
    if isinstance(node, ast.Attribute):
        name, field = node.value, node.attr
    if isinstance(name, ast.Name) and name.id in scope.groups and field in _SUMMED:
        return Attribute(name.id, field, scope.offset(node))
    return None
