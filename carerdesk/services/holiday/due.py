"""Holiday that wants a look: questions open, and holiday left as the leave year ends."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.holiday.balance import HolidayView, holiday_view
from carerdesk.store.tables import Worker

SOON = timedelta(days=60)


def due_items(session: Session, today: date) -> list[Due]:
    """One item for each worker with a question, or with holiday left near the end of the leave year."""
    mine = Worker.person_id == owner(session).person_id
    ids = session.scalars(select(Worker.id).where(mine, Worker.kind == "employee", Worker.left.is_(None)))
    views = (holiday_view(session, worker_id, today) for worker_id in ids)
    return [item for view in views if view is not None for item in _of(view, today)]


def _of(view: HolidayView, today: date) -> list[Due]:
    name = view.worker.split()[0]
    place = {"worker_id": view.worker_id}
    if view.questions:
        title = f"Answer a question about {name}’s holiday"
        second = "How it is earned is left open by law; it takes a minute."
        return [Due(f"holiday:ask:{view.worker_id}", "holiday", title, second, icon="tree-palm", place=place)]
    if view.balance.left > 0 and view.year.last - today <= SOON:
        title = f"{name} has {hours_text(view.balance.left)} of holiday left"
        second = f"The leave year ends on {long_date(view.year.last)}."
        return [
            Due(
                f"holiday:left:{view.worker_id}",
                "holiday",
                title,
                second,
                view.year.last,
                icon="tree-palm",
                place=place,
            )
        ]
    return []
