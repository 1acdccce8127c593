"""Reading figures from a bureau's file: guesses go into the fields, and somebody says that they were compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.bureau.guess import Guess
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.bureau.reading import read_figures
from carerdesk.services.outcome import Rejected
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.choices import TickField
from carerdesk.ui.widgets.text import Label

_FILES = "Payslips and reports (*.pdf *.csv *.txt)"


class ReadFile(QWidget):
    """A button to read a file; what was read is told line by line with the words it came from.

    It is kept half-typed with its form, so that figures read still want confirming when they come back.
    """

    changed = Signal()

    def __init__(self, desk: Desk, read: Callable[[Mapping[str, Money]], object], *, to_date: bool) -> None:
        super().__init__()
        self._desk, self._read, self._to_date = desk, read, to_date
        button = Button(guidance("bureau", "read_button"), "small", icon="upload", act=self._ask)
        self._note = Label("", "small", "note", wrap=True)
        self._confirm = TickField(guidance("bureau", "read_confirm"))
        self._confirm.changed.connect(self.changed)
        self.setLayout(Down(Across(button, None), self._note, self._confirm, gap="xs"))
        self._note.say("")
        let_show(self._confirm, wanted=False)

    @property
    def wants_confirming(self) -> bool:
        """Whether figures were read and nobody has said that they were compared."""
        return bool(self._note.text()) and not self._confirm.value()

    def _ask(self) -> None:
        self._desk.files.open_files(self, guidance("bureau", "read_button"), _FILES, self._chosen)

    def _chosen(self, paths: Sequence[Path]) -> None:
        path = paths[0]

        def work(_progress: object) -> tuple[Guess, ...] | Problem:
            try:
                data = path.read_bytes()
            except OSError:
                return Problem("", "file_cannot_be_opened", {"file": path.name})
            return read_figures(data, path.name, to_date=self._to_date)

        self._desk.run(guidance("bureau", "read_button"), work, partial(self._tell, path.name))

    def _tell(self, file: str, found: tuple[Guess, ...] | Problem) -> None:
        if isinstance(found, Problem):
            self._desk.report(Rejected((found,)))
            return
        self._read({guess.figure: guess.amount for guess in found})
        note = guidance("bureau", "read_note", count=str(len(found)), file=file)
        self._say("\n".join([note, *(f"{guess.amount}: “{guess.words}”" for guess in found)]), confirmed=False)
        self.changed.emit()

    def _say(self, note: str, *, confirmed: bool) -> None:
        self._note.say(note)
        self._confirm.set_value(confirmed or None)
        let_show(self._confirm, wanted=True)

    def as_typed(self) -> object:
        """What was read, and whether somebody said that it was compared; None where nothing was read."""
        return [self._note.text(), bool(self._confirm.value())] if self._note.text() else None

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as drafts keep it
        """Put back what `as_typed` gave."""
        if kept:
            self._say(str(kept[0]), confirmed=bool(kept[1]))
