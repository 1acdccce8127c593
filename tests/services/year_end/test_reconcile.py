"""Wages and HMRC's money against the bank, in a half year whose payments are all joined."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.year_end.reconcile import Compared, reconciliation
from carerdesk.store import tables
from tests.services.evidence.year import begin_books, make_year

YEAR = "2026-27"


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Books]:
    books = begin_books(tmp_path / "Jamie.carerdesk")
    make_year(books)
    yield books
    books.close()


def pay_more(books: Books, payslip_id: int, pence: int) -> None:
    """Let the bank line pay so much more of a payslip than it does; less where it is minus."""
    with books.operation("Joined otherwise") as op:
        [joined] = op.session.query(tables.Allocation).filter_by(payslip_id=payslip_id)
        joined.amount -= Money(pence)


def first_wage(books: Books) -> Compared:
    return reconciliation(books, YEAR).wages[0]


def test_what_was_paid_to_the_penny_agrees(year: Books) -> None:
    paid = first_wage(year)
    assert paid.agrees
    assert (paid.payslips, paid.bank) == (Money.of("1402.80"), Money.of("1402.80"))


@pytest.mark.parametrize(
    ("pence", "why", "amount"), [(-1, "part_paid", "0.01"), (1, "overpaid", "0.01"), (-140280, "not_paid", "1402.80")]
)
def test_a_penny_apart_has_its_name(year: Books, pence: int, why: str, amount: str) -> None:
    pay_more(year, 1, pence)
    wage = first_wage(year)
    assert (wage.why, wage.amount) == (why, Money.of(amount))


def test_hmrc_is_told_what_the_payslips_make(year: Books) -> None:
    months = reconciliation(year, YEAR).hmrc
    assert [(one.payslips, one.hmrc) for one in months] == [(one.payslips, one.payslips) for one in months]
    assert any(one.payslips and one.agrees for one in months)
