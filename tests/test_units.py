"""How the words for units are found, and what they are worth."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest

from consistency.ask import ask
from consistency.problem import InputError
from consistency.quantity import DAYS, DIMENSIONLESS, PERCENT, POINTS, Units, read_quantity
from consistency.quantity.not_units import NOT_UNITS
from consistency.quantity.nouns import plural, singular
from consistency.quantity.pint_names import NAMES
from consistency.quantity.unit_table import PREFIX_SETS, PREFIXES, ROWS

UNITS = Units.standard()
DECLARED = UNITS.declaring(
    [("fighters", "people"), ("militants", "people"), ("foreign fighters", "fighters")]
)


def test_kilos_are_kilograms() -> None:
    kilos = Units.standard().find("kilos")
    assert (kilos.factor, kilos.dimension, kilos.is_count) == (1, (("mass", 1),), False)


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


def root(registry: pint.UnitRegistry, figure: int, expression: str) -> Fraction:
    return Fraction(registry.Quantity(Fraction(figure), expression).to_root_units().magnitude)


@pytest.mark.parametrize("row", [row for row in ROWS.splitlines() if row.split("|")[6].strip()])
def test_every_unit_of_the_table_is_exactly_what_pint_says(row: str, registry: pint.UnitRegistry) -> None:
    name, symbols, names, _, _, _, expression = (cell.strip() for cell in row.split("|"))
    expression = names.split(",")[0].replace(" ", "_") if expression == "=" else expression
    unit = UNITS.find(symbols.split(",")[0].strip() or names.split(",")[0])
    factor, _, plain = expression.partition(" ") if expression[0].isdigit() else ("1", "", expression)
    zero = root(registry, 0, plain)
    one = root(registry, 1, plain)
    dimension = {
        base.strip("[]"): int(power) for base, power in registry.get_dimensionality(plain).items() if power
    }
    ours = {base: power for base, power in unit.dimension if base != "information"}
    assert ours == dimension  # Pint has bits without a dimension
    # Pint's root units have grams and seconds where ours have kilograms and days.
    scale = Fraction(1, 1000) ** ours.get("mass", 0) * Fraction(1, 86400) ** ours.get("time", 0)
    assert unit.factor == (one - zero) * scale * Fraction(factor)
    assert unit.offset == zero * scale
    assert unit.name == name


def test_every_name_and_symbol_of_the_table_finds_its_row() -> None:
    for row in ROWS.splitlines():
        shown, symbols, names = (cell.strip() for cell in row.split("|")[:3])
        for symbol in filter(None, (symbol.strip() for symbol in symbols.split(","))):
            assert UNITS.find(symbol).name == shown, symbol
        for name in filter(None, (name.strip() for name in names.split(","))):
            assert UNITS.find(name).name == shown, name
            assert UNITS.find(plural(name.casefold())).name == shown, name


def test_every_prefix_goes_with_every_row_that_takes_it() -> None:
    for row in ROWS.splitlines():
        symbols, names, prefixes = (row.split("|")[column].strip() for column in (1, 2, 5))
        for prefix in PREFIX_SETS[prefixes].split():
            name, power = PREFIXES[prefix]
            scale = Fraction(1024 if len(prefix) > 1 else 10) ** power
            word = names.split(",")[0]
            assert UNITS.find(name + word).factor == UNITS.find(word).factor * scale
            symbol = symbols.split(",")[0]
            if symbol and prefix + symbol not in ("cd", "min", "Pa", "ft", "pt", "kt", "mol"):
                assert UNITS.find(prefix + symbol).factor == UNITS.find(symbol).factor * scale


def test_the_names_of_pint_are_all_listed(registry: pint.UnitRegistry) -> None:
    listed = set(NAMES.split())
    for unit in registry._units.values():
        for name in (unit.name, *unit.aliases):
            if len(name) > 2 and name.isascii() and name.replace("_", "").isalpha():
                assert name.casefold() in listed, name


@pytest.mark.parametrize(
    ("text", "name", "factor", "dimension"),
    [
        ("%", "%", Fraction(1, 100), {}),
        ("percent", "%", Fraction(1, 100), {}),
        ("per cent", "%", Fraction(1, 100), {}),
        ("percentage points", "pp", Fraction(1, 100), {}),
        ("basis points", "bp", Fraction(1, 10000), {}),
        ("square kilometers", "km²", Fraction(10**6), {"length": 2}),
        ("Square Kilometres", "km²", Fraction(10**6), {"length": 2}),
        ("sq km", "km²", Fraction(10**6), {"length": 2}),
        ("km2", "km²", Fraction(10**6), {"length": 2}),
        ("km^2", "km²", Fraction(10**6), {"length": 2}),
        ("square miles", "mi²", Fraction("1609.344") ** 2, {"length": 2}),
        ("cubic meters", "m³", Fraction(1), {"length": 3}),
        ("barrels", "barrels", Fraction("0.158987294928"), {"length": 3}),
        ("days", "days", Fraction(1), {"time": 1}),
        ("months", "months", Fraction("365.25") / 12, {"time": 1}),
        ("year", "years", Fraction("365.25"), {"time": 1}),
        ("kWh", "kWh", Fraction(3_600_000 * 86400**2), {"length": 2, "mass": 1, "time": -2}),
        ("megawatts", "MW", Fraction(10**6 * 86400**3), {"length": 2, "mass": 1, "time": -3}),
        ("villages", "villages", Fraction(1), {"villages": 1}),
        ("village", "villages", Fraction(1), {"villages": 1}),
        ("persons", "people", Fraction(1), {"people": 1}),
        ("Person", "people", Fraction(1), {"people": 1}),
        ("women", "women", Fraction(1), {"women": 1}),
        ("child", "children", Fraction(1), {"children": 1}),
        ("suicide bomber", "suicide bombers", Fraction(1), {"suicide bombers": 1}),
        ("camps", "camps", Fraction(1), {"camps": 1}),
        ("cats", "cats", Fraction(1), {"cats": 1}),
        ("rounds", "rounds", Fraction(1), {"rounds": 1}),
        ("customers", "customers", Fraction(1), {"customers": 1}),
        ("hogsheads", "hogsheads", Fraction("0.0254") ** 3 * 231 * 63, {"length": 3}),  # only Pint has it
        ("µBq", "µBq", Fraction(86400, 10**6), {"time": -1}),
        ("microsieverts", "microsieverts", Fraction(86400**2, 10**6), {"length": 2, "time": -2}),
        ("people per km²", "people/km²", Fraction(1, 10**6), {"length": -2, "people": 1}),
        ("fighters / month", "fighters/month", 12 / Fraction("365.25"), {"fighters": 1, "time": -1}),
        ("per day", "1/day", Fraction(1), {"time": -1}),
        ("% / month", "%/month", Fraction(12, 100) / Fraction("365.25"), {"time": -1}),
    ],
)
def test_a_unit_is_found_by_its_name(
    text: str, name: str, factor: Fraction, dimension: dict[str, int]
) -> None:
    unit = UNITS.find(text)
    assert (unit.name, unit.factor, dict(unit.dimension)) == (name, factor, dimension)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("kilometrs", "did you mean `kilometers`?"),
        ("kilmoeters", "did you mean `kilometers`?"),
        ("square kilometrs", "did you mean `square kilometers`?"),
        ("persent", "did you mean `percent`?"),
        ("figthers", "did you mean `fighters`?"),
        ("militnats", "did you mean `militants`?"),
        ("KG", "did you mean `kg`?"),
        ("Km²", "did you mean `km²`?"),
        ("KWH", "did you mean `kWh`?"),
        ("zz", "write a unit such as"),
        ("km⁷q", "write a unit such as"),
        ("foo/", "write a unit such as"),
        ("/", "write a unit such as"),
        ("", "write a unit such as"),
        ("million", "write a unit such as"),
        ("a" * 10_000, "write a unit such as"),
        ("a/" * 2_000, "write a unit such as"),
        ("decibels", "write a unit such as"),
    ],
)
def test_an_unknown_unit_is_refused_with_a_suggestion(text: str, suggestion: str) -> None:
    with pytest.raises(InputError, match="unknown unit") as caught:
        DECLARED.find(text)
    assert (caught.value.suggestion or "").startswith(suggestion)


def test_a_misspelling_of_an_undeclared_noun_is_a_noun() -> None:
    assert UNITS.find("figthers").name == "figthers"


def test_declared_nouns_count_among_the_last_of_their_chain() -> None:
    for text in ("fighters", "fighter", "Militants", "foreign fighter", "people", "person"):
        assert DECLARED.find(text).dimension == (("people", 1),)
    assert DECLARED.find("foreign fighter").name == "foreign fighters"
    assert UNITS.find("fighters").dimension == (("fighters", 1),)


def test_a_noun_is_shown_as_it_was_declared() -> None:
    assert (
        UNITS.declaring([("Peshmerga soldiers", None)]).find("peshmerga soldier").name == "Peshmerga soldiers"
    )


def test_a_declared_noun_comes_before_a_unit_of_pint() -> None:
    assert UNITS.declaring([("hands", None)]).find("hand").is_count
    assert not UNITS.find("hand").is_count


def test_a_declared_noun_may_look_like_a_misspelt_unit() -> None:
    assert UNITS.declaring([("minuets", None)]).find("minuet").is_count


@pytest.mark.parametrize("text", ["barrels", "oil barrels", "barrels of oil", "bbl", "Barrel"])
def test_a_barrel_is_one_of_oil(text: str) -> None:
    assert UNITS.find(text).name == "barrels"
    assert UNITS.find(text).factor == 42 * UNITS.find("gallons").factor


def test_a_declared_unit_of_the_table_stays_that_unit() -> None:
    units = UNITS.declaring([("%", None), ("km²", None), ("months", None), ("barrels", None)])
    assert [units.find(text).is_count for text in ("%", "km²", "months", "barrels")] == [False] * 4


def test_declaring_adds_to_what_was_declared() -> None:
    units = DECLARED.declaring([("recruits", "fighters")])
    assert units.find("recruits").dimension == units.find("militants").dimension == (("people", 1),)


@pytest.mark.parametrize(
    "nouns",
    [[("a lot", "people")], [("fighters", "km²")], [("cats", "dogs"), ("dogs", "cats")], [("ants", "ants")],
     [("cats", "animals"), ("cats", "pets")]],
)  # fmt: skip
def test_what_cannot_count_among_anything_is_refused(nouns: list[tuple[str, str | None]]) -> None:
    with pytest.raises(InputError):
        UNITS.declaring(nouns)


def test_only_counted_nouns_are_counts() -> None:
    assert DECLARED.find("fighters").is_count
    for text in ("%", "km", "km²", "months", "$", "fighters / month", "kg", "bytes"):
        assert not DECLARED.find(text).is_count, text


def test_temperatures_have_their_own_zero_and_differences_none() -> None:
    assert UNITS.find("°C").to_base(20) == Fraction("293.15")
    assert UNITS.find("degrees Fahrenheit").to_base(32) == Fraction("273.15")
    assert UNITS.find("delta_degC").to_base(20) == 20


def test_currencies_do_not_convert() -> None:
    assert UNITS.find("US dollars") == UNITS.find("$") == UNITS.find("USD")
    assert UNITS.find("$").dimension != UNITS.find("€").dimension


def test_compound_units_cancel() -> None:
    per_month = DECLARED.find("fighters / month")
    assert per_month.times(DECLARED.find("months")) == DECLARED.find("fighters")
    assert per_month.times(DECLARED.find("years")) == DECLARED.find("fighters")
    assert DECLARED.find("km²").times(DECLARED.find("people")).name == "km²·people"
    assert DECLARED.find("people").per(DECLARED.find("people")) == DIMENSIONLESS
    assert DECLARED.find("people").times(DECLARED.find("people")).name == "people²"
    assert DECLARED.find("km").per(DECLARED.find("days")).per(DECLARED.find("days")).name == "km/day²"


def test_shares_leave_a_unit_as_it_is() -> None:
    km2 = UNITS.find("km²")
    assert km2.times(PERCENT) == PERCENT.times(km2) == km2.per(PERCENT) == km2.times(DIMENSIONLESS) == km2
    assert PERCENT.times(PERCENT) == PERCENT.times(DIMENSIONLESS) == PERCENT.per(DIMENSIONLESS) == PERCENT
    assert PERCENT.per(PERCENT) == DIMENSIONLESS.per(PERCENT) == DIMENSIONLESS
    assert POINTS.times(DIMENSIONLESS) == POINTS
    assert PERCENT.per(DAYS).times(DAYS) == PERCENT


@pytest.mark.parametrize(
    ("one", "many"),
    [("village", "villages"), ("city", "cities"), ("day", "days"), ("church", "churches"), ("bus", "buses"),
     ("policeman", "policemen"), ("human", "humans"), ("house", "houses"), ("life", "lives"),
     ("crisis", "crises"),
     ("aircraft", "aircraft"), ("class", "classes"), ("member of parliament", "members of parliament"),
     ("iraqi", "iraqis"), ("base", "bases"), ("child", "children")],
)  # fmt: skip
def test_the_singular_and_the_plural_are_one_noun(one: str, many: str) -> None:
    assert plural(one) == plural(many) == many
    assert UNITS.find(one) == UNITS.find(many)
    if one != "crisis":
        assert singular(one) == singular(many) == one


@pytest.mark.parametrize(
    ("text", "name", "factor", "dimension"),
    [
        ("mg/kg", "mg/kg", Fraction(1, 10**6), {}),
        ("µg/kg", "µg/kg", Fraction(1, 10**9), {}),
        ("m/km", "m/km", Fraction(1, 1000), {}),
        ("hours per day", "hours/day", Fraction(1, 24), {}),
        ("mg/kg/day", "mg/kg/day", Fraction(1, 10**6), {"time": -1}),
        ("mg·m/kg", "mg·m/kg", Fraction(1, 10**6), {"length": 1}),
        ("km² per m", "km²/m", Fraction(10**6), {"length": 1}),
        ("kg per kg", "", Fraction(1), {}),
        ("militants per person", "", Fraction(1), {}),
    ],
)
def test_a_written_unit_whose_dimensions_cancel_keeps_its_factor(
    text: str, name: str, factor: Fraction, dimension: dict[str, int]
) -> None:
    unit = DECLARED.find(text)
    assert (unit.name, unit.factor, dict(unit.dimension)) == (name, factor, dimension)


def test_what_was_written_as_a_rate_of_like_units_still_cancels() -> None:
    find = UNITS.find
    assert find("mg/kg").times(find("kg")) == find("mg")
    assert find("days").times(find("hours per day")) == find("hours")
    assert find("mg/kg").per(find("mg/kg")) == DIMENSIONLESS
    assert PERCENT.times(find("mg/kg")) == find("mg/kg")


@pytest.mark.parametrize("line", NOT_UNITS.splitlines())
def test_what_only_looks_like_a_unit_is_refused_with_what_to_write(line: str) -> None:
    where, words, wrong, right = (cell.strip() for cell in line.split("|"))
    for said in words.split(", "):
        text = {"is": said, "begins": f"{said} more", "ends": f"doses {said}", "has": f"mg {said} each"}[
            where
        ]
        with pytest.raises(InputError) as caught:
            UNITS.find(text)
        assert (caught.value.message, caught.value.suggestion) == (f"`{text}` {wrong}", right)


@pytest.mark.parametrize(
    ("text", "name", "of_twelve"),
    [
        ("vehicles a day", "vehicles/day", Fraction(12)),
        ("vehicles each day", "vehicles/day", Fraction(12)),
        ("vehicles/day", "vehicles/day", Fraction(12)),
        ("litres per second", "L/second", Fraction(12 * 86400, 1000)),
        ("EUR per person", "€/person", Fraction(12)),
        ("€ per capita", "€/person", Fraction(12)),
        ("per 100,000 people", "per 100,000 people", Fraction(12, 10**5)),
        ("per 1,000", "per 1,000", Fraction(12, 1000)),
        ("deaths per 1,000 live births", "deaths per 1,000 live births", Fraction(12, 1000)),
        ("L/100 km", "L per 100 km", Fraction(12, 10**8)),
    ],
)
def test_a_rate_is_a_unit_of_a_measure_however_it_is_told(text: str, name: str, of_twelve: Fraction) -> None:
    unit = UNITS.find(text)
    assert (unit.name, unit.to_base(12)) == (name, of_twelve)
    told, plain = read_quantity(f"12 {text}", UNITS), read_quantity("12", UNITS, unit)
    assert told.base_stated == plain.base_stated
    assert told.unit.dimension == unit.dimension


@pytest.mark.parametrize("text", ["per 0 people", "12 per 100,000 people", "deaths per 1,000 figthers"])
def test_a_rate_of_nothing_is_no_unit(text: str) -> None:
    with pytest.raises(InputError):
        DECLARED.find(text)


def test_what_only_looks_like_a_unit_may_be_declared() -> None:
    declared = UNITS.declaring([("points of order", None), ("figures", None)])
    assert declared.find("point of order").is_count
    assert declared.find("figures").is_count


@pytest.mark.parametrize("text", ["TV shows", "second homes", "daily flights", "marches", "match points"])
def test_nouns_that_begin_like_a_unit_are_nouns(text: str) -> None:
    assert UNITS.find(text).is_count


def test_points_are_those_of_percent_only_where_the_measure_is_in_percent() -> None:
    assert not UNITS.find("points").is_count  # 15 points may be 14.8
    assert UNITS.declaring([("points", None)]).find("points") == UNITS.find("points")
    for default in (PERCENT, POINTS):
        assert read_quantity("3 points", UNITS, default).unit == POINTS
        assert read_quantity("a 3-point lead", UNITS.declaring([("leads", None)]), default).unit == POINTS
    assert read_quantity("3 points", UNITS, UNITS.find("people")).unit == UNITS.find("points")


def test_the_parts_of_a_currency_are_that_currency() -> None:
    for part, whole in (("US cents", "$"), ("¢", "$"), ("eurocents", "€"), ("pence", "£"), ("penny", "£")):
        assert UNITS.find(part).dimension == UNITS.find(whole).dimension
        assert UNITS.find(part).to_base(100) == 1


def test_how_far_apart_two_temperatures_are_has_a_unit_without_an_offset() -> None:
    assert UNITS.find("°C").difference == UNITS.find("Δ°C")
    assert UNITS.find("°F").difference == UNITS.find("Δ°F")
    assert UNITS.find("km").difference == UNITS.find("km")
    assert [UNITS.find(text).is_only_a_difference for text in ("Δ°C", "°C", "K")] == [True, False, False]
    assert UNITS.find("°C per hour").times(UNITS.find("hours")) == UNITS.find("Δ°C")


ASKED = """
a == b              | 5 mg/kg       | 5,000 µg/kg     |              | consistent
a == b              | 5 mg/kg       | 50,000 µg/kg    |              | contradicted
a * b == c          | 5 mg/kg       | 70 kg           | 350 mg       | consistent
a * b == c          | 5 mg/kg       | 70 kg           | 800 mg       | contradicted
a * b == c          | 5 hours a day | 7 days          | 35 hours     | consistent
a * b == c          | 5 hours a day | 7 days          | 3 days       | contradicted
a == b              | 1 time a day  | 7 times a week  |              | consistent
a == b              | 1 time a day  | 70 times a week |              | contradicted
a == b              | 50 pence      | £0.50           |              | consistent
a == b              | 50 US cents   | $0.50           |              | consistent
a == b              | 50 pence      | $0.50           |              | undetermined
a == b              | 3 points      | 3 pp            |              | undetermined
a == b              | 18 months     | a year and a half |            | consistent
a == b              | half a dozen  | 6               |              | consistent
a - b == c          | 15 °C         | 10 °C           | 5 degrees Celsius warmer | consistent
a - b == c          | 15 °C         | 10 °C           | 9 °C warmer  | contradicted
a - b == c          | 59 °F         | 10 °C           | 9 Δ°F        | consistent
a - b == c          | 15 °C         | 10 °C           | 5 K          | consistent
a - b == c          | 15 °C         | 10 °C           | 5 °C         | undetermined
a + c == b          | 15 °C         | 20 °C           | 5 °C warmer  | consistent
c + a == b          | 15 °C         | 20 °C           | 5 °C warmer  | consistent
b - c == a          | 15 °C         | 20 °C           | 5 °C warmer  | consistent
c - b == a          | 15 °C         | 20 °C           | 5 °C warmer  | undetermined
a - b == c          | 15 °C         | 283 K           | 5 °C warmer  | undetermined
a + b == c          | 15 °C         | 10 °C           | 25 °C        | undetermined
a + b == c          | 15 °C         | 10 °C           | 25 °C warmer | undetermined
a - b == c          | 12 °C warmer  | 4 °C warmer     | 8 °C warmer  | consistent
a - b == c          | 12 °C warmer  | 4 °C warmer     | 3 °C warmer  | contradicted
a + b == c          | 10 °C warmer  | 4 °C warmer     | 14 °C warmer | consistent
(a + b) / 2 == c    | 15 °C         | 10 °C           | 12 °C        | undetermined
-a == b             | 15 °C         | -15 °C          |              | undetermined
a == b              | 15 °C         | 15 °C warmer    |              | undetermined
a * b > '1 °C'      | 15 °C         | 2 °C warmer     |              | undetermined
a > 0               | 15 °C         |                 |              | undetermined
a > '0 °C'          | 15 °C         |                 |              | established
a - b > 0           | 15 °C         | 10 °C           |              | established
a * b == c          | 2 °C per hour | 3 hours         | 6 °C warmer  | consistent
""".strip().splitlines()


@pytest.mark.parametrize("row", ASKED)
def test_arithmetic_over_units_comes_out_in_a_rule_as_by_hand(row: str) -> None:
    expression, *figures, verdict = (cell.strip() for cell in row.split("|"))
    roles = {name: figure for name, figure in zip("abc", figures, strict=True) if figure}
    assert ask(expression, **roles).split(":")[0] == verdict
