"""The figures of one return on paper: what to write or type, line by line, and the box it goes into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from carerdesk.domain.rti.lines import FormSection
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_parts import Cell, Column, facts, section, table, title_block

_NAME, _VALUE, _BOX = 232.0, 165.28, 90.0


@dataclass(frozen=True, slots=True)
class ReturnView:
    """One return, or several one after another (each worker of a payday).

    `last_column` heads what is left to fill in by hand: box numbers, which `boxes` holds as far as they are known.
    """

    title: str
    beside: str
    under: str
    subject: str
    dates: tuple[tuple[str, str], ...]
    sections: tuple[FormSection, ...]
    last_column: str = ""
    boxes: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def write(views: tuple[ReturnView, ...], stream: BinaryIO) -> None:
    """Write the returns as PDF to a binary stream, each from a new page."""
    first = views[0]
    paper = Paper(f"{first.title}, {first.beside}", first.subject, _foot(first))
    for at, view in enumerate(views):
        if at:
            paper.part(_foot(view))
        _one(paper, view)
    paper.write(stream)


def _foot(view: ReturnView) -> str:
    return f"{view.under} · {view.title} · {view.beside}"


def _one(paper: Paper, view: ReturnView) -> None:
    title_block(paper, view.title, view.beside, view.under, view.subject)
    facts(paper, view.dates)
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
        paper.y -= 2
    paper.y -= 6
    for part in view.sections:
        _section(paper, view, part)


def _section(paper: Paper, view: ReturnView, part: FormSection) -> None:
    section(paper, part.title, keep=92)
    value = Column("Write this", _VALUE) if view.last_column else Column("Type this", _VALUE + _BOX)
    columns = [Column("Line", _NAME), value]
    rows: list[list[Cell | str]] = [[Cell(line.name, line.note), Cell(line.value, bold=True)] for line in part.lines]
    if view.last_column:
        columns.append(Column(view.last_column, _BOX))
        rows = [[*row, _box(view, line.key)] for row, line in zip(rows, part.lines, strict=True)]
    table(paper, columns, rows, ruled=True)
    paper.y -= 8


def _box(view: ReturnView, key: str) -> Cell:
    return Cell(view.boxes.get(key) or "………")
