"""One PA ill: what falls open, who can take it, asking, a yes, a split, an agency; and who was told of what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done
from carerdesk.services.rota.contacts import AGENCY, FAMILY, PA, ContactDetails, add_contact, who_to_ask
from carerdesk.services.rota.notices_paper import record_of
from carerdesk.services.rota.patterns import add_pattern
from carerdesk.store.books import Books
from carerdesk.store.tables import PayRate, Sickness, Worker
from carerdesk.ui.main_window import MainWindow
from tests.access import check_access
from tests.services.hours.made import typed
from tests.services.rota.test_patterns import tuesdays
from tests.ui.rota.conftest import Desktop
from tests.user import User

NEXT = date(2026, 11, 23)
ASHA, KASIA, TOM = 1, 2, 3
COUNCIL = 1
FRIDAY = "Friday 27 November, 16:00–19:00"


@pytest.fixture
def rota(real_books: Books) -> Books:
    """Next week's shifts, with rates and a list of who to ask."""
    from carerdesk.services.hours.record_shift import record_shift

    council = ((COUNCIL, Decimal(100)),)
    for day, starts, ends, who in (
        ("2026-11-26", "16:00", "19:00", ASHA),
        ("2026-11-27", "16:00", "19:00", ASHA),
        ("2026-11-27", "22:00", "23:00", TOM),
        ("2026-11-28", "09:00", "12:00", KASIA),
    ):
        record_shift(real_books, typed(who, date.fromisoformat(day), starts, ends, shares=council, what="Tea"))
    with real_books.operation("Rates") as op:
        keys = {"employer_id": 1, "person_id": 1, "first_day": date(2024, 1, 1)}
        for worker, pounds in ((ASHA, "14.00"), (KASIA, "15.00"), (TOM, "14.00")):
            for kind in ("normal", "weekend"):
                op.session.add(PayRate(**keys, worker_id=worker, kind=kind, amount=Decimal(pounds)))
    add_contact(real_books, ContactDetails(PA, worker_id=KASIA, phone="07700 900123"))
    add_contact(real_books, ContactDetails(AGENCY, name="Bluebird", rate=Decimal("24.50"), notice="4 hours"))
    add_contact(real_books, ContactDetails(FAMILY, name="Aunt Jo"))
    return real_books


@pytest.fixture
def window(desktop: Desktop, rota: Books) -> MainWindow:
    assert rota is desktop.books
    return desktop.open()


def asha_is_ill(user: User) -> None:
    user.press("Cover")
    user.choose("Who is off?", "Asha Rahman")
    user.fill("From", "26/11")
    user.choose("Why?", "Sick")
    user.press("Show what falls open")


def names(books: Books) -> list[str]:
    return [f"{shift.day.day} {shift.first_name}" for shift in read_week(books, NEXT).shifts]


def test_ill_asked_and_covered_and_still_there_the_next_time(desktop: Desktop, window: MainWindow, user: User) -> None:
    books = desktop.books
    user.press("Cover")
    user.choose("Who is off?", "Asha Rahman")
    user.fill("From", "26/11")
    user.choose("Why?", "Sick")
    user.press("Show what falls open")
    assert user.sees("Asha is off, from 26 November 2026 on. 2 shifts to cover.")
    assert user.sees("Tea. Asha is off sick. 3 h. Planned cost £47.07.")
    assert user.sees("1. Kasia Wójcik")
    assert user.sees("6 h in the week with it. Costs £50.43 (£15.00 an hour), £3.36 more than planned.")
    assert user.sees("Costs £73.50 (£24.50 an hour), £26.43 more than planned.")
    with books.reading() as session:
        assert [row.first_day for row in session.query(Sickness)] == [date(2026, 11, 26)]

    user.press(f"Ask Kasia: {FRIDAY}")
    assert user.sees("Kasia asked about the shift of Friday 27 November, 16:00 to 19:00")
    assert user.focus() == f"Kasia said yes: {FRIDAY}"
    window.close()
    desktop.open()
    user.press("Cover")
    assert user.sees("Asked, no answer yet: Kasia Wójcik")
    user.press("Find cover for all 2")
    user.press(f"Kasia said yes: {FRIDAY}")
    assert user.sees("Kasia has the shift of Friday 27 November, 16:00 to 19:00, in place of Asha")
    assert names(books) == ["26 Asha", "27 Kasia", "27 Tom", "28 Kasia"]

    user.press("Undo")
    assert names(books) == ["26 Asha", "27 Asha", "27 Tom", "28 Kasia"]
    user.press(f"Kasia said yes: {FRIDAY}")
    lines = [(one.name, one.kind, one.answer, one.how) for one in record_of(books, NEXT, date(2026, 11, 29))]
    assert lines == [("Kasia Wójcik", "asked", "yes", "phone"), ("Kasia Wójcik", "offered", "yes", "phone")]


def test_an_agency_covers_outside_the_payroll(desktop: Desktop, window: MainWindow, user: User) -> None:
    asha_is_ill(user)
    user.find(QAbstractButton, f"Other ways: {FRIDAY}")
    assert user.sees("Where somebody outside the payroll covers it, the shift leaves the rota")
    user.press(f"Bluebird said yes: {FRIDAY}")
    assert user.sees("covered by Bluebird: nothing is paid for it through the payroll")
    assert names(desktop.books) == ["26 Asha", "27 Tom", "28 Kasia"]
    window.close()
    desktop.open()
    user.press("Week after")
    assert user.sees("Friday 27 November, 16:00–19:00: covered by Bluebird (Agency)")


def test_one_shift_between_two(desktop: Desktop, window: MainWindow, user: User) -> None:
    assert window is not None
    asha_is_ill(user)
    user.press(f"Other ways: {FRIDAY}")
    user.fill("Split it between two at", "3pm")
    user.press("Split the shift")
    assert user.sees("The time must lie within the shift, 16:00 to 19:00")
    user.fill("Split it between two at", "17:30")
    user.press("Split the shift")
    user.press("Kasia said yes: Friday 27 November, 16:00–17:30")
    user.press("Tom said yes: Friday 27 November, 17:30–19:00")
    assert names(desktop.books) == ["26 Asha", "27 Kasia", "27 Tom", "27 Tom", "28 Kasia"]
    week = read_week(desktop.books, NEXT)
    assert [share.minutes for shift in week.shifts[1:3] for share in shift.shares] == [90, 90]


def test_left_open_with_what_was_done(desktop: Desktop, window: MainWindow, user: User) -> None:
    assert window is not None
    asha_is_ill(user)
    user.press(f"Other ways: {FRIDAY}")
    user.press("Family covers it, unpaid")
    assert user.sees("Say in a few words what was done")
    user.fill("Or say what was done", "Gran gives him his tea")
    user.press("Family covers it, unpaid")
    assert names(desktop.books) == ["26 Asha", "27 Tom", "28 Kasia"]
    user.press("Offers and changes")
    assert user.sees("Offered (Gran gives him his tea)")


def test_who_has_no_rest_is_said_so_and_may_still_come(desktop: Desktop, window: MainWindow, user: User) -> None:
    from carerdesk.services.hours.record_shift import record_shift

    record_shift(desktop.books, typed(KASIA, date(2026, 11, 28), "05:00", "08:00", shares=((COUNCIL, Decimal(100)),)))
    assert window is not None
    asha_is_ill(user)
    user.find(QAbstractButton, f"Kasia said yes: {FRIDAY}")
    assert user.sees("There is only 10 h of rest between this shift and Saturday 28 November, 05:00 to 08:00.")
    assert user.sees("Free, look first")
    user.press(f"Kasia said yes: {FRIDAY}")
    assert "27 Kasia" in names(desktop.books)


def test_without_a_reason_nothing_is_recorded(desktop: Desktop, window: MainWindow, user: User) -> None:
    assert window is not None
    user.press("Cover")
    user.press("Show what falls open")
    assert user.sees("Choose who is off")
    user.choose("Who is off?", "Asha Rahman")
    user.fill("From", "27/11")
    user.fill("Until", "26/11")
    user.choose("Why?", "Does not say")
    user.press("Show what falls open")
    assert user.sees("The last day must be the first day or later. Leave it empty if it is not known")
    user.fill("Until", "27/11")
    user.press("Show what falls open")
    assert user.sees("Asha is off, 27 November 2026. 1 shift to cover.")
    assert user.sees("Nothing is recorded about why. When you know, record it here.")
    with desktop.books.reading() as session:
        assert session.query(Sickness).count() == 0


def test_a_new_repeating_shift_is_told_with_one_press(desktop: Desktop, user: User) -> None:
    assert isinstance(add_pattern(desktop.books, tuesdays(TOM, shares=((COUNCIL, Decimal(100)),))), Done)
    window = desktop.open()
    user.press("Cover")
    user.find(QAbstractButton, "Tell people")
    assert user.sees("2 shifts that somebody has not been told of")
    user.press("Tell people")
    user.press("Told Tom Griffiths: Every other Tuesday, 09:00 to 15:00, from 24 November 2026")
    assert user.sees("Tom told of 2 shifts")
    assert user.sees("Everybody knows their shifts of the coming four weeks")
    check_access(window)


def test_a_weekday_is_the_next_one_and_the_last_day_comes_after_the_first(
    desktop: Desktop, window: MainWindow, user: User
) -> None:
    assert window is not None
    user.press("Cover")
    user.choose("Who is off?", "Asha Rahman")
    user.fill("From", "thu")
    user.fill("Until", "tues")
    user.choose("Why?", "Does not say")
    user.press("Show what falls open")
    assert user.sees("Asha is off, 26 November to 1 December 2026. 2 shifts to cover.")
    assert desktop.books.today() == date(2026, 11, 20), "a Friday, after the Thursday and the Tuesday of its week"


def test_where_nobody_works_a_pa_can_be_added(desktop: Desktop, user: User) -> None:
    with desktop.books.operation("Left") as op:
        for worker in op.session.query(Worker):
            worker.left = date(2026, 11, 1)
    desktop.open()
    user.press("Cover")
    assert user.sees("Nobody works here yet.")
    user.find(QAbstractButton, "Add a PA")


def test_told_of_new_times_and_the_record_of_it(
    desktop: Desktop, window: MainWindow, user: User, tmp_path: Path
) -> None:
    books = desktop.books
    user.press("Cover")
    user.find(QAbstractButton, "Tell people")
    assert user.sees("4 shifts that somebody has not been told of")
    user.press("Tell people")
    user.choose("How are they told?", "By message")
    user.press("Told Asha of all 2")
    assert user.sees("Asha told of 2 shifts")
    user.press("Told Tom Griffiths: Friday 27 November, 22:00–23:00")
    from carerdesk.services.hours.record_shift import change_shift

    shift = read_week(books, NEXT).shifts[1]
    change_shift(books, shift.id, typed(ASHA, date(2026, 11, 27), "15:00", "19:00", shares=()))
    window.close()
    window = desktop.open()
    user.press("Cover")
    user.press("Tell people")
    assert user.sees("They know it as Friday 27 November, 16:00–19:00")
    user.choose("How are they told?", "By message")
    user.fill("Told on", "19/11")
    user.press("Told Asha Rahman: Friday 27 November, 15:00–19:00")
    assert user.sees("Enter a time like 8:00 or 7pm")
    user.fill("At", "18:30")
    user.press("Told Asha Rahman: Friday 27 November, 15:00–19:00")
    user.press("Cover")
    user.press("Offers and changes")
    assert user.sees("Told of new times, 19 Nov 2026, 18:30, by message, 7 days before.")
    user.choose_files("Save the record", window.desk.files, tmp_path / "record.pdf")
    user.wait_until((tmp_path / "record.pdf").exists)


@pytest.mark.parametrize("size", [100, 200])
def test_every_view_can_be_used_by_anybody(desktop: Desktop, rota: Books, user: User, size: int) -> None:
    assert who_to_ask(rota)
    window = desktop.open(text_size=size)
    asha_is_ill(user)
    check_access(window)
    for place in ({"cover": True}, {"cover": "tell"}, {"cover": "record"}, {"cover": True, "shift": 2}):
        window.go("rota", **place)
        check_access(window)


def test_days_without_shifts_say_so_without_a_count_of_none(desktop: Desktop, user: User) -> None:
    desktop.open().go("rota", cover=True, worker=1, first="2027-03-01", last="2027-03-05")
    assert user.sees("Asha is off, 1 to 5 March 2027.")
    assert user.sees("No planned shift falls open in these days.")
    assert not user.sees("0 shifts")
