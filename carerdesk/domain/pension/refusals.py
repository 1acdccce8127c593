"""What cannot have happened to a membership, or must not be done, each in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.payroll.ni_letters import PensionAges, age_on
from carerdesk.domain.pension.assessment import OLDEST, YOUNGEST
from carerdesk.domain.pension.dates import longest_postponement, opt_out_until
from carerdesk.domain.pension.history import JOINING, LEAVING, Event, Standing, in_order, spells, standing
from carerdesk.domain.problem import Problem

ENROLLED_BY_DUTY: Final = frozenset({"enrolled", "re_enrolled"})


@dataclass(frozen=True, slots=True)
class Member:
    """What the rules ask of the worker: birth date, first and last day of the job."""

    name: str
    birth: date | None
    started: date | None = None
    left: date | None = None


def refusals(
    event: Event, events: Sequence[Event], who: Member, today: date, *, enrol_from: int, ages: PensionAges
) -> tuple[Problem, ...]:
    """Why this cannot follow what happened before; nothing where it can."""
    found = [*_days(event, events, who, today), *_letters(event, today)]
    if not found:
        found = [*_order(event, events, who), *_age(event, who, enrol_from, ages)]
    return tuple(found)


def _days(event: Event, events: Sequence[Event], who: Member, today: date) -> Iterator[Problem]:
    newest = max((one.day for one in in_order(events)), default=None)
    if event.day > today:
        yield Problem("day", "pension_day_in_the_future", {"today": long_date(today)})
    elif newest is not None and event.day < newest:
        yield Problem("day", "pension_day_before_the_last", {"day": long_date(newest)})
    elif who.started is not None and event.day < who.started:
        yield Problem("day", "pension_day_before_the_job", {"started": long_date(who.started), "worker": who.name})
    elif who.left is not None and event.day > who.left and event.kind not in LEAVING:
        yield Problem("day", "pension_day_after_the_job", {"left": long_date(who.left), "worker": who.name})


def _letters(event: Event, today: date) -> Iterator[Problem]:
    for name in ("told_on", "information_on"):
        day = getattr(event, name)
        if day is not None and day > today:
            yield Problem(name, "pension_day_in_the_future", {"today": long_date(today)})
    if event.information_on is not None and event.information_on < event.day:
        yield Problem("information_on", "pension_information_before_joining", {"day": long_date(event.day)})


def _order(event: Event, events: Sequence[Event], who: Member) -> Iterator[Problem]:
    now = standing(events, event.day)
    values = {"worker": who.name}
    if event.kind in JOINING and now.is_member:
        assert now.event is not None
        yield Problem("kind", "pension_already_in", values | {"day": long_date(now.event.day)})
    elif event.kind == "re_enrolled" and not any(one.kind in LEAVING for one in events):
        yield Problem("kind", "pension_never_left", values)
    elif event.kind == "postponed":
        yield from _postponing(event, events, now, values)
    elif event.kind == "opted_out":
        yield from _opting_out(event, now, values)
    elif event.kind == "ceased" and not now.is_member:
        yield Problem("kind", "pension_cease_before_joining", values)


def _postponing(event: Event, events: Sequence[Event], now: Standing, values: dict[str, str]) -> Iterator[Problem]:
    latest = longest_postponement(event.day)
    if now.is_member:
        yield Problem("kind", "pension_postpone_a_member", values)
    elif earlier := next((one for one in in_order(events) if one.kind == "postponed"), None):
        yield Problem("kind", "pension_postponed_before", values | {"day": long_date(earlier.day)})
    elif spells(events):
        yield Problem("kind", "pension_postpone_after_leaving", values)
    elif event.until is None:
        yield Problem("until", "pension_until_missing", values)
    elif not event.day < event.until <= latest:
        yield Problem("until", "pension_postponed_too_long", {"day": long_date(event.day), "latest": long_date(latest)})


def _opting_out(event: Event, now: Standing, values: dict[str, str]) -> Iterator[Problem]:
    joined = now.event
    if not now.is_member or joined is None:
        yield Problem("kind", "pension_opt_out_before_joining", values)
    elif joined.kind == "joined":
        yield Problem("kind", "pension_opt_out_of_joining", values)
    elif joined.information_on is None or event.day < joined.information_on:
        yield Problem("day", "pension_opt_out_before_information", values)
    elif event.day > (last := opt_out_until(joined.information_on)):
        yield Problem("day", "pension_opt_out_too_late", values | {"last": long_date(last)})


def _age(event: Event, who: Member, enrol_from: int, ages: PensionAges) -> Iterator[Problem]:
    if event.kind not in JOINING:
        return
    if who.birth is None:
        yield Problem("day", "pension_birth_missing", {"worker": who.name})
        return
    age, values = age_on(who.birth, event.day), {"worker": who.name, "day": long_date(event.day)}
    if not YOUNGEST <= age <= OLDEST:
        yield Problem("day", "pension_age_outside", values | {"age": str(age)})
    elif event.kind in ENROLLED_BY_DUTY and age < enrol_from:
        yield Problem("kind", "pension_too_young_to_enrol", values | {"age": str(age), "from": str(enrol_from)})
    elif event.kind in ENROLLED_BY_DUTY and ages.reached(who.birth, event.day):
        yield Problem("kind", "pension_too_old_to_enrol", values)
