"""Small parts of the room's records: facts in two columns, dated tables, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.people.advice import Advice
from carerdesk.services.people.changeover import Changeover
from carerdesk.ui.page import Desk
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across, Down, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, announce
from carerdesk.ui.widgets.text import Icon, Label, Rule

_TOP, _LEVEL = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class Grid(QWidget):
    """Labels in columns; the last words column takes spare room."""

    def __init__(self, name: str = "", stretch: int = 1) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(stretch, 1)
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take the gaps."""
        self._grid.setHorizontalSpacing(chosen.space("xl"))
        self._grid.setVerticalSpacing(chosen.space("s"))

    def row(self, *parts: QWidget | None, level: bool = False) -> None:
        """One line; None leaves a place empty. `level` sets words and buttons at one height."""
        at = self._grid.rowCount()
        for column, part in enumerate(parts):
            if part is not None:
                self._grid.addWidget(part, at, column, _LEVEL if level else _TOP)

    def line(self, columns: int) -> None:
        """A hairline across."""
        self._grid.addWidget(Rule(), self._grid.rowCount(), 0, 1, columns)


class Facts(Grid):
    """What is known, each with its name at the left; what is not known is said in amber."""

    def __init__(self, facts: Sequence[tuple[str, str]], missing: str = "Not known yet") -> None:
        super().__init__()
        for name, value in facts:
            words = Label(value or missing, tone="" if value else "attention", wrap=True)
            self.row(Label(name, tone="ink2"), words)


class DatedTable(Grid):
    """Dated things as a small table: heads, then rows of words, with a button at the end where there is an act.

    The words of column `wide` (the last, unless said otherwise) fold where there is little room.
    """

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[tuple[Sequence[str], Button | None]],
        wide: int | None = None,
    ) -> None:
        folds = len(heads) - 1 if wide is None else wide
        super().__init__(name, stretch=folds)
        self.row(*(Label(head, "smallstrong", "ink2") for head in heads))
        self.line(len(heads) + 1)
        for words, button in rows:
            labels = [Label(each, wrap=at == folds) for at, each in enumerate(words)]
            self.row(*labels, button, level=True)


class Consequences(QWidget):
    """What the terms typed so far do to the paydays, read back before they are kept."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", wrap=True)
        sheet = Sheet(wash="note", across=True, pad="m")
        sheet.add(Icon("calendar-days", "note", 18))
        sheet.body.addWidget(self._words, 1)
        self.setLayout(Down(sheet))
        self.say(None)

    def say(self, found: Changeover | None) -> None:
        """Show what was found; nothing takes no room."""
        words = list(found.sentences) if found else []
        if found and found.takes_over:
            words.append(guidance("people", "changeover_rest_stays"))
        text = "\n".join(words)
        if text and text != self._words.text() and self.isVisible():
            announce(self, text)
        self._words.setText(text)
        let_show(self, bool(text))


class AdviceList(QWidget):
    """What is worth knowing: heading, words, and where it comes from. It explains and never stops anybody."""

    def __init__(self, desk: Desk, advice: Sequence[Advice] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._column = Down(gap="s")
        self.setLayout(self._column)
        self._shown: tuple[Advice, ...] = ()
        self.show_advice(advice)

    @property
    def codes(self) -> tuple[str, ...]:
        """Which advice is shown."""
        return tuple(one.code for one in self._shown)

    def show_advice(self, advice: Sequence[Advice]) -> None:
        """Show these instead; none takes no room."""
        if tuple(advice) != self._shown:
            self._shown = tuple(advice)
            self._column.clear()
            self._column.add(*(self._one(each) for each in advice))
        let_show(self, bool(advice))

    def _one(self, advice: Advice) -> Sheet:
        sheet = Sheet(wash="note", gap="xs", pad="m")
        sheet.setAccessibleName(advice.title)
        title = Across(Icon("circle-alert", "note", 18))
        title.addWidget(Label(advice.title, "strong", wrap=True), 1)
        sheet.add(title, Label(advice.text, wrap=True), Label(self._source(advice), "small", "ink2", wrap=True))
        if advice.source.address:
            copy = Button(
                self.tr("Copy the link"),
                "link",
                icon="copy",
                name=self.tr("Copy the link to: {title}").format(title=advice.title),
                act=lambda: self._copy(advice),
            )
            sheet.add(Across(copy, None))
        return sheet

    def _source(self, advice: Advice) -> str:
        title = advice.source.title.rstrip(".")
        if advice.source.confirmed:
            return self.tr("From: {title}.").format(title=title)
        return self.tr("From: {title}. Not confirmed yet: check it before you rely on it.").format(title=title)

    def _copy(self, advice: Advice) -> None:
        QApplication.clipboard().setText(advice.source.address)
        self._desk.say(self.tr("The link is copied. Paste it into your web browser."))
