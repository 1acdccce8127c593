"""Reading the people: for lists, for one worker's page, and for the rooms that work with them.

Functions that take `books` open their own reading session; those that take `session` are for services that have one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from carerdesk.domain.dates import tax_year_start
from carerdesk.services.books import Books, owner
from carerdesk.services.people.details import (
    CertificateDetails,
    ContractTerms,
    EmployerDetails,
    PastPay,
    PersonDetails,
    Rate,
    TakenOver,
    Tax,
    WorkerDetails,
)
from carerdesk.services.people.missing import Known, missing
from carerdesk.services.people.records import EmployerRecord, Kept, PersonRecord, WorkerRecord, WorkerSummary
from carerdesk.services.people.rows import plain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Worker

Plain = TypeVar("Plain")


def employer(books: Books) -> EmployerRecord:
    """The employer in view. Raises LookupError before there is one."""
    from carerdesk.store.tables import Employer

    with books.reading() as session:
        row = session.get_one(Employer, owner(session).employer_id)
        return EmployerRecord(row.id, plain(EmployerDetails, row))


def person(books: Books) -> PersonRecord:
    """The person supported in view. Raises LookupError before there is one."""
    from carerdesk.store.tables import Person

    with books.reading() as session:
        row = session.get_one(Person, owner(session).person_id)
        return PersonRecord(row.id, plain(PersonDetails, row))


def list_workers(books: Books, on: date | None = None) -> tuple[WorkerSummary, ...]:
    """Everybody who works for the person in view, by name; on a day: only those whose job it falls in."""
    with books.reading() as session:
        return workers(session, on)


def workers(session: Session, on: date | None = None) -> tuple[WorkerSummary, ...]:
    """As `list_workers`, within a session."""
    rows = _mine(session)
    known = _known(session)
    everybody = (_summary(row, known[row.id]) for row in rows)
    return tuple(one for one in everybody if on is None or one.works_on(on))


def _mine(session: Session) -> list[Worker]:
    from sqlalchemy import select

    from carerdesk.store.tables import Worker

    here = owner(session)
    mine = select(Worker).where(Worker.employer_id == here.employer_id, Worker.person_id == here.person_id)
    return sorted(session.scalars(mine), key=lambda row: (row.name.casefold(), row.id))


def taken_names(books: Books, but: int | None = None) -> frozenset[str]:
    """The names workers have, in lower case; `but` leaves one of them out, so that it may keep its own."""
    with books.reading() as session:
        return frozenset(row.name.casefold() for row in _mine(session) if row.id != but)


def _known(session: Session) -> Mapping[int, Known]:
    """What is known of each worker's terms, in three queries however many there are."""
    from sqlalchemy import select

    from carerdesk.store.tables import Contract, PayRate, TaxDetails

    contracts = select(Contract.worker_id, Contract.frequency).order_by(Contract.first_day, Contract.id)
    frequencies = {worker_id: frequency for worker_id, frequency in session.execute(contracts)}  # noqa: C416 - typed rows
    rated = set(session.scalars(select(PayRate.worker_id).where(PayRate.kind != "mileage").distinct()))
    taxed = set(session.scalars(select(TaxDetails.worker_id).distinct()))
    return defaultdict(
        Known,
        {
            worker_id: Known(frequencies.get(worker_id, ""), worker_id in rated, worker_id in taxed)
            for worker_id in {*frequencies, *rated, *taxed}
        },
    )


def _summary(row: Worker, known: Known) -> WorkerSummary:
    return WorkerSummary(
        row.id, row.name, row.kind, row.started, row.left, row.relation, row.same_household, known.frequency, row.born,
        missing(plain(WorkerDetails, row), known),
    )  # fmt: skip


def worker(books: Books, worker_id: int) -> WorkerRecord:
    """All that is kept about one worker. Raises LookupError (NoResultFound) where there is no such worker."""
    from carerdesk.store.tables import Worker

    with books.reading() as session:
        row = session.get_one(Worker, worker_id)
        details = plain(WorkerDetails, row)
        return WorkerRecord(
            row.id,
            details,
            contracts(session, worker_id),
            rates(session, worker_id),
            taxes(session, worker_id),
            certificates(session, worker_id),
            opening_figures(session, worker_id),
            has_history(session, worker_id),
            missing(details, _known(session)[worker_id]),
        )


def _dated(session: Session, table: Any, kind: type[Plain], worker_id: int) -> tuple[Kept[Plain], ...]:  # noqa: ANN401
    from sqlalchemy import select

    newest_first = (table.first_day.desc(), table.id.desc())
    rows = session.scalars(select(table).where(table.worker_id == worker_id).order_by(*newest_first))
    return tuple(Kept(row.id, plain(kind, row)) for row in rows)


def contracts(session: Session, worker_id: int) -> tuple[Kept[ContractTerms], ...]:
    """Every contract, newest first."""
    from carerdesk.store.tables import Contract

    return _dated(session, Contract, ContractTerms, worker_id)


def rates(session: Session, worker_id: int) -> tuple[Kept[Rate], ...]:
    """Every pay rate, newest first."""
    from carerdesk.store.tables import PayRate

    return _dated(session, PayRate, Rate, worker_id)


def taxes(session: Session, worker_id: int) -> tuple[Kept[Tax], ...]:
    """Every set of tax details, newest first."""
    from carerdesk.store.tables import TaxDetails

    return _dated(session, TaxDetails, Tax, worker_id)


def certificates(session: Session, worker_id: int | None) -> tuple[Kept[CertificateDetails], ...]:
    """A worker's checks and trainings; with None, the employer's own insurance and papers. Longest first."""
    return all_certificates(session).get(worker_id, ())


def all_certificates(session: Session) -> Mapping[int | None, tuple[Kept[CertificateDetails], ...]]:
    """Every check and paper by worker (None: the employer's own), the one that holds longest first."""
    from sqlalchemy import select

    from carerdesk.store.tables import Certificate

    found: dict[int | None, list[Kept[CertificateDetails]]] = defaultdict(list)
    for row in session.scalars(select(Certificate).where(Certificate.employer_id == owner(session).employer_id)):
        found[row.worker_id].append(Kept(row.id, plain(CertificateDetails, row)))
    return {worker_id: tuple(sorted(kept, key=_holds, reverse=True)) for worker_id, kept in found.items()}


def _holds(kept: Kept[CertificateDetails]) -> tuple[date, date, int]:
    return (kept.what.last_day or date.max, kept.what.first_day or date.min, kept.id)


def _standing(things: Iterable[Kept[Plain]], day: date) -> Plain | None:
    return next((thing.what for thing in things if thing.what.first_day <= day), None)  # type: ignore[attr-defined]


def contract_at(session: Session, worker_id: int, day: date) -> ContractTerms | None:
    """The contract in force on a day, or None before the first."""
    return _standing(contracts(session, worker_id), day)


def tax_details_at(session: Session, worker_id: int, day: date) -> Tax | None:
    """The tax details in force on a day (a payday), or None before the first.

    Week 1/month 1 ends with its tax year: from 6 April a code carried over counts the whole year (HMRC, form P9X).
    """
    found = _standing(taxes(session, worker_id), day)
    if found is not None and found.basis == "week_one" and found.first_day < tax_year_start(day):
        return replace(found, basis="cumulative")
    return found


def rates_at(session: Session, worker_id: int, day: date) -> Mapping[str, Decimal]:
    """The rate of each kind of work on a day; a kind without a rate by then is not there."""
    oldest_first = reversed([kept.what for kept in rates(session, worker_id)])
    return {rate.kind: rate.amount for rate in oldest_first if rate.first_day <= day}


def opening_figures(session: Session, worker_id: int) -> TakenOver | None:
    """The figures taken over in mid-year, or None where the worker's pay began in these books."""
    from sqlalchemy import select

    from carerdesk.store.tables import OpeningEarnings, OpeningFigures

    row = session.scalars(select(OpeningFigures).where(OpeningFigures.worker_id == worker_id)).one_or_none()
    if row is None:
        return None
    past = select(OpeningEarnings).where(OpeningEarnings.worker_id == worker_id)
    earnings = tuple(plain(PastPay, each) for each in session.scalars(past.order_by(OpeningEarnings.payday)))
    values = {each.name: getattr(row, each.name) for each in fields(TakenOver) if each.name != "earnings"}
    return TakenOver(**values, earnings=earnings)


_OWN_PARTS = {
    "contract", "pay_rate", "tax_details", "certificate", "opening_figures", "opening_earnings", "wage_terms",
}  # fmt: skip


def has_history(session: Session, worker_id: int) -> bool:
    """True once there are shifts, payslips, leave or papers: from then on the worker can only leave."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Attachment, Base, Certificate

    for table in Base.metadata.tables.values():
        points_here = "worker_id" in table.columns and table.name not in _OWN_PARTS
        if points_here and session.execute(select(table.c.id).where(table.c.worker_id == worker_id).limit(1)).first():
            return True
    papers = select(Certificate.id).where(Certificate.worker_id == worker_id)
    of_worker = (Attachment.record == "worker") & (Attachment.record_id == worker_id)
    of_checks = (Attachment.record == "certificate") & Attachment.record_id.in_(papers)
    return bool(session.scalar(select(func.count()).select_from(Attachment).where(of_worker | of_checks)))
