"""Santander's text download: four labelled lines to a payment, set apart by blank lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from carerdesk.importers.cells import account_hint, tidy
from carerdesk.importers.checks import make_statement
from carerdesk.importers.days import DateReader
from carerdesk.importers.plan import Plan, RowReader
from carerdesk.importers.values import AccountHint, LeftOut, Refused, Statement, StatementLine

_LABEL = re.compile(
    r"\s*(From|Account|Arranged overdraft limit|Date|Description|Amount|Balance)\s*:(.*)$", re.IGNORECASE
)
_PARTS = ("date", "description", "amount", "balance")
_PLAN = Plan("Santander text file", date=0, text=(1,), amount=2, balance=3)


@dataclass(slots=True)
class _Block:
    line_number: int
    cells: dict[str, str] = field(default_factory=dict)


def looks_like_blocks(text: str) -> bool:
    """Whether a text holds labelled payments."""
    labels = {found[1].casefold() for line in text[:4000].split("\n") if (found := _LABEL.match(line))}
    return {"date", "description", "amount"} <= labels


def read_blocks(text: str, *, today: date | None = None) -> Statement:
    """Every labelled payment; a stray line without a label is refused and costs no neighbour."""
    blocks, account, strays = _blocks(text)
    reader = RowReader(_PLAN, DateReader("figures"))
    read = [_read(reader, block) for block in blocks]
    return make_statement(
        _PLAN.name,
        [each for each in read if isinstance(each, StatementLine)],
        [each for each in read if isinstance(each, LeftOut)],
        [*strays, *(each for each in read if isinstance(each, Refused))],
        accounts=[account] if account else [],
        today=today,
    )


def _read(reader: RowReader, block: _Block) -> StatementLine | LeftOut | Refused:
    cells = [tidy(block.cells.get(part, "")) for part in _PARTS]
    return reader.read(block.line_number, cells, " | ".join(cell for cell in cells if cell))


def _blocks(text: str) -> tuple[list[_Block], AccountHint | None, list[Refused]]:
    blocks: list[_Block] = []
    strays: list[Refused] = []
    account: AccountHint | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _LABEL.match(line)
        label = found[1].casefold() if found else ""
        if label in _PARTS and found:
            if label == "date" or not blocks or label in blocks[-1].cells:
                blocks.append(_Block(number))
            blocks[-1].cells[label] = found[2]
        elif label == "account" and found:
            account = account_hint(found[2])
        elif not found and line.strip() and blocks:
            strays.append(Refused(number, "line_without_label", line.strip()))
    return blocks, account, strays
