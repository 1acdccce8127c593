"""Days on which banks move every kind of payment: not Saturdays, Sundays and bank holidays."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from carerdesk.catalogue.bank_holidays import NoBankHolidaysFor, bank_holidays
from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.payroll.hmrc import clear_by
from carerdesk.services.books import Books, owner
from carerdesk.store import tables


def last_working_day(day: date, nation: str) -> date | None:
    """The last such day up to a day; None where the bank holidays then are not known."""
    try:
        return clear_by(day, bank_holidays(nation).between(day.replace(day=1), day))
    except NoBankHolidaysFor:
        return None


def when_to_send(session: Session, payday: date) -> str:
    """By when to send the wages of a payday on which banks are shut, as a sentence; "" on a working day."""
    nation = session.get_one(tables.Person, owner(session).person_id).nation
    by = last_working_day(payday, nation)
    if by is None or by == payday:
        return ""
    return guidance("pay", "banks_shut", payday=day_and_month(payday), day=day_and_month(by))


def when_to_send_wages(books: Books, payday: date) -> str:
    """As `when_to_send`."""
    with books.reading() as session:
        return when_to_send(session, payday)
