"""Joins by durable-rules, the Rete engine in C: the only module that imports it, and the subset that is safe.

What crosses into C, and why (durable-rules 2.0.28, `src/rules/`):

- Every value is a symbol `c0`, `c1`, …, never a user's text or a number. Joins are looked up by a 32-bit
  FNV-1a hash, and two different symbols with one hash run past an array (events.c, `reduceExpressionSequence`
  after a mismatch in the last condition). The million symbols of `SYMBOLS` have a million hashes; a test
  counts them.
- A pattern is `$and` of the role's symbol, then equalities with roles joined before; an equality comes last.
  With several equalities the hashes are combined, but as each step is a bijection, two combinations with one
  hash differ in an equality before the last, where a mismatch is safe.
- Facts are asserted one at a time: in a batch, all after a faulty one are dropped without a word.
- There are no callbacks, actions or threads: results are taken one by one, each as the JSON of its facts.
- Facts are never retracted: that runs past an array where a fact had its part in two results (state.c,
  `deleteMessageFromFrame`). The state that holds them is deleted instead.
- A sentinel fires first in each state: until something has, `delete_state` frees memory never written.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Hashable, Sequence
from types import ModuleType
from typing import Self

SYMBOLS = 1_000_000
"""How many symbols there are: more facts or values than this cannot be asserted at one time."""

ROLES = 16
"""How many facts a result of the engine can hold (state.h, `MAX_MESSAGE_FRAMES`)."""

EngineValues = tuple[tuple[int, Hashable], ...]
"""What a fact is joined on: the number of each key, and its value."""

EngineFact = tuple[Sequence[int], EngineValues]
"""The roles that a fact can play, one at a time, and what it is joined on in all of them."""

_SENTINEL = "sentinel"
_OK = 0
_PLAYED = [f',"r{role}":"c0"' for role in range(ROLES)]
_ids = re.compile(r'"id":"c(\d+)"').findall


class Session:
    """The engine set up to join facts for some roles, until the `with` block that holds it ends.

    `joins` gives for each role the (earlier role, key) pairs on which their facts must be equal; every role
    but the first has at least one.

    >>> with Session([[], [(0, 7)]]) as session:
    ...     session.results([([0, 1], ((7, "Syria"),)), ([1], ((7, "Iraq"),)), ([1], ((7, "Syria"),))])
    [(0, 2)]
    """

    def __init__(self, joins: Sequence[Sequence[tuple[int, int]]]) -> None:
        if len(joins) > ROLES:
            raise ValueError(f"at most {ROLES} roles can be joined, not {len(joins)}")
        self._engine = _load()
        self._ruleset: int = self._engine.create_ruleset("rule", _definition(joins))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.delete_ruleset(self._ruleset)

    def results(self, facts: Sequence[EngineFact]) -> list[tuple[int, ...]]:
        """Return the combinations of these facts that join, each as their places in `facts`, by role.

        Nothing stays behind: facts meet only those of the same call.
        """
        self._assert(f'{{"id":"{_SENTINEL}","{_SENTINEL}":"c0"}}')
        self._fired()
        try:
            for fact in _written(facts):
                self._assert(fact)
            return [tuple(map(int, _ids(result))) for result in self._fired()]
        finally:
            self._engine.delete_state(self._ruleset, None)

    def _assert(self, fact: str) -> None:
        code = self._engine.assert_fact(self._ruleset, fact)[0]
        if code != _OK:  # 1: no pattern takes the fact; 2: a fact of this id is there already
            raise RuntimeError(f"the rule engine answered {code} to {fact}")

    def _fired(self) -> list[str]:
        """Return each result that is waiting, as JSON: the facts in the order of the roles."""
        results = []
        started = self._engine.start_action(self._ruleset)
        if started is not None:
            _, result, state = started
            complete, ruleset = self._engine.complete_and_start_action, self._ruleset
            while result is not None:
                results.append(result)
                result = complete(ruleset, state)
        return results


def _load() -> ModuleType:
    """Import the engine. From Python 3.13 on it names a function that is gone and that no call here needs."""
    if sys.version_info < (3, 13) or "durable_rules_engine" in sys.modules:
        import durable_rules_engine
    else:
        import os

        flags = sys.getdlopenflags()
        sys.setdlopenflags(os.RTLD_LAZY)
        try:
            import durable_rules_engine
        finally:
            sys.setdlopenflags(flags)
    module: ModuleType = durable_rules_engine
    return module


def _definition(joins: Sequence[Sequence[tuple[int, int]]]) -> str:
    roles = []
    for role, pairs in enumerate(joins):
        conditions: list[object] = [{f"r{role}": "c0"}]
        conditions += [{f"k{key}": {f"m{earlier}": f"k{key}"}} for earlier, key in pairs]
        roles.append({f"m{role}": {"$and": conditions}})
    return json.dumps({_SENTINEL: {"all": [{"m0": {_SENTINEL: "c0"}}]}, "meeting": {"all": roles}})


def _written(facts: Sequence[EngineFact]) -> list[str]:
    """Return facts as the engine reads them, each value as a symbol that stands for it among these facts."""
    symbols: dict[tuple[int, Hashable], str] = {}
    written = []
    for number, (roles, values) in enumerate(facts):
        fact = f'{{"id":"c{number}"'
        for role in roles:
            fact += _PLAYED[role]
        for value in values:
            known = symbols.get(value)
            if known is None:
                symbols[value] = known = f',"k{value[0]}":"c{len(symbols)}"'
            fact += known
        written.append(fact + "}")
    if max(len(facts), len(symbols)) > SYMBOLS:
        raise ValueError(f"more than {SYMBOLS} symbols at one time")
    return written
