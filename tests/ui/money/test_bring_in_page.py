"""Bringing in a statement by hand: four steps, nothing until the last, one Undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.checking import bank_checks
from carerdesk.services.money.register import Query, register_totals
from tests import access
from tests.ui.money.conftest import House, choose_more
from tests.user import User

NOVEMBER = (
    "Date,Description,Amount,Balance\n"
    "10/11/2026,WESTMERE COUNCIL,640.06,740.06\n"
    "18/11/2026,BUS,-2.00,738.06\n"
    "18/11/2026,BUS,-2.00,736.06\n"
)
ODD = "When,Who,Went,Came\n10/11/2026,FUEL,5.00,\n11/11/2026,COUNCIL,,640.06\n"


@pytest.fixture
def at_first_step(house: House, user: User) -> House:
    house.account()
    house.open()
    user.press("Bring in a statement")
    return house


def choose(house: House, user: User, name: str, text: str) -> None:
    assert house.window is not None
    user.choose_files("Choose the file", house.window.desk.files, house.file(name, text))
    house.settle()


def test_a_statement_comes_in_agrees_and_is_undone(at_first_step: House, user: User) -> None:
    house = at_first_step
    choose(house, user, "november.csv", NOVEMBER)
    assert user.sees("3 new lines")
    assert user.sees("0 lines are in the books already")
    assert accounts(house.books)[0].lines == 0
    user.press("Bring in 3 lines")
    house.settle()
    assert user.sees("3 lines from november.csv into Support account")
    assert user.sees("The file’s last balance is £736.06 on 18 November 2026, and so is that of the books.")
    user.press("Mark it checked against the bank")
    assert bank_checks(house.books, 1)[0].agreed
    house.open_again()
    assert user.sees("agrees with the bank.")
    assert len(user.rows("Lines")) == 3


def test_undo_takes_the_whole_file_out(at_first_step: House, user: User) -> None:
    house = at_first_step
    choose(house, user, "november.csv", NOVEMBER)
    user.press("Bring in 3 lines")
    house.settle()
    user.press("Undo")
    house.settle()
    assert accounts(house.books)[0].lines == 0
    user.press("Go to the lines")
    assert user.sees("No lines yet")


def test_the_same_file_again_has_nothing_new(at_first_step: House, user: User) -> None:
    house = at_first_step
    for _ in range(2):
        choose(house, user, "november.csv", NOVEMBER)
        if user.sees("Bring in 3 lines"):
            user.press("Bring in 3 lines")
            house.settle()
            user.press("Bring in another")
    assert user.sees("0 new lines")
    assert user.sees("3 lines are in the books already")
    assert not user.sees("Bring in 0 lines")


def test_a_line_that_may_be_there_comes_in_only_when_ticked(at_first_step: House, user: User) -> None:
    house = at_first_step
    house.line(date(2026, 11, 17), "-2.00", "Bus to town")
    choose(house, user, "november.csv", NOVEMBER)
    assert user.sees("1 line we are not sure of")
    assert user.sees("You have: Bus to town")
    user.tick("Bring in BUS, 18 November 2026, £2.00 out, as well")
    user.press("Bring in 3 lines")
    house.settle()
    assert register_totals(house.books, Query()).lines == 4


def test_unknown_columns_are_asked_once(at_first_step: House, user: User) -> None:
    house = at_first_step
    choose(house, user, "card.csv", ODD)
    assert user.sees("We have not met this layout before.")
    user.press("How are amounts shown?: Money in and money out apart")
    user.choose("Money in", "Came")
    user.choose("Money out", "Went")
    user.press("Read it like this")
    house.settle()
    user.press("Bring in 2 lines")
    house.settle()
    assert accounts(house.books)[0].balance == Money.of("735.06")
    user.press("Bring in another")
    choose(house, user, "december.csv", ODD.replace("11/2026", "10/2026"))
    assert user.sees("2 new lines")


def test_columns_that_are_missing_are_told_beside_their_box(at_first_step: House, user: User) -> None:
    house = at_first_step
    choose(house, user, "card.csv", ODD)
    user.fill("Date", "")
    user.press_key("Escape")
    user.press("Read it like this")
    assert user.sees("Choose the column with the date")
    assert accounts(house.books)[0].lines == 0


def test_a_file_that_is_none_is_told_plainly(at_first_step: House, user: User) -> None:
    choose(at_first_step, user, "november.pdf", "%PDF-1.7 words")
    assert user.sees("This is a PDF.")
    assert user.sees("Drop the statement here")


def test_a_receipt_zone_takes_a_statement_too(house: House, user: User) -> None:
    house.account()
    house.line(date(2026, 11, 1), "-1", "BUS")
    window = house.open()
    user.choose_files("Choose files", window.desk.files, house.file("november.csv", NOVEMBER))
    house.settle()
    assert user.sees("3 new lines")


def test_pasted_lines_wait_half_typed_and_come_in(house: House, user: User) -> None:
    house.account()
    house.line(date(2026, 11, 1), "-1", "BUS")
    house.open()
    choose_more(user, "Paste lines")
    text = "Date\tDescription\tAmount\tBalance\n10/11/2026\tFUEL\t-5.00\t95.00"
    QApplication.clipboard().setText(text)
    user.fill("Lines from your statement", "")
    user.press_key("Ctrl+V")
    house.open_again()
    choose_more(user, "Paste lines")
    assert user.text_in("Lines from your statement") == text
    user.press("Read these lines")
    house.settle()
    user.press("Bring in 1 line")
    house.settle()
    assert register_totals(house.books, Query()).lines == 2


def test_doubts_and_gaps_are_shown_before_anything_enters(at_first_step: House, user: User) -> None:
    text = NOVEMBER + "19/11/2026,TAXI,-9.00,700.06\nxx,BAD,-9,2\n"
    choose(at_first_step, user, "gap.csv", text)
    assert user.sees("the bank’s balances jump by £27.00")
    assert user.sees("1 line could not be read")
    assert user.find(QLabel, "Line 6: xx,BAD,-9,2")


def test_every_step_grants_access(at_first_step: House, user: User) -> None:
    house = at_first_step
    assert house.window is not None
    access.check_access(house.window)
    choose(house, user, "card.csv", ODD)
    access.check_access(house.window)
    house.line(date(2026, 11, 17), "-2.00", "Bus to town")
    user.press("Choose another file")
    choose(house, user, "november.csv", NOVEMBER + "xx,BAD,-9,2\n")
    access.check_access(house.window)
    user.press("Bring in 2 lines")
    house.settle()
    access.check_access(house.window)
