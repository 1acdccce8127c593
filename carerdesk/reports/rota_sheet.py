"""The rota on paper: a week or four for the wall, or one PA's own shifts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from carerdesk.reports.pdf import LEFT, RIGHT, TOP, Paper
from carerdesk.reports.pdf_parts import Cell, Column, section, table, title_block

_DAY, _TIMES = 126.0, 104.0
_BELOW_HEAD = 44.0


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One outing, or one day when nobody comes: the words of each column, in the sheet's order."""

    day: str
    times: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class SheetWeek:
    """A week: its days in words, its lines, and a remark below them."""

    title: str
    lines: tuple[SheetLine, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RotaSheet:
    """A sheet. `who` heads the column of people: "Who" on the wall, "With" on a PA's own; `whose` stands below."""

    title: str
    days: str
    whose: str
    printed: str
    who: str
    weeks: tuple[SheetWeek, ...]
    totals: tuple[str, ...] = ()


def write(sheets: Sequence[RotaSheet], stream: BinaryIO) -> None:
    """One sheet or several, each with its own count of pages, to a binary stream."""
    if not sheets:
        raise ValueError("there is no sheet to print")
    first = sheets[0]
    paper = Paper(f"{first.title}, {first.days}", "Rota", _foot(first))
    for at, sheet in enumerate(sheets):
        if at:
            paper.part(_foot(sheet))
        paper.head = None
        title_block(paper, sheet.title, sheet.days, sheet.whose, sheet.printed)
        paper.head = _continued(paper, sheet)
        for week in sheet.weeks:
            _week(paper, sheet, week)
        for line in sheet.totals:
            paper.prose(line)
    paper.write(stream)


def _foot(sheet: RotaSheet) -> str:
    return f"{sheet.title} · {sheet.days}"


def _continued(paper: Paper, sheet: RotaSheet) -> Callable[[], None]:
    def head() -> None:
        paper.text(LEFT, f"{sheet.title}, {sheet.days}, continued", size=11, bold=True, y=TOP)
        paper.y -= _BELOW_HEAD / 2

    return head


def _week(paper: Paper, sheet: RotaSheet, week: SheetWeek) -> None:
    section(paper, week.title, keep=90)
    wide = (RIGHT - LEFT - _DAY - _TIMES) / 2
    columns = (Column("Day", _DAY), Column("Times", _TIMES), Column(sheet.who, wide), Column("What", wide))
    if week.lines:
        table(paper, columns, [_row(line) for line in week.lines], ruled=True)
    if week.remark:
        paper.prose(week.remark, size=9, leading=12, tone="ink2")
    paper.y -= 10


def _row(line: SheetLine) -> list[Cell | str]:
    return [Cell(line.day, bold=True), line.times, Cell(line.who, bold=True), line.what]
