"""A payday on paper: payslips, the payment list, the figures for HMRC."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, tax_month
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports import hmrc_figures, payment_list, payslip
from carerdesk.services.books import Books, owner
from carerdesk.services.money.owed import Key, Kind, owed
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.services.pay.leaving import slips_of
from carerdesk.services.pay.slip_paper import payslip_view
from carerdesk.store import tables


def payslips_pdf(books: Books, payday: date, worker_id: int | None = None) -> bytes:
    """The payslips of an agreed payday as PDF: everyone's, or one worker's. `leaving.print_payslips` goes with it."""
    out = BytesIO()
    with books.reading() as session:
        slips = [slip for slip in slips_of(session, payday) if worker_id in (None, slip.worker_id)]
        payslip.write([payslip_view(session, slip) for slip in slips], out)
    return out.getvalue()


def payment_list_pdf(books: Books, payday: date) -> bytes:
    """Whom to pay, how much, and into which account."""
    out = BytesIO()
    with books.reading() as session:
        payment_list.write(_payments(session, payday), out)
    return out.getvalue()


def hmrc_pdf(books: Books, period_id: int) -> bytes:
    """The figures for HMRC of one tax month or quarter."""
    out = BytesIO()
    with books.reading() as session:
        period = next(one for one in hmrc_periods(session) if one.id == period_id)
        hmrc_figures.write(_hmrc(session, period), out)
    return out.getvalue()


def _payments(session: Session, payday: date) -> payment_list.PaymentListView:
    slips = slips_of(session, payday)
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    person = session.get_one(tables.Person, owner(session).person_id)
    account = session.scalars(select(tables.Account).where(tables.Account.closed_on.is_(None)).limit(1)).first()
    lines = [_payment(session.get_one(tables.Worker, slip.worker_id), slip) for slip in slips]
    periods = [p for p in hmrc_periods(session) if p.first <= payday <= p.last]
    return payment_list.PaymentListView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        account=account.name if account else "",
        payday=payday,
        lines=tuple(lines),
        hmrc=tuple(
            payment_list.HmrcPayment(period_title(p), p.left, p.due, employer.accounts_office_reference)
            for p in periods
            if p.left > ZERO
        ),
        passed_on=_passed_on(session, payday),
    )


def _passed_on(session: Session, payday: date) -> tuple[payment_list.HmrcPayment, ...]:
    """What this payday's payslips send to a pension or the holder of an order, with the month it goes in."""
    over = tables.PayOver
    month = over.employer_id == owner(session).employer_id, over.first_day <= payday, over.last_day >= payday
    rows = session.scalars(select(over).where(*month).order_by(over.id)).all()
    open_ones = owed(session, [Key(Kind.PAY_OVER, row.id) for row in rows])
    return tuple(
        payment_list.HmrcPayment(item.title, item.left, item.day, "") for item in open_ones.values() if item.left > ZERO
    )


def _payment(worker: tables.Worker, slip: tables.Payslip) -> payment_list.PaymentLine:
    reference = f"WAGES {slip.payday:%d%m%y}"
    how = "" if worker.account_number else "No bank account is recorded"
    who = worker.account_name or worker.name
    return payment_list.PaymentLine(who, worker.sort_code, worker.account_number, slip.net, reference, slip.payday, how)


def period_title(period: HmrcDue) -> str:
    """Tax month 8, or the quarter by its days."""
    if (period.last - period.first).days < 40:  # noqa: PLR2004 - a month, not a quarter
        return f"Tax month {tax_month(period.last)}"
    return f"Quarter to {long_date(period.last)}"


def _hmrc(session: Session, period: HmrcDue) -> hmrc_figures.HmrcView:
    here = owner(session)
    employer = session.get_one(tables.Employer, here.employer_id)
    person = session.get_one(tables.Person, here.person_id)
    slip = tables.Payslip
    rows = session.scalars(
        select(slip).where(slip.employer_id == employer.id, slip.payday.between(period.first, period.last))
    )
    by_worker: dict[int, list[tables.Payslip]] = defaultdict(list)
    for row in rows:
        by_worker[row.worker_id].append(row)
    return hmrc_figures.HmrcView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        employer_reference=employer.paye_reference,
        accounts_office=employer.accounts_office_reference,
        title=period_title(period),
        first=period.first,
        last=period.last,
        people=tuple(_figures(session.get_one(tables.Worker, w), slips) for w, slips in by_worker.items()),
        due_by=period.due,
        owed_before=period.brought_in,
    )


def _figures(worker: tables.Worker, slips: list[tables.Payslip]) -> hmrc_figures.PersonFigures:
    def added(figure: str) -> Money:
        return total(getattr(slip, figure) for slip in slips)

    return hmrc_figures.PersonFigures(
        worker.name, worker.works_number, added("gross"), added("taxable"), added("tax"), added("employee_ni"),
        added("employer_ni"), added("allowance"), added("student_loan") + added("postgraduate_loan"),
        added("recovered"),
    )  # fmt: skip
