"""The made-up family's books: right to the penny, proved, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image

from carerdesk.domain.money import total
from carerdesk.importers.read import read_statement
from carerdesk.importers.values import Statement
from carerdesk.intake.checked import Checked
from carerdesk.intake.documents import check_document
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.evidence.returns import ReturnView, all_returns
from carerdesk.services.hours.timesheets import list_timesheets
from carerdesk.services.money.accounts import accounts
from carerdesk.services.sample import SampleAlreadyThere, make_sample
from carerdesk.services.sample.making import SampleTooLong, Wanted, live, make
from carerdesk.store.books import Books, FixedClock, open_books

TODAY = date(2026, 11, 20)
COUNCIL = "Westmere Council"


class Made(Protocol):
    folder: Path
    paths: tuple[Path, ...]
    books: Books


def _live(place: Path, today: date, wanted: Wanted) -> Books:
    place.mkdir()
    live(place, today, wanted, lambda *_: None, lambda: False)
    return open_books(place / "Sample.carerdesk", FixedClock(today))


def _adds_up(books: Books, returns: Sequence[ReturnView], today: date) -> None:
    """Each funder's returns follow one another, and together they are what stands on the accounts."""
    by_funder: dict[str, list[ReturnView]] = {}
    for view in returns:
        by_funder.setdefault(view.funder, []).append(view)
    for views in by_funder.values():
        assert all(view.opening + view.money_in - view.money_out == view.closing for view in views)
        assert all(later.opening == earlier.closing for earlier, later in pairwise(views))
        assert views[-1].first <= today <= views[-1].last
    held = total(views[-1].closing for views in by_funder.values())
    assert held == total(account.balance for account in accounts(books))


def _wanting(returns: Sequence[ReturnView]) -> set[tuple[str, date, int]]:
    return {(view.funder, view.first, test.n) for view in returns for test in view.tests if test.state == "attention"}


def test_everything_agrees_in_a_sample_without_failures(clean: Made) -> None:
    assert verify_books(clean.books) == ()


def test_returns_of_a_sample_add_up_to_the_bank(clean: Made) -> None:
    _adds_up(clean.books, all_returns(clean.books), TODAY)


def test_a_sample_has_only_its_two_honest_problems(clean: Made) -> None:
    returns = all_returns(clean.books)
    assert _wanting(returns) == {(COUNCIL, date(2026, 4, 1), 12), (COUNCIL, date(2026, 10, 1), 12)}
    earlier = next(view for view in returns if (view.funder, view.first) == (COUNCIL, date(2026, 4, 1)))
    assert earlier.ready
    assert earlier.sent_on == date(2026, 7, 19)


@pytest.mark.parametrize("seed", [3, 17, 2026])
def test_any_seed_makes_books_that_add_up(tmp_path: Path, seed: int) -> None:
    books = _live(tmp_path / "made", TODAY, Wanted(days=20, seed=seed, faults=False))
    try:
        assert verify_books(books) == ()
        returns = all_returns(books)
        _adds_up(books, returns, TODAY)
        assert _wanting(returns) == {(COUNCIL, date(2026, 10, 1), 12)}
    finally:
        books.close()


def test_the_same_seed_makes_the_same_books(tmp_path: Path) -> None:
    contents = []
    for name, seed in (("one", 5), ("two", 5), ("other", 6)):
        books = _live(tmp_path / name, TODAY, Wanted(days=20, seed=seed, faults=False))
        contents.append(_content(books))
        books.close()
    assert contents[0] == contents[1]
    assert contents[0] != contents[2]


def _content(books: Books) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the names that chance gives the encrypted files."""
    names = books.quick("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('stored_file')")
    return {name: books.quick(f'SELECT * FROM "{name}" ORDER BY 1') for (name,) in names}  # noqa: S608 - own names


def test_the_bank_files_are_read_back_as_the_books_have_them(clean: Made) -> None:
    for account in accounts(clean.books):
        files = sorted((clean.folder / "bank").glob(f"{account.name.lower().replace(' ', '-')}*.csv"))
        told = [line for file in files for line in _lines(file)]
        rows = clean.books.quick(
            "SELECT day, amount, balance, description FROM bank_line WHERE account_id = ? ORDER BY day, position",
            (account.id,),
        )
        assert told == rows
        assert told[-1][2] == account.balance.pence


def _lines(file: Path) -> list[tuple[str, int, int, str]]:
    read = read_statement(file.read_bytes(), file.name, today=TODAY)
    assert isinstance(read, Statement)
    assert not read.refused
    assert not read.balance_breaks
    lines = read.lines if read.oldest_first else read.lines[::-1]
    return [(f"{x.date:%Y-%m-%d}", x.amount.pence, x.balance.pence, x.description) for x in lines if x.balance]


def test_two_banks_give_out_a_file_a_month(clean: Made) -> None:
    layouts = Counter(row[0] for row in clean.books.quick("SELECT layout FROM import_batch"))
    assert set(layouts) == {"Lloyds", "Starling"}
    assert len(list((clean.folder / "bank").iterdir())) == sum(layouts.values())


def test_every_payslip_is_paid_in_full_and_has_its_timesheet(clean: Made) -> None:
    slips = clean.books.quick(
        "SELECT p.net, -SUM(a.amount) FROM payslip p LEFT JOIN allocation a ON a.payslip_id = p.id GROUP BY p.id"
    )
    assert len(slips) > 40
    assert all(net == paid for net, paid in slips)
    assert {name for (name,) in clean.books.quick("SELECT DISTINCT frequency FROM payslip")} == {
        "weekly", "four_weekly", "monthly",
    }  # fmt: skip
    assert all(row.signed_on for row in list_timesheets(clean.books, 20) if row.id is not None)


def test_figures_taken_over_are_of_the_tax_year_so_far(clean: Made) -> None:
    rows = clean.books.quick(
        "SELECT w.name, o.as_at, o.gross, o.tax FROM opening_figures o JOIN worker w ON w.id = o.worker_id"
    )
    assert {row[1] for row in rows} == {"2026-04-05"}
    taxed = {name: (gross, tax) for name, _, gross, tax in rows}
    gross, tax = taxed["Tom Griffiths"]
    assert abs(tax * 5 - gross) < 500  # a fifth by code BR, each payday's pounds rounded down


def test_receipts_are_photos_of_a_believable_size_taken_on_their_day(clean: Made) -> None:
    photos = sorted((clean.folder / "receipts").glob("*.jpg"))
    assert len(photos) > 20
    sizes = [photo.stat().st_size for photo in photos]
    assert 200_000 < sum(sizes) / len(sizes) < 400_000
    for photo in photos[:5]:
        checked = check_document(photo.read_bytes(), photo.name)
        assert isinstance(checked, Checked)
        assert checked.taken_on == date.fromisoformat(photo.name[:10])
        with Image.open(photo) as picture:
            assert picture.height > picture.width


def test_outings_have_two_assistants_and_nights_their_call_outs(clean: Made) -> None:
    pairs = clean.books.quick("SELECT COUNT(DISTINCT worker_id) FROM shift WHERE outing IS NOT NULL GROUP BY outing")
    assert {count for (count,) in pairs} == {2}
    kinds = {kind for (kind,) in clean.books.quick("SELECT DISTINCT kind FROM shift")}
    assert {"normal", "weekend", "bank_holiday", "sleep_in"} <= kinds
    assert clean.books.quick("SELECT COUNT(*) FROM shift WHERE miles <> '0'")[0][0] > 10
    notes = "SELECT COUNT(*) FROM shift WHERE what <> '' AND (how_it_went <> '') = ?"
    assert clean.books.quick(notes, (1,))[0][0] > 150
    ahead = clean.books.quick("SELECT DISTINCT how_it_went, state FROM shift WHERE day > ?", (TODAY.isoformat(),))
    assert ahead == [("", "planned")]


def test_packs_and_accounts_lie_beside_the_books(clean: Made) -> None:
    names = [path.relative_to(clean.folder).as_posix() for path in clean.paths]
    packs = [name for name in names if name.startswith("packs/")]
    assert {Path(name).suffix for name in packs} == {".pdf", ".xlsx", ".zip"}
    assert {Path(name).stem for name in packs} >= {"Westmere Council, 1 July to 30 September 2026"}
    assert {Path(name).suffix for name in names if name.startswith("accounts/")} == {".pdf", ".xlsx"}
    assert "Sample.carerdesk" in names
    assert not (clean.folder / "faults.json").exists()
    assert "Nobody and nothing" in (clean.folder / "about.txt").read_text(encoding="utf-8")


def test_the_years_with_an_agency_have_invoices_and_no_payslips(tmp_path: Path) -> None:
    today = date(2023, 5, 26)
    books = _live(tmp_path / "made", today, Wanted(days=110, seed=1, faults=False))
    try:
        assert verify_books(books) == ()
        first = books.quick("SELECT MIN(first_day) FROM payslip")[0][0]
        assert first == "2023-04-10"
        invoices = books.quick("SELECT DISTINCT bank_line_id FROM split WHERE category = 'agency'")
        assert len(invoices) == 4
        early = books.quick(
            "SELECT DISTINCT w.kind FROM shift f JOIN worker w ON w.id = f.worker_id WHERE f.day < ?", (first,)
        )
        assert early == [("agency",)]
        _adds_up(books, all_returns(books), today)
        hours = books.quick(
            "SELECT f.day, s.minutes FROM shift f JOIN shift_share s ON s.shift_id = f.id WHERE f.day < ?", (first,)
        )
        cost = sum(minutes * (Decimal("14.58") if day < "2023-04-01" else Decimal("15.795")) for day, minutes in hours)
        paid = -books.quick("SELECT SUM(amount) FROM split WHERE category = 'agency'")[0][0]
        assert abs(Decimal(paid) - cost * 100 / 60) < len(invoices) * 2
    finally:
        books.close()


def test_a_folder_with_a_sample_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bank").mkdir()
    with pytest.raises(SampleAlreadyThere):
        make_sample(tmp_path, FixedClock(TODAY))
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


@pytest.mark.parametrize("years", [0, -1, 40])
def test_a_sample_of_no_years_or_too_many_is_refused(tmp_path: Path, years: int) -> None:
    with pytest.raises(SampleTooLong):
        make_sample(tmp_path / "out", FixedClock(TODAY), years=years)


def test_a_sample_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    from carerdesk.reports.pack_view import Stopped

    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        make(tmp_path, TODAY, Wanted(20, 1, faults=False), lambda *_: None, lambda: next(asked))
    assert list(tmp_path.iterdir()) == []
