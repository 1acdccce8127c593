"""Pay that a bank line pays already: shares follow what is agreed later, and nothing is taken back below a match."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.joining import Pays, join_line, things_to_pay
from carerdesk.services.money.owed import Kind
from carerdesk.services.outcome import Rejected
from tests.services.money.conftest import broken_laws, made
from tests.services.pay.made import COUNCIL, NHS, agreed, done, keep, pa, weekdays

FIRST, SECOND = date(2026, 11, 13), date(2026, 11, 20)
PAID_ON = date(2026, 11, 19)


def two_weeks(books: Books) -> None:
    """Asha's first week is the council's, her second the NHS's; both belong to one tax month."""
    asha = pa(books, frequency="weekly", first_payday=FIRST, period_end=date(2026, 11, 8), started=date(2026, 11, 2))
    keep(books, weekdays(asha, date(2026, 11, 6), 5, "08:00-18:00"))
    keep(books, weekdays(asha, date(2026, 11, 13), 5, "08:00-18:00", (NHS, 100)))


def by_funder(books: Books, line_id: int) -> dict[int, int]:
    rows = books.quick("SELECT funder_id, sum(amount) FROM split WHERE bank_line_id = ? GROUP BY 1", (line_id,))
    return dict(rows)


def paid_to_hmrc(books: Books, line: Callable[..., int]) -> int:
    """A line that pays all the month owes so far."""
    [owed] = [each for each in things_to_pay(books) if each.kind is Kind.HMRC]
    row = line(PAID_ON, f"-{owed.left.text}", "HMRC PAYE")
    made(join_line(books, row, [Pays(owed.kind, owed.id, owed.left)]))
    return row


def test_a_payment_to_hmrc_follows_what_is_agreed_after_it(books: Books, line: Callable[..., int]) -> None:
    two_weeks(books)
    agreed(books, FIRST)
    row = paid_to_hmrc(books, line)
    before = by_funder(books, row)
    assert set(before) == {COUNCIL}
    second = agreed(books, SECOND)
    after = by_funder(books, row)
    assert set(after) == {COUNCIL, NHS}
    assert sum(after.values()) == sum(before.values())
    assert not broken_laws(books)
    done(undo(books, second.operation))
    assert by_funder(books, row) == before


def test_pay_a_bank_line_pays_is_taken_back_after_the_match_and_the_refusal_says_so(
    books: Books, line: Callable[..., int]
) -> None:
    two_weeks(books)
    pay = agreed(books, FIRST)
    [slip] = [each for each in things_to_pay(books) if each.kind is Kind.PAYSLIP]
    row = line(PAID_ON, f"-{slip.left.text}", "A RAHMAN WAGES")
    match = join_line(books, row, [Pays(slip.kind, slip.id, slip.left)])
    refused = undo(books, pay.operation)
    assert isinstance(refused, Rejected)
    [problem] = refused.problems
    assert problem.code == "cannot_undo_needed_by"
    assert problem.values["by"] == done(match).said
    assert problem.values["by"].startswith("A Rahman Wages, ")
    done(undo(books, done(match).operation))
    done(undo(books, pay.operation))
    assert not books.quick("SELECT 1 FROM payslip")
