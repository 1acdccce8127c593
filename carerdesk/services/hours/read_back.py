"""What a typed shift means, read back before it is kept, with what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import full_date, monday_of
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import Shift, ShiftKind, hours_text, paid_minutes
from carerdesk.domain.listed import listed
from carerdesk.domain.problem import Problem
from carerdesk.domain.typed import hours_words
from carerdesk.services.books import Books
from carerdesk.services.hours.across import across
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import Choice, short_names
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import Meant, going_along, meant_by, surroundings
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.people.read import contract_at, workers
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was understood, as a sentence; what is wrong; and what is odd about it, to be asked before it is kept."""

    said: str
    problems: tuple[Problem, ...] = ()
    oddities: tuple[Problem, ...] = ()


def read_back(books: Books, new: NewShift, shift_id: int | None = None) -> ReadBack:
    """What a typed shift means and what comes of it: "Sunday 22 November 2026, 16:00 to 19:00, 3 hours. Asha …"."""
    with books.reading() as session:
        row = None if shift_id is None else session.get(tables.Shift, shift_id)
        near = surroundings(session, books.today(), new, row)
        old = () if row is None else load(session, [row, *going_along(session, row, new)])
        meant = meant_by(near, new, shift_id, old=old)
        if not meant.shifts:
            return ReadBack("", meant.problems)
        over = [problem for shift in meant.shifts for problem in over_contract(session, near, shift)]
        oddities = (*meant.oddities, *_away(session, near, meant), *over)
        good = "" if meant.problems or oddities else _consequence(session, near, meant)
        gap = " Fills the gap." if _fills_gap(session, meant.shifts[0], shift_id) else ""
        ends = across(session, meant.shifts[0])
        return ReadBack(_said(meant.shifts[0]) + ends + gap + good, meant.problems, oddities)


def free_for(books: Books, shift_id: int) -> tuple[Choice, ...]:
    """Who could take a shift over: on the rota that day, nowhere else then, and not on holiday."""
    with books.reading() as session:
        row = session.get_one(tables.Shift, shift_id)
        shift = load(session, [row])[0]
        people = [one for one in workers(session, row.day) if one.id != row.worker_id]
        short = short_names(people)
        near = around(session, books.today(), {one.id for one in people}, row.day, row.day)
        away = days_away(session, row.day, row.day)
        return tuple(
            Choice(one.id, one.name, short[one.id])
            for one in people
            if (one.id, row.day) not in away and not near.problems(replace(shift, worker_id=one.id, id=None))
        )


def _said(shift: Shift) -> str:
    starts, ends = clock_time(shift.starts, shift.zone), clock_time(shift.ends, shift.zone)
    after = " the next day" if ends.date() > starts.date() else ""
    clocks = ". The clocks change that night" if ends - starts != shift.ends - shift.starts else ""
    rest = f" with {hours_words(shift.break_minutes)} of break" if shift.break_minutes else ""
    length = hours_words(shift.elapsed_minutes)
    kind = "" if shift.kind is ShiftKind.NORMAL else f", {shift.kind.label}"
    return f"{full_date(shift.day)}, {starts:%H:%M} to {ends:%H:%M}{after}, {length}{rest}{kind}{clocks}."


def _consequence(session: Session, near: Around, meant: Meant) -> str:
    names = [near.name(shift.worker_id) for shift in meant.shifts]
    free = f" {listed(names)} {'is' if len(names) == 1 else 'are'} free"
    first = meant.shifts[0]
    agreed = _agreed(session, first)
    if len(names) > 1 or agreed is None:
        return f"{free}."
    return f"{free}, and stays within the {hours_words(agreed)} a week agreed."


def over_contract(session: Session, near: Around, shift: Shift) -> tuple[Problem, ...]:
    """More in the week than the contract says: odd, but a person may have asked."""
    agreed, week = _agreed(session, shift), _week_minutes(near, shift)
    if agreed is None or week <= agreed:
        return ()
    values = {"worker": near.name(shift.worker_id), "length": hours_text(week), "agreed": hours_text(agreed)}
    return (Problem("ends", "week_over_contract", values),)


def _agreed(session: Session, shift: Shift) -> int | None:
    terms = contract_at(session, shift.worker_id, shift.day)
    return terms.weekly_minutes if terms is not None else None


def _week_minutes(near: Around, shift: Shift) -> int:
    days = [monday_of(shift.day) + timedelta(days=at) for at in range(7)]
    others = [
        each for day in days for each in near.shifts[shift.worker_id, day] if each.id is None or each.id != shift.id
    ]
    return paid_minutes(shift) + sum(paid_minutes(each) for each in others)


def _away(session: Session, near: Around, meant: Meant) -> tuple[Problem, ...]:
    days = [shift.day for shift in meant.shifts]
    away = days_away(session, min(days), max(days))
    return tuple(
        Problem("worker_id", "worker_on_holiday", {"worker": near.name(shift.worker_id)})
        for shift in meant.shifts
        if (shift.worker_id, shift.day) in away
    )


def _fills_gap(session: Session, shift: Shift, shift_id: int | None) -> bool:
    """Whether it takes the time of a planned shift whose PA is away."""
    rows = rows_of_person(session, shift.day - timedelta(days=1), shift.day + timedelta(days=1))
    away = days_away(session, shift.day - timedelta(days=1), shift.day + timedelta(days=1))
    return any(_is_gap(row, away, shift) and row.id != shift_id and row.worker_id != shift.worker_id for row in rows)


def _is_gap(row: tables.Shift, away: frozenset[tuple[int, date]], shift: Shift) -> bool:
    there = row.starts < shift.ends and shift.starts < row.ends
    return there and row.state == "planned" and (row.worker_id, row.day) in away
