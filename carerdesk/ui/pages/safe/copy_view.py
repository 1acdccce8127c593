"""A copy to carry: the whole books in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.copies import copy_name, take_a_copy
from carerdesk.services.books.passwords import password_problems
from carerdesk.services.outcome import Rejected
from carerdesk.ui.front_door.parts import NewPassword
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage


class CopyView(SafeView):
    """Books with a password: the copy opens with it. Without one, the copy gets its own."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self.title, self.why = self.tr("Take a copy"), guidance("safe", "copy_why")
        self._own = not self.books.has_password()
        self._pair = NewPassword(self.tr("Password for the copy"), self.tr("The copy’s password again"))
        card = Card("", gap="l")
        if self._own:
            self.fields = self._pair.fields
            card.add(Label(guidance("safe", "copy_password"), wrap=True), self._pair)
        else:
            card.add(Label(guidance("safe", "copy_same_password"), wrap=True))
        take = Button(self.tr("Choose where, and write the copy"), "primary", act=self._ask)
        self.column.add(card, self.buttons(take))
        self.column.add(
            Card(self.tr("To open it on another computer"), Label(guidance("safe", "copy_open"), wrap=True))
        )

    def _ask(self) -> None:
        if self._own and (problems := password_problems(*self._pair.typed())):
            self.desk.report(Rejected(problems), self.fields)
            return
        self.desk.files.save_file(self, self.tr("Write the copy"), copy_name(self.books), self._write)

    def _write(self, file: Path) -> None:
        new, again = self._pair.typed()
        title = self.tr("Writing the copy")
        self.run(title, lambda progress: take_a_copy(self.books, file, new, again, progress=progress))
