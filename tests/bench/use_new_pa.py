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
    """Paid every four weeks like Asha, for hours that vary, with the starter checklist."""
    kitchen.go("People")
    kitchen.add_pa(
        {
            "How do they work for you?": "Employee (PA)",
            "Full name": "Mia Okafor",
            "First day of the job": "1 mar",  # no other record stands on it, so that it is new to the books
            "Birth date": "2.6.97",
            "National Insurance number": "QQ345612B",
            "Address": "8 Weir Row, WM3 4DD",
        },
        {
            "How often paid": "Every 4 weeks",
            "What are the hours like?": "Hours that vary",
            "How is holiday worked out?": "Earned as hours are worked (12.07%)",
        },
        {"Normal hours": "13.60"},
        {
            "Which paper is there?": "The starter checklist",
            "Statement ticked": "B: only job now, but another job or benefit since 6 April",
        },
        {"Sort code": "309951", "Account number": "00733446"},
        {},
    )
    assert kitchen.user.sees("Employee (PA), paid every 4 weeks, starts on 1 March 2027")


def she_is_there(kitchen: Kitchen) -> None:
    kitchen.go("People")
    kitchen.press_what_begins("Mia Okafor")
    assert not kitchen.user.sees("Missing")


if __name__ == "__main__":
    main(*sys.argv[1:])
