"""An XLSX workbook: its sheets, and the cells of the first one that holds payments."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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
_PENCE_PLACES = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and the rows that hold something, with their numbers and cells as openpyxl reads them."""

    name: str
    rows: list[tuple[int, list[Any]]]


def is_workbook(data: bytes) -> bool:
    """Whether a ZIP holds a workbook's parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return any(name.startswith("xl/workbook") for name in parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_workbook(data: bytes) -> Grid | CannotRead:
    """The rows of the first sheet with payments, else of the fullest; line numbers are the sheet's own."""
    sheets = sheets_of(data)
    if isinstance(sheets, CannotRead):
        return sheets
    grids = [Grid([(n, [_text(cell) for cell in cells]) for n, cells in sheet.rows]) for sheet in sheets]
    paying = [n for n, grid in enumerate(grids) if first_payment(grid.rows[:_LOOKED_AT]) is not None]
    if not grids:
        return CannotRead(Problem("", "no_payments_found", {}))
    chosen = paying[0] if paying else max(range(len(grids)), key=lambda n: len(grids[n].rows))
    if dates_mixed(sheets[chosen].rows):
        return CannotRead(Problem("", "workbook_dates_mixed", {}))
    return grids[chosen]


def sheets_of(
    data: bytes, *, most_rows: int = _MOST_ROWS, largest: int = _LARGEST_UNPACKED
) -> list[Sheet] | CannotRead:
    """Every sheet of a workbook, up to a number of rows each; formulas as the results last saved with them.

    A workbook that says it unpacks to more than `largest` bytes is not unpacked; no part of a ZIP unpacks to more than
    it says.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > largest:
            return CannotRead(Problem("", "workbook_too_large", {}))
    try:
        return _sheets(data, most_rows)
    except Exception:  # noqa: BLE001 - openpyxl lets many kinds of fault out of a damaged workbook
        return CannotRead(Problem("", "workbook_damaged", {}))


def _sheets(data: bytes, most_rows: int) -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return [Sheet(str(sheet.title), _rows(sheet, most_rows)) for sheet in book.worksheets]
        finally:
            book.close()


def _rows(sheet: Any, most: int) -> list[tuple[int, list[Any]]]:  # noqa: ANN401 - openpyxl's read-only sheet has no public type
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    found: Iterable[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_row=most, max_col=_MOST_CELLS)
    rows = [(number, list(cells)) for number, cells in enumerate(found, 1) if any(cell is not None for cell in cells)]
    width = max((n for _, cells in rows for n, cell in enumerate(cells, 1) if cell is not None), default=0)
    return [(number, (cells + [None] * width)[:width]) for number, cells in rows]


def cell_text(cell: Any) -> str:  # noqa: ANN401 - a cell holds anything
    """A cell as a person would read it, with the time of day where it has one."""
    if isinstance(cell, datetime) and cell.time() != time():
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        hours, minutes = divmod(round(cell.total_seconds() / 60), 60)
        return f"{hours}:{minutes:02}"
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return _number(cell) if isinstance(cell, float) else _text(cell)


def _number(cell: float) -> str:
    """A number with no more figures than it needs; never with two decimals, for 9.25 would pass for a time of day."""
    exact = Decimal(repr(cell))
    if not exact.is_finite():
        return ""
    near = exact.quantize(_HAIR).normalize()
    return f"{near:.3f}" if -int(near.as_tuple().exponent) == _PENCE_PLACES else f"{near:f}"


def _text(cell: Any) -> str:  # noqa: ANN401 - the same
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


def dates_mixed(rows: Sequence[tuple[int, list[Any]]]) -> bool:
    """True where one column holds real dates and dates as text: a spreadsheet has turned some of them round."""
    real: set[int] = set()
    typed: set[int] = set()
    for _, cells in rows:
        real |= {n for n, cell in enumerate(cells) if isinstance(cell, (date, datetime))}
        typed |= {n for n, cell in enumerate(cells) if isinstance(cell, str) and shape_of(cell) == "figures"}
    return bool(real & typed)
