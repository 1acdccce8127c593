"""HMRC's notices: which one counts, from which payday, and what a new tax year keeps of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.joining.notices import Effect, Notice, effect, keep_notice
from carerdesk.services.joining.starters import P45, NewStart, keep_start
from carerdesk.services.joining.tax_rows import tax_history
from carerdesk.services.people.details import Tax
from carerdesk.services.people.read import tax_details_at
from tests.services.pay.made import PAYDAY, START, agreed, codes, done, keep, money, pa, weekdays

P6 = Notice("p6", date(2026, 11, 10), date(2026, 11, 12), "1100L")


def on(books: Books, worker_id: int, day: date) -> Tax:
    with books.reading() as session:
        found = tax_details_at(session, worker_id, day)
    assert found is not None
    return found


def test_a_notice_counts_from_its_day_and_not_before(books: Books) -> None:
    asha = pa(books)
    done(keep_notice(books, asha, P6))
    assert on(books, asha, date(2026, 11, 11)).code == "1257L"
    kept = on(books, asha, date(2026, 11, 12))
    assert (kept.code, kept.basis, kept.came_from, kept.told_on) == ("1100L", "cumulative", "p6", date(2026, 11, 10))


def test_the_notice_dated_last_counts_however_late_an_older_one_is_typed(books: Books) -> None:
    asha = pa(books)
    done(keep_notice(books, asha, P6))
    older = replace(P6, dated=date(2026, 11, 3), code="900L")
    assert codes(keep_notice(books, asha, older)) == ["newer_notice_stands"]
    done(keep_notice(books, asha, replace(older, first_day=date(2026, 11, 3))))  # for the days before it
    assert on(books, asha, date(2026, 11, 5)).code == "900L"
    assert on(books, asha, PAYDAY).code == "1100L"


def test_a_newer_notice_takes_away_an_older_one_that_would_begin_later(books: Books) -> None:
    asha = pa(books)
    done(keep_notice(books, asha, replace(P6, first_day=date(2026, 12, 1), code="900L")))
    newer = done(keep_notice(books, asha, replace(P6, dated=date(2026, 11, 18), first_day=date(2026, 11, 18))))
    assert on(books, asha, date(2026, 12, 24)).code == "1100L"
    undo(books, newer.operation)
    assert on(books, asha, date(2026, 12, 24)).code == "900L"


def test_a_p6_takes_the_place_of_the_p45s_pay_and_tax(books: Books) -> None:
    asha = pa(books)
    old = P45(date(2026, 8, 28), "1257L", pay=money("3200"), tax=money("214.40"))
    done(keep_start(books, asha, NewStart(START, "p45", "A", old)))
    told = replace(P6, earlier_pay=money("4000"), earlier_tax=money("300"))
    done(keep_notice(books, asha, told))
    with books.reading() as session:
        assert earlier_job(session, asha, date(2026, 11, 11)).pay == money("3200")
        assert earlier_job(session, asha, PAYDAY).pay == money("4000")
        assert earlier_job(session, asha, PAYDAY).tax == money("300")


def test_week_one_is_dropped_on_6_april_unless_told_again(books: Books) -> None:
    asha = pa(books)
    done(keep_notice(books, asha, replace(P6, week_one=True)))
    assert on(books, asha, date(2027, 4, 5)).basis == "week_one"
    assert on(books, asha, date(2027, 4, 6)).basis == "cumulative"
    again = Notice("p9", date(2026, 11, 20), date(2027, 4, 6), "1257L X")
    done(keep_notice(books, asha, again))
    assert on(books, asha, date(2027, 4, 6)).basis == "week_one"


def test_loans_begin_and_stop_and_go_on_through_later_codes(books: Books) -> None:
    asha = pa(books)
    done(keep_notice(books, asha, P6))
    done(keep_notice(books, asha, Notice("sl1", date(2026, 10, 1), date(2026, 10, 5), loan_plan="plan_2")))
    done(keep_notice(books, asha, Notice("pgl1", date(2026, 10, 1), date(2026, 10, 5))))
    kept = on(books, asha, PAYDAY)
    assert (kept.code, kept.loan_plan, kept.postgraduate_loan) == ("1100L", "plan_2", True)
    assert on(books, asha, date(2026, 10, 4)).loan_plan == ""
    done(keep_notice(books, asha, Notice("sl2", date(2026, 11, 15), date(2026, 11, 25))))
    done(keep_notice(books, asha, Notice("pgl2", date(2026, 11, 15), date(2026, 11, 26))))
    kept = on(books, asha, PAYDAY)
    assert (kept.code, kept.loan_plan, kept.postgraduate_loan) == ("1100L", "", False)
    with books.reading() as session:
        assert [row.tax.came_from for row in tax_history(session, asha)] == ["pgl2", "sl2", "p6", "pgl1", "sl1", ""]


def test_the_first_payday_that_uses_it_is_said_and_the_ones_it_missed(books: Books) -> None:
    asha = pa(books)
    assert effect(books, asha, date(2026, 11, 12)) == Effect(PAYDAY, ())
    keep(books, weekdays(asha, date(2026, 11, 20), 3, "08:00-16:00"))
    agreed(books)
    assert effect(books, asha, date(2026, 11, 12)) == Effect(date(2026, 12, 25), (PAYDAY,))


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (replace(P6, code="12.57L"), "tax_code_unknown"),
        (replace(P6, dated=date(2026, 11, 21)), "notice_in_future"),
        (replace(P6, kind="p9"), "p9_from_6_april"),
        (replace(P6, earlier_pay=money("10")), "notice_pay_and_tax"),
        (replace(P6, earlier_pay=money("10"), earlier_tax=money("11")), "p45_tax_above_pay"),
        (replace(P6, kind="sl1"), "sl1_plan_missing"),
        (replace(P6, first_day=date(2026, 8, 1)), "notice_before_first_code"),
        (replace(P6, first_day=date(2025, 8, 1)), "notice_long_before"),
    ],
)
def test_what_cannot_be_is_refused(books: Books, notice: Notice, code: str) -> None:
    asha = pa(books)
    assert code in codes(keep_notice(books, asha, notice))
    assert len(books.quick("SELECT id FROM tax_details")) == 1
