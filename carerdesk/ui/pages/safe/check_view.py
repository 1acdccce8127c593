"""Checking the books against their own history, sums and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.steps import in_words
from carerdesk.services.books.verifying import Found, verify_books
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, ListCard
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage

_SHOWN = 100


class CheckView(SafeView):
    """One button, then "Everything agrees" or the list."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self.title, self.why = self.tr("Check the books"), guidance("safe", "check_why")
        check = Button(self.tr("Check the books now"), "primary", act=self._check)
        self._result = Card("")
        self._result.hide()
        self.column.add(self.buttons(check), self._result)

    def _check(self) -> None:
        self._result.hide()
        books = self.books
        self.desk.run(
            self.tr("Checking the books"), lambda progress: verify_books(books, in_words(progress)), self._show
        )

    def _show(self, found: tuple[Found, ...]) -> None:
        self._result.clear()
        if found:
            self._show_differences(found)
        else:
            words = Label(self.tr("Everything agrees"), "lead")
            self._result.add(Across(Icon("circle-check", "good", 22), words, None))
            self._result.add(Label(guidance("safe", "all_agrees"), "small", "ink2", wrap=True))
        self._result.show()
        self.page.lay_out(self, self._result)
        self.desk.say(self.tr("Checked. Something does not agree.") if found else self.tr("Everything agrees"))

    def _show_differences(self, found: tuple[Found, ...]) -> None:
        count = len(found)
        words = self.tr("1 thing does not agree") if count == 1 else self.tr("{n} things do not agree").format(n=count)
        self._result.add(Across(Icon("triangle-alert", "attention", 22), Label(words, "lead"), None))
        self._result.add(Label(guidance("safe", "not_agrees"), wrap=True))
        self._result.add(ListCard(*(_row(one) for one in found[:_SHOWN]), title=words))


def _row(one: Found) -> QWidget:
    holder = QWidget()
    holder.setLayout(Across(Label(one.words, wrap=True), pad=("m", "s", "m", "s")))
    return holder
