# ruff: noqa: E501 - the table is read across
"""The written forms of figures that are read, as a table: what each means, and who says so."""

from __future__ import annotations

import functools
from typing import NamedTuple

# name | example as written | what it means | source, by the letters of `hedge_table`
#
# A figure falls under the row of what holds all of it together: "down 3 to 5 %" is a change, and its range is one too.
FORMS = """
digits                | 1,300 villages                | the number, rounded as its last digits show; `,` only between groups of three | X, K
spaced digits         | 1 300 villages                | the same: a space between groups of three | S
decimal               | 12.40 km                      | the number, rounded at its last written place | X
scale word            | 1.3 million people            | the scale multiplied out; rounded where its digits are; also lakh, crore and dozen, at its widest rounded to a dozen | S
scale letter          | $3.4bn                        | the same; `m` alone is metres where the measure is a length, `B` and `T` need a currency | S
number word           | twenty-two villages           | as in digits | S
article               | a year                        | one | D
fraction in words     | two thirds                    | a share, to within 2 points of percent, at its widest 5; below a tenth, to within a fifth and a half of itself | K
fraction              | 1/3                           | the same; less than one, in parts that English or the inch has (thirds, tenths, 64ths), and of nothing counted: `3 of 4 patients` | K
fraction sign         | ¾                             | the same | K
part of a scale       | half a million                | the number, rounded as if written out, at its widest to that part of the scale | S
part of a unit        | half a year                   | that share of one, also "half-mile" and "half mile", to within a tenth of it, at its widest a quarter | K
mixed number          | two and a half million        | the sum, rounded to a tenth of its unit or scale, which 1.5 and one and a half share; at its widest to the fraction | S
several units         | 9 hours 40 minutes            | one amount, in the last of its units and no rounder than that; months and years told with days are 4 days wide | S
signed                | -5 km                         | the number below zero | S
percent               | 14 %                          | hundredths; a share, or a relative change | S
points                | 25 basis points               | a difference of percents; plain "points" are that only where the measure is in percent | D
temperature           | -5 °C                         | a temperature, with a zero of its own | S
currency before it    | €20                           | an amount of money | S
currency after it     | 20 US dollars                 | an amount of money; also pence, US cents (`¢`) and euro cents | S
per unit              | $20 per person                | a rate; "a day" and "each day" are "per day"; "twice daily" is 2 per day, "a head" and "per capita" are per person | S
joined by a hyphen    | 62-country coalition          | what is counted, or measured, is what is joined to the number; of a noun after it nothing is said | D
unit of something     | 2 inches of rain              | the unit alone: of what, the claim says; 30 inches of mercury are a pressure, and refused | D
hedge after it        | 20,000-strong                 | as the row of the hedge has it; a noun after "-strong" is what consists of so many | D
stacked hedges        | at least about 40             | all that either hedge allows, for a bound on a rough number is rough | D
A to B                | 20,000 to 31,500 fighters     | one number between the two, both rounded at the finer of their places; "20 to 30,000", which may begin at 20,000, is refused | X
A–B                   | $20–30 million                | the same; a unit or scale that only the second has is the first one's too; two units of one dimension, "6 months to 2 years", come to the second | S
between A and B       | between 40 and 50 km          | the same | S
from A to B           | from 40 to 50 km              | the same | S
A or B                | two or three villages         | the same: English names neighbours for what lies about them | K
N ± e                 | 47 %, plus or minus 3 points  | no farther than e from N | D
ratio                 | 3 to 1                        | first by second, without a unit; the smaller is the yardstick, the larger rounded. "1 to 3" is a range, `1:3` and "1-to-3" are not | D
N in M                | one in five                   | a share: of less than a hundred as closely as a fraction, else the first number rounded, "12 per 100,000" | K, X
N per M               | 12 deaths per 100,000 people  | a rate, its first number rounded; also "once every two weeks" | X
share of a base       | nearly a third of 180 seats   | any share that is meant, of any base that is, in the unit of the base | D
count of a total      | 9 of 10 villages              | the count; the total is only its context, unless the measure is a share | D
vague word            | dozens of villages            | as the row of the word has it | D, F
vague word of a scale | tens of thousands of people   | the same, so many times; tens of thousands end where hundreds of thousands begin | D
multiple              | nearly three times as many    | the number alone, without a unit, rounded as its form has it; also "3-fold", "threefold", "3x", "three times the size", and "three times more", where what "more" adds is left to the rule | D, X
multiple in a word    | more than doubled             | the same of 2 (twice, double, doubled), 3 (tripled), 4, 5: no change, but how many times as much | D, X
part in a word        | more than halved              | the ratio of 1 to 2, a hedge being of the 2: more than halved is below a half | D, X
part as much          | half as many                  | the share as a plain number | K
change                | down 8 %                      | a difference, below zero for a fall: its size is what is hedged; °C are of difference | D
change after it       | 2 °C warmer                   | the same | D
level after it        | 5 °C below zero               | the sign alone: no difference | S
""".strip()


class Form(NamedTuple):
    """A row of the table: how a figure may be written, and what that means."""

    name: str
    example: str
    meaning: str
    source: str


@functools.cache
def forms() -> dict[str, Form]:
    """Return the rows of the table by name.

    >>> forms()["N in M"].example
    'one in five'
    """
    rows = (Form(*(cell.strip() for cell in line.split("|"))) for line in FORMS.splitlines())
    return {row.name: row for row in rows}
