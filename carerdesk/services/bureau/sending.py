"""Writing down that the hours of a payday went to the bureau, or the whole pack to a new one."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.dates import day_and_month, tax_year_start
from carerdesk.services.books import Books, done
from carerdesk.services.joining.handed_out import given, write_down
from carerdesk.services.outcome import Done

HOURS, PACK = "hours_to_bureau", "handover"


def say_hours_sent(books: Books, payday: date) -> Done:
    """The hours of a payday were saved for the bureau today."""
    with books.operation(f"Hours of {day_and_month(payday)} saved for the bureau", kind="filing") as op:
        write_down(op.session, HOURS, (payday, payday), books.today())
    return done(op)


def say_handed_over(books: Books) -> Done:
    """The pack for another bureau was saved today."""
    today = books.today()
    with books.operation("Payroll pack saved for a bureau", kind="filing") as op:
        write_down(op.session, PACK, (tax_year_start(today), today), today)
    return done(op)


def hours_sent_on(books: Books, payday: date) -> date | None:
    """When the hours of a payday were saved for the bureau last."""
    with books.reading() as session:
        row = given(session, HOURS, payday, payday)
        return row.sent_on if row else None
