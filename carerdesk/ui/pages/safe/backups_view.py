"""Backups: where they go, the last one, making one now, and practising a restore."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.backed_up import backup_words
from carerdesk.services.books.backups import (
    BackupPlace,
    add_backup_place,
    back_up_now,
    backup_places,
    practice_words,
    practise_restore,
    remove_backup_place,
)
from carerdesk.services.books.safety import safety
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, ListCard
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage


class BackupsView(SafeView):
    """Read again after each act, as nothing is typed here."""

    def __init__(self, page: SafePage) -> None:
        super().__init__(page)
        self.title, self.why = self.tr("Backups"), guidance("safe", "backups_why")
        self._fill()

    def refresh(self) -> None:
        self.column.clear()
        self._fill()
        self.page.lay_out(self)

    def _fill(self) -> None:
        places = backup_places(self.books)
        self.column.add(self._where(places))
        if places:
            self.column.add(self._last(), self._practice())
        self.column.add(self._explained())

    def _where(self, places: tuple[BackupPlace, ...]) -> QWidget:
        card = Card(self.tr("Where backups go"), gap="m")
        if places:
            card.add(ListCard(*(self._row(place) for place in places), title=self.tr("Places")))
        else:
            card.add(Label(guidance("safe", "no_places"), wrap=True))
        kind = "plain" if places else "primary"
        words = self.tr("Add a place") if places else self.tr("Choose a place")
        card.add(self.buttons(Button(words, kind, icon="" if kind == "primary" else "plus", act=self._choose)))
        return card

    def _row(self, place: BackupPlace) -> QWidget:
        row = Across(Icon("hard-drive", "ink2"), gap="m", pad=("m", "s", "m", "s"))
        words = Down(Label(str(place.folder), wrap=True), gap=1)
        words.add(self._state(place))
        row.addLayout(words, 1)
        name = self.tr("Remove the place {place}").format(place=place.folder)
        row.add(Button(self.tr("Remove"), "small", name=name, act=partial(self._remove, place.folder)))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _state(self, place: BackupPlace) -> Label:
        if not place.is_there:
            return Label(self.tr("Not there now: plug it in"), "small", "attention")
        has_last = place.folder in safety(self.books).last_places
        return Label(self.tr("Holds the last backup") if has_last else self.tr("Ready"), "small", "ink2")

    def _last(self) -> QWidget:
        now = Button(self.tr("Back up now"), "primary", act=self._back_up)
        words = Label(f"{backup_words(self.books)}.", wrap=True)
        return Card(self.tr("Last backup"), words, self.buttons(now), gap="m")

    def _practice(self) -> QWidget:
        words = practice_words(self.books) or self.tr("Not practised yet.")
        practise = Button(self.tr("Practise a restore"), act=self._practise)
        why = Label(guidance("safe", "practice_why"), "small", "ink2", wrap=True)
        return Card(self.tr("Practice restore"), Label(words, wrap=True), why, self.buttons(practise), gap="m")

    def _explained(self) -> QWidget:
        return Card(self.tr("If this computer breaks"), Label(guidance("safe", "restore_how"), wrap=True))

    def _choose(self) -> None:
        self.desk.files.open_folder(self, self.tr("Choose a folder for backups"), self._add)

    def _add(self, folder: Path) -> None:
        self.desk.report(add_backup_place(self.books, folder))

    def _remove(self, folder: Path) -> None:
        self.desk.report(remove_backup_place(self.books, folder))

    def _back_up(self) -> None:
        self.run(self.tr("Backing up"), lambda progress: back_up_now(self.books, progress))

    def _practise(self) -> None:
        self.run(self.tr("Practising a restore"), lambda progress: practise_restore(self.books, progress))
