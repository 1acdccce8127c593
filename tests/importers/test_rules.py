"""The rules every file is read by, each broken on purpose."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.words import all_problem_words
from carerdesk.domain.money import Money
from carerdesk.importers.cells import CellFault, read_amount, tidy
from carerdesk.importers.read import read_statement
from carerdesk.importers.values import NeedsMapping
from tests.importers.reading import asked, read, refusal, short

WORDS = tomllib.loads(Path("resources/text/problems/importers.toml").read_text("utf-8"))
NATWEST = "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
FOUR = "Date,Description,Amount,Balance\n"
MONZO = "Transaction ID,Date,Time,Type,Name,Amount,Currency,Notes and #tags\n"
REVOLUT = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
AMOUNTS = {
    "2000": 200000, "-10": -1000, "29.5": 2950, "£1,234.56": 123456, "-£52.00": -5200, "+£5.00": 500, "£-3.01": -301,
    "(12.00)": -1200, "12.00-": -1200, "−4.20": -420, ".50": 50, "'7.45": 745, "1,284.6": 128460, " 5.00\u00a0": 500,
    "12.3400": 1234, "Â£9.99": 999, "\ufffd9.99": 999, "GBP 3.00": 300, "0.00": 0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "pence"), AMOUNTS.items())
def test_amounts_as_banks_write_them(text: str, pence: int) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.pence == pence


@pytest.mark.parametrize("text", ["Charge of 1.50", "1.234", "12,34", "1.2.3", "--5", "-5-", "(5", "five", "£", "1e3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(CellFault):
        read_amount(text)


@pytest.mark.parametrize("text", ["€5.00", "$5.00", "5.00 EUR"])
def test_another_currency_says_so(text: str) -> None:
    with pytest.raises(CellFault, match="not_pounds"):
        read_amount(text)


def test_a_decimal_comma_is_read_only_where_a_person_said_so() -> None:
    amount = read_amount("1.234,50", decimal_comma=True)
    assert amount is not None
    assert amount.pence == 123450


@given(st.integers(-(10**9), 10**9))
def test_an_amount_printed_is_the_amount_read(pence: int) -> None:
    for text in (Money(pence).text, Money(pence).plain, str(Money(pence))):
        amount = read_amount(text)
        assert amount is not None
        assert amount.pence == pence


def test_text_is_made_tidy() -> None:
    assert tidy("'HOLLINS  &amp;\u00a0SON \x00") == "HOLLINS & SON"
    assert tidy("AT&T copy") == "AT&T copy"
    assert tidy("B&notes;x") == "B&notes;x"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_words_and_pounds(encoding: str) -> None:
    made = read(f"{FOUR}02/10/2026,CAFÉ,£2.90,£97.10\n".encode(encoding))
    assert short(made) == [("2026-10-02", "2.90", "CAFÉ", "97.10")]


def test_one_odd_byte_does_not_spoil_the_other_lines() -> None:
    data = f"{FOUR}02/10/2026,CAFÉ,£2.90,97.10\n".encode() + b"03/10/2026,CAF\xc9,\xa32.90,100.00\n"
    assert [line.description for line in read(data).lines] == ["CAFÉ", "CAFÉ"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_line_end(ends: str) -> None:
    assert len(read(f"{FOUR}02/10/2026,A,1.00,1.00\n03/10/2026,B,1.00,2.00\n".replace("\n", ends)).lines) == 2


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_delimiter(mark: str) -> None:
    assert len(read(f"{FOUR}02/10/2026,A,1.00,1.00\n".replace(",", mark)).lines) == 1


def test_a_day_is_first_even_when_every_day_is_small() -> None:
    made = read(f"{FOUR}01/02/2026,A,1.00,1.00\n02/02/2026,B,1.00,2.00\n")
    assert [line.date for line in made.lines] == [date(2026, 2, 1), date(2026, 2, 2)]


def test_month_first_dates_are_asked_about_with_real_rows() -> None:
    question = asked(f"{FOUR}10/13/2026,A,1.00,1.00\n10/14/2026,B,1.00,2.00\n")
    assert question.why == "dates_not_day_first"
    assert question.examples[0].month_first == date(2026, 10, 13)
    assert question.examples[0].day_first is None


def test_dates_that_only_run_in_order_month_first_are_asked_about() -> None:
    rows = "01/02/2026,A,1.00,1.00\n02/01/2026,B,1.00,2.00\n03/01/2026,C,1.00,3.00\n03/02/2026,C,1.00,4.00\n"
    assert asked(FOUR + rows).why == "dates_out_of_order"
    known = read(f"{NATWEST}01/02/2026,T,A,1.00,1.00,,\n02/01/2026,T,B,1.00,2.00,,\n03/01/2026,T,C,1.00,3.00,,\n"
                 "03/02/2026,T,C,1.00,4.00,,\n")  # fmt: skip
    assert known.date_doubt is not None
    assert known.date_doubt.code == "dates_out_of_order"


def test_one_impossible_date_is_refused_and_does_not_turn_the_file() -> None:
    made = read(f"{FOUR}01/13/2026,A,1.00,1.00\n14/02/2026,B,1.00,2.00\n15/02/2026,C,1.00,3.00\n")
    assert [each.reason_code for each in made.refused] == ["date_not_read"]
    assert [line.date.day for line in made.lines] == [14, 15]


def test_one_file_has_one_way_to_write_dates() -> None:
    made = read(f"{FOUR}01/02/2026,A,1.00,1.00\n02/02/2026,B,1.00,2.00\n2026-02-03,C,1.00,3.00\n3 Feb,D,1.00,4.00\n")
    assert [each.reason_code for each in made.refused] == ["date_not_read", "date_without_year"]


def test_a_date_after_today_raises_a_doubt() -> None:
    text = f"{FOUR}01/12/2026,A,1.00,1.00\n"
    doubt = read(text, today=date(2026, 11, 22)).date_doubt
    assert doubt is not None
    assert doubt.code == "dates_in_the_future"
    assert read(text, today=date(2026, 12, 1)).date_doubt is None


def test_what_is_not_yet_real_is_left_out_and_counted() -> None:
    made = read(
        REVOLUT + "Card Payment,Current,2026-10-01 9:00:00,,HELD,-2.90,0.00,GBP,PENDING,\n"
        "Card Payment,Current,2026-10-01 9:00:00,,BACK,-2.90,0.00,GBP,REVERTED,\n"
        "Card Payment,Current,2026-10-01 9:00:00,2026-10-02 9:00:00,HOLD,0.00,0.00,GBP,COMPLETED,9.00\n"
        "Card Payment,Current,2026-10-01 9:00:00,2026-10-02 9:00:00,REAL,-2.90,0.10,GBP,COMPLETED,6.00\n"
    )
    assert [(each.line_number, each.reason_code) for each in made.left_out] == [(2, "pending"), (3, "reverted")]
    assert [line.amount.text for line in made.lines] == ["0.00", "-3.00"]
    assert made.balance_breaks == ()


def test_a_row_in_euros_is_refused_and_a_file_of_them_is_not_read() -> None:
    euro = "tx_2,03/10/2026,08:00,Card,CAFE,-3.00,EUR,\n"
    made = read(f"{MONZO}tx_1,02/10/2026,08:00,Card,BUS,-2.90,GBP,\n{euro}")
    assert [(each.line_number, each.reason_code) for each in made.refused] == [(3, "not_pounds")]
    assert refusal(MONZO + euro) == "file_not_in_pounds"
    starling = "Date,Counter Party,Reference,Type,Amount (EUR),Balance (EUR)\n02/10/2026,A,B,C,-1.00,2.00\n"
    assert refusal(starling) == "file_not_in_pounds"


def test_the_first_balance_that_does_not_follow_is_shown_either_way_round() -> None:
    rows = ["01/10/2026,A,1.00,1.00", "02/10/2026,B,1.00,2.00", "05/10/2026,C,1.00,9.00", "06/10/2026,D,1.00,10.00"]
    for order in (rows, rows[::-1]):
        made = read(FOUR + "\n".join(order) + "\n")
        assert made.oldest_first is (order is rows)
        assert [(each.expected.text, each.printed.text) for each in made.balance_breaks] == [("3.00", "9.00")]
        assert made.balance_breaks[0].missing == Money(600)
        assert made.closing_balance == Money(1000)


def test_a_line_cut_short_is_refused_and_the_balances_show_the_gap() -> None:
    made = read(f"{FOUR}01/10/2026,A,1.00,1.00\n02/10/2026,B,12\n03/10/2026,C,1.00,14.00\n")
    assert [(each.line_number, each.reason_code, each.text) for each in made.refused] == [
        (3, "cells_missing", "02/10/2026,B,12")
    ]
    assert len(made.balance_breaks) == 1


def test_a_comma_too_many_is_refused_and_not_read_as_something_else() -> None:
    made = read(f"{FOUR}01/10/2026,HOLLINS, 5,-5.00,1.00\n02/10/2026,B,1.00,2.00\n")
    assert [each.reason_code for each in made.refused] == ["cells_too_many"]


def test_a_thousands_comma_without_quotes_does_not_shift_the_row() -> None:
    head = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n"
    made = read(f"{head}01/10/2026,A,R,T,-1,050.00,90.00,PAY,\n02/10/2026,B,R,T,1.00,91.00,PAY,\n"
                "03/10/2026,C,R,T,1.00,92.00,PAY,\n")  # fmt: skip
    assert [(each.line_number, each.reason_code) for each in made.refused] == [(2, "cells_too_many")]


def test_a_heading_that_runs_into_the_first_payment_is_not_passed_over() -> None:
    text = f"{NATWEST.strip()}01/10/2026,T,A,1.00,1.00,,\n02/10/2026,T,B,1.00,2.00,,\n"
    assert asked(text).why == "columns_unknown"
    starling = "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes"
    rows = "01/10/2026,A,R,T,1.00,90.00,PAY,\n02/10/2026,B,R,T,1.00,91.00,PAY,\n"
    assert asked(starling + rows).why == "columns_unknown"


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_open_quote_costs_its_own_line_only(at: int) -> None:
    rows = [f'0{n}/10/2026,"SHOP {n}",-1.00,{10 - n}.00' for n in range(1, 5)]
    rows[at] = rows[at].replace('",', ",")
    made = read(FOUR + "\n".join(rows))
    assert [(each.line_number, each.reason_code) for each in made.refused] == [(at + 2, "quote_not_closed")]
    assert len(made.lines) == 3


def test_two_open_quotes_do_not_close_each_other() -> None:
    rows = [f"0{n}/10/2026,{chr(34) if n in (2, 4) else ''}SHOP {n},-1.00,{10 - n}.00" for n in range(1, 6)]
    made = read(FOUR + "\n".join(rows))
    assert [each.line_number for each in made.refused] == [3, 5]
    assert [line.line_number for line in made.lines] == [2, 4, 6]


def test_a_note_over_several_lines_is_one_row() -> None:
    made = read(
        f'{MONZO}tx_1,02/10/2026,08:00,Card,BUS,-2.90,GBP,"there,\n\nand ""back"""\n'
        "tx_2,03/10/2026,08:00,Card,CAFE,-3.00,GBP,\n"
    )
    assert ("Notes and #tags", 'there, and "back"') in made.lines[0].other_text
    assert [line.line_number for line in made.lines] == [2, 5]


def test_money_in_and_out_on_one_row_is_refused() -> None:
    made = read("Date,Details,Debit,Credit,Balance\n02/10/2026,A,1.00,2.00,3.00\n03/10/2026,OPENING,,,3.00\n")
    assert [each.reason_code for each in made.refused] == ["in_and_out"]
    assert [each.reason_code for each in made.left_out] == ["balance_only"]


def test_nothing_vanishes() -> None:
    rows = "02/10/2026,A,1.00,1.00\n\n,,,\nDate,Description,Amount,Balance\nrubbish\nArranged overdraft limit,,,\nend\n"
    made = read(FOUR + rows)
    assert [line.line_number for line in made.lines] == [2]
    assert [(each.line_number, each.reason_code) for each in made.left_out] == [
        (5, "heading_again"),
        (7, "overdraft_limit"),
        (8, "overdraft_limit"),
    ]
    assert [(each.line_number, each.reason_code) for each in made.refused] == [(6, "cells_missing")]


def test_every_reason_has_words() -> None:
    source = " ".join(path.read_text("utf-8") for path in Path("carerdesk/importers").glob("*.py"))
    named = set(re.findall(r'CellFault\("(\w+)"|Problem\("", "(\w+)"|DateDoubt\("(\w+)"|_ask\(grid, "(\w+)"', source))
    codes = {code for found in named for code in found if code}
    assert len(codes) > 20
    assert codes <= set(all_problem_words())


def test_a_month_without_payments_is_a_statement_without_lines() -> None:
    assert read(FOUR).lines == ()


NOT_STATEMENTS = {
    b"": "file_empty",
    b"\xef\xbb\xbf \r\n": "file_empty",
    b"%PDF-1.7\n": "file_is_pdf",
    b"\xff\xd8\xff\xe0" + bytes(30): "file_is_picture",
    b"\x89PNG\r\n\x1a\n" + bytes(30): "file_is_picture",
    b"\x00\x00\x00\x18ftypheic" + bytes(30): "file_is_picture",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512): "file_is_old_excel",
    b"PK\x03\x04" + bytes(30): "file_is_packed",
    b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "file_is_other_spreadsheet",
    b"{\\rtf1 hello}": "file_is_document",
    bytes(range(256)) * 4: "not_a_statement",
    b"Dear Mrs Hollins,\nthank you for your letter.\n": "no_payments_found",
    b"item,colour\ngloves,blue\n": "no_payments_found",
    b"<html><body>Your session has ended</body></html>": "no_payments_found",
}


@pytest.mark.parametrize(("data", "expected"), NOT_STATEMENTS.items())
def test_what_is_no_statement_says_what_to_do(data: bytes, expected: str) -> None:
    assert refusal(data) == expected
    assert len(WORDS[expected].split(".")) > 2


LINE = st.tuples(st.integers(0, 3), st.sampled_from(["BUS", "BUS ", "CAFE"]), st.integers(-300, 300))


@given(st.lists(LINE, max_size=40))
def test_any_mix_of_look_alikes_is_kept(rows: list[tuple[int, str, int]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    start = date(2026, 10, 10)
    text = FOUR + "".join(
        f"{start + timedelta(days):%d/%m/%Y},{words},{Money(pence).text},\n" for days, words, pence in rows
    )
    made = read(text)
    assert [(line.date - start).days for line in made.lines] == [days for days, _, _ in rows]
    assert [line.amount.pence for line in made.lines] == [pence for _, _, pence in rows]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    read_statement(data)


@given(
    st.text(alphabet='0123456789/-,.;"\n\tDTP^£A', max_size=200), st.sampled_from([FOUR, NATWEST, "", "!Type:Bank\n"])
)
def test_no_text_raises(text: str, head: str) -> None:
    read_statement((head + text).encode())


def test_fifty_thousand_lines_are_read_quickly() -> None:
    start = date(2010, 1, 1)
    rows = (f"{start + timedelta(n // 10):%d/%m/%Y},SHOP {n},1.00,{n + 1}.00" for n in range(50_000))
    data = (FOUR + "\n".join(rows)).encode()
    began = time.process_time()
    made = read(data)
    assert time.process_time() - began < 4
    assert (len(made.lines), made.balance_breaks) == (50_000, ())


def test_the_question_for_an_unknown_heading_carries_a_guess() -> None:
    question = asked("Posted,Who,Withdrawn,Deposited,Left\n02/10/2026,BUS,2.90,,97.10\n03/10/2026,PAY,,5.00,102.10\n")
    assert isinstance(question, NeedsMapping)
    assert question.columns == ("Posted", "Who", "Withdrawn", "Deposited", "Left")
    assert question.preview[0] == ("02/10/2026", "BUS", "2.90", "", "97.10")
