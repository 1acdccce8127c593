"""Sickness as a person records it, looks at it and puts it right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carerdesk.services.pay.read import payday_view
from carerdesk.services.sickness.read import sickness_of
from tests.access import check_access
from tests.services.money.papers import receipt
from tests.services.pay.made import agreed, keep, shift
from tests.services.sickness.made import paid_weeks, sick, weekly, work
from tests.ui.pay.house import House
from tests.user import User

ILL = date(2026, 11, 9)
PAID_ON = date(2026, 11, 20)


def test_a_pa_calls_in_sick_and_all_that_follows_is_there(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    keep(house.books, [shift(asha, date(2026, 11, 23), "16:00-19:00")], confirmed=False)
    window = house.open()
    assert user.sees("Nobody is off sick.")
    user.press("Record sickness")
    user.fill("First day off sick", "9 Nov")
    user.tick("Days they normally work: Wednesday")
    user.fill("Note", "Her sister rang")
    user.press("Record the sickness")
    assert window.message.text == "Sickness of Asha recorded, from 9 November 2026"
    assert user.sees("Asha is off sick")
    assert user.sees("Monday and Wednesday")  # Monday is what she worked; Wednesday was ticked
    assert user.sees("Monday 23 November, 16:00–19:00")
    user.press("Sick pay, 9 to 11 November 2026: £87.04. Show the working")
    assert user.sees("£87.04 ÷ 2 qualifying days")
    assert user.sees("80% of £108.80 a week is less than the flat rate")
    house.open_again()
    user.press("Open Asha Rahman’s sickness")
    assert user.sees("Her sister rang")


def test_it_is_paid_with_the_wage_and_the_spell_says_so(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    spell = sick(house.books, asha, ILL)
    agreed(house.books, PAID_ON)
    window = house.open()
    window.go("holiday", spell_id=spell)
    assert user.sees("Paid")
    assert user.sees("To pay from 27 Nov 2026")
    user.press("Say when it ended")
    user.fill("Last day off sick", "13 Nov")
    user.press("Keep the last day")
    assert user.sees("Asha was off sick")
    assert not user.sees("Still to pay")
    user.press("Undo")
    assert user.sees("Asha is off sick")


def test_what_is_missing_or_cannot_be_is_said_beside_its_field(house: House, user: User) -> None:
    asha = weekly(house.books)
    weekly(house.books, "Tom Griffiths")
    keep(house.books, [shift(asha, date(2026, 11, 10), "08:00-10:00")])
    house.open()
    user.press("Record sickness")
    user.press("Record the sickness")
    assert user.sees("Choose who is off sick.")
    assert user.sees("Enter the first day off sick.")
    user.choose("Who is off sick?", "Asha Rahman")
    user.fill("First day off sick", "9 Nov")
    user.press("Record the sickness")
    assert user.sees("Asha is down as having worked on Tuesday 10 November.")
    assert sickness_of(house.books, asha).spells == ()


def test_a_half_typed_record_reopens_as_it_was_left(house: House, user: User) -> None:
    weekly(house.books)
    house.open().go("holiday", sick=True)
    user.fill("First day off sick", "9 Nov")
    user.tick("Days they normally work: Tuesday")
    house.open_again().go("holiday", sick=True)
    assert user.text_in("First day off sick") == "9 Nov"
    user.press("Record the sickness")
    assert user.sees("Tuesday")


def test_an_average_is_typed_where_the_books_cannot_know_it(house: House, user: User) -> None:
    asha = weekly(house.books)
    work(house.books, asha, 0)
    spell = sick(house.books, asha, date(2026, 9, 1), date(2026, 9, 4))
    house.open().go("holiday", spell_id=spell)
    user.press("Type the average")
    user.press("Keep the average")
    assert user.sees("Enter the average weekly earnings before tax.")
    user.fill("Average weekly earnings before tax", "150")
    user.fill("How did you work it out?", "32 h agreed")
    user.press("Keep the average")
    assert user.sees("£96.00")  # 4 × £24
    user.press("Undo")
    assert not user.sees("£96.00")


def test_holiday_gives_way_when_asked(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    window = house.open()
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "10 Nov")
    user.fill("Last day", "11 Nov")
    user.fill("Hours of holiday", "4")
    user.press("Book the holiday")
    user.press("Record sickness")
    user.fill("First day off sick", "9 Nov")
    user.fill("Last day off sick", "13 Nov")
    user.press("Record the sickness")
    user.press("Give the holiday back")
    assert user.sees("Asha was off sick")
    assert len(sickness_of(house.books, asha).spells) == 1
    window.go("holiday", worker_id=asha)
    assert not user.sees("10 to 11 November 2026")


def test_a_fit_note_is_kept_and_figures_for_ssp1_are_saved(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    spell = sick(house.books, asha, ILL)
    window = house.open()
    window.go("holiday", spell_id=spell)
    assert user.sees("No fit note here yet.")
    note = house.folder / "fit note.jpg"
    note.write_bytes(receipt())
    page = window.page_shown()
    assert page is not None
    user.choose_files("Add a fit note: Asha, sick 9 to 22 November 2026", page.desk.files, note)
    user.wait_until(lambda: user.sees("fit note.jpg"))
    sheet = house.folder / "figures.pdf"
    user.choose_files("Save the figures for form SSP1", page.desk.files, sheet)
    user.wait_until(lambda: sheet.exists() and sheet.read_bytes().startswith(b"%PDF"))


def test_the_history_tells_every_spell_and_the_year(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    sick(house.books, asha, date(2026, 10, 6), date(2026, 10, 7), note="Migraine leave")
    sick(house.books, asha, ILL, date(2026, 11, 13))
    agreed(house.books, PAID_ON)
    house.open().go("holiday", sickness_of=asha)
    assert user.sees("Tax year 2026-27: 2 spells, 7 days, £121.86 sick pay paid")
    user.press("Open the sickness of 6 to 7 October 2026")
    assert user.sees("Migraine leave")


def test_the_pay_sheet_shows_the_line_with_its_working(house: House, user: User) -> None:
    asha = paid_weeks(house.books, 9)
    sick(house.books, asha, ILL, date(2026, 11, 13))
    lines = payday_view(house.books, PAID_ON).columns[0].workings["gross"].lines
    assert lines[0].text == "Statutory Sick Pay, 9 to 13 November 2026: 5 × £17.408"


@pytest.mark.parametrize("appearance", ["light", "contrast"])
def test_sickness_grants_access(house: House, user: User, appearance: str, tmp_path: Path) -> None:
    asha = paid_weeks(house.books, 9)
    spell = sick(house.books, asha, ILL)
    keep(house.books, [shift(asha, date(2026, 11, 23), "16:00-19:00")], confirmed=False)
    window = house.open(appearance=appearance)
    check_access(window)
    for place in ({"spell_id": spell}, {"sickness_of": asha}, {"sick": True}):
        window.go("holiday", **place)
        check_access(window)
