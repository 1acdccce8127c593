"""What is wrong with a shift (it cannot be kept), and what is odd about it (a person may say it is right)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from carerdesk.domain.dates import day_and_month, full_date, long_date, monday_of
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import WITH_CALL_OUTS, Shift, ShiftKind, hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota import rest
from carerdesk.domain.rota.limits import Limits, beyond

LONGEST_MINUTES = 30 * 60
LONG_MINUTES = 24 * 60
FARTHEST_AHEAD = timedelta(days=366)
LONG_AGO = timedelta(days=92)
MOST_MILES = 500


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """A funder's minutes of a week, a shift's own among them, and those its plan gives."""

    funder: str
    minutes: int
    planned: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the shifts a shift stands among; what is not known warns of nothing.

    `work` is the PA's other working time, 17 weeks back and what is planned ahead, and `off` their days of leave and
    sickness: without `work` no average is reckoned. `after` is work that counts for the average alone. `lapsed` names
    the checks and insurances out of date on the day. `together` is how many PAs are on the outing, this one too.
    """

    worker: str = "This PA"
    born: date | None = None
    started: date | None = None
    limits: Limits | None = None
    off: frozenset[date] = frozenset()
    waits_at_home: bool = False
    lapsed: tuple[str, ...] = ()
    together: int = 1
    plans: tuple[PlanWeek, ...] = ()
    work: tuple[rest.Work, ...] | None = None
    after: tuple[rest.Work, ...] = ()


NOTHING_BESIDE = Beside()


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


def warnings(new: Shift, others: Iterable[Shift], today: date, beside: Beside = NOTHING_BESIDE) -> tuple[Problem, ...]:
    """What is odd about a shift, to ask about and not to block: the one place of it.

    Rest, breaks and the long week are those of `rota/rest.py`; where several are broken at once by the same hours, the
    plainest is said.
    """
    mates = [other for other in others if _same_worker(new, other)]
    rules = rest.rules_on(beside.born, new.day)
    found = _Surroundings(new, mates, rules, beside)
    return (
        *_long(new), *_no_break(new, rules), *_daily_rest(found), *_weekly_rest(found), *_long_week(found),
        *beyond(beside.limits, new, found.week, beside.worker), *_together(new, beside), *_lapsed(new, beside),
        *_plans(beside), *_no_funder(new), *_long_ago(new, today),
    )  # fmt: skip


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


def _no_break(new: Shift, rules: rest.RestRules) -> tuple[Problem, ...]:
    rests = new.kind in WITH_CALL_OUTS or new.break_minutes >= rules.break_minutes
    if rests or new.elapsed_minutes <= rules.break_over:
        return ()
    values = {"length": hours_text(new.elapsed_minutes), "least": hours_text(rules.break_minutes)}
    return (Problem("break_minutes", "no_break", values),)


class _Surroundings:
    """A shift among a PA's others, reckoned once for all that looks at it."""

    def __init__(self, new: Shift, mates: Sequence[Shift], rules: rest.RestRules, beside: Beside) -> None:
        self.new, self.mates, self.rules, self.beside = new, mates, rules, beside
        self.own = rest.work_of(new, waits_at_home=beside.waits_at_home)
        near = [work for mate in mates for work in rest.work_of(mate, waits_at_home=beside.waits_at_home)]
        self.work = (*(near if beside.work is None else beside.work), *self.own)
        self.monday = monday_of(new.day)
        self.week = rest.minutes_of(work for work in self.work if monday_of(work.day) == self.monday)

    @property
    def least_rest(self) -> str:
        """11 h, or 12 h for the young."""
        return hours_text(int(self.rules.daily.total_seconds()) // 60)


def _daily_rest(found: _Surroundings) -> tuple[Problem, ...]:
    """Too little between two days; else no full rest in the 24 hours of a day with several pieces of work."""
    new, daily = found.new, found.rules.daily
    short = tuple(
        Problem("starts", "short_rest", {"rest": _hours(gap), "when": _when(mate), "least": found.least_rest})
        for mate in found.mates
        for gap in (_gap(new, mate),)
        if found.own and mate.day != new.day and timedelta(0) < gap < daily
    )
    if short or not found.own or new.elapsed_minutes > LONG_MINUTES:
        return short
    if rest.leaves_daily_rest(found.work, found.own[0].starts, found.rules):
        return ()
    stretch = rest.working_day(found.work, found.own[0].starts, daily)
    assert stretch is not None
    starts, ends = (clock_time(at, new.zone) for at in stretch)
    values = {"starts": f"{day_and_month(starts.date())}, {starts:%H:%M}", "least": found.least_rest,
              "ends": f"{day_and_month(ends.date())}, {ends:%H:%M}"}  # fmt: skip
    return (Problem("starts", "no_daily_rest", values),)


def _hours(gap: timedelta) -> str:
    return hours_text(int(gap.total_seconds()) // 60)


def _gap(one: Shift, other: Shift) -> timedelta:
    starts: datetime = max(one.starts, other.starts)
    return starts - min(one.ends, other.ends)


def _weekly_rest(found: _Surroundings) -> tuple[Problem, ...]:
    if not found.own or rest.has_weekly_rest(found.work, found.new.day, found.rules, found.beside.started):
        return ()
    values = {"worker": found.beside.worker, "least": _hours(found.rules.weekly), "week": long_date(found.monday)}
    return (Problem("starts", "no_weekly_rest", values),)


def _long_week(found: _Surroundings) -> tuple[Problem, ...]:
    """A young worker's limits of a day and a week; an adult's 48 hours on average and in this week, unless agreed."""
    beside, rules = found.beside, found.rules
    if rules.week is not None:
        return _young(found, rules.week, rules.day or 0)
    if beside.limits is not None and beside.limits.opted_out(found.new.day):
        return ()
    average = _average(found)
    week = hours_text(found.week)
    if average is not None and average.is_over:
        mean = hours_text(int(average.weekly))
        values = {"worker": beside.worker, "length": week, "average": mean}
        return (Problem("ends", "average_over_48_hours", values),)
    return (Problem("ends", "week_over_48_hours", {"length": week}),) if found.week > rest.WEEK_MINUTES else ()


def _average(found: _Surroundings) -> rest.Average | None:
    """The average of the 17 weeks that end with this one; None where only the shifts around are known."""
    beside = found.beside
    if beside.work is None:
        return None
    minutes = rest.minutes_by_day((*found.work, *beside.after))
    return rest.average_week(minutes, beside.off, found.monday + timedelta(days=6), beside.started)


def _young(found: _Surroundings, week: int, day: int) -> tuple[Problem, ...]:
    worker = found.beside.worker
    problems = []
    today = rest.minutes_of(work for work in found.work if work.day == found.new.day)
    if today > day:
        problems.append(Problem("ends", "young_long_day", {"worker": worker, "length": hours_text(today)}))
    if found.week > week:
        problems.append(Problem("ends", "young_long_week", {"worker": worker, "length": hours_text(found.week)}))
    if any(rest.night_minutes(work) for work in found.own):
        problems.append(Problem("starts", "young_at_night", {"worker": worker}))
    return tuple(problems)


def _together(new: Shift, beside: Beside) -> tuple[Problem, ...]:
    if beside.together >= new.people_needed:
        return ()
    values = {"needed": str(new.people_needed), "there": str(beside.together)}
    return (Problem("with_worker_ids", "too_few_together", values),)


def _lapsed(new: Shift, beside: Beside) -> tuple[Problem, ...]:
    day = day_and_month(new.day)
    return tuple(Problem("worker_id", "out_of_date", {"what": what, "day": day}) for what in beside.lapsed)


def _plans(beside: Beside) -> tuple[Problem, ...]:
    return tuple(
        Problem("shares", "over_the_plan",
                {"funder": plan.funder, "length": hours_text(plan.minutes), "planned": hours_text(plan.planned),
                 "over": hours_text(plan.minutes - plan.planned)})
        for plan in beside.plans
        if plan.minutes > plan.planned
    )  # fmt: skip


def _no_funder(new: Shift) -> tuple[Problem, ...]:
    """Nobody pays: to be asked while it is typed. What is shared out only in part is a fault, found when confirmed."""
    return () if new.shares or not check_shares(new) else (Problem("shares", "no_funder_yet"),)


def _long_ago(new: Shift, today: date) -> tuple[Problem, ...]:
    if new.day < today - LONG_AGO:
        return (Problem("starts", "shift_long_ago", {"day": full_date(new.day)}),)
    return ()
