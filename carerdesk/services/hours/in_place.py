"""Who a shift was planned for, where somebody else has it now: the log of changes tells."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.services.hours.states import PLANNED
from carerdesk.store import tables

_BY_HAND = "shift"  # the kind of operation in which a person changes one shift, not what repeats


def planned_for(session: Session, shift_ids: Collection[int]) -> dict[int, int]:
    """The worker each of these shifts was planned for, where it was given to another since.

    Shifts planned anew with what repeats were given to nobody. Changes the log no longer holds tell nothing.
    """
    change, operation = tables.Change, tables.Operation
    wanted = (
        select(change.row_id, change.before, change.after, operation.kind)
        .join(operation, operation.id == change.operation_id)
        .where(change.table_name == "shift", change.row_id.in_(shift_ids))
    )
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for row_id, before, after, kind in session.execute(wanted.order_by(change.id)):
        if not before or not after:
            first.pop(row_id, None)  # it begins here, or its number was another shift's
            continue
        was, now = json.loads(before), json.loads(after)
        last[row_id] = now["worker_id"]
        if was["worker_id"] == now["worker_id"]:
            continue
        if kind != _BY_HAND:
            first.pop(row_id, None)
        elif was["state"] == PLANNED:
            first.setdefault(row_id, was["worker_id"])
    return {row_id: worker for row_id, worker in first.items() if last[row_id] != worker}
