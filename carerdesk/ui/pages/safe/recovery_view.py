"""The recovery code: shown to whoever knows a password, printed, renewed when the paper is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.passwords import (
    keep_that_code_is_kept,
    needs_asking,
    new_recovery_code,
    recovery_code,
    renew_recovery_code,
)
from carerdesk.services.books.recovery_sheet import sheet_name, write_recovery_sheet
from carerdesk.services.outcome import Rejected
from carerdesk.ui.front_door.parts import CodeGroups
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import PasswordField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage


class RecoveryView(SafeView):
    """The code. `just_chosen`: it was made this moment, by somebody who has just shown who they are."""

    def __init__(self, page: SafePage, *, just_chosen: bool = False) -> None:
        super().__init__(page)
        self.title, self.why = self.tr("Your recovery code"), guidance("front_door", "code_why")
        self._password = PasswordField(self.tr("Password"), guidance("safe", "why_password"))
        if just_chosen:
            self._show(new_recovery_code(self.books))
        elif not self.books.has_password():
            self.column.add(Card("", Label(guidance("safe", "code_with_password"), wrap=True)))
        elif needs_asking(self.books):
            self._ask()
        else:
            self._reveal()

    def _ask(self) -> None:
        self.fields["password"] = self._password
        show = Button(self.tr("Show the code"), "primary", act=self._reveal)
        self.column.add(Card("", self._password, gap="l"), self.buttons(show))

    def _reveal(self) -> None:
        code = recovery_code(self.books, self._password.text or None)
        if isinstance(code, Rejected):
            self.desk.report(code, self.fields)
            return
        self.page.problems.put_away()
        self._show(code)

    def _show(self, code: tuple[str, ...]) -> None:
        self.fields.clear()
        self.column.clear()
        self._groups = CodeGroups(code)
        sheet = Button(self.tr("Save a sheet to print"), icon="folder-check", act=self._save)
        copy = Button(self.tr("Copy the code"), icon="copy", act=self._copy)
        kept = Button(self.tr("I have written it down or printed it"), "primary", act=self._keep)
        self.column.add(Card("", self._groups, self.buttons(sheet, copy), gap="l"), self.buttons(kept))
        self.page.lay_out(self)
        if self.page.isVisible() and self.isVisible():
            kept.setFocus()

    def _save(self) -> None:
        self.desk.files.save_file(self, self.tr("Save the sheet"), sheet_name(self.books), self._save_to)

    def _save_to(self, file: Path) -> None:
        self.desk.report(write_recovery_sheet(self.books, file), self.fields)

    def _copy(self) -> None:
        self._groups.copy()
        self.desk.say(guidance("front_door", "code_copied"))

    def _keep(self) -> None:
        kept = keep_that_code_is_kept(self.books)
        self.page.back()
        self.desk.report(kept)


class RenewView(SafeView):
    """What a new code means, before it is made."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self.title = self.tr("Make a new recovery code")
        card = Card("", Label(guidance("safe", "renew"), wrap=True), gap="m")
        act = Button(self.tr("Make a new code"), "danger", act=self._renew)
        self.column.add(card, self.buttons(act, Button(self.tr("Keep the old one"), act=page.back)))

    def _renew(self) -> None:
        self.run_alone(
            self.tr("Making a new recovery code"),
            lambda progress: renew_recovery_code(self.books, progress=progress),
            lambda: self.page.go("recovery", just_chosen=True),
        )
