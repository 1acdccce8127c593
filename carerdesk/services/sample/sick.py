"""A day that somebody was ill: recorded in the morning, and somebody else takes the shift."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.domain.dates import monday_of
from carerdesk.services.sample.calendar import A_DAY, A_WEEK, Span, is_away
from carerdesk.services.sample.rota import MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from carerdesk.services.sample.world import World, must
from carerdesk.services.sickness.record import NewSpell, record_sickness

WHO = "asha"
_AGO = 5 * A_WEEK
_EARNED_FIRST = timedelta(weeks=12)  # what sick pay rests on must lie in these books
_MOVED = 8  # weeks tried before the day is given up


def sick_days(span: Span) -> frozenset[tuple[str, date]]:
    """Who was ill when: one Tuesday some weeks before the books end, on which there was no holiday."""
    for back in range(_MOVED):
        day = monday_of(span.today) - _AGO - back * A_WEEK + TUESDAY * A_DAY
        if day < span.payroll_from + _EARNED_FIRST:
            break
        if not is_away(WHO, day, span.holidays_from) and not is_away("kasia", day, span.holidays_from):
            return frozenset({(WHO, day)})
    return frozenset()


def call_in_sick(world: World, day: date) -> None:
    """Record the sickness of a day in its morning."""
    for who, on in sick_days(world.span):
        if on == day:
            world.at(day, 7, 40)
            weekdays = frozenset({MONDAY, TUESDAY, WEDNESDAY, THURSDAY})
            spell = NewSpell(world.workers[who], day, day, weekdays, told_on=day, note="A stomach bug")
            must(record_sickness(world.books, spell))
