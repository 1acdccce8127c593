"""What stands on This week about returns."""

from __future__ import annotations

from datetime import date

from carerdesk.services.due.items import Due
from carerdesk.services.evidence.due import due_items
from carerdesk.services.evidence.explaining import add_return_period
from carerdesk.services.evidence.returns import all_returns
from carerdesk.services.evidence.sending import Sent, make_pack, record_sent
from carerdesk.services.funding.details import NewFunder
from carerdesk.services.funding.setup import change_funder
from carerdesk.services.outcome import Rejected
from carerdesk.store.books import Books
from tests.services.evidence.test_twelve_tests_fail import let_insurance_lapse, lose_a_receipt
from tests.services.evidence.year import COUNCIL, FIRST, LAST, NHS, TODAY, Year, made


def due(books: Books, today: date = TODAY) -> list[Due]:
    with books.reading() as session:
        return due_items(session, today)


def test_the_last_return_of_each_funder_waits_until_it_is_sent(books: Books, year: Year) -> None:
    first, second = due(books)
    assert first.title == "Send the Council return"
    assert first.second == "Westmere Council, 6 July to 5 October 2026"
    assert (first.day, first.flag, first.room) == (date(2026, 11, 2), "", "evidence")
    assert first.place == {"funder": COUNCIL, "first": "2026-07-06", "last": "2026-10-05"}
    assert second.title == "Send the NHS return"
    made(record_sent(books, make_pack(books, COUNCIL, FIRST, LAST), Sent(TODAY, "post", "Westmere")))
    assert [item.title for item in due(books)] == ["Send the NHS return"]


def test_what_does_not_pass_is_counted(books: Books, year: Year) -> None:
    lose_a_receipt(books, year)
    assert [item.flag for item in due(books)] == ["1 thing missing", ""]


def test_a_return_that_ends_soon_stands_beside_the_last_one(books: Books, year: Year) -> None:
    def council(today: date) -> list[object]:
        return [item.place["last"] for item in due(books, today) if item.place["funder"] == COUNCIL]

    assert council(date(2026, 12, 21)) == ["2026-10-05"]
    assert council(date(2026, 12, 22)) == ["2026-10-05", "2027-01-05"]
    assert council(date(2027, 1, 6)) == ["2027-01-05"]


def test_a_funder_that_asks_for_no_returns_is_left_alone(books: Books, year: Year) -> None:
    made(change_funder(books, NHS, NewFunder("NHS Westmere ICB", "NHS", "nhs")))
    assert [item.title for item in due(books)] == ["Send the Council return"]
    periods = [(one.first, one.last) for one in all_returns(books) if one.funder_id == NHS]
    assert periods == [(date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 12, 31))]


def test_a_period_from_a_letter_counts_instead_of_the_cycle(books: Books, year: Year) -> None:
    made(add_return_period(books, NHS, date(2026, 8, 3), date(2026, 11, 22), date(2026, 12, 2)))
    nhs = due(books)[1]
    assert (nhs.second, nhs.day) == ("NHS Westmere ICB, 3 August to 22 November 2026", date(2026, 12, 2))
    clash = add_return_period(books, NHS, date(2026, 11, 22), date(2026, 12, 31), None)
    assert isinstance(clash, Rejected)
    assert [problem.code for problem in clash.problems] == ["periods_overlap"]
    backward = add_return_period(books, NHS, date(2027, 2, 1), date(2027, 1, 1), None)
    assert isinstance(backward, Rejected)
    assert [problem.code for problem in backward.problems] == ["period_ends_before_start"]


def test_what_should_not_wait_stands_while_the_period_runs(books: Books, year: Year) -> None:
    for funder in (COUNCIL, NHS):
        made(record_sent(books, make_pack(books, funder, FIRST, LAST), Sent(TODAY, "post", "Westmere")))
    assert due(books) == []
    lose_a_receipt(books, year)
    assert due(books) == []
    let_insurance_lapse(books, year)
    (council, nhs) = due(books)
    assert council.title == "1 test of the Council return does not pass so far"
    assert council.place["first"] == "2026-10-06"
    assert nhs.title == "1 test of the NHS return does not pass so far"
