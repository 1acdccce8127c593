"""What a person does about a shift that wants cover: ask, note the answer, give it, split it, say what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.clock import clock_time, moment
from carerdesk.domain.hours.shares import reshare
from carerdesk.domain.hours.shift import Shift, shared_minutes
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.away import SICK, away_between, days_away
from carerdesk.services.hours.expenses import write_expenses
from carerdesk.services.hours.record_shift import take_out
from carerdesk.services.hours.rows import load, write
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.cover import falling_open, taken_by
from carerdesk.services.rota.exceptions import shift_changed
from carerdesk.services.rota.notices import ASKED, CANCELLED, NO, NOTHING, OFFERED, YES, told
from carerdesk.services.sickness.record import NewSpell, record_sickness
from carerdesk.services.sickness.usual import usual_weekdays
from carerdesk.store import tables

FAMILY, NOBODY = "family", "nobody"
DONE_OTHERWISE = (FAMILY, NOBODY)
_GONE = Problem("", "cover_shift_gone")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody to ask: a worker, or somebody of the list who is none."""

    worker_id: int | None = None
    contact_id: int | None = None


def ask(books: Books, shift_id: int, who: Who, how: str) -> Outcome:
    """Keep that somebody was asked just now whether they can take a shift."""
    with books.operation("", kind="notice") as op:
        row = op.session.get(tables.Shift, shift_id)
        if row is None or row.state != PLANNED:
            return Rejected((_GONE,))
        name = _name(op.session, who)
        notice = told(op.session, row, ASKED, how, books.now(), worker_id=who.worker_id, contact_id=who.contact_id,
                      name=name)  # fmt: skip
        op.said = f"{_short(op.session, who)} asked about {_when(row)}"
        kept_id = notice.id
    return done(op, id=kept_id)


def answered(books: Books, notice_id: int, answer: str) -> Outcome:
    """Keep that somebody who was asked said no, or nothing so far."""
    if answer not in {NO, NOTHING}:
        raise ValueError(f"{answer!r} is no answer that is only noted")
    with books.operation("", kind="notice") as op:
        row = op.session.get_one(tables.ShiftNotice, notice_id)
        row.answer, row.answered_at = answer, books.now()
        who = _short(op.session, Who(row.worker_id, row.cover_contact_id)) or row.name
        op.said = f"{who} said no" if answer == NO else f"{who} did not answer"
    return done(op, id=notice_id)


def give(books: Books, shift_id: int, who: Who, how: str) -> Outcome:
    """Somebody said yes: a worker gets the shift, anybody else covers it outside the payroll.

    For a worker the shift changes hands; their yes is noted, and that it was offered. For anybody else it is taken out
    of the rota, so that no payslip pays it, and the record of who covers it stays.
    """
    with books.operation("", kind="shift") as op:
        row = op.session.get(tables.Shift, shift_id)
        if row is None:
            return Rejected((_GONE,))
        if row.state != PLANNED:
            return Rejected((Problem("", "cover_not_planned"),))
        before = op.session.get_one(tables.Worker, row.worker_id)
        problems = _hand_over(op.session, books, row, who.worker_id) if who.worker_id is not None else ()
        if problems:
            return Rejected(problems)
        _said_yes(op.session, row, who, how, books.now())
        short = _short(op.session, who)
        op.said = f"{short} has {_when(row)}, in place of {_first(before)}"
        if who.worker_id is None:
            op.said = f"{_when(row)} is covered by {short}: nothing is paid for it through the payroll"
            op.said = op.said[0].upper() + op.said[1:]
            take_out(op.session, row)
    return done(op, id=shift_id if who.worker_id is not None else None)


def done_otherwise(books: Books, shift_id: int, what: str, words: str) -> Outcome:
    """Say that family covers a shift unpaid, or that it does not take place. It leaves the rota; the record stays."""
    if what not in DONE_OTHERWISE:
        raise ValueError(f"{what!r} is none of {', '.join(DONE_OTHERWISE)}")
    if not words.strip():
        return Rejected((Problem("words", "cover_words_missing"),))
    with books.operation("", kind="shift") as op:
        row = op.session.get(tables.Shift, shift_id)
        if row is None:
            return Rejected((_GONE,))
        if row.state != PLANNED:
            return Rejected((Problem("", "cover_not_planned"),))
        kind, name, answer = (OFFERED, "Family", YES) if what == FAMILY else (CANCELLED, "Nobody", "")
        told(op.session, row, kind, "", books.now(), name=name, answer=answer, note=words)
        when = _when(row)
        how = "covered by family" if what == FAMILY else "does not take place"
        op.said = f"{when[0].upper()}{when[1:]}: {how}. {words.strip()}"
        take_out(op.session, row)
    return done(op)


def split_shift(books: Books, shift_id: int, at: time) -> Outcome:
    """Cut a planned shift in two at a clock time, so that two people can share it. The break stays with the longer."""
    with books.operation("", kind="shift") as op:
        row = op.session.get(tables.Shift, shift_id)
        if row is None or row.state != PLANNED:
            return Rejected((_GONE,))
        whole = load(op.session, [row])[0]
        cut, problem = _cut(whole, at)
        if cut is None:
            return Rejected((problem,) if problem else ())
        first, second = _halves(whole, cut)
        if min(shared_minutes(first), shared_minutes(second)) <= 0:
            return Rejected((Problem("at", "cover_break_too_long"),))
        shift_changed(op.session, row)
        write(op.session, row, first)
        other = tables.Shift(employer_id=row.employer_id, person_id=row.person_id, state=PLANNED)
        write(op.session, other, replace(second, id=None))
        op.said = f"{_when(row)} and the rest of it from {at:%H:%M} can be given to two people"
        op.said = op.said[0].upper() + op.said[1:]
    return done(op, id=shift_id)


def is_off_sick(books: Books, worker_id: int, day: date) -> bool:
    """Whether sickness of a day is on record already."""
    with books.reading() as session:
        return any(one.worker_id == worker_id and one.kind == SICK for one in away_between(session, day, day))


def record_off_sick(books: Books, worker_id: int, first: date, last: date | None) -> Outcome:
    """Keep that a PA is off sick, on the days they usually work: sick pay and what to see to follow from it.

    Somebody too new to have usual days is off on those they were to work.
    """
    days = usual_weekdays(books, worker_id, first) or _planned_weekdays(books, worker_id, first, last)
    return record_sickness(books, NewSpell(worker_id, first, last, days, told_on=min(first, books.today())))


def _planned_weekdays(books: Books, worker_id: int, first: date, last: date | None) -> frozenset[int]:
    shift = tables.Shift
    with books.reading() as session:
        ids = falling_open(books, worker_id, first, last)
        return frozenset(day.weekday() for day in session.scalars(select(shift.day).where(shift.id.in_(ids))))


# --- inside -----------------------------------------------------------------------------------------------------------


def _hand_over(session: Session, books: Books, row: tables.Shift, worker_id: int) -> tuple[Problem, ...]:
    shift = load(session, [row])[0]
    near = around(session, books.today(), {row.worker_id, worker_id}, row.day, row.day)
    if worker_id == row.worker_id:
        return (Problem("", "cover_same_person", {"worker": near.name(worker_id)}),)
    mine = taken_by(near, shift, worker_id)
    problems = (*_away(session, near, mine), *near.problems(mine), *near.paid_days(row.worker_id, row.day))
    if problems:
        return problems
    shift_changed(session, row)
    write(session, row, mine)
    write_expenses(session, row, None)
    return ()


def _away(session: Session, near: Around, shift: Shift) -> tuple[Problem, ...]:
    if (shift.worker_id, shift.day) not in days_away(session, shift.day, shift.day):
        return ()
    return (Problem("", "cover_worker_away", {"worker": near.name(shift.worker_id)}),)


def _said_yes(session: Session, row: tables.Shift, who: Who, how: str, now: datetime) -> None:
    asked = _asked(session, row.id, who)
    if asked is not None:
        asked.answer, asked.answered_at = YES, now
    told(session, row, OFFERED, how, now, worker_id=who.worker_id, contact_id=who.contact_id,
         name=_name(session, who), answer=YES)  # fmt: skip


def _asked(session: Session, shift_id: int, who: Who) -> tables.ShiftNotice | None:
    row = tables.ShiftNotice
    of_whom = row.worker_id == who.worker_id if who.worker_id is not None else row.cover_contact_id == who.contact_id
    wanted = select(row).where(row.shift_id == shift_id, row.kind == ASKED, of_whom)
    return session.scalars(wanted.order_by(row.at.desc(), row.id.desc())).first()


def _cut(whole: Shift, at: time) -> tuple[datetime | None, Problem | None]:
    """The moment of a clock time within a shift; on the next day where the time is before its start."""
    starts, ends = clock_time(whole.starts, whole.zone), clock_time(whole.ends, whole.zone)
    local = datetime.combine(starts.date(), at)
    if local <= starts:
        local += timedelta(days=1)
    found, problem = moment("at", local, second_time=False, zone=whole.zone)
    if found is not None and not whole.starts < found < whole.ends:
        return None, Problem("at", "cover_times_outside", {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"})
    return found, problem


def _halves(whole: Shift, cut: datetime) -> tuple[Shift, Shift]:
    longer_first = cut - whole.starts >= whole.ends - cut
    first = replace(whole, ends=cut, break_minutes=whole.break_minutes if longer_first else 0, call_outs=())
    rest = 0 if longer_first else whole.break_minutes
    second = replace(whole, starts=cut, break_minutes=rest, call_outs=(), miles=type(whole.miles)(0))
    return _shared(first, whole), _shared(second, whole)


def _shared(part: Shift, whole: Shift) -> Shift:
    return replace(part, shares=reshare(whole, shared_minutes(part))) if whole.shares else part


def _name(session: Session, who: Who) -> str:
    if who.worker_id is not None:
        return session.get_one(tables.Worker, who.worker_id).name
    return session.get_one(tables.CoverContact, who.contact_id).name


def _short(session: Session, who: Who) -> str:
    if who.worker_id is not None:
        return _first(session.get_one(tables.Worker, who.worker_id))
    contact = session.get(tables.CoverContact, who.contact_id) if who.contact_id is not None else None
    return contact.name if contact is not None else ""


def _first(worker: tables.Worker) -> str:
    return worker.name if worker.kind == "agency" else worker.name.split(" ", maxsplit=1)[0]


def _when(row: tables.Shift) -> str:
    starts, ends = clock_time(row.starts, row.zone), clock_time(row.ends, row.zone)
    return f"the shift of {day_and_month(row.day)}, {starts:%H:%M} to {ends:%H:%M}"
