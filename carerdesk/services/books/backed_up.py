"""When the books were last backed up, in words: for the strip and This week, so from one small query alone."""

from __future__ import annotations

import json
from datetime import datetime

from carerdesk.domain.dates import day_and_month
from carerdesk.services.books import Books

_PLACES, _LAST = "backup.places", "backup.last"  # the keys of the store's settings, which load more than this needs


def backup_words(books: Books) -> str:
    """For example "Backed up today 20:02, in 2 places"."""
    rows = books.quick("SELECT key, value FROM setting WHERE key IN (?, ?)", (_PLACES, _LAST))
    kept = {key: json.loads(value) for key, value in rows}
    if not kept.get(_PLACES):
        return "No backups yet"
    last = kept.get(_LAST)
    if not last:
        return "Not backed up yet"
    at = datetime.fromisoformat(last["at"]).astimezone()
    day = "today" if at.date() == books.now().astimezone().date() else day_and_month(at.date())
    where = "1 place" if len(last["places"]) == 1 else f"{len(last['places'])} places"
    return f"Backed up {day} {at:%H:%M}, in {where}"
