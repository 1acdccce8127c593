"""Beside the pay sheet: whether each PA reaches the minimum wage, and what is added to this payday once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.payroll.minimum_wage_working import SHORT
from carerdesk.domain.working import Working
from carerdesk.services.pay.read import Column
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

MINIMUM_WAGE = "minimum_wage"
Opens = Callable[[FigureButton, int | None, str], object]


class ExtraCard(Card):
    """A row for each PA: pay for an hour that counts with its working, and a button to add something once.

    `opens` shows a working; `add` is told whose payday something is added to (None where the payday is finished).
    """

    def __init__(self, columns: Sequence[Column], opens: Opens, add: Callable[[int], object] | None) -> None:
        super().__init__(self.tr("Minimum wage and extras"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for at, column in enumerate(columns):
            self._row(at, column, opens, add)
        holder = QWidget()
        holder.setLayout(self._grid)
        self.add(holder)
        if add is not None:
            self.add(Label(guidance("deductions", "extras_about"), "small", "ink2", wrap=True))
        self.restyle(look())

    def _row(self, at: int, column: Column, opens: Opens, add: Callable[[int], object] | None) -> None:
        who = column.first_name
        self._grid.addWidget(Label(who, "strong"), at, 0)
        working = column.workings.get(MINIMUM_WAGE)
        if working is not None:
            name = self.tr("Minimum wage for {who}").format(who=column.name)
            figure = FigureButton(_in_short(working), name)
            figure.clicked.connect(lambda _checked: opens(figure, column.worker_id, MINIMUM_WAGE))
            self._grid.addWidget(figure, at, 1)
        if add is not None:
            name = self.tr("Add something for {who} on this payday").format(who=who)
            button = Button(
                self.tr("Add something"), "small", name=name, icon="plus", act=lambda: add(column.worker_id)
            )
            self._grid.addWidget(button, at, 2)

    def restyle(self, chosen: Look) -> None:
        """Take the gaps."""
        self._grid.setHorizontalSpacing(chosen.space("l"))
        self._grid.setVerticalSpacing(chosen.space("s"))


def _in_short(working: Working) -> str:
    """The last figure of the check, or what stands there instead of one."""
    last = working.lines[-1]
    if last.text == SHORT:
        return guidance("deductions", "extras_short", short=last.figure)
    return last.figure or last.text
