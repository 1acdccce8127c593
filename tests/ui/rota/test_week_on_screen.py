"""The week on screen: cards to press and walk, changes and undo, cover, checking, large text, access for everybody."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton

from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books, FixedClock
from carerdesk.store.tables import LeaveBooking, Worker
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.pages.rota.card import OutingCard
from carerdesk.ui.pages.rota.page import RotaPage
from tests import access
from tests.services.hours.made import typed
from tests.ui.rota.conftest import Desktop
from tests.user import OutOfReachError, User

MONDAY = date(2026, 11, 16)
ASHA, KASIA, TOM = 1, 2, 3
MORNING = "Monday 16 November, 07:30 to 10:30, Morning, Asha, Council, worked"


def day(at: int) -> date:
    return MONDAY + timedelta(days=at)


def fill(books: Books) -> None:
    """Seven outings and a sleep-in; some planned before, one PA away."""
    books.clock = FixedClock(date(2026, 11, 15))
    planned = [typed(ASHA, day(2), "07:30", "10:30"), typed(TOM, day(3), "16:00", "19:00")]
    assert isinstance(record_shifts(books, planned), Done)
    books.clock = FixedClock(date(2026, 11, 20))
    new = [
        typed(ASHA, day(0), "07:30", "10:30", what="Morning"),
        typed(TOM, day(0), "16:00", "19:00", what="Tea"),
        typed(KASIA, day(1), "09:00", "13:00", shares=((2, Decimal(60)), (3, Decimal(40)))),
        typed(KASIA, day(4), "22:00", "07:00", kind="sleep_in"),
        typed(ASHA, day(5), "10:00", "14:30", what="Swimming", with_worker_ids=(TOM,)),
        typed(KASIA, day(6), "16:00", "19:00", what="Tea"),
    ]
    assert isinstance(record_shifts(books, new), Done)
    with books.operation("Away") as op:
        op.session.add(
            LeaveBooking(employer_id=1, person_id=1, worker_id=KASIA, first_day=day(6), last_day=day(6), minutes=180)
        )


@pytest.fixture
def window(desktop: Desktop) -> MainWindow:
    fill(desktop.books)
    return desktop.open()


def page_of(window: MainWindow) -> RotaPage:
    page = window.page_shown()
    assert isinstance(page, RotaPage)
    return page


def test_every_card_says_all_of_itself(window: MainWindow) -> None:
    names = [card.accessibleName() for card in window.findChildren(OutingCard)]
    assert names == [
        MORNING,
        "Monday 16 November, 16:00 to 19:00, Tea, Tom, Council, worked",
        "Tuesday 17 November, 09:00 to 13:00, Kasia, Council 60% and NHS 40%, worked",
        "Wednesday 18 November, 07:30 to 10:30, Asha, Council, planned, Hours not in yet",
        "Thursday 19 November, 16:00 to 19:00, Tom, Council, planned, Hours not in yet",
        "Saturday 21 November, 10:00 to 14:30, Swimming, Weekend hours, Asha and Tom, Council, planned",
        "Sunday 22 November, 16:00 to 19:00, Tea, Weekend hours, Kasia, Council, needs cover, Kasia is away",
        "Friday 20 November, 22:00 to Saturday 07:00, Sleep-in, Kasia, Council, planned",
    ]


def test_arrows_walk_the_cards(window: MainWindow, user: User) -> None:
    cards = window.findChildren(OutingCard)
    cards[0].setFocus()
    walked = []
    for key in ("Down", "Right", "Right", "Left", "Left", "Up", "Down", "Down", "Up"):
        user.press_key(key)
        walked.append(user.focus().replace(" November", "")[:16])
    assert walked == [
        "Monday 16, 16:00", "Tuesday 17, 09:0", "Wednesday 18, 07", "Tuesday 17, 09:0", "Monday 16, 07:30",
        "Monday 16, 07:30", "Monday 16, 16:00", "Friday 20, 22:00", "Sunday 22, 16:00",
    ]  # fmt: skip


def test_a_shift_is_changed_split_and_undone(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press(MORNING)
    assert user.sees("Asha, Monday 16 November, 07:30–10:30")
    assert user.focus() == "Start and end"
    user.fill("Start and end", "7:30-11")
    user.fill("Paid by", "Council 50, NHS 50")
    user.press("More about this shift")
    user.fill("What was chosen, and how it went", "Jamie chose toast.")
    user.press("Keep the changes")
    assert user.sees("Shift for Asha, Monday 16 November, changed")
    first = read_week(desktop.books, MONDAY).shifts[0]
    assert (first.times, [share.minutes for share in first.shares]) == ("07:30–11:00", [105, 105])
    assert first.how_it_went == "Jamie chose toast."
    assert "Council 50% and NHS 50%" in user.focus()
    user.press("Undo")
    assert read_week(desktop.books, MONDAY).shifts[0].times == "07:30–10:30"


def test_what_was_not_touched_stays_exactly(desktop: Desktop, window: MainWindow, user: User) -> None:
    books = desktop.books
    third = typed(ASHA, day(1), "15:00", "16:00", shares=((2, Decimal("33.3")), (3, Decimal("66.7"))))
    assert isinstance(record_shift(books, third), Done)
    before = [share for shift in read_week(books, MONDAY).shifts for share in shift.shares]
    page_of(window).refresh(None)
    user.press("Tuesday 17 November, 15:00 to 16:00, Asha, Council 33% and NHS 67%, worked")
    user.fill("What", "Walk")
    user.press("Keep the changes")
    assert [share for shift in read_week(books, MONDAY).shifts for share in shift.shares] == before


def test_worked_as_planned_and_taken_out(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press("Wednesday 18 November, 07:30 to 10:30, Asha, Council, planned, Hours not in yet")
    user.press("Worked as planned")
    assert user.sees("Asha worked as planned, Wednesday 18 November")
    user.press("Wednesday 18 November, 07:30 to 10:30, Asha, Council, worked")
    user.press("Take the shift out")
    assert user.sees("Shift for Asha, Wednesday 18 November, taken out")
    assert user.focus() == "Day"
    user.press("Undo")
    assert user.sees("Shift for Asha, Wednesday 18 November")


def test_an_outing_together_and_apart(desktop: Desktop, window: MainWindow, user: User) -> None:
    outing = "Saturday 21 November, 10:00 to 14:30, Swimming, Weekend hours, Asha and Tom, Council, planned"
    user.press(outing)
    assert user.is_ticked("The same hours for all who go together")
    user.fill("Start and end", "10-15")
    user.press("Keep the changes")
    shifts = [shift for shift in read_week(desktop.books, MONDAY).shifts if shift.day == day(5)]
    assert [shift.times for shift in shifts] == ["10:00–15:00"] * 2
    user.press(outing.replace("14:30", "15:00"))
    user.press("Take Tom off")
    (asha,) = [shift for shift in read_week(desktop.books, MONDAY).shifts if shift.day == day(5)]
    assert (asha.first_name, asha.outing) == ("Asha", None)


def checking_tom(books: Books, user: User) -> None:
    """Kasia and Tom were down for Monday, and Check hours opens Tom's row."""
    books.clock = FixedClock(date(2026, 11, 15))
    two = typed(KASIA, day(0), "11:00", "14:00", what="Walk", with_worker_ids=(TOM,))
    assert isinstance(record_shift(books, two), Done)
    books.clock = FixedClock(date(2026, 11, 20))
    user.press("Week after")
    user.press("This week")
    user.press("Confirm hours")
    user.press("Change: Monday 16 November, 11:00–14:00, Tom Griffiths, Walk, as planned, 3 h")


def test_the_person_whose_row_was_pressed_is_changed_alone(desktop: Desktop, window: MainWindow, user: User) -> None:
    checking_tom(desktop.books, user)
    assert user.sees("Tom, Monday 16 November, 11:00–14:00")
    assert user.sees("Kasia goes along.")
    assert user.text_in("Who") == "Tom"
    assert not user.is_ticked("The same hours for all who go together")
    user.fill("Start and end", "11-14:30")
    user.press("Keep the changes")
    if user.sees("Is it right?"):
        user.press("Yes, keep it")
    times = {s.first_name: s.times for s in read_week(desktop.books, MONDAY).shifts if s.what == "Walk"}
    assert times == {"Kasia": "11:00–14:00", "Tom": "11:00–14:30"}
    user.press("Come back later")
    assert user.sees("Tom to 14:30")
    names = [card.accessibleName() for card in window.findChildren(OutingCard)]
    assert any("11:00 to 14:00, Walk, Kasia and Tom, Tom to 14:30, Council" in name for name in names)


def test_typed_times_are_not_lost_by_looking_at_another(desktop: Desktop, window: MainWindow, user: User) -> None:
    checking_tom(desktop.books, user)
    user.fill("Start and end", "11-15")
    user.press("Kasia")
    assert user.sees("What you typed for Tom is not kept yet.")
    assert (user.text_in("Who"), user.text_in("Start and end")) == ("Tom", "11-15")
    user.press("Go to Kasia without it")
    assert (user.text_in("Who"), user.text_in("Start and end")) == ("Kasia", "11:00-14:00")
    assert user.sees("Tom goes along.")
    user.press("Tom")
    user.fill("Start and end", "11-13:30")
    user.press("Kasia")
    user.press("Keep it")
    times = {s.first_name: s.times for s in read_week(desktop.books, MONDAY).shifts if s.what == "Walk"}
    assert times == {"Kasia": "11:00–14:00", "Tom": "11:00–13:30"}


def test_a_wrong_time_is_told_once_and_not_of_another(desktop: Desktop, window: MainWindow, user: User) -> None:
    checking_tom(desktop.books, user)
    user.fill("Start and end", "noon-ish")
    user.press("Keep the changes")
    assert len(page_of(window).problems.words) == 1
    user.press("Kasia")
    user.press("Go to Kasia without it")
    assert page_of(window).problems.words == ()


def test_days_tell_who_is_off_and_what_day_it_is(desktop: Desktop, window: MainWindow, user: User) -> None:
    assert user.sees("Kasia on holiday")
    assert user.find(QAbstractButton, "Open Sunday 22 November, Kasia on holiday").isEnabled()
    page_of(window).go_to(date(2026, 12, 28))
    assert isinstance(record_shift(desktop.books, typed(ASHA, date(2026, 12, 29), "10:00", "12:00")), Done)
    page_of(window).go_to(date(2026, 12, 28))
    access.settle()
    assert user.sees("Boxing Day")
    assert user.find(QAbstractButton, "Open Friday 1 January, New Year’s Day").isEnabled()


def test_an_empty_week_before_is_said_and_not_carried_along(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press("Copy last week")
    assert user.sees("There is nothing to copy: the week before has no shifts.")
    user.press("Week after")
    assert not user.sees("There is nothing to copy: the week before has no shifts.")


def test_cover_is_found_among_those_who_are_free(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press("Sunday 22 November, 16:00 to 19:00, Tea, Weekend hours, Kasia, Council, needs cover, Kasia is away")
    user.press("Give it to Tom")
    last = read_week(desktop.books, MONDAY).shifts[-1]
    assert (last.first_name, last.trouble) == ("Tom", "")


def test_escape_closes_and_keeps_nothing(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press(MORNING)
    user.fill("Start and end", "7-11")
    user.press_key("Escape")
    assert user.focus() == MORNING
    assert read_week(desktop.books, MONDAY).shifts[0].times == "07:30–10:30"


def test_hours_are_checked_and_one_put_right_first(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.press("Confirm hours")
    assert user.sees("5 shifts, 16 h. All are as planned.")
    assert not user.sees("Needs a look")
    user.tick("The shifts still to come are certain too: confirm them as well")
    user.press("Change: Wednesday 18 November, 07:30–10:30, Asha Rahman, as planned, 3 h")
    user.fill("Start and end", "7:30-11")
    user.press("Keep the changes")
    assert user.sees("5 shifts, 16 h 30 min. 1 shift to look at.")
    assert user.sees("Planned to 10:30, 30 minutes over.")
    assert user.is_ticked("The shifts still to come are certain too: confirm them as well")
    user.press("Confirm these hours")
    assert user.sees("The hours of this week are confirmed.")
    assert read_week(desktop.books, MONDAY).confirmed


def test_a_date_is_gone_to_by_enter_without_confirming_anything(
    desktop: Desktop, window: MainWindow, user: User
) -> None:
    user.fill("Go to a date", "3 June 2026")
    user.press_key("Return")
    assert user.sees("Rota, 1 to 7 June")
    user.press("Week before")
    assert user.sees("Rota, 25 to 31 May")
    assert user.focus() == "Week before"


def test_links_open_a_week_its_check_or_a_shift(desktop: Desktop, window: MainWindow, user: User) -> None:
    window.go("rota", monday="2026-11-09")
    access.settle()
    assert user.sees("Rota, 9 to 15 November")
    window.go("rota", monday="2026-11-16", check=True)
    access.settle()
    assert user.sees("Check hours, 16 to 22 November")
    shift = read_week(desktop.books, MONDAY).shifts[0].id
    window.go("rota", monday="2026-11-16", shift=shift)
    access.settle()
    assert user.sees("Asha, Monday 16 November, 07:30–10:30")


def test_a_paid_shift_points_to_pay(desktop: Desktop, window: MainWindow, user: User) -> None:
    from tests.services.hours.test_record_shift import pay

    pay(desktop.books, ASHA, MONDAY, day(6))
    user.press(MORNING)
    assert user.sees(
        "The hours of this day were paid on Sunday 22 November. They are put right in Pay, and the difference is "
        "settled with the next payday."
    )
    with pytest.raises(OutOfReachError):
        user.press("Keep the changes")
    assert user.find(QAbstractButton, "Put it right in Pay").isEnabled()


def test_without_people_the_first_thing_is_to_add_somebody(desktop: Desktop, user: User) -> None:
    with desktop.books.operation("Nobody") as op:
        for worker in op.session.query(Worker):
            op.session.delete(worker)
    desktop.open()
    assert user.sees("Nobody works here yet")
    assert not user.sees("Start and end")


@pytest.mark.parametrize("appearance", ["light", "contrast"])
@pytest.mark.parametrize("view", ["week", "empty", "changing", "checking"])
def test_everybody_can_use_it(desktop: Desktop, user: User, view: str, appearance: str) -> None:
    fill(desktop.books)
    window = desktop.open(appearance=appearance)
    presses = {
        "week": (),
        "empty": ("Week after",),
        "changing": (MORNING, "More about this shift"),
        "checking": ("Confirm hours",),
    }
    for name in presses[view]:
        user.press(name)
    access.check_access(window)


@pytest.mark.parametrize(("text_size", "width"), [(200, 1366), (100, 900), (100, 640)])
def test_large_text_or_a_small_window_shows_a_list_of_days(
    desktop: Desktop, user: User, text_size: int, width: int
) -> None:
    fill(desktop.books)
    window = desktop.open(text_size=text_size, width=width, height=1400)
    access.settle()
    assert user.sees("Monday 16 November")
    cards = [card for card in window.findChildren(OutingCard) if card.isVisible()]
    assert len({card.mapToGlobal(card.rect().topLeft()).y() for card in cards}) >= 6, "each day has its own line"
    assert not list(access.too_wide(window))
    cards[0].setFocus()
    user.press_key("Right")
    assert user.focus().startswith("Tuesday 17 November")


def test_five_hundred_shifts_a_week_still_open(desktop: Desktop, user: User) -> None:
    with desktop.books.operation("Many") as op:
        rows = [Worker(employer_id=1, person_id=1, name=f"Person {at:02d}") for at in range(72)]
        op.session.add_all(rows)
        op.session.flush()
        ids = [row.id for row in rows]
    new = [typed(worker, day(at), "07:30", "10:30") for worker in ids for at in range(7)]
    assert isinstance(record_shifts(desktop.books, new), Done)
    assert isinstance(confirm_week(desktop.books, MONDAY), Done)
    desktop.open()
    assert user.sees("Rota, 16 to 22 November")


def test_a_card_far_down_opens_in_sight(desktop: Desktop, user: User) -> None:
    fill(desktop.books)
    window = desktop.open(text_size=200)
    user.press("Sunday 22 November, 16:00 to 19:00, Tea, Weekend hours, Kasia, Council, needs cover, Kasia is away")
    access.settle()
    assert user.focus() == "Who"
    box = window.focusWidget()
    assert box is not None
    assert not box.visibleRegion().isEmpty()


def test_odd_things_are_asked_in_one_question(desktop: Desktop, window: MainWindow, user: User) -> None:
    user.fill("Day", "tue")
    user.fill("Start and end", "4-11pm")
    user.fill("Who", "Asha")
    user.press("Add shift")
    assert user.sees(
        "A shift of 7 h usually has a break of 20 min or more: type the break. There is only 8 h 30 min of rest "
        "between this shift and Wednesday 18 November, 07:30 to 10:30. Most people must have 11 h: move one of them, "
        "or give as long a rest soon after. Nobody pays for this shift yet. Say who, at the latest before the hours "
        "are confirmed. Is it right?"
    )
    assert user.focus() == "Yes, keep it"
    user.press_key("Return")
    assert user.sees("Shift for Asha, Tuesday 17 November, added")
