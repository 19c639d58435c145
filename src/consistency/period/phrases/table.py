# ruff: noqa: E501 - the tables are read across
"""Which phrases about time there are, as tables: the patterns, what they give, and why.

The patterns are of plain words (see `consistency.period.plain_dates.plain`) without an article before them. The
first row that fits and gives a reading is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from consistency.period.phrases import lengths, named, nested
from consistency.period.phrases.meaning import Phrase, Readings, Within
from consistency.period.phrases.named import MONTH, SEASON, WEEKDAY
from consistency.period.phrases.nested import Share

DATE: Final = "date"  # one day of what the reading names
SPAN: Final = "span"  # all of it, or a day of it where the claim is about one day
DURATION: Final = "duration"  # how long, and not when


class Row(NamedTuple):
    """A pattern, the kind of what it gives, the readings on a day, and why they are these."""

    pattern: str
    kind: str
    readings: Callable[[Phrase, int, Within], Readings]
    why: str


_UNIT = "(week|month|quarter|year|decade|century)"
_LAST = "(?:last|previous|preceding)"
_NEXT = "(?:next|coming|following)"
_NAME = f"({MONTH}|{SEASON})"
_NTH = "(?:st|nd|rd|th)?"

_0, _1 = Fraction(0), Fraction(1)
_QUARTER, _THIRD, _HALF = Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)
# Early, mid and late share the whole among them; at most, they reach half-way.
_EARLY = (Share("the first third", _0, _THIRD), Share("the first half", _0, _HALF))
_MID = (Share("the middle third", _THIRD, 2 * _THIRD), Share("the middle half", _QUARTER, 3 * _QUARTER))
_LATE = (Share("the last third", 2 * _THIRD, _1), Share("the second half", _HALF, _1))

ROWS: Final = (
    Row("today|now|right now|at present|at the moment|currently|tonight|this (?:morning|afternoon|evening)", DATE, named.at(0, "that day"), "nothing finer than a day is told"),
    Row("yesterday(?: (?:morning|afternoon|evening))?", DATE, named.at(-1, "the day before"), "definition"),
    Row("day before yesterday", DATE, named.at(-2, "two days before"), "definition"),
    Row("tomorrow(?: (?:morning|afternoon|evening|night))?", DATE, named.at(1, "the day after"), "definition"),
    Row("day after tomorrow", DATE, named.at(2, "two days after"), "definition"),
    Row("(?:last|yesterday) night", DATE, named.last_night, "a night has two days"),
    Row(f"(?:on )?({WEEKDAY})(?: (?:morning|afternoon|evening|night))?", DATE, named.weekday, "reports look back: the nearest, which may be the day itself"),
    Row(f"{_LAST} ({WEEKDAY})(?: night)?", DATE, named.last_weekday, "on a Friday, `last Tuesday` is of this week to some and of the last to others"),
    Row(f"this ({WEEKDAY})", DATE, named.this_weekday, "weeks begin on a Monday: ISO 8601"),
    Row(f"{_NEXT} ({WEEKDAY})", DATE, named.next_weekday, "as for `last Tuesday`"),
    Row(f"({WEEKDAY}) (?:of )?(last|this|next) week", DATE, named.weekday_of, "weeks begin on a Monday: ISO 8601"),
    Row("(?:(last|past|previous|this|next|coming) )?weekend", SPAN, named.weekend, "Saturday and Sunday; the coming or the latest where it is `this`"),
    Row(f"this {_UNIT} so far", SPAN, named.so_far, "definition"),
    Row(f"so far this {_UNIT}", SPAN, named.so_far, "definition"),
    Row(f"{_UNIT}[- ]to[- ]date", SPAN, named.so_far, "definition"),
    Row(f"(?:this|the|the current|current) {_UNIT}", SPAN, named.this_unit, "what has happened this year has happened so far"),
    Row(f"earlier(?: in)? (?:this|the) {_UNIT}", DATE, named.earlier_this, "a day up to that of the document, itself included since it may be of the evening"),
    Row(f"later(?: in)? (?:this|the) {_UNIT}", DATE, named.later_this, "as for `earlier`"),
    Row(f"{_LAST} {_UNIT}", SPAN, named.last_unit, "the one of the calendar; of a week and a decade as often the last seven days, the last ten years"),
    Row(f"past {_UNIT}", SPAN, named.past_unit, "what has just passed; the calendar's still allowed"),
    Row(f"{_NEXT} {_UNIT}", SPAN, named.next_unit, "as for `last`"),
    Row(f"{_NAME}", SPAN, named.named, "reports look back: the nearest, which may have begun only"),
    Row(f"(?:{_LAST}|past) {_NAME}", SPAN, named.last_named, "in November, `last September` is two months ago to some and fourteen to others"),
    Row(f"this {_NAME}", SPAN, named.this_named, "of the year of the document"),
    Row(f"{_NEXT} {_NAME}", SPAN, named.next_named, "as for `last`"),
    Row(f"{_NAME} (?:of )?(last|this|next) year", SPAN, named.named_in_year, "definition"),
    Row(f"(?P<day>[0-9]{{1,2}}){_NTH} (?:of )?(?P<month>{MONTH})", DATE, named.day_of_month, "reports look back: the nearest"),
    Row(f"(?P<month>{MONTH}) (?P<day>[0-9]{{1,2}}){_NTH}", DATE, named.day_of_month, "reports look back: the nearest"),
    Row(f"{_LAST} (.+)", SPAN, lengths.last_units, "whole months and the like of the calendar, or counted back from the day"),
    Row("past (.+)", SPAN, lengths.last_units, "as for `last`"),
    Row(f"{_NEXT} (.+)", SPAN, lengths.next_units, "counted on from the day"),
    Row("(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last|final) (?P<part>half|third|quarter))(?: (?:of|in) (?P<of>.+))?", SPAN, nested.nth_part, "EDTF has codes for those of a year"),
    Row("(first|last) (.+?) (?:of|in) (.+)", SPAN, nested.some_of, "definition"),
    Row("(?:early(?: on)?(?: in)?|(?:beginning|start|early (?:part|days)) of) (.+)", DATE, nested.in_part(*_EARLY), "no source measures it"),
    Row("(?:mid[- ]|middle of )(.+)", DATE, nested.in_part(*_MID), "as for `early`"),
    Row("(?:late(?: in)?|later in|(?:end|close|late part) of) (.+)", DATE, nested.in_part(*_LATE), "as for `early`"),
    Row("([0-9]{1,2})(?:st|nd|rd|th) century", SPAN, named.century, "1901 to 2000 strictly, 19XX to most"),
    Row("(?:ever )?since (.+)", SPAN, nested.since, "up to the document, which knows nothing later"),
    Row("by (?:the )?(?:end|close) of (.+)", DATE, nested.by_the_end, "the state at the end; what came about may have done so before"),
    Row("(?:by|no later than) (.+)", DATE, nested.by, "as for `by the end of`"),
    Row("(?:until|till|up to|through) (.+)", SPAN, nested.until, "its last day included, from no one knows when"),
    Row("(?:as of|as at|as from) (.+)", DATE, nested.same, "a state on one day of it"),
    Row("(?:all|whole|course) of (.+)", SPAN, nested.same, "definition"),
    Row("throughout (.+)", SPAN, nested.same, "definition"),
    Row("(?:before|prior to) (.+)", DATE, nested.before, "definition"),
    Row("after (.+)", DATE, nested.after, "definition"),
    Row("(.+) ago", DATE, lengths.ago, "as far back as the hedge table lets the length be; also any day of that week, month or year"),
    Row("(.+) (?:hence|from now)", DATE, lengths.hence, "as for `ago`"),
    Row("in (.+?)(?:'s?)? time", DATE, lengths.hence, "as for `ago`"),
    Row("(?:from|between) (.+) (?:to|until|till|and|through) (.+)", SPAN, nested.from_to, "definition"),
    Row(".+", SPAN, named.dated, "a date that says its year"),
)  # fmt: skip

_ELSEWHERE = "rests on a date that is given elsewhere in the text"
_VAGUE = "is too vague for a date to follow"
_FEAST = "is a feast: which days it has differs by year, place or church"
_HINT = "write the date that it comes to"

# pattern | what is said of it | what to do instead
REFUSED: Final = (
    ("'?[0-9]0'?s", "can be a decade of any century, or so many seconds", "write `1990s`, or `90 seconds`"),
    ("then|(?:at|around|by|since|until) (?:that|the|this) (?:same )?(?:time|moment|point|stage)|meanwhile|in the meantime", _ELSEWHERE, _HINT),
    ("(?:since|until|by) then|thereafter|afterwards?|beforehand|hitherto|subsequently|later(?: on)?|earlier|previously|formerly", _ELSEWHERE, _HINT),
    ("(?:(?:on|in|at|during) )?(?:the )?(?:that|same|those) .+|.+ (?:later|earlier|afterwards|before(?:hand)?|after|thereafter)", _ELSEWHERE, _HINT),
    ("recently|lately|of late|soon|shortly|eventually|sometime|some (?:time|day)|one day|once|ever|never|always|often|nowadays|these days|long ago|a (?:long|short) time ago|a while ago|some time ago|in (?:the )?(?:near|recent|distant) (?:future|past)", _VAGUE, _HINT),
    (".*(?:christmas|easter|ramadan|eid|new year'?s?(?: eve| day)?|thanksgiving|passover|hanukkah|diwali|nowruz|pentecost|whitsun)(?: .*)?", _FEAST, _HINT),
)  # fmt: skip
