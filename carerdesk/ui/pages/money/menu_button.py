"""A button that opens a short list of acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from carerdesk.ui.theme import look
from carerdesk.ui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu."""

    words: str
    icon: str
    act: Callable[[], object]


class MenuButton(Button):
    """A button that opens a list of acts below it; `entries` is asked each time, so that its words are true."""

    def __init__(
        self,
        words: str,
        entries: Callable[[], Sequence[Entry]],
        *,
        icon: str = "chevron-down",
        kind: str = "plain",
        name: str = "",
    ) -> None:
        super().__init__(words, kind, icon=icon, name=name, act=self._open)
        self._entries = entries

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(look().font())
        for entry in self._entries():
            action = menu.addAction(entry.words)
            if entry.icon:
                action.setIcon(look().icon(entry.icon, "ink2"))
            action.triggered.connect(partial(_act, entry))
        right = self.mapToGlobal(self.rect().bottomRight())
        right.setX(right.x() - menu.sizeHint().width() + 1)
        menu.popup(right)


def _act(entry: Entry, *_checked: bool) -> None:
    entry.act()
