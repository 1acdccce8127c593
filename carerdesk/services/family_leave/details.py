"""One family leave as plain values, and its row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.family_leave.dates import ADOPTION, BIRTH, OWN, Event
from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import Block

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store import tables

SOURCE = "family_leave"
DECIDED, ENDED_WHY, GIVEN = "decided_on", "ended_why", "form_given_on"
"""Answers that no question asks: when it was decided, why pay ended early, when the form was given."""
ROUTES = {
    LeaveKind.SMP: (BIRTH,),
    LeaveKind.SPP: (BIRTH, ADOPTION),
    LeaveKind.SAP: (ADOPTION,),
    LeaveKind.SHPP: (BIRTH, ADOPTION),
    LeaveKind.SPBP: (OWN,),
    LeaveKind.SNCP: (BIRTH, ADOPTION, OWN),
}
"""Which week can count for each kind; the first where nobody said."""


@dataclass(frozen=True, slots=True)
class LeaveDetails:
    """A family leave as it is recorded.

    `event_on` is the due date, the day of being told of a match, the death, or the first day of neonatal care.
    `answers` holds the questions by code, and "route", "asked_on", "care_from", "care_to", "used", "partner" and
    "small" as text. `blocks` are whole weeks. `average` is weekly earnings in pounds that somebody typed.
    """

    worker_id: int
    kind: LeaveKind
    event_on: date
    blocks: tuple[Block, ...]
    born_on: date | None = None
    last_day: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    average: Decimal | None = None
    average_reason: str = ""
    refused: str = ""
    note: str = ""

    @property
    def first_day(self) -> date:
        """The first day of pay."""
        return min(block.first for block in self.blocks)

    @property
    def route(self) -> str:
        """Which week counts: of the due date, of the match, or the one before."""
        return self.answers.get("route") or ROUTES[self.kind][0]

    @property
    def event(self) -> Event:
        """What it is for."""
        return Event(self.kind, self.event_on, self.route, self.born_on)

    @property
    def form_is_due(self) -> bool:
        """Whether the worker must be told in writing: nothing is due, or pay ends before its time."""
        return bool(self.refused or self.answers.get(ENDED_WHY))

    def day(self, name: str) -> date | None:
        """A day among the answers."""
        text = self.answers.get(name, "")
        return date.fromisoformat(text) if text else None

    def number(self, name: str) -> int:
        """A number among the answers; nothing counts as 0."""
        return int(self.answers.get(name) or 0)


def of_row(session: Session, row: tables.FamilyLeave) -> LeaveDetails:
    """A row and its blocks as plain values."""
    from sqlalchemy import select

    from carerdesk.store import tables

    block = tables.FamilyLeaveBlock
    wanted = select(block).where(block.family_leave_id == row.id).order_by(block.first_day)
    return LeaveDetails(
        worker_id=row.worker_id,
        kind=LeaveKind(row.kind),
        event_on=row.event_on,
        blocks=tuple(Block(each.first_day, each.weeks) for each in session.scalars(wanted)),
        born_on=row.born_on,
        last_day=row.last_day,
        answers=json.loads(row.answers),
        average=row.average,
        average_reason=row.average_reason,
        refused=row.refused,
        note=row.note,
    )


def write_row(row: tables.FamilyLeave, details: LeaveDetails) -> None:
    """Set a row's own columns; its blocks are written beside it."""
    row.kind, row.event_on, row.born_on = details.kind.value, details.event_on, details.born_on
    row.first_day, row.last_day = details.first_day, details.last_day
    row.answers = json.dumps(dict(sorted(details.answers.items())))
    row.average, row.average_reason = details.average, details.average_reason.strip()
    row.proof = details.answers.get(f"{details.kind.value}_proof", "")
    row.refused, row.note = details.refused.strip(), details.note.strip()
