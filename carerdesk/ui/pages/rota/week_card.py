"""The week as a grid of seven days, or as a list of days where text is large or the window small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from carerdesk.domain.dates import DAYS, day_and_month
from carerdesk.services.hours.views import Outing, ShiftView, Week
from carerdesk.ui.pages.rota.card import NightCard, OutingCard
from carerdesk.ui.pages.rota.day_strip import Covered, DayStrip
from carerdesk.ui.theme import Look, look, tokens
from carerdesk.ui.widgets.arrange import Across, Down, Flow, window_in_em
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Chip, Label, Rule, translated

_PARTS_OF_A_DAY = 4  # the night lane: a sleep-in starts late on one day and ends early on the next
_DAYS = 7


class WeekCard(Sheet):
    """Shows a week. `press` gets the id of the first shift on a pressed card, `open_day` the day whose head it was."""

    def __init__(self, today: date, press: Callable[[int], object], open_day: Callable[[date], object]) -> None:
        super().__init__(gap="s", pad="m")
        self.setAccessibleName(self.tr("The week"))
        self._today, self._press, self._open_day = today, press, open_day
        self._week: Week | None = None
        self._wide: bool | None = None
        self._rows: list[list[OutingCard]] = []
        self._nights: list[OutingCard] = []

    @property
    def cards(self) -> tuple[OutingCard, ...]:
        """Every card, day by day and then the nights."""
        return (*(card for column in self._rows for card in column), *self._nights)

    def show_week(self, week: Week) -> None:
        """Show this week; the focus stays with its card where it was on one."""
        held = next((card.outing.first.id for card in self.cards if card.hasFocus()), None)
        self._week = week
        self._draw()
        if held is not None:
            self.focus_card(held)

    def focus_card(self, shift_id: int) -> None:
        """Put the focus on the card of a shift, where it is shown."""
        for card in self.cards:
            if any(shift.id == shift_id for shift in card.outing.shifts):
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_sight(card)

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
        if wide != self._wide and self._week is not None:
            self._draw()

    def _draw(self) -> None:
        assert self._week is not None
        self._wide = window_in_em(self) >= float(tokens()["breakpoint"]["two_columns"])
        self.clear()
        self._rows, self._nights = [[] for _ in range(_DAYS)], []
        if self._wide:
            self._grid(self._week)
        else:
            self._list(self._week)
        for card in self.cards:
            card.moved.connect(self._move)
            card.show()

    # --- seven columns ------------------------------------------------------------------------------------------------

    def _grid(self, week: Week) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().space("s"))
        grid.setVerticalSpacing(look().space(6))
        for at, day in enumerate(_days(week.monday)):
            grid.addWidget(_column(self._head(week, day, short=True)), 0, at)
            grid.addWidget(DayStrip(_covered(week, day)), 1, at)
            column = Down(gap=6)
            for outing in self._of_day(week, day, nights=False):
                column.add(self._card(outing, at))
            column.addStretch(1)
            grid.addWidget(_column(column), 2, at)
            grid.setColumnStretch(at, 1)
            grid.setColumnMinimumWidth(at, look().size(96))
        self.body.addLayout(grid)
        nights = [outing for outing in week.outings if outing.first.is_night]
        if nights:
            self.add(Rule())
            self.body.addLayout(self._lane(week, nights))

    def _lane(self, week: Week, nights: Iterable[Outing]) -> QGridLayout:
        lane = QGridLayout()
        lane.setHorizontalSpacing(0)
        lane.setVerticalSpacing(look().space("xs"))
        for at in range(_DAYS * _PARTS_OF_A_DAY):
            lane.setColumnStretch(at, 1)
        busy: list[int] = []
        for outing in nights:
            at = (outing.first.day - week.monday).days
            first = at * _PARTS_OF_A_DAY + (1 if at < _DAYS - 1 else 0)
            last = min((at + 2) * _PARTS_OF_A_DAY, _DAYS * _PARTS_OF_A_DAY)
            row = next((row for row, until in enumerate(busy) if until <= first), len(busy))
            busy[row : row + 1] = [last]
            card = NightCard(outing, self._press, narrow=at == _DAYS - 1)
            lane.addWidget(card, row, first, 1, last - first)
            self._nights.append(card)
        if nights_begin_after_monday(self._nights, week.monday):
            lane.addWidget(Label(self.tr("Nights"), "small", "ink2"), 0, 0, 1, _PARTS_OF_A_DAY)
        return lane

    # --- a list of days -----------------------------------------------------------------------------------------------

    def _list(self, week: Week) -> None:
        for at, day in enumerate(_days(week.monday)):
            if at:
                self.add(Rule())
            self.body.addLayout(self._head(week, day, short=False))
            self.add(DayStrip(_covered(week, day)))
            found = self._of_day(week, day, nights=True)
            if found:
                self.body.addLayout(Flow(*(self._sized(self._card(outing, at)) for outing in found), gap="s"))

    @staticmethod
    def _sized(card: OutingCard) -> OutingCard:
        card.setFixedWidth(look().size(290 if isinstance(card, NightCard) else 250))
        return card

    # --- both ---------------------------------------------------------------------------------------------------------

    def _head(self, week: Week, day: date, *, short: bool) -> QLayout:
        note, is_today = week.note_of(day), day == self._today
        words = f"{DAYS[day.weekday()][:3]} {day.day}" if short else day_and_month(day)
        row = Across(DayHead(day, words, self._open_day, note.spoken), gap="xs")
        if is_today:
            row.add(Chip(self.tr("Today"), "good"))
        row.add(None)
        head = Down(row, gap=0)
        for line in (note.bank_holiday, *note.off):
            if line:
                head.add(Label(line, "small", "ink2", wrap=True))
        head.add(None)
        return head

    @staticmethod
    def _of_day(week: Week, day: date, *, nights: bool) -> list[Outing]:
        return [o for o in week.outings if o.first.day == day and (nights or not o.first.is_night)]

    def _card(self, outing: Outing, column: int) -> OutingCard:
        card = NightCard(outing, self._press) if outing.first.is_night else OutingCard(outing, self._press)
        self._rows[column].append(card)
        return card

    def _move(self, across: int, down: int) -> None:
        card = self.sender()
        if isinstance(card, OutingCard):
            wanted = _beside(card, [column for column in self._rows if column], self._nights, across, down)
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_sight(wanted)


class DayHead(Button):
    """The name of a day, which opens it."""

    def __init__(self, day: date, words: str, open_day: Callable[[date], object], note: str = "") -> None:
        name = translated("WeekCard", "Open %1").replace("%1", day_and_month(day))
        name = f"{name}, {note}" if note else name
        super().__init__(words, "link", name=name, act=partial(open_day, day))

    def restyle(self, chosen: Look) -> None:
        """A heading that can be pressed."""
        super().restyle(chosen)
        self.setFont(chosen.font("strong"))


def _column(inside: QLayout) -> QWidget:
    """A day's cards, as wide as the week gives them and no wider: seven days are alike."""
    holder = QWidget()
    holder.setLayout(inside)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def nights_begin_after_monday(nights: Sequence[OutingCard], monday: date) -> bool:
    """Whether the place of the lane's own name is free."""
    return all(card.outing.first.day > monday for card in nights)


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=at) for at in range(_DAYS)]


def _covered(week: Week, day: date) -> list[Covered]:
    shifts: Iterable[ShiftView] = (*week.spilling, *week.shifts)
    return [
        Covered(stretch.first, stretch.last, shift.shares[0].tone if shift.shares else "quiet", shift.needs_cover)
        for shift in shifts
        for stretch in shift.stretches
        if stretch.day == day
    ]


def _beside(
    card: OutingCard, columns: list[list[OutingCard]], nights: list[OutingCard], across: int, down: int
) -> OutingCard | None:
    """The next card in a direction: columns are days, nights lie below them all."""
    lanes = dict(enumerate(columns))
    if card in nights:
        at = nights.index(card) + across
        if down < 0 and columns:
            return next(
                (column[-1] for column in columns if column[0].outing.first.day == card.outing.first.day),
                columns[-1][-1],
            )
        return nights[at] if across and 0 <= at < len(nights) else None
    at = next(at for at, column in lanes.items() if card in column)
    row = columns[at].index(card)
    if across:
        beside = at + across
        return columns[beside][min(row, len(columns[beside]) - 1)] if 0 <= beside < len(columns) else None
    below = row + down
    if 0 <= below < len(columns[at]):
        return columns[at][below]
    return nights[0] if below >= len(columns[at]) and nights else None
