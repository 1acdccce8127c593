"""Recording sickness: what is refused, what is asked, what undo gives back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Rejected
from carerdesk.services.sickness.read import everyones_sickness, sickness_of, spell_view
from carerdesk.services.sickness.record import (
    NewSpell,
    as_kept,
    change_sickness,
    end_sickness,
    odd,
    record_sickness,
    remove_sickness,
    say_average,
)
from carerdesk.services.sickness.usual import usual_weekdays
from carerdesk.store import tables
from tests.services.pay.made import codes, done, keep, money, pa, shift
from tests.services.sickness.made import BEGAN, TO_FRIDAY, WEEK, paid_weeks, sick, weekly, work

ILL = date(2026, 11, 9)


def new(worker_id: int, first: date = ILL, last: date | None = None, **more: object) -> NewSpell:
    return replace(NewSpell(worker_id, first, last, TO_FRIDAY), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (ILL, date(2026, 11, 8), "sick_ends_before_start"),
        (date(2026, 8, 28), date(2026, 9, 2), "sick_before_job"),
        (date(2026, 12, 30), date(2027, 1, 2), "sick_after_job"),
        (date(2026, 10, 14), date(2026, 10, 19), "sick_overlaps"),
        (date(2029, 1, 1), None, "sick_far_ahead"),
    ],
)
def test_impossible_days_are_refused_and_nothing_is_kept(
    books: Books, first: date, last: date | None, code: str
) -> None:
    asha = weekly(books, left=date(2026, 12, 31))
    sick(books, asha, date(2026, 10, 12), date(2026, 10, 16))
    assert code in codes(record_sickness(books, new(asha, first, last)))
    assert len(sickness_of(books, asha).spells) == 1


def test_an_open_spell_must_end_before_another_begins(books: Books) -> None:
    asha = weekly(books)
    spell = sick(books, asha, date(2026, 11, 2))
    assert codes(record_sickness(books, new(asha))) == ["sick_still_open"]
    done(end_sickness(books, spell, date(2026, 11, 6)))
    done(record_sickness(books, new(asha)))


def test_without_days_of_the_week_nothing_can_be_worked_out(books: Books) -> None:
    asha = weekly(books)
    assert codes(record_sickness(books, new(asha, weekdays=frozenset()))) == ["sick_without_weekdays"]


def test_hours_worked_stand_in_the_way_and_planned_ones_are_shown(books: Books) -> None:
    asha = weekly(books)
    keep(books, [shift(asha, date(2026, 11, 10), "08:00-10:00")])
    keep(books, [shift(asha, date(2026, 11, 23), "16:00-19:00")], confirmed=False)
    assert codes(record_sickness(books, new(asha))) == ["sick_with_hours"]
    spell = sick(books, asha, date(2026, 11, 11))
    view = spell_view(books, spell)
    assert view is not None
    assert [(one.day, one.times) for one in view.planned] == [(date(2026, 11, 23), "16:00–19:00")]
    assert [(card.day, card.needs_cover) for card in read_week(books, date(2026, 11, 23)).shifts] == [
        (date(2026, 11, 23), True)
    ]
    done(end_sickness(books, spell, date(2026, 11, 20)))
    later = spell_view(books, spell)
    assert later is not None
    assert later.planned == ()
    assert not read_week(books, date(2026, 11, 23)).shifts[0].needs_cover


def test_holiday_inside_is_asked_about_given_back_and_comes_again_with_undo(books: Books) -> None:
    asha = paid_weeks(books, 2)
    done(book_holiday(books, NewBooking(asha, date(2026, 11, 10), date(2026, 11, 12), 360)))
    spell = new(asha, last=date(2026, 11, 13))
    assert [problem.code for problem in odd(books, spell)] == ["sick_on_holiday"]
    assert codes(record_sickness(books, spell)) == ["sick_on_holiday"]
    recorded = done(record_sickness(books, replace(spell, holiday_out=True)))
    assert _bookings(books) == 0
    done(undo(books, recorded.operation))
    assert _bookings(books) == 1
    assert everyones_sickness(books) == ()


def _bookings(books: Books) -> int:
    with books.reading() as session:
        return len(session.scalars(select(tables.LeaveBooking).where(tables.LeaveBooking.state == "agreed")).all())


def test_ending_changing_and_taking_out_can_each_be_undone(books: Books) -> None:
    asha = weekly(books)
    spell = sick(books, asha, ILL)
    ended = done(end_sickness(books, spell, date(2026, 11, 13)))
    assert ended.said == "Asha was off sick until Friday 13 November"
    done(undo(books, ended.operation))
    assert as_kept(books, spell).last is None
    changed = done(change_sickness(books, spell, new(asha, ILL - timedelta(days=3), note="flu jab")))
    assert as_kept(books, spell).first == date(2026, 11, 6)
    done(undo(books, changed.operation))
    assert as_kept(books, spell).first == ILL
    gone = done(remove_sickness(books, spell))
    assert spell_view(books, spell) is None
    done(undo(books, gone.operation))
    assert spell_view(books, spell) is not None


def test_a_spell_with_a_fit_note_is_not_taken_out(books: Books) -> None:
    from carerdesk.services.money.attaching import attach_document
    from tests.services.money.papers import receipt

    asha = weekly(books)
    spell = sick(books, asha, ILL)
    done(attach_document(books, "sickness", spell, receipt(), file_name="fit note.jpg", kind="fit_note"))
    assert codes(remove_sickness(books, spell)) == ["sick_has_papers"]
    view = spell_view(books, spell)
    assert view is not None
    assert view.papers == 1
    assert not view.wants_fit_note


def test_a_typed_average_needs_a_reason_and_counts_for_the_linked_run(books: Books) -> None:
    asha = weekly(books)
    first = sick(books, asha, date(2026, 10, 5), date(2026, 10, 6))
    second = sick(books, asha, ILL, date(2026, 11, 13))
    outcome = say_average(books, second, money("-1"), " ")
    assert isinstance(outcome, Rejected)
    assert codes(outcome) == ["sick_average_below_nothing", "sick_average_needs_reason"]
    done(say_average(books, second, money("120"), "payslips"))
    views = [spell_view(books, one) for one in (first, second)]
    assert [view.average for view in views if view] == ["£120.00", "£120.00"]
    done(say_average(books, second, None, ""))
    assert as_kept(books, first).first == date(2026, 10, 5)
    again = spell_view(books, first)
    assert again is not None
    assert again.asks_average  # the books hold no pay, and nothing is not taken for an average


def test_days_of_the_week_are_proposed_from_the_contract_the_last_spell_or_the_rota(books: Books) -> None:
    asha = weekly(books)
    assert usual_weekdays(books, asha, ILL) == frozenset()
    for week in range(6):
        work(books, asha, week)
        keep(books, [shift(asha, BEGAN + week * WEEK + timedelta(days=3), "08:00-10:00")])
    keep(books, [shift(asha, date(2026, 10, 3), "08:00-10:00")])  # one Saturday
    assert usual_weekdays(books, asha, date(2026, 10, 12)) == {0, 3}
    sick(books, asha, date(2026, 10, 12), date(2026, 10, 12), weekdays=frozenset({0, 3, 4}))
    assert usual_weekdays(books, asha, ILL) == {0, 3, 4}
    with books.operation("Days agreed") as op:
        op.session.scalars(select(tables.Contract)).one().weekdays = "tue,wed"
    assert usual_weekdays(books, asha, ILL) == {1, 2}
    assert usual_weekdays(books, pa(books, "Tom", fixed=(600, 2)), ILL) == frozenset()
