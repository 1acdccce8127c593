"""Timesheets: the hours a payslip pays, printed with a code that tells when they change, signed once."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.hours.timesheet_signing import agree_hours, agree_timesheet, sign_timesheet
from carerdesk.services.hours.timesheets import (
    NOT_PRINTED,
    ON_PAPER,
    ON_SCREEN,
    SIGNED,
    WAITING,
    TimesheetRow,
    list_timesheets,
    make_timesheet,
    timesheet_pdf,
)
from carerdesk.services.outcome import Done
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed

FIRST, LAST = date(2026, 10, 26), date(2026, 11, 22)
TODAY = date(2026, 11, 20)

pytestmark = pytest.mark.usefixtures("terms")


def scan() -> bytes:
    """A photo of a signed sheet."""
    out = BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "PNG")
    return out.getvalue()


def work(books: Books, pas: Pas) -> int:
    """A morning, and a sleep-in with half an hour up."""
    night = typed(pas.asha, FIRST, "22:00", "07:00", kind="sleep_in", call_outs=((time(2), time(2, 30)),))
    kept(record_shift(books, night))
    return kept(record_shift(books, typed(pas.asha, FIRST + timedelta(days=2), "07:30", "10:30")))


def row(books: Books) -> TimesheetRow:
    (found,) = list_timesheets(books)
    return found


def test_minutes_are_those_paid_by_the_hour(books: Books, pas: Pas) -> None:
    work(books, pas)
    now = row(books)
    assert (now.first, now.last, now.minutes, now.nights, now.words) == (
        FIRST,
        LAST,
        210,
        1,
        "3 h 30 min and 1 sleep-in",
    )
    sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    with books.reading() as session:
        assert session.get_one(tables.Timesheet, sheet).minutes == 210


def test_time_called_out_comes_on_top_of_time_on_call(books: Books, pas: Pas) -> None:
    on_call = typed(pas.asha, FIRST, "18:00", "22:00", kind="on_call", call_outs=((time(19), time(20)),))
    kept(record_shift(books, on_call))
    assert row(books).minutes == 5 * 60
    with books.operation("Terms") as op:
        for contract in op.session.query(tables.Contract):
            contract.call_outs_paid = "instead"
    assert row(books).minutes == 4 * 60


def test_the_paper_says_what_the_books_say(books: Books, pas: Pas) -> None:
    work(books, pas)
    sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    words = " ".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(timesheet_pdf(books, sheet))).pages).split()
    )
    code = row(books).code
    for needed in ("Asha Rahman", "Helen Marsh, employer for Jamie Marsh", code, "1 night, 0.5", "Up 02:00 to 02:30",
                   "Sleep-in nights", "Up and working in the night", "2 shifts not confirmed yet"):  # fmt: skip
        assert needed in words, needed
    assert re.fullmatch(r"T1-[2-9A-HJ-NP-Z]{4}", code)


def test_the_paper_says_that_it_is_complete_only_when_it_is(books: Books, pas: Pas) -> None:
    def said() -> str:
        sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
        pages = PdfReader(BytesIO(timesheet_pdf(books, sheet))).pages
        return " ".join("".join(page.extract_text() for page in pages).split())

    work(books, pas)
    part = "It is made up to 20 November 2026, and its period goes on to 22 November 2026."
    assert f"This sheet is not complete. {part} 2 shifts are not confirmed yet." in said()
    for monday in (FIRST, FIRST + timedelta(days=7)):
        confirm_week(books, monday)
    assert f"This sheet is not complete. {part}" in said()
    assert "not confirmed" not in said()
    books.clock = FixedClock(LAST + timedelta(days=1))
    assert "Nothing has been left out or added." in said()
    assert "not complete" not in said()
    assert row(books).lacks(LAST + timedelta(days=1)) == ""


def test_hours_are_agreed_on_screen_without_a_printed_sheet(books: Books, pas: Pas) -> None:
    work(books, pas)
    assert codes(agree_hours(books, pas.asha, FIRST, LAST, " ")) == ["agreed_by_missing"]
    assert codes(agree_hours(books, pas.kasia, FIRST, LAST, "Kasia")) == ["no_hours_in_period"]
    later = TODAY + timedelta(days=28)
    assert codes(agree_hours(books, pas.asha, later, later, "Asha")) == ["signed_before_period"]
    agreed = agree_hours(books, pas.asha, FIRST, LAST, "Asha Rahman")
    assert isinstance(agreed, Done)
    assert (row(books).state, row(books).signed_how, row(books).id) == (SIGNED, ON_SCREEN, agreed.id)
    assert codes(agree_hours(books, pas.asha, FIRST, LAST, "Asha Rahman")) == ["timesheet_signed_already"]
    undo(books, agreed.operation)
    assert (row(books).state, row(books).id) == (NOT_PRINTED, None)


def test_changed_hours_are_told_and_printed_again_with_another_code(books: Books, pas: Pas) -> None:
    morning = work(books, pas)
    sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    before = row(books)
    assert (before.state, before.changed) == (WAITING, False)
    kept(change_shift(books, morning, typed(pas.asha, FIRST + timedelta(days=2), "08:00", "11:00")))
    assert row(books).changed
    assert codes(sign_timesheet(books, sheet, TODAY)) == ["timesheet_hours_changed"]
    assert kept(make_timesheet(books, pas.asha, FIRST, LAST)) == sheet
    assert row(books).code.startswith("T1-")
    assert row(books).code != before.code
    assert not row(books).changed


def test_signed_on_paper_with_a_scan(books: Books, pas: Pas) -> None:
    work(books, pas)
    sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    outcome = sign_timesheet(books, sheet, TODAY, scan(), "signed.png")
    assert isinstance(outcome, Done)
    assert outcome.said == "Timesheet of Asha, 26 October to 22 November 2026, signed"
    now = row(books)
    assert (now.state, now.signed_on, now.signed_how, now.scans) == (SIGNED, TODAY, ON_PAPER, 1)
    assert codes(sign_timesheet(books, sheet, TODAY)) == ["timesheet_signed_already"]
    undo(books, outcome.operation)
    assert (row(books).state, row(books).scans) == (WAITING, 0)


def test_hours_changed_after_signing_want_another_sheet(books: Books, pas: Pas) -> None:
    morning = work(books, pas)
    first = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    assert isinstance(agree_timesheet(books, first, "Asha Rahman"), Done)
    assert kept(make_timesheet(books, pas.asha, FIRST, LAST)) == first
    kept(change_shift(books, morning, typed(pas.asha, FIRST + timedelta(days=2), "07:30", "11:00")))
    assert row(books).changed
    second = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    assert second != first
    assert (row(books).id, row(books).state) == (second, WAITING)


@pytest.mark.parametrize(
    ("on", "data", "code"),
    [
        (TODAY + timedelta(days=1), None, "signed_in_future"),
        (FIRST - timedelta(days=1), None, "signed_before_period"),
        (TODAY, b"", "document_empty"),
    ],
)
def test_a_signature_that_cannot_be(books: Books, pas: Pas, on: date, data: bytes | None, code: str) -> None:
    work(books, pas)
    sheet = kept(make_timesheet(books, pas.asha, FIRST, LAST))
    assert codes(sign_timesheet(books, sheet, on, data, "scan.jpg")) == [code]
    assert row(books).state == WAITING


def test_a_period_without_hours_has_none(books: Books, pas: Pas) -> None:
    assert list_timesheets(books) == ()
    assert codes(make_timesheet(books, pas.kasia, FIRST, LAST)) == ["no_hours_in_period"]
