"""Taking somebody on: worker, contract, rates, tax details, checks and figures taken over, in one operation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.check_terms import (
    check_contract,
    check_rate,
    check_taken_over,
    check_tax,
    tidied_tax,
)
from carerdesk.services.people.check_who import check_certificate, check_worker, tidied
from carerdesk.services.people.details import NewWorker, TakenOver
from carerdesk.services.people.read import person, taken_names
from carerdesk.services.people.rows import columns

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_worker(books: Books, new: NewWorker) -> Outcome:
    """Keep a new worker with all that is known so far. `Done.id` is the worker's.

    The fields of problems are those of the parts (see details.py), so that one page may ask for them all; that of a
    rate is "rate_<kind>".
    """
    new = tidied_worker(new)
    problems = worker_problems(books, new)
    if problems:
        return Rejected(problems)
    with books.operation(f"{new.details.name} added", kind="people") as op:
        worker_id = keep_worker(op.session, new)
    return done(op, id=worker_id)


def tidied_worker(new: NewWorker) -> NewWorker:
    """The same with every reference and the tax code in its one form; what cannot be read stays as typed."""
    return replace(new, details=tidied(new.details), tax=tidied_tax(new.tax) if new.tax else None)


def keep_worker(session: Session, new: NewWorker) -> int:
    """Keep a tidied and checked worker within somebody else's operation; their number."""
    from carerdesk.store.tables import Worker

    keys = owner(session).keys()
    row = Worker(**keys, **columns(new.details))
    session.add(row)
    session.flush()
    _add_parts(session, new, {**keys, "worker_id": row.id})
    return row.id


def worker_problems(books: Books, new: NewWorker, also_taken: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Problems with a tidied worker; `also_taken` are names, in lower case, that come in beside them."""
    today = books.today()
    contract = check_contract(new.contract, person(books).details.nation) if new.contract else ()
    return (
        *check_worker(new.details, today, taken_names(books) | also_taken),
        *contract,
        *(problem for rate in new.rates for problem in check_rate(rate)),
        *(check_tax(new.tax) if new.tax else ()),
        *(problem for certificate in new.certificates for problem in check_certificate(certificate)),
        *(check_taken_over(new.taken_over, today) if new.taken_over else ()),
    )


def _add_parts(session: Session, new: NewWorker, keys: dict[str, int]) -> None:
    from carerdesk.services.filing.statements import put_statement
    from carerdesk.store.tables import Certificate, Contract, PayRate, TaxDetails

    if new.contract:
        session.add(Contract(**keys, **columns(new.contract)))
    session.add_all(PayRate(**keys, **columns(rate)) for rate in new.rates)
    if new.tax:
        session.add(TaxDetails(**keys, **columns(new.tax)))
    session.add_all(Certificate(**keys, **columns(certificate)) for certificate in new.certificates)
    if new.taken_over:
        add_taken_over(session, new.taken_over, keys)
    if new.statement and new.details.started:
        put_statement(session, keys["worker_id"], new.details.started, new.statement)


def add_taken_over(session: Session, taken: TakenOver, keys: dict[str, int]) -> None:
    """The rows of figures taken over; `keys` name employer, person and worker."""
    from carerdesk.store.tables import OpeningEarnings, OpeningFigures

    session.add(OpeningFigures(**keys, **columns(taken, "earnings")))
    session.add_all(OpeningEarnings(**keys, **columns(past)) for past in taken.earnings)
