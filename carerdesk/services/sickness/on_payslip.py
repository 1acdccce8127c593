"""Sick pay as lines of a payslip: what is due for days up to the end of the period, less what was paid so far.

A spell entered late, changed, or taken out so comes right on the next payday, as a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, span
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.days import SickDay, Why
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.leave.whose_money import absence_shares, in_parts
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines
from carerdesk.services.sickness.earnings import keep_average
from carerdesk.services.sickness.reckoned import Reckoned, paid_so_far, reckon
from carerdesk.services.sickness.spells import RECORD
from carerdesk.store import tables

SSP = "ssp"
SOURCE = RECORD
A_DAY = timedelta(days=1)


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """A line for each spell whose pay is due or was paid otherwise than it is due; notices say what waits, and why."""
    paid = paid_so_far(session, of.worker_id)
    found: list[SlipLine] = []
    notices: list[Problem] = []
    for each in reckon(session, of.worker_id, of.period.last):
        notices.extend(_notices(session, of, each))
        for spell in each.run.spells:
            before = paid.pop(spell.id, ZERO)
            if each.problem is not None:
                continue
            made = _line(session, of, each, spell.id, before, funders)
            if isinstance(made, Problem):
                notices.append(made)
            elif made is not None:
                found.append(made)
    found.extend(_taken_back(session, spell_id, amount) for spell_id, amount in paid.items() if amount)
    return SlipLines(tuple(found), (), tuple(each for at, each in enumerate(notices) if each not in notices[:at]))


def settle(session: Session, spell_id: int, payslip_id: int) -> None:
    """Keep the average that this payslip's sick pay rests on: later weeks of the run rest on it too."""
    slip = session.get_one(tables.Payslip, payslip_id)
    for each in reckon(session, slip.worker_id, slip.last_day):
        if each.average is not None and any(spell.id == spell_id for spell in each.run.spells):
            keep_average(session, slip.worker_id, each.run, each.average)


def _line(
    session: Session, of: Situation, each: Reckoned, spell_id: int, paid: Money, funders: Sequence[int]
) -> SlipLine | Problem | None:
    amount = each.due(spell_id) - paid
    if not amount:
        return None
    new = _days_of(each, spell_id, paid)
    shares = absence_shares(session, of.worker_id, each.run.first, amount, funders) if amount > ZERO else None
    if isinstance(shares, Problem):
        return shares
    if shares is None:
        shares = _as_paid(session, spell_id, amount)
    if not new:
        first = next(spell.first for spell in each.run.spells if spell.id == spell_id)
        return _made(spell_id, f"Statutory Sick Pay from {day_and_month(first)}, put right", amount, shares)
    title = f"Statutory Sick Pay, {span(new[0].day, new[-1].day)}"
    daily = {day.daily for day in new}
    if len(daily) > 1 or paid > each.due_by(spell_id, new[0].day - A_DAY):
        return _made(spell_id, f"{title}, {_count(len(new))}", amount, shares)
    return _made(spell_id, title, amount, shares, Decimal(len(new)), daily.pop())


def _days_of(each: Reckoned, spell_id: int, paid: Money) -> tuple[SickDay, ...]:
    """The paid days that earlier payslips do not reach."""
    days = [day for day in each.of(spell_id) if day.is_paid]
    return tuple(day for day in days if each.due_by(spell_id, day.day) > paid)


def _made(
    spell_id: int,
    title: str,
    amount: Money,
    shares: dict[int, tuple[int, Money]],
    quantity: Decimal | None = None,
    rate: Decimal | None = None,
) -> SlipLine:
    return SlipLine(SSP, title, None, quantity, rate, amount, True, shares, source=SOURCE, source_id=spell_id)


def _taken_back(session: Session, spell_id: int, amount: Money) -> SlipLine:
    """A spell that is not there any more: what was paid for it."""
    title = "Statutory Sick Pay, paid by mistake"
    return _made(spell_id, title, -amount, _as_paid(session, spell_id, -amount))


def _count(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


# --- whose money ------------------------------------------------------------------------------------------------------


def _as_paid(session: Session, spell_id: int, amount: Money) -> dict[int, tuple[int, Money]]:
    """A minus goes back to those who paid, by what each paid."""
    share, line = tables.LineShare, tables.PayslipLine
    wanted = (
        select(share.funder_id, share.amount)
        .join(line, line.id == share.payslip_line_id)
        .where(line.source == SOURCE, line.source_id == spell_id)
    )
    paid: dict[int, int] = {}
    for funder, part in session.execute(wanted):
        paid[funder] = paid.get(funder, 0) + part.pence
    return in_parts(amount, list(paid), [max(pence, 0) for pence in paid.values()])


# --- what to say ------------------------------------------------------------------------------------------------------


def _notices(session: Session, of: Situation, each: Reckoned) -> list[Problem]:
    last = each.run.absences[-1].last
    if last is not None and last < of.period.first:
        return []
    who = {"worker": of.first_name}
    if each.problem is not None:
        return [Problem("sickness", "sick_pay_waits", who)]
    found: list[Problem] = []
    within = [day for day in each.days if of.period.first <= day.day <= of.period.last]
    unpaid = sorted({day.why for day in within if not day.is_paid})
    found.extend(Problem("sickness", f"sick_slip_{why.value}", who) for why in unpaid if why is not Why.REFUSED)
    worked = _worked_days(session, of, within)
    if worked:
        values = {"worker": of.first_name, "day": day_and_month(worked[0])}
        found.append(Problem("sickness", "sick_day_with_hours", values))
    return found


def _worked_days(session: Session, of: Situation, days: Sequence[SickDay]) -> list[date]:
    """Sick days on which hours are recorded as worked."""
    shift = tables.Shift
    wanted = select(shift.day).where(
        shift.worker_id == of.worker_id, shift.day.in_([day.day for day in days]), shift.state != PLANNED
    )
    return sorted(set(session.scalars(wanted)))
