"""The mistakes that people make when they write a figure or a date, each tried on a claim.

`operators` is the table of them; what each does to a text is in `numerals` (digits and places), `wording`
(signs and scale words), `units` and `dates`. `trying` gives the slipped copies of a claim, whose texts
`reread` reads again as the facts files are read.

>>> from consistency.slips import OPERATORS
>>> next(operator for operator in OPERATORS if operator.name == "tenth").texts("about 2,400 km²", None)
['about 240 km²']
"""

from __future__ import annotations

from consistency.slips.operators import EXCHANGED, OPERATORS, Operator, inverse
from consistency.slips.reread import Reread, is_possible
from consistency.slips.trying import FIELDS, Slip, exchanged, slips

__all__ = [
    "EXCHANGED",
    "FIELDS",
    "OPERATORS",
    "Operator",
    "Reread",
    "Slip",
    "exchanged",
    "inverse",
    "is_possible",
    "slips",
]
