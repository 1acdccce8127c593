"""School terms, bank holidays and the days that somebody settled otherwise: the rota follows what is known."""

from __future__ import annotations

from datetime import date, time

from carerdesk.domain.rota.recurrence import weekly
from carerdesk.services.due.front import SUBJECTS
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import change_shift, remove_shift
from carerdesk.services.rota.due import due_items
from carerdesk.services.rota.fill import fill_rota
from carerdesk.services.rota.from_shifts import can_repeat, patterns_from_week, suggested
from carerdesk.services.rota.held_days import bring_back, list_held
from carerdesk.services.rota.pattern_views import list_patterns, pattern_as_new
from carerdesk.services.rota.patterns import add_pattern
from carerdesk.services.rota.terms import keep_term, list_terms, remove_term
from carerdesk.store.books import Books, FixedClock
from tests.services.rota.conftest import Pas
from tests.services.rota.test_patterns import ALL, codes, done, planned, tuesdays

AUTUMN = ("Autumn term", date(2026, 9, 7), date(2026, 12, 18))
SPRING = ("Spring term", date(2027, 1, 5), date(2027, 3, 25))


def _days(books: Books) -> list[str]:
    return [day for day, *_ in planned(books)]


def test_term_time_waits_for_the_terms_and_then_fills(books: Books, pas: Pas) -> None:
    said = done(add_pattern(books, tuesdays(pas.asha, seasons="term"))).said
    assert "No school terms are entered yet" in said
    assert _days(books) == []
    said = done(keep_term(books, *AUTUMN)).said
    assert "2 shifts put into the rota. Terms are entered to 18 December 2026" in said
    assert _days(books) == ["2026-11-24", "2026-12-08"]
    spring = done(keep_term(books, *SPRING)).id or 0
    assert _days(books) == ["2026-11-24", "2026-12-08", "2027-01-05"]
    done(remove_term(books, spring))
    assert _days(books) == ["2026-11-24", "2026-12-08"]


def test_shifts_in_the_holidays_lie_between_terms_only(books: Books, pas: Pas) -> None:
    done(keep_term(books, *AUTUMN))
    done(keep_term(books, *SPRING))
    done(add_pattern(books, tuesdays(pas.asha, seasons="holidays", every=weekly(1))))
    assert _days(books) == ["2026-12-22", "2026-12-29"]


def test_terms_that_overlap_or_run_backwards_are_refused(books: Books) -> None:
    done(keep_term(books, *AUTUMN))
    assert codes(keep_term(books, "Winter", date(2026, 12, 1), date(2027, 2, 1))) == ["terms_overlap"]
    assert codes(keep_term(books, "Odd", date(2026, 3, 2), date(2026, 3, 1))) == ["term_ends_before_it_begins"]
    assert codes(keep_term(books, " ", date(2026, 3, 2), date(2026, 3, 3))) == ["term_name_missing"]
    assert [term.said for term in list_terms(books)] == ["7 September to 18 December 2026"]


def test_no_shift_on_a_bank_holiday_where_nobody_works_then(books: Books, pas: Pas) -> None:
    fridays = tuesdays(pas.asha, every=weekly(4), first_day=date(2026, 12, 18), bank_holidays="off")
    done(add_pattern(books, fridays))
    assert _days(books) == ["2026-12-18", "2027-01-08", "2027-01-15"]


def test_a_day_taken_out_stays_out_until_it_is_brought_back(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha, worker_ids=(pas.asha, pas.kasia))))
    first, second = (row[0] for row in books.quick("SELECT id FROM shift WHERE worker_id = ? LIMIT 2", (pas.asha,)))
    done(remove_shift(books, first))
    done(change_shift(books, second, NewShift(pas.tom, date(2026, 12, 8), time(10), time(12))))
    held = list_held(books)
    assert [(each.names, each.day.day, each.said) for each in held] == [
        ("Asha", 24, "taken out"),
        ("Asha", 8, "changed: 10:00 to 12:00, Tom"),
    ]
    for each in held:
        done(bring_back(books, each.id))
    assert list_held(books) == ()
    rows = books.quick("SELECT day, COUNT(*), COUNT(DISTINCT outing), MIN(starts) FROM shift GROUP BY day")
    assert [(day, count, outings, starts[11:16]) for day, count, outings, starts in rows] == [
        (day, 2, 1, "09:00") for day in ("2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05")
    ]


def test_a_confirmed_day_stays_and_says_why(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha)))
    first = books.quick("SELECT id FROM shift ORDER BY day LIMIT 1")[0][0]
    done(change_shift(books, first, NewShift(pas.tom, date(2026, 11, 24), time(10), time(12), shares=((2, ALL),))))
    assert [each.why_it_stays for each in list_held(books)] == [""]
    books.clock = FixedClock(date(2026, 11, 25))
    done(confirm_week(books, date(2026, 11, 23)))
    (held,) = list_held(books)
    assert held.why_it_stays == "The hours of this day are confirmed: it stays as it is."
    assert codes(bring_back(books, held.id)) == ["held_day_confirmed"]
    assert list_held(books) == (held,)


def test_the_rota_is_due_for_filling_when_it_is_planned_less_than_four_weeks_ahead(books: Books, pas: Pas) -> None:
    assert "rota" in SUBJECTS
    done(add_pattern(books, tuesdays(pas.asha)))
    with books.reading() as session:
        assert due_items(session, date(2026, 12, 20)) == []
        (due,) = due_items(session, date(2026, 12, 21))
    assert due.title == "Fill the rota to 21 February 2027"
    assert due.second == "It is planned to 17 January 2027. Your repeating shifts fill the rest"
    books.clock = FixedClock(date(2026, 12, 21))
    done(fill_rota(books))
    assert _days(books)[-1] == "2027-02-16"
    with books.reading() as session:
        assert due_items(session, date(2026, 12, 21)) == []


def test_the_next_term_is_due_before_the_last_ends(books: Books, pas: Pas) -> None:
    done(keep_term(books, *AUTUMN))
    done(add_pattern(books, tuesdays(pas.asha, seasons="term")))
    with books.reading() as session:
        assert [due.key for due in due_items(session, date(2026, 11, 20))] == []
        assert [due.key for due in due_items(session, date(2026, 11, 21))] == ["rota:terms"]


def test_a_pattern_is_listed_in_plain_words_and_comes_back_as_it_was_entered(books: Books, pas: Pas) -> None:
    new = tuesdays(pas.asha, what="Swimming", break_minutes=30, seasons="term")
    done(keep_term(books, *AUTUMN))
    kept = done(add_pattern(books, new)).id or 0
    (view,) = list_patterns(books)
    assert view.said == "Every other Tuesday, 09:00 to 15:00, in term time, from 24 November 2026"
    assert (view.names, view.details, view.next_words) == (
        "Asha",
        "Swimming, 30 min of break",
        "Tuesday 24 November, Tuesday 8 December",
    )
    assert [payer.words for payer in view.payers] == ["Council"]
    assert "Terms are entered to 18 December 2026" in view.notes[0]
    again = pattern_as_new(books, kept)
    assert again is not None
    assert (again.every, again.shares, again.seasons, again.first_day) == (
        new.every, new.shares, "term", date(2026, 11, 24),
    )  # fmt: skip


def test_a_shift_becomes_a_pattern_and_stays_one_shift(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.kasia)))
    from carerdesk.services.hours.record_shift import record_shift

    kept = done(record_shift(books, NewShift(pas.asha, date(2026, 11, 25), time(22), time(7), kind="sleep_in"))).id or 0
    new = suggested(books, kept)
    assert new is not None
    assert (new.every, new.start_minute, new.end_minute, new.kind) == (weekly(2), 1320, 1860, "sleep_in")
    done(add_pattern(books, new))
    mine = books.quick("SELECT day, pattern_id IS NOT NULL FROM shift WHERE worker_id = ? ORDER BY day", (pas.asha,))
    assert mine[:2] == [("2026-11-25", 1), ("2026-12-02", 1)]
    assert suggested(books, kept) is None


def test_a_whole_week_becomes_patterns_once(books: Books, pas: Pas) -> None:
    from carerdesk.services.hours.record_shift import record_shift

    out = NewShift(pas.asha, date(2026, 11, 26), time(9), time(12), with_worker_ids=(pas.tom,))
    done(record_shift(books, out))
    done(record_shift(books, NewShift(pas.asha, date(2026, 11, 23), time(9), time(12))))
    assert can_repeat(books, date(2026, 11, 23)) == "2 shifts"
    said = done(patterns_from_week(books, date(2026, 11, 23))).said
    assert said.startswith("2 repeating shifts made from the week of 23 November 2026. 21 shifts put into the rota.")
    assert can_repeat(books, date(2026, 11, 23)) == ""
    assert codes(patterns_from_week(books, date(2026, 11, 23))) == ["nothing_to_repeat"]
