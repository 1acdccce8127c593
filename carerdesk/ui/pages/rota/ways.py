"""The ways to see a stretch of the rota: as a picture, a table, in words, or its hours added up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.services.hours.views import ShiftView
from carerdesk.services.rota.hours_compared import compare_hours
from carerdesk.services.rota.where import who_is_where
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.buttons import Segments
from carerdesk.ui.widgets.text import translated

PICTURE, TABLE, WORDS, HOURS = "picture", "table", "words", "hours"
_REMEMBERED = (PICTURE, TABLE)


class Ways(Segments):
    """Which way is chosen. Picture or table is remembered on this computer; the others are for a look in between."""

    def __init__(self, desk: Desk, changed: Callable[[], object], way: str = "") -> None:
        self._preferences, self._changed = desk.preferences, changed
        words = {PICTURE: "Picture", TABLE: "Table", WORDS: "In words", HOURS: "Hours"}
        super().__init__({key: translated("Ways", each) for key, each in words.items()}, self._choose)
        self.setAccessibleName(translated("Ways", "How to see the rota"))
        kept = self._preferences.rota_as
        self.way = way or (kept if kept in _REMEMBERED else PICTURE)
        self.choose(self.way)

    def _choose(self, way: str) -> None:
        self.way = way
        if way in _REMEMBERED and way != self._preferences.rota_as:
            self._preferences.rota_as = way
            self._preferences.save()
        self._changed()


def other_way(
    way: str, desk: Desk, shifts: tuple[ShiftView, ...], first: date, last: date, press: Callable[[int], object]
) -> QWidget:
    """What a way other than the picture shows of some days. `press` gets the id of a shift chosen in the table."""
    if way == TABLE:
        from carerdesk.ui.pages.rota.shift_table import ShiftTable

        return ShiftTable(shifts, press)
    if way == WORDS:
        from carerdesk.ui.pages.rota.words_view import WordsView

        return WordsView(who_is_where(desk.books, first, last))
    from carerdesk.ui.pages.rota.compared_view import ComparedView

    return ComparedView(compare_hours(desk.books, first, last))
