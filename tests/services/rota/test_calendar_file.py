"""The file for a phone: read back by another reader, taken in twice, cancelled, and what it does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_shift
from carerdesk.services.outcome import Done
from carerdesk.services.rota.calendar_file import calendar_file, calendar_sent
from carerdesk.services.rota.sheet_wishes import SheetWishes
from carerdesk.store.books import Books, FixedClock
from carerdesk.store.tables import LeaveBooking
from tests.services.hours.made import kept, typed
from tests.services.rota.conftest import Pas

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + timedelta(days=6)
BACK = date(2027, 10, 31)
ALL = SheetWishes(person=True, what=True, mates=True)


def read(data: bytes) -> Any:
    """The file as the library reads it; its types know nothing of what a name stands for."""
    return Calendar.from_ical(data)


def events(books: Books, worker_id: int, wishes: SheetWishes = ALL) -> list[Any]:
    return read(calendar_file(books, worker_id, MONDAY, SUNDAY, wishes)).walk("VEVENT")  # type: ignore[no-any-return]


def taken_in(phone: dict[str, Any], found: list[Any]) -> None:
    """As a phone does it: by name, the higher count, or the same one made later, in the place of what it has."""
    for event in found:
        have = phone.get(str(event["uid"]))
        if have is None or event["sequence"] >= have["sequence"]:
            phone[str(event["uid"])] = event


def shown(phone: Mapping[str, Any]) -> list[str]:
    there = [event for event in phone.values() if event["status"] != "CANCELLED"]
    return sorted(f"{event['dtstart'].dt:%a %H:%M}-{event['dtend'].dt:%H:%M}" for event in there)


def test_another_reader_finds_each_shift_at_its_own_time(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "09:30", "14:30")))
    kept(record_shift(books, typed(pas.asha, SUNDAY, "22:00", "07:00", kind="sleep_in")))
    kept(record_shift(books, typed(pas.tom, MONDAY, "10:00", "11:00")))
    found = events(books, pas.asha)
    assert [(str(each["summary"]), each["dtstart"].dt.astimezone(UTC)) for each in found] == [
        ("Work with Jamie", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("Sleep-in with Jamie", datetime(2026, 11, 29, 22, tzinfo=UTC)),
    ]
    assert str(found[1]["dtend"].params["TZID"]) == "Europe/London"


def test_the_zone_in_the_file_alone_gives_the_right_hour_in_summer_and_winter(books: Books, pas: Pas) -> None:
    zone = read(calendar_file(books, pas.asha, MONDAY, SUNDAY, ALL)).walk("VTIMEZONE")[0].to_tz()
    for local, hours in ((datetime(2027, 7, 1, 9), 8), (datetime(2027, 12, 1, 9), 9)):  # noqa: DTZ001 - the clock's own
        assert local.replace(tzinfo=zone).astimezone(UTC).hour == hours


def test_taken_in_again_nothing_is_doubled_and_changes_arrive(books: Books, pas: Pas) -> None:
    first = kept(record_shift(books, typed(pas.asha, MONDAY, "09:30", "14:30")))
    kept(record_shift(books, typed(pas.asha, MONDAY + timedelta(days=1), "09:00", "10:00")))
    phone: dict[str, Any] = {}
    for _ in range(2):
        taken_in(phone, events(books, pas.asha))
    calendar_sent(books, pas.asha)
    assert shown(phone) == ["Mon 09:30-14:30", "Tue 09:00-10:00"]
    kept(change_shift(books, first, typed(pas.asha, MONDAY + timedelta(days=2), "12:00", "13:00")))
    taken_in(phone, events(books, pas.asha))
    assert shown(phone) == ["Tue 09:00-10:00", "Wed 12:00-13:00"]


def test_what_is_taken_out_or_given_away_is_cancelled_and_may_come_back(books: Books, pas: Pas) -> None:
    gone = kept(record_shift(books, typed(pas.asha, MONDAY, "09:30", "14:30")))
    given = kept(record_shift(books, typed(pas.asha, MONDAY + timedelta(days=1), "09:00", "10:00")))
    phone: dict[str, Any] = {}
    taken_in(phone, events(books, pas.asha))
    calendar_sent(books, pas.asha)
    books.clock = FixedClock(date(2026, 11, 21))
    kept(change_shift(books, given, typed(pas.tom, MONDAY + timedelta(days=1), "09:00", "10:00")))
    assert isinstance(remove_shift(books, gone), Done)
    taken_in(phone, events(books, pas.asha))
    assert shown(phone) == []
    assert len(phone) == 2
    assert [str(event["summary"]) for event in phone.values()] == ["Cancelled: Work with Jamie"] * 2
    undo(books)
    taken_in(phone, events(books, pas.asha))
    assert shown(phone) == ["Mon 09:30-14:30"]
    redo(books)
    taken_in(phone, events(books, pas.asha))
    assert shown(phone) == []


def test_what_came_and_went_between_two_files_is_in_neither(books: Books, pas: Pas) -> None:
    calendar_sent(books, pas.asha)
    books.clock = FixedClock(date(2026, 11, 21))
    brief = kept(record_shift(books, typed(pas.asha, MONDAY, "09:30", "14:30")))
    assert isinstance(remove_shift(books, brief), Done)
    assert events(books, pas.asha) == []


def test_a_shift_on_a_day_off_is_not_expected(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "09:30", "14:30")))
    with books.operation("Away") as op:
        keys: dict[str, Any] = {"employer_id": 1, "person_id": 1, "worker_id": pas.asha, "minutes": 300}
        op.session.add(LeaveBooking(**keys, first_day=MONDAY, last_day=MONDAY))
    assert events(books, pas.asha) == []
    calendar_sent(books, pas.asha)
    assert [str(each["status"]) for each in events(books, pas.asha)] == ["CANCELLED"]


@pytest.mark.parametrize(
    ("wishes", "summary", "description"),
    [
        (ALL, "Work with Jamie", "With Tom and Kasia. Swimming, then his tablets"),
        (SheetWishes(), "Work", "With Tom and Kasia."),
        (SheetWishes(mates=False), "Work", ""),
        (SheetWishes(what=True, mates=False), "Work", "Swimming, then his tablets"),
    ],
)
def test_it_tells_only_what_is_wished(
    books: Books, pas: Pas, wishes: SheetWishes, summary: str, description: str
) -> None:
    mates = (pas.tom, pas.kasia)
    new = typed(pas.asha, MONDAY, "09:30", "14:30", with_worker_ids=mates, what="Swimming, then his tablets")
    kept(record_shift(books, new))
    (event,) = events(books, pas.asha, wishes)
    assert (str(event["summary"]), str(event.get("description", ""))) == (summary, description)
    data = calendar_file(books, pas.asha, MONDAY, SUNDAY, SheetWishes(mates=False)).decode()
    for private in ("Jamie", "Marsh", "Helen", "Swimming", "tablets", "Tom", "Kasia", "Asha", "Council"):
        assert private not in data


def test_the_hour_that_comes_twice_is_told_apart(books: Books, pas: Pas) -> None:
    books.clock = FixedClock(BACK)
    early = typed(pas.asha, BACK, "01:15", "01:45", second_start=False, second_end=False)
    late = typed(pas.asha, BACK, "01:15", "01:45", second_start=True, second_end=True)
    for each in (early, late):
        kept(record_shift(books, each))
    found = read(calendar_file(books, pas.asha, BACK, BACK, ALL)).walk("VEVENT")
    assert [each["dtstart"].dt.astimezone(UTC).hour for each in found] == [0, 1]
