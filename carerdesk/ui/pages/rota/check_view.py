"""Check hours: those that are plain, those that want a look, and one press that says all of them are right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.hours.confirm import HoursToCheck, ToLookAt
from carerdesk.services.hours.views import ShiftView
from carerdesk.ui.pages.rota.card import share_words
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import RowButton
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import TickField
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule


class CheckView(QWidget):
    """What one press confirms. `change` opens a shift, to put it right first. `certain`: those to come are ticked."""

    def __init__(self, hours: HoursToCheck, change: Callable[[int], object], *, certain: bool = False) -> None:
        super().__init__()
        self._change = change
        self.to_come = TickField(
            self.tr("The shifts still to come are certain too: confirm them as well"),
            self.tr("Leave this open unless the week is over for you."),
        )
        self.to_come.set_value(certain)
        column = Down(gap="m")
        if hours.look:
            column.add(self._card(self.tr("Needs a look"), [self._row(each) for each in hours.look]))
        if hours.plain:
            column.add(
                self._card(self.tr("As planned and typed"), [self._row(ToLookAt(each, ())) for each in hours.plain])
            )
        if hours.to_come:
            rows = [self._row(_later(each), "clock") for each in hours.to_come]
            column.add(self._card(self.tr("Still to come"), [*rows, self.to_come]))
        if hours.confirmed:
            words = f"{_count(len(hours.confirmed))} of this week confirmed already."
            column.add(Across(Icon("circle-check", "good", 16), Label(words, "small", "ink2"), None))
        self.setLayout(column)

    @staticmethod
    def _card(title: str, rows: list[QWidget]) -> Card:
        card = Card(title, gap=4)
        for at, row in enumerate(rows):
            if at:
                card.add(Rule())
            card.add(row)
        return card

    def _row(self, each: ToLookAt, plain: str = "check") -> RowButton:
        shift = each.shift
        words = Down(
            Label(f"{day_and_month(shift.day)}, {shift.times}", "strong", wrap=True),
            Label(_what(shift), "small", "ink2", wrap=True),
            gap=1,
        )
        for why in each.why:
            words.add(Label(why, "small", "problem" if each.stops else "attention", wrap=True))
        tone = "problem" if each.stops else "attention"
        icon = Icon("triangle-alert", tone, 16) if each.why else Icon(plain, "good" if plain == "check" else "ink2", 16)
        row = Across(icon, gap="m", pad=("s", 6, "s", 6))
        row.addLayout(words, 1)
        chips = zip(share_words(shift.shares), shift.shares, strict=True)
        row.add(*(Chip(words_of_it, share.tone) for words_of_it, share in chips))
        row.add(Label(shift.length, "strong", right=True), Icon("chevron-right"))
        spoken = ", ".join((day_and_month(shift.day), shift.times, _what(shift), shift.length, *each.why))
        button = RowButton(f"{self.tr('Change')}: {spoken}", row, height=44)
        button.clicked.connect(lambda _checked: partial(self._change, shift.id)())
        return button


def check_words(hours: HoursToCheck) -> str:
    """One sentence about what is to be confirmed."""
    if not hours.waiting:
        return "There is nothing to confirm up to today."
    look = f" {_count(len(hours.look))} to look at." if hours.look else " All are as planned."
    return f"{_count(len(hours.waiting))}, {hours_text(hours.minutes)}.{look}"


def _later(shift: ShiftView) -> ToLookAt:
    return ToLookAt(shift, (f"{shift.trouble}.",) if shift.trouble else ())


def _what(shift: ShiftView) -> str:
    kind = "" if shift.kind == "normal" else shift.kind_label
    planned = "as planned" if shift.hours_not_in else ""
    return ", ".join(part for part in (shift.worker, shift.what, kind, planned) if part)


def _count(shifts: int) -> str:
    return "1 shift" if shifts == 1 else f"{shifts} shifts"
