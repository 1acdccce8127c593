"""Four weeks over Christmas 2026 at the window, every figure worked out by hand.

Asha works Monday to Wednesday 9 to 13 at £13.60, £20.40 on bank holidays, paid every four weeks. From 9 November to 6
December she worked 48 h, £652.80, paid on 11 December. Kasia begins on 7 December: Fridays 16 to 19, not on bank
holidays, and Sundays 10 to 14, at £13.20, paid weekly on the Friday after. Her leave year is the calendar year.

Christmas Day and New Year's Day are Fridays; Boxing Day is a Saturday, so Monday 28 December is free instead. All are
on 1257L and earn less than the free pay and than the £242 a week where National Insurance begins: what is earned is
paid.

Kasia. 7 to 13 and 14 to 20 December 3 + 4 h = 7 h × £13.20 = £92.40 each; 21 to 27 December and 28 December to 3
January the Sunday alone, 4 h × £13.20 = £52.80 each. To date £92.40, £184.80, £237.60, £290.40. Holiday, 12.07 % of
each week to the nearest hour: 7 h give 0.84, so 1 h; 4 h give 0.48, so nothing: 2 h at the end of the year.

Asha, 7 December to 3 January, paid on 8 January. Twelve days of 4 h less Monday 21 December, her holiday: 44 h, of
them Monday 28 December at the bank holiday rate: 40 h × £13.60 = £544.00 and 4 h × £20.40 = £81.60. The holiday of 4
h at the £13.60 of all weeks before: £54.40. Together £680.00; with £652.80, £1,332.80. Holiday: 48 h give 5.79, so 6;
44 h give 5.31, so 5; 11 h less 4 h are 7 h.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.funding.details import NewFunder
from carerdesk.services.funding.setup import add_funder
from carerdesk.store.books import Books
from tests.journeys.household import Household, begin_with
from tests.kitchen import Kitchen
from tests.services.pay.made import agreed, done, keep, pa, shift
from tests.user import User

BEGUN = date(2026, 12, 7)
COUNCIL = 2


def fill(books: Books) -> None:
    """Asha with four weeks behind her, Kasia before her first day."""
    done(add_funder(books, NewFunder("Westmere Council", "Council", "council")))
    asha = pa(
        books, "Asha Rahman", started=date(2026, 11, 9), first_payday=date(2026, 12, 11),
        period_end=date(2026, 12, 6), rates=(("normal", "13.60"), ("bank_holiday", "20.40")),
    )  # fmt: skip
    pa(
        books, "Kasia Wójcik", frequency="weekly", started=BEGUN, first_payday=date(2026, 12, 18),
        period_end=date(2026, 12, 13), rates=(("normal", "13.20"),), leave_year=(1, 1),
    )  # fmt: skip
    days = (date(2026, 11, 9) + timedelta(weeks=week, days=day) for week in range(4) for day in range(3))
    keep(books, [shift(asha, day, "09:00-13:00") for day in days])
    agreed(books, date(2026, 12, 11))


@pytest.fixture
def household(kitchen: Kitchen) -> Household:
    begin_with(kitchen.place, BEGUN, fill)
    return Household(kitchen)


def plan(household: Household) -> None:
    """What repeats, in one line each."""
    user = household.user
    household.kitchen.go("Rota")
    user.press("Repeating shifts")
    for words in (
        "every monday, tuesday and wednesday 9-1 asha, council",
        "every friday 4-7pm kasia, council, not on bank holidays",
        "every sunday 10-2 kasia, council",
    ):
        user.press("Add a repeating shift")
        user.fill("In one line", words)
        user.press("Add it and fill the rota")


def take_a_day_off(household: Household) -> None:
    """Asha's holiday on Monday 21 December, and her shift of that day taken out."""
    user = household.user
    household.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "21 dec")
    user.fill("Last day", "21 dec")
    user.fill("Hours of holiday", "4")
    user.press("Book the holiday")
    household.week_of("21 dec")
    household.kitchen.press_what_begins("Monday 21 December, 09:00 to 13:00")
    user.press("Take the shift out")


def test_four_weeks_over_christmas(household: Household, user: User) -> None:
    kitchen = household.kitchen
    household.begin("2026-12-07")
    plan(household)
    take_a_day_off(household)
    assert not kitchen.names("Friday 25 December")
    assert kitchen.names("Sunday 27 December, 10:00 to 14:00")
    household.week_of("28 dec")
    assert not kitchen.names("Friday 1 January")
    assert "Bank holiday" in kitchen.names("Monday 28 December, 09:00 to 13:00")[0]

    household.on("2026-12-14")
    household.confirm_hours("7 to 13 December")
    slip = household.pay("Kasia", "18 December")
    assert "Take-home pay £92.40" in slip
    assert "7 h at £13.20" in slip

    household.on("2026-12-21")
    household.confirm_hours("14 to 20 December")
    kitchen.go("This week")
    assert user.sees("Banks are shut on Friday 25 December: let the wages be there by Thursday 24 December")
    assert "Gross pay £184.80" in household.pay("Kasia", "25 December")

    household.on("2026-12-28")
    household.confirm_hours("21 to 27 December")
    slip = household.pay("Kasia", "1 January")
    assert "Take-home pay £52.80" in slip
    assert "Gross pay £237.60" in slip
    assert user.sees("let the wages be there by Thursday 31 December")

    household.on("2027-01-04")
    household.confirm_hours("28 December 2026 to 3 January")
    slips = household.pay("Asha and Kasia", "8 January")
    for words in (
        "Take-home pay £680.00", "40 h at £13.60", "£544.00", "4 h at £20.40", "£81.60", "£54.40",
        "Gross pay £1,332.80", "Holiday left 7 h", "Take-home pay £52.80", "4 h at £13.20", "Gross pay £290.40",
    ):  # fmt: skip
        assert words in slips, words
    kitchen.go("This week")
    assert user.sees("2 h was left on 31 December 2026: carry it over, or let it lapse.")

    household.on("2027-01-05")
    household.room("Pay", "From hours to payslips")
    kitchen.press_what_begins("Pay Asha and Kasia. £732.80 take-home pay")
    household.books_are_whole(date(2027, 1, 5))
