"""The room's first view: every funder's returns, and what else can be made or looked up."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, span
from carerdesk.services.evidence.returns import length_of
from carerdesk.services.evidence.room import FunderReturns, ReturnRow, overview
from carerdesk.services.people.due import things_missing
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, EmptyPage, ListCard, PageHead
from carerdesk.ui.widgets.text import Label, funder_chip

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage

_FEW = 4
_SOON = 21


def how_far(day: date, today: date) -> str:
    """In 12 days; tomorrow; 3 days ago."""
    days = (day - today).days
    if days in (0, 1):
        return "today" if days == 0 else "tomorrow"
    if days < 0:
        return "yesterday" if days == -1 else f"{-days} days ago"
    return f"in {days} days" if days <= _SOON else ""


class ReturnsView(View["EvidencePage"]):
    """Returns by funder. They stand at once; what is missing in the newest is said when the tests are made."""

    def __init__(self, room: EvidencePage) -> None:
        super().__init__(room)
        self._unfolded: set[int] = set()
        self._looks = 0
        self._found = overview(self.books, looked_at=0)
        self._show()
        self._look()

    def head(self) -> PageHead:
        buttons = [
            Button(self.tr("Accounts"), icon="scale", act=self.room.show_accounts),
            Button(self.tr("What was sent"), act=self.room.show_sent),
            Button(self.tr("Permissions"), act=self.room.show_permissions),
        ]
        return PageHead(self.tr("Evidence"), guidance("evidence", "room_sub"), *buttons)

    def again(self) -> None:
        self._look()

    def _look(self) -> None:
        """Make the tests of the newest returns, beside the screen."""
        self._looks += 1
        books, look = self.books, self._looks
        self.desk.run(
            self.tr("Looking through the returns"),
            lambda _progress: overview(books),
            lambda found: self._looked(look, found),
            shown=False,
        )

    def _looked(self, look: int, found: tuple[FunderReturns, ...]) -> None:
        if isValid(self) and look == self._looks and found != self._found:
            self._found = found
            self._show()

    def _show(self) -> None:
        """Show what was found; the row that has the focus keeps it."""
        focused = QApplication.focusWidget()
        key = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self.column.clear()
        shown = [each for each in self._found if not each.is_own and (each.rows or each.asks)]
        for each in shown:
            self.column.add(*self._funder(each))
        if not shown:
            self.column.add(self._empty(has_funders=len(self._found) > 1))
        again = self.findChild(QWidget, key) if key else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self, *, has_funders: bool) -> EmptyPage:
        if has_funders:
            words, act = guidance("evidence", "empty_no_money"), (self.tr("Go to Money"), self._to_money)
        else:
            words, act = guidance("evidence", "empty_no_funder"), (self.tr("Add a funder"), self._to_budget)
        return EmptyPage("folder-check", self.tr("No return yet"), words, *act)

    def _to_money(self) -> None:
        self.desk.go("money")

    def _to_budget(self) -> None:
        self.desk.go("budget", add="funder")

    def _funder(self, of: FunderReturns) -> tuple[Across, ListCard | Card]:
        add = Button(
            self.tr("Add a period"),
            "small",
            icon="plus",
            name=self.tr("Add a period for {funder}").format(funder=of.short_name),
            act=partial(self.room.add_period, of.funder_id),
        )
        head = Across(funder_chip(of.tone, of.short_name), Label(of.name, "title", wrap=True), add)
        head.setStretch(1, 1)
        if not of.rows:
            return head, Card("", Label(guidance("evidence", "no_period"), tone="ink2", wrap=True))
        rows = of.rows if of.funder_id in self._unfolded else of.rows[:_FEW]
        card = ListCard(*(self._row(of, row) for row in rows), title=self.tr("Returns: {name}").format(name=of.name))
        if not of.asks:
            card.add(Down(Label(guidance("evidence", "cycle_unknown"), "small", "ink2", wrap=True), pad="s"))
        if len(rows) < len(of.rows):
            words = self._earlier(len(of.rows) - len(rows))
            name = self.tr("{words}, {funder}").format(words=words, funder=of.short_name)
            more = Button(words, "link", icon="chevron-right", name=name, act=partial(self._unfold, of.funder_id))
            card.add(Across(more, None, pad=("s", 0, 0, 0)))
        return head, card

    def _earlier(self, count: int) -> str:
        return self.tr("1 earlier return") if count == 1 else self.tr("{count} earlier returns").format(count=count)

    def _unfold(self, funder_id: int) -> None:
        self._unfolded.add(funder_id)
        self._show()

    def _row(self, of: FunderReturns, row: ReturnRow) -> DueRow:
        today = self.desk.today()
        flag = things_missing(row.wanting) if row.wanting else ""
        if row.sent_on is not None:
            icon, how = "circle-check", self.tr("Sent on {day}").format(day=long_date(row.sent_on))
        elif row.wanting == 0:
            ready = self.tr("Ready to send") if row.is_over else self.tr("All tests pass so far")
            icon, how = "folder-check", ready
        else:
            running = self.tr("Still running") if not row.is_over else self.tr("Not sent")
            icon, how = "folder-check", running
        sub = self.tr("{length}. {how}").format(length=length_of(row.first, row.last), how=how)
        waiting = row.due is not None and row.sent_on is None
        button = DueRow(
            icon,
            span(row.first, row.last),
            sub,
            full_date(row.due) if waiting and row.due else "",
            away=how_far(row.due, today) if waiting and row.due else "",
            flag=flag,
            done=row.sent_on is not None,
            act=partial(self.room.show_return, (of.funder_id, row.first, row.last)),
        )
        button.setAccessibleName(f"{of.short_name}: {button.accessibleName()}")
        button.setObjectName(f"return {of.funder_id} {row.first}")
        return button
