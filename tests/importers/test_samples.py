"""Eight made-up exports with the answer known, to the penny and in file order."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from carerdesk.domain.money import Money
from carerdesk.importers.read import read_statement
from carerdesk.importers.values import Statement

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.is_file() and path.suffix != ".json")


def read(name: str) -> Statement:
    made = read_statement((SAMPLES / name).read_bytes(), name)
    assert isinstance(made, Statement), made
    return made


def squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


@pytest.mark.parametrize("name", FILES)
def test_a_sample_gives_its_known_lines(name: str) -> None:
    expected = json.loads((SAMPLES / f"{Path(name).stem}.expected.json").read_text("utf-8"), parse_float=Decimal)
    made = read(name)
    assert [line.date.isoformat() for line in made.lines] == [each["date"] for each in expected]
    assert [line.amount for line in made.lines] == [Money.of(each["amount"]) for each in expected]
    balances = [None if each["balance"] is None else Money.of(each["balance"]) for each in expected]
    assert [line.balance for line in made.lines] == balances
    for line, each in zip(made.lines, expected, strict=True):
        assert squeezed(each["description"]) in squeezed(line.description)


@pytest.mark.parametrize("name", FILES)
def test_a_sample_is_sound_and_nothing_is_left_over(name: str) -> None:
    made = read(name)
    assert (made.left_out, made.refused, made.balance_breaks, made.date_doubt) == ((), (), (), None)


ORDERS = {"lloyds.csv": False, "natwest.csv": True, "nationwide.csv": True, "santander.txt": False, "hsbc.csv": False}


@pytest.mark.parametrize(("name", "oldest_first"), ORDERS.items())
def test_the_direction_comes_from_the_balances_or_the_dates(name: str, oldest_first: bool) -> None:
    assert read(name).oldest_first is oldest_first


ACCOUNTS = {
    "lloyds.csv": "30-00-00 12345678",
    "barclays.csv": "20-00-00 12345678",
    "natwest.csv": "60-00-00 12345678",
    "nationwide.csv": "ending 12345",
    "santander.txt": "ending 1234",
}


@pytest.mark.parametrize(("name", "account"), ACCOUNTS.items())
def test_the_account_is_taken_from_where_the_file_prints_it(name: str, account: str) -> None:
    assert str(read(name).account_hint) == account


def test_the_closing_balance_is_that_of_the_newest_line() -> None:
    assert read("lloyds.csv").closing_balance == Money.of("2858.63")
    assert read("nationwide.csv").closing_balance == Money.of("1574.44")


def test_ids_and_notes_are_kept() -> None:
    pharmacy = read("monzo.csv").lines[6]
    assert pharmacy.bank_id == "tx_0000MadeUp0000000007"
    assert ("Notes and #tags", "gloves, wipes #dp") in pharmacy.other_text
    assert ("Emoji", "💊") in pharmacy.other_text
