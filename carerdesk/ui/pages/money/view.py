"""What every view of the room has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage


class View(QWidget):
    """One view below the room's head. `fills` views take the height that is left, such as the register."""

    fills = False

    def __init__(self, room: MoneyPage) -> None:
        super().__init__()
        self.room, self.desk, self.books = room, room.desk, room.desk.books
        self.column = Down(gap="l")
        self.setLayout(self.column)

    def head(self) -> PageHead:
        """The head to show above it."""
        raise NotImplementedError

    def refresh(self, changes: frozenset[str] | None) -> None:
        """Read again what may have changed; `changes` names the tables that moved, None says that any may have."""
        if changes is None or changes:
            self.again()

    def again(self) -> None:
        """Show what there is now."""

    def leave(self) -> None:
        """The view is about to go: keep what was half typed."""

    def begin(self) -> None:
        """The view is on screen: put the cursor where the person starts."""
