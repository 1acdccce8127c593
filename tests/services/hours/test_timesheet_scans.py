"""Signed sheets that come back are matched by their code, kept together, and taken back together."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from subprocess import run

import img2pdf
import pytest
from pypdf import PdfReader, PdfWriter

from carerdesk.intake.pages import some_pages
from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.hours.timesheet_scans import (
    Found,
    ReadSheets,
    SheetBack,
    SheetFile,
    keep_signed_sheets,
    read_signed_sheets,
)
from carerdesk.services.hours.timesheet_signing import agree_timesheet, sign_timesheet
from carerdesk.services.hours.timesheets import (
    ON_PAPER,
    SIGNED,
    WAITING,
    TimesheetRow,
    list_timesheets,
    make_timesheets,
    timesheet_pdf,
)
from carerdesk.services.money.attaching import document_bytes, papers
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed

FIRST, LAST = date(2026, 10, 26), date(2026, 11, 22)
TODAY = date(2026, 11, 20)


@pytest.fixture
def shifts(books: Books, pas: Pas, terms: None) -> dict[int, int]:
    """A morning for Asha and one for Kasia, by PA."""
    return {who: kept(record_shift(books, typed(who, FIRST, "07:30", "10:30"))) for who in (pas.asha, pas.kasia)}


def printed(books: Books) -> dict[int, TimesheetRow]:
    """Everybody's sheets, printed."""
    outcome, _ = make_timesheets(books, list_timesheets(books))
    assert isinstance(outcome, Done)
    return {row.worker_id: row for row in list_timesheets(books)}


def pdf(books: Books, *rows: TimesheetRow) -> SheetFile:
    return SheetFile("scan.pdf", timesheet_pdf(books, *(row.id for row in rows if row.id is not None)))


def without_words(file: SheetFile) -> SheetFile:
    """The same number of pages, all blank."""
    out, writer = BytesIO(), PdfWriter()
    for page in PdfReader(BytesIO(file.data)).pages:
        writer.add_blank_page(page.mediabox.width, page.mediabox.height)
    writer.write(out)
    return SheetFile("blank.pdf", out.getvalue())


def as_pictures(data: bytes) -> bytes:
    """A PDF as a scanner makes one: pictures of its pages."""
    drawn = run(["pdftoppm", "-r", "90", "-gray", "-png", "-"], input=data, capture_output=True, check=True).stdout
    mark = b"\x89PNG\r\n"
    pages: bytes = img2pdf.convert([mark + each for each in drawn.split(mark)[1:]])
    return pages


def found(read: ReadSheets) -> list[Found]:
    return [page.found for page in read.pages]


def back(row: TimesheetRow, *pages: int, on: date | None = TODAY) -> SheetBack:
    assert row.id is not None
    return SheetBack(row.id, pages, on)


def test_several_are_printed_in_one_operation(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    outcome, made = make_timesheets(books, list_timesheets(books))
    assert isinstance(outcome, Done)
    assert outcome.said == "2 timesheets of Asha and Kasia made"
    words = [page.extract_text() for page in PdfReader(BytesIO(timesheet_pdf(books, *made))).pages]
    assert len(words) == 2
    assert "Asha Rahman" in words[0]
    assert "Kasia" in words[1]
    undo(books, outcome.operation)
    assert [row.id for row in list_timesheets(books)] == [None, None]
    assert set(shifts) == {pas.asha, pas.kasia}


def test_pages_of_two_sheets_in_one_file_go_each_to_its_own(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    rows = printed(books)
    read = read_signed_sheets(books, [pdf(books, rows[pas.kasia], rows[pas.asha])])
    assert [(page.found, page.sheet and page.sheet.worker_id) for page in read.pages] == [
        (Found.MATCHED, pas.kasia),
        (Found.MATCHED, pas.asha),
    ]
    outcome = keep_signed_sheets(books, read, [back(rows[pas.kasia], 0), back(rows[pas.asha], 1)])
    assert isinstance(outcome, Done)
    assert outcome.said == "2 signed timesheets kept, of Kasia and Asha"
    for row in list_timesheets(books):
        assert (row.state, row.signed_on, row.signed_how, row.scans) == (SIGNED, TODAY, ON_PAPER, 1)
        assert row.id is not None
        (paper,) = papers(books, "timesheet", row.id)
        name, data = document_bytes(books, paper.document_id)
        assert name == ("scan, page 1.pdf" if row.worker_id == pas.kasia else "scan, page 2.pdf")
        (page,) = PdfReader(BytesIO(data)).pages
        assert row.code in page.extract_text()
    undo(books, outcome.operation)
    assert [(row.state, row.scans) for row in list_timesheets(books)] == [(WAITING, 0)] * 2
    assert len(shifts) == 2


def test_a_file_of_one_sheet_is_kept_as_it_is(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.asha]
    file = pdf(books, row)
    kept_now = keep_signed_sheets(books, read_signed_sheets(books, [file]), [back(row, 0)])
    assert isinstance(kept_now, Done)
    assert row.id is not None
    (paper,) = papers(books, "timesheet", row.id)
    assert document_bytes(books, paper.document_id) == ("scan.pdf", file.data)
    assert found(read_signed_sheets(books, [file])) == [Found.SIGNED]
    assert shifts


def test_a_sheet_whose_hours_changed_says_so_and_is_refused(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.asha]
    file = pdf(books, row)
    before = read_signed_sheets(books, [file])
    kept(change_shift(books, shifts[pas.asha], typed(pas.asha, FIRST, "08:00", "11:00")))
    assert found(read_signed_sheets(books, [file])) == [Found.CHANGED]
    assert codes(keep_signed_sheets(books, before, [back(row, 0)])) == ["timesheet_hours_changed"]
    printed(books)
    assert found(read_signed_sheets(books, [file])) == [Found.CHANGED]
    assert found(read_signed_sheets(books, [pdf(books, row)])) == [Found.MATCHED]


def test_what_has_no_code_may_be_chosen_by_hand(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.kasia]
    blank = without_words(pdf(books, row))
    read = read_signed_sheets(books, [blank, blank, SheetFile("letter.docx", b"PK\x03\x04")])
    assert found(read) == [Found.NO_CODE, Found.TWICE]
    assert [(name, problem.code) for name, problem in read.refused] == [("letter.docx", "document_is_packed")]
    assert {one.worker_id for one in read.waiting} == set(shifts)
    assert codes(keep_signed_sheets(books, read, [])) == ["no_sheets_to_keep"]
    assert isinstance(keep_signed_sheets(books, read, [back(row, 0)]), Done)
    assert [one.worker_id for one in read_signed_sheets(books, [blank]).waiting] == [pas.asha]


def test_a_day_that_cannot_be_keeps_nothing(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    rows = printed(books)
    read = read_signed_sheets(books, [pdf(books, rows[pas.kasia], rows[pas.asha])])
    wrong = [back(rows[pas.kasia], 0), back(rows[pas.asha], 1, on=FIRST - timedelta(days=1))]
    outcome = keep_signed_sheets(books, read, wrong)
    assert codes(outcome) == ["signed_before_period"]
    assert [row.state for row in list_timesheets(books)] == [WAITING, WAITING]
    assert len(shifts) == 2


def test_a_scan_is_added_to_a_sheet_that_was_signed_without_one(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.asha]
    assert row.id is not None
    assert isinstance(sign_timesheet(books, row.id, date(2026, 11, 19)), Done)
    read = read_signed_sheets(books, [pdf(books, row)])
    for _ in range(2):
        assert isinstance(keep_signed_sheets(books, read, [back(row, 0, on=None)]), Done)
    (now,) = (one for one in list_timesheets(books) if one.worker_id == pas.asha)
    assert (now.signed_on, now.scans) == (date(2026, 11, 19), 1)
    assert shifts


def test_a_code_of_other_books_is_not_known(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.asha]
    assert row.id is not None
    file = pdf(books, row)
    outcome = undo(books, None)
    assert isinstance(outcome, Done)
    assert found(read_signed_sheets(books, [file])) == [Found.UNKNOWN]
    assert shifts


def test_who_agreed_on_screen_is_kept_with_the_time(books: Books, shifts: dict[int, int], pas: Pas) -> None:
    row = printed(books)[pas.asha]
    assert row.id is not None
    assert codes(agree_timesheet(books, row.id, "  ")) == ["agreed_by_missing"]
    assert isinstance(agree_timesheet(books, row.id, " Asha Rahman "), Done)
    (now,) = (one for one in list_timesheets(books) if one.worker_id == pas.asha)
    assert (now.signed_by, now.signed_at) == ("Asha Rahman", books.now().replace(microsecond=0))
    words = " ".join(PdfReader(BytesIO(timesheet_pdf(books, row.id))).pages[0].extract_text().split())
    assert f"Agreed on screen by Asha Rahman on 20 November 2026 at {books.now().astimezone():%H:%M}" in words
    assert shifts


def test_the_page_a_scan_lacks_is_named(books: Books, pas: Pas, terms: None) -> None:
    for day in range(28):
        for start in ("06:00", "12:00"):
            end = f"{int(start[:2]) + 3:02}:00"
            kept(record_shift(books, typed(pas.asha, FIRST + timedelta(days=day), start, end)))
    row = printed(books)[pas.asha]
    scan = SheetFile("scan.pdf", as_pictures(timesheet_pdf(books, row.id or 0)))
    (count,) = {page.printed[1] for page in read_signed_sheets(books, [scan]).pages if page.printed}
    read = read_signed_sheets(books, [SheetFile("last.pdf", some_pages(scan.data, [count - 1]))])
    assert [page.printed for page in read.pages] == [(count, count)]
    assert read.missing_of(row.id or 0) == tuple(range(1, count))
