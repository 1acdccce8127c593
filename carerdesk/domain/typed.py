"""What people type, read the way they mean it. Day first, always; None where it cannot be read for certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from carerdesk.domain.dates import DAYS, MONTHS
from carerdesk.domain.money import Money

_DAY = 24 * 60
_NOON = 12 * 60
_DAY_NAMES = {name.lower()[:length]: at for at, name in enumerate(DAYS) for length in (3, len(name))} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
_MONTH_NAMES = {name.lower()[:length]: at for at, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {
    "sept": 9
}
_RELATIVE = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_FUTURE_YEARS = 20  # "61" typed in 2026 is 1961; "40" is 2040
_LONGEST_SPELL = 24 * 31 * 60  # minutes; no one field holds more than a month of hours


def read_date(text: str, today: date, week_of: date | None = None, ahead: date | None = None) -> date | None:
    """A date as typed: "3/11/26", "3 Nov", "last Friday", "tomorrow". A bare "sun" is the Sunday of `week_of`'s week.

    With `ahead`, a bare "sun" is the first Sunday from that day on. A date without a year is the one nearest to today.
    A weekday that does not match its date is not read.
    """
    words = re.sub(r"\s+", " ", text.strip().lower().replace(",", " ")).strip().removeprefix("on ")
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    named = _read_day_name(words, today, week_of or today, ahead)
    if named is not None:
        return named
    first, _, rest = words.partition(" ")
    if first in _DAY_NAMES and rest:
        found = _read_calendar_date(rest, today)
        return found if found and found.weekday() == _DAY_NAMES[first] else None
    return _read_calendar_date(words, today)


def _read_day_name(words: str, today: date, week_of: date, ahead: date | None) -> date | None:
    which, _, name = words.rpartition(" ")
    if name not in _DAY_NAMES or which not in ("", "last", "next", "this"):
        return None
    if which == "last":
        return today - timedelta(days=(today.weekday() - _DAY_NAMES[name] - 1) % 7 + 1)
    if which == "next":
        return today + timedelta(days=(_DAY_NAMES[name] - today.weekday() - 1) % 7 + 1)
    if ahead is not None:
        return ahead + timedelta(days=(_DAY_NAMES[name] - ahead.weekday()) % 7)
    return week_of + timedelta(days=_DAY_NAMES[name] - week_of.weekday())


def _read_calendar_date(words: str, today: date) -> date | None:
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    solid = re.fullmatch(r"(\d{2})(\d{2})(\d{2}|\d{4})", words)
    if solid:
        return _date(_year(solid[3], today), int(solid[2]), int(solid[1]))
    parts = [part for part in re.split(r"[\s./\-]+", re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", words)) if part != "of"]
    parts = [part for piece in parts for part in re.findall(r"\d+|[a-z]+|[^a-z\d]+", piece)]
    if len(parts) not in (2, 3):
        return None
    return _from_parts(parts, today)


def _from_parts(parts: list[str], today: date) -> date | None:
    if parts[0] in _MONTH_NAMES:  # "Nov 3": the word says which is which
        parts = [parts[1], parts[0], *parts[2:]]
    day, month = parts[0], _MONTH_NAMES.get(parts[1], 0)
    if not month and re.fullmatch(r"\d{1,2}", parts[1]):
        month = int(parts[1])
    if not re.fullmatch(r"\d{1,2}", day) or not month:
        return None
    if len(parts) == 2:  # noqa: PLR2004 - a day and a month
        return _nearest(int(day), month, today)
    if not re.fullmatch(r"\d{2}|\d{4}", parts[2]):
        return None
    return _date(_year(parts[2], today), month, int(day))


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - written out in full
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year + _FUTURE_YEARS else century - 100 + year


def _nearest(day: int, month: int, today: date) -> date | None:
    near = [found for year in (today.year - 1, today.year, today.year + 1) if (found := _date(year, month, day))]
    return min(near, key=lambda found: (abs(found - today), found)) if near else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Times:
    """Start, end and minutes by the clock on the wall: a night when the clocks change lasts longer or less."""

    start: time
    end: time
    minutes: int

    @property
    def ends_next_day(self) -> bool:
        """Whether the end is past midnight, or is midnight itself."""
        return self.start.hour * 60 + self.start.minute + self.minutes >= _DAY


_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[:.]?(?P<{0}m>\d{{2}}))?\s*(?P<{0}x>am|pm|noon|midnight)?"
_SPELL = re.compile(_CLOCK.format("s") + r"\s*(?:-|–|—|to|till?|until)\s*" + _CLOCK.format("e"))
_START_AND_LENGTH = re.compile(_CLOCK.format("s") + r"\s*(?:for|\+|,)\s*(?P<length>.+)")


def read_times(text: str) -> Times | None:
    """Start and end: "4-7pm", "0730-1030", "22:00-7" (ends next day), "9-5" (to 17:00), "4pm for 3 hours"."""
    words = re.sub(r"(12\s*)?noon", "12pm", re.sub(r"(12\s*)?midnight", "12am", text.strip().lower()))
    words = words.replace("a.m.", "am").replace("p.m.", "pm").removeprefix("from ")
    spell = _SPELL.fullmatch(words)
    if spell:
        return _spell(spell)
    lasting = _START_AND_LENGTH.fullmatch(words)
    if lasting:
        start, length = _minutes_of(lasting, "s", lasting["sx"]), read_hours(lasting["length"])
        return _times(start % _DAY, length) if start is not None and length and length <= _DAY else None
    return None


def _spell(found: re.Match[str]) -> Times | None:
    end = _minutes_of(found, "e", found["ex"])
    start = _start_of(found, end)
    if start is None or end is None:
        return None
    if end <= start and not found["ex"] and start <= _NOON and _plain(found, "s") and _plain(found, "e") and end:
        end += _NOON  # "9-5", "7am-3": an end before its start means the afternoon
    return _times(start % _DAY, (end - start - 1) % _DAY + 1)


def _start_of(found: re.Match[str], end: int | None) -> int | None:
    start = _minutes_of(found, "s", found["sx"])
    if found["sx"] or found["ex"] != "pm" or not _plain(found, "s") or end is None:
        return start
    later = _minutes_of(found, "s", "pm")  # "4-7pm": both are in the afternoon, where that keeps the order
    return later if later is not None and later < end else start


def _plain(found: re.Match[str], which: str) -> bool:
    """Whether an hour is written in the twelve-hour way: 1 to 12, without a nought before it."""
    return found[which + "h"][0] != "0" and 1 <= int(found[which + "h"]) <= 12  # noqa: PLR2004 - a clock face


def _minutes_of(found: re.Match[str], which: str, half: str | None) -> int | None:
    hours, minutes = int(found[which + "h"]), int(found[which + "m"] or 0)
    if minutes > 59 or hours > 24 or (hours == 24 and minutes):  # noqa: PLR2004 - a clock face
        return None
    if half:
        if not 1 <= hours <= 12:  # noqa: PLR2004 - the same
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    return hours * 60 + minutes


def _times(start: int, length: int) -> Times:
    end = (start + length) % _DAY
    return Times(time(start // 60, start % 60), time(end // 60, end % 60), length)


_HOURS_IN_FIGURES = re.compile(r"\d{0,5}\.?\d{1,6}\s*(h|hr|hrs|hours?)?")
_HOURS_AND_MINUTES = re.compile(
    r"(?:(?P<h>\d{1,5})\s*(?:h|hr|hrs|hour|hours))?\s*(?:and)?\s*(?:(?P<m>\d{1,5})\s*(?:m|min|mins|minute|minutes)?)?"
)


def read_hours(text: str) -> int | None:
    """A length of time in whole minutes: "7.5", "7:30", "7h30", "7 hours 30 minutes", "45 min", "7½".

    Parts of a minute are rounded half up ("7.33" is 7 hours 20); what was understood is shown back.
    """
    words = text.strip().lower().replace("½", ".5").replace("¼", ".25").replace("¾", ".75")
    words = _said_in_figures(re.sub(r"\s+\.", ".", words))
    minutes = (
        _decimal_hours(words) if re.fullmatch(r"\d{0,5}\.?\d{1,6}\s*(h|hr|hrs|hours?)?", words) else _named_hours(words)
    )
    return minutes if minutes is not None and minutes <= _LONGEST_SPELL else None


def _said_in_figures(words: str) -> str:
    """Spoken lengths ("half an hour", "an hour and a half", "7 hours, 30 minutes") as hours and minutes in figures."""
    words = re.sub(r"\bhalf an hour\b", "30 min", words)
    words = re.sub(r"\ban hour\b", "1 hour", words)
    return re.sub(
        r"hours?\s*(?:,|\band\b)\s*(?:a half|(?=\d))", lambda held: f"hour {30 if 'half' in held[0] else ''}", words
    )


def _decimal_hours(words: str) -> int:
    number = Decimal(re.sub(r"[a-z\s]", "", words))
    return int((number * 60).quantize(Decimal(1), ROUND_HALF_UP))


def _named_hours(words: str) -> int | None:
    clock = re.fullmatch(r"(\d{1,3}):(\d{2})", words)
    if clock:
        return int(clock[1]) * 60 + int(clock[2]) if int(clock[2]) < 60 else None  # noqa: PLR2004 - minutes
    found = _HOURS_AND_MINUTES.fullmatch(words)
    if not found or (found["h"] is None and not re.search(r"\d\s*m", words)):
        return None
    return int(found["h"] or 0) * 60 + int(found["m"] or 0)


def hours_words(minutes: int) -> str:
    """7 hours 30 minutes; 1 hour; 45 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] if hours or not rest else []
    return " ".join([*parts, *([f"{rest} minute{'s' * (rest != 1)}"] if rest else [])])


def times_words(times: Times) -> str:
    """16:00 to 19:00, 3 hours; 22:00 to 07:00 the next day, 9 hours."""
    after = " the next day" if times.ends_next_day else ""
    return f"{times.start:%H:%M} to {times.end:%H:%M}{after}, {hours_words(times.minutes)}"


def read_money(text: str) -> Money | None:
    """An amount: "£1,234.50", "12", "- 3.20", "50p"."""
    pence = re.fullmatch(r"\s*(\d+)\s*p\s*", text.lower())
    return Money(int(pence[1])) if pence else Money.typed(text)


def read_rate(text: str) -> Decimal | None:
    """Pounds an hour (or a mile, or a night), to at most four decimals: "£12.71", "12.7150". Never a minus."""
    words = re.sub(r"\s*(an|per|/|a)\s*(hour|h|hr|mile|night|week)\s*$", "", text.strip().lower())
    words = words.replace("£", "").replace(",", "").replace(" ", "")
    return Decimal(words) if re.fullmatch(r"\d{1,6}(\.\d{1,4})?", words) else None


def read_percent(text: str) -> Decimal | None:
    """A percentage from 0 to 100: "75", "12.07%", "33.3 per cent"."""
    words = re.sub(r"\s*(%|per ?cent)\s*$", "", text.strip().lower())
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", words):
        return None
    try:
        number = Decimal(words)
    except InvalidOperation:  # pragma: no cover - the pattern leaves nothing to refuse
        return None
    return number if number <= 100 else None  # noqa: PLR2004 - a hundred in the hundred


_NI = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")
_NI_EXAMPLE = re.compile(r"QQ\d{6}[A-D]")
_NI_NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})


def read_ni_number(text: str, *, examples: bool = False) -> str | None:
    """A National Insurance number, any spaces or case, as "AB123456C".

    HMRC's manual NIM39110: two letters, six figures, A to D; no D F I Q U V in front, no O second, and
    seven pairs never issued. Numbers that begin QQ are printed as examples and belong to nobody: read only
    where `examples` is true.
    """
    words = re.sub(r"[\s\-.]", "", text).upper()
    if _NI_EXAMPLE.fullmatch(words):
        return words if examples else None
    return words if _NI.fullmatch(words) and words[:2] not in _NI_NEVER_ISSUED else None


def ni_number_words(number: str) -> str:
    """QQ 12 34 56 C, the way it stands on a payslip."""
    return " ".join((number[:2], number[2:4], number[4:6], number[6:8], number[8:]))


def read_sort_code(text: str) -> str | None:
    """A bank's sort code, as "12-34-56"."""
    figures = re.sub(r"[\s\-–./]", "", text)
    return f"{figures[:2]}-{figures[2:4]}-{figures[4:]}" if re.fullmatch(r"\d{6}", figures, re.ASCII) else None


def read_account_number(text: str) -> str | None:
    """A UK account number: 8 figures; 6 or 7 are filled up with noughts in front, as the banks do."""
    figures = re.sub(r"[\s\-]", "", text)
    return figures.zfill(8) if re.fullmatch(r"\d{6,8}", figures, re.ASCII) else None


def read_email(text: str) -> str | None:
    """An e-mail address that could be one: something, an @, and a name with a dot."""
    words = text.strip()
    return words if re.fullmatch(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+", words) else None
