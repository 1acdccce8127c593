"""The line at the foot of a shift: the repeating shift it comes from, or a button that makes one of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from carerdesk.services.rota.pattern_views import pattern_of_shift
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Label


class PatternLine(QWidget):
    """Leads from a shift to what repeats."""

    def __init__(self, desk: Desk, shift_id: int) -> None:
        super().__init__()
        found = pattern_of_shift(desk.books, shift_id)
        if found is None:
            make = Button(
                self.tr("Make it a repeating shift"),
                "small",
                icon="repeat",
                act=lambda: desk.go("rota", patterns=True, from_shift=shift_id),
            )
            self.setLayout(Flow(make, gap="s"))
            return
        pattern_id, said = found
        change = Button(
            self.tr("Change the repeating shift"),
            "small",
            icon="repeat",
            act=lambda: desk.go("rota", patterns=True, pattern=pattern_id),
        )
        words = Label(self.tr("Comes from: {said}").format(said=said), "small", "ink2", wrap=len(said) > 60)  # noqa: PLR2004 - letters that stand on one line
        self.setLayout(Flow(words, change, gap="s"))
