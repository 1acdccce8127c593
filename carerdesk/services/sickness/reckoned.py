"""One worker's sickness reckoned up to a day: linked runs, their averages, and every qualifying day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.sickness.days import SickDay, sick_days
from carerdesk.domain.sickness.earnings import Average
from carerdesk.domain.sickness.spells import Run, Spell, absences, runs
from carerdesk.domain.sickness.weeks import SickWeek, due_for, sick_weeks
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.rates.known import known_rates
from carerdesk.services.sickness.earnings import average_of
from carerdesk.services.sickness.spells import RECORD, spells_of
from carerdesk.store import tables

A_QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A run up to a day. `problem` says why its days cannot be worked out; then there are none.

    `since` is the first day these books pay for: days before it were paid elsewhere and only use up the 28 weeks.
    """

    run: Run
    average: Average | None
    days: tuple[SickDay, ...]
    problem: Problem | None = None
    since: date | None = None

    def of(self, spell_id: int) -> tuple[SickDay, ...]:
        """One record's days that these books pay for."""
        return tuple(day for day in self.days if day.spell_id == spell_id and self._ours(day))

    def weeks(self, spell_id: int) -> tuple[SickWeek, ...]:
        """One record's weeks."""
        return tuple(week for week in sick_weeks(self.days) if week.spell_id == spell_id)

    def due(self, spell_id: int) -> Money:
        """What one record comes to, as far as these books pay for it."""
        return due_for(self.days, spell_id, self.since)

    def due_by(self, spell_id: int, day: date) -> Money:
        """As `due`, of the days up to a day alone."""
        return due_for([each for each in self.days if each.day <= day], spell_id, self.since)

    def _ours(self, day: SickDay) -> bool:
        return self.since is None or day.day >= self.since


def reckon(session: Session, worker_id: int, until: date) -> tuple[Reckoned, ...]:
    """Every run of one worker begun by a day, the oldest first."""
    return reckoned(session, worker_id, spells_of(session, worker_id), until)


def reckoned(session: Session, worker_id: int, spells: Iterable[Spell], until: date) -> tuple[Reckoned, ...]:
    """As `reckon`, of spells at hand: somebody who has left is not off sick any more."""
    rates = known_rates(session)
    left = session.get_one(tables.Worker, worker_id).left
    reach = until if left is None else min(until, left)
    known = tuple(spells)
    try:
        linked = runs(known, reach, rates)
    except NoRateFor as unknown:
        alone = (Run((absence,)) for absence in absences(spell for spell in known if spell.first <= reach))
        return tuple(Reckoned(run, None, (), _unknown(unknown)) for run in alone)
    since = first_day_paid_here(session, worker_id, until)
    return tuple(_one(session, worker_id, run, rates, reach, since) for run in linked)


def _one(session: Session, worker_id: int, run: Run, rates: Rates, until: date, since: date | None) -> Reckoned:
    average = average_of(session, worker_id, run)
    if isinstance(average, Problem):
        return Reckoned(run, None, (), average, since)
    try:
        return Reckoned(run, average, sick_days(run, average.amount, rates, until), None, since)
    except NoRateFor as unknown:
        return Reckoned(run, average, (), _unknown(unknown), since)


def _unknown(unknown: NoRateFor) -> Problem:
    return Problem("first", "sick_rates_unknown", {"day": long_date(unknown.day)})


def first_day_paid_here(session: Session, worker_id: int, until: date) -> date | None:
    """The first day that a payday in these books pays for; None where no contract says so."""
    found = periods_of(session, worker_id, until + A_QUARTER)
    return min((period.first for period in found), default=None)


def paid_so_far(session: Session, worker_id: int) -> dict[int, Money]:
    """Sick pay on payslips, by the record it was for; taken back counts as minus."""
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(line.source_id, line.amount)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, line.source == RECORD)
    )
    found: dict[int, Money] = {}
    for spell_id, amount in session.execute(wanted):
        if spell_id is not None:
            found[spell_id] = found.get(spell_id, ZERO) + amount
    return found


def sick_pay_waits(session: Session, worker_id: int) -> bool:
    """Whether somebody who has left is still owed sick pay, or owes some back."""
    left = session.get_one(tables.Worker, worker_id).left
    if left is None:
        return False
    paid = paid_so_far(session, worker_id)
    for each in reckon(session, worker_id, left):
        for spell in each.run.spells:
            if each.problem is None and each.due(spell.id) != paid.pop(spell.id, ZERO):
                return True
    return any(paid.values())
