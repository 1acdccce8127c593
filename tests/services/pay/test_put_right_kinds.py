"""Rates, tax codes, letters and the wrong PA put right: the same figures in the end as if paid right from the start."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import func, select

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import undo
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.difference import Difference, difference_of
from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.papers import payslips_pdf
from carerdesk.services.pay.put_right import put_right, waiting
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.situation import year_to_date
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.wrong import Wrong, WrongRate, WrongTax, WrongWorker
from carerdesk.services.people.read import contracts
from carerdesk.services.people.terms import set_contract
from carerdesk.store import tables
from carerdesk.store.books import FixedClock, create_books
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, START, agreed, codes, done, keep, money, pa, weekdays

OCTOBER = date(2026, 10, 30)
FEW = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
SHARES = ((COUNCIL, 75), (NHS, 25))
hours = st.tuples(st.integers(9, 15), st.integers(14, 19))  # November holds what October owes within half of its pay


@contextmanager
def fresh(*, today: date = date(2026, 11, 24), payday: date = OCTOBER, **terms: Any) -> Iterator[Books]:
    """Somebody paid four-weekly from October, without hours yet."""
    with tempfile.TemporaryDirectory() as folder:
        books = create_books(Path(folder) / "Jamie.carerdesk", FixedClock(today))
        done(begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))))
        with books.operation("Funders") as op:
            keys = {"employer_id": 1, "person_id": 1}
            for short, kind, position in (("Council", "council", 1), ("NHS", "nhs", 2)):
                op.session.add(tables.Funder(**keys, name=short, short_name=short, kind=kind, position=position))
                op.session.flush()
        pa(books, first_payday=payday, period_end=payday - timedelta(days=5), **terms)
        yield books
        books.close()


def worked(books: Books, ends: tuple[int, int], worker: int = 1) -> None:
    """Ten days in October and ten in November from eight to these hours."""
    for last, end in zip((date(2026, 10, 23), date(2026, 11, 20)), ends, strict=True):
        keep(books, weekdays(worker, last, 10, f"08:00-{end:02d}:00", *SHARES))


def paid_october(books: Books) -> None:
    agreed(books, OCTOBER)
    done(print_payslips(books, OCTOBER))


def seen(books: Books, wrong: Wrong) -> Difference:
    found = difference_of(books, wrong)
    assert isinstance(found, Difference), found
    return found


def year(books: Books) -> object:
    with books.reading() as session:
        return year_to_date(session, 1, PAYDAY)


def by_funder(books: Books) -> dict[tuple[int, str], Money]:
    """What each funder has borne of gross pay and the employer's National Insurance this year."""
    share = tables.PayslipShare
    with books.reading() as session:
        rows = session.execute(
            select(share.funder_id, share.component, func.sum(share.amount)).group_by(share.funder_id, share.component)
        )
        return {(funder, component): amount for funder, component, amount in rows if amount}


def columns(books: Books) -> dict[str, Money]:
    slip = tables.Payslip
    names = ("gross", "tax", "employee_ni", "employer_ni", "allowance", "net")
    with books.reading() as session:
        sums = session.execute(select(*(func.sum(getattr(slip, name)) for name in names))).one()
        return dict(zip(names, sums, strict=True))


def wrong_code(code: str, basis: str = "cumulative", letter: str = "A") -> WrongTax:
    return WrongTax(1, "HMRC’s notice was overlooked", OCTOBER, code, basis, letter)


@given(hours, st.sampled_from(["BR", "0T", "1100L", "K50", "S1257L"]))
@FEW
def test_a_cumulative_code_put_right_ends_as_if_it_had_been_right(ends: tuple[int, int], code: str) -> None:
    with fresh(code=code) as right, fresh() as wrong:
        for books in (right, wrong):
            worked(books, ends)
            paid_october(books)
        done(put_right(wrong, wrong_code(code)))
        for books in (right, wrong):
            agreed(books)
        assert year(wrong) == year(right)
        assert columns(wrong) == columns(right)
        assert by_funder(wrong) == by_funder(right)
        assert waiting(wrong) == ()
        assert verify(wrong) == ()


@given(hours, st.sampled_from(["B", "C", "H", "J", "M", "X"]))
@FEW
def test_a_letter_put_right_ends_as_if_it_had_been_right(ends: tuple[int, int], letter: str) -> None:
    with fresh(letter=letter) as right, fresh() as wrong:
        for books in (right, wrong):
            worked(books, ends)
            paid_october(books)
        done(put_right(wrong, wrong_code("1257L", letter=letter)))
        for books in (right, wrong):
            agreed(books)
        assert year(wrong) == year(right)
        assert columns(wrong) == columns(right)
        assert by_funder(wrong) == by_funder(right)
        assert waiting(wrong) == ()
        assert verify(wrong) == ()
        for books in (right, wrong):
            with books.reading() as session:
                figures = figures_of(session, PAYDAY, PAYDAY)[0].letters
            known = {
                one.letter: (one.earnings.to_date, one.employee.to_date, one.employer.to_date, one.at_lel)
                for one in figures
            }
            if books is right:
                expected = known
        assert {one: parts for one, parts in known.items() if any(parts)} == {
            one: parts for one, parts in expected.items() if any(parts)
        }


@given(hours, st.sampled_from(["BR", "1100L", "0T"]))
@FEW
def test_a_week_one_code_put_right_ends_as_if_it_had_been_right(ends: tuple[int, int], code: str) -> None:
    with fresh(code=code, basis="week_one") as right, fresh(basis="week_one") as wrong:
        for books in (right, wrong):
            worked(books, ends)
            paid_october(books)
        done(put_right(wrong, wrong_code(code, "week_one")))
        for books in (right, wrong):
            agreed(books)
        assert year(wrong) == year(right)
        assert columns(wrong) == columns(right)
        assert waiting(wrong) == ()


@given(hours)
@FEW
def test_a_rate_put_right_ends_as_if_it_had_been_right(ends: tuple[int, int]) -> None:
    with fresh(rates=(("normal", "14.20"),)) as right, fresh(rates=(("normal", "13.60"),)) as wrong:
        for books in (right, wrong):
            worked(books, ends)
            paid_october(books)
        done(put_right(wrong, WrongRate(1, "a rise was forgotten", "normal", START, Decimal("14.20"))))
        for books in (right, wrong):
            agreed(books)
        # the lines of both payslips are rounded alike, National Insurance is not cumulative
        assert columns(wrong)["gross"] == columns(right)["gross"]
        assert {key: part for key, part in by_funder(wrong).items() if key[1] == "gross"} == {
            key: part for key, part in by_funder(right).items() if key[1] == "gross"
        }
        assert waiting(wrong) == ()
        assert verify(wrong) == ()


@pytest.fixture
def paid() -> Iterator[Books]:
    """October is printed, twenty days of seven hours in two payslips."""
    with fresh() as books:
        worked(books, (15, 15))
        paid_october(books)
        yield books


def test_what_is_seen_is_what_comes_of_it(paid: Books) -> None:
    before = payday_view(paid, PAYDAY).columns[0]
    wrong = wrong_code("BR", letter="M")
    found = seen(paid, wrong)
    done(put_right(paid, wrong))
    after = payday_view(paid, PAYDAY).columns[0]
    assert found.after_tax is not None
    assert found.lines == ()
    assert found.after_tax.take_home == (("Asha Rahman", after.figures["net"] - before.figures["net"]),)
    parts = {part.short_name: part.amount for part in before.funders}
    changed = {part.short_name: part.amount - parts[part.short_name] for part in after.funders}
    assert {name: amount for name, _, amount in found.after_tax.funders} == {
        name: amount for name, amount in changed.items() if amount
    }
    assert any("Friday 30 October" in line.text for line in after.workings["employer_ni"].lines)


def test_tax_taken_back_says_that_its_limits_are_not_confirmed() -> None:
    with fresh(basis="week_one") as books:
        worked(books, (15, 15))
        paid_october(books)
        found = seen(books, wrong_code("BR", "week_one"))
        assert any("we could not confirm" in notice for notice in found.notices)


def test_week_one_tax_beyond_half_of_the_pay_waits_and_is_taken_later() -> None:
    with fresh(basis="week_one") as books:
        keep(books, weekdays(1, date(2026, 10, 23), 12, "07:00-19:00", *SHARES))
        keep(books, weekdays(1, date(2026, 11, 20), 1, "08:00-17:00", *SHARES))
        keep(books, weekdays(1, date(2026, 12, 18), 12, "07:00-19:00", *SHARES))
        paid_october(books)
        done(put_right(books, wrong_code("BR", "week_one")))
        column = payday_view(books, PAYDAY).columns[0]
        assert column.figures["tax"] == -money("61.20")  # half of 9 hours at £13.60
        assert any("never more than half" in notice for notice in column.notices)
        agreed(books)
        assert len(waiting(books)) == 1
        done(print_payslips(books, PAYDAY))
        christmas = PAYDAY + timedelta(days=28)
        agreed(books, christmas)
        assert waiting(books) == ()
        assert columns(books)["tax"] == money("807.60")  # 20% of £1,958, £122 and £1,958


def test_a_letter_is_settled_once_and_free_again_when_taken_back(paid: Books) -> None:
    done(put_right(paid, wrong_code("1257L", letter="C")))
    agreed(paid)
    assert waiting(paid) == ()
    done(take_back(paid, PAYDAY))
    assert len(waiting(paid)) == 1


def test_a_rate_corrects_every_payslip_since_its_day(paid: Books) -> None:
    agreed(paid)
    done(print_payslips(paid, PAYDAY))
    keep(paid, weekdays(1, date(2026, 12, 18), 5, "08:00-13:00", *SHARES))
    found = seen(paid, WrongRate(2, "rise forgotten", "normal", START, Decimal("14.60")))
    assert found.amount == money("140.00")  # 140 hours, a pound each
    assert [line.amount for line in found.lines] == [money("70.00")] * 2
    done(put_right(paid, WrongRate(2, "rise forgotten", "normal", START, Decimal("14.60"))))
    assert [one.why for one in waiting(paid)] == ["rise forgotten"]
    christmas = PAYDAY + timedelta(days=28)
    assert payday_view(paid, christmas).columns[0].figures["gross"] == money("505.00")  # 25 h × £14.60 and £140


def test_a_rate_from_a_day_takes_the_later_rows_that_only_repeat_it(paid: Books) -> None:
    keys = {"employer_id": 1, "person_id": 1}
    with paid.operation("repeated") as op:
        for day, amount in ((date(2026, 11, 2), "13.60"), (date(2026, 12, 1), "15")):
            op.session.add(tables.PayRate(**keys, worker_id=1, kind="normal", first_day=day, amount=Decimal(amount)))
    done(put_right(paid, WrongRate(1, "rise", "normal", date(2026, 10, 5), Decimal(14))))
    with paid.reading() as session:
        rate = tables.PayRate
        rows = session.execute(
            select(rate.first_day, rate.amount).where(rate.kind == "normal").order_by(rate.first_day)
        )
        assert [amount for _, amount in rows] == [Decimal("13.6"), Decimal(14), Decimal(14), Decimal(15)]


def test_a_shift_of_another_pa_puts_both_right(paid: Books) -> None:
    tom = pa(paid, "Tom Griffiths", first_payday=OCTOBER, period_end=date(2026, 10, 25))
    keep(paid, weekdays(tom, date(2026, 9, 20), 1, "08:00-09:00", *SHARES))
    keep(paid, weekdays(tom, date(2026, 11, 20), 5, "16:00-18:00", *SHARES))
    with paid.reading() as session:
        number = session.scalar(select(tables.Shift.id).where(tables.Shift.day == date(2026, 10, 20)))
    assert number is not None
    wrong = WrongWorker(1, "Tom stood in", number, tom)
    found = seen(paid, wrong)
    assert [line.amount for line in found.lines] == [money("-95.20")]
    done(put_right(paid, wrong))
    gross = {column.name: column.figures["gross"] for column in payday_view(paid, PAYDAY).columns}
    assert gross["Asha Rahman"] == money("856.80")  # 63 hours
    assert codes(put_right(paid, WrongWorker(1, "again", number, tom))) == ["put_right_same_worker"]


def test_two_paydays_in_the_house_are_both_finished_again() -> None:
    with fresh() as books, fresh(letter="M") as right:
        for each in (books, right):
            worked(each, (15, 16))
            agreed(each, OCTOBER)
            agreed(each)
        done(put_right(books, wrong_code("1257L", letter="M")))
        assert year(books) == year(right)
        assert waiting(books) == ()
        assert [payday_view(books, day).agreed for day in (OCTOBER, PAYDAY)] == [True, True]


def test_what_cannot_be_finished_again_is_said_and_nothing_is_lost() -> None:
    with fresh() as books:
        worked(books, (15, 15))
        agreed(books, OCTOBER)
        with books.operation("no details") as op:
            op.session.get_one(tables.Worker, 1).born = None
            keep_open = op.session.scalars(select(tables.Shift).limit(1)).one()
            keep_open.state = "worked"
        said = done(put_right(books, WrongRate(1, "rise", "normal", START, Decimal(14)))).said
        assert said.startswith("It is put right, and pay for 30 October 2026 is not finished again yet:")
        assert not payday_view(books, OCTOBER).agreed
        assert payday_view(books, OCTOBER).columns[0].figures["gross"] == money("980.00")
        assert verify(books) == ()


def test_what_is_wrong_with_the_right_figures_is_said_and_nothing_kept(paid: Books) -> None:
    refused: list[tuple[Wrong, str]] = [
        (wrong_code("1257L"), "put_right_same_tax"),
        (wrong_code("12X57"), "tax_code_unknown"),
        (WrongTax(1, "why", date(2026, 1, 1), "BR", "cumulative", "A"), "put_right_no_code"),
        (WrongRate(1, "why", "normal", START, Decimal("13.60")), "put_right_same_rate"),
        (WrongRate(1, "why", "normal", START, Decimal(0)), "rate_out_of_range"),
        (WrongRate(1, "why", "normal", date(2026, 12, 1), Decimal(14)), "put_right_rate_too_late"),
        (WrongRate(1, " ", "normal", START, Decimal(14)), "put_right_needs_reason"),
    ]
    for wrong, code in refused:
        assert codes(put_right(paid, wrong)) == [code]
        assert codes(difference_of(paid, wrong)) == [code]
    assert waiting(paid) == ()


def test_a_payslip_of_a_year_that_is_over_is_not_put_right_here() -> None:
    march = date(2027, 3, 26)
    with fresh(today=date(2027, 3, 30), payday=march) as books:
        keep(books, weekdays(1, date(2027, 3, 19), 5, "08:00-15:00", *SHARES))
        agreed(books, march)
        done(print_payslips(books, march))
        wrong = WrongTax(1, "overlooked", march, "BR", "cumulative", "A")
        assert codes(put_right(books, wrong)) == ["put_right_other_year"]


def test_without_hours_to_come_the_difference_is_shown_before_tax() -> None:
    with fresh() as books:
        keep(books, weekdays(1, date(2026, 10, 23), 10, "08:00-15:00", *SHARES))
        paid_october(books)
        found = seen(books, wrong_code("BR"))
        assert found.after_tax is None
        assert found.why_not[0].startswith("There is nothing to pay on the next payday yet")
        assert found.amount == ZERO


def test_undo_takes_what_was_put_right_back_as_a_whole(paid: Books) -> None:
    before = payday_view(paid, PAYDAY)
    done(put_right(paid, WrongRate(1, "rise", "normal", START, Decimal("14.20"))))
    assert payday_view(paid, PAYDAY) != before
    done(undo(paid))
    assert payday_view(paid, PAYDAY) == before
    assert waiting(paid) == ()


def test_after_leaving_only_putting_right_remains(paid: Books) -> None:
    assert codes(take_back(paid, OCTOBER)) == ["cannot_take_back_printed"]
    with paid.reading() as session:
        terms = contracts(session, 1)[0].what
    moved = replace(terms, first_payday=OCTOBER + timedelta(days=7))
    refused = set_contract(paid, 1, moved)
    assert codes(refused) == ["contract_sets_paid_paydays"]
    assert isinstance(refused, Rejected)
    assert "Add new terms from a later day" in problem_words(refused.problems[0])


def test_a_letter_put_right_twice_starts_from_what_was_borne() -> None:
    christmas = PAYDAY + timedelta(days=28)
    with fresh() as books, fresh() as right:
        for each in (books, right):
            worked(each, (18, 18))
            keep(each, weekdays(1, date(2026, 12, 18), 10, "08:00-16:00", *SHARES))
        paid_october(books)
        done(put_right(books, wrong_code("1257L", letter="C")))
        agreed(books)
        assert columns(books)["employee_ni"] == ZERO
        words = PdfReader(BytesIO(payslips_pdf(books, PAYDAY))).pages[0].extract_text()
        assert "given back in it" in " ".join(words.split())
        done(print_payslips(books, PAYDAY))
        done(put_right(books, wrong_code("1257L", letter="A")))
        agreed(books, christmas)
        for day in (OCTOBER, PAYDAY, christmas):
            agreed(right, day)
        assert columns(books) == columns(right)
        with books.reading() as session, right.reading() as other:
            ends = [figures_of(each, christmas, christmas)[0].letters for each in (session, other)]
        put = {one.letter: (one.earnings.to_date, one.employee.to_date) for one in ends[0]}
        assert put["A"] == (ends[1][0].earnings.to_date, ends[1][0].employee.to_date)
        assert put["C"] == (ZERO, ZERO)


def test_the_second_job_of_a_day_keeps_its_own_national_insurance() -> None:
    def second(letter: str, *, put: bool) -> Money:
        with fresh(letter=letter) as books:
            worked(books, (18, 18))
            paid_october(books)
            pa(
                books, "Asha Two", letter="A", first_payday=PAYDAY, period_end=PAYDAY - timedelta(days=5),
                ni_number="QQ123456C",
            )  # fmt: skip
            keep(books, weekdays(2, date(2026, 11, 20), 5, "18:00-21:00", *SHARES))
            if put:
                done(put_right(books, wrong_code("1257L", letter="A")))
            return {each.name: each.figures["employee_ni"] for each in payday_view(books, PAYDAY).columns}["Asha Two"]

    assert second("C", put=True) == second("A", put=False) == -money("16.32")  # 8% of 15 hours at £13.60


def test_cumulative_payslips_are_put_right_one_after_another_where_the_code_no_longer_catches_up() -> None:
    christmas = PAYDAY + timedelta(days=28)
    with fresh(code="BR") as right, fresh() as wrong:
        for books in (right, wrong):
            worked(books, (13, 14))
            keep(books, weekdays(1, date(2026, 12, 18), 12, "07:00-19:00", *SHARES))
            with books.operation("from December") as op:
                row = op.session.scalars(select(tables.TaxDetails)).one()
                keys = {"employer_id": 1, "person_id": 1, "worker_id": 1, "ni_letter": "A"}
                op.session.add(tables.TaxDetails(**keys, first_day=date(2026, 12, 1), code="1100L", basis="week_one"))
                assert row.first_day < OCTOBER
            for day in (OCTOBER, PAYDAY):
                agreed(books, day)
                done(print_payslips(books, day))
        done(put_right(wrong, wrong_code("BR")))
        for books in (right, wrong):
            agreed(books, christmas)
        assert columns(wrong) == columns(right)
        assert by_funder(wrong) == by_funder(right)
        assert waiting(wrong) == ()
