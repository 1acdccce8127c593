"""Who a return is about: the employer's references, and a worker's name, address, start and end as HMRC wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.money import ZERO
from carerdesk.domain.rti.figures import EmployerReferences, Starter, Who
from carerdesk.services.books import owner
from carerdesk.services.filing.statements import statement_of
from carerdesk.services.people.read import tax_details_at
from carerdesk.store import tables

_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\s*$", re.IGNORECASE)
_STATEMENTS: Final = {"statement_a": "A", "statement_b": "B", "statement_c": "C", "none": "C"}
_MOST_LINES: Final = 4
NEW_FOR: Final = timedelta(days=31)
"""A first payslip whose days begin later than this after the start was not the job's first: it was paid elsewhere."""


def employer_references(session: Session) -> EmployerReferences:
    """The employer in view."""
    row = session.get_one(tables.Employer, owner(session).employer_id)
    return EmployerReferences(row.name, row.paye_reference, row.accounts_office_reference)


def who_is(worker: tables.Worker) -> Who:
    """A worker as HMRC knows them."""
    words = worker.name.split()
    lines, postcode = address_lines(worker.address)
    return Who(
        worker.id, worker.name, worker.title, tuple(words[:-1]), words[-1] if words else "", worker.sex, worker.born,
        worker.ni_number, worker.works_number, lines, postcode,
    )  # fmt: skip


def address_lines(address: str) -> tuple[tuple[str, ...], str]:
    """Up to four lines, and the postcode, which ends the address where there is one."""
    flat = address.strip().rstrip(",")
    found = _POSTCODE.search(flat)
    if found:
        flat = flat[: found.start()]
    lines = [line.strip() for line in re.split(r"[\n,]", flat) if line.strip()]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], ", ".join(lines[_MOST_LINES - 1 :])]
    return tuple(lines), f"{found[1]} {found[2]}".upper() if found else ""


def joined(
    session: Session, worker: tables.Worker, slips: Sequence[tables.Payslip], first: date, last: date
) -> Starter | None:
    """What is told of a start: with the first payslip of the job, where no other payroll has told it before."""
    if worker.started is None or not slips or not first <= slips[0].payday <= last:
        return None
    if slips[0].first_day > worker.started + NEW_FOR or _paid_before(session, worker.id):
        return None
    details = tax_details_at(session, worker.id, slips[0].payday)
    said = statement_of(session, worker.id, worker.started)
    if details is None:
        return Starter(worker.started, said, "", postgraduate_loan=False)
    statement = said or _STATEMENTS.get(details.came_from, "")
    return Starter(worker.started, statement, details.loan_plan, details.postgraduate_loan)


def _paid_before(session: Session, worker_id: int) -> bool:
    """Whether pay in this job was taken over from another payroll; a P45 alone is another job's."""
    opening = tables.OpeningFigures
    found = session.scalars(select(opening).where(opening.worker_id == worker_id)).first()
    return found is not None and (found.gross != ZERO or found.niable != ZERO)


def left_on(worker: tables.Worker, slips: Sequence[tables.Payslip]) -> date | None:
    """The leaving date, told with the payslip that pays the last days and with any after it."""
    if worker.left is None:
        return None
    told = any(one.after_leaving or one.last_day >= worker.left for one in slips)
    return worker.left if told else None
