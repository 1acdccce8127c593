"""The four-week side of the Rota room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import monday_of, span
from carerdesk.services.rota.four_weeks import WEEKS, FourWeeks, read_four_weeks
from carerdesk.ui.pages.rota.ways import PICTURE, Ways, other_way
from carerdesk.ui.pages.rota.week_head import WeekHead
from carerdesk.ui.pages.rota.weeks_card import WeeksCard
from carerdesk.ui.widgets.arrange import Across, Down, Flow, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Chip, Icon, Label, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage

FOUR_WEEKS = timedelta(weeks=WEEKS)


class WeeksRoom:
    """Four weeks from a Monday; a day pressed opens its week."""

    def __init__(self, page: RotaPage) -> None:
        self._page = page
        self._view: WeeksView | None = None

    def open_at(self, _place: dict[str, Any]) -> None:
        """The four weeks from the one the room is at, the way that is remembered."""
        self._view = None
        self.show()

    def show(self) -> None:
        """Show them, as they are now."""
        weeks = read_four_weeks(self._page.desk.books, self._page.monday)
        way = self._view.way if self._view is not None else ""
        self._view = WeeksView(self._page, weeks, way)
        self._page.show_view(self._view, self._head(weeks), again=self.show)

    def _head(self, weeks: FourWeeks) -> WeekHead:
        buttons = [
            Button("", icon="chevron-left", name=_tr("Four weeks before"), act=lambda: self._turn(-FOUR_WEEKS)),
            Button(_tr("From this week"), act=self._from_this_week),
            Button("", icon="chevron-right", name=_tr("Four weeks after"), act=lambda: self._turn(FOUR_WEEKS)),
            Button(_tr("Print or send"), icon="paperclip", act=self._print),
        ]
        title = f"{_tr('Four weeks')}, {span(weeks.first, weeks.last)}"
        return WeekHead(title, _state(weeks), *buttons, **self._page.way_back())

    def _turn(self, by: timedelta) -> None:
        self._go_to(self._page.monday + by)

    def _print(self) -> None:
        self._page.open_at(sheets=True, printed=WEEKS)

    def _from_this_week(self) -> None:
        self._go_to(monday_of(self._page.desk.today()))

    def _go_to(self, monday: date) -> None:
        self._page.monday = monday
        name = self._page.focused_button()
        self.show()
        self._page.focus_button(name)


class WeeksView(QWidget):
    """The four weeks, seen one way or another, and what they hold together."""

    def __init__(self, page: RotaPage, weeks: FourWeeks, way: str = "") -> None:
        super().__init__()
        self._page, self._weeks = page, weeks
        self._ways = Ways(page.desk, self._show, way)
        self._holder = QWidget()
        self._holder.setLayout(Down())
        self.setLayout(Down(Across(self._ways, None), self._holder, self._together(), gap="m"))
        self._show()

    @property
    def way(self) -> str:
        """The way they are seen."""
        return self._ways.way

    def _show(self) -> None:
        layout = self._holder.layout()
        assert isinstance(layout, Down)
        layout.clear()
        layout.add(self._seen())
        self._page.lay_out(self._holder)

    def _seen(self) -> QWidget:
        desk, weeks = self._page.desk, self._weeks
        if self._ways.way == PICTURE:
            return WeeksCard(weeks, desk.today(), self._open_day)
        return other_way(self._ways.way, desk, weeks.shifts, weeks.first, weeks.last, self._open_shift)

    def _open_day(self, day: date) -> None:
        mine = [shift for shift in self._weeks.shifts if shift.day == day]
        wants_look = next((shift for shift in mine if shift.trouble), None)
        if wants_look is not None:
            self._open_shift(wants_look.id)
        else:
            self._page.open_day(day)

    def _open_shift(self, shift_id: int) -> None:
        shift = next(shift for shift in self._weeks.shifts if shift.id == shift_id)
        self._page.open_at(day=shift.day, shift=shift_id)

    def _together(self) -> QWidget:
        holder = QWidget()
        words = Flow(gap="l")
        words.addWidget(Label(_tr("The four weeks together"), "smallstrong"))
        for hours in self._weeks.funders:
            each = QWidget()
            tone = "attention" if hours.is_over else ""
            row = Across(Chip(hours.short_name, hours.tone), gap=6)
            if hours.is_over:
                row.add(Icon("triangle-alert", "attention", 14))
            row.add(Label(hours.words, "small", tone))
            each.setLayout(row)
            words.addWidget(each)
        holder.setLayout(words)
        let_show(holder, bool(self._weeks.funders))
        return holder


def _state(weeks: FourWeeks) -> str:
    if not weeks.shifts:
        return _tr("Nobody is down to come in these weeks.")
    gaps, looks = weeks.gaps, weeks.looks
    parts = [
        _counted(gaps, _tr("1 gap to fill"), _tr("%1 gaps to fill")),
        _counted(looks, _tr("1 shift to look at"), _tr("%1 shifts to look at")),
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}." if said else _tr("No gaps, and nothing to look at.")


def _counted(count: int, one: str, more: str) -> str:
    return "" if not count else one if count == 1 else more.replace("%1", str(count))


def _tr(words: str) -> str:
    return translated("WeeksRoom", words)
