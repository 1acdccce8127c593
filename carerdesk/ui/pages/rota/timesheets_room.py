"""The timesheets side of the Rota room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carerdesk.ui.pages.rota.timesheets_view import TimesheetsView
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage


class TimesheetsRoom:
    """What each PA worked in a pay period, printed and signed, or agreed."""

    def __init__(self, page: RotaPage) -> None:
        self._page = page

    def open_at(self, _place: dict[str, Any]) -> None:
        """Every PA's last pay periods."""
        self.show()

    def show(self) -> None:
        """Show them, as they are now."""
        words = translated("RotaPage", "What each PA worked in a pay period, printed and signed, or agreed.")
        head = PageHead(translated("RotaPage", "Timesheets"), words, **self._page.way_back())
        self._page.show_view(TimesheetsView(self._page.desk), head, again=self.show)
