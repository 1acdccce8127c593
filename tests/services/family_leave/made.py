"""Kasia, paid every four weeks, whose baby is due on Sunday 10 January 2027."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.questions import questions
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.services.books import Books
from carerdesk.services.family_leave.details import LeaveDetails
from carerdesk.services.family_leave.record import record_leave
from tests.services.pay.made import agreed, done, keep, pa, weekdays

DUE = date(2027, 1, 10)
FIRST = date(2026, 11, 2)
STARTED = date(2025, 3, 3)
PAYDAYS = tuple(date(2026, 7, 10) + timedelta(days=28 * at) for at in range(5))
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 22)


def kasia(books: Books, *, paid: bool = True, **more: Any) -> int:
    """Kasia with 80 hours in each of five periods up to 25 October 2026, paid unless said otherwise."""
    more = {"started": STARTED, "first_payday": PAYDAYS[0], "period_end": date(2026, 7, 5), **more}
    worker_id = pa(books, "Kasia Wójcik", **more)
    for payday in PAYDAYS:
        keep(books, weekdays(worker_id, payday - timedelta(days=7), 10, "08:00-16:00"))
        if paid:
            agreed(books, payday)
    return worker_id


def met(kind: LeaveKind, **more: Any) -> dict[str, str]:
    """Every question answered so that pay is due."""
    from carerdesk.domain.family_leave.dates import Event

    event = Event(kind, more.get("event_on", DUE), born=more.get("born_on"))
    return {question.code: question.wanted for question in questions(event)}


def maternity(worker_id: int, first: date = FIRST, **more: Any) -> LeaveDetails:
    """39 weeks of maternity leave with every question answered."""
    answers = {**met(LeaveKind.SMP), **more.pop("answers", {})}
    return LeaveDetails(worker_id, LeaveKind.SMP, DUE, (Block(first, 39),), answers=answers, **more)


def recorded(books: Books, details: LeaveDetails) -> int:
    """A leave kept; its number."""
    found = done(record_leave(books, details)).id
    assert found is not None
    return found
