"""What is asked about a timesheet: when it was signed on paper, or who agrees to it on screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.hours.timesheet_signing import agree_hours, sign_timesheet
from carerdesk.services.hours.timesheets import TimesheetRow
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.fields import DateField, TextField
from carerdesk.ui.widgets.text import Label


class TimesheetForm(QWidget):
    """A small form below a timesheet's row, put away when it is done or thought better of."""

    def __init__(self, desk: Desk, row: TimesheetRow) -> None:
        super().__init__()
        self.desk, self.row = desk, row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter kept it already
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Take the question away."""
        self.hide()
        self.deleteLater()

    def lay_out(self, field: Answer[str] | DateField, note: Label, *buttons: Button) -> None:
        """The field, what is said below it, a warning where the sheet is not complete, the buttons."""
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="s"))
        warning = self._warning()
        self.setLayout(Down(field, note, *([warning] if warning else ()), row, gap="s"))

    def _warning(self) -> Label | None:
        lacks = self.row.lacks(self.desk.today())
        if not lacks:
            return None
        words = self.tr("This sheet is not complete. {lacks} Signed now, it is signed again once hours change.")
        return Label(words.format(lacks=lacks), "small", "attention", wrap=True)


class Signing(TimesheetForm):
    """When it was signed, and a scan of it."""

    def __init__(self, desk: Desk, row: TimesheetRow) -> None:
        super().__init__(desk, row)
        assert row.id is not None
        self._sheet_id = row.id
        self._scan: Path | None = None
        self.day = DateField(f"{self.tr('Signed by')} {row.first_name} {self.tr('on')}", desk.today())
        self.day.set_value(desk.today())
        self._file = Label(self.tr("No scan chosen. It may be added now or not at all."), "small", "ink2", wrap=True)
        self.lay_out(
            self.day, self._file,
            Button(self.tr("Choose the scan or photo"), icon="paperclip", act=self._choose),
            Button(self.tr("Keep as signed"), icon="check", act=self._keep),
            Button(self.tr("Not signed yet"), act=self.put_away),
        )  # fmt: skip
        self.day.entered.connect(self._keep)

    def take_focus(self) -> None:
        """Put the cursor into the day."""
        self.day.take_focus()

    def _choose(self) -> None:
        self.desk.files.open_files(self, self.tr("The signed timesheet"), PHOTOS_AND_PDF, self._chosen)

    def _chosen(self, paths: Sequence[Path]) -> None:
        self._scan = paths[0]
        self._file.setText(f"{self.tr('Scan')}: {paths[0].name}")

    def _keep(self) -> None:
        fields = {"signed_on": self.day}
        day = self.day.value()
        if not self.desk.understood(fields) or day is None:
            return
        scan, name = (self._scan.read_bytes(), self._scan.name) if self._scan else (None, "")
        self.desk.report(sign_timesheet(self.desk.books, self._sheet_id, day, scan, name), fields)


class Agreeing(TimesheetForm):
    """Who agrees to it, here on the screen; the time is now."""

    def __init__(self, desk: Desk, row: TimesheetRow) -> None:
        super().__init__(desk, row)
        self._name_of = TextField(self.tr("Agreed by"))
        self._name_of.set_value(row.worker)
        words = guidance("rota", "agree_on_screen", worker=row.first_name, hours=row.words)
        self.lay_out(
            self._name_of, Label(words, "small", "ink2", wrap=True),
            Button(self.tr("Keep as agreed now"), icon="check", act=self._keep),
            Button(self.tr("Not agreed yet"), act=self.put_away),
        )  # fmt: skip
        self._name_of.entered.connect(self._keep)

    def take_focus(self) -> None:
        """Put the cursor into the name."""
        self._name_of.take_focus()

    def _keep(self) -> None:
        by = self._name_of.value() or ""
        row = self.row
        outcome = agree_hours(self.desk.books, row.worker_id, row.first, row.last, by)
        self.desk.report(outcome, {"signed_by": self._name_of})
