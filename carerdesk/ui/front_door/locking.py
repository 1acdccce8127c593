"""After the first questions: a password, and the recovery code that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books import Books
from carerdesk.services.books.passwords import (
    choose_password,
    keep_that_code_is_kept,
    new_recovery_code,
    password_problems,
)
from carerdesk.services.books.recovery_sheet import sheet_name, write_recovery_sheet
from carerdesk.services.books.steps import in_words
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.ui.background import Progress
from carerdesk.ui.front_door.parts import AskFirst, CodeGroups, NewPassword
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor


class PasswordStep(Step):
    """A password typed twice, or later after a plain warning."""

    def __init__(self, door: FrontDoor, books: Books) -> None:
        super().__init__(door)
        self._books = books
        self._pair = NewPassword()
        self.fields = self._pair.fields
        self._warning: AskFirst | None = None
        self._card = Card("", self._pair, Label(guidance("front_door", "password_lost"), "small", "ink2", wrap=True))
        choose = Button(self.tr("Use this password"), "primary", act=self._choose)
        later = Button(self.tr("Later"), "small", act=self._warn)
        why = guidance("front_door", "password_why")
        self.ask(self.tr("Choose a password"), why, self._card, self.buttons(choose, later))

    def _choose(self) -> None:
        new, again = self._pair.typed()
        if problems := password_problems(new, again):
            self.desk.report(Rejected(problems), self.fields)
            return
        books = self._books

        def work(progress: Progress) -> Outcome:
            return choose_password(books, new, again, progress=in_words(progress))

        self.work(self.tr("Locking the books with your password"), work, self._chosen)

    def _chosen(self, outcome: Outcome) -> None:
        self.settle(outcome, lambda: self.door.show_step(CodeStep(self.door, self._books)))

    def _warn(self) -> None:
        self.problems.put_away()
        if self._warning is None:
            self._warning = AskFirst(
                guidance("front_door", "no_password"),
                Button(self.tr("Go on without a password"), act=lambda: self.door.enter(self._books)),
                Button(self.tr("Choose one now"), "small", act=self._pair.new.take_focus),
            )
            self._card.add(self._warning)
            self.lay_out(self._warning)
        self._warning.take_focus()


class CodeStep(Step):
    """The recovery code, to be written down or printed now, or later."""

    def __init__(self, door: FrontDoor, books: Books) -> None:
        super().__init__(door)
        self._books = books
        self._groups = CodeGroups(new_recovery_code(books))
        sheet = Button(self.tr("Save a sheet to print"), icon="folder-check", act=self._save)
        copy = Button(self.tr("Copy the code"), icon="copy", act=self._copy)
        self._kept = Button(self.tr("I have written it down or printed it"), "primary", act=self._keep)
        later = Button(self.tr("Later"), "small", act=lambda: door.enter(books))
        self.ask(
            self.tr("Your recovery code"),
            guidance("front_door", "code_why"),
            Card("", self._groups, self.buttons(sheet, copy), gap="l"),
            self.buttons(self._kept, later),
        )

    def begin(self) -> None:
        """On the first button."""
        self.findChildren(Button)[0].setFocus()

    def _save(self) -> None:
        self.desk.files.save_file(self, self.tr("Save the sheet"), sheet_name(self._books), self._save_to)

    def _save_to(self, file: Path) -> None:
        self.desk.report(write_recovery_sheet(self._books, file), self.fields)

    def _copy(self) -> None:
        self._groups.copy()
        self.desk.say(guidance("front_door", "code_copied"))

    def _keep(self) -> None:
        keep_that_code_is_kept(self._books)
        self.door.enter(self._books)
