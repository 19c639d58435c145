"""Which conditions of a rule can be asked of one claim, or of two, before the other roles are filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.claim import Claim
from consistency.expressions.compile import Statement, decided
from consistency.expressions.slots import Frame, Values
from consistency.expressions.tree import And, Node, attributes
from consistency.match.times import Block, is_timed
from consistency.reading import Extent, Truth
from consistency.rule import Rule


class Conditions:
    """The parts of a rule's `where` that speak of one role or of two, by the places of these roles.

    They rule claims out only where they fail in both readings, as then no judgement is made of these. The
    places of a pair are in order.
    """

    __slots__ = ("alone", "pairs")

    def __init__(self, rule: Rule, claims: Sequence[Claim]) -> None:
        names = [role.name for role in rule.roles]
        self.alone: dict[int, Alone] = {}
        self.pairs: dict[tuple[int, int], Pair] = {}
        for places, parts in early(rule).items():
            if len(places) == 1:
                self.alone[places[0]] = Alone(names[places[0]], parts, claims)
            else:
                one, other = places
                exchanged = names[one] in rule.symmetric
                self.pairs[one, other] = Pair(names[one], names[other], parts, claims, exchanged=exchanged)

    def forget(self, number: int) -> None:
        """Ask anew what the claim of this number brings: another has taken its place."""
        for alone in self.alone.values():
            alone.forget(number)
        for pair in self.pairs.values():
            pair.forget(number)


def early(rule: Rule) -> dict[tuple[int, ...], list[Node]]:
    """Return the parts of conditions that can be asked early, by the places of the roles they speak of.

    Not those of a group or a sequence: which claims these hold rests on all the claims that fit. Nor those
    that each restatement of a claim could answer differently. Of roles that may be exchanged, only those of
    just two together: of the orders in which claims play them one is judged, whatever becomes of the others.
    """
    places = {role.name: n for n, role in enumerate(rule.roles)}
    apart = {*rule.sequence, *(role.name for role in rule.roles if role.each)}
    exchanged = set(rule.symmetric) if len(rule.symmetric) > 1 else set()
    found: dict[tuple[int, ...], list[Node]] = {}
    for condition in rule.where:
        for part in _parts(condition.tree):
            fields = attributes(part)
            names = {field.role for field in fields}
            if (
                0 < len(names) <= 2
                and names <= places.keys() - apart
                and not any(field.field == "also" for field in fields)
                and (names == exchanged or names.isdisjoint(exchanged))
            ):
                found.setdefault(tuple(sorted([places[name] for name in names])), []).append(part)
    return found


def _parts(node: Node) -> Iterator[Node]:
    """Yield what must hold for `node` to hold, each on its own."""
    if isinstance(node, And):
        for operand in node.operands:
            yield from _parts(operand)
    else:
        yield node


class _Brought:
    """What each claim brings to the fields of one role, in one reading; fetched once."""

    __slots__ = ("_claims", "_extent", "_frame", "_known")

    def __init__(self, role: str, parts: Sequence[Node], claims: Sequence[Claim], extent: Extent) -> None:
        self._frame = Frame([role])
        for part in parts:
            for field in attributes(part):
                if field.role == role:
                    self._frame.slot(field)
        self._claims = claims
        self._extent = extent
        self._known: dict[int, Values] = {}

    @property
    def fields(self) -> list[str]:
        return [field for _, field in self._frame.fields]

    def by(self, number: int) -> Values:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._frame.fill((self._claims[number],), {}, self._extent)
        return known

    def forget(self, number: int) -> None:
        self._known.pop(number, None)


class Alone:
    """What must hold of the claim in one role."""

    __slots__ = ("_statements", "_typical", "_widest")

    def __init__(self, role: str, parts: Sequence[Node], claims: Sequence[Claim]) -> None:
        frame = Frame([role])
        self._typical = _Brought(role, parts, claims, Extent.TYPICAL)
        self._widest = _Brought(role, parts, claims, Extent.WIDEST)
        self._statements = [decided(part, frame) for part in parts]

    def rules_out(self, number: int) -> bool:
        """Return whether the claim of this number cannot play the role."""
        typical, widest = self._typical.by(number), self._widest.by(number)
        return any(
            statement(typical) is Truth.NO and statement(widest) is Truth.NO for statement in self._statements
        )

    def forget(self, number: int) -> None:
        """Fetch anew what the claim of this number brings."""
        self._typical.forget(number)
        self._widest.forget(number)


class Pair:
    """What must hold between the claims in two roles, the first of them and the second.

    `exchanged`: either claim may play either role, and only what fails both ways round is ruled out.
    """

    __slots__ = ("_statements", "_typical", "_widest", "exchanged", "timed")

    def __init__(
        self, first: str, second: str, parts: Sequence[Node], claims: Sequence[Claim], *, exchanged: bool
    ) -> None:
        self._typical = [_Brought(role, parts, claims, Extent.TYPICAL) for role in (first, second)]
        self._widest = [_Brought(role, parts, claims, Extent.WIDEST) for role in (first, second)]
        frame = Frame([first, second])
        for role in (first, second):  # in the order in which values are put together
            for part in parts:
                for field in attributes(part):
                    if field.role == role:
                        frame.slot(field)
        self._statements = [decided(part, frame) for part in parts]
        self.timed: list[Statement] = [
            decide for part, decide in zip(parts, self._statements, strict=True) if is_timed(part)
        ]
        self.exchanged = exchanged

    def forget(self, number: int) -> None:
        """Fetch anew what the claim of this number brings to either role."""
        for brought in (*self._typical, *self._widest):
            brought.forget(number)

    def rules_out(self, first: int, second: int) -> bool:
        """Return whether the claims of these numbers cannot play the two roles."""
        return self._fail(first, second) and (not self.exchanged or self._fail(second, first))

    def _fail(self, first: int, second: int) -> bool:
        typical = _together(self._typical[0].by(first), self._typical[1].by(second))
        for statement in self._statements:
            if statement(typical) is Truth.NO:
                widest = _together(self._widest[0].by(first), self._widest[1].by(second))
                if statement(widest) is Truth.NO:
                    return True
        return False

    def rules_out_all(self, number: int, block: Block, role: int) -> bool:
        """Return whether this claim can meet none of a block, which is for role 0 or 1.

        Times alone tell that: False says nothing.
        """
        return self._fail_all(number, block, role) and (
            not self.exchanged or self._fail_all(number, block, 1 - role)
        )

    def _fail_all(self, number: int, block: Block, role: int) -> bool:
        hull = block.hulls[role]
        if hull is None:
            return False
        own = self._widest[1 - role].by(number)
        values = _together(own, hull) if role else _together(hull, own)
        return any(statement(values) is Truth.NO for statement in self.timed)

    def widest(self, number: int, role: int) -> Values:
        """Return what a claim brings to role 0 or 1 at the widest."""
        return self._widest[role].by(number)

    def fields(self, role: int) -> list[str]:
        """Return the fields of role 0 or 1 in the order in which claims bring them."""
        return self._widest[role].fields


def _together(first: Values, second: Values) -> Values:
    """Return what the claims in the two roles of a pair bring to its statements."""
    return Values(first.read + second.read, first.quantities + second.quantities, first.extent, first.time)
