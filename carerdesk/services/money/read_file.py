"""What a statement file holds, without any books."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.importers.read import read_statement
from carerdesk.importers.values import CannotRead, NeedsMapping, Statement, StatementLine


@dataclass(frozen=True, slots=True)
class FileRead:
    """The lines in file order (none where it cannot be read), and remarks on what was left out, refused or doubtful."""

    lines: tuple[StatementLine, ...]
    remarks: tuple[str, ...]
    readable: bool

    def as_json(self) -> list[dict[str, Any]]:
        """For other programs: day, signed amount, description, and the balance where the row prints one."""
        return [
            {
                "date": line.date.isoformat(),
                "amount": line.amount.pounds,
                "description": line.description,
                "balance": None if line.balance is None else line.balance.pounds,
            }
            for line in self.lines
        ]

    def as_text(self) -> list[str]:
        """One line a payment, for a person."""
        return [f"{long_date(line.date):>17}  {line.amount.plain:>12}  {line.description}" for line in self.lines]


def read_file(path: Path) -> FileRead:
    """Read a statement file; raises OSError where it cannot be opened."""
    found = read_statement(path.read_bytes(), path.name)
    if isinstance(found, CannotRead):
        return FileRead((), (problem_words(found.problem),), readable=False)
    if isinstance(found, NeedsMapping):
        return FileRead((), (_words(found.why), f"Its columns are: {', '.join(found.columns)}"), readable=False)
    return FileRead(found.lines, tuple(_remarks(found)), readable=True)


def _words(code: str) -> str:
    return problem_words(Problem("", code))


def _remarks(found: Statement) -> list[str]:
    left = [f"Line {one.line_number} left out: {_words(one.reason_code)} {one.text}" for one in found.left_out]
    refused = [f"Line {one.line_number} refused: {_words(one.reason_code)} {one.text}" for one in found.refused]
    breaks = [
        f"Line {one.line_number}: the balance printed is {one.printed}, but the lines make {one.expected}"
        for one in found.balance_breaks
    ]
    doubt = [_words(found.date_doubt.code)] if found.date_doubt else []
    counts = f"{found.layout}: {len(found.lines)} read, {len(left)} left out, {len(refused)} refused"
    return [*left, *refused, *breaks, *doubt, counts]
