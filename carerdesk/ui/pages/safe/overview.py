"""How safe the books are: a card for each part, the most pressing one with the filled button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.backed_up import backup_words
from carerdesk.services.books.backups import practice_words
from carerdesk.services.books.passwords import code_is_kept
from carerdesk.services.books.safety import (
    LOCK_CHOICES,
    Safety,
    choose_lock_minutes,
    lock_minutes,
    safety,
)
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage


class Overview(SafeView):
    """Six cards."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        state = safety(self.books)
        self._pressing = self._most_pressing(state)
        self.column.add(
            self._password(state),
            self._recovery(state),
            self._backups(state),
            self._copy(),
            self._check(),
            self._lock(),
        )

    def _most_pressing(self, state: Safety) -> str:
        if not state.has_password:
            return "password"
        return "recovery" if not code_is_kept(self.books) else "backups"

    def _card(self, title: str, *lines: tuple[str, str, str], buttons: tuple[Button, ...]) -> Card:
        card = Card(title, gap="m")
        for icon, tone, words in lines:
            line = Across(Icon(icon, tone, 16), gap="s")
            line.addWidget(Label(words, wrap=True), 1)
            card.add(line)
        if buttons:
            card.add(self.buttons(*buttons))
        return card

    def _button(self, words: str, step: str, *, pressing: str = "", name: str = "") -> Button:
        kind = "primary" if pressing and pressing == self._pressing else "plain"
        return Button(words, kind, name=name, act=partial(self.page.go, step))

    def _password(self, state: Safety) -> Card:
        if not state.has_password:
            words = guidance("safe", "no_password")
            choose = self._button(self.tr("Choose a password"), "password", pressing="password")
            return self._card(self.tr("Password"), ("triangle-alert", "attention", words), buttons=(choose,))
        who = " and ".join(filter(None, state.people)) or self.tr("You")
        words = guidance("safe", "has_password", who=who)
        change = self._button(self.tr("Change a password"), "password")
        trust = self._button(self.tr("Give somebody else a password"), "trusted")
        removes = [self._remove(name) for name in state.people] if len(state.people) > 1 else []
        return self._card(self.tr("Password"), ("check", "good", words), buttons=(change, trust, *removes))

    def _remove(self, name: str) -> Button:
        words = self.tr("Take {name}’s password away").format(name=name)
        return Button(words, "small", act=partial(self.page.go, "remove", name=name))

    def _recovery(self, state: Safety) -> Card:
        title = self.tr("Recovery code")
        if not state.has_password:
            words = guidance("safe", "code_with_password")
            return self._card(title, ("circle", "ink2", words), buttons=())
        show = self._button(self.tr("Show the recovery code"), "recovery", pressing="recovery")
        renew = self._button(self.tr("The paper is lost"), "renew")
        kept = code_is_kept(self.books)
        line = ("check", "good", guidance("safe", "code_kept")) if kept else (
            "triangle-alert", "attention", guidance("safe", "code_not_kept"))  # fmt: skip
        return self._card(title, line, buttons=(show, renew))

    def _backups(self, state: Safety) -> Card:
        tone = ("check", "good") if state.places and state.last_backup else ("triangle-alert", "attention")
        lines = [(*tone, f"{backup_words(self.books)}.")]
        if practised := practice_words(self.books):
            lines.append(("check", "good", practised))
        words = self.tr("Backups and where they go") if state.places else self.tr("Choose where backups go")
        button = self._button(words, "backups", pressing="backups")
        return self._card(self.tr("Backups"), *lines, buttons=(button,))

    def _copy(self) -> Card:
        words = guidance("safe", "copy_what")
        take = self._button(self.tr("Take a copy"), "copy")
        return self._card(self.tr("A copy to carry"), ("copy", "ink2", words), buttons=(take,))

    def _check(self) -> Card:
        words = guidance("safe", "check_what")
        check = self._button(self.tr("Check the books"), "check")
        return self._card(self.tr("Are the books whole?"), ("search", "ink2", words), buttons=(check,))

    def _lock(self) -> QWidget:
        card = Card(self.tr("Locking"), gap="m")
        if not safety(self.books).has_password:
            card.add(Label(guidance("safe", "lock_needs_password"), wrap=True))
            return card
        choices = [(minutes, guidance("safe", f"lock_{minutes}")) for minutes in LOCK_CHOICES]
        self._when = RadioRow(self.tr("Lock by itself"), choices, guidance("safe", "lock_hint"))
        self._when.set_value(lock_minutes(self.books))
        self._when.changed.connect(self._keep_lock)
        self.fields["lock"] = self._when
        card.add(self._when)
        return card

    def _keep_lock(self) -> None:
        self.desk.report(choose_lock_minutes(self.books, self._when.value() or 0), self.fields)
