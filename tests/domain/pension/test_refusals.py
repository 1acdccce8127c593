"""What cannot have happened to a membership."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.catalogue.rates import load_pension_ages
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.pension.history import Event
from carerdesk.domain.pension.refusals import Member, refusals

TODAY = date(2026, 11, 20)
JUNE = date(2026, 6, 1)
ASHA = Member("Asha", date(1990, 3, 14), started=date(2026, 3, 2))


def refused(event: Event, *before: Event, who: Member = ASHA) -> list[str]:
    found = refusals(event, before, who, TODAY, enrol_from=22, ages=load_pension_ages())
    assert all(problem_words(problem) for problem in found)
    return [problem.code for problem in found]


def enrolled(day: date = JUNE, information_on: date | None = JUNE) -> Event:
    return Event("enrolled", day, information_on=information_on, id=1)


@pytest.mark.parametrize(
    ("event", "before", "code"),
    [
        (Event("enrolled", date(2026, 11, 21)), (), "pension_day_in_the_future"),
        (Event("enrolled", date(2026, 3, 1)), (), "pension_day_before_the_job"),
        (Event("told", date(2026, 5, 31)), (enrolled(),), "pension_day_before_the_last"),
        (Event("enrolled", JUNE, information_on=date(2026, 5, 31)), (), "pension_information_before_joining"),
        (Event("enrolled", JUNE, told_on=date(2026, 11, 21)), (), "pension_day_in_the_future"),
        (Event("opted_in", JUNE), (enrolled(),), "pension_already_in"),
        (Event("re_enrolled", JUNE), (), "pension_never_left"),
        (Event("opted_out", JUNE), (), "pension_opt_out_before_joining"),
        (Event("ceased", JUNE), (), "pension_cease_before_joining"),
        (Event("opted_out", date(2026, 6, 20)), (Event("joined", JUNE, id=1),), "pension_opt_out_of_joining"),
        (Event("opted_out", date(2026, 6, 20)), (enrolled(information_on=None),), "pension_opt_out_before_information"),
        (Event("postponed", JUNE, date(2026, 9, 1)), (enrolled(),), "pension_postpone_a_member"),
        (Event("postponed", JUNE), (), "pension_until_missing"),
        (Event("postponed", JUNE, JUNE), (), "pension_postponed_too_long"),
    ],
)
def test_what_cannot_be_is_refused_in_words(event: Event, before: tuple[Event, ...], code: str) -> None:
    assert refused(event, *before) == [code]


def test_opting_out_ends_with_the_month_that_begins_with_letter_and_membership() -> None:
    late = enrolled(JUNE, date(2026, 6, 10))
    assert refused(Event("opted_out", date(2026, 7, 9)), late) == []
    assert refused(Event("opted_out", date(2026, 7, 10)), late) == ["pension_opt_out_too_late"]


def test_a_month_from_the_end_of_january_ends_with_february() -> None:
    joined = enrolled(date(2026, 3, 2), date(2026, 8, 31))
    assert refused(Event("opted_out", date(2026, 9, 30)), joined) == []
    assert refused(Event("opted_out", date(2026, 10, 1)), joined) == ["pension_opt_out_too_late"]


def test_joining_waits_three_months_at_most_and_once() -> None:
    assert refused(Event("postponed", JUNE, date(2026, 9, 1))) == []
    assert refused(Event("postponed", JUNE, date(2026, 9, 2))) == ["pension_postponed_too_long"]
    before = Event("postponed", date(2026, 3, 2), date(2026, 5, 31), id=1)
    assert refused(Event("postponed", JUNE, date(2026, 9, 1)), before) == ["pension_postponed_before"]


def test_nobody_who_was_in_is_put_off() -> None:
    left = Event("ceased", date(2026, 7, 1), id=2)
    again = Event("postponed", date(2026, 8, 1), date(2026, 9, 1))
    assert refused(again, enrolled(), left) == ["pension_postpone_after_leaving"]


def test_somebody_put_off_may_opt_in() -> None:
    assert refused(Event("opted_in", JUNE), Event("postponed", date(2026, 5, 1), date(2026, 8, 1), id=1)) == []


@pytest.mark.parametrize(
    ("kind", "born", "expected"),
    [
        ("enrolled", date(2004, 6, 1), []),
        ("enrolled", date(2004, 6, 2), ["pension_too_young_to_enrol"]),
        ("opted_in", date(2004, 6, 2), []),
        ("opted_in", date(2010, 6, 1), []),
        ("opted_in", date(2010, 6, 2), ["pension_age_outside"]),
        ("joined", date(1951, 6, 2), []),
        ("joined", date(1951, 6, 1), ["pension_age_outside"]),
        ("enrolled", date(1959, 1, 1), ["pension_too_old_to_enrol"]),
        ("re_enrolled", date(1959, 1, 1), ["pension_never_left"]),
        ("enrolled", None, ["pension_birth_missing"]),
    ],
)
def test_age_decides_who_may_be_enrolled(kind: str, born: date | None, expected: list[str]) -> None:
    found = refused(Event(kind, JUNE), who=Member("Asha", born))
    assert found[:1] == expected[:1]


def test_after_the_job_only_leaving_can_be_recorded() -> None:
    gone = Member("Asha", ASHA.birth, ASHA.started, date(2026, 8, 31))
    assert refused(Event("told", date(2026, 9, 1)), who=gone) == ["pension_day_after_the_job"]
    assert refused(Event("ceased", date(2026, 9, 1)), enrolled(), who=gone) == []
