"""The one dialog for what nobody foresaw: the work is safe, and here are details to send on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.dialog import HouseDialog
from carerdesk.ui.widgets.text import Label, translated


class TroubleDialog(HouseDialog):
    """`saved_at` such as "14:32"; `details` hold no names, amounts or account numbers."""

    def __init__(self, parent: QWidget, saved_at: str, details: str) -> None:
        super().__init__(parent, translated("TroubleDialog", "Something went wrong in CarerDesk"))
        self._details = details
        self._words = QPlainTextEdit(details)
        self._words.setReadOnly(True)
        self._words.setAccessibleName(self.tr("Details of what went wrong"))
        self._copied = Label("", "small", "good")
        self._copied.say("")
        saved = self.tr("Your work up to {time} is saved. What you did last may not be.")
        self.body.add(Label(self.tr("Something went wrong in CarerDesk"), "title", wrap=True))
        self.body.add(Label(saved.format(time=saved_at), wrap=True))
        self.body.add(
            Label(self.tr("The details hold no names, amounts or account numbers."), "small", "ink2", wrap=True)
        )
        self.body.add(self._words, self._copied)
        carry_on = Button(self.tr("Carry on"), "primary", act=self.accept)
        self.body.add(Across(carry_on, Button(self.tr("Copy the details"), icon="copy", act=self._copy), None))
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Wide enough to read."""
        self.setMinimumWidth(chosen.size(460))
        self._words.setFixedHeight(chosen.size(140))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details)
        self._copied.say(self.tr("Copied. You can paste it into an e-mail to us."))
