"""One payslip as it is printed, from what was kept when it was agreed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import monday_of
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.loans import POSTGRADUATE
from carerdesk.domain.payroll.orders import BY_WORKER
from carerdesk.domain.payroll.workings_after_tax import loan_title
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import payslip
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.holiday.earnings import AT_THE_END
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.pay.read import deductions_of
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

Figures: TypeAlias = dict[str, Any]
YEAR: Final = {
    "gross": ("Gross pay", "gross"),
    "tax": ("Income tax", "tax"),
    "employee_ni": ("National Insurance", "employee_ni"),
    "student_loan": ("Student loan", "student_loan"),
    "postgraduate_loan": ("Postgraduate loan", "postgraduate_loan"),
    "pension": ("Pension", "pension_paid"),
    "deductions": ("Other deductions", ""),
    "employer_pension": ("Pension from your employer", ""),
}
"""What the year so far shows: its words, and the column of figures taken over."""
ALWAYS: Final = frozenset({"gross", "tax", "employee_ni"})
LENGTHS = {"weekly": "One week", "fortnightly": "Two weeks", "four_weekly": "Four weeks", "monthly": "One month"}
FOR_THE_PA = (
    "holiday_waits_for_pay",
    "holiday_waits_for_answer",
    "holiday_at_end_waits",
    "paid_after_leaving",
    "correction_taken_back",
    "correction_given_back",
)
KINDS = {
    "normal": "Ordinary", "weekend": "Weekend", "bank_holiday": "Bank holiday", "waking_night": "Waking night",
    "training": "Training", "travel": "Travel", "on_call": "On call", "sleep_in": "Sleep-in",
}  # fmt: skip


def payslip_view(session: Session, slip: tables.Payslip) -> payslip.PayslipView:
    """One payslip as it is printed, from what was kept."""
    worker = session.get_one(tables.Worker, slip.worker_id)
    employer = session.get_one(tables.Employer, slip.employer_id)
    person = session.get_one(tables.Person, slip.person_id)
    lines = _lines(session, slip.id)
    deductions = _deductions(session, slip)
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
        sources=tuple(dict.fromkeys(_source(s) for figure in kept["figures"].values() for s in figure["sources"])),
    )


def _source(kept: Sequence[Any]) -> str:
    title, _, _, confirmed = kept
    return f"{title}" if confirmed else f"{title} (not confirmed)"


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
    units = {
        "mileage": "miles", "mileage_motorcycle": "miles", "mileage_bicycle": "miles", "sleep_in": "nights",
        "ssp": "days",
    }  # fmt: skip
    count = abs(line.quantity or Decimal(0))
    unit = units.get(line.kind, "")
    return f"{count.normalize():f} {unit.removesuffix('s') if count == 1 else unit}".strip()


def _deductions(session: Session, slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    """Everything taken off, each with why (Employment Rights Act 1996 s.8): tax and National Insurance always."""
    figures = json.loads(slip.working)["figures"]
    tax = "Income tax" if slip.tax >= ZERO else "Income tax given back"
    pension = "Pension" if slip.pension >= ZERO else "Pension given back"
    ni = "; ".join(_products(figures, "employee_ni"))
    lines = [payslip.PayLine(tax, slip.tax, f"on {slip.taxable} by code {slip.code}")]
    lines.append(payslip.PayLine("National Insurance", slip.employee_ni, ni))
    if slip.student_loan:
        lines.append(_figure(figures, "student_loan", loan_title(slip.loan_plan), slip.student_loan))
    if slip.postgraduate_loan:
        lines.append(_figure(figures, "postgraduate_loan", loan_title(POSTGRADUATE), slip.postgraduate_loan))
    if slip.pension:
        lines.append(payslip.PayLine(pension, slip.pension, " ".join(_notes(figures, "pension"))))
    return (*lines, *(_taken(row) for row in deductions_of(session, slip.id) if row.amount))


def _figure(figures: Figures, figure: str, title: str, amount: Money) -> payslip.PayLine:
    return payslip.PayLine(title, amount, "; ".join(_products(figures, figure)))


def _taken(row: tables.PayslipDeduction) -> payslip.PayLine:
    had = "You had this money before." if row.goes == BY_WORKER else ""
    carried = f"{row.shortfall} could not be taken and is carried to the next payday." if row.shortfall else ""
    return payslip.PayLine(row.title, row.amount, had or carried)


def _products(figures: Figures, figure: str) -> list[str]:
    """The sums of a working that are so much times a percentage, in words."""
    return [line[0] for line in figures.get(figure, {}).get("lines", []) if "%" in line[0]]


def _notes(figures: Figures, figure: str) -> list[str]:
    notes: list[str] = figures.get(figure, {}).get("notes", [])
    return notes


def _how_paid(worker: tables.Worker) -> str:
    if worker.account_number:
        return f"to your bank account ending {worker.account_number[-4:]}"
    return "as agreed with your employer"


def _year(session: Session, slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    table = tables.Payslip
    wanted = select(*(func.coalesce(func.sum(getattr(table, figure)), 0) for figure in YEAR)).where(
        table.worker_id == slip.worker_id,
        table.tax_year == slip.tax_year,
        (table.payday < slip.payday) | ((table.payday == slip.payday) & (table.id <= slip.id)),
    )
    sums = dict(zip(YEAR, map(as_money, session.execute(wanted).one()), strict=True))
    opening = session.scalars(
        select(tables.OpeningFigures).where(
            tables.OpeningFigures.worker_id == slip.worker_id, tables.OpeningFigures.tax_year == slip.tax_year
        )
    ).first()
    if opening is not None:
        for figure, (_, brought) in YEAR.items():
            sums[figure] += getattr(opening, brought) if brought else ZERO
    shown = (figure for figure in YEAR if sums[figure] or figure in ALWAYS)
    return tuple(payslip.PayLine(YEAR[figure][0], sums[figure]) for figure in shown)


def _employer_paid(slip: tables.Payslip) -> tuple[payslip.PayLine, ...]:
    figures = json.loads(slip.working)["figures"]
    note = f"{slip.employer_ni} was due; Employment Allowance covered {slip.allowance}" if slip.allowance else ""
    lines = [payslip.PayLine("National Insurance", slip.employer_ni - slip.allowance, note)]
    if slip.employer_pension:
        title = "Pension" if slip.employer_pension > ZERO else "Pension given back"
        lines.append(_figure(figures, "employer_pension", title, slip.employer_pension))
    return tuple(lines)


def _holiday_left(session: Session, slip: tables.Payslip) -> str:
    """What is left at the end of the pay period; holiday booked for later does not change a payslip made before it."""
    view = holiday_view(session, slip.worker_id, slip.last_day)
    if view is None or view.questions:
        return ""
    left = view.balance.not_taken - _paid_at_the_end(session, slip)
    return hours_text(left) if left >= 0 else f"{hours_text(-left)} taken ahead"


def _paid_at_the_end(session: Session, slip: tables.Payslip) -> int:
    """Minutes not taken that this payslip or an earlier one paid for because the job ended."""
    line, earlier = tables.PayslipLine, tables.Payslip
    wanted = (
        select(func.coalesce(func.sum(line.minutes), 0))
        .join(earlier, earlier.id == line.payslip_id)
        .where(line.source == AT_THE_END, line.source_id == slip.worker_id, earlier.payday <= slip.payday)
    )
    return session.scalars(wanted).one() or 0


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
