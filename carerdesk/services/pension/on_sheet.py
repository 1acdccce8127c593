"""The pension on the pay sheet: what each pay asks for, and what can be done about it in one press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.pension.assessment import Duty, working_of
from carerdesk.domain.pension.dates import longest_postponement
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Working
from carerdesk.services.books import Books, owner
from carerdesk.services.outcome import Outcome
from carerdesk.services.pay.read import Column, PaydayView
from carerdesk.services.pension.assess import Asked, Paid, asked
from carerdesk.services.pension.events import YOUNGEST_ENROLLED, Happened, record_event
from carerdesk.services.pension.membership import events_of, scheme_on
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Worker


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: its words, what it records where it records anything, or the place that does it.

    `place` is "scheme" (the employer's pension form), "birth" (the worker's details) or "" for one press.
    """

    words: str
    happened: Happened | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class SheetStep:
    """What one worker's pay asks for: a sentence, the working behind it, and the acts, the first the likeliest."""

    worker_id: int
    name: str
    code: str
    words: str
    working: Working
    acts: tuple[Act, ...]


def sheet_steps(books: Books, view: PaydayView) -> tuple[SheetStep, ...]:
    """For everybody on the sheet whose pay is not agreed yet and asks for something."""
    with books.reading() as session:
        found = [
            _step(session, view.payday, column, books.today()) for column in view.paid if column.payslip_id is None
        ]
    return tuple(step for step in found if step is not None)


def take_step(books: Books, worker_id: int, act: Act) -> Outcome:
    """Record what an act says. Raises ValueError for one that only leads somewhere."""
    if act.happened is None:
        raise ValueError("this act records nothing")
    return record_event(books, worker_id, act.happened)


def _step(session: Session, payday: date, column: Column, today: date) -> SheetStep | None:
    from carerdesk.store.tables import Worker

    worker = session.get_one(Worker, column.worker_id)
    frequency, gross = Frequency(column.frequency), column.figures["gross"]
    paid = Paid(worker.id, column.first_name, worker.born, frequency, payday, column.last, gross)
    try:
        answer = asked(session, paid, known_rates(session))
    except NoRateFor:
        return None
    if answer.notice is None:
        return None
    acts = _acts(session, worker, answer, column.first, today)
    words = problem_words(answer.notice)
    return SheetStep(worker.id, column.first_name, answer.notice.code, words, working_of(answer.found), acts)


def _acts(session: Session, worker: Worker, answer: Asked, first: date, today: date) -> tuple[Act, ...]:
    name = worker.name.split(" ", maxsplit=1)[0]
    assert answer.notice is not None
    if answer.notice.code == "pension_must_enrol":
        return _enrolling(session, worker, name, _first_day(worker, first))
    if answer.found.duty is Duty.AGE_UNKNOWN:
        return (Act(guidance("pension", "act_birth", worker=name), place="birth"),)
    if answer.found.duty in {Duty.MAY_OPT_IN, Duty.MAY_JOIN}:
        told = Happened("told", today, told_on=today)
        return (Act(guidance("pension", "act_told", worker=name), told),)
    return ()


def _first_day(worker: Worker, first: date) -> date:
    """The first day of the period, of the job or of being 22, whichever is latest."""
    days = [first, worker.started or first]
    if worker.born is not None:
        days.append(add_months(worker.born, 12 * YOUNGEST_ENROLLED))
    return max(days)


def _enrolling(session: Session, worker: Worker, name: str, day: date) -> tuple[Act, ...]:
    put_off = [] if any(event.kind == "postponed" for event in events_of(session, worker.id)) else [_put_off(name, day)]
    if scheme_on(session, owner(session).employer_id, day) is None:
        return (Act(guidance("pension", "act_scheme"), place="scheme"), *put_off)
    words = guidance("pension", "act_enrol", worker=name, day=long_date(day))
    return (Act(words, Happened("enrolled", day)), *put_off)


def _put_off(name: str, day: date) -> Act:
    until = longest_postponement(day)
    words = guidance("pension", "act_postpone", worker=name, until=long_date(until))
    return Act(words, Happened("postponed", day, until=until))
