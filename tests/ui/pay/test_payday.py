"""A payday as a person goes through it, from hours to papers, and putting it right."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.store import tables
from carerdesk.ui.widgets.buttons import FigureButton
from carerdesk.ui.widgets.working import WorkingPanel
from tests.access import check_access
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, done, keep, pa, shift, weekdays
from tests.ui.pay.house import House
from tests.user import OutOfReachError, User

HOURS_WRONG = "The hours. A shift was longer or shorter, was not worked, was left out, or another funder pays for it"
OCTOBER = date(2026, 10, 30)
DAY = date(2026, 11, 18)
EARLY = {"first_payday": OCTOBER, "period_end": date(2026, 10, 25)}
NAMES = ("Asha Rahman", "Kasia Wójcik", "Tom Griffiths", "Bea Long", "Cy Young")


def family(house: House, count: int = 3, *, confirmed: bool = False) -> None:
    """PAs with November's hours; Asha was paid in October too."""
    for at, name in enumerate(NAMES[:count]):
        worker = pa(house.books, name, **(EARLY if at == 0 else {}), code="BR" if name.startswith("Tom") else "1257L")  # type: ignore[arg-type]
        if at == 0:
            keep(house.books, weekdays(worker, date(2026, 10, 23), 10, "08:00-15:00"))
            agreed(house.books, OCTOBER)
        shares = ((COUNCIL, 75), (NHS, 25)) if at % 2 == 0 else ()
        keep(house.books, weekdays(worker, DAY, 12, "08:00-15:00", *shares), confirmed=confirmed)


def night(house: House) -> None:
    keep(house.books, [shift(1, DAY + timedelta(days=1), "22:00-07:00", kind="sleep_in", miles=Decimal(10))])


def test_a_payday_goes_from_hours_to_papers_in_a_few_presses(house: House, user: User) -> None:
    family(house)
    window = house.open()
    user.press("Pay Asha, Kasia and Tom. Check hours, check pay, finish. Friday 27 November 2026 in 7 days")
    assert user.sees("Check hours for Friday 27 November")
    assert user.sees("12 shifts, 84 h, 26 October to 22 November 2026")
    user.press("Confirm Kasia’s hours")
    assert window.message.text == "Hours confirmed for Kasia, 84 h, paid Friday 27 November"
    user.press("Confirm all hours and check pay")
    assert user.sees("Check pay for Friday 27 November")
    assert user.sees("Asha has 14 hours more than last time. Is it right?")
    user.press("Yes, keep it")
    assert not user.sees("Is it right?")
    assert user.focus() == "Finish pay for 27 November"
    user.press_key("Return")
    assert user.sees("Pay for Friday 27 November is finished")
    assert user.focus() == "Save the payslips"
    assert window.message.text.startswith("Pay agreed for Friday 27 November: Asha, Kasia, Tom")
    assert payday_view(house.books, PAYDAY).agreed
    assert user.presses <= 6

    house.open_again()
    assert user.sees("take-home pay")
    assert not user.sees("Check hours, check pay, finish")


def test_every_figure_opens_its_sum_and_stays_outlined(house: House, user: User) -> None:
    family(house, confirmed=True)
    night(house)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    figures = [button for button in window.findChildren(FigureButton) if button.isVisible()]
    each = 5 + 2 + 2  # pay, cost and two funders, for three PAs and all of them; and three minimum wages
    assert len(figures) == 4 * each + 3
    for button in figures:
        user.press(button.accessibleName())
        assert button.property("open") == "true"
        panel = window.findChild(WorkingPanel)
        assert panel is not None
        assert button.text().lstrip("−\u2009") in panel.working.lines[-1].figure
    user.press("Close Tom’s minimum wage, 26 October to 22 November 2026")
    assert not any(button.property("open") == "true" for button in figures)


def test_undo_in_the_message_takes_the_payday_back(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    house.open().go("pay", payday=PAYDAY.isoformat())
    user.press("Finish pay for 27 November")
    user.press("Undo")
    assert user.sees("Check pay for Friday 27 November")
    assert not payday_view(house.books, PAYDAY).agreed


def test_a_payday_is_taken_back_from_its_page_until_its_payslips_are_saved(
    house: House, user: User, tmp_path: Path
) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    assert user.sees("this payday can still be undone")
    user.press("Undo this payday")
    assert user.sees("Check pay for Friday 27 November")
    user.press("Finish pay for 27 November")
    target = tmp_path / "slips.pdf"
    user.choose_files("Save the payslip", window.desk.files, target)
    user.wait_until(lambda: window.message.text.startswith("Saved as slips.pdf"))
    net = payday_view(house.books, PAYDAY).columns[0].figures["net"]
    assert str(net) in PdfReader(BytesIO(target.read_bytes())).pages[0].extract_text()
    with pytest.raises(OutOfReachError):
        user.press("Undo this payday")
    assert user.sees("Put something right for Asha")


def test_payslips_not_saved_after_all_stay_in_the_house(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.choose_files("Save the payslip", window.desk.files)
    assert not payday_view(house.books, PAYDAY).left


def test_a_place_that_cannot_be_written_to_is_said_and_nothing_is_frozen(
    house: House, user: User, tmp_path: Path
) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.choose_files("Save the payslip", window.desk.files, tmp_path / "nowhere" / "slips.pdf")
    user.wait_until(lambda: user.sees("could not be saved there"))
    assert not payday_view(house.books, PAYDAY).left


def test_the_other_papers_freeze_nothing(house: House, user: User, tmp_path: Path) -> None:
    family(house, 2, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    for button, name in (("Save the payment list", "list.pdf"), ("Save the figures for HMRC", "hmrc.pdf")):
        user.choose_files(button, window.desk.files, tmp_path / name)
        user.wait_until(lambda name=name: window.message.text == f"Saved as {name}")  # type: ignore[misc]
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    assert not payday_view(house.books, PAYDAY).left


def test_one_payslip_alone_leaves_the_house(house: House, user: User, tmp_path: Path) -> None:
    family(house, 2, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.choose_files("Save only Kasia Wójcik’s payslip", window.desk.files, tmp_path / "kasia")
    user.wait_until(lambda: (tmp_path / "kasia.pdf").exists() and payday_view(house.books, PAYDAY).left)
    assert [column.way_out for column in payday_view(house.books, PAYDAY).columns] == ["", "printed"]


def test_figures_sent_are_remembered(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    house.open().go("pay", payday=PAYDAY.isoformat())
    user.press("I have sent the figures")
    assert user.sees("Sent on 20 November 2026.")
    house.open_again().go("pay", payday=PAYDAY.isoformat())
    assert user.sees("Sent on 20 November 2026.")


def test_what_stops_a_payday_has_a_way_to_its_place(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    with house.books.operation("no rate") as op:
        for rate in op.session.scalars(select(tables.PayRate).where(tables.PayRate.kind == "normal")).all():
            op.session.delete(rate)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    assert user.sees("There is no rate for normal hours for Asha")
    with pytest.raises(OutOfReachError):
        user.press("Finish pay for 27 November")
    user.press("Add it to Asha’s record")
    assert window.page_shown() is not None
    assert type(window.page_shown()).__name__ == "PeoplePage"


def test_wrong_hours_are_put_right_step_by_step(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    done(print_payslips(house.books, OCTOBER))
    window = house.open()
    window.go("pay", payday=OCTOBER.isoformat())
    user.press("Put something right for Asha")
    user.press(HOURS_WRONG)
    assert user.sees("Which of Asha’s hours were wrong?")
    user.press("Tuesday 20 October, 08:00–15:00. Normal hours, 7 h, Council")
    user.fill("Start and end", "8-17")
    user.press("See the difference")
    assert user.sees("Enter why it was wrong. It stays beside the payslip for whoever asks.")
    user.fill("Why was it wrong?", "Stayed until the nurse came")
    user.press("See the difference")
    assert user.sees("£27.20")
    assert user.sees("It is paid on the next payday, Friday 27 November 2026, with its tax.")
    user.press("Put Asha’s pay right")
    assert window.message.text == "Asha’s hours for Tuesday 20 October put right; the next payday pays the difference"
    user.press("Pay")
    assert user.sees("Asha Rahman, Tuesday 20 October 2026: Stayed until the nurse came")
    house.open_again().go("pay", payday=PAYDAY.isoformat())
    assert user.sees("£1,169.60")  # 84 h × £13.60 and £27.20


def test_a_half_typed_correction_reopens_as_it_was_left(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    done(print_payslips(house.books, OCTOBER))
    house.open().go("pay", put_right=1)
    user.press(HOURS_WRONG)
    shift_row = "Tuesday 20 October, 08:00–15:00. Normal hours, 7 h, Council"
    user.press(shift_row)
    user.fill("Start and end", "8-17")
    user.fill("Why was it wrong?", "Stayed un")
    user.press("Come back later")
    house.open_again().go("pay", put_right=1)
    user.press(HOURS_WRONG)
    user.press(shift_row)
    assert (user.text_in("Start and end"), user.text_in("Why was it wrong?")) == ("8-17", "Stayed un")
    user.fill("Why was it wrong?", "Stayed until six")
    user.press("See the difference")
    user.press("Change it")
    assert user.text_in("Why was it wrong?") == "Stayed until six"
    user.press("See the difference")
    user.press("Put Asha’s pay right")
    house.window.go("pay", put_right=1)  # type: ignore[union-attr]
    user.press(HOURS_WRONG)
    user.press("Tuesday 20 October, 08:00–17:00. Normal hours, 9 h, Council")
    assert user.text_in("Why was it wrong?") == ""


def test_a_shift_left_out_asks_for_all_it_needs(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    done(print_payslips(house.books, OCTOBER))
    window = house.open()
    window.go("pay", put_right=1)
    user.press(HOURS_WRONG)
    user.press("Add a shift that was left out")
    user.press("See the difference")
    for words in ("Enter the day of the shift.", "Say who pays for the shift."):
        assert user.sees(words)
    user.fill("Day", "3/10/2026")
    user.fill("Start and end", "10-12")
    user.choose("Who pays for it?", "NHS Westmere ICB")
    user.fill("Why was it wrong?", "Forgotten")
    user.press_key("Return")
    assert user.sees("NHS £27.20")


def test_a_shift_that_was_not_worked_needs_only_a_reason(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    done(print_payslips(house.books, OCTOBER))
    house.open().go("pay", put_right=1)
    user.press(HOURS_WRONG)
    user.press("Tuesday 20 October, 08:00–15:00. Normal hours, 7 h, Council")
    user.choose("What is right?", "Asha did not work this shift")
    assert not user.sees("Start and end")
    user.fill("Why was it wrong?", "Was at a wedding")
    user.press("See the difference")
    assert user.sees("It is taken back on the next payday, Friday 27 November 2026, with its tax.")


def test_hmrc_periods_are_told_with_their_sums(house: House, user: User, tmp_path: Path) -> None:
    family(house, 3, confirmed=True)
    agreed(house.books)
    window = house.open()
    user.press("All that was due to HMRC. Each tax month or quarter: due, paid and left")
    rows = user.rows("Due to HMRC")
    assert rows[0].startswith("Period: Tax month 8, to 5 December 2026. Pay by: Tuesday 22 December 2026")
    assert rows[0].endswith("State: To pay")
    user.row("Tax month 7", within="Due to HMRC")
    assert user.sees("6 October to 5 November 2026")
    user.choose_files("Save the figures for HMRC", window.desk.files, tmp_path / "figures.pdf")
    user.wait_until(lambda: window.message.text == "Saved as figures.pdf")


def test_more_than_four_pas_are_rows(house: House, user: User) -> None:
    family(house, 5, confirmed=True)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    assert user.sees("Bea Long")
    net = payday_view(house.books, PAYDAY).total_of("net")
    user.press(f"Take-home pay for everybody: {net}. Show the working")
    assert len([b for b in window.findChildren(FigureButton) if b.isVisible()]) == 6 * 5 + 2 + 5


def test_an_empty_room_leads_on(house: House, user: User) -> None:
    window = house.open()
    assert user.sees("Nobody to pay yet")
    check_access(window)
    user.press("Add a PA")
    assert type(window.page_shown()).__name__ == "PeoplePage"


def test_a_payday_that_is_no_more_shows_the_list(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    done(take_back(house.books, PAYDAY))
    window.desk.bus.changed.emit(None)
    assert user.sees("Check pay for Friday 27 November")
    window.go("pay", payday="2026-12-01")
    assert user.sees("From hours to payslips")


@pytest.mark.parametrize("appearance", ["light", "contrast"])
@pytest.mark.parametrize("count", [1, 3, 5])
def test_every_step_grants_access(house: House, user: User, appearance: str, count: int) -> None:
    family(house, count)
    night(house)
    keep(house.books, [shift(1, DAY + timedelta(days=3), "09:00-12:30")])  # half hours and nights take most room
    window = house.open(appearance=appearance)
    check_access(window)
    window.go("pay", payday=PAYDAY.isoformat())
    check_access(window)
    user.press("Confirm all hours and check pay")
    check_access(window)
    user.press("Finish pay for 27 November")
    check_access(window)


def test_putting_right_and_hmrc_grant_access(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    done(print_payslips(house.books, OCTOBER))
    window = house.open()
    window.go("pay", hmrc=1)
    check_access(window)
    window.go("pay", payday=OCTOBER.isoformat())
    check_access(window)
    window.go("pay", put_right=1)
    check_access(window)
    user.press(HOURS_WRONG)
    check_access(window)
    user.press("Tuesday 20 October, 08:00–15:00. Normal hours, 7 h, Council")
    check_access(window)
    user.fill("Why was it wrong?", "A slip")
    user.press("See the difference")
    check_access(window)


def test_a_finished_payday_says_which_of_its_days_are_past(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    house.open().go("pay", payday=PAYDAY.isoformat())
    assert user.sees("Pay your PAs by Friday 27 November")
    assert user.sees("Send the figures to HMRC by Friday 27 November")
    assert not user.sees("That day is past")
    house.open_again(PAYDAY).go("pay", payday=PAYDAY.isoformat())
    assert not user.sees("That day is past")
    window = house.open_again(PAYDAY + timedelta(days=2))
    window.go("pay", payday=PAYDAY.isoformat())
    assert user.sees("Pay your PAs: the day was Friday 27 November")
    assert user.sees("Send the figures to HMRC: the day was Friday 27 November")
    assert user.sees("That day is past. If the figures have not gone yet")
    assert user.sees("Friday 27 November: past")
    assert not user.sees("by Friday 27 November")
    check_access(window)
    user.press("I have sent the figures")
    assert not user.sees("If the figures have not gone yet")
    assert user.sees("That day is past. If the wages have not gone yet")
