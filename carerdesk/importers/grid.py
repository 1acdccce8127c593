"""Delimited text to rows of cells, each with the line of the file it starts on."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

from carerdesk.importers.days import looks_like_date
from carerdesk.importers.values import Refused

Row = tuple[int, list[str]]
DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 40
_LONGEST_CELL_IN_LINES = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that hold something, the lines that broke, and the lines as the file has them."""

    rows: list[Row]
    broken: list[Refused] = field(default_factory=list)
    lines: Sequence[str] = ()

    def text(self, row: Row) -> str:
        """The line as the file has it, or its cells where the file has no lines."""
        number, cells = row
        return self.lines[number - 1].strip() if self.lines else " | ".join(cell for cell in cells if cell)


def read_delimited(text: str, delimiter: str) -> Grid:
    """All rows of a text. A quote that opens and never closes costs its own line and no other."""
    lines = text.split("\n")
    rows = _quick(lines, delimiter)
    if rows is not None:
        return Grid(rows, lines=lines)
    careful = _Careful(lines, delimiter)
    careful.run()
    return Grid(careful.rows, careful.broken, lines)


def likely_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most even table; a comma where none does."""
    lines = [line for line in text.split("\n")[: _LOOKED_AT * 2] if line.strip()][:_LOOKED_AT]
    return max(DELIMITERS, key=lambda mark: (_evenness(lines, mark), -DELIMITERS.index(mark)))


def _evenness(lines: list[str], delimiter: str) -> int:
    counts = [line.count(delimiter) for line in lines]
    usual = max(set(counts), key=lambda count: counts.count(count) if count else 0, default=0)
    return counts.count(usual) if usual else 0


def _quick(lines: list[str], delimiter: str) -> list[Row] | None:
    reader = csv.reader([*lines, ""], delimiter=delimiter, skipinitialspace=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if reader.line_num != number:
                return None
            if any(cells):
                rows.append((number, cells))
    except csv.Error:
        return None
    return rows


class _Careful:
    """Line by line, for a file with a cell over several lines or a quote that never closes."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.rows: list[Row] = []
        self.broken: list[Refused] = []
        self._date_at = self._usual_date_column()

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            at = self._take(at)

    def _take(self, at: int) -> int:
        for end in range(at + 1, self._last_end(at) + 1):
            cells = self._cells(self.lines[at:end])
            if cells is not None:
                if any(cells):
                    self.rows.append((at + 1, cells))
                return end
        self.broken.append(Refused(at + 1, "quote_not_closed", self.lines[at].strip()))
        return at + 1

    def _last_end(self, at: int) -> int:
        end = at + 1
        while end < min(len(self.lines), at + _LONGEST_CELL_IN_LINES) and not self._starts_a_row(self.lines[end]):
            end += 1
        return end

    def _cells(self, lines: list[str]) -> list[str] | None:
        reader = csv.reader([*(f"{line}\n" for line in lines), "end"], delimiter=self.delimiter, skipinitialspace=True)
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            return None
        return cells if reader.line_num == len(lines) else None

    def _starts_a_row(self, line: str) -> bool:
        cells = line.split(self.delimiter)
        return self._date_at < len(cells) and looks_like_date(cells[self._date_at].strip().strip('"'))

    def _usual_date_column(self) -> int:
        found: list[int] = []
        for line in self.lines[:_LOOKED_AT]:
            cells = [cell.strip().strip('"') for cell in line.split(self.delimiter)]
            found += [at for at, cell in enumerate(cells) if looks_like_date(cell)][:1]
        return max(set(found), key=found.count, default=0)
