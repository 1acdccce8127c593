"""Holiday taken, as lines of a payslip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.funding.earned import Behind, Earned, line_weights
from carerdesk.domain.holiday.balance import holiday_pay
from carerdesk.domain.hours.pay_lines import rate_on
from carerdesk.domain.money import Money, split
from carerdesk.domain.problem import Problem
from carerdesk.services.pay.situation import Situation, periods_of
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines
from carerdesk.store import tables

HOLIDAY = "holiday"
SOURCE = "leave_booking"
BY_THE_TIME_OF_WORK = ("weekend", "bank_holiday", "waking_night")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday booking taken by the end of a pay period and not yet paid; `pay` is what a person typed."""

    booking_id: int
    first: date
    last: date
    minutes: int
    pay: Money | None = None


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """A line for each holiday taken by the end of the period, and a notice for each that cannot be paid yet."""
    found: list[SlipLine] = []
    notices: list[Problem] = []
    for booking in _taken(session, of):
        line = _holiday(of, booking, funders)
        if isinstance(line, Problem):
            notices.append(line)
        else:
            found.append(line)
            notices.extend(_at_the_normal_rate(of, booking))
    return SlipLines(tuple(found), (), tuple(notices))


def settle(session: Session, booking_id: int, payslip_id: int) -> None:
    """This payslip pays the booking."""
    session.get_one(tables.LeaveBooking, booking_id).payslip_id = payslip_id


def _taken(session: Session, of: Situation) -> tuple[Holiday, ...]:
    """Holiday over by the end of the period; what ended before the first payday here was paid elsewhere."""
    booking, period = tables.LeaveBooking, of.period
    since = min((one.first for one in periods_of(session, of.worker_id, period.payday)), default=period.first)
    wanted = select(booking).where(
        booking.worker_id == of.worker_id,
        booking.state == "agreed",
        booking.payslip_id.is_(None),
        booking.last_day <= period.last,
        booking.last_day >= since,
    )
    rows = session.scalars(wanted.order_by(booking.first_day))
    return tuple(Holiday(row.id, row.first_day, row.last_day, row.minutes, row.pay) for row in rows)


def _at_the_normal_rate(of: Situation, booking: Holiday) -> list[Problem]:
    """A notice where holiday is paid at the normal rate to someone with other hourly rates too.

    Where those are part of the usual week, pay varies with the time of the work, and a week's pay is an average
    (Employment Rights Act 1996 ss.222 and 223).
    """
    normal = rate_on(of.rates, "normal", booking.first)
    others = {rate_on(of.rates, kind, booking.first) for kind in BY_THE_TIME_OF_WORK}
    if booking.pay is not None or others <= {None, normal}:
        return []
    values = {"worker": of.first_name, "days": span(booking.first, booking.last)}
    return [Problem("holiday", "holiday_at_the_normal_rate", values)]


def _holiday(of: Situation, booking: Holiday, funders: Sequence[int]) -> SlipLine | Problem:
    rate, amount = _holiday_money(of, booking)
    weights = line_weights(Earned.HOLIDAY, Behind(accrued=of.minutes_by_funder), funders)
    if isinstance(amount, Problem):
        return amount
    if isinstance(weights, Problem):
        return weights
    parts = split(amount, weights)
    minutes = split(Money(booking.minutes), weights)
    shares = {f: (m.pence, part) for f, m, part in zip(funders, minutes, parts, strict=True) if part or m}
    title = f"Holiday, {span(booking.first, booking.last)}"
    return SlipLine(
        HOLIDAY, title, booking.minutes, None, rate, amount, True, shares, source=SOURCE, source_id=booking.booking_id
    )  # fmt: skip


def _holiday_money(of: Situation, booking: Holiday) -> tuple[Decimal | None, Money | Problem]:
    """Rate and pay of a booking; pay that a person typed, with their reason, has no rate."""
    if booking.pay is not None:
        return None, booking.pay
    rate = rate_on(of.rates, "normal", booking.first)
    amount = holiday_pay(booking.minutes, rate, fixed_pay=of.terms.hours_kind == "fixed")
    if isinstance(amount, Problem) and amount.code == "holiday_pay_needs_average":
        values = {"days": span(booking.first, booking.last)}
        return None, Problem("holiday", "holiday_waits_for_pay", values)
    return rate, amount
