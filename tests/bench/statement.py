"""A statement of fifty thousand lines."""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.bench.children import Failed, script, timed
from tests.bench.measured import Measured

LINES = 50_000
A_DAY = 14
TIMES = 3
FIRST = date(2016, 11, 1)
HEADING = (
    "Transaction Date", "Transaction Type", "Sort Code", "Account Number", "Transaction Description",
    "Debit Amount", "Credit Amount", "Balance", "",
)  # fmt: skip


def _write(file: Path) -> None:
    """As Lloyds writes it: the newest line first, debit and credit apart."""
    rows, balance = [], 0
    for number in range(LINES):
        day = (FIRST + timedelta(days=number // A_DAY)).strftime("%d/%m/%Y")
        is_in, pence = number % A_DAY == 0, 1_000 + number * 7 % 9_000
        balance += pence * 9 if is_in else -pence
        amount = f"{pence * (9 if is_in else 1) / 100:.2f}"
        kind, words = ("BGC", "WESTMERE COUNCIL DP") if is_in else ("DEB", f"SHOP {number % 400} WESTMERE")
        sums = ("", amount) if is_in else (amount, "")
        rows.append((day, kind, "'30-00-00", "12345678", words, *sums, f"{balance / 100:.2f}", ""))
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([HEADING, *reversed(rows)])


def _only_read(file: Path) -> float:
    began = time.perf_counter()
    with file.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    took = time.perf_counter() - began
    assert len(rows) == LINES + 1
    return took


def _bring_in(file: Path) -> float:
    took, brought_in = timed(script("bring_in", file)).out.split()
    if int(brought_in) != LINES:
        raise Failed(f"only {brought_in} lines came in")
    return float(took)


def statement() -> list[Measured]:
    """Looking at the file and bringing it in, against five seconds; and against the bare reading of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statement.csv"
        _write(file)
        ours = statistics.median(_bring_in(file) for _ in range(TIMES))
        floor = statistics.median(_only_read(file) for _ in range(TIMES))
    return [
        Measured(
            "import-50k",
            ours,
            floor,
            f"{LINES:,} lines of a bank's CSV looked at and brought into fresh books, median of {TIMES}",
            "Python's csv reading the same file",
            round(5 / floor, 1),
            more={"aim_seconds": 5, "lines_a_second": round(LINES / ours)},
        )
    ]
