"""Which days of sickness are paid, by the rules of the day: published weeks, the change of April 2026, the laws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.money import Money, total
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.sickness.days import SickDay, Why, daily_rate, sick_days
from carerdesk.domain.sickness.spells import Run, Spell, absences, days_between, run_of, runs
from carerdesk.domain.sickness.weeks import due_for, saturday_of, sick_weeks, week_pay

RATES = load_rates()
TO_FRIDAY = frozenset(range(5))
ENOUGH = Decimal(400)
A_DAY = timedelta(days=1)


def spell(first: str, last: str | None, days: frozenset[int] = TO_FRIDAY, at: int = 1, refused: str = "") -> Spell:
    return Spell(at, date.fromisoformat(first), date.fromisoformat(last) if last else None, days, refused)


def worked_out(*spells: Spell, average: Decimal = ENOUGH, until: date = date(2027, 4, 1)) -> list[SickDay]:
    return [day for run in runs(spells, until, RATES) for day in sick_days(run, average, RATES, until)]


def whys(days: list[SickDay]) -> list[str]:
    return [day.why.value for day in days]


def pay(days: list[SickDay]) -> str:
    return str(total(week.amount for week in sick_weeks(days)))


# --- roundings --------------------------------------------------------------------------------------------------------


def test_a_day_is_cut_at_four_decimals_and_a_week_rounded_up() -> None:
    assert daily_rate(Decimal("118.75"), 3) == Decimal("39.5833")  # 39.58333…
    assert daily_rate(Decimal("118.75"), 7) == Decimal("16.9642")  # 16.96428…, not to the nearest
    days = worked_out(spell("2026-06-01", "2026-06-02", frozenset({0, 1, 2, 3, 4, 5, 6})))
    assert week_pay(days) == Money(3522)  # 2 × £17.6071 = £35.2142


def test_a_full_week_comes_back_to_the_weekly_rate() -> None:
    for count in range(1, 8):
        days = worked_out(spell("2026-06-07", "2026-06-13", frozenset(range(count))))
        assert pay(days) == "£123.25"


def test_80_per_cent_is_not_rounded_before_it_is_divided() -> None:
    days = worked_out(spell("2026-06-01", "2026-06-01", frozenset({0})), average=Decimal("100.0125"))
    assert days[0].weekly == Decimal("80.01")
    days = worked_out(spell("2026-06-01", "2026-06-01", frozenset({0, 1, 2})), average=Decimal("100.0031"))
    assert days[0].daily == Decimal("26.6674")  # of £80.00248; £80.00 would make 26.6666


@pytest.mark.parametrize(("average", "weekly"), [("154.07", "123.25"), ("154.06", "123.248"), ("50", "40.0")])
def test_the_lower_of_the_flat_rate_and_80_per_cent_is_paid_from_april_2026(average: str, weekly: str) -> None:
    days = worked_out(spell("2026-06-01", "2026-06-05"), average=Decimal(average))
    assert {day.weekly for day in days} == {Decimal(weekly)}


def test_a_week_runs_from_sunday_to_saturday() -> None:
    assert [saturday_of(date(2026, 6, day)).day for day in (7, 8, 13, 14)] == [13, 13, 13, 20]
    days = worked_out(spell("2026-06-13", "2026-06-14", frozenset({5, 6})))
    assert [str(week.amount) for week in sick_weeks(days)] == ["£61.63", "£61.63"]  # £61.625 each


def test_the_rate_of_each_day_counts_where_a_week_spans_6_april() -> None:
    days = worked_out(spell("2024-03-25", "2024-04-12"))
    week = [day for day in days if saturday_of(day.day) == date(2024, 4, 6)]
    assert {day.weekly for day in week} == {Decimal("109.4")}
    days = worked_out(spell("2023-12-01", "2024-04-30", frozenset({5, 6})))
    week = [day for day in days if saturday_of(day.day) == date(2024, 4, 6)]
    assert [day.weekly for day in week] == [Decimal("109.4"), Decimal("116.75")]
    assert week_pay(week) == Money(11308)  # £54.70 + £58.375


# --- before April 2026 ------------------------------------------------------------------------------------------------


def test_three_qualifying_days_wait_and_less_than_four_days_count_for_nothing() -> None:
    assert whys(worked_out(spell("2025-06-02", "2025-06-06"))) == ["waiting"] * 3 + ["paid"] * 2
    assert whys(worked_out(spell("2025-06-02", "2025-06-04"))) == ["too_short"] * 3
    over_the_weekend = worked_out(spell("2025-06-06", "2025-06-09"))  # four days in a row, two of them qualifying
    assert whys(over_the_weekend) == ["waiting"] * 2


def test_waiting_days_are_served_once_in_a_linked_run() -> None:
    days = worked_out(spell("2025-06-06", "2025-06-09"), spell("2025-07-01", "2025-07-04", at=2))
    assert whys(days) == ["waiting", "waiting", "waiting", "paid", "paid", "paid"]


@pytest.mark.parametrize(("average", "why"), [("124.99", "earns_too_little"), ("125", "waiting")])
def test_earnings_below_the_limit_bring_no_sick_pay_before_april_2026(average: str, why: str) -> None:
    days = worked_out(spell("2025-06-02", "2025-06-04"), spell("2025-06-10", "2025-06-13"), average=Decimal(average))
    assert whys(days)[-4] == why


@pytest.mark.parametrize(("start", "linked"), [("2026-07-27", True), ("2026-07-28", False)])
def test_56_days_between_link_and_57_do_not(start: str, linked: bool) -> None:
    earlier, later = spell("2026-05-25", "2026-05-31"), spell(start, None, at=2)
    assert days_between(date(2026, 5, 31), later.first) == (56 if linked else 57)
    assert len(runs([earlier, later], date(2026, 8, 30), RATES)) == (1 if linked else 2)


def test_a_spell_too_short_to_count_links_nothing() -> None:
    found = runs(
        [spell("2025-06-02", "2025-06-06"), spell("2025-07-14", "2025-07-15", at=2), spell("2025-08-25", None, at=3)],
        date(2025, 9, 30),
        RATES,
    )
    assert [[each.id for each in run.spells] for run in found] == [[1], [2], [3]]


# --- the change of April 2026 -----------------------------------------------------------------------------------------


def test_one_day_is_enough_from_6_april_2026_and_nobody_waits() -> None:
    assert whys(worked_out(spell("2026-04-06", "2026-04-06"))) == ["paid"]
    assert whys(worked_out(spell("2026-04-03", "2026-04-03"))) == ["too_short"]


def test_who_was_paid_on_5_april_keeps_the_flat_rate_until_that_absence_ends() -> None:
    low = Decimal(130)
    days = worked_out(spell("2026-03-16", "2026-04-10"), spell("2026-04-20", "2026-04-20", at=2), average=low)
    after = [day for day in days if day.day >= date(2026, 4, 6)]
    assert whys(after) == ["protected"] * 5 + ["paid"]
    assert [day.weekly for day in after] == [Decimal("123.25")] * 5 + [Decimal(104)]


def test_waiting_days_being_served_on_6_april_end_there() -> None:
    days = worked_out(spell("2026-04-02", "2026-04-08"), average=Decimal(130))
    assert whys(days) == ["waiting", "waiting", "paid", "paid", "paid"]
    assert days[-1].weekly == 104


def test_who_earned_too_little_is_paid_from_6_april() -> None:
    days = worked_out(spell("2026-03-30", "2026-04-07"), average=Decimal(100))
    assert whys(days) == ["earns_too_little"] * 5 + ["paid"] * 2
    assert days[-1].weekly == 80


def test_who_has_been_off_unpaid_since_before_22_september_2025_gets_nothing() -> None:
    long = worked_out(spell("2025-09-19", "2026-04-07"), average=Decimal(100))
    assert whys(long)[-2:] == ["nil_rate"] * 2
    later = worked_out(spell("2025-09-22", "2026-04-07"), average=Decimal(100))
    assert whys(later)[-2:] == ["paid"] * 2


# --- the 28 weeks -----------------------------------------------------------------------------------------------------


def test_28_weeks_are_used_up_over_a_linked_run() -> None:
    days = worked_out(spell("2026-04-06", "2026-07-31"), spell("2026-08-10", None, at=2))
    paid = [day for day in days if day.is_paid]
    assert len(paid) == 140
    assert whys(days)[140] == "used_up"
    assert pay(days) == "£3,451.00"  # 28 × £123.25


def test_days_that_were_not_paid_use_nothing_up() -> None:
    days = worked_out(spell("2025-12-01", None), average=Decimal(100), until=date(2026, 11, 30))
    assert sum(day.is_paid for day in days) == 140


def test_three_years_of_linked_spells_end_sick_pay() -> None:
    many = [
        Spell(at, first, first, frozenset(range(7)))
        for at, first in enumerate(date(2023, 4, 10) + timedelta(days=50) * n for n in range(26))
    ]
    days = worked_out(*(Spell(s.id, s.first, s.first + 4 * A_DAY, s.weekdays) for s in many))
    assert next(day.day for day in days if day.why is Why.TOO_LONG) > date(2026, 4, 9)
    assert all(day.day <= date(2026, 4, 9) for day in days if day.is_paid)


# --- what the books do not know ---------------------------------------------------------------------------------------


def test_years_without_rates_are_refused() -> None:
    with pytest.raises(NoRateFor):
        worked_out(spell("2027-04-05", "2027-04-09"), until=date(2027, 5, 1))
    with pytest.raises(NoRateFor):
        worked_out(spell("2022-06-01", "2022-06-09"))


def test_a_spell_somebody_refused_is_not_paid_and_uses_nothing_up() -> None:
    days = worked_out(spell("2026-06-01", "2026-06-05", refused="told too late"))
    assert whys(days) == ["refused"] * 5


# --- laws -------------------------------------------------------------------------------------------------------------

STARTS = st.dates(date(2025, 10, 1), date(2026, 6, 30))
WEEKS = st.frozensets(st.integers(0, 6), min_size=1)
AVERAGES = st.decimals(60, 400, places=2)


@given(first=STARTS, length=st.integers(1, 60), cut=st.integers(1, 59), days=WEEKS, average=AVERAGES)
def test_an_absence_in_two_records_pays_the_same_as_in_one(
    first: date, length: int, cut: int, days: frozenset[int], average: Decimal
) -> None:
    last = first + length * A_DAY
    middle = min(first + cut * A_DAY, last)
    whole = worked_out(Spell(1, first, last, days), average=average)
    parts = worked_out(Spell(1, first, middle - A_DAY, days), Spell(2, middle, last, days), average=average)
    assert [(day.day, day.why, day.daily) for day in whole] == [(day.day, day.why, day.daily) for day in parts]
    assert due_for(whole, 1) == due_for(parts, 1) + due_for(parts, 2)


@given(first=STARTS, length=st.integers(0, 40), payday=st.integers(0, 40), days=WEEKS, average=AVERAGES)
def test_what_is_due_at_a_payday_and_after_it_add_up(
    first: date, length: int, payday: int, days: frozenset[int], average: Decimal
) -> None:
    all_of_it = worked_out(Spell(1, first, first + length * A_DAY, days), average=average)
    on = first + payday * A_DAY
    by_then = due_for([day for day in all_of_it if day.day <= on], 1)
    assert by_then + due_for(all_of_it, 1, on + A_DAY) == due_for(all_of_it, 1)


@given(spells=st.lists(st.tuples(STARTS, st.integers(0, 12)), min_size=1, max_size=5), order=st.randoms())
def test_the_order_of_entry_does_not_matter(spells: list[tuple[date, int]], order: object) -> None:
    kept: list[Spell] = []
    for at, (first, length) in enumerate(sorted(spells)):
        if not kept or first > (kept[-1].last or first):
            kept.append(Spell(at, first, first + length * A_DAY, TO_FRIDAY))
    shuffled = list(kept)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert worked_out(*kept) == worked_out(*shuffled)


@given(first=STARTS, length=st.integers(0, 300), days=WEEKS, average=AVERAGES)
def test_no_week_pays_more_than_its_rate_and_no_run_more_than_28_weeks(
    first: date, length: int, days: frozenset[int], average: Decimal
) -> None:
    last_known = date(2027, 4, 5)
    last = min(first + length * A_DAY, last_known)
    found = worked_out(Spell(1, first, last, days), average=average, until=last_known)
    for week in sick_weeks(found):
        assert week.amount <= Money(12325)
    assert sum(day.is_paid for day in found) <= 28 * len(days)


def test_absences_join_only_where_no_day_lies_between() -> None:
    one, two, three = (
        spell("2026-06-01", "2026-06-03"),
        spell("2026-06-04", "2026-06-05", at=2),
        spell("2026-06-07", None, at=3),
    )
    found = absences([three, two, one])
    assert [[each.id for each in absence.spells] for absence in found] == [[1, 2], [3]]
    assert run_of(runs([one, two, three], date(2026, 6, 8), RATES), 3) is not None
    assert all(earlier.first < later.first for earlier, later in pairwise(Run(found).spells))
