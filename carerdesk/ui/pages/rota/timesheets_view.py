"""Timesheets by pay period: print, and say that they were signed on paper or agreed on screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.services.hours.timesheets import (
    NOT_PRINTED,
    ON_PAPER,
    ON_SCREEN,
    SIGNED,
    TimesheetRow,
    list_timesheets,
    make_timesheet,
    sign_timesheet,
    timesheet_pdf,
)
from carerdesk.services.outcome import Done
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Chip, Label, Rule

_TONES = {NOT_PRINTED: "quiet", SIGNED: "good"}


class TimesheetsView(QWidget):
    """Every PA's last periods, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = Down(gap="m")
        self.setLayout(self._column)
        self._signing: _Signing | None = None
        rows = list_timesheets(desk.books)
        if not rows:
            self._column.add(
                EmptyPage(
                    "calendar-days",
                    self.tr("No timesheets yet"),
                    guidance("rota", "no_timesheets"),
                    self.tr("Go to People"),
                    lambda: desk.go("people"),
                )
            )
        for (first, last), found in groupby(rows, key=lambda row: (row.first, row.last)):
            self._column.add(self._period(span(first, last), list(found)))

    def _period(self, title: str, rows: Sequence[TimesheetRow]) -> Card:
        card = Card(title, gap="s")
        for at, row in enumerate(rows):
            if at:
                card.add(Rule())
            card.add(self._row(row))
        return card

    def _row(self, row: TimesheetRow) -> QWidget:
        holder = QWidget()
        words = Down(
            Across(Label(row.worker, "strong"), Chip(row.state, _TONES.get(row.state, "attention")), None), gap=2
        )
        words.add(Label(self._second(row), "small", "ink2", wrap=True))
        if row.changed:
            words.add(
                Label(self.tr("Hours changed since it was printed. Print it again."), "small", "attention", wrap=True)
            )
        body = Down(words, self._buttons(row, holder), gap="s")
        holder.setLayout(body)
        return holder

    @staticmethod
    def _second(row: TimesheetRow) -> str:
        parts = [row.words]
        if row.waiting:
            parts.append(f"{row.waiting} shift{'s' * (row.waiting != 1)} to confirm first")
        if row.code:
            parts.append(f"code {row.code}")
        if row.signed_on is not None:
            scans = f", with {row.scans} scan{'s' * (row.scans != 1)}" if row.scans else ""
            parts.append(f"{row.signed_how} {long_date(row.signed_on)}{scans}")
        return ". ".join(part[0].upper() + part[1:] for part in parts) + "."

    def _buttons(self, row: TimesheetRow, holder: QWidget) -> QWidget:
        whose = f"{row.worker}, {span(row.first, row.last)}"
        shown: list[QWidget] = [
            Button(self.tr("Print"), name=f"{self.tr('Print')}: {whose}", act=partial(self._print, row))
        ]
        if row.id is not None and row.state != SIGNED and not row.changed:
            shown += [
                Button(
                    self.tr("Signed on paper"), name=f"{self.tr('Signed on paper')}: {whose}",
                    act=partial(self._ask, row, holder),
                ),
                Button(
                    self.tr("Agreed on screen"), name=f"{self.tr('Agreed on screen')}: {whose}",
                    act=partial(self._agree, row),
                ),
            ]  # fmt: skip
        buttons = QWidget()
        buttons.setLayout(Flow(*shown, gap="s"))
        return buttons

    def _print(self, row: TimesheetRow) -> None:
        outcome = make_timesheet(self._desk.books, row.worker_id, row.first, row.last)
        if not isinstance(outcome, Done) or outcome.id is None:
            self._desk.report(outcome)
            return
        data = timesheet_pdf(self._desk.books, outcome.id)
        name = f"Timesheet {row.worker} {row.last.isoformat()}.pdf"
        desk = self._desk

        def save(path: Path) -> None:
            path.write_bytes(data)
            desk.report(outcome)

        desk.files.save_file(self, self.tr("Save the timesheet, to print it"), name, save)

    def _agree(self, row: TimesheetRow) -> None:
        assert row.id is not None
        self._desk.report(sign_timesheet(self._desk.books, row.id, self._desk.today(), ON_SCREEN))

    def _ask(self, row: TimesheetRow, holder: QWidget) -> None:
        if self._signing is not None:
            self._signing.put_away()
        self._signing = _Signing(self._desk, row)
        body = holder.layout()
        assert isinstance(body, Down)
        body.add(self._signing)
        self._signing.show()
        self._signing.day.take_focus()


class _Signing(QWidget):
    """When it was signed, and a scan of it."""

    def __init__(self, desk: Desk, row: TimesheetRow) -> None:
        super().__init__()
        self._desk, self._row = desk, row
        self._scan: Path | None = None
        self.day = DateField(f"{self.tr('Signed by')} {row.first_name} {self.tr('on')}", desk.today())
        self.day.set_value(desk.today())
        self._file = Label(self.tr("No scan chosen. It may be added now or not at all."), "small", "ink2", wrap=True)
        choose = Button(self.tr("Choose the scan or photo"), icon="paperclip", act=self._choose)
        keep = Button(self.tr("Keep as signed"), icon="check", act=self._keep)
        row_of_buttons = QWidget()
        row_of_buttons.setLayout(Flow(choose, keep, Button(self.tr("Not signed yet"), act=self.put_away), gap="s"))
        self.setLayout(Down(self.day, self._file, row_of_buttons, gap="s"))
        self.day.entered.connect(self._keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter kept it already
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Take the question away."""
        self.hide()
        self.deleteLater()

    def _choose(self) -> None:
        self._desk.files.open_files(self, self.tr("The signed timesheet"), PHOTOS_AND_PDF, self._chosen)

    def _chosen(self, paths: Sequence[Path]) -> None:
        self._scan = paths[0]
        self._file.setText(f"{self.tr('Scan')}: {paths[0].name}")

    def _keep(self) -> None:
        fields = {"signed_on": self.day}
        day = self.day.value()
        if not self._desk.understood(fields) or day is None:
            return
        assert self._row.id is not None
        scan, name = (self._scan.read_bytes(), self._scan.name) if self._scan else (None, "")
        self._desk.report(sign_timesheet(self._desk.books, self._row.id, day, ON_PAPER, scan, name), fields)
