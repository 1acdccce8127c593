"""The recovery sheet: the code that opens the books, and how to use it with or without CarerDesk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import full_date, long_date
from carerdesk.reports.pdf import LEFT, Paper
from carerdesk.reports.pdf_parts import section, title_block

_IN_A_ROW = 4
_GROUP_WIDTH = 112.0
_CODE_SIZE, _ROW_HEIGHT = 18, 30


@dataclass(frozen=True, slots=True)
class RecoverySheetView:
    """The name of the books, the code in its groups, the day it was printed, and the recipe for public tools."""

    name: str
    groups: tuple[str, ...]
    day: date
    recipe: tuple[str, ...]


def write(view: RecoverySheetView, stream: BinaryIO) -> None:
    """Write the sheet as PDF to a binary stream."""
    foot = f"Recovery code for {view.name}, {long_date(view.day)}"
    paper = Paper("Recovery code", f"Opens the books {view.name}", foot)
    title_block(paper, "Recovery code", full_date(view.day), f"For the books “{view.name}”")
    paper.prose("Whoever holds this sheet can read everything in these books. Keep it where you keep passports and "
                "wills, away from the computer. Do not photograph it and do not send it.")  # fmt: skip
    paper.y -= 14
    _code(paper, view.groups)
    section(paper, "To use it")
    paper.prose("Start CarerDesk, choose the books, press “Use the recovery code instead”, and type the groups above. "
                "Capitals and spaces do not matter. If a newer sheet was printed since, use that one.")  # fmt: skip
    paper.y -= 12
    section(paper, "Without CarerDesk")
    paper.prose("Somebody who knows computers can read the books with public tools, even if CarerDesk is no more.",
                tone="ink2")  # fmt: skip
    paper.y -= 4
    for number, step in enumerate(view.recipe, 1):
        _step(paper, number, step)
    paper.write(stream)


def _code(paper: Paper, groups: tuple[str, ...]) -> None:
    first, *rest = groups
    paper.text(LEFT, first, size=_CODE_SIZE, bold=True)
    paper.y -= _ROW_HEIGHT
    for start in range(0, len(rest), _IN_A_ROW):
        for at, group in enumerate(rest[start : start + _IN_A_ROW]):
            paper.text(LEFT + at * _GROUP_WIDTH, group, size=_CODE_SIZE, bold=True)
        paper.y -= _ROW_HEIGHT
    paper.y -= 6


def _step(paper: Paper, number: int, step: str) -> None:
    paper.need(28)
    paper.text(LEFT, f"{number}")
    paper.prose(step, LEFT + 20)
    paper.y -= 3
