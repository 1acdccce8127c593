"""Hours that want confirming, and timesheets that want signing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, monday_of, span
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.hours.confirm import HoursToCheck, to_check_in
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.timesheets import NOT_PRINTED, TimesheetRow, unsigned_since
from carerdesk.store.tables import Shift

WEEKS_BACK = 8
SHEETS_BACK = timedelta(days=42)
NAMED = 3
FRIDAY = 4  # as date.weekday() counts


def due_items(session: Session, today: date) -> list[Due]:
    """Timesheets of pay periods that are over and whose hours are confirmed: one thing to do for all of them."""
    rows = [row for row in unsigned_since(session, today - SHEETS_BACK, today) if not row.waiting]
    return [_to_sign(rows)] if rows else []


def _to_sign(rows: list[TimesheetRow]) -> Due:
    first = rows[0]
    count = len(rows)
    title = guidance("rota", "due_sign_one" if count == 1 else "due_sign_many", who=first.first_name, count=str(count))
    printed = sum(row.state != NOT_PRINTED and not row.changed for row in rows)
    names = [f"{row.first_name}, {span(row.first, row.last)}" for row in rows[:NAMED]]
    more = [] if count <= NAMED else [guidance("rota", "due_sign_more", count=str(count - NAMED))]
    state = "due_sign_wait" if printed == count else "due_sign_print"
    return Due(
        key="timesheets",
        room="rota",
        title=title,
        second=f"{'; '.join([*names, *more])}. {guidance('rota', state)}",
        day=min(row.payday for row in rows if row.payday is not None),
        icon="pencil",
        button=guidance("rota", "due_sign_button"),
        takes="A few minutes",
        place={"timesheets": 1, "worker": first.worker_id, "last": first.last.isoformat()},
    )


def confirming(session: Session, today: date, now: datetime) -> list[Due]:
    """A week's hours are due on the Friday after the first of them that waits was over; older weeks stand first.

    So a Friday asks for what was over before it, the week up to Thursday and what else has ended by then. Where that is
    confirmed, Friday's and the weekend's shifts are due a week later, in one go with the next week's, and no shift is
    late before anybody could have confirmed it. Only shifts that are over by now are counted: no others can be
    confirmed.
    """
    since = monday_of(today) - timedelta(weeks=WEEKS_BACK)
    waiting = select(Shift.day).where(
        Shift.person_id == owner(session).person_id, Shift.day >= since, Shift.ends <= now, Shift.state != CONFIRMED
    )
    mondays = sorted({monday_of(day) for day in session.scalars(waiting)})
    return [_to_confirm(to_check_in(session, monday, now, today), today) for monday in mondays]


def friday_after(day: date) -> date:
    """The first Friday after a day; a week on where it is a Friday."""
    return day + timedelta(days=(FRIDAY - day.weekday() - 1) % 7 + 1)


def _to_confirm(hours: HoursToCheck, today: date) -> Due:
    friday, sunday, count = hours.monday + timedelta(days=4), hours.monday + timedelta(days=6), len(hours.waiting)
    odd, planned = len(hours.look), any(shift.hours_not_in for shift in hours.plain)
    shifts = "1 shift" if count == 1 else f"{count} shifts"
    look = f"; {odd} {'wants' if odd == 1 else 'want'} a look first" if odd else ""
    at_once = not odd and (today >= friday or not hours.to_come)
    return Due(
        key=f"hours:{hours.monday.isoformat()}",
        room="rota",
        title=f"Confirm the hours of {span(hours.monday, sunday).removesuffix(f' {today.year}')}",
        second=f"{shifts}, to {day_and_month(max(one.day for one in hours.waiting))}{look}",
        day=friday_after(min(one.ends.date() for one in hours.waiting)),
        icon="calendar-days",
        button="Check the hours",
        takes="About two minutes",
        place={"monday": hours.monday.isoformat(), "check": 1},
        done="confirm_hours" if at_once else "",
        done_words=f"Confirm {shifts}{' as planned' if planned else ''}" if at_once else "",
    )
