"""People from a list: new, there already, refused; what each still lacks; one operation, which one undo takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from carerdesk.domain.problem import Problem
from carerdesk.services.books.undoing import undo
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.pension.scheme import set_scheme
from carerdesk.services.people.bring_in import (
    PeopleColumns,
    PeoplePreview,
    PeopleWish,
    columns,
    drop_half_way,
    finish,
    keep_half_way,
    kept_half_way,
    look,
)
from carerdesk.services.people.bring_in_file import bring_in_people
from carerdesk.services.people.read import list_workers, worker
from carerdesk.store.books import Books
from tests.services.pension.made import NEST

WHOLE = (
    "name,born,started,ni_number,frequency,first_payday,period_end,tax_code,basis,ni_letter,loan_plan,"
    "postgraduate_loan,pension,rate_normal,rate_weekend,rate_sleep_in,rates_from\n"
    "Nina Shah,1999-02-03,2026-11-02,AB 12 34 56 C,four_weekly,2026-11-27,2026-11-22,1257l,week_one,A,plan_2,yes,,"
    "13.20,14.50,70,2026-11-02\n"
)


def wish(text: str, **more: object) -> PeopleWish:
    return PeopleWish(text.encode(), "people.csv", **more)  # type: ignore[arg-type]


def preview(books: Books, text: str) -> PeoplePreview:
    found = look(books, wish(text))
    assert isinstance(found, PeoplePreview), found
    return found


def refusals(books: Books, text: str) -> list[str]:
    return [each.problem.code for each in preview(books, text).refused]


def test_somebody_comes_in_ready_to_pay(books: Books) -> None:
    found = preview(books, WHOLE)
    assert [(each.name, each.missing, each.open) for each in found.new] == [("Nina Shah", (), ())]
    outcome = finish(books, wish(WHOLE))
    assert isinstance(outcome, Done)
    assert outcome.said == "Nina Shah added"
    record = worker(books, list_workers(books)[0].id)
    assert record.missing == ()
    assert (record.details.born, record.details.ni_number) == (date(1999, 2, 3), "AB123456C")
    [terms] = [kept.what for kept in record.contracts]
    assert (terms.frequency, terms.first_payday, terms.period_end) == (
        "four_weekly", date(2026, 11, 27), date(2026, 11, 22),
    )  # fmt: skip
    assert {(kept.what.kind, kept.what.amount) for kept in record.rates} == {
        ("normal", Decimal("13.20")), ("weekend", Decimal("14.50")), ("sleep_in", Decimal(70)),
    }  # fmt: skip
    [tax] = [kept.what for kept in record.taxes]
    assert (tax.code, tax.basis, tax.ni_letter, tax.loan_plan, tax.postgraduate_loan) == (
        "1257L", "week_one", "A", "plan_2", True,
    )  # fmt: skip
    assert verify_books(books) == ()


def test_the_same_file_twice_adds_nobody_and_one_undo_takes_them_out(books: Books) -> None:
    first = finish(books, wish(WHOLE + "Olu Ade,1980-04-03\n"))
    assert isinstance(first, Done)
    assert preview(books, WHOLE.upper()).already_there == ("NINA SHAH",)
    again = finish(books, wish(WHOLE))
    assert isinstance(again, Rejected)
    assert [problem.code for problem in again.problems] == ["people_nobody_new"]
    assert first.operation is not None
    assert isinstance(undo(books, first.operation), Done)
    assert list_workers(books) == ()


def test_the_payday_others_share_is_taken_and_none_is_guessed(books: Books) -> None:
    alone = "name,born,started,frequency,rate\nOlu Ade,3/4/1980,1 Nov 2026,four_weekly,£13\n"
    assert [problem.code for problem in preview(books, alone).new[0].open] == ["people_payday_open"]
    assert "contract" in preview(books, alone).new[0].missing
    finish(books, wish(WHOLE))
    contract = preview(books, alone.replace("1 Nov", "2 Nov")).new[0].new.contract
    assert contract is not None
    assert (contract.first_payday, contract.period_end) == (date(2026, 11, 27), date(2026, 11, 22))


def test_what_is_begun_and_not_finished_stays_out_and_is_told(books: Books) -> None:
    text = "name,tax_code,rate_normal,frequency\nOlu Ade,1257L,13.20,weekly\n"
    each = preview(books, text).new[0]
    assert [problem.code for problem in each.open] == ["people_contract_open", "people_rates_open", "people_tax_open"]
    assert each.missing == ("first day of the job", "birth date", "address", "contract", "pay rate", "tax code")


def test_other_headings_and_other_words(books: Books) -> None:
    text = (
        "Full name;DOB;Start date;Pay frequency;Tax code;Week 1/Month 1;NI category letter;Student loan;Hourly rate;"
        "Sleep-in rate;Mileage;Hours per week;Days per week;First payday;Hours to;Shoe size\n"
        "Olu Ade;3.4.80;2/11/26;every 4 weeks;1257L;W1/M1;b;2;£13.20;70;45p;20;4;27/11/26;22/11/26;9\n"
    )
    found = preview(books, text)
    assert found.unused == ("Shoe size",)
    new = found.new[0].new
    assert new.contract is not None
    assert new.tax is not None
    assert (new.contract.hours_kind, new.contract.weekly_minutes, new.contract.holiday_method) == (
        "fixed",
        1200,
        "fixed",
    )
    assert (new.tax.basis, new.tax.ni_letter, new.tax.loan_plan) == ("week_one", "B", "plan_2")
    assert {rate.kind: rate.amount for rate in new.rates} == {
        "normal": Decimal("13.20"), "sleep_in": Decimal(70), "mileage": Decimal("0.45"),
    }  # fmt: skip


def test_headings_nobody_knows_can_be_said_and_are_remembered(books: Books) -> None:
    text = "Wer,Seit\nOlu Ade,1/11/2026\n"
    found = look(books, wish(text))
    assert isinstance(found, Problem)
    assert found.code == "people_without_names"
    asked = columns(books, wish(text))
    assert isinstance(asked, PeopleColumns)
    assert (asked.names, asked.guess) == (("Wer", "Seit"), ("", ""))
    assert isinstance(finish(books, wish(text, said={"wer": "name", "seit": "started"})), Done)
    assert list_workers(books)[0].started == date(2026, 11, 1)
    assert [each.name for each in preview(books, text.replace("Olu", "Ola")).new] == ["Ola Ade"]


def test_more_lines_of_one_name_add_rates_from_other_days(books: Books) -> None:
    text = (
        "name,born,started,rate_normal,rates_from,rate_weekend,rate_weekend_from\n"
        "Olu Ade,1980-04-03,2026-04-06,13.20,2026-11-01,14,2026-10-01\nOlu Ade,,,12.80,2026-04-06,,\n"
    )
    rates = preview(books, text).new[0].new.rates
    assert {(rate.kind, rate.first_day) for rate in rates} == {
        ("normal", date(2026, 11, 1)), ("weekend", date(2026, 10, 1)), ("normal", date(2026, 4, 6)),
    }  # fmt: skip
    twice = text.replace("12.80,2026-04-06", "12.80,2026-11-01")
    assert refusals(books, twice) == ["people_rate_twice"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [(",1990-01-01", ["worker_name_missing"]), ("Olu,31/02/1990", ["people_cell_unread"]),
     ("Olu,1990-01-01,soon", ["people_cell_unread"]), ("Olu,2030-01-01", ["born_in_the_future"]),
     ("Olu,1990-01-01,2026-11-01,sometimes", ["people_choice_unread"]),
     ("Olu,1990-01-01,2026-11-01,,XYZ,A", ["tax_code_unknown"]), ("Olu,,,,,Q", ["people_choice_unread"]),
     ("Olu,,,,,,ABC", ["ni_number_unread"]), ("Olu,,2026-11-01,,,,,900", ["rate_out_of_range"]),
     ("Olu\nOlu,1990-01-01", ["people_named_twice"])],
)  # fmt: skip
def test_lines_that_cannot_be_kept_are_refused_with_their_number(books: Books, line: str, codes: list[str]) -> None:
    head = "name,born,started,frequency,tax_code,ni_letter,ni_number,rate_normal\n"
    found = preview(books, f"{head}Nina Shah,1999-02-03\n{line}\n")
    assert [each.problem.code for each in found.refused] == codes
    assert all(each.place.line > 2 for each in found.refused)
    assert found.new[0].name == "Nina Shah"


# --- a list of people must look like one ------------------------------------------------------------------------------

ROTA = "Day,{who},From,To,Hours\nMon 16 Nov 2026,Bob,09:00,15:00,6\nTue 17 Nov 2026,Kasia,09:00,15:00,6\nTOTAL,,,,12\n"


@pytest.mark.parametrize(
    "text",
    [ROTA.format(who="Carer"), ROTA.format(who="Who"), ROTA.format(who="Name").replace(" 16 Nov 2026", ""),
     "worker,start,end,break_minutes,kind,funder,note\nBob,2026-11-16T09:00,2026-11-16T15:00,30,,,\n",
     "Carer,Date,Shift,Rate\nBob,16/11/2026,9-3,13.20\n",
     "Name,Mon 16 Nov,Tue 17 Nov,Wed 18 Nov\nBob,9-3,,9-5\n"],
)  # fmt: skip
def test_a_list_of_shifts_is_no_list_of_people(books: Books, tmp_path: Path, text: str) -> None:
    for found in (look(books, wish(text)), columns(books, wish(text)), look(books, wish(text, said={"carer": "name"}))):
        assert isinstance(found, Problem)
        assert found.code == "people_are_shifts"
    file = tmp_path / "rota.csv"
    file.write_text(text)
    told = bring_in_people(books, file).outcome
    assert isinstance(told, Rejected)
    assert [problem.code for problem in told.problems] == ["people_are_shifts_by_command"]
    assert list_workers(books) == ()


def test_people_with_hours_and_days_are_people(books: Books) -> None:
    text = "Name,Start,Left,Hours,Rate\nBob Hill,1 Nov 2026,,9-3,13.20\nOlu Ade,2 Nov 2026,,9-5,13.20\n"
    assert columns(books, wish(text)).__class__ is PeopleColumns
    assert [each.name for each in preview(books, text.replace("9-3", "").replace("9-5", "")).new] == [
        "Bob Hill", "Olu Ade",
    ]  # fmt: skip


def test_total_lines_are_left_out_and_told(books: Books) -> None:
    found = preview(books, "name,born,rate\nBob Hill,1980-04-03,13.20\nTOTAL,,13.20\nGrand total:,,1\n,,Total\n")
    assert [each.name for each in found.new] == ["Bob Hill"]
    assert [(each.place.line, each.problem.code) for each in found.left_out] == [
        (line, "people_total_line") for line in (3, 4, 5)
    ]
    assert (found.not_sure, found.refused) == ((), ())


@pytest.mark.parametrize(("there", "here"), [("Nina Shah", "nina"), ("Nina", "Nina Shah"), ("Nina Shah", "Nina")])
def test_a_lone_first_name_of_somebody_there_is_asked_about(books: Books, there: str, here: str) -> None:
    finish(books, wish(WHOLE.replace("Nina Shah", there)))
    found = preview(books, f"name,born\n{here},1999-02-03\n")
    assert found.new == ()
    [each] = found.not_sure
    assert [(doubt.code, doubt.values) for doubt in each.doubts] == [("people_first_name", {"there": there})]
    text = f"name,born\n{here},1999-02-03\n"
    assert isinstance(finish(books, wish(text)), Rejected)
    assert isinstance(finish(books, wish(text, anyway=frozenset({here.casefold()}))), Done)
    assert len(list_workers(books)) == 2


def test_a_first_name_in_one_list_with_its_whole_name_is_asked_about(books: Books) -> None:
    found = preview(books, "name,born\nBob Hill,1980-04-03\nBob,1980-04-03\nBobby Hill,1980-04-03\n")
    assert [each.name for each in found.new] == ["Bob Hill", "Bobby Hill"]
    assert [each.name for each in found.not_sure] == ["Bob"]


def test_a_surname_first_with_a_comma_is_turned_round(books: Books) -> None:
    finish(books, wish(WHOLE))
    found = preview(books, 'name,born\n"Shah, Nina",1999-02-03\n"Ade, Olu",1980-04-03\n"Care, Ltd",1980-04-03\n')
    assert found.already_there == ("Nina Shah",)
    assert [each.name for each in found.new] == ["Olu Ade", "Care, Ltd"]


def test_a_name_with_nothing_beside_it_waits_for_a_person(books: Books, tmp_path: Path) -> None:
    text = "name,phone,born\nOlu Ade,07700 900123,\nBob Hill,,1980-04-03\n"
    found = preview(books, text)
    assert [(each.name, [doubt.code for doubt in each.doubts]) for each in found.not_sure] == [
        ("Olu Ade", ["people_only_a_name"]),
    ]  # fmt: skip
    file = tmp_path / "people.csv"
    file.write_text(text)
    told = bring_in_people(books, file)
    assert isinstance(told.outcome, Done)
    assert told.outcome.said == "1 new, 0 already there, 1 refused. Bob Hill added"
    [remark] = told.remarks
    assert remark == (
        "Line 2 refused: Only a name is given: no first day of the job, no birth date, no rate. Olu Ade,07700 900123,"
    )
    assert not told.complete


def test_a_pension_without_a_scheme_stays_out_and_with_one_comes_in(books: Books) -> None:
    text = WHOLE.replace("yes,,", "yes,enrolled,")
    assert [problem.code for problem in preview(books, text).new[0].open] == ["pension_no_scheme"]
    assert isinstance(set_scheme(books, replace(NEST, first_day=date(2026, 1, 1))), Done)
    assert preview(books, text).new[0].open == ()
    assert isinstance(finish(books, wish(text)), Done)
    assert books.quick("SELECT kind, day FROM pension_event") == [("enrolled", "2026-11-02")]
    assert verify_books(books) == ()


def test_a_list_left_half_way_goes_on_where_it_was(books: Books) -> None:
    left = wish(WHOLE, said={"wer": "name"}, anyway=frozenset({"olu"}))
    keep_half_way(books, left)
    assert kept_half_way(books) == left
    drop_half_way(books)
    assert kept_half_way(books) is None


def test_without_the_window_it_says_what_each_still_lacks(books: Books, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(WHOLE + "Olu Ade,1980-04-03\nBad,1990-02-31\n")
    found = bring_in_people(books, file)
    assert isinstance(found.outcome, Done)
    assert found.outcome.said == "2 new, 0 already there, 1 refused. 2 people added: Nina Shah, Olu Ade"
    assert found.lacking[0] == "Nina Shah: ready to pay."
    assert found.lacking[1].startswith("Olu Ade: still missing: first day of the job")
    assert found.remarks[0].startswith("Line 4 refused: We cannot read “1990-02-31”")
    assert not found.complete
