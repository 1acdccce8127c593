"""Planned, worked and paid hours side by side: each PA, each funder against its award, each pay period."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.rota.hours_compared import Compared, HoursCompared
from carerdesk.ui.models.table import Cell, Column, State, Tag, Two
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.register_paint import row_height
from carerdesk.ui.widgets.text import Label, translated


class ComparedView(QWidget):
    """Three short tables, each spoken row by row."""

    def __init__(self, hours: HoursCompared) -> None:
        super().__init__()
        column = Down(gap="m")
        self._add(column, _tr("Each PA"), _Table(_tr("Hours of each PA"), hours.people), bool(hours.people))
        funders = _Table(_tr("Hours of each funder"), hours.funders, against_award=True)
        self._add(column, _tr("Each funder, against its award"), funders, bool(hours.funders))
        periods = _Table(_tr("Hours of each pay period"), hours.periods)
        self._add(column, _tr("The whole pay period"), periods, bool(hours.periods))
        column.add(Label(guidance("rota", "compared"), "small", "ink2", wrap=True))
        self.setLayout(column)

    @staticmethod
    def _add(column: Down, title: str, table: QWidget, there: bool) -> None:
        words = table if there else Label(_tr("No hours in these days."), tone="ink2")
        column.add(Label(title, "lead"), words)


class _Table(Register[Compared]):
    def __init__(self, name: str, rows: Sequence[Compared], *, against_award: bool = False) -> None:
        columns: list[Column[Compared]] = [
            Column(_tr("Funder") if against_award else _tr("Who"), _who),
            Column(_tr("Planned"), lambda row: row.planned.words, 184, lambda row: row.planned.minutes, True),
            Column(_tr("Worked"), lambda row: row.worked.words, 184, lambda row: row.worked.minutes, True),
            Column(_tr("Paid"), lambda row: row.paid_words, 150, right=True),
        ]
        if against_award:
            columns += [Column(_tr("Award buys"), _buys, 116, right=True), Column("", _against, 168)]
        super().__init__(name, columns, find="")
        self._rows = len(rows)
        self.set_rows(rows)
        self._tall()

    def restyle(self, chosen: Look) -> None:
        """As tall as its rows."""
        super().restyle(chosen)
        self._tall()

    def _tall(self) -> None:
        if hasattr(self, "_rows"):
            self.view.setMinimumHeight(self.view.horizontalHeader().height() + self._rows * row_height() + 2)
            self.setMaximumHeight(self.view.minimumHeight() + 16)


def _who(row: Compared) -> Cell:
    return (Tag(row.name, row.tone),) if row.tone and not row.note else Two(row.name, row.note)


def _buys(row: Compared) -> str:
    return "" if row.buys is None else hours_text(row.buys)


def _against(row: Compared) -> Cell:
    over = row.buys is not None and row.planned.minutes > row.buys
    return State(row.against_award, "triangle-alert" if over else "check", wants_look=over) if row.buys else ""


def _tr(words: str) -> str:
    return translated("ComparedView", words)
