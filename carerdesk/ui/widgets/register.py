"""The register: one table, newest first, with a find box above and its totals below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QSizePolicy, QTableView, QWidget

from carerdesk.ui.models.table import Column, TableModel
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across, Down, let_show, window_in_em
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.register_paint import RegisterPaint, row_height
from carerdesk.ui.widgets.text import Label, Rule

R = TypeVar("R")
_LEAST_ROWS, _USUAL_ROWS = 3, 6


class _View(QTableView):
    """Arrows move, Enter opens the row, Tab leaves the table."""

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.setItemDelegate(RegisterPaint(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class Register(QWidget, Generic[R]):
    """A table of read models. `chosen` carries the row the person stands on (or None), `opened` the one entered.

    `bar` stands left of the find box, such as Segments; `tight` saves height where every row counts. Sorting: press a
    head, or the menu key in the table.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        find: str = "Find",
        bar: QWidget | None = None,
        tight: bool = False,
    ) -> None:
        super().__init__()
        self._head_height, foot_pad = (28, 3) if tight else (32, 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.model = TableModel(columns, self)
        self.view = _View(name)
        self.view.setModel(self.model)
        self.finder = self._find_box(find, name)
        self._foot_words, self._totals = Label("", "small", "ink2", wrap=True), Across()
        self._foot_rule = Rule()
        self._foot = Across(pad=("m", foot_pad, "m", foot_pad))
        self._foot.addWidget(self._foot_words, 1)
        self._foot.add(self._totals)
        self._sheet = Sheet(gap=0, pad=(1, 6, 1, 1))
        self._sheet.body.addWidget(self.view, 1)
        self._sheet.add(self._foot_rule, self._foot)
        body = Down(gap="s")
        if find:
            head = Across(*([bar] if bar else []), None, Label(find, "smallstrong"), self.finder)
            body.add(head)
        body.addWidget(self._sheet, 1)
        self.setLayout(body)
        self._foot_rule.hide()
        self._offer_sorting()
        self.view.opened.connect(lambda row: self.opened.emit(self.model.record(row)))
        self.view.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.model.modelReset.connect(self._reset)
        self._watch_selection()
        self.restyle(look())

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the place in the table is kept where the row is still there."""
        kept = self.chosen_row()
        self.model.set_rows(rows)
        if kept is not None:
            self.choose(lambda row: row == kept)

    def chosen_row(self) -> R | None:
        """The row the person stands on."""
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def choose(self, is_it: Callable[[R], bool]) -> bool:
        """Stand on the first row that is it; False where none is."""
        at = self.model.row_of(is_it)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at, 0))
            self.view.scrollTo(self.model.index(at, 0))
        return at >= 0

    def set_foot(self, words: str, totals: Sequence[tuple[str, str]] = ()) -> None:
        """Say how many there are, and the totals: ("Out", "£12,318.77")."""
        self._foot_words.say(words)
        self._totals.clear()
        for name, figure in totals:
            self._totals.add(Label(name, "small", "ink2"), Label(figure, "strong"), 8)
        self._foot_rule.setVisible(bool(words or totals))

    def sort_by(self, column: int) -> None:
        """Sort by a column: downwards first, then upwards, then as the rows came."""
        header = self.view.horizontalHeader()
        way = Qt.SortOrder
        now = header.sortIndicatorOrder() if header.isSortIndicatorShown() else None
        if header.sortIndicatorSection() != column or now is None:
            header.setSortIndicatorShown(True)
            header.setSortIndicator(column, way.DescendingOrder)
            self.model.sort(column, way.DescendingOrder)
        elif now == way.DescendingOrder:
            header.setSortIndicator(column, way.AscendingOrder)
            self.model.sort(column, way.AscendingOrder)
        else:
            header.setSortIndicatorShown(False)
            self.model.sort(-1)

    def restyle(self, chosen: Look) -> None:
        """Size rows, heads and columns."""
        self.view.verticalHeader().setDefaultSectionSize(row_height())
        header = self.view.horizontalHeader()
        header.setFixedHeight(chosen.size(self._head_height))
        for at, column in enumerate(self.model.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(at, chosen.size(column.width))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.finder.setFont(chosen.font())
        self.finder.setFixedWidth(chosen.size(220))
        self.view.setMinimumHeight(chosen.size(32) + _LEAST_ROWS * row_height())
        self._drop_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), look().size(120) + _USUAL_ROWS * row_height())

    def _drop_columns(self) -> None:
        em = window_in_em(self)
        for at, column in enumerate(self.model.columns):
            self.view.setColumnHidden(at, em < column.drop_below)

    def _find_box(self, find: str, name: str) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(f"{find} in {name[0].lower()}{name[1:]}" if find else name)
        box.setObjectName(box.accessibleName())
        box.setClearButtonEnabled(False)
        box.textChanged.connect(self.model.narrow)
        let_show(box, bool(find))
        return box

    def _offer_sorting(self) -> None:
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for at, column in enumerate(self.model.columns):
            if column.title:
                action = QAction(
                    self.tr("Sort by {column}").format(column=column.title.removesuffix(" £").lower()), self.view
                )
                action.triggered.connect(lambda _checked, at=at: self.sort_by(at))
                self.view.addAction(action)

    def _watch_selection(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._moved)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.model.record(now.row()) if now.isValid() else None)

    def _reset(self) -> None:
        self.chosen.emit(None)
