"""Four weeks on screen, the ways to see them, a day opened and copied, and what leaves the house."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QThreadPool

from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.hours.week import read_week
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.pages.rota.day_cell import DayCell
from carerdesk.ui.pages.rota.shift_table import ShiftTable
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.theme import look
from tests import access
from tests.services.hours.made import kept, typed
from tests.ui.rota.conftest import Desktop
from tests.ui.rota.test_week_on_screen import ASHA, KASIA, MONDAY, TOM, fill
from tests.user import OutOfReachError, User

NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def window(desktop: Desktop) -> MainWindow:
    fill(desktop.books)
    kept(record_shift(desktop.books, typed(TOM, NEXT + timedelta(days=1), "10:00", "12:00", people_needed=2)))
    return desktop.open()


class TestFourWeeks:
    @pytest.mark.usefixtures("window")
    def test_it_says_what_is_missing_and_leads_there(self, user: User) -> None:
        user.press("Four weeks")
        assert user.sees("Four weeks, 16 November to 13 December 2026")
        assert user.sees("2 gaps to fill, 2 shifts to look at.")
        user.press("Tuesday 24 November, 2 h. 10:00 to 12:00, Tom, planned, 1 of 2 PAs")
        assert user.sees("Tom, Tuesday 24 November, 10:00–12:00")
        assert user.text_in("PAs needed") == "2"

    @pytest.mark.usefixtures("window")
    def test_a_plain_day_leads_to_its_card_and_an_empty_one_to_a_new_shift(self, user: User) -> None:
        user.press("Four weeks")
        user.press("Monday 16 November, 6 h. 07:30 to 10:30, Asha, worked. 16:00 to 19:00, Tom, worked")
        assert user.focus() == "Monday 16 November, 07:30 to 10:30, Morning, Asha, Council, worked"
        user.press("Four weeks")
        user.press("Thursday 3 December, nobody is down")
        assert user.sees("Rota, 30 November to 6 December")
        assert (user.focus(), user.text_in("Day")) == ("Start and end", "3/12/2026")

    def test_arrows_move_by_days_and_weeks(self, window: MainWindow, user: User) -> None:
        user.press("Four weeks")
        cell = next(each for each in window.findChildren(DayCell) if each.day == MONDAY)
        cell.setFocus()
        for key, day in (("Right", 1), ("Down", 8), ("Left", 7), ("Up", 0), ("Up", 0)):
            user.press_key(key)
            assert next(each.day for each in window.findChildren(DayCell) if each.hasFocus()) == MONDAY + timedelta(day)

    @pytest.mark.usefixtures("window")
    def test_turning_keeps_the_button_and_the_way(self, user: User) -> None:
        user.press("Four weeks")
        user.press("In words")
        user.press("Four weeks after")
        assert user.sees("Four weeks, 14 December 2026 to 10 January 2027")
        assert user.focus() == "Four weeks after"
        assert user.sees("Nobody is down to come.")
        user.press("From this week")
        assert user.sees("Four weeks, 16 November to 13 December 2026")

    def test_a_crowded_day_counts_the_rest(self, desktop: Desktop, user: User) -> None:
        for hour in range(7, 15):
            kept(record_shift(desktop.books, typed(ASHA, NEXT, f"{hour:02}:00", f"{hour:02}:45")))
        window = desktop.open()
        user.press("Four weeks")
        cell = next(each for each in window.findChildren(DayCell) if each.day == NEXT)
        assert [line.words for line in cell.lines] == [
            "07:00 Asha",
            "08:00 Asha",
            "09:00 Asha",
            "10:00 Asha",
            "and 4 more",
        ]
        assert "14:00 to 14:45" in cell.accessibleName()

    @pytest.mark.parametrize("appearance", ["light", "contrast"])
    @pytest.mark.parametrize("way", ["Picture", "Table", "In words", "Hours"])
    def test_everybody_can_use_it(self, desktop: Desktop, user: User, way: str, appearance: str) -> None:
        fill(desktop.books)
        window = desktop.open(appearance=appearance)
        user.press("Four weeks")
        user.press(way)
        access.check_access(window)

    @pytest.mark.parametrize(("text_size", "width"), [(200, 1366), (100, 640)])
    def test_large_text_or_a_small_window_shows_a_list(
        self, desktop: Desktop, user: User, text_size: int, width: int
    ) -> None:
        fill(desktop.books)
        window = desktop.open(text_size=text_size, width=width, height=1400)
        user.press("Four weeks")
        assert not [cell for cell in window.findChildren(DayCell) if cell.isVisible()]
        assert user.sees("Monday 16 November, 6 h. 07:30 to 10:30, Asha, worked. 16:00 to 19:00, Tom, worked")
        assert not list(access.too_wide(window))


class TestWays:
    @pytest.mark.usefixtures("window")
    def test_the_table_says_each_shift_as_a_sentence_and_opens_it(self, user: User) -> None:
        user.press("Table")
        assert user.row("Asha, with Tom", within="Shifts") == (
            "Day: Saturday 21 November. Times: 10:00 to 14:30. Who: Asha, with Tom. What: Swimming, Weekend hours. "
            "Who pays: Council. State: Planned. Hours: 4 h 30 min"
        )
        user.open_row("Asha, with Tom", within="Shifts")
        assert user.sees("Asha, Saturday 21 November, 10:00–14:30")
        assert user.sees("Tom goes along.")

    def test_the_longest_day_fits_its_column(self, window: MainWindow, user: User) -> None:
        user.press("Table")
        (view,) = (table.view for table in window.findChildren(ShiftTable))
        longest = view.fontMetrics().horizontalAdvance("Wednesday 30 September")
        assert view.columnWidth(0) >= longest + 2 * look().space(10)

    @pytest.mark.usefixtures("window")
    def test_picture_or_table_is_remembered_on_this_computer(self, desktop: Desktop, user: User) -> None:
        user.press("Table")
        assert Preferences.load(desktop.folder / "preferences.json").rota_as == "table"
        user.press("In words")
        assert Preferences.load(desktop.folder / "preferences.json").rota_as == "table"
        user.press("Week after")
        assert user.sees("Tuesday 24 November")
        user.press("Picture")
        assert Preferences.load(desktop.folder / "preferences.json").rota_as == "picture"

    @pytest.mark.usefixtures("window")
    def test_hours_are_set_side_by_side(self, user: User) -> None:
        user.press("Hours")
        assert user.row("Council", within="Hours of each funder").startswith("Funder: Council. Planned: ")
        assert "Award buys: 40 h." in user.row("Council", within="Hours of each funder")
        assert user.row("Tom", within="Hours of each PA") == (
            "Who: Tom. Planned: 10 h 30 min. Worked: 3 h. Paid: not paid yet"
        )


class TestADay:
    @pytest.mark.usefixtures("window")
    def test_it_is_read_and_copied_with_one_undo(self, desktop: Desktop, user: User) -> None:
        user.press("Open Monday 16 November")
        assert user.sees("Asha is with Jamie from 07:30 to 10:30. Morning. Tom is with Jamie from 16:00 to 19:00. Tea.")
        user.fill("Copy these shifts to", "thu and fri")
        user.press_key("Return")
        days = [shift.day.weekday() for shift in read_week(desktop.books, MONDAY).shifts if shift.what == "Morning"]
        assert days == [0, 3, 4]
        user.press("Undo")
        days = [shift.day.weekday() for shift in read_week(desktop.books, MONDAY).shifts if shift.what == "Morning"]
        assert days == [0]

    @pytest.mark.usefixtures("window")
    def test_it_asks_for_days_it_understands(self, user: User) -> None:
        user.press("Open Monday 16 November")
        user.fill("Copy these shifts to", "someday")
        user.press("Copy the day")
        assert user.sees("Copy these shifts to must be days, like wed, thu or 1 December")
        user.fill("Copy these shifts to", "wed")
        user.press_key("Escape")
        assert not user.sees("Copy these shifts to")
        assert user.sees("Start and end")

    @pytest.mark.usefixtures("window")
    def test_an_empty_day_asks_for_its_first_shift(self, user: User) -> None:
        user.press("Week after")
        user.press("Open Thursday 26 November")
        assert (user.focus(), user.text_in("Day")) == ("Start and end", "26/11/2026")


class TestTyping:
    @pytest.mark.usefixtures("window")
    def test_two_go_along_and_more_are_needed(self, desktop: Desktop, user: User) -> None:
        user.press("Week after")
        for box, words in (("Day", "wed"), ("Start and end", "10-14"), ("Who", "asha"), ("With", "with tom and k")):
            user.fill(box, words)
        user.press("More about this shift")
        user.fill("PAs needed", "4")
        user.fill("Spent", "parking 3.50, swim £4.20")
        assert user.sees("parking £3.50 and swim £4.20, paid back with the wage")
        user.press("Add shift")
        if user.sees("Is it right?"):
            user.press("Yes, keep it")
        (outing,) = [each for each in read_week(desktop.books, NEXT).outings if each.first.day.weekday() == 2]
        assert (outing.names, outing.trouble) == ("Asha, Tom and Kasia", "3 of 4 PAs")
        assert [title for title, _ in outing.shifts[0].expenses] == ["parking", "swim"]
        assert {each.worker_id for each in outing.shifts} == {ASHA, TOM, KASIA}

    @pytest.mark.usefixtures("window")
    def test_a_third_joins_two(self, desktop: Desktop, user: User) -> None:
        user.press("Saturday 21 November, 10:00 to 14:30, Swimming, Weekend hours, Asha and Tom, Council, planned")
        user.fill("Who joins them", "kasia")
        user.press("Keep the changes")
        if user.sees("Is it right?"):
            user.press("Yes, keep it")
        (outing,) = [each for each in read_week(desktop.books, MONDAY).outings if each.first.what == "Swimming"]
        assert (outing.names, outing.ratio) == ("Asha, Tom and Kasia", "3:1")


class TestSheets:
    def choose(self, desktop: Desktop, window: MainWindow, user: User, button: str, path: Path) -> bytes:
        window.desk.files.next_choice(path)
        user.press(button)
        user.wait_until(path.exists)
        QThreadPool.globalInstance().waitForDone()
        assert desktop.books.name
        return path.read_bytes()

    def test_the_wall_and_a_pa_get_their_sheets(
        self, desktop: Desktop, window: MainWindow, user: User, tmp_path: Path
    ) -> None:
        user.press("Sheets")
        assert user.sees("Sheets and phones, 16 to 22 November 2026")
        assert self.choose(desktop, window, user, "Save the sheet for the wall", tmp_path / "wall.pdf")[:5] == b"%PDF-"
        assert self.choose(desktop, window, user, "Sheet for Tom Griffiths", tmp_path / "tom.pdf")[:5] == b"%PDF-"

    def test_the_phones_file_names_nobody_until_it_is_ticked(
        self, desktop: Desktop, window: MainWindow, user: User, tmp_path: Path
    ) -> None:
        user.press("Four weeks")
        user.press("Print or send")
        assert user.sees("Sheets and phones, 16 November to 13 December 2026")
        button = "File for the phone of Tom Griffiths"
        plain = self.choose(desktop, window, user, button, tmp_path / "tom.ics").decode()
        assert ("Jamie" in plain, len(Calendar.from_ical(plain).walk("VEVENT"))) == (False, 4)
        user.tick("The first name of the person who is supported")
        assert b"Jamie" in self.choose(desktop, window, user, button, tmp_path / "tom2.ics")

    @pytest.mark.usefixtures("window")
    def test_one_week_or_four(self, user: User) -> None:
        user.press("Sheets")
        user.press("Which days: Four weeks")
        assert user.sees("Sheets and phones, 16 November to 13 December 2026")
        assert user.focus() == "Which days: Four weeks"

    @pytest.mark.usefixtures("window")
    def test_weeks_without_shifts_have_nothing_to_print(self, user: User) -> None:
        for _ in range(3):
            user.press("Week after")
        user.press("Sheets")
        assert user.sees("Nobody is down to come in these weeks, so there is nothing to print yet.")
        with pytest.raises(OutOfReachError):
            user.press("Save the sheet for the wall")

    def test_everybody_can_use_them(self, window: MainWindow, user: User) -> None:
        user.press("Sheets")
        access.check_access(window)


def test_an_open_day_can_be_used_by_everybody(window: MainWindow, user: User) -> None:
    user.press("Open Monday 16 November")
    access.check_access(window)
