"""What the books know of earnings before a spell, and the average that was kept for a linked run."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.earnings import (
    MONTHLY,
    Average,
    ContractPay,
    PastPayday,
    Pattern,
    average_earnings,
    typed_average,
)
from carerdesk.domain.sickness.spells import Run
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import owner
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.read import contract_at, rates_at
from carerdesk.services.sickness.spells import RECORD
from carerdesk.store import tables

A_DAY = timedelta(days=1)
A_LITTLE = timedelta(days=62)  # two of the longest pay periods
_WEEKS = {"weekly": 1, "fortnightly": 2, "four_weekly": 4}
_BY_WEEKS = {Decimal(weeks): frequency for frequency, weeks in _WEEKS.items()}
_A_MONTH = (Decimal(4), Decimal(5))


def average_of(session: Session, worker_id: int, run: Run) -> Average | Problem:
    """The average of a run: typed for its first spell, else kept from when it was first paid, else worked out now.

    Where the books cannot know it, one typed for a later spell of the run counts.
    """
    rows = [session.get_one(tables.Sickness, spell.id) for spell in run.spells]
    if rows[0].average is not None:
        return typed_average(rows[0].average, rows[0].average_reason)
    kept = kept_average(session, run)
    if kept is not None:
        return kept
    found = worked_out(session, worker_id, run.first)
    typed = next((row for row in rows if row.average is not None), None)
    if isinstance(found, Problem) and typed is not None and typed.average is not None:
        return typed_average(typed.average, typed.average_reason)
    return found


def worked_out(session: Session, worker_id: int, sick_from: date) -> Average | Problem:
    """The average as the books make it, whatever was typed or kept."""
    worker = session.get_one(tables.Worker, worker_id)
    paydays = known_paydays(session, worker_id, sick_from)
    return average_earnings(sick_from, paydays, worker.started, _contract_pay(session, worker_id, sick_from))


def kept_average(session: Session, run: Run) -> Average | None:
    """The average kept when the run was first paid; one that was kept for another first day does not count."""
    kept = tables.KeptAverage
    wanted = select(kept).where(kept.record == RECORD, kept.record_id == run.spells[0].id, kept.day == run.first)
    row = session.scalars(wanted.order_by(kept.id.desc()).limit(1)).first()
    if row is None:
        return None
    held = json.loads(row.working)
    lines = tuple(Line(*line) for line in held["lines"])
    sources = tuple(Source(*source) for source in held["sources"])
    return Average(row.amount, Pattern(held["pattern"]), Working(held["title"], lines, sources))


def keep_average(session: Session, worker_id: int, run: Run, average: Average) -> None:
    """Keep the average of a run that is paid for the first time; a typed one stays with its spell."""
    if average.pattern is Pattern.TYPED or kept_average(session, run) is not None:
        return
    held = {
        "title": average.working.title,
        "lines": [[line.text, line.figure, line.strong] for line in average.working.lines],
        "sources": [[s.title, s.address, s.known_to, s.confirmed] for s in average.working.sources],
        "pattern": average.pattern.value,
    }
    keys = owner(session).keys()
    words = json.dumps(held, ensure_ascii=False)
    session.add(
        tables.KeptAverage(
            **keys, worker_id=worker_id, record=RECORD, record_id=run.spells[0].id, day=run.first,
            amount=average.amount, working=words, note=f"For sickness from {long_date(run.first)}",
        )
    )  # fmt: skip


def known_paydays(session: Session, worker_id: int, around: date) -> tuple[PastPayday, ...]:
    """Every payday to a little after a day, with what was paid on it; None where hours stand that no payslip pays."""
    before = around + A_LITTLE
    found = {each.payday: each for each in _brought(session, worker_id, before)}
    paid = _paid(session, worker_id, before)
    previous: date | None = None
    for period in periods_of(session, worker_id, before):
        amount = paid.pop(period.payday, None)
        if amount is None and not _has_hours(session, worker_id, period.first, period.last):
            amount = ZERO
        frequency = period.frequency.value
        back = previous or payday_before(period.payday, frequency)
        found[period.payday] = PastPayday(period.payday, period.first, period.last, back, frequency, amount)
        previous = period.payday
    return tuple(found[day] for day in sorted(found))


def payday_before(payday: date, frequency: str) -> date:
    """The regular payday before one."""
    if frequency == MONTHLY:
        return add_months(payday, -1)
    return payday - timedelta(weeks=_WEEKS.get(frequency, 1))


def _brought(session: Session, worker_id: int, before: date) -> list[PastPayday]:
    """Paydays typed from an earlier payroll, with the days their weeks reach back."""
    row = tables.OpeningEarnings
    wanted = select(row).where(row.worker_id == worker_id, row.payday < before)
    return [
        PastPayday(one.payday, _back(one) + A_DAY, one.payday, _back(one), _frequency(one.weeks), one.gross)
        for one in session.scalars(wanted.order_by(row.payday))
    ]


def _frequency(weeks: Decimal) -> str:
    if weeks in _BY_WEEKS:
        return _BY_WEEKS[weeks]
    return MONTHLY if _A_MONTH[0] < weeks < _A_MONTH[1] else "irregular"


def _back(row: tables.OpeningEarnings) -> date:
    frequency = _frequency(row.weeks)
    if frequency == "irregular":
        return row.payday - timedelta(days=int((row.weeks * 7).to_integral_value(ROUND_HALF_UP)))
    return payday_before(row.payday, frequency)


def _paid(session: Session, worker_id: int, before: date) -> dict[date, Money]:
    slip = tables.Payslip
    found: dict[date, Money] = defaultdict(lambda: ZERO)
    wanted = select(slip.payday, slip.niable).where(slip.worker_id == worker_id, slip.payday < before)
    for payday, niable in session.execute(wanted):
        found[payday] = found[payday] + niable
    return found


def _has_hours(session: Session, worker_id: int, first: date, last: date) -> bool:
    shift = tables.Shift
    wanted = select(shift.id).where(shift.worker_id == worker_id, shift.day >= first, shift.day <= last)
    return session.scalar(wanted.limit(1)) is not None


def _contract_pay(session: Session, worker_id: int, day: date) -> ContractPay | None:
    """A week under a contract of fixed hours; None where hours vary or there is no rate."""
    terms = contract_at(session, worker_id, day)
    rate = rates_at(session, worker_id, day).get("normal")
    if terms is None or rate is None or terms.hours_kind != "fixed" or not terms.weekly_minutes:
        return None
    pounds = (Decimal(terms.weekly_minutes) / 60 * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return ContractPay(Money.of(pounds), 7)
