"""What is wrong with a shift (it cannot be kept), and what is odd about it (a person may say it is right)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from carerdesk.domain.dates import day_and_month, full_date, long_date, monday_of
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import WITH_CALL_OUTS, Shift, ShiftKind, hours_text, paid_minutes
from carerdesk.domain.problem import Problem

LONGEST_MINUTES = 30 * 60
LONG_MINUTES = 24 * 60
FARTHEST_AHEAD = timedelta(days=366)
LONG_AGO = timedelta(days=92)
REST_BETWEEN_DAYS = timedelta(hours=11)
BREAK_AFTER_MINUTES = 6 * 60
BREAK_MINUTES = 20
WEEK_MINUTES = 48 * 60
MOST_MILES = 500


def check_shift(
    new: Shift,
    others: Iterable[Shift],
    today: date,
    *,
    started: date | None = None,
    left: date | None = None,
) -> tuple[Problem, ...]:
    """Why a shift cannot be kept: times that make no sense, two places at once, outside the PA's employment.

    `others` may hold shifts of any worker; those of another worker, and the shift itself, are passed over.
    """
    if new.ends <= new.starts:
        return (Problem("ends", "ends_before_start"),)
    return (
        *_length(new),
        *_break(new),
        *_call_outs(new),
        *_clashes(new, others),
        *_employment(new, today, started, left),
        *_miles(new),
    )


def warnings(new: Shift, others: Iterable[Shift], today: date) -> tuple[Problem, ...]:
    """What is odd about a shift, to ask about and not to block.

    Rest and breaks follow the Working Time Regulations 1998 reg 10 (11 hours between days), reg 12 (20 minutes when
    over 6 hours) and reg 4 (48 hours a week, here for one week alone; the law takes 17 weeks together).
    """
    mates = [other for other in others if _same_worker(new, other)]
    return (*_long(new), *_no_break(new), *_rest(new, mates), *_week(new, mates), *_long_ago(new, today))


def suggest_kind(day: date, bank_holidays: Iterable[date]) -> ShiftKind:
    """A first guess at the kind of a shift from its day: bank holiday, weekend, else normal. A person decides."""
    if day in set(bank_holidays):
        return ShiftKind.BANK_HOLIDAY
    return ShiftKind.WEEKEND if day.weekday() >= 5 else ShiftKind.NORMAL  # noqa: PLR2004 - Saturday is 5


def _same_worker(new: Shift, other: Shift) -> bool:
    return other.worker_id == new.worker_id and (other.id is None or other.id != new.id)


def _length(new: Shift) -> tuple[Problem, ...]:
    if new.elapsed_minutes > LONGEST_MINUTES:
        return (Problem("ends", "shift_too_long", {"length": hours_text(new.elapsed_minutes)}),)
    return ()


def _break(new: Shift) -> tuple[Problem, ...]:
    if new.break_minutes < 0:
        return (Problem("break_minutes", "break_below_nothing"),)
    if new.break_minutes >= new.elapsed_minutes:
        return (Problem("break_minutes", "break_too_long", {"length": hours_text(new.elapsed_minutes)}),)
    return ()


def _call_outs(new: Shift) -> tuple[Problem, ...]:
    if not new.call_outs:
        return ()
    if new.kind not in WITH_CALL_OUTS:
        return (Problem("call_outs", "call_out_needs_sleep_in"),)
    in_order = sorted(new.call_outs, key=lambda call: call.starts)
    found = [
        Problem("call_outs", "call_out_outside", {"time": f"{clock_time(call.starts, new.zone):%H:%M}"})
        for call in in_order
        if not new.starts <= call.starts < call.ends <= new.ends
    ]
    if any(later.starts < earlier.ends for earlier, later in pairwise(in_order)):
        found.append(Problem("call_outs", "call_outs_overlap"))
    return tuple(found)


def _clashes(new: Shift, others: Iterable[Shift]) -> tuple[Problem, ...]:
    return tuple(
        Problem("starts", "shift_overlaps", {"when": _when(other)})
        for other in others
        if _same_worker(new, other) and new.starts < other.ends and other.starts < new.ends
    )


def _when(shift: Shift) -> str:
    starts, ends = clock_time(shift.starts, shift.zone), clock_time(shift.ends, shift.zone)
    return f"{day_and_month(shift.day)}, {starts:%H:%M} to {ends:%H:%M}"


def _employment(new: Shift, today: date, started: date | None, left: date | None) -> tuple[Problem, ...]:
    if started and new.day < started:
        return (Problem("starts", "shift_before_job", {"started": long_date(started)}),)
    if left and new.day > left:
        return (Problem("starts", "shift_after_job", {"left": long_date(left)}),)
    if new.day > today + FARTHEST_AHEAD:
        return (Problem("starts", "shift_far_ahead", {"day": full_date(new.day)}),)
    return ()


def _miles(new: Shift) -> tuple[Problem, ...]:
    if not Decimal(0) <= new.miles <= MOST_MILES:
        return (Problem("miles", "miles_out_of_range", {"most": str(MOST_MILES)}),)
    return ()


def _long(new: Shift) -> tuple[Problem, ...]:
    if new.elapsed_minutes > LONG_MINUTES:
        return (Problem("ends", "shift_over_a_day", {"length": hours_text(new.elapsed_minutes)}),)
    return ()


def _no_break(new: Shift) -> tuple[Problem, ...]:
    rests = new.kind in WITH_CALL_OUTS or new.break_minutes >= BREAK_MINUTES
    if rests or new.elapsed_minutes <= BREAK_AFTER_MINUTES:
        return ()
    return (Problem("break_minutes", "no_break", {"length": hours_text(new.elapsed_minutes)}),)


def _rest(new: Shift, mates: Sequence[Shift]) -> tuple[Problem, ...]:
    return tuple(
        Problem("starts", "short_rest", {"rest": hours_text(int(gap.total_seconds()) // 60), "when": _when(mate)})
        for mate in mates
        for gap in (_gap(new, mate),)
        if mate.day != new.day and timedelta(0) < gap < REST_BETWEEN_DAYS
    )


def _gap(one: Shift, other: Shift) -> timedelta:
    starts: datetime = max(one.starts, other.starts)
    return starts - min(one.ends, other.ends)


def _week(new: Shift, mates: Sequence[Shift]) -> tuple[Problem, ...]:
    week = monday_of(new.day)
    minutes = sum(paid_minutes(shift) for shift in (new, *mates) if monday_of(shift.day) == week)
    if minutes <= WEEK_MINUTES:
        return ()
    return (Problem("ends", "week_over_48_hours", {"length": hours_text(minutes)}),)


def _long_ago(new: Shift, today: date) -> tuple[Problem, ...]:
    if new.day < today - LONG_AGO:
        return (Problem("starts", "shift_long_ago", {"day": full_date(new.day)}),)
    return ()
