"""The menus: every act has a place here, and a key where it is done often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from carerdesk.ui.acts import Acts
from carerdesk.ui.rooms import Room

if TYPE_CHECKING:
    from carerdesk.ui.main_window import MainWindow

_FIGURE_KEYS = 9  # Ctrl+1 to Ctrl+9


class Menus:
    """File, Edit, View, Rooms and Help of a window."""

    def __init__(self, window: MainWindow, acts: Acts, rooms: Sequence[Room]) -> None:
        self._window, self._acts, self._tr = window, acts, window.tr
        bar = window.menuBar()
        self._file(bar.addMenu(self._tr("&File")))
        self._edit(bar.addMenu(self._tr("&Edit")))
        self._view(bar.addMenu(self._tr("&View")))
        self._rooms(bar.addMenu(self._tr("&Rooms")), rooms)
        self._item(bar.addMenu(self._tr("&Help")), self._tr("&Help for this page"), window.help, "F1")

    def _file(self, menu: QMenu) -> None:
        self._item(menu, self._tr("Take a &copy…"), self._acts.take_copy)
        self._item(menu, self._tr("&Open other books…"), self._acts.open_other)
        self._item(menu, self._tr("&Lock the books"), self._acts.lock, "Ctrl+L")
        menu.addSeparator()
        self._item(menu, self._tr("Close"), self._window.close, "Ctrl+Q")

    def _edit(self, menu: QMenu) -> None:
        self.undo = self._item(menu, self._tr("&Undo"), self._window.undo, "Ctrl+Z")
        self.redo = self._item(menu, self._tr("&Redo"), self._window.redo)
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.aboutToShow.connect(self._name_undo)

    def _view(self, menu: QMenu) -> None:
        theme = self._window.theme
        size = menu.addMenu(self._tr("Text &size"))
        larger = self._item(size, self._tr("&Larger"), theme.larger)
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._item(size, self._tr("&Smaller"), theme.smaller, "Ctrl+-")
        self._item(size, self._tr("&Usual"), partial(theme.set_text_size, 100), "Ctrl+0")
        looks, group = menu.addMenu(self._tr("&Appearance")), QActionGroup(self._window)
        appearances = {
            "system": self._tr("As the system"),
            "light": self._tr("Light"),
            "dark": self._tr("Dark"),
            "contrast": self._tr("High contrast"),
        }
        for name, words in appearances.items():
            action = self._item(looks, words, partial(theme.set_appearance, name))
            action.setCheckable(True)
            action.setChecked(name == theme.appearance)
            group.addAction(action)

    def _rooms(self, menu: QMenu, rooms: Sequence[Room]) -> None:
        for at, room in enumerate((room for room in rooms if room.listed), 1):
            keys = f"Ctrl+{at}" if at <= _FIGURE_KEYS else ""
            self._item(menu, room.name, partial(self._window.go, room.key), keys)
        menu.addSeparator()
        for room in (room for room in rooms if not room.listed):
            self._item(menu, room.name, partial(self._window.go, room.key))

    def _name_undo(self) -> None:
        undo, redo = (name().replace("&", "&&") for name in (self._acts.undo_name, self._acts.redo_name))
        self.undo.setText(self._tr("&Undo {what}").format(what=undo).strip())
        self.redo.setText(self._tr("&Redo {what}").format(what=redo).strip())

    def _item(self, menu: QMenu, words: str, act: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(words, self._window)
        action.triggered.connect(lambda _checked: act())
        if keys:
            action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        return action
