"""A statement of earnings: the letter that takes the place of a second P45, which there never is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import signatures
from carerdesk.reports.pdf_parts import Item, facts, figure, money_list, section, title_block


@dataclass(frozen=True, slots=True)
class EarningsLetter:
    """What one employer paid one person in one tax year; `paragraphs` are said below the figures."""

    employer: str
    address: tuple[str, ...]
    reference: str
    name: str
    ni_number: str
    year: str
    written: date
    first_day: date | None
    left: date | None
    figures: tuple[tuple[str, Money], ...]
    intro: str
    paragraphs: tuple[str, ...]


def write(letter: EarningsLetter, stream: BinaryIO) -> None:
    """Write the letter as PDF to a binary stream."""
    paper = Paper(
        f"Statement of earnings, {letter.name}", f"Tax year {letter.year}", f"{letter.employer} · {letter.name}"
    )
    title_block(paper, "Statement of earnings", long_date(letter.written), letter.employer, f"Tax year {letter.year}")
    facts(
        paper,
        (
            ("Name", letter.name),
            ("National Insurance number", letter.ni_number),
            ("Employer reference", letter.reference),
            ("Worked from", long_date(letter.first_day) if letter.first_day else ""),
            ("To", long_date(letter.left) if letter.left else ""),
        ),
    )
    paper.prose(letter.intro, size=10.5, leading=14)
    paper.y -= 10
    section(paper, f"From us, in the tax year {letter.year} (£)")
    money_list(paper, [Item(name, figure(amount)) for name, amount in letter.figures], size=10.5)
    paper.y -= 8
    for each in letter.paragraphs:
        paper.prose(each, size=10.5, leading=14)
        paper.y -= 5
    for line in letter.address:
        paper.prose(line, size=10)
    paper.y -= 24
    signatures(paper, (f"{letter.employer}, employer",))
    paper.write(stream)
