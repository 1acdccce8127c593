"""The first screen: what to do first, what is due after it, and the money held.

It is painted from the page worked out last, in one small query; what is due now is worked out behind it and put in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from carerdesk.services.due.acts import finish
from carerdesk.services.due.front import FrontPage, kept_front_page, work_out_front_page
from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime, changes_of, newest_operation
from carerdesk.ui.first_paint import after_first_paint
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.this_week.done_list import DoneFold, LastTimeFold
from carerdesk.ui.pages.this_week.due_list import STAYS, DueList, Turns
from carerdesk.ui.pages.this_week.side import MoneyBeside, NoMoneyYet, Records
from carerdesk.ui.pages.this_week.words import at_a_glance, greeting, last_time
from carerdesk.ui.widgets.arrange import Down, TwoColumns
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import Label


class ThisWeekPage(Page):
    """What to do, strictly by date; each row opens the place that does it."""

    title = "This week"
    help_page = "this_week"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: FrontPage | None = None
        self._done_open: bool | None = None
        self._late_open = self._later_open = self._last_open = self._waiting = False
        self._opened_at = newest_operation(desk.books)
        known = kept_front_page(desk.books)
        self._last: LastTime | None = known.last if known else None

    def refresh(self, changes: frozenset[str] | None) -> None:  # noqa: ARG002 - anything may be due after a change
        """Show what is known at once, then work it out afresh."""
        known = kept_front_page(self.desk.books)
        if self._shown is None or known is None or known.day != self.desk.today():
            self._show(known)
        if not self._waiting:
            self._waiting = True
            if self.isVisible():
                QTimer.singleShot(0, self, self._work_out)
            else:
                after_first_paint(self, self._work_out)

    def _work_out(self) -> None:
        self._waiting = False
        books, opened_at = self.desk.books, self._opened_at
        title = self.tr("Looking for what is due")
        self.desk.run(title, lambda _progress: work_out_front_page(books, opened_at), self._show, shown=False)

    def _show(self, known: FrontPage | None) -> None:
        told = replace(known, last=None) if known else None  # what this opening does is for the next one to tell
        if told is not None and told == self._shown:
            return
        self._shown = told
        if told is None:
            self.fill(Label(self.tr("Looking for what is due…"), tone="ink2"), head=PageHead(self.tr("This week")))
            return
        focused = self._focused()
        hello = f"{greeting(self.desk.books.now())}, {told.keeper.split()[0]}"
        main, side = Down(gap="l"), Down(gap="l")
        main.add(*self._main(told))
        main.addStretch(1)
        side.add(*self._side(told))
        side.addStretch(1)
        self.fill(TwoColumns(main, side), head=PageHead(hello, at_a_glance(told.due, self.desk.today())))
        self.side = side
        self._focus_again(focused)

    def _again(self) -> None:
        shown, self._shown = self._shown, None
        self._show(shown)

    # --- the two columns ----------------------------------------------------------------------------------------------

    def _main(self, known: FrontPage) -> list[QWidget]:
        turns = Turns(self._go, self._finish, self._turn_late, self._turn_later)
        parts: list[QWidget] = [
            DueList(known.due, self.desk.today(), turns, late_open=self._late_open, later_open=self._later_open)
        ]
        if known.done:
            is_open = not known.due if self._done_open is None else self._done_open
            parts.append(DoneFold(known.done, is_open=is_open, turned=self._turn_done))
        if self._last is not None:
            parts.append(self._last_time(self._last))
        return parts

    def _go(self, item: Due) -> None:
        if self.desk.go(item.room, **dict(item.place)):
            self.desk.stand_at(item.at)

    def _finish(self, item: Due) -> None:
        """Do it at once; what came of it stands in the message bar, with Undo."""
        books = self.desk.books
        self.desk.run(item.done_words, lambda _progress: finish(books, item), self.desk.report)

    def _turn_late(self, is_open: bool) -> None:
        self._late_open = is_open
        self._again()

    def _turn_later(self, is_open: bool) -> None:
        self._later_open = is_open
        self._again()

    def _turn_done(self, is_open: bool) -> None:
        self._done_open = is_open
        self._again()

    def _turn_last(self, is_open: bool) -> None:
        self._last_open = is_open
        self._again()

    def _last_time(self, last: LastTime) -> QWidget:
        changes = changes_of(self.desk.books, last) if self._last_open else ()
        return LastTimeFold(
            last_time(last, self.desk.today()), last, changes, turned=self._turn_last, undo=self._undo,
            history=partial(self.desk.go, "history"),
        )  # fmt: skip

    def _undo(self, operation: int) -> None:
        from carerdesk.services.books.undoing import undo

        if self.desk.report(undo(self.desk.books, operation)):
            self._again()

    def _side(self, known: FrontPage) -> list[QWidget]:
        money = MoneyBeside(self.desk, known.held) if known.held else NoMoneyYet(self.desk)
        return [money, Records(self.desk, known)]

    # --- the keyboard stays where it was ------------------------------------------------------------------------------

    def _focused(self) -> str:
        focused = QApplication.focusWidget()
        return _called(focused) if focused is not None and self.isAncestorOf(focused) else ""

    def _focus_again(self, name: str) -> None:
        """Stand on the button of the same name; where it is gone, as the thing is done, on the first thing to do."""
        buttons = [each for each in self.findChildren(QPushButton) if each.isVisible()] if name else []
        named = next((each for each in buttons if _called(each) == name), None)
        if named is None and buttons:
            named = self._main_button() or buttons[0]
        if named is not None:
            named.setFocus(Qt.FocusReason.OtherFocusReason)


def _called(part: QWidget) -> str:
    """What a control is known by before and after the page is made anew."""
    return str(part.property(STAYS) or part.accessibleName())
