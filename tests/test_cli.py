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


WORKERS = (
    "name,born,started,frequency,first_payday,period_end,tax_code,basis,ni_letter,loan_plan,pension,rate_normal,rates_from\n"
    "Asha Rahman,1990-03-14,2026-04-06,four_weekly,2026-11-27,2026-11-22,1257L,cumulative,A,,,13.60,2026-04-06\n"
)
SHIFTS = (
    "worker,start,end,break_minutes,kind,funder,note\n"
    "Asha Rahman,2026-11-16T09:00,2026-11-16T15:00,30,,,Swimming\n"
    "Asha Rahman,2026-11-17T22:00,2026-11-18T07:00,0,sleep_in,,\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_people_and_shifts_come_in_from_lists_and_twice_adds_nothing(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, shifts = written(tmp_path, "people.csv", WORKERS), written(tmp_path, "shifts.csv", SHIFTS)
    for verb, file, new in (("import-workers", people, 1), ("import-shifts", shifts, 2)):
        assert run(verb, books, file, "--today", "2026-11-20") == 0
        assert f"{new} new, 0 already there" in capsys.readouterr().out
        assert run(verb, books, file, "--today", "2026-11-20") == 0
        assert f"0 new, {new} already there" in capsys.readouterr().out
    assert run("verify", books, "--today", "2026-11-20") == 0


def test_lines_that_do_not_come_in_are_told_and_exit_1(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = written(tmp_path, "people.csv", f"{WORKERS}Olu Ade,31/02/1990\n")
    assert run("import-workers", books, people, "--today", "2026-11-20") == 1
    said = capsys.readouterr()
    assert "Line 3 refused: We cannot read “31/02/1990”" in said.err
    assert "Asha Rahman: still missing: address." in said.out
    shifts = written(tmp_path, "shifts.csv", f"{SHIFTS}Nobody,2026-11-16T09:00,2026-11-16T15:00,,,,\n")
    assert run("import-shifts", books, shifts, "--today", "2026-11-20") == 1
    said = capsys.readouterr()
    assert "2 new, 0 already there, 0 not sure, 1 refused" in said.out
    assert "Line 4 refused: There is nobody called “Nobody”" in said.err


@pytest.mark.parametrize("verb", ["import-shifts", "import-workers"])
def test_a_list_that_cannot_be_read_adds_nothing(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    assert run(verb, books, written(tmp_path, "x.csv", "a,b\n1,2\n"), "--today", "2026-11-20") == 1
    assert run(verb, books, tmp_path / "none.csv", "--today", "2026-11-20") == 2
    assert run(verb, books, written(tmp_path, "x.pdf", "%PDF-1.7"), "--today", "2026-11-20") == 1
    assert "This is a PDF" in capsys.readouterr().err


def test_a_rota_and_a_bare_name_add_nobody(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rota = written(tmp_path, "rota.csv", "Day,Carer,From,To,Hours\nMon 16 Nov,Bob,09:00,15:00,6\nTOTAL,,,,6\n")
    assert run("import-workers", books, rota, "--today", "2026-11-20") == 1
    assert "This looks like a list of shifts, not of people. Bring it in with import-shifts." in capsys.readouterr().err
    names = written(tmp_path, "names.csv", "name,phone\nBob Hill,07700 900123\n")
    assert run("import-workers", books, names, "--today", "2026-11-20") == 1
    said = capsys.readouterr()
    assert "Line 2 refused: Only a name is given: no first day of the job, no birth date, no rate." in said.err
    assert said.out == "0 new, 0 already there, 1 refused\n"


@pytest.mark.parametrize("verb", ["import-shifts", "import-workers"])
def test_a_folder_is_no_file(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(verb, books, tmp_path) == 2
    assert capsys.readouterr().err == f"That is a folder: {tmp_path}. Choose the file itself.\n"


def test_a_calendar_is_left_to_the_window(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "x.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert run("import-shifts", books, file, "--today", "2026-11-20") == 1
    assert "Bring it in through the window" in capsys.readouterr().err
