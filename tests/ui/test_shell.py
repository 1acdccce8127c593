"""The window: rooms, reporting, Undo, background work, folding, and what it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from carerdesk.catalogue import words
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Rejected
from carerdesk.ui.background import Cancelled, Progress
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.models.table import TableModel
from carerdesk.ui.page import Page
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS, Room, built_rooms
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.text import Label
from carerdesk.ui.widgets.trouble import TroubleDialog
from tests.access import settle
from tests.ui.conftest import NoBooks
from tests.ui.sample_pages import FieldsPage, PartsPage, TablePage
from tests.user import User

PAGES = "tests.ui.sample_pages"
ROTA, PARTS, MONEY = f"{PAGES}:FieldsPage", f"{PAGES}:PartsPage", f"{PAGES}:TablePage"
Open = Callable[..., MainWindow]


def shown(window: MainWindow) -> Page:
    page = window.page_shown()
    assert page is not None
    return page


def parts(window: MainWindow) -> PartsPage:
    page = shown(window)
    assert isinstance(page, PartsPage)
    return page


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "problem_words", lambda _problem: "Hours worked must be 24 or fewer")


# --- rooms ------------------------------------------------------------------------------------------------------------


def test_a_room_is_entered_by_mouse_and_by_arrow_keys(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS, "money": MONEY})
    user.row("Parts", within="Rooms")
    assert user.sees("The parts")
    user.press_key("Down")
    assert isinstance(shown(window), TablePage)
    assert window.windowTitle() == "Money – CarerDesk"


def test_a_room_is_entered_by_its_keys_and_its_menu(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS})
    user.press_key("Ctrl+2")
    assert isinstance(shown(window), PartsPage)
    user.menu("Rooms", "Rota")
    assert isinstance(shown(window), FieldsPage)


def test_a_page_that_will_not_be_left_stays(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS, "rota": ROTA})
    parts(window).may_leave = False
    user.row("Rota", within="Rooms")
    assert isinstance(shown(window), PartsPage)
    assert window.rooms.currentIndex().data() == "Parts"


def test_a_link_opens_a_place_in_a_room(open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS})
    assert shown(window).desk.go("parts", worker=7)
    assert parts(window).places == [{"worker": 7}]
    assert not window.desk.go("nowhere")


def test_only_rooms_that_are_there_are_shown() -> None:
    missing = Room("attic", "Attic", "sun", "carerdesk.ui.pages.no_such_attic:AtticPage")
    assert missing not in built_rooms([*ROOMS, missing])
    assert missing not in built_rooms([missing, Room("x", "X", "sun", "no_such_package.deep.below:Page")])


@pytest.mark.parametrize("page", ["FieldsPage", "PartsPage", "TablePage", "EmptyRoom"])
def test_no_part_opens_as_a_window_of_its_own(open_window: Open, qapp: QApplication, page: str) -> None:
    window = open_window({"rota": ROTA, "room": f"{PAGES}:{page}"})
    opened: list[QWidget] = []
    qapp.focusWindowChanged.connect(opened.append)
    window.go("room")
    settle()
    assert [each for each in qapp.topLevelWidgets() if each.isVisible()] == [window]
    assert opened == []


def test_a_page_is_only_imported_when_entered(open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS})
    assert list(window._pages) == ["rota"]


def test_pages_hear_of_changes_at_once_or_when_next_shown(open_window: Open) -> None:
    window = open_window({"parts": PARTS, "rota": ROTA})
    page = parts(window)
    window.desk.bus.changed.emit(frozenset({"shift"}))
    window.go("rota")
    window.desk.bus.changed.emit(frozenset({"payslip"}))
    window.desk.bus.changed.emit(frozenset({"worker"}))
    assert page.heard == [None, frozenset({"shift"})]
    window.go("parts")
    assert page.heard[2:] == [frozenset({"payslip", "worker"})]


# --- reporting and Undo -----------------------------------------------------------------------------------------------


def test_done_is_said_with_undo_and_undo_with_a_way_back(user: User, open_window: Open, books: NoBooks) -> None:
    open_window({"rota": ROTA})
    user.fill("Hours worked", "7.5")
    user.press("Add shift")
    assert user.sees("Shift for Asha saved")
    user.press("Undo")
    assert books.undone == [7]
    assert user.sees("Shift for Asha taken back")
    user.press("Do it again")
    assert books.redone == 1


def test_what_a_page_took_back_is_offered_to_be_done_again(user: User, open_window: Open, books: NoBooks) -> None:
    window = open_window({"rota": ROTA})
    window.desk.report(Done("Undone: shift for Asha added", operation=8, taken_back=True))
    user.press("Do it again")
    assert (books.undone, books.redone) == ([], 1)
    user.press("Undo")
    assert books.undone == [1]


@pytest.mark.parametrize("again", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_undo_has_keys_and_a_menu_that_names_it(user: User, open_window: Open, books: NoBooks, again: str) -> None:
    open_window({"parts": PARTS})
    user.press_key("Ctrl+Z")
    user.press_key(again)
    assert (books.undone, books.redone) == ([None], 1)
    user.menu("Edit", "Undo shift for Asha")
    assert books.undone == [None, None]


def test_the_message_stays_until_put_away(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    window.desk.say("Kept.")
    assert user.sees("Kept.")
    assert not any(timer.isActive() for timer in window.message.findChildren(QObject) if hasattr(timer, "isActive"))
    user.press("Put this message away")
    assert not user.sees("Kept.")


def test_a_problem_stands_at_the_top_beside_its_field_and_takes_the_focus(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA})
    user.fill("Hours worked", "75")
    user.press("Add shift")
    page = shown(window)
    assert isinstance(page, FieldsPage)
    assert page.problems.words == ("Hours worked must be 24 or fewer",)
    assert page.hours.problem == "Hours worked must be 24 or fewer"
    assert user.focus() == "Go to: Hours worked must be 24 or fewer"
    user.press("Go to: Hours worked must be 24 or fewer")
    assert user.focus() == "Hours worked"
    user.fill("Hours worked", "7.5")
    user.press("Add shift")
    assert not page.problems.isVisible()
    assert not page.hours.problem


def test_a_problem_is_in_sight_at_once_however_far_down_the_page_it_was_made(open_window: Open) -> None:
    window = open_window({"rota": ROTA})
    page, bar = shown(window), window.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.desk.report(Rejected((Problem("hours", "too_many"),)))
    assert bar.value() == 0
    assert page.problems.isVisible()
    assert page.problems.geometry().top() >= page.head.geometry().bottom()
    assert page.problems.height() >= page.problems.sizeHint().height()


def test_what_a_page_is_filled_with_has_its_place_at_once(open_window: Open) -> None:
    page = shown(open_window({"rota": ROTA}))
    first, second, unseen = Label("First"), Label("Second"), Label("Unseen")
    unseen.hide()
    page.fill(first, second, unseen)
    assert first.isVisible()
    assert second.geometry().top() >= first.geometry().bottom()
    assert not unseen.isVisible()


def test_what_cannot_be_read_is_said_before_any_service_is_asked(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA})
    user.fill("Day", "someday")
    user.fill("Hours worked", "lots")
    user.press("Add shift")
    assert shown(window).problems.words == (
        "Day must be a date, like 3/11/2026 or 3 November 2026",
        "Hours worked must be hours, like 7.5 or 7:30",
    )
    assert user.text_in("Day") == "someday"


def test_messages_and_faults_are_announced(user: User, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, bool]] = []

    def ear(_widget: QWidget, text: str, *, at_once: bool = False) -> None:
        heard.append((text, at_once))

    monkeypatch.setattr("carerdesk.ui.widgets.notices.announce", ear)
    window = open_window({"rota": ROTA})
    window.say_done(Done("Kept", operation=3))
    user.fill("Hours worked", "75")
    user.press("Add shift")
    assert heard == [
        ("Kept Undo is in the message bar.", False),
        ("There is a problem. Hours worked must be 24 or fewer", True),
    ]


# --- keys -------------------------------------------------------------------------------------------------------------


def test_escape_goes_back(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    parts(window).figure.setFocus()
    user.press_key("Escape")
    assert parts(window).back_pressed == 1


def test_enter_in_a_page_presses_its_one_filled_button(user: User, open_window: Open) -> None:
    open_window({"rota": ROTA})
    user.fill("Name", "Asha")
    user.press_key("Return")
    assert user.sees("Shift for Asha saved")


def test_tab_goes_as_the_eye_reads(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    user.press("Come back later")
    shown(window).desk.show_working(__import__(PAGES, fromlist=["WORKING"]).WORKING)
    settle()
    walk = []
    for _ in range(16):
        user.press_key("Tab")
        walk.append(user.focus())
    panel, held = walk.index("Close Asha’s National Insurance"), walk.index("Show as a table")
    assert walk.index("Delete Sam’s records") < panel < held < walk.index("Choose files")


# --- workings, files, rows --------------------------------------------------------------------------------------------


def test_a_figure_opens_its_working_and_its_source_is_copied(user: User, open_window: Open, qapp: QApplication) -> None:
    open_window({"parts": PARTS})
    user.press("National Insurance for Asha: − £28.62. Show the working")
    assert user.sees("Gross pay for 4 weeks")
    assert user.sees("GOV.UK. Known to 5 April 2027.")
    user.press("Copy the link to Rates for employers 2026 to 2027")
    assert qapp.clipboard().text() == "https://www.gov.uk/rates"
    user.press("Close Asha’s National Insurance")
    assert not user.sees("Gross pay for 4 weeks")


def test_files_are_chosen_or_dropped(user: User, open_window: Open, tmp_path: Path) -> None:
    window = open_window({"parts": PARTS})
    user.choose_files("Choose files", window.desk.files, tmp_path / "a.jpg", tmp_path / "b.pdf")
    assert user.sees("2 taken")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "c.jpg"))])
    zone = window.findChild(DropZone)
    assert isinstance(zone, DropZone)
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    zone.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys))
    assert user.sees("1 taken")


def test_cancelling_the_file_window_does_nothing(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    user.choose_files("Choose files", window.desk.files)
    assert not user.sees("taken")


def test_a_row_is_found_opened_and_narrowed_to(user: User, open_window: Open) -> None:
    window = open_window({"money": MONEY})
    sentence = user.row("Shop 44,", within="Bank lines")
    assert sentence == (
        "Date: Friday 20 November 2026. Who and what: Shop 44, Activities. Funder: Council 75%, NHS 25%. "
        "Out: £13.08. Proof: Receipt"
    )
    user.press_key("Return")
    page = shown(window)
    assert isinstance(page, TablePage)
    assert page.opened == [44]
    user.fill("Find in bank lines", "shop 44 13.08")
    assert len(user.rows("Bank lines")) == 1


def test_a_head_sorts_down_then_up_then_as_it_came(user: User, open_window: Open) -> None:
    page = shown(open_window({"money": MONEY}))
    assert isinstance(page, TablePage)
    firsts = []
    for _ in range(3):
        page.table.sort_by(3)
        firsts.append(page.table.model.record(0).at)
    assert firsts == [499, 0, 0]


def test_fifty_thousand_rows_are_only_looked_at_where_shown(open_window: Open) -> None:
    window = open_window({"money": MONEY})
    page = shown(window)
    assert isinstance(page, TablePage)
    asked: set[int] = set()

    class Rows(list[int]):
        def __getitem__(self, at: Any) -> Any:
            asked.add(at)
            return super().__getitem__(at)

    model: TableModel[Any] = page.table.model
    model.columns = tuple(type(column)(column.title, str, column.width) for column in model.columns)
    model.set_rows(Rows(range(50_000)))
    settle()
    assert model.rowCount() == 50_000
    assert len(asked) < 100


def test_money_held_is_bars_or_a_table_and_high_contrast_starts_with_the_table(user: User, open_window: Open) -> None:
    open_window({"parts": PARTS})
    assert not user.sees("4 to 8")
    user.press("Show as a table")
    assert user.sees("4 to 8")
    assert user.sees("6.2")


# --- background -------------------------------------------------------------------------------------------------------


def test_work_reports_its_steps_and_its_result_on_the_windows_thread(
    user: User, open_window: Open, qapp: QApplication
) -> None:
    window, got, steps = open_window({"parts": PARTS}), [], []

    def work(progress: Progress) -> int:
        progress("Joining receipts", 41, 64)
        return 64

    job = window.desk.run("Making the pack", work, lambda result: got.append((result, qapp.thread().isCurrentThread())))
    job.stepped.connect(lambda *step: steps.append(step))
    user.wait_until(lambda: got)
    assert (got, steps) == ([(64, True)], [("Joining receipts", 41, 64)])


def test_work_that_fails_hands_its_error_over(user: User, open_window: Open) -> None:
    failed: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise OSError("disk full")

    open_window({"parts": PARTS}).desk.run("Making the pack", work, failed.append, failed.append)
    user.wait_until(lambda: failed)
    assert str(failed[0]) == "disk full"


def test_stop_ends_the_work_and_calls_nothing(user: User, open_window: Open) -> None:
    called: list[object] = []
    left: list[str] = []

    def work(progress: Progress) -> None:
        try:
            while True:
                progress("Joining receipts")
        except Cancelled:
            left.append("undone")
            raise

    window = open_window({"parts": PARTS})
    job = window.desk.run("Making the pack", work, called.append, called.append)
    job.cancelled.connect(lambda: left.append("told"))
    user.wait_until(lambda: user.sees("Making the pack"))
    user.press("Stop: Making the pack")
    user.wait_until(lambda: "told" in left)
    assert (left, called) == (["undone", "told"], [])
    assert not user.sees("Making the pack")


# --- folding and keeping ----------------------------------------------------------------------------------------------


def test_the_rooms_fold_when_text_is_large_and_come_back(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS})
    assert not user.sees("Rooms: Rota")
    window.theme.set_text_size(200)
    settle()
    assert window.is_folded
    assert user.sees("Rooms: Rota")
    assert user.sees("Saved 21:14")
    assert not user.sees("Nothing leaves this computer")
    window.theme.set_text_size(100)
    settle()
    assert user.sees("Nothing leaves this computer")


def test_a_room_is_entered_from_the_folded_rooms(user: User, open_window: Open, qtbot: Any) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS}, text_size=200)
    user.press("Rooms: Rota")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    parts_entry = next(each for each in menu.actions() if each.text() == "Parts")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(parts_entry).center())
    settle()
    assert isinstance(shown(window), PartsPage)
    assert user.sees("Rooms: Parts")


def test_two_columns_stand_below_each_other_in_a_narrow_window(open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    from carerdesk.ui.widgets.arrange import TwoColumns

    columns = window.findChild(TwoColumns)
    assert isinstance(columns, TwoColumns)
    assert columns.is_wide
    window.resize(1000, 700)
    settle()
    assert not columns.is_wide


def test_text_size_has_keys_and_is_remembered(user: User, open_window: Open, tmp_path: Path) -> None:
    open_window({"rota": ROTA})
    user.press_key("Ctrl++")
    user.menu("View", "Appearance", "Dark")
    kept = Preferences.load(tmp_path / "preferences.json")
    assert (kept.text_size, kept.appearance) == (110, "dark")


def test_damaged_preferences_give_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"text_size": "huge", "appearance": "dark", "unknown": 1}', encoding="utf-8")
    assert (Preferences.load(file).text_size, Preferences.load(file).appearance) == (100, "dark")
    file.write_text("{", encoding="utf-8")
    assert Preferences.load(file) == Preferences(path=file)


def test_a_closed_window_keeps_its_room(open_window: Open, tmp_path: Path) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS})
    window.go("parts")
    window.close()
    assert json.loads((tmp_path / "preferences.json").read_text(encoding="utf-8"))["room"] == "parts"


def test_the_page_is_never_covered_by_bars(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    window.say_done(Done("Kept", operation=3))
    settle()
    view = window.area.mapTo(window, window.area.rect().bottomLeft()).y()
    for bar in (window.message, window.actions_bar, window.strip):
        assert bar.isVisible()
        assert bar.mapTo(window, bar.rect().topLeft()).y() > view


def test_trouble_says_what_is_saved_and_copies_the_details(user: User, open_window: Open, qapp: QApplication) -> None:
    window = open_window({"parts": PARTS})
    TroubleDialog(window, "14:32", "KeyError in pay").open()
    assert user.sees("Your work up to 14:32 is saved")
    user.press("Copy the details")
    assert qapp.clipboard().text() == "KeyError in pay"
    user.press("Carry on")
    assert not user.sees("Your work up to 14:32 is saved")


def test_the_ring_is_shown_for_keys_and_hidden_by_the_mouse(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS})
    user.press_key("Tab")
    settle()
    assert window.ring.isVisible()
    user.press("Come back later")
    settle()
    assert not window.ring.isVisible()


def test_no_ring_is_drawn_before_a_key_was_pressed(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS, "rota": ROTA})
    window.rooms.setFocus()
    settle()
    assert not window.ring.isVisible()
    user.press_key("Down")
    settle()
    assert window.ring.isVisible()


def test_ring_and_choice_follow_a_room_entered_by_a_link(user: User, open_window: Open) -> None:
    window = open_window({"rota": ROTA, "parts": PARTS, "money": MONEY})
    window.rooms.setFocus()
    user.press_key("Down")
    window.go("money")
    settle()
    chosen = window.rooms.visualRect(window.rooms.currentIndex())
    place = window.rooms.viewport().mapTo(window, chosen.center())
    assert window.rooms.currentIndex().data() == "Money"
    assert window.ring.geometry().contains(place)
    assert window.rooms.selectionModel().isSelected(window.rooms.currentIndex())


def test_passing_the_rooms_with_tab_enters_none_and_enter_does(user: User, open_window: Open) -> None:
    window = open_window({"parts": PARTS, "rota": ROTA})
    user.row("Rota", within="Rooms")
    window.rooms.show_room("a room that is not in the list")
    window.rooms.clearFocus()
    window.rooms.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert isinstance(shown(window), FieldsPage)
    user.press_key("Return")
    assert isinstance(shown(window), PartsPage)
