"""Leave of other kinds as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.hours.pay_lines import PayRate, rate_on, to_the_penny
from carerdesk.domain.leave.kinds import SOURCES, LeaveKind
from carerdesk.domain.money import Money
from carerdesk.domain.working import Source, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.leave.on_payslip import NORMAL, SOURCE, working_of
from carerdesk.services.people.read import contract_at, rates
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class LeaveView:
    """Leave of another kind. `pay` is what it pays or paid, with its working; None where there is none."""

    id: int
    worker_id: int
    worker: str
    kind: LeaveKind
    first: date
    last: date
    minutes: int
    paid: bool
    on_payslip: bool
    told_on: date | None
    note: str
    pay: Money | None
    working: Working | None
    accrual: str

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]

    @property
    def title(self) -> str:
        """Jury service."""
        return guidance("leave", f"kind_{self.kind.value}")

    @property
    def days(self) -> str:
        """7 to 11 December 2026."""
        return span(self.first, self.last)

    @property
    def about(self) -> str:
        """What the law says of it, in a few sentences."""
        return guidance("leave", f"about_{self.kind.value}")

    @property
    def source(self) -> Source | None:
        """Where that comes from."""
        return SOURCES.get(self.kind)


def leave_view(books: Books, leave_id: int) -> LeaveView | None:
    """One leave; None where it is not there any more."""
    with books.reading() as session:
        row = session.get(tables.OtherLeave, leave_id)
        return _view(session, row) if row is not None else None


def everyones_leave(books: Books) -> tuple[LeaveView, ...]:
    """Everybody's leave of other kinds, the newest first."""
    with books.reading() as session:
        row = tables.OtherLeave
        wanted = select(row).where(row.person_id == owner(session).person_id)
        return tuple(_view(session, each) for each in session.scalars(wanted.order_by(row.first_day.desc(), row.id)))


def accrual_words(books: Books, worker_id: int, kind: LeaveKind, day: date) -> str:
    """What such leave does to the holiday a worker earns."""
    with books.reading() as session:
        return _accrual(session, worker_id, kind, day)


def _accrual(session: Session, worker_id: int, kind: LeaveKind, day: date) -> str:
    terms = contract_at(session, worker_id, day)
    if terms is None or terms.hours_kind == "fixed":
        return guidance("leave", "accrual_fixed")
    which = "accrual_varied_carers" if kind is LeaveKind.CARERS else "accrual_varied"
    return guidance("leave", which)


def _view(session: Session, row: tables.OtherLeave) -> LeaveView:
    worker = session.get_one(tables.Worker, row.worker_id)
    prices = [PayRate(kept.what.kind, kept.what.first_day, kept.what.amount) for kept in rates(session, row.worker_id)]
    rate = rate_on(prices, NORMAL, row.first_day) if row.paid and row.minutes else None
    kind = LeaveKind(row.kind)
    title = f"{guidance('leave', f'kind_{row.kind}')}, {span(row.first_day, row.last_day)}"
    return LeaveView(
        row.id, row.worker_id, worker.name, kind, row.first_day, row.last_day, row.minutes, row.paid,
        row.payslip_id is not None, row.told_on, row.note,
        _paid(session, row) or (to_the_penny(rate * row.minutes / 60) if rate is not None else None),
        working_of(row.minutes, rate, title) if rate is not None else None,
        _accrual(session, row.worker_id, kind, row.first_day),
    )  # fmt: skip


def _paid(session: Session, row: tables.OtherLeave) -> Money | None:
    line = tables.PayslipLine
    return session.scalar(select(line.amount).where(line.source == SOURCE, line.source_id == row.id).limit(1))
