"""A month to choose a day from: the second way to give a date, never the only one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.domain.dates import DAYS, MONTHS, add_months, full_date, monday_of
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.dialog import HouseDialog
from carerdesk.ui.widgets.text import Label, translated

_WEEKS = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTH_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class _Day(Button):
    """One day; the arrow keys move on from it."""

    def __init__(self, day: date, choose: Callable[[date], object], move: Callable[[date], object]) -> None:
        super().__init__(str(day.day), "quiet", name=full_date(day), act=lambda: choose(day))
        self._day, self._move = day, move

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(self._day + timedelta(days=_STEPS[key]))
        elif key in _MONTH_STEPS:
            self._move(add_months(self._day, _MONTH_STEPS[key]))
        else:
            super().keyPressEvent(event)


class CalendarDialog(HouseDialog):
    """A month of days; choosing one closes it and tells `choose`."""

    def __init__(self, parent: QWidget, label: str, shown: date, today: date, choose: Callable[[date], object]) -> None:
        super().__init__(parent, translated("CalendarDialog", "Calendar for {label}").format(label=label))
        self._today, self._tell, self._first = today, choose, shown.replace(day=1)
        self._name = Label("", "lead")
        before = Button("", "quiet", icon="chevron-left", name=self.tr("Month before"), act=lambda: self._turn(-1))
        after = Button("", "quiet", icon="chevron-right", name=self.tr("Month after"), act=lambda: self._turn(1))
        self._days = QWidget()
        self._grid = QGridLayout(self._days)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.body.add(Down(Across(before, None, self._name, None, after), self._days))
        self.body.add(Across(None, Button(self.tr("Close the calendar"), act=self.reject)))
        self._show(shown)

    def restyle(self, chosen: Look) -> None:
        """Nothing is sized here beyond its parts."""
        self._grid.setSpacing(chosen.space(2))

    def _turn(self, months: int) -> None:
        self._show(add_months(self._first, months), focus=False)

    def _show(self, day: date, *, focus: bool = True) -> None:
        self._first = day.replace(day=1)
        self._name.setText(f"{MONTHS[day.month - 1]} {day.year}")
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for at, name in enumerate(DAYS):
            self._grid.addWidget(Label(name[:2], "small", "ink2"), 0, at, Qt.AlignmentFlag.AlignHCenter)
        start = monday_of(self._first)
        for at in range(_WEEKS * 7):
            self._put(start + timedelta(days=at), at, chosen=day if focus else None)
        self.restyle(look())

    def _put(self, day: date, at: int, *, chosen: date | None) -> None:
        button = _Day(day, self._choose, self._show)
        if day == self._today:
            button.setProperty("kind", "plain")
            button.setAccessibleName(self.tr("{day}, today").format(day=full_date(day)))
        button.setEnabled(day.month == self._first.month)
        self._grid.addWidget(button, 1 + at // 7, at % 7)
        if day == chosen:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, day: date) -> None:
        self.accept()
        self._tell(day)
