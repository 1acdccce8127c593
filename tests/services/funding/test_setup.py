"""Funders, awards, plan, permissions and savings: what is kept, what is refused, and what cannot go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.books.undoing import undo
from carerdesk.services.funding.budget import funder_budget
from carerdesk.services.funding.details import NewAward, NewFunder, NewPermission
from carerdesk.services.funding.setup import (
    add_award,
    add_funder,
    add_outcome,
    add_permission,
    add_planned_saving,
    change_funder,
    end_saving,
    remove_award,
    remove_funder,
    remove_outcome,
    remove_permission,
    remove_saving,
)
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store.books import Books
from tests.services.conftest import Funders
from tests.services.evidence.year import made, picture

ILF = NewFunder("ILF Scotland", "ILF", "ilf")
MAY, JULY = date(2026, 5, 4), date(2026, 7, 6)


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    assert isinstance(outcome, Rejected), outcome
    return [(problem.field, problem.code) for problem in outcome.problems]


def awards(books: Books, funder: int) -> list[tuple[str, date, date | None]]:
    budget = funder_budget(books, funder)
    assert budget is not None
    return [(one.award.amount.text, one.award.first_day, one.award.last_day) for one in budget.awards]


def test_a_funder_is_kept_as_typed_and_comes_after_the_others(books: Books) -> None:
    row = made(add_funder(books, replace(ILF, name="  ILF Scotland ", most_weeks=Decimal("1.5"))))
    budget = funder_budget(books, row)
    assert budget is not None
    assert budget.details == replace(ILF, most_weeks=Decimal("1.5"))
    order = books.quick("SELECT short_name FROM funder ORDER BY position, id")
    assert [name for (name,) in order] == ["Council", "NHS", "ILF", "Own money"]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (NewFunder(" ", "", "owl"), [
            ("kind", "funder_kind_missing"), ("name", "funder_name_missing"),
            ("short_name", "funder_short_name_missing"),
        ]),
        (replace(ILF, short_name="council"), [("short_name", "funder_name_taken")]),
        (replace(ILF, least_weeks=Decimal(5), most_weeks=Decimal(4)), [("most_weeks", "weeks_limits_crossed")]),
        (replace(ILF, cycle="quarterly"), [("cycle_from", "cycle_needs_start")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_funder_is_said_field_by_field(
    books: Books, new: NewFunder, found: list[tuple[str, str]]
) -> None:
    assert codes(add_funder(books, new)) == found
    assert books.quick("SELECT COUNT(*) FROM funder")[0][0] == 3


def test_a_funder_may_keep_its_own_short_name(books: Books, funders: Funders) -> None:
    made(change_funder(books, funders.council, NewFunder("Westmere City Council", "Council", "council")))


def test_a_new_award_ends_the_one_before_and_taking_it_out_lets_that_run_on(books: Books, funders: Funders) -> None:
    row = made(add_award(books, funders.council, NewAward(JULY, Money.of("700"), "week")))
    assert awards(books, funders.council) == [
        ("700.00", JULY, None), ("640.06", date(2026, 4, 6), date(2026, 7, 5)),
    ]  # fmt: skip
    made(remove_award(books, row))
    assert awards(books, funders.council) == [("640.06", date(2026, 4, 6), None)]


def test_a_one_off_sum_leaves_the_regular_award_alone(books: Books, funders: Funders) -> None:
    row = made(add_award(books, funders.council, NewAward(JULY, Money.of("250"), "one_off")))
    assert awards(books, funders.council)[1] == ("640.06", date(2026, 4, 6), None)
    made(remove_award(books, row))
    assert awards(books, funders.council) == [("640.06", date(2026, 4, 6), None)]


def test_an_undone_award_comes_back_with_the_one_it_ended(books: Books, funders: Funders) -> None:
    done = add_award(books, funders.council, NewAward(JULY, Money.of("700"), "week"))
    assert isinstance(done, Done)
    assert done.said == "Council: £700.00 from 6 July 2026"
    assert isinstance(undo(books, done.operation), Done)
    assert awards(books, funders.council) == [("640.06", date(2026, 4, 6), None)]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (NewAward(JULY, Money(0), "week"), ("amount", "award_amount_missing")),
        (NewAward(JULY, Money(1), "week", last_day=MAY), ("last_day", "award_ends_before_start")),
        (NewAward(JULY, Money(1), "week", contribution=Money(-1)), ("contribution", "contribution_below_nothing")),
    ],
)
def test_what_is_wrong_with_an_award_is_said(
    books: Books, funders: Funders, new: NewAward, found: tuple[str, str]
) -> None:
    assert codes(add_award(books, funders.council, new)) == [found]


def test_an_award_with_its_letter_stays(books: Books, funders: Funders) -> None:
    row = made(add_award(books, funders.nhs, NewAward(JULY, Money.of("80"), "week")))
    made(attach_document(books, "award", row, picture("Award"), file_name="award.pdf", kind="letter"))
    assert codes(remove_award(books, row)) == [("", "award_has_papers")]


def test_a_funder_in_use_stays_and_one_added_by_mistake_goes(books: Books, funders: Funders) -> None:
    assert codes(remove_funder(books, funders.council)) == [("", "funder_in_use")]
    assert codes(remove_funder(books, funders.own)) == [("", "funder_in_use")]
    made(remove_funder(books, funders.nhs))
    assert funder_budget(books, funders.nhs) is None


def test_a_permission_says_who_what_and_how(books: Books, funders: Funders) -> None:
    assert codes(add_permission(books, funders.nhs, NewPermission(MAY, " ", "owl", ""))) == [
        ("who", "permission_who_missing"), ("what", "permission_what_missing"), ("how", "permission_how_missing"),
    ]  # fmt: skip


def test_money_is_set_aside_only_with_a_permission_and_while_it_stands(books: Books, funders: Funders) -> None:
    def aside() -> str:
        budget = funder_budget(books, funders.nhs)
        assert budget is not None
        return budget.money.aside.total.text

    loose = made(add_planned_saving(books, funders.nhs, "Bike", Money.of("400"), MAY, None))
    assert aside() == "0.00"
    made(remove_saving(books, loose))
    agreed = made(add_permission(books, funders.nhs, NewPermission(MAY, "Priya Nair", "email", "A bike")))
    row = made(add_planned_saving(books, funders.nhs, "Bike", Money.of("400"), MAY, agreed))
    assert aside() == "400.00"
    assert codes(remove_permission(books, agreed)) == [("", "permission_in_use")]
    assert codes(end_saving(books, row, date(2026, 5, 3))) == [("last_day", "saving_ends_before_start")]
    made(end_saving(books, row, date(2026, 11, 19)))
    assert aside() == "0.00"


@pytest.mark.parametrize(
    ("title", "pounds", "found"),
    [(" ", "1", ("title", "saving_title_missing")), ("Bike", "0", ("amount", "saving_amount_missing"))],
)
def test_a_saving_needs_a_purpose_and_an_amount(
    books: Books, funders: Funders, title: str, pounds: str, found: tuple[str, str]
) -> None:
    assert codes(add_planned_saving(books, funders.nhs, title, Money.of(pounds), MAY, None)) == [found]


def test_a_part_of_the_plan_goes_while_nothing_points_to_it(books: Books, funders: Funders) -> None:
    assert codes(add_outcome(books, funders.nhs, "  ")) == [("title", "outcome_title_missing")]
    row = made(add_outcome(books, funders.nhs, "Swimming"))
    made(remove_outcome(books, row))
    budget = funder_budget(books, funders.nhs)
    assert budget is not None
    assert budget.outcomes == ()
