"""A family's half year, from shifts to papers: every sum on paper is the sum in the bank."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from carerdesk.domain.evidence.results import State
from carerdesk.domain.money import Money, total
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.evidence.returns import ReturnView, all_returns, one_return
from carerdesk.services.evidence.room import working_of
from carerdesk.services.evidence.write import (
    PeriodBackward,
    Stopped,
    UnknownFunder,
    UnknownSupported,
    write_accounts,
    write_pack,
)
from carerdesk.services.funding.held import balance_of
from carerdesk.store.always_true import RULES
from carerdesk.store.books import Books
from tests.services.evidence.year import COUNCIL, FIRST, LAST, NHS, TODAY, Year, bank_total

APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


def words_of(path: Path) -> str:
    """All words of a PDF in one line, as the eye reads across."""
    pages = (page.extract_text(extraction_mode="layout") or "" for page in pypdf.PdfReader(path).pages)
    return " ".join(" ".join(pages).replace("\u2009", "").split())


def council(books: Books) -> ReturnView:
    return one_return(books, COUNCIL, FIRST, LAST)


def test_a_family_in_order_passes_all_twelve(books: Books, year: Year) -> None:
    for found in (council(books), one_return(books, NHS, FIRST, LAST)):
        assert [(test.n, test.state) for test in found.tests if test.state is not State.PASS] == []
        assert found.ready
    assert [rule.code for rule in RULES if books.quick(rule.sql)] == []


def test_the_return_adds_up_and_so_do_all_funders(books: Books, year: Year) -> None:
    found = council(books)
    assert found.opening + found.money_in - found.money_out == found.closing
    assert found.opening == Money.of("1200.00")
    nhs = one_return(books, NHS, FIRST, LAST)
    assert found.closing + nhs.closing == bank_total(books, LAST)


def test_each_test_says_what_it_compared(books: Books, year: Year) -> None:
    workings = [working_of(books, COUNCIL, FIRST, LAST, n) for n in range(1, 13)]
    assert all(len(working.lines) > 1 for working in workings)
    assert [working.lines[-1].figure for working in workings] == [test.result for test in council(books).tests]
    assert ("Statement on 5 October 2026", "£2,833.00") in [(line.text, line.figure) for line in workings[0].lines]


def test_every_period_with_data_is_there_oldest_first(books: Books, year: Year) -> None:
    seen = [(one.short_name, one.first.isoformat(), one.last.isoformat()) for one in all_returns(books)]
    assert seen == [
        ("Council", "2026-07-06", "2026-10-05"), ("Council", "2026-10-06", "2027-01-05"),
        ("NHS", "2026-07-06", "2026-10-05"), ("NHS", "2026-10-06", "2027-01-05"),
    ]  # fmt: skip


def test_for_other_programs_sums_are_text(books: Books, year: Year) -> None:
    plain = council(books).as_json()
    assert list(plain) == [
        "funder", "from", "to", "opening", "in", "out", "closing", "set_aside", "weeks_held", "tests",
    ]  # fmt: skip
    assert plain["funder"] == "Westmere Council"
    assert (plain["opening"], plain["from"]) == ("1200.00", "2026-07-06")
    assert Decimal(plain["opening"]) + Decimal(plain["in"]) - Decimal(plain["out"]) == Decimal(plain["closing"])
    assert plain["tests"][0] == {"n": 1, "state": "pass", "lines": []}
    assert len(plain["tests"]) == 12


def test_the_pack_on_paper_has_the_sums_of_the_books(books: Books, year: Year, tmp_path: Path) -> None:
    found = council(books)
    paths = write_pack(books, "Westmere Council", FIRST, LAST, tmp_path / "packs")
    assert [path.name for path in paths] == [
        f"Westmere Council, 6 July to 5 October 2026.{ending}" for ending in ("pdf", "xlsx", "zip")
    ]
    words = words_of(paths[0])
    for needed in (
        f"Council money on 6 July {found.opening.plain}", "Direct payment received, 14 × £365.00 5,110.00",
        "Jamie’s contribution 140.00", f"Council money on 5 October {found.closing.plain}", "Difference 0.00",
        "12 passed", "The list and the bank agree.", "Signed, Helen Marsh", "Reference DP-20417",
        "No cost in this return has been claimed from another funder.",
    ):  # fmt: skip
        assert needed in words, needed
    assert "Less NHS money in the same account" in words


def test_every_line_of_the_pack_is_in_the_bank_and_adds_up(books: Books, year: Year, tmp_path: Path) -> None:
    paths = write_pack(books, "council", FIRST, LAST, tmp_path)
    book = load_workbook(paths[1], data_only=True)
    lines = _rows(book["Money in and out"])
    found = council(books)
    came, went = (sum((Decimal(str(row[name] or 0)) for row in lines), Decimal(0)) for name in ("In £", "Out £"))
    assert came == found.money_in.pounds
    assert went == found.money_out.pounds
    assert Decimal(str(lines[-1]["Balance £"])) == found.closing.pounds
    with books.reading() as session:
        gathered = Gathered(session, Period(COUNCIL, FIRST, LAST, TODAY))
        assert len(lines) == len(gathered.splits)


def _rows(sheet: Any) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    heads = [str(head) for head in rows[0]]
    numbered = [row for row in rows[1:] if isinstance(row[0], int | float)]
    return [dict(zip(heads, row, strict=True)) for row in numbered]


def test_the_archive_holds_every_paper_as_it_came_in(books: Books, year: Year, tmp_path: Path) -> None:
    paths = write_pack(books, "council", FIRST, LAST, tmp_path)
    with zipfile.ZipFile(paths[2]) as archive:
        names = archive.namelist()
        listed = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
        assert archive.read("Westmere Council, 6 July to 5 October 2026.pdf") == paths[0].read_bytes()
    assert {row["file"] for row in listed} == set(names) - {"manifest.txt", "manifest.csv"}
    papers = [name for name in names if name.startswith("documents/")]
    assert any(name.startswith("documents/A1 ") and name.endswith(".csv") for name in papers)
    assert any("BRAMLEY STORES" in name and name.endswith("12.40.pdf") for name in papers)
    assert sum(name.startswith("documents/B") for name in papers) == 12  # a payslip and its timesheet each


def test_the_accounts_add_up_to_the_bank(books: Books, year: Year, tmp_path: Path) -> None:
    paths = write_accounts(books, APRIL, MARCH, tmp_path)
    assert [path.name for path in paths] == [
        f"Accounts, Jamie Marsh, 1 April 2026 to 31 March 2027.{ending}" for ending in ("pdf", "xlsx")
    ]
    words = words_of(paths[0])
    closing = bank_total(books, TODAY)
    for needed in (
        f"Balance on 31 March 2027 {closing.plain}", "Adds up to the bank statements, difference 0.00",
        "The funders’ money adds up to the accounts, difference 0.00", "Activities and outings 46.60",
        "In the books from 6 July 2026", "Signed, Helen Marsh",
    ):  # fmt: skip
        assert needed in words, needed


def test_the_accounts_part_at_any_day_without_losing_a_penny(books: Books, year: Year, tmp_path: Path) -> None:
    """What stands at the end of one year stands at the start of the next, per funder and in all."""
    cut = date(2026, 9, 12)
    before = words_of(write_accounts(books, APRIL, cut, tmp_path / "a")[0])
    after = words_of(write_accounts(books, date(2026, 9, 13), MARCH, tmp_path / "b")[0])
    with books.reading() as session:
        held = [balance_of(session, funder, cut) for funder in (COUNCIL, NHS)]
    assert total(held) == bank_total(books, cut)
    for amount in held:
        assert amount.plain in before
        assert amount.plain in after


def test_last_year_stands_beside_this_year(books: Books, year: Year, tmp_path: Path) -> None:
    words = words_of(write_accounts(books, date(2026, 11, 1), date(2027, 10, 31), tmp_path)[0])
    assert "Last year £" in words
    assert "Last year’s figures begin on 6 July 2026" in words


def test_a_name_nobody_has_is_told_with_the_names_there_are(books: Books, year: Year, tmp_path: Path) -> None:
    with pytest.raises(UnknownFunder) as refused:
        write_pack(books, "Eastmere", FIRST, LAST, tmp_path)
    assert refused.value.values["names"] == "Westmere Council, NHS Westmere ICB, Own money"
    with pytest.raises(UnknownSupported) as unknown:
        write_accounts(books, FIRST, LAST, tmp_path, person="Tom")
    assert unknown.value.values["names"] == "Jamie Marsh"
    with pytest.raises(PeriodBackward):
        write_accounts(books, LAST, FIRST, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_stop_leaves_nothing_behind_wherever_it_is_pressed(books: Books, year: Year, tmp_path: Path) -> None:
    steps: list[str] = []
    write_pack(books, "council", FIRST, LAST, tmp_path / "whole", progress=lambda step, *_: steps.append(step))
    assert set(steps) == {"Lists and sums", "Adding documents", "Writing the summary", "Adding original files"}
    for after in (0, 3, 8, len(steps) - 2):
        out = tmp_path / f"stopped {after}"
        seen: list[str] = []

        def stopped(seen: list[str] = seen, after: int = after) -> bool:
            return len(seen) > after

        with pytest.raises(Stopped):
            write_pack(
                books, "council", FIRST, LAST, out,
                progress=lambda step, *_, seen=seen: seen.append(step), stopped=stopped,
            )  # fmt: skip
        assert list(out.iterdir()) == [], after


def test_a_pack_takes_the_place_of_an_older_one(books: Books, year: Year, tmp_path: Path) -> None:
    first = write_pack(books, "council", FIRST, LAST, tmp_path)
    bytes_before = first[0].read_bytes()
    assert write_pack(books, "Council", FIRST, LAST, tmp_path) == first
    assert first[0].read_bytes() == bytes_before
    assert len(list(tmp_path.glob("*.pdf"))) == 1
