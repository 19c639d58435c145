"""What values share: how they compare and show themselves, by one method each and not by one for each class.

Every method that `attrs` writes for a class costs start-up time, and a check has some forty of them.
"""

from __future__ import annotations

from typing import ClassVar


class Record:
    """A base for `attrs.frozen(eq=False, repr=False)` classes: shows their name and fields."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        fields = ", ".join([repr(getattr(self, name)) for name in self.__match_args__])
        return f"{type(self).__name__}({fields})"


class Value(Record):
    """A record that equals another of its class whose fields are equal, but for those of `unlike`.

    >>> import attrs
    >>> @attrs.frozen(eq=False, repr=False)
    ... class Pair(Value):
    ...     first: int
    ...     second: str
    >>> Pair(1, "a")
    Pair(1, 'a')
    >>> Pair(1, "a") == Pair(1, "a"), len({Pair(1, "a"), Pair(1, "a"), Pair(2, "a")})
    (True, 2)
    """

    __slots__ = ()
    unlike: ClassVar[tuple[str, ...]] = ()

    def _compared(self) -> tuple[object, ...]:
        unlike = self.unlike
        return tuple([getattr(self, name) for name in self.__match_args__ if name not in unlike])

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((self.__class__, self._compared()))
