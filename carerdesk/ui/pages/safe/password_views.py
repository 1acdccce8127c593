"""Choosing and changing a password; a second, trusted person; taking a password away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.services.books.passwords import (
    choose_password,
    give_password,
    needs_asking,
    password_problems,
    take_password_away,
    trusted_problems,
)
from carerdesk.services.outcome import Rejected
from carerdesk.ui.front_door.parts import NewPassword
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import PasswordField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage


class PasswordView(SafeView):
    """The first password, or another one in place of the one there is."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self._first = not self.books.has_password()
        self.title = self.tr("Choose a password") if self._first else self.tr("Change a password")
        self.why = guidance("safe", "password_first" if self._first else "password_change")
        self._old = PasswordField(self.tr("Password now"))
        self._whose = RadioRow(self.tr("Whose password?"), [(name, name) for name in self.books.people()])
        self._pair = NewPassword(self.tr("New password"), self.tr("The new password again"))
        self.fields = {"old": self._old, "person": self._whose, **self._pair.fields}
        card = Card("", gap="l")
        if needs_asking(self.books):
            card.add(self._old)
        elif self._several:
            card.add(self._whose)
        card.add(self._pair)
        words = self.tr("Use this password") if self._first else self.tr("Change the password")
        self.column.add(card, self.buttons(Button(words, "primary", act=self._keep)))

    @property
    def _several(self) -> bool:
        return len(self.books.people()) > 1

    def _keep(self) -> None:
        new, again = self._pair.typed()
        if problems := (*self._before(), *password_problems(new, again)):
            self.desk.report(Rejected(problems), self.fields)
            return
        old = self._old.text if needs_asking(self.books) else None
        person = self._whose.value() or ""

        self.run_alone(
            self.tr("Locking the books with the password"),
            lambda progress: choose_password(self.books, new, again, old, person=person, progress=progress),
            self._kept,
        )

    def _before(self) -> tuple[Problem, ...]:
        if needs_asking(self.books):
            return (Problem("old", "empty_password"),) if self._old.is_blank else ()
        if not self._first and self._several and self._whose.value() is None:
            return (Problem("person", "whose_password_missing"),)
        return ()

    def _kept(self) -> None:
        if self._first:
            self.page.go("recovery", just_chosen=True)
        else:
            self.page.back()


class TrustedView(SafeView):
    """A second, trusted person with a password of their own."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self.title, self.why = self.tr("Give somebody else a password"), guidance("safe", "trusted")
        self._who = TextField(self.tr("Their name"))
        self._pair = NewPassword(self.tr("Their password"), self.tr("Their password again"))
        self.fields = {"name": self._who, **self._pair.fields}
        give = Button(self.tr("Give them this password"), "primary", act=self._give)
        self.column.add(Card("", self._who, self._pair, gap="l"), self.buttons(give))

    def _give(self) -> None:
        name, (new, again) = self._who.text, self._pair.typed()
        if problems := trusted_problems(self.books, name, new, again):
            self.desk.report(Rejected(problems), self.fields)
            return
        self.run_alone(
            self.tr("Giving a second password"),
            lambda progress: give_password(self.books, name, new, again, progress=progress),
            self.page.back,
        )


class RemoveView(SafeView):
    """What it means that somebody may not open the books any more, before it is done."""

    def __init__(self, page: SafePage, name: str) -> None:
        super().__init__(page)
        self._whose = name
        self.title = self.tr("Take {name}’s password away").format(name=name)
        act = Button(self.title, "danger", act=self._remove)
        card = Card("", Label(guidance("safe", "remove", name=name), wrap=True), gap="m")
        self.column.add(card, self.buttons(act, Button(self.tr("Keep it"), act=page.back)))

    def _remove(self) -> None:
        self.run_alone(
            self.tr("Making a new key without them"),
            lambda progress: take_password_away(self.books, self._whose, progress=progress),
            self._removed,
        )

    def _removed(self) -> None:
        self.page.go("recovery", just_chosen=True)
