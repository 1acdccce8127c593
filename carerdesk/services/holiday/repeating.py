"""What repeating shifts bring to days that the rota is not filled to yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.rota.pattern import falls_on
from carerdesk.services.rota.exceptions import exceptions_of
from carerdesk.services.rota.standing import known_days, standing

A_DAY = timedelta(days=1)
ON_CALL = "on_call"


def planned_later(session: Session, worker_id: int, first: date, last: date) -> Iterator[tuple[date, str, int]]:
    """Day, kind and minutes of a PA's repeating shifts between two days, beyond what the rota is filled to.

    Days settled otherwise, and days about which it is not known whether they are worked, are left out.
    """
    patterns = [one for one in standing(session) if one.worker_id == worker_id and one.goes_on(first)]
    known = known_days(session) if patterns else None
    for one in patterns:
        begins = max(first, one.filled_to + A_DAY) if one.filled_to is not None else first
        if known is None or begins > last or one.kind == ON_CALL:
            continue
        settled = exceptions_of(session, one.series)
        minutes = one.when.end_minute - one.when.start_minute - one.break_minutes
        for day in falls_on(one.when, begins, last, known).days:
            if day not in settled:
                yield day, one.kind, minutes
