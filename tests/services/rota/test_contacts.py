"""The family's list of who to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.services.books.undoing import undo
from carerdesk.services.due.items import Due
from carerdesk.services.rota import cover_due
from carerdesk.services.rota.contacts import (
    AGENCY,
    COUNCIL,
    FAMILY,
    PA,
    ContactDetails,
    add_contact,
    change_contact,
    confirm_contact,
    contact,
    move_contact,
    odd,
    remove_contact,
    who_to_ask,
    workers_not_listed,
)
from carerdesk.services.rota.cover_acts import Who, ask
from carerdesk.services.rota.notices_paper import record_of
from carerdesk.store.books import Books
from tests.services.conftest import TODAY
from tests.services.hours.made import codes, kept, typed
from tests.services.rota.conftest import Pas

AUNT = ContactDetails(FAMILY, name="Aunt Jo")


def names(books: Books) -> list[str]:
    return [one.name for one in who_to_ask(books)]


def due(books: Books, day: date = TODAY) -> list[Due]:
    with books.reading() as session:
        return cover_due.due_items(session, day)


def test_in_the_order_they_were_added_and_moved(books: Books, pas: Pas) -> None:
    first = kept(add_contact(books, ContactDetails(PA, worker_id=pas.kasia)))
    kept(add_contact(books, ContactDetails(AGENCY, name=" Bluebird ", rate=Decimal("24.50"))))
    last = kept(add_contact(books, ContactDetails(COUNCIL, name="Westmere out of hours")))
    assert names(books) == ["Kasia Wójcik", "Bluebird", "Westmere out of hours"]
    move_contact(books, last, -1)
    assert names(books) == ["Kasia Wójcik", "Westmere out of hours", "Bluebird"]
    undo(books)
    assert names(books) == ["Kasia Wójcik", "Bluebird", "Westmere out of hours"]
    move_contact(books, first, -1)
    move_contact(books, last, 1)
    assert names(books) == ["Kasia Wójcik", "Bluebird", "Westmere out of hours"], "the ends stay the ends"


def test_what_cannot_be_kept(books: Books, pas: Pas) -> None:
    assert codes(add_contact(books, ContactDetails(""))) == ["cover_kind_missing"]
    assert codes(add_contact(books, ContactDetails(PA))) == ["cover_worker_missing"]
    assert codes(add_contact(books, ContactDetails(AGENCY, name=" "))) == ["cover_name_missing"]
    assert codes(add_contact(books, ContactDetails(AGENCY, name="B", rate=Decimal(-1)))) == ["cover_rate_below_nothing"]
    ahead = ContactDetails(FAMILY, name="Jo", confirmed_on=date(2026, 11, 21))
    assert codes(add_contact(books, ahead)) == ["cover_confirmed_ahead"]
    mine = kept(add_contact(books, ContactDetails(PA, worker_id=pas.kasia)))
    assert codes(add_contact(books, ContactDetails(PA, worker_id=pas.kasia))) == ["cover_worker_twice"]
    assert kept(change_contact(books, mine, ContactDetails(PA, worker_id=pas.kasia, notice="a day"))) == mine
    assert [name for _, name in workers_not_listed(books)] == ["Asha Rahman", "Tom Griffiths"]
    assert len(workers_not_listed(books, mine)) == 3


def test_family_of_the_same_home_is_asked_about_where_a_funder_pays(books: Books) -> None:
    home = ContactDetails(FAMILY, name="Gran", same_household=True)
    assert [each.code for each in odd(books, home)] == ["cover_same_household"]
    assert odd(books, AUNT) == ()


def test_six_months_without_a_call_and_the_list_wants_one(books: Books) -> None:
    one = kept(add_contact(books, AUNT))
    assert [each.key for each in due(books)] == ["cover:stale"]
    confirm_contact(books, one)
    assert contact(books, one).confirmed_on == TODAY
    assert due(books) == []
    assert due(books, date(2027, 5, 19)) == []
    (item,) = due(books, date(2027, 5, 20))
    assert "Aunt Jo" in item.second


def test_taken_off_the_list_the_record_keeps_the_name(books: Books, pas: Pas) -> None:
    from carerdesk.services.hours.record_shift import record_shift

    one = kept(add_contact(books, AUNT))
    shift = kept(record_shift(books, typed(pas.asha, date(2026, 11, 27), "16:00", "19:00")))
    kept(ask(books, shift, Who(contact_id=one), "phone"))
    remove_contact(books, one)
    assert names(books) == []
    (line,) = record_of(books, date(2026, 11, 27), date(2026, 11, 27))
    assert (line.name, line.contact_id) == ("Aunt Jo", None)
    undo(books)
    assert record_of(books, date(2026, 11, 27), date(2026, 11, 27))[0].contact_id == one
