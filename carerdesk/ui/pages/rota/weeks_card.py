"""Four weeks as a grid of days; as a list of days where text is large or the window small."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.domain.dates import span
from carerdesk.services.hours.views import FunderHours, Week
from carerdesk.services.rota.four_weeks import FourWeeks
from carerdesk.ui.pages.rota.day_cell import DayCell, spoken_day
from carerdesk.ui.theme import Look, look, tokens
from carerdesk.ui.widgets.arrange import Across, Down, Flow, window_in_em
from carerdesk.ui.widgets.buttons import RowButton
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule

_DAYS = 7
A_DAY = timedelta(days=1)


class WeeksCard(Sheet):
    """Shows four weeks. `press` gets the day that is pressed."""

    def __init__(self, weeks: FourWeeks, today: date, press: Callable[[date], object]) -> None:
        super().__init__(gap="s", pad="m")
        self.setAccessibleName(self.tr("Four weeks"))
        self._weeks, self._today, self._press = weeks, today, press
        self._wide: bool | None = None
        self.cells: list[DayCell] = []

    def focus_day(self, day: date) -> None:
        """Put the focus on a day."""
        for cell in self.cells:
            if cell.day == day:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_sight(cell)

    def restyle(self, _chosen: Look) -> None:
        """Look again at how much room there is."""
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.PolishRequest):
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = window_in_em(self) >= float(tokens()["breakpoint"]["two_columns"])
        if wide != self._wide:
            self._wide = wide
            self.clear()
            self.cells = []
            self._grid() if wide else self._list()

    # --- a grid -------------------------------------------------------------------------------------------------------

    def _grid(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(look().space(6))
        for row, week in enumerate(self._weeks.weeks):
            outings = week.outings
            for at in range(_DAYS):
                day = week.monday + at * A_DAY
                mine = [outing for outing in outings if outing.first.day == day]
                cell = DayCell(day, mine, self._press, is_today=day == self._today)
                cell.moved.connect(self._move)
                self.cells.append(cell)
                grid.addWidget(cell, row, at)
            grid.addWidget(self._sums(week), row, _DAYS)
            grid.setRowStretch(row, 1)
        for at in range(_DAYS):
            grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(_DAYS, look().size(168))
        self.body.addLayout(grid)

    def _sums(self, week: Week) -> QWidget:
        holder = QWidget()
        lines = Down(gap=2, pad=(4, 2, 0, 2))
        for hours in week.funders:
            lines.add(_funder(hours))
        if week.confirmed:
            lines.add(Across(Icon("circle-check", "good", 14), Label(self.tr("confirmed"), "small", "ink2"), None))
        lines.add(None)
        holder.setLayout(lines)
        return holder

    def _move(self, across: int, down: int) -> None:
        sender = self.sender()
        at = next((at for at, cell in enumerate(self.cells) if cell is sender), -1)
        to = at + across + _DAYS * down
        if at >= 0 and 0 <= to < len(self.cells):
            self.focus_day(self.cells[to].day)

    # --- a list -------------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        for at, week in enumerate(self._weeks.weeks):
            if at:
                self.add(Rule())
            self.add(Label(span(week.monday, week.monday + 6 * A_DAY), "lead"))
            sums = QWidget()
            sums.setLayout(Flow(*(_funder(hours) for hours in week.funders), gap="m"))
            self.add(sums)
            for day in (week.monday + step * A_DAY for step in range(_DAYS)):
                self.add(self._row(week, day))

    def _row(self, week: Week, day: date) -> RowButton:
        mine = [outing for outing in week.outings if outing.first.day == day]
        amber = any(outing.trouble for outing in mine)
        inside = Across(gap="s", pad=("s", 4, "s", 4))
        if amber:
            inside.add(Icon("triangle-alert", "attention", 16))
        words = Label(spoken_day(day, mine), "body", "" if mine else "ink2", wrap=True)
        inside.addWidget(words, 1)
        inside.add(Icon("chevron-right"))
        row = RowButton(spoken_day(day, mine), inside, height=24)
        row.clicked.connect(lambda _checked: self._press(day))
        return row


def _funder(hours: FunderHours) -> QWidget:
    holder = QWidget()
    row = Across(Chip(hours.short_name, hours.tone), gap="xs")
    if hours.is_over:
        row.add(Icon("triangle-alert", "attention", 14))
    row.add(Label(hours.short_words, "small", "attention" if hours.is_over else "ink2"), None)
    holder.setLayout(row)
    holder.setToolTip(hours.words)
    return holder
