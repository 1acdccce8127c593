"""One worker's pension for their page: how they stand, what the last pay asked for, and what can be recorded next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.pension.assessment import Assessment, Duty
from carerdesk.domain.pension.dates import letter_by, opt_out_until
from carerdesk.domain.pension.history import LEAVING, Event, Standing, spells, standing
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.books import Books, owner
from carerdesk.services.pension.assess import assessed
from carerdesk.services.pension.membership import events_of, refund_due, scheme_on
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Payslip, Worker

LETTERS = {
    "told": "may_join", "postponed": "postponed", "enrolled": "enrolled", "re_enrolled": "enrolled",
    "opted_out": "opted_out", "opted_in": "joined", "joined": "joined",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: what happened, the days that belong to it, its letter, and whether it is the newest."""

    event: Event
    words: str
    detail: str
    letter: str
    is_newest: bool
    wants_days: bool


@dataclass(frozen=True, slots=True)
class WorkersPension:
    """All that a worker's Pension card shows."""

    worker_id: int
    name: str
    stands: Standing
    words: str
    has_scheme: bool
    last: Assessment | None
    last_words: str
    steps: tuple[Step, ...]
    next_kinds: tuple[str, ...]
    opt_out_until: date | None
    refund: Money
    paid: Money
    employer_paid: Money


def workers_pension(books: Books, worker_id: int) -> WorkersPension:
    """The card of one worker. Raises LookupError where there is none."""
    from carerdesk.store.tables import Worker

    today = books.today()
    with books.reading() as session:
        worker = session.get_one(Worker, worker_id)
        events = events_of(session, worker_id)
        stands, last = standing(events, today), _last(session, worker)
        mine, employers = _paid(session, worker_id)
        name = worker.name.split(" ", maxsplit=1)[0]
        return WorkersPension(
            worker_id, name, stands, standing_words(name, stands),
            scheme_on(session, owner(session).employer_id, today) is not None, last,
            _assessed_words(name, stands, last) if last else "",
            _steps(events), next_kinds(events, stands, today), _until(stands), refund_due(session, worker_id, date.max),
            mine, employers,
        )  # fmt: skip


def standing_words(name: str, stands: Standing) -> str:
    """In a sentence: "Asha is in the pension since 1 November 2026: enrolled."."""
    day = long_date(stands.event.day) if stands.event else ""
    if stands.kind == "member" and stands.event:
        return guidance("pension", f"stands_{stands.event.kind}", worker=name, day=day)
    until = long_date(stands.event.until) if stands.event and stands.event.until else ""
    return guidance("pension", f"stands_{stands.kind}", worker=name, day=day, until=until)


def _assessed_words(name: str, stands: Standing, last: Assessment) -> str:
    if stands.is_member:
        by = "law" if last.duty is Duty.MUST_ENROL else "choice"
        return guidance("pension", f"assessed_in_by_{by}", worker=name, pay=str(last.pay))
    return guidance("pension", f"assessed_{last.duty.value}", worker=name, pay=str(last.pay))


def next_kinds(events: tuple[Event, ...], stands: Standing, today: date) -> tuple[str, ...]:
    """What can be recorded from here, the likeliest first."""
    if stands.kind == "member":
        until = _until(stands)
        may_opt_out = stands.event is not None and stands.event.kind != "joined" and (until is None or today <= until)
        return ("opted_out", "ceased") if may_opt_out else ("ceased",)
    if stands.kind == "postponed":
        return "opted_in", "enrolled", "joined"
    if any(spell.left for spell in spells(events)):
        return "re_enrolled", "opted_in", "joined", "told"
    first = () if any(event.kind == "postponed" for event in events) else ("postponed",)
    return ("enrolled", *first, "told", "opted_in", "joined")


def _until(stands: Standing) -> date | None:
    """The last day to opt out, where the month has begun."""
    event = stands.event
    if not stands.is_member or event is None or event.kind == "joined" or event.information_on is None:
        return None
    return opt_out_until(event.information_on)


def _steps(events: tuple[Event, ...]) -> tuple[Step, ...]:
    newest = events[-1].id if events else None
    return tuple(
        Step(
            event,
            guidance("pension", f"kind_{event.kind}"),
            detail_of(event),
            LETTERS.get(event.kind, ""),
            event.id == newest,
            event.kind not in LEAVING and (event.told_on is None or _lacks_information(event)),
        )
        for event in reversed(events)
    )


def _lacks_information(event: Event) -> bool:
    return event.kind in {"enrolled", "re_enrolled", "opted_in"} and event.information_on is None


def detail_of(event: Event) -> str:
    """The days that belong to an event, in sentences."""
    parts = []
    if event.until is not None:
        parts.append(guidance("pension", "detail_until", day=long_date(event.until)))
    if event.told_on is not None:
        parts.append(guidance("pension", "detail_told", day=long_date(event.told_on)))
    elif event.kind in {"postponed", "enrolled", "re_enrolled"}:
        parts.append(guidance("pension", "detail_letter_by", day=long_date(letter_by(event.day))))
    if event.information_on is not None:
        last = long_date(opt_out_until(event.information_on))
        parts.append(guidance("pension", "detail_opt_out", day=long_date(event.information_on), last=last))
    if event.note:
        parts.append(event.note)
    return " ".join(parts)


def _last(session: Session, worker: Worker) -> Assessment | None:
    """The latest payslip, assessed; None before the first, and outside the known years."""
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip

    wanted = select(Payslip).where(Payslip.worker_id == worker.id).order_by(Payslip.payday.desc(), Payslip.id.desc())
    slip: Payslip | None = session.scalars(wanted.limit(1)).first()
    if slip is None:
        return None
    try:
        return assessed(worker.born, slip.gross, slip.frequency, slip.payday, known_rates(session))
    except NoRateFor:
        return None


def _paid(session: Session, worker_id: int) -> tuple[Money, Money]:
    """All contributions so far, the worker's and the employer's."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip

    sums = select(func.sum(Payslip.pension), func.sum(Payslip.employer_pension)).where(Payslip.worker_id == worker_id)
    mine, employers = session.execute(sums).one()
    return mine or ZERO, employers or ZERO
