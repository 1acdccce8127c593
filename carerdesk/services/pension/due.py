"""What the workplace pension wants by when: letters, the end of a postponement, declarations, contributions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.pension.dates import letter_by
from carerdesk.domain.pension.history import Event, standing
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.pension.duties import Duties, duties
from carerdesk.services.pension.membership import events_of
from carerdesk.services.pension.schedule import PensionMonth, months

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Worker

PAY_SOON = timedelta(days=35)
LOOK_SOON = timedelta(days=21)
AGAIN_SOON = timedelta(days=60)
CARD = "Workplace pension"
"""The spoken name of the card, of a worker and of the employer alike."""
WANTS_LETTER = frozenset({"postponed", "enrolled", "re_enrolled"})


def due_items(session: Session, today: date) -> list[Due]:
    """Everything about the pension that wants doing. Needs a person supported in the books."""
    here = _employed(session, today)
    about = [item for worker in here for item in _of_worker(session, worker, today)]
    paying = [_pay(month, today) for month in months(session, only_open=True) if _wants_paying(month, today)]
    return [*about, *_duties(duties(session), today, employs=bool(here)), *paying]


def _employed(session: Session, today: date) -> list[Worker]:
    from sqlalchemy import select

    from carerdesk.store.tables import Worker

    mine = select(Worker).where(Worker.person_id == owner(session).person_id, Worker.kind == "employee")
    return [row for row in session.scalars(mine.order_by(Worker.name)) if row.left is None or row.left >= today]


def _of_worker(session: Session, worker: Worker, today: date) -> Iterable[Due]:
    events, name = events_of(session, worker.id), worker.name.split(" ", maxsplit=1)[0]
    for event in events:
        if event.kind in WANTS_LETTER and event.told_on is None:
            yield _letter(worker.id, name, event, today)
    stands = standing(events, today)
    if stands.kind == "postponed" and stands.event and stands.event.until and stands.event.until - today <= LOOK_SOON:
        until = stands.event.until
        second = guidance("pension", "due_postponed_second", worker=name, day=long_date(until))
        yield _worker(f"pension:{worker.id}:wait", guidance("pension", "due_postponed", worker=name), second, until,
                      worker.id)  # fmt: skip


def _letter(worker_id: int, name: str, event: Event, today: date) -> Due:
    what = guidance("pension", f"kind_{event.kind}")
    second = guidance("pension", "due_letter_second", what=what, day=long_date(event.day))
    day, title = letter_by(event.day), guidance("pension", "due_letter", worker=name)
    return _worker(f"pension:letter:{event.id}", title, second, day, worker_id, flag="Late" if day < today else "")


def _worker(key: str, title: str, second: str, day: date, worker_id: int, flag: str = "") -> Due:
    return Due(
        key, "people", title, second, day, flag, "users-round", "Open the pension card", "Two minutes",
        {"worker": worker_id}, CARD,
    )  # fmt: skip


def _duties(stand: Duties, today: date, *, employs: bool) -> Iterable[Due]:
    if stand.start is None:
        if employs:
            yield _employer("start", None, today)
        return
    if stand.declare_by is not None:
        yield _employer("declare", stand.declare_by, today)
    if stand.again is not None and stand.again.first - AGAIN_SOON <= today:
        words = {"first": long_date(stand.again.first), "last": long_date(stand.again.last)}
        yield _employer("again", stand.again.anniversary, today, **words)
    if stand.declare_again_by is not None:
        yield _employer("declare_again", stand.declare_again_by, today)


def _employer(what: str, day: date | None, today: date, **values: str) -> Due:
    return Due(
        f"pension:{what}", "people", guidance("pension", f"due_{what}"),
        guidance("pension", f"due_{what}_second", **values), day, "Late" if day is not None and day < today else "",
        "shield-check", "Open the pension card", "A few minutes", {"employer": "pension"}, CARD,
    )  # fmt: skip


def _wants_paying(month: PensionMonth, today: date) -> bool:
    return month.left.pence > 0 and month.due - today <= PAY_SOON


def _pay(month: PensionMonth, today: date) -> Due:
    return Due(
        f"pay_over:{month.id}", "people", guidance("pension", "due_pay", payee=month.payee, amount=str(month.left)),
        month.title, month.due, "Late" if month.due < today else "", "landmark", "See what is due",
        place={"employer": "pension"}, at=CARD,
    )  # fmt: skip
