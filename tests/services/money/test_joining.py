"""A payment's shares are those of what it pays: wages, HMRC, bills, in one payment or in several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.funding.payments import share_out
from carerdesk.domain.money import Money, total
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.bills import NewBill, add_bill, bills, remove_bill
from carerdesk.services.money.joining import Pays, join_line, things_to_pay, unjoin_line
from carerdesk.services.money.lines import remove_line
from carerdesk.services.money.matching import describe, join_all, match_suggestions, match_suggestions_for
from carerdesk.services.money.owed import Kind
from carerdesk.services.money.parts import Part, parts_of
from carerdesk.services.money.register import register_line
from carerdesk.services.money.sorting import sort_line, split_line
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from tests.services.money.conftest import PAYDAY, add_payslip, add_worker, broken_laws, made
from tests.services.money.test_accounts import codes

NET = Money.of("1265.64")
C, N = 2, 3


def shares(books: Books, line_id: int) -> dict[tuple[str, int | None], str]:
    with books.reading() as session:
        return {(part.category, part.funder_id): part.amount.text for part in parts_of(session, line_id)}


def pays(kind: Kind, row: int, pounds: str) -> Pays:
    return Pays(kind, row, Money.of(pounds))


def test_a_wage_takes_the_net_shares_of_its_payslip(
    books: Books, line: Callable[..., int], payslip: int, funder_a: int
) -> None:
    row = line(PAYDAY, "-1265.64", "A RAHMAN")
    made(join_line(books, row, [Pays(Kind.PAYSLIP, payslip, NET)]))
    assert shares(books, row) == {
        ("wages", C): "-759.38", ("wages", N): "-253.13", ("wages", funder_a): "-253.13",
    }  # fmt: skip
    seen = register_line(books, row)
    assert seen is not None
    assert seen.proof.words == "Matches payslip"
    assert things_to_pay(books) == ()
    assert broken_laws(books) == []


def test_hmrc_takes_the_liabilities_of_its_month(
    books: Books, line: Callable[..., int], hmrc_period: int, funder_a: int
) -> None:
    row = line(date(2026, 11, 18), "-84.36", "HMRC CUMBERNAULD")
    made(join_line(books, row, [pays(Kind.HMRC, hmrc_period, "84.36")]))
    assert shares(books, row) == {("hmrc", C): "-50.62", ("hmrc", N): "-16.87", ("hmrc", funder_a): "-16.87"}
    seen = register_line(books, row)
    assert seen is not None
    assert seen.proof.words == "Matches tax due"
    assert broken_laws(books) == []


def test_a_bill_takes_its_funder_and_its_category(books: Books, line: Callable[..., int]) -> None:
    bill = made(
        add_bill(books, NewBill("Harbour Insurance", "insurance", Money.of(89), date(2026, 11, 2), funder_id=C))
    )
    row = line(date(2026, 11, 12), "-89", "HARBOUR INSURANCE")
    made(join_line(books, row, [pays(Kind.BILL, bill, "89")]))
    assert shares(books, row) == {("insurance", C): "-89.00"}
    assert bills(books)[0].left == Money(0)
    assert codes(remove_bill(books, bill)) == ["bill_is_matched"]


def test_one_payment_for_two_payslips(books: Books, line: Callable[..., int], payslip: int, funder_a: int) -> None:
    other = add_payslip(books, add_worker(books, "Tom Griffiths"), (C, N, funder_a))
    row = line(PAYDAY, "-2531.28", "WAGES OCTOBER")
    made(join_line(books, row, [Pays(Kind.PAYSLIP, payslip, NET), Pays(Kind.PAYSLIP, other, NET)]))
    assert shares(books, row)["wages", C] == "-1518.76"
    assert broken_laws(books) == []


def test_payments_in_parts_close_the_payslip_to_the_penny(
    books: Books, line: Callable[..., int], payslip: int, funder_a: int
) -> None:
    rows = [line(PAYDAY, amount, "A RAHMAN") for amount in ("-100.01", "-900", "-265.63")]
    for row, amount in zip(rows, ("100.01", "900", "265.63"), strict=True):
        made(join_line(books, row, [pays(Kind.PAYSLIP, payslip, amount)]))
    every = [shares(books, row) for row in rows]
    for funder, net in ((C, "-759.38"), (N, "-253.13"), (funder_a, "-253.13")):
        assert total(Money.of(each["wages", funder]) for each in every) == Money.of(net)
    assert broken_laws(books) == []


def test_taking_one_part_away_shares_the_others_afresh(
    books: Books, line: Callable[..., int], payslip: int, funder_a: int
) -> None:
    first, second = line(PAYDAY, "-0.02", "A RAHMAN"), line(PAYDAY, "-0.02", "A RAHMAN")
    for row in (first, second):
        made(join_line(books, row, [pays(Kind.PAYSLIP, payslip, "0.02")]))
    assert shares(books, second) == {("wages", C): "-0.01", ("wages", funder_a): "-0.01"}
    made(unjoin_line(books, first))
    assert shares(books, first) == {("", None): "-0.02"}
    assert shares(books, second) == {("wages", C): "-0.01", ("wages", N): "-0.01"}
    assert broken_laws(books) == []


def test_unmatching_puts_back_what_stood_before(books: Books, line: Callable[..., int], payslip: int) -> None:
    row = line(PAYDAY, "-1265.64", "A RAHMAN")
    made(split_line(books, row, [Part("training", C, Money.of("-265.64"), reason="First aid"),
                                 Part("other_out", N, Money.of(-1000))]))  # fmt: skip
    before = shares(books, row)
    made(join_line(books, row, [Pays(Kind.PAYSLIP, payslip, NET)]))
    made(unjoin_line(books, row))
    assert shares(books, row) == before
    assert things_to_pay(books)[0].left == NET


def test_undo_of_a_match_restores_everything(books: Books, line: Callable[..., int], payslip: int) -> None:
    row = line(PAYDAY, "-1265.64", "A RAHMAN")
    before = books.quick("SELECT * FROM split ORDER BY id")
    done = join_line(books, row, [Pays(Kind.PAYSLIP, payslip, NET)])
    assert isinstance(done, Done)
    assert isinstance(undo(books, done.operation), Done)
    assert books.quick("SELECT * FROM split ORDER BY id") == before
    assert books.quick("SELECT * FROM allocation") == []


def test_the_rest_of_a_line_is_sorted_by_itself(books: Books, line: Callable[..., int], payslip: int) -> None:
    row = line(PAYDAY, "-1300", "A RAHMAN")
    made(join_line(books, row, [Pays(Kind.PAYSLIP, payslip, NET)]))
    assert shares(books, row)["", None] == "-34.36"
    with books.reading() as session:
        wages = [part for part in parts_of(session, row) if part.category == "wages"]
    made(split_line(books, row, [*wages, Part("mileage", C, Money.of("-34.36"))]))
    assert codes(sort_line(books, row, category="mileage", funder_id=C)) == ["line_is_matched"]
    assert codes(remove_line(books, row)) == ["unmatch_the_line_first"]


def test_what_cannot_be_matched_is_refused(books: Books, line: Callable[..., int], payslip: int) -> None:
    row, small, came = (line(PAYDAY, amount, "A RAHMAN") for amount in ("-2000", "-10", "10"))
    assert codes(join_line(books, row, [])) == ["nothing_to_match"]
    assert codes(join_line(books, row, [pays(Kind.PAYSLIP, 99, "1")])) == ["nothing_to_match"]
    assert codes(join_line(books, row, [pays(Kind.PAYSLIP, payslip, "1265.65")])) == ["match_beyond_what_is_open"]
    assert codes(join_line(books, small, [pays(Kind.PAYSLIP, payslip, "11")])) == ["match_beyond_the_line"]
    assert codes(join_line(books, came, [pays(Kind.PAYSLIP, payslip, "10")])) == ["match_goes_the_other_way"]
    assert "match_of_nothing" in codes(join_line(books, row, [pays(Kind.PAYSLIP, payslip, "0")]))
    assert books.quick("SELECT * FROM allocation") == []


def test_suggestions_go_by_amount_then_day_then_name(
    books: Books, line: Callable[..., int], payslip: int, hmrc_period: int
) -> None:
    wage = line(PAYDAY, "-1265.64", "ASHA RAHMAN WAGES")
    tax = line(date(2026, 11, 18), "-84.36", "HMRC CUMBERNAULD")
    line(date(2026, 11, 18), "-1265.64", "TOO LATE")
    line(PAYDAY, "-1265.63", "A RAHMAN A PENNY SHORT")
    found = match_suggestions(books)
    assert [(each.line_id, each.named, each.sure) for each in found] == [(tax, True, True), (wage, True, True)]
    assert describe(found[1]) == (
        "£1,265.64 to Asha Rahman Wages on 30 October 2026: Asha Rahman’s pay of 30 October 2026"
    )
    made_all = join_all(books, found)
    assert isinstance(made_all, Done)
    assert made_all.said == "2 lines matched"
    assert match_suggestions(books) == ()
    assert broken_laws(books) == []
    undo(books, made_all.operation)
    assert len(match_suggestions(books)) == 2


def test_two_alike_are_told_apart_by_name_and_else_left_unsure(
    books: Books, line: Callable[..., int], payslip: int, funder_a: int
) -> None:
    kasia = add_payslip(books, add_worker(books, "Kasia Wójcik"), (C, N, funder_a))
    named, bare = line(PAYDAY, "-1265.64", "K WOJCIK"), line(PAYDAY, "-1265.64", "FASTER PAYMENT")
    found = {each.line_id: each for each in match_suggestions(books)}
    assert [pay.id for pay in found[named].pays] == [kasia]
    assert found[named].sure
    assert [pay.id for pay in found[bare].pays] == [payslip]
    assert not found[bare].sure


def test_the_same_wage_each_week_belongs_to_the_payday_it_was_sent_on(
    books: Books, line: Callable[..., int], asha: int, payslip: int, funder_a: int
) -> None:
    later = add_payslip(books, asha, (C, N, funder_a), payday=PAYDAY + timedelta(days=7))
    row = line(PAYDAY, "-1265.64", "A RAHMAN")
    (only,) = match_suggestions(books)
    assert (only.line_id, [pay.id for pay in only.pays], only.sure) == (row, [payslip], True)
    between = line(PAYDAY + timedelta(days=4), "-1265.64", "A RAHMAN")
    found = {each.line_id: ([pay.id for pay in each.pays], each.sure) for each in match_suggestions(books)}
    assert found == {row: ([payslip], True), between: ([later], False)}  # it might be the first, four days late


def test_a_line_may_pay_two_payslips_or_a_part_of_one(
    books: Books, line: Callable[..., int], payslip: int, funder_a: int
) -> None:
    add_payslip(books, add_worker(books, "Tom Griffiths"), (C, N, funder_a))
    both, part = line(PAYDAY, "-2531.28", "WAGES"), line(PAYDAY, "-500", "A RAHMAN")
    (together,) = match_suggestions(books)
    assert (together.line_id, len(together.pays)) == (both, 2)
    (some,) = match_suggestions_for(books, part)
    assert some.title == "Part of Asha Rahman’s pay of 30 October 2026"
    made(join_line(books, part, some.pays))
    assert things_to_pay(books)[0].left == Money.of("765.64")


def test_a_bill_is_checked_and_taken_out(books: Books) -> None:
    good = NewBill("Harbour Insurance", "insurance", Money.of(89), date(2026, 11, 2), date(2026, 11, 30))
    wrong = NewBill(" ", "refund", Money(0), date(2026, 11, 2), date(2026, 11, 1))
    assert codes(add_bill(books, wrong)) == [
        "bill_needs_a_payee", "bill_of_nothing", "bill_needs_a_category", "bill_due_before_received",
    ]  # fmt: skip
    bill = made(add_bill(books, good))
    assert isinstance(remove_bill(books, bill), Done)
    assert bills(books) == ()


@given(
    open_pence=st.lists(st.integers(0, 90_000), min_size=1, max_size=5).filter(any),
    cuts=st.lists(st.integers(1, 90_000), max_size=6),
)
def test_parts_of_a_payment_always_close_what_they_pay(open_pence: list[int], cuts: list[int]) -> None:
    still = [(at, Money(pence)) for at, pence in enumerate(open_pence)]
    left = total(part for _, part in still)
    for cut in [*cuts, left.pence]:
        paid = Money(min(cut, left.pence))
        parts = dict(share_out(paid, still))
        assert total(parts.values()) == paid
        still = [(funder, part - parts.get(funder, Money(0))) for funder, part in still]
        assert all(part.pence >= 0 for _, part in still)
        left -= paid
        if not left:
            break
    still_left = total(part for _, part in still)
    assert still_left == left


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(1, 126_563))
def test_two_payments_of_any_size_keep_every_law(
    books: Books, line: Callable[..., int], payslip: int, first: int
) -> None:
    one = line(PAYDAY, str(Money(-first).pounds), "A RAHMAN")
    two = line(PAYDAY, str(Money(first - NET.pence).pounds), "A RAHMAN")
    made(join_line(books, one, [Pays(Kind.PAYSLIP, payslip, Money(first))]))
    made(join_line(books, two, [Pays(Kind.PAYSLIP, payslip, NET - Money(first))]))
    assert broken_laws(books) == []
    made(unjoin_line(books, two))
    made(unjoin_line(books, one))
    assert things_to_pay(books)[0].left == NET


def test_what_closes_a_thing_pays_every_share_as_it_stands_even_one_that_is_due_back() -> None:
    still = ((C, Money.of(10)), (N, Money.of(-3)))
    assert share_out(Money.of(7), still) == still


@pytest.mark.parametrize("amount", ["5", "-5"])
def test_what_no_share_is_open_for_is_nobodys(amount: str) -> None:
    assert share_out(Money.of(amount), [(C, Money(0))]) == ((None, Money.of(amount)),)
