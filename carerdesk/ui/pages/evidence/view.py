"""What every view of the room has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage


class View(QWidget):
    """One view below the room's head. Workings open in its `side` column, where it has one."""

    def __init__(self, room: EvidencePage) -> None:
        super().__init__()
        self.room, self.desk, self.books = room, room.desk, room.desk.books
        self.column = Down(gap="l")
        self.side: Down | None = None
        self.setLayout(self.column)

    def head(self) -> PageHead:
        """The head to show above it."""
        raise NotImplementedError

    def again(self) -> None:
        """Show what there is now."""

    def pack_ended(self) -> None:
        """A pack was made, or its making was stopped."""

    def leave(self) -> None:
        """The view is about to go."""

    def begin(self) -> None:
        """The view is on screen: put the cursor where the person starts."""
