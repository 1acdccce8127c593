"""Family leave pay, as lines of a payslip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.kinds import KINDS_SOURCE
from carerdesk.domain.family_leave.schedule import PART_WEEKS_SOURCE, ROUNDING_SOURCE, Schedule, due_by, week_words
from carerdesk.domain.funding.earned import Behind, Earned, PaidMinutes, line_weights, twelve_weeks
from carerdesk.domain.money import ZERO, Money, split
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Line, Working
from carerdesk.services.family_leave.details import SOURCE, of_row
from carerdesk.services.family_leave.earnings import keep_average
from carerdesk.services.family_leave.recovery import size_for
from carerdesk.services.family_leave.standing import A_DAY, Standing, due_here, leaves_of, paid_so_far, standing
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """What each family leave comes to by the end of the period, less what was paid before; notices where it waits."""
    found: list[SlipLine] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for row in leaves_of(session, of.worker_id):
        one = standing(session, row)
        before = paid_so_far(session, row.id)
        if one.details.first_day > of.period.last and not before:
            continue
        made = _line(session, of, one, before, funders)
        if isinstance(made, SlipLine):
            found.append(made)
            notices += _size_asked(session, of, one)
        elif made is not None:
            (problems if made.field == "family_leave" else notices).append(made)
    return SlipLines(tuple(found), tuple(problems), tuple(notices))


def _size_asked(session: Session, of: Situation, one: Standing) -> list[Problem]:
    """A notice while nobody has said whether the employer is small: the lower rate is taken back until then."""
    size = size_for(session, one.details, known_rates(session))
    if size.small is not None:
        return []
    values = {
        "worker": of.first_name,
        "pay": guidance("family_leave", f"pay_{one.details.kind.value}"),
        "year": size.year,
    }
    return [Problem("", "family_size_unknown", values)]


def settle(session: Session, leave_id: int, payslip_id: int) -> None:
    """The first payslip that pays a leave freezes the average it rests on."""
    row = session.get_one(tables.FamilyLeave, leave_id)
    keep_average(session, leave_id, of_row(session, row), session.get_one(tables.Payslip, payslip_id).payday)


def _line(
    session: Session, of: Situation, one: Standing, before: Money, funders: Sequence[int]
) -> SlipLine | Problem | None:
    """The line, a notice that it waits, a problem (its field is "family_leave") that stops the payslip, or nothing."""
    values = {"worker": of.first_name, "pay": guidance("family_leave", f"pay_{one.details.kind.value}")}
    try:
        due = due_here(session, one, of.period.last)
    except NoRateFor as unknown:
        return Problem("family_leave", "family_rate_unknown", values | {"day": long_date(unknown.day)})
    if not one.pays and not one.details.refused and not before:
        return Problem("", "family_pay_waits", values)
    amount = due - before
    if not amount:
        return None
    if amount < ZERO and not of.shifts:
        return Problem("", "family_paid_too_much", values | {"over": str(-amount)})
    weights = _weights(session, of, one, funders)
    if isinstance(weights, Problem):
        return Problem("family_leave", "family_nobody_pays", values)
    parts = dict(zip(funders, split(amount, weights), strict=True))
    return _slip_line(of, one, amount, parts, _working(of, one, due, before))


def _slip_line(of: Situation, one: Standing, amount: Money, parts: Mapping[int, Money], working: Working) -> SlipLine:
    assert one.schedule is not None or amount < ZERO
    shares = {funder: (0, part) for funder, part in parts.items() if part}
    title = f"{guidance('family_leave', f'pay_{one.details.kind.value}')}{_days(of, one.schedule, amount)}"
    return SlipLine(
        one.details.kind.value, title, None, None, None, amount, True, shares,
        source=SOURCE, source_id=one.id, working=working,
    )  # fmt: skip


def _working(of: Situation, one: Standing, due: Money, before: Money) -> Working:
    """The weeks of the period, what all weeks come to by its end, and what was paid before."""
    period, weeks = of.period, one.schedule.weeks if one.schedule else ()
    here = [week for week in weeks if week.first <= period.last and week.last >= period.first]
    lines = [
        Line(f"Week {week.number}, {span(week.first, week.last)}: {week_words(week)}", str(week.amount))
        for week in here
    ]
    average = (
        [Line("Average weekly earnings", f"£{one.average.amount:,.7f}")] if isinstance(one.average, Average) else []
    )
    ends = (
        Line(f"Due up to {long_date(period.last)}, a week begun by sevenths", str(due)),
        *([Line("Paid on earlier paydays", str(-before))] if before else ()),
        Line("Now", str(due - before), strong=True),
    )
    sources = (KINDS_SOURCE[one.details.kind], ROUNDING_SOURCE, PART_WEEKS_SOURCE)
    return Working(guidance("family_leave", f"pay_{one.details.kind.value}"), (*average, *lines, *ends), sources)


def _days(of: Situation, schedule: Schedule | None, amount: Money) -> str:
    """The days a line pays for, in words; a difference from earlier paydays is named as that."""
    if schedule is None or schedule.first is None or schedule.last is None:
        return ", put right"
    first, last = max(of.period.first, schedule.first), min(of.period.last, schedule.last)
    now = due_by(schedule, of.period.last) - due_by(schedule, of.period.first - A_DAY)
    if first > last or not now:
        return ", put right for earlier days"
    return f", {span(first, last)}" if amount == now else f", {span(first, last)}, and earlier days put right"


def _weights(session: Session, of: Situation, one: Standing, funders: Sequence[int]) -> tuple[int, ...] | Problem:
    """Whose money pays: as the hours of the twelve weeks of paydays before the leave began, else of the last year."""
    behind = Behind(
        last_twelve_weeks=twelve_weeks(_paid_minutes(session, of.worker_id), one.details.first_day),
        planned=_minutes_before(session, of, one.details.first_day),
    )
    return line_weights(Earned.ABSENCE, behind, funders)


def _paid_minutes(session: Session, worker_id: int) -> list[PaidMinutes]:
    share, line, slip = tables.LineShare, tables.PayslipLine, tables.Payslip
    wanted = (
        select(slip.payday, share.funder_id, share.minutes)
        .join(line, line.id == share.payslip_line_id)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, share.minutes > 0)
    )
    return [PaidMinutes(payday, funder, minutes) for payday, funder, minutes in session.execute(wanted)]


def _minutes_before(session: Session, of: Situation, first_day: date) -> Mapping[int, int]:
    """Minutes of the year before the leave; where there are none, those of the last year at all."""
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.funder_id, share.minutes)
        .join(shift, shift.id == share.shift_id)
        .where(shift.worker_id == of.worker_id, shift.day < first_day, shift.day >= first_day - _YEAR)
    )
    found: dict[int, int] = {}
    for funder, minutes in session.execute(wanted):
        found[funder] = found.get(funder, 0) + minutes
    return found or of.minutes_by_funder


_YEAR = A_DAY * 365
