"""The questions one after another, the books' own answers, due items and the sheet for the form."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.family_leave import asking
from carerdesk.services.family_leave.due import due_items
from carerdesk.services.family_leave.earnings import worked_out
from carerdesk.services.family_leave.form_sheet import form_pdf, say_form_given
from carerdesk.services.family_leave.read import leave_view, size_words, tried
from carerdesk.services.family_leave.record import record_leave
from carerdesk.services.family_leave.recovery import size_for
from carerdesk.services.people.details import PastPay, TakenOver
from carerdesk.store import tables
from tests.services.family_leave.made import DUE, FIRST, STARTED, kasia, maternity, met, recorded
from tests.services.pay.made import codes, done, money, pa

TODAY = date(2026, 11, 20)


def test_answers_and_a_leave_are_the_same_thing_in_two_forms() -> None:
    whole = maternity(1, answers={"asked_on": "2026-10-01"}, average=Decimal("300.5"), average_reason="Payslips")
    pieces = replace(whole, kind=LeaveKind.SPP, blocks=(Block(FIRST, 1), Block(FIRST + timedelta(days=28), 1)))
    for details in (whole, replace(pieces, born_on=FIRST, last_day=FIRST + timedelta(days=40), refused="No\nreason")):
        assert asking.details_of(asking.state_of(details)) == details


def test_pages_follow_one_another_and_changing_an_answer_leads_back_to_the_check() -> None:
    state: asking.State = {}
    assert asking.steps(state, ask_size=False) == (asking.KIND,)
    state = {"worker_id": "1", "kind": "spp"}
    assert asking.next_step(state, asking.KIND, ask_size=False) == asking.ROUTE
    state["route"] = "birth"
    assert asking.next_step(state, asking.ROUTE, ask_size=False) == asking.DAYS
    found = asking.with_days(state, {"event_on": DUE, "first_day": DUE}, {"weeks": 2})
    assert isinstance(found, dict)
    every = asking.steps(found, ask_size=True)
    assert every[:5] == (asking.KIND, asking.ROUTE, asking.DAYS, asking.EARNINGS, "spp_relation")
    assert every[-2:] == (asking.SIZE, asking.CHECK)
    assert asking.step_before(found, asking.EARNINGS, ask_size=True) == asking.DAYS
    checked = {**found, **met(LeaveKind.SPP), "small": "yes", "checked": "yes"}
    assert asking.next_step(checked, asking.DAYS, ask_size=True) == asking.CHECK
    assert asking.next_step({**checked, "custody": ""}, asking.DAYS, ask_size=True) == "custody"


def test_days_and_weeks_that_are_missing_are_named() -> None:
    found = asking.with_days({"worker_id": "1", "kind": "sncp", "route": "own"}, {}, {})
    assert isinstance(found, tuple)
    assert [each.code for each in found] == [
        "family_care_from_missing", "family_first_day_missing", "family_weeks_missing",
    ]  # fmt: skip


def test_the_average_comes_from_the_payslips_of_the_eight_weeks(books: Books) -> None:
    worker = kasia(books)
    with books.reading() as session:
        found = worked_out(session, worker, maternity(worker).event)
    assert isinstance(found, Average)
    assert found.amount == Decimal(272)
    assert found.working.lines[0].figure == "£2,176.00"


def past(payday: date, pounds: str) -> PastPay:
    return PastPay(payday, Decimal(4), money(pounds), 0)


@pytest.mark.parametrize(
    ("paydays", "expected"),
    [
        ([date(2026, 8, 7), date(2026, 9, 4), date(2026, 10, 2)], Decimal("187.6250000")),
        ([date(2026, 10, 2)], "family_average_begins_too_late"),
    ],
)
def test_pay_taken_over_counts_and_too_little_of_it_is_asked_for(
    books: Books, paydays: list[date], expected: object
) -> None:
    earnings = tuple(past(payday, "750.50") for payday in paydays)
    over = TakenOver("2026-27", date(2026, 10, 2), earnings=earnings)
    worker = pa(books, "Mia Ford", started=STARTED, first_payday=date(2026, 10, 30),
                period_end=date(2026, 10, 25), taken_over=over)  # fmt: skip
    with books.reading() as session:
        found = worked_out(session, worker, maternity(worker).event)
    assert (found.code if isinstance(found, Problem) else found.amount) == expected


def test_without_payslips_the_average_is_asked_for_and_a_typed_one_is_taken(books: Books) -> None:
    worker = kasia(books, paid=False)
    view = tried(books, maternity(worker))
    assert isinstance(view.of.average, Problem)
    assert view.of.verdict.unsure == ("earnings",)
    typed = tried(books, maternity(worker, average=Decimal(128), average_reason="From the bureau"))
    assert [each.code for each in typed.of.verdict.reasons] == ["family_earnings_too_low"]


def test_the_employers_size_is_worked_out_where_the_books_hold_the_year_else_asked(books: Books) -> None:
    worker = kasia(books)
    asked = maternity(worker)
    with books.reading() as session:
        rates = load_rates()
        assert size_for(session, asked, rates).small is None
        assert size_for(session, replace(asked, answers={"small": "no"}), rates).small is False
    mia = pa(books, "Mia Ford")
    with books.operation("Figures of last year") as op:
        op.session.add(
            tables.OpeningFigures(
                employer_id=1, person_id=1, worker_id=mia, tax_year="2025-26", as_at=date(2026, 3, 27),
                employee_ni=Money.of(20000), employer_ni=Money.of("25000.01"),
            )
        )  # fmt: skip
    with books.reading() as session:
        size = size_for(session, asked, rates)
    assert (size.covered, size.small, size.year) == (True, False, "2025-26")
    assert size_words(size) == "Your National Insurance for 2025-26 was £45,000.01, above £45,000: HMRC gives back 92%."


def titles(books: Books) -> list[str]:
    with books.reading() as session:
        return [item.title for item in due_items(session, TODAY)]


def test_what_a_leave_asks_for_stands_on_this_week(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker, answers={"smp_proof": "not_yet"}))
    assert titles(books) == [
        "Get the certificate MAT B1 from Kasia", "Say how much HMRC gives back of Kasia’s pay",
    ]  # fmt: skip
    from carerdesk.services.family_leave.record import answer

    done(answer(books, leave, "smp_proof", "yes"))
    done(answer(books, leave, "small", "yes"))
    assert titles(books) == []
    done(answer(books, leave, "custody", "unsure"))
    assert titles(books) == ["Finish Kasia’s family leave"]


def test_the_sheet_names_form_reason_and_last_day_until_it_is_given(books: Books, tmp_path: Path) -> None:
    worker = kasia(books)
    details = maternity(worker, answers={"smp_pregnant": "no"}, refused="The pregnancy ended early.")
    leave = recorded(books, details)
    assert titles(books) == ["Give Kasia form SMP1"]
    target = tmp_path / "form.pdf"
    target.write_bytes(form_pdf(books, leave))
    pdftotext = shutil.which("pdftotext")
    assert pdftotext is not None
    words = subprocess.run([pdftotext, "-layout", str(target), "-"], capture_output=True, text=True, check=True).stdout
    for part in ("Figures for form SMP1", "Give it by 27 November 2026", "The pregnancy ended before it reached",
                 "27 September to 3 October 2026", "£272.00", "£129"):  # fmt: skip
        assert part in words
    done(say_form_given(books, leave))
    assert titles(books) == []


def test_neonatal_weeks_are_those_of_the_care(books: Books) -> None:
    worker = kasia(books)
    born = date(2026, 10, 20)
    details = replace(
        maternity(worker), kind=LeaveKind.SNCP, event_on=born, born_on=born, blocks=(Block(date(2026, 11, 2), 2),),
        answers={"route": "own", "care_from": "2026-10-20", "care_to": "2026-11-02"},
    )  # fmt: skip
    assert codes(record_leave(books, details)) == ["family_too_many_weeks"]
    longer = replace(details, answers={**details.answers, "care_to": "2026-11-03"})
    assert leave_view(books, recorded(books, longer)).of.details.blocks == details.blocks
