"""What HMRC is told, read from kept payslips, against sums worked out by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.rti.figures import Figure, Recovered, WorkerFigures
from carerdesk.services.books import Books
from carerdesk.services.filing.employer import allowance_of_year, employer_figures, is_last_payday, payment_record
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.filing.who import address_lines
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.store import tables
from tests.services.filing.kept import assert_lawful, employer, slip
from tests.services.pay.made import money, pa

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 2), date(2026, 10, 30), date(2026, 11, 27)
Q3 = (date(2026, 10, 6), date(2027, 1, 5))


def told(books: Books, first: date, last: date) -> WorkerFigures:
    """The only worker's figures."""
    with books.reading() as session:
        (found,) = figures_of(session, first, last)
        return found


def figure(now: str, to_date: str) -> Figure:
    return Figure(money(now), money(to_date))


@pytest.fixture
def asha(books: Books) -> int:
    """Three paydays: the first in quarter 2, two in quarter 3."""
    worker = pa(books, loan_plan="plan_2", came_from="statement_b")
    slip(books, worker, OCTOBER, gross="1000.00", tax="6.80", employee_ni="0.00", employer_ni="87.45",
         at_lel="516.00", lel_to_pt="452.00", pt_to_uel="32.00")  # fmt: skip
    slip(books, worker, NOVEMBER, gross="2000.00", tax="206.60", employee_ni="82.56", employer_ni="237.45",
         student_loan="4.00", loan_plan="plan_2", at_lel="516.00", lel_to_pt="452.00", pt_to_uel="1032.00",
         pension="50.00", pension_method="relief_at_source", employer_pension="30.00")  # fmt: skip
    slip(books, worker, DECEMBER, gross="1500.00", expenses="18.00", tax="106.60", employee_ni="42.56",
         employer_ni="162.45", ni_letter="M", at_lel="516.00", lel_to_pt="452.00", pt_to_uel="532.00",
         pension="40.00", pension_method="net_pay")  # fmt: skip
    assert_lawful(books)
    return worker


def test_a_quarter_adds_its_own_paydays_and_the_year_so_far(books: Books, asha: int) -> None:
    found = told(books, *Q3)
    assert found.who.worker_id == asha
    assert found.taxable == figure("3460.00", "4460.00")  # 2,000 + 1,500 - 40 under net pay; 1,000 before
    assert found.tax == figure("313.20", "320.00")
    assert found.student_loan == figure("4.00", "4.00")
    assert found.pension_net_pay == figure("40.00", "40.00")
    assert found.pension_other == figure("50.00", "50.00")
    assert (found.not_taxed, found.from_net) == (money("18.00"), money("50.00"))
    assert (found.payment.payday, found.payment.number, found.payment.periods) == (DECEMBER, 34, 2)


def test_each_letter_has_its_ten_figures(books: Books, asha: int) -> None:
    a, m = told(books, *Q3).letters
    assert (a.letter, a.earnings, a.at_lel) == ("A", figure("2000.00", "3000.00"), money("1032.00"))
    assert (a.lel_to_pt, a.pt_to_uel) == (money("904.00"), money("1064.00"))
    assert (a.employer, a.employee) == (figure("237.45", "324.90"), figure("82.56", "82.56"))
    assert (m.letter, m.earnings, m.employee) == ("M", figure("1500.00", "1500.00"), figure("42.56", "42.56"))


def test_what_is_told_comes_to_what_was_paid(books: Books, asha: int) -> None:
    found = told(books, *Q3)
    assert found.after_statutory - found.from_net + found.not_taxed == found.net


def test_a_payday_alone_is_told_with_the_year_up_to_it(books: Books, asha: int) -> None:
    found = told(books, NOVEMBER, NOVEMBER)
    assert (found.taxable, found.tax) == (figure("2000.00", "3000.00"), figure("206.60", "213.40"))
    assert [letter.letter for letter in found.letters] == ["A"]


def test_a_start_is_told_once(books: Books, asha: int) -> None:
    starter = told(books, OCTOBER, OCTOBER).starter
    assert starter is not None
    assert (starter.started, starter.statement, starter.loan_plan) == (date(2026, 8, 31), "B", "plan_2")
    assert told(books, *Q3).starter is None


def test_a_leaving_is_told_with_the_pay_of_the_last_days_and_after(books: Books, asha: int) -> None:
    with books.operation("left") as op:
        op.session.get_one(tables.Worker, asha).left = date(2026, 11, 20)
    slip(books, asha, date(2026, 12, 25), gross="40.00", code="0T", basis="week_one", after_leaving=True)
    assert told(books, NOVEMBER, NOVEMBER).left is None
    assert told(books, DECEMBER, DECEMBER).left == date(2026, 11, 20)
    late = told(books, date(2026, 12, 25), date(2026, 12, 25))
    assert (late.left, late.payment.after_leaving, late.payment.week_one) == (date(2026, 11, 20), True, True)


def test_figures_taken_over_count_to_date_but_a_p45_does_not(books: Books, asha: int) -> None:
    with books.operation("taken over") as op:
        op.session.add(
            tables.OpeningFigures(
                employer_id=1, person_id=1, worker_id=asha, tax_year="2026-27", as_at=date(2026, 9, 1),
                gross=money("500.00"), taxable=money("1700.00"), tax=money("130.00"), niable=money("500.00"),
                employee_ni=money("7.00"), employer_ni=money("10.00"), student_loan=money("3.00"),
                pension_paid=money("12.00"), at_lel=money("129.00"), lel_to_pt=money("113.00"),
                pt_to_uel=money("258.00"), statutory=json.dumps({"smp": 10000}),
                earlier_job_pay=money("1200.00"), earlier_job_tax=money("110.00"),
            )
        )  # fmt: skip
    found = told(books, *Q3)
    assert found.taxable == figure("3460.00", "4960.00")  # 4,460 + 1,700 - 1,200
    assert found.tax == figure("313.20", "340.00")  # 320 + 130 - 110
    assert found.letters[0].earnings.to_date == money("3500.00")
    assert found.letters[0].at_lel == money("1161.00")
    assert found.statutory["smp"] == money("100.00")
    assert found.pension_other.to_date == money("62.00")  # as the first payslip with a pension took it
    assert found.doubts == ()
    assert told(books, OCTOBER, OCTOBER).starter is None


def test_pension_taken_over_without_a_known_method_is_doubted(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, OCTOBER, gross="100.00")
    with books.operation("taken over") as op:
        op.session.add(
            tables.OpeningFigures(
                employer_id=1, person_id=1, worker_id=worker, tax_year="2026-27", as_at=date(2026, 9, 1),
                gross=money("500.00"), pension_paid=money("12.00"),
            )
        )  # fmt: skip
    assert [doubt.code for doubt in told(books, OCTOBER, OCTOBER).doubts] == ["pension_method_taken_over_unknown"]


def test_last_years_payslips_are_not_in_this_year(books: Books) -> None:
    worker = pa(books, started=date(2026, 1, 5), period_end=date(2026, 3, 25), first_payday=date(2026, 4, 3))
    slip(books, worker, date(2026, 4, 3), gross="900.00", tax="20.00")
    slip(books, worker, date(2026, 5, 1), gross="700.00", tax="10.00")
    assert told(books, date(2026, 5, 1), date(2026, 5, 1)).taxable == figure("700.00", "700.00")


@pytest.mark.parametrize(
    ("minutes", "band"), [(15 * 60 + 59, "A"), (16 * 60, "B"), (24 * 60, "C"), (30 * 60, "D"), (None, "E")]
)
def test_the_hours_band_follows_the_contract(books: Books, minutes: int | None, band: str) -> None:
    worker = pa(books, fixed=(minutes, 5) if minutes else None)
    slip(books, worker, DECEMBER, gross="100.00")
    assert told(books, DECEMBER, DECEMBER).payment.hours_band == band


def test_a_scottish_code_is_cut_into_prefix_and_code(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, DECEMBER, gross="100.00", code="SBR")
    payment = told(books, DECEMBER, DECEMBER).payment
    assert (payment.nation_prefix, payment.code) == ("S", "BR")


@pytest.mark.parametrize(
    ("address", "lines", "postcode"),
    [
        ("2 Mill Lane, Westmere\nWM1 2AB", ("2 Mill Lane", "Westmere"), "WM1 2AB"),
        ("2 Mill Lane\nWestmere, wm12ab", ("2 Mill Lane", "Westmere"), "WM1 2AB"),
        ("Flat 1, House, Road, Place, Town, County", ("Flat 1", "House", "Road", "Place, Town, County"), ""),
        ("", (), ""),
    ],
)
def test_an_address_is_cut_into_lines(address: str, lines: tuple[str, ...], postcode: str) -> None:
    assert address_lines(address) == (lines, postcode)


def test_family_pay_got_back_is_split_by_kind_to_the_penny(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, NOVEMBER, gross="561.54", smp="374.36", spp="187.18", recovered="612.08")
    slip(books, worker, DECEMBER, gross="187.18", smp="187.18", recovered="204.03")
    with books.reading() as session:
        quarter = employer_figures(session, *Q3)
        sums = payment_record(session, *Q3)
    # 612.08 - 561.54 = 50.54, of which two thirds 33.69 and one third 16.85; 204.03 - 187.18 = 16.85
    assert quarter.recovered["smp"] == Recovered(money("561.54"), money("50.54"))
    assert quarter.recovered["spp"] == Recovered(money("187.18"), money("16.85"))
    assert sums.given_back == money("816.11")


def test_less_than_the_pay_got_back_has_no_compensation(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, NOVEMBER, gross="100.00", smp="100.00", recovered="92.00")
    with books.reading() as session:
        assert employer_figures(session, *Q3).recovered["smp"] == Recovered(money("92.00"), ZERO)


def test_a_month_without_paydays_is_told_as_such(books: Books, asha: int) -> None:
    with books.reading() as session:
        assert employer_figures(session, date(2026, 12, 6), date(2027, 1, 5)).nobody_paid
        assert not employer_figures(session, *Q3).nobody_paid


def test_the_allowance_is_claimed_with_the_first_return_of_the_year(books: Books, asha: int) -> None:
    with books.reading() as session:
        assert employer_figures(session, date(2026, 7, 6), date(2026, 10, 5)).first_of_year
        assert not employer_figures(session, *Q3).first_of_year
    employer(books, allowance_used_before=money("50.00"), allowance_year="2026-27")
    with books.reading() as session:
        assert not employer_figures(session, date(2026, 7, 6), date(2026, 10, 5)).first_of_year


def test_the_payment_record_agrees_with_what_is_due(books: Books, asha: int) -> None:
    slip(books, asha, date(2026, 12, 25), gross="187.18", smp="187.18", recovered="204.03", allowance="0.00")
    for due in hmrc_due(books):
        with books.reading() as session:
            assert payment_record(session, due.first, due.last).due == due.amount


def test_the_lines_add_up_as_the_form_says(books: Books) -> None:
    worker = pa(books)
    family = {"gross": "1187.18", "smp": "187.18", "recovered": "204.03"}
    ni = {"employee_ni": "40.00", "employer_ni": "60.00", "allowance": "60.00"}
    slip(books, worker, NOVEMBER, tax="100.00", student_loan="9.00", postgraduate_loan="5.00", **family, **ni)
    with books.reading() as session:
        lines = {line.number: line.amount for line in payment_record(session, *Q3).lines}
    assert lines[3] == money("114.00")
    assert lines[6] == money("100.00")
    assert (lines[8], lines[9]) == (money("187.18"), money("16.85"))
    assert lines[20] == money("264.03")
    assert lines[21] == money("-164.03")
    assert lines[22] is None
    assert lines[23] == money("-50.03")


def test_the_allowance_of_the_year_counts_what_was_used_before(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, NOVEMBER, gross="1000.00", employer_ni="60.00", allowance="60.00")
    employer(books, allowance_used_before=money("40.00"), allowance_year="2026-27")
    with books.reading() as session:
        assert allowance_of_year(session, NOVEMBER) == (money("100.00"), money("10400.00"))


def test_the_last_payday_of_a_year_is_the_one_no_other_follows(books: Books) -> None:
    pa(books)
    with books.reading() as session:
        assert not is_last_payday(session, date(2027, 2, 19))
        assert is_last_payday(session, date(2027, 3, 19))  # the next would be 16 April


def test_a_sick_payslip_tells_no_family_pay(books: Books) -> None:
    worker = pa(books)
    slip(books, worker, NOVEMBER, gross="123.25", ssp="123.25")
    assert not any(told(books, NOVEMBER, NOVEMBER).statutory.values())
    assert Money(12325) == told(books, NOVEMBER, NOVEMBER).taxable.now
