"""Somebody enters a new PA of the sample family, until nothing is missing to pay her; says what it took."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from tests.bench.table import Table
from tests.kitchen import Kitchen

FRIDAY = date(2026, 11, 20)


def main(sample: str) -> None:
    """Enter her, and look whether she is still there the next time."""
    with Table(Path(sample)) as table:
        table.use(FRIDAY, enter_mia)
        table.look_again(FRIDAY, she_is_there)


def enter_mia(kitchen: Kitchen) -> None:
    """Paid every four weeks like Asha, for hours that vary, with a P45."""
    user = kitchen.user
    kitchen.go("People")
    user.press("Add somebody")
    user.choose("How do they work for you?", "Employee (PA)")
    user.fill("Full name", "Mia Okafor")
    user.fill("First day of the job", "14 dec")
    user.fill("Birth date", "2.6.97")
    user.fill("National Insurance number", "QQ345612B")
    user.fill("Address", "8 Weir Row, WM3 4DD")
    user.press("Continue")
    user.choose("How often paid", "Every 4 weeks")
    user.choose("What are the hours like?", "Hours that vary")
    user.choose("How is holiday worked out?", "Earned as hours are worked (12.07%)")
    user.press("Continue")
    user.fill("Normal hours", "13.60")
    user.press("Continue")
    user.choose("Which paper is there?", "The starter checklist")
    user.choose("Statement ticked", "B: only job now, but another job or benefit since 6 April")
    user.press("Continue")
    user.fill("Sort code", "309951")
    user.fill("Account number", "00733446")
    user.press("Continue")
    user.press("Continue")
    assert user.sees("Employee (PA), paid every 4 weeks, starts on 14 December 2026")


def she_is_there(kitchen: Kitchen) -> None:
    kitchen.go("People")
    kitchen.press_what_begins("Mia Okafor")
    assert not kitchen.user.sees("Missing")


if __name__ == "__main__":
    main(*sys.argv[1:])
