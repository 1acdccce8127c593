"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from carerdesk import cli
from carerdesk.domain.money import Money
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.money.accounts import NewAccount, add_account
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books
from carerdesk.store.connection import database_key

HERE = Path(__file__).parent
SAMPLES = HERE / "importers" / "samples"
TODAY = date(2026, 11, 20)


def run(*arguments: str | Path) -> int:
    return cli.run(cli.read_arguments([str(one) for one in arguments]))


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "Jamie.carerdesk"
    made = create_books(folder, FixedClock(TODAY))
    begin(made, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"})))
    added = add_account(made, NewAccount(name="Support account", opening_on=date(2026, 1, 1), opening_balance=Money(0)))
    assert isinstance(added, Done)
    made.close()
    return folder


@pytest.mark.parametrize("expected", sorted(SAMPLES.glob("*.expected.json")), ids=lambda path: path.stem)
def test_read_prints_what_the_file_holds(expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(one for one in SAMPLES.glob(expected.name.split(".")[0] + ".*") if one != expected)
    assert run("read", file, "--json") == 0
    got = json.loads(capsys.readouterr().out, parse_float=Decimal)
    wanted = json.loads(expected.read_text(encoding="utf-8"), parse_float=Decimal)
    assert [(line["date"], line["amount"], line["balance"]) for line in got] == [
        (line["date"], line["amount"], line["balance"]) for line in wanted
    ]


def test_a_file_that_is_no_statement_is_told_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", HERE / "test_cli.py") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Check that you picked the right file" in said.err or "columns" in said.err


def test_a_file_that_is_not_there_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", tmp_path / "none.csv") == 2
    assert "none.csv" in capsys.readouterr().err


def test_the_same_file_twice_adds_nothing(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = SAMPLES / "lloyds.csv"
    assert run("import", books, "--account", "support account", file, "--today", "2026-11-20") == 0
    assert "12 new" in capsys.readouterr().out
    assert run("import", books, "--account", "Support account", file, "--today", "2026-11-20") == 0
    assert "0 new, 12 already there" in capsys.readouterr().out


def test_an_account_that_is_not_there_is_told_with_those_that_are(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", books, "--account", "Savings", SAMPLES / "lloyds.csv") == 1
    assert "Support account" in capsys.readouterr().err


def test_verify_is_clean_and_finds_a_row_changed_with_another_program(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", books) == 0
    assert "Everything agrees" in capsys.readouterr().out
    opened = cli._open(cli.read_arguments(["verify", str(books)]))
    key = database_key(opened.identity)
    opened.close()
    with sqlcipher.connect(books / "books.db") as tampered:
        tampered.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        tampered.execute("UPDATE account SET opening_balance = 5")
    tampered.close()
    assert run("verify", books, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert any(one["code"] == "record_changed" and one["table"] == "account" for one in found)


def test_a_password_is_asked_for_and_a_wrong_one_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Locked.carerdesk"
    create_books(folder, FixedClock(TODAY), password="three blue kettles").close()
    assert run("verify", folder) == 2
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.write_text("two blue kettles\n", encoding="utf-8")
    right.write_text("three blue kettles\n", encoding="utf-8")
    assert run("verify", folder, "--password-file", wrong) == 2
    assert "Enter the password" in (said := capsys.readouterr().err)
    assert "That password does not open these books" in said
    assert run("--password-file", right, "verify", folder) == 0


def test_check_pay_ends_with_its_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check-pay", HERE / "payroll-vectors.json") == 0
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last == "300 passed, 0 failed, 0 skipped"


def test_export_takes_everything_out_and_no_formula_runs(books: Path, tmp_path: Path) -> None:
    statement = tmp_path / "odd.csv"
    text = (SAMPLES / "lloyds.csv").read_text(encoding="utf-8")
    statement.write_text(text.replace("MEADOW VIEW RESPITE", "=HYPERLINK(1)"), encoding="utf-8")
    assert run("import", books, "--account", "Support account", statement, "--today", "2026-11-20") == 0
    assert run("export", books, "--out", tmp_path / "out") == 0
    lines = (tmp_path / "out" / "tables" / "bank_line.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in lines
    assert list((tmp_path / "out" / "documents").iterdir())


def test_arguments_that_make_no_sense_exit_2() -> None:
    with pytest.raises(SystemExit) as left:
        cli.read_arguments(["pack", "somewhere"])
    assert left.value.code == 2
