"""A worker's terms from a day on: contract, rates of pay and tax details.

Each has a first day and holds until the next one starts, so a change never alters what was paid before it. One with
the same first day as another takes its place: that is how a slip is put right.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.people.check_terms import check_contract, check_rate, check_tax, tidied_tax
from carerdesk.services.people.details import ContractTerms, Rate, Tax
from carerdesk.services.people.read import contracts, person
from carerdesk.services.people.rows import columns, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Contract, PayRate, TaxDetails

    Row = TypeVar("Row", Contract, PayRate, TaxDetails)


def set_contract(books: Books, worker_id: int, terms: ContractTerms) -> Outcome:
    """Keep the terms that hold from a day on. Raises LookupError where there is no such worker."""
    from carerdesk.store.tables import Contract

    problems = (*check_contract(terms, person(books).details.nation), *_among_paid_days(books, worker_id, terms))
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        op.said = f"{_name(op.session, worker_id)}’s contract from {long_date(terms.first_day)}"
        kept = _keep(op.session, Contract, worker_id, terms)
        op.session.flush()
        kept_id = kept.id
    return done(op, id=kept_id)


def add_rate(books: Books, worker_id: int, rate: Rate) -> Outcome:
    """Keep one rate from a day on."""
    return add_rates(books, worker_id, (rate,))


def add_rates(books: Books, worker_id: int, rates: Sequence[Rate]) -> Outcome:
    """Keep several rates at once, as one operation. Without any rate nothing happens but a problem is told."""
    from carerdesk.store.tables import PayRate

    if not rates:
        return Rejected((Problem("rate_normal", "rates_missing"),))
    problems = tuple(problem for rate in rates for problem in check_rate(rate))
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        first_day = min(rate.first_day for rate in rates)
        op.said = f"{_name(op.session, worker_id)}’s pay rates from {long_date(first_day)}"
        for rate in rates:
            _keep(op.session, PayRate, worker_id, rate, kind=rate.kind)
    return done(op, id=worker_id)


def add_tax_details(books: Books, worker_id: int, tax: Tax) -> Outcome:
    """Keep the tax code, basis, National Insurance letter and loans that hold for paydays from a day on."""
    from carerdesk.store.tables import TaxDetails

    tax = tidied_tax(tax)
    problems = check_tax(tax)
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        op.said = f"{_name(op.session, worker_id)}’s tax code {tax.code} from {long_date(tax.first_day)}"
        kept = _keep(op.session, TaxDetails, worker_id, tax)
        op.session.flush()
        kept_id = kept.id
    return done(op, id=kept_id)


def keep_tax_in(session: Session, worker_id: int, tax: Tax) -> None:
    """Keep checked tax details within an operation."""
    from carerdesk.store.tables import TaxDetails

    _keep(session, TaxDetails, worker_id, tax)


def remove_contract(books: Books, contract_id: int) -> Outcome:
    """Take out a contract entered by mistake. One that paid hours stand on stays."""
    from carerdesk.store.tables import Contract

    with books.reading() as session:
        row = session.get_one(Contract, contract_id)
        paid = _paid_to(session, row.worker_id)
        if paid is not None and paid >= row.first_day:
            return Rejected((Problem("", "contract_has_paid_days", {"paid": long_date(paid)}),))
    return _remove(books, Contract, contract_id, "contract")


def _among_paid_days(books: Books, worker_id: int, terms: ContractTerms) -> tuple[Problem, ...]:
    """Problems where a payslip stands on the days these terms are for: their hours would be paid twice, or never."""
    with books.reading() as session:
        paid = _paid_to(session, worker_id)
        before = {kept.what.first_day: kept.what for kept in contracts(session, worker_id)}.get(terms.first_day)
    if paid is None or paid < terms.first_day:
        return ()
    if before is None:
        return (Problem("contract_from", "contract_in_paid_days", {"paid": long_date(paid)}),)
    if _anchors(before) != _anchors(terms):
        return (Problem("first_payday", "contract_sets_paid_paydays"),)
    return ()


def _anchors(terms: ContractTerms) -> tuple[str, date, date]:
    return terms.frequency, terms.first_payday, terms.period_end


def _paid_to(session: Session, worker_id: int) -> date | None:
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip

    return session.scalar(select(func.max(Payslip.last_day)).where(Payslip.worker_id == worker_id))


def remove_rate(books: Books, rate_id: int) -> Done:
    """Take out a rate entered by mistake."""
    from carerdesk.store.tables import PayRate

    return _remove(books, PayRate, rate_id, "pay rate")


def remove_tax_details(books: Books, tax_id: int) -> Done:
    """Take out tax details entered by mistake."""
    from carerdesk.store.tables import TaxDetails

    return _remove(books, TaxDetails, tax_id, "tax details")


def _name(session: Session, worker_id: int) -> str:
    from carerdesk.store.tables import Worker

    return session.get_one(Worker, worker_id).name


def _keep(session: Session, table: type[Row], worker_id: int, value: object, **same: str) -> Row:
    """The row of the same first day brought up to date, or a new one."""
    from sqlalchemy import select

    first_day = columns(value)["first_day"]
    there = select(table).where(table.worker_id == worker_id, table.first_day == first_day).filter_by(**same)
    row = session.scalars(there.order_by(table.id.desc())).first()
    if row is None:
        row = table(**owner(session).keys(), worker_id=worker_id, **columns(value))
        session.add(row)
    else:
        write(row, value)
    return row


def _remove(books: Books, table: type[Row], row_id: int, what: str) -> Done:
    with books.operation("", kind="people") as op:
        row = op.session.get_one(table, row_id)
        op.said = f"{_name(op.session, row.worker_id)}’s {what} from {long_date(row.first_day)} taken out"
        op.session.delete(row)
    return done(op)
