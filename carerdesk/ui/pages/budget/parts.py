"""Small parts of the room: rows of words and figures, and small tables with a button at the end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.services.funding.held import FunderMoney
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.gauge import HeldMoney
from carerdesk.ui.widgets.text import Label, Rule


def figure_row(words: str, figure: str | QWidget, *, strong: bool = False, tone: str = "") -> Across:
    """Words left, a figure (or a button that opens it) right."""
    role = "strong" if strong else "body"
    row = Across()
    row.addWidget(Label(words, role, tone or ("" if strong else "ink2"), wrap=True), 1)
    row.addWidget(figure if isinstance(figure, QWidget) else Label(figure, role, tone, right=True))
    return row


class SmallTable(QWidget):
    """Heads, then rows of words; the words of the first column fold. Columns in `right` stand right."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[tuple[Sequence[str], Sequence[Button]]],
        right: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        for at, head in enumerate(heads):
            self._grid.addWidget(Label(head, "smallstrong", "ink2", right=at in right), 0, at)
        self._grid.addWidget(Rule(), 1, 0, 1, len(heads) + 1)
        for line, (words, buttons) in enumerate(rows, 2):
            for at, each in enumerate(words):
                self._grid.addWidget(
                    Label(each, wrap=at == 0, right=at in right), line, at, Qt.AlignmentFlag.AlignVCenter
                )
            if buttons:
                self._grid.addLayout(Across(*buttons, gap="xs"), line, len(heads))
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take the gaps."""
        self._grid.setHorizontalSpacing(chosen.space("l"))
        self._grid.setVerticalSpacing(chosen.space("xs"))


def held_money(money: FunderMoney, words: str) -> HeldMoney:
    """A funder’s money as the gauge wants it; `words` says the free money in a sentence."""
    return HeldMoney(
        money.tone,
        money.short_name,
        words,
        plain(money.weeks.free_weeks),
        plain(money.least),
        plain(money.most),
        money.verdict,
        money.within,
    )


def plain(number: Decimal | None) -> Decimal | None:
    """A number without noughts behind the point."""
    return None if number is None else Decimal(f"{number.normalize():f}")
