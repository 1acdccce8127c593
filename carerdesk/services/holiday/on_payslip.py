"""Holiday on a payslip: days taken, holiday paid with each wage, and what is left at the end of a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.funding.earned import Behind, Earned, line_weights
from carerdesk.domain.holiday.irregular import RATE
from carerdesk.domain.holiday.rolled_up import rolled_up_pay
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money, split, total
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.holiday.at_end import AtEnd, left_at_end
from carerdesk.services.holiday.booking_pay import BookingPay, booking_pay, rolled_up_refused
from carerdesk.services.holiday.earnings import AT_THE_END, BOOKING, ROLLED_UP, TIME_OFF
from carerdesk.services.holiday.put_right import put_right
from carerdesk.services.pay.situation import Situation, periods_of
from carerdesk.services.pay.slip_lines import STATUTORY, SlipLine, SlipLines
from carerdesk.store import tables

HOLIDAY = "holiday"
SOURCE = BOOKING
NOT_WORK = frozenset({*TIME_OFF, *STATUTORY})
RULES = Source(
    "GOV.UK, Holiday pay: the basics", "https://www.gov.uk/holiday-entitlement-rights/holiday-pay-the-basics"
)


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """A line for each holiday taken by the end of the period and for holiday left when a job ends.

    A notice stands for each that cannot be paid yet: it says what must be known first.
    """
    found: list[SlipLine] = []
    notices: list[Problem] = []
    for booking in _taken(session, of):
        pays = booking_pay(
            session, of.worker_id, booking.first_day, booking.last_day, booking.minutes, booking.pay, booking.pay_reason
        )
        made = _line_of(of, booking, pays, funders)
        if isinstance(made, Problem):
            notices.append(made)
        elif made is not None:
            found.append(made)
    found += put_right(session, of.worker_id)
    ended = left_at_end(session, of)
    if ended is not None:
        made = _at_end(of, ended, funders)
        (notices if isinstance(made, Problem) else found).append(made)  # type: ignore[arg-type]
    return SlipLines(tuple(found), (), tuple(notices))


def on_top(session: Session, of: Situation, funders: Sequence[int], made: SlipLines) -> SlipLines:
    """Holiday paid with each wage: 12.07 % on the pay for work done of all the lines, shared as they are."""
    if of.terms.holiday_method != ROLLED_UP:
        return SlipLines(())
    if refused := rolled_up_refused(session, of.worker_id, of.terms, of.period.last):
        return SlipLines((), (), (refused,))
    work = [line for line in made.lines if line.is_pay and line.kind not in NOT_WORK]
    done = total(line.amount for line in work)
    amount = rolled_up_pay(done)
    if not amount:
        return SlipLines(())
    weights = [sum(line.shares[f][1].pence for line in work if f in line.shares) for f in funders]
    usable = all(weight >= 0 for weight in weights) if amount > ZERO else all(weight <= 0 for weight in weights)
    parts = split(amount, [abs(weight) for weight in weights] if usable else _by_hours(of, funders))
    shares = {funder: (0, part) for funder, part in zip(funders, parts, strict=True) if part}
    title = f"Holiday pay, {RATE}% of {done}"
    working = Working(
        "Holiday pay with this wage",
        (
            Line("Pay for work done", str(done)),
            Line(f"{RATE}% of it", str(amount), strong=True),
        ),
        (RULES,),
        (guidance("holiday", "rolled_up_rounding"),),
    )
    return SlipLines((
        SlipLine(
            ROLLED_UP, title, None, None, None, amount, True, shares, source=ROLLED_UP, source_id=of.worker_id,
            working=working,
        ),
    ))  # fmt: skip


def settle(session: Session, booking_id: int, payslip_id: int) -> None:
    """This payslip pays the booking; one that puts an earlier payment right leaves it with the first."""
    row = session.get_one(tables.LeaveBooking, booking_id)
    if row.payslip_id is None:
        row.payslip_id = payslip_id


def _taken(session: Session, of: Situation) -> list[tables.LeaveBooking]:
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
    return list(session.scalars(wanted.order_by(booking.first_day)))


def _line_of(
    of: Situation, booking: tables.LeaveBooking, pays: BookingPay, funders: Sequence[int]
) -> SlipLine | Problem | None:
    if pays.problem is not None:
        return _waits(pays.problem, booking.first_day, booking.last_day)
    if pays.amount is None:
        return None
    shares = _shares(of, pays.amount, booking.minutes, funders)
    if isinstance(shares, Problem):
        return shares
    days = span(booking.first_day, booking.last_day)
    title = f"Holiday, {days}" if pays.rate is not None else f"Holiday, {days}, {hours_text(booking.minutes)}"
    return SlipLine(
        HOLIDAY, title, booking.minutes, None, pays.rate, pays.amount, True, shares, source=SOURCE,
        source_id=booking.id, working=pays.working,
    )  # fmt: skip


def _waits(why: Problem, first: date, last: date) -> Problem:
    code = "holiday_waits_for_answer" if why.code == "ask_sleep_ins_count" else "holiday_waits_for_pay"
    return Problem("holiday", code, {"days": span(first, last)})


def _at_end(of: Situation, ended: AtEnd, funders: Sequence[int]) -> SlipLine | Problem:
    if ended.problem is not None:
        return ended.problem
    shares = _shares(of, ended.amount, ended.minutes, funders)
    if isinstance(shares, Problem):
        return shares
    what = "earned and not taken" if ended.minutes > 0 else "taken and not earned"
    title = f"Holiday {what}, {hours_text(abs(ended.minutes))}"
    return SlipLine(
        HOLIDAY, title, ended.minutes, None, None, ended.amount, True, shares, source=AT_THE_END,
        source_id=of.worker_id, working=ended.working,
    )  # fmt: skip


def _shares(
    of: Situation, amount: Money, minutes: int, funders: Sequence[int]
) -> Mapping[int, tuple[int, Money]] | Problem:
    weights = line_weights(Earned.HOLIDAY, Behind(accrued=of.minutes_by_funder), funders)
    if isinstance(weights, Problem):
        return weights
    parts = split(amount, weights)
    times = split(Money(minutes), weights)
    return {f: (t.pence, part) for f, t, part in zip(funders, times, parts, strict=True) if part or t}


def _by_hours(of: Situation, funders: Sequence[int]) -> list[int]:
    weights = [of.minutes_by_funder.get(funder, 0) for funder in funders]
    return weights if any(weights) else [1] + [0] * (len(funders) - 1)
