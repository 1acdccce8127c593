"""The first guess at the kind of work: from the day, and from what the PA has a rate for. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.bank_holidays import NoBankHolidaysFor, bank_holidays
from carerdesk.domain.hours.check import suggest_kind
from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.services.books import owner
from carerdesk.store.tables import PayRate, Person


@dataclass(frozen=True, slots=True)
class UsualKinds:
    """`rated` holds, for each worker, the kinds that have a rate and from which day."""

    nation: str
    rated: Mapping[int, Mapping[str, date]]

    def of(self, worker_id: int, day: date) -> ShiftKind | None:
        """Bank holiday, weekend or normal. Who has rates, but none for such days, works normal hours on them.

        None outside the years whose bank holidays are known: then a person chooses.
        """
        try:
            guess = suggest_kind(day, bank_holidays(self.nation).between(day, day))
        except NoBankHolidaysFor:
            return None
        rates = self.rated.get(worker_id)
        if not rates:
            return guess
        likely = (guess, suggest_kind(day, ()), ShiftKind.NORMAL)
        return next((kind for kind in likely if kind in rates and rates[kind] <= day), guess)


def usual_kinds(session: Session, worker_ids: Collection[int] | None = None) -> UsualKinds:
    """What is usual for some workers, or for all."""
    wanted = select(PayRate.worker_id, PayRate.kind, func.min(PayRate.first_day)).where(PayRate.kind != "mileage")
    if worker_ids is not None:
        wanted = wanted.where(PayRate.worker_id.in_(worker_ids))
    rated: dict[int, dict[str, date]] = defaultdict(dict)
    for worker_id, kind, first_day in session.execute(wanted.group_by(PayRate.worker_id, PayRate.kind)):
        rated[worker_id][kind] = first_day
    return UsualKinds(session.get_one(Person, owner(session).person_id).nation, dict(rated))
