"""Holiday on paper: the record of a leave year, kept for six years, and the warning of what will be lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import add_months, long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import total
from carerdesk.domain.working import Line, Working
from carerdesk.reports import holiday_record, letter
from carerdesk.services.books import Books, owner
from carerdesk.services.holiday.balance import BookingView, HolidayView, holiday_view
from carerdesk.services.holiday.book import TAKEN_OUT
from carerdesk.services.holiday.booking_pay import kept_working
from carerdesk.services.holiday.earned import CARRIED, CLOSED, WARNED, entries_of
from carerdesk.services.holiday.earnings import AT_THE_END, ROLLED_UP
from carerdesk.services.holiday.give_back import GIVEN_BACK
from carerdesk.services.holiday.requests import requests_of
from carerdesk.services.holiday.year_end import leave_year_at, year_end_view
from carerdesk.store import tables

RETENTION_MONTHS = 72  # Working Time Regulations 1998 reg 16B: six years


def record_pdf(books: Books, worker_id: int, day: date) -> bytes:
    """The holiday record of the leave year a day falls in. Raises LookupError where no contract stood on it."""
    out = BytesIO()
    with books.reading() as session:
        holiday_record.write(_record(session, worker_id, day, books.today()), out)
    return out.getvalue()


def letter_pdf(books: Books, worker_id: int, day: date) -> bytes:
    """The letter that warns of holiday lost at the end of a leave year. Raises LookupError as `record_pdf` does."""
    out = BytesIO()
    with books.reading() as session:
        letter.write_letter(_letter(session, worker_id, day, books.today()), out)
    return out.getvalue()


def record_years(books: Books, worker_id: int) -> tuple[date, ...]:
    """A day in each leave year the books know something of, newest first."""
    with books.reading() as session:
        slip, booking, asked = tables.Payslip, tables.LeaveBooking, tables.LeaveRequest
        days = [
            min(books.today(), session.get_one(tables.Worker, worker_id).left or books.today()),
            *session.scalars(select(asked.first_day).where(asked.worker_id == worker_id)),
            *session.scalars(select(slip.first_day).where(slip.worker_id == worker_id)),
            *session.scalars(select(booking.first_day).where(booking.worker_id == worker_id)),
        ]
        found: dict[date, date] = {}
        for day in sorted(days, reverse=True):
            view = holiday_view(session, worker_id, day)
            if view is not None:
                found.setdefault(view.year.first, day)
        return tuple(found.values())


def _record(session: Session, worker_id: int, day: date, today: date) -> holiday_record.RecordView:
    year = leave_year_at(session, worker_id, day)
    on = day if year is None else today if today in year else year.last
    view = holiday_view(session, worker_id, on, with_pay=True)
    if view is None:
        raise LookupError(f"no contract stood in the leave year of {day}")
    worker = session.get_one(tables.Worker, worker_id)
    employer, person = _employer(session)
    return holiday_record.RecordView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        name=worker.name,
        works_number=worker.works_number,
        first=view.year.first,
        last=view.year.last,
        method=guidance("holiday", f"method_{view.method}"),
        made_on=today,
        earned=view.working.lines,
        taken=tuple(_taken(row) for row in view.bookings),
        left=hours_text(view.balance.left) if view.balance.left >= 0 else f"− {hours_text(-view.balance.left)}",
        left_words=f"on {long_date(on)}",
        asked=tuple(_asked(session, view)),
        at_end=tuple(_at_end(session, view)),
        workings=tuple(_workings(session, view)),
        notes=(guidance("holiday", "kept_six_years"), _kept_until(view, today), *view.working.notes),
    )


def _employer(session: Session) -> tuple[tables.Employer, tables.Person]:
    here = owner(session)
    return session.get_one(tables.Employer, here.employer_id), session.get_one(tables.Person, here.person_id)


def _taken(row: BookingView) -> holiday_record.TakenRow:
    how = row.pay_reason
    if not how and row.working is not None:
        how = "Worked out below" if row.working.lines else "Paid with each wage"
    if how and not row.paid and row.worked_out is not None:
        how = f"Not paid yet. {how}"
    if row.problem is not None:
        how = problem_words(row.problem)
    return holiday_record.TakenRow(row.first, row.last, row.minutes, row.worked_out if row.paid else None, how)


def _asked(session: Session, view: HolidayView) -> Iterator[Line]:
    """What was asked for and what was said to it; holiday agreed and given back, or taken out once begun."""
    for one in requests_of(session, view.worker_id, view.year.first, view.year.last):
        answered = f" on {long_date(one.answered_on)}" if one.answered_on is not None else ""
        why = f": {one.reason}" if one.reason else ""
        words = f"{span(one.first, one.last)}, asked for on {long_date(one.asked_on)}"
        said = guidance("holiday", f"request_{one.state}")
        yield Line(f"{words}. {said}{answered}{why}.", hours_text(one.minutes))
    booking = tables.LeaveBooking
    gone = select(booking).where(
        booking.worker_id == view.worker_id,
        booking.state.in_((GIVEN_BACK, TAKEN_OUT)),
        booking.first_day.between(view.year.first, view.year.last),
    )
    for row in session.scalars(gone.order_by(booking.first_day, booking.id)):
        said = guidance("holiday", f"booking_{row.state}")
        yield Line(f"{span(row.first_day, row.last_day)}. {said}.", hours_text(row.minutes))


def _kept_until(view: HolidayView, today: date) -> str:
    """The law counts six years from when a record was made: for a leave year gone by, from its last day at least."""
    until = add_months(max(view.year.last, today), RETENTION_MONTHS)
    return guidance("holiday", "kept_until", day=long_date(until))


def _at_end(session: Session, view: HolidayView) -> Iterator[Line]:
    for row in entries_of(session, view.worker_id):
        if row.from_year != view.year.first:
            continue
        if row.kind == WARNED:
            yield Line(f"Warned in writing on {long_date(row.day)} what would be lost", row.note)
        elif row.kind == CARRIED:
            why = guidance("holiday", f"reason_{row.reason}")
            until = f" To be taken by {long_date(row.use_by)}." if row.use_by else ""
            note = f" {row.note}." if row.note else ""
            yield Line(f"Carried over. {why}.{until}{note}", hours_text(row.minutes))
        elif row.kind == CLOSED:
            words = f"Lapsed when the year was finished{'. ' + row.note if row.note else ''}"
            yield Line(words, hours_text(-row.minutes))
    yield from _paid_otherwise(session, view)


def _paid_otherwise(session: Session, view: HolidayView) -> Iterator[Line]:
    """Holiday pay that was for no days off: with each wage, or at the end of the job."""
    line, slip = tables.PayslipLine, tables.Payslip
    for source, words in ((ROLLED_UP, "Paid with each wage"), (AT_THE_END, "Paid at the end of the job")):
        amounts = session.scalars(
            select(line.amount)
            .join(slip, slip.id == line.payslip_id)
            .where(
                line.source == source,
                slip.worker_id == view.worker_id,
                slip.last_day.between(view.year.first, view.year.last),
            )
        ).all()
        if amounts:
            yield Line(words, str(total(amounts)))


def _workings(session: Session, view: HolidayView) -> Iterator[Working]:
    for row in view.bookings:
        if row.working is not None and row.working.lines and not row.pay_reason:
            yield row.working
    slip = tables.Payslip
    slips = session.scalars(
        select(slip).where(slip.worker_id == view.worker_id, slip.last_day.between(view.year.first, view.year.last))
    )
    for one in slips:
        working = kept_working(one, f"{AT_THE_END}:{view.worker_id}")
        if working is not None:
            yield working


def _letter(session: Session, worker_id: int, day: date, today: date) -> letter.LetterView:
    found = year_end_view(session, worker_id, day)
    if found is None:
        raise LookupError(f"no contract stood on {day}")
    worker = session.get_one(tables.Worker, worker_id)
    employer, person = _employer(session)
    ends = long_date(found.year.last)
    values = {"left": hours_text(max(found.left, 0)), "ends": ends}
    middle = "letter_rolled_up" if found.method == "rolled_up" else "letter_paid"
    return letter.LetterView(
        subject="Holiday",
        employer=employer.name,
        employer_address=employer.address,
        acting_for="" if employer.name == person.name else person.name,
        name=worker.name,
        address=worker.address,
        day=today,
        title="Holiday you have left",
        paragraphs=(
            guidance("holiday", "letter_left", **values),
            guidance("holiday", middle, **values),
            guidance("holiday", "letter_lost", **values),
            guidance("holiday", "letter_carries", **values),
        ),
        signers=(f"Signed, {employer.name}", f"Received, {worker.name}"),
    )
