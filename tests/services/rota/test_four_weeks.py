"""Four weeks at once, what the awards buy in them, and who is where in plain words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.rota.four_weeks import read_four_weeks
from carerdesk.services.rota.where import who_is_where
from carerdesk.store.books import Books
from carerdesk.store.tables import Award, LeaveBooking
from tests.services.hours.made import kept, typed
from tests.services.rota.conftest import Pas

MONDAY = date(2026, 11, 16)
FORWARD = date(2027, 3, 28)


def day(at: int) -> date:
    return MONDAY + timedelta(days=at)


def away(books: Books, worker_id: int, first: date, last: date) -> None:
    with books.operation("Away") as op:
        keys = {"employer_id": 1, "person_id": 1}
        op.session.add(LeaveBooking(**keys, worker_id=worker_id, first_day=first, last_day=last, minutes=300))


class TestFourWeeks:
    def test_each_week_and_all_together_against_the_award(self, books: Books, pas: Pas) -> None:
        for at in (0, 7, 14, 21, 28):
            kept(record_shift(books, typed(pas.asha, day(at), "08:00", "18:00", break_minutes=30)))
        found = read_four_weeks(books, MONDAY)
        assert [week.funders[0].planned + week.funders[0].worked for week in found.weeks] == [570] * 4
        assert [week.funders[0].awarded for week in found.weeks] == [2400] * 4
        (together,) = found.funders
        assert (together.worked, together.planned, together.awarded) == (570, 3 * 570, 9600)
        assert (found.first, found.last, len(found.shifts)) == (MONDAY, day(27), 4)
        assert found.weeks[0].funders[0].short_words == "9 h 30 min of 40 h"

    def test_gaps_and_what_wants_a_look_are_counted(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, day(9), "10:00", "12:00")))
        kept(record_shift(books, typed(pas.kasia, day(10), "10:00", "12:00", people_needed=2)))
        kept(record_shift(books, typed(pas.tom, day(11), "10:00", "12:00", shares=())))
        kept(record_shift(books, typed(pas.tom, day(12), "10:00", "12:00")))
        away(books, pas.asha, day(9), day(9))
        found = read_four_weeks(books, MONDAY)
        assert (found.gaps, found.looks) == (2, 1)

    def test_an_award_that_gives_way_within_a_week_buys_for_its_own_days(self, books: Books) -> None:
        with books.operation("Renewed") as op:
            op.session.query(Award).one().last_day = day(9)
            op.session.add(
                Award(
                    employer_id=1, person_id=1, funder_id=2, first_day=day(10), amount=Money.of("700"), every="week",
                    weekly_minutes=48 * 60,
                )
            )  # fmt: skip
        awarded = [week.funders[0].awarded for week in read_four_weeks(books, MONDAY).weeks]
        assert awarded == [2400, 2674, 2880, 2880]  # three days of 40 hours a week, four of 48: 2,674 and 2/7 minutes

    def test_it_begins_on_a_monday(self, books: Books) -> None:
        with pytest.raises(ValueError, match="Monday"):
            read_four_weeks(books, day(1))

    def test_nobody_is_down(self, books: Books) -> None:
        found = read_four_weeks(books, MONDAY)
        assert (found.shifts, found.gaps, found.looks) == ((), 0, 0)
        assert [hours.planned for hours in found.funders] == [0]


class TestWhere:
    def said(self, books: Books, at: int) -> str:
        return who_is_where(books, day(at), day(at))[0].text

    def test_a_day_in_order(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, day(8), "09:30", "11:30", what="Breakfast")))
        out = typed(pas.asha, day(8), "11:30", "14:30", with_worker_ids=(pas.kasia,), what="Swimming at the baths.")
        kept(record_shift(books, out))
        assert self.said(books, 8) == (
            "Tuesday 24 November: Asha is with Jamie from 09:30 to 11:30. Breakfast. "
            "Asha and Kasia are with Jamie from 11:30 to 14:30. Swimming at the baths."
        )

    def test_a_night_says_when_it_ends_on_both_days(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.tom, day(8), "22:00", "07:00", kind="sleep_in")))
        assert self.said(books, 8) == "Tuesday 24 November: Tom sleeps in from 22:00 to 07:00 on Wednesday."
        assert self.said(books, 9) == "Wednesday 25 November: Tom’s night ends at 07:00. Nobody is down to come."

    def test_gaps_and_who_is_away(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, day(8), "09:30", "11:30", with_worker_ids=(pas.tom,))))
        kept(record_shift(books, typed(pas.kasia, day(8), "16:00", "19:00", people_needed=3)))
        away(books, pas.tom, day(7), day(9))
        assert self.said(books, 8) == (
            "Tuesday 24 November: Asha is with Jamie from 09:30 to 11:30. "
            "Nobody yet from 09:30 to 11:30: Tom is away. "
            "Kasia is with Jamie from 16:00 to 19:00. 2 more PAs are needed. Tom is away."
        )

    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            ("training", "Asha has training from 09:00 to 12:00."),
            ("on_call", "Asha is on call from 09:00 to 12:00."),
            ("travel", "Asha travels from 09:00 to 12:00."),
        ],
    )
    def test_other_work(self, books: Books, pas: Pas, kind: str, said: str) -> None:
        kept(record_shift(books, typed(pas.asha, day(8), "09:00", "12:00", kind=kind)))
        assert said in self.said(books, 8)

    def test_a_week_has_seven_days_with_the_quiet_ones(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, day(8), "09:00", "12:00")))
        days = who_is_where(books, day(7), day(13))
        assert [each.quiet for each in days] == [True, False, True, True, True, True, True]
