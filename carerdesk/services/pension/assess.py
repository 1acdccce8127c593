"""What each payslip's pay asks for: assessed every pay period, said on the pay sheet, kept with the payslip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.rates import load_pension_ages
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.pension.assessment import Assessment, Duty, assess
from carerdesk.domain.pension.history import LEAVING, Event, Standing, spells, standing
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.services.pension.membership import events_of, scheme_on

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.pay.situation import Situation

WORDS = {
    Duty.MUST_ENROL: "pension_must_enrol",
    Duty.MAY_OPT_IN: "pension_may_opt_in",
    Duty.MAY_JOIN: "pension_may_join",
    Duty.AGE_UNKNOWN: "pension_age_unknown",
}


@dataclass(frozen=True, slots=True)
class Paid:
    """One payslip's part in an assessment: who, on which payday, for days up to when, and the pay before tax."""

    worker_id: int
    name: str
    birth: date | None
    frequency: Frequency
    payday: date
    last: date
    gross: Money


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pay period asks of the employer: how the worker stands, what the pay says, and what is to be said."""

    stands: Standing
    found: Assessment
    notice: Problem | None


def asked(session: Session, paid: Paid, rates: Rates) -> Asked:
    """The assessment of one payslip. Raises NoRateFor outside the known years."""
    found = assess(paid.birth, paid.gross, paid.frequency, paid.payday, rates, ages=load_pension_ages())
    events = events_of(session, paid.worker_id)
    stands = standing(events, paid.last)
    return Asked(stands, found, _notice(paid.name, stands, found, events, paid.payday))


def duty_notices(session: Session, of: Situation, gross: Money, rates: Rates) -> tuple[Problem, ...]:
    """What the pay sheet says of it, where there is anything to say."""
    period = of.period
    paid = Paid(of.worker_id, of.first_name, of.born, period.frequency, period.payday, period.last, gross)
    notice = asked(session, paid, rates).notice
    return () if notice is None else (notice,)


def terms_missing(session: Session, of: Situation) -> tuple[Problem, ...]:
    """A member whose scheme has no terms on the day cannot be paid: contributions would be left out in silence."""
    from carerdesk.store.tables import Worker

    if not standing(events_of(session, of.worker_id), of.period.last).is_member:
        return ()
    employer_id = session.get_one(Worker, of.worker_id).employer_id
    if scheme_on(session, employer_id, of.period.last) is not None:
        return ()
    return (Problem("pension", "pension_member_no_terms", {"worker": of.first_name, "day": long_date(of.period.last)}),)


def _notice(name: str, stands: Standing, found: Assessment, events: tuple[Event, ...], payday: date) -> Problem | None:
    values = {
        "worker": name,
        "earnings": str(found.pay),
        "trigger": str(found.band.trigger),
        "lower": str(found.band.lower),
    }
    if stands.is_member or found.duty is Duty.NONE:
        return None
    if found.duty is Duty.MUST_ENROL and stands.kind == "postponed" and stands.event and stands.event.until:
        return Problem("pension", "pension_postponed_now", {"worker": name, "until": long_date(stands.event.until)})
    if found.duty is Duty.MUST_ENROL and (left := _left(events, payday)):
        return Problem("pension", "pension_out_for_now", {"worker": name, "day": long_date(left)})
    if found.duty in {Duty.MAY_OPT_IN, Duty.MAY_JOIN} and _was_told(events):
        return None
    return Problem("pension", WORDS[found.duty], values)


def _left(events: tuple[Event, ...], payday: date) -> date | None:
    """The day of the last opting out or leaving, where nothing has begun since."""
    found = spells([event for event in events if event.day <= payday])
    ended = found[-1].left if found else None
    return ended.day if ended and ended.kind in LEAVING else None


def _was_told(events: tuple[Event, ...]) -> bool:
    """Whether a letter was given already: once is enough."""
    return any(event.told_on is not None for event in events)


def assessed(birth: date | None, gross: Money, frequency: str, payday: date, rates: Rates) -> Assessment:
    """A payslip that was kept, assessed again by its own figures. Raises NoRateFor outside the known years."""
    return assess(birth, gross, Frequency(frequency), payday, rates, ages=load_pension_ages())
