"""Average weekly earnings: the relevant period, and every pattern of pay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from carerdesk.domain.dates import add_months
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.earnings import (
    Average,
    ContractPay,
    PastPayday,
    Pattern,
    average_earnings,
    average_of_days,
    average_of_months,
    average_of_weeks,
    average_to_the_penny,
    months_between,
    typed_average,
)

LONG_AGO = date(2020, 1, 6)
WEEK = timedelta(days=7)


def weekly(first: date, count: int, paid: str = "100", every: int = 1, frequency: str = "weekly") -> list[PastPayday]:
    """Paydays on a Friday for the weeks to the Sunday before."""
    paydays = [first + at * every * WEEK for at in range(count)]
    return [
        PastPayday(
            day, day - timedelta(days=4) - every * WEEK, day - timedelta(days=5), day - every * WEEK, frequency,
            Money.of(paid),
        )
        for day in paydays
    ]  # fmt: skip


def monthly(first: date, count: int, paid: str = "1000") -> list[PastPayday]:
    days = [add_months(first, at) for at in range(count)]
    return [
        PastPayday(day, add_months(day, -1) + timedelta(days=1), day, add_months(day, -1), "monthly", Money.of(paid))
        for day in days
    ]


def found(average: Average | Problem) -> Average:
    assert isinstance(average, Average), average
    return average


def test_eight_weeks_to_the_last_payday_before_the_sickness_count() -> None:
    paydays = weekly(date(2026, 8, 7), 15)
    paydays[-1] = PastPayday(date(2026, 11, 13), *_rest(paydays[-1], "900"))
    on_the_payday = found(average_earnings(date(2026, 11, 13), paydays, LONG_AGO, None))
    assert on_the_payday.amount == 100  # a payday on the first day off does not count
    after = found(average_earnings(date(2026, 11, 14), paydays, LONG_AGO, None))
    assert after.amount == 200  # (7 × £100 + £900) ÷ 8
    assert after.pattern is Pattern.WEEKS


def _rest(one: PastPayday, paid: str) -> tuple[date, date, date, str, Money]:
    return one.first, one.last, one.before, one.frequency, Money.of(paid)


@pytest.mark.parametrize(("every", "frequency", "count"), [(2, "fortnightly", 4), (4, "four_weekly", 2)])
def test_longer_periods_are_divided_by_eight_weeks_too(every: int, frequency: str, count: int) -> None:
    paydays = weekly(date(2026, 7, 3), 20 // every, "400", every, frequency)
    average = found(average_earnings(date(2026, 12, 1), paydays, LONG_AGO, None))
    assert average.amount == Decimal(400) * count / 8


def test_eighths_of_a_pound_are_not_rounded() -> None:
    assert average_of_weeks(Decimal("1000.01"), 8) == Decimal("125.00125")
    assert average_of_months(Decimal("1083.33"), 2) == Decimal("1083.33") * 12 / 104
    assert average_of_days(Decimal(1000), 61) == Decimal(7000) / 61
    assert average_to_the_penny(Decimal(532), 42) == Decimal("88.67")
    assert average_to_the_penny(Decimal("0.05"), 70) == Decimal("0.01")  # half a penny goes up


def test_monthly_pay_is_divided_by_its_months() -> None:
    average = found(average_earnings(date(2026, 11, 30), monthly(date(2026, 5, 25), 7), LONG_AGO, None))
    assert average.pattern is Pattern.MONTHS
    assert average.shown == "£230.77"  # £2,000 ÷ 2 × 12 ÷ 52
    assert [line.text for line in average.working.lines][-2] == "£2,000.00 ÷ 2 months × 12 ÷ 52"


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-09-26", "2026-11-25", 2),
        ("2026-09-16", "2026-11-15", 2),
        ("2026-10-01", "2026-11-15", 1),  # 15 odd days
        ("2026-10-01", "2026-11-16", 2),  # 16
        ("2026-01-01", "2026-02-14", 1),  # 14 in February
        ("2026-01-01", "2026-02-15", 2),  # 15 in February
        ("2026-12-31", "2027-02-28", 2),
    ],
)
def test_odd_days_count_as_a_month_from_the_sixteenth(first: str, last: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


def test_a_change_of_frequency_averages_by_days() -> None:
    paydays = [*monthly(date(2026, 8, 28), 2), *weekly(date(2026, 10, 9), 5)]
    average = found(average_earnings(date(2026, 11, 9), paydays, LONG_AGO, None))
    assert average.pattern is Pattern.DAYS
    assert average.amount == Decimal(1500) * 7 / 70  # 29 August to 6 November


def test_a_new_starter_is_averaged_over_what_was_paid_for() -> None:
    paydays = weekly(date(2026, 10, 16), 4, "133")
    average = found(average_earnings(date(2026, 11, 9), paydays, paydays[0].first, None))
    assert (average.pattern, average.amount) == (Pattern.NEW, Decimal("133.00"))
    later = paydays[0].first + timedelta(days=3)
    assert found(average_earnings(date(2026, 11, 9), paydays, later, None)).amount == Decimal("148.96")  # ÷ 25 × 7


def test_before_the_first_payday_the_contract_says() -> None:
    contract = ContractPay(Money.of("163.33"), 7)
    first = weekly(date(2026, 11, 13), 1)  # pays from 2 November
    average = found(average_earnings(date(2026, 11, 9), first, date(2026, 11, 2), contract))
    assert (average.pattern, average.amount) == (Pattern.CONTRACT, Decimal("163.33"))
    assert average_earnings(date(2026, 11, 9), first, date(2026, 11, 2), None) == Problem(
        "average", "sick_average_of_contract"
    )


def test_what_the_books_cannot_know_is_asked_for() -> None:
    paydays = weekly(date(2026, 10, 16), 4)
    unknown = average_earnings(date(2026, 11, 9), paydays, LONG_AGO, None)
    assert isinstance(unknown, Problem)
    assert (unknown.code, unknown.values) == ("sick_average_not_known", {"day": "11 September 2026"})
    no_start = average_earnings(date(2026, 11, 9), paydays, None, None)
    assert isinstance(no_start, Problem)
    contract = ContractPay(Money.of("163.33"), 7)
    for began, known in ((LONG_AGO, []), (LONG_AGO, weekly(date(2026, 11, 13), 1)), (date(2026, 11, 2), [])):
        nothing = average_earnings(date(2026, 11, 9), known, began, contract)
        assert isinstance(nothing, Problem)
        assert nothing.code == "sick_average_not_known"


def test_eight_known_weeks_are_enough_where_the_payday_before_them_is_not() -> None:
    paydays = weekly(date(2026, 9, 18), 8)  # to 6 November; 11 September is not in the books
    average = found(average_earnings(date(2026, 11, 9), paydays, LONG_AGO, None))
    assert average.amount == 100


def test_a_payday_not_finished_yet_is_waited_for() -> None:
    paydays = weekly(date(2026, 8, 7), 14)
    paydays[-2] = PastPayday(
        paydays[-2].payday, paydays[-2].first, paydays[-2].last, paydays[-2].before, "weekly", None
    )
    waits = average_earnings(date(2026, 11, 9), paydays, LONG_AGO, None)
    assert isinstance(waits, Problem)
    assert (waits.code, waits.values["payday"]) == ("sick_average_needs_payday", "30 October 2026")


def test_a_typed_average_carries_its_reason() -> None:
    average = typed_average(Money.of("150"), "From the bureau’s payslips")
    assert average.working.lines[0].text == "As it was typed: From the bureau’s payslips"
    assert average.shown == "£150.00"


def test_no_pay_at_all_is_asked_about_not_taken_for_an_average() -> None:
    nothing = average_earnings(date(2026, 11, 9), weekly(date(2026, 8, 7), 14, "0"), LONG_AGO, None)
    assert isinstance(nothing, Problem)
    assert nothing.code == "sick_average_nothing"
    new = weekly(date(2026, 10, 30), 1, "0")
    starter = average_earnings(date(2026, 11, 9), new, new[0].first, None)
    assert isinstance(starter, Problem)
    assert starter.values["days"] == "19 to 25 October 2026"
