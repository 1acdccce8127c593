"""Jury service and its like, and papers about sickness, at the window."""

from __future__ import annotations

from datetime import date

from carerdesk.services.leave.read import everyones_leave
from carerdesk.services.sickness.read import spell_view
from tests.access import check_access
from tests.services.money.papers import receipt
from tests.services.pay.made import pa
from tests.services.sickness.made import paid_weeks, sick
from tests.ui.pay.house import House
from tests.user import User


def test_jury_service_is_recorded_changed_and_taken_out(house: House, user: User) -> None:
    pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    window = house.open()
    user.press("Record other leave")
    user.press("Record the leave")
    assert user.sees("Choose what the time off is for.")
    user.choose("What is it for?", "Jury service")
    assert user.sees("they claim from the court")
    user.fill("First day off", "7 Dec")
    user.fill("Last day off", "10 Dec")
    assert user.text_in("Hours") == "20:00"
    check_access(window)
    user.fill("Note", "Leeds")
    user.press("Come back later")
    house.open_again()
    user.press("Record other leave")
    assert (user.text_in("Hours"), user.text_in("Note")) == ("20:00", "Leeds")
    user.tick("It is paid")
    user.press("Record the leave")
    assert user.sees("Kasia Wójcik: jury service")
    user.press("Pay for jury service: £272.00. Show the working")
    assert user.sees("20 h × £13.60")
    user.press("Change the leave of Kasia, 7 to 10 December 2026")
    user.fill("Last day off", "7 Dec")
    user.fill("Hours", "5")
    user.press("Keep the change")
    assert user.sees("5 h")
    user.press("Take out the leave of Kasia, 7 December 2026")
    assert everyones_leave(house.books) == ()
    user.press("Undo")
    assert len(everyones_leave(house.books)) == 1


def test_more_than_a_week_of_carers_leave_is_asked_about(house: House, user: User) -> None:
    pa(house.books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    house.open()
    user.press("Record other leave")
    user.choose("What is it for?", "Carer’s leave: planned care of their own dependant")
    user.fill("First day off", "7 Dec")
    user.fill("Last day off", "15 Dec")
    user.fill("Hours", "25")
    user.press("Record the leave")
    assert user.sees("That is 5 h more than a usual week in twelve months")
    user.press("Yes, keep it")
    assert len(everyones_leave(house.books)) == 1


def test_fit_notes_are_kept_with_their_days_and_gaps_shown(house: House, user: User) -> None:
    spell = sick(house.books, paid_weeks(house.books, 9), date(2026, 11, 2))
    window = house.open()
    window.go("holiday", spell_id=spell)
    user.press("Add a paper with its days")
    user.choose("What kind of paper is it?", "Fit note")
    user.fill("First day it speaks for", "11 Nov")
    user.fill("Last day it speaks for", "25 Nov")
    check_access(window)
    user.press("Keep the paper")
    assert user.sees("No fit note covers 9 to 10 November 2026.")
    page = window.page_shown()
    assert page is not None
    photo = house.folder / "note.jpg"
    photo.write_bytes(receipt())
    user.choose_files("Add a photo or PDF: Fit note, 11 to 25 November 2026", page.desk.files, photo)
    user.wait_until(lambda: user.sees("note.jpg"))
    house.open_again().go("holiday", spell_id=spell)
    user.press("Take out Fit note, 11 to 25 November 2026")
    assert user.sees("A photo or PDF is kept with this paper. Take that off first.")
    user.press("Change Fit note, 11 to 25 November 2026")
    user.fill("First day it speaks for", "9 Nov")
    user.press("Keep the paper")
    view = spell_view(house.books, spell)
    assert view is not None
    assert not view.wants_fit_note
    assert not user.sees("No fit note covers")
