"""All that one worker's pay on one payday is worked out from, gathered from the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.hours.pay_lines import MILEAGE, PayRate
from carerdesk.domain.hours.shift import Shift, ShiftKind
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.pay import YearToDate
from carerdesk.services.hours.record_shift import CONFIRMED
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.pay.periods import A_DAY, PayPeriod, periods
from carerdesk.services.pay.wage_facts import WageFacts, wage_facts
from carerdesk.services.people.details import ContractTerms, Tax
from carerdesk.services.people.read import contract_at, contracts, opening_figures, rates, tax_details_at
from carerdesk.store import tables

HOURS = (*ShiftKind, MILEAGE)
IN_LINES = ("hours", "rate", "worker")
"""What is put right line by line; codes and letters are put right in tax and National Insurance."""
LOOK_BACK = timedelta(days=62)
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PaidLine:
    """What has been paid of one kind at one rate: money, minutes or number, and each funder's part."""

    title: str
    minutes: int
    quantity: Decimal
    amount: Money
    by_funder: Mapping[int, tuple[int, Money]]
    is_pay: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """A paid period whose hours were put right: the shifts as they stand now, and what was paid for them."""

    payslip_id: int
    payday: date
    shifts: tuple[Shift, ...]
    paid: Mapping[tuple[str, Decimal], PaidLine]
    call_outs_paid: str


@dataclass(frozen=True, slots=True)
class Situation:
    """One worker on one payday. `after_leaving`: the last payslip of the job was made before."""

    worker_id: int
    name: str
    born: date | None
    relation: str
    same_household: bool
    period: PayPeriod
    terms: ContractTerms
    tax: Tax | None
    rates: tuple[PayRate, ...]
    shifts: tuple[Shift, ...]
    unconfirmed: int
    before: YearToDate
    mended: tuple[Mended, ...]
    minutes_by_funder: Mapping[int, int]
    follows_id: int | None
    paid_later: date | None
    left_out: tuple[date, ...]
    wage: WageFacts
    after_leaving: bool = False

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]


def periods_of(session: Session, worker_id: int, until: date) -> list[PayPeriod]:
    """A worker's pay periods with a payday up to a day, but for those before the figures taken over."""
    found = periods([kept.what for kept in contracts(session, worker_id)], until)
    taken_over = opening_figures(session, worker_id)
    return [period for period in found if taken_over is None or period.payday > taken_over.as_at]


def situation(session: Session, worker: tables.Worker, period: PayPeriod) -> Situation | None:
    """The worker on the payday; None where no contract stands."""
    terms = contract_at(session, worker.id, period.last)
    if terms is None:
        return None
    rows = rows_between(session, period.first, period.last, worker.id)
    return Situation(
        worker_id=worker.id,
        name=worker.name,
        born=worker.born,
        relation=worker.relation,
        same_household=worker.same_household,
        period=period,
        terms=terms,
        tax=tax_details_at(session, worker.id, period.payday),
        rates=tuple(PayRate(r.what.kind, r.what.first_day, r.what.amount) for r in rates(session, worker.id)),
        shifts=load(session, rows),
        unconfirmed=sum(row.state != CONFIRMED for row in rows),
        before=year_to_date(session, worker.id, period.payday),
        mended=_mended(session, worker.id),
        minutes_by_funder=_minutes_by_funder(session, worker.id, period.last),
        follows_id=_slip_before(session, worker.id, period.payday),
        paid_later=_paid_later(session, worker.id, period.payday),
        left_out=_left_out(session, worker.id, period),
        wage=wage_facts(session, worker.id, period),
        after_leaving=_after_leaving(session, worker, period.payday),
    )


def _after_leaving(session: Session, worker: tables.Worker, payday: date) -> bool:
    """Whether the last payslip of the job, the one the P45 was made from, lies behind this payday."""
    if worker.left is None:
        return False
    slip = tables.Payslip
    last = select(slip.id).where(slip.worker_id == worker.id, slip.last_day >= worker.left, slip.payday < payday)
    return session.scalar(last.limit(1)) is not None


def _slip_before(session: Session, worker_id: int, payday: date) -> int | None:
    slip = tables.Payslip
    wanted = select(slip.id).where(slip.worker_id == worker_id, slip.payday <= payday)
    return session.scalars(wanted.order_by(slip.payday.desc(), slip.id.desc()).limit(1)).first()


def _paid_later(session: Session, worker_id: int, payday: date) -> date | None:
    """A later payday that is agreed already: its tax was worked out without this one."""
    slip = tables.Payslip
    return session.scalar(select(func.min(slip.payday)).where(slip.worker_id == worker_id, slip.payday > payday))


def _left_out(session: Session, worker_id: int, period: PayPeriod) -> tuple[date, ...]:
    """Days with hours shortly before this period that no period of any contract pays."""
    known = periods([kept.what for kept in contracts(session, worker_id)], period.payday)
    rows = rows_between(session, period.first - LOOK_BACK, period.first - A_DAY, worker_id)
    days = {row.day for row in rows if not any(one.first <= row.day <= one.last for one in known)}
    return tuple(sorted(days))


def year_to_date(session: Session, worker_id: int, payday: date) -> YearToDate:
    """The tax year before a payday: earlier payslips (those of the same day too) and the figures taken over."""
    slip, year = tables.Payslip, tax_year_name(payday)
    sums = (func.coalesce(func.sum(getattr(slip, kept)), 0) for kept, _ in _YEAR.values())
    wanted = select(*sums).where(slip.worker_id == worker_id, slip.tax_year == year, slip.payday <= payday)
    found = dict(zip(_YEAR, map(as_money, session.execute(wanted).one()), strict=True))
    opening = session.scalars(
        select(tables.OpeningFigures).where(
            tables.OpeningFigures.worker_id == worker_id, tables.OpeningFigures.tax_year == year
        )
    ).one_or_none()
    if opening is not None:
        for figure, (_, brought) in _YEAR.items():
            found[figure] += getattr(opening, brought) if brought else ZERO
        found["taxable_pay"] -= opening.earlier_job_pay
        found["tax"] -= opening.earlier_job_tax
    earlier = earlier_job(session, worker_id, payday)
    found["taxable_pay"] += earlier.pay
    found["tax"] += earlier.tax
    return YearToDate(**found)


# each figure of the year: the payslip's column, and that of the figures taken over
_YEAR = {
    "taxable_pay": ("taxable", "taxable"),
    "tax": ("tax", "tax"),
    "niable_pay": ("niable", "niable"),
    "employee_ni": ("employee_ni", "employee_ni"),
    "employer_ni": ("employer_ni", "employer_ni"),
    "student_loan": ("student_loan", "student_loan"),
    "postgraduate_loan": ("postgraduate_loan", "postgraduate_loan"),
    "pension": ("pension", "pension_paid"),
    "employer_pension": ("employer_pension", ""),
    "at_lel": ("at_lel", "at_lel"),
    "lel_to_pt": ("lel_to_pt", "lel_to_pt"),
    "pt_to_uel": ("pt_to_uel", "pt_to_uel"),
}


def as_money(value: Money | int) -> Money:
    """A sum as the database gives it: money, or plain pence where there was nothing to add."""
    return value if isinstance(value, Money) else Money(value)


def _mended(session: Session, worker_id: int) -> tuple[Mended, ...]:
    waiting = select(tables.PutRight.payslip_id).where(
        tables.PutRight.worker_id == worker_id,
        tables.PutRight.settled_by_id.is_(None),
        tables.PutRight.kind.in_(IN_LINES),
    )
    wanted = select(tables.Payslip).where(tables.Payslip.id.in_(waiting)).order_by(tables.Payslip.payday)
    return tuple(mended(session, slip) for slip in session.scalars(wanted))


def mended(session: Session, slip: tables.Payslip) -> Mended:
    """A payslip's days as their shifts stand now, and what has been paid for them so far."""
    rows = rows_between(session, slip.first_day, slip.last_day, slip.worker_id)
    terms = contract_at(session, slip.worker_id, slip.last_day)
    call_outs = terms.call_outs_paid if terms else "on_top"
    return Mended(slip.id, slip.payday, load(session, rows), _paid(session, slip.id), call_outs)


def _paid(session: Session, payslip_id: int) -> Mapping[tuple[str, Decimal], PaidLine]:
    line = tables.PayslipLine
    mine = ((line.payslip_id == payslip_id) & line.corrects_id.is_(None)) | (line.corrects_id == payslip_id)
    found: dict[tuple[str, Decimal], PaidLine] = {}
    for row in session.scalars(select(line).where(mine, line.kind.in_(HOURS), line.source == "").order_by(line.id)):
        assert row.rate is not None
        key = (row.kind, row.rate)
        found[key] = _added(found.get(key), row, _shares(session, row.id))
    return found


def _shares(session: Session, line_id: int) -> Mapping[int, tuple[int, Money]]:
    rows = session.scalars(select(tables.LineShare).where(tables.LineShare.payslip_line_id == line_id))
    return {row.funder_id: (row.minutes, row.amount) for row in rows}


def _added(so_far: PaidLine | None, row: tables.PayslipLine, shares: Mapping[int, tuple[int, Money]]) -> PaidLine:
    before = so_far or PaidLine(row.title, 0, Decimal(0), ZERO, {}, row.is_pay)
    both = defaultdict(lambda: (0, ZERO), before.by_funder)
    for funder, (minutes, amount) in shares.items():
        both[funder] = (both[funder][0] + minutes, both[funder][1] + amount)
    return PaidLine(
        before.title,
        before.minutes + (row.minutes or 0),
        before.quantity + (row.quantity or Decimal(0)),
        before.amount + row.amount,
        dict(both),
        row.is_pay,
    )


def _minutes_by_funder(session: Session, worker_id: int, until: date) -> Mapping[int, int]:
    """Minutes of the last year per funder: the hours whose holiday is taken now."""
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.funder_id, func.sum(share.minutes))
        .join(shift, shift.id == share.shift_id)
        .where(shift.worker_id == worker_id, shift.day <= until, shift.day > until - A_YEAR)
        .group_by(share.funder_id)
    )
    return {funder: int(minutes) for funder, minutes in session.execute(wanted)}
