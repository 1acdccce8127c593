"""What happened to a membership, and what it amounts to on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.pension.history import JOINING, KINDS, Event, spell_on, spells, standing

MAY = date(2026, 5, 1)


def happened(*told: tuple[str, int], until: int | None = None) -> tuple[Event, ...]:
    """Events so many days after 1 May 2026."""
    return tuple(
        Event(kind, MAY + timedelta(days=day), MAY + timedelta(days=until) if until and kind == "postponed" else None,
              id=at)
        for at, (kind, day) in enumerate(told, 1)
    )  # fmt: skip


def stands(events: tuple[Event, ...], day: int) -> str:
    return standing(events, MAY + timedelta(days=day)).kind


@pytest.mark.parametrize(
    ("told", "day", "kind"),
    [
        ((), 5, "outside"),
        ((("enrolled", 10),), 9, "outside"),
        ((("enrolled", 10),), 10, "member"),
        ((("told", 3),), 5, "outside"),
        ((("enrolled", 10), ("told", 12)), 20, "member"),
        ((("enrolled", 10), ("opted_out", 20)), 20, "opted_out"),
        ((("enrolled", 10), ("opted_out", 20)), 15, "member"),
        ((("enrolled", 10), ("ceased", 20)), 20, "member"),
        ((("enrolled", 10), ("ceased", 20)), 21, "ceased"),
        ((("enrolled", 10), ("ceased", 20), ("opted_in", 30)), 30, "member"),
    ],
)
def test_how_a_worker_stands(told: tuple[tuple[str, int], ...], day: int, kind: str) -> None:
    assert stands(happened(*told), day) == kind


def test_a_postponement_holds_up_to_its_last_day() -> None:
    events = happened(("postponed", 0), until=90)
    assert [stands(events, day) for day in (-1, 0, 90, 91)] == ["outside", "postponed", "postponed", "outside"]


def test_once_opted_out_the_days_before_do_not_count_either() -> None:
    events = happened(("enrolled", 0), ("opted_out", 20))
    assert spell_on(events, MAY + timedelta(days=10)) is None
    assert spells(events)[0].void


def test_leaving_later_keeps_the_days_before() -> None:
    events = happened(("enrolled", 0), ("ceased", 20))
    assert [spell_on(events, MAY + timedelta(days=day)) is not None for day in (-1, 0, 20, 21)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_what_happened_on_one_day_counts_in_the_order_it_was_entered() -> None:
    assert stands(happened(("postponed", 0), ("opted_in", 0), until=90), 0) == "member"


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60)), max_size=8), st.integers(0, 70))
def test_memberships_never_overlap_and_no_order_of_entry_matters(told: list[tuple[str, int]], day: int) -> None:
    events = happened(*told)
    found = spells(events)
    assert spells(tuple(reversed(events))) == found
    assert sum(spell.covers(MAY + timedelta(days=day)) for spell in found) <= 2  # left and came back on one day
    assert all(spell.last is None or spell.first <= spell.last for spell in found)
    assert all(spell.joined.kind in JOINING for spell in found)
    assert [spell.last for spell in found[:-1]].count(None) == 0
