"""How long a payslip pays for, with holiday and nights told apart from hours worked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from carerdesk.services.pay.length import Length, length_of, together


@dataclass(frozen=True)
class Paid:
    """A line of pay."""

    kind: str
    minutes: int | None = None
    quantity: Decimal | None = None


def test_each_line_counts_in_one_place() -> None:
    lines = (
        Paid("normal", 4320), Paid("training", 60), Paid("holiday", 480), Paid("sleep_in", quantity=Decimal(2)),
        Paid("mileage", quantity=Decimal(120)), Paid("normal", -30),
    )  # fmt: skip
    assert length_of(lines) == Length(worked=4350, holiday=480, nights=2)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Length(4320, 480, 2), "72 h + 8 h holiday + 2 nights"),
        (Length(nights=1), "1 night"),
        (Length(holiday=450), "7 h 30 min holiday"),
        (Length(), "0 h"),
        (Length(600, -90), "10 h + −1 h 30 min holiday"),
    ],
)
def test_a_length_in_words(length: Length, said: str) -> None:
    assert length.text == said


def test_several_are_added_up_part_by_part() -> None:
    assert together((Length(60, 30, 1), Length(15, 0, 2))) == Length(75, 30, 3)
    assert together(()) == Length()
