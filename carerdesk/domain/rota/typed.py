"""A pattern as people type it: "every other Tuesday 9-3 in term time", "mon-fri 0730-0900 from 4 January".

Lenient: parts stand in any order, what is not said is left open, what is not understood is given back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from carerdesk.domain.rota.pattern import DAY_MINUTES, HOLIDAYS, OFF, TERM, WORK
from carerdesk.domain.rota.recurrence import LAST, MOST_WEEKS, WEEKDAYS, WEEKEND, Every, Unit
from carerdesk.domain.typed import read_date, read_times

_DAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|weekday|weekend|working day)s?"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}[.-]\d{{1,2}}[.-]\d{{2,4}}"
    rf"|today|tomorrow|(?:next|this)\s+{_DAY})"
)
_FIRST_DAY = re.compile(rf"\b(?:from|starting(?:\s+on)?|start|beginning|since)\s+(?:{_DAY}\s+)?({_DATE})")
_LAST_DAY = re.compile(rf"(?:\b(?:until|till?|to|up to|ending(?:\s+on)?)|[-–])\s*(?:{_DAY}\s+)?({_DATE})")
_TERM = re.compile(
    r"\b(?:(?:only\s+)?(?:in|during)\s+)?(?:the\s+)?(?:school\s+|college\s+)?term[\s-]*times?(?:\s+only)?\b"
    r"|\b(?:in|during)\s+(?:the\s+)?(?:school\s+)?terms?\b"
)
_HOLIDAYS = re.compile(
    r"\b(?:in|during)?\s*(?:the\s+)?(?:school|college)\s+holidays?(?:\s+only)?\b"
    r"|\b(?:out\s+of|outside(?:\s+of)?|not\s+in)\s+(?:the\s+)?(?:school\s+)?term(?:[\s-]*time)?s?\b|\bin\s+the\s+holidays\b"
)
_BANK_OFF = re.compile(
    r"\b(?:not|except|excluding|but not|no|off|never)\s+(?:on\s+|for\s+|work\s+(?:on\s+)?)?bank\s+holidays?\b"
)
_BANK_WORK = re.compile(r"\b(?:also|even|including|and|with)\s+(?:on\s+)?bank\s+holidays?\b|\bbank\s+holidays?\s+too\b")
_CLOCK = r"\d{1,2}(?:[:.]?\d{2})?\s*(?:[ap]\.?m\.?|noon|midnight)?|noon|midnight"
_TIMES = re.compile(
    rf"(?<![\d/])(?:{_CLOCK})\s*(?:(?:-|–|—|to|till?|until)\s*(?:{_CLOCK})(?![\d/])"
    r"|for\s+\d[\d.:½¼¾]*\s*(?:h(?:ou)?rs?|h|min(?:ute)?s?)?(?:\s*(?:and\s+)?\d+\s*min(?:ute)?s?)?)"
)
_HALF = (
    r"(?:half|quarter)\s+(?:past\s+|to\s+)?(?:\d{1,2}\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b"
    r"|eleven\b|twelve\b)\s*(?:[ap]\.?m\b\.?)?"
)
_TO = r"\s*(?:-|–|—|\bto\b|\btill?\b|\buntil\b)\s*"
_HALVES = re.compile(rf"(?<![\w/.:])(?:(?:{_CLOCK}){_TO})?{_HALF}(?:{_TO}(?:{_HALF}|(?:{_CLOCK})(?![\w/])))?")
_LIKE_TIMES = re.compile(
    rf"(?<![\w£.])(?:\d[\d:.]*\s*(?:[ap]\.?m\b\.?)?(?:{_TO}|/)\d[\d:./]*\s*(?:[ap]m\b)?"
    rf"|\d{{1,2}}:\d{{2}}\s*(?:[ap]m\b)?|\d{{1,2}}\s*[ap]m\b|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b)"
)
_LIKE_DAYS = re.compile(
    r"^(?:beginning|starting|but not|not|never)\b|\b(?:until|till?|since|ending|except|excluding)\b", re.IGNORECASE
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "twelve": 12,
    "other": 2, "second": 2, "third": 3, "fourth": 4, "alternate": 2,
}  # fmt: skip
_COUNT = rf"(?P<n>{'|'.join(_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th)?)"
_NTHS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": LAST,
}  # fmt: skip
_NTH_DAY = re.compile(
    rf"\b(?:on\s+)?(?:the\s+)?(?P<nth>{'|'.join(_NTHS)})\s+(?P<day>{_DAY})\s*,?\s+(?:of|in)?\s*(?:the|each|every|a)?\s*"
    rf"(?:{_COUNT}\s+)?months?\b"
)
_MONTH_DAY = re.compile(
    r"\b(?:on\s+)?(?:the\s+)?(?P<date>last day|\d{1,2}(?:st|nd|rd|th)?)\s*,?\s+(?:of|in)?\s*(?:the|each|every|a)\s+"
    rf"(?:{_COUNT}\s+)?months?\b"
)
_MONTHS_ON = re.compile(
    rf"\b(?:monthly|every\s+(?:{_COUNT}\s+)?months?)\s+on\s+the\s+"
    rf"(?:(?P<nth>{'|'.join(_NTHS)})\s+(?P<day>{_DAY})|(?P<date>last day|\d{{1,2}}(?:st|nd|rd|th)?))\b"
)
_YEARLY = re.compile(
    rf"\b(?:every|each)\s+(?P<a>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})\b"
    rf"|\b(?:on\s+)?(?P<b>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})\s+(?:(?:of\s+)?(?:every|each)\s+year|yearly)\b"
    rf"|\b(?:every|each)\s+year\s+on\s+(?:the\s+)?(?P<c>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})\b"
)
_RANGE = rf"(?P<r1>{_DAY})\s*(?:-|–|to|until|till?)\s*(?P<r2>{_DAY})"
_DAYS = rf"(?P<days>{_DAY}(?:\s*(?:,|&|\+|/|\band\b)\s*(?:and\s+)?{_DAY})*)"
_EVERY_N_WEEKS = re.compile(rf"\b(?:(?:every|each)\s+)?{_COUNT}\s+weeks?\b|\bfortnightly\b|\bonce\s+a\s+fortnight\b")
_EVERY_NTH = re.compile(rf"\b(?:every\s+)?{_COUNT}\s+(?={_DAY}\b)")
_DAILY = re.compile(rf"\b(?:every|each)\s+(?:{_COUNT}\s+)?days?\b|\bdaily\b|\bseven\s+days\s+a\s+week\b")
_LITTLE = r"(?:every|each|week|weekly|on|at|the|and|in|during|from|only|please|a|of|with|by)"
_EDGES = re.compile(  # the "in" of a sleep in belongs to it
    rf"^(?:\s|[.&+–-]|\b{_LITTLE}\b(?!-))+|(?:\s|[.&+–-]|(?<!-)(?<!sleep )\b{_LITTLE}\b)+$", re.IGNORECASE
)
_LEFT_OVER = frozenset({"to", "till", "until"})  # what stands before a date that is none
MONTH_DAYS = 31
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class TypedPattern:
    """What was understood; None where it was not said. `rest` are the words that belong to nothing else.

    `halves` are times such as "half 3 to 5", which people mean differently; `unread` look like times or dates and are
    none.
    """

    every: Every | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    seasons: str | None = None
    bank_holidays: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    rest: str = ""
    halves: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def has_times(self) -> bool:
        """Whether start and end were said."""
        return self.start_minute is not None


@dataclass(slots=True)
class _Words:
    """The words still to be understood, in small letters and as they were typed; what is understood is cut out."""

    text: str
    shown: str
    today: date

    def cut(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first match out."""
        match = pattern.search(self.text)
        if match is not None:
            begins, ends = match.span()
            self.text = f"{self.text[:begins]} , {self.text[ends:]}"
            self.shown = f"{self.shown[:begins]} , {self.shown[ends:]}"
        return match

    def cut_all(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Take every match out; they are given back as they were typed."""
        found = []
        while (match := pattern.search(self.text)) is not None:
            found.append(self.shown[match.start() : match.end()].strip())
            self.cut(pattern)
        return tuple(found)


def split_days(words: str) -> tuple[str, str]:
    """Words that were not understood, and of them those that say until when or when not: "Swimming", "until never"."""
    match = _LIKE_DAYS.search(words)
    return (words, "") if match is None else (words[: match.start()].strip(), words[match.start() :])


def read_pattern(text: str, today: date) -> TypedPattern:
    """As much of a typed pattern as can be understood."""
    typed = re.sub(r"\s+", " ", text.strip())
    words = _Words(typed.lower() if len(typed.lower()) == len(typed) else typed, typed, today)
    halves = words.cut_all(_HALVES)
    every = _yearly(words)
    first, last = _date_of(words, _FIRST_DAY), _date_of(words, _LAST_DAY)
    seasons = HOLIDAYS if words.cut(_HOLIDAYS) else TERM if words.cut(_TERM) else None
    bank = OFF if words.cut(_BANK_OFF) else WORK if words.cut(_BANK_WORK) else None
    every = every or _by_month(words)
    start, end = _times(words)
    every = every or _by_week(words)
    unread = words.cut_all(_LIKE_TIMES)
    return TypedPattern(every, start, end, seasons, bank, first, last, _rest(words), halves, unread)


def _rest(words: _Words) -> str:
    """What belongs to nothing, part by part, without the little words at its edges."""
    parts = [_EDGES.sub("", part) for part in re.split(r"\s*[,;]\s*", words.shown)]
    return ", ".join(part for part in parts if part and part not in _LEFT_OVER)


def _date_of(words: _Words, pattern: re.Pattern[str]) -> date | None:
    match = pattern.search(words.text)
    day = read_date(match[1], words.today) if match else None
    if day is not None:
        words.cut(pattern)
    return day


def _times(words: _Words) -> tuple[int | None, int | None]:
    match = _TIMES.search(words.text)
    times = read_times(match[0]) if match else None
    if times is None:
        return None, None
    words.cut(_TIMES)
    start = times.start.hour * 60 + times.start.minute
    return start, start + min(times.minutes, DAY_MINUTES)


def _yearly(words: _Words) -> Every | None:
    match = words.cut(_YEARLY)
    if match is None:
        return None
    day_text, month_text = re.sub(
        r"(?:st|nd|rd|th)?\s+(?:of\s+)?", " ", match["a"] or match["b"] or match["c"], count=1
    ).split()
    first = read_date(f"1 {month_text} {words.today.year}", words.today)
    number = int(day_text)
    return Every(Unit.YEAR, 1, month_day=number, month=first.month) if first and 1 <= number <= MONTH_DAYS else None


def _by_month(words: _Words) -> Every | None:
    match = words.cut(_NTH_DAY) or words.cut(_MONTHS_ON) or words.cut(_MONTH_DAY)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("nth"):
        weekdays = _weekdays(parts["day"])
        sound = len(weekdays) == 1 and 1 <= _count(match) <= MOST_WEEKS
        return Every(Unit.MONTH, _count(match), weekdays, _NTHS[parts["nth"]]) if sound else None
    number = LAST if parts["date"] == "last day" else int(re.sub(r"\D", "", parts["date"]))
    sound = (number == LAST or 1 <= number <= MONTH_DAYS) and 1 <= _count(match) <= MOST_WEEKS
    return Every(Unit.MONTH, _count(match), month_day=number) if sound else None


def _by_week(words: _Words) -> Every | None:
    weeks = words.cut(_EVERY_N_WEEKS)
    interval = 1 if weeks is None else _count(weeks) if weeks["n"] else 2
    nth = words.cut(_EVERY_NTH) if weeks is None else None
    interval = _count(nth) if nth is not None else interval
    days = _range(words) or _listed(words)
    if days and interval >= 1:
        return Every(Unit.WEEK, interval, days)
    daily = words.cut(_DAILY)
    count = _count(daily) if daily is not None else 0
    if count == 1 and 1 < interval <= MOST_WEEKS:
        return Every(Unit.WEEK, interval, tuple(range(7)))
    return Every(Unit.DAY, count) if 1 <= count <= MOST_WEEKS else None


def _range(words: _Words) -> tuple[int, ...]:
    match = words.cut(re.compile(rf"\b{_RANGE}\b"))
    if match is None:
        return ()
    first, last = _weekdays(match["r1"]), _weekdays(match["r2"])
    if len(first) != 1 or len(last) != 1:
        return ()
    length = (last[0] - first[0]) % 7
    return tuple(sorted((first[0] + at) % 7 for at in range(length + 1)))


def _listed(words: _Words) -> tuple[int, ...]:
    found: set[int] = set()
    while (match := words.cut(re.compile(rf"\b{_DAYS}\b"))) is not None:
        for name in re.findall(_DAY, match["days"]):
            found |= set(_weekdays(name))
    return tuple(sorted(found))


def _weekdays(name: str) -> tuple[int, ...]:
    if name.startswith(("weekday", "working")):
        return WEEKDAYS
    return WEEKEND if name.startswith("weekend") else (_NAMES.index(name[:3]),)


def _count(match: re.Match[str]) -> int:
    """How many the word or figure says; 1 where it says nothing."""
    text = match["n"]
    if not text:
        return 1
    return _NUMBERS[text] if text in _NUMBERS else int(re.sub(r"\D", "", text))
