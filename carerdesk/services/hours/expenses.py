"""What a PA spent on a shift: kept with it, paid back on the first payday that has the shift, borne by its funders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.store.tables import PayItem, Payslip, Shift

KIND = "expenses"
MOST = Money(100_000)
Expenses = tuple[tuple[str, Money], ...]


def expense_problems(expenses: Expenses | None) -> tuple[Problem, ...]:
    """What is wrong with what was typed: no word for what it was, or no amount that could be."""
    found: list[Problem] = []
    for title, amount in expenses or ():
        if not title.strip():
            found.append(Problem("expenses", "expense_without_words", {"amount": str(amount)}))
        elif not ZERO < amount <= MOST:
            found.append(Problem("expenses", "expense_out_of_range", {"title": title.strip(), "most": str(MOST)}))
    return tuple(found)


def expenses_of(session: Session, rows: Iterable[Shift]) -> Mapping[int, Expenses]:
    """What was spent on each shift, by its id, in the order it was typed."""
    ids = [row.id for row in rows]
    found: dict[int, Expenses] = defaultdict(tuple)
    wanted = select(PayItem.shift_id, PayItem.title, PayItem.amount).where(PayItem.shift_id.in_(ids))
    for shift_id, title, amount in session.execute(wanted.order_by(PayItem.id)):
        if shift_id is not None:
            found[shift_id] += ((title, amount),)
    return found


def write_expenses(session: Session, row: Shift, expenses: Expenses | None) -> None:
    """Let a shift have these expenses; with None those it has go along with its worker and its day."""
    waiting = _waiting(session, row)
    if expenses is None:
        expenses = tuple((item.title, item.amount) for item in waiting)
    else:
        expenses = _not_settled(session, row, expenses)
    for item in waiting[len(expenses) :]:
        session.delete(item)
    for at, (title, amount) in enumerate(expenses):
        item = waiting[at] if at < len(waiting) else _new(row)
        values = {"worker_id": row.worker_id, "payday": row.day, "title": title.strip(), "amount": amount}
        for name, value in values.items():
            if getattr(item, name) != value:
                setattr(item, name, value)
        session.add(item)
    session.flush()


def remove_expenses(session: Session, row: Shift) -> None:
    """Take out what waits to be paid with a shift that goes. What a payslip has settled stays with the payslip."""
    for item in session.scalars(select(PayItem).where(PayItem.shift_id == row.id)).all():
        if item.payslip_id is None:
            session.delete(item)
        else:
            item.shift_id = None
    session.flush()


def expenses_paid(session: Session, rows: Iterable[Shift]) -> tuple[Problem, ...]:
    """The problem where a payslip has paid back what was spent on one of these shifts."""
    ids = [row.id for row in rows]
    wanted = select(Payslip.payday).join(PayItem, PayItem.payslip_id == Payslip.id).where(PayItem.shift_id.in_(ids))
    paydays = session.scalars(wanted.limit(1))
    return tuple(Problem("expenses", "shift_expenses_paid", {"payday": day_and_month(day)}) for day in paydays)


def settled_stay_behind(session: Session, row: Shift) -> None:
    """Before a shift goes to another worker: what a payslip has settled stays with who got it."""
    for item in session.scalars(select(PayItem).where(PayItem.shift_id == row.id, PayItem.payslip_id.is_not(None))):
        item.shift_id = None
    session.flush()


def _waiting(session: Session, row: Shift) -> Sequence[PayItem]:
    wanted = select(PayItem).where(PayItem.shift_id == row.id, PayItem.payslip_id.is_(None))
    return session.scalars(wanted.order_by(PayItem.id)).all()


def _not_settled(session: Session, row: Shift, expenses: Expenses) -> Expenses:
    """Those of the typed ones that no payslip has settled yet."""
    rest = list(expenses)
    for item in session.scalars(select(PayItem).where(PayItem.shift_id == row.id, PayItem.payslip_id.is_not(None))):
        if (item.title, item.amount) in rest:
            rest.remove((item.title, item.amount))
    return tuple(rest)


def _new(row: Shift) -> PayItem:
    keys = {"employer_id": row.employer_id, "person_id": row.person_id, "shift_id": row.id}
    return PayItem(**keys, kind=KIND, part="expense")
