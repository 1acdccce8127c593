"""A payslip with a loan, a pension, an order and an advance, from typing them to the bank, and back again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.books import Books
from carerdesk.services.deductions.details import ItemDetails, StandingDetails
from carerdesk.services.deductions.items import add_item
from carerdesk.services.deductions.standing import add_standing
from carerdesk.services.money.owed import Key, Kind, owed
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.services.pay.next_steps import hmrc_ahead
from carerdesk.services.pay.papers import payment_list_pdf, payslips_pdf
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.sheet import sheet_of, working_of
from carerdesk.services.pay.situation import periods_of, situation, year_to_date
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines, slip_lines
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.work_out import WorkedOut, work_out
from carerdesk.services.people.details import ContractTerms, Tax
from carerdesk.services.people.terms import add_tax_details, set_contract
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, START, agreed, codes, done, keep, money, pa, weekdays
from tests.services.pay.test_hmrc_and_papers import text_of
from tests.services.pension.made import enrol, scheme

LAST = date(2026, 11, 20)
NEXT = PAYDAY + timedelta(days=28)
ORDER = StandingDetails(
    "order_priority", "Council tax order", START, payee="Westmere Council", made_on=date(2026, 8, 1),
    amount=money("100"), protected=money("600"), administration=money("1"),
)  # fmt: skip
ADVANCE = ItemDetails("paid_already", PAYDAY, money("50"), "Advance", paid_on=date(2026, 11, 6), consent_on=START)


@pytest.fixture
def asha(books: Books) -> int:
    """160 hours at £13.60, three quarters the council's, in four weeks: £2,176.00."""
    worker = pa(books, basis="week_one", loan_plan="plan_1")
    keep(books, weekdays(worker, LAST, 20, "08:00-16:00", (COUNCIL, 75), (NHS, 25)))
    scheme(books)
    enrol(books, worker)
    done(add_standing(books, worker, ORDER))
    done(add_item(books, worker, ADVANCE))
    return worker


def test_a_payslip_worked_out_by_hand(books: Books, asha: int) -> None:
    """Free pay 4 × £241.92 = £967.68, so £1,208 at 20 %. NI: £1,209 above £967 at 8 %. Loan: £106.77 above £2,069.23
    at 9 % is £9.60. Pension: £1,696 above £480, 4 % and 3 %. Employer's NI: £1,791 above £385 at 15 %, all of it
    covered by the allowance.
    """
    (column,) = payday_view(books, PAYDAY).paid
    assert {key: column.figures[key].text for key in column.figures} == {
        "gross": "2176.00", "tax": "-241.60", "employee_ni": "-96.72", "student_loan": "-9.00",
        "postgraduate_loan": "0.00", "pension": "-67.84", "deductions": "-151.00", "expenses": "0.00",
        "net": "1609.84", "employer_ni": "268.65", "allowance": "-268.65", "employer_ni_left": "0.00",
        "employer_pension": "50.88", "recovered": "0.00", "cost": "2226.88",
    }  # fmt: skip
    assert column.taken == (
        ("Council tax order", money("100")),
        ("Council tax order: administration", money("1")),
        ("Advance, paid on 6 Nov 2026", money("50")),
    )
    funders = [(part.short_name, part.amount.text) for part in column.funders]
    assert funders == [("Council", "1670.16"), ("NHS", "556.72")]


def test_everything_is_kept_counted_and_comes_back(books: Books, asha: int) -> None:
    before = payday_view(books, PAYDAY)
    agreed(books)
    kept = payday_view(books, PAYDAY)
    assert [column.figures for column in kept.columns] == [column.figures for column in before.columns]
    assert [column.workings for column in kept.columns] == [column.workings for column in before.columns]
    assert verify(books) == ()
    with books.reading() as session:
        slip = session.scalars(select(tables.Payslip)).one()
        assert (slip.loan_plan, slip.pension_method, slip.after_leaving) == ("plan_1", "relief_at_source", False)
        assert (slip.at_lel, slip.lel_to_pt, slip.pt_to_uel) == (money("516"), money("451"), money("1209"))
        year = year_to_date(session, asha, NEXT)
        assert (year.student_loan, year.pension, year.employer_pension) == (money("9"), money("67.84"), money("50.88"))
        assert (year.at_lel, year.lel_to_pt, year.pt_to_uel) == (slip.at_lel, slip.lel_to_pt, slip.pt_to_uel)
        wage = owed(session, [Key(Kind.PAYSLIP, slip.id)])[Key(Kind.PAYSLIP, slip.id)]
        # the advance was paid to her before: her payslip is paid by that line and by the one of the payday
        assert (wage.amount, total(part for _, part in wage.shares)) == (money("1659.84"), money("1659.84"))
        assert json.loads(slip.working)["figures"]["deduction_0"]["sources"][0][3] is False
        item = session.scalars(select(tables.PayItem)).one()
        assert item.payslip_id == slip.id
    (period,) = hmrc_due(books)
    assert period.amount == money("241.60") + money("96.72") + money("9")
    done(take_back(books, PAYDAY))
    assert payday_view(books, PAYDAY) == before
    with books.reading() as session:
        assert session.scalars(select(tables.PayItem)).one().payslip_id is None
        assert session.scalars(select(tables.PayslipDeduction)).all() == []
    assert verify(books) == ()


def test_what_happens_next_counts_the_loan(books: Books, asha: int) -> None:
    view = payday_view(books, PAYDAY)
    assert hmrc_ahead(books, view).amount == money("347.32")


def test_the_sheet_has_a_row_for_each_kind_and_every_figure_its_working(books: Books, asha: int) -> None:
    view = payday_view(books, PAYDAY)
    sheet = sheet_of(view)
    assert [row.key for row in sheet.pay] == [
        "gross", "tax", "employee_ni", "student_loan", "pension", "deductions", "net",
    ]  # fmt: skip
    assert [row.key for row in sheet.cost][:3] == ["employer_ni_left", "employer_pension", "cost"]
    assert sheet.others is not None
    assert sheet.others.sum == -money("227.84")
    for row in (*sheet.pay, *sheet.cost, sheet.others):
        worked_out = working_of(view, asha, row.key)
        assert worked_out.lines[-1].figure in {str(row.sum), str(-row.sum)}, row.key


def test_the_payslip_says_each_deduction_and_why(books: Books, asha: int) -> None:
    agreed(books)
    words = " ".join(text_of(payslips_pdf(books, PAYDAY)).split())
    for needed in (
        "Student loan, plan 1", "£9.00", "£106.77 × 9%", "£67.84",
        "Nest claims £16.96 tax relief and adds it: £84.80 in all.",
        "Council tax order", "£100.00", "Council tax order: administration", "You had this money before.",
        "Total taken off", "£566.16", "£1,609.84", "£50.88", "Pension from your employer",
        "1257L W1/M1", "Attachment of Earnings Act 1971, and the order itself (not confirmed)",
    ):  # fmt: skip
        assert needed in words, needed
    listed = " ".join(text_of(payment_list_pdf(books, PAYDAY)).split())
    for needed in ("To be passed on", "118.72", "100.00"):
        assert needed in listed, needed


def test_net_pay_contributions_come_before_tax_but_not_before_national_insurance(books: Books) -> None:
    asha = pa(books, basis="week_one")
    keep(books, weekdays(asha, LAST, 20, "08:00-16:00"))
    scheme(books, method="net_pay")
    enrol(books, asha)
    agreed(books)
    with books.reading() as session:
        slip = session.scalars(select(tables.Payslip)).one()
    # 5 % of £1,696 is £84.80; £2,176.00 less it and £967.68 leaves £1,123 to tax
    assert (slip.pension, slip.taxable, slip.niable) == (money("84.80"), money("2091.20"), money("2176"))
    assert (slip.tax, slip.employee_ni) == (money("224.60"), money("96.72"))


def test_agreed_deductions_above_the_pay_are_refused_in_words_and_nothing_is_kept(books: Books, asha: int) -> None:
    done(add_item(books, asha, replace(ADVANCE, title="A large advance", amount=money("1700"))))
    refused = agree_payday(books, PAYDAY)
    assert codes(refused) == ["deductions_above_pay"]
    assert isinstance(refused, Rejected)
    assert problem_words(refused.problems[0]) == (
        "What was agreed to be taken off, £1,750.00, is £90.16 more than there is after tax and orders. "
        "Take less off this payday, or part of it later."
    )
    with books.reading() as session:
        assert session.scalars(select(tables.Payslip)).all() == []


def test_an_order_keeps_what_it_protects_and_says_what_it_could_not_take(books: Books) -> None:
    asha = pa(books, basis="week_one")
    keep(books, weekdays(asha, LAST, 6, "08:00-16:00"))
    done(add_standing(books, asha, replace(ORDER, carries_shortfall=True)))
    agreed(books)
    with books.reading() as session:
        slip = session.scalars(select(tables.Payslip)).one()
        (row,) = session.scalars(select(tables.PayslipDeduction))
        assert (slip.gross, slip.net, row.amount, row.shortfall) == tuple(
            map(money, ("652.80", "600.00", "52.80", "47.20"))
        )
    notices = " ".join(payday_view(books, PAYDAY).columns[0].notices)
    assert "£47.20 could not be taken and is carried to the next" in notices


# --- two jobs, two rhythms, and after the end -------------------------------------------------------------------------


def _two_jobs(books: Books, **second: object) -> tuple[int, int]:
    """Asha is a PA by day and, on another contract with another code, by night."""
    day = pa(books, basis="week_one", ni_number="QQ123456C")
    night = pa(books, "Asha Rahman (nights)", code="BR", ni_number="QQ123456C", **second)  # type: ignore[arg-type]
    keep(books, weekdays(day, LAST, 10, "08:00-16:00"))
    keep(books, weekdays(night, LAST, 10, "16:00-22:00"))
    return day, night


def _sums(books: Books, payday: date = PAYDAY) -> dict[str, Money]:
    with books.reading() as session:
        slips = session.scalars(select(tables.Payslip).where(tables.Payslip.payday == payday)).all()
        names = ("gross", "employee_ni", "employer_ni", "student_loan", "at_lel", "pt_to_uel")
        return {name: total(getattr(slip, name) for slip in slips) for name in names}


def test_two_jobs_on_one_payday_are_added_together_before_national_insurance(books: Books) -> None:
    """£1,088.00 and £816.00: £1,904.00 together bears £937.00 × 8 % = £74.96, not £9.68 and nothing."""
    _two_jobs(books)
    agreed(books)
    assert _sums(books) == {
        "gross": money("1904"), "employee_ni": money("74.96"), "employer_ni": money("227.85"), "student_loan": ZERO,
        "at_lel": money("516"), "pt_to_uel": money("937"),
    }  # fmt: skip
    assert verify(books) == ()
    together = _sums(books)
    done(take_back(books, PAYDAY))
    agreed(books)
    assert _sums(books) == together


def test_the_second_job_counts_a_first_one_that_is_agreed_already(books: Books) -> None:
    day = pa(books, basis="week_one", ni_number="QQ123456C")
    keep(books, weekdays(day, LAST, 10, "08:00-16:00"))
    agreed(books)
    night = pa(books, "Asha Rahman (nights)", code="BR", ni_number="QQ123456C")
    keep(books, weekdays(night, LAST, 10, "16:00-22:00"))
    agreed(books)
    assert _sums(books)["employee_ni"] == money("74.96")


def test_two_jobs_paid_for_different_lengths_are_not_guessed_at(books: Books) -> None:
    _two_jobs(books, frequency="weekly")
    assert codes(agree_payday(books, PAYDAY)) == ["two_jobs_apart"]


def test_another_person_with_the_same_number_by_mistake_is_another_person(books: Books) -> None:
    pair = _two_jobs(books, born=date(1991, 1, 1))
    agreed(books)
    assert len(pair) == 2
    assert _sums(books)["employee_ni"] == money("9.68")


def test_a_change_of_frequency_in_mid_year_goes_on_from_the_year_so_far(books: Books) -> None:
    """Four-weekly to November, monthly from December: the last eight days are paid at Christmas by the old terms, and
    the tax of month 9 counts all that was paid before.
    """
    asha = pa(books)
    keep(books, weekdays(asha, LAST, 20, "08:00-18:00"))
    agreed(books)
    monthly = ContractTerms(date(2026, 12, 1), "monthly", date(2026, 12, 31), date(2026, 12, 31))
    done(set_contract(books, asha, monthly))
    keep(books, weekdays(asha, date(2026, 12, 30), 22, "08:00-20:00"))
    keep(books, weekdays(asha, date(2026, 11, 27), 5, "08:00-10:00"))
    agreed(books, NEXT)
    with books.reading() as session:
        last_of_old = session.scalars(select(tables.Payslip).where(tables.Payslip.payday == NEXT)).one()
        assert (last_of_old.frequency, last_of_old.last_day) == ("four_weekly", date(2026, 11, 30))
    with books.reading() as session:
        (answer,) = work_out(session, date(2026, 12, 31))
    assert isinstance(answer, WorkedOut)
    assert answer.of.period == PayPeriod(date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31), Frequency.MONTHLY)
    assert (answer.pay.period.frequency, answer.pay.period.number) == (Frequency.MONTHLY, 9)
    assert answer.pay.tax_detail.pay == (answer.pay.gross + money("2720") + last_of_old.gross).pounds
    assert answer.pay.tax_detail.on_pay.free_pay == Decimal("1048.26") * 9
    assert answer.pay.ni_detail.table.primary == 1048


def test_pay_after_the_last_payslip_of_a_job_is_taxed_on_0t_and_says_it_is_not_confirmed(books: Books) -> None:
    asha = pa(books, code="S1257L", left=date(2026, 11, 20))
    keep(books, weekdays(asha, LAST, 10, "08:00-16:00"))
    agreed(books)
    done(add_item(books, asha, ItemDetails("back_pay", NEXT, money("100"), "Back pay", funder_id=COUNCIL)))
    agreed(books, NEXT)
    with books.reading() as session:
        first, after = session.scalars(select(tables.Payslip).order_by(tables.Payslip.payday)).all()
        assert (first.code, first.after_leaving) == ("S1257L", False)
        assert (after.code, after.basis, after.after_leaving) == ("S0T", "week_one", True)
        assert after.tax == money("19")
    (column,) = payday_view(books, NEXT).columns
    assert "We could not confirm this rule" in " ".join(column.notices)
    assert "comes after your P45" in text_of(payslips_pdf(books, NEXT)).replace("\n", " ")
    assert verify(books) == ()


def test_week_53_is_taxed_alone_from_the_books(books: Books) -> None:
    friday = date(2026, 4, 10)
    asha = pa(
        books, frequency="weekly", first_payday=friday - timedelta(days=5), period_end=friday - timedelta(days=9),
        started=date(2026, 3, 2),
    )  # fmt: skip
    payday = date(2026, 4, 5)
    keep(books, weekdays(asha, date(2026, 4, 1), 3, "08:00-18:00"))
    done(add_tax_details(books, asha, Tax(date(2026, 3, 9), "1257L", "cumulative", "A")))
    with books.reading() as session:
        (answer,) = work_out(session, payday)
    assert isinstance(answer, WorkedOut)
    assert answer.pay.period.number == 53
    assert answer.pay.tax_detail.cumulative is False


def test_without_a_pension_scheme_a_member_cannot_be_paid_in_silence(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, LAST, 3, "08:00-16:00"))
    kept = scheme(books)
    enrol(books, asha)
    with books.operation("The scheme goes") as op:
        op.session.delete(op.session.get_one(tables.PensionScheme, kept))
    assert codes(agree_payday(books, PAYDAY)) == ["pension_member_no_terms"]


def test_what_is_to_be_taken_back_waits_where_there_is_not_enough_of_the_same_money(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, LAST, 1, "08:00-12:00", (COUNCIL, 75), (NHS, 25)))
    back = SlipLine(
        "ssp", "Statutory Sick Pay put right", None, None, None, -money("20"), True, {NHS: (0, -money("20"))},
        source="sickness", source_id=1,
    )  # fmt: skip
    with books.reading() as session:
        worker = session.get_one(tables.Worker, asha)
        (period,) = [one for one in periods_of(session, asha, PAYDAY) if one.payday == PAYDAY]
        of = situation(session, worker, period)
        assert of is not None
        waits = slip_lines(of, [COUNCIL, NHS], SlipLines((back,)))
        taken = slip_lines(of, [COUNCIL, NHS], SlipLines((replace(back, shares={COUNCIL: (0, -money("20"))}),)))
    assert [line.kind for line in waits.lines] == ["normal"]
    assert [notice.code for notice in waits.notices] == ["line_waits"]
    assert problem_words(waits.notices[0]).startswith("Statutory Sick Pay put right: £20.00 is to be taken back")
    assert [line.kind for line in taken.lines] == ["normal", "ssp"]
