"""Letters, the month for the provider, the declaration, what is due, and what an auditor sees."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from pypdf import PdfReader

from carerdesk.domain.money import Money
from carerdesk.reports.letter import LetterView
from carerdesk.services.books import Books
from carerdesk.services.due.items import Due
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.evidence.passed_on import passed_on
from carerdesk.services.money.accounts import NewAccount, add_account
from carerdesk.services.money.joining import join_line
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.matching import match_suggestions
from carerdesk.services.pension.details import DutyDone
from carerdesk.services.pension.due import due_items
from carerdesk.services.pension.duties import duties, record_duty, remove_duty
from carerdesk.services.pension.events import change_days
from carerdesk.services.pension.letters import letter, letter_pdf
from carerdesk.services.pension.schedule import declaration_pdf, months, schedule_pdf, schedule_table
from carerdesk.store.books import FixedClock
from tests.services.pay.made import COUNCIL, NHS, agreed, codes, done, keep, weekdays
from tests.services.pension.made import FIRST, asha_on, enrol, record, scheme

TODAY = date(2026, 11, 20)


def words_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def letter_words(books: Books, worker_id: int, kind: str, event_id: int | None = None) -> str:
    view = letter(books, worker_id, kind, event_id)
    assert isinstance(view, LetterView), view
    return words_of(letter_pdf(view))


def items(books: Books, today: date = TODAY) -> dict[str, Due]:
    with books.reading() as session:
        return {item.key: item for item in due_items(session, today)}


@pytest.fixture
def asha(books: Books) -> int:
    scheme(books)
    return asha_on(books)


def test_the_letter_on_enrolling_says_when_how_much_and_until_when_to_opt_out(books: Books, asha: int) -> None:
    event = enrol(books, asha, told_on=date(2026, 11, 2), information_on=date(2026, 11, 5)).id
    words = letter_words(books, asha, "enrolled", event)
    for part in (
        "2 November 2026", "Dear Asha Rahman", "with Nest, since 26 October 2026",
        "5% of your pay between £480.00 and £3,867.00 in 4 weeks", "we pay in 3%", "so until 4 December 2026",
        "Not confirmed word for word",
    ):  # fmt: skip
        assert part in words


def test_the_letter_on_joining_names_the_limits_of_her_pay_period(books: Books, asha: int) -> None:
    words = letter_words(books, asha, "may_join")
    assert "at present £768.00 in 4 weeks" in words
    assert "If you earn £480.00 or less in 4 weeks" in words


def test_the_letter_on_putting_off_says_until_when(books: Books, asha: int) -> None:
    event = done(record(books, asha, "postponed", FIRST, until=date(2027, 1, 26))).id
    assert "from 26 October 2026 until 26 January 2027" in letter_words(books, asha, "postponed", event)


def test_the_letter_on_opting_out_names_what_is_paid_back(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    event = done(record(books, asha, "opted_out", TODAY)).id
    assert "Everything taken from your pay for it, £26.50, is paid back" in letter_words(
        books, asha, "opted_out", event
    )
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    agreed(books, date(2026, 12, 25))
    assert "£26.50" in letter_words(books, asha, "opted_out", event)


def test_no_letter_is_written_with_limits_nobody_knows(books: Books, asha: int) -> None:
    books.clock = FixedClock(date(2031, 5, 1))
    assert codes(letter(books, asha, "may_join")) == ["pension_limits_unknown"]


def test_the_month_for_the_provider_adds_up_on_paper_and_in_the_table(books: Books, asha: int) -> None:
    enrol(books, asha)
    agreed(books)
    with books.reading() as session:
        (month,) = months(session)
    paper = words_of(schedule_pdf(books, month.id))
    for part in (
        "Nest",
        "EMP000123456",
        "£46.37",
        "1,142.40",
        "662.40",
        "26.50",
        "19.87",
        "claimed £6.63",
        "22 December",
    ):
        assert part in paper
    (row,) = csv.DictReader(io.StringIO(schedule_table(books, month.id).decode("utf-8-sig")))
    assert row["National Insurance number"] == "QQ 12 34 56 C"
    assert (row["Pensionable pay"], row["Employee contribution"], row["Employer contribution"]) == (
        "662.40", "26.50", "19.87",
    )  # fmt: skip
    assert (row["Tax relief"], row["To pay in"], row["Payday"]) == ("6.63", "46.37", "2026-11-27")


def test_the_facts_for_the_declaration_count_everybody_once(books: Books, asha: int) -> None:
    enrol(books, asha)
    asha_on(books, hours=1, name="Ben Okoro")
    done(record_duty(books, DutyDone("duties_start", date(2026, 8, 31))))
    words = words_of(declaration_pdf(books))
    assert "Declare by 30 January 2027" in words
    assert "Enrolled because they had to be 1" in words
    assert "Everybody else 1" in words


def test_letters_and_duties_stand_on_this_week_until_they_are_done(books: Books, asha: int) -> None:
    assert items(books)["pension:start"].day is None
    start = done(record_duty(books, DutyDone("duties_start", date(2026, 8, 31)))).id
    assert items(books)["pension:declare"].day == date(2027, 1, 30)
    event = enrol(books, asha).id
    assert event is not None
    found = items(books)[f"pension:letter:{event}"]
    assert (found.day, found.flag) == (date(2026, 12, 7), "")
    assert items(books, date(2026, 12, 8))[f"pension:letter:{event}"].flag == "Late"
    done(change_days(books, event, date(2026, 11, 2), None))
    done(record_duty(books, DutyDone("declaration", TODAY)))
    assert set(items(books)) == set()
    assert start is not None
    assert codes(remove_duty(books, start)) == ["pension_duties_rest_on_it"]


def test_a_postponement_that_ends_and_a_month_to_pay_stand_there_in_time(books: Books, asha: int) -> None:
    ben = asha_on(books, hours=1, name="Ben Okoro")
    done(record(books, ben, "postponed", date(2026, 9, 1), until=date(2026, 12, 1), told_on=date(2026, 9, 1)))
    assert f"pension:{ben}:wait" in items(books)
    assert f"pension:{ben}:wait" not in items(books, date(2026, 11, 9))
    enrol(books, asha)
    agreed(books)
    (key,) = [key for key in items(books) if key.startswith("pay_over:")]
    assert items(books)[key].title == "Pay Nest £46.37"
    assert items(books, date(2026, 12, 23))[key].flag == "Late"


def test_enrolling_again_comes_up_before_its_days(books: Books, asha: int) -> None:
    done(record_duty(books, DutyDone("duties_start", date(2024, 1, 8))))
    assert items(books)["pension:again"].day == date(2027, 1, 8)
    done(record_duty(books, DutyDone("re_enrolment", TODAY)))
    found = items(books)
    assert "pension:again" not in found
    assert found["pension:declare_again"].day == date(2027, 6, 7)
    done(record_duty(books, DutyDone("re_declaration", TODAY)))
    with books.reading() as session:
        assert duties(session).declare_again_by is None


def test_duties_are_refused_in_words(books: Books) -> None:
    assert codes(record_duty(books, DutyDone("declaration", TODAY))) == ["pension_start_first"]
    done(record_duty(books, DutyDone("duties_start", TODAY)))
    assert codes(record_duty(books, DutyDone("duties_start", TODAY))) == ["pension_starts_twice"]
    assert codes(record_duty(books, DutyDone("declaration", date(2026, 11, 19)))) == ["pension_duty_before_start"]
    assert codes(record_duty(books, DutyDone("declaration", date(2026, 11, 21)))) == ["pension_day_in_the_future"]


def test_an_auditor_sees_what_was_due_when_it_was_paid_and_whose_it_was(books: Books, asha: int) -> None:
    enrol(books, asha)
    agreed(books)
    account = done(add_account(books, NewAccount("Support", date(2026, 4, 6), Money(0), ()))).id
    assert account is not None
    line = done(add_line(books, account, NewLine(date(2026, 11, 20), Money.of("-46.37"), "NEST"))).id
    assert line is not None
    (found,) = [each for each in match_suggestions(books) if each.line_id == line]
    done(join_line(books, line, found.pays))
    with books.reading() as session:
        winter = [Period(funder, date(2026, 12, 1), date(2027, 2, 28), TODAY) for funder in (COUNCIL, NHS)]
        council, nhs = (passed_on(Gathered(session, of)) for of in winter)
    assert [(one.owed, one.payments, one.due) for one in council] == [
        (Money.of("46.37"), ((date(2026, 11, 20), Money.of("46.37")),), date(2026, 12, 22))
    ]
    assert nhs == ()
