"""Parts of the room's first view beside the PAs' own cards: the day to look at, and the people who left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.services.holiday.balance import HolidayView
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow, beside_fields
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Icon, Label, translated


def tr(words: str) -> str:
    """Words of these parts."""
    return translated("HolidayPeople", words)


def as_at_row(desk: Desk, day: date | None, show: Callable[[date | None], object]) -> QWidget:
    """A box for another day than today, which the balances are then shown for."""
    field = DateField(tr("Balance on"), desk.today())
    field.set_value(day)

    def look() -> None:
        if desk.understood({"as_at": field}):
            show(field.value())

    field.entered.connect(look)
    buttons = [beside_fields(Button(tr("Show that day"), act=look))]
    if day is not None:
        buttons.append(beside_fields(Button(tr("Back to today"), act=partial(show, None))))
    holder = QWidget()
    holder.setLayout(Flow(field, *buttons, gap="m"))
    return holder


class LeftCard(Card):
    """People who left: nothing can be booked, and their record stays."""

    def __init__(self, gone: Sequence[HolidayView], go: Callable[..., object]) -> None:
        super().__init__(tr("People who left"), gap="s")
        for view in gone:
            assert view.left_on is not None
            words = tr("Left on {day}").format(day=long_date(view.left_on))
            row = Across(Icon("tree-palm"), gap="s")
            row.addLayout(Down(Label(view.worker, wrap=True), Label(words, "small", "ink2", wrap=True), gap=1), 1)
            name = tr("Leave year and record of {who}").format(who=view.worker)
            row.add(Button(tr("Record"), "small", name=name, act=partial(go, "year", view.worker_id)))
            holder = QWidget()
            holder.setLayout(row)
            self.add(holder)
