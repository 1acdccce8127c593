"""Sheets for the wall and for each PA: what stands on them and what does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.hours.week import read_week
from carerdesk.services.rota.sheet_wishes import SheetWishes
from carerdesk.services.rota.sheets import people_with_shifts, wall_sheet, worker_sheet
from carerdesk.store.books import Books
from carerdesk.store.tables import LeaveBooking
from tests.reports.made import reader, text
from tests.services.hours.made import kept, typed
from tests.services.rota.conftest import Pas

MONDAY = date(2026, 11, 23)
ALL = SheetWishes(person=True, what=True, mates=True)


@pytest.fixture
def week(books: Books, pas: Pas) -> Pas:
    out = typed(pas.asha, MONDAY, "10:00", "14:00", with_worker_ids=(pas.tom,), what="Swimming", people_needed=3)
    night = typed(pas.kasia, MONDAY + timedelta(days=1), "22:00", "07:00", kind="sleep_in")
    late = typed(pas.asha, MONDAY + timedelta(days=2), "16:00", "17:30")
    for each in (out, night, late):
        kept(record_shift(books, each))
    with books.operation("Away") as op:
        day = MONDAY + timedelta(days=2)
        op.session.add(
            LeaveBooking(employer_id=1, person_id=1, worker_id=pas.asha, first_day=day, last_day=day, minutes=90)
        )
    return pas


def test_the_wall_has_every_day_with_gaps_and_who_is_away(books: Books, week: Pas) -> None:
    words = " ".join(text(wall_sheet(books, MONDAY, 1, ALL)).split())
    for needed in (
        "Rota 23 to 29 November 2026", "Who comes to Jamie", "Printed on 20 November 2026",
        "Monday 23 November 10:00 to 14:00", "Asha and Tom, and 1 more", "Swimming",
        "Tuesday 24 November 22:00 to 07:00 Wed Kasia Sleep-in", "Wednesday 25 November 16:00 to 17:30 Nobody yet",
        "Thursday 26 November Nobody", "Asha is away on Wednesday.",
    ):  # fmt: skip
        assert needed in words, needed


def test_the_wall_says_who_stays_longer(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "14:00", with_worker_ids=(pas.tom,))))
    tom = next(shift for shift in read_week(books, MONDAY).shifts if shift.worker_id == pas.tom)
    kept(change_shift(books, tom.id, typed(pas.tom, MONDAY, "10:00", "14:30")))
    assert "Asha and Tom (Tom to 14:30)" in " ".join(text(wall_sheet(books, MONDAY, 1, ALL)).split())


def test_a_pa_gets_their_own_and_nobody_elses(books: Books, week: Pas) -> None:
    asha = " ".join(text(worker_sheet(books, week.asha, MONDAY, 1, ALL)).split())
    assert "Monday 23 November 10:00 to 14:00 Tom Swimming" in asha
    assert "23 to 29 November 2026: 4 h" in asha
    assert "Kasia" not in asha
    assert "16:00" not in asha  # she is away then
    kasia = " ".join(text(worker_sheet(books, week.kasia, MONDAY, 1, ALL)).split())
    assert "Together 1 sleep-in." in kasia


def test_what_is_not_wished_is_not_said(books: Books, week: Pas) -> None:
    wall = text(wall_sheet(books, MONDAY, 1, SheetWishes()))
    own = text(worker_sheet(books, week.asha, MONDAY, 1, SheetWishes(mates=False)))
    for private in ("Jamie", "Swimming", "Marsh"):
        assert private not in wall
        assert private not in own
    assert "Tom" not in own


def test_four_weeks_have_a_heading_each_and_quiet_ones_say_so(books: Books, week: Pas) -> None:
    own = text(worker_sheet(books, week.asha, MONDAY, 4, ALL))
    assert own.count("No shifts this week.") == 3
    for heading in ("30 November to 6 December 2026", "7 to 13 December 2026", "14 to 20 December 2026"):
        assert heading in own


def test_a_crowded_wall_goes_on_over_the_page_with_its_head(books: Books, pas: Pas) -> None:
    for at in range(28):
        for hour in (8, 12, 16):
            kept(
                record_shift(books, typed(pas.asha, MONDAY + timedelta(days=at), f"{hour:02}:00", f"{hour + 3:02}:00"))
            )
    pages = reader(wall_sheet(books, MONDAY, 4, ALL)).pages
    assert len(pages) > 1
    assert "continued" in pages[1].extract_text()


def test_only_those_with_shifts_are_offered(books: Books, week: Pas) -> None:
    found = people_with_shifts(books, MONDAY, 1)
    assert [(one.first_name, one.shifts) for one in found] == [("Asha", 2), ("Kasia", 1), ("Tom", 1)]
    assert people_with_shifts(books, MONDAY + timedelta(days=7), 1) == ()
