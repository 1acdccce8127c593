"""This week as a person sees it: nothing, one, many and late things, the money held, and what was done last time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from carerdesk.services.due.front import FrontPage, Held
from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import NewWorker, WorkerDetails
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.pages.this_week.words import last_time
from carerdesk.ui.widgets.buttons import DueRow
from tests import access
from tests.family import TODAY, fill
from tests.ui.this_week.conftest import House
from tests.user import User

COUNCIL = Held("Council", "council", "6.2", "4", "8", 396840, "Within limits", within=True)
EMPTY = FrontPage(TODAY, "Helen Marsh", "Jamie Marsh", (), (COUNCIL,), ("Asha paid",), "")


def _buttons(window: MainWindow) -> list[str]:
    return [button.accessibleName() for button in window.findChildren(QPushButton) if button.isVisible()]


def things(*days: int) -> tuple[Due, ...]:
    """Things to do in the Help room, so many days from today."""
    return tuple(
        Due(f"k{at}", "help", f"Thing {at}", "About it", day=TODAY + timedelta(days=day), icon="sun", button="Do it")
        for at, day in enumerate(days, 1)
    )


def test_nothing_to_do_shows_what_was_done(house: House, user: User) -> None:
    house.pretend(EMPTY)
    house.open()
    assert user.sees("Friday 20 November. Nothing to do for now.")
    assert user.sees("Everything that is due has been done.")
    assert user.sees("Asha paid")
    user.press("1 thing done this week")
    assert not user.sees("Asha paid")


def test_one_thing_stands_alone(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(0)))
    window = house.open()
    assert user.sees("One thing to do. It is for today.")
    assert window.findChildren(DueRow) == []
    user.press("Do it")
    assert user.sees("In the words of the screens.")


def shown(window: MainWindow) -> int:
    return len([row for row in window.findChildren(DueRow) if row.isVisible()])


def test_the_next_seven_days_are_shown_and_the_rest_waits_under_a_fold(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(*range(15))))
    window = house.open()
    assert shown(window) == 7
    user.press("7 more things later")
    assert user.focus() == "Later: show fewer"
    assert not user.sees("7 more things later")
    assert shown(window) == 14
    user.press("Later: show fewer")
    assert user.focus() == "7 more things later"
    assert shown(window) == 7


def test_what_is_late_does_not_push_the_next_days_out_of_sight(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(*range(-12, 0), 3, 30)))
    window = house.open()
    assert user.sees("14 things to do. 12 are late.")
    assert user.sees("Thing 13")
    assert not user.sees("Thing 4")
    assert shown(window) == 4
    user.press("Late: 9 more things")
    assert user.sees("Thing 4")
    assert user.focus() == "Late: show fewer"
    assert shown(window) == 13
    user.press("Late: show fewer")
    assert shown(window) == 4


def test_a_short_list_has_no_folds(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(*range(8))))
    window = house.open()
    assert len(window.findChildren(DueRow)) == 7
    assert not user.sees("later")


def test_nothing_to_do_until_the_next_thing(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(6)))
    house.open()
    assert user.sees("Friday 20 November. Nothing to do until Thursday 26 November.")
    assert user.sees("You are up to date")
    assert user.sees("Then: Thing 1. About it.")
    user.press("Do it")
    assert user.sees("In the words of the screens.")


def test_one_press_finishes_what_needs_no_answer(house: House, user: User) -> None:
    fill(house.books)
    window = house.open()
    name = "Confirm 4 shifts: Confirm the hours of 16 to 22 November"
    assert user.sees("4 shifts, to Wednesday 18 November")
    user.press(name)
    house.rest()
    assert user.sees("4 shifts confirmed, 13 h, to Wednesday 18 November")
    assert not user.sees("Confirm 4 shifts")
    assert user.focus()
    user.press("Undo")
    house.rest()
    user.press(name)
    house.rest()
    house.open_again()
    assert not user.sees("Confirm the hours of 16 to 22 November")
    assert window is not house.window


def test_the_keyboard_reaches_both_buttons_of_a_row(house: House) -> None:
    both = replace(things(0, 1)[1], done="back_up", done_words="Back up now")
    house.pretend(replace(EMPTY, due=(things(0)[0], both)))
    access.check_access(house.open())


def test_late_things_come_first_and_say_so(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(-9, -3, 4)))
    house.open()
    assert user.sees("Three things to do. Two are late.")
    assert user.sees("Due on Wednesday 11 November, 9 days ago.")
    user.press("Thing 2. Late. About it. Tuesday 17 November 3 days ago")


def test_without_money_it_says_what_to_enter(house: House, user: User) -> None:
    house.open()
    assert user.sees("Enter the account the money is in and what each funder gives.")
    user.press("Enter who pays")
    assert house.window is not None
    assert house.window.page_shown() is not None
    assert type(house.window.page_shown()).__name__ == "BudgetPage"


def test_a_funder_without_an_award_is_asked_for_one(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, held=(COUNCIL, Held("NHS", "nhs", None, None, None, 41200, "", within=True))))
    house.open()
    assert user.sees("NHS: say what it gives, to see how many weeks this lasts.")
    assert not user.sees("Council: say what it gives")
    user.press("Say what they give")


def test_what_was_done_last_time_is_told_at_the_next_opening(house: House, user: User) -> None:
    window = house.open()
    assert not user.sees("Last time")
    assert not user.sees("Earlier today")
    for name in ("Asha Rahman", "Kasia Wójcik"):
        window.desk.report(add_worker(house.books, NewWorker(WorkerDetails(name, kind="agency"))))
    house.rest()
    assert not user.sees("Earlier today")
    house.open_again()
    words = "Earlier today: two changes. The newest: Kasia Wójcik added"
    assert user.sees(words)
    window = house.open_again()
    user.press(words)
    assert user.focus() == words
    access.check_access(window)
    undo = next(name for name in _buttons(window) if "Asha Rahman added" in name)
    user.press(undo)
    house.rest()
    assert user.sees("Taken back")
    user.press("See the history")
    assert user.sees("Asha Rahman added")


def test_records_are_called_safe_only_when_nothing_is_wanted(house: House, user: User) -> None:
    house.open()
    assert not user.sees("Your records are safe")
    house.pretend(replace(EMPTY, practised="A practice restore worked on Sunday 15 November."))
    house.open_again()
    assert user.sees("Your records are safe")
    assert user.sees("A practice restore worked on Sunday 15 November.")


def test_the_keyboard_stays_where_it_was_when_what_is_due_arrives(house: House, user: User) -> None:
    house.pretend(replace(EMPTY, due=things(1, 2)))
    window = house.open()
    row = window.findChildren(DueRow)[0]
    row.setFocus()
    name = user.focus()
    house.pretend(replace(EMPTY, due=things(1, 2, 3)))
    window.desk.bus.changed.emit(frozenset({"shift"}))
    house.rest()
    assert user.sees("Thing 3")
    assert user.focus() == name


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_wider_than_the_window_however_long_its_sentence(house: House, user: User, text_size: int) -> None:
    long = "Timesheets of Asha, Kasia, Tom and Oluwaseun from 26 October to 22 November 2026 kept as signed, " * 2
    long = long.strip()
    last = LastTime(6, TODAY - timedelta(days=2), long, 0, 6)
    late = replace(things(-1)[0], title=long, second=long, done="back_up", done_words="Confirm 12 shifts as planned")
    house.pretend(replace(EMPTY, due=(late, *things(*range(12))), done=(long, long), last=last))
    window = house.open(text_size=text_size)
    for name in ("2 things done this week", "4 more things later", last_time(last, TODAY), ""):
        faults = [*access.clipped(window), *access.too_wide(window), *wider_than(window)]
        assert not faults, "\n".join(faults)
        if name in _buttons(window):
            user.press(name)
            access.come_to_rest(window)


def wider_than(window: MainWindow) -> list[str]:
    """Parts of the page that reach over the right edge of its area."""
    page, edge = window.page_shown(), window.area.viewport().width()
    assert page is not None
    parts = [part for part in page.findChildren(QWidget) if part.isVisible()]
    return [repr(part) for part in parts if part.mapTo(page, part.rect().topRight()).x() >= edge]


@pytest.mark.parametrize(("width", "text_size"), [(1366, 200), (900, 100), (900, 200)])
def test_long_days_fit_narrow_windows_and_large_text(house: House, width: int, text_size: int) -> None:
    long = "Send the council return for the quarter that ended on 30 September"
    many = tuple(replace(each, title=long, flag="3 things missing") for each in things(*range(-2, 12)))
    house.pretend(replace(EMPTY, due=many))
    window = house.open(width=width, text_size=text_size)
    faults = [*access.clipped(window), *access.too_wide(window), *access.too_small(window)]
    assert not faults, "\n".join(faults)
    titles = [label for label in window.findChildren(QLabel) if label.text() == long]
    assert len(titles) == 10
