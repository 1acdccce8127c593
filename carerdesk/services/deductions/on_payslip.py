"""Orders, agreed deductions and amounts paid once, as a payslip takes and pays them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from carerdesk.domain.dates import short_date
from carerdesk.domain.money import ZERO, Money, split
from carerdesk.domain.payroll.orders import BY_EMPLOYER, BY_WORKER, KEPT_BACK, STANDING, Deduction, Order
from carerdesk.domain.problem import Problem
from carerdesk.services.deductions.kinds import ORDERS
from carerdesk.services.deductions.mileage import mileage_notices, taxed_lines
from carerdesk.services.pay.situation import Situation, as_money
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines, slip_lines
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SOURCE: Final = "pay_item"
PAY, EXPENSE, DEDUCTION, PAID_ALREADY, OWN_COST = "pay", "expense", "deduction", "paid_already", "own_cost"


def orders_for(session: Session, worker_id: int, payday: date) -> tuple[Order, ...]:
    """The attachment orders in force on a payday, the oldest first, each with what is left of it."""
    found = (_order(session, row, payday) for row in standing_on(session, worker_id, payday) if row.kind in ORDERS)
    return tuple(order for order in found if order.left_of_total is None or order.left_of_total > ZERO)


def once_for(session: Session, worker_id: int, payday: date) -> tuple[Deduction, ...]:
    """What else is taken on a payday: agreed deductions with something left, then amounts taken once."""
    agreed = (_agreed(session, row, payday) for row in standing_on(session, worker_id, payday))
    once = (_once(row) for row in waiting_items(session, worker_id, payday) if row.part in {DEDUCTION, PAID_ALREADY})
    return (*(one for one in agreed if one is not None), *once)


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """A line for each amount paid once, and mileage above the approved rates turned into taxed pay."""
    once = _paid_once(session, of, funders)
    driven, rates = (*_driven(of, funders), *once.lines), known_rates(session)
    taxed = taxed_lines(of, driven, funders, rates)
    return SlipLines((*once.lines, *taxed), once.problems, mileage_notices(of, driven, rates))


def _driven(of: Situation, funders: Sequence[int]) -> tuple[SlipLine, ...]:
    """The mileage of this payday's shifts, and of those put right."""
    if not of.mended and not any(shift.miles for shift in of.shifts):
        return ()
    return slip_lines(of, funders).lines


def _paid_once(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    found: list[SlipLine] = []
    problems: list[Problem] = []
    for row in waiting_items(session, of.worker_id, of.period.payday):
        if row.part in {PAY, EXPENSE} and not _is_of_later_shift(session, row, of):
            line = _line(session, row, of, funders)
            (problems if isinstance(line, Problem) else found).append(line)  # type: ignore[arg-type]
    return SlipLines(tuple(found), tuple(problems))


def settle(session: Session, item_id: int, payslip_id: int) -> None:
    """This payslip pays or takes the amount."""
    session.get_one(tables.PayItem, item_id).payslip_id = payslip_id


def standing_on(session: Session, worker_id: int, payday: date) -> Sequence[tables.StandingDeduction]:
    """What is taken payday after payday and holds on this one, the oldest first (by the day it was made)."""
    table = tables.StandingDeduction
    wanted = select(table).where(
        table.worker_id == worker_id,
        table.first_day <= payday,
        table.last_day.is_(None) | (table.last_day >= payday),
    )
    return session.scalars(wanted.order_by(func.coalesce(table.made_on, table.first_day), table.id)).all()


def waiting_items(session: Session, worker_id: int, payday: date) -> Sequence[tables.PayItem]:
    """Amounts to pay or take once that no payslip has settled yet, and whose day has come."""
    table = tables.PayItem
    wanted = select(table).where(
        table.worker_id == worker_id, table.payday <= payday, table.payslip_id.is_(None), table.part != OWN_COST
    )
    return session.scalars(wanted.order_by(table.payday, table.id)).all()


def taken_so_far(session: Session, standing_id: int, before: date) -> Money:
    """What payslips up to a day have taken for a standing deduction, without what the employer kept for its trouble."""
    row, slip = tables.PayslipDeduction, tables.Payslip
    wanted = (
        select(func.coalesce(func.sum(row.amount), 0))
        .join(slip, slip.id == row.payslip_id)
        .where(row.source == STANDING, row.source_id == standing_id, row.kind != "administration")
        .where(slip.payday <= before)
    )
    return as_money(session.scalars(wanted).one())


def left_of(session: Session, row: tables.StandingDeduction, before: date) -> Money | None:
    """What is left of a total; None where it has none."""
    if row.total is None:
        return None
    return max(row.total - taken_so_far(session, row.id, before), ZERO)


def _brought(session: Session, row: tables.StandingDeduction, payday: date) -> Money:
    """What the last payslip could not take and carried on."""
    deduction, slip = tables.PayslipDeduction, tables.Payslip
    wanted = (
        select(deduction.shortfall)
        .join(slip, slip.id == deduction.payslip_id)
        .where(deduction.source == STANDING, deduction.source_id == row.id, deduction.kind == row.kind)
        .where(slip.payday <= payday)
        .order_by(slip.payday.desc(), slip.id.desc())
        .limit(1)
    )
    return (session.scalars(wanted).first() or ZERO) if row.carries_shortfall else ZERO


def _order(session: Session, row: tables.StandingDeduction, payday: date) -> Order:
    return Order(
        id=row.id,
        kind=row.kind,
        title=row.title,
        amount=row.amount,
        percent=row.percent,
        protected=row.protected or ZERO,
        left_of_total=left_of(session, row, payday),
        carries=row.carries_shortfall,
        brought_shortfall=_brought(session, row, payday),
        administration=row.administration,
    )


def _agreed(session: Session, row: tables.StandingDeduction, payday: date) -> Deduction | None:
    """An agreed deduction, never beyond what is left of its total; None for orders and where nothing is left."""
    if row.kind in ORDERS or row.amount is None:
        return None
    left = left_of(session, row, payday)
    amount = row.amount if left is None else min(row.amount, left)
    goes = KEPT_BACK if row.payee.strip() else BY_EMPLOYER
    return Deduction(row.kind, row.title, amount, goes, STANDING, row.id, row.for_employer) if amount else None


def _once(row: tables.PayItem) -> Deduction:
    paid = row.part == PAID_ALREADY
    title = f"{row.title}, paid on {short_date(row.paid_on)}" if paid and row.paid_on else row.title
    goes = BY_WORKER if paid else BY_EMPLOYER
    return Deduction(row.kind, title, row.amount, goes, SOURCE, row.id, row.for_employer and not paid)


def _is_of_later_shift(session: Session, row: tables.PayItem, of: Situation) -> bool:
    """Whether it was spent on a shift that a later payslip pays for: it goes with its shift."""
    return row.shift_id is not None and session.get_one(tables.Shift, row.shift_id).day > of.period.last


def _line(session: Session, row: tables.PayItem, of: Situation, funders: Sequence[int]) -> SlipLine | Problem:
    weights = _weights(session, row, of, funders)
    if isinstance(weights, Problem):
        return weights
    parts = split(row.amount, weights)
    shares = {funder: (0, part) for funder, part in zip(funders, parts, strict=True) if part}
    return SlipLine(
        row.kind, row.title, None, row.quantity, row.rate, row.amount, row.part == PAY, shares,
        source=SOURCE, source_id=row.id,
    )  # fmt: skip


def _weights(
    session: Session, row: tables.PayItem, of: Situation, funders: Sequence[int]
) -> tuple[int | Decimal, ...] | Problem:
    """Whose money it is: the funder that was named, else those of the shift it was spent on as they share its minutes.

    Without a shift it goes by this payday's hours, else by those of the last year.
    """
    if row.funder_id is not None:
        return tuple(int(funder == row.funder_id) for funder in funders)
    if row.shift_id is not None and any(weights := _of_shift(session, row.shift_id, funders)):
        return weights
    now: dict[int, int] = {}
    for share in (share for shift in of.shifts for share in shift.shares):
        now[share.funder_id] = now.get(share.funder_id, 0) + share.minutes
    for way in (now, of.minutes_by_funder):
        weights = tuple(way.get(funder, 0) for funder in funders)
        if any(weights):
            return weights
    return Problem("funder", "item_needs_funder", {"title": row.title, "worker": of.first_name})


def _of_shift(session: Session, shift_id: int, funders: Sequence[int]) -> tuple[int, ...]:
    share = tables.ShiftShare
    rows = session.execute(select(share.funder_id, share.minutes).where(share.shift_id == shift_id))
    minutes = {funder: minutes for funder, minutes in rows}  # noqa: C416 - typed rows
    return tuple(minutes.get(funder, 0) for funder in funders)
