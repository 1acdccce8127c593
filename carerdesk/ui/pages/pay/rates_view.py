"""Tax, wage and benefit rates: how far they are known, and bringing in those of a new year from a checked file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.outcome import Rejected
from carerdesk.services.rates.bringing_in import (
    KeptFile,
    NewRate,
    RatesPreview,
    bring_in_rates,
    kept_files,
    known_to,
    look_at_rates,
    take_out_rates,
)
from carerdesk.ui.models.table import Column, Two
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.text import Chip, Label

RATE_FILES = "Rates (*.toml);;All files (*)"


def rate_words(kind: str) -> str:
    """A rate's name in words: "ni.rate.A" is National Insurance, rate, A."""
    words = kind.replace("_", " ").split(".")
    first = {"ni": "National Insurance", "ssp": "Sick pay"}.get(words[0], words[0].capitalize())
    return ", ".join([first, *words[1:]])


class RatesView(QWidget):
    """How far rates are known; a file that is brought in is looked at figure by figure before it counts."""

    def __init__(self, desk: Desk, show: Callable[[RatesPreviewView], object]) -> None:
        super().__init__()
        self.desk, self._show_preview = desk, show
        known = Card(
            self.tr("What is known"),
            Label(
                self.tr("Tax, wage and benefit rates are known to {day}.").format(day=long_date(known_to(desk.books))),
                wrap=True,
            ),
            Label(guidance("pay", "rates_known"), "small", "ink2", wrap=True),
        )
        drop = DropZone(
            self.tr("Drop a file of rates here"), guidance("pay", "rates_file"), desk.files, self._look,
            kinds=RATE_FILES, icon="upload", button=self.tr("Choose a file of rates"),
        )  # fmt: skip
        self.setLayout(Down(known, *self._files(kept_files(desk.books)), drop, None, gap="m"))

    def _files(self, files: Sequence[KeptFile]) -> list[Card]:
        return [Card(self.tr("Brought in"), *(self._file(one) for one in files))] if files else []

    def _file(self, one: KeptFile) -> QWidget:
        words = self.tr("{name}: {first} to {last}, brought in on {day}").format(
            name=one.name, first=long_date(one.first), last=long_date(one.last), day=long_date(one.brought_in)
        )
        out = Button(self.tr("Take out"), "small", name=self.tr("Take out {name}").format(name=one.name))
        out.clicked.connect(partial(self._take_out, one.id))
        row = QWidget()
        row.setLayout(Across(Label(words, wrap=True), None, out))
        return row

    def _take_out(self, file_id: int) -> None:
        self.desk.report(take_out_rates(self.desk.books, file_id))

    def _look(self, paths: Sequence[Path]) -> None:
        found = look_at_rates(self.desk.books, paths[0])
        if isinstance(found, Rejected):
            self.desk.report(found)
        else:
            self._show_preview(RatesPreviewView(self.desk, found))


class RatesPreviewView(QWidget):
    """Every figure of a file beside the one it follows."""

    def __init__(self, desk: Desk, preview: RatesPreview) -> None:
        super().__init__()
        self.desk, self.preview = desk, preview
        column = Down(gap="m")
        if preview.lacking:
            column.add(self._lacking())
        table = Register(self.tr("Rates in the file"), self._columns(), find=self.tr("Find a rate"))
        table.set_rows(preview.rates)
        column.add(table)
        self.setLayout(column)

    def _columns(self) -> list[Column[NewRate]]:
        return [
            Column(self.tr("Rate"), lambda row: Two(rate_words(row.kind), row.unit), 0),
            Column(self.tr("Before"), lambda row: row.before or self.tr("None"), 260),
            Column(self.tr("New"), _new, 260),
            Column(self.tr("From"), lambda row: row.first, 110, drop_below=60),
        ]

    def _lacking(self) -> Card:
        names = "; ".join(rate_words(kind) for kind in self.preview.lacking)
        words = self.tr("After {day} these are not known, and what needs them will be refused: {names}.").format(
            day=long_date(self.preview.first), names=names
        )
        missing = self.tr("Not in the file")
        return Card("", Across(Chip(missing, "attention"), None), Label(words, wrap=True))

    def keep(self) -> bool:
        """Bring the rates in; whether that was done."""
        return self.desk.report(bring_in_rates(self.desk.books, self.preview))


def _new(row: NewRate) -> Two:
    if not row.confirmed:
        return Two(row.now, "not confirmed")
    return Two(row.now, "as before" if row.now == row.before else "")
