"""What HMRC is owed, and the papers of a payday read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import all_problem_words
from carerdesk.services.books import Books
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.pay.due import due_items
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.services.pay.leaving import print_payslips, say_filed
from carerdesk.services.pay.papers import hmrc_pdf, payment_list_pdf, payslips_pdf, period_title
from carerdesk.services.pay.put_right import put_right
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.slip_paper import FOR_THE_PA
from carerdesk.services.pay.wrong import WrongHours
from carerdesk.store import tables
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, done, keep, money, pa, shift, weekdays

DAY = date(2026, 11, 18)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def pays_quarterly(books: Books) -> None:
    with books.operation("quarterly") as op:
        op.session.get_one(tables.Employer, 1).pays_hmrc = "quarterly"


def test_quarters_end_on_the_5th_and_are_due_on_the_22nd(books: Books) -> None:
    pays_quarterly(books)
    asha = pa(books, code="BR")
    keep(books, weekdays(asha, DAY, 3, "08:00-15:00"))
    agreed(books)
    (period,) = hmrc_due(books)
    assert (period.first, period.last, period.due) == (date(2026, 10, 6), date(2027, 1, 5), date(2027, 1, 22))
    assert period_title(period) == "Quarter to 5 January 2027"


def test_a_change_to_quarters_counts_no_month_twice(books: Books) -> None:
    asha = pa(books, code="BR", first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(books, [*weekdays(asha, date(2026, 10, 23), 3, "08:00-15:00"), *weekdays(asha, DAY, 3, "08:00-15:00")])
    agreed(books, date(2026, 10, 30))
    pays_quarterly(books)
    agreed(books)
    assert [(period.first, period.last) for period in hmrc_due(books)] == [
        (date(2026, 11, 6), date(2026, 12, 5)),
        (date(2026, 10, 6), date(2026, 11, 5)),
    ]
    assert [period.tax for period in hmrc_due(books)] == [money("57.20"), money("57.00")]  # whole pounds to date


def test_what_is_due_stands_on_this_week_until_it_is_paid(books: Books) -> None:
    asha = pa(books, code="BR")
    keep(books, weekdays(asha, DAY, 3, "08:00-15:00"))
    with books.reading() as session:
        assert [item.title for item in due_items(session, books.today())] == ["Pay Asha"]
    agreed(books)
    with books.reading() as session:
        (item,) = [item for item in due_items(session, date(2026, 12, 1)) if item.place.get("hmrc")]
        assert (item.title, item.day) == ("Pay HMRC £57.00", date(2026, 12, 22))


def test_a_payday_without_hours_says_so_and_is_not_late_for_ever(books: Books) -> None:
    pa(books)
    with books.reading() as session:
        (item,) = due_items(session, books.today())
        assert item.second == "Payday is Friday 27 November. No hours are entered yet."
        assert [one.key for one in due_items(session, PAYDAY + timedelta(days=1))] == []


def test_figures_not_sent_stand_on_this_week_until_they_are(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, DAY, 3, "08:00-15:00"))
    agreed(books)
    with books.reading() as session:
        (item,) = due_items(session, books.today())
        assert (item.key, item.title, item.day) == ("file:2026-11-27", "Send HMRC the figures", PAYDAY)
    done(say_filed(books, PAYDAY))
    with books.reading() as session:
        assert due_items(session, books.today()) == []


@pytest.fixture
def printed(books: Books) -> Books:
    """Asha with a night, miles and a refund behind her, and Tom on BR."""
    asha = pa(books, first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    tom = pa(books, "Tom Griffiths", code="BR")
    keep(books, weekdays(asha, date(2026, 10, 23), 15, "08:00-18:00"))
    keep(books, weekdays(asha, DAY, 10, "08:00-15:00", (COUNCIL, 75), (NHS, 25)))
    night = shift(asha, DAY + timedelta(days=1), "22:00-07:00", kind="sleep_in", miles=Decimal(10))
    keep(books, [night, *weekdays(tom, DAY, 4, "16:00-20:00")])
    agreed(books, date(2026, 10, 30))
    agreed(books)
    return books


def test_a_payslip_shows_the_figures_of_the_sheet(printed: Books) -> None:
    asha, tom = payday_view(printed, PAYDAY).columns
    words = text_of(payslips_pdf(printed, PAYDAY))
    for column in (asha, tom):
        assert column.name in words
        assert str(column.figures["net"]) in words
        assert str(column.figures["gross"]) in words
    assert "70 h at £13.60" in words
    assert "Sleep-in" in words
    assert "Mileage" in words
    assert "10 miles at £0.45" in words
    assert "1 night at £58.00" in words
    assert "QQ 12 34 56 C" in words
    assert "enrolled" not in words  # that is for the employer, not for the PA


def test_holiday_booked_for_later_does_not_change_what_an_earlier_payslip_says_is_left(books: Books) -> None:
    asha = pa(books, fixed=(20 * 60, 4))
    keep(books, weekdays(asha, DAY, 10, "08:00-15:00"))
    agreed(books)
    before = payslips_pdf(books, PAYDAY, asha)
    assert "Holiday left" in text_of(before)
    done(book_holiday(books, NewBooking(asha, PAYDAY + timedelta(days=14), PAYDAY + timedelta(days=18), 1200)))
    assert payslips_pdf(books, PAYDAY, asha) == before


def test_one_payslip_is_one_page_of_its_own(printed: Books) -> None:
    reader = PdfReader(BytesIO(payslips_pdf(printed, PAYDAY, 2)))
    assert len(reader.pages) == 1
    assert "Asha" not in reader.pages[0].extract_text()


def test_the_payment_list_names_account_and_sum(printed: Books) -> None:
    view = payday_view(printed, PAYDAY)
    words = text_of(payment_list_pdf(printed, PAYDAY))
    assert str(view.total_of("net")) in words
    assert "12344410" in words
    assert "30-99-50" in words


def test_the_figures_for_hmrc_are_those_of_the_tax_month(printed: Books) -> None:
    period = hmrc_due(printed)[0]
    words = text_of(hmrc_pdf(printed, period.id))
    assert "Tom Griffiths" in words
    assert str(period.amount) in words


@pytest.mark.parametrize("paper", [lambda books: payslips_pdf(books, PAYDAY), lambda b: payment_list_pdf(b, PAYDAY)])
def test_the_same_payday_makes_the_same_bytes(printed: Books, paper: Callable[[Books], bytes]) -> None:
    assert paper(printed) == paper(printed)


def test_a_payslip_with_everything_stays_on_paper_the_same_after_hours_are_put_right(printed: Books) -> None:
    before = text_of(payslips_pdf(printed, PAYDAY, 2))
    done(print_payslips(printed, PAYDAY))
    with printed.reading() as session:
        shift_id = session.scalars(select(tables.Shift.id).where(tables.Shift.worker_id == 2)).first()
    done(put_right(printed, WrongHours(2, "not worked", shift_id)))
    after = text_of(payslips_pdf(printed, PAYDAY, 2))
    assert before.split("Hours you were paid for")[0] == after.split("This tax year so far")[0]


@pytest.mark.parametrize("code", FOR_THE_PA)
def test_every_notice_for_the_pa_has_its_words(code: str) -> None:
    assert code in all_problem_words()
    assert guidance("pay", f"payslip_{code}").endswith(".")
