"""The parts grant access to everybody, and the checks that say so can fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox

from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.widgets.buttons import Button
from tests import access

PAGES = "tests.ui.sample_pages"


@pytest.mark.parametrize("page", ["FieldsPage", "PartsPage", "TablePage", "EmptyRoom"])
@pytest.mark.parametrize("appearance", ["light", "contrast"])
def test_every_part_grants_access(open_window: Callable[..., MainWindow], page: str, appearance: str) -> None:
    access.check_access(open_window({"rota": f"{PAGES}:{page}"}, appearance=appearance))


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window({"rota": f"{PAGES}:EmptyRoom"})


def _add(window: MainWindow, *parts: object) -> None:
    page = window.page_shown()
    assert page is not None
    page.fill(*parts)  # type: ignore[arg-type]  # parts of any kind, on purpose
    access.settle()


def test_a_box_without_a_name_is_found(window: MainWindow) -> None:
    _add(window, QLineEdit())
    assert any("no spoken name" in fault for fault in access.unnamed(window))


def test_a_name_given_twice_is_found(window: MainWindow) -> None:
    _add(window, Button("Change"), Button("Change"))
    assert list(access.unnamed(window)) == ["2 controls are called 'Change'"]


def test_a_spin_box_is_found_and_moved_by_the_wheel(window: MainWindow) -> None:
    box = QSpinBox()
    box.setAccessibleName("Hours")
    _add(window, box)
    assert list(access.forbidden(window)) == ["a QSpinBox: 'Hours'"]


def test_a_small_target_is_found(window: MainWindow) -> None:
    tiny = QPushButton("Go")
    tiny.setStyleSheet("min-height: 0; padding: 0")
    tiny.setFixedSize(20, 20)
    _add(window, tiny)
    assert list(access.too_small(window)) == ["'Go' is 20 by 20"]


def test_a_part_tab_skips_is_found(window: MainWindow) -> None:
    page = window.page_shown()
    assert page is not None
    stray = Button("Stray")  # laid out by nobody
    stray.setParent(page)
    stray.move(10, 300)
    stray.show()
    assert "Tab does not reach 'Stray'" in list(access.unreached_by_tab(window))


def test_words_without_room_are_found(window: MainWindow) -> None:
    narrow = Button("Finish pay for 27 November")
    narrow.setFixedWidth(60)
    _add(window, narrow)
    assert any("Finish pay" in fault for fault in access.clipped(window))


def test_a_page_too_wide_is_found(window: MainWindow) -> None:
    wide = Button("Wide")
    wide.setMinimumWidth(3000)
    _add(window, wide)
    assert list(access.too_wide(window))
