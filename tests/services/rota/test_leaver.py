"""When a job ends, so do its repeating shifts, and what was planned after it falls open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.outcome import Done
from carerdesk.services.people.change_worker import record_leaving
from carerdesk.services.rota.fill import fill_rota
from carerdesk.services.rota.leaver import falls_open
from carerdesk.services.rota.pattern_views import list_patterns, pattern_as_new
from carerdesk.services.rota.patterns import add_pattern, change_pattern
from carerdesk.store.books import Books, FixedClock
from tests.services.rota.conftest import Pas
from tests.services.rota.test_patterns import TO, done, planned, tuesdays

LEFT = date(2026, 12, 10)


def _two_weeks(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha, worker_ids=(pas.asha, pas.kasia))))
    done(record_shift(books, NewShift(pas.asha, date(2026, 12, 12), time(9), time(12))))


def test_what_falls_open_is_told_before_and_after(books: Books, pas: Pas) -> None:
    _two_weeks(books, pas)
    words = (
        "3 shifts planned after it fall open: Saturday 12 December, 09:00 to 12:00; Tuesday 22 December, 09:00 to"
        " 15:00; Tuesday 5 January, 09:00 to 15:00."
    )
    assert falls_open(books, pas.asha, LEFT) == words
    outcome = record_leaving(books, pas.asha, LEFT)
    assert isinstance(outcome, Done)
    assert outcome.said == f"Asha Rahman left on 10 December 2026. {words}"


def test_others_go_on_alone_and_the_rota_stays_clear(books: Books, pas: Pas) -> None:
    _two_weeks(books, pas)
    done(record_leaving(books, pas.asha, LEFT))
    done(fill_rota(books, TO))
    after = books.quick("SELECT worker_id, outing, people_needed FROM shift WHERE day > '2026-12-10' ORDER BY day")
    assert after == [(pas.kasia, None, 2), (pas.kasia, None, 2)]


def test_who_stays_can_change_what_they_did_together(books: Books, pas: Pas) -> None:
    _two_weeks(books, pas)
    done(record_leaving(books, pas.asha, LEFT))
    (view,) = (one for one in list_patterns(books))
    assert view.names == "Asha and Kasia"
    books.clock = FixedClock(date(2026, 12, 14))
    (view,) = list_patterns(books)
    assert view.names == "Kasia"
    old = pattern_as_new(books, view.id)
    assert old is not None
    new = replace(old, first_day=date(2026, 12, 14), start_minute=600)
    assert new.worker_ids == (pas.kasia,)
    done(change_pattern(books, view.id, new))
    after = books.quick("SELECT day, worker_id, substr(starts, 12, 5) FROM shift WHERE day > '2026-12-10' ORDER BY day")
    assert after == [("2026-12-22", pas.kasia, "10:00"), ("2027-01-05", pas.kasia, "10:00")]
    assert books.quick("SELECT last_day FROM pattern WHERE worker_id = ?", (pas.asha,)) == [("2026-12-10",)]


def test_the_rota_can_be_left_as_it_is(books: Books, pas: Pas) -> None:
    _two_weeks(books, pas)
    before = planned(books)
    done(record_leaving(books, pas.asha, LEFT, clear_rota=False))
    assert planned(books) == before


def test_one_undo_brings_the_job_and_the_shifts_back(books: Books, pas: Pas) -> None:
    _two_weeks(books, pas)
    before = planned(books)
    outcome = done(record_leaving(books, pas.asha, LEFT))
    assert planned(books) != before
    assert outcome.operation is not None
    done(undo(books, outcome.operation))
    assert planned(books) == before
    assert books.quick("SELECT left, last_day FROM worker JOIN pattern ON pattern.worker_id = worker.id") == [
        (None, None),
        (None, None),
    ]
