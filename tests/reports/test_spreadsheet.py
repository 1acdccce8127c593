"""Spreadsheets: numbers are numbers, dates are dates, and what a person typed never becomes a formula."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import Money
from carerdesk.reports import pack_sheets
from carerdesk.reports.pack import Listed
from carerdesk.reports.spreadsheet import Formula, Head, Kind, Sheet, write
from tests.reports.made import line, money, pack, rendered, workbook

HEADS = (
    Head("Who", 20),
    Head("When", 12, Kind.DAY),
    Head("Pounds", 12, Kind.MONEY, summed=True),
    Head("Hours", 8, Kind.NUMBER),
)


def made(*rows: tuple[object, ...], names: tuple[str, ...] = ("One",)) -> bytes:
    sheets = [Sheet(name, HEADS, rows) for name in names]  # type: ignore[arg-type]
    return rendered(lambda stream: write(sheets, "A title", date(2026, 11, 29), stream))


def test_values_keep_their_kinds_and_pounds_their_pence() -> None:
    data = made(("Asha", date(2026, 11, 27), Money(-123_456), Decimal("7.5")), ("", None, Money(1), None))
    sheet = workbook(data)["One"]
    assert sheet["B2"].value == datetime(2026, 11, 27)  # noqa: DTZ001 - a spreadsheet's days have no zone
    assert (sheet["C2"].value, sheet["C2"].number_format) == (-1234.56, "#,##0.00")
    assert sheet["D2"].value == 7.5
    assert sheet.freeze_panes == "A2"
    assert sheet["C4"].value == "=SUM(C2:C3)"
    assert workbook(data, values=True)["One"]["C4"].value == -1234.55


def test_text_that_looks_like_a_formula_stays_text() -> None:
    nasty = [
        '=HYPERLINK("http://x","y")',
        "+1+1",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "{=1}",
        "http://example.org",
        "007",
    ]
    sheet = workbook(made(*((text, None, None, None) for text in nasty)))["One"]
    found = [sheet.cell(row, 1) for row in range(2, 2 + len(nasty))]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in found)
    assert [cell.value for cell in found[:4]] == nasty[:4]
    assert found[-1].value == "007"


def test_sheets_with_the_same_or_forbidden_names_get_names_excel_takes() -> None:
    book = workbook(made(names=("A/B:C*?[]" * 9, "A/B:C*?[]" * 9, "", "Hours", "hours")))
    assert len(set(map(str.lower, book.sheetnames))) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_same_sheets_give_the_same_bytes() -> None:
    rows = (("Asha", date(2026, 11, 27), Money(5), Decimal(1)),)
    assert made(*rows) == made(*rows)


def test_a_formula_carries_its_value_for_readers_that_do_not_calculate() -> None:
    data = made(("Sum", None, Formula("=1+1", Money(200)), None))
    assert workbook(data)["One"]["C2"].value == "=1+1"
    assert workbook(data, values=True)["One"]["C2"].value == 2


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=100), st.integers(-(10**11), 10**11))
def test_any_text_and_amount_can_be_read_back(words: str, pence: int) -> None:
    sheet = workbook(made((words, None, Money(pence), None)))["One"]
    assert round(Decimal(sheet["C2"].value) * 100) == pence
    assert sheet["A2"].value is None or isinstance(sheet["A2"].value, str)


def test_a_packs_lists_hold_the_views_figures() -> None:
    lines = (line(1, ("C1",)), line(2, whole=money("44"), others="NHS £33.00", who="=cmd"))
    view = pack((Listed("C1", "Receipt", date(2026, 9, 1), money("11")),), lines)
    data = rendered(lambda stream: pack_sheets.write_pack(view, stream))
    book, values = workbook(data), workbook(data, values=True)
    assert book.sheetnames == ["Summary", "Tests", "Money in and out", "Shared costs", "Payroll", "Hours", "Exhibits"]
    found = {row[0].value: (row[1].value, book["Summary"][row[1].coordinate].value) for row in values["Summary"].rows}
    assert found["Council money on 22 November 2026"] == (6055.49, "=SUM(B2:B9)")
    assert found["Difference"] == (0, "=SUM(B11:B13)-B10")
    assert found["Free balance"] == (3968.40, "=B10+SUM(B15:B15)")
    assert found["Weeks held by the free balance"] == (6.2, "=B16/B17")
    assert values["Money in and out"]["H4"].value == 22
    assert book["Money in and out"]["C3"].data_type == "s"
    assert values["Tests"]["C5"].value == "Attention"
    assert values["Exhibits"]["D2"].value == 11


def test_every_formula_of_a_summary_gives_its_value() -> None:
    """Work the formulas out by hand: sums of cells and one division are all there is."""
    data = rendered(lambda stream: pack_sheets.write_pack(pack(), stream))
    book, values = workbook(data)["Summary"], workbook(data, values=True)["Summary"]

    def cell(name: str) -> Decimal:
        return Decimal(str(values[name].value))

    def span(first: int, last: int) -> Decimal:
        return sum((cell(f"B{row}") for row in range(first, last + 1)), Decimal(0))

    assert cell("B10") == span(2, 9)
    assert cell("B14") == span(11, 13) - cell("B10")
    assert cell("B16") == cell("B10") + span(15, 15)
    assert book["B17"].value == 640.06
    assert round(cell("B16") / cell("B17"), 1) == cell("B18")
