"""Laws of filling, for any pattern: never twice, two steps are one, what was settled by hand stays, undo restores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.rota.recurrence import Every, Unit, weekly
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import undo
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.hours.record_shift import remove_shift
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.rota.fill import fill_rota
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.patterns import add_pattern, change_pattern, end_pattern, remove_pattern
from carerdesk.services.rota.terms import keep_term
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.tables import Funder, Worker

TODAY = date(2026, 11, 20)
NAMES = ("Asha Rahman", "Kasia Wójcik", "Tom Griffiths")
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Row = tuple[object, ...]


@contextmanager
def family() -> Iterator[Books]:
    """Books with three PAs, two funders and two terms."""
    with TemporaryDirectory() as place:
        books = create_books(Path(place) / "Jamie.carerdesk", FixedClock(TODAY))
        begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"})))
        with books.operation("Made") as op:
            keys = {"employer_id": 1, "person_id": 1}
            op.session.add_all(Worker(**keys, name=name, started=date(2024, 1, 8)) for name in NAMES)
            op.session.add(Funder(**keys, name="Westmere", short_name="Council", kind="council", position=1))
        keep_term(books, "Autumn", date(2026, 9, 7), date(2026, 12, 18))
        keep_term(books, "Spring", date(2027, 1, 5), date(2027, 3, 25))
        try:
            yield books
        finally:
            books.close()


def patterns() -> st.SearchStrategy[NewPattern]:
    """Patterns of one to three PAs, also over midnight, in terms, short-lived."""
    every = st.one_of(
        st.builds(lambda days, n: weekly(*days, every=n), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 3)),
        st.builds(lambda day: Every(Unit.MONTH, month_day=day), st.integers(1, 28)),
        st.builds(lambda n: Every(Unit.DAY, n), st.integers(1, 4)),
    )
    return st.builds(
        _pattern,
        st.permutations((1, 2, 3)).flatmap(lambda all_: st.integers(1, 3).map(lambda count: tuple(all_[:count]))),
        every,
        st.integers(0, 23),
        st.integers(1, 10),
        st.integers(-10, 40),
        st.one_of(st.none(), st.integers(30, 90)),
        st.sampled_from(("always", "term", "holidays")),
        st.sampled_from(("work", "off")),
    )


def _pattern(
    workers: tuple[int, ...],
    every: Every,
    start: int,
    hours: int,
    begins: int,
    lasts: int | None,
    seasons: str,
    bank_holidays: str,
) -> NewPattern:
    first = TODAY + timedelta(days=begins)
    return NewPattern(
        workers, every, start * 60, (start + hours) * 60, first,
        last_day=None if lasts is None else first + timedelta(days=lasts),
        shares=((1, Decimal(30)), (2, Decimal(70))), seasons=seasons, bank_holidays=bank_holidays,
    )  # fmt: skip


def shifts(books: Books) -> list[Row]:
    """Every shift but for its id."""
    return books.quick(
        "SELECT s.worker_id, s.starts, s.ends, s.kind, s.outing IS NULL, s.pattern_day,"
        " (SELECT SUM(minutes) FROM shift_share WHERE shift_id = s.id) FROM shift s ORDER BY s.starts, s.worker_id"
    )


def everything(books: Books) -> dict[str, list[Row]]:
    """All that filling touches."""
    tables = ("pattern", "pattern_share", "pattern_exception", "shift", "shift_share", "term")
    return {name: books.quick(f"SELECT * FROM {name} ORDER BY id") for name in tables}  # noqa: S608 - own names


def add(books: Books, *many: NewPattern) -> list[int]:
    """Those that can be kept; their ids."""
    outcomes = [add_pattern(books, each) for each in many]
    return [each.id for each in outcomes if isinstance(each, Done) and each.id is not None]


@FEW
@given(st.lists(patterns(), min_size=1, max_size=3), st.integers(0, 120))
def test_filling_twice_adds_nothing(many: list[NewPattern], ahead: int) -> None:
    with family() as books:
        if not add(books, *many):
            return
        fill_rota(books, TODAY + timedelta(days=ahead))
        before = shifts(books)
        fill_rota(books, TODAY + timedelta(days=ahead))
        assert shifts(books) == before
        assert len({(row[0], row[1]) for row in before}) == len(before)
        assert verify_books(books) == ()


@FEW
@given(st.lists(patterns(), min_size=1, max_size=3), st.integers(60, 90), st.integers(0, 60))
def test_two_steps_fill_as_one(many: list[NewPattern], first: int, more: int) -> None:
    with family() as one, family() as two:
        add(one, *many)
        add(two, *many)
        fill_rota(two, TODAY + timedelta(days=first))
        for books in (one, two):
            fill_rota(books, TODAY + timedelta(days=first + more))
        assert shifts(one) == shifts(two)


@FEW
@given(patterns(), patterns(), st.integers(0, 30), st.data())
def test_a_change_keeps_what_was_settled_by_hand(
    old: NewPattern, new: NewPattern, later: int, data: st.DataObject
) -> None:
    with family() as books:
        ids = add(books, old)
        rows = books.quick("SELECT id, worker_id, pattern_day FROM shift ORDER BY id")
        if not ids or not rows:
            return
        gone = data.draw(st.sampled_from(rows))
        remove_shift(books, gone[0])
        change_pattern(books, ids[0], replace(new, first_day=max(TODAY, old.first_day) + timedelta(days=later)))
        fill_rota(books)
        again = books.quick(
            "SELECT s.id FROM shift s JOIN pattern p ON p.id = s.pattern_id JOIN pattern_exception e"
            " ON e.series = p.series AND e.day = s.pattern_day"
        )
        assert again == []
        assert verify_books(books) == ()


@FEW
@given(patterns(), patterns(), st.integers(-5, 40))
def test_undo_restores_everything(old: NewPattern, new: NewPattern, later: int) -> None:
    with family() as books:
        ids = add(books, old)
        if not ids:
            return
        day = TODAY + timedelta(days=later)
        acts: tuple[Callable[[], Outcome], ...] = (
            lambda: change_pattern(books, ids[0], replace(new, first_day=day)),
            lambda: end_pattern(books, ids[0], day),
            lambda: remove_pattern(books, ids[0]),
            lambda: fill_rota(books, TODAY + timedelta(days=120)),
            lambda: keep_term(books, "Summer", date(2027, 4, 12), date(2027, 7, 20)),
        )
        for act in acts:
            before = everything(books)
            outcome = act()
            if isinstance(outcome, Done) and outcome.operation is not None:
                assert isinstance(undo(books, outcome.operation), Done)
            assert everything(books) == before


@FEW
@given(patterns())
def test_a_pattern_taken_out_leaves_no_planned_shift_behind(what: NewPattern) -> None:
    with family() as books:
        for row_id in add(books, what):
            remove_pattern(books, row_id)
        rest = books.quick("SELECT day FROM shift WHERE state = 'planned' AND day >= ?", (TODAY.isoformat(),))
        assert rest == []
        assert verify_books(books) == ()
