"""Annual accounts add up to the bank, per account and per funder, or say that they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.reports import accounts, pack_sheets
from tests.reports.made import money, reader, rendered, text, workbook


def view(**changes: object) -> accounts.AccountsView:
    row = accounts.CategoryRow
    made = accounts.AccountsView(
        "Jamie Marsh", "Helen Marsh, parent", "DP-20417", date(2025, 12, 1), date(2026, 11, 30), date(2026, 12, 5),
        ("Council", "NHS"),
        (row("Direct payment", (money("30000"), money("9000")), money("28000")), row("=Gift", (money("200"), ZERO))),
        (row("Wages of PAs", (money("22400.55"), money("6900.10")), money("21000")),),
        (
            accounts.AccountBalance("Own account ending 4471", money("4731.58"), money("14631.03"), money("14631.03")),
            accounts.AccountBalance("Savings ending 0090", money("1000"), money("1000"), money("1000")),
        ),
        (
            accounts.FunderBalance("Council", money("4500"), money("30200"), money("22400.55")),
            accounts.FunderBalance("NHS", money("1231.58"), money("9000"), money("6900.10")),
        ),
        assets=(accounts.Owned("Adapted bike", money("2400"), "at cost"),),
        debts=(accounts.Owned("Tax for November", money("185.54")),),
        set_aside=(accounts.Owned("Holiday earned", money("845.20")),),
        notes=("Money is counted on the day it is on the statement.",),
        certificate="These accounts are complete.", signed_by=("Helen Marsh",),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def printed(made: accounts.AccountsView) -> str:
    return text(rendered(lambda stream: accounts.write(made, stream)))


def test_the_accounts_show_every_sum_and_that_they_agree() -> None:
    words = printed(view())
    for needed in (
        "Balance on 1 December 2025 5,731.58", "Money in 39,200.00", "Money out − 29,300.65",
        "Balance on 30 November 2026 15,630.93", "Direct payment 30,000.00 9,000.00 39,000.00 28,000.00",
        "=Gift 200.00 – 200.00 –", "All 30,200.00 9,000.00 39,200.00 28,000.00",
        "Council 4,500.00 30,200.00 22,400.55 12,299.45", "Adapted bike 2,400.00", "Tax for November 185.54",
        "Holiday earned 845.20", "These accounts are complete.", "Signed, Helen Marsh",
    ):  # fmt: skip
        assert needed in words, needed


def test_a_penny_too_few_on_the_statement_is_shown() -> None:
    short = view(accounts=(accounts.AccountBalance("One", money("5731.58"), money("15630.93"), money("15630.92")),))
    assert short.difference == Money(-1)
    assert "Does not add up to the bank statements, difference − 0.01" in printed(short)


def test_agreeing_accounts_say_so() -> None:
    whole = view(accounts=(accounts.AccountBalance("One", money("5731.58"), money("15630.93"), money("15630.93")),))
    assert "Adds up to the bank statements, difference 0.00" in printed(whole)
    assert "The funders’ money adds up to the accounts, difference 0.00" in printed(whole)


def test_nine_funders_fit_by_taking_turns() -> None:
    names = tuple(f"Funder {n}" for n in range(9))
    rows = (accounts.CategoryRow("Wages", tuple(Money(n * 100 + 1) for n in range(9))),)
    words = printed(view(funders=names, receipts=rows, payments=rows))
    assert all(f"Funder {n} £" in words for n in range(9))
    assert words.count("Wages") == 6


def test_rows_that_do_not_fit_the_funders_are_refused() -> None:
    with pytest.raises(ValueError, match="one amount for each funder"):
        view(funders=("Council",))


def test_nothing_at_all_still_prints() -> None:
    bare = view(funders=(), receipts=(), payments=(), accounts=(), funder_balances=(), assets=(), notes=(),
                signed_by=())  # fmt: skip
    data = rendered(lambda stream: accounts.write(bare, stream))
    assert "None in these twelve months." in text(data)
    assert len(reader(data).pages) >= 1


def test_the_spreadsheet_holds_the_same_sums_as_numbers_and_formulas() -> None:
    data = rendered(lambda stream: pack_sheets.write_accounts(view(), stream))
    values = workbook(data, values=True)
    formulas = workbook(data)
    assert values["Accounts"]["B5"].value == pytest.approx(15630.93)
    assert formulas["Accounts"]["B5"].value == "=SUM(B2:B4)"
    assert values["Money in"]["D4"].value == pytest.approx(39200)
    assert formulas["Money in"]["A3"].value == "=Gift"
    assert formulas["Money in"]["A3"].data_type == "s"
    assert values["Balances by funder"]["E2"].value == pytest.approx(12299.45)
