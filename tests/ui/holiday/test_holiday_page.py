"""The Holiday room as a person uses it."""

from __future__ import annotations

from datetime import date, time

import pytest

from carerdesk.services.holiday.balance import everyones_holiday
from carerdesk.services.holiday.book import book_holiday
from carerdesk.services.holiday.weigh import NewBooking
from carerdesk.services.pay.read import payday_view
from tests.access import check_access
from tests.services.pay.made import PAYDAY, agreed, keep, pa, shift, weekdays
from tests.ui.pay.house import House
from tests.user import User

DAY = date(2026, 11, 18)
EARLY = {"first_payday": date(2026, 10, 30), "period_end": date(2026, 10, 25)}


def family(house: House) -> None:
    """Kasia has a fixed week, Asha hours that vary and a sleep-in."""
    kasia = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    keep(house.books, [shift(kasia, date(2026, 11, day), "08:00-13:00") for day in (9, 10, 11, 12, 16, 17)])
    asha = pa(house.books, **EARLY)  # type: ignore[arg-type]
    keep(house.books, weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00"))
    agreed(house.books, date(2026, 10, 30))
    keep(house.books, [shift(asha, DAY, "08:00-13:00")])


def test_a_holiday_is_booked_with_its_hours_proposed_and_taken_out_again(house: House, user: User) -> None:
    family(house)
    window = house.open()
    user.press("Book holiday for Kasia Wójcik")
    user.fill("First day", "7 Dec")
    user.fill("Last day", "11 Dec")
    assert user.text_in("Hours of holiday") == "20:00"
    user.fill("Note", "Skiing")
    user.press("Book the holiday")
    assert window.message.text == "Holiday for Kasia, 7 to 11 December 2026, 20 h, booked"
    assert user.sees("20 h, Skiing")
    house.open_again()
    assert user.sees("92 h")
    user.press("Take out Kasia’s holiday, 7 to 11 December 2026")
    assert not user.sees("20 h, Skiing")
    user.press("Undo")
    assert user.sees("20 h, Skiing")


def test_a_half_typed_booking_reopens_as_it_was_left(house: House, user: User) -> None:
    family(house)
    house.open().go("holiday", worker_id=1, book=True)
    user.fill("First day", "7 Dec")
    user.fill("Note", "Ski")
    house.open_again().go("holiday", worker_id=1, book=True)
    assert (user.text_in("First day"), user.text_in("Note")) == ("7 Dec", "Ski")
    user.fill("Last day", "8 Dec")
    user.press("Book the holiday")
    user.press("Book holiday for Kasia Wójcik")
    assert user.text_in("First day") == ""


def test_hours_typed_by_hand_stay(house: House, user: User) -> None:
    family(house)
    house.open().go("holiday", worker_id=1, book=True)
    user.fill("First day", "7 Dec")
    user.fill("Hours of holiday", "3")
    user.fill("Last day", "8 Dec")
    assert user.text_in("Hours of holiday") == "3"


def test_more_than_is_left_is_asked_and_kept(house: House, user: User) -> None:
    family(house)
    window = house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "7 Dec")
    user.fill("Last day", "7 Dec")
    user.fill("Hours of holiday", "10")
    user.press_key("Return")
    assert user.sees("This is 2 h more than is left. What becomes of the rest?")
    user.press("Agree to it in advance")
    assert window.message.text == "Holiday for Asha, 7 December 2026, 10 h, booked"
    assert user.sees("−\u20092 h")


def test_what_is_missing_is_said_beside_its_field(house: House, user: User) -> None:
    family(house)
    house.open()
    user.press("Book holiday for Asha Rahman")
    user.press("Book the holiday")
    for words in ("Enter the first day of the holiday.", "Enter how many hours of holiday this is."):
        assert user.sees(words)


def test_holiday_of_hours_that_vary_is_paid_at_the_average_or_as_somebody_says(house: House, user: User) -> None:
    """Ten days of 7 h at £13.60 were paid: 7 h of holiday are £95.20 until somebody types another amount."""
    family(house)
    house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "2 Nov")
    user.fill("Last day", "2 Nov")
    user.fill("Hours of holiday", "7")
    assert user.sees("Pays about £95.20 before tax.")
    user.press("Book the holiday")
    user.press("Holiday pay for Asha, 2 November 2026: £95.20. Show the working")
    assert user.sees("Pay for an hour, on average")
    user.press("Change the pay for Asha, 2 November 2026")
    user.fill("Holiday pay before tax", "97.00")
    user.fill("How did you work it out?", "We agreed on more")
    user.press("Keep the holiday pay")
    assert user.sees("7 h, pay typed by hand")
    columns = {column.first_name: column for column in payday_view(house.books, PAYDAY).columns}
    assert str(columns["Asha"].figures["gross"]) == "£165.00"
    house.open_again()
    user.press("Change the pay for Asha, 2 November 2026")
    assert user.text_in("How did you work it out?") == "We agreed on more"


def test_holiday_before_any_paid_week_says_what_to_do(house: House, user: User) -> None:
    asha = pa(house.books)
    keep(house.books, [shift(asha, DAY, "08:00-13:00")])
    house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "2 Nov")
    user.fill("Last day", "2 Nov")
    user.fill("Hours of holiday", "7")
    user.press("Book the holiday")
    user.press("Agree to it in advance")
    assert user.sees("There is no paid week before this holiday yet")
    assert user.sees("7 h, its pay cannot be worked out yet")
    user.press("Say what it pays for Asha, 2 November 2026")
    assert user.sees("7 h of holiday.")


def test_what_the_law_leaves_open_is_asked_once(house: House, user: User) -> None:
    family(house)
    night = shift(2, date(2026, 11, 17), "22:00-06:00", kind="sleep_in", call_outs=((time(1), time(2)),))
    keep(house.books, [night, *weekdays(2, date(2026, 11, 14), 6, "08:00-15:00")])
    agreed(house.books)
    window = house.open()
    question = "Do Asha’s sleep-in hours count for holiday?"
    user.press("Keep the answer about Asha’s sleep-ins")
    assert user.sees("Choose yes or no")
    user.choose(question, "No, only hours awake")
    user.press("Keep the answer about Asha’s sleep-ins")
    assert window.message.text == "Kept. Holiday is worked out with your answer."
    house.open_again()
    assert not user.sees(question)


def test_the_sum_behind_what_is_left_opens(house: House, user: User) -> None:
    family(house)
    house.open()
    user.press("Holiday left for Kasia Wójcik: 112 h. Show the working")
    assert user.sees("5.6 weeks of 20 h on 4 days")
    user.press("Close Holiday, 1 April 2026 to 31 March 2027")
    assert not user.sees("5.6 weeks of 20 h on 4 days")


def test_many_people_come_a_dozen_at_a_time(house: House, user: User) -> None:
    for at in range(14):
        pa(house.books, f"Person {at:02d}")
    house.open()
    assert len(everyones_holiday(house.books)) == 14
    assert not user.sees("Person 13")
    user.press("Show more people")
    user.press("Book holiday for Person 13")


@pytest.mark.parametrize("press", ["Record sickness", "Record other leave"])
def test_without_a_pa_it_says_first_that_one_is_needed(house: House, user: User, press: str) -> None:
    window = house.open()
    user.press(press)
    assert user.sees("is recorded for a PA. Add the first one, and it can be recorded here.")
    assert not user.sees("Who is starting?")
    check_access(window)
    user.press("Add a PA")
    assert user.sees("Who is starting?")


def test_cover_opens_the_recording_of_leave_for_its_pa(house: House, user: User) -> None:
    family(house)
    kasia = next(one.worker_id for one in everyones_holiday(house.books) if one.worker == "Kasia Wójcik")
    window = house.open()
    window.go("holiday", worker_id=kasia, leave="new")
    assert user.sees("Record other leave of Kasia Wójcik")
    assert not user.sees("Who is off?")
    user.choose("What is it for?", "Jury service")
    user.fill("First day off", "7 Dec")
    user.fill("Last day off", "10 Dec")
    assert user.text_in("Hours") == "20:00"


def test_cover_is_found_from_a_holiday_that_is_booked(house: House, user: User) -> None:
    family(house)
    kasia = next(one.worker_id for one in everyones_holiday(house.books) if one.worker == "Kasia Wójcik")
    for first in (7, 14):
        book_holiday(house.books, NewBooking(kasia, date(2026, 12, first), date(2026, 12, first + 4), 1200))
    days = (date(2026, 12, 8), date(2026, 12, 10), date(2026, 12, 22))
    keep(house.books, [shift(kasia, day, "08:00-13:00") for day in days], confirmed=False)
    house.open()
    assert not user.sees("Find cover for 0")
    user.press("Find cover for 2 shifts, Kasia’s holiday, 7 to 11 December 2026")
    assert user.sees("Kasia is off, 7 to 11 December 2026. 2 shifts to cover.")
    assert not user.sees("not booked yet")


def test_nothing_left_is_no_hours(house: House, user: User) -> None:
    family(house)
    house.open()
    assert user.sees("0 h")
    assert not user.sees("0 min")


def test_an_empty_room_leads_on(house: House, user: User) -> None:
    window = house.open()
    assert user.sees("Nobody works for you yet")
    check_access(window)
    user.press("Add a PA")
    assert type(window.page_shown()).__name__ == "PeoplePage"


@pytest.mark.parametrize("appearance", ["light", "contrast"])
def test_cards_and_forms_grant_access(house: House, user: User, appearance: str) -> None:
    family(house)
    keep(house.books, [shift(2, date(2026, 11, 17), "22:00-06:00", kind="sleep_in")])
    agreed(house.books)
    window = house.open(appearance=appearance)
    check_access(window)
    user.press("Book holiday for Asha Rahman")
    check_access(window)
