"""The twelve tests: each passes, wants attention, or says what is not recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.words import control_words
from carerdesk.domain.evidence.control_tests import control_tests
from carerdesk.domain.evidence.records import (
    Account,
    AccountLine,
    Contribution,
    Cover,
    Held,
    Liability,
    PaidPerson,
    Payee,
    PayslipRecord,
    Records,
    Spend,
    Statement,
    StatementLine,
    WeekHours,
)
from carerdesk.domain.evidence.results import ControlResult, State
from carerdesk.domain.money import ZERO, Money

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
WAGE = Spend(
    id=2, day=date(2026, 10, 30), amount=Money.of("-1232.44"), description="ASHA PATEL", category="wages",
    payee=Payee.RELATIVE, expects=frozenset({"payslip"}), proofs=frozenset({"payslip"}),
    pays_payslip=Money.of("1232.44"),
)  # fmt: skip
SWIM = Spend(
    id=3, day=date(2026, 11, 3), amount=Money.of("-6.50"), description="LEISURE CENTRE", category="activities",
    outcome="Swim each week", points_to_plan=True, expects=frozenset({"receipt", "ticket"}),
    proofs=frozenset({"receipt"}),
)  # fmt: skip
LINES = (
    AccountLine(1, FIRST, Money.of(3600), "COUNCIL"),
    AccountLine(2, WAGE.day, WAGE.amount, WAGE.description),
    AccountLine(3, SWIM.day, SWIM.amount, SWIM.description),
)
CLOSING = Money.of(500) + Money.of(3600) + WAGE.amount + SWIM.amount
STATEMENT = Statement(
    8, "Support account", FIRST, LAST, CLOSING, tuple(StatementLine(x.day, x.amount, x.description) for x in LINES)
)
ACCOUNT = Account("Support account", FIRST, Money.of(500), LINES, (STATEMENT,))
SLIP = PayslipRecord(5, "Asha’s payslip of 30 October", WAGE.day, -WAGE.amount, -WAGE.amount, 6000, 6000)
GOOD = Records(
    first=FIRST,
    last=LAST,
    as_at=date(2027, 1, 4),
    accounts=(ACCOUNT,),
    spends=(Spend(1, FIRST, Money.of(3600), "COUNCIL", "direct_payment"), WAGE, SWIM),
    payslips=(SLIP,),
    weeks=(WeekHours(date(2026, 10, 5), 1200, 1200), WeekHours(date(2026, 10, 12), 1140, 1200)),
    liabilities=(Liability(6, "Tax month to 5 November", date(2026, 11, 22), Money(8436),
                           ((date(2026, 11, 20), Money(8436)),)),),
    contribution=Contribution(Money.of(520), Money.of(520)),
    cover=(Cover(date(2026, 1, 1), date(2026, 10, 31)), Cover(date(2026, 11, 1), date(2027, 10, 31))),
    days_worked=(date(2026, 10, 5), date(2026, 10, 31), date(2026, 11, 1)),
    held=Held(Decimal("6.2"), Decimal("9.0"), Decimal(4), Decimal(8)),
    paid_people=(PaidPerson(7, "Asha", live_in_relative=True, has_consent=True),),
)  # fmt: skip


def run(n: int, **changes: Any) -> ControlResult:
    result = control_tests(replace(GOOD, **changes), control_words())[n - 1]
    assert result.n == n
    return result


def failing(n: int, **changes: Any) -> list[str]:
    result = run(n, **changes)
    assert result.state is State.ATTENTION
    assert all(finding.todo for finding in result.findings)
    return [finding.text for finding in result.findings]


def missing(n: int, **changes: Any) -> str:
    result = run(n, **changes)
    assert result.state is State.NOT_CHECKED
    assert result.findings == ()
    return result.missing


def test_a_tidy_quarter_passes_all_twelve() -> None:
    results = control_tests(GOOD, control_words())
    assert [(result.n, result.state) for result in results] == [(n, State.PASS) for n in range(1, 13)]
    assert [result.result for result in results] == [
        "3 of 3 lines agree", "1 of 1 agree", "1 of 1 agree", "39 h of 40 h", "1 of 1 paid", "£520.00 paid in",
        "3 of 3 days", "Payments looked at: 2", "1 of 1", "6.2 weeks free", "1 of 1 with consent", "2 of 2",
    ]  # fmt: skip


def test_an_empty_period_says_what_is_not_recorded() -> None:
    states = {r.n: r.state for r in control_tests(Records(FIRST, LAST, LAST), control_words())}
    assert {n for n, state in states.items() if state is State.NOT_CHECKED} == {1, 6, 10}
    assert State.ATTENTION not in states.values()


def test_a_period_with_nothing_to_look_at_counts_no_nought_of_nought() -> None:
    nothing = Records(FIRST, LAST, LAST, contribution=Contribution(ZERO, ZERO))
    said = {r.n: r.result for r in control_tests(nothing, control_words()) if r.state is State.PASS}
    assert said[6] == "None was due"
    assert said[11] == "No relatives"
    assert not [words for words in said.values() if "0 of 0" in words or "£0.00" in words]


# 1: statements


def with_statement(**changes: Any) -> dict[str, Any]:
    return {"accounts": (replace(ACCOUNT, statements=(replace(STATEMENT, **changes),)),)}


def test_a_line_missing_from_the_books_is_found_by_line_and_by_balance() -> None:
    lines = (*LINES[:1], *LINES[2:])
    found = failing(1, accounts=(replace(ACCOUNT, lines=lines),))
    assert found[0] == "ASHA PATEL on 30 October 2026, £1,232.44, is on the statement but not in the books."
    assert "They differ by £1,232.44." in found[1]


def test_a_line_on_no_statement_is_found_once() -> None:
    extra = AccountLine(9, date(2026, 12, 1), Money(0), "NOTHING")
    found = run(1, accounts=(replace(ACCOUNT, lines=(*LINES, extra)),))
    assert [(f.record, f.id) for f in found.findings] == [("bank_line", 9)]


def test_the_same_amount_twice_on_one_day_must_be_there_twice() -> None:
    assert STATEMENT.lines is not None
    double = with_statement(lines=(*STATEMENT.lines, STATEMENT.lines[-1]), balance=CLOSING)
    assert failing(1, **double) == [
        "LEISURE CENTRE on 3 November 2026, £6.50, is on the statement but not in the books."
    ]


def test_a_statement_known_only_by_its_balance_is_held_against_it() -> None:
    assert run(1, **with_statement(lines=None)).state is State.PASS
    assert "They differ by £0.01" in failing(1, **with_statement(lines=None, balance=CLOSING + Money(1)))[0]


def test_lines_after_the_last_statement_are_not_proved() -> None:
    early = with_statement(last_day=date(2026, 10, 31), lines=None, balance=CLOSING - SWIM.amount)
    assert len(failing(1, **early)) == 1


def test_without_a_statement_nothing_is_checked() -> None:
    assert "statement" in missing(1, accounts=(replace(ACCOUNT, statements=()),))


# 2: wages


def test_a_wage_that_differs_from_its_payslip_is_found_on_both_sides() -> None:
    found = failing(2, payslips=(replace(SLIP, net=SLIP.net + Money(1)),))
    assert found == [
        "Asha’s payslip of 30 October: take-home pay is £1,232.45, but £1,232.44 was paid. They differ by £0.01."
    ]
    assert failing(2, spends=(replace(WAGE, pays_payslip=Money.of(1232)),)) == [
        "ASHA PATEL on 30 October 2026: £1,232.44 was paid as wages, and £0.44 of it has no payslip."
    ]


def test_a_payslip_nobody_paid_is_found_from_its_payday_on() -> None:
    unpaid = replace(SLIP, paid=Money(0), payday=date(2027, 1, 5))
    assert run(2, payslips=(unpaid,)).state is State.PASS
    assert failing(2, payslips=(replace(unpaid, payday=GOOD.as_at),))


# 3 and 4: hours


def test_hours_paid_beyond_the_timesheet_are_found() -> None:
    assert failing(3, payslips=(replace(SLIP, timesheet_minutes=5970),)) == [
        "Asha’s payslip of 30 October pays 100 h, but the timesheet says 99 h 30 min."
    ]


def test_one_unsigned_timesheet_wants_attention_and_none_at_all_is_not_checked() -> None:
    unsigned = replace(SLIP, timesheet_minutes=None)
    assert len(failing(3, payslips=(SLIP, unsigned))) == 1
    assert "timesheet" in missing(3, payslips=(unsigned,))


def test_hours_above_the_plan_are_told_by_the_week() -> None:
    over = run(4, weeks=(WeekHours(date(2026, 10, 5), 1300, 1200), WeekHours(date(2026, 10, 12), 1130, 1200)))
    assert (over.state, over.result) == (State.ATTENTION, "30 min over")
    assert [f.text for f in over.findings] == [
        "The week from 5 October 2026 has 21 h 40 min, 1 h 40 min above the plan."
    ]


def test_a_busy_week_and_a_quiet_one_may_make_up_for_each_other() -> None:
    weeks = (WeekHours(date(2026, 10, 5), 1300, 1200), WeekHours(date(2026, 10, 12), 1100, 1200))
    assert run(4, weeks=weeks).state is State.PASS


def test_hours_without_a_plan_are_not_checked() -> None:
    assert "plan" in missing(4, weeks=(*GOOD.weeks, WeekHours(date(2026, 10, 19), 60, None)))


# 5 and 6: what falls due

(MONTH,) = GOOD.liabilities or ()


@pytest.mark.parametrize(
    ("owed", "payments", "words"),
    [
        (8437, ((date(2026, 11, 20), 8436),), "£0.01 is missing"),
        (8435, ((date(2026, 11, 20), 8436),), "£0.01 too much"),
        (8436, ((date(2026, 11, 23), 8436),), "paid on 23 November 2026"),
        (8436, (), "£84.36 is missing"),
    ],
)
def test_tax_short_over_or_late_is_found(owed: int, payments: tuple[tuple[date, int], ...], words: str) -> None:
    month = replace(MONTH, owed=Money(owed), payments=tuple((day, Money(pence)) for day, pence in payments))
    (found,) = failing(5, liabilities=(month,))
    assert words in found


def test_tax_paid_on_the_last_day_is_in_time() -> None:
    assert run(5, liabilities=(replace(MONTH, payments=((MONTH.due, MONTH.owed),)),)).state is State.PASS


def test_tax_not_yet_due_may_be_open() -> None:
    open_month = replace(MONTH, due=GOOD.as_at, payments=())
    assert run(5, liabilities=(open_month,)).state is State.PASS


def test_tax_never_worked_out_is_not_checked() -> None:
    assert "HMRC" in missing(5, liabilities=None)


def test_a_contribution_short_or_over_is_found() -> None:
    assert "£20.00 is missing" in failing(6, contribution=Contribution(Money.of(520), Money.of(500)))[0]
    assert "£5.00 too much" in failing(6, contribution=Contribution(Money.of(520), Money.of(525)))[0]
    assert run(6, contribution=Contribution(Money(0), Money(0))).state is State.PASS
    assert "contribution" in missing(6, contribution=None)


# 7: insurance


def test_days_worked_without_insurance_are_found_together() -> None:
    lapsed = (Cover(date(2026, 1, 1), date(2026, 10, 30)),)
    assert failing(7, cover=lapsed) == ["No insurance covers 31 October to 1 November 2026. Days worked: 2."]
    assert run(7, cover=lapsed).result == "1 of 3 days"


def test_no_insurance_on_record_is_not_checked_if_somebody_worked() -> None:
    assert "insurance" in missing(7, cover=None)
    assert run(7, cover=None, days_worked=()).state is State.PASS


# 8 and 9: payees and the plan


@pytest.mark.parametrize("payee", [Payee.RELATIVE, Payee.SELF, Payee.OWN_ACCOUNT])
def test_money_to_someone_close_needs_payroll_or_a_reason(payee: Payee) -> None:
    close = replace(SWIM, payee=payee)
    assert len(failing(8, spends=(close,))) == 1
    assert run(8, spends=(replace(close, reason="Paid back for a train ticket"),)).state is State.PASS
    assert run(8, spends=(replace(close, pays_payslip=Money(650)),)).state is State.PASS


def test_money_moved_within_the_books_is_no_payment() -> None:
    moved = replace(SWIM, payee=Payee.OWN_ACCOUNT, within_books=True, category="", proofs=frozenset())
    assert all(run(n, spends=(moved,)).state is State.PASS for n in (8, 9, 12))


def test_payees_nobody_described_are_not_checked() -> None:
    assert "family" in missing(8, payees_known=False)


def test_a_spend_without_an_outcome_or_a_category_is_found() -> None:
    bare, unsorted = replace(SWIM, outcome=""), replace(SWIM, id=4, category="", points_to_plan=False)
    assert [f.id for f in run(9, spends=(WAGE, bare, unsorted)).findings] == [3, 4]
    assert "outcomes" in missing(9, outcomes_known=False)
    assert run(9, outcomes_known=False, spends=(WAGE,)).state is State.PASS


# 10 and 11: weeks held and relatives


def test_weeks_held_outside_the_limits_are_told_both_ways() -> None:
    assert failing(10, held=Held(Decimal("8.1"), Decimal("9.3"), None, Decimal(8))) == [
        "8.1 weeks are free (9.3 weeks in the account); the funder allows 8."
    ]
    assert failing(10, held=Held(Decimal("3.9"), Decimal("9.3"), Decimal(4), None)) == [
        "Only 3.9 weeks are free (9.3 weeks in the account); the funder expects 4."
    ]
    assert run(10, held=Held(Decimal("8.0"), Decimal("9.3"), Decimal(4), Decimal(8))).state is State.PASS


def test_weeks_without_a_week_or_a_limit_are_not_checked() -> None:
    assert "award" in missing(10, held=Held(None, None, None, Decimal(8)))
    assert "limits" in missing(10, held=Held(Decimal(8), Decimal(9)))


def test_a_live_in_relative_needs_consent() -> None:
    assert failing(11, paid_people=(PaidPerson(7, "Asha", live_in_relative=True),)) == [
        "Asha is a relative who lives in, and no consent from the funder is in the books."
    ]
    assert run(11, paid_people=(PaidPerson(7, "Asha", live_in_relative=False),)).state is State.PASS
    assert "Ben" in missing(11, paid_people=(PaidPerson(8, "Ben", None),))


# 12: proof


def test_a_spend_without_the_proof_its_category_accepts_is_found() -> None:
    result = run(12, spends=(WAGE, replace(SWIM, proofs=frozenset({"letter"}))))
    assert (result.state, result.result) == (State.ATTENTION, "1 of 2")
    assert result.findings[0].todo == "Add a receipt or a ticket."


def test_a_spend_nobody_sorted_still_wants_some_proof() -> None:
    unsorted = replace(SWIM, category="", expects=frozenset())
    assert run(12, spends=(unsorted,)).state is State.PASS
    assert len(failing(12, spends=(replace(unsorted, proofs=frozenset()),))) == 1
    assert run(12, spends=(replace(SWIM, category="bank_charge", expects=frozenset(), proofs=frozenset()),)).state is (
        State.PASS
    )


@given(st.lists(st.tuples(st.integers(0, 91), st.integers(-99_999, 99_999)), max_size=12), st.data())
def test_books_that_equal_the_statement_pass_and_books_that_lack_a_line_do_not(
    drawn: list[tuple[int, int]], data: st.DataObject
) -> None:
    lines = tuple(AccountLine(n, FIRST + timedelta(days=at), Money(pence)) for n, (at, pence) in enumerate(drawn))
    balance = Money(sum(pence for _, pence in drawn))
    paper = Statement(1, "Card", FIRST, LAST, balance, tuple(StatementLine(x.day, x.amount) for x in lines))
    account = Account("Card", FIRST, Money(0), lines, (paper,))
    assert run(1, accounts=(account,)).state is State.PASS
    if lines:
        gone = data.draw(st.integers(0, len(lines) - 1))
        assert failing(1, accounts=(replace(account, lines=lines[:gone] + lines[gone + 1 :]),))
