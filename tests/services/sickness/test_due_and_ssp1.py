"""What sickness asks for on This week, and the figures for form SSP1."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from carerdesk.services.books import Books
from carerdesk.services.due.items import Due
from carerdesk.services.sickness.due import due_items
from carerdesk.services.sickness.read import SpellView, spell_view
from carerdesk.services.sickness.record import NewSpell, change_sickness, say_average
from carerdesk.services.sickness.ssp1_sheet import form_words, say_form_given, ssp1_pdf
from carerdesk.store import tables
from tests.services.pay.made import agreed, done, keep, money, shift
from tests.services.sickness.made import TO_FRIDAY, paid_weeks, sick, weekly

TODAY = date(2026, 11, 20)
ILL = date(2026, 11, 9)


def due(books: Books, today: date = TODAY) -> dict[str, Due]:
    with books.reading() as session:
        return {item.key.split(":")[1]: item for item in due_items(session, today)}


def seen(books: Books, spell: int) -> SpellView:
    view = spell_view(books, spell)
    assert view is not None
    return view


def words_of(pdf: bytes, folder: Path) -> str:
    """What the sheet says, line by line."""
    paper = folder / "ssp1.pdf"
    paper.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True)
    return " ".join(found.stdout.split())


def test_a_week_open_asks_whether_it_still_is_and_for_a_fit_note(books: Books) -> None:
    asha = paid_weeks(books, 9)
    sick(books, asha, ILL)
    assert set(due(books, date(2026, 11, 15))) == set()  # the seventh day: her own word is enough
    assert set(due(books, date(2026, 11, 16))) == {"open", "fit_note"}
    assert due(books)["open"].place == {"spell_id": 1}


def test_hours_to_cover_come_with_their_day(books: Books) -> None:
    asha = paid_weeks(books, 9)
    keep(books, [shift(asha, date(2026, 11, 24), "16:00-19:00")], confirmed=False)
    sick(books, asha, date(2026, 11, 19))
    item = due(books)["cover"]
    assert (item.title, item.day) == ("Asha is off sick: 1 shift to cover", date(2026, 11, 24))


def test_a_missing_average_is_asked_for_by_the_payday(books: Books) -> None:
    asha = weekly(books)
    spell = sick(books, asha, date(2026, 11, 16), date(2026, 11, 18))
    assert due(books)["average"].title == "Say what Asha earns in a week"
    done(say_average(books, spell, money("150"), "payslips"))
    assert "average" not in due(books)


def long_ill(books: Books, first: date) -> int:
    asha = weekly(books, started=date(2025, 12, 1), first_payday=date(2025, 12, 12), period_end=date(2025, 12, 7))
    spell = sick(books, asha, first)
    done(say_average(books, spell, money("300"), "payslips"))
    return spell


@pytest.mark.parametrize(
    ("first", "why", "give_by", "unpaid_from"),
    [
        (TODAY - timedelta(weeks=21), None, None, None),
        (date(2026, 6, 15), "ending", date(2026, 11, 14), date(2026, 12, 26)),  # 22 weeks to Friday 13 November
        (date(2026, 5, 4), "used_up", date(2026, 11, 20), date(2026, 11, 16)),  # 28 weeks to Friday 13 November
    ],
)
def test_form_ssp1_is_asked_for_before_sick_pay_runs_out_and_after(
    books: Books, first: date, why: str | None, give_by: date | None, unpaid_from: date | None
) -> None:
    form = seen(books, long_ill(books, first)).ssp1
    found = (form.why, form.give_by, form.unpaid_from) if form else (None, None, None)
    assert found == (why, give_by, unpaid_from)
    assert ("ssp1" in due(books)) == (why is not None)


def test_a_form_given_is_not_asked_for_again(books: Books) -> None:
    spell = long_ill(books, date(2026, 5, 4))
    form = seen(books, spell).ssp1
    assert form is not None
    assert form_words(form, "Asha") == "The 28 weeks of sick pay are used up. Give form SSP1 by 20 November 2026."
    done(say_form_given(books, spell))
    assert "ssp1" not in due(books)
    assert seen(books, spell).ssp1_given


def test_the_sheet_holds_what_the_form_asks_and_says_that_it_is_not_the_form(books: Books, tmp_path: Path) -> None:
    spell = long_ill(books, date(2026, 5, 4))
    found = words_of(ssp1_pdf(books, spell), tmp_path)
    for words in (
        "A sheet to copy from, not the form", "Asha Rahman", "QQ 12 34 56 C", "Monday to Friday", "£300.00",
        "Give form SSP1 by 20 November 2026", "28 weeks of sick pay are used up", "4 May 2026", "13 November 2026",
        "16 November 2026", "Together 140 3,451.00",
    ):  # fmt: skip
        assert words in found, words


def test_a_refusal_is_on_the_sheet_with_its_reason(books: Books, tmp_path: Path) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, ILL, date(2026, 11, 13))
    done(change_sickness(books, spell, NewSpell(asha, ILL, date(2026, 11, 13), TO_FRIDAY, refused="told in December")))
    form = seen(books, spell).ssp1
    assert form is not None
    assert (form.why, form.give_by) == ("refused", date(2026, 11, 16))
    found = words_of(ssp1_pdf(books, spell), tmp_path)
    assert "Sick pay refused: told in December" in found
    assert "No sick pay was due." in found


def test_weeks_say_what_is_paid_and_what_is_still_to_pay(books: Books) -> None:
    asha = paid_weeks(books, 9)
    spell = sick(books, asha, date(2026, 11, 12))
    agreed(books, date(2026, 11, 20))
    view = seen(books, spell)
    assert [(week.state, str(week.amount)) for week in view.weeks] == [("paid", "£34.82"), ("to pay", "£87.04")]
    assert (str(view.due), str(view.paid), str(view.to_pay)) == ("£121.86", "£34.82", "£87.04")
    assert view.weeks_left == "26.6"
    assert view.next_payday == date(2026, 11, 27)
    assert view.working is not None
    assert view.working.lines[-1].figure == "£121.86"


def test_unconfirmed_rules_are_said_to_be_so(books: Books) -> None:
    asha = weekly(books, started=date(2025, 12, 1), first_payday=date(2025, 12, 12), period_end=date(2025, 12, 7))
    spell = sick(books, asha, date(2026, 3, 16), date(2026, 4, 10))
    done(say_average(books, spell, money("130"), "payslips"))
    view = seen(books, spell)
    assert any("payroll bodies quoting the DWP" in note for note in view.notes)
    assert view.working is not None
    assert not all(source.confirmed for source in view.working.sources)


def test_nobody_asks_about_sickness_long_over(books: Books) -> None:
    asha = paid_weeks(books, 1)
    with books.operation("An old spell") as op:
        op.session.add(
            tables.Sickness(
                employer_id=1, person_id=1, worker_id=asha, first_day=date(2026, 9, 7), last_day=date(2026, 9, 18),
                weekdays="mon",
            )
        )  # fmt: skip
    assert due(books) == {}
