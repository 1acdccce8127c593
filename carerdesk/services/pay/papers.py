"""A payday on paper: payslips, the payment list, the figures for HMRC."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, monday_of, tax_month
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import hmrc_figures, payment_list, payslip
from carerdesk.services.books import Books, owner
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.services.pay.leaving import slips_of
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

LENGTHS = {"weekly": "One week", "fortnightly": "Two weeks", "four_weekly": "Four weeks", "monthly": "One month"}
FOR_THE_PA = (
    "holiday_waits_for_pay",
    "holiday_waits_for_answer",
    "holiday_at_end_waits",
)
KINDS = {
    "normal": "Ordinary", "weekend": "Weekend", "bank_holiday": "Bank holiday", "waking_night": "Waking night",
    "training": "Training", "travel": "Travel", "on_call": "On call", "sleep_in": "Sleep-in",
}  # fmt: skip


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


def payslip_view(session: Session, slip: tables.Payslip) -> payslip.PayslipView:
    """One payslip as it is printed, from what was kept."""
    worker = session.get_one(tables.Worker, slip.worker_id)
    employer = session.get_one(tables.Employer, slip.employer_id)
    person = session.get_one(tables.Person, slip.person_id)
    lines = _lines(session, slip.id)
    deductions = _deductions(slip)
    kept = json.loads(slip.working)
    return payslip.PayslipView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        employer_reference=employer.paye_reference,
        name=worker.name,
        works_number=worker.works_number,
        ni_number=ni_number_words(worker.ni_number) if worker.ni_number else "",
        tax_code=slip.code if slip.basis == "cumulative" else f"{slip.code} W1/M1",
        ni_letter=slip.ni_letter,
        payday=slip.payday,
        first=slip.first_day,
        last=slip.last_day,
        length=LENGTHS[slip.frequency],
        tax_period=f"tax {'month' if slip.frequency == 'monthly' else 'week'} {slip.tax_period}",
        pay=tuple(_pay_line(line) for line in lines if line.is_pay),
        gross=slip.gross,
        deductions=deductions,
        deducted=total(line.amount for line in deductions),
        net=slip.net,
        paid=(payslip.PaidPart(_how_paid(worker), slip.payday, slip.net),),
        year=_year(session, slip),
        employer_paid=_employer_paid(slip),
        extras=tuple(_pay_line(line) for line in lines if not line.is_pay),
        hours=_hours(session, slip, lines),
        holiday_left=_holiday_left(session, slip),
        notices=tuple(guidance("pay", f"payslip_{code}") for code in kept["codes"] if code in FOR_THE_PA),
        sources=tuple(dict.fromkeys(s[0] for figure in kept["figures"].values() for s in figure["sources"])),
    )


def _lines(session: Session, payslip_id: int) -> list[tables.PayslipLine]:
    line = tables.PayslipLine
    return list(session.scalars(select(line).where(line.payslip_id == payslip_id).order_by(line.position)))


def _pay_line(line: tables.PayslipLine) -> payslip.PayLine:
    if line.rate is None:
        return payslip.PayLine(line.title, line.amount)
    fewer = " fewer" if line.amount < ZERO else ""
    return payslip.PayLine(line.title, line.amount, f"{_many(line)}{fewer} at {rate_text(line.rate)}")


def _many(line: tables.PayslipLine) -> str:
    if line.minutes is not None:
        return hours_text(abs(line.minutes))
    units = {"mileage": "miles", "mileage_motorcycle": "miles", "mileage_bicycle": "miles", "sleep_in": "nights"}
    count = abs(line.quantity or Decimal(0))
    unit = units.get(line.kind, "")
    return f"{count.normalize():f} {unit.removesuffix('s') if count == 1 else unit}".strip()


def _deductions(slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    figures = json.loads(slip.working)["figures"]
    tax = "Income tax" if slip.tax >= ZERO else "Income tax given back"
    return (
        payslip.PayLine(tax, slip.tax, f"on {slip.taxable} by code {slip.code}"),
        payslip.PayLine("National Insurance", slip.employee_ni, _ni_note(figures)),
    )


def _ni_note(figures: dict[str, dict[str, list[list[str]]]]) -> str:
    texts = [line[0] for line in figures.get("employee_ni", {}).get("lines", []) if "%" in line[0]]
    return "; ".join(texts)


def _how_paid(worker: tables.Worker) -> str:
    if worker.account_number:
        return f"to your bank account ending {worker.account_number[-4:]}"
    return "as agreed with your employer"


def _year(session: Session, slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    table = tables.Payslip
    columns = (table.gross, table.tax, table.employee_ni)
    wanted = select(*(func.coalesce(func.sum(column), 0) for column in columns)).where(
        table.worker_id == slip.worker_id,
        table.tax_year == slip.tax_year,
        (table.payday < slip.payday) | ((table.payday == slip.payday) & (table.id <= slip.id)),
    )
    gross, tax, ni = (as_money(value) for value in session.execute(wanted).one())
    opening = session.scalars(
        select(tables.OpeningFigures).where(
            tables.OpeningFigures.worker_id == slip.worker_id, tables.OpeningFigures.tax_year == slip.tax_year
        )
    ).first()
    if opening is not None:
        gross, tax, ni = gross + opening.gross, tax + opening.tax, ni + opening.employee_ni
    return (
        payslip.PayLine("Gross pay", gross),
        payslip.PayLine("Income tax", tax),
        payslip.PayLine("National Insurance", ni),
    )


def _employer_paid(slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    note = f"{slip.employer_ni} was due; Employment Allowance covered {slip.allowance}" if slip.allowance else ""
    return (payslip.PayLine("National Insurance", slip.employer_ni - slip.allowance, note),)


def _holiday_left(session: Session, slip: tables.Payslip) -> str:
    """What is left at the end of the pay period; holiday booked for later does not change a payslip made before it."""
    view = holiday_view(session, slip.worker_id, slip.last_day)
    if view is None or view.questions:
        return ""
    left = view.balance.not_taken
    return hours_text(left) if left >= 0 else f"{hours_text(-left)} taken ahead"


def _hours(session: Session, slip: tables.Payslip, lines: list[tables.PayslipLine]) -> payslip.HoursPaid | None:
    """Hours of each week by kind, from the confirmed shifts; none where the lines are not of shifts alone."""
    shifts = load(session, rows_between(session, slip.first_day, slip.last_day, slip.worker_id))
    standing = [line for line in lines if line.corrects_id is None and line.kind in KINDS]
    found: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for shift in shifts:
        week = found[monday_of(shift.day)]
        if shift.kind.value == "sleep_in":
            week["sleep_in"] += 1
            week["normal"] += Decimal(shift.called_out_minutes) / 60
        else:
            week[shift.kind.value] += Decimal(shift.elapsed_minutes - shift.break_minutes) / 60
    totals = _totals(standing)
    kinds = tuple(kind for kind in KINDS if kind in totals)
    by_week = {kind: sum((week[kind] for week in found.values()), Decimal(0)) for kind in kinds}
    if not found or any(by_week[kind] != totals[kind] for kind in kinds):
        return None
    weeks = tuple(_week(monday, found[monday], kinds, slip) for monday in sorted(found))
    hours = sum((week.hours for week in weeks), Decimal(0))
    return payslip.HoursPaid(tuple(KINDS[k] for k in kinds), weeks, tuple(totals[k] for k in kinds), hours)


def _totals(lines: Iterable[tables.PayslipLine]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        totals[line.kind] += Decimal(line.minutes) / 60 if line.minutes is not None else line.quantity or Decimal(0)
    return dict(totals)


def _week(monday: date, kinds: dict[str, Decimal], shown: tuple[str, ...], slip: tables.Payslip) -> payslip.HoursWeek:
    first, last = max(monday, slip.first_day), min(monday + timedelta(days=6), slip.last_day)
    hours = sum((amount for kind, amount in kinds.items() if kind != "sleep_in"), Decimal(0))
    return payslip.HoursWeek(first, last, tuple(kinds[kind] for kind in shown), hours)


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
