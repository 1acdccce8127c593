"""A letter: from whom, to whom, its heading, its paragraphs, a sum where there is one, and a small note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date
from carerdesk.domain.working import Line
from carerdesk.reports.pdf import SMALL, Paper
from carerdesk.reports.pdf_marks import signatures
from carerdesk.reports.pdf_parts import Item, money_list, title_block


@dataclass(frozen=True, slots=True)
class LetterView:
    """What a letter says. `acting_for` is the person supported, where they are not the employer.

    `figures` are the lines of a sum; `signers` sign below, the employer alone where none are given.
    """

    subject: str
    employer: str
    employer_address: str
    acting_for: str
    name: str
    address: str
    day: date
    title: str
    paragraphs: tuple[str, ...]
    reference: str = ""
    figures: tuple[Line, ...] = ()
    signers: tuple[str, ...] = ()
    note: str = ""


def write_letter(view: LetterView, stream: BinaryIO) -> None:
    """Write a letter as PDF to a binary stream."""
    paper = Paper(f"{view.title}, {view.name}", view.title, f"{view.employer} · letter to {view.name}")
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, view.subject, long_date(view.day), whose)
    _lines(paper, view.employer_address, 14)
    _lines(paper, f"{view.name}\n{view.address}", 14)
    paper.prose(view.title, size=13, leading=20, bold=True)
    if view.reference:
        paper.prose(f"Your reference: {view.reference}", size=10, leading=15)
    paper.prose(f"Dear {view.name}", size=10, leading=20)
    for paragraph in view.paragraphs:
        paper.prose(paragraph, size=10, leading=14.5)
        paper.y -= 6
    if view.figures:
        money_list(paper, [Item(line.text, line.figure, strong=line.strong) for line in view.figures], size=10)
        paper.y -= 8
    signatures(paper, view.signers or (f"Signed, {view.employer}",))
    paper.y -= 18
    if view.note:
        paper.prose(view.note, size=SMALL, leading=11.5, tone="ink2")
    paper.write(stream)


def _lines(paper: Paper, words: str, below: float) -> None:
    for line in (each.strip() for each in words.splitlines() if each.strip()):
        paper.prose(line, size=10, leading=13.5)
    paper.y -= below
