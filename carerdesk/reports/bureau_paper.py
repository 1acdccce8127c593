"""Papers for a payroll bureau: what to ask it for, the hours of a payday, and the pack handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from carerdesk.reports.lettering import ink
from carerdesk.reports.pdf import LEFT, Paper
from carerdesk.reports.pdf_parts import Cell, Column, section, table, title_block

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_WHOLE = 487.28


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A part: lines to tick, or a table. The first column takes the room, the last ones are figures."""

    title: str
    ticks: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class BureauPaper:
    """One paper."""

    title: str
    beside: str
    under: str
    right: str
    intro: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    notes: tuple[str, ...] = ()


def write(view: BureauPaper, stream: BinaryIO) -> None:
    """Write it as PDF to a binary stream."""
    paper = Paper(f"{view.title}, {view.beside}", view.right, f"{view.under} · {view.title}")
    title_block(paper, view.title, view.beside, view.under, view.right)
    for words in view.intro:
        paper.prose(words, size=10, leading=13.5)
        paper.y -= 5
    for part in view.sections:
        paper.y -= 8
        section(paper, part.title, keep=60)
        for line in part.ticks:
            _tick(paper, line)
        if part.heads:
            _table(paper, part)
    paper.y -= 4
    for words in view.notes:
        paper.prose(words, size=9, leading=12, tone="ink2")
    paper.write(stream)


def _tick(paper: Paper, line: str) -> None:
    paper.need(16)
    y = paper.y

    def box(canvas: Canvas) -> None:
        canvas.setStrokeColor(ink("ink2"))
        canvas.setLineWidth(0.9)
        canvas.rect(LEFT + 0.5, y - 1, 8, 8, stroke=1, fill=0)

    paper.paint(box)
    paper.prose(line, LEFT + 18, size=10, leading=13)
    paper.y -= 4


def _table(paper: Paper, part: PaperSection) -> None:
    others = len(part.heads) - 1
    wide = min(96.0, 300.0 / max(others, 1)) if others > 1 else 230.0
    columns = [Column(part.heads[0], _WHOLE - wide * others)]
    columns += [Column(head, wide, "right" if others > 1 else "left") for head in part.heads[1:]]
    rows: list[list[Cell | str]] = [[Cell(words) for words in row] for row in part.rows]
    table(paper, columns, rows, ruled=True)
