"""The start: what CarerDesk is, the books on this computer, and the ways to other ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.books.look_round import make_family, sample_folder
from carerdesk.services.books.places import FoundBooks, books_here
from carerdesk.ui.background import Progress
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, ListCard, PageHead
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor


class WelcomeStep(Step):
    """One sentence, one filled button, and everything else quietly below."""

    title = "Welcome to CarerDesk"

    def __init__(self, door: FrontDoor) -> None:
        super().__init__(door)
        here = books_here(door.place)
        head = PageHead(self.title, guidance("front_door", "what_it_is"))
        self.fill(*self._cards(here), head=head)

    def _cards(self, here: Sequence[FoundBooks]) -> list[QWidget]:
        own = [one for one in here if not one.sample]
        cards: list[QWidget] = [self._listed(here), self._begin(own), self._look_round()]
        if not here:
            del cards[0]
        return [*cards, self._elsewhere()]

    def _listed(self, here: Sequence[FoundBooks]) -> QWidget:
        card = Card(self.tr("Books on this computer"))
        card.add(ListCard(*(self._row(one) for one in here), title=self.tr("Books on this computer")))
        return card

    def _row(self, one: FoundBooks) -> DueRow:
        used = long_date(datetime.fromtimestamp(one.written, UTC).astimezone().date())
        words = self.tr("The made-up family") if one.sample else self.tr("Last used {day}").format(day=used)
        flag = "SAMPLE" if one.sample else ""
        open_it = partial(self.door.open_folder, one.folder)
        return DueRow("folder-check", one.name, words, self.tr("Open"), flag=flag, act=open_it)

    def _begin(self, own: Sequence[FoundBooks]) -> QWidget:
        kind = "plain" if own else "primary"
        begin = Button(self.tr("Begin my own books"), kind, act=self.door.begin_own)
        title = self.tr("Begin new books") if own else self.tr("Begin")
        return Card(title, Label(guidance("front_door", "begin"), wrap=True), self.buttons(begin))

    def _look_round(self) -> QWidget:
        look = Button(self.tr("Look round with a made-up family"), act=self._look)
        return Card(self.tr("Just looking"), Label(guidance("front_door", "look_round"), wrap=True), self.buttons(look))

    def _elsewhere(self) -> QWidget:
        return Card(
            self.tr("Books from elsewhere"),
            Label(guidance("front_door", "elsewhere"), "small", "ink2", wrap=True),
            self.buttons(
                Button(self.tr("Open books somewhere else"), act=self._somewhere_else),
                Button(self.tr("Open a copy"), act=self._open_copy),
                Button(self.tr("Open a backup"), act=self._open_backup),
            ),
        )

    # --- the made-up family -----------------------------------------------------------------------------------------

    def _look(self) -> None:
        there = sample_folder(self.door.place)
        if there is not None:
            self.door.open_folder(there)
            return
        keep = guidance("front_door", "making_sample")
        self.work(self.tr("Making the made-up family’s books"), self._make, self._made, keep=keep, may_stop=True)

    def _make(self, progress: Progress) -> Path | None:
        if self.door.sample is None:
            return make_family(self.door.place, self.door.clock, progress)
        made = self.door.sample()
        return made if isinstance(made, Path) else sample_folder(self.door.place)

    def _made(self, folder: Path | None) -> None:
        if folder is not None:
            self.door.open_folder(folder)

    # --- from elsewhere ---------------------------------------------------------------------------------------------

    def _somewhere_else(self) -> None:
        self.desk.files.open_folder(self, self.tr("Choose the folder of the books"), self.door.open_folder)

    def _open_copy(self) -> None:
        from carerdesk.ui.front_door.elsewhere import CopyStep

        self.door.show_step(CopyStep(self.door))

    def _open_backup(self) -> None:
        from carerdesk.ui.front_door.elsewhere import BackupStep

        self.door.show_step(BackupStep(self.door))
