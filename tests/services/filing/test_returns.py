"""Which returns there are, by when, that they were sent, box numbers, and what another program said."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.domain.money import Money
from carerdesk.domain.rti.comparison import compare
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.filing.advice import advice_on_paper
from carerdesk.services.filing.answers import comparison, difference_words, keep_answer
from carerdesk.services.filing.boxes import boxes_of, keep_boxes
from carerdesk.services.filing.due import due_items
from carerdesk.services.filing.returns import Key, Kind, Return, returns_due
from carerdesk.services.filing.sent import say_not_sent, say_sent
from carerdesk.services.pay import due as pay_due
from carerdesk.services.pay.leaving import ways_out
from carerdesk.store import tables
from tests.services.filing.kept import employer, slip
from tests.services.pay.made import codes, done, money, pa

Q2, Q3 = (date(2026, 7, 6), date(2026, 10, 5)), (date(2026, 10, 6), date(2027, 1, 5))
OCTOBER, NOVEMBER = date(2026, 10, 2), date(2026, 10, 30)


def of_kind(books: Books, kind: Kind) -> list[Return]:
    """The returns of one kind, the oldest first."""
    return [each for each in reversed(returns_due(books)) if each.key.kind is kind]


@pytest.fixture
def two(books: Books) -> tuple[int, int]:
    """Asha paid in both quarters, Tom in the first; on paper."""
    employer(books, filing_route="paper")
    asha, tom = pa(books), pa(books, "Tom Griffiths")
    slip(books, asha, OCTOBER, gross="1000.00")
    slip(books, tom, OCTOBER, gross="400.00")
    slip(books, asha, NOVEMBER, gross="1000.00")
    return asha, tom


def test_paper_has_one_rt2_for_each_pa_and_quarter(books: Books, two: tuple[int, int]) -> None:
    asha, tom = two
    assert [each.key for each in of_kind(books, Kind.RT2)] == [
        Key(*Q2, Kind.RT2, asha), Key(*Q2, Kind.RT2, tom), Key(*Q3, Kind.RT2, asha),
    ]  # fmt: skip
    assert not of_kind(books, Kind.FPS)


def test_a_form_is_posted_five_working_days_before_the_19th(books: Books, two: tuple[int, int]) -> None:
    first, *_, last = of_kind(books, Kind.RT2)
    assert (first.due, first.post_by) == (date(2026, 10, 19), date(2026, 10, 12))
    assert (last.due, last.post_by) == (date(2027, 1, 19), date(2027, 1, 12))


def test_bank_holidays_are_no_working_days(books: Books) -> None:
    employer(books, filing_route="paper")
    asha = pa(books, started=date(2026, 1, 5), first_payday=date(2026, 3, 20), period_end=date(2026, 3, 15))
    slip(books, asha, date(2026, 3, 20), gross="100.00")
    (form,) = [each for each in of_kind(books, Kind.RT2) if each.key.worker_id == asha]
    # the 19 April 2026 is a Sunday; the five working days before are the 17th back to the 13th
    assert (form.due, form.post_by) == (date(2026, 4, 19), date(2026, 4, 13))


def test_rt5_says_why_it_is_wanted(books: Books, two: tuple[int, int]) -> None:
    asha, _ = two
    assert [(each.key.first, each.why) for each in of_kind(books, Kind.RT5)] == [(Q2[0], ("allowance",))]
    slip(books, asha, date(2026, 11, 27), gross="187.18", smp="187.18", recovered="204.03")
    assert [each.why for each in of_kind(books, Kind.RT5)] == [("allowance",), ("recovered",)]


def test_a_quarter_without_pay_wants_an_rt5_once_it_is_over(books: Books) -> None:
    employer(books, filing_route="paper", claims_employment_allowance=False)
    asha = pa(books, started=date(2026, 4, 6), first_payday=date(2026, 5, 1), period_end=date(2026, 4, 26))
    slip(books, asha, date(2026, 5, 1), gross="100.00")
    assert [(each.key.first, each.why) for each in of_kind(books, Kind.RT5)] == [(Q2[0], ("nobody_paid",))]


def test_online_there_is_an_fps_for_each_payday_and_an_eps_where_one_is_wanted(
    books: Books, two: tuple[int, int]
) -> None:  # fmt: skip
    employer(books, filing_route="basic_paye_tools")
    assert [each.key.first for each in of_kind(books, Kind.FPS)] == [OCTOBER, NOVEMBER]
    assert [(each.key.last, each.due, each.why) for each in of_kind(books, Kind.EPS)] == [
        (date(2026, 10, 5), date(2026, 10, 19), ("allowance",))
    ]


def test_a_bureau_files_for_its_family(books: Books, two: tuple[int, int]) -> None:
    employer(books, filing_route="bureau")
    assert returns_due(books) == ()


def test_sending_an_rt2_freezes_its_payslips_and_files_paydays_told_of_whole(
    books: Books, two: tuple[int, int]
) -> None:  # fmt: skip
    asha, tom = two
    done(say_sent(books, Key(*Q2, Kind.RT2, asha), date(2026, 10, 12), " recorded post "))
    (first, second, _) = of_kind(books, Kind.RT2)
    assert (first.sent_on, first.reference, second.sent_on) == (date(2026, 10, 12), "recorded post", None)
    with books.reading() as session:
        run = session.get_one(tables.PayRun, 1)
        assert run.filed_on is None
        assert set(ways_out(session, [1, 2, 3]).items()) == {(1, "filed")}
    done(say_sent(books, Key(*Q2, Kind.RT2, tom), date(2026, 10, 13)))
    with books.reading() as session:
        assert session.get_one(tables.PayRun, 1).filed_on == date(2026, 10, 13)
        assert session.get_one(tables.PayRun, 2).filed_on is None


def test_an_rt2_that_was_sent_cannot_be_undone(books: Books, two: tuple[int, int]) -> None:
    sent = done(say_sent(books, Key(*Q2, Kind.RT2, two[0]), date(2026, 10, 12)))
    assert codes(say_not_sent(books, Key(*Q2, Kind.RT2, two[0]))) == ["return_stays_sent"]
    assert sent.operation is None or codes(undo(books, sent.operation))


def test_an_rt5_that_was_sent_can_be_undone_and_taken_back(books: Books, two: tuple[int, int]) -> None:
    key = Key(*Q2, Kind.RT5)
    sent = done(say_sent(books, key, date(2026, 10, 12)))
    done(undo(books, sent.operation))
    assert [each.sent_on for each in of_kind(books, Kind.RT5)] == [None]
    done(say_sent(books, key, date(2026, 10, 12)))
    done(say_not_sent(books, key))
    assert [each.sent_on for each in of_kind(books, Kind.RT5)] == [None]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, "return_sent_when"),
        (date(2026, 11, 21), "return_sent_in_the_future"),
        (date(2026, 10, 5), "return_before_its_end"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_kept(
    books: Books, two: tuple[int, int], day: date | None, code: str
) -> None:  # fmt: skip
    assert codes(say_sent(books, Key(*Q2, Kind.RT2, two[0]), day)) == [code]
    assert books.quick("SELECT * FROM filing") == []
    assert books.quick("SELECT * FROM payslip WHERE left_at IS NOT NULL") == []


def test_an_fps_that_was_sent_files_its_payday(books: Books, two: tuple[int, int]) -> None:
    employer(books, filing_route="rti")
    done(say_sent(books, Key(OCTOBER, OCTOBER, Kind.FPS), date(2026, 10, 1), "receipt 7"))
    first, second = of_kind(books, Kind.FPS)
    assert (first.sent_on, first.reference, second.sent_on) == (date(2026, 10, 1), "receipt 7", None)


def test_this_week_asks_for_a_quarters_forms_once_it_is_over(books: Books, two: tuple[int, int]) -> None:
    with books.reading() as session:
        (item,) = due_items(session, date(2026, 10, 6))
        assert (item.title, item.day, item.flag) == ("Fill in RT2 and RT5 for HMRC", date(2026, 10, 12), "")
        assert due_items(session, date(2026, 10, 20))[0].flag == "Late"
        assert not [one for one in pay_due.due_items(session, date(2026, 10, 6)) if one.key.startswith("file:")]
    for worker in two:
        done(say_sent(books, Key(*Q2, Kind.RT2, worker), date(2026, 10, 12)))
    done(say_sent(books, Key(*Q2, Kind.RT5), date(2026, 10, 12)))
    with books.reading() as session:
        assert due_items(session, books.today()) == []
        (item,) = due_items(session, date(2027, 1, 6))
        assert item.place == {"filing": Key(*Q3, Kind.RT2, two[0]).text}


def test_a_key_is_read_back_from_its_link() -> None:
    key = Key(*Q2, Kind.RT2, 3)
    assert Key.read(key.text) == key


def test_box_numbers_are_remembered_changed_and_forgotten(books: Books) -> None:
    done(keep_boxes(books, "rt2", {"taxable": " 33 ", "tax": "34", "born": ""}))
    assert boxes_of(books, "rt2") == {"taxable": "33", "tax": "34"}
    changed = done(keep_boxes(books, "rt2", {"taxable": "33a", "tax": ""}))
    assert boxes_of(books, "rt2") == {"taxable": "33a"}
    done(undo(books, changed.operation))
    assert boxes_of(books, "rt2") == {"taxable": "33", "tax": "34"}
    assert boxes_of(books, "rt5") == {}


def test_a_long_box_number_is_refused_and_none_kept(books: Books) -> None:
    assert codes(keep_boxes(books, "rt2", {"tax": "34", "born": "the third from above"})) == ["form_box_too_long"]
    assert boxes_of(books, "rt2") == {}


def test_what_another_program_said_is_compared_and_undone(books: Books, two: tuple[int, int]) -> None:
    asha, tom = two
    done(keep_answer(books, OCTOBER, asha, {"taxable": money("1000.00"), "tax": money("4.40"), "employee_ni": None}))
    done(keep_answer(books, OCTOBER, tom, {"tax": money("0.00")}))
    first, second = comparison(books, OCTOBER)
    assert [(each.figure, each.apart, each.reason) for each in first.differences] == [
        ("taxable", money("0.00"), ""), ("tax", money("4.40"), "tax_code_or_before"),
    ]  # fmt: skip
    assert "£4.40 more" in difference_words(first.differences[1])
    assert [each.reason for each in second.differences] == [""]
    done(keep_answer(books, OCTOBER, asha, {"tax": money("0.00")}))
    assert [each.reason for each in comparison(books, OCTOBER)[0].differences] == [""]
    assert codes(keep_answer(books, OCTOBER, asha, {"tax": None})) == ["answer_empty"]


def amounts(**pence: int) -> dict[str, Money]:
    """Ours or theirs, everything else nothing."""
    every = ("taxable", "tax", "employee_ni", "employer_ni", "student_loan", "postgraduate_loan")
    return {name: Money(pence.get(name, 0)) for name in every}


@pytest.mark.parametrize(
    ("theirs", "figure", "reason"),
    [
        ({"taxable": 100100, "tax": 1020}, "tax", "follows_pay"),
        ({"taxable": 100100, "tax": 1000}, "taxable", "pay_differs"),
        ({"tax": 1099}, "tax", "tax_pennies"),
        ({"tax": 1100}, "tax", "tax_code_or_before"),
        ({"employee_ni": 502, "employer_ni": 1000}, "employee_ni", "ni_pennies"),
        ({"employee_ni": 600, "employer_ni": 1000}, "employee_ni", "ni_one_side"),
        ({"employee_ni": 600, "employer_ni": 1200}, "employer_ni", "ni_letter"),
        ({"employer_ni": 0}, "employer_ni", "allowance_taken_off"),
        ({"student_loan": 0}, "student_loan", "loan_not_set"),
        ({"student_loan": 800}, "student_loan", "loan_differs"),
    ],
)
def test_each_difference_has_its_likely_reason(theirs: dict[str, int], figure: str, reason: str) -> None:
    ours = {"taxable": 100000, "tax": 1000, "employee_ni": 500, "employer_ni": 1000, "student_loan": 900}
    found = compare(amounts(**ours), amounts(**{**ours, **theirs}))
    assert {each.figure: each.reason for each in found}[figure] == reason
    assert all(difference_words(each) for each in found)


@pytest.mark.parametrize(
    ("name", "signs", "agreed", "starts", "looks"),
    [
        ("", "", None, "Answer the two questions", True),
        ("employer", "employer", date(2026, 5, 1), "The employer on the scheme signs", False),
        ("person", "employer", None, "The employer on the scheme signs", True),
        ("person", "relative", date(2026, 5, 1), "One person is on the scheme", True),
        ("employer", "accountant", date(2026, 5, 1), "Whoever files for others", True),
        ("other", "employer", date(2026, 5, 1), "The scheme is in another name", True),
    ],
)
def test_who_may_file_on_paper_is_explained(
    books: Books, name: str, signs: str, agreed: date | None, starts: str, looks: bool
) -> None:  # fmt: skip
    assert advice_on_paper(books) is None
    employer(books, filing_route="paper", paye_in_name_of=name, returns_signed_by=signs, paper_agreed_on=agreed)
    advice = advice_on_paper(books)
    assert advice is not None
    assert (advice.words[0].startswith(starts), advice.wants_look) == (True, looks)
