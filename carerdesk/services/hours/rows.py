"""Between the rows of the books and the shifts of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.hours import shift as rules
from carerdesk.services.books import owner
from carerdesk.store.tables import CallOut, Funder, Shift, ShiftShare


def load(session: Session, rows: Sequence[Shift]) -> tuple[rules.Shift, ...]:
    """Rows as shifts, with their call-outs and shares, in the rows' order."""
    ids = [row.id for row in rows]
    call_outs: dict[int, list[rules.CallOut]] = defaultdict(list)
    shares: dict[int, list[rules.FunderMinutes]] = defaultdict(list)
    for call in session.scalars(select(CallOut).where(CallOut.shift_id.in_(ids)).order_by(CallOut.starts)):
        call_outs[call.shift_id].append(rules.CallOut(call.starts, call.ends))
    shared = (
        select(ShiftShare)
        .join(Funder, Funder.id == ShiftShare.funder_id)
        .where(ShiftShare.shift_id.in_(ids))
        .order_by(Funder.position, Funder.id)
    )
    for share in session.scalars(shared):
        shares[share.shift_id].append(rules.FunderMinutes(share.funder_id, share.minutes))
    return tuple(_shift(row, call_outs[row.id], shares[row.id]) for row in rows)


def _shift(row: Shift, call_outs: Iterable[rules.CallOut], shares: Iterable[rules.FunderMinutes]) -> rules.Shift:
    return rules.Shift(
        worker_id=row.worker_id,
        starts=row.starts,
        ends=row.ends,
        kind=rules.ShiftKind(row.kind),
        break_minutes=row.break_minutes,
        call_outs=tuple(call_outs),
        shares=tuple(shares),
        miles=row.miles,
        outing=row.outing,
        what=row.what,
        how_it_went=row.how_it_went,
        zone=row.zone,
        id=row.id,
        people_needed=row.people_needed,
    )


def rows_between(session: Session, first: date, last: date, worker_id: int | None = None) -> list[Shift]:
    """The rows whose day lies between two days, in order of time."""
    wanted = select(Shift).where(Shift.day >= first, Shift.day <= last)
    if worker_id is not None:
        wanted = wanted.where(Shift.worker_id == worker_id)
    return list(session.scalars(wanted.order_by(Shift.starts, Shift.worker_id)))


def rows_of_person(session: Session, first: date, last: date) -> list[Shift]:
    """The rows of the person in view whose day lies between two days, in order of time."""
    mine = owner(session).person_id
    wanted = select(Shift).where(Shift.day >= first, Shift.day <= last, Shift.person_id == mine)
    return list(session.scalars(wanted.order_by(Shift.starts, Shift.worker_id)))


def write(session: Session, row: Shift, shift: rules.Shift) -> None:
    """Put a shift's values into a row, new or old, with its call-outs and its shares."""
    row.worker_id, row.day, row.starts, row.ends, row.zone = (
        shift.worker_id, shift.day, shift.starts, shift.ends, shift.zone,
    )  # fmt: skip
    row.kind, row.break_minutes = shift.kind.value, shift.break_minutes
    row.shared_minutes = rules.shared_minutes(shift)
    row.miles, row.outing, row.what, row.how_it_went = shift.miles, shift.outing, shift.what, shift.how_it_went
    row.people_needed = shift.people_needed
    session.add(row)
    session.flush()
    _replace_parts(session, row, shift)


def _replace_parts(session: Session, row: Shift, shift: rules.Shift) -> None:
    remove_parts(session, row)
    keys = {"employer_id": row.employer_id, "person_id": row.person_id, "shift_id": row.id}
    session.add_all(CallOut(**keys, starts=call.starts, ends=call.ends) for call in shift.call_outs)
    session.add_all(ShiftShare(**keys, funder_id=s.funder_id, minutes=s.minutes) for s in shift.shares if s.minutes)


def remove_parts(session: Session, row: Shift) -> None:
    """Take out a shift's call-outs and shares."""
    for table in (CallOut, ShiftShare):
        for part in session.scalars(select(table).where(table.shift_id == row.id)):
            session.delete(part)
    session.flush()
