"""What another payroll had paid before the books began: figures taken over, worked out as it would have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.dates import add_months, tax_year_name, tax_year_start
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay import Item, PayInputs, YearToDate, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.services.people.details import PastPay, TakenOver
from carerdesk.services.sample import family
from carerdesk.services.sample.calendar import A_DAY, Span, away_between, year_of
from carerdesk.services.sample.rota import usual_minutes
from carerdesk.services.sample.words import hourly

_USUAL_MINUTES = {"asha": 20 * 60, "kasia": 10 * 60, "tom": 7 * 60}
_WEEKS = {"asha": Decimal(4), "kasia": Decimal("4.33"), "tom": Decimal(1)}
_SPARE_MINUTES = 120
_KASIAS_HOLIDAY = 9 * 60


def taken_over(who: str, span: Span) -> TakenOver:
    """An assistant's figures of the tax year so far, from the bureau, which paid everything up to the day before."""
    as_at = span.work_from - A_DAY
    year, earnings = _paid_so_far(who, span)
    return TakenOver(
        tax_year_name(as_at), as_at, year.taxable_pay, year.taxable_pay, year.tax, year.niable_pay, year.employee_ni,
        year.employer_ni, _holiday(who, span.holidays_from), "Payroll bureau", earnings,
    )  # fmt: skip


def _holiday(who: str, first: date) -> int:
    """Holiday left on a day: what the rest of the leave year takes, and a little more."""
    if who == "kasia":
        return _KASIAS_HOLIDAY
    ends = date(year_of(first) + 1, 3, 31)
    taken = sum(usual_minutes(who, away.first, away.last) for away in away_between(who, first, ends))
    return taken + _SPARE_MINUTES


def _paid_so_far(who: str, span: Span) -> tuple[YearToDate, tuple[PastPay, ...]]:
    rates, year = load_rates(), YearToDate()
    frequency = Frequency(family.contract(who, span.work_from).frequency)
    earnings = []
    for payday in _paydays(who, span):
        gross = Money.of(
            (_USUAL_MINUTES[who] * _WEEKS[who] / 60 * hourly(who, year_of(payday))).quantize(Decimal("0.01"))
        )
        pay = work_out_pay(
            PayInputs(
                payday, frequency, _code(who), "A", (Item("normal", "Pay", gross),), before=year
            ), rates,
        )  # fmt: skip
        year = pay.year_to_date
        earnings.append(PastPay(payday, _WEEKS[who], gross, int(_USUAL_MINUTES[who] * _WEEKS[who])))
    return year, tuple(earnings)


def _code(who: str) -> TaxCode:
    code = TaxCode.read(family.CODES[who])
    assert isinstance(code, TaxCode)
    return code


def _paydays(who: str, span: Span) -> Iterator[date]:
    """The bureau's paydays of this tax year since the job began; its last was the day before the books' first week."""
    last = span.work_from - A_DAY
    since = max(tax_year_start(last), family.started(who, span))
    days: list[date] = []
    while (day := _back(last, who, len(days))) >= since:
        days.append(day)
    yield from reversed(days)


def _back(payday: date, who: str, times: int) -> date:
    return add_months(payday, -times) if who == "kasia" else payday - timedelta(weeks=int(_WEEKS[who])) * times
