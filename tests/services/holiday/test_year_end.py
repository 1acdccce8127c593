"""The end of a leave year, what leave earns, what is set aside, and the papers."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from carerdesk.domain.funding.set_aside import Reason
from carerdesk.domain.money import total
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.funding.aside import kept_back
from carerdesk.services.holiday.balance import HolidayView, holiday_of
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.holiday.due import due_items
from carerdesk.services.holiday.papers import letter_pdf, record_pdf, record_years
from carerdesk.services.holiday.year_end import (
    Carrying,
    YearEnd,
    carry_over,
    close_year,
    odd_carry,
    put_balance_right,
    say_warned,
    year_end,
)
from carerdesk.store import tables
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.store.verify import verify
from tests.services.pay.made import agreed, codes, done, keep, money, pa, shift, weekdays

APRIL = date(2026, 4, 1)
NEXT = date(2027, 4, 1)
OCT = date(2026, 10, 30)
EARLY = {"first_payday": date(2026, 10, 2), "period_end": date(2026, 9, 27)}


def seen(books: Books, worker: int, day: date) -> HolidayView:
    found = holiday_of(books, worker, day)
    assert found is not None
    return found


def ends(books: Books, worker: int, day: date = APRIL) -> YearEnd:
    found = year_end(books, worker, day)
    assert found is not None
    return found


def kasia(books: Books) -> int:
    """20 h a week: 112 h a year, with a payslip in the leave year and all but 12 h taken."""
    worker = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3), first_payday=OCT,
                period_end=date(2026, 10, 25))  # fmt: skip
    keep(books, weekdays(worker, date(2026, 10, 23), 4, "08:00-13:00"))
    agreed(books, OCT)
    done(book_holiday(books, NewBooking(worker, date(2026, 12, 1), date(2026, 12, 31), 6000)))
    return worker


def at(books: Books, folder: Path, day: date) -> Books:
    """The same books on another day."""
    books.close()
    return open_books(folder / "Jamie.carerdesk", FixedClock(day))


def texts(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def test_holiday_carried_leaves_one_year_and_stands_in_the_next_with_its_reason(books: Books) -> None:
    worker = kasia(books)
    made = done(carry_over(books, Carrying(worker, APRIL, 504, "sickness", "Off in March")))
    assert seen(books, worker, date(2027, 3, 31)).balance.left == 720 - 504
    after = seen(books, worker, date(2027, 5, 1))
    assert after.balance.left == 6720 + 504
    assert any("to be taken by 30 September 2028" in line.text for line in after.working.lines)
    done(undo(books, made.operation))
    assert seen(books, worker, date(2027, 5, 1)).balance.left == 6720


def test_what_is_carried_lapses_the_day_after_its_last(books: Books) -> None:
    worker = kasia(books)
    done(carry_over(books, Carrying(worker, APRIL, 600, "agreed", "Contract, clause 9", date(2027, 6, 30))))
    assert seen(books, worker, date(2027, 6, 30)).balance.left == 6720 + 600
    lapsed = seen(books, worker, date(2027, 7, 1))
    assert (lapsed.balance.left, lapsed.lapsed) == (6720, 600)


def test_carrying_is_refused_in_words_and_nothing_is_kept(books: Books) -> None:
    worker = kasia(books)
    assert codes(carry_over(books, Carrying(worker, APRIL, 721, "")))== [
        "more_carried_than_left",
        "carry_reason_missing",
    ]  # fmt: skip
    assert codes(carry_over(books, Carrying(worker, APRIL, 60, "agreed", " ", date(2027, 3, 31)))) == [
        "carry_note_missing",
        "carry_ends_too_soon",
    ]
    assert ends(books, worker).left == 720
    assert odd_carry(books, Carrying(worker, APRIL, 1921, "agreed", "x"))[0].values == {"most": "32 h"}
    assert odd_carry(books, Carrying(worker, APRIL, 1920, "agreed", "x")) == ()


@pytest.fixture
def later(tmp_path: Path) -> tuple[Books, int]:
    """Kasia's books on 9 April 2027: the leave year is over and 12 h are left of it."""
    from carerdesk.services.books.beginning import NewBooks, begin

    made = create_books(tmp_path / "Jamie.carerdesk", FixedClock(date(2026, 11, 20)))
    done(begin(made, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))))
    with made.operation("A funder") as op:
        keys = {"employer_id": 1, "person_id": 1}
        op.session.add(tables.Funder(**keys, name="Council", short_name="Council", kind="council", position=1))
    worker = kasia(made)
    return at(made, tmp_path, date(2027, 4, 9)), worker


def test_a_year_is_finished_once_and_what_is_left_lapses_only_when_meant(later: tuple[Books, int]) -> None:
    books, worker = later
    with books.reading() as session:
        titles = [item.title for item in due_items(session, books.today())]
    assert titles == ["Finish Kasia’s leave year"]
    assert codes(close_year(books, worker, APRIL)) == ["leave_year_not_warned"]
    done(carry_over(books, Carrying(worker, APRIL, 240, "no_chance")))
    made = done(close_year(books, worker, APRIL, all_the_same=True))
    assert made.said == "Kasia’s leave year to 31 March 2027 finished, 8 h lapsed"
    view = ends(books, worker)
    assert (view.closed, view.lapsed, view.left) == (True, 480, 0)
    assert codes(close_year(books, worker, APRIL)) == ["leave_year_closed"]
    assert codes(carry_over(books, Carrying(worker, APRIL, 60, "sickness"))) == ["leave_year_closed"]
    with books.reading() as session:
        assert due_items(session, books.today()) == []
    done(undo(books, made.operation))
    assert ends(books, worker).left == 480
    assert verify(books) == ()
    books.close()


def test_a_year_is_not_finished_before_it_is_over_or_paid(books: Books) -> None:
    worker = kasia(books)
    assert codes(close_year(books, worker, APRIL)) == ["leave_year_not_over"]


def test_hours_not_paid_yet_keep_a_year_open_where_hours_vary(later: tuple[Books, int]) -> None:
    books, _ = later
    asha = pa(books, first_payday=date(2027, 4, 2), period_end=date(2027, 3, 28), started=date(2027, 1, 4))
    keep(books, [shift(asha, date(2027, 3, 22), "08:00-13:00")])
    assert codes(close_year(books, asha, APRIL)) == ["leave_year_not_paid"]
    books.close()


def test_a_warning_is_remembered_and_what_is_to_do_says_so(books: Books) -> None:
    worker = kasia(books)
    with books.reading() as session:
        (item,) = due_items(session, date(2027, 2, 20))
    assert item.second == (
        "It will be lost after 31 March 2027 unless it is taken or carried over. Tell Kasia in writing."
    )
    assert item.place == {"worker_id": worker, "year": "2026-04-01"}
    done(say_warned(books, worker, APRIL))
    assert ends(books, worker).warned_on == books.today()
    with books.reading() as session:
        (item,) = due_items(session, date(2027, 2, 20))
    assert item.second.startswith("Told on 20 November 2026.")


def test_a_balance_is_put_right_with_a_reason(books: Books) -> None:
    worker = kasia(books)
    assert codes(put_balance_right(books, worker, None, " ")) == ["nothing_to_put_right", "put_right_needs_note"]
    made = done(put_balance_right(books, worker, 90, "One more day by contract"))
    assert ends(books, worker).left == 810
    done(put_balance_right(books, worker, 30, "Counted twice", off=True))
    assert ends(books, worker).left == 780
    done(undo(books, made.operation))
    assert ends(books, worker).left == 690


# --- during leave -----------------------------------------------------------------------------------------------------


def test_sick_leave_earns_holiday_on_the_average_week(books: Books) -> None:
    """15 h in each of four weeks, then two weeks ill: 30 h × 12.07 % is 3.62, so 4 h; nothing was worked."""
    asha = pa(books, started=date(2026, 9, 28), first_payday=OCT, period_end=date(2026, 10, 25))
    for back in range(4):
        keep(books, weekdays(asha, date(2026, 9, 30) + timedelta(weeks=back), 3, "08:00-13:00"))
    agreed(books, OCT)
    ill(books, asha, date(2026, 10, 26), date(2026, 11, 8))
    view = seen(books, asha, date(2026, 11, 22))
    assert view.balance.earned == (7 + 4) * 60  # 60 h × 12.07 % = 7.24
    assert any("(0 h + 30 h for leave) × 12.07%" in line.text for line in view.working.lines)
    assert view.working.notes


def test_weeks_without_work_count_for_what_leave_earns(books: Books) -> None:
    """60 h in nine weeks since the job began, then two weeks ill: 13 h 20 min × 12.07 % is 1.61, so 2 h."""
    asha = pa(books, **EARLY)  # type: ignore[arg-type]
    for back in range(4):
        keep(books, weekdays(asha, date(2026, 9, 30) + timedelta(weeks=back), 3, "08:00-13:00"))
    agreed(books, OCT)
    ill(books, asha, date(2026, 11, 2), date(2026, 11, 15))
    assert seen(books, asha, date(2026, 11, 22)).balance.earned == (7 + 2) * 60


def ill(books: Books, worker: int, first: date, last: date) -> None:
    with books.operation("Ill") as op:
        keys = {"employer_id": 1, "person_id": 1, "worker_id": worker}
        days = {"first_day": first, "last_day": last, "weekdays": "mon,tue,wed"}
        op.session.add(tables.Sickness(**keys, **days, refused="told too late"))


# --- set aside --------------------------------------------------------------------------------------------------------


def test_holiday_is_set_aside_at_the_average_not_the_normal_rate(books: Books) -> None:
    """4 weeks of £209 for 15 h: 7 h earned are 209 × 7 ÷ 15 = £97.53; a week of notice is £209."""
    asha = pa(books, **EARLY)  # type: ignore[arg-type]
    for back in range(4):
        monday = date(2026, 9, 28) + timedelta(weeks=back)
        saturday = shift(asha, monday + timedelta(days=5), "08:00-13:00", kind="weekend")
        keep(books, [shift(asha, monday, "08:00-18:00"), saturday])
    agreed(books, OCT)
    with books.reading() as session:
        found = {one.reason: one for one in kept_back(session, date(2026, 10, 26))}
    holiday = found[Reason.HOLIDAY].shares
    assert holiday is not None
    assert total(holiday.values()) == money("97.53")
    notice = found[Reason.NOTICE].shares
    assert notice is not None
    assert total(notice.values()) == money("209.00")


# --- papers -----------------------------------------------------------------------------------------------------------


def test_the_record_and_the_letter_are_made_for_any_leave_year(books: Books) -> None:
    worker = kasia(books)
    done(carry_over(books, Carrying(worker, APRIL, 504, "sickness", "Off in March")))
    assert texts(record_pdf(books, worker, APRIL)) == 1
    assert texts(record_pdf(books, worker, NEXT)) == 1
    letter = letter_pdf(books, worker, APRIL)
    assert texts(letter) == 1
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(letter)).pages)
    for said in ("Holiday you have left", "Dear Kasia Wójcik", "Signed, Helen Marsh", "Received, Kasia Wójcik"):
        assert said in words, said
    assert [day.year for day in record_years(books, worker)] == [2026]
    with pytest.raises(LookupError, match="no contract"):
        record_pdf(books, worker, date(2001, 1, 1))


def test_the_year_of_a_job_that_began_within_it_opens_from_its_first_day(books: Books) -> None:
    asha = pa(books, **EARLY)  # type: ignore[arg-type]
    assert ends(books, asha, APRIL).year.first == APRIL
    assert texts(record_pdf(books, asha, APRIL)) == 1
