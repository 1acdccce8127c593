"""By when a holiday is asked for, and until when it can be refused, a day before and after each boundary."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.notice import Asked, Notice, Refusing, notice_for

MONDAY = date(2026, 12, 7)
A_DAY = timedelta(days=1)


def test_notice_is_twice_the_leave_and_a_day_and_a_refusal_once() -> None:
    """GOV.UK: three days' notice for one day off, eleven to refuse ten."""
    one = notice_for(MONDAY, MONDAY)
    assert (MONDAY - one.ask_by).days == 3
    ten = notice_for(MONDAY, MONDAY + A_DAY * 9)
    assert (MONDAY - ten.refuse_by).days == 11
    assert [one.asked(one.ask_by), one.asked(one.ask_by + A_DAY)] == [Asked.IN_TIME, Asked.LATE]
    asked_on = one.ask_by
    assert one.refusing(asked_on, one.refuse_by) is Refusing.IN_TIME
    assert one.refusing(asked_on, one.refuse_by + A_DAY) is Refusing.LATE


def test_what_was_asked_for_late_need_not_be_agreed_to_however_late_the_answer() -> None:
    """Seven weeks asked for two weeks ahead: the day to refuse would be long past, and does not count."""
    weeks = notice_for(date(2026, 12, 14), date(2027, 1, 31), 21)
    asked_on = date(2026, 11, 29)
    assert (weeks.refuse_by, weeks.ask_latest) == (date(2026, 10, 25), date(2026, 11, 1))
    assert weeks.asked(asked_on) is Asked.LATE
    assert weeks.to_refuse_by(asked_on) is None
    assert {weeks.refusing(asked_on, asked_on + A_DAY * late) for late in range(16)} == {Refusing.FREE}


def test_where_days_of_work_are_fewer_the_days_between_the_two_counts_depend_on_them() -> None:
    """Five days with two of work: by 26 November or by 2 December; to refuse by 1 or by 4 December."""
    notice = notice_for(MONDAY, MONDAY + A_DAY * 4, 2)
    assert notice == Notice(date(2026, 11, 26), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 4))
    days = [notice.ask_by, notice.ask_by + A_DAY, notice.ask_latest, notice.ask_latest + A_DAY]
    assert [notice.asked(day) for day in days] == [Asked.IN_TIME, Asked.DEPENDS, Asked.DEPENDS, Asked.LATE]
    early, between = notice.ask_by, notice.ask_latest
    assert (notice.to_refuse_by(early), notice.to_refuse_by(between)) == (notice.refuse_by, notice.refuse_latest)
    days = [notice.refuse_by, notice.refuse_by + A_DAY, notice.refuse_latest, notice.refuse_latest + A_DAY]
    assert [notice.refusing(early, day) for day in days] == [
        Refusing.IN_TIME, Refusing.DEPENDS, Refusing.DEPENDS, Refusing.LATE,
    ]  # fmt: skip
    assert [notice.refusing(between, day) for day in days[2:]] == [Refusing.IN_TIME, Refusing.LATE]


@given(st.integers(1, 60), st.integers(-2, 80))
def test_days_of_work_never_ask_for_more_notice_than_every_day(days: int, work: int) -> None:
    notice = notice_for(MONDAY, MONDAY + A_DAY * (days - 1), work)
    assert notice.ask_by <= notice.ask_latest <= MONDAY - A_DAY * 3
    assert notice.refuse_by <= notice.refuse_latest <= MONDAY - A_DAY * 2
