"""Shifts brought in half way: kept outside the history until it is finished, to go on where it was left."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

from carerdesk.importers.shifts_values import ShiftColumns
from carerdesk.services.books import Books, drafts
from carerdesk.services.hours.bring_in import Wish

_PAGE = "bring_in_shifts"
_LARGEST = 8 * 1024 * 1024


def keep_wish(books: Books, wish: Wish) -> None:
    """Keep the file and what was said about it. A very large file is not kept: it can be chosen again."""
    if len(wish.data) > _LARGEST:
        return
    body: dict[str, object] = {
        "data": base64.b64encode(wish.data).decode(),
        "file_name": wish.file_name,
        "pasted": wish.pasted,
        "columns": wish.columns.to_json() if wish.columns else None,
        "days": [day.isoformat() for day in wish.days] if wish.days else None,
        "workers": dict(wish.workers),
        "kinds": dict(wish.kinds),
        "payers": dict(wish.payers),
        "others": wish.others,
        "chosen": dict(wish.chosen),
    }
    drafts.keep_draft(books, _PAGE, "", body)


def kept_wish(books: Books) -> Wish | None:
    """What was left half way, None where nothing was."""
    kept: Mapping[str, Any] | None = drafts.kept_draft(books, _PAGE)
    if kept is None or not kept.get("data"):
        return None
    days = kept.get("days")
    return Wish(
        base64.b64decode(kept["data"]),
        str(kept["file_name"]),
        pasted=bool(kept["pasted"]),
        columns=ShiftColumns.from_json(kept["columns"]) if kept.get("columns") else None,
        days=(date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None,
        workers=kept["workers"],
        kinds=kept["kinds"],
        payers=kept["payers"],
        others=kept["others"],
        chosen=kept["chosen"],
    )


def drop_wish(books: Books) -> None:
    """It was finished, or given up."""
    drafts.drop_draft(books, _PAGE)


def keep_half(books: Books, typed: Mapping[str, object]) -> None:
    """Keep what stands in the fields of the step on screen."""
    drafts.keep_draft(books, _PAGE, "half", typed)


def kept_half(books: Books) -> Mapping[str, object]:
    """What stood in the fields of the step."""
    return drafts.kept_draft(books, _PAGE, "half") or {}


def drop_half(books: Books) -> None:
    """The step was answered."""
    drafts.drop_draft(books, _PAGE, "half")
