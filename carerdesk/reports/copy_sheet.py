"""Figures to copy by hand onto an official form (P45, P60): box, name and value. Never a facsimile of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_parts import Cell, Column, facts, section, table, title_block

_BOX, _NAME = 64.0, 236.0
_WHOLE = 487.28


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One line: the number of the box ("" where it has none), what it is called there, what goes in, a small note."""

    box: str
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CopySection:
    """A part of the form."""

    title: str
    lines: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class CopySheet:
    """One sheet of figures. `heads` are small facts on top, `notes` sentences below the title."""

    title: str
    beside: str
    under: str
    right: str
    heads: tuple[tuple[str, str], ...]
    sections: tuple[CopySection, ...]
    notes: tuple[str, ...] = ()


def write(sheets: Sequence[CopySheet], stream: BinaryIO) -> None:
    """Write the sheets as PDF to a binary stream, each from a new page with its own count.

    Raises:
        ValueError: where there is no sheet.
    """
    if not sheets:
        raise ValueError("there is no sheet to print")
    paper = Paper(f"{sheets[0].title}, {sheets[0].beside}", sheets[0].right, _foot(sheets[0]))
    for at, sheet in enumerate(sheets):
        if at:
            paper.part(_foot(sheet))
        _sheet(paper, sheet)
    paper.write(stream)


def _foot(sheet: CopySheet) -> str:
    return f"{sheet.under} · {sheet.title} · {sheet.beside}"


def _sheet(paper: Paper, sheet: CopySheet) -> None:
    title_block(paper, sheet.title, sheet.beside, sheet.under, sheet.right)
    if sheet.heads:
        facts(paper, sheet.heads)
    for note in sheet.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
        paper.y -= 2
    for part in sheet.sections:
        paper.y -= 8
        _section(paper, part)


def _section(paper: Paper, part: CopySection) -> None:
    section(paper, part.title, keep=70)
    columns = (Column("Box", _BOX), Column("On the form", _NAME), Column("To copy", _WHOLE - _BOX - _NAME))
    rows: list[list[Cell | str]] = [
        [line.box or "–", Cell(line.name, line.note), Cell(line.value or "Leave empty", bold=True)]
        for line in part.lines
    ]
    table(paper, columns, rows, ruled=True)
