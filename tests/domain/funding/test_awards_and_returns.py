"""Awards by the week, payments and contributions expected, return periods, and claims."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.funding.awards import (
    Award,
    Every,
    arrived,
    contributions_due,
    expected,
    minutes_on,
    one_off_between,
    week_by_week,
    weekly_amount,
    weekly_on,
)
from carerdesk.domain.funding.balances import Part
from carerdesk.domain.funding.claims import CostClaim, HoursClaim, ItemCost, double_claims, over_claims
from carerdesk.domain.funding.returns import Cycle, Period, check_periods, periods, return_for
from carerdesk.domain.money import Money

APRIL = date(2026, 4, 6)


@pytest.mark.parametrize(
    ("amount", "every", "weekly"),
    [
        ("300", Every.WEEK, "300"),
        ("600", Every.FORTNIGHT, "300"),
        ("1200.02", Every.FOUR_WEEKS, "300.01"),
        ("1300", Every.MONTH, "300"),
        ("3900", Every.QUARTER, "300"),
        ("15600", Every.YEAR, "300"),
        ("0.02", Every.FOUR_WEEKS, "0.01"),
    ],
)
def test_an_award_is_worth_this_much_a_week(amount: str, every: Every, weekly: str) -> None:
    assert weekly_amount(Money.of(amount), every) == Money.of(weekly)


def test_a_one_off_sum_is_worth_no_week() -> None:
    grant = Award(APRIL, None, Money.of(500), Every.ONE_OFF)
    assert weekly_on([grant], APRIL) is None
    assert one_off_between([grant], APRIL, APRIL) == Money.of(500)
    assert [payment.day for payment in expected(grant, date(2027, 4, 5))] == [APRIL]


def test_the_award_of_the_day_counts() -> None:
    old = Award(date(2025, 4, 6), date(2026, 4, 5), Money.of(280), Every.WEEK, 20 * 60)
    new = Award(APRIL, None, Money.of(300), Every.WEEK)
    assert weekly_on([old, new], date(2026, 4, 5)) == Money.of(280)
    assert weekly_on([old, new], APRIL) == Money.of(300)
    assert minutes_on([old, new], date(2026, 4, 5)) == 1200
    assert minutes_on([old, new], APRIL) is None
    assert week_by_week([old, new], date(2026, 3, 30), 2) == (
        (date(2026, 3, 30), Money.of(280)),
        (APRIL, Money.of(300)),
    )


def test_a_monthly_payment_on_the_31st_comes_on_the_last_day_of_a_short_month() -> None:
    award = Award(date(2026, 1, 31), None, Money.of(1), Every.MONTH)
    assert [p.day for p in expected(award, date(2026, 3, 31))] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    ]  # fmt: skip


def test_what_was_expected_is_held_against_what_came() -> None:
    award = Award(APRIL, date(2026, 6, 1), Money.of(1200), Every.FOUR_WEEKS, contribution=Money.of(40))
    due = expected(award, date(2026, 12, 31))
    assert [p.day for p in due] == [APRIL, date(2026, 5, 4), date(2026, 6, 1)]
    found = arrived(
        due, [(date(2026, 5, 6), Money.of(1200)), (date(2026, 6, 2), Money.of(1200))], APRIL, date(2026, 6, 1)
    )
    assert (found.due, found.received, found.missing) == (Money.of(3600), Money.of(1200), Money.of(2400))


def test_contributions_run_by_their_own_week() -> None:
    award = Award(APRIL, None, Money.of(1300), Every.MONTH, contribution=Money.of(40))
    assert len(contributions_due(award, date(2026, 5, 3))) == 4
    assert contributions_due(Award(APRIL, None, Money.of(1300), Every.MONTH), date(2026, 5, 3)) == ()


def test_periods_of_every_cycle() -> None:
    def ends(cycle: Cycle, until: date) -> list[date]:
        return [period.last for period in periods(cycle, APRIL, until)]

    assert ends(Cycle.MONTHLY, date(2026, 5, 6)) == [date(2026, 5, 5), date(2026, 6, 5)]
    assert ends(Cycle.FOUR_WEEKLY, date(2026, 5, 3)) == [date(2026, 5, 3)]
    assert ends(Cycle.QUARTERLY, date(2026, 7, 6)) == [date(2026, 7, 5), date(2026, 10, 5)]
    assert ends(Cycle.HALF_YEARLY, APRIL) == [date(2026, 10, 5)]
    assert ends(Cycle.ANNUAL, APRIL) == [date(2027, 4, 5)]
    assert ends(Cycle.STAGED, date(2028, 4, 6)) == [
        date(2026, 7, 5), date(2026, 10, 5), date(2027, 4, 5), date(2028, 4, 5), date(2029, 4, 5),
    ]  # fmt: skip


def test_a_return_is_due_some_days_after_its_end() -> None:
    assert periods(Cycle.ANNUAL, APRIL, APRIL, due_days=28)[0].due == date(2027, 5, 3)
    assert periods(Cycle.ANNUAL, APRIL, APRIL)[0].due is None


@given(st.sampled_from([c for c in Cycle if c.is_counted]), st.dates(date(2020, 1, 1), date(2024, 12, 31)))
def test_periods_follow_without_a_gap(cycle: Cycle, anchor: date) -> None:
    found = periods(cycle, anchor, date(2027, 1, 1))
    assert found[0].first == anchor
    assert found[-1].first <= date(2027, 1, 1) <= found[-1].last
    for earlier, later in pairwise(found):
        assert (later.first - earlier.last).days == 1


def test_typed_periods_are_checked() -> None:
    typed = [Period(APRIL, date(2026, 7, 5)), Period(date(2026, 7, 5), date(2026, 7, 1))]
    assert [problem.code for problem in check_periods(typed)] == ["period_ends_before_start", "periods_overlap"]
    with pytest.raises(ValueError, match="typed"):
        periods(Cycle.ON_REQUEST, APRIL, APRIL)


def test_a_return_counts_money_by_the_banks_date() -> None:
    parts = [
        Part(date(2026, 4, 5), 1, Money(1000), "direct_payment"),
        Part(APRIL, 1, Money(1200), "direct_payment"),
        Part(date(2026, 5, 1), 1, Money(-700), "wages"),
        Part(date(2026, 5, 29), 1, Money(-650), "wages"),
        Part(date(2026, 7, 6), 1, Money(-1), "hmrc"),
    ]
    found = return_for(Money(50), parts, Period(APRIL, date(2026, 7, 5)))
    assert (found.opening, found.money_in, found.money_out, found.closing) == (
        Money(1050), Money(1200), Money(1350), Money(900),
    )  # fmt: skip
    assert found.by_category == (("direct_payment", Money(1200)), ("wages", Money(-1350)))


PAYSLIP = ItemCost("payslip 12", "Asha's payslip of 27 November", Money(137490))


def claim(funder: str, pence: int, item: str = "payslip 12") -> CostClaim:
    return CostClaim(item, funder, "Q3", Money(pence))


def test_all_claims_together_stay_within_the_cost() -> None:
    assert over_claims([claim("Council", 82494), claim("NHS", 54996)], [PAYSLIP]) == ()
    (fault,) = over_claims([claim("Council", 82494), claim("NHS", 54997)], [PAYSLIP])
    assert fault.code == "claimed_over_cost"
    assert fault.values["who"] == "Council £824.94, NHS £549.97"


def test_nothing_is_claimed_that_has_no_cost() -> None:
    assert [fault.code for fault in over_claims([claim("NHS", 1, "gloves")], [PAYSLIP])] == ["claim_without_cost"]


def test_no_hour_is_claimed_from_two_funders() -> None:
    council = HoursClaim("shift 4", "Asha, Monday 2 November", "Council", "Q3", 300)
    work = HoursClaim("shift 4", "Asha, Monday 2 November", "Access to Work", "November", 60)
    assert double_claims([council, work], {"shift 4": 360}) == ()
    (fault,) = double_claims([council, work], {"shift 4": 359})
    assert fault.code == "hours_claimed_twice"
    assert fault.values["worked"] == "5 h 59 min"


def test_hours_beyond_those_worked_are_not_claimed_at_a_rate() -> None:
    work = HoursClaim("shift 5", "Asha, Tuesday", "Access to Work", "November", 60)
    assert [fault.code for fault in double_claims([work], {})] == ["hours_claimed_twice"]
