"""One day of the week, opened: who is where in plain words, and the day copied to others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month, monday_of
from carerdesk.domain.listed import listed
from carerdesk.domain.typed import read_date
from carerdesk.services.hours.copy_day import copy_day
from carerdesk.services.rota.where import who_is_where
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Flow, beside_fields
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.fields import Field
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Label


class DaysField(Field[tuple[date, ...]]):
    """One day or several: "wed, thu", "1 December". A bare weekday is of the week in view."""

    characters = 24

    def __init__(self, label: str, today: date, week_of: date) -> None:
        self._today, self._week_of = today, week_of
        super().__init__(label)

    def read(self, text: str) -> tuple[date, ...] | None:
        parts = [part for part in text.replace(" and ", ",").replace(";", ",").split(",") if part.strip()]
        days = [read_date(part, self._today, self._week_of) for part in parts]
        return tuple(day for day in days if day is not None) if days and None not in days else None

    def write(self, value: tuple[date, ...]) -> str:
        return ", ".join(f"{day.day}/{day.month}/{day.year}" for day in value)

    def say(self, value: tuple[date, ...]) -> str:
        return listed(day_and_month(day) for day in value)

    def unread(self) -> str:
        return f"{self.label} must be days, like wed, thu or 1 December"


class DayPanel(FormCard):
    """A day in words, to be read out or copied to other days. `close` is called when it is done with."""

    def __init__(self, desk: Desk, day: date, close: Callable[[], object]) -> None:
        self._desk, self._day, self._close = desk, day, close
        self._copy_button = Button(self.tr("Copy the day"), icon="copy", act=self._copy)
        super().__init__("", main=self._copy_button, gap="s")
        self.setAccessibleName(day_and_month(day))
        self.to_days = DaysField(self.tr("Copy these shifts to"), desk.today(), monday_of(day))
        words = who_is_where(desk.books, day, day)[0]
        head = Across(gap="s")
        head.addWidget(Label(words.heading, "title", wrap=True), 1)
        head.add(Button("", "quiet", icon="x", name=self.tr("Close the day"), act=close))
        self.add(head)
        self.add(Label(" ".join(words.sentences), tone="ink2" if words.quiet else "", wrap=True))
        row = QWidget()
        row.setLayout(Flow(self.to_days, beside_fields(self._copy_button), gap="s"))
        self.add(row)

    @property
    def day(self) -> date:
        """The day that is open."""
        return self._day

    def begin(self) -> None:
        """Put the cursor into it."""
        self.to_days.take_focus()
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.to_days))  # once the panel has its place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def _copy(self) -> None:
        fields = {"to_days": self.to_days}
        if not self._desk.understood(fields):
            return
        outcome = copy_day(self._desk.books, self._day, self.to_days.value() or ())
        if self._desk.report(outcome, fields):
            self._close()
