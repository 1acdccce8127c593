"""Papers kept with people, and the ones still wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.services.due.items import Due
from carerdesk.services.money.attaching import attach_document, papers
from carerdesk.services.outcome import Done
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.details import CertificateDetails, NewWorker
from carerdesk.services.people.due import due_items
from carerdesk.services.people.papers import employers_papers, renewed
from carerdesk.services.people.proofs import certificate_papers, paper_kind, paper_note, worker_papers
from carerdesk.store.books import Books
from tests.services.money.papers import invoice

INSURANCE = CertificateDetails("employers_liability", date(2026, 6, 1), date(2027, 5, 31), "EL-1", "Harbour Insurance")


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def due(books: Books) -> list[Due]:
    with books.reading() as session:
        return due_items(session, books.today())


def shelves(books: Books, worker_id: int, asha: NewWorker, **about: object) -> dict[str, tuple[int, bool]]:
    found = worker_papers(books, worker_id, replace(asha.details, **about))  # type: ignore[arg-type]  # few fields
    return {shelf.kind: (len(shelf.papers), shelf.wanted) for shelf in found}


def test_the_insurance_certificate_is_due_until_it_is_kept(books: Books, asha_id: int) -> None:
    add_certificate(books, None, INSURANCE)
    (kept,) = employers_papers(books)
    assert [item.title for item in due(books)] == ["Keep the insurance certificate"]
    kind = paper_kind("employers_liability")
    outcome = attach_document(books, "certificate", kept.id, invoice("EL-1"), file_name="EL.pdf", kind=kind)
    assert isinstance(outcome, Done)
    assert outcome.said == "Insurance on the employers’ liability insurance"
    assert [paper.file_name for paper in certificate_papers(books, [kept])[kept.id]] == ["EL.pdf"]
    assert due(books) == []


def test_a_signed_contract_is_wanted_of_an_employee(books: Books, asha: NewWorker, asha_id: int) -> None:
    assert shelves(books, asha_id, asha) == {"contract": (0, True), "other": (0, False)}
    attach_document(books, "worker", asha_id, invoice("Terms"), file_name="terms.pdf", kind="contract")
    attach_document(books, "worker", asha_id, invoice("Letter"), file_name="letter.pdf", kind="letter")
    assert shelves(books, asha_id, asha) == {"contract": (1, False), "other": (1, False)}
    assert shelves(books, 99, asha, kind="agency")["contract"] == (0, False)


def test_an_agreement_is_wanted_only_for_a_relative_in_the_same_home(
    books: Books, asha: NewWorker, asha_id: int
) -> None:
    assert shelves(books, asha_id, asha, relation="sibling")["consent"] == (0, False)
    assert shelves(books, asha_id, asha, relation="sibling", same_household=True)["consent"] == (0, True)


def test_what_is_said_of_papers_depends_on_what_they_prove(books: Books) -> None:
    add_certificate(books, None, INSURANCE)
    add_certificate(books, None, replace(INSURANCE, first_day=date(2025, 6, 1), last_day=date(2026, 5, 31)))
    now, then = employers_papers(books)
    assert renewed((now, then)) == {then.id}
    assert paper_note(INSURANCE, (), renewed=False) == "wanted"
    assert paper_note(INSURANCE, (), renewed=True) == ""
    assert paper_note(CertificateDetails("dbs"), (), renewed=False) == "dbs"
    assert paper_note(CertificateDetails("other", note="Key safe"), (), renewed=False) == ""
    attach_document(books, "certificate", now.id, invoice("EL"), file_name="EL.pdf", kind="insurance")
    assert paper_note(INSURANCE, papers(books, "certificate", now.id), renewed=False) == ""
