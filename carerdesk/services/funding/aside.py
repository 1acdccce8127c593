"""Money set aside for each funder on a day: worked out from what is earned, owed and agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.funding.payments import share_out
from carerdesk.domain.funding.set_aside import Kept, Reason, SetAside, set_aside
from carerdesk.domain.funding.signs import TO_HMRC
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.funding.ending import for_workers
from carerdesk.services.funding.kept import KeptBack, Shares
from carerdesk.services.hours.rows import rows_between
from carerdesk.services.money.owed import Key, Kind, had_before, owed
from carerdesk.services.money.paid_over import shares_of, title_of
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.situation import as_money, situation
from carerdesk.services.pay.sources import every_line
from carerdesk.services.pay.work_out import funder_order
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

A_DAY = timedelta(days=1)


def everything_set_aside(session: Session, day: date, kept: Sequence[KeptBack] | None = None) -> dict[int, SetAside]:
    """What is set aside for each funder on a day. `kept` is `kept_back` of that day, where that is known already."""
    found = kept_back(session, day) if kept is None else kept
    return {funder: set_aside(_mine(found, funder)) for funder in funder_order(session)}


def kept_back(session: Session, day: date) -> list[KeptBack]:
    """Each single thing money is kept for on a day, with every funder's share of it."""
    funders = funder_order(session)
    return [
        *_wages(session, funders, day),
        *_unpaid_hours(session, funders, day),
        *_hmrc(session, funders, day),
        *_passed_on(session, funders, day),
        *for_workers(session, funders, day),
        *_bills(session, day),
        *_savings(session, day),
    ]


def _mine(found: Sequence[KeptBack], funder: int) -> list[Kept]:
    return [Kept(one.reason, one.of(funder), "" if one.is_known else one.what) for one in found]


def _payslip_net(session: Session, payslip_id: int) -> Shares:
    item = owed(session, [Key(Kind.PAYSLIP, payslip_id)])[Key(Kind.PAYSLIP, payslip_id)]
    return {funder: part for funder, part in item.shares if funder is not None}


def _left(funders: list[int], shares: Shares, paid: Money) -> Shares:
    """What is left to pay of some shares once a sum has been paid towards them."""
    owed = [(funder, shares.get(funder, ZERO)) for funder in funders]
    if any(part < ZERO for _, part in owed):
        return dict.fromkeys(funders, ZERO)
    gone = dict(share_out(min(max(paid, ZERO), total(part for _, part in owed)), owed))
    return {funder: part - gone[funder] for funder, part in owed}


def _wages(session: Session, funders: list[int], day: date) -> list[KeptBack]:
    """Payslips agreed by the day whose take-home pay has not left the bank yet."""
    slip, allocation, line, worker = tables.Payslip, tables.Allocation, tables.BankLine, tables.Worker
    paid = (
        select(func.coalesce(func.sum(allocation.amount), 0))
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.payslip_id == slip.id, line.day <= day)
        .scalar_subquery()
    )
    rows = session.execute(
        select(slip.id, slip.payday, worker.name, paid)
        .join(worker, worker.id == slip.worker_id)
        .where(slip.last_day <= day, slip.net + had_before() + paid > ZERO)
    )
    return [
        KeptBack(
            Reason.WAGES,
            f"{_first(name)}’s take-home pay of {day_and_month(payday)}",
            _left(funders, _payslip_net(session, slip_id), -as_money(so_far)),
        )
        for slip_id, payday, name, so_far in rows
    ]


def _first(name: str) -> str:
    return name.split(" ", maxsplit=1)[0]


def _unpaid_hours(session: Session, funders: list[int], day: date) -> list[KeptBack]:
    """Hours worked up to the day that no payslip pays yet: gross pay, which is take-home pay and deductions alike."""
    worker = tables.Worker
    found = []
    for row in session.scalars(select(worker).where(worker.kind == "employee")):
        since = session.scalar(
            select(func.max(tables.Payslip.last_day)).where(
                tables.Payslip.worker_id == row.id, tables.Payslip.last_day <= day
            )
        )
        first = since + A_DAY if since else (row.started or date.min)
        if first <= day and rows_between(session, first, day, row.id):
            found.append(_hours_of(session, funders, row, first, day))
    return found


def _hours_of(session: Session, funders: list[int], row: tables.Worker, first: date, day: date) -> KeptBack:
    """Hours since the last payslip by this day; a payslip that was agreed later covers them, and is counted at once."""
    what = f"{_first(row.name)}’s hours since {long_date(first)}"
    terms = contract_at(session, row.id, day)
    frequency = Frequency(terms.frequency) if terms else Frequency.WEEKLY
    of = situation(session, row, PayPeriod(first, day, day, frequency))
    made = every_line(session, of, funders) if of is not None else None
    if made is None or made.problems:
        return KeptBack(Reason.WAGES, what, None)
    shares: dict[int, Money] = defaultdict(lambda: ZERO)
    for line in made.lines:
        for funder, (_, amount) in line.shares.items():
            shares[funder] += amount
    return KeptBack(Reason.WAGES, what, shares)


def _hmrc(session: Session, funders: list[int], day: date) -> list[KeptBack]:
    """Tax and National Insurance of payslips agreed by the day and not paid over yet, per tax month or quarter."""
    period = tables.HmrcPeriod
    paid = _paid_by_period(session, day)
    owed = _owed_by_period(session, day)
    found = []
    for row in session.scalars(select(period).where(period.first_day <= day).order_by(period.first_day)):
        so_far, shares = paid.get(row.id, ZERO), owed.get(row.id, {})
        if row.brought_in > so_far:
            words = f"{row.brought_in - so_far} for HMRC from before these books, to {long_date(row.last_day)}"
            found.append(KeptBack(Reason.HMRC, words, None))
        towards = max(so_far - row.brought_in, ZERO)
        if total(shares.values()) > towards:
            words = f"HMRC to {long_date(row.last_day)}, due {long_date(row.due)}"
            found.append(KeptBack(Reason.HMRC, words, _left(funders, shares, towards)))
    return found


def _paid_by_period(session: Session, day: date) -> dict[int, Money]:
    allocation, line = tables.Allocation, tables.BankLine
    rows = session.execute(
        select(allocation.hmrc_period_id, func.sum(allocation.amount))
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.hmrc_period_id.is_not(None), line.day <= day)
        .group_by(allocation.hmrc_period_id)
    )
    return {period: -as_money(amount) for period, amount in rows if period is not None}


def _owed_by_period(session: Session, day: date) -> dict[int, dict[int, Money]]:
    """Each funder's part of what the payslips up to a day owe HMRC, for each period."""
    slip, share, period = tables.Payslip, tables.PayslipShare, tables.HmrcPeriod
    rows = session.execute(
        select(period.id, share.funder_id, share.component, func.sum(share.amount))
        .join(slip, (slip.employer_id == period.employer_id) & slip.payday.between(period.first_day, period.last_day))
        .join(share, share.payslip_id == slip.id)
        .where(slip.last_day <= day, share.component.in_(TO_HMRC))
        .group_by(period.id, share.funder_id, share.component)
    )
    found: dict[int, dict[int, Money]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for period_id, funder, component, amount in rows:
        found[period_id][funder] += Money(TO_HMRC[component] * as_money(amount).pence)
    return found


def _passed_on(session: Session, funders: list[int], day: date) -> list[KeptBack]:
    """Pension contributions, and what orders took, of payslips agreed by the day and not paid over yet."""
    over, allocation, line = tables.PayOver, tables.Allocation, tables.BankLine
    paid = (
        select(func.coalesce(func.sum(allocation.amount), 0))
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.pay_over_id == over.id, line.day <= day)
        .scalar_subquery()
    )
    rows = session.execute(select(over, paid).where(over.first_day <= day).order_by(over.first_day, over.id)).all()
    shares = shares_of(session, [row.id for row, _ in rows])
    found = []
    for row, so_far in rows:
        mine = {funder: part for funder, part in shares.get(row.id, ()) if funder is not None}
        if total(mine.values()) + as_money(so_far) > ZERO:
            reason = Reason.PENSION if row.kind == "pension" else Reason.WAGES
            found.append(KeptBack(reason, title_of(session, row), _left(funders, mine, -as_money(so_far))))
    return found


def _bills(session: Session, day: date) -> list[KeptBack]:
    """Bills received by the day and not paid; one that nobody is to pay yet is a gap."""
    bill, allocation, line = tables.Bill, tables.Allocation, tables.BankLine
    paid = (
        select(func.coalesce(func.sum(allocation.amount), 0))
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.bill_id == bill.id, line.day <= day)
        .scalar_subquery()
    )
    rows = session.execute(select(bill, paid).where(bill.received <= day, bill.amount + paid > ZERO))
    return [_bill(row, row.amount + as_money(so_far)) for row, so_far in rows]


def _bill(row: tables.Bill, left: Money) -> KeptBack:
    if row.funder_id is None:
        return KeptBack(Reason.BILLS, f"{left} for {row.payee}: nobody is chosen to pay it", None)
    return KeptBack(Reason.BILLS, f"{row.payee}, received {long_date(row.received)}", {row.funder_id: left})


def _savings(session: Session, day: date) -> list[KeptBack]:
    saving = tables.PlannedSaving
    wanted = select(saving).where(
        saving.permission_id.is_not(None),
        saving.first_day <= day,
        (saving.last_day.is_(None)) | (saving.last_day >= day),
    )
    return [KeptBack(Reason.PLANNED, row.title, {row.funder_id: row.amount}) for row in session.scalars(wanted)]
