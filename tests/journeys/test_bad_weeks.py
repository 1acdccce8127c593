"""Weeks in which something is odd: told in plain words, with a choice, and paid to the minute; nothing is lost.

Asha works at £13.00 an hour and is paid each Friday for the week to the Sunday before, on 1257L: too little for tax or
National Insurance, so what is earned is what is paid.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.funding.details import NewFunder
from carerdesk.services.funding.setup import add_funder
from carerdesk.store.books import Books
from tests.journeys.household import Household, begin_with
from tests.kitchen import Kitchen
from tests.services.pay.made import done, pa
from tests.user import User


def at_work_since(household: Household, monday: date) -> None:
    """Begin books in which Asha works from a Monday on, and open them that day."""

    def fill(books: Books) -> None:
        done(add_funder(books, NewFunder("Westmere Council", "Council", "council")))
        pa(
            books, "Asha Rahman", frequency="weekly", started=monday, rates=(("normal", "13.00"),),
            period_end=monday + timedelta(days=6), first_payday=monday + timedelta(days=11),
        )  # fmt: skip

    begin_with(household.kitchen.place, monday, fill)
    household.begin(monday.isoformat())


@pytest.fixture
def household(kitchen: Kitchen) -> Household:
    return Household(kitchen)


def add_shift(household: Household, day: str, times: str, said: str = "") -> None:
    """Type a shift; `said` is what is told of it before it is added."""
    user = household.user
    household.kitchen.go("Rota")
    for name, words in (("Day", day), ("Start and end", times), ("Who", "Asha"), ("Paid by", "Council")):
        user.fill(name, words)
    assert user.sees(said)
    user.press("Add shift")
    if household.kitchen.names("Yes, keep it"):
        user.press("Yes, keep it")
    assert user.sees("added")


def test_a_night_over_the_end_of_pay_period_and_tax_year_is_paid_whole_where_it_began(
    household: Household, user: User
) -> None:
    """Sunday 5 April 2026, 22:00 to 07:00: the last night of the pay week and of the tax year.

    On 3 April 4 h of the week before are paid, £52.00, in the year that ends. The night, 9 h × £13.00 = £117.00, is
    paid on 10 April as the first pay of the new year; 2 h on Tuesday 7 April, £26.00, on 17 April: £143.00 so far.
    """
    at_work_since(household, date(2026, 3, 23))
    add_shift(household, "25 mar", "9-1")
    household.on("2026-03-30")
    slip = household.pay("Asha", "3 April")
    assert "Take-home pay £52.00" in slip
    assert "tax week 52" in slip

    household.on("2026-04-07")
    add_shift(household, "5 apr", "22-7", "all of it is paid with it, on Friday 10 April. The tax year ends that day")
    add_shift(household, "7 apr", "9-11")
    slip = household.pay("Asha", "10 April")
    for words in ("Take-home pay £117.00", "9 h at £13.00", "tax week 1 ", "Gross pay £117.00"):
        assert words in slip, words

    household.on("2026-04-13")
    slip = household.pay("Asha", "17 April")
    for words in ("Take-home pay £26.00", "2 h at £13.00", "Gross pay £143.00"):
        assert words in slip, words
    household.books_are_whole(date(2026, 4, 13))


@pytest.mark.parametrize(
    ("monday", "night", "length", "pay", "payday"),
    [
        (date(2026, 10, 19), "24 oct", "10 h", "£130.00", "30 October"),  # the hour from 1 to 2 comes twice
        (date(2027, 3, 22), "27 mar", "8 h", "£104.00", "2 April"),  # the hour from 1 to 2 does not come
    ],
)
def test_the_nights_the_clocks_change_are_paid_by_the_hours_that_went_by(
    household: Household, user: User, monday: date, night: str, length: str, pay: str, payday: str
) -> None:
    """Saturday 22:00 to Sunday 07:00: 9 h on other nights, here 10 h × £13.00 = £130.00 and 8 h × £13.00 = £104.00."""
    at_work_since(household, monday)
    add_shift(household, night, "22-7", length)
    household.on((monday + timedelta(days=7)).isoformat())
    slip = household.pay("Asha", payday)
    assert f"Take-home pay {pay}" in slip
    assert f"{length} at £13.00" in slip
    household.books_are_whole(monday + timedelta(days=7))


def test_a_week_that_was_paid_is_put_right_and_not_changed(household: Household, user: User) -> None:
    """4 h were paid, £52.00; it was half an hour more: £6.50 comes with the next pay, 2 h × £13.00 = £26.00, £32.50."""
    at_work_since(household, date(2026, 11, 2))
    add_shift(household, "4 nov", "9-1")
    household.on("2026-11-09")
    assert "Take-home pay £52.00" in household.pay("Asha", "13 November")
    household.week_of("4 nov")
    household.kitchen.press_what_begins("Wednesday 4 November, 09:00 to 13:00")
    user.press("Put it right in Pay")
    household.kitchen.press_what_begins("The hours.")
    household.kitchen.press_what_begins("Wednesday 4 November, 09:00–13:00")
    user.fill("Start and end", "9-1:30")
    user.fill("Why was it wrong?", "The bus was late")
    user.press("See the difference")
    assert user.sees("£6.50")
    user.press("Put Asha’s pay right")
    household.week_of("10 nov")
    add_shift(household, "10 nov", "9-11")

    household.on("2026-11-16")
    slip = household.pay("Asha", "20 November")
    for words in ("Take-home pay £32.50", "2 h at £13.00", "put right in the pay of", "£6.50"):
        assert words in slip, words
    household.books_are_whole(date(2026, 11, 16))


def test_somebody_with_history_is_not_removed_but_may_leave(household: Household, user: User) -> None:
    """Before the first shift she can be taken out again; after it, her last day is recorded and all stays."""
    at_work_since(household, date(2026, 11, 2))
    household.worker("Asha Rahman")
    assert household.kitchen.names("Remove Asha, added by mistake")
    add_shift(household, "2 nov", "9-1")
    household.worker("Asha Rahman")
    assert not household.kitchen.names("Remove Asha, added by mistake")
    user.press("Record the last day")
    user.fill("Last day of the job", "6 nov")
    user.press("Record the last day")
    assert user.sees("leaves on 6 November 2026")
    household.on("2026-11-09")
    household.week_of("2 nov")
    assert household.kitchen.names("Monday 2 November, 09:00 to 13:00")
    household.books_are_whole(date(2026, 11, 9))


def two_hours_of_holiday(household: Household) -> None:
    """16 h in the week to 8 November, paid: 12.07 % are 1.93, so 2 h of holiday."""
    at_work_since(household, date(2026, 11, 2))
    add_shift(household, "2 nov", "9-5")
    add_shift(household, "3 nov", "9-5")
    household.on("2026-11-09")
    assert "Holiday left 2 h" in household.pay("Asha", "13 November")


def ask_for_holiday(household: Household, day: str, hours: str) -> None:
    user = household.user
    household.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", day)
    user.fill("Last day", day)
    user.fill("Hours of holiday", hours)
    user.press("Book the holiday")


def test_more_holiday_than_is_left_is_asked_about_and_the_rest_may_be_unpaid(household: Household, user: User) -> None:
    """8 h on Tuesday 17 November where 2 h are left: 2 h × £13.00 = £26.00 are paid, 6 h are not."""
    two_hours_of_holiday(household)
    ask_for_holiday(household, "17 nov", "8")
    assert user.sees("This is 6 h more than is left. What becomes of the rest?")
    assert user.text_in("Hours of holiday") == "8"
    user.press("The rest without pay")
    household.on("2026-11-23")
    slip = household.pay("Asha", "27 November")
    for words in ("Take-home pay £26.00", "2 h £26.00", "Holiday left 0 h"):
        assert words in slip, words
    household.books_are_whole(date(2026, 11, 23))


def test_who_falls_ill_on_holiday_gets_the_holiday_back(household: Household, user: User) -> None:
    """2 h on Tuesday 17 November are booked; she is ill that day, so they are left again."""
    two_hours_of_holiday(household)
    ask_for_holiday(household, "17 nov", "2")
    assert household.kitchen.names("Book holiday for Asha Rahman")
    household.on("2026-11-18")
    household.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Record sickness")
    user.fill("First day off sick", "17 nov")
    user.fill("Last day off sick", "17 nov")
    user.press("Record the sickness")
    assert user.sees("Asha has holiday booked on 17 November 2026, 2 h of it on days off sick.")
    user.press("Give the holiday back")
    household.on("2026-11-19")
    household.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    assert user.sees("Nothing booked yet.")
    household.books_are_whole(date(2026, 11, 19))
