"""What is named by its place in the calendar: days, weeks and weekdays, months, seasons, years, centuries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from consistency.period.counting import WEEKDAYS
from consistency.period.days import MONTHS, civil, day_number, iso, month_length
from consistency.period.phrases.meaning import Meaning, Phrase, Readings, Within, also, usual
from consistency.period.phrases.stretches import from_now, latest, one_of, start_of, units, up_to, whole
from consistency.period.plain_dates import SEASONS, dates_meant, meant, month_digits
from consistency.period.two_years import written
from consistency.period.written import is_period, read_period
from consistency.problem import InputError

# What is said of no year in particular.
WEEKDAY: Final = "|".join(WEEKDAYS).casefold()
MONTH: Final = "|".join([*MONTHS, *(name[:3] for name in MONTHS), "sept"]).casefold()
SEASON: Final = "|".join(SEASONS)
_NTH = "[0-9]{1,2}(?:st|nd|rd|th)?"
NAMED: Final = f"(?:on )?(?:(?:{WEEKDAY}|{MONTH}|{SEASON})|{_NTH} (?:of )?(?:{MONTH})|(?:{MONTH}) {_NTH})"
_DAYS_IN = {"week": 7}
_AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


# --- Days and the units of the calendar


def at(away: int, words: str) -> Callable[[Phrase, int, Within], Readings]:
    """Return the reading as the day so many days away."""
    return lambda _match, day, _within: [usual(words, iso(day + away))]


def last_night(_match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the day before, and the day itself."""
    yield usual("the day before", iso(day - 1))
    yield also("the night to that day", iso(day))


def this_unit(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield all of the week, month, … of the day, and as much of it as there has been."""
    yield usual(f"the {match[1]} of that day", units(day, match[1], 0))
    for reading in so_far(match, day, _within):
        yield reading._replace(is_counted=True)


def so_far(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield what there has been of the week, month, … of the day."""
    yield usual(f"the {match[1]} up to that day", whole(start_of(day, match[1]), day + 1))


def earlier_this(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield one of the days from the beginning of the week, month, … to the day."""
    yield usual(f"a day of that {match[1]}, up to that day", one_of(start_of(day, match[1]), day))


def later_this(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield one of the days from the day to the end of its week, month, …"""
    yield usual(f"a day of that {match[1]}, from that day on", one_of(day, start_of(day, match[1], 1) - 1))


def last_unit(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the week, month, … before that of the day, and the last so many days."""
    is_either = match[1] in ("week", "decade", "century")
    yield usual(_before(match[1]), units(day, match[1], -1))
    yield Meaning(is_either, *_rolling(match[1], day), is_counted=True)


def past_unit(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the last so many days, and the week, month, … before that of the day."""
    yield Meaning(True, *_rolling(match[1], day), is_counted=True)
    yield also(_before(match[1]), units(day, match[1], -1))


def next_unit(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the week, month, … after that of the day, and the next so many days."""
    unit = match[1]
    words = "the next Monday to Sunday" if unit == "week" else f"the next {unit} of the calendar"
    yield usual(words, units(day, unit, 1))
    words = f"the {unit} from that day on"
    yield Meaning(False, words, from_now(day, 1, unit, _DAYS_IN.get(unit, 1)), is_counted=True)


def _before(unit: str) -> str:
    return "the previous Monday to Sunday" if unit == "week" else f"the previous {unit} of the calendar"


def _rolling(unit: str, day: int) -> tuple[str, str]:
    words = "the last seven days" if unit == "week" else f"the last {unit} up to that day"
    return words, up_to(day, 1, unit, _DAYS_IN.get(unit, 1))


# --- Weekdays


def weekday(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest such day of the week, which may be the day itself."""
    yield usual(f"the latest {match[1].capitalize()}", iso(_latest_weekday(match[1], day)))


def last_weekday(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest such day of the week before the day, and that of the week before."""
    name = match[1].capitalize()
    yield usual(f"the latest {name} before that day", iso(_latest_weekday(match[1], day - 1)))
    yield usual(f"the {name} of the previous week", iso(_of_week(match[1], day, -1)))


def this_weekday(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield that day of the week of the day."""
    yield usual(f"the {match[1].capitalize()} of that week", iso(_of_week(match[1], day, 0)))


def next_weekday(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the first such day of the week after the day, and that of the week after."""
    name = match[1].capitalize()
    yield usual(f"the first {name} after that day", iso(_latest_weekday(match[1], day + 7)))
    yield usual(f"the {name} of the next week", iso(_of_week(match[1], day, 1)))


def weekday_of(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield that day of the last, this or the next week."""
    away = _AWAY[match[2]]
    yield usual(f"the {match[1].capitalize()} of {match[2]} week", iso(_of_week(match[1], day, away)))


def weekend(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest Saturday and Sunday; those of the last, this or the next week where it says so."""
    if match[1]:
        saturday = _of_week("saturday", day, _AWAY[match[1]])
        yield usual(f"Saturday and Sunday of {match[1]} week", whole(saturday, saturday + 2))
    if match[1] in (None, "this"):
        saturday = _latest_weekday("saturday", day)
        yield usual("the latest Saturday and Sunday", whole(saturday, saturday + 2))


def _latest_weekday(name: str, day: int) -> int:
    return day - (day - 1 - WEEKDAYS.index(name.capitalize())) % 7


def _of_week(name: str, day: int, away: int) -> int:
    return start_of(day, "week", away) + WEEKDAYS.index(name.capitalize())


# --- Months and seasons of no year in particular, and days of them


def named(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest month or season of that name that has begun."""
    yield usual(f"the latest {_name(match[1])} that has begun", _latest_named(match[1], day, 0))


def last_named(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest month or season of that name that has ended, and that of the year before."""
    name = _name(match[1])
    away = -3 if match[1] in SEASONS else -1
    yield usual(f"the latest {name} before that day", _latest_named(match[1], day, away))
    yield usual(f"{name} of the year before", _named_in(match[1], civil(day)[0] - 1))


def this_named(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the month or season of that name of the year."""
    yield usual(f"{_name(match[1])} of that year", _named_in(match[1], civil(day)[0]))
    if match[1] == "winter":
        yield usual("the winter that ends in that year", _named_in(match[1], civil(day)[0] - 1))


def next_named(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the first month or season of that name still to begin, and that of the year after."""
    name = _name(match[1])
    yield usual(f"the first {name} to begin after that day", _latest_named(match[1], day, 12))
    yield usual(f"{name} of the year after", _named_in(match[1], civil(day)[0] + 1))


def named_in_year(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the month or season of that name of the last, this or the next year."""
    year = civil(day)[0] + _AWAY[match[2]]
    yield usual(f"{_name(match[1])} of {match[2]} year", _named_in(match[1], year))


def day_of_month(match: Phrase, day: int, _within: Within) -> Readings:
    """Yield the latest such day of the month, of any year."""
    month = int(month_digits(match["month"]) or 0)
    wanted = int(match["day"])
    if not 1 <= wanted <= month_length(2016, month):  # a leap year
        raise InputError(f"{MONTHS[month - 1]} has {month_length(2016, month)} days at most")
    year = latest(day, month, 0)[0]
    while wanted > month_length(year, month) or day_number(year, month, wanted) > day:
        year -= 1
    yield usual(f"the latest {wanted} {MONTHS[month - 1]}", iso(day_number(year, month, wanted)))


def _name(word: str) -> str:
    digits = month_digits(word)
    return word if word in SEASONS or digits is None else MONTHS[int(digits) - 1]


def _latest_named(word: str, day: int, away: int) -> str:
    """Return the latest such month or season that has begun so many months away from a day."""
    if word in SEASONS:
        year, _ = latest(day, 3 * (SEASONS[word] - 20), away)
        return written(year, SEASONS[word])
    year, month = latest(day, int(month_digits(word) or 0), away)
    return f"{year:04}-{month:02}"


def _named_in(word: str, year: int) -> str:
    return written(year, SEASONS[word]) if word in SEASONS else f"{year:04}-{month_digits(word)}"


# --- Centuries, and dates that say their year


def century(match: Phrase, _day: int, _within: Within) -> Readings:
    """Yield the years of a century, by the first two digits and as they are counted from year 1."""
    number = int(match[1])
    yield usual(f"the years that begin with {number - 1}", f"{number - 1:02}00/{number - 1:02}99")
    yield usual(f"the hundred years to {number * 100}", f"{number - 1:02}01/{number:02}00")


def dated(match: Phrase, _day: int, _within: Within) -> Readings:
    """Yield the dates that a date in words, or in EDTF, can be; none where it is no date."""
    text = match[0]
    meanings = (text.upper(),) if is_period(text.upper()) else (*dates_meant(text), *meant(text))
    known = [edtf for edtf in dict.fromkeys(meanings) if is_period(edtf)]
    for edtf in known or meanings[:1]:
        yield usual(text, read_period(edtf).text)
