"""Which employer and person supported are in view, and how an operation is answered for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carerdesk.services.outcome import Done

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.operations import Operation


@dataclass(frozen=True, slots=True)
class Owner:
    """The employer and the person every new record belongs to."""

    employer_id: int
    person_id: int

    def keys(self) -> dict[str, int]:
        """As columns: `Shift(**owner.keys(), …)`."""
        return {"employer_id": self.employer_id, "person_id": self.person_id}


def owner(session: Session) -> Owner:
    """The employer and person in view: those chosen last, else the first.

    Raises:
        LookupError: before the first person has been entered.
    """
    from sqlalchemy import select

    from carerdesk.store.tables import Person, Setting

    chosen = session.get(Setting, "person_in_view")
    found = session.get(Person, int(chosen.value)) if chosen else None
    found = found or session.scalars(select(Person).order_by(Person.id).limit(1)).first()
    if found is None:
        raise LookupError("no person supported yet")
    return Owner(found.employer_id, found.id)


def done(operation: Operation, *, id: int | None = None) -> Done:  # noqa: A002 - the record's own name for it
    """The answer to an operation that has been saved; it names none to undo where undoing would be refused."""
    return Done(operation.said, operation.changes, id, operation.id if operation.undoable else None)
