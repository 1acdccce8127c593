"""Letters to a PA about the pension, with the figures of the day they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.pension.assessment import Band, band_of
from carerdesk.domain.pension.dates import opt_out_until
from carerdesk.domain.pension.history import Event, spells
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.reports.letter import LetterView, write_letter
from carerdesk.services.books import Books, owner
from carerdesk.services.outcome import Rejected
from carerdesk.services.pension.membership import events_of, scheme_on, taken_in
from carerdesk.services.people.read import contract_at
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

MAY_JOIN = "may_join"
_TERMS = frozenset({"enrolled", "joined"})


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a letter is filled in from."""

    worker: tables.Worker
    day: date
    event: Event | None
    band: Band
    frequency: Frequency
    scheme: tables.PensionScheme | None
    refund: Money


def letter(books: Books, worker_id: int, kind: str, event_id: int | None = None) -> LetterView | Rejected:
    """A letter of one kind: may_join, or enrolled, joined, postponed, opted_out about an event."""
    with books.reading() as session:
        found = _facts(session, worker_id, event_id, books.today())
        if isinstance(found, Problem):
            return Rejected((found,))
        if kind in _TERMS and found.scheme is None:
            return Rejected((Problem("", "pension_no_scheme", {"day": long_date(found.day)}),))
        return _view(session, kind, found)


def letter_pdf(view: LetterView) -> bytes:
    """A letter as PDF."""
    out = BytesIO()
    write_letter(view, out)
    return out.getvalue()


def _facts(session: Session, worker_id: int, event_id: int | None, today: date) -> _Facts | Problem:
    worker = session.get_one(tables.Worker, worker_id)
    events = events_of(session, worker_id)
    event = next((each for each in events if each.id == event_id), None)
    day = (event.told_on if event else None) or today
    terms = contract_at(session, worker_id, day)
    frequency = Frequency(terms.frequency) if terms else Frequency.MONTHLY
    try:
        band = band_of(frequency, day, known_rates(session))
    except NoRateFor:
        return Problem("", "pension_limits_unknown", {"day": long_date(day)})
    scheme = scheme_on(session, worker.employer_id, event.day if event else day)
    return _Facts(worker, day, event, band, frequency, scheme, _taken(session, worker_id, events, event))


def _taken(session: Session, worker_id: int, events: tuple[Event, ...], event: Event | None) -> Money:
    """What was taken during the membership an opt-out ended: what that letter says is paid back."""
    spell = next((each for each in spells(events) if event is not None and each.left == event), None)
    return ZERO if spell is None else taken_in(session, worker_id, spell)


def _view(session: Session, kind: str, facts: _Facts) -> LetterView:
    employer = session.get_one(tables.Employer, facts.worker.employer_id)
    person = session.get_one(tables.Person, owner(session).person_id)
    words = guidance("pension", f"letter_{kind}", **_values(facts))
    return LetterView(
        subject="Workplace pension",
        employer=employer.name,
        employer_address=employer.address,
        acting_for="" if employer.name == person.name else person.name,
        name=facts.worker.name,
        address=facts.worker.address,
        day=facts.day,
        title=guidance("pension", f"letter_{kind}_title"),
        paragraphs=tuple(part.strip() for part in words.split("\n\n") if part.strip()),
        note=guidance("pension", "letter_source"),
    )


def _values(facts: _Facts) -> dict[str, str]:
    length = guidance("pension", f"length_{facts.frequency.value}")
    bounds = {"lower": str(facts.band.lower), "upper": str(facts.band.upper), "length": length}
    event, values = (
        facts.event,
        {"trigger": str(facts.band.trigger), "refund": f", {facts.refund}," if facts.refund else "", **bounds},
    )
    values |= {"day": long_date(event.day if event else facts.day), "until": _until(event)}
    if facts.scheme is not None:
        values |= {
            "provider": facts.scheme.provider,
            "worker_percent": percent_text(facts.scheme.worker_percent),
            "employer_percent": percent_text(facts.scheme.employer_percent),
            "basis": guidance("pension", f"letter_basis_{facts.scheme.basis}", **bounds),
            "relief": guidance("pension", f"letter_{facts.scheme.method}"),
        }
    return values


def _until(event: Event | None) -> str:
    """The end of a postponement, or the last day to opt out as a part of a sentence."""
    if event is None:
        return ""
    if event.kind == "postponed":
        return long_date(event.until) if event.until else ""
    if event.information_on is None:
        return ""
    return guidance("pension", "letter_until", last=long_date(opt_out_until(event.information_on)))


def percent_text(percent: Decimal) -> str:
    """5, or 4.5: without needless noughts."""
    return f"{percent.normalize():f}"
