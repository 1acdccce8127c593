"""What the end of a tax year puts on This week: codes to look over, P60s to give, and the rest of the path."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date, tax_year_name, tax_year_start
from carerdesk.services.due.items import Due
from carerdesk.services.year_end.roll_over import wants_confirming
from carerdesk.services.year_end.todo import ending

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_P60_FOR = timedelta(days=120)


def due_items(session: Session, today: date) -> list[Due]:
    """Codes to confirm around 6 April, and P60s from 6 April until they are given."""
    return [*_codes(session, today), *_p60s(session, today)]


def _codes(session: Session, today: date) -> list[Due]:
    found = wants_confirming(session, today)
    if found is None:
        return []
    names = ", ".join(one.name.split()[0] for one in found.open)
    return [
        Due(
            key=f"codes:{found.first_day.isoformat()}",
            room="pay",
            title="Look over the tax codes of the new tax year",
            second=f"{names}, from {long_date(found.first_day)}",
            day=found.first_day,
            flag="Late" if found.first_day < today else "",
            icon="calendar-days",
            button="See the codes",
            takes="Two minutes, with HMRC’s P9 notices if any came",
            place={"codes": found.first_day.isoformat()},
        )
    ]


def _p60s(session: Session, today: date) -> list[Due]:
    start = tax_year_start(today)
    if today - start > _P60_FOR:
        return []
    year = tax_year_name(start - timedelta(days=1))
    missing = [one for one in ending(session, year, today).p60s if one.given_on is None]
    if not missing:
        return []
    by = start.replace(month=5, day=31)
    return [
        Due(
            key=f"p60:{year}",
            room="pay",
            title="Give the P60s",
            second=f"{', '.join(one.name.split()[0] for one in missing)}, for the tax year {year}",
            day=by,
            flag="Late" if by < today else "",
            icon="receipt-pound-sterling",
            button="See the year end",
            takes="Ten minutes",
            place={"year": year},
        )
    ]
