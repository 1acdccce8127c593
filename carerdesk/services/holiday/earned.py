"""Holiday a worker earns in a leave year: entitlement, accrual, during leave, brought in, carried over, put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.holiday.balance import Entry, in_minutes
from carerdesk.domain.holiday.carry_over import Carried, CarryReason
from carerdesk.domain.holiday.fixed import FixedHours, entitled_hours, first_year_hours
from carerdesk.domain.holiday.irregular import WorkedPeriod, accrue
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.holiday.on_leave import Leave, average_week, leave_minutes
from carerdesk.domain.hours.clock import minutes_between
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source
from carerdesk.services.holiday.answers import HolidayAnswers, read_answers
from carerdesk.services.holiday.earnings import earnings
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.details import ContractTerms, TakenOver
from carerdesk.services.people.read import opening_figures
from carerdesk.store import tables

A_DAY = timedelta(days=1)
A_PAYDAY_LATER = timedelta(days=62)
CARRIED, CLOSED, WARNED, TYPED = "carried", "closed", "warned", "typed"
ON_LEAVE = Source(
    "Acas, Irregular hours and part-year workers: other leave and sickness",
    "https://www.acas.org.uk/irregular-hours-and-part-year-workers/other-leave-and-sickness",
)


@dataclass(frozen=True, slots=True)
class Earned:
    """What a leave year gives, as entries by day with a line each, and what must be asked or warned of.

    `since` is the day a balance was taken over. `carried` came from the year before. `entitlement` is the year's own
    minutes, without what was carried in or out, put right or lapsed.
    """

    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    since: date | None = None
    questions: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    carried: tuple[Carried, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    entitlement: int = 0
    carried_out: int = 0


def earned(
    session: Session, worker: tables.Worker, terms: ContractTerms, year: LeaveYear, now: WorkedPeriod | None = None
) -> Earned:
    """What a worker earns in a leave year. `now` is a period whose payslip is being worked out."""
    taken_over = opening_figures(session, worker.id)
    brought = taken_over if taken_over is not None and taken_over.as_at in year else None
    if terms.hours_kind == "fixed":
        own = _fixed(worker, terms, year, brought, by_month=read_answers(session, worker.id).first_year_by_month)
    else:
        own = _irregular(session, worker, year, brought, now)
    return _with_entries(own, entries_of(session, worker.id), year)


def entries_of(session: Session, worker_id: int) -> list[tables.HolidayEntry]:
    """What was done about a worker's holiday, oldest first."""
    entry = tables.HolidayEntry
    return list(session.scalars(select(entry).where(entry.worker_id == worker_id).order_by(entry.day, entry.id)))


def _with_entries(own: Earned, rows: Sequence[tables.HolidayEntry], year: LeaveYear) -> Earned:
    mine = [row for row in rows if row.day in year and row.kind in {CARRIED, TYPED}]
    gone = [row for row in rows if row.from_year == year.first and row.kind in {CARRIED, CLOSED} and row.minutes]
    entries = [*(Entry(row.day, row.minutes) for row in mine), *(Entry(year.first, -abs(row.minutes)) for row in gone)]
    return replace(
        own,
        entries=(*own.entries, *entries),
        lines=(*own.lines, *(_entry_line(row) for row in mine), *(_gone_line(row) for row in gone)),
        carried=tuple(_lot(row) for row in mine if row.kind == CARRIED),
        entitlement=sum(entry.minutes for entry in own.entries),
        carried_out=sum(row.minutes for row in gone if row.kind == CARRIED),
    )


def _gone_line(row: tables.HolidayEntry) -> Line:
    words = "Carried into the next leave year" if row.kind == CARRIED else "Lapsed when the leave year was finished"
    return Line(words, f"− {hours_text(abs(row.minutes))}")


def _lot(row: tables.HolidayEntry) -> Carried:
    return Carried(row.minutes, CarryReason(row.reason), row.day, row.use_by)


def _entry_line(row: tables.HolidayEntry) -> Line:
    figure = hours_text(row.minutes) if row.minutes >= 0 else f"− {hours_text(-row.minutes)}"
    if row.kind == TYPED:
        return Line(f"Put right on {long_date(row.day)}: {row.note}", figure)
    until = f", to be taken by {long_date(row.use_by)}" if row.use_by else ""
    return Line(f"Carried over: {guidance('holiday', f'reason_{row.reason}').lower()}{until}", figure)


def _brought(brought: TakenOver) -> tuple[Entry, Line]:
    words = f"Left on {long_date(brought.as_at)}, as taken over"
    return Entry(brought.as_at, brought.holiday_minutes), Line(words, hours_text(brought.holiday_minutes))


# --- fixed hours ------------------------------------------------------------------------------------------------------


def _fixed(
    worker: tables.Worker, terms: ContractTerms, year: LeaveYear, brought: TakenOver | None, *, by_month: bool
) -> Earned:
    unknown = terms.weekly_minutes is None or terms.days_per_week is None
    if brought is not None:
        entry, line = _brought(brought)
        found = Earned((entry,), (line,), since=brought.as_at)
        return found if unknown or worker.left is None else _less_after_leaving(found, worker, terms, year)
    if terms.weekly_minutes is None or terms.days_per_week is None:
        return Earned((), (), questions=(Problem("weekly_minutes", "holiday_needs_weekly_hours"),))
    if by_month and worker.started is not None and worker.started in year:
        return _by_month(worker, terms, year, worker.started)
    minutes = in_minutes(entitled_hours(_pattern(terms), year, worker.started, worker.left))
    words = f"5.6 weeks of {hours_text(terms.weekly_minutes)} on {terms.days_per_week.normalize():f} days"
    entry = Entry(max(year.first, worker.started or year.first), minutes)
    return Earned((entry,), (Line(words, hours_text(minutes)),))


def _by_month(worker: tables.Worker, terms: ContractTerms, year: LeaveYear, started: date) -> Earned:
    """A first year earned month by month: a twelfth as each month of the job begins."""
    parts = first_year_hours(_pattern(terms), year, started, worker.left)
    entries = tuple(Entry(day, _signed_minutes(hours)) for day, hours in parts)
    lines = tuple(
        Line(f"From {long_date(entry.day)}, month by month", f"− {hours_text(-entry.minutes)}")
        if entry.minutes < 0
        else Line(f"From {long_date(entry.day)}, month by month", hours_text(entry.minutes))
        for entry in entries
    )
    return Earned(entries, lines, notes=(guidance("holiday", "first_year_by_month"),))


def _signed_minutes(hours: Decimal) -> int:
    return in_minutes(hours) if hours >= 0 else -int(-hours * 60)


def _pattern(terms: ContractTerms) -> FixedHours:
    assert terms.days_per_week is not None
    return FixedHours(terms.days_per_week, Decimal(terms.weekly_minutes or 0) / 60)


def _less_after_leaving(found: Earned, worker: tables.Worker, terms: ContractTerms, year: LeaveYear) -> Earned:
    """A balance taken over was for the whole year: what the rest of it would have earned falls away."""
    assert worker.left is not None
    if worker.left not in year:
        return found
    whole = in_minutes(entitled_hours(_pattern(terms), year, worker.started))
    gone = whole - in_minutes(entitled_hours(_pattern(terms), year, worker.started, worker.left))
    words = f"Not earned, as the job ends on {long_date(worker.left)}"
    entry = Entry(found.entries[0].day, -gone)
    return replace(found, entries=(*found.entries, entry), lines=(*found.lines, Line(words, f"− {hours_text(gone)}")))


# --- hours that vary --------------------------------------------------------------------------------------------------


def _irregular(
    session: Session, worker: tables.Worker, year: LeaveYear, brought: TakenOver | None, now: WorkedPeriod | None
) -> Earned:
    nation = session.get_one(tables.Person, worker.person_id).nation
    answers = read_answers(session, worker.id)
    periods = _worked(session, worker.id, answers, year, now)
    accrual = accrue(year, periods, answers.for_accrual, nation)
    entries = [Entry(one.period.last, one.minutes) for one in accrual.entries]
    lines = [_accrual_line(one.period, one.minutes) for one in accrual.entries]
    since = brought.as_at if brought else None
    if brought is not None:
        entry, line = _brought(brought)
        entries.insert(0, entry)
        lines.insert(0, line)
    on_leave = any(period.leave_minutes for period in periods if period.last in year)
    sources, notes = ((ON_LEAVE,), (guidance("holiday", "parts_of_weeks_on_leave"),)) if on_leave else ((), ())
    return Earned(
        tuple(entries), tuple(lines), since, accrual.questions, accrual.warnings, sources=sources, notes=notes
    )


def _accrual_line(period: WorkedPeriod, minutes: int) -> Line:
    parts = hours_text(period.minutes)
    if period.leave_minutes:
        parts = f"({parts} + {hours_text(period.leave_minutes)} for leave)"
    return Line(f"{span(period.first, period.last)}: {parts} × 12.07%", hours_text(minutes))


def _worked(
    session: Session, worker_id: int, answers: HolidayAnswers, year: LeaveYear, now: WorkedPeriod | None
) -> list[WorkedPeriod]:
    """The paid periods with their minutes; a payslip's lines put right count in the period they are paid in."""
    minutes = _minutes_paid(session, worker_id)
    slip = tables.Payslip
    slips = session.scalars(select(slip).where(slip.worker_id == worker_id).order_by(slip.payday)).all()
    nights = _sleep_in_minutes(session, worker_id)
    found = [
        WorkedPeriod(row.first_day, row.last_day, max(minutes.get(row.id, 0), 0), nights(row.first_day, row.last_day))
        for row in slips
    ]
    if now is not None and not any(period.last == now.last for period in found):
        found.append(now)
    leaves = leaves_of(session, worker_id)
    if not leaves:
        return found
    paid = {period.last for period in found}
    unpaid = [one for one in periods_of(session, worker_id, year.last + A_PAYDAY_LATER) if one.last not in paid]
    found += [WorkedPeriod(one.first, one.last, 0) for one in unpaid if _on_leave(leaves, one.first, one.last)]
    average = _averages(session, worker_id, leaves, answers)
    return [replace(one, leave_minutes=_leave_minutes(leaves, average, one)) for one in found]


def _minutes_paid(session: Session, worker_id: int) -> dict[int, int]:
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(line.payslip_id, line.kind, line.minutes)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, line.minutes.is_not(None), line.kind != "holiday", line.source == "")
    )
    minutes: dict[int, int] = {}
    for payslip_id, kind, worked in session.execute(wanted):
        minutes[payslip_id] = minutes.get(payslip_id, 0) + (worked or 0 if kind != "on_call" else 0)
    return minutes


def _sleep_in_minutes(session: Session, worker_id: int) -> Callable[[date, date], int]:
    """Minutes of sleep-ins between two days, without the time awake: that is paid, and counted, as hours."""
    shift, call = tables.Shift, tables.CallOut
    rows = session.execute(
        select(shift.id, shift.day, shift.shared_minutes).where(shift.worker_id == worker_id, shift.kind == "sleep_in")
    ).all()
    awake: dict[int, int] = {}
    mine = select(call).join(shift, shift.id == call.shift_id).where(shift.worker_id == worker_id)
    for each in session.scalars(mine):
        awake[each.shift_id] = awake.get(each.shift_id, 0) + minutes_between(each.starts, each.ends)
    found = [(day, minutes - awake.get(shift_id, 0)) for shift_id, day, minutes in rows]
    return lambda first, last: sum(minutes for day, minutes in found if first <= day <= last)


# --- during leave -----------------------------------------------------------------------------------------------------


def leaves_of(session: Session, worker_id: int) -> list[Leave]:
    """Sick and family leave, oldest first; one still open has no end yet."""
    sick, family = tables.Sickness, tables.FamilyLeave
    found = [
        Leave(row.first_day, row.last_day or date.max)
        for row in session.scalars(select(sick).where(sick.worker_id == worker_id))
    ]
    for leave in session.scalars(select(family).where(family.worker_id == worker_id)):
        found += list(_parts(session, leave))
    return sorted(found, key=lambda leave: leave.first)


def _parts(session: Session, leave: tables.FamilyLeave) -> Iterator[Leave]:
    """The days of a family leave that was not refused, up to the day it ended where that came early."""
    if leave.refused:
        return
    block, until = tables.FamilyLeaveBlock, leave.last_day or date.max
    blocks = list(session.scalars(select(block).where(block.family_leave_id == leave.id)))
    for each in blocks:
        if each.first_day <= until:
            yield Leave(each.first_day, min(each.first_day + timedelta(weeks=each.weeks) - A_DAY, until))
    if not blocks:
        yield Leave(leave.first_day, until)


def _on_leave(leaves: Sequence[Leave], first: date, last: date) -> bool:
    return any(leave.days_between(first, last) for leave in leaves)


def _averages(
    session: Session, worker_id: int, leaves: Sequence[Leave], answers: HolidayAnswers
) -> Mapping[Leave, Fraction]:
    """The average week before each leave; a leave that follows another at once keeps that one's weeks out."""
    found: dict[Leave, Fraction] = {}
    for leave in leaves:
        known = earnings(session, worker_id, leave.first)
        if known is None:
            continue
        by_day = known.worked(sleep_ins_count=bool(answers.sleep_ins_count))
        week = average_week(by_day, leaves, leave.first, known.known_from)
        if week is not None:
            found[leave] = week
    return found


def _leave_minutes(leaves: Sequence[Leave], average: Mapping[Leave, Fraction], period: WorkedPeriod) -> int:
    return sum(leave_minutes(one, period.first, period.last, average[one]) for one in leaves if one in average)
