"""Cells of a family's own list of shifts: times of day, lengths, breaks, a day with a time beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from carerdesk.domain.typed import read_hours, read_times

_DAY = 24 * 60
_often = lru_cache(maxsize=4096)  # the same times, days and words come again and again
_SECONDS = re.compile(r"(\d{1,3}:\d{2}):\d{2}(?:\.0+)?(?=$|\s|[ap]m)")
_LATER = re.compile(r"\s*[(,]?\s*(?:\+\s*1(?:\s*day)?|(?:the\s+)?next (?:day|morning))\s*\)?\s*$")
_PART_OF_A_DAY = re.compile(r"0?\.\d{1,12}")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.0+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_DAY_AND_TIME = re.compile(r"(?P<day>.*\S)[T,\s]\s*(?P<time>\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)")
_HOUR = r"((?:[01]\d|2[0-3]):[0-5]\d)"
_BY_24_HOURS = re.compile(rf"{_HOUR}\s*(?:-|–|—|to|until)\s*{_HOUR}")  # 10:00-09:30 is no afternoon
_YES = frozenset({"y", "yes", "true", "1", "x", "✓", "next day", "+1"})
_NOT_WORKED = re.compile(
    r"(?:day )?off|a/?l|hol(?:s|iday|idays)?|annual leave|leave|sick(?:ness)?|n/?a|none|nil|no|cancel(?:l?ed)?|absent"
    r"|not (?:in|working|needed|worked)|[-–—x/.]+|0+(?:[:.]0+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Start and end by the clock, and the midnights between."""

    starts: time
    ends: time
    days: int

    @property
    def minutes(self) -> int:
        """How long it is by the clock on the wall."""
        return self.days * _DAY + _minutes(self.ends) - _minutes(self.starts)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day and a time in one cell; `moment` where the cell names its distance from Greenwich."""

    day: date
    at: time
    moment: datetime | None = None


@_often
def plain_cell(text: str) -> str:
    """Lower case, single spaces, no seconds: "09:00:00" is 09:00."""
    return _SECONDS.sub(r"\1", " ".join(text.replace("\u00a0", " ").split()).casefold())


@_often
def read_stamp(text: str) -> Stamp | None:
    """A cell like 2026-11-16T09:00, with or without a zone; None for anything else."""
    found = _ISO.fullmatch(text.strip())
    if not found:
        return None
    try:
        local = datetime.fromisoformat(f"{found[1]}T{found[2]}")
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{_zone(found[3])}") if found[3] else None
    except ValueError:
        return None
    return Stamp(local.date(), local.time(), moment.astimezone(UTC) if moment else None)


def _zone(text: str) -> str:
    return "+00:00" if text.upper() == "Z" else text


@_often
def day_and_time(text: str) -> tuple[str, str]:
    """A cell parted into its day and its time of day; one of the two is "" where it holds only the other."""
    words = " ".join(text.split())
    found = _DAY_AND_TIME.fullmatch(words)
    if found:
        return found["day"], found["time"]
    return ("", words) if looks_like_clock(words) else (words, "")


def looks_like_clock(text: str) -> bool:
    """Whether a cell is a time of day."""
    return bool(text.strip()) and _clock_words(plain_cell(text)) is not None


def looks_like_times(text: str) -> bool:
    """Whether a cell holds a start and an end."""
    return read_two_times(text) is not None


def looks_like_length(text: str) -> bool:
    """Whether a cell holds a length of time."""
    return read_length(text) is not None


@_often
def was_not_worked(text: str) -> bool:
    """Whether a cell says that nobody worked: "off", "A/L", "sick", "-"."""
    return _NOT_WORKED.fullmatch(text.strip()) is not None


def says_next_day(text: str) -> bool:
    """Whether an end says that it is on the next day."""
    return _LATER.search(plain_cell(text)) is not None


def says_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in _YES


@_often
def read_two_times(text: str) -> Span | None:
    """A start and an end in one cell: "9-3", "22:00 - 07:00", "8am-2pm next day", "9am for 6 hours"."""
    words = plain_cell(text)
    later = _LATER.search(words)
    words = words[: later.start()] if later else words
    whole = _BY_24_HOURS.fullmatch(words)
    if whole:
        starts, ends = time.fromisoformat(whole[1]), time.fromisoformat(whole[2])
        return Span(starts, ends, 1 if later else int(ends <= starts))
    times = read_times(words)
    if times is None:
        return None
    return Span(times.start, times.end, 1 if later else int(times.ends_next_day))


def read_start_and_end(starts: str, ends: str) -> Span | None:
    """Two cells read together, so that 9 and 5 are 09:00 and 17:00, as a person who types "9-5" means it."""
    words = plain_cell(ends)
    later = _LATER.search(words)
    first, last = _clock_words(plain_cell(starts)), _clock_words(words[: later.start()] if later else words)
    if first is None or last is None:
        return None
    found = read_two_times(f"{first} - {last}")
    return Span(found.starts, found.ends, 1) if found and later else found


def read_start_and_length(starts: str, minutes: int) -> Span | None:
    """A start, and how long it went on."""
    clock = _clock_words(plain_cell(starts))
    first = read_times(f"{clock} for 1 hour") if clock else None
    if first is None or minutes <= 0:
        return None
    ends = datetime.combine(date.min, first.start) + timedelta(minutes=minutes)
    return Span(first.start, ends.time(), (ends.date() - date.min).days)


def read_clock(text: str) -> time | None:
    """One time of day: "9", "9.30am", "0900", "09:00:00", "noon"."""
    clock = _clock_words(plain_cell(text))
    found = read_times(f"{clock} for 1 hour") if clock else None
    return found.start if found else None


@_often
def _clock_words(words: str) -> str | None:
    """A time as `read_times` takes it; a spreadsheet may show a part of a day: 0.375 is 09:00."""
    words = words.replace("a.m.", "am").replace("p.m.", "pm").strip(" .")
    words = re.sub(r"(?<=\d)\s*(?:h|hrs?|o'?clock)$", "", words)
    words = re.sub(r"(?<=\d)h(?=\d\d$)", ":", words)
    if _PART_OF_A_DAY.fullmatch(words):
        minutes = int((Decimal(words) * _DAY).quantize(Decimal(1), ROUND_HALF_UP))
        return f"{minutes // 60:02}:{minutes % 60:02}" if minutes < _DAY else None
    return words if read_times(f"{words} for 1 hour") else None


@_often
def read_length(text: str) -> int | None:
    """Hours as minutes: "7.5", "7:30", "7h30", "7:30:00", "6 hours"."""
    return read_hours(plain_cell(text))


def read_break(text: str, *, in_minutes: bool = False) -> int | None:
    """A break in minutes; "" is none. Where no heading says minutes, a bare "30" is minutes and "0.5" or "1" hours."""
    words = plain_cell(text)
    if not words or was_not_worked(words):
        return 0
    bare = re.fullmatch(r"(\d{1,3})(?:\.0+)?", words)
    if bare and (in_minutes or int(bare[1]) >= 5):  # noqa: PLR2004 - nobody breaks for five hours, nor notes four minutes
        return int(bare[1])
    return read_length(words)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
