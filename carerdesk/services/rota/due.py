"""What stands on This week about the rota as planned: fill it on, enter the next school term, find cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.rota.pattern import ALWAYS
from carerdesk.services.due.items import Due
from carerdesk.services.rota import cover_due
from carerdesk.services.rota.fill import filled_to, horizon
from carerdesk.services.rota.standing import Standing, standing, term_rows

PLANNED_AHEAD = timedelta(weeks=4)


def due_items(session: Session, today: date) -> list[Due]:
    """A rota planned less than four weeks ahead, terms that run out while repeating shifts rest on them, and cover."""
    going = [one for one in standing(session) if one.goes_on(today + PLANNED_AHEAD)]
    return [*_to_fill(going, today), *_terms(session, going, today), *cover_due.due_items(session, today)]


def _to_fill(going: Sequence[Standing], today: date) -> list[Due]:
    if not going:
        return []
    filled = filled_to(going)
    if filled is not None and filled >= today + PLANNED_AHEAD:
        return []
    until = long_date(horizon(today))
    words = f"It is planned to {long_date(filled)}." if filled is not None else "It is not filled yet."
    return [
        Due(
            "rota:fill",
            "rota",
            f"Fill the rota to {until}",
            f"{words} Your repeating shifts fill the rest",
            day=None if filled is None else filled - PLANNED_AHEAD,
            icon="calendar-days",
            button=f"Fill the rota to {until}",
            takes="One press",
            place={"patterns": "fill"},
            done="fill_rota",
            done_words="Fill it now",
        )
    ]


def _terms(session: Session, going: Sequence[Standing], today: date) -> list[Due]:
    if all(one.when.seasons == ALWAYS for one in going):
        return []
    ends = max((row.last_day for row in term_rows(session)), default=None)
    if ends is not None and ends >= today + PLANNED_AHEAD:
        return []
    words = f"Terms are entered to {long_date(ends)}." if ends is not None else "No term is entered yet."
    return [
        Due(
            "rota:terms",
            "rota",
            "Enter the next school term",
            f"{words} Shifts in term time stop there",
            day=None if ends is None else ends - PLANNED_AHEAD,
            icon="calendar-days",
            button="Enter the next school term",
            takes="A minute",
            place={"patterns": "terms"},
        )
    ]
