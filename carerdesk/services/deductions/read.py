"""Reading a worker's deductions and amounts for a page, and one of them for its form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from carerdesk.domain.payroll.orders import STANDING
from carerdesk.services.books import Books
from carerdesk.services.deductions.details import Deductions, ItemDetails, ItemRow, StandingDetails, StandingRow
from carerdesk.services.deductions.on_payslip import left_of, taken_so_far
from carerdesk.services.money.attaching import papers
from carerdesk.services.pay.paydays import next_payday_of
from carerdesk.services.people.rows import plain
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.money.attaching import Paper

MOST_SETTLED: Final = 6
A_DAY: Final = timedelta(days=1)
_ORDER: Final = ("running", "to_come", "paid_off", "ended")


def deductions_of(books: Books, worker_id: int) -> Deductions:
    """All that is taken from a worker's pay or paid once."""
    today = books.today()
    with books.reading() as session:
        table = tables.StandingDeduction
        rows = session.scalars(select(table).where(table.worker_id == worker_id).order_by(table.first_day, table.id))
        ids = [row.id for row in rows]
    proofs = {each: papers(books, STANDING, each) for each in ids}
    with books.reading() as session:
        standing = [standing_row(session, each, today, proofs[each]) for each in ids]
        items = _items(session, worker_id)
    waiting = tuple(item for item in items if item.settled_on is None)
    settled = sorted((item for item in items if item.settled_on), key=lambda item: item.settled_on or today)
    standing.sort(key=lambda row: _ORDER.index(row.state))
    return Deductions(tuple(standing), waiting, tuple(reversed(settled))[:MOST_SETTLED])


def standing_details(books: Books, standing_id: int) -> StandingDetails:
    """One standing deduction. Raises LookupError where there is none."""
    with books.reading() as session:
        return plain(StandingDetails, session.get_one(tables.StandingDeduction, standing_id))


def item_details(books: Books, item_id: int) -> ItemDetails:
    """One amount paid or taken once. Raises LookupError where there is none."""
    with books.reading() as session:
        return plain(ItemDetails, session.get_one(tables.PayItem, item_id))


def standing_row(session: Session, standing_id: int, today: date, proofs: tuple[Paper, ...] = ()) -> StandingRow:
    """One standing deduction with how it stands on a day, within a session."""
    row = session.get_one(tables.StandingDeduction, standing_id)
    left = left_of(session, row, date.max)
    taken = taken_so_far(session, row.id, date.max)
    state = "running"
    if left is not None and not left:
        state = "paid_off"
    elif row.last_day and row.last_day < today:
        state = "ended"
    elif row.first_day > today:
        state = "to_come"
    return StandingRow(row.id, plain(StandingDetails, row), state, taken, left, proofs)


def _items(session: Session, worker_id: int) -> list[ItemRow]:
    table, slip = tables.PayItem, tables.Payslip
    wanted = (
        select(table, slip.payday)
        .outerjoin(slip, slip.id == table.payslip_id)
        .where(table.worker_id == worker_id)
        .order_by(table.payday, table.id)
    )
    return [ItemRow(row.id, plain(ItemDetails, row), payday) for row, payday in session.execute(wanted)]


def next_payday(books: Books, worker_id: int) -> date | None:
    """The first payday of a worker that no payslip has been made for; None where none is known."""
    with books.reading() as session:
        return next_payday_of(session, worker_id, books.today() - A_DAY)
