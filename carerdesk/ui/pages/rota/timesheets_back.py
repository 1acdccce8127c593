"""Signed sheets that come back: choose the files, see which timesheet each page is, keep them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.services.hours.timesheet_scans import (
    ReadSheets,
    SheetBack,
    SheetFile,
    keep_signed_sheets,
    page_picture,
    read_signed_sheets,
)
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.timesheets_page_row import PageRow
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, ListCard
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.background import Progress

_SMALL_PICTURE = 320
Pictures = dict[int, bytes | None]


class SheetsBackView(QWidget):
    """Two steps: which files, and what they are. Nothing is kept before the last button."""

    def __init__(self, desk: Desk, bar: Callable[..., object], finished: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._bar, self._finished = desk, bar, finished
        self._read: ReadSheets | None = None
        self._rows: list[PageRow] = []
        self._column = Down(gap="l")
        self.setLayout(self._column)
        self._ask_files()

    # --- 1: which files -----------------------------------------------------------------------------------------------

    def _ask_files(self) -> None:
        self._read = None
        self._bar()
        self._column.clear()
        drop = DropZone(
            self.tr("Drop the signed sheets here"), guidance("rota", "sheets_back_drop"), self._desk.files,
            self.take_files, icon="upload", button=self.tr("Choose the files"),
        )  # fmt: skip
        self._column.add(drop)
        drop.choose.setFocus()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these files."""
        files, unread = [], []
        for path in paths:
            try:
                files.append(SheetFile(path.name, path.read_bytes()))
            except OSError:
                unread.append(path.name)
        if unread:
            self._desk.say(self.tr("{files} could not be opened.").format(files=", ".join(unread)))
        if files:
            self._look(files)

    def _look(self, files: Sequence[SheetFile]) -> None:
        books = self._desk.books

        def work(progress: Progress) -> tuple[ReadSheets, Pictures]:
            read = read_signed_sheets(books, files, progress)
            return read, {at: page_picture(read, page, _SMALL_PICTURE) for at, page in enumerate(read.pages)}

        self._desk.run(self.tr("Reading the sheets"), work, self._show)

    # --- 2: what they are ---------------------------------------------------------------------------------------------

    def _show(self, found: tuple[ReadSheets, Pictures]) -> None:
        self._read, pictures = found
        read = self._read
        self._rows = [PageRow(read, at, pictures[at], self._told) for at in range(len(read.pages))]
        self._column.clear()
        self._main = Button("", "primary", act=self._keep)
        if read.refused:
            words = (_refused(name, problem_words(problem)) for name, problem in read.refused)
            self._column.add(Card(self.tr("Files that could not be read"), *words))
        self._day = DateField(self.tr("Signed on"), self._desk.today())
        self._day.set_value(read.signed_on)
        if self._rows:
            self._column.add(Card("", self._day), ListCard(*self._rows, title=self.tr("Pages")))
        again = Button(self.tr("Choose other files"), act=self._ask_files)
        note = Label(self.tr("Nothing is kept yet."), "small", "ink2")
        self._bar(*([self._main, again, note] if self._rows else [again]))
        self._told()
        (self._main if self._rows else again).setFocus()

    def _told(self) -> None:
        """Name the button by what it keeps."""
        count = len(self._by_sheet())
        one, many = self.tr("Keep 1 timesheet as signed"), self.tr("Keep {count} timesheets as signed")
        words = one if count == 1 else many.format(count=count)
        self._main.rename(words if count else self.tr("Keep as signed"))

    def _by_sheet(self) -> dict[int, list[PageRow]]:
        found: dict[int, list[PageRow]] = {}
        for row in self._rows:
            if row.chosen is not None:
                found.setdefault(row.chosen, []).append(row)
        return found

    def _keep(self) -> None:
        assert self._read is not None
        fields = {"signed_on": self._day} | {
            f"signed_on:{row.chosen}": row.own_day for row in self._rows if row.own_day is not None
        }
        if not self._desk.understood(fields):
            return
        for sheet in self._by_sheet():
            fields.setdefault(f"signed_on:{sheet}", self._day)
        back = [self._back(sheet, rows) for sheet, rows in self._by_sheet().items()]
        if self._desk.report(keep_signed_sheets(self._desk.books, self._read, back), fields):
            self._finished()

    def _back(self, sheet: int, rows: Sequence[PageRow]) -> SheetBack:
        own = next((day for row in rows if (day := row.day()) is not None), None)
        on: date | None = None if rows[0].is_signed else own or self._day.value()
        return SheetBack(sheet, tuple(row.at for row in rows), on)


def _refused(name: str, words: str) -> Label:
    return Label(words if name in words else f"{name}: {words}", "small", "attention", wrap=True)
