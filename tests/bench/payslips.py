"""Ten thousand payslips of mixed kinds."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.orders import Deduction, Order
from carerdesk.domain.payroll.pay import Item, PayInputs, YearToDate, work_out_pay
from carerdesk.domain.payroll.pension import PensionTerms
from carerdesk.domain.payroll.tax_code import TaxCode
from tests.bench.measured import Measured

COUNT = 10_000
A_SECOND = 10_000
CODES = ("1257L", "S1257L", "C1257L", "BR", "0T", "K100", "SBR", "1257L M1", "D0", "NT")
LETTERS = ("A", "C", "H", "J", "M", "X")
FREQUENCIES = tuple(Frequency)
LOANS = ("plan_1", "plan_2", "plan_4", "plan_5")
PENSIONS = (
    None,
    PensionTerms("Nest", "relief_at_source", "qualifying_earnings", Decimal(5), Decimal(3)),
    None,
    PensionTerms("Another", "net_pay", "all_pay", Decimal(4), Decimal(4)),
)
ORDERS = (
    Order(1, "order_non_priority", "County court", percent=Decimal(12), protected=Money(40_000)),
    Order(2, "order_priority", "Fine", amount=Money(5_000), protected=Money(30_000), carries=True),
)
AGREED = (Deduction("advance", "Advance", Money(2_000), "worker"),)


def _code(text: str) -> TaxCode:
    read = TaxCode.read(text)
    assert isinstance(read, TaxCode), read
    return read


def _inputs() -> list[PayInputs]:
    """Every code with every letter and rhythm, over the weeks of a tax year, in pay from little to much.

    A third repays a loan, half are in a pension of either method, a seventh has pay by law, a ninth an order.
    """
    codes, first = [_code(text) for text in CODES], date(2026, 4, 10)
    return [
        PayInputs(
            first + timedelta(weeks=number // 240 % 42),
            FREQUENCIES[number // 60 % 4],
            codes[number % 10],
            LETTERS[number // 10 % 6],
            (
                Item("normal", "Hours", Money(9_000 + 811 * (number % 373))),
                Item("weekend", "Hours", Money(8_400)),
                *((Item("ssp", "Statutory Sick Pay", Money(7_395)),) if number % 7 == 0 else ()),
            ),
            YearToDate(Money(40_000 * (number // 240 % 42)), Money(4_000 * (number // 240 % 42))),
            (Item("mileage", "Miles", Money(900)),) if number % 2 else (),
            loan_plan=LOANS[number % 12] if number % 12 < len(LOANS) else "",
            postgraduate_loan=number % 11 == 0,
            pension=PENSIONS[number % 4],
            orders=ORDERS if number % 9 == 0 else (),
            deductions=AGREED if number % 13 == 0 else (),
        )
        for number in range(COUNT)
    ]


def payslips() -> list[Measured]:
    """How long they take, against ten thousand a second."""
    rates, inputs = load_rates(), _inputs()
    for each in inputs[:200]:
        work_out_pay(each, rates)
    began = time.perf_counter()
    for each in inputs:
        work_out_pay(each, rates)
    took = time.perf_counter() - began
    return [
        Measured(
            "payslips-10k",
            took,
            COUNT / A_SECOND,
            "10,000 payslips worked out: codes, letters, rhythms, weeks, loans, pensions, sick pay and orders mixed",
            f"the aim of {A_SECOND:,} a second",
            1,
            more={"a_second": round(COUNT / took)},
        )
    ]
