"""Whether a worker is in the pension, on which terms, and what is to be paid back after opting out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.pension import PensionTerms
from carerdesk.domain.pension.history import Event, Spell, in_order, spell_on, spells

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.pay.periods import PayPeriod
    from carerdesk.store.tables import Payslip, PensionScheme


def events_of(session: Session, worker_id: int) -> tuple[Event, ...]:
    """All that happened to a worker's membership, the oldest first."""
    from sqlalchemy import select

    from carerdesk.store.tables import PensionEvent

    rows = session.scalars(select(PensionEvent).where(PensionEvent.worker_id == worker_id))
    return in_order(
        Event(row.kind, row.day, row.until, row.told_on, row.information_on, row.note, row.id) for row in rows
    )


def scheme_on(session: Session, employer_id: int, day: date) -> PensionScheme | None:
    """The scheme with the terms in force on a day; None before the first."""
    from sqlalchemy import select

    from carerdesk.store.tables import PensionScheme

    wanted = select(PensionScheme).where(PensionScheme.employer_id == employer_id, PensionScheme.first_day <= day)
    return session.scalars(wanted.order_by(PensionScheme.first_day.desc(), PensionScheme.id.desc()).limit(1)).first()


def terms_for(session: Session, worker_id: int, period: PayPeriod) -> PensionTerms | None:
    """The terms a pay period's contributions are worked out on; None where none are due.

    The period's last day decides: whoever is in the pension on it pays on the whole period's pay, on the terms in
    force on that day. A membership opted out of counts as if it had never been (Pensions Act 2008 s.8).
    """
    from carerdesk.store.tables import Worker

    if spell_on(events_of(session, worker_id), period.last) is None:
        return None
    employer_id = session.get_one(Worker, worker_id).employer_id
    row = scheme_on(session, employer_id, period.last)
    return None if row is None else terms_of(row)


def terms_of(row: PensionScheme) -> PensionTerms:
    """The terms as pay is worked out on them."""
    return PensionTerms(row.provider, row.method, row.basis, row.worker_percent, row.employer_percent)


def refund_due(session: Session, worker_id: int, payday: date) -> Money:
    """What was taken off a worker's pay during a membership opted out of, less what has been paid back since.

    Opting out within the month gives everything back, through the payroll (TPR detailed guidance 7).
    """
    return _refund(session, worker_id, payday, "pension")


def employer_refund_due(session: Session, worker_id: int, payday: date) -> Money:
    """The employer's own contributions for a membership opted out of, less what has come back since."""
    return _refund(session, worker_id, payday, "employer_pension")


def _refund(session: Session, worker_id: int, payday: date, column: str) -> Money:
    known = spells([event for event in events_of(session, worker_id) if event.day <= payday])
    if not any(spell.void for spell in known):
        return ZERO
    slips = [(slip.last_day, getattr(slip, column), _back(slip, column)) for slip in _slips(session, worker_id, payday)]
    taken = total(amount + back for last, amount, back in slips if _is_void(known, last))
    return max(ZERO, taken - total(back for _, _, back in slips))


def taken_in(session: Session, worker_id: int, spell: Spell) -> Money:
    """What was taken off a worker's pay during one membership, whatever has been paid back since."""
    known = spells(events_of(session, worker_id))
    slips = _slips(session, worker_id, date.max)
    return total(slip.pension + _back(slip, "pension") for slip in slips if _newest(known, slip.last_day) == spell)


def _is_void(known: Sequence[Spell], last: date) -> bool:
    """Whether the newest membership that had begun by the last day of a pay period was opted out of."""
    newest = _newest(known, last)
    return newest is not None and newest.void


def _newest(known: Sequence[Spell], last: date) -> Spell | None:
    begun = [spell for spell in known if spell.first <= last]
    return begun[-1] if begun else None


def _back(slip: Payslip, column: str) -> Money:
    """What a payslip paid back, as its inputs tell."""
    return Money.of(json.loads(slip.inputs).get(f"{column}_back", "0"))


def _slips(session: Session, worker_id: int, payday: date) -> list[Payslip]:
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip

    return list(session.scalars(select(Payslip).where(Payslip.worker_id == worker_id, Payslip.payday <= payday)))
