"""What happens to a worker's membership: recorded step by step, refused where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.rates import load_pension_ages
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.pension.history import JOINING, KINDS, Event, spell_on
from carerdesk.domain.pension.refusals import Member, refusals
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pension.membership import events_of, refund_due, scheme_on
from carerdesk.services.people.choices import known
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Worker

YOUNGEST_ENROLLED = 22


@dataclass(frozen=True, slots=True)
class Happened:
    """What is to be recorded; the days are those of `Event`."""

    kind: str
    day: date
    until: date | None = None
    told_on: date | None = None
    information_on: date | None = None
    note: str = ""


def record_event(books: Books, worker_id: int, happened: Happened) -> Outcome:
    """Record what happened to a membership. `Done.id` is its number."""
    from carerdesk.store.tables import Worker

    known(happened.kind, KINDS)
    with books.operation("", kind="people") as op:
        worker = op.session.get_one(Worker, worker_id)
        kept = record_in(op.session, worker, happened, books.today())
        if isinstance(kept, tuple):
            return Rejected(kept)
        op.said = said(worker.name, happened.kind, happened.day)
    return done(op, id=kept)


def record_in(session: Session, worker: Worker, happened: Happened, today: date) -> int | tuple[Problem, ...]:
    """Record it within somebody else's operation; its number, or why it cannot be."""
    from carerdesk.store.tables import PensionEvent

    if problems := _check(session, worker, happened, today):
        return problems
    row = PensionEvent(
        **owner(session).keys(), worker_id=worker.id, kind=happened.kind, day=happened.day, until=happened.until,
        told_on=happened.told_on, information_on=happened.information_on, note=happened.note.strip(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def said(name: str, kind: str, day: date) -> str:
    """In a sentence: "Asha enrolled in the pension from 1 November 2026"."""
    return guidance("pension", f"said_{kind}", worker=name.split(" ", maxsplit=1)[0], day=long_date(day))


def change_days(books: Books, event_id: int, told_on: date | None, information_on: date | None) -> Outcome:
    """Enter when the letter was given, and when letter and membership were both there."""
    from carerdesk.store.tables import PensionEvent, Worker

    with books.operation("", kind="people") as op:
        row = op.session.get_one(PensionEvent, event_id)
        worker = op.session.get_one(Worker, row.worker_id)
        for name, day in (("told_on", told_on), ("information_on", information_on)):
            if day is not None and day > books.today():
                values = {"today": long_date(books.today())}
                return Rejected((Problem(name, "pension_day_in_the_future", values),))
        if information_on is not None and information_on < row.day:
            values = {"day": long_date(row.day)}
            return Rejected((Problem("information_on", "pension_information_before_joining", values),))
        row.told_on, row.information_on = told_on, information_on
        op.said = f"Pension letter to {worker.name}: days entered"
    return done(op, id=event_id)


def take_out_event(books: Books, event_id: int) -> Outcome:
    """Take out what was recorded by mistake: the newest only, and not where agreed pay rests on it."""
    from carerdesk.store.tables import PensionEvent, Worker

    with books.operation("", kind="people") as op:
        row = op.session.get_one(PensionEvent, event_id)
        newest = events_of(op.session, row.worker_id)[-1]
        if newest.id != event_id:
            return Rejected((Problem("", "pension_event_not_the_last", {"day": long_date(newest.day)}),))
        if payday := _resting_on(op.session, row.worker_id, newest):
            return Rejected((Problem("", "pension_event_paid", {"payday": long_date(payday)}),))
        name = op.session.get_one(Worker, row.worker_id).name
        op.said = f"Taken out: {said(name, row.kind, row.day)}"
        op.session.delete(row)
    return done(op)


def paid_meanwhile(books: Books, worker_id: int, happened: Happened) -> str:
    """A question where pay agreed already would have been otherwise; "" where none is."""
    with books.reading() as session:
        paid = _agreed_to(session, worker_id)
        if paid is None or happened.day > paid:
            return ""
        was_in = spell_on(events_of(session, worker_id), paid) is not None
    if happened.kind in JOINING:
        return guidance("pension", "ask_joined_in_paid_days", paid=long_date(paid))
    if happened.kind == "ceased" and was_in and happened.day < paid:
        return guidance("pension", "ask_left_in_paid_days", paid=long_date(paid))
    return ""


def _check(session: Session, worker: Worker, happened: Happened, today: date) -> tuple[Problem, ...]:
    events = events_of(session, worker.id)
    who = Member(worker.name.split(" ", maxsplit=1)[0], worker.born, worker.started, worker.left)
    event = Event(
        happened.kind, happened.day, happened.until, happened.told_on, happened.information_on, happened.note,
        max((one.id for one in events), default=0) + 1,
    )  # fmt: skip
    found = refusals(event, events, who, today, enrol_from=_enrol_from(session, happened.day), ages=load_pension_ages())
    if found or happened.kind not in JOINING:
        return found
    if scheme_on(session, worker.employer_id, happened.day) is None:
        return (Problem("day", "pension_no_scheme", {"day": long_date(happened.day)}),)
    if refund := refund_due(session, worker.id, date.max):
        return (Problem("kind", "pension_refund_first", {"refund": str(refund)}),)
    return ()


def _enrol_from(session: Session, day: date) -> int:
    try:
        return int(known_rates(session).figure("pension.enrol_from_age", day))
    except NoRateFor:
        return YOUNGEST_ENROLLED


def _agreed_to(session: Session, worker_id: int) -> date | None:
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip

    return session.scalar(select(func.max(Payslip.last_day)).where(Payslip.worker_id == worker_id))


def _resting_on(session: Session, worker_id: int, event: Event) -> date | None:
    """The first payday whose contributions or refund rest on an event."""
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip

    wanted = select(Payslip).where(Payslip.worker_id == worker_id, Payslip.last_day >= event.day)
    slips = session.scalars(wanted.order_by(Payslip.payday)).all()
    if event.kind == "ceased":
        return next((slip.payday for slip in slips if slip.last_day > event.day), None)
    moved = [slip.payday for slip in slips if slip.pension != ZERO or slip.employer_pension != ZERO]
    return moved[0] if moved and event.kind in {*JOINING, "opted_out"} else None
