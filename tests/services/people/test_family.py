"""Who is family: which questions are asked, that nothing is decided silently, and that each decision is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.family import Family, agreement_needed, insurance_disregard, wage_question
from carerdesk.services.books.undoing import undo
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.advice import advice_for
from carerdesk.services.people.change_worker import change_worker
from carerdesk.services.people.details import NewWorker, PersonDetails, WorkerDetails
from carerdesk.services.people.family import (
    FamilyDecision,
    agreement_words,
    decide_family,
    family_view,
    relation_advice,
)
from carerdesk.services.people.read import worker
from carerdesk.services.people.wage_terms import WageTerms, keep_wage_terms, wage_terms_of
from carerdesk.store.books import Books
from tests.services.conftest import TODAY

ADULT, CHILD = date(1990, 1, 1), date(2015, 1, 1)
FROM = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("relation", "home", "nation", "codes"),
    [
        ("none", False, "england", []),
        ("none", True, "england", ["lives_in_wage"]),
        ("sibling", False, "england", []),
        ("sibling", True, "england", ["relation_ni", "family_wage", "council_england"]),
        ("other_relative", True, "england", ["family_wage", "council_england"]),
        ("spouse", False, "england", ["spouse_ni", "council_england"]),
        ("partner", False, "england", ["council_england"]),
        ("partner", True, "northern_ireland", ["family_wage", "council_northern_ireland"]),
        ("sibling", False, "scotland", ["council_scotland"]),
        ("sibling", False, "wales", ["council_wales"]),
    ],
)
def test_relation_and_home_are_explained(relation: str, home: bool, nation: str, codes: list[str]) -> None:
    details = WorkerDetails("Asha Rahman", relation=relation, same_household=home)
    supported = PersonDetails("Jamie Marsh", nation=nation)
    found = relation_advice(details, supported, TODAY)
    assert [advice.code for advice in found] == codes
    assert all(advice.title and "{" not in advice.text for advice in found)
    assert relation_advice(replace(details, kind="agency"), supported, TODAY) == ()


@pytest.mark.parametrize(
    ("to_person", "with_person", "born", "rule"),
    [
        ("none", False, ADULT, ""),
        ("sibling", False, ADULT, ""),
        ("sibling", True, ADULT, "england_adult"),
        ("sibling", True, CHILD, "england_child"),
        ("sibling", True, None, "england"),
        ("partner", False, ADULT, "england_adult"),
    ],
)
def test_how_they_stand_to_the_person_supported_counts_for_the_council(
    to_person: str, with_person: bool, born: date | None, rule: str
) -> None:
    details = WorkerDetails("Asha Rahman", relation_to_person=to_person, lives_with_person=with_person)
    found = relation_advice(details, PersonDetails("Jamie Marsh", born=born), TODAY)
    assert [advice.code for advice in found] == ([f"council_{rule}"] if rule else [])


def test_wales_says_that_it_was_not_checked() -> None:
    details = WorkerDetails("Asha Rahman", relation="sibling")
    (advice,) = relation_advice(details, PersonDetails("Jamie Marsh", nation="wales"), TODAY)
    assert not advice.source.confirmed
    assert "not been able to check" in advice.text


@pytest.mark.parametrize("relation", ["parent", "grandparent", "child", "grandchild", "step_parent", "sibling"])
def test_each_listed_relative_in_the_same_home_may_be_left_out_of_national_insurance(relation: str) -> None:
    assert insurance_disregard(Family(relation, same_home=True)) == "relative"
    assert insurance_disregard(Family(relation)) == ""


def test_others_are_not() -> None:
    assert insurance_disregard(Family("other_relative", same_home=True)) == ""
    assert insurance_disregard(Family("partner", same_home=True)) == ""
    assert wage_question(Family("other_relative", same_home=True)) == "family"
    assert agreement_needed(Family(nation="wales")) == ""


@pytest.fixture
def sister(books: Books, asha: NewWorker) -> int:
    """Asha, a sister who lives in."""
    details = replace(asha.details, relation="sibling", same_household=True)
    outcome = add_worker(books, replace(asha, details=details))
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def decided(books: Books, worker_id: int, **answers: object) -> Done:
    outcome = decide_family(books, worker_id, FamilyDecision(FROM, **answers))  # type: ignore[arg-type]
    assert isinstance(outcome, Done), outcome
    return outcome


def refused(books: Books, worker_id: int, **answers: object) -> list[tuple[str, str]]:
    outcome = decide_family(books, worker_id, FamilyDecision(FROM, **answers))  # type: ignore[arg-type]
    assert isinstance(outcome, Rejected)
    assert all(problem_words(problem) for problem in outcome.problems)
    return [(problem.field, problem.code) for problem in outcome.problems]


def test_nothing_is_decided_until_somebody_does(books: Books, sister: int) -> None:
    view = family_view(books, sister)
    assert (view.letter, view.exempt, view.agreed_on) == ("A", False, None)
    assert view.insurance is not None
    assert view.wage is not None
    assert view.council is not None
    assert wage_terms_of(books, sister) == ()


def test_letter_x_counts_from_the_day_named_and_can_be_taken_back(books: Books, sister: int) -> None:
    decided(books, sister, no_insurance=True)
    taxes = [(kept.what.first_day, kept.what.ni_letter, kept.what.code) for kept in worker(books, sister).taxes]
    assert taxes == [(FROM, "X", "1257L"), (date(2026, 9, 7), "A", "1257L")]
    decided(books, sister, no_insurance=True)
    assert len(worker(books, sister).taxes) == 2


def test_taking_x_back_asks_for_the_letter_instead(books: Books, sister: int) -> None:
    done = decide_family(books, sister, FamilyDecision(TODAY, no_insurance=True))
    assert isinstance(done, Done)
    assert refused(books, sister, no_insurance=False) == [("letter", "family_letter_missing")]
    decided(books, sister, no_insurance=False, letter="A")
    assert worker(books, sister).taxes[0].what.ni_letter == "A"


def test_leaving_the_minimum_wage_needs_family_in_the_home_and_a_reason(books: Books, sister: int) -> None:
    assert refused(books, sister, exempt=True) == [("reason", "family_exempt_needs_reason")]
    decided(books, sister, exempt=True, reason="My sister, she lives with us")
    (kept,) = wage_terms_of(books, sister)
    assert (kept.what.first_day, kept.what.family_exempt) == (FROM, True)
    change_worker(books, sister, replace(worker(books, sister).details, same_household=False))
    found = refused(books, sister, exempt=True, reason="x", no_insurance=True)
    assert ("exempt", "family_not_exempt") in found
    assert ("no_insurance", "family_no_disregard") in found


def test_what_else_the_minimum_wage_hangs_on_stays(books: Books, sister: int) -> None:
    keep_wage_terms(books, sister, WageTerms(date(2026, 9, 7), vehicle="bicycle"))
    decided(books, sister, exempt=True, reason="My sister")
    assert wage_terms_of(books, sister)[0].what.vehicle == "bicycle"


def test_an_agreement_is_kept_with_its_day_and_ends_the_warning(books: Books, sister: int) -> None:
    assert refused(books, sister, agreement="Panel") == [("agreed_on", "agreement_day_missing")]
    assert refused(books, sister, agreed_on=FROM) == [("agreed_on", "agreement_in_the_future")]
    decided(books, sister, agreed_on=date(2026, 9, 1), agreement="Panel of 1 September")
    view = family_view(books, sister)
    assert agreement_words(view) == "Agreed in writing on 1 September 2026: Panel of 1 September"
    codes = [one.code for one in relation_advice(worker(books, sister).details, PersonDetails("Jamie Marsh"), TODAY)]
    assert codes == ["relation_ni", "family_wage"]


def test_one_undo_takes_every_answer_back(books: Books, sister: int) -> None:
    done = decided(books, sister, no_insurance=True, exempt=True, reason="My sister", agreed_on=date(2026, 9, 1))
    assert isinstance(undo(books, done.operation), Done)
    view = family_view(books, sister)
    assert (view.letter, view.exempt, view.agreed_on) == ("A", False, None)
    assert [kept.what.ni_letter for kept in worker(books, sister).taxes] == ["A"]


def test_a_lodger_is_told_of_without_any_question(books: Books, asha: NewWorker) -> None:
    details = replace(asha.details, same_household=True)
    outcome = add_worker(books, replace(asha, details=details))
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    assert [one.code for one in advice_for(books, outcome.id)] == ["lives_in_wage"]
    assert not family_view(books, outcome.id).asks_anything
