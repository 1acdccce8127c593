"""What people type, and back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.shares import by_percent
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import kind_named
from carerdesk.services.hours.short_forms import (
    Span,
    fitting,
    payers_of,
    payers_words,
    read_call_outs,
    read_miles,
    read_minutes,
    read_name,
    read_payers,
    read_span,
)
from carerdesk.services.hours.views import ShareView, ShiftView

PEOPLE = (
    Choice(1, "Asha Rahman", "Asha"), Choice(2, "Kasia Wójcik", "Kasia"), Choice(3, "Sam Okoro", "Sam"),
    Choice(4, "Samantha Lee", "Samantha"),
)  # fmt: skip
FUNDERS = (
    Choice(1, "Own money", "Own money"), Choice(2, "Westmere Council", "Council"), Choice(3, "NHS Westmere ICB", "NHS")
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "id_"),
    [("asha", 1), ("A", 1), ("wój", 2), ("sam", 3), ("sama", 4), ("lee", 4), ("s", None), ("x", None), ("", None)],
)
def test_a_name_by_its_first_letters(text: str, id_: int | None) -> None:
    found = read_name(text, PEOPLE)
    assert (found.id if found else None) == id_


def test_the_likeliest_name_stands_first() -> None:
    assert [one.short for one in fitting("s", PEOPLE)] == ["Sam", "Samantha", "Asha", "Kasia"]


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        ("council", ((2, "100"),)),
        ("c", ((2, "100"),)),
        ("Council 60, NHS 40", ((2, "60"), (3, "40"))),
        ("c 75%, n", ((2, "75"), (3, "25"))),
        ("own money 12.5 and nhs 87.5 per cent", ((1, "12.5"), (3, "87.5"))),
        ("council 60, nhs 30", ((2, "60"), (3, "30"))),
        ("council, nhs", None),
        ("council 60, bank 40", None),
        ("council 120, nhs", None),
        ("", None),
    ],
)
def test_who_pays(text: str, payers: tuple[tuple[int, str], ...] | None) -> None:
    wanted = None if payers is None else tuple((funder, Decimal(part)) for funder, part in payers)
    assert read_payers(text, FUNDERS) == wanted


@given(st.integers(0, 100))
def test_who_pays_reads_back(percent: int) -> None:
    payers = ((2, Decimal(percent)), (3, Decimal(100 - percent)))
    assert read_payers(payers_words(payers, FUNDERS), FUNDERS) == payers


def test_times_up_in_the_night() -> None:
    assert read_call_outs("02:00-02:30, 04:10-04:30") == ((time(2), time(2, 30)), (time(4, 10), time(4, 30)))
    assert read_call_outs("02:00-02:30, later") is None
    assert read_call_outs("") is None


def test_breaks_and_miles() -> None:
    assert [read_minutes(text) for text in ("30", "0:45", "1 hour", "lunch")] == [30, 45, 60, None]
    assert [read_miles(text) for text in ("12", "4.5 miles", "far")] == [Decimal(12), Decimal("4.5"), None]


@pytest.mark.parametrize(
    ("what", "kind"),
    [("Sleep-in", "sleep_in"), ("sleep in, calm", "sleep_in"), ("Training: hoist", "training"), ("Tea", None)],
)
def test_words_that_name_a_kind(what: str, kind: str | None) -> None:
    assert kind_named(what) == kind


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("4-7pm", Span(time(16), time(19), 0)),
        ("22:00-7", Span(time(22), time(7), 1)),
        ("08:00-14:00 next day", Span(time(8), time(14), 1)),
        ("8am-2pm +1", Span(time(8), time(14), 1)),
        ("8am for 30 hours", Span(time(8), time(14), 1)),
        ("8am for 60 hours", Span(time(8), time(20), 2)),
        ("next day", None),
        ("soon", None),
    ],
)
def test_start_and_end(text: str, span: Span | None) -> None:
    assert read_span(text) == span


@given(st.integers(1, 30 * 60), st.integers(1, 30 * 60), st.integers(0, 600))
def test_who_pays_for_a_shift_is_the_same_minutes_when_typed_again(council: int, nhs: int, own: int) -> None:
    minutes = {2: council, 3: nhs} | ({1: own} if own else {})
    shares = tuple(ShareView(one.id, one.short, "own", minutes[one.id], "") for one in FUNDERS if one.id in minutes)
    whole = sum(minutes.values())
    if whole > 30 * 60:
        return
    read = read_payers(payers_of(shift_with(shares, whole)), FUNDERS)
    assert read is not None
    again = by_percent(whole, read)
    assert not isinstance(again, Problem)
    assert {share.funder_id: share.minutes for share in again} == minutes


def shift_with(shares: tuple[ShareView, ...], minutes: int) -> ShiftView:
    at = datetime(2026, 11, 16, 8)  # noqa: DTZ001 - the clock on the wall
    return ShiftView(
        1, 1, "Asha Rahman", "Asha", at.date(), at, at + timedelta(minutes=minutes), "normal", "Normal hours", 0,
        minutes, (), Decimal(0), None, "", "", "worked", shares, (),
    )  # fmt: skip


def test_a_funder_may_have_an_and_in_its_name() -> None:
    funders = (*FUNDERS, Choice(4, "Health and Care Trust", "Health and Care"))
    assert read_payers("health and care 75, council", funders) == ((4, Decimal(75)), (2, Decimal(25)))
