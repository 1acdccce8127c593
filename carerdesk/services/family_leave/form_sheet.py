"""The sheet of figures for the form that says why no pay is due, and when it must be given."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.dates import OWN
from carerdesk.domain.family_leave.kinds import REFUSALS, WEEK, LeaveKind
from carerdesk.domain.family_leave.questions import earnings_floor
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import family_leave_form
from carerdesk.services.books import Books
from carerdesk.services.family_leave.details import DECIDED, ENDED_WHY, GIVEN, LeaveDetails
from carerdesk.services.family_leave.record import answer
from carerdesk.services.family_leave.standing import Standing, standing
from carerdesk.services.outcome import Outcome
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def give_by(one: Standing, today: date) -> date | None:
    """The last day on which the form can be given in time; None where no page says one."""
    decided = one.details.day(DECIDED) or today
    return REFUSALS[one.details.kind].give_by(decided, one.details.day("asked_on"))


def form_words(one: Standing, name: str, today: date) -> tuple[str, ...]:
    """What to give to whom by when, in sentences; says where the time limit is not confirmed."""
    form, by = REFUSALS[one.details.kind], give_by(one, today)
    if form.in_writing_only:
        return (guidance("family_leave", "refusal_letter", who=name),)
    if by is None:
        said = guidance("family_leave", "refusal_no_day", who=name, form=form.name)
    else:
        said = guidance("family_leave", "refusal_why", who=name, form=form.name, day=long_date(by))
    return (said,) if form.source.confirmed else (said, guidance("family_leave", "refusal_unconfirmed"))


def form_pdf(books: Books, leave_id: int) -> bytes:
    """What to copy onto the form, as PDF. Raises LookupError (NoResultFound) where there is no such leave."""
    out = BytesIO()
    with books.reading() as session:
        family_leave_form.write(_view(session, leave_id, books.today()), out)
    return out.getvalue()


def say_form_given(books: Books, leave_id: int) -> Outcome:
    """Keep that the form was given today: nothing asks for it any more."""
    return answer(books, leave_id, GIVEN, books.today().isoformat())


def _view(session: Session, leave_id: int, today: date) -> family_leave_form.RefusalView:
    row = session.get_one(tables.FamilyLeave, leave_id)
    worker, employer = session.get_one(tables.Worker, row.worker_id), session.get_one(tables.Employer, row.employer_id)
    one = standing(session, row)
    form, by = REFUSALS[one.details.kind], give_by(one, today)
    confirmed = "" if form.source.confirmed else " Not confirmed: check it before you rely on it."
    return family_leave_form.RefusalView(
        form=form.name,
        pay=guidance("family_leave", f"pay_{one.details.kind.value}"),
        employer=employer.name, employer_address=employer.address, paye_reference=employer.paye_reference,
        name=worker.name, address=worker.address,
        ni_number=ni_number_words(worker.ni_number) if worker.ni_number else "", works_number=worker.works_number,
        dates=_dates(one, worker), reasons=_reasons(one), figures=_figures(one, known_rates(session)),
        give_by=f"Give it by {long_date(by)}" if by else "Give it without delay",
        ends=not one.details.refused and bool(one.details.answers.get(ENDED_WHY)),
        notes=() if form.source.confirmed else (guidance("family_leave", "refusal_unconfirmed"),),
        sources=(f"{form.source.title}: {form.source.address}.{confirmed}",),
    )  # fmt: skip


def _reasons(one: Standing) -> tuple[str, ...]:
    """Each reason once: what the questions came to, else what somebody wrote."""
    why, last = one.details.answers.get(ENDED_WHY, ""), one.details.last_day
    if why and last is not None:
        return (guidance("family_leave", "ended_sheet", day=long_date(last)), why)
    found = tuple(problem_words(reason) for reason in one.verdict.reasons)
    return found or tuple(line for line in one.details.refused.splitlines() if line)


def _dates(one: Standing, worker: tables.Worker) -> tuple[tuple[str, str], ...]:
    details = one.details
    week = dates.qualifying_week(details.event)
    return (
        (guidance("family_leave", f"day_{day_key(details)}"), long_date(details.event_on)),
        ("Born or placed", long_date(details.born_on) if details.born_on else ""),
        ("Pay was asked for from", long_date(details.first_day)),
        ("Asked on", _long(details.day("asked_on"))),
        ("The week that counts", span(week, week + WEEK - dates.A_DAY)),
        ("Job started", _long(worker.started)),
        ("Job ended", _long(worker.left)),
    )


def day_key(details: LeaveDetails) -> str:
    """The name of the words for what the leave's own day is."""
    if details.kind is LeaveKind.SPBP:
        return "death"
    return "care" if details.route == OWN else details.route


def _figures(one: Standing, rates: Rates) -> tuple[tuple[str, str], ...]:
    average = f"£{one.average.amount:,.2f}" if isinstance(one.average, Average) else "Not known"
    try:
        floor = f"£{earnings_floor(one.details.event, rates)}"
    except NoRateFor:
        floor = "Not known"
    by = long_date(dates.start_by(one.details.event))
    return (("Average weekly earnings", average), ("Must be at least", floor), ("Job must have started by", by))


def _long(day: date | None) -> str:
    return long_date(day) if day else ""
