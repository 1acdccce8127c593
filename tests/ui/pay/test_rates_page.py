"""Bringing in the rates of a new year through the window."""

from __future__ import annotations

from pathlib import Path

from carerdesk.catalogue.places import resource
from tests.access import check_access
from tests.services.rates.test_bringing_in import a_year_on
from tests.ui.pay.house import House
from tests.user import User


def new_year(folder: Path) -> Path:
    path = folder / "2027-28.toml"
    body = a_year_on(resource("rates", "2026-27.toml").read_text(encoding="utf-8"))
    path.write_text(body.replace('weekly = "242"', 'weekly = "250"'), encoding="utf-8")
    return path


def test_a_file_is_looked_at_brought_in_kept_and_taken_out(house: House, user: User, tmp_path: Path) -> None:
    window = house.open()
    user.press("Tax and wage rates. Known to 5 April 2027; bring in a new year’s here")
    assert user.sees("known to 5 April 2027")
    user.choose_files("Choose a file of rates", window.desk.files, new_year(tmp_path))
    assert user.sees("Nothing is changed yet")
    [row] = [row for row in user.rows("Rates in the file") if "paye threshold" in row]
    assert "weekly 242" in row
    assert "weekly 250" in row
    check_access(window)
    user.press("Bring in these rates")
    assert user.sees("known to 5 April 2028")
    window = house.open_again()
    window.go("pay", rates=True)
    assert user.sees("known to 5 April 2028")
    check_access(window)
    user.press("Take out 2027-28.toml")
    assert user.sees("known to 5 April 2027")
    user.menu("Edit", "Undo")
    assert user.sees("known to 5 April 2028")


def test_a_file_that_is_not_right_says_so_and_the_page_stays(house: House, user: User, tmp_path: Path) -> None:
    window = house.open()
    window.go("pay", rates=True)
    wrong = tmp_path / "rates.toml"
    wrong.write_text("Dear Helen", encoding="utf-8")
    user.choose_files("Choose a file of rates", window.desk.files, wrong)
    assert user.sees("rates.toml does not hold rates")
    assert user.sees("known to 5 April 2027")
