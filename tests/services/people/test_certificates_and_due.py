from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.services.due.items import Due
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate, change_certificate, remove_certificate
from carerdesk.services.people.change_worker import record_leaving
from carerdesk.services.people.details import CertificateDetails, NewWorker, WorkerDetails
from carerdesk.services.people.due import due_items
from carerdesk.services.people.read import certificates, worker
from carerdesk.store.books import Books
from tests.services.money.papers import invoice

INSURANCE = CertificateDetails("employers_liability", date(2026, 6, 1), date(2027, 5, 31), "EL-1", "Harbour Insurance")
CAR = CertificateDetails("car_insurance", date(2026, 1, 20), date(2027, 1, 19))


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def due(books: Books, today: date | None = None) -> dict[str, Due]:
    with books.reading() as session:
        return {item.key: item for item in due_items(session, today or books.today())}


def insure(books: Books) -> None:
    """Insurance, with its certificate."""
    kept = add_certificate(books, None, INSURANCE)
    assert isinstance(kept, Done)
    assert kept.id is not None
    attach_document(books, "certificate", kept.id, invoice("EL-1"), file_name="EL.pdf", kind="insurance")


def test_a_certificate_is_kept_changed_and_taken_out(books: Books, asha_id: int) -> None:
    outcome = add_certificate(books, asha_id, CAR)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    assert outcome.said == "Car insurance for work for Asha Rahman added"
    assert isinstance(change_certificate(books, outcome.id, replace(CAR, reference="P-77")), Done)
    assert {kept.what.reference for kept in worker(books, asha_id).certificates} == {"001", "P-77"}
    assert isinstance(remove_certificate(books, outcome.id), Done)
    assert {kept.what.kind for kept in worker(books, asha_id).certificates} == {"dbs"}


def test_the_employers_own_papers_stand_apart(books: Books, asha_id: int) -> None:
    outcome = add_certificate(books, None, INSURANCE)
    assert isinstance(outcome, Done)
    assert outcome.said == "Employers’ liability insurance added"
    with books.reading() as session:
        assert [kept.what for kept in certificates(session, None)] == [INSURANCE]
    assert {kept.what.kind for kept in worker(books, asha_id).certificates} == {"dbs"}


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        (replace(CAR, last_day=date(2026, 1, 19)), "last_day", "certificate_ends_before_start"),
        (CertificateDetails("other"), "note", "certificate_name_missing"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused(
    books: Books, asha_id: int, details: CertificateDetails, field: str, code: str
) -> None:
    for outcome in (add_certificate(books, asha_id, details), change_certificate(books, 1, details)):
        assert isinstance(outcome, Rejected)
        assert [(problem.field, problem.code) for problem in outcome.problems] == [(field, code)]


def test_missing_insurance_is_due_while_somebody_is_employed(books: Books, asha_id: int) -> None:
    found = due(books)["insurance:employers_liability"]
    assert found.title == "Record the employers’ liability insurance"
    assert found.flag == "Not recorded"
    insure(books)
    assert due(books) == {}


def test_an_agency_alone_needs_no_employers_insurance(books: Books) -> None:
    add_worker(books, NewWorker(WorkerDetails("Harbour Care Ltd", kind="agency")))
    assert due(books) == {}


def test_what_is_missing_for_the_first_payday_is_named(books: Books) -> None:
    add_worker(books, NewWorker(WorkerDetails("Tom Griffiths", born=date(1999, 1, 1))))
    item = due(books)["worker:1:ready"]
    assert item.flag == "5 things missing"
    assert item.title == "Finish Tom’s details"
    assert item.second == "Not ready to be paid without: first day of the job, address, contract, pay rate, tax code"
    assert item.place == {"worker": 1}


def test_a_certificate_is_due_sixty_days_before_it_ends(books: Books, asha_id: int) -> None:
    insure(books)
    add_certificate(books, asha_id, CAR)
    ends = date(2027, 1, 19)
    assert due(books, date(2026, 11, 19)) == {}
    (item,) = due(books, date(2026, 11, 20)).values()
    assert item.title == "Asha’s car insurance for work runs out"
    assert item.day == ends
    assert item.flag == ""
    assert due(books, ends)[item.key].flag == ""
    over = due(books, date(2027, 1, 20))[item.key]
    assert over.title == "Asha’s car insurance for work has run out"
    assert over.flag == "Out of date"


def test_a_renewal_takes_the_place_of_what_it_renews(books: Books, asha_id: int) -> None:
    insure(books)
    add_certificate(books, asha_id, CAR)
    add_certificate(books, asha_id, replace(CAR, first_day=date(2027, 1, 20), last_day=date(2028, 1, 19)))
    assert due(books, date(2027, 2, 1)) == {}


def test_a_leaver_asks_for_nothing(books: Books, asha_id: int) -> None:
    add_certificate(books, asha_id, CAR)
    record_leaving(books, asha_id, date(2026, 11, 13))
    assert due(books) == {}
