"""What the tests of reading share: read a made-up file and take out what matters."""

from __future__ import annotations

from datetime import date

from carerdesk.importers.read import read_statement
from carerdesk.importers.values import CannotRead, ColumnMapping, NeedsMapping, Statement


def read(text: str | bytes, mapping: ColumnMapping | None = None, *, today: date | None = None) -> Statement:
    """The statement in a text; fails where there is none."""
    data = text.encode() if isinstance(text, str) else text
    made = read_statement(data, mapping=mapping, today=today)
    assert isinstance(made, Statement), made
    return made


def asked(text: str | bytes) -> NeedsMapping:
    """The question a text raises; fails where there is none."""
    made = read_statement(text.encode() if isinstance(text, str) else text)
    assert isinstance(made, NeedsMapping), made
    return made


def refusal(data: str | bytes) -> str:
    """The code of the problem with a whole file."""
    made = read_statement(data.encode() if isinstance(data, str) else data, "file.csv")
    assert isinstance(made, CannotRead), made
    return made.problem.code


Short = tuple[str, str, str, str | None]


def short(made: Statement) -> list[Short]:
    """Each line as day, amount, words, balance."""
    return [
        (line.date.isoformat(), line.amount.text, line.description, None if line.balance is None else line.balance.text)
        for line in made.lines
    ]
