"""The roles of a rule: which claims fit each of them, and what joins one role to another."""

from __future__ import annotations

import keyword

from consistency.expressions import FUNCTION_NAMES
from consistency.expressions.tree import attributes
from consistency.problem import closest, is_one_edit
from consistency.quantity import Unit, Units
from consistency.read.claims import KINDS
from consistency.read.page import Page, scalars
from consistency.read.schema import OWN_FIELDS, PATTERN, TEST, WORDS, Key, Keys
from consistency.read.tree import MOST_PROBLEMS, Mapping, Node, Scalar, Sequence, clipped
from consistency.rule import Count, Given, NoneOf, OneOf, Role, Rule, Test, Variable

_LINKS = "links."
_GROUP = Keys("a group", {"each": Key("mapping", "The pattern of its claims", PATTERN)}, {"each": "mapping"})

# Each suggestion compares a variable with all others: without bounds, many lone variables would take minutes.
_MOST_LIKENED = 500
_MOST_ADVISED = MOST_PROBLEMS


class PatternReader:
    """Reads the roles of one rule, and remembers where each variable stands."""

    def __init__(self, page: Page, units: Units) -> None:
        self._page = page
        self._units = units
        self._roles: dict[str, tuple[Scalar, Role]] = {}
        self._uses: dict[str, list[Scalar]] = {}
        self._lost = False  # whether a problem took a variable away: what it joined is then not known
        self._unread = False  # whether a role has no pattern that could be read: it may have been a group

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles read so far, those with a problem included, so that what names them is not at fault."""
        return tuple(role for _, role in self._roles.values())

    @property
    def are_known(self) -> bool:
        """Whether the roles, and which are groups, are known: else what names them may be right."""
        return bool(self._roles) and not self._unread

    def read(self, node: Mapping) -> None:
        """Take in the roles that stand under `claims`."""
        for key, pattern in node.entries:
            self._name(key)
            mapping = self._page.mapping(pattern, f"the pattern of `{key.text}`")
            if mapping is None:
                self._unread = self._lost = True
            group = mapping is not None and any(map(_makes_group, mapping.entries))
            if group and mapping is not None:
                mapping = self._group(key, mapping)
            tests = self._tests(mapping) if mapping is not None else ()
            self._roles[key.text] = key, Role(key.text, tests, self._page.location(key), each=group)
        if not self._roles:
            self._page.report(node, "a rule needs at least one role under `claims`")

    def _name(self, key: Scalar) -> None:
        name = key.text
        if not name.isidentifier() or keyword.iskeyword(name):
            self._page.report(
                key,
                f"`{clipped(name)}` cannot be the name of a role",
                "use one word of letters, digits and `_`",
            )
        elif name in FUNCTION_NAMES:
            self._page.report(key, f"`{name}` is a function, and so cannot be the name of a role")

    def _group(self, role: Scalar, pattern: Mapping) -> Mapping | None:
        """Return the pattern of a group's claims, which stands under `each`, and nothing beside it."""
        found: Mapping | None = None
        for key, node in pattern.entries:
            if _makes_group((key, node)):
                if key.text != "each":
                    self._page.unknown(key, _GROUP)
                found = self._page.mapping(
                    node,
                    f"`each` of `{role.text}`",
                    f"write the pattern of a group: `{role.text}: {{each: {{…}}}}`",
                )
            else:
                self._page.report(
                    key,
                    f"`{clipped(key.text)}` stands beside `each`",
                    "what the claims of a group must fit stands inside it: `each: {…}`",
                )
        if found is None or len(pattern.entries) > 1:
            self._lost = True
        return found

    def _tests(self, pattern: Mapping) -> tuple[tuple[str, Test], ...]:
        tests: list[tuple[str, Test]] = []
        for key, node in pattern.entries:
            if not self._key(key):
                self._lost = True
            else:
                tests += [(key.text, test) for test in self._values(key.text, node)]
        return tuple(tests)

    def _key(self, key: Scalar) -> bool:
        """Return whether a claim could have what the key names, after reporting where none could."""
        name = key.text
        first, dot, rest = name.partition(".")
        if dot and first == "about" and rest:
            suggestion = f"write `{rest}`: a pattern names dimensions as they are"
        elif dot and not (first == "links" and rest):
            suggestion = closest(name, [*OWN_FIELDS, f"{_LINKS}{rest}"]) or "links are `links.<name>`"
        elif name == "links":
            suggestion = "write `links.<name>`"
        elif name in PATTERN.refused or not name:
            suggestion = None
        elif name == "each":
            suggestion = "`each` makes a group of a role, and stands right below its name"
        else:
            return True
        self._page.report(key, f"no pattern can test `{name}`", suggestion)
        return False

    def _values(self, key: str, node: Node) -> list[Test]:
        if isinstance(node, Mapping):
            return self._conditions(key, node)
        if isinstance(node, Scalar) and node.text.startswith("$"):
            return self._variable(node)
        if not self._page.fits(key, "texts", node):
            return []
        texts = self._constants(key, node)
        return [OneOf(texts)] if texts else []

    def _variable(self, node: Scalar) -> list[Test]:
        name = node.text[1:]
        if not name.isidentifier():
            self._page.report(node, f"`{node.text}` is no variable", "write `$` and one word: `$who`")
            self._lost = True
            return []
        self._uses.setdefault(name, []).append(node)
        return [Variable(name)]

    def _conditions(self, key: str, node: Mapping) -> list[Test]:
        if not node.entries:
            self._page.report(node, f"`{key}` is empty", "write `{not: …}`, `{all: […]}` or `{given: true}`")
        tests: list[Test] = []
        for name, condition in self._page.fields(node, TEST).items():
            if name == "given":
                word = self._page.word(condition, "given", WORDS["truth"])
                tests += [Given(word == "true")] if word else []
            elif name in ("all", "only"):
                asked = scalars(condition)
                for scalar in asked:
                    tests += self._values(key, scalar)
                tests += [Count(len(asked))] if name == "only" else []
            else:
                texts = self._constants(key, condition)
                tests += [NoneOf(texts)] if texts else []
        return tests

    def _constants(self, key: str, node: Node) -> tuple[str, ...]:
        """Return the texts that are compared with; none where one of them is wrong."""
        texts: list[str | None] = []
        for scalar in scalars(node):
            if scalar.text.startswith("$"):
                where = "a list" if isinstance(node, Sequence) else "`not`"
                self._page.report(
                    scalar, f"{where} can hold no variable", "a variable stands alone: `key: $name`"
                )
                texts.append(None)
                self._lost = True
            elif key == "kind":
                texts.append(self._page.word(scalar, "kind", KINDS))
            elif key == "unit":
                # Claims show a unit by its own name, whatever the pattern calls it.
                unit = self._page.take(scalar, self._units.find)
                texts.append(unit.name if unit else None)
            else:
                texts.append(scalar.text)
        found = [text for text in texts if text is not None]
        return tuple(dict.fromkeys(found)) if len(found) == len(texts) else ()

    def known_units(self) -> dict[str, Unit]:
        """Return the units of the roles whose pattern asks for one: what their figures are always in."""
        return {
            role.name: self._units.find(test.texts[0])
            for role in self.roles
            for key, test in role.tests
            if key == "unit" and isinstance(test, OneOf) and len(test.texts) == 1
        }

    def check_use(self, rule: Rule) -> None:
        """Report roles that a rule does nothing with, and those that no two claims could fill together."""
        messages = rule.message.expressions if rule.message else ()
        readings = (*rule.expect, *(rule.establish or ()))
        expressions = (*(reading.expression for reading in readings), *rule.where, *messages)
        used = {field.role for expression in expressions for field in attributes(expression.tree)}
        for name, (key, _) in self._roles.items():
            if name not in used | {*rule.sequence}:
                hint = "compare it under `expect` or `where`, name it in the message, or leave it out"
                self._page.report(key, f"nothing in the rule uses `{name}`", hint)
        named: dict[Test, str] = {}
        for name, (key, role) in self._roles.items():
            for test in (test for tested, test in role.tests if tested == "id"):
                if isinstance(test, Variable) or (isinstance(test, OneOf) and len(test.texts) == 1):
                    other = named.setdefault(test, name)
                    if other != name:
                        message = f"`{other}` and `{name}` can never meet: both ask for the same `id`"
                        self._page.report(key, message, "roles are filled by different claims")

    def check_joins(self, sequence: tuple[str, ...]) -> None:
        """Report variables that join nothing, and roles that nothing joins."""
        if self._lost:
            return
        faults = self._page.faults
        singles = [role for role in self.roles if not role.each]
        # With groups only, each value of a variable has groups of its own, even if it stands once.
        if singles:
            self._check_uses(singles)
        if self._page.faults == faults:
            self._check_connection(sequence)
        first = _variables(self._roles[sequence[0]][1]) if sequence else set()
        for name in sequence[1:]:
            key, role = self._roles[name]
            for variable in sorted(first ^ _variables(role)):
                self._page.report(
                    key,
                    f"`{sequence[0]}` and `{name}` are a sequence, but only one of them has `${variable}`",
                    "the claims of a sequence share all their variables",
                )

    def _check_uses(self, singles: list[Role]) -> None:
        """Report each variable that joins nothing: one that stands once, or in groups but no single role."""
        alone = 0
        for name, uses in self._uses.items():
            if len(uses) == 1:
                alone += 1
                others = [other for other in self._uses if other != name] if alone <= _MOST_ADVISED else []
                near = closest(name, others[:_MOST_LIKENED])
                self._page.report(
                    uses[0],
                    f"the variable `${clipped(name)}` stands only here, so it joins nothing",
                    near.replace("`", "`$", 1) if near else "write `{given: true}` if any value will do",
                )
                continue
            holders = [role for role in self.roles if name in _variables(role)]
            if len(holders) > 1 and not any(role in singles for role in holders):
                self._page.report(
                    uses[0],
                    f"the variable `${name}` stands in groups only, and these are joined by single roles",
                    "give a single role a key with it, or leave it out",
                )

    def _check_connection(self, sequence: tuple[str, ...]) -> None:
        # A role that names its claim by id meets that one only, whatever else it shares.
        singles = [role for role in self.roles if not role.each and not _is_pinned(role)]
        groups = [role for role in self.roles if role.each]
        # A group joins no single roles to one another; where all of these are pinned, it needs none.
        open_roles = [*singles, *groups] if singles or len(groups) == len(self._roles) else []
        if not open_roles:
            return
        reached, waiting = {open_roles[0].name}, [open_roles[0]]
        while waiting:
            role = waiting.pop()
            if role.each and singles:
                continue
            for other in open_roles:
                in_line = role.name in sequence and other.name in sequence
                if other.name not in reached and (in_line or _variables(role) & _variables(other)):
                    reached.add(other.name)
                    waiting.append(other)
        for role in open_roles:
            if role.name not in reached:
                self._page.report(
                    self._roles[role.name][0],
                    f"roles `{open_roles[0].name}` and `{role.name}` share no variable: "
                    "every claim would meet every other",
                    "give both a key with the same variable: `place: $where`",
                )
                return


def _variables(role: Role) -> set[str]:
    return {test.name for _, test in role.tests if isinstance(test, Variable)}


def _is_pinned(role: Role) -> bool:
    return any(key == "id" and isinstance(test, OneOf) for key, test in role.tests)


def _makes_group(entry: tuple[Scalar, Node]) -> bool:
    """Whether a key of a role is `each`, or a slip of it before a pattern, which no test looks like."""
    key, node = entry
    if key.text == "each":
        return True
    if not isinstance(node, Mapping) or key.text in PATTERN.known or not is_one_edit(key.text, "each"):
        return False
    return bool(node.entries) and not any(closest(inner.text, TEST.known) for inner, _ in node.entries)
