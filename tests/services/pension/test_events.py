"""Recording what happens to a membership."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.pension.events import Happened, change_days, paid_meanwhile, record_event, take_out_event
from carerdesk.services.pension.membership import events_of
from carerdesk.services.pension.standing import workers_pension
from carerdesk.store.verify import verify
from tests.services.pay.made import agreed, codes, done
from tests.services.pension.made import FIRST, asha_on, enrol, record, scheme

TODAY = date(2026, 11, 20)


@pytest.fixture
def asha(books: Books) -> int:
    scheme(books)
    return asha_on(books)


def test_nobody_is_enrolled_without_a_scheme_in_force(books: Books) -> None:
    asha = asha_on(books)
    assert codes(record(books, asha, "enrolled", FIRST)) == ["pension_no_scheme"]
    scheme(books, first_day=date(2026, 11, 1))
    assert codes(record(books, asha, "enrolled", FIRST)) == ["pension_no_scheme"]
    enrol(books, asha, date(2026, 11, 1))


def test_an_opt_out_before_joining_is_refused_and_keeps_nothing(books: Books, asha: int) -> None:
    assert codes(record(books, asha, "opted_out", TODAY)) == ["pension_opt_out_before_joining"]
    with books.reading() as session:
        assert events_of(session, asha) == ()
    assert verify(books) == ()


def test_one_undo_takes_back_what_was_recorded(books: Books, asha: int) -> None:
    joined = enrol(books, asha)
    assert workers_pension(books, asha).stands.is_member
    undo(books, joined.operation)
    assert workers_pension(books, asha).stands.kind == "outside"


def test_the_card_leads_from_enrolling_to_the_letter_to_the_end_of_the_month(books: Books, asha: int) -> None:
    assert workers_pension(books, asha).next_kinds[0] == "enrolled"
    event = enrol(books, asha).id
    assert event is not None
    card = workers_pension(books, asha)
    assert (card.next_kinds, card.opt_out_until, card.steps[0].wants_days) == (("opted_out", "ceased"), None, True)
    assert "by 7 December 2026" in card.steps[0].detail
    done(change_days(books, event, date(2026, 11, 2), date(2026, 11, 5)))
    card = workers_pension(books, asha)
    assert (card.opt_out_until, card.steps[0].wants_days) == (date(2026, 12, 4), False)
    assert codes(change_days(books, event, None, date(2026, 10, 25))) == ["pension_information_before_joining"]
    assert codes(change_days(books, event, date(2026, 11, 21), None)) == ["pension_day_in_the_future"]


def test_only_the_newest_can_be_taken_out_and_not_what_pay_rests_on(books: Books, asha: int) -> None:
    first = enrol(books, asha, information_on=FIRST).id
    left = done(record(books, asha, "ceased", date(2026, 11, 10))).id
    assert first is not None
    assert left is not None
    assert codes(take_out_event(books, first)) == ["pension_event_not_the_last"]
    done(take_out_event(books, left))
    agreed(books)
    assert codes(take_out_event(books, first)) == ["pension_event_paid"]


def test_a_day_among_agreed_pay_is_asked_about(books: Books, asha: int) -> None:
    joining = Happened("enrolled", FIRST)
    assert not paid_meanwhile(books, asha, joining)
    agreed(books)
    assert "22 November 2026" in paid_meanwhile(books, asha, joining)
    assert not paid_meanwhile(books, asha, Happened("enrolled", date(2026, 11, 23)))
    enrol(books, asha)
    assert "with contributions" in paid_meanwhile(books, asha, Happened("ceased", date(2026, 11, 10)))


def test_an_unknown_kind_is_a_fault_of_ours(books: Books, asha: int) -> None:
    with pytest.raises(ValueError, match="dismissed"):
        record_event(books, asha, Happened("dismissed", TODAY))
