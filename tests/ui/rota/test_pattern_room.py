"""Repeating shifts at the window: typed in a line, chosen in boxes, changed from a day on, brought back, half typed."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtWidgets import QScrollArea

from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import record_shift, remove_shift
from carerdesk.services.outcome import Done
from carerdesk.services.rota.patterns import add_pattern
from carerdesk.services.rota.terms import keep_term
from carerdesk.store.books import Books
from carerdesk.store.tables import Worker
from carerdesk.ui.main_window import MainWindow
from tests import access
from tests.services.rota.test_patterns import tuesdays
from tests.ui.rota.conftest import Desktop
from tests.user import User

ASHA, KASIA = 1, 2
SAID = "Every other Tuesday, 09:00 to 15:00, in term time, from 24 November 2026"


def rota(books: Books) -> list[tuple[str, str, int]]:
    """Day, start and whose, of every shift."""
    return books.quick("SELECT day, substr(starts, 12, 5), worker_id FROM shift ORDER BY starts, worker_id")


def enter(desktop: Desktop) -> MainWindow:
    """Open the side of the room where repeating shifts are."""
    window = desktop.open(height=1400)
    window.go("rota", patterns=True)
    access.come_to_rest(window)
    return window


def test_one_typed_line_adds_it_and_fills_the_rota(desktop: Desktop, user: User) -> None:
    keep_term(desktop.books, "Autumn", date(2026, 9, 7), date(2026, 12, 18))
    enter(desktop)
    user.press("Add a repeating shift")
    user.type_words("every other tuesday 9-3 in term time from next tuesday, Asha, Council, Swimming")
    assert user.sees(f"{SAID}. Asha")
    assert user.sees("Next: Tuesday 24 November, Tuesday 8 December")
    user.press_key("Return")
    assert user.sees(SAID)
    assert rota(desktop.books) == [("2026-11-24", "09:00", 1), ("2026-12-08", "09:00", 1)]
    assert desktop.books.quick("SELECT DISTINCT what FROM shift") == [("Swimming",)]
    user.press("Undo")
    assert rota(desktop.books) == []


def test_the_same_by_choosing(desktop: Desktop, user: User) -> None:
    enter(desktop)
    user.press("Add a repeating shift")
    user.choose("How often", "Every other week")
    user.tick("Days: Tuesday")
    user.fill("Start and end", "9-3")
    user.fill("First day", "24/11/2026")
    user.fill("Who", "Asha")
    user.fill("Goes along", "Kasia")
    user.fill("Paid by", "Council 60, NHS")
    user.press("Add it and fill the rota")
    assert [day for day, _, who in rota(desktop.books) if who == KASIA] == [
        "2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05",
    ]  # fmt: skip
    assert user.sees("Together: Asha and Kasia")


def test_what_is_missing_is_said_and_nothing_is_lost(desktop: Desktop, user: User) -> None:
    first = enter(desktop)
    user.press("Add a repeating shift")
    user.type_words("every tuesday, Asha")
    user.press("Add it and fill the rota")
    assert user.sees("Enter the times, like 9-3 or 22:00-7.")
    first.close()
    enter(desktop)
    user.press("Add a repeating shift")
    assert user.text_in("In one line") == "every tuesday, Asha"
    user.fill("Start and end", "9-3")
    user.press("Add it and fill the rota")
    assert len(rota(desktop.books)) == 8


OFF = "every tuesday 22-7 sleep-in Kasia Council in term time not on bank holidays until 18 December 2026"
OVER = "every other Tuesday 9-3, Tom, NHS"


def begin_line(desktop: Desktop, user: User, words: str) -> MainWindow:
    """Type into the line of a new repeating shift."""
    window = enter(desktop)
    user.press("Add a repeating shift")
    user.type_words(words)
    return window


def says_only_the_later_line(user: User) -> None:
    """What the boxes and the read-back hold is the line typed over the other, and nothing of that one."""
    assert [user.text_in(each) for each in ("Who", "Paid by", "What", "Kind of work", "Last day")] == [
        "Tom", "NHS", "", "", "",
    ]  # fmt: skip
    assert user.text_in("Start and end") == "09:00-15:00"
    assert user.is_ticked("School terms: All year")
    assert user.is_ticked("Bank holidays: Comes then too")
    assert user.sees("Tom. Paid by NHS. Kind of work: the usual for the day")


def test_what_the_line_no_longer_says_goes(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, OFF)
    assert user.sees("Kasia. Paid by Council. Kind of work: Sleep-in")
    user.fill("In one line", OVER)
    says_only_the_later_line(user)
    user.press("Add it and fill the rota")
    assert desktop.books.quick("SELECT DISTINCT worker_id, what, seasons, kind FROM pattern") == [(3, "", "always", "")]


def test_what_the_line_no_longer_says_goes_after_coming_back(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, OFF)
    user.press("Come back later")
    user.press("Add a repeating shift")
    assert user.text_in("Kind of work") == "Sleep-in"
    user.fill("In one line", OVER)
    says_only_the_later_line(user)


def test_what_was_chosen_by_hand_stays(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, "every tuesday 9-3 Kasia")
    user.fill("Who", "Asha")
    user.fill("Miles", "6")
    user.fill("In one line", "every tuesday 10-3")
    assert (user.text_in("Who"), user.text_in("Miles"), user.text_in("Start and end")) == ("Asha", "6", "10:00-15:00")


def test_a_line_typed_over_days_of_a_rare_rule_lets_them_go(desktop: Desktop, user: User) -> None:
    first = begin_line(desktop, user, "every 3 months on the 15th 9-10, Asha")
    first.close()
    enter(desktop)
    user.press("Add a repeating shift")
    assert user.sees("09:00 to 10:00, from 15 December 2026. Asha")
    user.fill("In one line", "9-10, Asha")
    assert user.sees("Say the days and the times, and who comes.")


def test_what_is_done_holds_no_letters_of_words_that_were_understood(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, "every tuesday 9-3, Tom, Swimming, NHS")
    assert user.text_in("What") == "Swimming"
    assert user.sees("What: Swimming")


def test_a_name_nobody_has_is_said(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, "every tuesday 9-3, Tom")
    user.fill("In one line", "every tuesday 9-3, Bob")
    assert user.text_in("Who") == ""
    assert user.sees("“Bob” was not understood")
    user.fill("Who", "Tom")
    assert user.sees("“Bob” was not understood")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("every day 9-25 tom", "“9-25” was not understood"),
        ("every day half 3 to 5, tom", "“half 3 to 5” was not understood"),
        ("every day 9-3 until never, tom", "“until never” was not understood"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_kept(desktop: Desktop, user: User, line: str, said: str) -> None:
    begin_line(desktop, user, line)
    assert user.sees(said)
    user.fill("Start and end", "14:30-17")
    user.press("Add it and fill the rota")
    assert user.text_in("In one line") == line
    assert rota(desktop.books) == []


def test_an_afternoon_taken_for_the_small_hours_is_asked_about(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, "every tuesday 3-5 tom")
    assert user.sees("It begins at 03:00, early in the morning.")
    user.fill("In one line", "every tuesday 3-5pm tom")
    assert not user.sees("early in the morning")


def test_start_again_clears_the_form_for_good(desktop: Desktop, user: User) -> None:
    begin_line(desktop, user, OFF)
    user.fill("Miles", "6")
    user.press("Come back later")
    user.press("Add a repeating shift")
    user.press("Start again")
    assert {user.text_in(each) for each in ("In one line", "Start and end", "Who", "Miles", "Kind of work")} == {""}
    assert user.focus() == "In one line"
    user.press("Come back later")
    user.press("Add a repeating shift")
    assert {user.text_in(each) for each in ("In one line", "Start and end", "Who", "Miles", "Kind of work")} == {""}


def test_start_again_on_a_change_goes_back_to_what_is_kept(desktop: Desktop, user: User) -> None:
    add_pattern(desktop.books, tuesdays(ASHA))
    enter(desktop)
    user.press("Change Asha: Every other Tuesday, 09:00 to 15:00, from 24 November 2026")
    user.fill("In one line", "thursdays 10-2 Kasia sleep-in")
    assert user.text_in("Who") == "Kasia"
    user.press("Start again")
    assert [user.text_in(each) for each in ("Who", "Start and end", "Kind of work")] == ["Asha", "09:00-15:00", ""]
    assert user.is_ticked("Days: Tuesday")
    assert user.is_ticked("How often: Every other week")


def test_the_form_opens_at_its_top(desktop: Desktop, user: User) -> None:
    add_pattern(desktop.books, tuesdays(ASHA))
    window = desktop.open(height=620)
    for place in ({"patterns": "add"}, {"patterns": True, "pattern": 1}):
        window.go("rota", **place)
        access.come_to_rest(window)
        scroll = next(each for each in window.findChildren(QScrollArea) if each.verticalScrollBar().maximum() > 0)
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
        window.go("rota", **place)
        access.come_to_rest(window)
        assert scroll.verticalScrollBar().value() == 0, place


def test_without_anybody_it_says_that_a_pa_is_needed(desktop: Desktop, user: User) -> None:
    with desktop.books.operation("All left") as op:
        for worker in op.session.query(Worker):
            worker.left = date(2026, 10, 1)
    window = enter(desktop)
    assert user.sees("Add a PA first")
    assert user.sees("it needs somebody who works for you")
    window.go("rota", patterns="add")
    access.come_to_rest(window)
    assert user.sees("Add a repeating shift")
    assert user.sees("Add a PA first")
    access.check_access(window)


def test_a_change_tells_first_what_it_does_and_counts_from_its_day(desktop: Desktop, user: User) -> None:
    assert isinstance(add_pattern(desktop.books, tuesdays(ASHA)), Done)
    gone = desktop.books.quick("SELECT id FROM shift WHERE day = '2026-12-22'")[0][0]
    remove_shift(desktop.books, gone)
    enter(desktop)
    user.press("Change Asha: Every other Tuesday, 09:00 to 15:00, from 24 November 2026")
    user.fill("Change it from", "1/12/2026")
    user.fill("Start and end", "10-3")
    user.wait_until(lambda: user.sees("2 shifts change."))
    user.press("Keep the change")
    assert rota(desktop.books) == [
        ("2026-11-24", "09:00", 1), ("2026-12-08", "10:00", 1), ("2027-01-05", "10:00", 1),
    ]  # fmt: skip
    user.press("Bring back Asha, Tuesday 22 December, taken out")
    assert ("2026-12-22", "10:00", 1) in rota(desktop.books)
    assert not user.sees("Days made otherwise")


def test_it_ends_with_a_day_or_is_taken_out(desktop: Desktop, user: User) -> None:
    add_pattern(desktop.books, tuesdays(ASHA))
    enter(desktop)
    user.press("Change Asha: Every other Tuesday, 09:00 to 15:00, from 24 November 2026")
    user.fill("Last day of it", "8/12/2026")
    user.press("Let it end then")
    assert len(rota(desktop.books)) == 2
    user.press("Change Asha: Every other Tuesday, 09:00 to 15:00, from 24 November 2026 to 8 December 2026")
    user.press("Take it out now")
    assert rota(desktop.books) == []
    assert user.sees("Nothing repeats yet")


def test_terms_are_entered_changed_and_taken_out(desktop: Desktop, user: User) -> None:
    add_pattern(desktop.books, tuesdays(ASHA, seasons="term"))
    enter(desktop)
    user.press("Add a term")
    user.fill("Name", "Autumn term 2026")
    user.fill("First day of term", "7/9/2026")
    user.fill("Last day of term", "18/12/2026")
    user.press("Keep the term")
    assert len(rota(desktop.books)) == 2
    user.press("Change Autumn term 2026")
    user.fill("Last day of term", "27/11/2026")
    user.press("Keep the term")
    assert len(rota(desktop.books)) == 1
    user.press("Change Autumn term 2026")
    user.press("Take the term out")
    assert rota(desktop.books) == []


def test_a_shift_of_the_week_becomes_a_repeating_one(desktop: Desktop, user: User) -> None:
    kept = record_shift(desktop.books, NewShift(ASHA, date(2026, 11, 25), time(9), time(12)))
    assert isinstance(kept, Done)
    window = desktop.open(height=1400)
    window.go("rota", day="2026-11-25", shift=kept.id)
    access.come_to_rest(window)
    user.press("Make it a repeating shift")
    assert user.sees("Every Wednesday, 09:00 to 12:00, from 25 November 2026. Asha")
    user.press("Add it and fill the rota")
    assert len(rota(desktop.books)) == 8
    window.go("rota", day="2026-11-25", shift=kept.id)
    access.come_to_rest(window)
    user.press("Change the repeating shift")
    assert user.sees("Change a repeating shift")


def test_the_whole_week_in_view_repeats_with_one_press(desktop: Desktop, user: User) -> None:
    for day in (16, 17):
        record_shift(desktop.books, NewShift(ASHA, date(2026, 11, day), time(9), time(12)))
    enter(desktop)
    user.press("Repeat 2 shifts of the week in view")
    assert len(rota(desktop.books)) == 18
    assert not user.sees("Repeat 2 shifts of the week in view")


def test_filling_takes_one_press(desktop: Desktop, user: User) -> None:
    add_pattern(desktop.books, tuesdays(ASHA))
    enter(desktop)
    user.press("Fill the rota to 17 January 2027")
    assert user.sees("The rota is filled to 17 January 2027. Nothing was missing.")


@pytest.mark.parametrize("place", [{}, {"patterns": "add"}, {"pattern": 1}, {"patterns": "terms"}])
def test_everybody_can_use_it(desktop: Desktop, place: dict[str, object]) -> None:
    keep_term(desktop.books, "Autumn", date(2026, 9, 7), date(2026, 12, 18))
    add_pattern(desktop.books, tuesdays(ASHA, seasons="term", worker_ids=(ASHA, KASIA)))
    first = desktop.books.quick("SELECT id FROM shift LIMIT 1")[0][0]
    remove_shift(desktop.books, first)
    window = desktop.open()
    window.go("rota", **{"patterns": True, **place})
    access.check_access(window)
