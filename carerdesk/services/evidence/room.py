"""What the Evidence room shows: each funder's returns and how they stand, and what a pack would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from carerdesk.domain.dates import long_date, monday_of
from carerdesk.domain.evidence.results import ControlResult, Finding, State
from carerdesk.domain.working import Working
from carerdesk.reports.pack_view import GROUPS
from carerdesk.services.books import Books, owner
from carerdesk.services.evidence.exhibits import numbered_exhibits
from carerdesk.services.evidence.gathered import Gathered, Known, Period
from carerdesk.services.evidence.passed_on import PAY_OVER
from carerdesk.services.evidence.periods import asks_for_returns, due_day, funder_periods, sent_days
from carerdesk.services.evidence.returns import ReturnView, view_of
from carerdesk.services.evidence.workings import how_it_came
from carerdesk.services.hours.week import tone_of
from carerdesk.store import tables

LOOKED_AT = 2  # periods of each funder for which the list makes the tests


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One period in the list. `wanting` counts the tests left open; None where they were not made for the list."""

    funder_id: int
    first: date
    last: date
    due: date | None
    sent_on: date | None
    wanting: int | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class FunderReturns:
    """A funder's periods, the newest first. `asks` is False where nobody said when it wants returns.

    The family's own money is asked for by nobody: its periods are there all the same, for accounts.
    """

    funder_id: int
    name: str
    short_name: str
    tone: str
    asks: bool
    is_own: bool
    rows: tuple[ReturnRow, ...]


def overview(books: Books, looked_at: int = LOOKED_AT) -> tuple[FunderReturns, ...]:
    """Every funder with its periods. The tests are made for so many of each funder's newest that are not sent."""
    with books.reading() as session:
        known = Known(session)
        funder = tables.Funder
        wanted = select(funder).where(funder.person_id == owner(session).person_id)
        rows = session.scalars(wanted.order_by(funder.position, funder.id)).all()
        return tuple(_funder(known, row, books.today(), looked_at) for row in rows)


def _funder(known: Known, funder: tables.Funder, today: date, most: int) -> FunderReturns:
    session = known.session
    found = list(reversed(funder_periods(session, funder, today)))
    sent = sent_days(session, funder.id)
    rows, looked_at = [], 0
    for first, last, due in found:
        wanting = None
        if (first, last) not in sent and looked_at < most and funder.kind != "own":
            looked_at += 1
            of = Period(funder.id, first, last, today)
            wanting = len(view_of(Gathered(session, of, known), due).wanting)
        rows.append(ReturnRow(funder.id, first, last, due, sent.get((first, last)), wanting, last < today))
    asks = asks_for_returns(session, funder)
    return FunderReturns(
        funder.id, funder.name, funder.short_name, tone_of(funder.kind), asks, funder.kind == "own", tuple(rows)
    )


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """A return in a word, at hand before its tests are made."""

    funder: str
    short_name: str
    due: date | None
    sent_on: date | None


def return_head(books: Books, funder_id: int, first: date, last: date) -> ReturnHead:
    """Whose return it is, when it is due, and when it was sent."""
    with books.reading() as session:
        row = session.get_one(tables.Funder, funder_id)
        due = due_day(session, Period(funder_id, first, last, books.today()))
        return ReturnHead(row.name, row.short_name, due, sent_days(session, funder_id).get((first, last)))


def working_of(books: Books, funder_id: int, first: date, last: date, n: int) -> Working:
    """How one of the tests on a return came to its result."""
    with books.reading() as session:
        return how_it_came(Gathered(session, Period(funder_id, first, last, books.today())), n)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is put right: a room, a place in it, and the words for a button."""

    room: str
    at: Mapping[str, str | int]
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of document in a pack: how many there are."""

    letter: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """A return with what its pack would hold. `places` has where each finding is put right, by test and finding."""

    view: ReturnView
    person: str
    groups: tuple[Group, ...]
    proved: str
    places: Mapping[tuple[int, int], Place]

    @property
    def exhibits(self) -> int:
        """All documents."""
        return sum(group.count for group in self.groups)


def return_page(books: Books, funder_id: int, first: date, last: date) -> ReturnPage:
    """One return as the room shows it."""
    with books.reading() as session:
        of = Period(funder_id, first, last, books.today())
        gathered = Gathered(session, of)
        view = view_of(gathered, due_day(session, of))
        numbers = numbered_exhibits(books, gathered).groups()
        groups = tuple(Group(letter, name, len(numbers.get(letter, ()))) for letter, name in GROUPS.items())
        person = session.get_one(tables.Person, gathered.funder.person_id).name
        proof = next(test.result for test in view.tests if test.n == PROOF)
        places = {
            (test.n, at): _place(gathered, test, finding)
            for test in view.tests
            for at, finding in enumerate(test.findings or (Finding(test.missing),))
            if test.state is not State.PASS
        }
        return ReturnPage(view, person, groups, proof, places)


STATEMENTS, HOURS, PROOF = 1, 4, 12
_ROOMS: dict[int, tuple[str, dict[str, str | int], str]] = {
    3: ("rota", {"timesheets": 1}, "See the timesheets"),
    5: ("pay", {"hmrc": 0}, "See what is due to HMRC"),
    7: ("people", {"employer": "certificates"}, "See the insurance"),
    11: ("people", {}, "See the people"),
}


def _place(gathered: Gathered, test: ControlResult, finding: Finding) -> Place:
    found = _by_record(gathered, finding) if finding.id is not None else None
    if found is not None:
        return found
    if test.n in _ROOMS:
        return Place(*_ROOMS[test.n])
    if test.n == STATEMENTS:
        return Place("money", {"step": "bring_in"}, "Bring in a statement")
    monday = _week_of(gathered, finding) if test.n == HOURS else None
    if monday is not None:
        return Place("rota", {"monday": monday.isoformat()}, "See the week")
    return Place("budget", {"funder": gathered.of.funder_id}, f"See {gathered.funder.short_name}’s budget")


def _week_of(gathered: Gathered, finding: Finding) -> date | None:
    """The Monday a finding names."""
    mondays = sorted({monday_of(shift.day) for shift, _ in gathered.shifts})
    return next((day for day in mondays if long_date(day) in finding.text), None)


def _by_record(gathered: Gathered, finding: Finding) -> Place | None:
    session, row = gathered.session, finding.id
    assert row is not None
    plain = {
        "bank_line": Place("money", {"line": row}, "See the bank line"),
        "statement": Place("money", {"step": "check"}, "Compare with the bank"),
        "hmrc_period": Place("pay", {"hmrc": row}, "See what is due"),
        PAY_OVER: Place("people", {"employer": "pension"}, "See what is due"),
    }
    if finding.record in plain:
        return plain[finding.record]
    if finding.record == "payslip":
        payday = session.get_one(tables.Payslip, row).payday
        return Place("pay", {"payday": payday.isoformat()}, "See the payday")
    if finding.record == "worker":
        name = session.get_one(tables.Worker, row).name
        return Place("people", {"worker": row}, f"See {name.split(' ', maxsplit=1)[0]}’s page")
    return None
