"""What was done, the newest first: "Friday 20 November, 21:10: Shift for Asha added. Undo"."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month
from carerdesk.services.books.undoing import HistoryEntry, history, undo
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import ListCard, PageHead
from carerdesk.ui.widgets.text import Icon, Label

A_PAGE = 50


class HistoryPage(Page):
    """The operation log as sentences."""

    title = "History"
    help_page = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._from = 0

    def refresh(self, changes: frozenset[str] | None) -> None:  # noqa: ARG002 - every change is history
        """Read the log again."""
        entries = history(self.desk.books, limit=A_PAGE + 1, offset=self._from)
        head = PageHead(self.tr("History"), self.tr("Everything that was done in these books, the newest first."))
        rows = ListCard(*(self._row(entry) for entry in entries[:A_PAGE]), title=self.tr("History"))
        turn = Across(gap="s")
        if self._from:
            turn.add(Button(self.tr("Newer"), "small", icon="chevron-left", act=partial(self._turn, -A_PAGE)))
        if len(entries) > A_PAGE:
            turn.add(Button(self.tr("Older"), "small", icon="chevron-right", act=partial(self._turn, A_PAGE)))
        turn.add(None)
        self.fill(rows, turn, head=head)

    def _turn(self, by: int) -> None:
        self._from = max(0, self._from + by)
        self.refresh(None)

    def _row(self, entry: HistoryEntry) -> QWidget:
        at = entry.at.astimezone()
        when = f"{day_and_month(at.date())} {at.year}, {at:%H:%M}"
        words = Down(Label(entry.said, wrap=True), Label(when, "small", "ink2"), gap=1)
        row = Across(
            Icon("undo-2" if entry.undone else "check", "ink2" if entry.undone else "good", 16),
            gap="m",
            pad=("m", "s", "m", "s"),
        )
        row.addLayout(words, 1)
        if entry.undone:
            row.add(Label(self.tr("Taken back"), "small", "ink2"))
        elif entry.can_undo:
            name = self.tr("Undo {number}: {what}, {when}").format(number=entry.id, what=entry.said, when=when)
            row.add(Button(self.tr("Undo"), icon="undo-2", name=name, act=partial(self._undo, entry.id)))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _undo(self, operation: int) -> None:
        self.desk.report(undo(self.desk.books, operation))
