"""The sides of the Rota room beside the week itself, and the row of buttons that leads to them.

Each side is a class in a module of its own, imported when it is first opened: it is made with the page, and `open_at`
shows the place asked for through `page.show_view`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage


class Side(Protocol):
    """A side of the room."""

    def __init__(self, page: RotaPage) -> None: ...

    def open_at(self, place: dict[str, Any]) -> None:
        """Show a place in it."""


@dataclass(frozen=True, slots=True)
class Door:
    """How to get to a side: the name of its place, the words on its button, its module and class."""

    place: str
    words: str
    icon: str
    module: str
    side: str

    def open(self, page: RotaPage) -> Side:
        """Make the side."""
        made: Side = getattr(import_module(f"carerdesk.ui.pages.rota.{self.module}"), self.side)(page)
        return made


DOORS = (
    Door("weeks", "Four weeks", "calendar-days", "weeks_room", "WeeksRoom"),
    Door("patterns", "Repeating shifts", "repeat", "pattern_room", "PatternsRoom"),
    Door("cover", "Cover", "user-plus", "cover_room", "CoverRoom"),
    Door("timesheets", "Timesheets", "clock", "timesheets_room", "TimesheetsRoom"),
    Door("sheets", "Sheets", "paperclip", "sheets_room", "SheetsRoom"),
    Door("bring_in", "Bring in from a file", "upload", "bring_in_room", "BringInRoom"),
)


def door_to(place: dict[str, Any]) -> Door | None:
    """The door that a place names."""
    return next((door for door in DOORS if place.get(door.place)), None)


class DoorRow(QWidget):
    """A small button for each side."""

    def __init__(self, go: Callable[[Door], object]) -> None:
        super().__init__()
        self.setLayout(
            Flow(
                *(
                    Button(translated("RotaPage", door.words), "small", icon=door.icon, act=partial(go, door))
                    for door in DOORS
                ),
                gap="s",
            )
        )
