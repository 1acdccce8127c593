"""Signed sheets that come back: which timesheet each page is, by its printed code, and all of them kept at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.timesheet_signing import keep_scan, title_of, unsignable
from carerdesk.services.hours.timesheets import (
    ON_PAPER,
    SIGNED,
    WAITING,
    TimesheetRow,
    number_of,
    row_of,
    together,
)
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables
from carerdesk.store.documents import unseen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.intake.checked import Checked

Progress: TypeAlias = Callable[[str, int, int], None]
_CODE = re.compile(r"\bT(\d{1,9})-([2-9A-HJ-NP-Z]{4})(?:/(\d{1,3})/(\d{1,3}))?(?![\w/])")


class Found(StrEnum):
    """What a page turned out to be."""

    MATCHED = "matched"
    CHANGED = "changed"
    SIGNED = "signed"
    UNKNOWN = "unknown"
    NO_CODE = "no_code"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A photo, scan or PDF as it was chosen."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page: the file it is in and its place there (both from nought), and the timesheet its code names.

    `printed` is the page of the sheet it is, and of how many, where the code says so.
    """

    file: int
    page: int
    file_name: str
    of_pages: int
    found: Found
    sheet: TimesheetRow | None = None
    code: str = ""
    printed: tuple[int, int] | None = None
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """What the files hold: their pages in order, the files that could not be read, the sheets that wait."""

    files: tuple[SheetFile, ...]
    pages: tuple[ScannedPage, ...]
    refused: tuple[tuple[str, Problem], ...]
    waiting: tuple[TimesheetRow, ...]
    signed_on: date

    def missing_of(self, timesheet_id: int) -> tuple[int, ...]:
        """Which printed pages of a sheet are not among these."""
        printed = [page.printed for page in self.pages if page.sheet and page.sheet.id == timesheet_id and page.printed]
        here = {number for number, _ in printed}
        return tuple(number for number in range(1, max((of for _, of in printed), default=0) + 1) if number not in here)


@dataclass(frozen=True, slots=True)
class SheetBack:
    """A timesheet that came back: its pages, counted in `ReadSheets.pages`, and the day it was signed.

    `on` is None where it is known to be signed, and the pages are only to be kept with it.
    """

    timesheet_id: int
    pages: tuple[int, ...]
    on: date | None


def read_signed_sheets(books: Books, files: Sequence[SheetFile], progress: Progress = unseen) -> ReadSheets:
    """Look at every page of these files for the code of a timesheet. Changes nothing."""
    pages: list[ScannedPage] = []
    refused: list[tuple[str, Problem]] = []
    seen: set[str] = set()
    with books.reading() as session:
        for at, file in enumerate(files):
            progress(file.name, at, len(files))
            checked = _checked(file)
            if isinstance(checked, Problem):
                refused.append((file.name, checked))
                continue
            again = (digest := sha256(file.data).hexdigest()) in seen
            seen.add(digest)
            pages += [
                replace(page, found=Found.TWICE) if again else page for page in _pages(session, at, file, checked)
            ]
        waiting = _waiting(session)
    return ReadSheets(tuple(files), tuple(pages), tuple(refused), waiting, _probably_on(pages, books.today()))


def _checked(file: SheetFile) -> Checked | Problem:
    from carerdesk.intake.documents import check_document

    return check_document(file.data, file.name)


def _pages(session: Session, at: int, file: SheetFile, checked: Checked) -> Iterator[ScannedPage]:
    from carerdesk.intake.codes import codes_by_page

    for number, said in enumerate(codes_by_page(file.data, checked.kind)):
        plain = ScannedPage(at, number, file.name, checked.pages, Found.NO_CODE, taken_on=checked.taken_on)
        yield _matched(session, plain, _code_in(said.codes) or _code_in([said.text]))


def _code_in(texts: Sequence[str]) -> re.Match[str] | None:
    """The one code of a timesheet in these words; None where there is none, or two that differ."""
    found = {match[1] + match[2]: match for text in texts for match in _CODE.finditer(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _matched(session: Session, page: ScannedPage, code: re.Match[str] | None) -> ScannedPage:
    if code is None:
        return page
    printed = (int(code[3]), int(code[4])) if code[3] else None
    page = replace(page, code=f"T{code[1]}-{code[2]}", printed=printed, found=Found.UNKNOWN)
    sheet = _sheet(session, page.code)
    if sheet is None:
        return page
    row = row_of(session, sheet)
    if row.state == SIGNED:
        return replace(page, found=Found.SIGNED, sheet=row)
    stands = sheet.code == page.code and not row.changed
    return replace(page, found=Found.MATCHED if stands else Found.CHANGED, sheet=row)


def _sheet(session: Session, code: str) -> tables.Timesheet | None:
    from sqlalchemy import select

    sheet = tables.Timesheet
    mine = select(sheet).where(
        sheet.person_id == owner(session).person_id, sheet.code.startswith(f"T{number_of(code)}-", autoescape=True)
    )
    return session.scalars(mine.order_by(sheet.id.desc())).first()


def _waiting(session: Session) -> tuple[TimesheetRow, ...]:
    """The printed sheets that nobody has signed and whose hours still stand, the newest first."""
    from sqlalchemy import select

    sheet = tables.Timesheet
    mine = select(sheet).where(sheet.person_id == owner(session).person_id, sheet.signed_on.is_(None))
    rows = (row_of(session, one) for one in session.scalars(mine.order_by(sheet.last_day.desc(), sheet.id)))
    return tuple(row for row in rows if row.state == WAITING and not row.changed)


def _probably_on(pages: Sequence[ScannedPage], today: date) -> date:
    """The day the photos were taken, where they tell of one and the same; else today."""
    days = {page.taken_on for page in pages if page.found in {Found.MATCHED, Found.NO_CODE}}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day <= today else today


def page_picture(read: ReadSheets, page: ScannedPage, max_px: int = 1600) -> bytes | None:
    """A page as PNG, no larger than `max_px` either way; None where there is no picture of it."""
    from carerdesk.intake import codes
    from carerdesk.intake.documents import kind_of

    data = read.files[page.file].data
    kind = kind_of(data)
    return codes.page_picture(data, kind, page.page, max_px) if kind else None


def keep_signed_sheets(books: Books, read: ReadSheets, back: Sequence[SheetBack]) -> Outcome:
    """Keep these pages with their timesheets, and the timesheets as signed: all in one operation.

    Problems about the day name their field `signed_on:7`, 7 being the timesheet.
    """
    with books.operation("Signed timesheets brought in", kind="timesheet") as op:
        rows = [op.session.get_one(tables.Timesheet, each.timesheet_id) for each in back]
        if not rows:
            return Rejected((Problem("", "no_sheets_to_keep"),))
        both = list(zip(rows, back, strict=True))
        if problems := [one for row, each in both for one in _unsignable(op.session, row, each, books.today())]:
            return Rejected(tuple(problems))
        for row, each in both:
            if row.signed_on is None:
                row.signed_on, row.signed_how = each.on or books.today(), ON_PAPER
            _keep(books, op.session, read, each)
        op.said = _said(op.session, rows)
    return done(op)


def _unsignable(session: Session, row: tables.Timesheet, back: SheetBack, today: date) -> tuple[Problem, ...]:
    if back.on is None and row.signed_on is not None:
        return ()
    return unsignable(session, row, back.on or today, today, f"signed_on:{row.id}")


def _said(session: Session, rows: Sequence[tables.Timesheet]) -> str:
    if len(rows) == 1:
        return f"Timesheet of {title_of(session, rows[0])}, kept as signed"
    names = dict.fromkeys(session.get_one(tables.Worker, row.worker_id).name.split()[0] for row in rows)
    return f"{len(rows)} signed timesheets kept, of {together(list(names))}"


def _keep(books: Books, session: Session, read: ReadSheets, back: SheetBack) -> None:
    by_file: dict[int, list[int]] = {}
    for at in back.pages:
        by_file.setdefault(read.pages[at].file, []).append(read.pages[at].page)
    for number, pages in by_file.items():
        file = _part(read, number, sorted(pages))
        checked = _checked(file)
        if isinstance(checked, Problem):
            raise TypeError(checked.code)  # it was sound when it was read, a moment ago
        keep_scan(books, session, back.timesheet_id, file.data, file.name, checked)


def _part(read: ReadSheets, number: int, pages: Sequence[int]) -> SheetFile:
    """A file, or those of its pages that are one timesheet's as a file of their own."""
    from carerdesk.intake.pages import some_pages

    file = read.files[number]
    count = next(page.of_pages for page in read.pages if page.file == number)
    if len(pages) == count:
        return file
    numbers = together([str(page + 1) for page in pages])
    name = f"{PurePath(file.name).stem}, {'page' if len(pages) == 1 else 'pages'} {numbers}.pdf"
    return SheetFile(name, some_pages(file.data, pages))
