"""A calendar file (.ics): its events as shifts, those that repeat written out between two days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from carerdesk.domain.dates import short_date
from carerdesk.domain.hours.clock import LONDON, clock_day, clock_time
from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import tidy
from carerdesk.importers.decode import decode
from carerdesk.importers.shifts_grid import MOST_LINES
from carerdesk.importers.shifts_values import FoundShift, Place, ShiftsRead, Unread, WhichDays
from carerdesk.importers.values import CannotRead

if TYPE_CHECKING:
    from icalendar import Component

_LARGEST = 10 * 1024 * 1024
_START = re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE)
_EVENT = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)
_A_DAY = timedelta(days=1)
_EARLIEST = 1990
_LATEST = 2100
_OFTEN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_RULE_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_TEXT_SHOWN = 120


@dataclass(frozen=True, slots=True)
class _Event:
    """One entry: when it starts and ends by its own clock, and what repeats it."""

    place: Place
    summary: str
    starts: datetime
    length: timedelta
    zone: tzinfo | None
    uid: str
    entry: Any
    cancelled: bool
    instead_of: datetime | None


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar."""
    return _START.match(decode(data[:200])) is not None


def days_of_calendar(data: bytes) -> WhichDays | CannotRead:
    """How many events a calendar has, how many of them repeat, and from when to when they start."""
    found = _entries(data)
    if isinstance(found, CannotRead):
        return found
    read = [_event(entry, place) for place, entry in found]
    events = [each for each in read if isinstance(each, _Event) and not each.cancelled]
    days = [clock_day(_moment(each, each.starts)) for each in events]
    if not events:
        return CannotRead(Problem("", "calendar_without_events"))
    repeating = sum("RRULE" in each.entry for each in events)
    return WhichDays(len(events), repeating, min(days), max(days))


def read_calendar(data: bytes, first: date, last: date) -> ShiftsRead | CannotRead:
    """The events that start on a day from `first` to `last`, by the clock in Britain.

    An event that was moved stands where it was moved to; one cancelled, or taken out of its row, is passed over. The
    whole title is given as the worker's name. Refused, with the reason: events that last all day, have no end, name a
    time zone nobody knows, or repeat in a way that cannot be followed safely.
    """
    found = _entries(data)
    if isinstance(found, CannotRead):
        return found
    made = _Made(first, last)
    read = [_event(entry, place) for place, entry in found]
    moved: dict[str, set[datetime]] = defaultdict(set)
    for each in read:
        if isinstance(each, _Event) and each.instead_of is not None:
            moved[each.uid].add(each.instead_of)
    for (_, entry), each in zip(found, read, strict=True):
        if isinstance(each, Unread) and made.concerns(entry):
            made.refused.append(each)
        if isinstance(each, _Event):
            made.take(each, moved[each.uid])
        if len(made.shifts) > MOST_LINES:
            return CannotRead(Problem("", "list_too_long", {"most": f"{MOST_LINES:,}"}))
    in_time = sorted(made.shifts, key=lambda shift: (shift.day, shift.starts, shift.worker))
    return ShiftsRead(tuple(in_time), tuple(made.left_out), tuple(made.refused))


class _Made:
    """What is made of the events between two days."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last
        self.shifts: list[FoundShift] = []
        self.left_out: list[Unread] = []
        self.refused: list[Unread] = []

    def concerns(self, entry: Any) -> bool:  # noqa: ANN401 - icalendar's components hold anything
        """Whether an entry that makes no shift is worth telling: it starts on these days, or may come again on them."""
        at = getattr(entry.get("DTSTART"), "dt", None)
        day = at.date() if isinstance(at, datetime) else at
        return not isinstance(day, date) or "RRULE" in entry or self._first <= day <= self._last

    def take(self, event: _Event, moved: set[datetime]) -> None:
        """An event, with every time it comes again; `moved` are those that stand elsewhere."""
        if event.cancelled:
            if self.concerns(event.entry):
                self.left_out.append(_unread(event, "calendar_cancelled"))
            return
        try:
            starts = list(_starts(event, self._first - _A_DAY, self._last + _A_DAY))
        except (_NotFollowed, ValueError):
            self.refused.append(_unread(event, "calendar_rule_not_read"))
            return
        for at in starts:
            moment = _moment(event, at)
            mine = event.instead_of is not None or moment not in moved
            if mine and self._first <= clock_day(moment) <= self._last:
                self.shifts.append(_shift(event, at))


class _NotFollowed(Exception):  # noqa: N818 - a rule we do not follow, not a fault of the program
    """An event repeats in a way that is not followed."""


def _entries(data: bytes) -> list[tuple[Place, Component]] | CannotRead:
    import icalendar

    if len(data) > _LARGEST:
        return CannotRead(Problem("", "list_too_large"))
    text = decode(data)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _EVENT.fullmatch(line)]
    if len(lines) > MOST_LINES:
        return CannotRead(Problem("", "list_too_long", {"most": f"{MOST_LINES:,}"}))
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
        entries = [entry for calendar in calendars for entry in calendar.walk("VEVENT")]
    except Exception:  # noqa: BLE001 - a damaged calendar makes its reader stumble in many ways
        return CannotRead(Problem("", "calendar_damaged"))
    numbers = [*lines, *[0] * len(entries)]
    return [(Place(number), entry) for number, entry in zip(numbers, entries, strict=False)]


def _event(entry: Any, place: Place) -> _Event | Unread:  # noqa: ANN401 - icalendar's components hold anything
    summary = tidy(str(entry.get("SUMMARY", "")))
    try:
        starts, ends = _when(entry, "DTSTART"), _when(entry, "DTEND")
        length = entry.decoded("DURATION") if ends is None and "DURATION" in entry else None
        instead = _when(entry, "RECURRENCE-ID")
    except (ValueError, AttributeError, TypeError, KeyError):
        return Unread(place, summary[:_TEXT_SHOWN], Problem("", "calendar_time_not_read"))
    fault = _fault(entry, starts, ends, length)
    if fault or not isinstance(starts, datetime):
        return Unread(place, summary[:_TEXT_SHOWN], Problem("", fault))
    lasts = length if isinstance(length, timedelta) else _wall_length(starts, ends)
    cancelled = str(entry.get("STATUS", "")).strip().upper() == "CANCELLED"
    wall, uid = starts.replace(tzinfo=None), str(entry.get("UID", ""))
    event = _Event(place, summary, wall, lasts, starts.tzinfo, uid, entry, cancelled, None)
    if not isinstance(instead, datetime):
        return event
    its_zone = replace(event, zone=instead.tzinfo or event.zone)
    return replace(event, instead_of=_moment(its_zone, instead.replace(tzinfo=None)))


def _fault(entry: Any, starts: Any, ends: Any, length: Any) -> str:  # noqa: ANN401 - as above
    """Why an entry is no shift, "" where it may be one."""
    if isinstance(starts, date) and not isinstance(starts, datetime):
        return "calendar_all_day"
    if not isinstance(starts, datetime) or not _EARLIEST <= starts.year <= _LATEST:
        return "calendar_time_not_read"
    if not isinstance(ends, datetime) and not isinstance(length, timedelta):
        return "calendar_without_end"
    return "calendar_zone_unknown" if starts.tzinfo is None and "TZID" in entry["DTSTART"].params else ""


def _when(entry: Any, name: str) -> date | datetime | None:  # noqa: ANN401 - as above
    value = entry.get(name)
    found: date | datetime | None = getattr(value, "dt", None)
    if value is not None and found is None:
        raise ValueError(name)
    return found


def _wall_length(starts: datetime, ends: Any) -> timedelta:  # noqa: ANN401 - a datetime, as its caller made sure
    """From start to end by the clock on the wall of where it starts."""
    if ends.tzinfo is not None and starts.tzinfo is not None:
        ends = ends.astimezone(starts.tzinfo)
    found: timedelta = ends.replace(tzinfo=None) - starts.replace(tzinfo=None)
    return found


def _starts(event: _Event, first: date, last: date) -> Iterator[datetime]:
    """Every start by the event's own clock between two days, without those taken out."""
    begin, end = datetime.combine(first, time()), datetime.combine(last + _A_DAY, time())
    out = {*_listed(event, "EXDATE")}
    if "RRULE" not in event.entry:
        starts = {event.starts, *_listed(event, "RDATE")}
        yield from sorted(at for at in starts if begin <= at <= end and at not in out)
        return
    found = {at for rule in _rules(event) for at in takewhile(lambda at: at <= end, rule.xafter(begin, inc=True))}
    found |= {at for at in _listed(event, "RDATE") if begin <= at <= end}
    yield from sorted(found - out)


def _rules(event: _Event) -> list[Any]:
    from dateutil.rrule import rrulestr

    held = event.entry["RRULE"]
    made = []
    for each in held if isinstance(held, list) else [held]:
        _follow(each)
        parts = [f"{name}={each_text}" for name, each_text in _texts(event, each)]
        made.append(rrulestr(";".join(parts), dtstart=event.starts))
    return made


def _follow(rule: Any) -> None:  # noqa: ANN401 - icalendar's rule
    """Raises _NotFollowed for a rule that is not one families use, or that never comes about."""
    if not {name.upper() for name in rule} <= _RULE_PARTS or str(rule.get("FREQ", [""])[0]).upper() not in _OFTEN:
        raise _NotFollowed
    if any(int(each) < 1 for name in ("INTERVAL", "COUNT") for each in rule.get(name, [])):
        raise _NotFollowed
    months, days = [int(m) for m in rule.get("BYMONTH", [])], [int(d) for d in rule.get("BYMONTHDAY", [])]
    if months and days and not any(abs(day) <= _LONGEST_MONTH.get(month, 31) for month in months for day in days):
        raise _NotFollowed


def _texts(event: _Event, rule: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    for name, values in rule.items():
        if name.upper() == "UNTIL":
            yield "UNTIL", f"{_until(event, values[0]):%Y%m%dT%H%M%S}"
        else:
            yield name, ",".join(str(value) for value in values)


def _until(event: _Event, value: date | datetime) -> datetime:
    """The last moment a rule allows, by the event's own clock; a day counts to its end."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59))
    return value.astimezone(event.zone or _london()).replace(tzinfo=None) if value.tzinfo else value


def _listed(event: _Event, name: str) -> Iterator[datetime]:
    """The moments of EXDATE or RDATE by the event's own clock; a bare day stands for the event's time on it."""
    held = event.entry.get(name)
    for each in held if isinstance(held, list) else [held] if held is not None else []:
        for one in each.dts:
            at = one.dt
            if isinstance(at, datetime):
                yield at.astimezone(event.zone or _london()).replace(tzinfo=None) if at.tzinfo else at
            elif isinstance(at, date):
                yield datetime.combine(at, event.starts.time())
            else:
                raise _NotFollowed


def _moment(event: _Event, wall: datetime) -> datetime:
    return wall.replace(tzinfo=event.zone or _london()).astimezone(UTC)


def _london() -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(LONDON)


def _shift(event: _Event, at: datetime) -> FoundShift:
    """One occurrence. Where its clock is Britain's, the clock times stand and may have to be asked about."""
    starts, ends = _moment(event, at), _moment(event, at + event.length)
    first, last = clock_time(starts), clock_time(ends)
    ours = event.zone is None or getattr(event.zone, "key", "") == LONDON
    if ours:
        first, last = at, at + event.length
    return FoundShift(
        event.place, event.summary, first.date(), first.time().replace(second=0, microsecond=0, fold=0),
        last.time().replace(second=0, microsecond=0, fold=0), (last.date() - first.date()).days,
        exact=None if ours else (starts, ends), text=f"{event.summary}, {short_date(first.date())}",
    )  # fmt: skip


def _unread(event: _Event, code: str) -> Unread:
    return Unread(event.place, f"{event.summary[:_TEXT_SHOWN]}, {short_date(event.starts.date())}", Problem("", code))
