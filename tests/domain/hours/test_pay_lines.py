"""From shifts to lines of pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.pay_lines import CallOutPay, LineShare, PayLine, PayRate, pay_lines, pay_working, rate_text
from carerdesk.domain.hours.shares import by_percent, check_shares, share_minutes
from carerdesk.domain.hours.shift import FunderMinutes, Shift, ShiftKind
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from tests.domain.hours.made import ALL_KINDS, COUNCIL, NHS, WORK, awake, rates, shift

FUNDERS = (COUNCIL, NHS, WORK)


def lines(
    *shifts: Shift, using: tuple[PayRate, ...] = ALL_KINDS, call_outs: CallOutPay = CallOutPay.ON_TOP
) -> list[PayLine]:
    paid = pay_lines(shifts, using, FUNDERS, worker="Asha", call_outs=call_outs)
    assert paid.problems == ()
    return list(paid.lines)


def shown(*found: PayLine) -> list[tuple[str, int | None, Decimal | None, str]]:
    return [(line.kind, line.minutes, line.quantity, line.amount.text) for line in found]


def test_hours_of_one_kind_are_one_line() -> None:
    week = [shift(f"2026-11-{day} 09:00", f"2026-11-{day} 16:50", break_minutes=20) for day in range(16, 21)]
    assert shown(*lines(*week, using=rates(normal="12.71"))) == [("normal", 2250, None, "476.63")]


def test_the_sum_is_shown_as_hours_times_rate() -> None:
    week = [shift(f"2026-11-{day} 09:00", f"2026-11-{day} 16:50", break_minutes=20) for day in range(16, 21)]
    working = pay_working(lines(*week, using=rates(normal="12.71")))
    assert [(line.text, line.figure) for line in working.lines] == [
        ("Normal hours: 37 h 30 min × £12.71", "£476.63"),
        ("Together", "£476.63"),
    ]


def test_half_a_penny_goes_up() -> None:
    assert shown(*lines(shift("2026-11-16 09:00", "2026-11-16 09:30"), using=rates(normal="12.71"))) == [
        ("normal", 30, None, "6.36")
    ]


def test_a_change_of_rate_makes_two_lines() -> None:
    using = (*rates(normal="12.60"), PayRate("normal", date(2026, 11, 18), Decimal("13.00")))
    found = lines(
        shift("2026-11-17 22:00", "2026-11-18 02:00"), shift("2026-11-18 22:00", "2026-11-19 02:00"), using=using
    )
    assert shown(*found) == [("normal", 240, None, "50.40"), ("normal", 240, None, "52.00")]


def test_a_missing_rate_is_named_and_never_guessed() -> None:
    paid = pay_lines([shift("2026-11-21 09:00", "2026-11-21 10:00", kind=ShiftKind.WEEKEND)], rates(normal="13"),
                     FUNDERS, worker="Asha")  # fmt: skip
    assert paid.lines == ()
    assert paid.problems == (
        Problem("rate", "no_pay_rate", {"worker": "Asha", "kind": "weekend hours", "day": "21 November 2026"}),
    )


def test_a_rate_does_not_reach_back_before_its_day() -> None:
    paid = pay_lines([shift("2026-03-31 09:00", "2026-03-31 10:00")], rates(normal="13"), FUNDERS, worker="Asha")
    assert [problem.code for problem in paid.problems] == ["no_pay_rate"]


def test_a_minute_without_a_funder_stops_the_payday() -> None:
    unshared = shift("2026-11-16 09:00", "2026-11-16 10:00", shares=(FunderMinutes(COUNCIL, 59),))
    paid = pay_lines([unshared], ALL_KINDS, FUNDERS, worker="Asha")
    assert (paid.lines, [problem.code for problem in paid.problems]) == ((), ["shift_not_shared"])


NIGHT = shift(
    "2026-11-16 22:00",
    "2026-11-17 07:00",
    kind=ShiftKind.SLEEP_IN,
    call_outs=(awake("2026-11-17 02:00", "2026-11-17 02:40"),),
    shares=(FunderMinutes(COUNCIL, 360), FunderMinutes(NHS, 180)),
)


def test_a_sleep_in_is_a_flat_sum_and_time_awake_comes_on_top() -> None:
    flat, awake_line = sorted(lines(NIGHT), key=lambda line: line.kind == "normal")
    assert shown(flat, awake_line) == [("sleep_in", None, Decimal(1), "60.00"), ("normal", 40, None, "9.00")]
    assert flat.shares == (LineShare(COUNCIL, 360, Money(4000)), LineShare(NHS, 180, Money(2000)))
    assert awake_line.shares == (LineShare(COUNCIL, 27, Money(608)), LineShare(NHS, 13, Money(292)))


def test_time_awake_may_take_the_place_of_the_flat_sum() -> None:
    assert shown(*lines(NIGHT, call_outs=CallOutPay.INSTEAD)) == [("normal", 40, None, "9.00")]


def test_time_called_out_may_take_the_place_of_time_on_call() -> None:
    evening = shift(
        "2026-11-16 18:00",
        "2026-11-16 22:00",
        kind=ShiftKind.ON_CALL,
        call_outs=(awake("2026-11-16 20:00", "2026-11-16 21:00"),),
    )
    using = rates(normal="13", on_call="4")
    assert shown(*lines(evening, using=using)) == [("normal", 60, None, "13.00"), ("on_call", 240, None, "16.00")]
    assert shown(*lines(evening, using=using, call_outs=CallOutPay.INSTEAD)) == [
        ("normal", 60, None, "13.00"),
        ("on_call", 180, None, "12.00"),
    ]


def test_mileage_is_an_expense_shared_like_its_shifts() -> None:
    out = shift("2026-11-16 10:00", "2026-11-16 14:00", miles=Decimal("12.5"))
    other = shift("2026-11-17 10:00", "2026-11-17 12:00", miles=Decimal("7.5"), shares=(FunderMinutes(NHS, 120),))
    mileage = lines(out, other)[-1]
    assert shown(mileage) == [("mileage", None, Decimal("20.0"), "11.00")]
    assert not mileage.is_pay
    assert [(share.funder_id, share.amount.text) for share in mileage.shares] == [(COUNCIL, "6.88"), (NHS, "4.12")]


def test_percentages_become_whole_minutes() -> None:
    thirds = [(COUNCIL, Decimal("33.3")), (NHS, Decimal("33.3")), (WORK, Decimal("33.4"))]
    assert by_percent(100, thirds) == (FunderMinutes(1, 33), FunderMinutes(2, 33), FunderMinutes(3, 34))
    assert by_percent(1, thirds) == (FunderMinutes(3, 1),)
    assert by_percent(60, [(COUNCIL, Decimal(99))]) == Problem("shares", "percentages_not_whole", {"sum": "99"})


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((FunderMinutes(1, 61),), "minutes_with_two_funders"),
        ((FunderMinutes(1, 30),), "minutes_without_funder"),
        ((FunderMinutes(1, 30), FunderMinutes(1, 30)), "funder_twice"),
        ((FunderMinutes(1, -30), FunderMinutes(2, 90)), "share_below_nothing"),
    ],
)
def test_shares_that_do_not_fit(shares: tuple[FunderMinutes, ...], code: str) -> None:
    found = check_shares(shift("2026-11-16 09:00", "2026-11-16 10:00", shares=shares))
    assert [problem.code for problem in found] == [code]


def test_rates_show_their_pence() -> None:
    assert [rate_text(Decimal(rate)) for rate in ("13.5", "0.455", "60")] == ["£13.50", "£0.455", "£60.00"]


weights = st.lists(st.integers(0, 1000), min_size=1, max_size=4).filter(any)


@given(st.integers(0, 5000), weights)
def test_every_minute_has_one_funder(minutes: int, parts: list[int]) -> None:
    shared = share_minutes(minutes, parts)
    assert sum(shared) == minutes
    assert all(part >= 0 for part in shared)
    assert all(part == 0 for part, weight in zip(shared, parts, strict=True) if weight == 0)


def _shared(minutes: int, parts: list[int]) -> tuple[FunderMinutes, ...]:
    return tuple(FunderMinutes(at + 1, part) for at, part in enumerate(share_minutes(minutes, parts)))


@given(
    st.lists(st.tuples(st.integers(1, 900), weights, st.sampled_from(ShiftKind), st.integers(0, 90)), min_size=1,
             max_size=8)
)  # fmt: skip
def test_shares_of_each_line_add_up_and_funders_change_no_pay(
    drawn: list[tuple[int, list[int], ShiftKind, int]],
) -> None:
    start = datetime(2026, 5, 1, 8, tzinfo=UTC)
    shifts = [
        Shift(7, start + timedelta(days=n), start + timedelta(days=n, minutes=minutes), kind,
              shares=_shared(minutes, parts), miles=Decimal(miles))
        for n, (minutes, parts, kind, miles) in enumerate(drawn)
    ]  # fmt: skip
    shared = pay_lines(shifts, ALL_KINDS, (1, 2, 3, 4), worker="Asha")
    one_funder = [replace(s, shares=(FunderMinutes(1, s.elapsed_minutes),)) for s in shifts]
    alone = pay_lines(one_funder, ALL_KINDS, (1,), worker="Asha")
    assert [(line.kind, line.amount) for line in shared.lines] == [(line.kind, line.amount) for line in alone.lines]
    for line in shared.lines:
        assert total(share.amount for share in line.shares) == line.amount
        if line.minutes is not None:
            assert sum(share.minutes for share in line.shares) == line.minutes
