"""What is wrong is told in plain words with what to do; what was typed stays, and nothing in the books moves."""

from __future__ import annotations

import errno
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from carerdesk.app import CarerDesk
from carerdesk.domain.money import Money
from carerdesk.services.books.beginning import NewBooks
from carerdesk.services.books.first_run import begin_books
from carerdesk.services.books.passwords import choose_password
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.funding.details import NewFunder
from carerdesk.services.funding.setup import add_funder
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.outcome import Done
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.store import log
from carerdesk.store.books import Books, FixedClock, open_books
from carerdesk.store.connection import connected, database_key
from tests.kitchen import WORDS, Kitchen
from tests.services.money.papers import receipt
from tests.user import User

TODAY = date(2026, 11, 20)
START = date(2026, 9, 7)


def furnish(books: Books) -> None:
    """One PA, the council, an account and a bank line."""
    new = NewWorker(
        WorkerDetails("Asha Rahman", born=date(1990, 3, 14), address="2 Mill Lane", started=START),
        ContractTerms(START, "four_weekly", date(2026, 10, 2), date(2026, 9, 27)),
        (Rate("normal", START, Decimal("12.80")),),
        Tax(START, "1257L", "cumulative", "A", came_from="statement_a"),
    )
    assert isinstance(add_worker(books, new), Done)
    council = add_funder(books, NewFunder(name="Westmere Council", short_name="Council", kind="council"))
    assert isinstance(council, Done)
    assert council.id is not None
    money = Money.of(100)
    assert isinstance(
        add_account(books, NewAccount("Support account", START, money, (FunderAmount(council.id, money),))), Done
    )
    assert isinstance(add_line(books, 1, NewLine(date(2026, 11, 10), Money.of("-8.40"), "BRAMLEY CAFE")), Done)


def begin_furnished(place: Path) -> Path:
    """The books, shut again."""
    answers = NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))
    with closing(begin_books(place, FixedClock(TODAY), answers)) as books:
        furnish(books)
    return books.folder


class Furnished:
    """The program open on furnished books."""

    def __init__(self, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kitchen, self.user = kitchen, kitchen.user
        begin_furnished(kitchen.place)
        self.program: CarerDesk = kitchen.start(TODAY.isoformat())
        monkeypatch.setattr(sys, "excepthook", self.program.trouble)  # as the program itself does
        kitchen.in_the_books()
        self.books = kitchen.main_window().desk.books
        self._before = self.everything()

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table but those that only remember the screen."""
        names = self.books.quick("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        kept = [name for (name,) in names if name not in {"setting", "draft"}]
        return {name: self.books.quick(f"SELECT * FROM {name} ORDER BY rowid") for name in kept}  # noqa: S608 - own names

    def come_back(self, today: str) -> None:
        """Shut the program, and start it again on another day."""
        self.kitchen.shut()
        self.program = self.kitchen.start(today)
        self.kitchen.in_the_books()
        self.books = self.kitchen.main_window().desk.books
        self._before = self.everything()

    def remember(self) -> None:
        """From here on, nothing may move."""
        self._before = self.everything()

    def nothing_moved(self) -> None:
        assert self.everything() == self._before
        assert verify_books(self.books) == ()

    def file(self, name: str, data: bytes) -> Path:
        path = self.kitchen.desktop / name
        path.write_bytes(data)
        return path


@pytest.fixture
def furnished(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> Iterator[Furnished]:
    made = Furnished(kitchen, monkeypatch)
    yield made
    made.program.leave()  # so that the books are shut before their folder goes


# --- shifts -----------------------------------------------------------------------------------------------------------


def type_shift(user: User, day: str, times: str) -> None:
    user.fill("Day", day)
    user.fill("Start and end", times)
    user.fill("Who", "Asha")
    user.fill("Paid by", "Council")
    user.press("Add shift")


@pytest.mark.parametrize(
    ("day", "times", "words"),
    [
        ("mon", "8am for 31 hours", "A shift can be 30 hours at most: enter it as two."),
        ("3/3/2035", "9-1", "The bank holidays of 2035 are not known yet. Check the year."),
        ("3/12/2027", "9-1", "Friday 3 December 2027 is more than a year ahead. Check the year."),
        ("1/6/2026", "9-1", "The job started on 7 September 2026. Enter a shift on that day or later."),
        ("31/2", "9-1", "Day must be"),
        ("mon", "25:00-26:00", "Start and end must be two times"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_and_stays_typed(
    furnished: Furnished, user: User, day: str, times: str, words: str
) -> None:
    furnished.kitchen.go("Rota")
    type_shift(user, day, times)
    assert user.sees(words)
    assert (user.text_in("Day"), user.text_in("Start and end")) == (day, times)
    furnished.nothing_moved()


def test_an_end_before_the_start_is_read_as_the_next_morning_and_said(furnished: Furnished, user: User) -> None:
    furnished.kitchen.go("Rota")
    user.fill("Day", "mon")
    user.fill("Start and end", "10pm-7am")
    user.fill("Who", "Asha")
    user.press_key("Tab")
    assert user.sees("Monday 16 November 2026, 22:00 to 07:00 the next day, 9 h")
    furnished.nothing_moved()


def test_two_shifts_at_once_are_refused(furnished: Furnished, user: User) -> None:
    furnished.kitchen.go("Rota")
    type_shift(user, "mon", "9-1")
    assert user.sees("Shift for Asha, Monday 16 November, added")
    furnished.remember()
    type_shift(user, "mon", "12-3")
    assert user.sees("This shift overlaps another of the same PA")
    assert user.text_in("Start and end") == "12-3"
    furnished.nothing_moved()


def test_a_full_disk_keeps_what_was_typed_and_nothing_half_saved(
    furnished: Furnished, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnished.kitchen.go("Rota")

    def full(*_about: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(log, "append", full)
    type_shift(user, "mon", "9-1")
    assert user.sees("The disk is full. Nothing was lost, but the last change was not saved.")
    assert (user.text_in("Day"), user.text_in("Start and end"), user.text_in("Who")) == ("mon", "9-1", "Asha")
    furnished.nothing_moved()
    monkeypatch.setattr(log, "append", REAL_APPEND)
    user.press("Add shift")
    assert user.sees("Shift for Asha, Monday 16 November, added")
    assert not user.sees("The disk is full.")


REAL_APPEND: Callable[..., int] = log.append


# --- years and codes nobody knows -------------------------------------------------------------------------------------


def test_a_tax_code_that_does_not_exist_is_refused(furnished: Furnished, user: User) -> None:
    furnished.kitchen.go("People")
    furnished.kitchen.press_what_begins("Asha Rahman. Employee (PA)")
    user.press("Add a tax code from a date")
    user.fill("For paydays from", "1/12/2026")
    user.choose("What do you have from the PA or from HMRC?", "A notice from HMRC (P6, P9 or a letter)")
    user.choose("How it counts", "Cumulative: the whole tax year counts")
    user.fill("Tax code", "12S7L")
    user.press("Keep the tax details")
    assert user.sees("“12S7L” is not a tax code.")
    assert user.text_in("Tax code") == "12S7L"
    furnished.nothing_moved()


def test_a_payday_in_a_year_without_rates_is_refused(furnished: Furnished, user: User) -> None:
    furnished.come_back("2028-01-14")
    furnished.kitchen.go("Rota")
    type_shift(user, "mon", "9-1")
    assert user.sees("Shift for Asha, Monday 10 January, added")
    furnished.kitchen.main_window().go("pay", payday="2028-01-21")
    user.press("Confirm all hours and check pay")
    furnished.remember()
    assert user.sees(
        "Tax rates are known for paydays from 6 April 2023 to 5 April 2027, and 21 January 2028 is outside"
    )
    with pytest.raises(AssertionError):
        user.press("Finish pay for 21 January")
    furnished.nothing_moved()


# --- bank files -------------------------------------------------------------------------------------------------------

BROKEN = (
    b"Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,"
    b"Balance\n"
    b"12/11/2026,DEB,'30-99-50,00014471,BUS,2.00,,89.60\n"
    b"12/11/2026,DEB,'30-99\n"
    b"11/11/2026,BGC,'30-99-50,00014471,WESTMERE COUNCIL,,5.00,91.60\n"
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.csv", b"", "empty.csv has nothing in it. Download the statement again"),
        ("letter.csv", b"Dear Helen,\nthank you for your letter.\n", "no row with both a date and an amount"),
        ("noise.csv", bytes(range(256)) * 40, "not a statement"),
        ("photo.csv", receipt(), "This is a picture, not a statement file."),
        ("statement.pdf", b"%PDF-1.7\n", "This is a PDF."),
    ],
)
def test_a_file_that_is_no_statement_is_told(
    furnished: Furnished, user: User, name: str, data: bytes, words: str
) -> None:
    furnished.kitchen.go("Money")
    user.press("Bring in a statement")
    furnished.kitchen.hand_over("Choose the file", furnished.file(name, data))
    user.wait_until(lambda: user.sees(words))
    furnished.nothing_moved()


def test_a_file_broken_in_the_middle_offers_the_good_lines_and_shows_the_bad(furnished: Furnished, user: User) -> None:
    furnished.kitchen.go("Money")
    user.press("Bring in a statement")
    furnished.kitchen.hand_over("Choose the file", furnished.file("broken.csv", BROKEN))
    user.wait_until(lambda: user.sees("2 new lines"))
    assert user.sees("This line is cut short.")
    furnished.nothing_moved()


# --- papers -----------------------------------------------------------------------------------------------------------


def half_a_picture() -> bytes:
    whole = BytesIO()
    Image.effect_noise((200, 200), 60).save(whole, "PNG")
    return whole.getvalue()[:9000]


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(200_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("notes.jpg", lambda: b"these are words", "is not a photo or a PDF, whatever its name says"),
        ("cut.png", half_a_picture, "This picture is damaged or cut off"),
        ("locked.pdf", locked_pdf, "This PDF needs a password to open."),
        ("broken.pdf", lambda: b"%PDF-1.7\n" + b"x" * 500, "This PDF is damaged and we could not mend it."),
        ("huge.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(50 * 1024 * 1024), "the most we take is"),
        ("bomb.pdf", bomb, "is a packed folder (ZIP or like it)"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_a_paper_that_cannot_be_kept_is_told(
    furnished: Furnished, user: User, name: str, make: Callable[[], bytes], words: str
) -> None:
    furnished.kitchen.go("Money")
    user.row("Bramley", within="Lines")
    furnished.kitchen.hand_over("Add a paper", furnished.file(name, make()))
    user.wait_until(lambda: user.sees(words))
    assert user.sees("Bramley Cafe")
    furnished.nothing_moved()


# --- the books themselves ---------------------------------------------------------------------------------------------


def test_books_open_in_another_window_stay_shut_here(furnished: Furnished, user: User) -> None:
    first = furnished.kitchen.window()
    first.hide()
    furnished.kitchen.start(TODAY.isoformat())
    user.wait_until(lambda: user.sees("open in another CarerDesk window on this computer"))
    furnished.nothing_moved()


def test_a_wrong_password_opens_nothing_and_stays_typed(furnished: Furnished, user: User) -> None:
    assert isinstance(choose_password(furnished.books, WORDS, WORDS), Done)
    user.press("Lock the books")
    user.wait_until(lambda: user.sees("Open Jamie Marsh"))
    user.fill("Password", "four litle words")
    user.press("Open the books")
    user.wait_until(lambda: user.sees("That password does not open these books."))
    assert user.text_in("Password") == "four litle words"
    furnished.kitchen.unlock()
    furnished.books = furnished.kitchen.main_window().desk.books
    furnished.nothing_moved()


def test_damaged_books_point_to_a_backup_and_are_left_alone(kitchen: Kitchen, user: User) -> None:
    folder = begin_furnished(kitchen.place)
    damaged = b"\0" * 8192
    (folder / "books.db").write_bytes(damaged)
    kitchen.start(TODAY.isoformat())
    assert user.sees("These books cannot be read whole. Open the latest backup.")
    user.press("Open a backup")
    assert (folder / "books.db").read_bytes() == damaged


def test_books_of_a_newer_program_are_left_alone(kitchen: Kitchen, user: User) -> None:
    folder = begin_furnished(kitchen.place)
    with closing(open_books(folder, FixedClock(TODAY))) as books:
        key = database_key(books.identity)
    with connected(folder / "books.db", key) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "books.db").read_bytes()
    kitchen.start(TODAY.isoformat())
    assert user.sees("Install the newest CarerDesk to open them. Nothing was changed.")
    assert (folder / "books.db").read_bytes() == before


def test_books_that_may_not_be_written_say_so(kitchen: Kitchen, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = begin_furnished(kitchen.place)
    real = os.open

    def refuse(path: str | Path, *rest: int) -> int:
        if str(path).startswith(str(folder)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    kitchen.start(TODAY.isoformat())
    assert user.sees("CarerDesk may not write in this place.")
    monkeypatch.setattr(os, "open", real)
    assert QApplication.activeWindow() is not None
