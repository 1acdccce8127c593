"""A payday as plain data and on the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from carerdesk import cli
from carerdesk.services.books import Books
from carerdesk.services.pay.as_data import payday_data
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, keep, pa, weekdays

LAST = PAYDAY.replace(day=20)


@pytest.fixture
def family(books: Books) -> Books:
    """Asha with a student loan, shared by two funders; Kasia; both with five days."""
    asha = pa(books, loan_plan="plan_1", letter="A")
    kasia = pa(books, "Kasia Wójcik", code="BR")
    keep(books, weekdays(asha, LAST, 15, "07:00-19:00", (COUNCIL, 75), (NHS, 25)))
    keep(books, weekdays(kasia, LAST, 5, "08:00-16:00"))
    return books


def run(*arguments: str | Path) -> int:
    return cli.run(cli.read_arguments(["--today", "2026-11-27", *(str(each) for each in arguments)]))


def test_every_payslip_says_how_it_adds_up(family: Books) -> None:
    for slip in payday_data(family, PAYDAY)["payslips"]:
        figures = slip["figures"]
        taken = sum(figures[name] for name in ("tax", "employee_ni", "student_loan", "pension", "deductions"))
        assert sum(line["amount"] for line in slip["lines"]) == figures["gross"]
        assert figures["gross"] - taken == figures["net"]
        assert sum(parts["cost"] for parts in slip["funders"].values()) == figures["cost"]
    asha = payday_data(family, PAYDAY)["payslips"][0]
    assert asha["figures"]["student_loan"] > 0
    assert asha["year_to_date"]["student_loan"] == asha["figures"]["student_loan"]
    assert set(asha["funders"]) == {"Council", "NHS"}


def test_agreeing_changes_no_figure(family: Books) -> None:
    before = payday_data(family, PAYDAY)
    assert (before["agreed"], {slip["state"] for slip in before["payslips"]}) == (False, {"worked out"})
    agreed(family)
    after = payday_data(family, PAYDAY)
    assert (after["agreed"], {slip["state"] for slip in after["payslips"]}) == (True, {"agreed"})
    for slip in (*before["payslips"], *after["payslips"]):
        del slip["state"]
    assert before["payslips"] == after["payslips"]
    assert before["totals"] == after["totals"]


def test_the_command_line_shows_agrees_and_shows_the_same(family: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = family.folder
    family.close()
    assert run("pay", folder, "--payday", "2026-11-27", "--json") == 0
    shown = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert run("pay", folder, "--payday", "2026-11-27", "--agree", "--json") == 0
    kept = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert (shown["agreed"], kept["agreed"]) == (False, True)
    assert [slip["figures"] for slip in shown["payslips"]] == [slip["figures"] for slip in kept["payslips"]]
    assert run("pay", folder, "--payday", "2026-11-27") == 0
    assert "Kasia Wójcik" in capsys.readouterr().out
    assert run("verify", folder) == 0


def test_hours_that_nobody_confirmed_are_not_agreed(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    keep(books, weekdays(pa(books), LAST, 5, "08:00-16:00"), confirmed=False)
    folder = books.folder
    books.close()
    assert run("pay", folder, "--payday", "2026-11-27", "--agree") == 1
    assert "Asha" in capsys.readouterr().err
    assert run("pay", folder, "--payday", "2026-11-27") == 0
    assert "not finished" in capsys.readouterr().out


def test_somebody_who_cannot_be_paid_yet_is_named_with_the_reason(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(books, weekdays(pa(books, rates=()), LAST, 5, "08:00-16:00"))
    folder = books.folder
    books.close()
    assert run("pay", folder, "--payday", "2026-11-27", "--json") == 1
    [one] = json.loads(capsys.readouterr().out)["not_ready"]
    assert one["worker"] == "Asha Rahman"
    assert one["why"]


def test_a_day_that_is_no_payday_says_so(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = books.folder
    books.close()
    assert run("pay", folder, "--payday", "2026-11-26") == 1
    assert "not finished" in capsys.readouterr().out
    assert run("pay", folder, "--payday", "2026-11-26", "--agree") == 1
