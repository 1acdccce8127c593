"""Leaving: the steps, the P45's boxes by hand, pay after it, and never a second one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.joining.leaver_papers import earnings_letter_pdf, p45_pdf, p45_sheet
from carerdesk.services.joining.leavers import leaving_of, say_p45_given, take_p45_back
from carerdesk.services.joining.starters import P45, NewStart, keep_start
from carerdesk.services.people.change_worker import record_leaving
from tests.services.pay.made import PAYDAY, START, agreed, codes, done, keep, money, pa, weekdays

TODAY = date(2026, 11, 20)
LEFT = date(2026, 11, 20)


def leaver(books: Books, **how: object) -> int:
    """Asha works 80 hours at £13.60, £1,088.00, and leaves on 20 November; holiday is settled elsewhere."""
    asha = pa(books, **how)  # type: ignore[arg-type]
    keep(books, weekdays(asha, LEFT, 10, "08:00-16:00"))
    return asha


def boxes(books: Books, worker_id: int) -> dict[str, str]:
    with books.reading() as session:
        sheet = p45_sheet(session, worker_id)
    return {line.name: line.value for part in sheet.sections for line in part.lines}


def test_the_steps_follow_one_another(books: Books) -> None:
    asha = leaver(books)
    assert leaving_of(books, asha).step == "last_day"
    done(record_leaving(books, asha, LEFT))
    found = leaving_of(books, asha)
    assert (found.step, found.next_payday) == ("final_pay", PAYDAY)
    assert codes(say_p45_given(books, asha, TODAY)) == ["p45_not_yet"]
    agreed(books)
    assert leaving_of(books, asha).step == "p45"
    assert codes(say_p45_given(books, asha, date(2026, 11, 21))) == ["p45_given_in_future"]
    answer = done(say_p45_given(books, asha, TODAY))
    assert leaving_of(books, asha).step == "over"
    assert codes(say_p45_given(books, asha, TODAY)) == ["p45_given_already"]
    undo(books, answer.operation)
    assert leaving_of(books, asha).step == "p45"
    done(say_p45_given(books, asha, TODAY))
    done(take_p45_back(books, asha))
    assert leaving_of(books, asha).step == "p45"


def test_box_7_holds_both_jobs_and_box_8_this_one(books: Books) -> None:
    asha = leaver(books)
    old = P45(date(2026, 8, 28), "1257L", pay=money("9000"), tax=money("500"))
    done(keep_start(books, asha, NewStart(START, "p45", "A", old, loan_plan="plan_2")))
    done(record_leaving(books, asha, LEFT))
    agreed(books)
    ((gross, tax, week),) = books.quick("SELECT taxable, tax, tax_period FROM payslip")
    found = boxes(books, asha)
    assert found["Week number"] == str(week) == "34"
    assert found["Total pay to date"] == str(money("9000") + Money(gross))
    assert found["Total tax to date"] == str(money("500") + Money(tax))
    assert found["Total pay in this employment"] == str(Money(gross))
    assert found["Student loan deductions to continue"] == "Y"
    assert found["Leaving date"] == "20 11 2026"


def test_on_week_one_the_year_so_far_stays_empty(books: Books) -> None:
    asha = leaver(books, basis="week_one")
    done(record_leaving(books, asha, LEFT))
    agreed(books)
    found = boxes(books, asha)
    assert (found["Week 1/month 1"], found["Week number"], found["Total pay to date"]) == ("X", "", "")
    assert found["Total pay in this employment"] != ""


def test_the_papers_say_what_they_are(books: Books) -> None:
    asha = leaver(books)
    with pytest.raises(LookupError):
        p45_pdf(books, asha)
    done(record_leaving(books, asha, LEFT))
    agreed(books)
    sheet = "".join(page.extract_text() for page in PdfReader(BytesIO(p45_pdf(books, asha))).pages)
    assert "This sheet is not a P45" in sheet
    letter = "".join(
        page.extract_text() for page in PdfReader(BytesIO(earnings_letter_pdf(books, asha, "2026-27"))).pages
    )
    assert "does not let an employer give a second P45" in letter
