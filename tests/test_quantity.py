"""What written figures mean: the table of hedges, the forms, the refusals."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest

from consistency.problem import InputError
from consistency.quantity import (
    DIMENSIONLESS,
    PERCENT,
    POINTS,
    Interval,
    Quantity,
    Units,
    distinct,
    format_number,
    format_quantity,
    format_range,
    read_constant,
    read_quantity,
)
from consistency.quantity.changes import CHANGES
from consistency.quantity.figures import understand
from consistency.quantity.forms import FORMS, Form, forms
from consistency.quantity.hedge_table import TABLE
from consistency.quantity.hedges import Hedges
from consistency.quantity.meaning import one_number
from consistency.quantity.number import whole
from consistency.quantity.stacks import STACKS
from consistency.quantity.unit_table import ROWS
from consistency.reading import Extent

UNITS = Units.standard().declaring([("fighters", "people"), ("people", None)])
MONTHS = UNITS.find("months")
KM = UNITS.find("km")


def interval(text: str) -> Interval:
    """Read "[20, 25)" as an interval."""
    low, high = text[1:-1].split(", ")
    return Interval(
        None if low == "-inf" else Fraction(low),
        None if high == "inf" else Fraction(high),
        text[0] == "[",
        text[-1] == "]",
    )


# text | hedge | unit | typical | widest
MEANINGS = """
14 % | bare | % | [13.5, 14.5] | [13.5, 14.5]
14 percent | bare | % | [13.5, 14.5] | [13.5, 14.5]
8 % | bare | % | [7.5, 8.5] | [7.5, 8.5]
20 % | bare | % | [19.5, 20.5] | [15, 25]
100 % | bare whole | % | [99.5, 100.5] | [99.5, 100.5]
40 | bare |  | [39.5, 40.5] | [35, 45]
1,300 | bare |  | [1250, 1350] | [1250, 1350]
10,000 | bare |  | [9500, 10500] | [7500, 12500]
20,000 people | bare | people | [19500, 20500] | [15000, 25000]
130 people | bare | people | [125, 135] | [125, 135]
224 people | bare count | people | [224, 224] | [224, 224]
22 countries | bare count | countries | [22, 22] | [22, 22]
one person | bare count | people | [1, 1] | [1, 1]
315 villages | bare count | villages | [315, 315] | [315, 315]
62-country | bare count | countries | [62, 62] | [62, 62]
12.40 | bare decimal |  | [12.395, 12.405] | [12.395, 12.405]
1.3 million | bare decimal |  | [1250000, 1350000] | [1250000, 1350000]
1.3m | bare decimal |  | [1250000, 1350000] | [1250000, 1350000]
1.30 million people | bare decimal | people | [1295000, 1305000] | [1295000, 1305000]
3bn | bare |  | [2950000000, 3050000000] | [2500000000, 3500000000]
nine months | bare duration | months | [8.5, 10) | [8.5, 10)
30 days | bare duration | days | [29.5, 31) | [29.5, 31)
exactly 22 | exactly |  | [22, 22] | [22, 22]
precisely 20 % | exactly | % | [20, 20] | [20, 20]
about 40 % | about | % | [37, 43] | [32.5, 47.5]
around 40 percent | about | % | [37, 43] | [32.5, 47.5]
~40 % | about | % | [37, 43] | [32.5, 47.5]
circa 40 % | about | % | [37, 43] | [32.5, 47.5]
an estimated 40 % | estimated | % | [37, 43] | [32.5, 47.5]
some 300 people | about | people | [270, 330] | [225, 375]
1,300-strong | about |  | [1250, 1350] | [1175, 1425]
about nine months | about | months | [8.5, 10) | [7.75, 10.25]
nearly 40 % | nearly | % | [34, 40) | [25, 40]
almost 40 % | nearly | % | [34, 40) | [25, 40]
close to 10,000 | nearly |  | [8000, 10000) | [5000, 10000]
nearly a third | nearly | % | [88/3, 100/3) | [70/3, 100/3]
nearly a year | nearly | years | [0, 1) | [-1.5, 1]
more than 20 % | more than | % | (20, 25] | (20, inf)
over 20 % | more than | % | (20, 25] | (20, inf)
> 20 % | more than | % | (20, 25] | (20, inf)
more than 600 people | more than | people | (600, 675] | (600, inf)
more than a hundred | more than |  | (100, 125] | (100, inf)
more than 10,000 | more than |  | (10000, 12500] | (10000, inf)
more than half | more than | % | (50, 55] | (50, inf)
over a year | more than | years | (1, 2.25] | (1, inf)
at least 83 people | at least | people | [83, 88.1875] | [83, inf)
no fewer than 83 people | at least | people | [83, 88.1875] | [83, inf)
≥ 5 | at least |  | [5, 6.25] | [5, inf)
20+ | at least |  | [20, 25] | [20, inf)
40 or more | at least |  | [40, 47.5] | [40, inf)
20 or more fighters | at least | fighters | [20, 25] | [20, inf)
20 % or more | at least | % | [20, 25] | [20, inf)
less than 20 % | less than | % | [15, 20) | (-inf, 20)
fewer than 5 people | less than | people | [3.75, 5) | (-inf, 5)
< 20 % | less than | % | [15, 20) | (-inf, 20)
at most 20 % | at most | % | [15, 20] | (-inf, 20]
no more than 20 % | at most | % | [15, 20] | (-inf, 20]
≤ 20 % | at most | % | [15, 20] | (-inf, 20]
up to 50 | up to |  | [25, 50] | (-inf, 50]
as many as 50 people | up to | people | [25, 50] | (-inf, 50]
just over 20 % | just over | % | (20, 22] | (20, 25]
just over nine months | just over | months | (9, 10) | (9, 10.25]
just under 20 % | just under | % | [18, 20) | [15, 20)
20,000 to 31,500 | range |  | [19950, 31550] | [15000, 31550]
an estimated 20,000 to 31,500 | range |  | [19950, 31550] | [15000, 31550]
19,000 to 25,000 fighters | range | fighters | [18500, 25500] | [18500, 25500]
between 19,000 and 25,000 fighters | range | fighters | [18500, 25500] | [18500, 25500]
21,000-24,000 km² | range | km² | [20500, 24500] | [20500, 24500]
21,000–24,000 square kilometers | range | km² | [20500, 24500] | [20500, 24500]
8,100-9,200 square miles | range | mi² | [8050, 9250] | [8050, 9250]
20 % to 30 % | range | % | [19.5, 30.5] | [15, 35]
1.2 to 1.5 million | range |  | [1150000, 1550000] | [1150000, 1550000]
20 to 30 million | range |  | [19500000, 30500000] | [15000000, 35000000]
500,000 to 1.5 million | range |  | [495000, 1505000] | [450000, 1550000]
22 to 25 countries | range | countries | [22, 25] | [22, 25]
three to six months | range | months | [2.5, 6.5] | [2.5, 7)
-5 to 3 °C | range | °C | [-5.5, 3.5] | [-5.5, 3.5]
about 40 to 50 % | about | % | [37, 55] | [32.5, 62.5]
20 ± 3 % | plus or minus | % | [17, 23] | [17, 23]
20 % ± 2 pp | plus or minus | % | [18, 22] | [18, 22]
half | bare fraction | % | [48, 52] | [45, 55]
a third | bare fraction | % | [94/3, 106/3] | [85/3, 115/3]
two thirds | bare fraction | % | [194/3, 206/3] | [185/3, 215/3]
1/3 | bare fraction | % | [94/3, 106/3] | [85/3, 115/3]
half a million | bare |  | [495000, 505000] | [375000, 625000]
half an hour | bare fraction | hours | [0.45, 0.55] | [0.375, 0.625]
dozens | dozens |  | [24, 99] | [24, inf)
scores of people | scores | people | [40, 99] | [40, inf)
hundreds of people | hundreds | people | [200, 999] | [200, inf)
thousands of fighters | thousands | fighters | [2000, 19999] | [2000, inf)
tens of villages | tens | villages | [20, 99] | [20, inf)
millions of people | millions | people | [2000000, 19999999] | [2000000, inf)
billions | billions |  | [2000000000, 19999999999] | [2000000000, inf)
tens of thousands | tens |  | [20000, 99999] | [20000, inf)
hundreds of thousands of people | hundreds | people | [200000, 999999] | [200000, inf)
20-odd | odd |  | [20, 25] | [15, 30]
a couple | a couple |  | [2, 2] | [2, 3]
a few | a few |  | [3, 5] | [2, 9]
a handful | a handful |  | [3, 6] | [2, 10]
several villages | several | villages | [4, 9] | [3, 20]
several hundred people | several | people | [400, 900] | [300, 2000]
most | most | % | (50, 90] | (50, 100]
a majority | most | % | (50, 90] | (50, 100]
-50 % | bare | % | [-50.5, -49.5] | [-55, -45]
−50 % | bare | % | [-50.5, -49.5] | [-55, -45]
down 8 % | bare | % | [-8.5, -7.5] | [-8.5, -7.5]
down more than 20 % | more than | % | [-25, -20) | (-inf, -20)
down 3 to 5 % | range | % | [-5.5, -2.5] | [-5.5, -2.5]
up 8 % | bare | % | [7.5, 8.5] | [7.5, 8.5]
twenty-two | bare |  | [21.5, 22.5] | [21.5, 22.5]
a dozen | bare |  | [11.5, 12.5] | [9, 15]
two million | bare |  | [1950000, 2050000] | [1500000, 2500000]
a hundred and five | bare |  | [104.5, 105.5] | [104.5, 105.5]
two and a half million people | bare | people | [2450000, 2550000] | [2250000, 2750000]
1 300 people | bare | people | [1250, 1350] | [1250, 1350]
$20 / person | bare | $/person | [19.5, 20.5] | [15, 25]
$3.4bn | bare decimal | $ | [3350000000, 3450000000] | [3350000000, 3450000000]
$1.3B | bare decimal | $ | [1250000000, 1350000000] | [1250000000, 1350000000]
EUR 20 | bare | € | [19.5, 20.5] | [15, 25]
a third of 180 seats | bare fraction | seats | [329/6, 1961/30] | [595/12, 851/12]
nearly a third of 180 seats | nearly | seats | [154/3, 185/3) | [245/6, 185/3]
half the 180 seats | bare fraction | seats | [84, 96.2] | [78.75, 101.75]
half of about 180 seats | bare fraction | seats | [84, 96.2] | [75.375, 105.875]
40 to 50 % of 181 seats | range | seats | [71.495, 91.405] | [63.35, 99.55]
more than half of 181 seats | more than | seats | (90.5, 99.55] | (90.5, inf)
most of the 181 seats | most | seats | (90.5, 162.9] | (90.5, 181]
40 % of 2 million people | bare | people | [770250, 830250] | [525000, 1125000]
one in five | bare fraction | % | [18, 22] | [15, 25]
nine out of ten villages | bare fraction | % | [88, 92] | [85, 95]
1 in 20 | bare fraction | % | [4, 6] | [2.5, 7.5]
5 in 100 | bare | % | [4.5, 5.5] | [4.5, 5.5]
0 in 5 | bare fraction | % | [-2, 2] | [-5, 5]
37 in 1,000 | bare | % | [3.65, 3.75] | [3.65, 3.75]
one in a million | bare | % | [0.00005, 0.00015] | [0.00005, 0.00015]
2 to 3 in 10 | range | % | [15, 35] | [15, 35]
12 per 100,000 people | bare | % | [0.0115, 0.0125] | [0.0115, 0.0125]
12 per thousand | bare | % | [1.15, 1.25] | [1.15, 1.25]
12 deaths per 100,000 people | bare | deaths/person | [0.000115, 0.000125] | [0.000115, 0.000125]
20 per 2 days | bare | 1/day | [9.75, 10.25] | [7.5, 12.5]
9 of 10 villages | bare count | villages | [9, 9] | [9, 9]
10 of 10 villages | bare | villages | [9.5, 10.5] | [7.5, 12.5]
about 90 of the 180 seats | about | seats | [87, 93] | [82.5, 97.5]
9 of 10 | bare fraction | % | [88, 92] | [85, 95]
½ | bare fraction | % | [48, 52] | [45, 55]
½ million | bare |  | [495000, 505000] | [375000, 625000]
2½ | bare |  | [2.45, 2.55] | [2.25, 2.75]
20 ½ km | bare | km | [20.45, 20.55] | [20.25, 20.75]
twenty-three-and-a-half | bare |  | [23.45, 23.55] | [23.25, 23.75]
1 1/2 hours | bare | hours | [1.45, 1.55] | [1.25, 1.75]
two and three quarters | bare |  | [2.7, 2.8] | [2.625, 2.875]
a million and a half | bare |  | [1450000, 1550000] | [1250000, 1750000]
a third of a million people | bare | people | [985000/3, 1015000/3] | [250000, 1250000/3]
a year and a half | bare | years | [1.45, 1.55] | [1.25, 1.75]
three-and-a-half years | bare | years | [3.45, 3.55] | [3.25, 3.75]
a twentieth | bare fraction | % | [4, 6] | [2.5, 7.5]
from 20 to 30 % | range | % | [19.5, 30.5] | [15, 35]
two or three villages | range | villages | [2, 3] | [2, 3]
two to three million | range |  | [1950000, 3050000] | [1500000, 3500000]
between two and a half and three million | range |  | [2450000, 3050000] | [2250000, 3500000]
between two and three and a half million | range |  | [1950000, 3550000] | [1500000, 3750000]
between a hundred and two and a half thousand | range |  | [95, 2505] | [75, 2750]
between a hundred and two hundred | range |  | [95, 205] | [75, 250]
one to two thirds | range | % | [94/3, 206/3] | [85/3, 215/3]
1 to 1 million | range |  | [0.5, 1000000.5] | [0.5, 1250000]
3 millions | bare |  | [2950000, 3050000] | [2500000, 3500000]
$20-30 million | range | $ | [19500000, 30500000] | [15000000, 35000000]
from minus 5 to plus 3 °C | range | °C | [-5.5, 3.5] | [-5.5, 3.5]
between about 40 and 50 | about |  | [37, 55] | [32.5, 62.5]
about 40 to about 50 | about |  | [37, 55] | [32.5, 62.5]
47 %, plus or minus 3 points | plus or minus | % | [44, 50] | [44, 50]
3 to 1 | bare |  | [2.5, 3.5] | [2.5, 3.5]
3-to-1 | bare |  | [2.5, 3.5] | [2.5, 3.5]
three-to-one | bare |  | [2.5, 3.5] | [2.5, 3.5]
1:1 | bare |  | [0.5, 1.5] | [0.5, 1.5]
2 to 1 | bare |  | [1.5, 2.5] | [1.5, 2.5]
1:4 | bare |  | [2/9, 2/7] | [2/9, 2/7]
a ratio of 1 to 4 | bare |  | [2/9, 2/7] | [2/9, 2/7]
1 to 4 | range |  | [0.5, 4.5] | [0.5, 4.5]
about 1:4 | about |  | [2/9, 2/7] | [4/21, 4/11]
more than 4:1 | more than |  | (4, 5.25] | (4, inf)
25 basis points | bare | bp | [24.5, 25.5] | [24.5, 25.5]
$20 a person | bare | $/person | [19.5, 20.5] | [15, 25]
five times a day | bare | 1/day | [4.5, 5.5] | [4.5, 5.5]
nine-month siege | bare duration | months | [8.5, 10) | [8.5, 10)
a nine-month siege | bare duration | months | [8.5, 10) | [8.5, 10)
3 years old | bare duration | years | [2.5, 4) | [2.5, 4)
5 times per day | bare | 1/day | [4.5, 5.5] | [4.5, 5.5]
three years old | bare duration | years | [2.5, 4) | [2.5, 4)
three-year-old | bare duration | years | [2.5, 4) | [2.5, 4)
a 20,000-strong force | about |  | [18000, 22000] | [15000, 25000]
20 plus | at least |  | [20, 25] | [20, inf)
at least about 40 | at least |  | [37, 47.5] | [32.5, inf)
up to about 500 | up to |  | [250, 550] | (-inf, 625]
more than an estimated 40 | more than |  | [37, 47.5] | [32.5, inf)
some 20 or more | about |  | [18, 25] | [15, inf)
about a dozen or so | about |  | [10.8, 13.2] | [9, 15]
fell by more than 8 % | more than | % | [-9.25, -8) | (-inf, -8)
a drop of 8 % | bare | % | [-8.5, -7.5] | [-8.5, -7.5]
more than a 20 % drop | more than | % | [-25, -20) | (-inf, -20)
20 fewer people | bare | people | [-20.5, -19.5] | [-25, -15]
20 people more | bare | people | [19.5, 20.5] | [15, 25]
2 °C warmer | bare | Δ°C | [1.5, 2.5] | [1.5, 2.5]
2 degrees Celsius colder | bare | Δ°C | [-2.5, -1.5] | [-2.5, -1.5]
down 2 °F | bare | Δ°F | [-2.5, -1.5] | [-2.5, -1.5]
minus 5 °C | bare | °C | [-5.5, -4.5] | [-5.5, -4.5]
5 °C below zero | bare | °C | [-5.5, -4.5] | [-5.5, -4.5]
5 per day | bare | 1/day | [4.5, 5.5] | [4.5, 5.5]
two dozen people | bare | people | [23.5, 24.5] | [18, 30]
half a dozen eggs | bare | eggs | [5.5, 6.5] | [4.5, 7.5]
10 dozen eggs | bare | eggs | [115, 125] | [90, 150]
about two dozen | about |  | [21.6, 26.4] | [18, 30]
a quarter of a million | bare |  | [245000, 255000] | [187500, 312500]
three quarters of a million people | bare | people | [745000, 755000] | [625000, 875000]
about a quarter of a million | about |  | [235000, 265000] | [187500, 312500]
nearly a quarter of a million | nearly |  | [220000, 250000) | [175000, 250000]
nearly three quarters of a million | nearly |  | [712500, 750000) | [625000, 750000]
just over a quarter of a million | just over |  | (250000, 265000] | (250000, 312500]
more than a quarter of a million | more than |  | (250000, 287500] | (250000, inf)
nearly half a million | nearly |  | [400000, 500000) | [250000, 500000]
nearly a third of a million | nearly |  | [950000/3, 1000000/3) | [250000, 1000000/3]
nearly two and a quarter million | nearly |  | [2137500, 2250000) | [1968750, 2250000]
nearly two and a half million | nearly |  | [2200000, 2500000) | [1750000, 2500000]
about two and a third million | about |  | [6825000/3, 7175000/3] | [6500000/3, 2500000]
$1.0737 per € | bare decimal | $/€ | [1.07365, 1.07375] | [1.07365, 1.07375]
€1.1850 per £ | bare decimal | €/£ | [1.18495, 1.18505] | [1.18495, 1.18505]
1.0703 USD per EUR | bare decimal | $/€ | [1.07025, 1.07035] | [1.07025, 1.07035]
US$1.07/€ | bare decimal | $/€ | [1.065, 1.075] | [1.065, 1.075]
€5 per $1 | bare | €/$ | [4.5, 5.5] | [4.5, 5.5]
A$20 | bare | A$ | [19.5, 20.5] | [15, 25]
C$5-6 million | range | C$ | [4950000, 6050000] | [4500000, 6500000]
HK$3bn | bare | HK$ | [2950000000, 3050000000] | [2500000000, 3500000000]
NZ$1.50 per litre | bare decimal | NZ$/L | [1.495, 1.505] | [1.495, 1.505]
-S$5 | bare | S$ | [-5.5, -4.5] | [-5.5, -4.5]
R$ 12 | bare | R$ | [11.5, 12.5] | [11.5, 12.5]
AUD 12 | bare | A$ | [11.5, 12.5] | [11.5, 12.5]
12 Brazilian reais | bare | R$ | [11.5, 12.5] | [11.5, 12.5]
another 300 | bare |  | [295, 305] | [250, 350]
about another eight people | about | people | [7.5, 8.5] | [6.75, 9.25]
another dozen people | bare | people | [11.5, 12.5] | [9, 15]
another million | bare |  | [950000, 1050000] | [750000, 1250000]
15.400 km | bare decimal | km | [15.3995, 15.4005] | [15.3995, 15.4005]
0.300 people | bare decimal | people | [0.2995, 0.3005] | [0.2995, 0.3005]
1.3000 people | bare decimal | people | [1.29995, 1.30005] | [1.29995, 1.30005]
15.400 million people | bare decimal | people | [15399500, 15400500] | [15399500, 15400500]
2.135 children per woman | bare decimal | children/woman | [2.1345, 2.1355] | [2.1345, 2.1355]
4 second homes | bare count | second homes | [4, 4] | [4, 4]
1 second delay | bare count | second delays | [1, 1] | [1, 1]
3 barrel bombs | bare count | barrel bombs | [3, 3] | [3, 3]
19 euro countries | bare count | euro countries | [19, 19] | [19, 19]
3 day-trips | bare count | day-trips | [3, 3] | [3, 3]
46.5 euro cents per kg | bare decimal | euro cents/kg | [46.45, 46.55] | [46.45, 46.55]
5-mile radius | bare | mi | [4.5, 5.5] | [4.5, 5.5]
1,080p | bare | pence | [1075, 1085] | [1075, 1085]
1080p a share | bare | pence/share | [1075, 1085] | [1075, 1085]
12nm | bare | nm | [11.5, 12.5] | [11.5, 12.5]
about half an hour | about | hours | [0.45, 0.55] | [0.375, 0.625]
about a quarter of an hour | about | hours | [0.225, 0.275] | [0.1875, 0.3125]
½ mile | bare fraction | mi | [0.45, 0.55] | [0.375, 0.625]
about 45 minutes | about | minutes | [40.5, 49.5] | [33.75, 56.25]
about 40 minutes | about | minutes | [37, 43] | [32.5, 47.5]
about 18 months | about | months | [16.2, 19.8] | [13.5, 22.5]
about 36 hours | about | hours | [32.4, 39.6] | [27, 45]
about 14 days | about | days | [12.6, 15.4] | [10.5, 17.5]
about 0 °C | about | °C | [-1, 1] | [-2.5, 2.5]
about 0.0 °C | about | °C | [-0.1, 0.1] | [-0.25, 0.25]
1.8 million-strong | about |  | [1750000, 1850000] | [1675000, 1925000]
a 2 million-strong crowd | about |  | [1800000, 2200000] | [1500000, 2500000]
a 2-million-strong crowd | about |  | [1800000, 2200000] | [1500000, 2500000]
2 million-plus people | at least | people | [2000000, 2500000] | [2000000, inf)
5 lakh | bare |  | [495000, 505000] | [450000, 550000]
10 crore rupees | bare | ₹ | [95000000, 105000000] | [75000000, 125000000]
3 lakh crore | bare |  | [2950000000000, 3050000000000] | [2500000000000, 3500000000000]
₹5 lakh | bare | ₹ | [495000, 505000] | [450000, 550000]
50 US cents | bare | US cents | [49.5, 50.5] | [45, 55]
50¢ | bare | US cents | [49.5, 50.5] | [45, 55]
50p | bare | pence | [49.5, 50.5] | [45, 55]
50 pence | bare | pence | [49.5, 50.5] | [45, 55]
50 euro cents | bare | euro cents | [49.5, 50.5] | [45, 55]
1 time a day | bare | 1/day | [0.5, 1.5] | [0.5, 1.5]
7 times a week | bare | 1/week | [6.5, 7.5] | [6.5, 7.5]
5 percent of 180 seats | bare | seats | [7.875, 10.175] | [7.875, 10.175]
3 points | bare | points | [2.5, 3.5] | [2.5, 3.5]
20 people to 30,000 people | range | people | [19.5, 30000.5] | [15, 35000]
1 to 10,000 | range |  | [0.5, 10000.5] | [0.5, 12500]
50-30,000 people | range | people | [49.5, 30000.5] | [45, 35000]
3/16 in | bare fraction | in | [0.1675, 0.2075] | [0.1375, 0.2375]
1/20 | bare fraction | % | [4, 6] | [2.5, 7.5]
9 hours 40 minutes | bare duration | minutes | [579.5, 581) | [579.5, 581)
9h40m | bare duration | minutes | [579.5, 581) | [579.5, 581)
2 hrs 30 | bare duration | minutes | [149.5, 151) | [149.5, 151)
3 years and 6 months | bare duration | months | [41.5, 43) | [41.5, 43)
5 years, 3 months | bare duration | months | [62.5, 64) | [62.5, 64)
a year and three months | bare duration | months | [14.5, 16) | [14.5, 16)
2 weeks and 3 days | bare duration | days | [16.5, 18) | [16.5, 18)
2 days 4 hours 3 minutes | bare duration | minutes | [3122.5, 3124) | [3122.5, 3124)
5 ft 11 in | bare | in | [70.5, 71.5] | [70.5, 71.5]
6 ft. 2 in. | bare | in | [73.5, 74.5] | [73.5, 74.5]
six feet two | bare | in | [73.5, 74.5] | [73.5, 74.5]
6-foot-2 | bare | in | [73.5, 74.5] | [73.5, 74.5]
2 lb 3 oz | bare | oz | [34.5, 35.5] | [34.5, 35.5]
7lb 8½oz | bare | oz | [120.45, 120.55] | [120.25, 120.75]
12 stone 7 | bare | lb | [174.5, 175.5] | [174.5, 175.5]
1 minute 59.40 seconds | bare decimal | seconds | [119.395, 119.405] | [119.395, 119.405]
3 months and 4 days | bare | days | [93, 97] | [93, 97]
2 months 3 weeks | bare duration | weeks | [11.5, 13) | [11.5, 13)
a 2-year-6-month sentence | bare duration | months | [29.5, 31) | [29.5, 31)
2 years 6 months old | bare duration | months | [29.5, 31) | [29.5, 31)
8 hours and 40 minutes a day | bare | minutes/day | [519.5, 520.5] | [519.5, 520.5]
about 9 hours 40 minutes | about | minutes | [565.5, 594.5] | [543.75, 616.25]
9 hours 40 minutes or more | at least | minutes | [580, 616.25] | [580, inf)
9 hours 40 minutes longer | bare duration | minutes | [579.5, 581) | [579.5, 581)
-3 ft 2 in | bare | in | [-38.5, -37.5] | [-38.5, -37.5]
5 ft 6 in to 6 ft 2 in | range | in | [65.5, 74.5] | [65.5, 74.5]
5 feet 6 – 5 feet 8 | range | in | [65.5, 68.5] | [65.5, 68.5]
between 2 hours 10 minutes and 2 hours 40 minutes | range | minutes | [129.5, 160.5] | [129.5, 161)
9 hours 40 minutes ± 5 minutes | plus or minus | minutes | [575, 585] | [575, 585]
half of 9 hours 40 minutes | bare fraction | minutes | [278.16, 302.12) | [260.775, 319.55)
twice daily | bare | 1/day | [1.5, 2.5] | [1.5, 2.5]
2-3 times daily | range | 1/day | [1.5, 3.5] | [1.5, 3.5]
once or twice a day | range | 1/day | [0.5, 2.5] | [0.5, 2.5]
once every two weeks | bare | 1/week | [0.25, 0.75] | [0.25, 0.75]
twice every three years | bare | 1/year | [0.5, 5/6] | [0.5, 5/6]
once in 100 years | bare | 1/year | [0.005, 0.015] | [0.005, 0.015]
half-mile | bare fraction | mi | [0.45, 0.55] | [0.375, 0.625]
a half-hour | bare fraction | hours | [0.45, 0.55] | [0.375, 0.625]
about half-a-mile | about | mi | [0.45, 0.55] | [0.375, 0.625]
half mile | bare fraction | mi | [0.45, 0.55] | [0.375, 0.625]
a quarter-point | bare fraction | points | [0.225, 0.275] | [0.1875, 0.3125]
half-percent | bare fraction | % | [0.45, 0.55] | [0.375, 0.625]
a half-billion dollars | bare | $ | [495000000, 505000000] | [375000000, 625000000]
two half-brothers | bare count | half-brothers | [2, 2] | [2, 2]
two half-days | bare count | half-days | [2, 2] | [2, 2]
12 newly infected | bare count | newly infected | [12, 12] | [12, 12]
a year-and-a-half | bare | years | [1.45, 1.55] | [1.25, 1.75]
1-1/2 inches | bare | in | [1.45, 1.55] | [1.25, 1.75]
2 inches of rain | bare | in | [1.5, 2.5] | [1.5, 2.5]
$5 million of aid | bare | $ | [4950000, 5050000] | [4500000, 5500000]
20 litres of water per person per day | bare | L/person/day | [19.5, 20.5] | [15, 25]
16 GB of RAM | bare | GB | [15.5, 16.5] | [15.5, 16.5]
5 years of age | bare duration | years | [4.5, 6) | [4.5, 6)
a full percentage point | bare | pp | [0.5, 1.5] | [0.5, 1.5]
5 long tons of coal | bare | long tons | [4.5, 5.5] | [4.5, 5.5]
5 consecutive years | bare duration | years | [4.5, 6) | [4.5, 6)
5 bars of gold | bare count | bars of gold | [5, 5] | [5, 5]
300 killed | bare | killed | [295, 305] | [250, 350]
20 dead | bare | dead | [19.5, 20.5] | [15, 25]
12 cases per 100,000 people per year | bare | cases/person/year | [0.000115, 0.000125] | [0.000115, 0.000125]
12 per 100,000 people per year | bare | 1/year | [0.000115, 0.000125] | [0.000115, 0.000125]
12 per 100,000 person-years | bare | 1/person-years | [0.000115, 0.000125] | [0.000115, 0.000125]
1-in-5 | bare fraction | % | [18, 22] | [15, 25]
a one-in-four chance | bare fraction | % | [23, 27] | [20, 30]
400 parts per million | bare | ppm | [395, 405] | [350, 450]
several hundred thousand people | several | people | [400000, 900000] | [300000, 2000000]
6 months to 2 years | range | years | [11/24, 49/24] | [11/24, 3)
between 30 minutes and 1 hour | range | hours | [59/120, 121/120] | [5/12, 2)
30m high | bare | m | [29.5, 30.5] | [25, 35]
5m people | bare | people | [4950000, 5050000] | [4500000, 5500000]
5 miles away | bare | mi | [4.5, 5.5] | [4.5, 5.5]
30 metres high | bare | m | [29.5, 30.5] | [25, 35]
37.5 deg C | bare decimal | °C | [37.45, 37.55] | [37.45, 37.55]
3.2 % per annum | bare decimal | %/year | [3.15, 3.25] | [3.15, 3.25]
$5,000 per capita | bare | $/person | [4950, 5050] | [4500, 5500]
65 years and older | at least | years | [65, 69.0625] | [65, inf)
50-ish | about |  | [45, 55] | [37.5, 62.5]
2 kg lighter | bare | kg | [-2.5, -1.5] | [-2.5, -1.5]
only 5 % | bare | % | [4.5, 5.5] | [4.5, 5.5]
all 12 people | bare count | people | [12, 12] | [12, 12]
6.5 L/100 km | bare decimal | L per 100 km | [6.45, 6.55] | [6.45, 6.55]
a majority of the 80 seats | most | seats | (39.75, 72.45] | (37.5, 85]
5,000-odd troops | odd | troops | [5000, 6250] | [4500, 7500]
500 pounds per square inch | bare | psi | [495, 505] | [450, 550]
5 O levels | bare count | o levels | [5, 5] | [5, 5]
12 MPs | bare count | mps | [12, 12] | [12, 12]
1 hospital bed | bare count | hospital beds | [1, 1] | [1, 1]
3 TV sets | bare count | tv sets | [3, 3] | [3, 3]
""".strip().splitlines()


@pytest.mark.parametrize("row", MEANINGS)
def test_a_figure_means_what_the_table_says(row: str) -> None:
    text, hedge, unit, typical, widest = (cell.strip() for cell in row.split("|"))
    figure = read_quantity(text, UNITS)
    assert (figure.hedge, figure.unit.name) == (hedge, unit)
    assert (figure.typical, figure.widest) == (interval(typical), interval(widest))
    assert str(figure) == figure.text == text


def test_every_row_of_the_table_has_a_worked_case() -> None:
    worked = {row.split("|")[1].strip() for row in MEANINGS}
    hedges = Hedges.standard()
    assert {*hedges.rows, *(row.name for row in hedges.vague.values()), "range", "plus or minus"} == worked


def test_every_phrase_of_the_table_is_read_as_its_row() -> None:
    for phrase, row in Hedges.standard().phrases.items():
        text = phrase.replace("…", "40", 1) if phrase.startswith("…") else f"{phrase} 40"
        assert read_quantity(text, UNITS).hedge == row.name, text


@pytest.mark.parametrize("form", forms().values(), ids=list(forms()))
def test_every_form_of_the_table_is_read_as_that_very_form(form: Form) -> None:
    understood = understand(form.example, UNITS)
    assert understood.form == form
    assert understood.quantity == read_quantity(form.example, UNITS)
    assert form.meaning
    assert set(form.source.split(", ")) <= set("FXKDS")


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("1,300", "digits", "1,300"),
        ("about 12.40 km", "decimal", "12.4"),
        ("nearly a third", "fraction in words", "1/3"),
        ("one half", "fraction in words", "1/2"),
        ("1.3 million", "scale word", "1,300,000"),
        ("20,000 to 31,500", "A to B", "20,000 to 31,500"),
        ("a third to a half", "A to B", "1/3 to 1/2"),
        ("a third of 180 seats", "share of a base", "1/3 of 180"),
        ("about 40 % of about 180 seats", "share of a base", "40 % of 180"),
        ("9 of the 10 villages", "count of a total", "9 of 10"),
        ("nine out of ten", "N in M", "9 in 10"),
        ("12 per 100,000", "N in M", "12 per 100,000"),
        ("down 8 %", "change", "−8"),
        ("down 1 in 5", "change", "−1 in 5"),
        ("down 3 to 5 %", "change", "−5 to −3"),
        ("8 % fewer", "change after it", "−8"),
        ("5 °C below zero", "level after it", "−5"),
        ("20 ± 3", "N ± e", "20 ± 3"),
        ("3 to 1", "ratio", "3 to 1"),
        ("several hundred", "vague word of a scale", "400 to 900"),
        ("a couple", "vague word", "2"),
        ("a third of a million", "part of a scale", "1,000,000/3"),
        ("two and a third", "mixed number", "7/3"),
    ],
)
def test_what_was_understood_is_the_form_and_the_number(text: str, form: str, number: str) -> None:
    understood = understand(text, UNITS)
    assert (understood.form.name, understood.number) == (form, number)


def test_every_stacked_pair_of_hedges_is_read() -> None:
    rows = Hedges.standard().rows
    for line in STACKS.splitlines():
        outer, inner, what, _ = (cell.strip() for cell in line.split("|"))
        before = [phrase for phrase in rows[outer].phrases if not phrase.startswith("…")]
        after = [phrase for phrase in rows[inner].phrases if phrase.startswith("… ")]
        text = (
            f"{before[0]} 40{after[0].removeprefix('…')}"
            if after
            else f"{before[0]} {rows[inner].phrases[0]} 40"
        )
        stacked = read_quantity(text, UNITS)
        apart = [
            one_number(Hedges.standard(), text, DIMENSIONLESS, whole(40), rows[row]) for row in (outer, inner)
        ]
        if what == "both":
            assert stacked.typical == apart[0].typical.hull(apart[1].typical)
            assert stacked.widest == apart[0].widest.hull(apart[1].widest)
        else:
            assert stacked.widest == apart[what == "inner"].widest


def test_every_phrase_of_change_gives_its_sign() -> None:
    for line in CHANGES.splitlines():
        side, phrases, sign, *_ = (cell.strip() for cell in line.split("|"))
        for phrase in phrases.split(","):
            said = phrase.strip()
            text = {"before": f"{said} 8 %", "within": f"8 {said} people", "after": f"8 °C {said}"}[side]
            stated = read_quantity(text, UNITS).stated
            assert stated == Interval.point(-8 if sign == "-" else 8), text


def test_the_measure_tells_whether_a_count_of_a_total_is_a_share() -> None:
    seats = UNITS.find("seats")
    assert read_quantity("90 of 180 seats", UNITS, PERCENT).stated == Interval.point(50)
    assert read_quantity("90 of 180 seats", UNITS, seats).stated == Interval.point(90)
    assert read_quantity("90 out of 180 seats", UNITS, seats).stated == Interval.point(90)
    assert read_quantity("90 out of 180 seats", UNITS, PERCENT).stated == Interval.point(50)
    assert read_quantity("one in five", UNITS, seats).unit == PERCENT
    assert read_quantity("half of 180", UNITS, seats).unit == seats
    assert read_quantity("9 of 10", UNITS, seats).unit == seats


def test_a_range_to_one_is_a_ratio_only_where_nothing_else_is_measured() -> None:
    assert read_quantity("3 to 1", UNITS, DIMENSIONLESS).unit == DIMENSIONLESS
    with pytest.raises(InputError, match="runs backwards"):
        read_quantity("3 to 1", UNITS, UNITS.find("people"))


def test_every_row_of_the_table_names_its_source() -> None:
    assert all(line.rsplit("|", 1)[1].strip()[0] in "FXKD" for line in TABLE.splitlines())


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("14 %", "[14, 14]"),
        ("12.40", "[12.4, 12.4]"),
        ("nine months", "[9, 9]"),
        ("a third", "[100/3, 100/3]"),
        ("an eighth", "[25/2, 25/2]"),
        ("20,000 to 31,500", "[20000, 31500]"),
        ("an estimated 20,000 to 31,500", "[20000, 31500]"),
        ("20 ± 3 %", "[17, 23]"),
        ("about 40 %", "[40, 40]"),
        ("more than 20 %", "[20, 20]"),
        ("about 40 to 50 %", "[40, 50]"),
        ("dozens", "[24, 99]"),
        ("-50 %", "[-50, -50]"),
        ("a third of 180 seats", "[60, 60]"),
        ("nine out of ten", "[90, 90]"),
        ("1:4", "[1/4, 1/4]"),
        ("at least about 40", "[40, 40]"),
    ],
)
def test_what_is_stated_is_the_number_without_its_hedge(text: str, stated: str) -> None:
    assert read_quantity(text, UNITS).stated == interval(stated)


def test_a_range_keeps_both_ends_each_at_its_widest() -> None:
    assert read_quantity("20,000 to 31,500", UNITS).ends == (
        interval("[15000, 25000]"),
        interval("[31450, 31550]"),
    )
    assert read_quantity("20,000", UNITS).ends is None


def test_a_value_without_a_unit_takes_its_default() -> None:
    assert read_quantity("22", UNITS, PERCENT).unit == PERCENT
    assert read_quantity("22", UNITS).unit == DIMENSIONLESS
    assert read_quantity("22", UNITS, UNITS.find("people")).hedge == "bare count"
    assert read_quantity("scores", UNITS, UNITS.find("people")).unit.name == "people"


def test_a_counted_noun_wins_over_the_default() -> None:
    assert read_quantity("22 countries", UNITS, PERCENT).unit.name == "countries"


def test_a_share_in_words_stays_a_share_whatever_the_default() -> None:
    assert read_quantity("half", UNITS, UNITS.find("people")).unit == PERCENT


def test_the_m_of_a_length_is_metres_and_else_millions() -> None:
    assert read_quantity("5m", UNITS, KM).unit.name == "m"
    assert read_quantity("5 m", UNITS).unit.name == "m"
    assert read_quantity("5m people", UNITS, KM).stated == Interval.point(5_000_000)


def test_ranges_come_out_in_base_units() -> None:
    assert read_quantity("14 %", UNITS).interval(Extent.TYPICAL) == interval("[0.135, 0.145]")
    assert read_quantity("21,000 to 24,000 km²", UNITS).interval(Extent.WIDEST) == interval(
        "[20500000000, 24500000000]"
    )
    assert read_quantity("two weeks", UNITS).base_stated == Interval.point(14)
    assert read_quantity("20 °C", UNITS).base_stated == Interval.point(Fraction("293.15"))


def test_a_cut_keeps_what_lies_within_the_bounds() -> None:
    figure = read_quantity("less than 20 %", UNITS).cut(Fraction(0), Fraction(1))
    assert figure.widest == interval("[0, 20)")
    assert figure.typical == interval("[15, 20)")
    assert read_quantity("more than 90 %", UNITS).cut(None, Fraction(1)).typical == interval("(90, 97.5]")
    assert read_quantity("99.5 to 100 %", UNITS).cut(None, Fraction(1)).ends == (
        interval("[99.45, 99.55]"),
        interval("[99.5, 100]"),
    )


def test_a_cut_that_would_empty_a_figure_leaves_it_as_it_was() -> None:
    figure = read_quantity("120 %", UNITS)
    assert figure.cut(None, Fraction(1)) == figure


def test_a_cut_never_leaves_the_typical_range_outside_the_widest() -> None:
    figure = read_quantity("20 %", UNITS).cut(None, Fraction(17, 100))
    assert figure.widest.encloses(figure.typical)


@pytest.mark.parametrize(
    ("text", "message", "suggestion", "offset"),
    [
        ("", "an empty value", "write a figure", 0),
        ("   ", "an empty value", "write a figure", 0),
        ("many", "`many` is not a quantity", "write a figure", 0),
        ("about", "`about` lacks a number", "write a figure", 5),
        ("1st", "`1st` tells a place in an order, not an amount", "put it into `note`", 0),
        ("about 112th", "`112th` tells a place in an order, not an amount", "put it into `note`", 6),
        ("20 each", "unknown unit `each`", "write a unit such as", 3),
        ("14 %%", "unknown unit `%%`", "write a unit such as", 3),
        ("1,30", "the digits of `1,30` are not in groups of three", "write `130` or `1.30`", 0),
        ("about 12,40,000", "the digits of `12,40,000` are not in groups of three", "write `1,240,000`", 6),
        ("1.2.3", "`1.2.3` has more than one decimal point", "write one", 0),
        ("> <5", "`>` and `<` do not go together", "keep one of them", 2),
        ("about more than 5", "`about` and `more` do not go together", "keep one of them", 6),
        ("nearly dozens", "`nearly` and `dozens` do not go together", "keep one of them", 7),
        ("more than 20 or more", "`more than` and `at least` do not go together", "keep one of them", 0),
        ("more than 20 to 30", "`more than` does not go with a range", "keep one of the two", 10),
        ("20 % to 10 km", "a range from `%` to `km`", "write both ends in one unit", 11),
        ("20 % to 30 km", "a range from `%` to `km`", "write both ends in one unit", 11),
        ("$5 to €6", "the two ends are in different currencies", None, 6),
        ("31,500 to 20,000", "the range runs backwards", "write `20,000 to 31,500`", 0),
        ("  between 30 and 20 %", "the range runs backwards", "write `20 and 30`", 10),
        ("-3 to -5", "the range runs backwards", "write `-5 to -3`", 0),
        ("NaN", "`NaN` is not a quantity", "write a figure", 0),
        ("∞", "`∞` is not a quantity", "write a figure", 0),
        ("5 to", "`5 to` lacks a number", "write a figure", 4),
        ("between 5", "`between` lacks its second number", "write `between A and B`", 9),
        ("40 % of voters", "`of voters` after a share", "write the share alone", 3),
        ("half of the seats", "`of the seats` after a fraction in words", "write the share alone", 5),
        ("half a", "`half a` lacks a unit", "write it as in `half a year`", 6),
        ("9 of 8 villages", "a part that is more than its whole", "write the smaller number first", 5),
        ("1 in 0", "a part of nothing", "write what it is of", 5),
        ("1 in about 5", "unknown unit `in about 5`", "write a unit", 2),
        ("1 in 5 years", "a share in `years`", "write a share as in `1 in 5`, a rate as in `1 per 5", 5),
        ("5 km of 20 villages", "a figure in `km` that is no part of the next", "write a share, such as", 8),
        ("half of 1 in 5", "a share of a share", "write it as one share", 8),
        ("40 % of 20 °C", "a share of a figure in `°C`", "write the figure alone", 8),
        ("12 deaths per 100,000", "a rate per a plain number", "name what it is per", 14),
        ("12 per 3 to 5 days", "a share in what is no plain number", "write it as in `1 in 5`", 7),
        ("3 to 2", "the range runs backwards", "write `2 to 3`", 0),
        ("3:0", "a ratio to zero", "write what it is to", 0),
        ("-3:1", "the parts of a ratio are numbers above zero", "write `3:1`", 0),
        ("3:1 people", "a ratio in a unit", "write a ratio as two numbers", 4),
        (
            "more than 1:4",
            "`more than` before a ratio of less than one can be taken in two ways",
            "write it",
            10,
        ),
        ("down to 8 %", "`down to` gives a level and no change", "write the level alone", 0),
        ("fell from 10 to 8 %", "`fell from` gives a level and no change", "write the level alone", 0),
        ("down 8 % lower", "a figure with two signs", "keep one of them", 9),
        ("20 more or less", "unknown unit `more`", "write a unit", 3),
        ("20 more than ten", "unknown unit `more than ten`", "write a unit", 3),
        ("20 to at least 30", "`at least` does not go with a range", "keep one of the two", 6),
        ("up 20 fewer people", "a figure with two signs", "keep one of them", 6),
        ("nearly 20 or more", "`nearly` and `at least` do not go together", "keep one of them", 0),
        ("about at least 5 or more", "`about` and `at least` do not go together", "keep one of them", 0),
        ("at least 20 to 30", "`at least` does not go with a range", "keep one of the two", 9),
        ("between at least 20 and 30", "`at least` does not go with a range", "keep one of the two", 8),
        ("at least about 20 to 30", "`at least` does not go with a range", "keep one of the two", 15),
        ("from 5", "`from` lacks its second number", "write `from A to B`", 6),
        ("20,000-strong km", "`km` does not belong to a figure", "put it into `note`", 14),
        ("hundreds of hundreds", "`hundreds` of what is no number", "write `several thousand`", 12),
        ("several of thousands", "`of thousands` does not belong to a figure", "put it into `note`", 8),
        ("1.234,56", "the separators of `1.234,56` are mixed up", "write `1,234.56`", 0),
        ("about 1.234.567", "the separators of `1.234.567` are mixed up", "write `1,234,567`", 6),
        ("1'234 people", "the separators of `1'234` are mixed up", "write `1,234`", 0),
        ("1 234,56", "`234,56` follows a number", "write one number", 2),
        ("1,234.567,8", "the decimals of `1,234.567,8` are grouped", "write decimals without `,`", 0),
        (".5 km", "`.5 km` is not a quantity", "write `0.5`", 0),
        (
            "CHF 200",
            "`CHF 200` is not a quantity",
            "write `200 CHF`; a currency of your own is `CHF = [CHF]`",
            0,
        ),
        ("± 2.5 points", "`±` without a number before it is a margin, and no amount", "leave `±` out", 0),
        (
            "plus or minus 3 %",
            "`plus or minus` without a number before it is a margin, and no amount",
            "leave `plus or minus` out",
            0,
        ),
        ("+/- 3 %", "`+/-` without a number before it is a margin, and no amount", "leave `+/-` out", 0),
        (
            "15.400 spectators",
            "`15.400` of what is counted can be thousands or a decimal",
            "write `15,400`, or `15.4`",
            0,
        ),
        (
            "about 1.300 people",
            "`1.300` of what is counted can be thousands or a decimal",
            "write `1,300`, or `1.3`",
            6,
        ),
        (
            "2.135 children",
            "`2.135` of what is counted can be thousands or a decimal",
            "write `2,135`, or the decimal to fewer places",
            0,
        ),
        (
            "1.2 to 1.500 people",
            "`1.500` of what is counted can be thousands or a decimal",
            "write `1,500`, or `1.5`",
            7,
        ),
        (
            "1.100 to 1.5 people",
            "`1.100` of what is counted can be thousands or a decimal",
            "write `1,100`, or `1.1`",
            0,
        ),
        (
            "9 of 1.300 people",
            "`1.300` of what is counted can be thousands or a decimal",
            "write `1,300`, or `1.3`",
            5,
        ),
        (
            "5 mile radius",
            "`radius` does not belong to a figure in `miles`",
            "write `miles` alone; the claim",
            2,
        ),
        (
            "5 square mile area",
            "`area` does not belong to a figure in `square miles`",
            "write `square miles` alone; the",
            2,
        ),
        (
            "3 day trips",
            "`trips` does not belong to a figure in `days`",
            "write `days` alone, or `day-trips`",
            2,
        ),
        ("8 oz steak", "`steak` does not belong to a figure in `oz`", "write `oz` alone", 2),
        ("5 min walk", "`walk` does not belong to a figure in `minutes`", "write `minutes` alone", 2),
        ("30 second clip", "`clip` does not belong to a figure in `seconds`", "write `seconds` alone", 3),
        ("6 foot wall", "`wall` does not belong to a figure in `feet`", "write `feet` alone", 2),
        ("1TB drive", "`TB` before `drive` can be terabytes or tuberculosis", "write `terabytes` alone", 1),
        (
            "5G phones",
            "`G` before `phones` can be what a network is called, or grams",
            "put the name into `note`",
            1,
        ),
        ("2L bottle", "`L` before `bottle` can be litres or a letter", "write `litres` alone", 1),
        (
            "10K race",
            "`10K` before `race` can be thousands, kilometres or a name",
            "write `10 thousand`, or `10 km`",
            0,
        ),
        (
            "4k televisions",
            "`4k` before `televisions` can be thousands, kilometres or a name",
            "write `4 thousand`",
            0,
        ),
        ("12 K people", "`K people` can be of thousands or kelvins", "write the number in full", 3),
        ("400m race", "`race` does not belong to a figure in `m`", "write `m` alone", 3),
        ("200m runners", "`runners` does not belong to a figure in `m`", "write `m` alone", 3),
        ("1080p", "`1080p` can be pence, or the lines of a video", "write `£10.80`, or `1080 lines`", 4),
        (">-5", "`>` before a negative figure can be taken in two ways", "write a range", 0),
        ("half the fighters", "`the fighters` after a fraction in words", "write the share alone", 5),
        ("most people", "`most` is followed by `people`", "write the share alone", 5),
        ("1/0", "`1/0` is no fraction", "write `1/3`", 0),
        ("> -5", "`>` before a negative figure can be taken in two ways", "write a range", 0),
        (
            "at least -5 °C",
            "`at least` before a negative figure can be taken in two ways",
            "write a range",
            0,
        ),
        (
            "no more than −5",
            "`no more than` before a negative figure can be taken in two ways",
            "write a range",
            0,
        ),
        ("up to minus 5", "`up to` before a negative figure can be taken in two ways", "write", 0),
        (
            "just over -5 °C",
            "`just over` before a negative figure can be taken in two ways",
            "write a range",
            0,
        ),
        (
            "about at least -5",
            "`about at least` before a negative figure can be taken in two ways",
            "write a range",
            0,
        ),
        ("-5 °C or more", "`or more` after a negative figure can be taken in two ways", "write", 0),
        ("-5+", "`+` after a negative figure can be taken in two ways", "write a range", 0),
        ("down -5", "a figure with two signs", "keep one of them", 5),
        ("twenty twenty", "unknown unit `twenty`", "write a unit", 7),
        ("20 ± 3 km to 5", "`to 5` does not belong to a figure", "put it into `note`", 10),
        ("20 % ± 3 km", "a margin in `km` of `%`", "write both in one unit", 0),
        ("14 kilometrs", "unknown unit `kilometrs`", "did you mean `kilometers`?", 3),
        ("14\tfigthers", "unknown unit `figthers`", "did you mean `fighters`?", 3),
        ("12 percent of GDP", "`of GDP` after a share", "write the share alone", 3),
        ("12 per cent of GDP", "`of GDP` after a share", "write the share alone", 3),
        ("5 percent inflation", "`percent inflation` does not belong to a percentage", "write `%`", 2),
        ("5 per cent growth", "`per cent growth` does not belong to a percentage", "write `%`", 2),
        ("a 60 percent share", "`percent share` does not belong to a percentage", "write `%`", 5),
        (
            "2 percentage points lead",
            "`percentage points lead` does not belong to a number of points",
            "write",
            2,
        ),
        ("12/40 patients", "`12/40` is no usual fraction", "write `12 of 40 patients`", 0),
        ("about 9/11", "`9/11` is no usual fraction", "write `9 of 11`", 6),
        ("12/40 of patients", "`12/40` is no usual fraction", "write `12 of 40`", 0),
        ("24/7", "`24/7` is no usual fraction", "write one number, or `24:7` for a ratio", 0),
        ("120/80 mmHg", "`120/80` is no usual fraction", "write each number as a claim of its own", 0),
        ("3/4 patients", "`patients` after a fraction", "write `3 of 4 patients`, or the share alone", 4),
        ("½ patients", "`patients` after a fraction", "write `1 of 2 patients`", 2),
        ("1.2e-3", "`1.2e-3` is written with a power of ten", "write `0.0012`", 0),
        ("about 1e-3 km", "`1e-3` is written with a power of ten", "write `0.001`", 6),
        ("2E6", "`2E6` is written with a power of ten", "write `2,000,000`", 0),
        ("1.2 × 10^6 km", "`1.2 × 10^6` is written with a power of ten", "write `1,200,000`", 0),
        ("1e999999999", "`1e999999999` is written with a power of ten", "write the number in plain", 0),
        (
            "over 65s",
            "`65s` after `over` can be people of an age, or seconds",
            "write `65 years` for an age",
            5,
        ),
        ("under-5s", "`5s` after `under` can be people of an age, or seconds", "write `5 years`", 6),
        ("the over-60s", "`60s` after `over` can be people of an age, or seconds", "write `60 years`", 9),
        ("1990s", "`1990s` is a decade, not an amount", "put it into `when`", 0),
        ("25C", "`C` can be degrees Celsius, coulombs or cents", "write `°C`, or `coulombs`", 2),
        ("70F", "`F` can be degrees Fahrenheit or farads", "write `°F`, or `farads`", 2),
        ("60 pc", "`pc` can be percent or parsecs", "write `%`, or `parsecs`", 3),
        ("50 cents", "`cents` does not say of which currency", "write `US cents`, `euro cents`", 3),
        ("10 mg twice daily", "`mg twice daily` says how often, which no unit does", "write a rate", 3),
        ("300 visitors daily", "`visitors daily` says how often, which no unit does", "write a rate", 4),
        ("10 mg doses", "`doses` does not belong to a figure in `mg`", "write `mg` alone", 3),
        (
            "three-digit number",
            "`digit` says how long a number is, and not which it is",
            "write the number",
            5,
        ),
        ("six-figure sum", "`figure` says how long a number is, and not which it is", "write the number", 3),
        ("double digits", "`double digits` is not a quantity", "write a figure", 0),
        ("5 March", "`March` makes it a date", "put it into `when`", 2),
        ("20-30,000", "`20` before `30,000` can be 20 or 20,000", "write `20,000 to 30,000`, or the unit", 3),
        ("20 to 30,000 people", "`20` before `30,000` can be 20 or 20,000", "write `20,000 to 30,000`", 6),
        ("$20-30 000", "`20` before `30,000` can be 20 or 20,000", "write `20,000 to 30,000`", 4),
        (
            "5 GB files",
            "`files` does not belong to a figure in `GB`",
            "write `GB` alone; the claim says of what",
            2,
        ),
        (
            "16GB RAM",
            "`RAM` does not belong to a figure in `GB`",
            "write `GB` alone; the claim says of what",
            2,
        ),
        ("5B people", "`B` before `people` can be billions or bytes", "write `billion`", 1),
        ("200 10 kg bags", "`10 kg bags` follows a number", "write one number", 4),
        (
            "10 kg bags",
            "`bags` does not belong to a figure in `kg`",
            "write `kg` alone; the claim says of what",
            3,
        ),
        (
            "60 W bulbs",
            "`bulbs` does not belong to a figure in `W`",
            "write `W` alone; the claim says of what",
            3,
        ),
        ("5'11\"", "`5'11` can be feet and inches, or minutes", "write it as in `5 ft 11 in`", 0),
        (
            "2 years and 18 months",
            "`18 months` beside `years` make one of these or more",
            "write it in one unit",
            12,
        ),
        ("10 to 12 feet 6 inches", "a range of which one end lacks its unit", "write it after both", 6),
        ("between 1 hour and 30 minutes", "the range runs backwards", "write the smaller number first", 8),
        ("10 am", "`am` makes it a time of day", "write the hour into `note`", 3),
        ("10 fps", "`fps` can be feet or frames per second", "write `ft/s`", 3),
        ("5 kt", "`kt` can be knots, or thousands of tonnes", "write `knots`", 2),
        ("5.2 ppt", "`ppt` can be percentage points, or parts per trillion", "write `pp`", 4),
        ("1 mil", "`mil` can be millions, or thousandths of an inch", "write `million`", 2),
        (
            "2,000 calories a day",
            "`calories` can be of food, which are kilocalories, or small",
            "write `kcal`",
            6,
        ),
        (
            "15 times earnings",
            "`times earnings` tells how many times as much, and no unit",
            "write the number and `times` alone; the",
            3,
        ),
        (
            "1.5x leverage",
            "`x leverage` tells how many times as much, and no unit",
            "write the number and `times` alone; the",
            3,
        ),
        ("5 year olds", "`year olds` makes it people of an age", "write the age in `years`", 2),
        ("18-24-year-olds", "`-year-olds` makes it people of an age", "write the age in `years`", 5),
        ("a score of people", "`score of people` stands for twenty", "write the number", 2),
        ("a number of years", "`number of years` does not say how many", "write the number", 2),
        (
            "a multi-million dollar deal",
            "`multi-million dollar deal` does not say how many",
            "write the number",
            2,
        ),
        (
            "2 degrees of warming",
            "`degrees of warming` does not say of which degrees",
            "write `°C` or `°F`",
            2,
        ),
        ("30 inches of mercury", "`inches of mercury` is of a pressure", "write it in `hPa`", 3),
        (
            "300 people killed",
            "`killed` does not belong to a figure in `people`",
            "write `people` alone; the claim says how",
            4,
        ),
        (
            "1,200 jobs lost",
            "`lost` does not belong to a figure in `jobs`",
            "write `jobs` alone; the claim says how t",
            6,
        ),
        (
            "5 minutes late",
            "`late` does not belong to a figure in `minutes`",
            "write `minutes` alone; the claim says of",
            2,
        ),
        (
            "5 months pregnant",
            "`pregnant` does not belong to a figure in `months`",
            "write `months` alone; the claim says of",
            2,
        ),
        ("1 person killed", "`killed` does not belong to a figure in `person`", "write `person` alone", 2),
        ("six feet and two", "`and two` does not belong to a figure in `feet`", "write `feet` alone", 4),
        ("5 feet 6 to 7", "a range of which one end lacks its unit", "write it after both", 12),
        ("1 - 1/2 km", "the range runs backwards", "write", 0),
        ("5 degrees above normal", "unknown unit `degrees above normal`", "write a unit such as `%`", 2),
        ("40 below", "unknown unit `below`", "write a unit such as `%`", 3),
        ("5 days earlier", "`days earlier` is no part of a unit", "write the unit alone", 2),
        (
            "10 % faster",
            "`% faster` can be of the time, or of what is done in it",
            "write the difference as `up 10 %`",
            3,
        ),
        ("5 people max", "`people max` says how much it is at most", "write `at most` before the number", 2),
        (
            "5 people minimum",
            "`people minimum` says how much it is at least",
            "write `at least` before the number",
            2,
        ),
        (
            "a two-thirds majority",
            "`two-thirds majority` says who has more, and not how much",
            "write `more than half`",
            2,
        ),
        (
            "a majority of 80 seats",
            "`a majority of` a number can be how many more than the others, or over a half",
            "write the number alone",
            0,
        ),
        (
            "100m sprint",
            "`sprint` does not belong to a figure in `m`",
            "write `m` alone; the claim says of what",
            3,
        ),
        ("50-50", "a range of one number", "write it once; a score or a vote belongs", 0),
        ("500 pounds a year", "`pounds per year` can be of money or of weight", "write `£`", 4),
        ("1-in-100-year flood", "a share in `years`", "write a share as in `1 in 5`", 5),
        ("half-time", "`half-time` is not a quantity", "write a figure such as `about 40 %` or `", 0),
        ("5 A levels", "unknown unit `A levels`", "write a unit such as `%`", 2),
        ("9" * 201, "a number of more than 200 digits", "write it with a scale word", 0),
        (
            "9" * 10_000,
            "10,000 characters are too many; a number has at most 200 digits",
            "write a figure",
            0,
        ),
    ],
)
def test_what_is_no_plain_figure_is_refused_with_a_hint(
    text: str, message: str, suggestion: str | None, offset: int
) -> None:
    with pytest.raises(InputError) as caught:
        read_quantity(text, UNITS)
    assert caught.value.message == message
    assert (caught.value.suggestion or "").startswith(suggestion or "")
    assert (caught.value.suggestion is None) is (suggestion is None)
    assert caught.value.offset == offset


def test_the_longest_number_is_read_exactly() -> None:
    digits = "9" * 200
    assert read_quantity(digits, UNITS).stated == Interval.point(int(digits))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("2 pp", 2, "pp"), ("30 days", 30, "days"), ("20 %", 20, "%"), ("0", 0, ""), ("exactly 5 km", 5, "km")],
)
def test_a_constant_is_exact(text: str, number: int, unit: str) -> None:
    constant = read_constant(text, UNITS)
    assert constant.unit.name == unit
    assert constant.stated == constant.typical == constant.widest == Interval.point(number)


@pytest.mark.parametrize(
    "text", ["about 20 %", "20 to 30 %", "dozens", "20+", "20 ± 3 %", "half of 180", "3:1"]
)
def test_a_constant_is_not_hedged(text: str) -> None:
    with pytest.raises(InputError, match="one exact figure"):
        read_constant(text, UNITS)


def test_an_exact_figure_shows_itself_as_text() -> None:
    assert str(Quantity.exact(Fraction(1), MONTHS)) == "1 month"
    assert str(Quantity.exact(Fraction(-5, 2), PERCENT)) == "−2.5 %"
    assert Quantity.exact(3).typical == Interval.point(3)


def test_numbers_are_shown_in_plain_digits() -> None:
    assert [format_number(Fraction(x)) for x in ("17.99", "66216", "0.135", "1500000", "0", "9.99996")] == [
        "17.99", "66,216", "0.135", "1,500,000", "0", "10",
    ]  # fmt: skip
    assert format_number(Fraction(1, 3), digits=2) == "0.33"
    assert format_number(Fraction(1, 300), digits=2) == "0.0033"
    assert format_number(Fraction(-1, 3), 2, "up") == "−0.33"
    assert format_number(Fraction(-1, 3), 2, "down") == "−0.34"
    assert format_number(Fraction(5, 2), 1) == "3"


def test_figures_are_shown_in_their_unit() -> None:
    assert format_quantity(Fraction(22, 100), PERCENT) == "22 %"
    assert format_quantity(Fraction(95, 1000), POINTS) == "9.5 pp"
    assert format_quantity(Fraction(22), DIMENSIONLESS) == "22"
    assert format_quantity(Fraction(1), UNITS.find("people")) == "1 person"
    assert format_quantity(Fraction(-20), UNITS.find("$ / person")) == "−$20/person"


@pytest.mark.parametrize(
    ("range_", "rounding", "shown"),
    [
        ("[0.21, 0.23]", "nearest", "21…23 %"),
        ("[0.05, inf)", "nearest", "at least 5 %"),
        ("(0.2, inf)", "nearest", "more than 20 %"),
        ("(-inf, 0.03)", "nearest", "below 3 %"),
        ("(-inf, 0.03]", "nearest", "at most 3 %"),
        ("(-inf, inf)", "nearest", "any"),
        ("[0.22, 0.22]", "nearest", "22 %"),
        ("[1/3, 2/3]", "inward", "33.34…66.66 %"),
        ("[1/3, 2/3]", "outward", "33.33…66.67 %"),
        ("[0.333331, 0.333334]", "nearest", "33.3331…33.3334 %"),
        ("[0.333331, 0.333334]", "inward", "33.3331…33.3334 %"),
    ],
)
def test_ranges_are_shown_in_words_and_figures(range_: str, rounding: str, shown: str) -> None:
    assert format_range(interval(range_), PERCENT, rounding) == shown


def test_figures_that_differ_are_never_shown_alike() -> None:
    assert distinct((Fraction("0.123451"), Fraction("0.123452"), Fraction("0.123451")), PERCENT) == (
        "12.3451 %", "12.3452 %", "12.3451 %",
    )  # fmt: skip


def test_reading_the_usual_figures_does_not_load_pint() -> None:
    texts = [row.split("|")[0].strip() for row in MEANINGS]
    program = (
        "import sys\n"
        "from consistency.quantity import Quantity\n"
        f"for text in {texts!r}: Quantity.of(text)\n"
        "assert 'pint' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_an_exact_figure_in_any_unit_of_the_table_is_read_as_it_is_shown() -> None:
    names = [row.split("|")[0].strip() for row in ROWS.splitlines()]
    for name in (*names, "suicide bombers", "$/person", "fighters/month", "km³", "%/year", "km²·people"):
        unit = UNITS.find(name)
        for number in (0, 1, Fraction(-5, 2), 1300, Fraction("123456.789")):
            read = read_quantity(str(Quantity.exact(number, unit)), UNITS)
            assert (read.stated, read.unit) == (Interval.point(number), unit), name


def test_each_form_stands_once_with_all_its_columns() -> None:
    assert len(forms()) == len(FORMS.splitlines())
    assert all(all(row) for row in forms().values())


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("over-65", "over 65"),
        ("under-18", "under 18"),
        ("around-5 km", "around 5 km"),
        ("just over-65", "just over 65"),
        ("the over-65", "over 65"),
    ],
)
def test_a_hyphen_that_touches_a_hedge_and_its_number_is_a_joint(joined: str, apart: str) -> None:
    one, other = read_quantity(joined, UNITS), read_quantity(apart, UNITS)
    assert (one.hedge, one.stated, one.widest) == (other.hedge, other.stated, other.widest)


def test_a_minus_after_a_hedge_stands_apart_from_it() -> None:
    for text in ("around -5 °C", "around −5 °C", "~-5 °C"):
        assert read_quantity(text, UNITS).stated == Interval.point(-5), text
    assert read_quantity("down more than 5 %", UNITS).widest.high == -5


def test_a_round_duration_is_as_rough_as_any_round_figure() -> None:
    assert str(read_quantity("9 months", UNITS).typical) == "[17/2, 10)"
    assert str(read_quantity("100 years", UNITS).widest) == "[75, 125]"
    assert (
        read_quantity("3 million years", UNITS)
        .interval(Extent.WIDEST)
        .meets(read_quantity("3.2 million years", UNITS).interval(Extent.TYPICAL))
    )


# text | unit of the measure | unit | typical
OF_A_MEASURE = """
5 pounds | £ | £ | [4.5, 5.5]
500 pounds a year | £ per year | £/year | [495, 505]
1080p | £ | pence | [1075, 1085]
12nm | nm | nm | [11.5, 12.5]
5 pounds | kg | lb | [4.5, 5.5]
37.5 degrees | °C | °C | [37.45, 37.55]
2 degrees warmer | °C | Δ°C | [1.5, 2.5]
5 degrees | Δ°C | Δ°C | [4.5, 5.5]
5B | $ | $ | [4950000000, 5050000000]
5B | bytes | B | [4.5, 5.5]
30m | m | m | [29.5, 30.5]
1 in 5 people | people | % | [18, 22]
12 per 100,000 people | people | % | [0.0115, 0.0125]
3 out of 5 people | people | people | [3, 3]
12 | per 100,000 people | per 100,000 people | [11.5, 12.5]
12 | vehicles a day | vehicles/day | [11.5, 12.5]
""".strip().splitlines()


@pytest.mark.parametrize("row", OF_A_MEASURE)
def test_the_unit_of_the_measure_decides_what_can_be_taken_in_two_ways(row: str) -> None:
    text, default, unit, typical = (cell.strip() for cell in row.split("|"))
    figure = read_quantity(text, UNITS, UNITS.find(default))
    assert (figure.unit.name, figure.typical) == (unit, interval(typical))


@pytest.mark.parametrize("text", ["3:45", "1:59.40", "2:01:39"])
def test_a_time_of_the_clock_is_no_length_of_time(text: str) -> None:
    with pytest.raises(InputError, match="can be hours and minutes, or minutes and seconds"):
        read_quantity(text, UNITS, MONTHS)


@pytest.mark.parametrize(
    ("several", "one"),
    [("1 hour 20 minutes", "80 minutes"), ("5 ft 11 in", "71 in"), ("2 lb 3.5 oz", "35.5 oz")],
)
def test_an_amount_in_several_units_states_what_it_does_in_the_last_of_them(several: str, one: str) -> None:
    assert read_quantity(several, UNITS).base_stated == read_quantity(one, UNITS).base_stated


@pytest.mark.parametrize("text", ["12nm", "12 nm"])
def test_nautical_miles_and_nanometres_are_told_apart_where_lengths_are_long(text: str) -> None:
    with pytest.raises(InputError, match="can be nautical miles or nanometres"):
        read_quantity(text, UNITS, UNITS.find("km"))
