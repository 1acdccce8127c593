"""Recording sickness, changing it, saying when it ended, and taking a record out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date, span
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.spells import Spell, check_spell, runs
from carerdesk.services.books import Books, done, owner
from carerdesk.services.family_leave.standing import pay_spans
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rates.known import known_rates
from carerdesk.services.sickness.reckoned import paid_so_far
from carerdesk.services.sickness.spells import RECORD, spell_of, spells_of, write_weekdays
from carerdesk.store import tables
from carerdesk.store.operations import Operation

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewSpell:
    """Sickness to record: `last` is None while it goes on; `weekdays` are the qualifying days, Monday is 0.

    `refused` says why no sick pay is to be paid; `holiday_out` that holiday booked for those days is taken out.
    """

    worker_id: int
    first: date
    last: date | None
    weekdays: frozenset[int]
    told_on: date | None = None
    note: str = ""
    refused: str = ""
    holiday_out: bool = False


def record_sickness(books: Books, new: NewSpell) -> Outcome:
    """Keep a spell. Holiday booked inside it gives way where `holiday_out` says so; else nothing is kept."""
    with books.operation("Sickness recorded", kind="sickness") as op:
        kept = record_within(op, books.today(), new)
        if isinstance(kept, Rejected):
            return kept
    return done(op, id=kept)


def record_within(op: Operation, today: date, new: NewSpell) -> int | Rejected:
    """Keep a spell within an operation, which says so; its id, or what is wrong with it and nothing kept."""
    if problems := _check(op.session, today, new, 0):
        return Rejected(problems)
    row = tables.Sickness(**owner(op.session).keys(), worker_id=new.worker_id, **_columns(new))
    op.session.add(row)
    op.session.flush()
    _take_holiday_out(op.session, new)
    op.said = f"Sickness of {_name(op.session, new.worker_id)} recorded, {_days(new)}"
    return row.id


def change_sickness(books: Books, spell_id: int, new: NewSpell) -> Outcome:
    """Put a spell right. What it was paid otherwise comes right on the next payday."""
    with books.operation("Sickness changed", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        if problems := _check(op.session, books.today(), new, spell_id):
            return Rejected(problems)
        for column, value in _columns(new).items():
            setattr(row, column, value)
        _take_holiday_out(op.session, new)
        op.said = f"Sickness of {_name(op.session, new.worker_id)} changed, {_days(new)}"
    return done(op, id=spell_id)


def as_kept(books: Books, spell_id: int) -> NewSpell:
    """A spell as it is kept, to be changed."""
    with books.reading() as session:
        return _as_kept(session.get_one(tables.Sickness, spell_id))


def end_sickness(books: Books, spell_id: int, last: date, *, holiday_out: bool = False) -> Outcome:
    """Say which day off sick was the last."""
    with books.operation("Sickness ended", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        new = replace(_as_kept(row), last=last, holiday_out=holiday_out)
        if problems := _check(op.session, books.today(), new, spell_id):
            return Rejected(problems)
        row.last_day = last
        _take_holiday_out(op.session, new)
        op.said = f"{_name(op.session, row.worker_id)} was off sick until {day_and_month(last)}"
    return done(op, id=spell_id)


def remove_sickness(books: Books, spell_id: int) -> Outcome:
    """Take a record out. One that was paid, or that has papers, stays."""
    with books.operation("Sickness taken out", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        if problems := _stays(op.session, row):
            return Rejected(problems)
        op.said = f"Sickness of {_name(op.session, row.worker_id)} from {long_date(row.first_day)} taken out"
        op.session.delete(row)
    return done(op)


def say_average(books: Books, spell_id: int, average: Money | None, reason: str) -> Outcome:
    """Keep weekly earnings that a person worked out, for the whole linked run; without an amount, take them off."""
    with books.operation("Average weekly earnings", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        if problems := _check_average(average, reason):
            return Rejected(problems)
        first = _first_of_run(op.session, row, books.today())
        first.average, first.average_reason = average, reason.strip() if average is not None else ""
        name = _name(op.session, row.worker_id)
        op.said = f"Average weekly earnings of {name}: {average}" if average else f"Typed average of {name} taken off"
    return done(op, id=spell_id)


def odd(books: Books, new: NewSpell, spell_id: int = 0) -> tuple[Problem, ...]:
    """What to ask about a spell before it is kept: holiday booked inside it, which it would take the place of."""
    with books.reading() as session:
        if _check(session, books.today(), replace(new, holiday_out=True), spell_id):
            return ()
        return _holiday_inside(session, new)


# --- checks -----------------------------------------------------------------------------------------------------------


def _check(session: Session, today: date, new: NewSpell, spell_id: int) -> tuple[Problem, ...]:
    worker = session.get_one(tables.Worker, new.worker_id)
    spell = Spell(spell_id, new.first, new.last, new.weekdays)
    others = [each for each in spells_of(session, new.worker_id) if each.id != spell_id]
    found = check_spell(spell, others, today=today, started=worker.started, left=worker.left)
    if any(problem.code == "sick_ends_before_start" for problem in found):
        return found
    beside = (
        *_hours(session, new), *_holiday_in_the_way(session, new), *_holiday_inside(session, new),
        *_family_leave(session, new),
    )  # fmt: skip
    told = [Problem("told_on", "sick_told_ahead")] if new.told_on is not None and new.told_on > today else []
    return (*found, *beside, *told)


def _hours(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    """A day with work is no day off sick: hours worked or confirmed stand in the way."""
    shift = tables.Shift
    wanted = select(shift.day).where(
        shift.worker_id == new.worker_id, shift.day >= new.first, shift.day <= (new.last or date.max),
        shift.state != PLANNED,
    )  # fmt: skip
    day = session.scalar(wanted.order_by(shift.day).limit(1))
    if day is None:
        return ()
    values = {"worker": _name(session, new.worker_id), "day": day_and_month(day)}
    return (Problem("first" if day == new.first else "last", "sick_with_hours", values),)


def _holidays(session: Session, new: NewSpell) -> list[tables.LeaveBooking]:
    booking = tables.LeaveBooking
    wanted = select(booking).where(
        booking.worker_id == new.worker_id, booking.state == "agreed",
        booking.first_day <= (new.last or date.max), booking.last_day >= new.first,
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(booking.first_day)))


def _holiday_in_the_way(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    """Holiday that is paid, or that reaches beyond the sickness, cannot simply give way to it."""
    for row in _holidays(session, new):
        values = {"days": span(row.first_day, row.last_day)}
        if row.payslip_id is not None:
            return (Problem("first", "sick_on_paid_holiday", values),)
        if not _inside(row, new) and not (new.last is None and row.first_day > new.first):
            return (Problem("first", "sick_in_part_of_holiday", values),)
    return ()


def _holiday_inside(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    """Holiday within the sickness, which it takes the place of: asked, where nobody said so yet."""
    inside = [] if new.holiday_out else [row for row in _holidays(session, new) if _inside(row, new)]
    if not inside:
        return ()
    values = {"worker": _name(session, new.worker_id), "days": span(inside[0].first_day, inside[0].last_day)}
    return (Problem("first", "sick_on_holiday", values),)


def _inside(row: tables.LeaveBooking, new: NewSpell) -> bool:
    return row.payslip_id is None and new.first <= row.first_day and new.last is not None and row.last_day <= new.last


def _take_holiday_out(session: Session, new: NewSpell) -> None:
    if new.holiday_out:
        for row in _holidays(session, new):
            if _inside(row, new):
                session.delete(row)


def _family_leave(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    """No sick pay during family leave with pay (Social Security Contributions and Benefits Act 1992 sch.11)."""
    for first, last in pay_spans(session, new.worker_id):
        if first <= (new.last or date.max) and last >= new.first:
            return (Problem("first", "sick_in_family_leave", {"days": span(first, last)}),)
    return ()


def _check_average(average: Money | None, reason: str) -> tuple[Problem, ...]:
    if average is None:
        return ()
    found = [] if average >= ZERO else [Problem("average", "sick_average_below_nothing")]
    return (*found, *([] if reason.strip() else [Problem("reason", "sick_average_needs_reason")]))


def _stays(session: Session, row: tables.Sickness) -> tuple[Problem, ...]:
    attachment = tables.Attachment
    papers = select(attachment.id).where(attachment.record == RECORD, attachment.record_id == row.id)
    if paid_so_far(session, row.worker_id).get(row.id):
        return (Problem("", "sick_already_paid"),)
    return (Problem("", "sick_has_papers"),) if session.scalar(papers.limit(1)) is not None else ()


# --- what is kept -----------------------------------------------------------------------------------------------------


def _columns(new: NewSpell) -> dict[str, object]:
    return {
        "first_day": new.first, "last_day": new.last, "weekdays": write_weekdays(new.weekdays),
        "told_on": new.told_on, "note": new.note.strip(), "refused": new.refused.strip(),
    }  # fmt: skip


def _as_kept(row: tables.Sickness) -> NewSpell:
    spell = spell_of(row)
    return NewSpell(row.worker_id, spell.first, spell.last, spell.weekdays, row.told_on, row.note, row.refused)


def _first_of_run(session: Session, row: tables.Sickness, today: date) -> tables.Sickness:
    found = runs(spells_of(session, row.worker_id), max(today, row.first_day), known_rates(session))
    run = next(run for run in found if any(spell.id == row.id for spell in run.spells))
    return session.get_one(tables.Sickness, run.spells[0].id)


def _name(session: Session, worker_id: int) -> str:
    return session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]


def _days(new: NewSpell) -> str:
    return f"from {long_date(new.first)}" if new.last is None else span(new.first, new.last)
