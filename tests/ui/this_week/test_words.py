"""The sentences of This week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.services.due.front import in_order
from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime
from carerdesk.ui.pages.this_week.groups import grouped
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
        ((5,), "Nothing to do until Wednesday 25 November."),
        ((1, 9), "Nothing to do until tomorrow, Saturday 21 November."),
        ((60,), "Nothing to do until Tuesday 19 January 2027."),
        ((None, None), "Two things to do. Each when there is time."),
        ((0, 4), "Two things to do. Only the first is for today."),
        ((0, 0, 4), "Three things to do. The first two are for today."),
        ((-9, -2, 0, 4), "Four things to do. Two are late."),
        ((-2, 0), "Two things to do. One is late."),
        ((3, None), "Nothing to do until Monday 23 November. One thing can be done when there is time."),
        ((3, None, None), "Nothing to do until Monday 23 November. Two things can be done when there is time."),
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
    five = LastTime(5, _on(-2), "Shift for Asha", 10, 15)
    assert last_time(five, TODAY) == "Last time, on Wednesday 18 November: five changes. The newest: Shift for Asha"
    assert last_time(LastTime(1, TODAY, "Shift for Asha", 1, 2), TODAY) == "Earlier today: Shift for Asha"
    long_ago = LastTime(1, date(2025, 12, 31), "Shift for Asha", 1, 2)
    assert last_time(long_ago, TODAY) == "Last time, on Wednesday 31 December 2025: Shift for Asha"


def test_the_next_thing_is_not_said_to_be_for_today() -> None:
    thing = Due("k", "pay", "Pay", "Payday is Friday 27 November.", day=_on(7))
    assert under(thing, TODAY, with_day=False) == "Payday is Friday 27 November."


class TestGroups:
    def test_what_is_due_in_a_week_is_never_folded_away(self) -> None:
        groups = grouped(due(*[-day for day in range(20, 0, -1)], *range(8), 8, 9, None), TODAY)
        assert [item.key for item in (groups.first, *groups.late)] == ["k0", "k1", "k2"]
        assert len(groups.late_more) == 17
        assert [item.day for item in groups.soon] == [_on(day) for day in range(8)]
        assert groups.later == ()
        assert [item.day for item in groups.later_more] == [_on(8), _on(9), None]

    def test_no_fold_hides_a_single_thing(self) -> None:
        groups = grouped(due(-4, -3, -2, -1, *range(7), 30), TODAY)
        assert len(groups.late) == 3
        assert groups.late_more == ()
        assert groups.later_more == ()

    def test_a_short_list_is_shown_whole(self) -> None:
        groups = grouped(due(0, 3, 20, None, None), TODAY)
        assert groups.later_more == ()
        assert groups.has_several
        assert not grouped(due(0, 3, 4), TODAY).has_several

    @given(st.lists(st.one_of(st.none(), st.integers(-40, 40)), min_size=1, max_size=40))
    def test_everything_is_somewhere_once_and_in_order(self, days: list[int | None]) -> None:
        given_due = in_order(due(*days))
        groups = grouped(given_due, TODAY)
        late, later = (*groups.late, *groups.late_more), (*groups.later, *groups.later_more)
        assert (groups.first, *late, *groups.soon, *later) == given_due
        assert 1 not in {len(groups.late_more), len(groups.later_more)}

    def test_what_has_time_fills_the_page(self) -> None:
        groups = grouped(due(-2, -1, 7, 8, *[None] * 9), TODAY)
        assert len(groups.late) + len(groups.soon) + len(groups.later) == 7
        assert len(groups.later_more) == 5
