"""Questions with more than two ways on, in a strip above a form: nothing is lost whichever is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, announce
from carerdesk.ui.widgets.text import Icon, Label, translated

Way = tuple[str, Callable[[], object]]


class WaysStrip(Sheet):
    """A question, and a button for each way on."""

    def __init__(self, question: str, ways: Sequence[Way]) -> None:
        super().__init__(wash="attention", gap="s", pad=("m", "s", "m", "s"))
        self.setAccessibleName(question)
        head = Across(Icon("triangle-alert", "attention"))
        head.addWidget(Label(question, wrap=True), 1)
        self.add(head, Flow(*(Button(words, act=act) for words, act in ways), gap="s"))


def ask_ways(holder: Down, question: str, ways: Sequence[Way]) -> None:
    """Show a question in place of an earlier one, and have it said."""
    holder.clear()
    strip = WaysStrip(question, ways)
    holder.add(strip)
    strip.show()
    announce(strip, question)


def ask_about_holiday(
    holder: Down,
    question: str,
    give_back: Callable[[], object],
    stays: Callable[[], object],
    change: Callable[[], object],
) -> None:
    """What becomes of holiday on days off sick."""
    ways = (
        (translated("SickWays", "Give the holiday back"), give_back),
        (translated("SickWays", "Leave those days as holiday"), stays),
        (translated("SickWays", "Change the days"), change),
    )
    ask_ways(holder, question, ways)
