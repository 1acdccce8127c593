"""The manual's page for where you are, and links to the others."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk import __version__
from carerdesk.catalogue.manual import manual_order, manual_page
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Label


class HelpPage(Page):
    """Help for the page the person came from."""

    title = "Help"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = "this_week"
        self._came_from = ""

    def refresh(self, changes: frozenset[str] | None) -> None:
        """Draw the page the first time; nothing in it depends on the records."""
        if changes is None:
            self._show(self._shown)

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - as a link gives them
        """Open the manual at a page, if it has one of that name; `back` is the room to go back to, as it was left."""
        page = str(place.get("page") or self._shown)
        self._came_from = str(place.get("back") or self._came_from)
        self._show(page if page in manual_order() else "this_week")
        if self.head.back is not None:
            self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, key: str) -> None:
        self._shown = key
        chapter = manual_page(key)
        main, side = Down(gap="l"), Down(gap="l")
        main.add(Card(chapter.title, *(Label(words, wrap=True) for words in chapter.text), gap="m"))
        main.addStretch(1)
        side.add(Card(self.tr("All pages"), *(self._link(each) for each in manual_order()), gap=0), self._about())
        side.addStretch(1)
        self.fill(TwoColumns(main, side), head=self._head())

    def _link(self, key: str) -> QWidget:
        holder = QWidget()
        holder.setLayout(Across(Button(manual_page(key).title, "link", act=partial(self._show, key)), None))
        return holder

    def _head(self) -> PageHead:
        words = self.tr("In the words of the screens. Press F1 on any page.")
        back = self.tr("Back") if self._came_from else ""
        return PageHead(self.tr("Help"), words, back=back, go_back=partial(self.desk.go, self._came_from))

    def _about(self) -> Card:
        words = (
            self.tr(
                "CarerDesk {version}. Free software under the GNU General Public License, version 3 or later."
            ).format(version=__version__),
            self.tr("Rates are known to 5 April 2027. Look for a new version after 1 March 2027."),
            self.tr("CarerDesk gives no legal or tax advice and files nothing with HMRC."),
        )
        return Card(self.tr("About"), *(Label(each, "small", "ink2", wrap=True) for each in words))
