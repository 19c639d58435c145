"""One rule as its file declares it, checked whole before it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consistency.expressions import Expression, read_expression
from consistency.expressions.hopeless import mismatch, nearly_always_holds
from consistency.expressions.tree import Attribute
from consistency.problem import InputError, closest
from consistency.quantity import Unit, Units
from consistency.read import tree
from consistency.read.claims import ClaimReader
from consistency.read.messages import split_message
from consistency.read.page import Page, scalars
from consistency.read.patterns import PatternReader
from consistency.read.schema import RULE, WORDS
from consistency.read.tree import Node, Scalar
from consistency.rule import Example, Message, Reading, Role, Rule, Severity

CouldMeet = Callable[[Sequence[Role]], bool]
"""Tells whether roles could be filled by the claims there are."""

_SEVERITIES = {word: Severity(word) for word in WORDS["severity"]}


class RuleReader:
    """Reads the rule of one file. Without `claims`, which read those of its examples, it has no examples."""

    def __init__(self, page: Page, units: Units, claims: ClaimReader | None) -> None:
        self._page = page
        self._units = units
        self._claims = claims
        self._roles_known = False
        self._roles: tuple[str, ...] = ()
        self._known: dict[str, Unit] = {}
        self._groups: tuple[str, ...] = ()

    def read(
        self, node: Node, name: str, origin: str = "", could_meet: CouldMeet | None = None
    ) -> Rule | None:
        """Return the rule, called `name` in the set `origin`, or None after reporting all that is wrong.

        Where its roles could meet no claim, what it expects of them is left unread.
        """
        page = self._page
        mapping = page.mapping(node, "a rule")
        if mapping is None:
            return None
        faults = page.faults
        fields = page.fields(mapping, RULE)
        patterns = PatternReader(page, self._units)
        block = fields.get("claims")
        if isinstance(block, tree.Mapping):
            patterns.read(block)
        self._roles_known = patterns.are_known
        if could_meet is not None and page.faults == faults and not could_meet(patterns.roles):
            at, summary = page.location(mapping), _text(fields, "summary") or ""
            return Rule(name, at, summary, patterns.roles, (), rule_set=origin)
        self._roles = tuple(role.name for role in patterns.roles)
        self._known = patterns.known_units()
        self._groups = tuple(role.name for role in patterns.roles if role.each)
        symmetric, sequence = self._several(fields, "symmetric"), self._several(fields, "sequence")
        both = [role for role in symmetric if role in sequence]
        if both:
            page.report(
                fields["symmetric"],
                f"`{both[0]}` is in `sequence` too",
                "roles in an order cannot be exchanged: keep one of the two",
            )
        patterns.check_joins(sequence)
        expect = self._readings(fields.get("expect"), "expect") or ()
        rule = Rule(
            id=name,
            rule_set=origin,
            at=page.location(mapping),
            summary=_text(fields, "summary") or "",
            roles=patterns.roles,
            expect=expect,
            where=self._where(fields.get("where")),
            establish=self._establish(fields.get("establish"), expect),
            severity=self._severity(fields.get("severity")),
            message=self._message(fields.get("message")),
            symmetric=symmetric,
            sequence=sequence,
            rationale=_text(fields, "rationale"),
            examples=self._examples(fields.get("examples"), patterns.roles),
            references=_texts(fields.get("references")),
            tags=_texts(fields.get("tags")),
        )
        if page.faults == faults:
            patterns.check_use(rule)
        return rule if page.faults == faults else None

    def _examples(self, node: Node | None, roles: tuple[Role, ...]) -> tuple[Example, ...]:
        if self._claims is None or not self._roles_known or not isinstance(node, tree.Sequence):
            return ()
        from consistency.read.examples import ExampleReader  # a check reads none

        reader = ExampleReader(self._page, roles, self._claims)
        read = [reader.read(entry) for entry in node.entries]
        return tuple([example for example in read if example is not None])

    def _several(self, fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
        """Return the roles that `symmetric` or `sequence` names: at least two."""
        node = fields.get(key)
        if node is None or not self._roles_known:
            return ()
        named = scalars(node)
        for scalar in named:
            if scalar.text not in self._roles:
                suggestion = closest(scalar.text, self._roles)
                self._page.report(scalar, f"unknown role `{tree.clipped(scalar.text)}`", suggestion)
            elif scalar.text in self._groups:
                self._page.report(
                    scalar,
                    f"`{scalar.text}` is a group, and `{key}` is about single claims",
                    "leave it out: the claims of a group have no order",
                )
        single = [role for role in self._roles if role not in self._groups]
        known = tuple(dict.fromkeys(scalar.text for scalar in named if scalar.text in single))
        if len(known) < 2 and len(known) == len(named):
            self._page.report(node, f"`{key}` needs two roles or more")
        return known

    def _expression(
        self, scalar: Scalar, kind: str | None, *, as_expectation: bool = False
    ) -> Expression | None:
        """Return what `scalar` says; None after reporting what is wrong, and where roles are not known.

        Beside a misspelt `claims`, each role in each expression would be another problem.
        """
        if not self._roles_known:
            return None

        def read(text: str) -> Expression:
            expression = read_expression(text, self._roles, self._units, kind, self._groups)
            error = mismatch(expression.tree, self._unit)
            if error is None and as_expectation:
                error = nearly_always_holds(expression.tree)
            if error is not None:
                raise error
            return expression

        return self._page.take(scalar, read)

    def _unit(self, field: Attribute) -> Unit | None:
        """Return the unit that a field has in every meeting, where its role asks for one."""
        return self._known.get(field.role) if field.field == "value" else None

    def _readings(self, node: Node | None, key: str) -> tuple[Reading, ...]:
        """Return the expectation, or each of its named readings."""
        page = self._page
        if node is None:
            return ()
        if isinstance(node, Scalar):
            if page.text(node, key) is None:
                return ()
            expression = self._expression(node, "truth", as_expectation=True)
            return (Reading("", expression),) if expression else ()
        if isinstance(node, tree.Sequence) or not node.entries:
            page.report(
                node, f"`{key}` must be one expression, or readings by name", "write `name: expression`"
            )
            return ()
        found: list[Reading] = []
        for name, entry in node.entries:
            if page.fits(name.text, "text", entry) and isinstance(entry, Scalar):
                expression = self._expression(entry, "truth", as_expectation=True)
                found += [Reading(name.text, expression)] if expression else []
        return tuple(found)

    def _establish(self, node: Node | None, expect: tuple[Reading, ...]) -> tuple[Reading, ...] | None:
        if node is None:
            return None
        if isinstance(node, Scalar) and not node.quoted and node.text in ("true", "false"):
            return expect if node.text == "true" else None
        return self._readings(node, "establish")

    def _where(self, node: Node | None) -> tuple[Expression, ...]:
        if node is None:
            return ()
        if isinstance(node, tree.Sequence) and node.flow:
            split = _split_call(scalars(node))
            if split is not None:
                scalar, whole = split
                hint = f'quote it: "{tree.clipped(whole)}"'
                self._page.report(scalar, "a comma ends a condition inside [ ]", hint)
                return ()
        found = [self._expression(scalar, "truth") for scalar in scalars(node)]
        return tuple([expression for expression in found if expression is not None])

    def _severity(self, node: Node | None) -> Severity | None:
        word = self._page.word(node, "severity", _SEVERITIES) if node else None
        return _SEVERITIES[word] if word else None

    def _message(self, node: Node | None) -> Message | None:
        if not isinstance(node, Scalar):
            return None
        try:
            texts, written = split_message(node.text)
        except InputError as error:
            self._page.report_error(node, error)
            return None
        expressions: list[Expression] = []
        for text, start in written if self._roles_known else ():
            try:
                expressions.append(read_expression(text, self._roles, self._units, groups=self._groups))
            except InputError as error:
                self._page.report_error(node, error, start)
        return Message(texts, tuple(expressions))


def _split_call(conditions: list[Scalar]) -> tuple[Scalar, str] | None:
    """Return the first condition that YAML split at a comma, and all of it put together again."""
    for i, scalar in enumerate(conditions):
        whole = scalar.text
        if scalar.quoted or whole.count("(") <= whole.count(")"):
            continue
        for rest in conditions[i + 1 :]:
            whole += f", {rest.text}"
            if whole.count("(") == whole.count(")"):
                return scalar, whole
    return None


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    node = fields.get(name)
    return node.text if isinstance(node, Scalar) else None


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple([scalar.text for scalar in scalars(node)]) if node else ()
