"""The waiver file: which findings a project has decided to live with, why, and for how long."""

from __future__ import annotations

from pathlib import Path

from consistency.finding import Waiver
from consistency.period import Period, read_period
from consistency.problem import InputError, Problem, in_order
from consistency.read import tree
from consistency.read.document import parse
from consistency.read.files import displayed, read_text
from consistency.read.page import Page, scalars
from consistency.read.schema import WAIVER, WAIVERS
from consistency.read.tree import Node, Scalar


def read_waivers(path: str | Path, today: int) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Return the waivers that a file holds, and everything that is wrong with it.

    `today` is the number of the day that the run takes place on. A waiver holds to the end of the day that
    `until` names. One whose `until` is no date has expired: a slip must not let a finding pass for ever.
    """
    path = Path(path)
    page = Page(displayed(path))
    text = read_text(path)
    if isinstance(text, Problem):
        return (), (text,)
    node, problems = parse(text, path, page.file)
    page.is_broken = bool(problems)
    found: list[Waiver] = []
    if node is not None and not (isinstance(node, Scalar) and node.is_null):
        hint = "write `waivers:` above the list" if isinstance(node, tree.Sequence) else None
        mapping = page.mapping(node, "a waiver file", hint)
        if mapping is not None and not _is_empty(mapping):
            block = page.fields(mapping, WAIVERS).get("waivers")
        else:
            block = None
        if isinstance(block, tree.Sequence):
            read = [_waiver(page, entry, today) for entry in block.entries]
            found = [waiver for waiver in read if waiver is not None]
    twice: dict[tuple[str, frozenset[str]], Waiver] = {}
    for waiver in found:
        first = twice.setdefault((waiver.rule, waiver.claims), waiver)
        if first is not waiver:
            problem = Problem(waiver.at, f"the same finding is waived in {first.at}", "keep one of the two")
            problems.append(problem)
    return tuple(twice.values()), tuple(in_order(tree.bounded(page.file, [*problems, *page.problems])))


def _is_empty(mapping: tree.Mapping) -> bool:
    """Whether nothing stands below `waivers`: a file that is kept for waivers to come."""
    return [key.text for key, entry in mapping.entries if isinstance(entry, Scalar) and entry.is_null] == [
        "waivers"
    ] and len(mapping.entries) == 1


def _waiver(page: Page, node: Node, today: int) -> Waiver | None:
    faults = page.faults
    mapping = page.mapping(node, "a waiver")
    if mapping is None:
        return None
    fields = page.fields(mapping, WAIVER)
    if page.faults != faults:
        return None
    until = fields.get("until")
    owner = fields.get("owner")
    rule, reason = fields["rule"], fields["reason"]
    assert isinstance(rule, Scalar)
    assert isinstance(reason, Scalar)
    return Waiver(
        rule=rule.text,
        claims=frozenset(scalar.text for scalar in scalars(fields["claims"])),
        reason=reason.text,
        at=page.location(rule),
        owner=owner.text if isinstance(owner, Scalar) else None,
        until=until.text if isinstance(until, Scalar) else None,
        expired=isinstance(until, Scalar) and not _holds(until.text, today),
    )


def _holds(until: str, today: int) -> bool:
    day = _day(until)
    return day is not None and today < day.widest.latest_end


def _day(until: str) -> Period | None:
    try:
        return read_period(until)
    except InputError:
        return None
