"""The days of the week as boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from carerdesk.domain.dates import DAYS
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Flow


class WeekdaysField(Answer[Sequence[int]]):
    """Seven boxes, Monday first; the value is the numbers of those ticked, Monday is 0. `touched` once a person did."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self.touched = False
        self._boxes = [self._box(day) for day in DAYS]
        holder = QWidget()
        holder.setLayout(Flow(*self._boxes, gap="l"))
        self._body.add(holder)
        self.fold_freely()
        self._name()
        self.restyle(look())

    def value(self) -> Sequence[int] | None:
        found = [at for at, box in enumerate(self._boxes) if box.isChecked()]
        return found or None

    def set_value(self, value: Sequence[int] | None) -> None:
        for at, box in enumerate(self._boxes):
            box.setChecked(at in (value or ()))

    def restyle(self, chosen: Look) -> None:
        """Take the font."""
        for box in self._boxes:
            box.setFont(chosen.font())

    def _box(self, day: str) -> QCheckBox:
        box = QCheckBox(day)
        box.setObjectName(f"{self.label}: {day}")
        box.clicked.connect(self._ticked)
        return box

    def _ticked(self, _checked: bool) -> None:
        self.touched = True
        self.changed.emit()

    def _name(self) -> None:
        for box in self._boxes:
            box.setAccessibleName(f"{self.label}: {box.text()}")

    def _target(self) -> QWidget:
        return self._boxes[0]
