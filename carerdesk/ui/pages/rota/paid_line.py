"""A line for hours that were paid already, with the way to where they are put right."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.services.hours.paid import PaidOn, paid_on
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Icon, Label


class PaidLine(QWidget):
    """Says when a PA's day was paid, and leads to its payslip. Hidden for days that were not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._paid: PaidOn | None = None
        self._words = Label("", "small", "attention", wrap=True)
        row = Across(Icon("lock", "attention", 16), gap="s")
        row.addWidget(self._words, 1)
        row.add(Button(self.tr("Put it right in Pay"), icon="banknote", act=self._go))
        self.setLayout(row)
        self.hide()

    def look(self, worker_id: int, day: date) -> bool:
        """Show itself where the day was paid; says whether it was."""
        self._paid = paid_on(self._desk.books, worker_id, day)
        if self._paid is not None:
            self._words.setText(guidance("rota", "paid_already", payday=day_and_month(self._paid.payday)))
        self.setVisible(self._paid is not None)
        return self._paid is not None

    def _go(self) -> None:
        if self._paid is not None:
            self._desk.go("pay", put_right=self._paid.payslip_id)
