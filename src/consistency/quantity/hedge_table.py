# ruff: noqa: E501 - the tables are read across
"""What each way of hedging a number is taken to mean, as tables: nothing about hedges stands anywhere else.

N is the number as written, in its unit; inf is no bound.

To this the tables' law is added: a hedge never narrows what the bare number means, on the side it points to.
"""

from __future__ import annotations

# Who says so: letter | source | what is taken from it
SOURCES = """
F | Ferson et al. 2015, "Natural language of uncertainty: numeric hedge words", Int. J. Approx. Reasoning 57 | measured widths; readers differ by about ×3.8, hence two ranges; the fits explode outside about 5–50,000, hence h is clamped
X | XBRL Calculations 1.1; Brown & Heathers 2017, "The GRIM test" | a reported figure stands for half a unit of its last place either way
K | Krifka 2007, "Approximate interpretation of number words"; Jansen & Pollmann 2001, "On round numbers" | round numbers are meant roughly, and more roughly the rounder they are
D | the words' definition | what the words say outright
S | SI brochure (9th ed.) 5.4; The Chicago Manual of Style (17th ed.) 9 | how numbers and units are written
""".strip()

# The widths that the tables speak of, by the writing of N (`consistency.quantity.numerals`): 10^tz are its trailing
# zeros, d its digits, g its roundness: 10^tz, or 5·10^k where its last digit but zeros is a 5 at place k. Counted in
# dozens, in quarters of a million or in halves ("two and a half"), it has the zeros of how many of these it is: dozens
# for both, the others only for w, as a hedge takes them for the number that they are. The words in `…` are factors, below.
# width | how much | what it is
WIDTHS = """
u | min(10^tz, 10^max(d - 2, 0)); of decimals, the last place   | the place that N is written to, two digits at least being meant
w | max(0.5 u, min(0.5 · 10^tz, 25 % of N))                     | how far a bare number may have been rounded
h | `roundness` · g, but from `least` · N to `most` · N, and from 0.5 u; of a fraction in words, `fraction` of the whole, of a part of a unit at least `most` of it | how far "about" reaches
H | `reach` · h                                                 | how far "about" reaches at most
s | max(H, u)                                                   | how far "more than" reaches
""".strip()

# What is round among spans of time, beside what ends in zeros: 45 minutes and 36 hours are no odd numbers (Krifka 2007).
ROUND_SPANS = {"seconds": 15, "minutes": 15, "hours": 12, "days": 7, "months": 6}

# name | phrases (… stands for the number where it comes first) | typical | widest | before a range | source
#
# "before a range": what the hedge does to "A to B": nothing, widen each end as it would a number, or `-`, where
# English does not say so.
TABLE = """
bare            | -                                              | [N - 0.5 u, N + 0.5 u] | [N - w, N + w] | - | X, K
bare count      | -                                              | [N, N] | [N, N] | - | D: counted, and written to the unit
bare decimal    | -                                              | [N - 0.5 u, N + 0.5 u] | [N - 0.5 u, N + 0.5 u] | - | X
bare whole      | -                                              | [N - 0.5, N + 0.5] | [N - 0.5, N + 0.5] | - | D: 100 % is all of it
bare duration   | -                                              | [N - 0.5, N + 1) | [N - 0.5, N + 1) | - | D: spans are counted in completed units as often as rounded
bare fraction   | -                                              | [N - h, N + h] | [N - H, N + H] | - | K
exactly         | exactly, precisely                             | [N, N] | [N, N] | - | D
about           | about, around, roughly, some, approximately, approx., approx, circa, ca., ca, c., in the region of, somewhere around, ~, ≈, …-strong, …-ish, … or so | [N - h, N + h] | [N - H, N + H] | widens | F
estimated       | an estimated, estimated                        | [N - h, N + h] | [N - H, N + H] | nothing | F
nearly          | nearly, almost, close to, approaching, nearing                       | [N - 2 h, N) | [N - 2 H, N] | - | F
more than       | more than, over, above, >, greater than, upwards of, upward of, in excess of, exceeding, well over, well above, far more than   | (N, N + s] | (N, inf) | - | F, D
at least        | at least, no fewer than, no less than, not less than, a minimum of, as little as, as few as, ≥, >=, … or more, …+, …-plus, … plus, … and more, … and over, … or over, … or above, … and above, … and up, … or older, … and older, … or higher, … or greater | [N, N + s] | [N, inf) | - | F, D
less than       | less than, under, below, fewer than, <, well under, well below, far fewer than, far less than                | [N - s, N) | (-inf, N) | - | F, D
at most         | at most, no more than, not more than, a maximum of, ≤, <=, … or less, … or fewer, … or under, … and under, … or below, … and below, … or younger, … and younger, … or lower | [N - s, N] | (-inf, N] | - | F, D
up to           | up to, as many as, as much as, as high as                  | [0.5 N, N] | (-inf, N] | - | F, D
just over       | just over, just more than, slightly more than, slightly over, slightly above, a little over, a little more than | (N, N + h] | (N, N + H] | - | F
just under      | just under, just less than, slightly less than, slightly under, slightly below, a little under, a little less than | [N - h, N) | [N - H, N) | - | F
odd             | …-odd, … odd                                   | [N, N + H] | [N - h, N + 2 H] | - | D: N and some more
""".strip()

# Words that stand for a number: name | phrases | typical | widest | unit without one | source. Where a scale word
# may follow ("several hundred"), both ranges are multiplied by it.
VAGUE_TABLE = """
tens            | tens                  | [20, 99]      | [20, inf)   |   | D: two tens, and below hundreds
dozens          | dozens                | [24, 99]      | [24, inf)   |   | D: two dozen, and below hundreds
scores          | scores                | [40, 99]      | [40, inf)   |   | D: two score, and below hundreds
hundreds        | hundreds              | [200, 999]    | [200, inf)  |   | D: two hundred, and below thousands
thousands       | thousands             | [2000, 19999] | [2000, inf) |   | D: two thousand, and below tens of thousands
millions        | millions              | [2000000, 19999999] | [2000000, inf) |   | D: two million, and below tens of millions
billions        | billions              | [2000000000, 19999999999] | [2000000000, inf) |   | D: two billion, and below tens of billions
a couple        | a couple              | [2, 2]        | [2, 3]      |   | D
a few           | a few                 | [3, 5]        | [2, 9]      |   | F
a handful       | a handful             | [3, 6]        | [2, 10]     |   | D: as many as a hand holds
several         | several               | [4, 9]        | [3, 20]     |   | F
most            | most, a majority      | (50, 90]      | (50, 100]   | % | D: more than half
""".strip()

# Ranges are not made from one number; their rows say what `consistency.quantity.meaning` does.
RANGE_TABLE = """
range           | A to B, between A and B, A–B | both ends unrounded at the finer of their places | each end as a bare number at its widest | X
plus or minus   | N ± e                        | [N - e, N + e]                                   | the same                                | D
""".strip()

# What the widths are made of: name | value | no less than | no more than | what it is. The limits are for a project
# that sets a factor itself: beyond them the ranges are empty, or say nothing.
FACTORS = """
roundness       | 0.3   | 0     | 1   | of g: how roughly a round number is meant
least           | 0.025 | 0     | 0.9 | of N: "about" reaches no less far
most            | 0.1   | 0     | 0.9 | of N: "about" reaches no farther, but for u/2
reach           | 2.5   | 1     | 100 | of h: how much farther the words may reach than they usually do
fraction        | 0.02  | 0.001 | 0.5 | of the whole: h of a fraction in words
""".strip()
