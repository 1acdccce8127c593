"""Who to ask when somebody cannot come, in the family's own order: PAs, relief PAs, agencies, family, the council."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.sickness.spells import read_weekdays, write_weekdays
from carerdesk.store import tables

PA, RELIEF, AGENCY, FAMILY, COUNCIL = KINDS = ("pa", "relief", "agency", "family", "council")
WORKERS = frozenset({PA, RELIEF})
STALE_AFTER_MONTHS = 6


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Somebody to ask. A PA is named by `worker_id`, and `name` is then theirs; so may be an agency that is a worker.

    `rate` is pounds an hour where it is not a worker's own. `weekdays`: Monday is 0, empty is any. `confirmed_on` is
    when they last said that they still can.
    """

    kind: str
    name: str = ""
    worker_id: int | None = None
    phone: str = ""
    email: str = ""
    rate: Decimal | None = None
    weekdays: frozenset[int] = frozenset()
    notice: str = ""
    limits: str = ""
    same_household: bool = False
    confirmed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the list, with the phone number of a worker's record where none was typed here.

    `left` is the last day of a PA who leaves or has left.
    """

    id: int
    details: ContactDetails
    name: str
    phone: str
    left: date | None = None

    def is_stale(self, today: date) -> bool:
        """Whether nobody asked for six months if they still can."""
        asked = self.details.confirmed_on
        return asked is None or add_months(asked, STALE_AFTER_MONTHS) <= today


def who_to_ask(books: Books) -> tuple[Contact, ...]:
    """The whole list, in the family's order."""
    with books.reading() as session:
        return people_to_ask(session)


def people_to_ask(session: Session) -> tuple[Contact, ...]:
    """As `who_to_ask`, within a session."""
    here = owner(session)
    people = {row.id: row for row in session.scalars(select(tables.Worker))}
    return tuple(_contact(row, people) for row in _rows(session, here.person_id))


def contact(books: Books, contact_id: int) -> ContactDetails:
    """One of them, to be changed. Raises LookupError where there is none."""
    with books.reading() as session:
        return _details(session.get_one(tables.CoverContact, contact_id))


def workers_not_listed(books: Books, but: int | None = None) -> tuple[tuple[int, str], ...]:
    """PAs and agencies of the books that are not on the list yet; `but` leaves one entry's own in."""
    from carerdesk.services.people.read import workers

    today = books.today()
    with books.reading() as session:
        listed = {one.details.worker_id for one in people_to_ask(session) if one.id != but}
        here = [one for one in workers(session) if one.left is None or one.left >= today]
        return tuple((one.id, one.name) for one in here if one.id not in listed)


def odd(books: Books, details: ContactDetails) -> tuple[Problem, ...]:
    """What to ask about an entry before it is kept: family of the same home, where money comes from a funder."""
    if details.kind != FAMILY or not details.same_household:
        return ()
    with books.reading() as session:
        funder = tables.Funder
        funded = session.scalars(
            select(funder.id).where(funder.person_id == owner(session).person_id, funder.kind != "own").limit(1)
        ).first()
    return () if funded is None else (Problem("same_household", "cover_same_household"),)


def add_contact(books: Books, details: ContactDetails) -> Outcome:
    """Put somebody at the end of the list."""
    with books.operation("", kind="people") as op:
        if problems := _check(op.session, details, books.today(), None):
            return Rejected(problems)
        here = owner(op.session)
        last = select(func.max(tables.CoverContact.position)).where(tables.CoverContact.person_id == here.person_id)
        row = tables.CoverContact(**here.keys(), position=(op.session.scalar(last) or 0) + 1)
        _write(op.session, row, details)
        op.session.add(row)
        op.session.flush()
        op.said = f"{row.name} is on the list of who to ask"
        kept_id = row.id
    return done(op, id=kept_id)


def change_contact(books: Books, contact_id: int, details: ContactDetails) -> Outcome:
    """Put an entry right."""
    with books.operation("", kind="people") as op:
        if problems := _check(op.session, details, books.today(), contact_id):
            return Rejected(problems)
        row = op.session.get_one(tables.CoverContact, contact_id)
        _write(op.session, row, details)
        op.said = f"{row.name} changed in the list of who to ask"
    return done(op, id=contact_id)


def remove_contact(books: Books, contact_id: int) -> Outcome:
    """Take an entry out. What was asked of them before stays on record, by name."""
    notice = tables.ShiftNotice
    with books.operation("", kind="people") as op:
        row = op.session.get_one(tables.CoverContact, contact_id)
        for told in op.session.scalars(select(notice).where(notice.cover_contact_id == contact_id)):
            told.cover_contact_id = None
        op.session.flush()
        op.said = f"{row.name} taken off the list of who to ask"
        op.session.delete(row)
    return done(op)


def move_contact(books: Books, contact_id: int, by: int) -> Outcome:
    """Move an entry up (-1) or down (1). At the end of the list it stays where it is."""
    with books.operation("", kind="people") as op:
        row = op.session.get_one(tables.CoverContact, contact_id)
        rows = _rows(op.session, row.person_id)
        at = [each.id for each in rows].index(contact_id)
        to = min(max(at + by, 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for place, each in enumerate(rows, 1):
            if each.position != place:
                each.position = place
        op.said = f"{row.name} is number {to + 1} of who to ask"
    return done(op, id=contact_id)


def confirm_contact(books: Books, contact_id: int) -> Outcome:
    """Say that somebody was asked today and still can."""
    with books.operation("", kind="people") as op:
        row = op.session.get_one(tables.CoverContact, contact_id)
        row.confirmed_on = books.today()
        op.said = f"{row.name} can still come, asked on {long_date(books.today())}"
    return done(op, id=contact_id)


def _rows(session: Session, person_id: int) -> list[tables.CoverContact]:
    row = tables.CoverContact
    return list(session.scalars(select(row).where(row.person_id == person_id).order_by(row.position, row.id)))


def _contact(row: tables.CoverContact, people: dict[int, tables.Worker]) -> Contact:
    worker = people.get(row.worker_id or 0)
    name = worker.name if worker is not None else row.name
    phone = row.phone or (worker.phone if worker is not None else "")
    return Contact(row.id, _details(row), name, phone, worker.left if worker is not None else None)


def _details(row: tables.CoverContact) -> ContactDetails:
    values: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(ContactDetails)}
    return ContactDetails(**{**values, "weekdays": read_weekdays(row.weekdays)})


def _write(session: Session, row: tables.CoverContact, details: ContactDetails) -> None:
    worker = session.get(tables.Worker, details.worker_id) if details.worker_id else None
    for each in fields(ContactDetails):
        value = getattr(details, each.name)
        setattr(row, each.name, value.strip() if isinstance(value, str) else value)
    row.weekdays = write_weekdays(details.weekdays)
    row.name = worker.name if worker is not None else details.name.strip()


def _check(session: Session, details: ContactDetails, today: date, but: int | None) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if details.kind not in KINDS:
        found.append(Problem("kind", "cover_kind_missing"))
    elif details.kind in WORKERS and details.worker_id is None:
        found.append(Problem("worker_id", "cover_worker_missing"))
    elif details.worker_id is None and not details.name.strip():
        found.append(Problem("name", "cover_name_missing"))
    if details.worker_id is not None:
        twice = [one for one in people_to_ask(session) if one.details.worker_id == details.worker_id and one.id != but]
        found += [Problem("worker_id", "cover_worker_twice", {"worker": one.name}) for one in twice]
    if details.rate is not None and details.rate < 0:
        found.append(Problem("rate", "cover_rate_below_nothing"))
    if details.confirmed_on is not None and details.confirmed_on > today:
        found.append(Problem("confirmed_on", "cover_confirmed_ahead"))
    return tuple(found)
