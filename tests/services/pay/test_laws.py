"""What holds for every payday, whatever the hours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import Money, total
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.deductions.standing import add_standing
from carerdesk.services.pay.read import TAKEN, PaydayView, payday_view
from carerdesk.services.pay.sheet import sheet_of, working_of
from carerdesk.services.pay.take_back import take_back
from carerdesk.store.books import FixedClock, create_books
from carerdesk.store.tables import Funder
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, OWN, PAYDAY, agreed, done, keep, pa, shift
from tests.services.pension.made import enrol, scheme

FIRST = date(2026, 10, 27)
ORDER = StandingDetails(
    "order_table", "Council tax", date(2026, 8, 31), payee="Westmere Council", made_on=date(2026, 8, 1),
    percent=Decimal(17), administration=Money(100),
)  # fmt: skip
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
percents = st.integers(0, 100).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, 100 - a)))
days = st.lists(
    st.tuples(st.integers(0, 25), st.integers(1, 30), percents), min_size=1, max_size=6, unique_by=lambda day: day[0]
)


@contextmanager
def fresh() -> Iterator[Books]:
    with tempfile.TemporaryDirectory() as folder:
        books = create_books(Path(folder) / "Jamie.carerdesk", FixedClock(date(2026, 11, 24)))
        done(begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))))
        with books.operation("Funders") as op:
            keys = {"employer_id": 1, "person_id": 1}
            for name, kind, position in (("Council", "council", 1), ("NHS", "nhs", 2)):
                op.session.add(Funder(**keys, name=name, short_name=name, kind=kind, position=position))
                op.session.flush()
        yield books
        books.close()


def worked(books: Books, found: list[tuple[int, int, tuple[int, int]]], *, shared: bool, turned: bool = False) -> None:
    asha = pa(books, loan_plan="plan_5", postgraduate_loan=True)
    tom = pa(books, "Tom Griffiths", code="BR", letter="M")
    scheme(books, basis="all_pay")
    enrol(books, asha)
    done(add_standing(books, tom, ORDER))
    for at, quarters, (council, nhs) in reversed(found) if turned else found:
        shares = ((COUNCIL, council), (NHS, nhs), (OWN, 100 - council - nhs)) if shared else ((COUNCIL, 100),)
        ends = f"{8 + quarters // 4:02d}:{15 * (quarters % 4):02d}"
        day = FIRST + timedelta(days=at)
        keep(books, [shift(who, day, f"08:00-{ends}", *((f, p) for f, p in shares if p)) for who in (asha, tom)])


def payslips(view: PaydayView) -> list[object]:
    return [(column.name, column.figures, column.workings) for column in view.columns]


@given(days)
@FEW
def test_sharing_hours_between_funders_changes_no_payslip(found: list[tuple[int, int, tuple[int, int]]]) -> None:
    with fresh() as books, fresh() as alone:
        worked(books, found, shared=True)
        worked(alone, found, shared=False)
        assert payslips(payday_view(books, PAYDAY)) == payslips(payday_view(alone, PAYDAY))


@given(days)
@FEW
def test_the_order_of_entry_does_not_matter(found: list[tuple[int, int, tuple[int, int]]]) -> None:
    with fresh() as books, fresh() as turned:
        worked(books, found, shared=True)
        worked(turned, found, shared=True, turned=True)
        assert payday_view(books, PAYDAY) == payday_view(turned, PAYDAY)


@given(days)
@FEW
def test_taking_back_restores_every_figure_and_nothing_is_left_over(
    found: list[tuple[int, int, tuple[int, int]]],
) -> None:
    with fresh() as books:
        worked(books, found, shared=True)
        before = payday_view(books, PAYDAY)
        agreed(books)
        kept = payday_view(books, PAYDAY)
        assert verify(books) == ()
        assert payslips(kept) == payslips(before)
        done(take_back(books, PAYDAY))
        assert payday_view(books, PAYDAY) == before


@given(days)
@FEW
def test_the_sheet_adds_up_downwards_and_across(found: list[tuple[int, int, tuple[int, int]]]) -> None:
    with fresh() as books:
        worked(books, found, shared=True)
        view = payday_view(books, PAYDAY)
        sheet = sheet_of(view)
        rows = {row.key: row for row in (*sheet.pay, *sheet.cost)}
        taken_off = ("gross", *TAKEN, "expenses")
        for at, column in enumerate(sheet.columns):
            parts = total(rows[key].amounts[at] for key in taken_off if key in rows)
            assert parts == rows["net"].amounts[at]
            funders = total(row.amounts[at] for row in sheet.cost if row.tone)
            assert funders == rows["cost"].amounts[at]
            for key, row in rows.items():
                assert str(abs(row.amounts[at])) in working_of(view, column.worker_id, key).lines[-1].figure
        for row in rows.values():
            assert row.sum == total(row.amounts)
            assert working_of(view, None, row.key).lines[-1].figure == str(row.sum)
