"""What the end of a tax year asks for, by when, and what of it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.joining.handed_out import given, strike_out, write_down
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.year_end.reconcile import reconciled
from carerdesk.services.year_end.roll_over import rolled_over
from carerdesk.services.year_end.years import employed_at_end, first_of, last_of, people_paid, year_after

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

P60_KIND = "p60"
BY_HAND = ("final_report", "benefits")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `done_on` is None where nobody can say when; `left` is what is open, in words.

    `by` is the last day. `by_hand` steps are ticked by a person; the others follow from the books.
    """

    key: str
    by: date
    done: bool
    left: str = ""
    by_hand: bool = False
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class GivenP60:
    """One PA who gets a P60, and the day it was given."""

    worker_id: int
    name: str
    given_on: date | None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The path through a year's end."""

    year: str
    route: str
    steps: tuple[Step, ...]
    p60s: tuple[GivenP60, ...]


def year_end(books: Books, year: str) -> YearEnd:
    """What is to do and what is done."""
    with books.reading() as session:
        return ending(session, year, books.today())


def ending(session: Session, year: str, today: date) -> YearEnd:
    """As `year_end`, within a session."""
    from carerdesk.store.tables import Employer

    route = session.get_one(Employer, owner(session).employer_id).filing_route
    p60s = tuple(_p60s(session, year))
    return YearEnd(year, route, tuple(_steps(session, year, today, p60s, route)), p60s)


def _p60s(session: Session, year: str) -> Iterator[GivenP60]:
    for worker in people_paid(session, year):
        if employed_at_end(worker, year):
            row = given(session, P60_KIND, first_of(year), last_of(year), worker.id)
            yield GivenP60(worker.id, worker.name, row.sent_on if row else None)


def _steps(session: Session, year: str, today: date, p60s: tuple[GivenP60, ...], route: str) -> Iterator[Step]:
    end = last_of(year)
    paydays = _open_paydays(session, year, today)
    yield Step("paydays", end, not paydays, ", ".join(long_date(day) for day in paydays))
    unsent = _unsent(session, year)
    yield Step("reports", end if route != "paper" else _day(year, 4, 19), not unsent, _counted(unsent, "payday"))
    yield _hand(session, year, "final_report", _day(year, 4, 19) if route == "paper" else end)
    open_codes = rolled_over(session, first_of(year_after(year))).open
    yield Step("codes", end, not open_codes, ", ".join(one.name.split()[0] for one in open_codes))
    differences = reconciled(session, year).differences
    yield Step("reconciled", _day(year, 4, 22), not differences, _counted(len(differences), "difference"))
    missing = [one for one in p60s if one.given_on is None]
    yield Step("p60s", _day(year, 5, 31), not missing, ", ".join(one.name.split()[0] for one in missing))
    yield _hand(session, year, "benefits", _day(year, 7, 6), confirmed=False)


def _day(year: str, month: int, day: int) -> date:
    return date(last_of(year).year, month, day)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def _hand(session: Session, year: str, key: str, by: date, *, confirmed: bool = True) -> Step:
    row = given(session, f"year_{key}", first_of(year), last_of(year))
    said = f"Done on {long_date(row.sent_on)}" if row and row.sent_on else ""
    return Step(key, by, row is not None, said, by_hand=True, confirmed=confirmed)


def _open_paydays(session: Session, year: str, today: date) -> list[date]:
    from carerdesk.services.pay.paydays import next_paydays

    ahead = max(last_of(year), today) - today
    return [day for day in next_paydays(session, today, ahead) if first_of(year) <= day <= last_of(year)]


def _unsent(session: Session, year: str) -> int:
    from sqlalchemy import func, select

    from carerdesk.store.tables import PayRun

    wanted = select(func.count(PayRun.payday.distinct())).where(
        PayRun.employer_id == owner(session).employer_id,
        PayRun.filed_on.is_(None),
        PayRun.payday.between(first_of(year), last_of(year)),
    )
    return session.scalar(wanted) or 0


def say_step_done(books: Books, year: str, key: str, *, is_done: bool = True) -> Outcome:
    """Tick one of the steps that only a person can know, or take the tick off. Raises ValueError for another."""
    if key not in BY_HAND:
        raise ValueError(f"{key!r} follows from the books")
    if is_done and books.today() < last_of(year).replace(month=1, day=1):
        return Rejected((Problem("", "year_end_too_early", {"year": year}),))
    days = (first_of(year), last_of(year))
    words = "done" if is_done else "not done after all"
    with books.operation(f"Year end {year}: {key.replace('_', ' ')} {words}", kind="filing") as op:
        if is_done:
            write_down(op.session, f"year_{key}", days, books.today())
        else:
            strike_out(op.session, f"year_{key}", days)
    return done(op)


def say_p60_given(books: Books, year: str, worker_id: int, *, is_given: bool = True) -> Outcome:
    """Write down that somebody has their P60, or that they have not after all."""
    from carerdesk.store.tables import Worker

    days = (first_of(year), last_of(year))
    if is_given and books.today() <= last_of(year):
        return Rejected((Problem("", "p60_too_early", {"last": long_date(last_of(year))}),))
    with books.operation("", kind="filing") as op:
        name = op.session.get_one(Worker, worker_id).name
        op.said = f"{name}’s P60 for {year} {'given' if is_given else 'not given after all'}"
        if is_given:
            write_down(op.session, P60_KIND, days, books.today(), worker_id)
        else:
            strike_out(op.session, P60_KIND, days, worker_id)
    return done(op)
