"""Recording sickness, changing it, saying when it ended, and taking a record out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.spells import Spell, check_spell, runs
from carerdesk.services.books import Books, done, owner
from carerdesk.services.family_leave.standing import pay_spans
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rates.known import known_rates
from carerdesk.services.sickness.on_holiday import OnHoliday, all_holiday, ask, let_go, let_stay, on_holiday
from carerdesk.services.sickness.reckoned import paid_so_far
from carerdesk.services.sickness.spells import RECORD, spell_of, spells_of, write_weekdays
from carerdesk.store import tables
from carerdesk.store.operations import Operation

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewSpell:
    """Sickness to record: `last` is None while it goes on; `weekdays` are the qualifying days, Monday is 0.

    `refused` says why no sick pay is to be paid. Of days that are booked as holiday, `holiday_out` gives the holiday
    back and `holiday_stays` keeps them holiday.
    """

    worker_id: int
    first: date
    last: date | None
    weekdays: frozenset[int]
    told_on: date | None = None
    note: str = ""
    refused: str = ""
    holiday_out: bool = False
    holiday_stays: bool = False


def record_sickness(books: Books, new: NewSpell) -> Outcome:
    """Keep a spell. What becomes of holiday on its days has to be said; else nothing is kept."""
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
    back = _settle_holiday(op.session, new, today)
    op.said = f"Sickness of {_name(op.session, new.worker_id)} recorded, {_days(new)}{back}"
    return row.id


def change_sickness(books: Books, spell_id: int, new: NewSpell) -> Outcome:
    """Put a spell right. What it was paid otherwise comes right on the next payday."""
    with books.operation("Sickness changed", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        if problems := _check(op.session, books.today(), new, spell_id):
            return Rejected(problems)
        for column, value in _columns(new).items():
            setattr(row, column, value)
        back = _settle_holiday(op.session, new, books.today())
        op.said = f"Sickness of {_name(op.session, new.worker_id)} changed, {_days(new)}{back}"
    return done(op, id=spell_id)


def as_kept(books: Books, spell_id: int) -> NewSpell:
    """A spell as it is kept, to be changed."""
    with books.reading() as session:
        return _as_kept(session.get_one(tables.Sickness, spell_id))


def end_sickness(
    books: Books, spell_id: int, last: date, *, holiday_out: bool = False, holiday_stays: bool = False
) -> Outcome:
    """Say which day off sick was the last."""
    with books.operation("Sickness ended", kind="sickness") as op:
        row = op.session.get_one(tables.Sickness, spell_id)
        new = replace(_as_kept(row), last=last, holiday_out=holiday_out, holiday_stays=holiday_stays)
        if problems := _check(op.session, books.today(), new, spell_id):
            return Rejected(problems)
        row.last_day = last
        who = _name(op.session, row.worker_id)
        op.said = f"{who} was off sick until {day_and_month(last)}{_settle_holiday(op.session, new, books.today())}"
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
    """What to ask about a spell before it is kept: whether holiday on its days is given back or stays."""
    with books.reading() as session:
        if _check(session, books.today(), replace(new, holiday_out=True), spell_id):
            return ()
        return ask(session, new.worker_id, _holidays(session, new, books.today()))


# --- checks -----------------------------------------------------------------------------------------------------------


def _check(session: Session, today: date, new: NewSpell, spell_id: int) -> tuple[Problem, ...]:
    worker = session.get_one(tables.Worker, new.worker_id)
    spell = Spell(spell_id, new.first, new.last, new.weekdays)
    others = [each for each in spells_of(session, new.worker_id) if each.id != spell_id]
    found = check_spell(spell, others, today=today, started=worker.started, left=worker.left)
    if any(problem.code == "sick_ends_before_start" for problem in found):
        return found
    beside = (
        *_hours(session, new), *_holiday(session, new, today), *_family_leave(session, new),
        *_other_leave(session, new),
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


def _holidays(session: Session, new: NewSpell, today: date) -> list[OnHoliday]:
    return on_holiday(session, new.worker_id, new.first, new.last, today)


def _holiday(session: Session, new: NewSpell, today: date) -> tuple[Problem, ...]:
    """Holiday on the days, where nobody said what becomes of it; sickness that would be all holiday is none."""
    found = _holidays(session, new, today)
    if new.holiday_stays and all_holiday(found, new.first, new.last):
        return (Problem("first", "sick_all_holiday", {"worker": _name(session, new.worker_id)}),)
    return () if new.holiday_out or new.holiday_stays else ask(session, new.worker_id, found)


def _settle_holiday(session: Session, new: NewSpell, today: date) -> str:
    """Do what was said of the holiday, and say what came back."""
    found = _holidays(session, new, today)
    if new.holiday_stays:
        let_stay(session, new.worker_id, found)
        return ""
    back = let_go(session, found) if new.holiday_out else 0
    return f", {hours_text(back)} of holiday given back" if back else ""


def _family_leave(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    """No sick pay during family leave with pay (Social Security Contributions and Benefits Act 1992 sch.11)."""
    for first, last in pay_spans(session, new.worker_id):
        if first <= (new.last or date.max) and last >= new.first:
            return (Problem("first", "sick_in_family_leave", {"days": span(first, last)}),)
    return ()


def _other_leave(session: Session, new: NewSpell) -> tuple[Problem, ...]:
    leave = tables.OtherLeave
    wanted = select(leave).where(
        leave.worker_id == new.worker_id, leave.first_day <= (new.last or new.first), leave.last_day >= new.first
    )
    row = session.scalars(wanted.limit(1)).first()
    return () if row is None else (Problem("first", "sick_on_leave", {"days": span(row.first_day, row.last_day)}),)


def _check_average(average: Money | None, reason: str) -> tuple[Problem, ...]:
    if average is None:
        return ()
    found = [] if average >= ZERO else [Problem("average", "sick_average_below_nothing")]
    return (*found, *([] if reason.strip() else [Problem("reason", "sick_average_needs_reason")]))


def _stays(session: Session, row: tables.Sickness) -> tuple[Problem, ...]:
    attachment = tables.Attachment
    papers = select(attachment.id).where(attachment.record == RECORD, attachment.record_id == row.id)
    notes = select(tables.FitNote.id).where(tables.FitNote.sickness_id == row.id)
    if paid_so_far(session, row.worker_id).get(row.id):
        return (Problem("", "sick_already_paid"),)
    has_papers = any(session.scalar(each.limit(1)) is not None for each in (papers, notes))
    return (Problem("", "sick_has_papers"),) if has_papers else ()


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
