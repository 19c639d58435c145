"""How values show themselves to those who debug: by one method, not by one that is made for each class.

Every class that `attrs` writes a method for costs start-up time, and a check has some forty of them.
"""

from __future__ import annotations

from typing import ClassVar


class Value:
    """A base for `attrs.frozen(repr=False)` classes: their name, and their fields in order.

    >>> import attrs
    >>> @attrs.frozen(repr=False)
    ... class Pair(Value):
    ...     first: int
    ...     second: str
    >>> Pair(1, "a")
    Pair(1, 'a')
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        fields = ", ".join([repr(getattr(self, name)) for name in self.__match_args__])
        return f"{type(self).__name__}({fields})"
