"""A night that goes past the end of a pay period or of the tax year: where its hours and its tax belong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import day_and_month, tax_year_name, tax_year_start
from carerdesk.domain.hours.clock import clock_day
from carerdesk.domain.hours.shift import Shift

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=62)


def across(session: Session, shift: Shift) -> str:
    """What to know of a shift over such an end, as sentences; "" for any other.

    All of a shift belongs to the day it starts on; tax goes by the payday, whenever the work was.
    """
    if clock_day(shift.ends - A_MINUTE, shift.zone) == shift.day:
        return ""
    payday = _payday_of_the_last_day(session, shift.worker_id, shift.day)
    paid = f" The pay period ends that day: all of it is paid with it, on {day_and_month(payday)}." if payday else ""
    if tax_year_start(shift.day + A_DAY) != shift.day + A_DAY:
        return paid
    year = tax_year_name(payday or shift.day)
    taxed = f", so it is taxed in {year}" if payday else ""
    return f"{paid} The tax year ends that day; tax goes by the payday{taxed}."


def _payday_of_the_last_day(session: Session, worker_id: int, day: date) -> date | None:
    from carerdesk.services.pay.situation import periods_of

    found = (each.payday for each in periods_of(session, worker_id, day + LONGEST_WAIT) if each.last == day)
    return next(found, None)
