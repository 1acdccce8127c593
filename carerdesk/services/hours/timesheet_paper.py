"""What a timesheet says on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import Shift, ShiftKind, hours_text, paid_minutes
from carerdesk.reports.timesheet import TimesheetLine, TimesheetView
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.timesheets import lacking, signed_words
from carerdesk.store import tables

_MINUTES = 60


def paper_of(session: Session, sheet: tables.Timesheet, today: date) -> TimesheetView:
    """A timesheet for its paper, as it stands on a day. One that was signed stands as on the day it was."""
    rows = rows_between(session, sheet.first_day, sheet.last_day, sheet.worker_id)
    shifts = load(session, rows)
    worker = session.get_one(tables.Worker, sheet.worker_id)
    person = session.get_one(tables.Person, sheet.person_id).name
    employer = session.get_one(tables.Employer, sheet.employer_id).name
    open_ones = sum(row.state != CONFIRMED for row in rows)
    return TimesheetView(
        employer=employer,
        acting_for="" if person == employer else person,
        name=worker.name,
        works_number=worker.works_number,
        first=sheet.first_day,
        last=sheet.last_day,
        reference=sheet.code,
        lines=tuple(_line(shift) for shift in shifts),
        totals=_totals(shifts),
        hours=Decimal(sheet.minutes) / _MINUTES,
        state=_state(sheet, open_ones),
        notes=_notes(shifts),
        lacks=lacking(sheet.last_day, sheet.signed_on or today, open_ones),
    )


def _state(sheet: tables.Timesheet, open_ones: int) -> str:
    if sheet.signed_on is not None:
        return signed_words(sheet.signed_on, sheet.signed_how, sheet.signed_by, sheet.signed_at)
    if not open_ones:
        return "To be signed"
    return f"To be signed; {open_ones} shift{'s' * (open_ones != 1)} not confirmed yet"


def _line(shift: Shift) -> TimesheetLine:
    starts, ends = clock_time(shift.starts, shift.zone), clock_time(shift.ends, shift.zone)
    after = "" if ends.date() == starts.date() else " next day"
    return TimesheetLine(
        day=shift.day,
        start=f"{starts:%H:%M}",
        end=f"{ends:%H:%M}{after}",
        break_minutes=shift.break_minutes,
        kind=shift.kind.label,
        hours=Decimal(paid_minutes(shift)) / _MINUTES,
        counted=_counted(shift),
        note=_note(shift),
    )


def _counted(shift: Shift) -> str:
    if shift.kind is not ShiftKind.SLEEP_IN:
        return ""
    awake = (Decimal(shift.called_out_minutes) / _MINUTES).quantize(Decimal("0.01")).normalize()
    return f"1 night, {awake:f}" if awake else "1 night"


def _note(shift: Shift) -> str:
    calls = [
        f"{clock_time(call.starts, shift.zone):%H:%M} to {clock_time(call.ends, shift.zone):%H:%M}"
        for call in shift.call_outs
    ]
    miles = f"{shift.miles.normalize():f} miles" if shift.miles else ""
    return ". ".join(part for part in (shift.what, f"Up {', '.join(calls)}" if calls else "", miles) if part)


def _totals(shifts: Sequence[Shift]) -> tuple[tuple[str, str], ...]:
    found = []
    for kind in ShiftKind:
        of_kind = [shift for shift in shifts if shift.kind is kind]
        if kind is ShiftKind.SLEEP_IN and of_kind:
            found.append(("Sleep-in nights", str(len(of_kind))))
            awake = sum(shift.called_out_minutes for shift in of_kind)
            found += [("Up and working in the night", hours_text(awake))] if awake else []
        elif of_kind:
            found.append((kind.label, hours_text(sum(paid_minutes(shift) for shift in of_kind))))
    miles = sum((shift.miles for shift in shifts), Decimal(0))
    return (*found, ("Miles", f"{miles.normalize():f}")) if miles else tuple(found)


def _notes(shifts: Sequence[Shift]) -> tuple[str, ...]:
    if not any(shift.kind is ShiftKind.SLEEP_IN for shift in shifts):
        return ()
    return ("A sleep-in is paid by the night. Its hours are those up and working.",)
