"""Sick pay on payslips: due by the end of the period, less what was paid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.pay.paydays import next_paydays
from carerdesk.services.pay.read import PaydayView, payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.sickness.record import (
    NewSpell,
    change_sickness,
    end_sickness,
    record_sickness,
    remove_sickness,
    say_average,
)
from carerdesk.store import tables
from tests.services.conftest import Funders
from tests.services.pay.made import COUNCIL, NHS, agreed, codes, done, keep, money, shift
from tests.services.sickness.made import BEGAN, FIRST_PAYDAY, TO_FRIDAY, WEEK, paid_weeks, sick, weekly, work

ILL = date(2026, 11, 9)  # a Monday, the first day of the period paid on 20 November
PAID_ON = date(2026, 11, 20)
NEXT = date(2026, 11, 27)
FROM_DECEMBER: dict[str, Any] = {"first_payday": date(2025, 12, 12), "period_end": date(2025, 12, 7)}


def ssp(books: Books) -> dict[date, Money]:
    """Sick pay by payday."""
    with books.reading() as session:
        line, slip = tables.PayslipLine, tables.Payslip
        wanted = select(slip.payday, line.amount).join(slip, slip.id == line.payslip_id).where(line.kind == "ssp")
        rows = session.execute(wanted).all()
    found: dict[date, Money] = {}
    for payday, amount in rows:
        found[payday] = found.get(payday, ZERO) + amount
    return found


def gross_lines(view: PaydayView) -> list[tuple[str, str]]:
    return [(line.text, line.figure) for line in view.columns[0].workings["gross"].lines]


def test_a_week_off_sick_is_paid_by_its_days_with_its_working(books: Books) -> None:
    asha = paid_weeks(books, 9)  # £108.80 a week: 8 h at £13.60
    sick(books, asha, ILL, date(2026, 11, 13))
    view = payday_view(books, PAID_ON)
    assert view.columns[0].figures["gross"] == money("87.04")  # 80% of £108.80 is below the flat rate
    assert gross_lines(view)[0] == ("Statutory Sick Pay, 9 to 13 November 2026: 5 × £17.408", "£87.04")


def test_a_spell_over_two_paydays_is_paid_on_each_for_its_days(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, date(2026, 11, 12))  # Thursday, still off
    agreed(books, PAID_ON)
    agreed(books, NEXT)
    assert ssp(books) == {PAID_ON: money("34.82"), NEXT: money("87.04")}  # 2 × £17.408 rounded up, then a week


def test_entered_late_it_is_paid_on_the_next_payday_to_the_same_sum(books: Books) -> None:
    asha = paid_weeks(books, 9)
    agreed_nothing = payday_view(books, PAID_ON)
    assert agreed_nothing.columns == ()
    sick(books, asha, date(2026, 11, 12), date(2026, 11, 20))
    agreed(books, NEXT)
    assert ssp(books) == {NEXT: money("121.86")}


def test_cut_at_a_payday_in_two_records_it_pays_the_same(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, date(2026, 11, 11), date(2026, 11, 12))
    sick(books, asha, date(2026, 11, 13), date(2026, 11, 20))
    agreed(books, PAID_ON)
    agreed(books, NEXT)
    assert total(ssp(books).values()) == money("139.27")  # £52.23 (three days of £17.408, up) and £87.04
    assert ssp(books)[PAID_ON] == money("52.23")


def test_a_day_too_many_is_taken_back_from_the_next_pay(books: Books) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, ILL, date(2026, 11, 13))
    agreed(books, PAID_ON)
    changed = NewSpell(asha, ILL, date(2026, 11, 11), TO_FRIDAY)
    done(change_sickness(books, spell, changed))
    keep(books, [shift(asha, date(2026, 11, 16), "08:00-16:00")])
    view = payday_view(books, NEXT)
    assert ("Statutory Sick Pay from Monday 9 November, put right", "−\u2009£34.81") in gross_lines(view)
    agreed(books, NEXT)
    assert total(ssp(books).values()) == money("52.23")


def test_what_cannot_be_taken_back_yet_waits(books: Books) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, ILL, date(2026, 11, 13))
    agreed(books, PAID_ON)
    done(change_sickness(books, spell, NewSpell(asha, ILL, ILL, TO_FRIDAY)))
    view = payday_view(books, NEXT)
    assert view.columns == ()
    work(books, asha, 12)
    later = payday_view(books, date(2026, 12, 4))
    assert later.columns[0].figures["gross"] == money("39.17")  # £108.80 less £69.63


def test_a_paid_spell_is_not_taken_out_until_the_money_is_back(books: Books) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, ILL, date(2026, 11, 13))
    agreed(books, PAID_ON)
    assert codes(remove_sickness(books, spell)) == ["sick_already_paid"]
    refused = NewSpell(asha, ILL, date(2026, 11, 13), TO_FRIDAY, refused="entered for the wrong PA")
    done(change_sickness(books, spell, refused))
    work(books, asha, 11)
    agreed(books, NEXT)
    assert total(ssp(books).values()) == ZERO
    done(remove_sickness(books, spell))


def test_undoing_the_record_of_a_paid_spell_takes_the_money_back_too(books: Books) -> None:
    asha = paid_weeks(books, 9)
    recorded = done(record_sickness(books, NewSpell(asha, ILL, date(2026, 11, 13), TO_FRIDAY)))
    agreed(books, PAID_ON)
    done(undo(books, recorded.operation))
    work(books, asha, 11)
    assert ("Statutory Sick Pay, paid by mistake", "−\u2009£87.04") in gross_lines(payday_view(books, NEXT))


def test_the_average_is_kept_when_first_paid_and_let_go_when_the_payday_is_taken_back(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, ILL)
    agreed(books, PAID_ON)
    assert _kept(books) == [(ILL, Decimal("108.8"))]
    agreed(books, NEXT)
    assert len(_kept(books)) == 1
    done(take_back(books, NEXT))
    done(take_back(books, PAID_ON))
    assert _kept(books) == []
    assert ssp(books) == {}


def _kept(books: Books) -> list[tuple[date, Decimal]]:
    kept = tables.KeptAverage
    with books.reading() as session:
        return [(day, amount) for day, amount in session.execute(select(kept.day, kept.amount))]


def test_a_linked_spell_rests_on_the_average_of_the_first(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, date(2026, 11, 2), date(2026, 11, 2))
    agreed(books, date(2026, 11, 13))
    sick(books, asha, date(2026, 11, 16), date(2026, 11, 20))
    agreed(books, NEXT)
    assert ssp(books) == {date(2026, 11, 13): money("17.41"), NEXT: money("87.04")}


def test_waiting_days_and_the_old_limit_are_told_on_the_payday(books: Books) -> None:
    asha = weekly(books, started=date(2025, 12, 1), **FROM_DECEMBER)
    for week in range(10):
        keep(books, [shift(asha, date(2025, 12, 1) + week * WEEK, "08:00-16:00")])
        agreed(books, date(2025, 12, 12) + week * WEEK)
    sick(books, asha, date(2026, 2, 9), date(2026, 2, 13))
    notices = payday_view(books, date(2026, 2, 20)).nothing[0][1]
    assert any("earned less than the limit" in words for words in notices)


def test_the_change_of_april_2026_in_one_spell(books: Books) -> None:
    """£130.56 a week: waiting 23 to 25 March, the old flat rate, then the new flat rate kept, not 80%."""
    asha = weekly(books, started=date(2025, 12, 1), **FROM_DECEMBER)
    for week in range(16):
        keep(books, [shift(asha, date(2025, 12, 1) + week * WEEK, "08:00-17:36")])
        agreed(books, date(2025, 12, 12) + week * WEEK)
    sick(books, asha, date(2026, 3, 23), date(2026, 4, 10))
    for payday in (date(2026, 4, 3), date(2026, 4, 10), date(2026, 4, 17)):
        agreed(books, payday)
    assert ssp(books) == {
        date(2026, 4, 3): money("47.50"),  # 2 × £23.75
        date(2026, 4, 10): money("118.75"),
        date(2026, 4, 17): money("123.25"),
    }


def test_without_an_average_pay_goes_on_and_says_what_waits(books: Books) -> None:
    asha = weekly(books)
    work(books, asha, 0)
    sick(books, asha, BEGAN + timedelta(days=1), BEGAN + timedelta(days=4))
    view = payday_view(books, FIRST_PAYDAY)
    assert view.columns[0].figures["gross"] == money("108.80")
    assert any("average weekly earnings are missing" in words for words in view.columns[0].notices)
    done(say_average(books, 1, money("150"), "32 h a week are agreed"))
    assert payday_view(books, FIRST_PAYDAY).columns[0].figures["gross"] == money("204.80")  # and 4 × £24


def test_sick_pay_follows_the_shares_of_the_twelve_weeks_before(books: Books, funders: Funders) -> None:
    asha = weekly(books)
    for week in range(9):
        work(books, asha, week, "08:00-16:00", (COUNCIL, 75), (NHS, 25))
        agreed(books, FIRST_PAYDAY + week * WEEK)
    sick(books, asha, ILL, date(2026, 11, 13))
    parts = {part.funder_id: part.components["gross"] for part in payday_view(books, PAID_ON).columns[0].funders}
    assert parts == {funders.council: money("65.28"), funders.nhs: money("21.76")}


def test_days_before_the_first_payday_here_were_paid_elsewhere_and_use_up_weeks(books: Books) -> None:
    asha = weekly(books, started=date(2026, 8, 3))
    with books.operation("Contract from later on") as op:
        row = op.session.scalars(select(tables.Contract)).one()
        row.first_day = BEGAN
    keep(books, [shift(asha, date(2026, 9, 7), "08:00-16:00")], confirmed=False)
    spell = sick(books, asha, date(2026, 8, 26), date(2026, 9, 4))
    done(say_average(books, spell, money("200"), "payslips of the payroll company"))
    agreed(books, FIRST_PAYDAY)
    assert ssp(books) == {FIRST_PAYDAY: money("123.25")}


def test_hours_recorded_later_on_a_sick_day_are_pointed_out(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, ILL, date(2026, 11, 13))
    keep(books, [shift(asha, date(2026, 11, 10), "08:00-10:00")])
    notices = payday_view(books, PAID_ON).columns[0].notices
    assert any("Tuesday 10 November, a day off sick" in words for words in notices)


@pytest.mark.parametrize("first", [True, False])
def test_the_order_of_entry_pays_the_same(books: Books, *, first: bool) -> None:
    asha = paid_weeks(books, 9)
    spells = [(date(2026, 11, 2), date(2026, 11, 3)), (date(2026, 11, 10), date(2026, 11, 12))]
    for days in spells if first else reversed(spells):
        sick(books, asha, *days)
    agreed(books, date(2026, 11, 13))
    agreed(books, PAID_ON)
    assert ssp(books) == {date(2026, 11, 13): money("34.82"), PAID_ON: money("52.23")}


def test_the_end_of_the_job_ends_sick_pay(books: Books) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, ILL)
    with books.operation("Asha left") as op:
        op.session.get_one(tables.Worker, asha).left = date(2026, 11, 11)
    agreed(books, PAID_ON)
    assert ssp(books) == {PAID_ON: money("52.23")}
    assert codes(end_sickness(books, spell, date(2026, 11, 13))) == ["sick_after_job"]


def test_where_no_hours_say_whose_money_it_is_nothing_is_paid_yet(books: Books) -> None:
    asha = weekly(books)
    spell = sick(books, asha, date(2026, 9, 1), date(2026, 9, 4))
    done(say_average(books, spell, money("200"), "as the contract says"))
    assert any("who pays" in words for words in payday_view(books, FIRST_PAYDAY).nothing[0][1])


def test_a_payday_of_sick_pay_alone_is_listed_and_stays_until_it_is_paid(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, date(2026, 11, 2), date(2026, 11, 6))
    with books.reading() as session:
        assert date(2026, 11, 13) in next_paydays(session, date(2026, 12, 20))


def test_sick_pay_entered_after_leaving_finds_a_payday(books: Books) -> None:
    asha = paid_weeks(books, 10)
    with books.operation("Asha left") as op:
        op.session.get_one(tables.Worker, asha).left = date(2026, 11, 8)
    with books.reading() as session:
        assert next_paydays(session, date(2026, 12, 20)) == {}
    sick(books, asha, date(2026, 11, 5), date(2026, 11, 6))
    with books.reading() as session:
        (payday,) = next_paydays(session, date(2026, 12, 20))
    agreed(books, payday)
    assert ssp(books) == {payday: money("34.82")}
