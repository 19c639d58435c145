"""Rule files: each declares one rule, which is checked whole before it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from consistency.expressions import Expression, read_expression
from consistency.expressions.hopeless import mismatch, nearly_always_holds
from consistency.expressions.tree import Attribute
from consistency.measure import Measure
from consistency.problem import InputError, Location, Problem, closest, in_order
from consistency.quantity import Unit, Units
from consistency.quantity.hedges import Hedges
from consistency.read import tree
from consistency.read.claims import ClaimReader
from consistency.read.document import parse
from consistency.read.files import displayed, find_files, read_text
from consistency.read.naming import name_below
from consistency.read.page import Page, scalars
from consistency.read.patterns import PatternReader
from consistency.read.schema import RULE, WORDS
from consistency.read.tree import Node, Scalar
from consistency.rule import Example, Message, Reading, Role, Rule, Severity
from consistency.settings import is_rule_set, rules_folder

RULES_SUFFIXES = (".yaml", ".yml", ".json")

_SEVERITIES = {word: Severity(word) for word in WORDS["severity"]}
_LAST_BLOCK = r"examples:[ \t]*(?:#.*)?\n(?:(?!---)(?:[ \t#-].*)?\n)*(?:[ \t#-].*)?"
_BRACES = re.compile(r"\{\{|\}\}|\{|\}")


def read_rules(
    paths: Sequence[str | Path],
    units: Units,
    measures: Mapping[str, Measure],
    hedges: Hedges | None = None,
    *,
    examples: bool = True,
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules that files, folders and sets hold, by id, and what is wrong with the others.

    A text that names a set (`standard`, `package:rulebook`) stands for its folder. Rules of two sets may have
    the same id: who runs them must choose. A rule with a problem is not returned. `units`, `measures` and
    `hedges` are those of the facts that it will judge; its own constants are exact. Without `examples` the
    rules come without theirs, unread, in half the time: only tests of rules need them.
    """
    sets, paths, unknown = _sets(paths)
    files, problems = find_files([*paths, *sets], RULES_SUFFIXES, "rule")
    problems += unknown
    claims = ClaimReader(units, measures, hedges)
    rules: list[Rule] = []
    holders: dict[tuple[str, str], str] = {}
    for path in files:
        page = Page(displayed(path))
        around = [folder for folder in sets if path.is_relative_to(folder)]
        folder = max(around, key=lambda each: len(each.parts), default=None)
        origin = sets[folder] if folder else ""
        name = rule_id(path, paths) if folder is None else name_below(path, [folder]) or path.stem
        holder = holders.setdefault((origin, name), page.file)
        node, found = _nodes(path, page.file, examples)
        if holder != page.file:
            clash = f"the rule `{name}` is in {holder} already"
            found.append(Problem(Location(page.file), clash, "give one of them another name"))
        page.is_broken = bool(found)
        if node is not None:
            rule = _RuleReader(page, units, claims if examples else None).read(node, name, origin)
            if rule is not None and not found:
                rules.append(rule)
        problems += tree.bounded(page.file, [*found, *page.problems])
    rules.sort(key=lambda rule: rule.id)
    return tuple(rules), tuple(in_order(problems))


def _sets(
    paths: Sequence[str | Path],
) -> tuple[dict[Path, str], list[str | Path], list[Problem]]:
    """Return the sets among `paths` as folder and name, the other paths, and what is wrong with the sets."""
    sets: dict[Path, str] = {}
    others: list[str | Path] = []
    problems = []
    for path in paths:
        if isinstance(path, str) and is_rule_set(path):
            try:
                sets.setdefault(rules_folder(path), path)
            except InputError as error:
                problems.append(error.at(Location(path)))
        else:
            others.append(path)
    return sets, others, problems


def rule_id(path: Path, paths: Sequence[str | Path]) -> str:
    """Return the id of the rule in the file `path`: its path without suffix below the nearest folder `rules`.

    Where the path as given names no such folder, it is that below the outermost folder given; a file that was
    given itself looks for `rules` among all folders above it, and else has its own name.

    >>> rule_id(Path("mine/rules/territory/losses.yaml"), ["mine/rules"])
    'territory/losses'
    >>> rule_id(Path("mine/rules/territory/losses.yaml"), ["mine/rules/territory"])
    'territory/losses'
    >>> rule_id(Path("mine/territory/losses.yaml"), ["mine"])
    'territory/losses'
    """
    given = path.parts[:-1]
    if "rules" in given:
        return PurePath(*path.parts[len(given) - given[::-1].index("rules") :]).with_suffix("").as_posix()
    name = name_below(path, paths)
    if name is not None:
        return name
    parts = path.absolute().parts
    start = max((i + 1 for i, part in enumerate(parts[:-1]) if part == "rules"), default=len(parts) - 1)
    return PurePath(*parts[start:]).with_suffix("").as_posix()


def _nodes(path: Path, file: str, examples: bool) -> tuple[Node | None, list[Problem]]:
    text = read_text(path)
    if isinstance(text, Problem):
        return None, [text]
    if not examples and path.suffix != ".json":
        node, problems = parse(_without_examples(text), path, file)
        if node is not None and not problems:
            return node, problems
    node, problems = parse(text, path, file)
    if node is None and not problems:
        problems = [Problem(Location(file), "an empty file, not a rule")]
    return node, problems


def _without_examples(text: str) -> str:
    """Return a YAML text without its block `examples` where that is plainly the last of a file.

    Most of a rule file is its examples, and parsing them the most of reading it. As nothing follows the
    block, what it might belong to, such as a text in quotes, stays open in the rest, which then is no YAML.

    >>> _without_examples("expect: a < b\\nexamples:\\n- name: edge\\n")
    'expect: a < b\\n'
    """
    start = text.find("\nexamples:") + 1
    return text[:start] if start and re.fullmatch(_LAST_BLOCK, text[start:]) else text


class _RuleReader:
    """Reads one rule file."""

    def __init__(self, page: Page, units: Units, claims: ClaimReader | None) -> None:
        self._page = page
        self._units = units
        self._claims = claims
        self._roles: tuple[str, ...] = ()
        self._known: dict[str, Unit] = {}
        self._groups: tuple[str, ...] = ()

    def read(self, node: Node, name: str, origin: str = "") -> Rule | None:
        """Return the rule, called `name` in the set `origin`, or None after reporting all that is wrong."""
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
        if self._claims is None or not isinstance(node, tree.Sequence):
            return ()
        from consistency.read.examples import ExampleReader  # a check reads none

        reader = ExampleReader(self._page, roles, self._claims)
        read = [reader.read(entry) for entry in node.entries]
        return tuple([example for example in read if example is not None])

    def _several(self, fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
        """Return the roles that `symmetric` or `sequence` names: at least two."""
        node = fields.get(key)
        if node is None:
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
            texts, written = _split(node.text)
        except InputError as error:
            self._page.report_error(node, error)
            return None
        expressions: list[Expression] = []
        for text, start in written:
            try:
                expressions.append(read_expression(text, self._roles, self._units, groups=self._groups))
            except InputError as error:
                self._page.report_error(node, error, start)
        return Message(texts, tuple(expressions))


def _split_call(conditions: Sequence[Scalar]) -> tuple[Scalar, str] | None:
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


def _split(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return the texts between the braces of a message, and what stands in them with where it begins.

    >>> _split("{a} is not {b}, {{sic}}")
    (('', ' is not ', ', {sic}'), (('a', 1), ('b', 12)))
    """
    texts = [""]
    expressions: list[tuple[str, int]] = []
    end, start = 0, -1
    for brace in _BRACES.finditer(text):
        inside = start >= 0
        if not inside:
            texts[-1] += text[end : brace.start()]
        if brace[0] in ("{{", "}}") and not inside:
            texts[-1] += brace[0][0]
        elif brace[0] == "{" and not inside:
            start = brace.end()
        elif brace[0][0] == "}" and inside:
            # Of `}}` after an expression, the first closes it: an expression holds no braces.
            expressions.append((text[start : brace.start()], start))
            texts.append("}" if brace[0] == "}}" else "")
            start = -1
        else:
            raise InputError(
                f"a stray `{brace[0]}` in the message", "a brace itself is doubled: `{{`", brace.start()
            )
        end = brace.end()
    if start >= 0:
        raise InputError("a `{` without its `}` in the message", "a brace itself is doubled: `{{`", start - 1)
    texts[-1] += text[end:]
    return tuple(texts), tuple(expressions)


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    node = fields.get(name)
    return node.text if isinstance(node, Scalar) else None


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple([scalar.text for scalar in scalars(node)]) if node else ()
