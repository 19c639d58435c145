# ruff: noqa: E501 - the tables are read across
"""What each way of hedging a number is taken to mean, as tables: nothing about hedges stands anywhere else.

N is the number as written, in its unit. The widths that the tables speak of, after `consistency.quantity.numerals`
(u, the place that N is written to; 10^tz, its trailing zeros; g, its roundness):

- h = max(clamp(0.3 g, 2.5 % of N, 10 % of N), u/2): how far "about" reaches; 2 points of percent for a fraction;
- H = 2.5 h: how far it may reach at most;
- s = max(H, u): how far "more than" reaches;
- w = max(u/2, min(10^tz/2, 25 % of N)): how far a bare number may have been rounded.

To this the tables' law is added: a hedge never narrows what the bare number means, on the side it points to.
"""

from __future__ import annotations

# Sources, by the letter in the table:
# F  Ferson et al. 2015, "Natural language of uncertainty: numeric hedge words", Int. J. Approx. Reasoning 57:
#    measured widths. Readers differ by about ×3.8, hence two ranges; the fits explode outside about 5–50,000,
#    hence h is clamped.
# X  XBRL Calculations 1.1; Brown & Heathers 2017, "The GRIM test": a reported figure stands for half a unit of its
#    last place either way.
# K  Krifka 2007, "Approximate interpretation of number words"; Jansen & Pollmann 2001, "On round numbers": round
#    numbers are meant roughly, and more roughly the rounder they are.
# D  the words' definition.

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
about           | about, around, roughly, some, approximately, approx., circa, ca., c., ~, ≈, …-strong, … or so | [N - h, N + h] | [N - H, N + H] | widens | F
estimated       | an estimated, estimated                        | [N - h, N + h] | [N - H, N + H] | nothing | F
nearly          | nearly, almost, close to                       | [N - 2 h, N) | [N - 2 H, N] | - | F
more than       | more than, over, >, upwards of, in excess of   | (N, N + s] | (N, inf) | - | F, D
at least        | at least, no fewer than, no less than, not less than, ≥, >=, … or more, …+ | [N, N + s] | [N, inf) | - | F, D
less than       | less than, under, fewer than, <                | [N - s, N) | (-inf, N) | - | F, D
at most         | at most, no more than, not more than, ≤, <=, … or less, … or fewer | [N - s, N] | (-inf, N] | - | F, D
up to           | up to, as many as, as much as                  | [0.5 N, N] | (-inf, N] | - | F, D
just over       | just over, just more than, slightly more than, a little over  | (N, N + h] | (N, N + H] | - | F
just under      | just under, just less than, slightly less than, a little under | [N - h, N) | [N - H, N) | - | F
""".strip()

# Words that stand for a number: name | phrases | typical | widest | unit without one | source. Where a scale word
# may follow ("several hundred"), both ranges are multiplied by it.
VAGUE_TABLE = """
dozens          | dozens                | [24, 99]      | [24, inf)   |   | D: two dozen, and below hundreds
scores          | scores                | [40, 99]      | [40, inf)   |   | D: two score, and below hundreds
hundreds        | hundreds              | [200, 999]    | [200, inf)  |   | D: two hundred, and below thousands
thousands       | thousands             | [2000, 19999] | [2000, inf) |   | D: two thousand, and below tens of thousands
a couple        | a couple              | [2, 2]        | [2, 3]      |   | D
a few           | a few                 | [3, 5]        | [2, 9]      |   | F
several         | several               | [4, 9]        | [3, 20]     |   | F
most            | most, a majority      | (50, 90]      | (50, 100]   | % | D: more than half
""".strip()

# Ranges are not made from one number; their rows say what `consistency.quantity.meaning` does.
RANGE_TABLE = """
range           | A to B, between A and B, A–B | both ends unrounded at the finer of their places | each end as a bare number at its widest | X
plus or minus   | N ± e                        | [N - e, N + e]                                   | the same                                | D
""".strip()

# What the widths are made of: name | value | what it is.
FACTORS = """
roundness       | 0.3   | of g: how roughly a round number is meant
least           | 0.025 | of N: "about" reaches no less far
most            | 0.1   | of N: "about" reaches no farther, but for u/2
reach           | 2.5   | of h: how much farther the words may reach than they usually do
fraction        | 0.02  | of the whole: h of a fraction in words
""".strip()
