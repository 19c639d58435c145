"""Which claims hold which values: the columns of a run, each built when a rule first asks for its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consistency.claim import Claim

Column = Mapping[int, tuple[str, ...]]
"""The values, none twice, by the number of the claim: in order, and only of those that have any."""


class Index:
    """The claims of a run in the order of their ids, so that nothing depends on the order they came in.

    A claim's number is its place in `claims`. What no claim holds costs nothing to find out.

    >>> from consistency.claim import Source
    >>> source = Source("news", "news.yaml")
    >>> index = Index([
    ...     Claim("news/c", source, 9, 3, {}),
    ...     Claim("news/b", source, 5, 3, {"place": ("Iraq", "Syria")}),
    ...     Claim("news/a", source, 1, 3, {"place": ("Syria",)}),
    ... ])
    >>> [claim.name for claim in index.claims]
    ['a', 'b', 'c']
    >>> index.column("place"), index.holders("place")
    ({0: ('Syria',), 1: ('Iraq', 'Syria')}, {'Syria': [0, 1], 'Iraq': [1]})
    """

    __slots__ = ("_columns", "_holders", "_linked", "_longest", "claims")

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(
            sorted(claims, key=lambda claim: (claim.id, claim.source.file, claim.line, claim.column))
        )
        self._linked = [number for number, claim in enumerate(self.claims) if claim.links]
        self._columns: dict[str, Column] = {}
        self._holders: dict[str, dict[str, list[int]]] = {}
        self._longest: dict[str, int] = {}

    def column(self, key: str) -> Column:
        """Return the values of `key`, by the numbers of the claims that hold any."""
        column = self._columns.get(key)
        if column is None:
            claims = self.claims
            numbers = self._linked if key.startswith("links.") else range(len(claims))
            column = {
                number: texts if len(texts) == 1 else tuple(dict.fromkeys(texts))
                for number in numbers
                if (texts := claims[number].texts(key))
            }
            self._columns[key] = column
        return column

    def holders(self, key: str) -> Mapping[str, list[int]]:
        """Return the numbers of the claims that a constant at `key` finds, in order, by its text.

        For `id` that is the full id or the one in its file.
        """
        holders = self._holders.get(key)
        if holders is None:
            held: Iterable[tuple[int, tuple[str, ...]]] = self.column(key).items()
            if key == "id":
                held = enumerate(claim.named(key) for claim in self.claims)
            holders = {}
            for number, texts in held:
                for text in texts:
                    holders.setdefault(text, []).append(number)
            self._holders[key] = holders
        return holders

    def longest(self, key: str) -> int:
        """Return how many values of `key` a claim holds at most."""
        longest = self._longest.get(key)
        if longest is None:
            longest = self._longest[key] = max(map(len, self.column(key).values()), default=0)
        return longest
