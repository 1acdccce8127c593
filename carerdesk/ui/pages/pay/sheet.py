"""The pay sheet: PAs as columns that add up downwards; as rows where there are more than four."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from carerdesk.domain.money import Money
from carerdesk.services.pay.read import Column, PaydayView
from carerdesk.services.pay.sheet import Sheet, SheetRow, sheet_of
from carerdesk.ui.theme import Look, look, tokens
from carerdesk.ui.widgets.arrange import Across, window_in_em
from carerdesk.ui.widgets.buttons import FigureButton
from carerdesk.ui.widgets.cards import Sheet as CardSheet
from carerdesk.ui.widgets.text import Label, Rule, funder_chip

MOST_COLUMNS = 4
_AS_ROWS = ("gross", "tax", "employee_ni", "net", "cost")
_NARROW = "nav_shown"
Opens = Callable[[FigureButton, int | None, str], object]


class PlainFigure(Label):
    """A figure or a head that stands right, level with the figures that open."""

    def __init__(self, text: str, role: str = "body", tone: str = "") -> None:
        super().__init__(text, role, tone, right=True)

    def restyle(self, chosen: Look) -> None:
        super().restyle(chosen)
        self.setContentsMargins(0, 0, chosen.space(6) + chosen.line, 0)


def _folded(hours: str, *, minutes: bool = False) -> str:
    """Nights, and minutes where asked, on lines of their own: a wide column would push the last one off the page."""
    folded = hours.replace(" + ", "\n+ ")
    return folded.replace(" h ", " h\n") if minutes else folded


class _Grid(QGridLayout):
    """A grid whose gaps grow with the text."""

    def __init__(self, gap: str) -> None:
        super().__init__()
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        self.setColumnStretch(0, 1)
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take the gaps from a look."""
        self.setHorizontalSpacing(chosen.space(self._gap))
        self.setVerticalSpacing(chosen.space(2))


class PaySheet(CardSheet):
    """The sheet of a payday. `opens` is told the figure pressed, whose it is (None: everybody) and which."""

    def __init__(self, view: PaydayView, opens: Opens) -> None:
        super().__init__(gap=0, pad=("l", "m", "l", "m"))
        self.setAccessibleName(self.tr("Pay sheet"))
        self.view, self._opens = view, opens
        self._names: list[tuple[Label, Column]] = []
        self._together: Label | None = None
        self._row = 0
        sheet = sheet_of(view)
        self._grid = _Grid("xs" if len(sheet.columns) > MOST_COLUMNS else "m")
        self.body.addLayout(self._grid)
        if len(sheet.columns) > MOST_COLUMNS:
            self._as_rows(sheet)
        else:
            self._as_columns(sheet)
        for at in range(1, self._grid.columnCount()):
            self._grid.setColumnStretch(at, 1)
        self._fit()

    # --- PAs as columns -----------------------------------------------------------------------------------------------

    def _as_columns(self, sheet: Sheet) -> None:
        self._heads(sheet)
        hours = [column.hours for column in sheet.columns]
        if sheet.together:
            hours.append(self.view.hours)
        self._line(Label(self.tr("Hours")), [self._tall(PlainFigure(_folded(text))) for text in hours])
        for row in sheet.pay:
            if row.key in ("gross", "net"):
                self._rule()
            self._money(sheet, row)
        self._rule()
        self._line(Label(self.tr("What it costs, and who pays"), "smallstrong", "ink2"), [])
        for row in sheet.cost:
            if row.key == "cost":
                self._rule()
            self._money(sheet, row)

    def _heads(self, sheet: Sheet) -> None:
        for at, column in enumerate(sheet.columns):
            name = PlainFigure(column.name, "strong")
            self._names.append((name, column))
            self._put(name, 0, at + 1)
            code = self.tr("Tax code {code}").format(code=column.code)
            self._put(PlainFigure(code, "small", "ink2"), 1, at + 1)
        if sheet.together:
            self._together = PlainFigure(sheet.together, "strong")
            self._put(self._together, 0, len(sheet.columns) + 1)
        self._row = 2

    def _money(self, sheet: Sheet, row: SheetRow) -> None:
        cells: list[QWidget] = [
            self._figure(amount, row, column) for amount, column in zip(row.amounts, sheet.columns, strict=True)
        ]
        if sheet.together:
            cells.append(self._figure(row.sum, row, None))
        self._line(self._title(row), cells)

    def _title(self, row: SheetRow) -> QWidget:
        if not row.tone:
            return Label(row.title, "strong" if row.strong else "body")
        holder = QWidget()
        pays = Label(self.tr("pays"), "small", "ink2")
        holder.setLayout(Across(8, funder_chip(row.tone, row.title), pays, None, gap="s"))
        return holder

    def _figure(self, amount: Money, row: SheetRow, column: Column | None) -> FigureButton:
        whose = column.name if column is not None else self.tr("everybody")
        title = self.tr("{funder} pays").format(funder=row.title) if row.tone else row.title
        name = self.tr("{title} for {whose}").format(title=title, whose=whose)
        button = FigureButton(str(amount), name, strong=row.strong)
        worker_id = column.worker_id if column is not None else None
        button.clicked.connect(lambda _checked: self._opens(button, worker_id, row.key))
        return button

    # --- PAs as rows --------------------------------------------------------------------------------------------------

    def _as_rows(self, sheet: Sheet) -> None:
        rows = [row for row in (*sheet.pay, *sheet.cost) if row.key in _AS_ROWS]
        if sheet.others is not None:
            rows.insert([row.key for row in rows].index("net"), sheet.others)
        self._put(Label(self.tr("Name"), "smallstrong", "ink2"), 0, 0)
        self._put(PlainFigure(self.tr("Hours"), "smallstrong", "ink2"), 0, 1)
        for at, row in enumerate(rows):
            self._put(PlainFigure(row.title.replace(" ", "\n"), "smallstrong", "ink2"), 0, at + 2)
        self._row = 1
        for at, column in enumerate(sheet.columns):
            self._rule()
            name = Label(column.name, "body")
            self._names.append((name, column))
            figures = [self._figure(row.amounts[at], row, column) for row in rows]
            self._line(name, [self._tall(PlainFigure(_folded(column.hours, minutes=True))), *figures])
        self._rule()
        sums = [self._figure(row.sum, row, None) for row in rows]
        self._line(
            Label(sheet.together, "strong"), [self._tall(PlainFigure(_folded(self.view.hours, minutes=True))), *sums]
        )
        for row in (row for row in sheet.cost if row.tone):
            self._line(self._title(row), [*(QWidget() for _ in range(len(rows))), self._figure(row.sum, row, None)])

    # --- laying out ---------------------------------------------------------------------------------------------------

    def _line(self, title: QWidget, cells: Sequence[QWidget]) -> None:
        self._put(title, self._row, 0)
        for at, cell in enumerate(cells):
            self._put(cell, self._row, at + 1)
        self._row += 1

    def _put(self, part: QWidget, row: int, column: int) -> None:
        if isinstance(part, QLabel) and column:
            self._grid.addWidget(part, row, column)
        elif column:
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)

    def _rule(self) -> None:
        self._grid.addWidget(Rule(), self._row, 0, 1, -1)
        self._row += 1

    def _tall(self, label: Label) -> Label:
        label.setMinimumHeight(look().size(28))
        return label

    # --- room ---------------------------------------------------------------------------------------------------------

    def restyle(self, _chosen: Look) -> None:
        """Look again at how much room the names have."""
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.PolishRequest):
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        narrow = window_in_em(self) < float(tokens()["breakpoint"][_NARROW])
        for label, column in self._names:
            label.setText(column.first_name if narrow else column.name)
        if self._together is not None:
            self._together.setText(self.tr("All") if narrow else sheet_of(self.view).together)
