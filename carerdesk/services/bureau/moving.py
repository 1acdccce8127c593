"""Moving from a bureau: do the figures it gave fit each other and its P32, and what of the allowance it used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.bureau.checks import CodeThen, ToDate, against_p32, doubts
from carerdesk.domain.dates import tax_year_name, tax_year_start
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.details import TakenOver
from carerdesk.services.people.read import contract_at, tax_details_at
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Filing, OpeningFigures

P32_KIND = "bureau_p32"
P32_FIGURES = ("tax", "loans", "employee_ni", "employer_ni", "allowance")


def doubts_about(books: Books, worker_id: int | None, taken: TakenOver) -> tuple[Problem, ...]:
    """What does not fit in the figures typed for one PA: their bands, and their tax for the code of that day."""
    then = None
    if worker_id is not None:
        with books.reading() as session:
            then = _code_then(session, worker_id, taken.as_at)
    return doubts(_to_date(taken), then, known_rates(session))


def _code_then(session: Session, worker_id: int, day: date) -> CodeThen | None:
    """The code and frequency as the books know them for that payday, or from the first day they know."""
    from carerdesk.services.people.read import contracts, taxes

    kept = taxes(session, worker_id)
    tax = tax_details_at(session, worker_id, day) or (kept[-1].what if kept else None)
    terms = contract_at(session, worker_id, day) or next((one.what for one in contracts(session, worker_id)[-1:]), None)
    code = TaxCode.read(tax.code) if tax else None
    if tax is None or terms is None or not isinstance(code, TaxCode):
        return None
    return CodeThen(code, Frequency(terms.frequency), day, tax.basis == "week_one")


def _to_date(taken: TakenOver | OpeningFigures) -> ToDate:
    return ToDate(
        taken.gross, taken.taxable, taken.tax, taken.niable, taken.employee_ni, taken.employer_ni, taken.student_loan,
        taken.postgraduate_loan, taken.at_lel, taken.lel_to_pt, taken.pt_to_uel,
    )  # fmt: skip


def keep_p32(books: Books, typed: Mapping[str, Money | None]) -> Outcome:
    """Keep the totals of the bureau's last P32 for this tax year, and take over the allowance it used."""
    from carerdesk.store.tables import Employer, Filing

    found = {name: amount for name, amount in typed.items() if amount is not None and name in P32_FIGURES}
    if not found:
        return Rejected((Problem("p32_tax", "p32_empty"),))
    if any(amount.pence < 0 for name, amount in found.items() if name != "tax"):
        return Rejected((Problem("p32_loans", "p32_below_nothing"),))
    year = tax_year_start(books.today())
    with books.operation("The bureau’s P32 kept", kind="filing") as op:
        row = _p32_row(op.session, year)
        if row is None:
            row = Filing(**owner(op.session).keys(), kind=P32_KIND, first_day=year, last_day=year, worker_id=None)
            op.session.add(row)
        row.answer = json.dumps({name: amount.text for name, amount in found.items()}, sort_keys=True)
        row.checked_at = books.now()
        if "allowance" in found:
            employer = op.session.get_one(Employer, owner(op.session).employer_id)
            employer.allowance_year, employer.allowance_used_before = tax_year_name(year), found["allowance"]
    return done(op)


def kept_p32(books: Books) -> Mapping[str, Money]:
    """The totals typed for this tax year."""
    with books.reading() as session:
        return _p32(session, tax_year_start(books.today()))


def p32_doubts(books: Books) -> tuple[Problem, ...]:
    """Everybody's figures taken over beside the P32; nothing where no P32 is typed."""
    from sqlalchemy import select

    from carerdesk.store.tables import OpeningFigures, Worker

    with books.reading() as session:
        year = tax_year_start(books.today())
        p32 = _p32(session, year)
        wanted = select(Worker.name, OpeningFigures).join(OpeningFigures, OpeningFigures.worker_id == Worker.id)
        rows = session.execute(
            wanted.where(
                OpeningFigures.tax_year == tax_year_name(year), Worker.employer_id == owner(session).employer_id
            )
        ).all()
        people = {name: _to_date(row) for name, row in rows}
        earlier = sum((row.earlier_job_tax for _, row in rows), ZERO)
    return against_p32(people, earlier, p32) if p32 else ()


def _p32_row(session: Session, year: date) -> Filing | None:
    from sqlalchemy import select

    from carerdesk.store.tables import Filing

    wanted = select(Filing).where(
        Filing.kind == P32_KIND, Filing.first_day == year, Filing.employer_id == owner(session).employer_id
    )
    return session.scalars(wanted).first()


def _p32(session: Session, year: date) -> dict[str, Money]:
    row = _p32_row(session, year)
    kept = json.loads(row.answer) if row is not None and row.answer else {}
    return {name: Money.of(amount) for name, amount in kept.items()}
