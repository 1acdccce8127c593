"""The exact day or penny where a rule of sick pay turns, worked out by hand from the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.sickness.days import SickDay, sick_days
from carerdesk.domain.sickness.earnings import (
    Average,
    PastPayday,
    Pattern,
    average_earnings,
    average_to_the_penny,
    pounds,
)
from carerdesk.domain.sickness.form_ssp1 import Ssp1, ssp1
from carerdesk.domain.sickness.spells import Run, Spell, check_spell, runs, week_words
from carerdesk.domain.sickness.weeks import rounded_up

RATES = load_rates()
TO_FRIDAY, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
TODAY = date(2026, 11, 20)


def day(text: str) -> date:
    return date.fromisoformat(text)


def spell(first: str, last: str | None, days: frozenset[int] = TO_FRIDAY, at: int = 1) -> Spell:
    return Spell(at, day(first), day(last) if last else None, days)


def paid(run: Run, until: date) -> tuple[SickDay, ...]:
    return sick_days(run, Decimal(400), RATES, until)


def form(found: Spell, until: str) -> Ssp1 | None:
    (run,) = runs([found], day(until), RATES)
    return ssp1(run.absences[0], paid(run, day(until)), day(until))


def codes(new: Spell, *others: Spell, started: str | None = None, left: str | None = None) -> list[str]:
    job = (day(started) if started else None, day(left) if left else None)
    return [problem.code for problem in check_spell(new, others, today=TODAY, started=job[0], left=job[1])]


# --- form SSP1, by the guide's seven days and 23rd week ---------------------------------------------------------------


def test_the_form_is_due_when_22_weeks_are_paid_and_names_the_day_after_the_28th() -> None:
    # from Monday 6 April 2026 the 22nd week ends on Friday 4 September, the 28th on Friday 16 October
    ill = spell("2026-04-06", None)
    assert form(ill, "2026-09-03") is None
    assert form(ill, "2026-09-04") == Ssp1("ending", day("2026-09-05"), day("2026-10-17"))


def test_the_form_is_given_within_seven_days_of_the_last_day_paid() -> None:
    assert form(spell("2026-04-06", None), "2026-10-19") == Ssp1("used_up", day("2026-10-23"), day("2026-10-19"))


def test_the_form_is_given_within_seven_days_of_a_sickness_that_is_not_paid() -> None:
    (run,) = runs([spell("2025-11-03", "2025-11-14")], day("2025-11-14"), RATES)
    low = sick_days(run, Decimal("124.99"), RATES, day("2025-11-14"))
    found = ssp1(run.absences[0], low, day("2025-11-14"))
    assert found == Ssp1("earns_too_little", day("2025-11-10"), day("2025-11-03"))


# --- spells -----------------------------------------------------------------------------------------------------------


def test_linked_spells_are_paid_for_three_years_to_the_day() -> None:
    starts = [day("2023-06-01") + timedelta(days=50 * at) for at in range(22)]
    short = [Spell(at, first, first + timedelta(days=3), EVERY_DAY) for at, first in enumerate(starts)]
    assert starts[-1] == day("2026-04-16")
    last = Spell(99, day("2026-05-30"), day("2026-06-02"), EVERY_DAY)
    (run,) = runs([*short, last], day("2026-06-02"), RATES)
    assert run.longest_to == day("2026-05-31")
    found = {one.day: one.why.value for one in paid(run, day("2026-06-02"))}
    assert [found[one] for one in (day("2026-05-31"), day("2026-06-01"))] == ["paid", "too_long"]


def test_an_open_sickness_counts_once_it_has_lasted_four_days() -> None:
    def whys(until: str) -> set[str]:
        (run,) = runs([spell("2025-11-03", None)], day(until), RATES)
        return {one.why.value for one in paid(run, day(until))}

    assert (whys("2025-11-05"), whys("2025-11-06")) == ({"too_short"}, {"waiting", "paid"})


def test_the_first_and_last_day_of_a_job_may_be_days_off_sick() -> None:
    one_day = spell("2026-11-02", "2026-11-02")
    assert codes(one_day, started="2026-11-02", left="2026-11-02") == []
    assert codes(one_day, started="2026-11-03") == ["sick_before_job"]
    assert codes(one_day, left="2026-11-01") == ["sick_after_job"]


def test_records_overlap_from_one_shared_day() -> None:
    new = spell("2026-11-09", "2026-11-11", at=2)
    for first, last in (("2026-11-05", "2026-11-09"), ("2026-11-11", "2026-11-12")):
        assert codes(new, spell(first, last)) == ["sick_overlaps"]
    for first, last in (("2026-11-05", "2026-11-08"), ("2026-11-12", "2026-11-13")):
        assert codes(new, spell(first, last)) == []


def test_a_sickness_more_than_92_days_ahead_is_a_slip() -> None:
    assert codes(spell("2027-02-20", None)) == []
    assert codes(spell("2027-02-21", None)) == ["sick_far_ahead"]


def test_two_days_are_named_and_three_in_a_row_are_a_span() -> None:
    assert [week_words(days) for days in ({0, 1}, {0, 1, 2})] == ["Monday and Tuesday", "Monday to Wednesday"]


# --- earnings ---------------------------------------------------------------------------------------------------------


def payday(text: str, first: str, before: str, pay: str, frequency: str = "monthly") -> PastPayday:
    return PastPayday(day(text), day(first), day(text), day(before), frequency, Money.of(pay))


def average(*paydays: PastPayday, began: str = "2020-01-06") -> Average:
    found = average_earnings(TODAY, paydays, day(began), None)
    assert isinstance(found, Average), found
    return found


def test_fifteen_odd_days_of_a_period_are_no_month_and_sixteen_are() -> None:
    def months_from(last_before: str) -> Decimal:
        return average(
            payday(last_before, "2026-07-01", "2026-06-15", "900"),
            payday("2026-08-31", "2026-08-01", last_before, "900"),
            payday("2026-09-30", "2026-09-01", "2026-08-31", "900"),
        ).amount

    # from 16 July: two months to 15 September and 15 days; from 15 July: two months to 14 September and 16 days
    assert months_from("2026-07-15") == Decimal(1800) * 12 / (2 * 52)
    assert months_from("2026-07-14") == Decimal(1800) * 12 / (3 * 52)


def test_somebody_is_new_until_a_payday_eight_weeks_before_has_paid_them() -> None:
    weeks = [day("2026-09-18") + timedelta(weeks=at) for at in range(9)]
    paydays = [
        PastPayday(one, one - timedelta(days=6), one, one - timedelta(days=7), "weekly", Money.of("100"))
        for one in weeks
    ]
    # the last payday is 13 November, the one eight weeks before 18 September, for 12 to 18 September
    assert average(*paydays, began="2026-09-18").pattern is Pattern.WEEKS
    assert average(*paydays[1:], began="2026-09-19").pattern is Pattern.NEW
    assert average(*paydays[1:], began="2026-09-18").pattern is Pattern.WEEKS


def test_pay_of_less_than_eight_weeks_comes_to_the_nearest_penny() -> None:
    assert average_to_the_penny(Decimal(100), 3) == Decimal("233.33")
    assert average_to_the_penny(Decimal(100), 9) == Decimal("77.78")


def test_an_average_is_shown_to_the_nearest_penny() -> None:
    assert [pounds(Decimal(text)) for text in ("123.451", "123.455")] == [Money(123_45), Money(123_46)]


def test_a_week_goes_up_from_any_part_of_a_penny_and_stays_on_a_whole_one() -> None:
    assert [rounded_up(Decimal(text)) for text in ("35.2101", "35.2100")] == [Money(35_22), Money(35_21)]
