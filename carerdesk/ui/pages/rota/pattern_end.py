"""Letting a repeating shift end, or taking it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carerdesk.catalogue.guidance import guidance
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Label


class EndCard(Card):
    """Letting a repeating shift end, or taking it out."""

    def __init__(
        self, today: date, end: Callable[[date], object], remove: Callable[[], object], missing: Callable[[], object]
    ) -> None:
        super().__init__(self.tr("When it ends"))
        self._end, self._missing = end, missing
        self.day = DateField(self.tr("Last day of it"), today)
        self.add(
            Label(guidance("rota_patterns", "end_why"), "small", "ink2", wrap=True),
            self.day,
            Flow(
                Button(self.tr("Let it end then"), act=self._press),
                Button(self.tr("Take it out now"), "small", act=remove),
                gap="s",
            ),
        )

    def _press(self) -> None:
        day = self.day.value()
        if day is None:
            self._missing()
        else:
            self._end(day)
