"""What other rooms see of the people: frozen, complete, without the store behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from carerdesk.services.people.details import (
    CertificateDetails,
    ContractTerms,
    EmployerDetails,
    PersonDetails,
    Rate,
    TakenOver,
    Tax,
    WorkerDetails,
)

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Kept(Generic[What]):
    """Something in the books, with its number there."""

    id: int
    what: What


@dataclass(frozen=True, slots=True)
class EmployerRecord:
    """The employer in view."""

    id: int
    details: EmployerDetails


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """The person supported in view."""

    id: int
    details: PersonDetails


@dataclass(frozen=True, slots=True)
class WorkerSummary:
    """One line of a list of workers.

    `frequency` is "" without a contract; `missing` holds what must be known before the first payday (see `missing`).
    """

    id: int
    name: str
    kind: str
    started: date | None
    left: date | None
    relation: str
    same_household: bool
    frequency: str
    born: date | None
    missing: tuple[str, ...] = ()

    @property
    def first_name(self) -> str:
        """What to call them in a sentence. An agency keeps its whole name."""
        return self.name if self.kind == "agency" else self.name.split(" ", maxsplit=1)[0]

    def works_on(self, day: date) -> bool:
        """True from the first day of the job to its last."""
        return (self.started is None or self.started <= day) and (self.left is None or day <= self.left)


@dataclass(frozen=True, slots=True)
class WorkerRecord:
    """All that is kept about one worker; dated things newest first."""

    id: int
    details: WorkerDetails
    contracts: tuple[Kept[ContractTerms], ...]
    rates: tuple[Kept[Rate], ...]
    taxes: tuple[Kept[Tax], ...]
    certificates: tuple[Kept[CertificateDetails], ...]
    taken_over: TakenOver | None
    has_history: bool
    missing: tuple[str, ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence. An agency keeps its whole name."""
        return self.details.name if self.details.kind == "agency" else self.details.name.split(" ", maxsplit=1)[0]
