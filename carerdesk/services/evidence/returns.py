"""Every funder's periods: what came in and went out, weeks held, and the twelve tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import control_words
from carerdesk.domain.dates import span
from carerdesk.domain.evidence.control_tests import control_tests
from carerdesk.domain.evidence.results import ControlResult, State
from carerdesk.domain.money import Money, total
from carerdesk.services.books import Books
from carerdesk.services.evidence.gathered import Gathered, Known, Period
from carerdesk.services.evidence.periods import due_day, funder_periods, sent_days
from carerdesk.services.evidence.records import records_of
from carerdesk.services.funding.held import balance_of, opening_between
from carerdesk.services.hours.week import tone_of
from carerdesk.store import tables

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReturnView:
    """One funder's period. `ready` once every test is passed or explained."""

    funder_id: int
    funder: str
    short_name: str
    tone: str
    first: date
    last: date
    due: date | None
    opening: Money
    money_in: Money
    money_out: Money
    closing: Money
    set_aside: Money
    weeks_held: str | None
    tests: tuple[ControlResult, ...]
    explained: Mapping[int, str]
    sent_on: date | None

    @property
    def wanting(self) -> tuple[ControlResult, ...]:
        """Tests that neither pass nor are explained."""
        return tuple(t for t in self.tests if t.state is not State.PASS and t.n not in self.explained)

    @property
    def ready(self) -> bool:
        """Whether it can be sent with nothing left open."""
        return not self.wanting

    def as_json(self) -> dict[str, Any]:
        """For other programs; sums as text."""
        return {
            "funder": self.funder,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "opening": self.opening.text,
            "in": self.money_in.text,
            "out": self.money_out.text,
            "closing": self.closing.text,
            "set_aside": self.set_aside.text,
            "weeks_held": self.weeks_held,
            "tests": [
                {"n": test.n, "state": test.state.value, "lines": [finding.text for finding in test.findings]}
                for test in self.tests
            ],
        }

    def as_text(self) -> str:
        """One line for a person."""
        passed = sum(test.state is State.PASS for test in self.tests)
        sums = f"{self.opening} + {self.money_in} − {self.money_out} = {self.closing}"
        return f"{self.funder}, {span(self.first, self.last)}: {sums}; {passed} of {len(self.tests)} tests passed"


def length_of(first: date, last: date) -> str:
    """How long a period is: 16 weeks, 92 days."""
    days = (last - first).days + 1
    return f"{days // 7} weeks" if days % 7 == 0 else f"{days} days"


def all_returns(books: Books) -> tuple[ReturnView, ...]:
    """Every period with data, of every funder."""
    with books.reading() as session:
        known = Known(session)
        return tuple(
            view_of(Gathered(session, Period(funder.id, first, last, books.today()), known), due)
            for funder in _funders(session)
            for first, last, due in funder_periods(session, funder, books.today())
        )


def one_return(books: Books, funder_id: int, first: date, last: date) -> ReturnView:
    """One period of one funder, whether its cycle has it or not."""
    with books.reading() as session:
        of = Period(funder_id, first, last, books.today())
        return view_of(Gathered(session, of), due_day(session, of))


def _funders(session: Session) -> list[tables.Funder]:
    return list(session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id)))


def view_of(gathered: Gathered, due: date | None) -> ReturnView:
    """The period as it stands now: its sums, and the twelve tests."""
    session, of, funder = gathered.session, gathered.of, gathered.funder
    weeks = gathered.money.weeks.free_weeks
    came = [split.amount for split in gathered.in_and_out if split.amount.pence > 0]
    went = [split.amount for split in gathered.in_and_out if split.amount.pence < 0]
    return ReturnView(
        funder_id=funder.id,
        funder=funder.name,
        short_name=funder.short_name,
        tone=tone_of(funder.kind),
        first=of.first,
        last=of.last,
        due=due,
        opening=opening_of(session, of),
        money_in=total(came),
        money_out=-total(went),
        closing=balance_of(session, funder.id, of.last),
        set_aside=gathered.money.aside.total,
        weeks_held=None if weeks is None else f"{weeks.normalize():f}",
        tests=control_tests(records_of(gathered), control_words()),
        explained=explanations(session, of),
        sent_on=sent_days(session, of.funder_id).get((of.first, of.last)),
    )


def opening_of(session: Session, of: Period) -> Money:
    """A funder's money at the start of a period; accounts opened during it bring theirs in."""
    before = balance_of(session, of.funder_id, of.first - A_DAY)
    return before + opening_between(session, of.funder_id, of.first, of.last)


def explanations(session: Session, of: Period) -> Mapping[int, str]:
    """The family's own words for tests that do not pass, by test."""
    row = tables.Explanation
    wanted = select(row).where(row.funder_id == of.funder_id, row.first_day == of.first, row.last_day == of.last)
    return {one.test: one.words for one in session.scalars(wanted)}
