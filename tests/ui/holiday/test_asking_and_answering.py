"""Holiday asked for and answered, who is off when, and balances on other days, as a person uses them."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.holiday.balance import holiday_of
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.holiday.requests import ask_for_holiday, waiting_requests
from carerdesk.services.leave.read import everyones_leave
from tests.access import check_access
from tests.services.pay.made import agreed, done, keep, pa, shift, weekdays
from tests.services.sickness.made import sick
from tests.ui.pay.house import House
from tests.user import User

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 11)


def family(house: House) -> tuple[int, int]:
    """Kasia has a fixed week and planned shifts, Asha hours that vary and 12 hours earned."""
    kasia = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    keep(house.books, [shift(kasia, FIRST, "08:00-13:00"), shift(kasia, LAST, "16:00-19:00")], confirmed=False)
    asha = pa(house.books)
    keep(house.books, weekdays(asha, date(2026, 11, 18), 14, "08:00-15:00"))
    agreed(house.books)
    return kasia, asha


def left(house: House, worker_id: int) -> int:
    view = holiday_of(house.books, worker_id)
    assert view is not None
    return view.balance.left


def test_holiday_is_asked_for_weighed_and_agreed(house: House, user: User) -> None:
    kasia, _ = family(house)
    window = house.open()
    user.press("Book holiday for Kasia Wójcik")
    user.fill("First day", "7 Dec")
    user.fill("Last day", "11 Dec")
    assert user.text_in("Hours of holiday") == "20:00"
    assert user.sees("Left before: 112 h (22.4 days). Left after: 92 h (18.4 days).")
    assert user.sees("Pays about £272.00 before tax.")
    assert user.sees("2 shifts fall open")
    assert user.sees("Asked in time")
    user.press("Keep it as asked for")
    assert window.message.text == "Kasia asks for holiday 7 to 11 December 2026, 20 h"
    assert left(house, kasia) == 112 * 60
    house.open_again()
    user.press("Answer Kasia Wójcik, 7 to 11 December 2026")
    assert user.sees("Asked for on 20 November 2026.")
    user.press("Agree to the holiday")
    assert left(house, kasia) == 92 * 60
    assert not user.sees("Asked for on 20 November 2026")
    user.press("Undo")
    assert [one.state for one in waiting_requests(house.books)] == ["asked"]


def test_what_was_asked_for_late_need_not_be_agreed_to(house: House, user: User) -> None:
    """Asked on 20 November for the 23rd on, three weeks: the day to refuse would have been in October."""
    kasia, _ = family(house)
    done(ask_for_holiday(house.books, NewBooking(kasia, date(2026, 11, 23), LAST, 3600)))
    request = waiting_requests(house.books)[0].id
    house.open()
    assert user.sees("60 h, asked for on 20 November 2026: late by the rule, so you need not agree.")
    user.press("Answer Kasia Wójcik, 23 November to 11 December 2026")
    assert waiting_requests(house.books)[0].id == request
    assert user.sees("You need not agree to these days, but you may.")
    assert not user.sees("The last day to refuse it")
    assert user.sees("Not confirmed")


def test_a_refusal_asks_for_its_reason_and_keeps_half_typed_words(house: House, user: User) -> None:
    kasia, _ = family(house)
    done(ask_for_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    request = waiting_requests(house.books)[0].id
    house.open().go("holiday", request=request)
    user.press("Refuse with this reason")
    assert user.sees("Enter the reason. It goes into the holiday record with the refusal.")
    user.fill("Reason, if you refuse", "Nobody else can come")
    house.open_again().go("holiday", request=request)
    assert user.text_in("Reason, if you refuse") == "Nobody else can come"
    user.press("Refuse with this reason")
    assert waiting_requests(house.books) == ()


def test_what_was_asked_for_can_be_changed_before_it_is_answered(house: House, user: User) -> None:
    kasia, _ = family(house)
    done(ask_for_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    request = waiting_requests(house.books)[0].id
    house.open().go("holiday", request=request)
    user.press("Change what was asked")
    user.fill("Last day", "8 Dec")
    user.fill("Hours of holiday", "10")
    user.press("Keep the change")
    assert user.sees("7 to 8 December 2026, 10 h")
    user.press("They do not want it any more")
    assert waiting_requests(house.books) == ()


@pytest.mark.parametrize("way", ["Agree to it in advance", "The rest without pay"])
def test_more_than_is_left_gives_a_choice(house: House, user: User, way: str) -> None:
    _, asha = family(house)
    house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "7 Dec")
    user.fill("Last day", "10 Dec")
    user.fill("Hours of holiday", "20")
    user.press("Book the holiday")
    assert user.sees("This is 8 h more than is left. What becomes of the rest?")
    user.press(way)
    unpaid = [one.minutes for one in everyones_leave(house.books)]
    assert unpaid == ([480] if way == "The rest without pay" else [])
    view = holiday_of(house.books, asha, date(2026, 11, 30))
    assert view is not None
    assert view.balance.left == (0 if unpaid else -480)


def test_more_than_is_left_can_be_refused_with_its_reason(house: House, user: User) -> None:
    family(house)
    house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "7 Dec")
    user.fill("Last day", "10 Dec")
    user.fill("Hours of holiday", "20")
    user.press("Book the holiday")
    user.press("Refuse it")
    user.fill("Reason, if you refuse", "Not earned yet")
    user.press("Refuse with this reason")
    assert waiting_requests(house.books) == ()


def test_holiday_while_sick_asks_whose_choice_it_is(house: House, user: User) -> None:
    kasia, _ = family(house)
    sick(house.books, kasia, date(2026, 11, 16))
    house.open()
    user.press("Book holiday for Kasia Wójcik")
    user.fill("First day", "23 Nov")
    user.fill("Last day", "24 Nov")
    user.press("Book the holiday")
    assert user.sees("Is it their own choice?")
    user.press("Yes, it is their choice")
    assert left(house, kasia) == 102 * 60


def test_a_booking_is_cut_short_on_its_card(house: House, user: User) -> None:
    kasia, _ = family(house)
    done(book_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    house.open()
    user.press("Change the days of Kasia’s holiday, 7 to 11 December 2026")
    user.fill("Last day", "8 Dec")
    user.fill("Hours of holiday", "10")
    assert user.sees("Left before: 112 h (22.4 days). Left after: 102 h (20.4 days).")
    user.press("Keep the change")
    assert left(house, kasia) == 102 * 60
    house.open_again()
    assert user.sees("7 to 8 December 2026")


def test_the_balance_on_another_day(house: House, user: User) -> None:
    kasia, _ = family(house)
    done(book_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    house.open()
    user.fill("Balance on", "8 Dec")
    user.press("Show that day")
    assert user.sees("As at 8 December 2026.")
    assert user.sees("8 h")  # two of five days are taken
    user.press("Back to today")
    assert not user.sees("As at 8 December 2026.")


def test_people_who_left_have_their_record_and_nothing_to_book(house: House, user: User) -> None:
    pa(house.books, "Tom Griffiths", fixed=(1200, 4), started=date(2025, 3, 3), left=date(2026, 5, 29))
    window = house.open()
    assert user.sees("Left on 29 May 2026")
    assert not user.sees("Book holiday")
    check_access(window)
    user.press("Leave year and record of Tom Griffiths")
    assert user.sees("1 April 2026 to 31 March 2027")


def test_who_is_off_is_a_picture_and_a_table(house: House, user: User) -> None:
    kasia, asha = family(house)
    done(book_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    done(ask_for_holiday(house.books, NewBooking(asha, date(2026, 12, 21), date(2026, 12, 22), 300)))
    window = house.open()
    user.press("See three months")
    assert user.sees("1 November 2026 to 31 January 2027")
    rows = user.rows("Who is off when")
    names = [name for row in rows for name in ("Kasia Wójcik", "Asha Rahman") if name in row]
    assert names[-2:] == ["Kasia Wójcik", "Asha Rahman"]
    check_access(window)


@pytest.mark.parametrize("appearance", ["light", "contrast"])
def test_answers_grant_access(house: House, user: User, appearance: str) -> None:
    kasia, _ = family(house)
    done(ask_for_holiday(house.books, NewBooking(kasia, FIRST, LAST, 1200)))
    window = house.open(appearance=appearance)
    check_access(window)
    user.press("Answer Kasia Wójcik, 7 to 11 December 2026")
    check_access(window)
