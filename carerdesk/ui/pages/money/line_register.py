"""The register of lines: read a page at a time as it is scrolled, so that ten years open at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import overload

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QFontMetrics

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.money.proof import State as ProofState
from carerdesk.services.money.register import (
    PAGE,
    Order,
    Query,
    RegisterLine,
    Totals,
    position_of,
    register_page,
)
from carerdesk.ui.models.table import Cell, Column, State, Tag, Two
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.register import Register

_PAGES_KEPT = 40
_MOST_CHIPS = 2
_DATE, _WHO, _FUNDER, _OUT, _IN = 0, 1, 2, 3, 4
_LEAST_WHO = 150
_ICONS = {
    ProofState.PROVED: "paperclip",
    ProofState.NOT_NEEDED: "minus",
    ProofState.NEEDS_PAPER: "triangle-alert",
    ProofState.NOT_SORTED: "triangle-alert",
    ProofState.NOT_MATCHED: "triangle-alert",
}


class LineRows(Sequence[RegisterLine]):
    """The lines of a query as one long list, of which only the pages that are looked at are read."""

    def __init__(self, books: Books, query: Query, count: int) -> None:
        self._books, self._query, self._count = books, query, count
        self._pages: dict[int, tuple[RegisterLine, ...]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> RegisterLine: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[RegisterLine]: ...

    def __getitem__(self, at: int | slice) -> RegisterLine | Sequence[RegisterLine]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        number, within = divmod(at, PAGE)
        return self._page(number)[within]

    def _page(self, number: int) -> tuple[RegisterLine, ...]:
        if number not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = register_page(self._books, self._query, offset=number * PAGE)
        return self._pages[number]


def columns(today_year: int) -> tuple[Column[RegisterLine], ...]:
    """Date, who and what, funder, out, in, proof: as on a statement, with the proof beside."""

    def day(line: RegisterLine) -> Cell:
        return line.day if line.day.year == today_year else Two(f"{line.day.day} {line.day:%b}", str(line.day.year))

    return (
        Column("Date", day, 68),
        Column("Who and what", lambda line: Two(line.who, line.what)),
        Column("Funder", _funders, 112, drop_below=60),
        Column("Out £", lambda line: -line.amount if line.amount.pence < 0 else None, 82, right=True),
        Column("In £", lambda line: line.amount if line.amount.pence > 0 else None, 82, right=True),
        Column("Proof", _proof, 172, drop_below=40),
    )


def _funders(line: RegisterLine) -> Cell:
    """At most two chips fit a row: of three funders or more, the first and how many others."""
    tags = [Tag(chip.words, chip.tone) for chip in line.funders]
    if len(tags) > _MOST_CHIPS:
        return tags[0], Tag(guidance("money", "funders_more", count=str(len(tags) - 1)), "own")
    return tuple(tags)


def _proof(line: RegisterLine) -> Cell:
    icon = _ICONS[line.proof.state]
    matched = line.proof.state is ProofState.PROVED and not line.papers
    return State(line.proof.words, "check" if matched else icon, line.proof.state.waits)


class LineRegister(Register[RegisterLine]):
    """The register with its own order, its place kept by line, and files dropped on a line."""

    ordered = Signal(object)
    dropped = Signal(int, object)

    def __init__(self, books: Books, name: str, today_year: int) -> None:
        self._books, self._query = books, Query()
        self._widest = {_OUT: Money(0), _IN: Money(0)}
        super().__init__(name, columns(today_year), find="", tight=True)
        self.view.setAcceptDrops(True)
        self.view.viewport().setAcceptDrops(True)
        self.view.viewport().installEventFilter(self)

    def show_lines(self, query: Query, totals: Totals, keep: int | None) -> None:
        """Show the lines of a query, standing on `keep` where it is among them, else where one stood."""
        stood = self.view.currentIndex().row()
        self._query, count = query, totals.lines
        self._widest = {_OUT: totals.most_out, _IN: totals.most_in}
        self._fit_amounts()
        self.model.set_rows(LineRows(self._books, query, count))
        at = position_of(self._books, query, keep) if keep is not None and query.order is Order.NEWEST else None
        if at is None and keep is not None and stood >= 0:
            at = min(stood, count - 1)
        self.stand_on(at)

    def restyle(self, chosen: Look) -> None:
        """Amounts take just the room they need; who and what takes what is spare."""
        super().restyle(chosen)
        self._fit_amounts()

    def _drop_columns(self) -> None:
        """Whose money it was goes where names could not be read beside it; the panel says it too."""
        super()._drop_columns()
        others = sum(column.width for column in self.model.columns)
        if self.width() < look().size(others + _LEAST_WHO):
            self.view.setColumnHidden(_FUNDER, True)

    def _fit_amounts(self) -> None:
        metrics, pads = QFontMetrics(look().font()), 2 * look().space(10)
        for column, most in self._widest.items():
            needed = metrics.horizontalAdvance(most.plain) + pads + 2
            usual = look().size(self.model.columns[column].width)
            self.view.horizontalHeader().resizeSection(column, max(needed, usual))

    def stand_on(self, at: int | None) -> None:
        """Choose the line at a place."""
        if at is not None and 0 <= at < self.model.rowCount():
            index = self.model.index(at, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def sort_by(self, column: int) -> None:
        """A press on a head orders all the lines, read or not: by date either way, by name, by the most out or in."""
        newest = self._query.order is Order.NEWEST
        order = {
            _DATE: Order.OLDEST if newest else Order.NEWEST,
            _WHO: Order.NAME,
            _OUT: Order.MOST_OUT,
            _IN: Order.MOST_IN,
        }.get(column)
        if order is None:
            return
        header = self.view.horizontalHeader()
        up = order in (Order.OLDEST, Order.NAME)
        header.setSortIndicatorShown(order is not Order.NEWEST)
        header.setSortIndicator(column, Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder)
        self.ordered.emit(order)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let files be dropped on a line."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if _paths(event) and self.view.indexAt(event.position().toPoint()).isValid():
                event.acceptProposedAction()
            else:
                event.ignore()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> bool:
        index, paths = self.view.indexAt(event.position().toPoint()), _paths(event)
        if index.isValid() and paths:
            event.acceptProposedAction()
            self.stand_on(index.row())
            self.dropped.emit(self.model.record(index.row()).id, paths)
        return True


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
