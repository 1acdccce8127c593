"""Who a bank description names, as far as an auditor minds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from carerdesk.domain.evidence.records import Payee
from carerdesk.services.evidence.gathered import Gathered
from carerdesk.store import tables


def payee_finder(gathered: Gathered) -> PayeeFinder:
    """Knows the keeper, the person supported and the relatives by their names in bank descriptions."""
    session, funder = gathered.session, gathered.funder
    selves = (
        session.get_one(tables.Employer, funder.employer_id).name,
        session.get_one(tables.Person, funder.person_id).name,
    )
    worker = tables.Worker
    wanted = select(worker.name).where(worker.relation != "none", worker.employer_id == funder.employer_id)
    return PayeeFinder(selves, tuple(session.scalars(wanted)))


@dataclass(frozen=True, slots=True)
class PayeeFinder:
    """Says who a description names, as far as an auditor minds."""

    selves: tuple[str, ...]
    relatives: tuple[str, ...]

    def __call__(self, description: str) -> Payee:
        if any(_names(description, name) for name in self.relatives):
            return Payee.RELATIVE
        return Payee.SELF if any(_names(description, name) for name in self.selves) else Payee.OTHER


def _names(description: str, name: str) -> bool:
    """Whether a description holds a surname next to the first name or its initial ("MARSH H", "Helen Marsh")."""
    words = description.upper().replace(".", " ").replace(",", " ").split()
    parts = name.upper().split()
    if len(parts) < 2 or parts[-1] not in words:  # noqa: PLR2004 - a first name and a surname
        return False
    at = words.index(parts[-1])
    near = words[max(0, at - 2) : at] + words[at + 1 : at + 2]
    return any(word in {parts[0], parts[0][0]} for word in near)
