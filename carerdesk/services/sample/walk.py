"""The walk through the family's years, day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carerdesk.domain.dates import monday_of
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.money.attaching import document_bytes
from carerdesk.services.sample.admin import bank_evening
from carerdesk.services.sample.agency import invoiced
from carerdesk.services.sample.calendar import A_DAY, days_between
from carerdesk.services.sample.holidays import Holidays
from carerdesk.services.sample.income import Income
from carerdesk.services.sample.payroll import Payroll
from carerdesk.services.sample.planted import insured
from carerdesk.services.sample.repeating import Repeating, write_down
from carerdesk.services.sample.rota import SUNDAY, Week, shifts_of
from carerdesk.services.sample.sending import send_on
from carerdesk.services.sample.setting_up import insure
from carerdesk.services.sample.sick import call_in_sick, sick_days
from carerdesk.services.sample.spending import insurance_premium, spend_on
from carerdesk.services.sample.world import World, must

BANK_DAY = 3
Step = Callable[[date], None]


def walk(world: World, step: Step) -> None:
    """From the first day to the last, everything when a family would do it. `step` is told each Monday."""
    income, payroll, holidays, repeating = Income(world), Payroll(world), Holidays(world), Repeating(world)
    covers = list(insured(world.plan, world.span))
    for day in days_between(world.span.first, world.span.today):
        if day.weekday() == 0:
            step(day)
        if day == world.span.payroll_from:
            repeating.begin(day)
        _insurance(world, covers, day)
        holidays.on(day)
        call_in_sick(world, day)
        income.on(day)
        spend_on(world, day)
        invoiced(world, day)
        if day.weekday() == SUNDAY and day > world.span.work_from:
            _write_down(world, monday_of(day), day)
            repeating.fill_on(day)
        payroll.on(day)
        if day.day == BANK_DAY and day != world.span.today:
            world.at(day, 20, 50)
            bank_evening(world, day.replace(day=1) - A_DAY)
            income.look_ahead(day.replace(day=1) - A_DAY)
        send_on(world, day)
    _last_day(world)


def _last_day(world: World) -> None:
    """The week under way is written up to yesterday, the rest stands as planned; one receipt waits for the bank."""
    today = world.span.today
    if today.weekday() != SUNDAY:
        _write_down(world, monday_of(today), today - A_DAY)
    world.at(today, 11)
    bank_evening(world, today, newest_waits=True)


def _write_down(world: World, monday: date, until: date) -> None:
    """A week's shifts up to a day as they were worked: the agency's as they come, the family's own over the plan."""
    world.at(until, 18, 30)
    from_agency = monday < world.span.payroll_from
    people = world.agency if from_agency else world.workers
    sick = sick_days(world.span)
    week = Week(monday, world.span.holidays_from, people, world.payers, world.chance, sick)
    shifts = shifts_of(week)
    if from_agency:
        must(record_shifts(world.books, shifts, confirmed_until=until))
    else:
        write_down(world, shifts, monday, until)


def _insurance(world: World, covers: list[tuple[date, date]], day: date) -> None:
    while covers and (covers[0][0] <= day or covers[0][0] <= world.span.first):
        first, last = covers.pop(0)
        document_id = insure(world, first, last)
        if first > world.span.first:
            file_name, data = document_bytes(world.books, document_id)
            insurance_premium(world, day, data, file_name)
