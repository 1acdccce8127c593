"""New papers looking for their line, and papers kept for later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.money.attaching import (
    LoosePaper,
    attach_document,
    attach_kept,
    document_bytes,
    keep_document,
    lines_for_document,
    loose_papers,
)
from carerdesk.services.money.details import line_details
from carerdesk.services.money.placing import NewPaper
from carerdesk.services.money.register import Query, RegisterLine, register_line, register_page
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, RowButton
from carerdesk.ui.widgets.cards import EmptyPage, ListCard, PageHead
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

_MOST_FOUND = 12
_MOST_LOOSE = 50


class _LineRow(RowButton):
    """A line to put a paper on."""

    def __init__(self, line: RegisterLine, act: Callable[[], object]) -> None:
        words = Down(Label(line.who, "strong", wrap=True), Label(f"{long_date(line.day)}. {line.what}", "small", "ink2",
                                                                 wrap=True), gap=1)  # fmt: skip
        inside = Across(Icon("receipt-pound-sterling", "primary", 22), gap="m", pad=("m", "s", "m", "s"))
        inside.addLayout(words, 1)
        inside.add(Label(str(abs(line.amount)), "strong"), Icon("chevron-right"))
        super().__init__(line.spoken, inside)
        self.clicked.connect(lambda _checked: act())


class _Finding(FormView["MoneyPage"]):
    """Lines that may be meant, and a box to find another."""

    def __init__(self, room: MoneyPage) -> None:
        super().__init__(room)
        self._finder = QLineEdit()
        self._finder.setAccessibleName(self.tr("Find another line"))
        self._finder.setObjectName("Find another line")
        self._finder.textChanged.connect(lambda _text: self._offer())
        self._lines = ListCard(title=self.tr("Lines it may belong to"))
        self._first: tuple[RegisterLine, ...] = ()

    def _offer(self) -> None:
        words = self._finder.text().strip()
        found = register_page(self.books, Query(find=words), limit=_MOST_FOUND) if words else self._first
        self._lines.fill(*[_LineRow(line, partial(self.put_on, line)) for line in found])
        self._lines.setVisible(bool(found))

    def put_on(self, line: RegisterLine) -> None:
        """Put the paper on this line."""
        raise NotImplementedError

    def kind_for(self, line: RegisterLine) -> str:
        """The kind of paper this line asks for."""
        details = line_details(self.books, line.id)
        return details.kinds[0] if details is not None else "other"

    def lay_out(self, *buttons: Button) -> None:
        """The list, the box, the buttons."""
        find = QWidget()
        find.setLayout(Across(Label(self.tr("Find another line"), "smallstrong"), self._finder, None))
        self.column.add(self._lines, find, self.buttons(*buttons))
        self._offer()


class WhichLine(_Finding):
    """A paper just dropped that names no line of its own: which line is it for?"""

    def __init__(self, room: MoneyPage, paper: NewPaper, chosen: int | None) -> None:
        super().__init__(room)
        self._paper = paper
        found = lines_for_document(self.books, paper.data, paper.file_name)
        here = register_line(self.books, chosen) if chosen is not None else None
        self._first = found if here is None else (here, *(line for line in found if line.id != here.id))
        self.lay_out(Button(self.tr("Keep it for later"), act=self._keep))

    def head(self) -> PageHead:
        title = self.tr("Which line is {file} for?").format(file=self._paper.file_name)
        return self.head_of(title, guidance("money", "paper_why"))

    def put_on(self, line: RegisterLine) -> None:
        paper, kind = self._paper, self.kind_for(line)
        outcome = attach_document(
            self.books, "bank_line", line.id, paper.data, file_name=paper.file_name, kind=kind
        )  # fmt: skip
        self.finish(outcome, lambda: self.room.show_register(line.id))

    def _keep(self) -> None:
        self.finish(keep_document(self.books, self._paper.data, self._paper.file_name))


class LoosePapers(FormView["MoneyPage"]):
    """Papers that are on nothing yet."""

    def __init__(self, room: MoneyPage) -> None:
        super().__init__(room)
        self._show()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Loose papers"), guidance("money", "loose_why"))

    def again(self) -> None:
        self._show()

    def _show(self) -> None:
        self.column.clear()
        found = loose_papers(self.books)
        if not found:
            self.column.add(
                EmptyPage("paperclip", self.tr("No loose papers"), guidance("money", "loose_none"),
                          self.tr("Back to the lines"), self.go_back)
            )  # fmt: skip
            return
        self.column.add(ListCard(*[self._row(paper) for paper in found[:_MOST_LOOSE]], title=self.tr("Loose papers")))

    def _row(self, paper: LoosePaper) -> QWidget:
        taken = self.tr("Taken {day}. ").format(day=long_date(paper.taken_on)) if paper.taken_on else ""
        second = self.tr("{taken}Kept {day}.").format(taken=taken, day=long_date(paper.added_on))
        row = QWidget()
        words = Down(Label(paper.file_name, "strong", wrap=True), Label(second, "small", "ink2", wrap=True), gap=1)
        across = Across(Icon("paperclip", "ink2"), gap="m", pad=("m", "s", "m", "s"))
        across.addLayout(words, 1)
        name = self.tr("Find the line of {file}, number {number}").format(
            file=paper.file_name, number=paper.document_id
        )
        across.add(Button(self.tr("Find its line"), name=name, act=partial(self._find, paper)))
        row.setLayout(across)
        return row

    def _find(self, paper: LoosePaper) -> None:
        self.room.show_view(KeptPaper(self.room, paper))


class KeptPaper(_Finding):
    """A paper kept before: which line is it for?"""

    def __init__(self, room: MoneyPage, paper: LoosePaper) -> None:
        super().__init__(room)
        self._paper = paper
        self._first = lines_for_document(self.books, document_bytes(self.books, paper.document_id)[1], paper.file_name)
        self.lay_out()

    def head(self) -> PageHead:
        title = self.tr("Which line is {file} for?").format(file=self._paper.file_name)
        return self.head_of(title, guidance("money", "paper_why"))

    def put_on(self, line: RegisterLine) -> None:
        document_id = self._paper.document_id
        outcome = attach_kept(self.books, "bank_line", line.id, document_id, self.kind_for(line))
        self.finish(outcome, lambda: self.room.show_register(line.id))
