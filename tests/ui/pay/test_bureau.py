"""Moving from a bureau and checking one, as a person does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.access import check_access
from tests.services.pay.made import agreed, keep, pa, weekdays
from tests.ui.pay.house import House
from tests.user import User


def told(window: QWidget, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def paid(house: House) -> None:
    asha = pa(house.books)
    keep(house.books, weekdays(asha, date(2026, 11, 20), 10, "08:00-16:00"))
    agreed(house.books)


def test_a_payslip_is_read_confirmed_compared_and_still_there(house: House, user: User, tmp_path: Path) -> None:
    paid(house)
    window = house.open()
    window.go("pay", bureau="check")
    user.press("Check Asha Rahman’s payslip, Friday 27 November 2026")
    user.press("Compare")
    assert user.sees("Enter at least the gross pay and the take-home pay")
    slip = tmp_path / "slip.txt"
    slip.write_text("Gross pay 1,088.00\nIncome tax 217.60\nNet pay 800.00\n")
    window.desk.files.next_choice(slip)
    user.press("Read a payslip or report")
    user.wait_until(lambda: user.text_in("Gross pay") == "1,088.00")
    user.press("Compare")
    assert user.sees("Compare each with the paper, then tick that you did.")
    user.tick("I have compared every figure with the paper")
    user.press("Compare")
    assert told(window, "as code BR would give")
    house.open_again().go("pay", bureau="check")
    assert user.sees("Differs")


def test_a_half_typed_payslip_comes_back_and_still_wants_confirming(house: House, user: User, tmp_path: Path) -> None:
    paid(house)
    window = house.open()
    window.go("pay", bureau="1")
    slip = tmp_path / "slip.txt"
    slip.write_text("Gross pay 1,088.00\nNet pay 800.00\n")
    window.desk.files.next_choice(slip)
    user.press("Read a payslip or report")
    user.wait_until(lambda: user.text_in("Gross pay") == "1,088.00")
    user.fill("Income tax", "217.6")
    house.open_again().go("pay", bureau="1")
    assert (user.text_in("Gross pay"), user.text_in("Income tax")) == ("1,088.00", "217.6")
    user.press("Compare")
    assert user.sees("Compare each with the paper, then tick that you did.")
    user.tick("I have compared every figure with the paper")
    user.press("Compare")
    house.open_again().go("pay", bureau="1")
    assert user.text_in("Income tax") == "217.60"


def test_half_typed_totals_of_a_p32_come_back_until_they_are_kept(house: House, user: User) -> None:
    house.open().go("pay", bureau="moving")
    user.fill("Income tax", "12.0")
    house.open_again().go("pay", bureau="moving")
    assert user.text_in("Income tax") == "12.0"
    user.press("Keep and compare")
    house.open_again().go("pay", bureau="moving")
    assert user.text_in("Income tax") == "12.00"


def test_the_p32_is_laid_beside_the_figures(house: House, user: User, tmp_path: Path) -> None:
    paid(house)
    window = house.open()
    window.go("pay", bureau="moving")
    target = tmp_path / "ask.pdf"
    window.desk.files.next_choice(target)
    user.press("Save the list to ask for")
    user.wait_until(target.exists)
    user.press("Keep and compare")
    assert user.sees("Enter at least one total from the P32.")
    user.fill("Income tax", "12.00")
    user.press("Keep and compare")
    assert told(window, "the P32 says £12.00: £12.00 apart")
    user.press("Undo")
    assert not told(window, "the P32 says £12.00")


@pytest.mark.parametrize("place", ["check", "moving", "1"])
def test_everybody_can_use_it(house: House, place: str) -> None:
    paid(house)
    window = house.open()
    window.go("pay", bureau=place)
    check_access(window)


def test_hours_go_out_and_it_is_written_down(house: House, user: User, tmp_path: Path) -> None:
    paid(house)
    window = house.open()
    window.go("pay", bureau="check")
    target = tmp_path / "hours.csv"
    window.desk.files.next_choice(target)
    user.press("Hours for the bureau (CSV), Friday 27 November 2026")
    user.wait_until(target.exists)
    user.wait_until(lambda: told(window, "Hours saved for the bureau on 20 November 2026"))
    assert "Asha Rahman" in target.read_text(encoding="utf-8-sig")
