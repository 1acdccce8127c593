"""What a funder is known to ask for, folded away until it is wanted, with where it was read."""

from __future__ import annotations

from collections.abc import Callable

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.working import Line, Working
from carerdesk.services.funding.known_ways import KnownWays
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label


class KnownWaysCard(Card):
    """Titles and sentences; nothing of it is certain until the family's own agreement says so."""

    def __init__(self, ways: KnownWays, show_working: Callable[[Working], object]) -> None:
        super().__init__(ways.title, gap="s")
        self._ways, self._show_working = ways, show_working
        self.add(
            Label(ways.about, "small", "ink2", wrap=True),
            Label(guidance("funders", "check"), "small", "attention", wrap=True),
        )
        self._more = Down(gap="s")
        self._turn = Button(self.tr("Show it"), "small", icon="chevron-right", act=self._fold)
        source = Button(self.tr("Where it was read"), "small", act=self._source)
        self._is_open = False
        self.add(Across(self._turn, source, None, gap="s"), self._more)

    def _fold(self) -> None:
        self._is_open = not self._is_open
        self._turn.rename(self.tr("Show less") if self._is_open else self.tr("Show it"))
        self._turn.set_icon("chevron-down" if self._is_open else "chevron-right")
        self._more.clear()
        if self._is_open:
            for way in self._ways.ways:
                words = (Label(each, wrap=True) for each in way.words)
                self._more.add(Down(Label(way.title, "small", "ink2"), *words, gap=0))
            self._more.add(Label(self._ways.not_seen, "small", "ink2", wrap=True))

    def _source(self) -> None:
        self._show_working(Working(self._ways.title, (Line(self._ways.about),), (self._ways.source,)))
