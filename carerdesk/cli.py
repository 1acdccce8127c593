"""The same services without a window. Exit code: 0 done, 1 found something wrong, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carerdesk import __version__

if TYPE_CHECKING:
    from carerdesk.services.books import Books
    from carerdesk.services.outcome import Outcome
    from carerdesk.store.books import Clock
    from carerdesk.store.problems import KnownProblem

FOUND_WRONG = 1
COULD_NOT_RUN = 2


class Wishes(argparse.Namespace):
    """What was asked for on the command line."""

    verb: str | None
    today: date | None
    password_file: Path | None
    data_dir: Path | None
    temporary: bool


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date like 2026-11-20") from None


def _common() -> argparse.ArgumentParser:
    """Options every verb takes, before or after it; `SUPPRESS` keeps the later one from undoing the earlier."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--today", type=_day, metavar="DATE", help="work as if today were this day")
    common.add_argument("--password-file", type=Path, metavar="FILE", help="its first line opens the books")
    common.add_argument("--data-dir", type=Path, metavar="DIR", help="where the books are kept on this computer")
    return common


_SHIFTS = (
    "bring a list of shifts (CSV or XLSX) into the books. Columns: worker, start, end, break_minutes, kind, funder,"
    " note."
    " Start and end are local times like 2026-11-16T09:00. An empty kind is the usual one; an empty funder is left open"
)


_WORKERS = (
    "add the people of a list (CSV or XLSX) to the books. Columns, all but the name optional: name, kind, born,"
    " started, left, ni_number, address, phone, email, sort_code, account_number, account_name, works_number, title,"
    " sex; frequency (weekly, fortnightly, four_weekly, monthly), first_payday, period_end, contract_from, hours_kind"
    " (fixed, irregular, part_year), weekly_hours, days_per_week, holiday_method (fixed, accrued, rolled_up); tax_code,"
    " basis (cumulative, week_one), ni_letter, loan_plan (plan_1, plan_2, plan_4, plan_5), postgraduate_loan (yes, no),"
    " tax_from; pension (enrolled, opted_in, joined), pension_from; rate_normal, rate_weekend, rate_bank_holiday,"
    " rate_waking_night, rate_sleep_in, rate_training, rate_travel, rate_on_call, rate_mileage, rates_from"
)


def _parser() -> argparse.ArgumentParser:
    common = _common()
    parser = argparse.ArgumentParser("carerdesk", parents=[common], description="Without a verb, the window opens.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--temporary", action="store_true", help="start with throw-away data")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")

    def verb(name: str, words: str, *arguments: tuple[str, dict[str, Any]]) -> None:
        sub = verbs.add_parser(name, help=words, description=words, parents=[common])
        for flag, options in arguments:
            sub.add_argument(flag, **options)

    books = ("books", {"type": Path, "metavar": "BOOKS", "help": "the folder of a set of books"})
    file = ("file", {"type": Path, "metavar": "FILE"})
    out = ("--out", {"type": Path, "required": True, "metavar": "DIR"})
    since = ("--from", {"type": _day, "required": True, "metavar": "DATE", "dest": "first_day"})
    until = ("--to", {"type": _day, "required": True, "metavar": "DATE", "dest": "last_day"})
    as_json = ("--json", {"action": "store_true", "help": "for other programs"})
    verb(
        "sample",
        "make the books of a made-up family, with packs and accounts",
        ("folder", {"type": Path, "metavar": "DIR"}),
        ("--years", {"type": int, "default": 1, "metavar": "N"}),
        ("--seed", {"type": int, "default": 1, "metavar": "S"}),
        ("--faults", {"action": "store_true", "help": "plant one failure for each control test"}),
    )
    verb("read", "what a statement file holds; changes nothing", file, as_json)
    account = ("--account", {"required": True, "metavar": "NAME"})
    verb("import", "bring a statement file into the books", books, account, file)
    verb("import-shifts", _SHIFTS, books, file)
    verb("import-workers", _WORKERS, books, file)
    verb("pack", "the evidence pack for a funder", books, ("--funder", {"required": True}), since, until, out)
    verb("accounts", "the annual accounts", books, ("--person", {"metavar": "NAME"}), since, until, out)
    verb("returns", "every funder's every period with data", books, as_json)
    verb("verify", "check the books against their own log and laws", books, as_json)
    verb(
        "pay",
        "work a payday out, and finish it where asked to",
        books,
        ("--payday", {"type": _day, "required": True, "metavar": "DATE"}),
        ("--agree", {"action": "store_true", "help": "keep the payslips"}),
        as_json,
    )
    verb("check-pay", "run a file of pay cases", file)
    verb("export", "every table, every document, and a journal", books, out)
    return parser


def read_arguments(arguments: list[str]) -> Wishes:
    """What is wished for. Ends the program with code 2 and a plain line where it cannot be understood."""
    blank = Wishes(verb=None, today=None, password_file=None, data_dir=None, temporary=False)
    return _parser().parse_args(arguments, blank)


def clock_for(wishes: Wishes) -> Clock:
    """The computer's clock, or one that stands at `--today`."""
    from carerdesk.store.books import FixedClock, SystemClock

    return FixedClock(wishes.today) if wishes.today else SystemClock()


def run(wishes: Wishes) -> int:
    """Do what the verb says; plain errors on stderr."""
    from carerdesk.store.problems import KnownProblem

    try:
        return _VERBS[wishes.verb or ""](wishes)
    except KnownProblem as problem:
        print(_words(problem), file=sys.stderr)
    except FileNotFoundError as problem:
        print(f"There is no {problem.filename}.", file=sys.stderr)
    except IsADirectoryError as problem:
        print(f"That is a folder: {problem.filename}. Choose the file itself.", file=sys.stderr)
    except PermissionError as problem:
        print(f"This computer does not allow reading or writing {problem.filename}.", file=sys.stderr)
    except OSError as problem:
        print(f"{problem.strerror or problem}.", file=sys.stderr)
    return COULD_NOT_RUN


def _words(problem: KnownProblem) -> str:
    from carerdesk.catalogue.words import problem_words
    from carerdesk.domain.problem import Problem

    return problem_words(Problem("", problem.code, problem.values))


def _open(wishes: Wishes) -> Books:
    from carerdesk.services.books.opening import open_for_work

    password = None
    if wishes.password_file:
        password = wishes.password_file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    return open_for_work(wishes.books, clock_for(wishes), password=password)


def _print_json(value: object) -> None:
    """Money stays exact: a Decimal is written with its digits."""
    import msgspec

    encoded = msgspec.json.Encoder(decimal_format="number").encode(value)
    print(msgspec.json.format(encoded, indent=1).decode())


def _answer(outcome: Outcome) -> int:
    from carerdesk.catalogue.words import problem_words
    from carerdesk.services.outcome import Done

    if isinstance(outcome, Done):
        print(outcome.said)
        return 0
    for problem in outcome.problems:
        print(problem_words(problem), file=sys.stderr)
    return FOUND_WRONG


def _sample(wishes: Wishes) -> int:
    from carerdesk.services.sample import make_sample

    made = make_sample(wishes.folder, clock_for(wishes), years=wishes.years, seed=wishes.seed, faults=wishes.faults)
    for path in made:
        print(path)
    return 0


def _read(wishes: Wishes) -> int:
    from carerdesk.services.money.read_file import read_file

    found = read_file(wishes.file)
    for word in found.remarks:
        print(word, file=sys.stderr)
    if wishes.json:
        _print_json(found.as_json())
    else:
        for line in found.as_text():
            print(line)
    return 0 if found.readable else FOUND_WRONG


def _import(wishes: Wishes) -> int:
    from carerdesk.services.money.import_file import import_file

    books = _open(wishes)
    try:
        return _answer(import_file(books, wishes.account, wishes.file))
    finally:
        books.close()


def _import_shifts(wishes: Wishes) -> int:
    from carerdesk.services.hours.bring_in_file import bring_in_file

    books = _open(wishes)
    try:
        found = bring_in_file(books, wishes.file)
    finally:
        books.close()
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    code = _answer(found.outcome)
    return code or (0 if found.complete else FOUND_WRONG)


def _import_workers(wishes: Wishes) -> int:
    from carerdesk.services.people.bring_in_file import bring_in_people

    books = _open(wishes)
    try:
        found = bring_in_people(books, wishes.file)
    finally:
        books.close()
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    code = _answer(found.outcome)
    for line in found.lacking:
        print(line)
    return code or (0 if found.complete else FOUND_WRONG)


def _pack(wishes: Wishes) -> int:
    from carerdesk.services.evidence.write import write_pack

    books = _open(wishes)
    try:
        for path in write_pack(books, wishes.funder, wishes.first_day, wishes.last_day, wishes.out):
            print(path)
    finally:
        books.close()
    return 0


def _accounts(wishes: Wishes) -> int:
    from carerdesk.services.evidence.write import write_accounts

    books = _open(wishes)
    try:
        for path in write_accounts(books, wishes.first_day, wishes.last_day, wishes.out, person=wishes.person):
            print(path)
    finally:
        books.close()
    return 0


def _returns(wishes: Wishes) -> int:
    from carerdesk.services.evidence.returns import all_returns

    books = _open(wishes)
    try:
        found = all_returns(books)
    finally:
        books.close()
    if wishes.json:
        _print_json([one.as_json() for one in found])
    else:
        for one in found:
            print(one.as_text())
    return 0


def _verify(wishes: Wishes) -> int:
    from carerdesk.services.books.verifying import verify_books

    books = _open(wishes)
    try:
        differences = verify_books(books)
    finally:
        books.close()
    if wishes.json:
        _print_json([difference.as_json() for difference in differences])
    else:
        for difference in differences:
            print(difference.words)
        print(f"{len(differences)} differences" if differences else "Everything agrees")
    return FOUND_WRONG if differences else 0


def _pay(wishes: Wishes) -> int:
    from carerdesk.services.outcome import Rejected
    from carerdesk.services.pay.agree import agree_payday
    from carerdesk.services.pay.as_data import as_text, payday_data

    books = _open(wishes)
    try:
        outcome = agree_payday(books, wishes.payday) if wishes.agree else None
        found = payday_data(books, wishes.payday)
    finally:
        books.close()
    if wishes.json:
        _print_json(found)
    else:
        print("\n".join(as_text(found)))
    if isinstance(outcome, Rejected):
        return _answer(outcome)
    return FOUND_WRONG if found["not_ready"] or not found["payslips"] else 0


def _check_pay(wishes: Wishes) -> int:
    from carerdesk.services.pay.check_cases import check_cases

    report = check_cases(wishes.file)
    for failure in report.failures:
        print(failure)
    print(f"{report.passed} passed, {report.failed} failed, {report.skipped} skipped")
    return FOUND_WRONG if report.failed else 0


def _export(wishes: Wishes) -> int:
    from carerdesk.services.books.exporting import export_everything

    books = _open(wishes)
    try:
        for path in export_everything(books, wishes.out):
            print(path)
    finally:
        books.close()
    return 0


_VERBS: dict[str, Callable[[Wishes], int]] = {
    "sample": _sample,
    "read": _read,
    "import": _import,
    "import-shifts": _import_shifts,
    "import-workers": _import_workers,
    "pack": _pack,
    "accounts": _accounts,
    "returns": _returns,
    "verify": _verify,
    "pay": _pay,
    "check-pay": _check_pay,
    "export": _export,
}
