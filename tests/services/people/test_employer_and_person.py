from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.change_employer import change_employer, change_person
from carerdesk.services.people.details import EmployerDetails, PersonDetails
from carerdesk.services.people.read import employer, person
from carerdesk.store.books import Books

HELEN = EmployerDetails(
    "Helen Marsh",
    address="1 Orchard Row, Westmere",
    paye_reference="123 ab456",
    accounts_office_reference="123pa0001 2345",
    filing_route="paper",
    pays_hmrc="quarterly",
    allowance_year="2026-27",
    allowance_used_before=Money.of("412.50"),
)


def test_the_employer_is_kept_with_references_as_hmrc_writes_them(books: Books) -> None:
    outcome = change_employer(books, HELEN)
    assert isinstance(outcome, Done)
    assert outcome.said == "Helen Marsh’s details changed"
    assert employer(books).details == replace(
        HELEN, paye_reference="123/AB456", accounts_office_reference="123PA00012345"
    )


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        (replace(HELEN, name=" "), "name", "employer_name_missing"),
        (replace(HELEN, paye_reference="AB456"), "paye_reference", "paye_reference_unread"),
        (replace(HELEN, accounts_office_reference="123QA00012345"), "accounts_office_reference",
         "accounts_office_reference_unread"),
        (replace(HELEN, email="helen"), "email", "email_unread"),
        (replace(HELEN, allowance_used_before=Money(-1)), "allowance_used_before", "allowance_below_nothing"),
        (replace(HELEN, allowance_year=""), "allowance_year", "allowance_year_missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_of_the_employer_is_said(
    books: Books, details: EmployerDetails, field: str, code: str
) -> None:
    before = employer(books)
    outcome = change_employer(books, details)
    assert isinstance(outcome, Rejected)
    assert [(problem.field, problem.code) for problem in outcome.problems] == [(field, code)]
    assert employer(books) == before


def test_an_unknown_filing_route_is_a_fault_of_the_program(books: Books) -> None:
    with pytest.raises(ValueError, match="none of"):
        change_employer(books, replace(HELEN, filing_route="pigeon"))


def test_the_person_is_kept(books: Books) -> None:
    jamie = PersonDetails("Jamie  Marsh", date(2009, 5, 2), "wales", who_acts="Helen Marsh, his mother")
    assert isinstance(change_person(books, jamie), Done)
    assert person(books).details == replace(jamie, name="Jamie Marsh")


def test_the_person_needs_a_name_and_a_past_birth_date(books: Books) -> None:
    outcome = change_person(books, PersonDetails("", date(2027, 1, 1)))
    assert isinstance(outcome, Rejected)
    assert [problem.code for problem in outcome.problems] == ["person_name_missing", "born_in_the_future"]
