"""Rates of the new tax year, wanted before its first payday."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.services.due.items import Due
from carerdesk.services.rates.known import known_rates

SOON = timedelta(days=35)


def due_items(session: Session, today: date) -> list[Due]:
    """One item in the last weeks of the last tax year that is known."""
    last = known_rates(session).known_to
    if today < last - SOON:
        return []
    title = "Bring in the new tax year’s rates"
    second = f"They are known to {long_date(last)}. Pay after that day cannot be worked out yet."
    flag = "Late" if today > last else ""
    return [Due(f"rates:{last.isoformat()}", "pay", title, second, last, flag, "scale", place={"rates": 1})]
