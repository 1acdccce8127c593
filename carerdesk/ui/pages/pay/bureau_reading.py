"""Reading figures from a bureau's file: guesses go into the fields, and somebody says that they were compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

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
    """A button to read a file; what was read is told line by line with the words it came from."""

    def __init__(self, desk: Desk, read: Callable[[Mapping[str, Money]], object], *, to_date: bool) -> None:
        super().__init__()
        self._desk, self._read, self._to_date = desk, read, to_date
        button = Button(guidance("bureau", "read_button"), "small", icon="upload", act=self._ask)
        self._note = Label("", "small", "note", wrap=True)
        self._confirm = TickField(guidance("bureau", "read_confirm"))
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
        self._note.say("\n".join([note, *(f"{guess.amount}: “{guess.words}”" for guess in found)]))
        self._confirm.set_value(None)
        let_show(self._confirm, wanted=True)
