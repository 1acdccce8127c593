"""The sentences of This week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime
from carerdesk.ui.pages.this_week.words import at_a_glance, away, flag_of, last_time, under
from tests.family import TODAY


def due(*days: int | None) -> list[Due]:
    """Things due so many days from today; None has no day."""
    return [Due(f"k{at}", "pay", "Pay", day=None if day is None else _on(day)) for at, day in enumerate(days)]


def _on(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "Nothing to do for now."),
        ((0,), "One thing to do. It is for today."),
        ((-1,), "One thing to do. It is late."),
        ((None,), "One thing to do. When there is time."),
        ((5,), "One thing to do. It is not for today."),
        ((None, None), "Two things to do. Each when there is time."),
        ((0, 4), "Two things to do. Only the first is for today."),
        ((0, 0, 4), "Three things to do. The first two are for today."),
        ((-9, -2, 0, 4), "Four things to do. Two are late."),
        ((-2, 0), "Two things to do. One is late."),
        ((3, None), "Two things to do. None of them is for today."),
        (tuple(range(1, 15)), "14 things to do. None of them is for today."),
    ],
)
def test_the_day_at_a_glance(days: tuple[int | None, ...], words: str) -> None:
    assert at_a_glance(due(*days), TODAY) == f"Friday 20 November. {words}"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "3 days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (32, "in 32 days")],
)
def test_how_far_away(days: int, words: str) -> None:
    assert away(_on(days), TODAY) == words


def test_a_late_thing_says_so_unless_something_worse_is_wrong() -> None:
    (late,) = due(-3)
    assert flag_of(late, TODAY) == "Late"
    assert flag_of(Due("k", "pay", "Pay", day=_on(-3), flag="3 things missing"), TODAY) == "3 things missing"
    assert [flag_of(item, TODAY) for item in due(0, None, 5)] == ["", "", ""]


def test_under_the_first_thing_stands_by_when_and_how_long() -> None:
    thing = Due("k", "pay", "Pay", "Westmere Council, to 22 November", day=_on(-3), takes="About two minutes")
    assert under(thing, TODAY) == (
        "Due on Tuesday 17 November, 3 days ago. Westmere Council, to 22 November. About two minutes."
    )
    said_already = Due("k", "pay", "Pay", "Payday is Friday 27 November.", day=_on(7))
    assert under(said_already, TODAY) == "Payday is Friday 27 November."


def test_the_last_time_in_one_sentence() -> None:
    five = LastTime(5, _on(-2), ("Shift for Asha", "Receipt", "Award"))
    assert last_time(five, TODAY) == "Last time, on Wednesday 18 November: five changes. The newest: Shift for Asha."
    assert last_time(LastTime(1, TODAY, ("Shift for Asha",)), TODAY) == "Earlier today: Shift for Asha."
    long_ago = LastTime(1, date(2025, 12, 31), ("Shift for Asha",))
    assert last_time(long_ago, TODAY) == "Last time, on Wednesday 31 December 2025: Shift for Asha."
