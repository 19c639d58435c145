"""Which claims hold which values: the columns of a run, each built when a rule first asks for its key."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.claim import Claim


class Index:
    """The claims of a run in the order of their ids, so that nothing depends on the order they came in.

    A claim's number is its place in `claims`.

    >>> from consistency.claim import Source
    >>> source = Source("news", "news.yaml")
    >>> index = Index([
    ...     Claim("news/b", source, 5, 3, {"place": ("Iraq", "Syria")}),
    ...     Claim("news/a", source, 1, 3, {"place": ("Syria",)}),
    ... ])
    >>> [claim.name for claim in index.claims], index.column("place"), index.holders("place")
    (['a', 'b'], [('Syria',), ('Iraq', 'Syria')], {'Syria': [0, 1], 'Iraq': [1]})
    """

    __slots__ = ("_columns", "_holders", "claims")

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(
            sorted(claims, key=lambda claim: (claim.id, claim.source.file, claim.line, claim.column))
        )
        self._columns: dict[str, list[tuple[str, ...]]] = {}
        self._holders: dict[str, dict[str, list[int]]] = {}

    def column(self, key: str) -> list[tuple[str, ...]]:
        """Return the values that a variable at `key` can take in each claim, none twice; by claim number."""
        column = self._columns.get(key)
        if column is None:
            column = [claim.texts(key) for claim in self.claims]
            for number, texts in enumerate(column):
                if len(texts) > 1:
                    column[number] = tuple(dict.fromkeys(texts))
            self._columns[key] = column
        return column

    def constants(self, key: str) -> list[tuple[str, ...]]:
        """Return the texts that a constant at `key` can equal in each claim: for `id`, also the short one."""
        if key != "id":
            return self.column(key)
        return [(claim.id, claim.name) for claim in self.claims]

    def holders(self, key: str) -> dict[str, list[int]]:
        """Return the numbers of the claims that a constant at `key` finds, in order, by its text."""
        holders = self._holders.get(key)
        if holders is None:
            holders = {}
            for number, texts in enumerate(self.constants(key)):
                for text in texts:
                    holders.setdefault(text, []).append(number)
            self._holders[key] = holders
        return holders
