"""A field for a few lines of words."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.answer import Answer


class _Notes(QPlainTextEdit):
    """Many lines. Tab moves on, and the wheel scrolls the page unless the person is writing here."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NotesField(Answer[str]):
    """A few lines of words."""

    def __init__(self, label: str, hint: str = "", *, optional: bool = False, lines: int = 4) -> None:
        super().__init__(label, hint, optional=optional)
        self._lines = lines
        self.edit = _Notes()
        self.edit.setObjectName(label)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._caption.setBuddy(self.edit)
        self._body.add(self.edit)
        self._name()
        self._describe()
        self.edit.textChanged.connect(self.changed)
        self.restyle(look())

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.edit.toPlainText()

    @text.setter
    def text(self, text: str) -> None:
        self.edit.setPlainText(text)

    def value(self) -> str | None:
        return self.text.strip() or None

    def set_value(self, value: str | None) -> None:
        self.text = value or ""

    def as_typed(self) -> object:
        return self.text

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as every field
        self.text = str(kept or "")

    def set_problem(self, words: str) -> None:
        super().set_problem(words)
        self.edit.setProperty("faulty", "true" if words else "false")
        repolish(self.edit)

    def restyle(self, chosen: Look) -> None:
        """As tall as its lines, as wide as is good to read."""
        self.edit.setFont(chosen.font())
        self.edit.setFixedHeight(self._lines * self.edit.fontMetrics().lineSpacing() + 2 * chosen.space(10))
        self.edit.setMaximumWidth(round(chosen.em * 40))

    def _target(self) -> QWidget:
        return self.edit
