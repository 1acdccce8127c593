"""What stands on This week about cover: shifts nobody does, changes told otherwise before, a list gone stale."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.clock import clock_time, midnight
from carerdesk.services.due.items import Due
from carerdesk.services.hours.away import SICK, Away, away_between
from carerdesk.services.rota.contacts import people_to_ask
from carerdesk.services.rota.cover import rows_wanting_cover
from carerdesk.services.rota.notices import CANCELLED, CHANGED, to_tell
from carerdesk.store import tables

A_WEEK = timedelta(days=7)


def due_items(session: Session, today: date) -> list[Due]:
    """Everything about cover that wants doing. Sickness names its own shifts among its own things."""
    return [*_open(session, today), *_told_otherwise(session, today), *_stale(session, today)]


def _open(session: Session, today: date) -> list[Due]:
    rows = rows_wanting_cover(session, midnight(today))
    if not rows:
        return []
    sick = [one for one in away_between(session, rows[0].day, rows[-1].day) if one.kind == SICK]
    waiting = [row for row in rows if not any(_on(one, row) for one in sick)]
    return [_item(waiting)] if waiting else []


def _on(away: Away, row: tables.Shift) -> bool:
    return away.worker_id == row.worker_id and away.first <= row.day <= away.until(row.day)


def _item(rows: list[tables.Shift]) -> Due:
    first = rows[0]
    starts, ends = clock_time(first.starts, first.zone), clock_time(first.ends, first.zone)
    count = "1 shift" if len(rows) == 1 else f"{len(rows)} shifts"
    return Due(
        key="cover:open",
        room="rota",
        title=f"Find cover for {count}",
        second=f"The first is on {day_and_month(first.day)}, {starts:%H:%M}–{ends:%H:%M}",
        day=first.day,
        icon="user-plus",
        button=f"Find cover for {count}",
        takes="A minute, and the calls",
        place={"cover": "all"},
    )


def _told_otherwise(session: Session, today: date) -> list[Due]:
    """Who knows a shift of the coming week otherwise than it stands; who was told nothing yet waits for its own day."""
    soon = [
        one
        for one in to_tell(session, midnight(today))
        if one.kind in {CHANGED, CANCELLED} and one.day <= today + A_WEEK
    ]
    if not soon:
        return []
    names = sorted({one.name.split(" ", maxsplit=1)[0] for one in soon})
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    shifts = sum(len(one.shifts) for one in soon)
    count = "1 changed shift" if shifts == 1 else f"{shifts} changed shifts"
    return [
        Due(
            key="cover:tell",
            room="rota",
            title=f"Tell {who} of {count}",
            second=f"Told otherwise before. The first is on {day_and_month(soon[0].day)}",
            day=min(one.day for one in soon),
            icon="user-plus",
            button="See what to tell",
            takes="A minute",
            place={"cover": "tell"},
        )
    ]


def _stale(session: Session, today: date) -> list[Due]:
    """A list that nobody rang round for half a year; without a list there is nothing to keep fresh."""
    stale = [one for one in people_to_ask(session) if one.is_stale(today)]
    if not stale:
        return []
    names = ", ".join(one.name for one in stale)
    return [
        Due(
            key="cover:stale",
            room="people",
            title="Ask those on your cover list if they still can",
            second=f"Not asked for six months: {names}",
            icon="users-round",
            button="See the list",
            takes="A call each",
            place={"cover": "list"},
        )
    ]
