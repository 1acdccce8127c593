"""The line below a shift's boxes: what was understood, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.read_back import ReadBack
from carerdesk.ui.pages.rota.shift_fields import TWICE
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.cards import announce
from carerdesk.ui.widgets.text import Icon, Label

_QUESTION = " Is it right?"
_TONES = {"good": "check", "attention": "triangle-alert", "ink2": "pencil"}


def one_question(oddities: Iterable[Problem]) -> str:
    """Several odd things as one question: "Is it right?" is asked once, at the end."""
    asked = _QUESTION.strip()
    said = [problem_words(each).removesuffix(asked).strip() for each in oddities]
    return f"{' '.join(said)}{_QUESTION}"


class ReadBackLine(QWidget):
    """One line that reads a shift back: green where it is plain, amber where something wants a look."""

    def __init__(self, idle: str) -> None:
        super().__init__()
        self._idle = idle
        self._icon = Icon("pencil", "ink2", 16)
        self.words = Label(idle, "small", "ink2", wrap=True)
        row = Across(self._icon, gap=6)
        row.addWidget(self.words, 1)
        self.setLayout(row)

    @property
    def text(self) -> str:
        """What it says now."""
        return self.words.text()

    def show_reading(self, found: ReadBack | None) -> None:
        """Say what was understood; without anything, what to type."""
        if found is None:
            self._say(self._idle, "ink2")
            return
        doubts = [problem_words(each) for each in found.problems if each.code != TWICE]
        doubts += [one_question(found.oddities)] if found.oddities else []
        self._say(" ".join(part for part in (found.said, *doubts) if part) or self._idle, self._tone(found, doubts))

    def speak(self) -> None:
        """Have it read out."""
        if self.text != self._idle:
            announce(self, self.text)

    @staticmethod
    def _tone(found: ReadBack, doubts: list[str]) -> str:
        if doubts:
            return "attention"
        return "good" if found.said else "ink2"

    def _say(self, words: str, tone: str) -> None:
        self.words.setText(words)
        self.words.set_tone(tone)
        self._icon.draw(_TONES[tone], tone)
