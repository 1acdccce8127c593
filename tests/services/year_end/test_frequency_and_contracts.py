"""A change of frequency in mid-year, and a PA whose two contracts are paid on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.services.books import Books
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.terms import set_contract
from tests.services.pay.made import agreed, done, keep, money, pa, weekdays

FIRST = date(2026, 10, 2)
MONTHLY_FROM = date(2026, 10, 26)


def terms(day: date, frequency: str, payday: date, end: date) -> ContractTerms:
    return ContractTerms(day, frequency, payday, end, hours_kind="irregular", holiday_method="accrued")


def test_tax_goes_on_where_it_stopped_when_weekly_becomes_monthly(books: Books) -> None:
    """BR takes 20 % whatever the frequency, so the year's tax is 20 % of each payday's whole pounds of pay to date."""
    asha = pa(
        books,
        code="BR",
        frequency="weekly",
        first_payday=FIRST,
        period_end=date(2026, 9, 27),
        started=date(2026, 9, 21),
    )
    done(set_contract(books, asha, terms(MONTHLY_FROM, "monthly", date(2026, 11, 30), date(2026, 11, 30))))
    keep(books, weekdays(asha, date(2026, 9, 25), 5, "09:00-12:00"))
    agreed(books, FIRST)
    keep(books, weekdays(asha, date(2026, 11, 20), 5, "09:00-12:00"))
    agreed(books, date(2026, 11, 30))
    rows = books.quick("SELECT frequency, tax_period, gross, tax FROM payslip ORDER BY payday")
    assert [(row[0], row[1]) for row in rows] == [("weekly", 26), ("monthly", 8)]
    whole = sum(row[2] for row in rows) // 100
    assert sum(row[3] for row in rows) == whole * 20


def test_two_contracts_on_one_payday_make_one_payslip_and_one_sum_for_ni(books: Books) -> None:
    """Both contracts' hours on one payday are added before National Insurance: one threshold, not two."""
    asha = pa(books, frequency="four_weekly", first_payday=date(2026, 11, 27), period_end=date(2026, 11, 22))
    second = terms(date(2026, 11, 9), "four_weekly", date(2026, 11, 27), date(2026, 11, 22))
    done(set_contract(books, asha, second))
    keep(books, weekdays(asha, date(2026, 11, 6), 10, "08:00-16:00"))
    keep(books, weekdays(asha, date(2026, 11, 20), 10, "08:00-16:00"))
    agreed(books)
    ((gross, employee_ni),) = books.quick("SELECT gross, employee_ni FROM payslip")
    assert gross == 2 * money("1088").pence
    threshold = 96700
    assert employee_ni == int(Decimal(gross - threshold) * Decimal("0.08"))
