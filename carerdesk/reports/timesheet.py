"""Timesheets: what one PA worked in one period, to be read and signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from carerdesk.domain.dates import DAYS, short_date, span
from carerdesk.reports.lettering import REGULAR, SEMIBOLD
from carerdesk.reports.pdf import HEIGHT, LEFT, RIGHT, SMALL, TOP, Paper, Said
from carerdesk.reports.pdf_marks import signatures, square_code
from carerdesk.reports.pdf_parts import Cell, Column, Item, facts, money_list, quantity, section, table, title_block

CODE_SIDE = 46.0
"""The printed code, 16 mm: large enough for a photo of the whole page taken with a telephone."""
_CODE_TOP = HEIGHT - 30
_BELOW_CODE = 44.0
_GAP = 14.0
_SIGNED_WITH = 4
"""Shifts that stand on the page of the signatures at least."""
COMPLETE = "These are the hours that were worked. Nothing has been left out or added."


@dataclass(frozen=True, slots=True)
class TimesheetLine:
    """One shift: the day it begins, times as people write them, minutes of break, and its hours.

    `counted` is printed instead of the hours where they are not what is paid ("1 night" for a sleep-in,
    "1 call-out, 0.5"). `end` may say "07:00 next day".
    """

    day: date
    start: str
    end: str
    break_minutes: int
    kind: str
    hours: Decimal
    counted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimesheetView:
    """One PA's shifts in one period. `totals` pair a kind with its sum in words ("Sleep-in nights", "2").

    `reference` is printed on every page, as text and as a QR code with the number of the page, so that a signed sheet
    that comes back as a scan or a photo can be matched. `lacks` says why it is not complete ("" where it is), and
    stands above the signatures instead of the words that it is.
    """

    employer: str
    acting_for: str
    name: str
    works_number: str
    first: date
    last: date
    reference: str
    lines: tuple[TimesheetLine, ...]
    totals: tuple[tuple[str, str], ...]
    hours: Decimal
    state: str = ""
    notes: tuple[str, ...] = ()
    lacks: str = ""


def write(sheets: Sequence[TimesheetView], stream: BinaryIO) -> None:
    """One timesheet or several, each with its own count of pages, to a binary stream."""
    if not sheets:
        raise ValueError("there is no timesheet to print")
    first = sheets[0]
    names = first.name if len(sheets) == 1 else f"{len(sheets)} timesheets"
    paper = Paper(f"Timesheet, {names}, {span(first.first, first.last)}", "Hours worked", _foot(first))
    for at, view in enumerate(sheets):
        if at:
            paper.part(_foot(view))
        _timesheet(paper, view)
    paper.write(stream)


def _foot(view: TimesheetView) -> str:
    return f"{view.name} · {view.employer} · {view.reference}"


def page_code(reference: str, page: int, pages: int) -> str:
    """What the QR code of a page says: "T12-7KQ2/1/2"."""
    return f"{reference}/{page}/{pages}"


def _timesheet(paper: Paper, view: TimesheetView) -> None:
    first = len(paper.pages) - 1
    paper.head = lambda: _continued(paper, view)
    paper.y -= _BELOW_CODE
    _contents(paper, view)
    paper.head = None
    pages = paper.pages[first:]
    for at, page in enumerate(pages, 1):
        page.shapes.append(square_code(page_code(view.reference, at, len(pages)), RIGHT, _CODE_TOP, CODE_SIDE))
        page.words += _beside_code(view.reference)


def _beside_code(reference: str) -> list[Said]:
    right = RIGHT - CODE_SIDE - 14
    lines = (reference, "Keep the square clear. It finds this sheet", "again when it comes back as a scan or a photo.")
    return [
        Said(right, _CODE_TOP - 12 - 13 * at, line, (SEMIBOLD if not at else REGULAR, 11 if not at else SMALL, "ink2"),
             "right")
        for at, line in enumerate(lines)
    ]  # fmt: skip


def _continued(paper: Paper, view: TimesheetView) -> None:
    """The head of every page but the first."""
    paper.text(LEFT, f"Timesheet of {view.name}", size=11, bold=True, y=TOP)
    paper.text(LEFT, f"{span(view.first, view.last)}, continued", tone="ink2", y=TOP - 14)
    paper.y -= _BELOW_CODE


def _contents(paper: Paper, view: TimesheetView) -> None:
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Timesheet", span(view.first, view.last), whose, f"Reference {view.reference}")
    pairs = [("Name", view.name), ("Works number", view.works_number), ("Hours in all", quantity(view.hours))]
    facts(paper, [*pairs, ("State", view.state)] if view.state else pairs)
    paper.y -= 8
    end = paper.measure(lambda: _end(paper, view))
    _shifts(paper, view, after=_GAP + end)
    paper.y -= _GAP
    paper.need(end)
    _end(paper, view)


def _end(paper: Paper, view: TimesheetView) -> None:
    """The sums with the signatures below them, on one page: nobody signs a page that says nothing."""
    _totals(paper, view)
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
    if view.lacks:
        paper.prose(f"This sheet is not complete. {view.lacks}", bold=True)
    else:
        paper.prose(COMPLETE)
    signatures(paper, (f"Signed by the PA, {view.name}", f"Signed by the employer, {view.employer}"))


def _shifts(paper: Paper, view: TimesheetView, *, after: float) -> None:
    section(paper, "Shifts", keep=80)
    if not view.lines:
        paper.prose("No shifts in this period.")
        return
    columns = (
        Column("Day", 98), Column("Start", 46), Column("End", 78), Column("Break", 46, "right"), Column("", 12),
        Column("Kind, and note", 147.28), Column("Hours", 60, "right"),
    )  # fmt: skip
    totals = ("All", "", "", "", "", "", quantity(view.hours))
    rows = [_shift(line) for line in view.lines]
    table(paper, columns, rows, totals=(totals,), last=_SIGNED_WITH, after=after)


def _shift(line: TimesheetLine) -> list[Cell | str]:
    day = f"{DAYS[line.day.weekday()][:3]} {short_date(line.day)}"
    rest = f"{line.break_minutes} min" if line.break_minutes else "–"
    return [day, line.start, line.end, rest, "", Cell(line.kind, line.note), line.counted or quantity(line.hours)]


def _totals(paper: Paper, view: TimesheetView) -> None:
    section(paper, "In all")
    items = [Item(kind, words) for kind, words in view.totals]
    money_list(paper, [*items, Item("Hours", quantity(view.hours), strong=True)])
    paper.y -= 8
