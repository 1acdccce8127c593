"""The timesheets side of the Rota room: the sheets, and signed ones that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.ui.pages.rota.timesheets_view import TimesheetsView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage


class TimesheetsRoom:
    """What each PA worked in a pay period, printed and signed, or agreed.

    Places: timesheets=True, with worker=… and last="2026-11-22" to stand on one of them; timesheets="back".
    """

    def __init__(self, page: RotaPage) -> None:
        self._page = page

    def open_at(self, place: dict[str, Any]) -> None:
        """Every PA's last pay periods, or the scans of signed sheets."""
        if place["timesheets"] == "back":
            self.bring_in()
        else:
            self.show(place.get("worker"), str(place.get("last", "")))

    def show(self, worker_id: int | None = None, last: str = "") -> None:
        """Show them, as they are now; stand on what is next to do about one of them."""
        view = TimesheetsView(self._page.desk)
        buttons = [self._bring_in_button(view)]
        if len(view.unsigned) > 1:
            words = _tr("Print all {count} not signed").format(count=len(view.unsigned))
            buttons.insert(0, Button(words, act=view.print_unsigned))
        head = PageHead(_tr("Timesheets"), guidance("rota", "timesheets_what"), *buttons, **self._page.way_back())
        self._page.show_view(view, head, again=self.show)
        view.stand_on(worker_id, last)

    def _bring_in_button(self, view: TimesheetsView) -> Button:
        kind = "primary" if view.waits else "plain"
        return Button(_tr("Bring in signed sheets"), kind, icon="upload", act=self.bring_in)

    def bring_in(self) -> None:
        """Ask for scans and photos of signed sheets."""
        from carerdesk.ui.pages.rota.timesheets_back import SheetsBackView

        view = SheetsBackView(self._page.desk, self._page.set_actions, self.show)
        head = PageHead(
            _tr("Bring in signed sheets"), guidance("rota", "sheets_back_what"), back=_tr("Timesheets"),
            go_back=self.show,
        )  # fmt: skip
        self._page.show_view(view, head, again=_as_it_is)


def _as_it_is() -> None:
    """Files that were chosen stay as they were read: keeping them looks at the hours once more."""


def _tr(words: str) -> str:
    return translated("RotaPage", words)
