"""Balances inside one account, money set aside, weeks held, and what an ending would cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.funding.balances import Loan, Part, balances, lent_to_others, loans_outstanding
from carerdesk.domain.funding.ending import notice_pay, notice_weeks, redundancy_pay, redundancy_weeks
from carerdesk.domain.funding.set_aside import (
    Kept,
    PlannedSaving,
    Reason,
    planned_savings,
    set_aside,
    still_owed,
    weeks_held,
)
from carerdesk.domain.money import Money, total

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def test_each_funder_has_its_own_balance() -> None:
    parts = [Part(date(2026, 9, 30), 1, Money(500)), Part(FIRST, 1, Money(-200)), Part(LAST, 2, Money(300)),
             Part(date(2027, 1, 1), 2, Money(999))]  # fmt: skip
    council, nhs = balances({1: Money(1000)}, parts, FIRST, LAST, (1, 2))
    assert (council.opening, council.money_in, council.money_out, council.closing) == (
        Money(1500), Money(0), Money(200), Money(1300),
    )  # fmt: skip
    assert (nhs.opening, nhs.closing) == (Money(0), Money(300))


def test_an_overdrawn_funder_is_shown_as_lent_money() -> None:
    found = balances({1: Money(1000)}, [Part(FIRST, 2, Money(-360))], FIRST, LAST, (1, 2))
    assert [balance.overdrawn for balance in found] == [False, True]
    assert lent_to_others(found) == Money(360)


def test_money_of_a_funder_left_out_is_not_lost_quietly() -> None:
    with pytest.raises(KeyError):
        balances({}, [Part(FIRST, 9, Money(1))], FIRST, LAST, (1, 2))
    with pytest.raises(KeyError):
        balances({9: Money(1)}, [], FIRST, LAST, (1, 2))


rows = st.lists(
    st.builds(
        Part,
        st.integers(-100, 200).map(lambda n: FIRST + timedelta(days=n)),
        st.sampled_from([1, 2, 3]),
        st.integers(-90_000, 90_000).map(Money),
    )
)


@given(rows, st.dictionaries(st.sampled_from([1, 2, 3]), st.integers(-5000, 90_000).map(Money)))
def test_funders_balances_add_up_to_the_account(parts: list[Part], opening: dict[int, Money]) -> None:
    found = balances(opening, parts, FIRST, LAST, (1, 2, 3))
    account = total(opening.values()) + total(part.amount for part in parts if part.day <= LAST)
    assert total(balance.closing for balance in found) == account
    for balance in found:
        assert balance.opening + balance.money_in - balance.money_out == balance.closing


def test_a_loan_is_shown_until_repaid() -> None:
    loan = Loan(FIRST, Money(10000), ((date(2026, 11, 1), Money(4000)),))
    days = (date(2026, 9, 30), FIRST, date(2026, 11, 1))
    assert [loans_outstanding([loan], day) for day in days] == [Money(0), Money(10000), Money(6000)]


def test_money_set_aside_adds_up_by_reason_and_names_what_is_missing() -> None:
    redundancy = Kept(Reason.REDUNDANCY, None, "Asha's date of birth")
    aside = set_aside([Kept(Reason.BILLS, Money(50)), redundancy, Kept(Reason.WAGES, Money(100)),
                       Kept(Reason.WAGES, Money(20)), Kept(Reason.HOLIDAY, Money(0))])  # fmt: skip
    assert [(item.reason, item.amount) for item in aside.items] == [
        (Reason.WAGES, Money(120)), (Reason.REDUNDANCY, None), (Reason.BILLS, Money(50)),
    ]  # fmt: skip
    assert aside.total == Money(170)
    assert aside.not_worked_out == (redundancy,)


@given(st.lists(st.builds(Kept, st.sampled_from(Reason), st.none() | st.integers(-9999, 9999).map(Money))))
def test_money_set_aside_is_never_below_nothing(items: list[Kept]) -> None:
    aside = set_aside(items)
    assert aside.total >= Money(0)
    assert all(item.amount is None or item.amount > Money(0) for item in aside.items)


def test_weeks_held_are_told_both_ways() -> None:
    held = weeks_held(Money.of(2000), set_aside([Kept(Reason.HMRC, Money.of(500))]), Money.of(300))
    assert (held.free, held.free_weeks, held.balance_weeks) == (Money.of(1500), Decimal("5.0"), Decimal("6.7"))


def test_weeks_held_are_unknown_without_a_weekly_amount() -> None:
    held = weeks_held(Money.of(2000), set_aside([]), None)
    assert (held.free_weeks, held.balance_weeks) == (None, None)


def test_an_overpayment_of_one_thing_pays_nothing_else() -> None:
    assert still_owed(Money(100), Money(130)) == Money(0)
    assert still_owed(Money(100), Money(30)) == Money(70)


def test_only_savings_a_funder_agreed_to_count() -> None:
    agreed = PlannedSaving(Money(500), FIRST, LAST, permitted=True)
    hoped = PlannedSaving(Money(900), FIRST, None, permitted=False)
    assert planned_savings([agreed, hoped], LAST) == Money(500)
    assert planned_savings([agreed, hoped], LAST + timedelta(days=1)) == Money(0)


@pytest.mark.parametrize(
    ("started", "weeks"),
    [
        (date(2026, 10, 21), 0),
        (date(2026, 10, 20), 1),
        (date(2024, 11, 21), 1),
        (date(2024, 11, 20), 2),
        (date(2014, 11, 20), 12),
        (date(2000, 11, 20), 12),
    ],
)
def test_notice_grows_by_a_week_a_year(started: date, weeks: int) -> None:
    assert notice_weeks(started, date(2026, 11, 20)) == weeks


@pytest.mark.parametrize(
    ("age", "years", "weeks"),
    [(49, 8, "12"), (44, 8, "9.5"), (30, 1, "0"), (20, 2, "1"), (23, 4, "2.5"), (64, 30, "30")],
)
def test_redundancy_weeks_are_counted_back_by_age(age: int, years: int, weeks: str) -> None:
    """49 with 8 years, and 44 with 8 years, are the published examples; the rest follow section 162."""
    day = date(2026, 11, 20)
    assert redundancy_weeks(day.replace(year=2026 - years), day.replace(year=2026 - age), day) == Decimal(weeks)


def test_a_weeks_redundancy_pay_is_capped_and_a_weeks_notice_is_not() -> None:
    assert redundancy_pay(Decimal(12), Money.of(1050), Money.of(751)) == Money.of(9012)
    assert redundancy_pay(Decimal("9.5"), Money.of(1050), Money.of(751)) == Money.of("7134.50")
    assert notice_pay(2, Money.of(1050)) == Money.of(2100)
