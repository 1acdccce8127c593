"""The record sheet with what was asked for and refused, a first year by the month, days, and people who left."""

from __future__ import annotations

import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import HolidayView, days_words, everyones_holiday, holiday_of
from carerdesk.services.holiday.book import NewBooking, answer_first_year, book_holiday, cancel_booking
from carerdesk.services.holiday.papers import record_pdf, record_years
from carerdesk.services.holiday.requests import ask_for_holiday, refuse_request
from carerdesk.services.people.change_worker import remove_worker
from carerdesk.services.sickness.record import NewSpell, record_sickness
from tests.services.pay.made import codes, done, pa


def kasia_of(books: Books, started: date = date(2025, 3, 3), left: date | None = None) -> int:
    return pa(books, "Kasia Wójcik", fixed=(1200, 4), started=started, left=left)


def seen(books: Books, worker_id: int, day: date | None = None) -> HolidayView:
    view = holiday_of(books, worker_id, day)
    assert view is not None
    return view


def printed(books: Books, worker_id: int, day: date, folder: Path) -> str:
    sheet = folder / "record.pdf"
    sheet.write_bytes(record_pdf(books, worker_id, day))
    text = subprocess.run(["pdftotext", "-layout", sheet, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


def test_the_record_shows_requests_refusals_and_what_was_given_back(books: Books, tmp_path: Path) -> None:
    kasia = kasia_of(books)
    asked = done(ask_for_holiday(books, NewBooking(kasia, date(2026, 12, 21), date(2026, 12, 24), 1200))).id
    assert asked is not None
    done(refuse_request(books, asked, "Nobody else can come at Christmas"))
    done(book_holiday(books, NewBooking(kasia, date(2026, 11, 2), date(2026, 11, 5), 1200)))
    ill = NewSpell(kasia, date(2026, 11, 3), date(2026, 11, 4), frozenset(range(5)), holiday_out=True)
    done(record_sickness(books, ill))
    text = printed(books, kasia, books.today(), tmp_path)
    assert "Refused on 20 November 2026: Nobody else" in text
    assert "3 to 4 November 2026. Given back: off sick on those days." in text
    assert "has to be kept until 31 March 2033 at least" in text


def test_what_was_agreed_and_had_begun_stays_on_record_when_it_is_taken_out(books: Books, tmp_path: Path) -> None:
    kasia = kasia_of(books)
    past = done(book_holiday(books, NewBooking(kasia, date(2026, 11, 2), date(2026, 11, 2), 300))).id
    coming = done(book_holiday(books, NewBooking(kasia, date(2026, 12, 7), date(2026, 12, 7), 300))).id
    assert past is not None
    assert coming is not None
    out = done(cancel_booking(books, past))
    done(cancel_booking(books, coming))
    assert seen(books, kasia).balance.left == 112 * 60
    text = printed(books, kasia, books.today(), tmp_path)
    assert "2 November 2026. Agreed, and taken out again once it had begun." in text
    assert "7 December" not in text
    done(undo(books, out.operation))
    assert seen(books, kasia).balance.left == 107 * 60


def test_a_pa_with_a_holiday_record_is_not_deleted(books: Books) -> None:
    kasia = kasia_of(books)
    done(ask_for_holiday(books, NewBooking(kasia, date(2026, 12, 21), date(2026, 12, 24), 1200)))
    assert codes(remove_worker(books, kasia)) != []


def test_a_first_year_may_be_earned_by_the_month(books: Books) -> None:
    kasia = kasia_of(books, date(2026, 6, 15))
    whole = seen(books, kasia).balance.earned
    assert whole == 95 * 60  # ten months of 22.4 days: 19 days of 5 h
    assert seen(books, kasia).first_year
    done(answer_first_year(books, kasia, by_month=True))
    view = seen(books, kasia)
    assert view.balance.earned == 57 * 60 + 30  # six months begun: 11.2, so 11.5 days of 5 h
    assert seen(books, kasia, date(2027, 3, 31)).balance.earned == whole
    assert seen(books, kasia, date(2026, 6, 15)).balance.earned == 10 * 60  # 1.87, so two days
    assert not seen(books, kasia, date(2027, 4, 1)).first_year
    assert seen(books, kasia, date(2027, 4, 1)).balance.earned == 112 * 60
    done(answer_first_year(books, kasia, by_month=False))
    assert seen(books, kasia).balance.earned == whole


def test_of_who_has_left_the_last_day_is_shown(books: Books) -> None:
    kasia = kasia_of(books, left=date(2026, 5, 29))
    (view,) = everyones_holiday(books, date(2028, 1, 1))
    assert view.year.first == date(2026, 4, 1)
    assert view.balance.earned == seen(books, kasia, date(2026, 5, 29)).balance.earned
    assert record_years(books, kasia)[0] == date(2026, 5, 29)


def test_the_balance_at_any_day_counts_what_is_taken_by_then(books: Books) -> None:
    kasia = kasia_of(books)
    done(book_holiday(books, NewBooking(kasia, date(2026, 12, 7), date(2026, 12, 10), 1200)))
    days = [seen(books, kasia, date(2026, 12, day)).balance for day in (6, 8, 10)]
    assert [(one.taken, one.booked) for one in days] == [(0, 1200), (600, 600), (1200, 0)]
    assert {one.left for one in days} == {92 * 60}
    assert seen(books, kasia, date(2025, 6, 1)).balance.left == 112 * 60


def test_hours_are_told_in_days_too() -> None:
    assert days_words(92 * 60, Fraction(300)) == "18.4 days"
    assert days_words(300, Fraction(300)) == "1 day"
    assert days_words(-150, Fraction(300)) == "−\u20090.5 days"
    assert days_words(300, None) == ""
