"""Money set aside, thing by thing and to the penny, on any day; claims by the hour; expected against received."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from carerdesk.domain.funding.set_aside import Reason
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.funding.aside import everything_set_aside, kept_back
from carerdesk.services.funding.budget import FunderBudget, budget_cards, funder_budget
from carerdesk.services.funding.claiming import HoursClaimed, claim_between
from carerdesk.services.funding.details import NewAward
from carerdesk.services.funding.held import funder_money, money_held
from carerdesk.services.funding.kept import KeptBack
from carerdesk.services.funding.setup import add_award
from carerdesk.services.money.bills import NewBill, add_bill
from carerdesk.services.money.joining import Pays, join_line
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.owed import Kind
from carerdesk.services.money.sorting import sort_line
from carerdesk.services.pay.agree import agree_payday
from carerdesk.store.books import Books
from carerdesk.store.tables import Funder
from tests.services.conftest import TODAY, Funders
from tests.services.evidence.year import made
from tests.services.funding.conftest import Worked

END = date(2026, 9, 30)


def kept(books: Books, day: date, reason: Reason) -> list[KeptBack]:
    with books.reading() as session:
        return [one for one in kept_back(session, day) if one.reason is reason]


def parts(one: KeptBack) -> list[str]:
    assert one.shares is not None
    return [one.shares.get(funder, ZERO).text for funder in (2, 3, 4)]


def budget(books: Books, funder: int, day: date | None = None) -> FunderBudget:
    found = funder_budget(books, funder, day)
    assert found is not None
    return found


def test_wages_not_paid_are_kept_by_whose_hours_they_were(books: Books, worked: Worked) -> None:
    (wages,) = kept(books, END, Reason.WAGES)
    assert wages.what == "Asha’s take-home pay of Wednesday 30 September"
    assert parts(wages) == ["759.38", "253.13", "253.13"]
    (hmrc,) = kept(books, END, Reason.HMRC)
    assert parts(hmrc) == ["50.62", "16.87", "16.87"]


def test_a_payment_takes_it_out_from_its_day_on(books: Books, worked: Worked) -> None:
    row = made(add_line(books, worked.account, NewLine(date(2026, 10, 2), Money.of("-1000.00"), "ASHA")))
    made(join_line(books, row, [Pays(Kind.PAYSLIP, 1, Money.of("1000.00"))]))
    assert parts(kept(books, date(2026, 10, 1), Reason.WAGES)[0]) == ["759.38", "253.13", "253.13"]
    left = kept(books, date(2026, 10, 2), Reason.WAGES)[0]
    assert left.shares is not None
    assert total(left.shares.values()) == Money.of("265.64")


def test_hours_no_payslip_pays_yet_are_kept_as_gross_pay(books: Books, worked: Worked) -> None:
    """Ten of October’s shifts are worked by the 10th: 50 hours at £13.50, on top of September’s pay."""
    _, hours = kept(books, date(2026, 10, 10), Reason.WAGES)
    assert hours.what == "Asha’s hours since 1 October 2026"
    assert parts(hours) == ["405.00", "135.00", "135.00"]


def test_a_payslip_agreed_later_changes_nothing_of_an_earlier_day(books: Books, worked: Worked) -> None:
    before = kept(books, date(2026, 10, 10), Reason.WAGES)
    made(agree_payday(books, date(2026, 10, 31)))
    assert [parts(one) for one in kept(books, date(2026, 10, 10), Reason.WAGES)] == [parts(one) for one in before]


def test_holiday_notice_and_redundancy_are_kept_with_their_working(books: Books, worked: Worked) -> None:
    (holiday,) = kept(books, END, Reason.HOLIDAY)
    assert holiday.shares is not None
    assert [line.text for line in holiday.lines][:2] == ["Earned so far this leave year", "Taken"]
    assert holiday.lines[-1].figure == str(total(holiday.shares.values()))
    (notice,) = kept(books, END, Reason.NOTICE)
    assert notice.shares is None
    assert notice.what == "Asha’s notice: less than twelve weeks of pay are in the books"


def test_with_fixed_hours_notice_and_redundancy_are_worked_out(books: Books, worked: Worked) -> None:
    """Two complete years at 44: two weeks' notice, and one and a half weeks for each year (all at 41 or older)."""
    with books.operation("Hours fixed") as op:
        from carerdesk.store.tables import Contract

        for row in op.session.query(Contract):
            row.hours_kind, row.weekly_minutes, row.days_per_week = "fixed", 20 * 60, Decimal(5)
    (notice,) = kept(books, END, Reason.NOTICE)
    (redundancy,) = kept(books, END, Reason.REDUNDANCY)
    assert notice.shares is not None
    assert redundancy.shares is not None
    assert total(notice.shares.values()) == Money.of("540.00")
    assert total(redundancy.shares.values()) == Money.of("810.00")
    assert [line.text for line in redundancy.lines][2:] == ["Weeks, by whole years and age", "Kept for it"]


def test_bills_are_kept_until_paid_and_gaps_are_said(books: Books, worked: Worked) -> None:
    made(add_bill(books, NewBill("Fernbank Mutual", "insurance", Money.of("96.00"), date(2026, 9, 20), funder_id=2)))
    (bill,) = kept(books, END, Reason.BILLS)
    assert (bill.what, parts(bill)) == ("Fernbank Mutual, received 20 September 2026", ["96.00", "0.00", "0.00"])
    assert kept(books, date(2026, 9, 19), Reason.BILLS) == []
    made(add_bill(books, NewBill("Printer", "equipment", Money.of("30.00"), date(2026, 9, 21))))
    gap = kept(books, END, Reason.BILLS)[1]
    assert gap.shares is None
    assert gap.what == "£30.00 for Printer: nobody is chosen to pay it"


def test_free_and_weeks_follow_from_balance_and_what_is_set_aside(books: Books, worked: Worked) -> None:
    with books.reading() as session:
        money = next(one for one in funder_money(session, END) if one.funder_id == 2)
        aside = everything_set_aside(session, END)[2]
    assert money.balance == Money.of("4000")
    assert money.aside == aside
    assert money.weeks.free == money.balance - aside.total
    assert money.weeks.weekly == Money.of("640.06")
    shown = budget(books, 2, END)
    assert total(line.amount for line in shown.aside if line.amount is not None) == aside.total
    assert all(line.working is not None for line in shown.aside if line.amount is not None)


def test_a_funder_without_money_is_overdrawn_and_said_so(books: Books, worked: Worked, funders: Funders) -> None:
    row = made(add_line(books, worked.account, NewLine(date(2026, 10, 2), Money.of("-10.00"), "SHOP")))
    made(sort_line(books, row, category="activities", funder_id=funders.nhs))
    card = next(one for one in budget_cards(books) if one.funder_id == funders.nhs)
    assert card.money.balance == Money.of("-10.00")


def claim(books: Books, funder: int, first: date, last: date) -> HoursClaimed:
    with books.reading() as session:
        return claim_between(session, session.get_one(Funder, funder), first, last)


def test_access_to_work_is_asked_for_hours_at_its_rate_and_the_margin_is_shown(books: Books, worked: Worked) -> None:
    """20 hours at £18.00 against a fifth of a payslip of £1,350.00, its National Insurance met by the allowance."""
    found = claim(books, worked.access_to_work, date(2026, 9, 1), END)
    assert (found.minutes, found.claim.amount, found.claim.cost) == (1200, Money.of("360.00"), Money.of("270.00"))
    assert found.claim.margin == Money.of("90.00")
    assert total(line.amount for line in found.lines) == found.claim.amount
    assert (found.lines[0].times, found.lines[0].worked, found.lines[0].minutes) == ("10:00 to 15:00", 300, 60)


def test_hours_of_half_a_period_cost_half_and_unpaid_ones_nothing_yet(books: Books, worked: Worked) -> None:
    assert claim(books, worked.access_to_work, date(2026, 9, 1), date(2026, 9, 10)).claim.cost == Money.of("135.00")
    october = claim(books, worked.access_to_work, date(2026, 10, 1), date(2026, 10, 31))
    assert (october.claim.amount, october.claim.cost) == (Money.of("360.00"), ZERO)
    assert claim(books, worked.access_to_work, date(2025, 1, 1), date(2025, 1, 31)).lines == ()


def test_the_budget_says_what_was_claimed_and_paid(books: Books, worked: Worked) -> None:
    row = made(add_line(books, worked.account, NewLine(date(2026, 10, 20), Money.of("360.00"), "DWP ACCESS")))
    made(sort_line(books, row, category="claim_paid", funder_id=worked.access_to_work))
    claimed = budget(books, worked.access_to_work).claimed
    assert claimed is not None
    assert (claimed.claim, claimed.paid, claimed.cost) == (Money.of("720.00"), Money.of("360.00"), Money.of("270.00"))
    assert budget(books, 2).claimed is None


def test_payments_expected_since_the_books_began_against_those_that_came(books: Books, worked: Worked) -> None:
    """The award began in April, but the account only on 1 September: eleven weeks are due from then to 20 November."""
    for week in range(11):
        row = made(
            add_line(
                books,
                worked.account,
                NewLine(date(2026, 9, 7 + week) if week < 5 else date(2026, 10, week), Money.of("640.06"), "DP"),
            )
        )
        made(sort_line(books, row, category="direct_payment", funder_id=2))
    flow = budget(books, 2).payments
    assert flow is not None
    assert flow.since == date(2026, 9, 1)
    assert (flow.due, flow.came, flow.missing) == (Money.of("7040.66"), Money.of("7040.66"), ZERO)
    assert flow.next is not None
    assert (flow.next.day, flow.next.amount) == (date(2026, 11, 23), Money.of("640.06"))


def test_a_contribution_is_counted_where_the_award_asks_for_one(books: Books, worked: Worked) -> None:
    assert budget(books, 2).contribution is None
    new = NewAward(date(2026, 11, 2), Money.of("640.06"), "week", weekly_minutes=2400, contribution=Money.of("12.00"))
    made(add_award(books, 2, new))
    flow = budget(books, 2).contribution
    assert flow is not None
    assert (flow.since, flow.due, flow.came, flow.missing) == (
        date(2026, 11, 2), Money.of("36.00"), ZERO, Money.of("36.00"),
    )  # fmt: skip


def test_hours_of_the_last_four_weeks_stand_against_the_award(books: Books, worked: Worked) -> None:
    hours = budget(books, 2, date(2026, 10, 7)).hours
    assert hours is not None
    assert hours.since == date(2026, 9, 7)
    assert (hours.worked, hours.planned) == ((14 + 4) * 180, 4 * 40 * 60)
    assert budget(books, 3).hours is None


def test_the_weeks_run_on_from_one_to_the_next(books: Books, worked: Worked) -> None:
    row = made(add_line(books, worked.account, NewLine(date(2026, 10, 2), Money.of("-10.00"), "SHOP")))
    made(sort_line(books, row, category="activities", funder_id=2))
    weeks = budget(books, 2).weeks
    assert weeks[-1].last == TODAY
    assert weeks[0].balance == Money.of("4000")
    assert weeks[-1].balance == Money.of("3990")
    for before, after in pairwise(weeks):
        assert after.balance == before.balance + after.money_in - after.money_out


def test_this_week_shows_who_gives_or_holds_money(books: Books, worked: Worked) -> None:
    with books.reading() as session:
        held = money_held(session, END)
    assert [one.funder for one in held] == ["Council"]
    assert held[0].verdict in {"A little low", "Within limits"}
    assert (held[0].least, held[0].most) == ("4", "8")
