"""The head of the register stays calm and leaves the room to the lines, at every width and text size."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from carerdesk.ui.pages.money.line_register import LineRegister
from carerdesk.ui.theme import look
from tests import access
from tests.ui.money.conftest import House
from tests.user import User

DAY = date(2026, 11, 19)
_FUNDER, _OUT = 2, 3


@pytest.fixture
def year(house: House) -> None:
    house.account()
    house.account("Outings card", "9902")
    for back in range(20):
        house.line(DAY - timedelta(days=back), "-12.40", f"BRAMLEY STORES {back}", "activities", 2)


def _register(house: House) -> LineRegister:
    [found] = house.page.findChildren(LineRegister)
    return found


@pytest.mark.usefixtures("year")
def test_ten_rows_stand_in_the_smallest_usual_window(house: House) -> None:
    window = house.open()
    window.resize(1366, 696)
    house.settle()
    view = _register(house).view
    assert view.viewport().height() >= 10 * view.rowHeight(0)
    assert not view.isColumnHidden(_FUNDER)


@pytest.mark.usefixtures("year")
def test_accounts_stand_beside_the_title_and_below_it_in_a_narrow_window(house: House, user: User) -> None:
    window = house.open()
    head = house.page.head
    chosen = user.find(QPushButton, "Outings card")

    def top(part: QPushButton) -> int:
        return part.mapTo(head, part.rect().topLeft()).y()

    bring_in = user.find(QPushButton, "Bring in a statement")
    assert abs(top(chosen) - top(bring_in)) < look().size(12)
    window.resize(900, 696)
    house.settle()
    assert top(chosen) > top(bring_in) + look().size(20)
    assert _register(house).view.isColumnHidden(_FUNDER)
    access.check_access(window)


@pytest.mark.usefixtures("year")
def test_a_large_amount_is_never_cut(house: House) -> None:
    house.line(DAY, "-1234567.89", "A HOUSE", "activities", 2)
    house.open()
    needed = QFontMetrics(look().font()).horizontalAdvance("1,234,567.89") + 2 * look().space(10)
    assert _register(house).view.columnWidth(_OUT) >= needed


@pytest.mark.usefixtures("year")
def test_more_opens_by_keyboard_and_counts_what_waits(house: House, user: User) -> None:
    house.line(DAY, "-50", "TO CARD")
    house.line(DAY, "50", "FROM SUPPORT", at=2)
    house.open()
    user.find(QPushButton, "More").setFocus()
    user.press_key("Return")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert "Match payments, 1" in [action.text() for action in menu.actions()]
    user.press_key("Down")
    user.press_key("Return")
    assert user.sees("Take the balance and its date from the statement")
