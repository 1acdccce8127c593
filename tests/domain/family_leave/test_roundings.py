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
from carerdesk.domain.family_leave.kinds import REFUSALS, LeaveKind
from carerdesk.domain.family_leave.questions import care_began_in_time
from carerdesk.domain.family_leave.recovery import given_back
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
        (LeaveKind.SPBP, date(2027, 11, 9)),  # 56 weeks
        (LeaveKind.SNCP, date(2028, 2, 1)),  # 68 weeks beginning with the birth: Employment Rights Act 1996 s.80EF(4)
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


def test_neonatal_care_has_begun_in_time_up_to_28_days_after_the_birth() -> None:
    # s.80EF(6): before the end of 28 days that begin with the day after the birth
    days = (date(2026, 5, 31), MONDAY, date(2026, 6, 29), date(2026, 6, 30))
    assert [care_began_in_time(day, MONDAY) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        (LeaveKind.SMP, date(2026, 6, 8)),
        (LeaveKind.SPP, date(2026, 6, 24)),
        (LeaveKind.SAP, date(2026, 6, 8)),
        (LeaveKind.SHPP, None),
        (LeaveKind.SPBP, date(2026, 6, 24)),
        (LeaveKind.SNCP, date(2026, 6, 8)),
    ],
)
def test_a_refusal_is_given_within_seven_days_of_deciding_or_28_of_being_asked(
    kind: LeaveKind, by: date | None
) -> None:
    assert REFUSALS[kind].give_by(MONDAY, date(2026, 5, 27)) == by


def test_recovery_goes_to_the_nearest_penny_either_way() -> None:
    # 109 % of £194.32 is £211.8088, 8.5 % on top of £100.50 is £8.5425; 92 % of £0.25 is £0.23
    parts = [
        given_back(Money(pence), day, load_rates(), small=small)
        for pence, day, small in (
            (194_32, MONDAY, True),
            (-194_32, MONDAY, True),
            (100_50, date(2025, 6, 1), True),
            (25, MONDAY, False),
            (1, MONDAY, True),
        )
    ]
    assert [(one.pay.pence, one.compensation.pence) for one in parts] == [
        (194_32, 17_49),
        (-194_32, -17_49),
        (100_50, 8_54),
        (23, 0),
        (1, 0),
    ]
