"""What happens after a payday is agreed, with dates: payslips, HMRC, the payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.books import Books, owner
from carerdesk.services.pay.hmrc import HmrcDue, bounds, hmrc_periods
from carerdesk.services.pay.read import PaydayView
from carerdesk.store import tables

LOANS = ("student_loan", "postgraduate_loan")


@dataclass(frozen=True, slots=True)
class HmrcAhead:
    """What the tax month or quarter of a payday will come to with it in, and by when; the id once it stands."""

    amount: Money
    due: date
    clear_by: date | None
    period_id: int | None


def hmrc_ahead(books: Books, view: PaydayView) -> HmrcAhead:
    """What is to be paid to HMRC for the period this payday falls in."""
    with books.reading() as session:
        known = [period for period in hmrc_periods(session) if period.first <= view.payday <= period.last]
        fresh = _not_kept(view)
        if known:
            return HmrcAhead(known[0].left + fresh, known[0].due, known[0].clear_by, known[0].id)
        return HmrcAhead(fresh, _due(session, view.payday), None, None)


def _not_kept(view: PaydayView) -> Money:
    """Tax and National Insurance of the columns that no payslip keeps yet."""
    amount = ZERO
    for column in view.paid:
        if column.payslip_id is None:
            figures = column.figures
            amount = amount + figures["employer_ni_left"] + figures["recovered"]
            amount = amount - total(figures[taken] for taken in ("tax", "employee_ni", *LOANS))
    return amount


def _due(session: Session, payday: date) -> date:
    from carerdesk.domain.payroll.hmrc import PayBy, due_date

    employer = session.get_one(tables.Employer, owner(session).employer_id)
    return due_date(bounds(payday, employer.pays_hmrc)[1], PayBy.ELECTRONIC)


def filing_route(books: Books) -> str:
    """How figures reach HMRC: "" (not said), paper, basic_paye_tools, bureau or rti."""
    with books.reading() as session:
        return session.get_one(tables.Employer, owner(session).employer_id).filing_route


def steps_ahead(books: Books, view: PaydayView) -> tuple[str, ...]:
    """What happens next, as sentences in their order."""
    ahead = hmrc_ahead(books, view)
    count = len(view.paid)
    papers = f"We make {count} payslip{'' if count == 1 else 's'} and a payment list."
    return (papers, _filing(filing_route(books), view.payday, ahead, books.today()))


def _filing(route: str, payday: date, ahead: HmrcAhead, today: date) -> str:
    pay = f"pay {ahead.amount} {_by(ahead.due, today)}"
    if route == "paper":
        send = "You keep the figures for the quarter’s paper forms"
    elif route == "bureau":
        send = f"You send the figures to your payroll bureau {_by(payday, today, 'before')}"
    else:
        send = f"You send the figures to HMRC {_by(payday, today)}"
    return f"{send}, and {pay}." if ahead.amount > ZERO else f"{send}. Nothing is to be paid to HMRC yet."


def _by(day: date, today: date, word: str = "by") -> str:
    """By Friday 27 November; once that is past, at once, with the day that it was due."""
    return f"at once (it was due {word} {day_and_month(day)})" if day < today else f"{word} {day_and_month(day)}"


__all__ = ["HmrcAhead", "HmrcDue", "filing_route", "hmrc_ahead", "steps_ahead"]
