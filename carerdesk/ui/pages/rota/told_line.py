"""On an opened shift: when its PA was told of it, or that nobody was told yet, with one press for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.rota.notices import ASKED, Untold, not_told, notices_of, tell
from carerdesk.services.rota.notices_paper import at_words
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Icon, Label


class ToldLine(QWidget):
    """One line for each PA of an outing; it takes no room for shifts nobody was told of that are over."""

    def __init__(self, desk: Desk, shift_ids: tuple[int, ...]) -> None:
        super().__init__()
        self._desk, self._ids = desk, shift_ids
        self._column = Down(gap="xs")
        self.setLayout(self._column)
        self._show()

    def _show(self) -> None:
        self._column.clear()
        waiting = [one for one in not_told(self._desk.books) if set(one.shifts) & set(self._ids)]
        untold = {shift_id for one in waiting for shift_id in one.shifts}
        told = {one.shift_id: one for one in notices_of(self._desk.books, self._ids) if one.kind != ASKED}
        for one in waiting:
            self._column.add(self._untold(one))
        for last in told.values():
            if last.shift_id not in untold:
                words = f"{last.name}: {guidance('cover', f'told_{last.kind}')}, {at_words(last)}."
                self._column.add(Across(Icon("check", "good", 14), Label(words, "small", "ink2"), None, gap=6))
        let_show(self, bool(waiting or told))

    def _untold(self, one: Untold) -> QWidget:
        words = self.tr("{name} has not been told of this").format(name=one.name)
        if one.told_before:
            words = self.tr("{name} knows it as {before}").format(name=one.name, before=one.told_before)
        buttons = [
            Button(guidance("cover", f"press_{how}"), "small", name=self.tr("Told {name} {how}").format(
                name=one.name, how=guidance("cover", f"how_{how}")), act=partial(self._tell, one, how))
            for how in ("phone", "message", "in_person")
        ]  # fmt: skip
        row = QWidget()
        row.setLayout(Flow(Label(f"{words}.", "small", "attention"), *buttons, gap="s"))
        return row

    def _tell(self, one: Untold, how: str) -> None:
        if self._desk.report(tell(self._desk.books, (one.key,), how)):
            self._show()
