"""Read the text of an expression into a checked tree. The only module that knows Python's own syntax tree.

Everything that is not on the list here is refused: the text is parsed, never run.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Collection
from fractions import Fraction

from consistency.expressions.functions import FUNCTIONS, TAKE_GROUPS, Parameter
from consistency.expressions.tree import (
    And,
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Constant,
    Expression,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Text,
)
from consistency.measure import Kind
from consistency.period import WEEKDAYS
from consistency.problem import InputError, closest
from consistency.quantity import Quantity, Units, read_constant

FIELD_KINDS = {
    "value": "quantity",
    "also": "quantity",
    "lasting": "quantity",
    "when": "period",
    "said": "period",
    "id": "text",
    "kind": "text",
    "by": "text",
    "source": "text",
    "tags": "text",
    "quote": "text",
    "unit": "text",
}
"""The kind of each of a claim's own fields; every other attribute is a dimension, and text."""

_LONGEST = 2_000  # characters: a rule that needs more should be two rules
_DEEPEST = 60  # nested nodes: far below where Python's own parser or our recursion would give up

_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_PLAIN_NUMBER = re.compile(r"\d[\d_]{0,199}(\.\d{1,200})?|\.\d{1,200}")
_SUMMED = ("value", "lasting")  # `.also` stands for each restatement in turn, of which members have their own
_IN_WORDS = {
    "truth": "a statement that holds or does not",
    "quantity": "a figure",
    "period": "a date or period",
    "text": "a text",
}
_KNOWN_FIELDS = ", ".join(f"`.{field}`" for field in FIELD_KINDS)


def read_expression(
    text: str,
    roles: Collection[str],
    units: Units,
    kind: str | None = None,
    groups: Collection[str] = (),
) -> Expression:
    """Return the checked expression that `text` says.

    `roles` are the names it may use, `groups` those of them that stand for many claims; `kind` is what it
    must come to (`truth`, `quantity`, `period`, `text`), or None for any. Raises `InputError` with the
    offset of the first thing that is wrong.

    >>> read_expression("a + b < 2 * a", ["a", "b"], Units.standard(), "truth").kind
    'truth'
    >>> read_expression("a.when", ["a"], Units.standard()).kind
    'period'
    >>> read_expression("sum(parts)", ["parts"], Units.standard(), groups=["parts"]).kind
    'quantity'
    """
    if len(text) > _LONGEST:
        raise InputError(f"an expression of {len(text):,} characters; the most is {_LONGEST:,}")
    # Line breaks mean nothing here; as blanks they keep every offset.
    flat = re.sub(r"\s", " ", text)
    stripped = flat.lstrip()
    if not stripped:
        raise InputError("an empty expression")
    lead = len(flat) - len(stripped)
    tree = _parse(stripped, lead)
    reader = _Reader(stripped, lead, roles, units, groups)
    node, found = reader.read(tree)
    if isinstance(node, Text):
        node, found = reader.settle(node, kind if kind in ("quantity", "text") else "text")
    if kind is not None and found != kind:
        hint = "compare it with something, for instance `a == b`" if kind == "truth" else None
        raise InputError(f"this is {_IN_WORDS[found]}, where {_IN_WORDS[kind]} is needed", hint, lead)
    return Expression(text.strip(), node, found)


def _parse(text: str, lead: int) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's advice on its own code, such as a `\d` in a text
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        offset = min(max((error.offset or 1) - 1, 0), len(text))
        raise InputError(
            f"not an expression: {_syntax(text, error)}", _hint(text, offset), lead + offset
        ) from None
    except (ValueError, MemoryError, RecursionError):
        raise InputError(
            "not an expression: too deeply nested, or with a character that no text has"
        ) from None
    _refuse_depth(tree, lead)
    return tree


def _syntax(text: str, error: SyntaxError) -> str:
    said = (error.msg or "").partition(". ")[0]
    return said[:1].lower() + said[1:] if said else f"`{text}`"


def _hint(text: str, offset: int) -> str | None:
    rest = text[offset:]
    if "=" in text and not re.search(r"[=!<>]=", text):
        return "to compare, write `==`"
    if "%" in rest or "%" in text:
        return "put a figure with a unit in quotes: '2 %'"
    if re.search(r"\d,\d", text):
        return "write numbers without separators: 1000"
    return None


def _refuse_depth(tree: ast.expr, lead: int) -> None:
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            raise InputError(f"an expression nested more than {_DEEPEST} deep", "split it into several", lead)
        # What a call is short for nests with each of its arguments: `sum(a, b, c)` is (a + b) + c.
        below = depth + (max(len(node.args) - 1, 1) if isinstance(node, ast.Call) else 1)
        waiting += [(child, below) for child in ast.iter_child_nodes(node)]


class _Reader:
    """Turns Python's nodes into ours; holds what names mean while it does."""

    def __init__(
        self, text: str, lead: int, roles: Collection[str], units: Units, groups: Collection[str]
    ) -> None:
        self._text = text
        self._lead = lead
        self._roles = roles
        self._groups = groups
        self._units = units
        self._bytes = None if text.isascii() else text.encode()

    def _column(self, byte: int) -> int:
        # Python counts offsets in bytes of UTF-8.
        return byte if self._bytes is None else len(self._bytes[:byte].decode())

    def offset(self, node: ast.expr) -> int:
        return self._lead + self._column(node.col_offset)

    def _written(self, node: ast.expr) -> str:
        end = node.end_col_offset if node.end_col_offset is not None else len(self._text)
        return self._text[self._column(node.col_offset) : self._column(end)]

    def read(self, node: ast.expr) -> tuple[Node, str]:
        """Return our node and its kind; the kind of a text constant is still open (`Text`, "text")."""
        offset = self.offset(node)
        if isinstance(node, ast.Constant):
            return self._constant(node, offset)
        if isinstance(node, ast.Name):
            return self._name(node.id, offset)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, offset)
        if isinstance(node, ast.Call):
            return self._call(node, offset)
        if isinstance(node, ast.BinOp):
            operator = _ARITHMETIC.get(type(node.op))
            if operator is None:
                raise InputError(
                    f"`{self._written(node)}`: of the operators of arithmetic, rules have + - * / only",
                    None,
                    offset,
                )
            left, right = self._figure(node.left), self._figure(node.right)
            return Arithmetic(operator, left, right, offset), "quantity"
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                return Not(self._statement(node.operand), offset), "truth"
            if isinstance(node.op, ast.USub):
                return Negative(self._figure(node.operand), offset), "quantity"
            if isinstance(node.op, ast.UAdd):
                return self._figure(node.operand), "quantity"
        if isinstance(node, ast.BoolOp):
            statements = tuple(self._statement(value) for value in node.values)
            whole = And(statements, offset) if isinstance(node.op, ast.And) else Or(statements, offset)
            return whole, "truth"
        if isinstance(node, ast.Compare):
            return self._comparison(node, offset), "truth"
        raise InputError(
            f"`{_shortened(self._written(node))}` is not part of the language of rules",
            "rules have roles, fields, figures, + - * /, comparisons, and, or, not, and functions",
            offset,
        )

    def _constant(self, node: ast.Constant, offset: int) -> tuple[Node, str]:
        if isinstance(node.value, str):
            return Text(node.value, offset), "text"
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise InputError(f"`{self._written(node)}` is not a figure or a text", None, offset)
        # The digits as written: a float would already have rounded them.
        written = self._written(node)
        if not _PLAIN_NUMBER.fullmatch(written):
            raise InputError(f"`{_shortened(written)}`: write a number in plain decimal digits", None, offset)
        return Number(Fraction(written.replace("_", "")), offset), "quantity"

    def _name(self, name: str, offset: int) -> tuple[Node, str]:
        if name in self._groups:
            raise InputError(
                f"`{name}` is a group of claims, where one figure is needed", _taking(name), offset
            )
        if name in self._roles:
            return Attribute(name, "value", offset), "quantity"
        if name in FUNCTIONS:
            raise InputError(f"`{name}` is a function", f"call it: `{_usage(name)}`", offset)
        raise InputError(
            f"unknown name `{_shortened(name)}`",
            closest(name, [*self._roles, *FUNCTIONS]) or f"the roles here are {_listed(self._roles)}",
            offset,
        )

    def _attribute(self, node: ast.Attribute, offset: int) -> tuple[Node, str]:
        if not isinstance(node.value, ast.Name):
            raise InputError(
                f"`{_shortened(self._written(node))}`: only a role has fields",
                "for instance `earlier.when`",
                offset,
            )
        role = node.value.id
        if role not in self._roles:
            raise InputError(
                f"unknown role `{_shortened(role)}`",
                closest(role, self._roles) or f"the roles here are {_listed(self._roles)}",
                offset,
            )
        field = node.attr
        if field.startswith("_"):
            raise InputError(
                f"`{_shortened(field)}` is no field of a claim", f"its own fields are {_KNOWN_FIELDS}", offset
            )
        if role in self._groups:
            raise InputError(
                f"`{role}` is a group of claims, and has no one `.{field}`",
                _taking(f"{role}.{field}")
                if field in _SUMMED
                else "what holds for each of its claims stands in its pattern",
                offset,
            )
        return Attribute(role, field, offset), FIELD_KINDS.get(field, "text")

    def _call(self, node: ast.Call, offset: int) -> tuple[Node, str]:
        if not isinstance(node.func, ast.Name):
            raise InputError(
                f"`{_shortened(self._written(node.func))}` cannot be called",
                "only functions can, by their names",
                offset,
            )
        function = FUNCTIONS.get(node.func.id)
        if function is None:
            name = node.func.id
            if name in self._roles:
                raise InputError(f"`{name}` is a role, not a function", None, offset)
            raise InputError(
                f"unknown function `{_shortened(name)}`",
                closest(name, FUNCTIONS) or f"the functions are {_listed(FUNCTIONS)}",
                offset,
            )
        given: list[tuple[Parameter, ast.expr]] = []
        fixed = function.parameters
        for place, argument in enumerate(node.args):
            if isinstance(argument, ast.Starred):
                raise InputError(
                    "`*` before an argument is not part of the language of rules", None, self.offset(argument)
                )
            if place < len(fixed):
                given.append((fixed[place], argument))
            elif function.variadic:
                given.append((fixed[-1], argument))
            else:
                raise InputError(
                    f"`{function.name}` takes {len(fixed)} arguments, not {len(node.args)}",
                    f"`{_usage(function.name)}`",
                    self.offset(argument),
                )
        by_name = {parameter.name: parameter for parameter in fixed}
        taken = {parameter.name for parameter, _ in given}
        for keyword in node.keywords:
            name = keyword.arg or "**"
            if name not in by_name:
                raise InputError(
                    f"`{function.name}` has no argument `{_shortened(name)}`",
                    closest(name, by_name) or f"`{_usage(function.name)}`",
                    offset,
                )
            if name in taken:
                raise InputError(f"`{function.name}` is given `{name}` twice", None, offset)
            taken.add(name)
            given.append((by_name[name], keyword.value))
        missing = [parameter.name for parameter in fixed if parameter.name not in taken]
        if missing:
            raise InputError(
                f"`{function.name}` lacks its argument {_listed(missing)}",
                f"`{_usage(function.name)}`",
                offset,
            )
        order = [parameter.name for parameter in fixed]
        given.sort(key=lambda pair: order.index(pair[0].name))
        arguments = tuple(self._argument(value, parameter, function.name) for parameter, value in given)
        call = Call(function.name, arguments, offset)
        if function.name == "restated":
            self._refuse_computed(call)
        return call, function.result

    def _refuse_computed(self, call: Call) -> None:
        # "End by end" means the ends that were written; a computed figure has none.
        for argument in call.arguments:
            if not isinstance(argument, Attribute):
                raise InputError(
                    "`restated` compares two figures as they were written",
                    "give it a role, `.also` or `.lasting`",
                    call.offset,
                )

    def _argument(self, node: ast.expr, parameter: Parameter, function: str) -> Node:
        offset = self.offset(node)
        if parameter.kind == "group":
            return self._group(node, function)
        if parameter.kind not in ("tolerance", "unit"):
            wanted = "quantity" if parameter.kind == "figures" else parameter.kind
            figures = self._figures(node) if parameter.kind == "figures" else None
            if figures is not None:
                return figures
            found, kind = self.read(node)
            found, kind = self.settle(found, wanted)
            if kind != wanted:
                raise InputError(
                    f"`{parameter.name}` of `{function}` must be {_IN_WORDS[wanted]}, not {_IN_WORDS[kind]}",
                    "a role's dates are its `.when` and `.said`" if wanted == "period" else None,
                    offset,
                )
            return found
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            example = "'2 pp' or '10 %'" if parameter.kind == "tolerance" else "'km²'"
            raise InputError(
                f"`{parameter.name}` of `{function}` is written as a text", f"for instance {example}", offset
            )
        if parameter.kind == "unit":
            try:
                unit = self._units.find(node.value)
            except InputError as error:
                raise InputError(error.message, error.suggestion, offset + 1) from None
            return Constant(Quantity.exact(Fraction(1), unit, node.value), offset)
        tolerance = self._exact(Text(node.value, offset))
        low = tolerance.quantity.stated.low
        if low is None or low < 0:
            raise InputError("a tolerance cannot be negative", None, offset)
        return tolerance

    def _group(self, node: ast.expr, function: str) -> Attribute:
        """Return the group that an argument names: its claims count, whatever figures they have."""
        if isinstance(node, ast.Name) and node.id in self._groups:
            return Attribute(node.id, "value", self.offset(node))
        raise InputError(
            f"`{function}` takes a group of claims, not `{_shortened(self._written(node))}`",
            f"the groups here are {_listed(self._groups)}"
            if self._groups
            else "a role is a group with `each`: `parts: {each: {…}}`",
            self.offset(node),
        )

    def _figures(self, node: ast.expr) -> Attribute | None:
        """Return the figures of a group that an argument names, or None where it names no such thing."""
        name, field = node, "value"
        if isinstance(node, ast.Attribute):
            name, field = node.value, node.attr
        if isinstance(name, ast.Name) and name.id in self._groups and field in _SUMMED:
            return Attribute(name.id, field, self.offset(node))
        return None

    def _exact(self, text: Text) -> Constant:
        try:
            return Constant(read_constant(text.text, self._units), text.offset)
        except InputError as error:
            raise InputError(error.message, error.suggestion, text.offset + 1 + error.offset) from None

    def settle(self, node: Node, kind: str) -> tuple[Node, str]:
        """Decide what a text constant means where `kind` is wanted; leave any other node."""
        if isinstance(node, Text):
            return (self._exact(node), "quantity") if kind == "quantity" else (node, "text")
        return node, kind_of(node)

    def _figure(self, node: ast.expr) -> Node:
        found, kind = self.read(node)
        found, kind = self.settle(found, "quantity")
        if kind != "quantity":
            hint = "use `duration(…)` or `days_between(…, …)`" if kind == "period" else None
            raise InputError(
                f"`{_shortened(self._written(node))}` is {_IN_WORDS[kind]}, not a figure",
                hint,
                self.offset(node),
            )
        return found

    def _statement(self, node: ast.expr) -> Node:
        found, kind = self.read(node)
        if kind != "truth":
            raise InputError(
                f"`{_shortened(self._written(node))}` is {_IN_WORDS[kind]}, "
                "not a statement that holds or does not",
                None,
                self.offset(node),
            )
        return found

    def _comparison(self, node: ast.Compare, offset: int) -> Node:
        sides = [node.left, *node.comparators]
        links: list[Node] = []
        for operation, left, right in zip(node.ops, sides, sides[1:], strict=False):
            operator = _COMPARISONS.get(type(operation))
            if operator is None:
                raise InputError(
                    f"`{_shortened(self._written(node))}`: comparisons are == != < <= > >=",
                    "for periods, `within(a.when, b.when)`; for texts, a list in the pattern",
                    offset,
                )
            links.append(self._link(operator, left, right))
        return links[0] if len(links) == 1 else And(tuple(links), offset)

    def _link(self, operator: str, left: ast.expr, right: ast.expr) -> Comparison:
        (first, one), (second, other) = self.read(left), self.read(right)
        offset = self.offset(left)
        if isinstance(first, Text) and not isinstance(second, Text):
            first, one = self.settle(first, other)
        if isinstance(second, Text) and not isinstance(first, Text):
            second, other = self.settle(second, one)
        if one != other:
            raise InputError(
                f"{_IN_WORDS[one]} cannot be compared with {_IN_WORDS[other]}", None, self.offset(right)
            )
        if one == "period":
            raise InputError(
                f"periods are not compared with `{operator}`",
                "say which relation: before, after, within, precedes, same_period, …",
                offset,
            )
        if one == "truth":
            raise InputError("statements are not compared", "join them with and, or, not", offset)
        if one == "text":
            self._refuse_misspelt(first, second, right)
            self._refuse_misspelt(second, first, left)
        if one == "text" and operator not in ("==", "!="):
            raise InputError(f"texts have no order: `{operator}`", "texts compare with == and !=", offset)
        return Comparison(operator, first, second, offset)

    def _refuse_misspelt(self, asked: Node, answer: Node, at: ast.expr) -> None:
        """Refuse a text beside what has few values, where it is none of them."""
        if not isinstance(answer, Text):
            return
        if isinstance(asked, Call) and asked.function == "weekday":
            known: Collection[str] = WEEKDAYS
        elif isinstance(asked, Attribute) and asked.field == "kind":
            known = [kind.value for kind in Kind]
        else:
            return
        if answer.text not in known:
            name = "day of the week" if isinstance(asked, Call) else "kind"
            hint = closest(answer.text, known) or f"there are {', '.join(known)}"
            raise InputError(f"no {name} is called `{_shortened(answer.text)}`", hint, self.offset(at) + 1)


def kind_of(node: Node) -> str:
    """Return what a node comes to: `truth`, `quantity`, `period` or `text`."""
    if isinstance(node, Attribute):
        return FIELD_KINDS.get(node.field, "text")
    if isinstance(node, Call):
        return FUNCTIONS[node.function].result
    if isinstance(node, Number | Constant | Arithmetic | Negative):
        return "quantity"
    return "text" if isinstance(node, Text) else "truth"


def _usage(name: str) -> str:
    function = FUNCTIONS[name]
    shown = [
        f"{parameter.name}='2 pp'" if parameter.kind == "tolerance" else parameter.name
        for parameter in function.parameters
    ]
    return f"{name}({', '.join(shown)}{', …' if function.variadic else ''})"


def _taking(group: str) -> str:
    calls = [f"`{name}({group})`" for name in TAKE_GROUPS if name != "count" or "." not in group]
    return f"make one of it: {', '.join(calls)}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
