"""Columns a person chooses, tables they paste, and workbooks."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.importers.headings import signature
from carerdesk.importers.pasted import read_pasted
from carerdesk.importers.read import columns_of, read_statement
from carerdesk.importers.values import CannotRead, ColumnMapping, DateOrder, NeedsMapping, Statement
from tests.importers.reading import asked, read, refusal, short

UNKNOWN = (
    "Prepaid card of P Hollins\nPosted,Kind,Who,Withdrawn,Deposited,Left,Status\n"
    "02/10/2026,POS,BUS,2.90,,97.10,Approved\n03/10/2026,LOAD,COUNCIL,,5.00,102.10,Approved\n"
    "04/10/2026,POS,CAFE,3.00,,102.10,Declined\n"
)
LINES = [("2026-10-02", "-2.90", "BUS", "97.10"), ("2026-10-03", "5.00", "COUNCIL", "102.10")]


def guess(text: str) -> ColumnMapping:
    found = asked(text).guess
    assert found is not None
    return found


def test_a_guess_is_shown_and_reads_the_file_once_agreed() -> None:
    mapping = guess(UNKNOWN)
    assert (mapping.date, mapping.money_out, mapping.money_in, mapping.balance, mapping.state) == (0, 3, 4, 5, 6)
    made = read(UNKNOWN, ColumnMapping.from_json(mapping.to_json() | {"description": [2]}))
    assert short(made) == LINES
    assert [each.reason_code for each in made.left_out] == ["declined"]
    assert ("Kind", "POS") in made.lines[0].other_text


def test_a_choice_is_remembered_by_the_heading_wherever_it_stands() -> None:
    mapping = ColumnMapping.from_json(guess(UNKNOWN).to_json() | {"description": [2]})
    assert mapping.header == signature(["Posted", "Kind", "Who", "Withdrawn", "Deposited", "Left", "Status", ""])
    assert short(read("More\nlines\nabove\n" + UNKNOWN, mapping)) == LINES


def test_a_choice_that_no_longer_fits_is_asked_about_anew() -> None:
    mapping = ColumnMapping(date=2, description=(0,), amount=1, skip_rows=2)
    made = read_statement(UNKNOWN.encode(), mapping=mapping)
    assert isinstance(made, NeedsMapping)
    assert made.why == "columns_do_not_fit"


def test_a_card_of_six_columns_is_asked_about_and_spending_can_be_plus() -> None:
    text = "02/10/2026,1,X,TOWNLINE BUS,2.90,\n03/10/2026,2,X,PAYMENT,-5.00,\n"
    mapping = ColumnMapping.from_json(guess(text).to_json() | {"spending_is_plus": True})
    assert (mapping.date, mapping.amount, mapping.description) == (0, 4, (3,))
    assert [line.amount.text for line in read(text, mapping).lines] == ["-2.90", "5.00"]


def test_a_flag_column_decides_the_sign() -> None:
    text = "When,What,How much,Way\n02/10/2026,BUS,2.90,DR\n03/10/2026,PAY,5.00,CR\n04/10/2026,ODD,5.00,?\n"
    made = read(text, ColumnMapping(date=0, description=(1,), amount=2, flag=3, skip_rows=1))
    assert [line.amount.text for line in made.lines] == ["-2.90", "5.00"]
    assert [each.reason_code for each in made.refused] == ["flag_not_read"]


def test_month_first_and_decimal_commas_are_read_where_chosen() -> None:
    mapping = ColumnMapping(0, (1,), DateOrder.MONTH_FIRST, 2, skip_rows=1, decimal_comma=True)
    made = read("Dato;Tekst;Belob\n10/02/2026;BUS;-1.002,90\n", mapping)
    assert short(made) == [("2026-10-02", "-1002.90", "BUS", None)]


def test_several_columns_can_make_one_description() -> None:
    made = read(UNKNOWN, ColumnMapping(0, (1, 2), money_in=4, money_out=3, skip_rows=2, state=6))
    assert made.lines[0].description == "POS BUS"


@given(
    st.builds(
        ColumnMapping,
        date=st.integers(0, 9),
        description=st.lists(st.integers(0, 9), max_size=3).map(tuple),
        date_order=st.sampled_from(DateOrder),
        amount=st.integers(0, 9),
        balance=st.none() | st.integers(0, 9),
        spending_is_plus=st.booleans(),
        header=st.text(max_size=20),
    )
)
def test_a_mapping_comes_back_from_json_as_it_went(mapping: ColumnMapping) -> None:
    assert ColumnMapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


WRONG = [
    {},
    {"date": 0, "description": [1]},
    {"date": "0", "description": [1], "amount": 2},
    {"date": -1, "description": [1], "amount": 2},
    {"date": 0, "description": 1, "amount": 2},
    {"date": 0, "description": [1], "amount": 2, "date_order": "sideways"},
    {"date": True, "description": [1], "amount": 2},
]


@pytest.mark.parametrize("plain", WRONG)
def test_what_is_no_mapping_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"columns of a statement|not a valid"):
        ColumnMapping.from_json(plain)


def test_the_columns_of_a_known_file_can_be_chosen_too() -> None:
    found = columns_of(b"Date,Description,Amount,Balance\n02/10/2026,BUS,-2.90,97.10\n")
    assert isinstance(found, NeedsMapping)
    assert found.guess is not None
    assert (found.columns, found.guess.balance) == (("Date", "Description", "Amount", "Balance"), 3)
    assert isinstance(columns_of(b""), CannotRead)


def pasted(text: str, mapping: ColumnMapping | None = None) -> Statement:
    made = read_pasted(text, mapping)
    assert isinstance(made, Statement), made
    return made


TABBED = (
    "Date\tDescription\tPaid out\tPaid in\tBalance\n02/10/2026\tBUS\t2.90\t\t97.10\n"
    "03/10/2026\tCOUNCIL\t\t5.00\t102.10\n"
)


def test_a_table_copied_with_tabs_is_read() -> None:
    assert short(pasted(TABBED)) == LINES


def test_a_table_copied_from_a_pdf_is_read_by_what_stands_under_its_headings() -> None:
    made = pasted(
        "Date          Description               Paid out     Paid in     Balance\n"
        "02 Oct 2026   BUS                           2.90                   97.10\n"
        "03 Oct 2026   COUNCIL                                  5.00       102.10\n"
    )
    assert short(made) == LINES


def test_empty_cells_lost_in_copying_are_put_back() -> None:
    assert len(pasted(TABBED.replace("\t97.10", "")).lines) == 2


def test_without_a_heading_money_in_and_out_is_asked_about() -> None:
    text = "02 Oct 2026 TOWNLINE BUS 2.90 97.10\n03 Oct 2026 COUNCIL 5.00 CR 102.10\n"
    found = read_pasted(text)
    assert isinstance(found, NeedsMapping)
    assert found.preview == (
        ("02 Oct 2026", "TOWNLINE BUS", "2.90", "97.10"),
        ("03 Oct 2026", "COUNCIL", "5.00 CR", "102.10"),
    )
    assert found.guess is not None
    made = pasted(text, ColumnMapping.from_json(found.guess.to_json() | {"spending_is_plus": True}))
    assert [line.amount.text for line in made.lines] == ["-2.90", "5.00"]


def test_pasting_a_whole_export_is_the_same_as_reading_it() -> None:
    assert short(pasted("Date,Description,Amount,Balance\n02/10/2026,BUS,-2.90,97.10\n")) == LINES[:1]


def test_words_without_payments_cannot_be_read() -> None:
    for text, code in (("  \n", "paste_empty"), ("Dear Mrs Hollins, thank you.", "no_payments_found")):
        found = read_pasted(text)
        assert isinstance(found, CannotRead)
        assert found.problem.code == code


@given(st.text(alphabet="0123456789/. \t\nABCDR£-", max_size=150))
def test_no_pasted_text_raises(text: str) -> None:
    read_pasted(text)


def workbook(*rows: list[object], before: list[list[object]] | None = None) -> bytes:
    book: Any = openpyxl.Workbook()
    sheet = book.active
    for row in before or []:
        sheet.append(row)
    sheet = book.create_sheet("Payments") if before else sheet
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stamp(month: int, day: int) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, month, day), dt.time())


HEAD: list[object] = ["Date", "Description", "Amount", "Balance"]


def test_a_workbook_with_real_dates_and_figures_is_read_to_the_penny() -> None:
    made = read(workbook(HEAD, [stamp(10, 2), "BUS", -2.9, 97.1], [dt.date(2026, 10, 3), "X", 0.1 + 0.2, 97.4]))
    assert short(made) == [LINES[0], ("2026-10-03", "0.30", "X", "97.40")]


def test_the_sheet_with_payments_is_found() -> None:
    made = read(workbook(HEAD, ["02/10/2026", "BUS", "-2.90", "97.10"], before=[["Notes"], ["Hello"]]))
    assert short(made) == LINES[:1]


def test_a_workbook_of_unknown_columns_is_asked_about_and_mapped() -> None:
    data = workbook(["When", "Who", "Out", "In"], [stamp(10, 2), "BUS", 2.9, None])
    assert asked(data).columns == ("When", "Who", "Out", "In")
    made = read(data, ColumnMapping(date=0, description=(1,), money_out=2, money_in=3, skip_rows=1))
    assert made.lines[0].amount.text == "-2.90"


def test_dates_half_turned_by_a_spreadsheet_are_not_trusted() -> None:
    data = workbook(HEAD, [stamp(2, 10), "BUS", -2.9, 97.1], ["13/10/2026", "CAFE", -1.0, 96.1])
    assert refusal(data) == "workbook_dates_mixed"


def test_a_part_of_a_penny_in_a_workbook_is_refused() -> None:
    made = read(workbook(HEAD, [stamp(10, 2), "BUS", -2.905, 97.1]))
    assert [each.reason_code for each in made.refused] == ["amount_not_read"]


def test_a_damaged_workbook_and_a_bomb_say_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("xl/workbook.xml", "<nonsense")
    assert refusal(out.getvalue()) == "workbook_damaged"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "")
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(310):
                sheet.write(bytes(1024 * 1024))
    assert refusal(out.getvalue()) == "workbook_too_large"
