"""Finishing the bringing in of shifts: one operation, which one undo takes out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.bring_in import Preview, Wish, look, remember_columns
from carerdesk.services.hours.bring_in_plan import Coming, mark_of
from carerdesk.services.hours.bring_in_words import ADD, key_of, remember
from carerdesk.services.hours.record_shift import keep_checked
from carerdesk.services.hours.record_shifts import insert_shifts
from carerdesk.services.hours.states import PLANNED, state_of
from carerdesk.services.money.collecting import collecting_later
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.add_worker import keep_worker, worker_problems
from carerdesk.services.people.details import NewWorker, WorkerDetails
from carerdesk.services.people.names import name_as_said
from carerdesk.services.rota.exceptions import shift_changed
from carerdesk.store import tables

if TYPE_CHECKING:
    from carerdesk.store.operations import Operation


def finish(books: Books, wish: Wish) -> Outcome:
    """Brings in the new lines, and those not-sure ones a person chose.

    The file is set beside the books once more, so that finishing twice brings nothing in twice. People to be added come
    in with their shifts. What a person said of columns, names, kinds and funders is remembered for the next file.
    """
    with collecting_later():
        found = look(books, wish)
        if isinstance(found, Problem):
            return Rejected((found,))
        if not isinstance(found, Preview) or not found.coming:
            return Rejected((Problem("", "list_nothing_new", {"file": wish.name}),))
        people = _people(books, found)
        if isinstance(people, Rejected):
            return people
        try:
            return _finished(books, wish, found, people)
        except _Refused as refused:
            return Rejected(refused.problems)


def was_taken_back(books: Books, operation: int) -> bool:
    """Whether an operation that brought shifts in was undone since."""
    return bool(books.quick("SELECT 1 FROM operation WHERE id = ? AND undone_by_id IS NOT NULL", (operation,)))


class _Refused(Exception):  # noqa: N818 - it leaves the operation, so that nothing of it is kept
    """A shift could not be put in the place of another after all."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def _people(books: Books, found: Preview) -> list[NewWorker] | Rejected:
    made: list[NewWorker] = []
    for name in found.adding:
        one = NewWorker(WorkerDetails(name))
        if problems := worker_problems(books, one):
            return Rejected(problems)
        made.append(one)
    return made


def _finished(books: Books, wish: Wish, found: Preview, people: Sequence[NewWorker]) -> Outcome:
    with books.operation("", kind="shift") as op:
        ids = {-at: keep_worker(op.session, one) for at, one in enumerate(people, 1)}
        coming = [_with_worker(each, ids) for each in found.coming]
        fresh = [each for each in coming if each.instead_of is None]
        insert_shifts(
            op, books.now(), [each.shift for each in fresh], came_from=[mark_of(each.shift) for each in fresh]
        )
        for each in coming:
            if each.instead_of is not None:
                _put_instead(op, books, each)
        op.said = _said(len(coming), wish.name, [one.details.name for one in people])
    if found.columns is not None and wish.columns is not None:
        remember_columns(books, found.signature, wish.columns)
    added = {key_of(one.details.name): ids[-at] for at, one in enumerate(people, 1)}
    names = {
        text: added.get(key_of(name_as_said(text)), who) if who == ADD else who for text, who in wish.workers.items()
    }
    remember(books, {text: who for text, who in names.items() if who != ADD and text}, wish.kinds, wish.payers)
    return done(op)


def _with_worker(each: Coming, ids: dict[int, int]) -> Coming:
    """The shift under the number its worker has now."""
    worker_id = ids.get(each.shift.worker_id, each.shift.worker_id)
    return replace(each, shift=replace(each.shift, worker_id=worker_id), new=replace(each.new, worker_id=worker_id))


def _put_instead(op: Operation, books: Books, each: Coming) -> None:
    """The file's shift in the place of one the rota has, which keeps its plan where it was one."""
    row = op.session.get_one(tables.Shift, each.instead_of)
    planned = (row.starts, row.ends) if row.state == PLANNED and row.planned_starts is None else None
    state = state_of(each.shift, books.now())
    kept = keep_checked(op.session, each.new, books.today(), row.id, paid_period=False, state=state)
    if isinstance(kept, tuple):
        raise _Refused(kept)
    if planned and state != PLANNED and row.day == each.shift.day:
        row.planned_starts, row.planned_ends = planned
    row.came_from = each.mark
    shift_changed(op.session, row)


def _said(count: int, name: str, added: Sequence[str]) -> str:
    shifts = f"{count:,} {'shift' if count == 1 else 'shifts'} from {name}"
    return f"{shifts}, and {' and '.join(added)} added" if added else shifts
