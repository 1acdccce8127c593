"""What a bureau that takes over must know beside the code: the pension, and what is taken payday by payday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.pension.history import standing
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.deductions.read import standing_row
from carerdesk.services.deductions.words import how_it_stands, how_much, kind_name
from carerdesk.services.pension.membership import events_of, scheme_on
from carerdesk.services.pension.standing import standing_words
from carerdesk.store import tables

Row = tuple[str, str]
_OVER = frozenset({"paid_off", "ended"})


def scheme_rows(session: Session, employer_id: int, today: date) -> Iterator[Row]:
    """The pension scheme with the terms in force."""
    scheme = scheme_on(session, employer_id, today)
    if scheme is None:
        return
    reference = f", employer reference {scheme.employer_reference}" if scheme.employer_reference else ""
    yield "Pension scheme", f"{scheme.provider}{reference}"
    yield "Pension contributions are of", guidance("pension", f"basis_{scheme.basis}")
    yield "Pension is taken by", guidance("pension", f"method_{scheme.method}")
    yield "Pension, worker and employer", f"{_percent(scheme.worker_percent)} and {_percent(scheme.employer_percent)}"


def taken_off_rows(session: Session, worker: tables.Worker, today: date) -> Iterator[Row]:
    """How a worker stands in the pension, and every order and agreement that still takes something."""
    stands = standing(events_of(session, worker.id), today)
    yield "Pension", standing_words(worker.name, stands)
    table = tables.StandingDeduction
    wanted = select(table.id).where(table.worker_id == worker.id).order_by(table.first_day, table.id)
    for row_id in session.scalars(wanted):
        row = standing_row(session, row_id, today)
        if row.state not in _OVER:
            yield row.details.title or kind_name(row.details.kind), _terms(row.details, how_it_stands(row))


def _terms(details: StandingDetails, stands: str) -> str:
    made = f"made on {long_date(details.made_on)}" if details.made_on else ""
    administration = f"{details.administration} for administration" if details.administration else ""
    shortfall = "what could not be taken is carried on" if details.carries_shortfall else ""
    to = f"paid to {details.payee}" if details.payee else ""
    reference = f"reference {details.reference}" if details.reference else ""
    said = (kind_name(details.kind), how_much(details), stands, made, to, reference, administration, shortfall)
    return "; ".join(part.rstrip(".") for part in said if part)


def _percent(figure: Decimal) -> str:
    return f"{figure.normalize():f}%"
