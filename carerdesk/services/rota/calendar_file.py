"""A PA's shifts as a calendar file for a telephone.

Each shift keeps the same name in every file (its UID), and a higher count each time it was changed (its SEQUENCE): a
telephone that takes the file in again brings its entries up to date and doubles none (RFC 5545 §3.8.4.7 and §3.8.7.4).
Shifts taken out since the last file are in the next one as cancelled (§3.8.1.11).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.listed import listed
from carerdesk.services.books import Books
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.rows import rows_of_person
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.people.read import workers
from carerdesk.services.rota.sheet_wishes import SheetWishes
from carerdesk.services.rota.where import first_name_of_person
from carerdesk.store import settings
from carerdesk.store.settings import Choice
from carerdesk.store.tables import Shift

if TYPE_CHECKING:
    from icalendar import Event, Timezone
    from sqlalchemy.orm import Session

SENT = Choice("rota.calendar_files", dict[str, int], {}, "The latest act that each PA's last calendar file knew of.")
_MADE_BY = "-//CarerDesk//Rota//EN"
_NAMED_BY = 16  # figures of a digest that set one family's books apart from another's


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file. Times are the clock's where the shift is worked."""

    shift_id: int
    sequence: int
    starts: datetime
    ends: datetime
    kind: ShiftKind
    what: str = ""
    mates: tuple[str, ...] = ()
    cancelled: bool = False


def calendar_file(books: Books, worker_id: int, first: date, last: date, wishes: SheetWishes) -> bytes:
    """The calendar file of a PA's shifts between two days, with those cancelled since the last file.

    A shift on a day the PA is away is cancelled too, or left out where no file was made before.

    It names the person supported, and says what is planned, only where it is wished.
    """
    from icalendar import Calendar

    with books.reading() as session:
        entries = _entries(books, session, worker_id, first, last)
        whom = first_name_of_person(session) if wishes.person else ""
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Shifts")
    origin = _origin(books)
    calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry, worker_id, origin, books.now(), whom, wishes))
    calendar.add_missing_timezones(first_date=first, last_date=date(last.year + 2, 1, 1))
    return bytes(calendar.to_ical())


def calendar_sent(books: Books, worker_id: int) -> None:
    """Remember that a PA's file was made now: what is taken out later is cancelled in the next one."""
    sent = settings.read(books, SENT)
    ((latest,),) = books.quick("SELECT max(id) FROM operation")
    settings.write(books, SENT, {**sent, str(worker_id): int(latest)})


def _entries(books: Books, session: Session, worker_id: int, first: date, last: date) -> list[Entry]:
    rows = [row for row in rows_of_person(session, first, last) if row.worker_id == worker_id]
    mates = _mates(session, rows, worker_id)
    gone = _cancelled(books, session, worker_id)
    counts = _changes(books, [*(row.id for row in rows), *gone])
    away = days_away(session, first, last)
    off = {row.id for row in rows if row.state == PLANNED and (worker_id, row.day) in away}
    was_sent = str(worker_id) in settings.read(books, SENT)
    live = [
        _entry(row, counts.get(row.id, 1), mates.get(row.outing, ()), away=row.id in off)
        for row in rows
        if row.id not in off or was_sent
    ]
    return live + [_cancelled_entry(number, before, counts[number]) for number, before in gone.items()]


def _entry(row: Shift, changes: int, mates: tuple[str, ...], *, away: bool) -> Entry:
    zone = ZoneInfo(row.zone)
    starts, ends = row.starts.astimezone(zone), row.ends.astimezone(zone)
    return Entry(row.id, changes - 1, starts, ends, ShiftKind(row.kind), row.what, mates, cancelled=away)


def _cancelled_entry(number: int, before: Mapping[str, Any], changes: int) -> Entry:
    zone = ZoneInfo(before["zone"])
    starts, ends = (datetime.fromisoformat(before[name]).astimezone(zone) for name in ("starts", "ends"))
    return Entry(number, changes - 1, starts, ends, ShiftKind(before["kind"]), cancelled=True)


def _mates(session: Session, rows: Iterable[Shift], worker_id: int) -> Mapping[int | None, tuple[str, ...]]:
    from sqlalchemy import select

    short = short_names(workers(session))
    outings = {row.outing for row in rows if row.outing is not None}
    wanted = select(Shift.outing, Shift.worker_id).where(Shift.outing.in_(outings), Shift.worker_id != worker_id)
    found: dict[int | None, tuple[str, ...]] = {}
    for outing, mate in session.execute(wanted.order_by(Shift.id)):
        found[outing] = (*found.get(outing, ()), short[mate])
    return found


# --- what was taken out since the last file ---------------------------------------------------------------------------


def _cancelled(books: Books, session: Session, worker_id: int) -> dict[int, Mapping[str, Any]]:
    """Shifts that the last file had and that are the PA's no longer, as they were when it was made."""
    since = settings.read(books, SENT).get(str(worker_id))
    if since is None:
        return {}
    then: dict[int, Mapping[str, Any]] = {}
    changed = books.quick(
        "SELECT row_id, before FROM change WHERE table_name = 'shift' AND operation_id > ? ORDER BY id",
        (since,),
    )
    for number, before in changed:
        then.setdefault(number, json.loads(before) if before else {})
    known = {number: row for number, row in then.items() if row and row["worker_id"] == worker_id}
    here = {number: session.get(Shift, number) for number in known}
    return {number: row for number, row in known.items() if (now := here[number]) is None or now.worker_id != worker_id}


def _changes(books: Books, numbers: Iterable[int]) -> dict[int, int]:
    """How often each shift was written, undoing and doing again among it: it only ever grows."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    places = ", ".join("?" * len(wanted))
    rows = books.quick(
        f"SELECT row_id, count(*) FROM change WHERE table_name = 'shift' AND row_id IN ({places}) GROUP BY row_id",  # noqa: S608 - only question marks
        tuple(wanted),
    )
    return {int(number): int(count) for number, count in rows}


def _origin(books: Books) -> str:
    """What sets these books apart from any others, and tells nothing of them: the digest of their first act."""
    ((digest,),) = books.quick("SELECT hash FROM operation ORDER BY id LIMIT 1")
    return str(digest)[:_NAMED_BY]


# --- the zone ---------------------------------------------------------------------------------------------------------


def _london() -> Timezone:
    """When the clocks of the United Kingdom change, since 1996: at 01:00 UTC on the last Sundays of March and October.

    The zone is written out (RFC 5545 §3.6.5), so that a telephone need not know it.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", "Europe/London")
    summer = (TimezoneDaylight(), datetime(1996, 3, 31, 1), "BST", timedelta(0), timedelta(hours=1), 3)  # noqa: DTZ001 - the clock's own time
    winter = (TimezoneStandard(), datetime(1996, 10, 27, 2), "GMT", timedelta(hours=1), timedelta(0), 10)  # noqa: DTZ001 - the clock's own time
    for part, since, name, before, after, month in (summer, winter):
        part.add("dtstart", since)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


# --- one entry --------------------------------------------------------------------------------------------------------


def _event(entry: Entry, worker_id: int, origin: str, now: datetime, whom: str, wishes: SheetWishes) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{origin}-{entry.shift_id}-{worker_id}@carerdesk")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", _moment(entry.starts))
    event.add("dtend", _moment(entry.ends))
    event.add("summary", _title(entry, whom))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if said := _said(entry, wishes):
        event.add("description", said)
    return event


def _moment(at: datetime) -> datetime:
    """The clock's time with its zone; in the hour that comes twice it must be the world's, which comes once."""
    return at.astimezone(ZoneInfo("UTC")) if at.fold else at


def _title(entry: Entry, whom: str) -> str:
    work = "Work" if entry.kind in {ShiftKind.NORMAL, ShiftKind.WEEKEND, ShiftKind.BANK_HOLIDAY} else entry.kind.label
    title = f"{work} with {whom}" if whom else work
    return f"Cancelled: {title}" if entry.cancelled else title


def _said(entry: Entry, wishes: SheetWishes) -> str:
    along = f"With {listed(entry.mates)}." if wishes.mates and entry.mates else ""
    what = entry.what.strip() if wishes.what else ""
    return " ".join(part for part in (along, what) if part)
