"""Opening a copy carried from another computer, or a backup."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.books.copies import COPY_ENDING, FoundBackup, backups_in, open_a_backup, open_a_copy
from carerdesk.services.books.opening import KnownProblem
from carerdesk.services.outcome import Rejected
from carerdesk.ui.background import Progress
from carerdesk.ui.front_door.parts import Unlocking
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, ListCard
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor

_KEYS = frozenset({"wrong_password", "wrong_recovery_code", "needs_password", "empty_password"})
_SHOWN = 30


class _Unpacking(Step):
    """Asks for password or code, then opens."""

    def __init__(self, door: FrontDoor) -> None:
        super().__init__(door)
        self._key = Unlocking()
        self.fields = self._key.fields

    def begin(self) -> None:
        """At the way back: there is a file to choose first."""
        self.begin_at_top()

    def _make(self, how: dict[str, str | None]) -> Books:
        raise NotImplementedError

    def _open(self) -> None:
        if not self._key.is_filled():
            self.desk.report(Rejected(self._key.problems()), self.fields)
            return
        how = self._key.how()

        def work(_progress: Progress) -> Books:
            return self._make(how)

        self.work(self.tr("Opening the books"), work, self.door.enter, self._refused)

    def _refused(self, problem: KnownProblem) -> None:
        self.refuse(problem, self._key.field_now if problem.code in _KEYS else "")


class CopyStep(_Unpacking):
    """The file of a copy, and its password."""

    def __init__(self, door: FrontDoor) -> None:
        super().__init__(door)
        self._file: Path | None = None
        self._chosen = Label(self.tr("No file chosen yet"), tone="ink2", wrap=True)
        choose = Button(self.tr("Choose the copy"), icon="copy", act=self._choose)
        card = Card("", self._chosen, Across(choose, None), self._key, gap="l")
        row = self.buttons(Button(self.tr("Open the copy"), "primary", act=self._open))
        self.ask(self.tr("Open a copy"), guidance("front_door", "open_copy"), card, row, back=door.welcome)

    def _choose(self) -> None:
        kinds = self.tr("Copies of books") + f" (*{COPY_ENDING})"
        self.desk.files.open_files(self, self.tr("Choose the copy"), kinds, self._take)

    def _take(self, files: Sequence[Path]) -> None:
        self._file = files[0]
        self._chosen.setText(files[0].name)
        self._key.password.take_focus()

    def _open(self) -> None:
        if self._file is None:
            self.desk.report(Rejected((Problem("", "nothing_to_open"),)), self.fields)
            return
        super()._open()

    def _make(self, how: dict[str, str | None]) -> Books:
        assert self._file is not None
        return open_a_copy(self._file, self.door.place, self.door.clock, **how)


class BackupStep(Step):
    """The folder backups are in, then which of them."""

    def __init__(self, door: FrontDoor) -> None:
        super().__init__(door)
        self._found = Card("")
        self._found.hide()
        choose = Button(self.tr("Choose the folder"), "primary", icon="hard-drive", act=self._choose)
        words = guidance("front_door", "open_backup")
        self.ask(self.tr("Open a backup"), words, self.buttons(choose), self._found, back=door.welcome)

    def _choose(self) -> None:
        self.desk.files.open_folder(self, self.tr("Choose the folder with the backups"), self._take)

    def _take(self, folder: Path) -> None:
        found = backups_in(folder)
        if not found:
            self.desk.report(Rejected((Problem("", "no_backups_found", {"name": folder.name}),)))
            return
        self.problems.put_away()
        self._found.clear()
        self._found.add(Label(self.tr("Which backup?"), "title"))
        self._found.add(ListCard(*(self._row(one) for one in found[:_SHOWN]), title=self.tr("Backups")))
        self._found.show()
        self.lay_out(self._found)
        self._found.findChildren(DueRow)[0].setFocus()

    def _row(self, one: FoundBackup) -> DueRow:
        at = one.at.astimezone()
        when = f"{full_date(at.date())}, {at:%H:%M}"
        return DueRow("hard-drive", when, one.name, self.tr("Open"), act=partial(self._unlock, one, when))

    def _unlock(self, one: FoundBackup, when: str) -> None:
        self.door.open_backup(one, when)


class BackupKeyStep(_Unpacking):
    """The password of one backup."""

    def __init__(self, door: FrontDoor, backup: FoundBackup, when: str) -> None:
        super().__init__(door)
        self._backup = backup
        row = self.buttons(Button(self.tr("Open the backup"), "primary", act=self._open))
        why = guidance("front_door", "backup_password", when=when)
        title = self.tr("Open a backup of {name}").format(name=backup.name)
        self.ask(title, why, Card("", self._key, gap="l"), row, back=lambda: door.show_step(BackupStep(door)))

    def begin(self) -> None:
        """In the password."""
        self._key.password.take_focus()

    def _make(self, how: dict[str, str | None]) -> Books:
        return open_a_backup(self._backup, self.door.place, self.door.clock, **how)
