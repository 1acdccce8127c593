"""A leave year in the window: what will be lost, the letter, carrying over, the record, and what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from carerdesk.services.holiday.balance import holiday_of
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.holiday.year_end import year_end
from carerdesk.store import tables
from tests.access import check_access
from tests.services.pay.made import agreed, done, keep, pa, shift, weekdays
from tests.ui.pay.house import House
from tests.user import User

APRIL = date(2026, 4, 1)
OCT = date(2026, 10, 30)
EARLY = {"first_payday": OCT, "period_end": date(2026, 10, 25)}


def kasia(house: House) -> int:
    """112 h a year, and 100 h of it booked."""
    worker = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3), **EARLY)  # type: ignore[arg-type]
    keep(house.books, weekdays(worker, date(2026, 10, 23), 4, "08:00-13:00"))
    agreed(house.books, OCT)
    done(book_holiday(house.books, NewBooking(worker, date(2026, 12, 1), date(2026, 12, 31), 6000)))
    return worker


def open_year(user: User) -> None:
    user.press("Leave year and record of Kasia Wójcik")


def test_holiday_is_carried_over_with_its_reason_asked_about_and_undone(house: House, user: User) -> None:
    worker = kasia(house)
    window = house.open()
    open_year(user)
    assert user.sees("12 h will be lost after 31 March 2027 unless it is taken or carried over.")
    user.press("Carry holiday over")
    user.fill("Hours to carry over", "8.4")
    user.press("Carry it over")
    assert user.sees("Choose why it is carried over.")
    user.choose("Why is it carried over?", "Sickness kept them from taking it")
    user.fill("What was agreed, or what happened", "Off in March")
    user.press("Carry it over")
    assert window.message.text == "8 h 24 min of Kasia’s holiday carried into the next leave year"
    assert user.sees("3 h 36 min will be lost after 31 March 2027")
    found = holiday_of(house.books, worker, date(2027, 4, 1))
    assert found is not None
    assert found.balance.left == 6720 + 504
    house.open_again()
    open_year(user)
    assert user.sees("3 h 36 min will be lost")


def test_a_half_typed_carrying_reopens_as_it_was_left(house: House, user: User) -> None:
    kasia(house)
    house.open()
    open_year(user)
    user.press("Carry holiday over")
    user.fill("What was agreed, or what happened", "Contract, clause")
    house.open_again()
    open_year(user)
    user.press("Carry holiday over")
    assert user.text_in("What was agreed, or what happened") == "Contract, clause"


def test_more_than_an_agreement_is_known_to_carry_is_asked_about(house: House, user: User) -> None:
    worker = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    window = house.open()
    open_year(user)
    user.press("Carry holiday over")
    user.choose("Why is it carried over?", "The contract, or an agreement, lets it carry")
    user.fill("Hours to carry over", "40")
    user.fill("What was agreed, or what happened", "Clause 9")
    user.press("Carry it over")
    assert user.sees("An agreement usually carries only what is beyond four weeks, here 32 h")
    user.press("Yes, keep it")
    assert window.message.text == "40 h of Kasia’s holiday carried into the next leave year"
    view = year_end(house.books, worker, APRIL)
    assert view is not None
    assert view.left == 72 * 60


def test_the_letter_is_saved_and_the_day_remembered(house: House, user: User, tmp_path: Path) -> None:
    kasia(house)
    window = house.open()
    open_year(user)
    path = tmp_path / "letter.pdf"
    user.choose_files("Save the warning letter", window.desk.files, path)
    user.wait_until(path.exists)
    user.wait_until(lambda: user.sees("Kasia was told in writing on 20 November 2026."))
    assert path.read_bytes().startswith(b"%PDF")


def test_the_record_is_saved(house: House, user: User, tmp_path: Path) -> None:
    kasia(house)
    window = house.open()
    open_year(user)
    path = tmp_path / "record.pdf"
    user.choose_files("Save the record", window.desk.files, path)
    user.wait_until(path.exists)
    user.wait_until(lambda: window.message.text == "Saved as record.pdf")


def test_a_balance_is_put_right(house: House, user: User) -> None:
    kasia(house)
    house.open()
    open_year(user)
    user.press("Put the balance right")
    user.fill("Hours", "2")
    user.fill("Why?", "Promised in May")
    user.press("Put it right")
    assert user.sees("Choose whether hours are added or taken off.")
    user.choose("What is to be done?", "Add hours")
    user.press("Put it right")
    assert user.sees("14 h will be lost")
    user.press("Undo")
    assert user.sees("12 h will be lost")


def test_extra_hours_are_asked_about_and_the_answer_changes_the_pay(house: House, user: User) -> None:
    worker = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), **EARLY)  # type: ignore[arg-type]
    for back in range(3):
        monday = date(2026, 10, 5) + timedelta(weeks=back)
        keep(house.books, [shift(worker, monday + timedelta(days=at), "08:00-13:00") for at in range(4)])
        keep(house.books, [shift(worker, monday + timedelta(days=5), "08:00-12:00", kind="weekend")])
    agreed(house.books, OCT)
    house.open()
    assert user.sees("£16.52")
    question = "Are Kasia’s extra hours and other rates a regular part of the work?"
    user.choose(question, "No, they were now and then")
    user.press("Keep the answer about Kasia’s extra hours")
    assert user.sees("£13.60")
    house.open_again()
    assert user.sees("£13.60")


def test_a_leaver_who_took_too_much_is_asked_about_the_agreement(house: House, user: User) -> None:
    worker = pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    done(book_holiday(house.books, NewBooking(worker, date(2026, 11, 2), date(2026, 11, 13), 5000)))
    with house.books.operation("Leaves") as op:
        op.session.get_one(tables.Worker, worker).left = date(2026, 11, 20)
    house.open()
    assert user.sees("Kasia has taken 11 h 26 min more than was earned.")
    user.press("Keep the date of Kasia’s agreement")
    assert user.sees("Enter the date of the written agreement.")
    user.fill("Date of the written agreement to take it off", "3 Mar 2025")
    user.press("Keep the date of Kasia’s agreement")
    house.open_again()
    assert user.text_in("Date of the written agreement to take it off") == "3/3/2025"


@pytest.mark.parametrize(("size", "appearance"), [(100, "light"), (200, "contrast")])
def test_the_leave_year_grants_access(house: House, user: User, size: int, appearance: str) -> None:
    kasia(house)
    window = house.open(text_size=size, appearance=appearance)
    window.go("holiday", worker_id=1, year="2026-11-20")
    check_access(window)
    user.press("Carry holiday over")
    check_access(window)
