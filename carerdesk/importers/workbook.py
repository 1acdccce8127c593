"""An XLSX workbook: the cells of its first sheet that holds payments."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from carerdesk.domain.problem import Problem
from carerdesk.importers.days import shape_of
from carerdesk.importers.grid import Grid
from carerdesk.importers.guess import first_payment
from carerdesk.importers.values import CannotRead

_LARGEST_UNPACKED = 300 * 1024 * 1024
_MOST_ROWS = 200_000
_MOST_CELLS = 60
_LOOKED_AT = 200
_PENNY = Decimal("0.01")
_HAIR = Decimal("0.000001")


def is_workbook(data: bytes) -> bool:
    """Whether a ZIP holds a workbook's parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return any(name.startswith("xl/workbook") for name in parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_workbook(data: bytes) -> Grid | CannotRead:
    """The rows of the first sheet with payments, else of the fullest; line numbers are the sheet's own."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _LARGEST_UNPACKED:
            return CannotRead(Problem("", "workbook_too_large", {}))
    try:
        sheets = _sheets(data)
    except Exception:  # noqa: BLE001 - openpyxl lets many kinds of fault out of a damaged workbook
        return CannotRead(Problem("", "workbook_damaged", {}))
    grids = [Grid([(n, [_text(cell) for cell in cells]) for n, cells in rows]) for rows in sheets]
    paying = [n for n, grid in enumerate(grids) if first_payment(grid.rows[:_LOOKED_AT]) is not None]
    if not grids:
        return CannotRead(Problem("", "no_payments_found", {}))
    chosen = paying[0] if paying else max(range(len(grids)), key=lambda n: len(grids[n].rows))
    if _dates_mixed(sheets[chosen]):
        return CannotRead(Problem("", "workbook_dates_mixed", {}))
    return grids[chosen]


def _sheets(data: bytes) -> list[list[tuple[int, list[Any]]]]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return [_rows(sheet) for sheet in book.worksheets]
        finally:
            book.close()


def _rows(sheet: Any) -> list[tuple[int, list[Any]]]:  # noqa: ANN401 - openpyxl's read-only sheet has no public type
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    found: Iterable[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_CELLS)
    rows = [(number, list(cells)) for number, cells in enumerate(found, 1) if any(cell is not None for cell in cells)]
    width = max((n for _, cells in rows for n, cell in enumerate(cells, 1) if cell is not None), default=0)
    return [(number, (cells + [None] * width)[:width]) for number, cells in rows]


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell holds anything
    if cell is None or isinstance(cell, (bool, time)):
        return "" if cell is None else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return _figure(cell) if isinstance(cell, float) else str(cell)


def _figure(cell: float) -> str:
    """A number as a bank would print it: the hair's breadth that binary arithmetic adds is taken off again."""
    exact = Decimal(repr(cell))
    if not exact.is_finite():
        return ""
    pence = exact.quantize(_PENNY) if abs(exact) < 10**12 else exact
    return f"{pence:f}" if abs(pence - exact) < _HAIR else f"{exact:f}"


def _dates_mixed(rows: list[tuple[int, list[Any]]]) -> bool:
    """True where one column holds real dates and dates as text: a spreadsheet has turned some of them round."""
    real: set[int] = set()
    typed: set[int] = set()
    for _, cells in rows:
        real |= {n for n, cell in enumerate(cells) if isinstance(cell, (date, datetime))}
        typed |= {n for n, cell in enumerate(cells) if isinstance(cell, str) and shape_of(cell) == "figures"}
    return bool(real & typed)
