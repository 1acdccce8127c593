"""The desk at the door: everything a page gets, but no books yet."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from carerdesk.services.books.opening import Clock
from carerdesk.ui.bus import Bus
from carerdesk.ui.page import Desk
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.theme import Theme
from carerdesk.ui.widgets.files import FileChooser


class DoorDesk(Desk):
    """Reports, runs and asks as in the rooms; `books` is not there to be asked for."""

    def __init__(self, clock: Clock, preferences: Preferences, theme: Theme, door: QObject) -> None:
        self.preferences, self.theme = preferences, theme
        self.bus, self.files = Bus(door), FileChooser()
        self.clock = clock
        self._owner = door

    def today(self) -> date:
        """The day, by the clock the books will go by."""
        return self.clock.today()
