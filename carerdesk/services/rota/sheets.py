"""Sheets of the rota for the wall and for each PA."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from carerdesk.domain.dates import DAYS, day_and_month, long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.listed import listed
from carerdesk.services.books import Books
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.rows import rows_of_person
from carerdesk.services.hours.views import Outing, ShiftView, outings_of
from carerdesk.services.hours.week import shift_views
from carerdesk.services.people.read import workers
from carerdesk.services.rota.sheet_wishes import SheetWishes
from carerdesk.services.rota.where import first_name_of_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.reports.rota_sheet import RotaSheet, SheetLine, SheetWeek

A_WEEK = timedelta(days=7)
SIX_DAYS = timedelta(days=6)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A PA with shifts in the weeks, for whom a sheet can be made."""

    worker_id: int
    name: str
    first_name: str
    shifts: int


def last_day(monday: date, weeks: int) -> date:
    """The Sunday that so many weeks from a Monday end with."""
    return monday + weeks * A_WEEK - A_DAY


def people_with_shifts(books: Books, monday: date, weeks: int) -> tuple[SheetChoice, ...]:
    """Those who are down for something in some weeks, by name."""
    with books.reading() as session:
        rows = rows_of_person(session, monday, last_day(monday, weeks))
        everybody = workers(session)
        short = short_names(everybody)
        counts = {one.id: sum(row.worker_id == one.id for row in rows) for one in everybody}
        return tuple(
            SheetChoice(one.id, one.name, short[one.id], counts[one.id]) for one in everybody if counts[one.id]
        )


def wall_sheet(books: Books, monday: date, weeks: int, wishes: SheetWishes) -> bytes:
    """A week or four for the wall, as PDF."""
    with books.reading() as session:
        views = shift_views(session, rows_of_person(session, monday, last_day(monday, weeks)), books.now())
        whose = f"Who comes to {first_name_of_person(session)}" if wishes.person else "Who comes when"
        found = [_wall_week(session, monday + at * A_WEEK, views, wishes) for at in range(weeks)]
    return _pdf([_sheet("Rota", monday, weeks, whose, "Who", found, books.today())])


def worker_sheet(books: Books, worker_id: int, monday: date, weeks: int, wishes: SheetWishes) -> bytes:
    """One PA's own shifts of a week or four, as PDF. Raises LookupError where there is no such worker."""
    with books.reading() as session:
        views = shift_views(session, rows_of_person(session, monday, last_day(monday, weeks)), books.now())
        everybody = workers(session)
        name = short_names(everybody)[worker_id]
        whose = f"With {first_name_of_person(session)}" if wishes.person else "Your shifts as they are planned"
    found = [_own_week(monday + at * A_WEEK, views, worker_id, wishes) for at in range(weeks)]
    mine = [view for view in views if view.worker_id == worker_id and not view.needs_cover]
    totals = (f"Together {_counted(mine)}. This is the plan: it may still change, and you will be told.",)
    return _pdf([_sheet(f"{name}’s shifts", monday, weeks, whose, "With", found, books.today(), totals)])


def _pdf(sheets: list[RotaSheet]) -> bytes:
    from carerdesk.reports import rota_sheet

    stream = BytesIO()
    rota_sheet.write(sheets, stream)
    return stream.getvalue()


def _sheet(
    title: str,
    monday: date,
    weeks: int,
    whose: str,
    who: str,
    found: list[SheetWeek],
    today: date,
    totals: tuple[str, ...] = (),
) -> RotaSheet:
    from carerdesk.reports.rota_sheet import RotaSheet

    days = span(monday, last_day(monday, weeks))
    return RotaSheet(title, days, whose, f"Printed on {long_date(today)}", who, tuple(found), totals)


def _wall_week(session: Session, monday: date, views: Iterable[ShiftView], wishes: SheetWishes) -> SheetWeek:
    from carerdesk.reports.rota_sheet import SheetWeek

    mine = [view for view in views if monday <= view.day <= monday + SIX_DAYS]
    lines: list[SheetLine] = []
    for day in (monday + at * A_DAY for at in range(7)):
        lines += _wall_day(day, outings_of(view for view in mine if view.day == day), wishes)
    return SheetWeek(span(monday, monday + SIX_DAYS), tuple(lines), _away_words(session, monday))


def _wall_day(day: date, outings: tuple[Outing, ...], wishes: SheetWishes) -> list[SheetLine]:
    from carerdesk.reports.rota_sheet import SheetLine

    if not outings:
        return [SheetLine(day_and_month(day), "", "Nobody", "")]
    return [
        SheetLine(day_and_month(day) if not at else "", _times(outing.first), _who(outing), _what(outing.first, wishes))
        for at, outing in enumerate(outings)
    ]


def _who(outing: Outing) -> str:
    there = [shift.first_name for shift in outing.shifts if not shift.needs_cover]
    if not there:
        return "Nobody yet"
    missing = max(outing.first.people_needed, len(outing.shifts)) - len(there)
    apart = f" ({', '.join(outing.apart)})" if outing.apart and len(there) == len(outing.shifts) else ""
    return f"{listed(there)}{apart}{f', and {missing} more needed' if missing > 0 else ''}"


def _own_week(monday: date, views: Iterable[ShiftView], worker_id: int, wishes: SheetWishes) -> SheetWeek:
    from carerdesk.reports.rota_sheet import SheetLine, SheetWeek

    week = [view for view in views if monday <= view.day <= monday + SIX_DAYS]
    mine = [view for view in week if view.worker_id == worker_id and not view.needs_cover]
    lines = tuple(
        SheetLine(day_and_month(view.day), _times(view), _mates(view, week, wishes), _what(view, wishes))
        for view in mine
    )
    remark = "" if lines else "No shifts this week."
    title = span(monday, monday + SIX_DAYS)
    return SheetWeek(f"{title}: {_counted(mine)}" if mine else title, lines, remark)


def _mates(view: ShiftView, week: Iterable[ShiftView], wishes: SheetWishes) -> str:
    if view.outing is None or not wishes.mates:
        return ""
    along = (each for each in week if each.outing == view.outing and each.day == view.day)
    return listed(each.first_name for each in along if each.id != view.id and not each.needs_cover)


def _what(view: ShiftView, wishes: SheetWishes) -> str:
    kind = "" if view.kind in {"normal", "weekend", "bank_holiday"} else view.kind_label
    return ". ".join(part for part in (kind, view.what.strip().rstrip(".") if wishes.what else "") if part)


def _times(view: ShiftView) -> str:
    after = "" if view.ends.date() == view.day else f" {DAYS[view.ends.weekday()][:3]}"
    return f"{view.starts:%H:%M} to {view.ends:%H:%M}{after}"


def _counted(views: Iterable[ShiftView]) -> str:
    found = list(views)
    nights = sum(view.kind == "sleep_in" for view in found)
    minutes = sum(view.minutes for view in found if view.kind != "sleep_in")
    night_words = f"{nights} sleep-in{'s' * (nights != 1)}" if nights else ""
    return " and ".join(part for part in (hours_text(minutes) if minutes or not nights else "", night_words) if part)


def _away_words(session: Session, monday: date) -> str:
    short = short_names(workers(session))
    found: dict[int, list[date]] = {}
    for worker_id, day in sorted(days_away(session, monday, monday + SIX_DAYS)):
        if worker_id in short and monday <= day <= monday + SIX_DAYS:
            found.setdefault(worker_id, []).append(day)
    return " ".join(
        f"{short[who]} is away on {listed(DAYS[day.weekday()] for day in days)}." for who, days in found.items()
    )
