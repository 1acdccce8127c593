"""The pension scheme and its terms over time. Terms below what the law asks for are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pension.details import BASES, METHODS, Scheme
from carerdesk.services.people.choices import known
from carerdesk.services.people.records import Kept
from carerdesk.services.people.rows import columns, plain, write
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import PensionScheme

MINIMUM = Source(
    "Pensions Act 2008, section 20: the least contributions",
    "https://www.legislation.gov.uk/ukpga/2008/30/section/20",
)
_MOST = Decimal(100)
_PLACES = 2


def schemes(session: Session) -> tuple[Kept[Scheme], ...]:
    """The terms over time, the newest first."""
    from sqlalchemy import select

    from carerdesk.store.tables import PensionScheme

    mine = select(PensionScheme).where(PensionScheme.employer_id == owner(session).employer_id)
    rows = session.scalars(mine.order_by(PensionScheme.first_day.desc(), PensionScheme.id.desc()))
    return tuple(Kept(row.id, plain(Scheme, row)) for row in rows)


def check_scheme(scheme: Scheme, rates: Rates) -> tuple[Problem, ...]:
    """What is wrong with these terms."""
    known(scheme.method, METHODS)
    known(scheme.basis, BASES)
    found = [] if scheme.provider.strip() else [Problem("provider", "pension_provider_missing")]
    ranges = [
        Problem(name, "pension_percent_out_of_range")
        for name in ("worker_percent", "employer_percent")
        if not _in_range(getattr(scheme, name))
    ]
    return (*found, *(ranges or _minimum(scheme, rates)))


def _in_range(percent: Decimal) -> bool:
    return 0 <= percent <= _MOST and -int(percent.as_tuple().exponent) <= _PLACES


def _minimum(scheme: Scheme, rates: Rates) -> Iterator[Problem]:
    """At least 3 % from the employer and 8 % together, of qualifying earnings (Pensions Act 2008 s.20).

    All pay is never less than qualifying earnings, so the same percents of it are enough there too.
    """
    try:
        least = rates.table("pension.minimum", scheme.first_day)
    except NoRateFor:
        yield Problem("first_day", "pension_minimum_unknown", {"day": long_date(scheme.first_day)})
        return
    if scheme.employer_percent < least["employer"]:
        yield Problem("employer_percent", "pension_employer_below_minimum", {"least": f"{least['employer']:f}"})
    elif scheme.employer_percent + scheme.worker_percent < least["total"]:
        worker = least["total"] - scheme.employer_percent
        values = {"least": f"{least['total']:f}", "employer": f"{scheme.employer_percent:f}", "worker": f"{worker:f}"}
        yield Problem("worker_percent", "pension_total_below_minimum", values)


def set_scheme(books: Books, scheme: Scheme) -> Outcome:
    """Keep the terms that hold from a day on; those of the same first day are put right."""
    from carerdesk.store.tables import PensionScheme

    with books.operation(f"Pension scheme from {long_date(scheme.first_day)}", kind="people") as op:
        if problems := check_scheme(scheme, known_rates(op.session)):
            return Rejected(problems)
        if paid := _paid_on(op.session, scheme.first_day):
            return Rejected((Problem("first_day", "pension_terms_paid", {"paid": long_date(paid)}),))
        row = _of_day(op.session, scheme.first_day)
        if row is None:
            row = PensionScheme(**owner(op.session).keys(), **columns(scheme))
            op.session.add(row)
        else:
            write(row, scheme)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def remove_scheme(books: Books, scheme_id: int) -> Outcome:
    """Take out terms entered by mistake. Those that contributions or a membership rest on stay."""
    from carerdesk.store.tables import PensionScheme

    with books.operation("", kind="people") as op:
        row = op.session.get_one(PensionScheme, scheme_id)
        if paid := _paid_on(op.session, row.first_day):
            return Rejected((Problem("", "pension_terms_paid", {"paid": long_date(paid)}),))
        if worker := _needed_by(op.session, row):
            return Rejected((Problem("", "pension_terms_needed", {"worker": worker}),))
        op.said = f"Pension scheme from {long_date(row.first_day)} taken out"
        op.session.delete(row)
    return done(op)


def _of_day(session: Session, first_day: date) -> PensionScheme | None:
    from sqlalchemy import select

    from carerdesk.store.tables import PensionScheme

    wanted = select(PensionScheme).where(
        PensionScheme.employer_id == owner(session).employer_id, PensionScheme.first_day == first_day
    )
    return session.scalars(wanted).first()


def _paid_on(session: Session, first_day: date) -> date | None:
    """The last day up to which contributions are agreed, where it is on or after this one."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip

    return session.scalar(
        select(func.max(Payslip.last_day)).where(
            Payslip.employer_id == owner(session).employer_id,
            Payslip.last_day >= first_day,
            Payslip.pay_over_id.is_not(None),
        )
    )


def _needed_by(session: Session, row: PensionScheme) -> str:
    """A worker who joined while no other terms were in force; "" where there is none."""
    from sqlalchemy import select

    from carerdesk.domain.pension.history import JOINING
    from carerdesk.store.tables import PensionEvent, PensionScheme, Worker

    others = select(PensionScheme.first_day).where(
        PensionScheme.employer_id == row.employer_id, PensionScheme.id != row.id
    )
    earliest = min(session.scalars(others), default=date.max)
    joined = (
        select(Worker.name)
        .join(PensionEvent, PensionEvent.worker_id == Worker.id)
        .where(PensionEvent.employer_id == row.employer_id, PensionEvent.kind.in_(JOINING), PensionEvent.day < earliest)
    )
    return next(iter(session.scalars(joined)), "").split(" ", maxsplit=1)[0]
