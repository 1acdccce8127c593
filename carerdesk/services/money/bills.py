"""Bills received and not yet paid: money set aside until a bank line pays them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.categories import Direction, categories
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.owed import Kind, paid_of
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Bill


@dataclass(frozen=True, slots=True)
class NewBill:
    """A bill as typed; the amount is plus."""

    payee: str
    category: str
    amount: Money
    received: date
    due: date | None = None
    funder_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill as a page shows it."""

    id: int
    payee: str
    category: str
    amount: Money
    paid: Money
    received: date
    due: date | None
    funder_id: int | None
    note: str

    @property
    def left(self) -> Money:
        """What is still to be paid."""
        return self.amount - self.paid


def bills(books: Books) -> tuple[BillView, ...]:
    """Every bill of the person in view, the newest first."""
    from sqlalchemy import select

    from carerdesk.store.tables import Bill

    with books.reading() as session:
        person = owner(session).person_id
        query = select(Bill).where(Bill.person_id == person).order_by(Bill.received.desc(), Bill.id.desc())
        rows = session.scalars(query).all()
        paid = paid_of(session, Kind.BILL, [row.id for row in rows])
        return tuple(_view(row, paid.get(row.id, ZERO)) for row in rows)


def add_bill(books: Books, new: NewBill) -> Outcome:
    """Writes a bill down, so that its money counts as set aside until it is paid."""
    problems = _check(new)
    if problems:
        return Rejected(problems)
    with books.operation(f"Bill from {new.payee.strip()}, {new.amount}") as op:
        from carerdesk.store.tables import Bill

        bill = Bill(
            **owner(op.session).keys(), payee=new.payee.strip(), category=new.category, amount=new.amount,
            received=new.received, due=new.due, funder_id=new.funder_id, note=new.note.strip(),
        )  # fmt: skip
        op.session.add(bill)
        op.session.flush()
        made = bill.id
    return done(op, id=made)


def remove_bill(books: Books, bill_id: int) -> Outcome:
    """Takes out a bill that no line pays and no paper proves."""
    with books.reading() as session:
        problems = _check_removing(session, bill_id)
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        from carerdesk.store.tables import Bill

        bill = op.session.get_one(Bill, bill_id)
        op.said = f"Bill from {bill.payee} taken out"
        op.session.delete(bill)
    return done(op)


def _check(new: NewBill) -> tuple[Problem, ...]:
    problems = []
    known = categories().get(new.category)
    if not new.payee.strip():
        problems.append(Problem("payee", "bill_needs_a_payee"))
    if new.amount.pence <= 0:
        problems.append(Problem("amount", "bill_of_nothing"))
    if known is None or known.direction is Direction.IN or known.own_account:
        problems.append(Problem("category", "bill_needs_a_category"))
    if new.due and new.due < new.received:
        problems.append(Problem("due", "bill_due_before_received", {"day": long_date(new.received)}))
    return tuple(problems)


def _check_removing(session: Session, bill_id: int) -> tuple[Problem, ...]:
    from carerdesk.services.money.attaching import attachments_of

    if paid_of(session, Kind.BILL, [bill_id]):
        return (Problem("", "bill_is_matched"),)
    return (Problem("", "take_papers_off_first"),) if attachments_of(session, "bill", bill_id) else ()


def _view(row: Bill, paid: Money) -> BillView:
    return BillView(
        row.id, row.payee, row.category, row.amount, paid, row.received, row.due, row.funder_id, row.note
    )  # fmt: skip
