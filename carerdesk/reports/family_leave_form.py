"""The figures for the form that says why no family leave pay is due. It does not look like the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import facts, section, title_block


@dataclass(frozen=True, slots=True)
class RefusalView:
    """What an employer copies onto the form. `form` is "" where there is none, and the sheet is a letter's contents.

    `give_by` says by when it must be given, in a few words; `ends`: pay was due, and ends before its time.
    """

    form: str
    pay: str
    employer: str
    employer_address: str
    paye_reference: str
    name: str
    address: str
    ni_number: str
    works_number: str
    dates: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    give_by: str
    ends: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def write(view: RefusalView, stream: BinaryIO) -> None:
    """Write the sheet as PDF to a binary stream."""
    form = f"form {view.form}" if view.form else "the letter"
    paper = Paper(f"Figures for {form}, {view.name}", view.pay, f"{view.name} · {view.employer} · for {form}")
    second = "A sheet to copy from, not the form" if view.form else "What the letter must say"
    title_block(paper, f"Figures for {form}", view.name, f"{view.employer}, employer", second)
    facts(paper, _said(_who(view)))
    paper.y -= 8
    outcome = "pay ends before its time" if view.ends else "no pay is due"
    banner(paper, view.give_by, f"{view.pay}: {outcome}", "")
    section(paper, "Why pay ends" if view.ends else "Why no pay is due")
    for reason in view.reasons:
        paper.prose(reason)
        paper.y -= 4
    paper.y -= 8
    section(paper, "The leave")
    facts(paper, _said(view.dates))
    paper.y -= 12
    section(paper, "What it rests on")
    facts(paper, _said(view.figures))
    for note in (*view.notes, *view.sources):
        paper.y -= 4
        paper.prose(note, size=9, leading=12, tone="ink2")
    paper.write(stream)


def _who(view: RefusalView) -> tuple[tuple[str, str], ...]:
    return (
        ("Name", view.name),
        ("National Insurance number", view.ni_number),
        ("Works number", view.works_number),
        ("Address", view.address.replace("\n", ", ")),
        ("Employer’s address", view.employer_address.replace("\n", ", ")),
        ("Employer PAYE reference", view.paye_reference),
    )


def _said(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, words) for label, words in pairs if words]
