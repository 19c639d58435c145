# ruff: noqa: E501 - the table is read across
"""The units that figures are usually written in, as rows: exact, so that the common ones never need Pint.

Each row: display | symbols | full names | size | dimension | prefixes | Pint's expression for it.

Symbols are taken as written, names in any case and in singular or plural; several stand between commas. A size is
in metres, kilograms, seconds, kelvins, … (`a*b`, `a/b` and decimals are exact), and where a unit has its zero
elsewhere, `size + offset` gives the base unit. Prefixes: the symbols or names of which set may stand before the
row's own. The last column is what the tests ask Pint for; `=` stands for the first full name.
Points are those of an index or a poll: there are halves of them, so they are measured and not counted.
The acre and the furlong are those of the international foot, as everywhere since the survey foot went (2023).
Sources of the sizes: SI brochure (9th ed.), NIST SP 811 Appendix B, through Pint's registry, which a test holds
every row against.
"""

from __future__ import annotations

ROWS = """\
%          | %,pct               | percent,per cent,percentage            | 1/100 | | | percent
pp         | pp                  | percentage point,percent point         | 1/100 | | | percent
bp         | bp,bps              | basis point                            | 1/10000 | | | 0.01 percent
points     |                     | point                                  | 1 | points | |
‰          | ‰                   | per mille,permille,per mil             | 1/1000 | | | permille
ppm        | ppm                 | part per million,parts per million     | 1/1000000 | | | ppm
m          | m                   | meter,metre                            | 1 | length | length | =
in         | in                  | inch                                   | 0.0254 | length | | =
ft         | ft                  | foot                                   | 0.3048 | length | | =
yd         | yd                  | yard                                   | 0.9144 | length | | =
mi         | mi                  | mile                                   | 1609.344 | length | | =
nmi        | nmi,NM              | nautical mile                          | 1852 | length | | =
ly         | ly                  | light year,light-year,lightyear        | 9460730472580800 | length | | light_year
au         | au,AU               | astronomical unit                      | 149597870700 | length | | astronomical_unit
furlongs   |                     | furlong                                | 201.168          | length     |  | 660 foot
Å          | Å                   | angstrom,ångström                      | 0.0000000001 | length | | =
μm         |                     | micron                                 | 0.000001 | length | | =
ha         | ha                  | hectare                                | 10000 | length2 | | =
acres      | ac                  | acre                                   | 43560*0.3048*0.3048 | length2 |  | 43560 foot**2
L          | L,l,ℓ               | liter,litre                            | 0.001 | length3 | metric | =
gal        | gal                 | gallon,US gallon                       | 0.003785411784 | length3 | | =
imp gal    | imp gal             | imperial gallon,UK gallon              | 0.00454609 | length3 | | imperial_gallon
qt         | qt                  | quart                                  | 0.000946352946 | length3 | | =
pt         | pt                  | pint                                   | 0.000473176473 | length3 | | =
cups       |                     | cup                                    | 0.0002365882365 | length3 | | =
fl oz      | fl oz,floz          | fluid ounce                            | 0.0000295735295625 | length3 | | fluid_ounce
tbsp       | tbsp                | tablespoon                             | 0.00001478676478125 | length3 | | =
tsp        | tsp                 | teaspoon                               | 0.00000492892159375 | length3 | | =
barrels    | bbl                 | barrel,barrel of oil,oil barrel        | 0.158987294928 | length3 | thousand | oil_barrel
bushels    | bu                  | bushel                                 | 0.03523907016688 | length3 | | =
ac ft      | ac ft               | acre foot,acre-foot                    | 43560*0.3048*0.3048*0.3048 | length3 |  | 43560 foot**3
g          | g                   | gram,gramme                            | 0.001 | mass | metric | =
kilos      |                     | kilo                                   | 1 | mass | | kilogram
t          | t                   | tonne,metric ton                       | 1000 | mass | heavy | =
kilotonnes |                     | kilotonne                              | 1000000 | mass | | 1000 metric_ton
tons       |                     | ton,short ton,US ton                   | 907.18474 | mass | large | =
long tons  |                     | long ton,imperial ton                  | 1016.0469088 | mass | | long_ton
lb         | lb,lbs              | pound                                  | 0.45359237 | mass | | =
oz         | oz                  | ounce                                  | 0.028349523125 | mass | | =
oz t       | oz t,ozt            | troy ounce,ounce of gold               | 0.0311034768 | mass | | troy_ounce
st         | st                  | stone                                  | 6.35029318 | mass | | =
ct         | ct                  | carat                                  | 0.0002 | mass | | =
gr         | gr                  | grain                                  | 0.00006479891 | mass | | =
seconds    | s,sec,secs          | second                                 | 1 | time | small | =
minutes    | min,mins            | minute                                 | 60 | time | | =
hours      | h,hr,hrs            | hour                                   | 3600 | time | | =
days       | d                   | day                                    | 86400 | time | | =
weeks      | wk,wks              | week                                   | 604800 | time | | =
fortnights |                     | fortnight                              | 1209600 | time | | =
months     | mo,mos,mth,mths     | month                                  | 2629800 | time | | =
years      | yr,yrs              | year,annum                             | 31557600 | time | | =
decades    |                     | decade                                 | 315576000 | time | | 10 year
centuries  |                     | century                                | 3155760000 | time | | =
millennia  |                     | millennium                             | 31557600000 | time | | =
km/h       | km/h,kmh,kph,kmph   | kilometer per hour,kilometre per hour,kilometers per hour,kilometres per hour | 5/18 | length time-1 | | kilometer_per_hour
mph        | mph                 | mile per hour,miles per hour           | 0.44704 | length time-1 | | mile_per_hour
kn         | kn                  | knot                                   | 463/900 | length time-1 | | =
m/s        | m/s                 | meter per second,metre per second,meters per second,metres per second | 1 | length time-1 | | meter/second
K          | K                   | kelvin                                 | 1 | temperature | | =
°C         | °C,degC,℃           | degree Celsius,degrees Celsius,Celsius,degree centigrade,degrees centigrade,degree C,degrees C,deg C | 1 + 273.15 | temperature | | degree_Celsius
°F         | °F,degF,℉           | degree Fahrenheit,degrees Fahrenheit,Fahrenheit,degree F,degrees F,deg F | 5/9 + 459.67*5/9 | temperature | | degree_Fahrenheit
Δ°C        | Δ°C,delta_degC      | Celsius degree                         | 1 | temperature | | delta_degree_Celsius
Δ°F        | Δ°F,delta_degF      | Fahrenheit degree                      | 5/9 | temperature | | delta_degree_Fahrenheit
N          | N                   | newton                                 | 1 | length mass time-2 | thousand | =
Pa         | Pa                  | pascal                                 | 1 | length-1 mass time-2 | hecto | =
bar        | bar                 | bar                                    | 100000 | length-1 mass time-2 | milli | =
atm        | atm                 | atmosphere                             | 101325 | length-1 mass time-2 | | =
psi        | psi                 | pound per square inch,pounds per square inch | 0.45359237*9.80665/0.0254/0.0254 | length-1 mass time-2 | | psi
J          | J                   | joule                                  | 1 | length2 mass time-2 | all | =
Wh         | Wh                  | watt hour,watt-hour                    | 3600 | length2 mass time-2 | all | watt*hour
cal        | cal                 | small calorie,gram calorie             | 4.184 | length2 mass time-2 | thousand | calorie
kcal       | kcal,Cal            | kilocalorie,food calorie,large calorie | 4184 | length2 mass time-2 | | 1000 calorie
eV         | eV                  | electron volt,electronvolt             | 0.0000000000000000001602176634 | length2 mass time-2 | thousand | electron_volt
BTU        | BTU,Btu             | British thermal unit                   | 1055.056 | length2 mass time-2 | | british_thermal_unit
tons of TNT |                    | ton of TNT,tonne of TNT                | 4184000000 | length2 mass time-2 | large | ton_TNT
W          | W                   | watt                                   | 1 | length2 mass time-3 | all | =
hp         | hp                  | horsepower                             | 550*0.3048*0.45359237*9.80665 | length2 mass time-3 | | =
A          | A                   | ampere,amp                             | 1 | current | thousand | =
Ah         | Ah                  | ampere hour,amp hour                   | 3600 | current time | thousand | ampere_hour
V          | V                   | volt                                   | 1 | current-1 length2 mass time-3 | thousand | =
Ω          | Ω                   | ohm                                    | 1 | current-2 length2 mass time-3 | thousand | =
Hz         | Hz                  | hertz                                  | 1 | time-1 | thousand | =
mol        | mol                 | mole                                   | 1 | substance | thousand | =
bit        |                     | bit                                    | 1 | information | binary | =
B          | B                   | byte                                   | 8 | information | binary | =
bit/s      | bit/s               | bit per second,bits per second         | 1 | information time-1 | large | bit/second
$          | $,USD,US$           | dollar,US dollar,United States dollar  | 1 | USD | |
US cents   | ¢,US¢               | US cent                                | 1/100 | USD | |
€          | €,EUR               | euro                                   | 1 | EUR | |
euro cents |                     | euro cent,eurocent                     | 1/100 | EUR | |
£          | £,GBP               | pound sterling,pounds sterling,British pound,quid | 1 | GBP | |
pence      | p                   | penny                                  | 1/100 | GBP | |
¥          | ¥,JPY               | yen,Japanese yen                       | 1 | JPY | |
₹          | ₹,INR               | rupee,Indian rupee                     | 1 | INR | |
₽          | ₽,RUB               | rouble,ruble,Russian rouble,Russian ruble | 1 | RUB | |
₪          | ₪,ILS               | shekel,Israeli shekel                  | 1 | ILS | |
A$         | A$,AUD              | Australian dollar                      | 1 | AUD | |
C$         | C$,CAD              | Canadian dollar                        | 1 | CAD | |
HK$        | HK$,HKD             | Hong Kong dollar                       | 1 | HKD | |
NZ$        | NZ$,NZD             | New Zealand dollar                     | 1 | NZD | |
S$         | S$,SGD              | Singapore dollar                       | 1 | SGD | |
R$         | R$,BRL              | Brazilian real,Brazilian reais         | 1 | BRL | |
"""

# symbol, name, power of ten (of 1024 for the last four)
PREFIXES = {
    "p": ("pico", -12),
    "n": ("nano", -9),
    "µ": ("micro", -6),
    "m": ("milli", -3),
    "c": ("centi", -2),
    "d": ("deci", -1),
    "h": ("hecto", 2),
    "k": ("kilo", 3),
    "M": ("mega", 6),
    "G": ("giga", 9),
    "T": ("tera", 12),
    "P": ("peta", 15),
    "E": ("exa", 18),
    "Ki": ("kibi", 1),
    "Mi": ("mebi", 2),
    "Gi": ("gibi", 3),
    "Ti": ("tebi", 4),
}

# Which prefixes a row takes. "da" is nobody's: a dam is a dam.
PREFIX_SETS = {
    "": "",
    "all": "p n µ m k M G T P E",
    "heavy": "M G T P E",  # kt can be knots
    "big": "k M G T P E",
    "large": "k M G T",
    "thousand": "p n µ m k M G T",
    "small": "p n µ m",
    "milli": "m k M",
    "hecto": "p n µ m h k M G T",
    "length": "n µ m c d h k M G T",  # 5 pm is a time of day
    "metric": "p n µ m c d h k M G T",
    "binary": "k M G T P E Ki Mi Gi Ti",
}
