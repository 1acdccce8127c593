"""Who needs to be where, in plain words, day by day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from carerdesk.services.rota.where import DayInWords
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.text import Label, Rule


class WordsView(Sheet):
    """A heading and a few sentences for each day, to be read out or copied."""

    def __init__(self, days: Sequence[DayInWords]) -> None:
        super().__init__(gap="s")
        self.setAccessibleName(self.tr("Who needs to be where"))
        for at, day in enumerate(days):
            if at:
                self.add(Rule())
            words = Label(" ".join(day.sentences), tone="ink2" if day.quiet else "", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addLayout(Down(Label(day.heading, "strong"), words, gap=1))
