"""Why a test does not pass, in the family's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.evidence.explaining import explain_test
from carerdesk.services.evidence.room import return_page
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.fields import NotesField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import Days, EvidencePage


class ReasonForm(FormView["EvidencePage"]):
    """One box below what was found."""

    def __init__(self, room: EvidencePage, of: Days, test: int) -> None:
        super().__init__(room, lambda: room.show_return(of))
        self._of, self._n = of, test
        self.draft = f"reason:{of[0]}:{of[1]}:{of[2]}:{test}"
        page = return_page(self.books, *of)
        self._test = next(each for each in page.view.tests if each.n == test)
        found = Card(self.tr("What was found"), gap="xs")
        for words in [finding.text for finding in self._test.findings] or [self._test.missing]:
            found.add(Label(words, wrap=True))
        self._words = NotesField(self.tr("Reason"), guidance("evidence", "reason_hint"))
        self._words.set_value(page.view.explained.get(test))
        self.take("words", self._words)
        buttons = [Button(self.tr("Keep this reason"), "primary", act=self._save)]
        if test in page.view.explained:
            buttons.append(Button(self.tr("Take the reason out"), "small", act=self._take_out))
        self.column.add(found, Card("", self._words), self.buttons(*buttons))
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Write a reason"), f"{self._n}  {self._test.title}")

    def _save(self) -> None:
        self.finish(explain_test(self.books, *self._of, self._n, self._words.value() or ""))

    def _take_out(self) -> None:
        self.finish(explain_test(self.books, *self._of, self._n, ""))
