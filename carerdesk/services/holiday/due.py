"""Holiday that wants a look: questions open, what will be lost as the leave year ends, and years to finish."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.holiday.balance import HolidayView, holiday_view
from carerdesk.services.holiday.earned import WARNED, entries_of
from carerdesk.services.holiday.requests import RequestView, waiting
from carerdesk.services.holiday.year_end import YearEnd, year_before
from carerdesk.store.tables import HolidayEntry, Worker

SOON = timedelta(days=60)


def due_items(session: Session, today: date) -> list[Due]:
    """Holiday asked for; and for each worker a question, holiday left near the leave year's end, a year to finish."""
    mine = Worker.person_id == owner(session).person_id
    ids = session.scalars(select(Worker.id).where(mine, Worker.kind == "employee", Worker.left.is_(None)))
    found = [_to_answer(one, today) for one in waiting(session)]
    for worker_id in ids:
        view = holiday_view(session, worker_id, today)
        before = year_before(session, worker_id, today)
        found += _of(session, view, today) if view is not None else []
        found += [_to_finish(before)] if before is not None else []
    return found


def _to_answer(one: RequestView, today: date) -> Due:
    """A request is due by the last day to refuse it in time, where that is not past."""
    title = f"{one.first_name} asks for holiday, {span(one.first, one.last)}"
    second = f"{hours_text(one.minutes)}, asked for on {long_date(one.asked_on)}. Agree, or refuse with a reason."
    by = one.refuse_by
    day = by if by is not None and by >= today else one.first
    place: dict[str, str | int] = {"request": one.id}
    return Due(f"holiday:asked:{one.id}", "holiday", title, second, day, icon="tree-palm", place=place)


def _of(session: Session, view: HolidayView, today: date) -> list[Due]:
    place = {"worker_id": view.worker_id}
    if view.questions:
        title = f"Answer a question about {view.first_name}’s holiday"
        second = "How it is earned is left open by law; it takes a minute."
        return [Due(f"holiday:ask:{view.worker_id}", "holiday", title, second, icon="tree-palm", place=place)]
    if view.balance.left > 0 and view.year.last - today <= SOON:
        return [_will_be_lost(session, view)]
    return []


def _will_be_lost(session: Session, view: HolidayView) -> Due:
    left, ends = hours_text(view.balance.left), long_date(view.year.last)
    warned = max((r.day for r in entries_of(session, view.worker_id) if _is_warning(r, view)), default=None)
    if warned is not None:
        second = f"Told on {long_date(warned)}. Lost after {ends} unless taken or carried over."
    else:
        second = f"It will be lost after {ends} unless it is taken or carried over. Tell {view.first_name} in writing."
    place: dict[str, str | int] = {"worker_id": view.worker_id, "year": view.year.first.isoformat()}
    title = f"{view.first_name} has {left} of holiday left"
    key = f"holiday:left:{view.worker_id}"
    return Due(key, "holiday", title, second, view.year.last, icon="tree-palm", place=place)


def _is_warning(row: HolidayEntry, view: HolidayView) -> bool:
    return row.kind == WARNED and row.from_year == view.year.first


def _to_finish(before: YearEnd) -> Due:
    title = f"Finish {before.first_name}’s leave year"
    second = f"{hours_text(before.left)} was left on {long_date(before.year.last)}: carry it over, or let it lapse."
    place: dict[str, str | int] = {"worker_id": before.worker_id, "year": before.year.first.isoformat()}
    return Due(f"holiday:finish:{before.worker_id}", "holiday", title, second, icon="tree-palm", place=place)
