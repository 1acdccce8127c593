"""Rows of read models as a table: told by columns, sorted, narrowed by words, spoken as sentences.

A cell is computed when it is shown, so 50,000 rows cost nothing until somebody scrolls to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from carerdesk.domain.dates import full_date
from carerdesk.domain.money import Money

R = TypeVar("R")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
CELL_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Two:
    """Two lines: who (strong) and what (small)."""

    first: str
    second: str = ""

    def __str__(self) -> str:
        return f"{self.first}, {self.second}" if self.second else self.first


@dataclass(frozen=True, slots=True)
class Tag:
    """A funder or a status as a chip: its words ("Council 75%") and tone."""

    words: str
    tone: str = "quiet"

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class State:
    """Where something stands: words, an icon, and whether it wants looking at (then semibold amber)."""

    words: str
    icon: str = "check"
    wants_look: bool = False

    def __str__(self) -> str:
        return self.words


Cell: TypeAlias = str | date | Money | Two | Tag | tuple[Tag, ...] | State | None


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its head, its cell for a row, pixels at 100 % (0 takes what is left), and what to sort by.

    `drop_below` hides it in a window narrower than so many em; rows are still spoken in full.
    """

    title: str
    cell: Callable[[R], Cell]
    width: int = 0
    sort_by: Callable[[R], Any] | None = None
    right: bool = False
    drop_below: int = 0

    def order(self, row: R) -> Any:  # noqa: ANN401 - whatever the column can be sorted by
        """What the row is sorted by in this column; nothing comes before everything."""
        found = self.sort_by(row) if self.sort_by is not None else self.cell(row)
        if found is None:
            return (0, 0)
        return (1, found if isinstance(found, date | Money | int) else str(said(found)).casefold())


def said(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, date):
        return full_date(cell)
    if isinstance(cell, tuple):
        return ", ".join(str(each) for each in cell)
    return "" if cell is None else str(cell)


def shown(cell: Cell) -> str:
    """A cell as it is drawn: money without its £ (the head has it), dates short."""
    if isinstance(cell, Money):
        return cell.plain.replace("-", "−\u2009")
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b}"
    return said(cell)


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind. `rows` come in the order they are first to be shown in: newest first."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[R] = ()
        self._order: Sequence[int] = ()
        self._words: dict[int, str] = {}
        self._wanted, self._sorted = "", (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these instead; order and narrowing stay."""
        self.beginResetModel()
        self._rows, self._words = rows, {}
        self._arrange()
        self.endResetModel()

    def narrow(self, words: str) -> None:
        """Show only rows that hold all these words, in any column and any case; "" shows all."""
        self.beginResetModel()
        self._wanted = words.casefold()
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 goes back to the order the rows came in."""
        self.beginResetModel()
        self._sorted = (column, order)
        self._arrange()
        self.endResetModel()

    def record(self, row: int) -> R:
        """The read model in a row as shown."""
        return self._rows[self._order[row]]

    def row_of(self, is_it: Callable[[R], bool]) -> int:
        """The first shown row that is it, or -1."""
        return next((at for at in range(len(self._order)) if is_it(self.record(at))), -1)

    def sentence(self, row: int) -> str:
        """A row as it is spoken: each column's title and words."""
        record = self.record(row)
        cells = ((column.title, said(column.cell(record))) for column in self.columns)
        return ". ".join(f"{title.removesuffix(' £')}: {words}" if title else words for title, words in cells if words)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt asks
        column, record = self.columns[index.column()], self.record(index.row())
        if role == CELL_ROLE:
            return column.cell(record)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(column.cell(record))
        if role == Qt.ItemDataRole.ToolTipRole:
            return said(column.cell(record))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row()) if index.column() == 0 else self._spoken(column, record)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt asks
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @staticmethod
    def _spoken(column: Column[R], record: R) -> str:
        return f"{column.title}: {said(column.cell(record)) or 'nothing'}"

    def _arrange(self) -> None:
        order: Sequence[int] = range(len(self._rows))
        if self._wanted.strip():
            words = self._wanted.split()
            order = [at for at in order if all(word in self._text(at) for word in words)]
        column, way = self._sorted
        if column >= 0:
            down = way == Qt.SortOrder.DescendingOrder
            order = sorted(order, key=lambda at: self.columns[column].order(self._rows[at]), reverse=down)
        self._order = order

    def _text(self, at: int) -> str:
        if at not in self._words:
            cells = (column.cell(self._rows[at]) for column in self.columns)
            self._words[at] = " ".join(f"{said(cell)} {shown(cell)}" for cell in cells).casefold()
        return self._words[at]
