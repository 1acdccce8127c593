"""Family leaves as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.kinds import KINDS_SOURCE, REFUSALS, LeaveKind, RefusalForm
from carerdesk.domain.family_leave.questions import Question, earnings_floor, questions
from carerdesk.domain.family_leave.recovery import given_back, recovery_working
from carerdesk.domain.family_leave.schedule import PayWeek, week_working
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.family_leave.details import SOURCE, LeaveDetails
from carerdesk.services.family_leave.recovery import Size, size_for
from carerdesk.services.family_leave.standing import Standing, leaves_of, standing, worked
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class PaidSlip:
    """What one payslip paid of a leave, and what HMRC gives back of that."""

    payday: date
    amount: Money
    back: Money


@dataclass(frozen=True, slots=True)
class LeaveView:
    """One leave with everything a page says of it. `size` tells whether the employer is small."""

    worker: str
    of: Standing
    size: Size
    slips: tuple[PaidSlip, ...]
    rates: Rates

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split()[0]

    @property
    def title(self) -> str:
        """Maternity leave from 2 March 2027."""
        kind = guidance("family_leave", f"leave_{self.of.details.kind.value}")
        return f"{kind} from {long_date(self.of.details.first_day)}"

    @property
    def paid(self) -> Money:
        """Paid so far."""
        return self.of.paid

    @property
    def back(self) -> Money:
        """What HMRC has given back or will, of what was paid so far."""
        return Money(sum(slip.back.pence for slip in self.slips))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may take a family leave, with the leaves recorded."""

    worker_id: int
    name: str
    started: date | None
    left: date | None
    leaves: tuple[LeaveView, ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split()[0]


def everyones_leaves(books: Books) -> tuple[Person, ...]:
    """Every employee of the person in view, by name, with their leaves."""
    worker = tables.Worker
    with books.reading() as session:
        mine = select(worker).where(worker.person_id == owner(session).person_id, worker.kind == "employee")
        return tuple(
            Person(
                row.id,
                row.name,
                row.started,
                row.left,
                tuple(_view(session, each) for each in leaves_of(session, row.id)),
            )
            for row in session.scalars(mine.order_by(worker.name))
        )


def leave_view(books: Books, leave_id: int) -> LeaveView:
    """One leave. Raises LookupError (NoResultFound) where there is none."""
    with books.reading() as session:
        return _view(session, session.get_one(tables.FamilyLeave, leave_id))


def find_leave(books: Books, leave_id: int) -> LeaveView | None:
    """One leave, or None where it is not there any more."""
    with books.reading() as session:
        row = session.get(tables.FamilyLeave, leave_id)
        return _view(session, row) if row is not None else None


def tried(books: Books, details: LeaveDetails, leave_id: int | None = None) -> LeaveView:
    """A leave as it would stand, without keeping it."""
    with books.reading() as session:
        name = session.get_one(tables.Worker, details.worker_id).name
        rates = known_rates(session)
        return LeaveView(name, worked(session, details, leave_id), size_for(session, details, rates), (), rates)


def _view(session: Session, row: tables.FamilyLeave) -> LeaveView:
    one = standing(session, row)
    rates = known_rates(session)
    size = size_for(session, one.details, rates)
    name = session.get_one(tables.Worker, row.worker_id).name
    return LeaveView(name, one, size, tuple(_slips(session, row.id, size, rates)), rates)


def _slips(session: Session, leave_id: int, size: Size, rates: Rates) -> list[PaidSlip]:
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(slip.payday, line.amount)
        .join(slip, slip.id == line.payslip_id)
        .where(line.source == SOURCE, line.source_id == leave_id)
        .order_by(slip.payday, line.id)
    )
    return [PaidSlip(payday, amount, _back(amount, payday, size, rates)) for payday, amount in session.execute(wanted)]


def _back(amount: Money, payday: date, size: Size, rates: Rates) -> Money:
    try:
        return given_back(amount, payday, rates, small=size.small is True).total
    except NoRateFor:
        return ZERO


def week_why(view: LeaveView, week: PayWeek) -> Working:
    """How one week's pay came about, with its average."""
    average = view.of.average
    assert isinstance(average, Average)
    return week_working(week, view.of.details.kind, average.amount, view.rates)


def back_why(view: LeaveView, day: date) -> Working | None:
    """What HMRC gives back of all weeks whose rate is known, at the rate of a day; None where that is not known."""
    if view.of.schedule is None:
        return None
    try:
        return recovery_working(view.of.schedule.known, day, view.rates, small=view.size.small is True)
    except NoRateFor:
        return None


def refusal_form(kind: LeaveKind) -> RefusalForm:
    """Which form says why nothing is due, and by when it must be given."""
    return REFUSALS[kind]


def asked(details: LeaveDetails) -> tuple[Question, ...]:
    """The questions for a leave, in order."""
    return questions(details.event)


def question_words(question: Question, values: Mapping[str, str]) -> tuple[str, str]:
    """A question, and why it is asked."""
    return (
        guidance("family_leave", f"q_{question.code}", **values),
        guidance("family_leave", f"why_{question.code}", **values),
    )


def question_values(details: LeaveDetails, name: str) -> dict[str, str]:
    """What the words of the questions are filled with."""
    event = details.event
    first, week = details.first_day, dates.qualifying_week(event)
    notice = dates.notice_by(details.kind, first) or first
    return {
        "who": name.split(maxsplit=1)[0],
        "first": long_date(first),
        "week": long_date(week),
        "eleventh": long_date(dates.earliest_start(event) or first),
        "notice": long_date(notice),
        "proof": long_date(dates.proof_by(details.kind, first)),
    }


@dataclass(frozen=True, slots=True)
class Test:
    """A test that the books answer by themselves: its title, how it came out, in words, and from where."""

    title: str
    words: str
    met: bool | None
    source: Source


def tests_of(view: LeaveView) -> tuple[Test, ...]:
    """How long the job has lasted and what was earned, each with what is asked."""
    details = view.of.details
    found = {each.field: each for each in view.of.verdict.reasons}
    event, name = details.event, view.first_name
    by = long_date(dates.start_by(event))
    service = problem_words(found["service"]) if "service" in found else guidance(
        "family_leave", "service_met", who=name, by=by
    )  # fmt: skip
    unsure = view.of.verdict.unsure
    if "service" in unsure:
        service = guidance("family_leave", "service_unsure", who=name, by=by)
    source = KINDS_SOURCE[details.kind]
    tests = [Test("service", service, _met("service", found, unsure), source)]
    return (*tests, Test("earnings", _earnings_words(view, found), _met("earnings", found, unsure), source))


def _met(which: str, found: Mapping[str, object], unsure: tuple[str, ...]) -> bool | None:
    return None if which in unsure else which not in found


def _earnings_words(view: LeaveView, found: Mapping[str, object]) -> str:
    average = view.of.average
    if not isinstance(average, Average):
        return problem_words(average)
    try:
        floor: Decimal | None = earnings_floor(view.of.details.event, view.rates)
    except NoRateFor:
        floor = None
    if floor is None:
        return guidance("family_leave", "earnings_floor_unknown", average=f"£{average.amount:,.2f}")
    key = "earnings_too_low" if "earnings" in found else "earnings_met"
    return guidance("family_leave", key, average=f"£{average.amount:,.2f}", floor=f"£{floor}")


def size_words(size: Size) -> str:
    """Whether the employer is small, in a sentence with what the books know."""
    if size.covered:
        key = "size_small" if size.small else "size_large"
    else:
        key = {True: "size_said_small", False: "size_said_large", None: "size_asked"}[size.small]
    return guidance("family_leave", key, year=size.year, ni=str(size.ni))


def payday_lines(view: LeaveView) -> Working:
    """What was paid so far, payday by payday, and what HMRC gives back of it."""
    lines = [Line(long_date(slip.payday), str(slip.amount)) for slip in view.slips]
    back = Line("HMRC gives back of this", str(view.back))
    return Working("Paid so far", (*lines, Line("Paid so far", str(view.paid), strong=True), back))
