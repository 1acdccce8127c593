"""Laws of the register: whatever is done, undoing all of it brings the books back; confirmed minutes are all shared."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.copy_week import copy_last_week
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_outing, remove_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.outcome import Done, Outcome
from carerdesk.store.always_true import RULES
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.tables import Funder, Worker
from tests.services.hours.made import typed

MONDAY = date(2026, 11, 16)
TABLES = ("shift", "shift_share", "call_out", "pay_item")
_percent = st.integers(0, 100)
_new = st.builds(
    lambda who, at, start, long, others, part: typed(
        who, MONDAY + timedelta(days=at), f"{start:02d}:00", f"{(start + long) % 24:02d}:30",
        with_worker_ids=others, shares=((2, Decimal(part)), (1, Decimal(100 - part))),
    ),
    st.integers(1, 3), st.integers(-7, 6), st.integers(0, 23), st.integers(1, 9),
    st.lists(st.integers(1, 3), max_size=2).map(tuple),
    _percent,
)  # fmt: skip
_act = st.one_of(
    st.tuples(st.just("add"), _new),
    st.tuples(st.just("many"), st.lists(_new, max_size=3)),
    st.tuples(st.just("change"), st.tuples(st.integers(0, 9), _new)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("remove_outing"), st.integers(0, 9)),
    st.tuples(st.just("copy"), st.none()),
    st.tuples(st.just("confirm"), st.booleans()),
)


def snapshot(books: Books) -> dict[str, list[tuple[object, ...]]]:
    return {table: books.quick(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}  # noqa: S608 - our own tables


def do(books: Books, name: str, what: object) -> Outcome | None:
    ids = [int(row[0]) for row in books.quick("SELECT id FROM shift ORDER BY id")]
    if name == "add" and isinstance(what, NewShift):
        return record_shift(books, what)
    if name == "many" and isinstance(what, list):
        return record_shifts(books, what)
    if name == "copy":
        return copy_last_week(books, MONDAY)
    if name == "confirm":
        return confirm_week(books, MONDAY, until=MONDAY + timedelta(days=6) if what else None)
    return to_one(books, name, what, ids) if ids else None


def to_one(books: Books, name: str, what: object, ids: list[int]) -> Outcome:
    if isinstance(what, tuple):
        at, new = what
        return change_shift(books, ids[at % len(ids)], new)
    assert isinstance(what, int)
    act = remove_shift if name == "remove" else remove_outing
    return act(books, ids[what % len(ids)])


def faults(books: Books) -> list[str]:
    return [rule.code for rule in RULES if rule.record == "shift" and books.quick(rule.sql)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_act, max_size=8))
def test_undoing_everything_brings_everything_back(acts: list[tuple[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        books = create_books(Path(folder) / "Jamie.carerdesk", FixedClock(date(2026, 11, 20)))
        try:
            begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"})))
            with books.operation("Made") as op:
                keys = {"employer_id": 1, "person_id": 1}
                council = Funder(**keys, name="Westmere Council", short_name="Council", kind="council", position=1)
                op.session.add_all([council, *(Worker(**keys, name=name) for name in ("Asha R", "Kasia W", "Tom G"))])
            stood = [snapshot(books)]
            for name, what in acts:
                outcome = do(books, name, what)
                assert faults(books) == []
                if isinstance(outcome, Done) and outcome.operation is not None:
                    stood.append(snapshot(books))
                else:
                    assert snapshot(books) == stood[-1], f"{name} was refused, and changed something"
            for before in reversed(stood[:-1]):
                assert isinstance(undo(books), Done)
                assert snapshot(books) == before
        finally:
            books.close()
