"""The workplace pension from the window: the scheme, a PA’s steps, the letters, the duties."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from carerdesk.services.pension.duties import duties
from carerdesk.services.pension.employers import employers_pension
from carerdesk.services.pension.standing import workers_pension
from carerdesk.store.tables import Funder
from tests.access import check_access
from tests.services.pay.made import agreed
from tests.services.pension.made import asha_on, enrol, scheme
from tests.ui.people.conftest import House
from tests.user import User


def told(house: House, words: str) -> bool:
    """Whether the page says this, wherever it is scrolled to."""
    assert house.window is not None
    return any(words in label.text() for label in house.window.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def asha(house: House) -> int:
    with house.books.operation("Funder added") as op:
        op.session.add(
            Funder(employer_id=1, person_id=1, name="Westmere", short_name="Council", kind="council", position=1)
        )
    return asha_on(house.books)


def test_a_scheme_is_entered_and_too_little_is_refused_in_words(house: House, user: User, asha: int) -> None:
    house.open().go("people", employer="pension")
    user.press("Enter the pension scheme")
    user.fill("These terms hold from", "1/9/26")
    user.fill("Provider", "Nest")
    user.fill("The PA’s percent", "4")
    user.fill("Your percent", "3")
    user.press("Keep the scheme")
    assert user.sees("Both together must be at least 8% of qualifying earnings.")
    assert employers_pension(house.books).schemes == ()
    user.fill("The PA’s percent", "5")
    user.press("Keep the scheme")
    house.open_again()
    house.window.go("people", employer="pension")  # type: ignore[union-attr]
    assert told(house, "Nest")
    assert told(house, "5% and 3%")


def test_a_pa_is_enrolled_told_and_opts_out(house: House, user: User, asha: int) -> None:
    scheme(house.books)
    house.open().go("people", worker=asha)
    user.press("Record what happened with the pension")
    user.choose("What happened", "Enrolled, because pay is above the limit")
    user.fill("On which day", "26 Oct")
    user.press("Record it")
    assert told(house, "Asha has been in the pension since 26 October 2026: enrolled.")
    user.press("Enter when the letter was given: Enrolled, 26 October 2026")
    user.fill("Letter given on", "2 Nov")
    user.fill("Letter and membership both there on", "5 Nov")
    user.press("Keep the days")
    assert told(house, "Asha may opt out until 4 December 2026.")
    house.open_again()
    house.window.go("people", worker=asha)  # type: ignore[union-attr]
    user.press("Record what happened with the pension")
    user.choose("What happened", "Opted out within the month: everything is paid back")
    user.fill("On which day", "19 Nov")
    user.press("Record it")
    assert told(house, "Asha opted out on 19 November 2026, so counts as never having been in.")
    user.press("Undo")
    assert workers_pension(house.books, asha).stands.is_member


def test_a_half_typed_step_is_still_there_after_closing(house: House, user: User, asha: int) -> None:
    house.open().go("people", worker=asha, step="pension_event")
    user.choose("What happened", "Joining is put off, for up to 3 months")
    user.fill("On which day", "2 Nov")
    assert user.text_in("Put off until") == "2/2/2027"
    user.press("Come back later")
    house.open_again()
    house.window.go("people", worker=asha, step="pension_event")  # type: ignore[union-attr]
    assert user.text_in("On which day") == "2 Nov"
    user.press("Record it")
    assert told(house, "Asha is not in the pension: joining was put off on 2 November 2026, until 2 February 2027.")


def test_enrolling_among_agreed_days_asks_first(house: House, user: User, asha: int) -> None:
    scheme(house.books)
    agreed(house.books)
    house.open().go("people", worker=asha, step="pension_event")
    user.choose("What happened", "Enrolled, because pay is above the limit")
    user.fill("On which day", "26 Oct")
    user.press("Record it")
    assert user.sees("Pay up to 22 November 2026 is agreed without contributions.")
    assert not workers_pension(house.books, asha).stands.is_member
    user.press("Yes, keep it")
    assert workers_pension(house.books, asha).stands.is_member


def test_the_duties_begin_with_the_first_pa_and_lead_to_the_declaration(house: House, user: User, asha: int) -> None:
    house.open().go("people", employer="pension")
    user.press("Say when your duties began")
    assert user.text_in("On which day") == "31/8/2026"
    user.press("Record it")
    assert told(house, "Declare to The Pensions Regulator, by 30 January 2027")
    user.press("Record what you have done")
    user.choose("What was done", "Declaration of compliance made")
    user.fill("On which day", "20 Nov")
    user.press("Record it")
    assert not told(house, "Declare to The Pensions Regulator, by 30 January 2027")
    with house.books.reading() as session:
        assert duties(session).declare_by is None


def test_papers_are_saved_where_the_person_says(house: House, user: User, asha: int, tmp_path: Path) -> None:
    scheme(house.books)
    enrol(house.books, asha, information_on=date(2026, 11, 2))
    agreed(house.books)
    window = house.open()
    for name, press, place in (
        ("letter.pdf", "Save the letter: Enrolled, 26 October 2026", {"worker": asha}),
        ("month.pdf", "Save the list: Pension contributions to Nest, November 2026", {"employer": "pension"}),
        ("month.csv", "Save as a table (CSV): Pension contributions to Nest, November 2026", {"employer": "pension"}),
        ("facts.pdf", "Save the facts for the declaration", {"employer": "pension"}),
    ):
        window.go("people", **place)
        window.desk.files.next_choice(tmp_path / name)
        user.press(press)
        user.wait_until((tmp_path / name).exists)


def test_everybody_can_use_the_pension_cards_and_forms(house: House, asha: int) -> None:
    scheme(house.books)
    enrol(house.books, asha)
    agreed(house.books)
    window = house.open()
    for place in (
        {"worker": asha}, {"worker": asha, "step": "pension_event"}, {"worker": asha, "step": "pension_days"},
        {"employer": "pension"}, {"employer": "pension", "step": "pension_scheme"},
        {"employer": "pension", "step": "pension_duty"},
    ):  # fmt: skip
        window.go("people", **place)
        check_access(window)
