"""The exact day or decimal where a rule of family leave pay turns, worked out by hand from the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.family_leave.average import (
    Payday,
    Period,
    average_of,
    check_typed,
    relevant_period,
    whole_months,
)
from carerdesk.domain.family_leave.dates import (
    ADOPTION,
    Event,
    earliest_start,
    ends_by,
    notice_by,
    proof_at_the_latest,
    proof_by,
)
from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import Block, schedule_of
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency

DUE = date(2026, 10, 14)  # a Wednesday; its week begins on Sunday 11 October
MONDAY = date(2026, 6, 1)


def test_pay_by_days_is_cut_at_the_seventh_decimal() -> None:
    # £500.00 × 7 ÷ 57 days is 61.403508771…: to the nearest it would end in 8
    period = Period(date(2026, 8, 7), date(2026, 10, 2))
    assert period.days == 57
    found = average_of([Payday(date(2026, 9, 1), Money(500_00))], period, Frequency.WEEKLY)
    assert found.amount == Decimal("61.4035087")


def test_a_payday_on_the_saturday_itself_ends_the_period() -> None:
    days = [date(2026, 8, 8), date(2026, 10, 3)]
    assert relevant_period(days, date(2026, 10, 3), Frequency.WEEKLY) == Period(date(2026, 8, 9), date(2026, 10, 3))


def test_three_months_are_three() -> None:
    assert whole_months(Period(date(2026, 7, 1), date(2026, 9, 30))) == 3


def test_an_average_of_nothing_can_be_typed_and_one_below_it_cannot() -> None:
    assert check_typed(Decimal(0), "No pay in these weeks") == ()
    assert [problem.field for problem in check_typed(Decimal("-0.01"), "A slip")] == ["average"]


@pytest.mark.parametrize(
    ("event", "first"),
    [
        (Event(LeaveKind.SMP, DUE), date(2026, 7, 26)),  # eleven weeks before 11 October
        (Event(LeaveKind.SMP, DUE, born=date(2026, 7, 1)), date(2026, 7, 2)),
        (Event(LeaveKind.SMP, DUE, born=date(2026, 10, 14)), date(2026, 7, 26)),
        (Event(LeaveKind.SAP, DUE, ADOPTION, date(2026, 11, 20)), date(2026, 11, 6)),  # 14 days before
    ],
)
def test_the_first_day_pay_can_begin(event: Event, first: date) -> None:
    assert earliest_start(event) == first


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (LeaveKind.SPP, date(2027, 10, 12)),  # 52 weeks from 14 October 2026 end on a Tuesday
        (LeaveKind.SHPP, date(2027, 10, 12)),
        (LeaveKind.SPBP, date(2027, 11, 10)),
        (LeaveKind.SNCP, date(2028, 2, 2)),
    ],
)
def test_the_time_to_take_the_weeks_in(kind: LeaveKind, last: date) -> None:
    assert ends_by(Event(kind, DUE, born=DUE)) == last


def test_notice_and_proof_days() -> None:
    kinds = (LeaveKind.SMP, LeaveKind.SAP, LeaveKind.SPP, LeaveKind.SHPP)
    asked = [notice_by(kind, MONDAY) for kind in kinds]
    assert asked == [date(2026, 5, 4)] * 3 + [date(2026, 4, 6)]  # 28 days; 8 weeks
    assert [proof_by(kind, MONDAY) for kind in kinds[:2]] == [date(2026, 6, 22), MONDAY]
    assert proof_at_the_latest(MONDAY) == date(2026, 8, 31)


def test_a_block_ends_the_day_before_its_weeks_come_round_and_work_counts_on_both_its_ends() -> None:
    block = Block(MONDAY, 2)
    assert block.last == date(2026, 6, 14)
    around = [date(2026, 5, 31), MONDAY, block.last, date(2026, 6, 15)]
    found = schedule_of(LeaveKind.SMP, [block], Decimal(400), load_rates(), worked=around)
    assert found.keeping_in_touch == (MONDAY, block.last)
    left = schedule_of(LeaveKind.SMP, [block], Decimal(400), load_rates(), worked=around, last_day=MONDAY)
    assert left.keeping_in_touch == (MONDAY,)
