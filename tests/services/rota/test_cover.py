"""Who can take a shift and at what cost, and what comes of asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from carerdesk.domain.money import Money
from carerdesk.domain.rota.limits import Limits
from carerdesk.domain.rota.recurrence import weekly
from carerdesk.services.books.undoing import undo
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.hours.odd import oddities_of
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_shift
from carerdesk.services.hours.rows import rows_of_person
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.rota import cover_due
from carerdesk.services.rota.contacts import AGENCY, ContactDetails, add_contact
from carerdesk.services.rota.cover import OpenShift, falling_open, open_shifts, wanting_cover
from carerdesk.services.rota.cover_acts import (
    NOBODY,
    Who,
    answered,
    ask,
    done_otherwise,
    give,
    record_off_sick,
    split_shift,
)
from carerdesk.services.rota.limits import keep_limits, limits_of, remove_limits
from carerdesk.services.rota.notices import NO, covered_outside, not_told, tell
from carerdesk.services.rota.notices_paper import record_of, record_pdf
from carerdesk.services.rota.patterns import add_pattern, change_pattern
from carerdesk.store.books import Books, FixedClock
from carerdesk.store.tables import Contract, PayRate
from tests.services.conftest import TODAY
from tests.services.hours.made import codes, kept, typed
from tests.services.rota.conftest import Pas
from tests.services.rota.test_patterns import tuesdays

FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def shift(books: Books, pas: Pas) -> int:
    """Asha's Friday evening, with everybody's rates."""
    with books.operation("Rates") as op:
        keys = {"employer_id": 1, "person_id": 1, "first_day": date(2024, 1, 1)}
        for worker, pounds in ((pas.asha, "14.00"), (pas.kasia, "15.00")):
            op.session.add(PayRate(**keys, worker_id=worker, kind="normal", amount=Decimal(pounds)))
    return kept(record_shift(books, typed(pas.asha, FRIDAY, "16:00", "19:00", miles=Decimal(8))))


def the(books: Books, shift_id: int) -> OpenShift:
    (found,) = open_shifts(books, [shift_id])
    return found


def odd_codes(books: Books, shift_id: int) -> list[str]:
    with books.reading() as session:
        found = oddities_of(session, rows_of_person(session, MONDAY, FRIDAY), TODAY)
    return [each.code for each in found.get(shift_id, ())]


class TestWhoCanTakeIt:
    def test_cost_with_the_holiday_it_earns_and_the_difference(self, books: Books, shift: int) -> None:
        found = the(books, shift)
        assert found.cost.together == Money.of("47.07")  # 3 h × £14.00 = £42.00; 12.07 % of it £5.07
        kasia, tom = found.takers
        assert (kasia.short, kasia.cost.together, kasia.more) == ("Kasia", Money.of("50.43"), Money.of("3.36"))
        assert (tom.short, tom.cost.together, tom.more) == ("Tom", None, None), "Tom has no rate"
        assert kasia.week_minutes == 180

    def test_an_agency_at_its_own_rate(self, books: Books, shift: int) -> None:
        kept(add_contact(books, ContactDetails(AGENCY, name="Bluebird", rate=Decimal("24.55"))))
        first = the(books, shift).takers[0]
        assert (first.name, first.cost.together, first.worker_id) == ("Bluebird", Money.of("73.65"), None)

    def test_extra_hours_of_a_fixed_contract_earn_no_more_holiday(self, books: Books, pas: Pas, shift: int) -> None:
        with books.operation("Contract") as op:
            op.session.add(
                Contract(
                    employer_id=1, person_id=1, worker_id=pas.kasia, first_day=date(2025, 3, 3), frequency="weekly",
                    first_payday=date(2025, 3, 14), period_end=date(2025, 3, 9), hours_kind="fixed",
                    holiday_method="fixed",
                )
            )  # fmt: skip
        assert the(books, shift).takers[0].cost.together == Money.of("45.00")

    def test_busy_away_and_gone_are_not_free(self, books: Books, pas: Pas, shift: int) -> None:
        record_shift(books, typed(pas.kasia, FRIDAY, "18:00", "20:00"))
        book_holiday(books, NewBooking(pas.tom, FRIDAY, FRIDAY, 180))
        kasia, tom = the(books, shift).takers
        assert kasia.why_not == "Works then already: Friday 27 November, 18:00 to 20:00."
        assert tom.why_not == "Tom is on holiday."
        assert codes(give(books, shift, Who(pas.tom), "phone")) == ["cover_worker_away"]
        assert codes(give(books, shift, Who(pas.kasia), "phone")) == ["shift_overlaps"]

    def test_their_own_limits_warn_and_do_not_stop(self, books: Books, pas: Pas, shift: int) -> None:
        kept(keep_limits(books, pas.kasia, Limits(date(2026, 1, 1), weekdays=frozenset({0, 1}))))
        kasia = the(books, shift).takers[0]
        assert kasia.is_free
        assert kasia.odd[0].startswith("Kasia does not work on Fridays by their own limits.")
        kept(give(books, shift, Who(pas.kasia), "phone"))
        assert odd_codes(books, shift) == ["limit_day"]

    def test_hours_beyond_the_contract_and_a_break_not_planned_are_said_before_the_yes(
        self, books: Books, pas: Pas, shift: int
    ) -> None:
        with books.operation("Contract") as op:
            op.session.add(
                Contract(
                    employer_id=1, person_id=1, worker_id=pas.tom, first_day=date(2026, 6, 1), frequency="weekly",
                    first_payday=date(2026, 6, 12), period_end=date(2026, 6, 7), hours_kind="fixed",
                    weekly_minutes=420, holiday_method="fixed",
                )
            )  # fmt: skip
        assert the(books, shift).takers[1].odd == (), "3 h of 7"
        record_shift(books, typed(pas.tom, MONDAY, "09:00", "13:30", shares=()))
        assert the(books, shift).takers[1].odd == ("This makes 7 h 30 min in Tom’s week; 7 h are agreed.",)
        long = kept(record_shift(books, typed(pas.asha, date(2026, 11, 25), "09:00", "16:30", shares=())))
        assert the(books, long).takers[1].odd == (
            "A shift of 7 h 30 min usually has a break of 20 min or more: type the break.",
            "This makes 12 h in Tom’s week; 7 h are agreed.",
        )

    def test_the_funders_week_and_what_is_free(self, books: Books, shift: int) -> None:
        (week,) = the(books, shift).weeks
        assert (week.name, week.minutes, week.awarded_minutes) == ("Council", 180, 2400)
        assert week.awarded == Money.of("640.06")


class TestGiving:
    def test_a_yes_changes_hands_and_is_one_undo(self, books: Books, pas: Pas, shift: int) -> None:
        kept(ask(books, shift, Who(pas.kasia), "message"))
        kept(give(books, shift, Who(pas.kasia), "message"))
        (now,) = read_week(books, MONDAY).shifts
        assert (now.id, now.worker_id, now.miles) == (shift, pas.kasia, Decimal(0))
        assert [(one.kind, one.answer) for one in record_of(books, FRIDAY, FRIDAY)] == [
            ("asked", "yes"), ("offered", "yes"),
        ]  # fmt: skip
        undo(books)
        assert read_week(books, MONDAY).shifts[0].worker_id == pas.asha
        assert [(one.kind, one.answer) for one in record_of(books, FRIDAY, FRIDAY)] == [("asked", "")]
        assert verify_books(books) == ()

    def test_a_no_is_noted(self, books: Books, pas: Pas, shift: int) -> None:
        notice = kept(ask(books, shift, Who(pas.kasia), "phone"))
        kept(answered(books, notice, NO))
        asked = the(books, shift).takers[0].asked
        assert asked is not None
        assert asked.answer == NO
        with pytest.raises(ValueError, match="maybe"):
            answered(books, notice, "maybe")

    def test_an_agency_takes_it_out_of_the_hours(self, books: Books, shift: int) -> None:
        agency = kept(add_contact(books, ContactDetails(AGENCY, name="Bluebird", rate=Decimal(20))))
        assert isinstance(give(books, shift, Who(contact_id=agency), "phone"), Done)
        assert read_week(books, MONDAY).shifts == ()
        assert [(one.name, kind) for one, kind in covered_outside(books, MONDAY, FRIDAY)] == [("Bluebird", AGENCY)]
        undo(books)
        assert covered_outside(books, MONDAY, FRIDAY) == ()

    def test_worked_hours_and_gone_shifts_are_not_given(self, books: Books, pas: Pas, shift: int) -> None:
        worked = kept(record_shift(books, typed(pas.asha, date(2026, 11, 18), "16:00", "19:00")))
        assert codes(give(books, worked, Who(pas.kasia), "phone")) == ["cover_not_planned"]
        assert codes(give(books, shift, Who(pas.asha), "phone")) == ["cover_same_person"]
        remove_shift(books, shift)
        assert codes(give(books, shift, Who(pas.kasia), "phone")) == ["cover_shift_gone"]
        assert codes(ask(books, shift, Who(pas.kasia), "phone")) == ["cover_shift_gone"]
        assert open_shifts(books, [shift, worked]) == ()

    def test_not_taking_place_wants_a_word(self, books: Books, shift: int) -> None:
        assert codes(done_otherwise(books, shift, NOBODY, "  ")) == ["cover_words_missing"]
        assert isinstance(done_otherwise(books, shift, NOBODY, "He is at his gran’s"), Done)
        assert [one.note for one in record_of(books, FRIDAY, FRIDAY)] == ["He is at his gran’s"]


class TestSplitting:
    def test_minutes_shares_and_break_stay_whole(self, books: Books, pas: Pas) -> None:
        shares = ((2, Decimal(60)), (3, Decimal(40)))
        whole = typed(pas.asha, FRIDAY, "10:00", "18:00", shares=shares, break_minutes=30)
        shift = kept(record_shift(books, whole))
        kept(split_shift(books, shift, time(13)))
        first, second = read_week(books, MONDAY).shifts
        assert (first.times, first.break_minutes, second.times, second.break_minutes) == (
            "10:00–13:00", 0, "13:00–18:00", 30,
        )  # fmt: skip
        assert first.minutes + second.minutes == 450
        assert [sum(share.minutes for share in each.shares) for each in (first, second)] == [180, 270]
        assert verify_books(books) == ()

    @pytest.mark.parametrize("at", [time(16), time(19), time(20), time(3)])
    def test_only_within_the_shift(self, books: Books, shift: int, at: time) -> None:
        assert codes(split_shift(books, shift, at)) == ["cover_times_outside"]

    def test_a_night_is_cut_after_midnight(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, FRIDAY, "22:00", "07:00", kind="waking_night")))
        kept(split_shift(books, shift, time(2)))
        assert [each.times for each in read_week(books, MONDAY).shifts] == ["22:00–02:00", "02:00–07:00"]


class TestFallingOpen:
    def test_sickness_opens_what_is_planned_and_says_so_until_it_is_covered(
        self, books: Books, pas: Pas, shift: int
    ) -> None:
        kept(record_off_sick(books, pas.asha, FRIDAY, None))
        assert falling_open(books, pas.asha, FRIDAY, None) == (shift,)
        (waiting,) = wanting_cover(books)
        assert (waiting.shift.id, waiting.why) == (shift, "Asha is off sick")
        kept(give(books, shift, Who(pas.kasia), "phone"))
        assert wanting_cover(books) == ()

    def test_a_shift_somebody_took_is_not_open_for_a_question_before_it(
        self, books: Books, pas: Pas, shift: int
    ) -> None:
        kept(record_off_sick(books, pas.asha, FRIDAY, None))
        kept(ask(books, shift, Who(pas.kasia), "phone"))
        kept(ask(books, shift, Who(pas.tom), "phone"))
        kept(give(books, shift, Who(pas.tom), "phone"))
        assert wanting_cover(books) == (), "Kasia’s answer is not waited for"
        kept(ask(books, shift, Who(pas.kasia), "phone"))
        (waiting,) = wanting_cover(books)
        assert waiting.asked == ("Kasia Wójcik",), "asked after Tom took it"

    @pytest.mark.usefixtures("shift")
    def test_holiday_stands_on_this_week_and_sickness_stands_there_by_itself(self, books: Books, pas: Pas) -> None:
        def keys() -> list[str]:
            with books.reading() as session:
                return [item.key for item in cover_due.due_items(session, TODAY)]

        assert keys() == []
        book_holiday(books, NewBooking(pas.asha, FRIDAY, FRIDAY, 180))
        assert keys() == ["cover:open"]
        undo(books)
        kept(record_off_sick(books, pas.asha, FRIDAY, None))
        assert keys() == []

    @pytest.mark.usefixtures("shift")
    def test_days_before_and_after_are_not_touched(self, books: Books, pas: Pas) -> None:
        assert falling_open(books, pas.asha, MONDAY, date(2026, 11, 26)) == ()
        assert falling_open(books, pas.asha, date(2026, 11, 28), None) == ()
        assert falling_open(books, pas.kasia, MONDAY, None) == ()


class TestTelling:
    def test_new_changed_and_off(self, books: Books, pas: Pas, shift: int) -> None:
        (one,) = not_told(books)
        assert (one.kind, one.name, one.when) == ("offered", "Asha Rahman", "Friday 27 November, 16:00–19:00")
        assert isinstance(tell(books, [one.key], "message"), Done)
        assert not_told(books) == ()
        assert codes(tell(books, [one.key], "message")) == ["cover_nothing_to_tell"]

        change_shift(books, shift, typed(pas.asha, FRIDAY, "15:00", "19:00", shares=()))
        (one,) = not_told(books)
        assert (one.kind, one.told_before) == ("changed", "Friday 27 November, 16:00–19:00")
        tell(books, [one.key], "phone")

        kept(give(books, shift, Who(pas.kasia), "phone"))
        (one,) = not_told(books)
        assert (one.kind, one.name) == ("cancelled", "Asha Rahman")
        tell(books, [one.key], "in_person")
        assert not_told(books) == ()
        assert [line.kind for line in record_of(books, FRIDAY, FRIDAY)] == [
            "offered",
            "changed",
            "offered",
            "cancelled",
        ]

    def test_a_new_repeating_shift_is_told_in_one_line_and_then_known(self, books: Books, pas: Pas) -> None:
        kept(add_pattern(books, tuesdays(pas.tom)))
        (one,) = not_told(books)
        assert (one.kind, one.name, one.when, len(one.shifts)) == (
            "offered", "Tom Griffiths", "Every other Tuesday, 09:00 to 15:00, from 24 November 2026", 2,
        )  # fmt: skip
        done = tell(books, [one.key], "phone")
        assert isinstance(done, Done)
        assert done.said == "Tom told of 2 shifts"
        assert not_told(books) == ()

    def test_shifts_after_those_told_are_known_with_them(self, books: Books, pas: Pas) -> None:
        kept(add_pattern(books, tuesdays(pas.tom, every=weekly(1), first_day=date(2026, 12, 1))))
        (one,) = not_told(books)
        tell(books, [one.key], "phone")
        books.clock = FixedClock(date(2026, 11, 25))
        assert not_told(books) == (), "the 22nd is within four weeks now"

    def test_other_times_of_a_repeating_shift_are_told_in_one_line(self, books: Books, pas: Pas) -> None:
        pattern = kept(add_pattern(books, tuesdays(pas.tom)))
        tell(books, [one.key for one in not_told(books)], "phone")
        books.clock = FixedClock(date(2026, 11, 21))
        later = tuesdays(pas.tom, start_minute=600, end_minute=960)
        kept(change_pattern(books, pattern, later))
        (one,) = not_told(books)
        assert (one.kind, one.when) == ("changed", "Every other Tuesday, 10:00 to 16:00, from 24 November 2026")
        undo(books)
        assert not_told(books) == (), "as they know it"
        kept(change_pattern(books, pattern, replace(later, first_day=date(2026, 12, 8))))
        (one,) = not_told(books)
        assert (one.kind, one.day) == ("changed", date(2026, 12, 8))
        tell(books, [one.key], "message")
        assert not_told(books) == ()

    def test_another_payer_of_a_repeating_shift_is_no_news_to_its_pa(self, books: Books, pas: Pas) -> None:
        pattern = kept(add_pattern(books, tuesdays(pas.tom)))
        tell(books, [one.key for one in not_told(books)], "phone")
        books.clock = FixedClock(date(2026, 11, 21))
        kept(
            change_pattern(books, pattern, tuesdays(pas.tom, first_day=date(2026, 12, 8), shares=((3, Decimal(100)),)))
        )
        assert not_told(books) == ()

    def test_what_has_long_been_so_and_what_they_came_to_is_known(self, books: Books, pas: Pas) -> None:
        kept(add_pattern(books, tuesdays(pas.tom, first_day=date(2026, 9, 1))))
        assert not_told(books) == (), "written down as it was"
        kept(add_pattern(books, tuesdays(pas.kasia)))
        books.clock = FixedClock(date(2026, 11, 25))
        assert not_told(books) == (), "Kasia came on the 24th"

    def test_who_comes_instead_on_a_repeating_shift_is_told(self, books: Books, pas: Pas) -> None:
        pattern = kept(add_pattern(books, tuesdays(pas.tom, first_day=date(2026, 9, 1))))
        kept(change_pattern(books, pattern, tuesdays(pas.kasia, first_day=date(2026, 9, 1))))
        assert [(one.name, one.said[:19]) for one in not_told(books)] == [("Kasia Wójcik", "Every other Tuesday")]

    def test_a_shift_taken_out_again_before_it_was_told_needs_no_word(self, books: Books, shift: int) -> None:
        remove_shift(books, shift)
        assert not_told(books) == ()

    def test_who_is_off_sick_is_not_told_that_their_shift_is_gone(self, books: Books, pas: Pas, shift: int) -> None:
        tell(books, [one.key for one in not_told(books)], "phone")
        kept(record_off_sick(books, pas.asha, FRIDAY, None))
        change_shift(books, shift, typed(pas.asha, FRIDAY, "15:00", "19:00", shares=()))
        assert not_told(books) == ()
        kept(give(books, shift, Who(pas.kasia), "phone"))
        assert not_told(books) == ()

    def test_the_record_on_paper(self, books: Books, pas: Pas, shift: int) -> None:
        kept(give(books, shift, Who(pas.kasia), "phone"))
        kept(record_shift(books, typed(pas.tom, FRIDAY, "20:00", "21:00")))
        paper = PdfReader(BytesIO(record_pdf(books, MONDAY, FRIDAY)))
        words = " ".join(page.extract_text() for page in paper.pages)
        for said in ("Kasia Wójcik", "Offered", "by phone", "Yes", "7 days before", "Nobody told yet", "Tom Griffiths"):
            assert said in words, said
        assert "Planned for 2027, and not in force yet" in words


class TestLimitsKept:
    def test_kept_changed_and_taken_out(self, books: Books, pas: Pas) -> None:
        limits = Limits(date(2026, 11, 1), 30 * 60, frozenset({0, 2}), 480, 1440 + 420, date(2026, 11, 2))
        first = kept(keep_limits(books, pas.asha, limits, " by phone "))
        assert [(each.id, each.what.limits, each.what.note) for each in limits_of(books, pas.asha)] == [
            (first, limits, "by phone")
        ]
        assert kept(keep_limits(books, pas.asha, Limits(date(2026, 11, 1)))) == first, "one for each day"
        remove_limits(books, first)
        assert limits_of(books, pas.asha) == ()

    def test_what_cannot_be_kept(self, books: Books, pas: Pas) -> None:
        day = date(2026, 11, 1)
        backwards = Limits(day, earliest_minute=600, latest_minute=540)
        assert codes(keep_limits(books, pas.asha, backwards)) == ["limit_latest_before_earliest"]
        assert codes(keep_limits(books, pas.asha, Limits(day, opted_out_on=date(2026, 11, 21)))) == ["opt_out_ahead"]


class TestOddShifts:
    def test_a_check_that_ran_out_before_the_day(self, books: Books, pas: Pas, shift: int) -> None:
        kept(add_certificate(books, pas.asha, CertificateDetails("car_insurance", last_day=date(2026, 11, 26))))
        assert odd_codes(books, shift) == ["out_of_date"]
        kept(add_certificate(books, pas.asha, CertificateDetails("car_insurance", last_day=FRIDAY)))
        assert odd_codes(books, shift) == []

    def test_the_employers_insurance(self, books: Books, shift: int) -> None:
        kept(add_certificate(books, None, CertificateDetails("employers_liability", last_day=date(2026, 11, 26))))
        assert odd_codes(books, shift) == ["out_of_date"]

    def test_only_the_shift_that_goes_over_the_plan_is_named(self, books: Books, pas: Pas) -> None:
        made = [
            kept(record_shift(books, typed(pas.asha, date(2026, 11, day), "08:00", "18:00", break_minutes=30)))
            for day in (23, 24, 25, 26, 27)
        ]
        assert [odd_codes(books, each) for each in made] == [[], [], [], [], ["over_the_plan"]]

    def test_one_of_two_needed(self, books: Books, pas: Pas) -> None:
        pair = typed(pas.asha, date(2026, 11, 24), "10:00", "12:00", with_worker_ids=(pas.tom,))
        outing = kept(record_shift(books, pair))
        assert odd_codes(books, outing) == []
        mate = next(each.id for each in read_week(books, MONDAY).shifts if each.worker_id == pas.tom)
        remove_shift(books, mate)
        assert odd_codes(books, outing) == ["too_few_together"]
