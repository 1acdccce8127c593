"""Calendars as shifts: rows of events written out, moved and cancelled ones, other zones, and files that mean harm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from carerdesk.importers import calendar_events
from carerdesk.importers.calendar_events import days_of_calendar, is_calendar, read_calendar
from carerdesk.importers.shifts_values import ShiftsRead, WhichDays
from carerdesk.importers.values import CannotRead

FAMILY = (Path(__file__).parent / "samples" / "shifts" / "calendar.ics").read_bytes()
OCTOBER, END = date(2026, 10, 1), date(2026, 12, 31)


def calendar(*events: str) -> bytes:
    held = "".join(f"BEGIN:VEVENT\nUID:{at}\n{event}\nEND:VEVENT\n" for at, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{held}END:VCALENDAR\n".encode()


def read(data: bytes, first: date = OCTOBER, last: date = END) -> ShiftsRead:
    found = read_calendar(data, first, last)
    assert isinstance(found, ShiftsRead), found
    return found


def short(data: bytes, first: date = OCTOBER, last: date = END) -> list[str]:
    return [
        f"{each.worker} {each.day:%d/%m} {each.starts:%H:%M}-{each.ends:%H:%M}{'+1' * each.days}"
        for each in read(data, first, last).shifts
    ]


MORNING = "DTSTART;TZID=Europe/London:20261006T090000\nDTEND;TZID=Europe/London:20261006T150000\nSUMMARY:Asha"


def test_a_family_calendar() -> None:
    assert is_calendar(FAMILY)
    assert days_of_calendar(FAMILY) == WhichDays(4, 2, date(2026, 10, 6), date(2026, 11, 4))
    assert short(FAMILY, last=date(2026, 11, 6)) == [
        "Asha 06/10 09:00-15:00", "Tom sleep-in 24/10 22:00-07:00+1", "Kasia 30/10 16:00-19:00",
        "Asha - hospital 04/11 10:00-16:00", "Kasia 06/11 16:00-19:00",
    ]  # fmt: skip
    found = read(FAMILY)
    assert [(each.place.line, each.problem.code) for each in found.left_out] == [(19, "calendar_cancelled")]
    assert [(each.place.line, each.problem.code) for each in found.refused] == [(33, "calendar_all_day")]
    assert "Asha 17/11 09:00-15:00" not in short(FAMILY)
    assert "Asha 01/12 09:00-15:00" in short(FAMILY)


def test_a_row_keeps_its_clock_time_when_the_clocks_change() -> None:
    assert short(calendar(f"{MORNING}\nRRULE:FREQ=WEEKLY;COUNT=4")) == [
        f"Asha {day} 09:00-15:00" for day in ("06/10", "13/10", "20/10", "27/10")
    ]


def test_times_of_another_zone_are_told_exactly() -> None:
    found = read(
        calendar("DTSTART;TZID=Europe/Paris:20261025T013000\nDTEND;TZID=Europe/Paris:20261025T060000\nSUMMARY:A")
    )
    assert found.shifts[0].exact == (
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2026, 10, 25, 5, 0, tzinfo=UTC),
    )  # fmt: skip
    assert (found.shifts[0].day, found.shifts[0].starts) == (date(2026, 10, 25), time(0, 30))


def test_a_time_without_a_zone_is_british_and_left_to_be_asked_about() -> None:
    found = read(calendar("DTSTART:20261025T013000\nDTEND:20261025T060000\nSUMMARY:A"))
    assert (found.shifts[0].exact, found.shifts[0].starts) == (None, time(1, 30))


def test_days_added_to_a_row_and_taken_out_of_it() -> None:
    rows = f"{MORNING}\nRRULE:FREQ=WEEKLY;COUNT=2\nRDATE;TZID=Europe/London:20261008T090000\nEXDATE:20261013T080000Z"
    assert short(calendar(rows)) == ["Asha 06/10 09:00-15:00", "Asha 08/10 09:00-15:00"]


def test_an_event_far_back_repeats_into_the_days_asked_for() -> None:
    old = "DTSTART:20010101T090000\nDTEND:20010101T100000\nSUMMARY:A\nRRULE:FREQ=DAILY"
    assert len(short(calendar(old), date(2026, 11, 1), date(2026, 11, 30))) == 30


@pytest.mark.parametrize(
    ("event", "code"),
    [("DTSTART:20261116T090000\nSUMMARY:A", "calendar_without_end"),
     ("DTSTART;VALUE=DATE:20261116\nSUMMARY:A", "calendar_all_day"),
     ("DTSTART;TZID=Mars/Base:20261116T090000\nDTEND;TZID=Mars/Base:20261116T100000", "calendar_zone_unknown"),
     (f"{MORNING}\nRRULE:FREQ=SECONDLY", "calendar_rule_not_read"),
     (f"{MORNING}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "calendar_rule_not_read"),
     (f"{MORNING}\nRRULE:FREQ=DAILY;INTERVAL=0", "calendar_rule_not_read"),
     (f"{MORNING}\nRRULE:FREQ=YEARLY;BYEASTER=1", "calendar_rule_not_read"),
     ("DTSTART:00010101T090000\nDTEND:00010101T100000\nRRULE:FREQ=DAILY", "calendar_time_not_read")],
)  # fmt: skip
def test_events_that_are_no_shift_are_refused_with_their_line(event: str, code: str) -> None:
    found = read(calendar(MORNING, event))
    assert len(found.shifts) == 1
    assert [(each.place.line, each.problem.code) for each in found.refused] == [(9, code)]


def test_what_happened_on_other_days_is_not_told() -> None:
    assert read(FAMILY, date(2026, 12, 1), END).refused == ()


def test_a_rule_with_a_last_day_holds_to_the_end_of_it() -> None:
    assert len(short(calendar(f"{MORNING}\nRRULE:FREQ=DAILY;UNTIL=20261008"))) == 3


def test_two_calendars_in_one_file() -> None:
    assert len(short(calendar(MORNING) + calendar(MORNING.replace("Asha", "Tom")))) == 2


@pytest.mark.parametrize("data", [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b"BEGIN:VCALENDAR\n\x00\xff\nEND:VEVENT\n"])
def test_a_damaged_calendar_is_told(data: bytes) -> None:
    found = read_calendar(data, OCTOBER, END)
    assert isinstance(found, CannotRead) or not found.shifts


def test_a_calendar_without_times_says_so() -> None:
    found = days_of_calendar(calendar("DTSTART;VALUE=DATE:20261116\nSUMMARY:A"))
    assert isinstance(found, CannotRead)
    assert found.problem.code == "calendar_without_events"


def test_more_events_than_anybody_could_look_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_events, "MOST_LINES", 50)
    daily = f"{MORNING}\nRRULE:FREQ=DAILY"
    for data in (calendar(*[MORNING] * 51), calendar(daily)):
        found = read_calendar(data, OCTOBER, END)
        assert isinstance(found, CannotRead)
        assert found.problem.code == "list_too_long"
