"""Money set aside for each funder on a day: worked out from what is earned, owed and agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.ending import notice_pay, notice_weeks, redundancy_pay, redundancy_weeks
from carerdesk.domain.funding.payments import Owed, draw
from carerdesk.domain.funding.set_aside import Kept, Reason, SetAside, holiday_value, set_aside
from carerdesk.domain.holiday.fixed import earned_by
from carerdesk.domain.hours.pay_lines import to_the_penny
from carerdesk.domain.money import ZERO, Money, split, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.hours.rows import rows_between
from carerdesk.services.pay.hmrc import COMPONENTS
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.situation import as_money, situation
from carerdesk.services.pay.slip_lines import slip_lines
from carerdesk.services.pay.work_out import funder_order
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at, rates_at
from carerdesk.store import tables

Shares = Mapping[int, Money]


@dataclass(frozen=True, slots=True)
class _Kept:
    """One thing kept back, with each funder's share; None where it could not be worked out."""

    reason: Reason
    shares: Shares | None
    note: str = ""


def everything_set_aside(session: Session, day: date) -> dict[int, SetAside]:
    """What is set aside for each funder on a day."""
    funders = funder_order(session)
    found = [
        *_wages(session, funders, day),
        *_unpaid_hours(session, funders, day),
        *_hmrc(session, funders, day),
        *_for_workers(session, funders, day),
        *_bills(session, day),
        *_savings(session, day),
    ]
    return {funder: set_aside(_mine(found, funder)) for funder in funders}


def _mine(found: list[_Kept], funder: int) -> list[Kept]:
    return [
        Kept(one.reason, one.shares.get(funder, ZERO) if one.shares is not None else None, one.note) for one in found
    ]


def _payslip_net(session: Session, payslip_id: int) -> Shares:
    sums: dict[int, Money] = defaultdict(lambda: ZERO)
    share = tables.PayslipShare
    for row in session.scalars(select(share).where(share.payslip_id == payslip_id)):
        if row.component in ("gross", "expenses"):
            sums[row.funder_id] += row.amount
        elif row.component in ("tax", "employee_ni"):
            sums[row.funder_id] -= row.amount
    return sums


def _paid_towards(session: Session, column: object, record_id: int, day: date) -> Money:
    allocation, line = tables.Allocation, tables.BankLine
    wanted = (
        select(func.coalesce(func.sum(allocation.amount), 0))
        .join(line, line.id == allocation.bank_line_id)
        .where(column == record_id, line.day <= day)  # type: ignore[arg-type] # a column of Allocation
    )
    return -as_money(session.scalars(wanted).one())


def _left(funders: list[int], shares: Shares, paid: Money) -> Shares:
    """What is left to pay of some shares once a sum has been paid towards them."""
    owed = tuple(shares.get(funder, ZERO) for funder in funders)
    if any(part < ZERO for part in owed):
        return dict.fromkeys(funders, ZERO)
    drawn = draw(Owed(owed), min(max(paid, ZERO), total(owed)))
    return {funder: part - gone for funder, part, gone in zip(funders, owed, drawn, strict=True)}


def _wages(session: Session, funders: list[int], day: date) -> list[_Kept]:
    """Payslips agreed by the day whose take-home pay has not left the bank yet."""
    slip, allocation, line = tables.Payslip, tables.Allocation, tables.BankLine
    paid = (
        select(func.coalesce(func.sum(allocation.amount), 0))
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.payslip_id == slip.id, line.day <= day)
        .scalar_subquery()
    )
    rows = session.execute(select(slip, paid).where(slip.last_day <= day, slip.net + paid > ZERO))
    return [
        _Kept(Reason.WAGES, _left(funders, _payslip_net(session, row.id), -as_money(so_far))) for row, so_far in rows
    ]


def _unpaid_hours(session: Session, funders: list[int], day: date) -> list[_Kept]:
    """Hours worked up to the day that no payslip pays yet: gross pay, which is take-home pay and deductions alike."""
    worker = tables.Worker
    found = []
    for row in session.scalars(select(worker).where(worker.kind == "employee")):
        since = session.scalar(select(func.max(tables.Payslip.last_day)).where(tables.Payslip.worker_id == row.id))
        first = date.fromordinal(since.toordinal() + 1) if since else (row.started or date.min)
        if first > day or not rows_between(session, first, day, row.id):
            continue
        of = situation(session, row, PayPeriod(first, day, day, _frequency(session, row.id, day)))
        made = slip_lines(of, funders) if of is not None else None
        if made is None or made.problems:
            found.append(_Kept(Reason.WAGES, None, f"{row.name.split()[0]}’s hours since {long_date(first)}"))
            continue
        shares: dict[int, Money] = defaultdict(lambda: ZERO)
        for line in made.lines:
            for funder, (_, amount) in line.shares.items():
                shares[funder] += amount
        found.append(_Kept(Reason.WAGES, shares))
    return found


def _frequency(session: Session, worker_id: int, day: date) -> Frequency:
    terms = contract_at(session, worker_id, day)
    return Frequency(terms.frequency) if terms else Frequency.WEEKLY


def _hmrc(session: Session, funders: list[int], day: date) -> list[_Kept]:
    """Tax and National Insurance of payslips agreed by the day and not paid over yet, per tax month or quarter."""
    found = []
    for period in session.scalars(select(tables.HmrcPeriod).where(tables.HmrcPeriod.first_day <= day)):
        shares = hmrc_shares(session, period, day)
        paid = _paid_towards(session, tables.Allocation.hmrc_period_id, period.id, day)
        if total(shares.values()) > paid:
            found.append(_Kept(Reason.HMRC, _left(funders, shares, paid)))
    return found


def hmrc_shares(session: Session, period: tables.HmrcPeriod, day: date) -> Shares:
    """Each funder's part of what the payslips up to a day owe HMRC for a period."""
    slip, share = tables.Payslip, tables.PayslipShare
    rows = session.execute(
        select(share.funder_id, share.component, func.sum(share.amount))
        .join(slip, slip.id == share.payslip_id)
        .where(slip.payday >= period.first_day, slip.payday <= period.last_day, slip.last_day <= day)
        .where(slip.employer_id == period.employer_id, share.component.in_(COMPONENTS))
        .group_by(share.funder_id, share.component)
    )
    sums: dict[int, Money] = defaultdict(lambda: ZERO)
    for funder, component, amount in rows:
        sums[funder] += -as_money(amount) if component == "allowance" else as_money(amount)
    return sums


def _for_workers(session: Session, funders: list[int], day: date) -> list[_Kept]:
    """Holiday earned and not taken, and what would fall due if the package ended."""
    worker = tables.Worker
    wanted = select(worker).where(worker.kind == "employee", (worker.left.is_(None)) | (worker.left >= day))
    found: list[_Kept] = []
    for row in session.scalars(wanted):
        terms = contract_at(session, row.id, day)
        if terms is None:
            continue
        weights = _weights(session, row.id, funders, day)
        found += [_holiday(session, row, terms, day, funders, weights)]
        found += _ending(session, row, terms, day, funders, weights)
    return found


def _weights(session: Session, worker_id: int, funders: list[int], day: date) -> list[int]:
    """Minutes of the last year per funder; without any, the first funder's alone."""
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.funder_id, func.sum(share.minutes))
        .join(shift, shift.id == share.shift_id)
        .where(shift.worker_id == worker_id, shift.day <= day, shift.day > date(day.year - 1, day.month, 1))
        .group_by(share.funder_id)
    )
    minutes = {funder: int(count) for funder, count in session.execute(wanted)}
    return [minutes.get(funder, 0) for funder in funders]


def _shared(amount: Money, funders: list[int], weights: list[int]) -> Shares:
    if not amount or not any(weights):
        return {}
    return dict(zip(funders, split(amount, weights), strict=True))


def _holiday(
    session: Session, row: tables.Worker, terms: ContractTerms, day: date, funders: list[int], weights: list[int]
) -> _Kept:
    view = holiday_view(session, row.id, day)
    rate = rates_at(session, row.id, day).get("normal")
    if view is None or view.questions or rate is None:
        return _Kept(Reason.HOLIDAY, None, f"{row.name.split()[0]}’s holiday")
    earned = view.balance.earned
    if terms.hours_kind == "fixed" and not view.brought_in:
        earned = int(earned_by(Decimal(earned), view.year, day, row.started))
    return _Kept(Reason.HOLIDAY, _shared(holiday_value(earned - view.balance.taken, rate), funders, weights))


def _ending(
    session: Session, row: tables.Worker, terms: ContractTerms, day: date, funders: list[int], weights: list[int]
) -> list[_Kept]:
    if row.started is None or row.started > day:
        return []
    name = row.name.split()[0]
    rate = rates_at(session, row.id, day).get("normal")
    if terms.hours_kind != "fixed" or terms.weekly_minutes is None or rate is None:
        return [_Kept(Reason.NOTICE, None, f"{name}’s notice: a week’s pay varies, and is not worked out yet")]
    week = to_the_penny(rate * terms.weekly_minutes / 60)
    notice = notice_pay(notice_weeks(row.started, day), week)
    return [_Kept(Reason.NOTICE, _shared(notice, funders, weights)), _redundancy(row, week, day, funders, weights)]


def _redundancy(row: tables.Worker, week: Money, day: date, funders: list[int], weights: list[int]) -> _Kept:
    assert row.started is not None
    name = row.name.split()[0]
    if row.born is None:
        return _Kept(Reason.REDUNDANCY, None, f"{name}’s redundancy pay needs a birth date")
    weeks = redundancy_weeks(row.started, row.born, day)
    if not weeks:
        return _Kept(Reason.REDUNDANCY, {})
    try:
        cap = Money.of(load_rates().figure("redundancy.week_limit", day))
    except NoRateFor:
        return _Kept(Reason.REDUNDANCY, None, f"{name}’s redundancy pay: the limit is not known for this day")
    return _Kept(Reason.REDUNDANCY, _shared(redundancy_pay(weeks, week, cap), funders, weights))


def _bills(session: Session, day: date) -> list[_Kept]:
    found = []
    for bill in session.scalars(select(tables.Bill).where(tables.Bill.received <= day)):
        left = bill.amount - _paid_towards(session, tables.Allocation.bill_id, bill.id, day)
        if left > ZERO and bill.funder_id is not None:
            found.append(_Kept(Reason.BILLS, {bill.funder_id: left}))
    return found


def _savings(session: Session, day: date) -> list[_Kept]:
    saving = tables.PlannedSaving
    wanted = select(saving).where(
        saving.permission_id.is_not(None),
        saving.first_day <= day,
        (saving.last_day.is_(None)) | (saving.last_day >= day),
    )
    return [_Kept(Reason.PLANNED, {row.funder_id: row.amount}) for row in session.scalars(wanted)]
