"""The user is refused what a person could not reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from carerdesk.ui.main_window import MainWindow
from tests.user import Given, OutOfReachError, User

Show = Callable[[QWidget], QWidget]


class Counter(QWidget):
    """One button and how often it was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.button = QPushButton("&Pay")
        self.body.addWidget(self.button)
        self.pressed = 0
        self.button.clicked.connect(self._count)

    def _count(self) -> None:
        self.pressed += 1


@pytest.fixture
def counter(show: Show) -> Counter:
    made = Counter()
    show(made)
    return made


def test_a_button_is_pressed_by_its_spoken_name(user: User, counter: Counter) -> None:
    user.press("Pay")
    assert (counter.pressed, user.presses) == (1, 1)


def test_a_hidden_button_is_refused(user: User, counter: Counter) -> None:
    counter.button.hide()
    with pytest.raises(OutOfReachError, match="nothing is called 'Pay'"):
        user.press("Pay")


def test_a_disabled_button_is_refused(user: User, counter: Counter) -> None:
    counter.button.setEnabled(False)
    with pytest.raises(OutOfReachError, match="disabled"):
        user.press("Pay")


def test_a_covered_button_is_refused(user: User, counter: Counter) -> None:
    cover = QFrame(counter)
    cover.setGeometry(counter.rect())
    cover.show()
    cover.raise_()
    with pytest.raises(OutOfReachError, match="covered by QFrame"):
        user.press("Pay")
    assert counter.pressed == 0


def test_a_button_behind_a_dialog_is_refused(user: User, counter: Counter) -> None:
    dialog = QDialog(counter)
    dialog.open()
    with pytest.raises(OutOfReachError, match="blocked by a dialog"):
        user.press("Pay")
    dialog.close()
    user.press("Pay")
    assert counter.pressed == 1


def test_a_button_outside_its_window_is_refused(user: User, counter: Counter) -> None:
    counter.body.removeWidget(counter.button)
    counter.button.move(4000, 0)
    with pytest.raises(OutOfReachError, match="off screen"):
        user.press("Pay")


def test_a_button_scrolled_away_is_scrolled_to(user: User, show: Show) -> None:
    area, inner = QScrollArea(), Counter()
    inner.body.insertSpacing(0, 3000)
    area.setWidget(inner)
    area.resize(300, 200)
    show(area)
    user.press("Pay")
    assert inner.pressed == 1


def test_a_button_that_cannot_be_scrolled_to_is_refused(user: User, show: Show) -> None:
    window, inner = QWidget(), Counter()
    inner.setParent(window)
    inner.move(0, 900)
    window.resize(300, 200)
    show(window)
    with pytest.raises(OutOfReachError, match="off screen"):
        user.press("Pay")


def test_two_buttons_of_one_name_are_refused(user: User, counter: Counter) -> None:
    counter.body.addWidget(QPushButton("Pay"))
    with pytest.raises(OutOfReachError, match="2 reachable"):
        user.press("Pay")


def test_a_button_without_its_name_is_not_found_by_attribute(user: User, counter: Counter) -> None:
    counter.button.setAccessibleName("Pay Asha")
    with pytest.raises(OutOfReachError, match="Pay Asha"):
        user.press("Pay")


def test_a_box_is_typed_over_key_by_key(user: User, counter: Counter) -> None:
    box = QLineEdit("old")
    box.setAccessibleName("Hours")
    counter.body.addWidget(box)
    user.fill("Hours", "7.5")
    assert (box.text(), user.text_in("Hours"), user.keys) == ("7.5", "7.5", 3)
    assert (user.clicks, user.strokes) == (1, 1)  # into the box, and all of it chosen to be typed over
    assert user.answers == [Given("Hours", "7.5", "7.5", was_blank=False)]


def test_letters_without_a_key_of_their_own_are_typed_too(user: User, counter: Counter) -> None:
    box = QLineEdit()
    box.setAccessibleName("Name")
    counter.body.addWidget(box)
    counter.show()
    user.fill("Name", "Kasia Wójcik, ")
    user.type_words("Tŷ Gwyn – £5")
    assert user.text_in("Name") == "Kasia Wójcik, Tŷ Gwyn – £5"
    assert user.keys == len("Kasia Wójcik, Tŷ Gwyn – £5")


def test_a_box_that_takes_no_typing_is_refused(user: User, counter: Counter) -> None:
    box = QLineEdit()
    box.setAccessibleName("Hours")
    box.setEnabled(False)
    counter.body.addWidget(box)
    with pytest.raises(OutOfReachError, match="disabled"):
        user.fill("Hours", "7.5")


def test_a_row_is_found_by_its_words_and_refused_when_two_match(user: User, counter: Counter) -> None:
    view = QListView()
    view.setAccessibleName("Shops")
    view.setModel(QStringListModel(["Bramley Stores", "Bramley Garage"], view))
    counter.body.addWidget(view)
    assert user.row("Garage") == "Bramley Garage"
    assert view.currentIndex().row() == 1
    with pytest.raises(OutOfReachError, match="2 rows"):
        user.row("Bramley")


def test_words_are_seen_only_while_they_show(user: User, counter: Counter) -> None:
    label = QLabel("Saved")
    counter.body.addWidget(label)
    label.show()
    assert user.sees("Saved")
    label.hide()
    assert not user.sees("Saved")


def test_a_menu_item_that_is_off_is_refused(user: User, open_window: Callable[..., MainWindow]) -> None:
    window = open_window({"rota": "tests.ui.sample_pages:EmptyRoom"})
    user.menu("View", "Text size", "Larger")
    assert window.theme.text_size == 110
    window.menuBar().actions()[1].menu().actions()[1].setEnabled(False)  # type: ignore[attr-defined]  # Edit, Redo
    with pytest.raises(OutOfReachError, match="disabled"):
        user.menu("Edit", "Redo")


def test_screens_presses_and_keys_are_counted(user: User, open_window: Callable[..., MainWindow]) -> None:
    pages = "tests.ui.sample_pages"
    open_window({"rota": f"{pages}:EmptyRoom", "money": f"{pages}:TablePage"})
    user.press("Add the first shift")
    before = user.screens
    user.row("Money", within="Rooms")
    user.fill("Find in bank lines", "Shop 12")
    assert (user.screens - before, user.presses, user.keys) == (1, 3, 7)
