"""The papers of filing read back: what stands on them is what is told."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from carerdesk.services.books import Books
from carerdesk.services.filing.boxes import keep_boxes
from carerdesk.services.filing.papers import (
    deductions_record_pdf,
    earnings_slips_pdf,
    payment_record_csv,
    payment_record_pdf,
    return_csv,
    return_pdf,
    universal_credit_pdf,
)
from carerdesk.services.filing.record import year_record
from carerdesk.services.filing.returns import Key, Kind
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.store import tables
from tests.services.filing.kept import employer, slip
from tests.services.pay.made import done, money, pa

Q3 = (date(2026, 10, 6), date(2027, 1, 5))
NOVEMBER, DECEMBER = date(2026, 10, 30), date(2026, 11, 27)


def words_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


@pytest.fixture
def asha(books: Books) -> int:
    employer(books, paye_reference="123/AB456", accounts_office_reference="123PA00012345", filing_route="paper")
    made = pa(books)
    ni = {"employee_ni": "82.56", "employer_ni": "237.45", "allowance": "237.45"}
    slip(books, made, NOVEMBER, gross="2000.00", tax="206.60", at_lel="516.00", **ni)
    slip(books, made, DECEMBER, gross="1500.00", tax="106.60", at_lel="516.00", smp="187.18", recovered="204.03")
    return made


def test_the_rt2_sheet_shows_every_figure_and_the_remembered_box(books: Books, asha: int) -> None:
    done(keep_boxes(books, "rt2", {"taxable": "33b"}))
    words = words_of(return_pdf(books, Key(*Q3, Kind.RT2, asha)))
    for said in (
        "Asha Rahman",
        "3,500.00",
        "313.20",
        "33b",
        "Tuesday 12 January 2027",
        "19 January 2027",
        "123PA00012345",
    ):
        assert said in words
    assert "HMRC does not publish the form" in words


def test_the_rt5_sheet_shows_what_is_got_back(books: Books, asha: int) -> None:
    words = words_of(return_pdf(books, Key(*Q3, Kind.RT5)))
    assert "187.18" in words
    assert "16.85" in words


def test_the_table_has_each_line_and_no_formula(books: Books, asha: int) -> None:
    with books.operation("name") as op:
        op.session.get_one(tables.Worker, asha).name = "=HYPERLINK Rahman"
    table = return_csv(books, Key(*Q3, Kind.RT2, asha)).decode("utf-8-sig")
    assert '\'=HYPERLINK Rahman,Taxable pay this quarter,"3,500.00",' in table
    assert "\r\n=" not in table


def test_the_deductions_record_runs_to_date(books: Books, asha: int) -> None:
    words = words_of(deductions_record_pdf(books, asha, "2026-27"))
    for said in ("30 Oct 2026", "2,000.00", "3,500.00", "313.20", "1,032.00", "W34", "never sent to HMRC"):
        assert said in words


def test_the_universal_credit_note_and_slips(books: Books, asha: int) -> None:
    assert "report your earnings from this job yourself" in " ".join(
        words_of(universal_credit_pdf(books, asha)).split()
    )
    slips = words_of(earnings_slips_pdf(books, asha, *Q3))
    assert "October 2026" in slips
    assert "November 2026" in slips
    assert len(PdfReader(BytesIO(earnings_slips_pdf(books, asha, *Q3))).pages) == 2
    with pytest.raises(LookupError):
        earnings_slips_pdf(books, asha, date(2027, 2, 6), date(2027, 3, 5))


def test_the_payment_record_shows_lines_payments_and_what_is_late(books: Books, asha: int) -> None:
    oldest = hmrc_due(books)[-1]
    with books.operation("paid") as op:
        account = tables.Account(
            employer_id=1,
            person_id=1,
            name="Account",
            opening_on=date(2026, 10, 1),
            opening_balance=money("500.00"),
        )
        op.session.add(account)
        op.session.flush()
        line = tables.BankLine(
            employer_id=1, person_id=1, account_id=account.id, day=date(2026, 11, 20), amount=money("-200.00"),
            description="HMRC",
        )  # fmt: skip
        op.session.add(line)
        op.session.flush()
        op.session.add(
            tables.Allocation(
                employer_id=1, person_id=1, bank_line_id=line.id, hmrc_period_id=oldest.id, amount=money("-200.00")
            )
        )
    record = year_record(books, "2026-27")
    first, second = record.periods
    assert (first.state, first.paid_on, first.due.left) == ("part", (date(2026, 11, 20),), money("89.16"))
    assert second.sums.due == money("-97.43")  # 106.60 - 204.03
    assert second.state == "nothing"
    assert (record.average, record.months, record.may_pay_quarterly) == (money("95.87"), 2, True)
    assert (record.allowance_used, record.allowance_left) == (money("237.45"), money("10262.55"))
    words = words_of(payment_record_pdf(books, "2026-27"))
    for said in ("Month 7", "Month 8", "289.16", "20 Nov 2026", "89.16"):
        assert said in words
    assert "Month 7,23,Total due (3 + 21),289.16" in payment_record_csv(books, "2026-27").decode("utf-8-sig")


def test_the_same_books_make_the_same_bytes(books: Books, asha: int) -> None:
    key = Key(*Q3, Kind.RT2, asha)
    assert return_pdf(books, key) == return_pdf(books, key)
