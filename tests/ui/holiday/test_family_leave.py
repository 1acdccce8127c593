"""Family leave in the Holiday room, as a person uses it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.services.family_leave.details import LeaveDetails
from carerdesk.services.family_leave.read import everyones_leaves
from carerdesk.services.pay.read import payday_view
from tests.access import check_access
from tests.services.family_leave.made import NOVEMBER, kasia, maternity, met, recorded
from tests.services.pay.made import agreed, money, pa
from tests.ui.pay.house import House
from tests.user import User


def answer(user: User, question: str, words: str = "Yes") -> None:
    user.choose(question, words)
    user.press("Continue")


def ask_about_maternity(user: User, *, pregnant: str = "Yes", proof: str = "Yes") -> None:
    user.choose("What kind of leave is it?", "Maternity: she is having a baby")
    user.press("Continue")
    user.fill("When is the baby due?", "10 January 2027")
    user.fill("First day of pay", "2 November 2026")
    user.fill("When did they ask for it?", "1 October 2026")
    user.press("Continue")
    assert user.sees("Average weekly earnings are £272.00, not below £129.")
    user.press("Continue")
    answer(user, "Was Kasia still pregnant on 25 October 2026, or had she had the baby by then?", pregnant)
    answer(user, "Is Kasia held in legal custody when pay begins, on 2 November 2026?", "No")
    answer(user, "Did Kasia tell you by 5 October 2026 when pay should begin?")
    answer(user, "Have you seen the certificate MAT B1, or a letter from a doctor or midwife with the due date?", proof)
    answer(user, "Was Class 1 National Insurance for 2025-26 £45,000 or less?")


def test_maternity_leave_is_asked_about_recorded_paid_and_undone(house: House, user: User) -> None:
    kasia(house.books)
    window = house.open()
    user.press("Record family leave")
    ask_about_maternity(user)
    assert user.sees("Check your answers")
    assert user.sees("Pay is due.")
    assert user.sees("Week 1, 2 to 8 November 2026")
    user.press("Record Kasia’s leave")
    assert window.message.text == "Maternity leave for Kasia from 2 November 2026 recorded"
    assert user.sees("You said that your National Insurance for 2025-26 was £45,000 or less.")
    assert user.sees("The flat rate for weeks from 5 April 2027 is not known yet.")
    (column,) = payday_view(house.books, NOVEMBER).columns
    assert column.figures["gross"] == money("734.40")
    user.press("Undo")
    assert everyones_leaves(house.books)[0].leaves == ()
    house.open_again()
    assert user.sees("Record family leave")


def test_the_questions_reopen_where_they_were_left(house: House, user: User) -> None:
    kasia(house.books)
    house.open()
    user.press("Record family leave")
    user.choose("What kind of leave is it?", "Bereavement: they have lost a child")
    user.press("Continue")
    user.fill("When did the child die, or was the baby stillborn?", "5 Nov 2026")
    user.press("Come back later")
    house.open_again()
    user.press("Go on with the questions about a leave")
    assert user.text_in("When did the child die, or was the baby stillborn?") == "5 Nov 2026"
    user.press("Give up these answers")
    assert user.sees("Record family leave")


def test_what_is_missing_is_said_and_nothing_is_kept(house: House, user: User) -> None:
    kasia(house.books)
    house.open()
    user.press("Record family leave")
    user.press("Continue")
    assert user.sees("Choose which kind of leave it is.")
    user.choose("What kind of leave is it?", "Maternity: she is having a baby")
    user.press("Continue")
    user.press("Continue")
    for words in ("Enter the day.", "Enter the first day of the leave."):
        assert user.sees(words)
    user.fill("When is the baby due?", "10 January 2027")
    user.fill("First day of pay", "soon")
    user.press("Continue")
    assert user.sees("First day of pay must be a date, like 3/11/2026 or 3 November 2026")
    assert everyones_leaves(house.books)[0].leaves == ()


def test_a_start_too_early_is_said_at_the_check_and_changed_there(house: House, user: User) -> None:
    kasia(house.books)
    window = house.open()
    user.press("Record family leave")
    ask_about_maternity(user)
    user.press("Change the answer to: Days")
    user.fill("First day of pay", "24 October 2026")
    user.press("Continue")
    user.press("Record Kasia’s leave")
    assert user.sees("Pay cannot begin before 25 October 2026. Change the first day.")
    user.press("Change the answer to: Days")
    user.fill("First day of pay", "2 November 2026")
    user.press("Continue")
    user.press("Record Kasia’s leave")
    assert window.message.text == "Maternity leave for Kasia from 2 November 2026 recorded"


def test_pay_that_is_not_due_says_why_which_form_and_by_when(house: House, user: User, tmp_path: Path) -> None:
    kasia(house.books)
    window = house.open()
    user.press("Record family leave")
    ask_about_maternity(user, pregnant="No")
    assert user.sees("No pay is due.")
    assert user.sees("Give Kasia form SMP1 by 27 November 2026, with the reason.")
    user.press("Record that no pay is due to Kasia")
    assert window.message.text == "Maternity leave for Kasia from 2 November 2026 recorded as not due"
    target = tmp_path / "SMP1.pdf"
    window.page_shown().desk.files.next_choice(target)  # type: ignore[union-attr]
    user.press("Save the figures for form SMP1")
    user.wait_until(target.exists)
    assert target.read_bytes().startswith(b"%PDF")
    assert payday_view(house.books, NOVEMBER).columns == ()
    user.press("I have given it")
    assert user.sees("Given on 20 November 2026.")


def test_proof_that_has_come_lets_pay_begin(house: House, user: User) -> None:
    leave = recorded(house.books, maternity(kasia(house.books), answers={"smp_proof": "not_yet", "small": "yes"}))
    house.open().go("holiday", family_leave=leave)
    assert user.sees("Pay is due once the proof is here.")
    user.press("I have seen the certificate MAT B1")
    assert user.sees("Pay is due.")
    agreed(house.books, NOVEMBER)


def test_one_answer_is_changed_from_the_leave_itself(house: House, user: User) -> None:
    leave = recorded(house.books, maternity(kasia(house.books), answers={"small": "yes"}))
    window = house.open()
    window.go("holiday", family_leave=leave)
    user.press("Change the answer to: Was Class 1 National Insurance for 2025-26 £45,000 or less?")
    user.choose("Was Class 1 National Insurance for 2025-26 £45,000 or less?", "No")
    user.press("Continue")
    user.press("Keep the changes to Kasia’s leave")
    assert window.message.text == "Maternity leave for Kasia from 2 November 2026 changed"
    assert user.sees("You said that your National Insurance for 2025-26 was above £45,000: HMRC gives back 92%.")


def bereavement(house: House) -> int:
    death = date(2026, 11, 5)
    answers = {**met(LeaveKind.SPBP, event_on=death), "small": "yes"}
    blocks = (Block(date(2026, 11, 9), 1),)
    return recorded(house.books, LeaveDetails(kasia(house.books), LeaveKind.SPBP, death, blocks, answers=answers))


def test_weeks_taken_apart_are_added_and_taken_out(house: House, user: User) -> None:
    leave = bereavement(house)
    house.open().go("holiday", family_leave=leave)
    user.fill("First day of the further weeks", "28 December 2026")
    user.fill("Number of weeks", "2")
    user.press("Add these weeks")
    assert user.sees("3 weeks are asked for, but pay is for 2 at most. Enter fewer weeks.")
    user.fill("Number of weeks", "1")
    user.press("Add these weeks")
    assert user.sees("Week 2, 28 December 2026 to 3 January 2027")
    user.press("Take out 1 week from 28 December 2026")
    assert not user.sees("Week 2, 28 December 2026 to 3 January 2027")


def test_a_leave_ends_early_and_one_by_mistake_is_taken_out(house: House, user: User) -> None:
    leave = recorded(house.books, maternity(kasia(house.books), answers={"small": "yes"}))
    window = house.open()
    window.go("holiday", family_leave=leave)
    user.fill("Last day of the leave", "22 November 2026")
    user.press("Keep the last day")
    assert user.sees("Pay runs to 22 November 2026. Paid so far: £0.00.")
    user.press("Take out Maternity leave from 2 November 2026")
    assert window.message.text == "Maternity leave for Kasia from 2 November 2026 taken out"
    assert user.sees("Nothing recorded.")


@pytest.mark.parametrize("kind", list(LeaveKind))
def test_every_question_page_grants_everybody_access(house: House, user: User, kind: LeaveKind) -> None:
    kasia(house.books)
    pa(house.books, "Asha Rahman")
    window = house.open()
    user.press("Record family leave")
    check_access(window)
    words = {
        LeaveKind.SMP: "Maternity: she is having a baby",
        LeaveKind.SPP: "Paternity: a partner’s baby is born or placed",
        LeaveKind.SAP: "Adoption: a child is placed with them",
        LeaveKind.SHPP: "Shared parental: they take weeks the other parent gave up",
        LeaveKind.SPBP: "Bereavement: they have lost a child",
        LeaveKind.SNCP: "Neonatal: their newborn is in hospital care",
    }
    user.choose("Who takes it?", "Kasia Wójcik")
    user.choose("What kind of leave is it?", words[kind])
    user.press("Continue")
    check_access(window)


def test_check_and_leave_grant_everybody_access(house: House, user: User) -> None:
    kasia(house.books)
    window = house.open()
    user.press("Record family leave")
    ask_about_maternity(user, proof="Not yet")
    check_access(window)
    user.press("Record Kasia’s leave")
    check_access(window)


def test_a_leave_in_pieces_grants_everybody_access(house: House) -> None:
    leave = bereavement(house)
    window = house.open()
    check_access(window)
    window.go("holiday", family_leave=leave)
    check_access(window)
