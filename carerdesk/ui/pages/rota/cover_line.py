"""Below a week: shifts that left it because an agency, family or nobody did them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books import Books
from carerdesk.services.rota.notices import CANCELLED, Told, covered_outside
from carerdesk.ui.widgets.arrange import Across, Down, let_show
from carerdesk.ui.widgets.text import Icon, Label


class CoveredOutside(QWidget):
    """A line for each; it takes no room where there is none."""

    def __init__(self, books: Books, first: date, last: date) -> None:
        super().__init__()
        lines = [covered_words(one, kind) for one, kind in covered_outside(books, first, last)]
        self.setLayout(Down(*(self._line(words) for words in lines), gap="xs"))
        let_show(self, bool(lines))

    @staticmethod
    def _line(words: str) -> QWidget:
        row = Across(Icon("user-plus", "ink2", 16), gap=6)
        row.addWidget(Label(words, "small", wrap=True), 1)
        holder = QWidget()
        holder.setLayout(row)
        return holder


def covered_words(one: Told, kind: str) -> str:
    """What the line says: Friday 27 November, 16:00–19:00: covered by Bluebird (Agency)."""
    if one.kind == CANCELLED:
        return guidance("cover", "week_cancelled", when=one.when, note=one.note)
    if one.contact_id is None and one.note:
        return guidance("cover", "week_family", when=one.when, note=one.note)
    shown = f" ({guidance('cover', f'kind_{kind}')})" if kind else ""
    return guidance("cover", "week_covered", when=one.when, who=one.name, kind=shown)
