"""Payslips as they were kept, with whatever figures a test wants to be told, and books that obey their laws."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency, tax_period
from carerdesk.services.books import Books, Owner, owner
from carerdesk.services.pay.hmrc import ensure_period
from carerdesk.store import tables
from carerdesk.store.always_true import RULES
from tests.services.pay.made import money

COUNCIL = 2
WORDS = frozenset({"code", "basis", "ni_letter", "loan_plan", "pension_method", "after_leaving", "inputs"})
NOW = datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - as books keep it
SHARED = (
    "gross", "tax", "employee_ni", "employer_ni", "allowance", "student_loan", "postgraduate_loan", "pension",
    "employer_pension", "recovered", "expenses",
)  # fmt: skip


def employer(books: Books, **details: Any) -> None:
    """Change the employer’s record."""
    with books.operation("employer") as op:
        row = op.session.get_one(tables.Employer, 1)
        for name, value in details.items():
            setattr(row, name, value)


def slip(books: Books, worker_id: int, payday: date, *, frequency: str = "four_weekly", **figures: Any) -> int:
    """A kept payslip: amounts as text ("1000.00"); family leave pay by its kind (smp="187.18") is part of gross."""
    with books.operation("payslip") as op:
        here = owner(op.session)
        by_law: dict[str, Money] = {kind: money(figures.pop(kind)) for kind in ("smp", "spp", "ssp") if kind in figures}
        amounts = {name: money(value) for name, value in figures.items() if name not in WORDS and value}
        plain = {name: value for name, value in figures.items() if name not in amounts}
        row = _row(op.session, here, worker_id, payday, frequency, amounts, plain)
        op.session.add(row)
        op.session.flush()
        _lines(op.session, here, row, by_law)
        _shares(op.session, here, row)
        if row.pension:
            op.session.add(tables.PensionEvent(**here.keys(), worker_id=worker_id, kind="joined", day=row.first_day))
        return row.id


def _row(session: Any, here: Owner, worker_id: int, payday: date, frequency: str, amounts: dict[str, Money],
         plain: dict[str, Any]) -> tables.Payslip:  # fmt: skip
    def get(name: str) -> Money:
        return amounts.get(name, ZERO)

    gross = get("gross")
    pension = get("pension")
    net_pay = plain.get("pension_method") == "net_pay"
    off = total(get(name) for name in ("tax", "employee_ni", "student_loan", "postgraduate_loan", "pension"))
    values: dict[str, Any] = {
        "first_day": payday - timedelta(days=32), "last_day": payday - timedelta(days=5), "code": "1257L",
        "basis": "cumulative", "ni_letter": "A", "paid_minutes": 0, "expenses": ZERO, "allowance": ZERO,
        "taxable": gross - (pension if net_pay else ZERO), "niable": gross, "tax": ZERO, "employee_ni": ZERO,
        "employer_ni": ZERO, "net": gross - off + get("expenses"), "inputs": "{}",
        "working": '{"figures": {}, "notices": [], "codes": []}',
    }  # fmt: skip
    period = ensure_period(session, here, payday)
    run = session.scalars(select(tables.PayRun).where(tables.PayRun.payday == payday)).first()
    if run is None:
        run = tables.PayRun(**here.keys(), payday=payday, agreed_at=NOW, hmrc_period_id=period.id)
        session.add(run)
        session.flush()
    values |= {"frequency": frequency, "tax_year": tax_year_name(payday), "payday": payday, "worker_id": worker_id,
               "tax_period": tax_period(payday, Frequency(frequency)).number, "pay_run_id": run.id}  # fmt: skip
    return tables.Payslip(**here.keys(), **{**values, **amounts, **plain})


def _lines(session: Any, here: Owner, row: tables.Payslip, by_law: dict[str, Money]) -> None:
    rest = row.gross - total(by_law.values())
    wanted = [("normal", rest, True), *((kind, amount, True) for kind, amount in by_law.items())]
    if row.expenses:
        wanted.append(("mileage", row.expenses, False))
    for position, (kind, amount, is_pay) in enumerate(wanted):
        line = tables.PayslipLine(**here.keys(), payslip_id=row.id, position=position, kind=kind, title=kind,
                                  amount=amount, is_pay=is_pay)  # fmt: skip
        session.add(line)
        session.flush()
        session.add(tables.LineShare(**here.keys(), payslip_line_id=line.id, funder_id=COUNCIL, amount=amount))


def _shares(session: Any, here: Owner, row: tables.Payslip) -> None:
    for component in SHARED:
        if amount := getattr(row, component):
            session.add(tables.PayslipShare(**here.keys(), payslip_id=row.id, funder_id=COUNCIL, component=component,
                                            amount=amount))  # fmt: skip


def assert_lawful(books: Books) -> None:
    """Every law of the books holds."""
    for rule in RULES:
        assert books.quick(rule.sql) == [], rule.code
