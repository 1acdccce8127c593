"""The employer's side of the pension for one card: terms, duties with their dates, and the months to pay over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.pension.dates import AGAIN, DECLARING
from carerdesk.domain.pension.history import standing
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, owner
from carerdesk.services.pension.details import DutyDone, Scheme
from carerdesk.services.pension.duties import Duties, duties
from carerdesk.services.pension.membership import events_of
from carerdesk.services.pension.schedule import PensionMonth, months
from carerdesk.services.pension.scheme import schemes
from carerdesk.services.people.records import Kept

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MONTHS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date ahead: what, when in words, what is worth knowing about it, and where the rule comes from."""

    what: str
    when: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class EmployersPension:
    """All that the employer's Pension card shows; terms, duties and months newest first."""

    schemes: tuple[Kept[Scheme], ...]
    duties: Duties
    members: tuple[str, ...]
    months: tuple[PensionMonth, ...]
    ahead: tuple[NextDate, ...]


def employers_pension(books: Books) -> EmployersPension:
    """The card of the employer in view."""
    with books.reading() as session:
        stand, every = duties(session), months(session)
        still_open = [month for month in every if month.left]
        over = [month for month in every if not month.left]
        shown = (*still_open, *over[: max(0, MONTHS_SHOWN - len(still_open))])
        members = _members(session, books.today())
        return EmployersPension(schemes(session), stand, members, shown, tuple(_ahead(stand)))


def _ahead(stand: Duties) -> list[NextDate]:
    found = []
    if stand.declare_by is not None:
        found.append(NextDate(guidance("pension", "due_declare"), f"by {long_date(stand.declare_by)}", "", DECLARING))
    if stand.declare_again_by is not None:
        when = f"by {long_date(stand.declare_again_by)}"
        note = guidance("pension", "due_declare_again_second")
        found.append(NextDate(guidance("pension", "due_declare_again"), when, note, AGAIN))
    if stand.again is not None:
        when = span(stand.again.first, stand.again.last)
        found.append(NextDate(guidance("pension", "due_again"), when, guidance("pension", "again_note"), AGAIN))
    return found


def _members(session: Session, today: date) -> tuple[str, ...]:
    """The first names of those in the pension today."""
    from sqlalchemy import select

    from carerdesk.store.tables import Worker

    mine = select(Worker).where(Worker.employer_id == owner(session).employer_id).order_by(Worker.name)
    return tuple(
        row.name.split(" ", maxsplit=1)[0]
        for row in session.scalars(mine)
        if standing(events_of(session, row.id), today).is_member
    )


def duty_words(duty: DutyDone) -> str:
    """What was done, in words."""
    return guidance("pension", f"duty_{duty.kind}")
