"""Shifts from lists and calendars: set beside the rota, asked about, brought in at one go, taken out at one go."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from carerdesk.domain.hours.clock import clock_time
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import undo
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.hours.bring_in import (
    ADD,
    LEAVE_OUT,
    AskDays,
    AskWords,
    Preview,
    WhichColumns,
    Wish,
    ask_words_again,
    choose_columns,
    look,
)
from carerdesk.services.hours.bring_in_draft import drop_wish, keep_wish, kept_wish
from carerdesk.services.hours.bring_in_file import bring_in_file
from carerdesk.services.hours.bring_in_finish import finish
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_shift
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.read import list_workers
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.tables import PayRate, Shift, ShiftShare, Worker
from tests.services.conftest import TODAY, Funders
from tests.services.hours.conftest import Pas
from tests.services.hours.made import kept, typed
from tests.services.hours.test_record_shift import pay

HEAD = "worker,start,end,break_minutes,kind,funder,note\n"
MONDAY = "2026-11-16"
NINE_TO_THREE = f"Asha,{MONDAY}T09:00,{MONDAY}T15:00,30,,Council,Swimming\n"
SAMPLES = Path(__file__).parents[2] / "importers" / "samples" / "shifts"


def wish(text: str, **more: Any) -> Wish:
    return Wish((HEAD + text if not text.startswith(("worker", "Who", "BEGIN")) else text).encode(), "rota.csv", **more)


def preview(books: Books, asked: Wish) -> Preview:
    found = look(books, asked)
    assert isinstance(found, Preview), found
    return found


def brought_in(books: Books, asked: Wish) -> Done:
    outcome = finish(books, asked)
    assert isinstance(outcome, Done), outcome
    return outcome


def shifts(books: Books) -> list[Shift]:
    with books.reading() as session:
        return list(session.scalars(select(Shift).order_by(Shift.starts, Shift.id)))


def contents(books: Books) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("shift", "shift_share", "call_out", "worker", "pay_rate", "pattern_exception")
    return {table: books.quick(f"SELECT * FROM {table} ORDER BY id") for table in tables}  # noqa: S608 - names of ours


# --- in and out again -------------------------------------------------------------------------------------------------


def test_a_list_comes_in_with_its_funder_its_break_and_its_note(books: Books, pas: Pas, funders: Funders) -> None:
    outcome = brought_in(books, wish(NINE_TO_THREE))
    assert outcome.said == "1 shift from rota.csv"
    [row] = shifts(books)
    assert (row.worker_id, row.day, row.break_minutes, row.what) == (pas.asha, date(2026, 11, 16), 30, "Swimming")
    assert (row.kind, row.state, row.shared_minutes) == ("normal", "worked", 330)
    with books.reading() as session:
        assert [(s.funder_id, s.minutes) for s in session.scalars(select(ShiftShare))] == [(funders.council, 330)]
    assert verify_books(books) == ()


def test_one_undo_takes_all_of_it_out(books: Books, pas: Pas) -> None:
    before = contents(books)
    tom = f"Nina,{MONDAY}T09:00,{MONDAY}T15:00,0,,,\n"
    outcome = brought_in(books, wish(NINE_TO_THREE + tom, workers={"nina": ADD}))
    assert outcome.said == "2 shifts from rota.csv, and Nina added"
    assert [one.name for one in list_workers(books)] == ["Asha Rahman", "Kasia Wójcik", "Nina", "Tom Griffiths"]
    assert outcome.operation is not None
    assert isinstance(undo(books, outcome.operation), Done)
    assert contents(books) == before


def test_the_same_file_twice_adds_nothing(books: Books, pas: Pas) -> None:
    brought_in(books, wish(NINE_TO_THREE))
    again = preview(books, wish(NINE_TO_THREE))
    assert (len(again.new), len(again.already_there)) == (0, 1)
    outcome = finish(books, wish(NINE_TO_THREE))
    assert isinstance(outcome, Rejected)
    assert [problem.code for problem in outcome.problems] == ["list_nothing_new"]


def test_a_shift_changed_by_hand_since_is_still_there(books: Books, pas: Pas) -> None:
    brought_in(books, wish(NINE_TO_THREE))
    [row] = shifts(books)
    changed = typed(pas.kasia, date(2026, 11, 17), "10:00", "12:00")
    assert isinstance(change_shift(books, row.id, changed), Done)
    again = preview(books, wish(NINE_TO_THREE))
    assert (len(again.new), len(again.not_sure), len(again.already_there)) == (0, 0, 1)


def test_a_shift_typed_by_hand_is_there_already(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, date(2026, 11, 16), "09:00", "15:00")))
    assert len(preview(books, wish(NINE_TO_THREE)).already_there) == 1


def test_old_and_new_lines_in_one_file(books: Books, pas: Pas) -> None:
    brought_in(books, wish(NINE_TO_THREE))
    more = NINE_TO_THREE + "Tom,2026-11-17T09:00,2026-11-17T15:00,0,,,\n"
    assert brought_in(books, wish(more)).said == "1 shift from rota.csv"
    assert len(shifts(books)) == 2


def test_a_shift_taken_out_of_the_rota_is_asked_about(books: Books, pas: Pas) -> None:
    brought_in(books, wish(NINE_TO_THREE))
    remove_shift(books, shifts(books)[0].id)
    again = preview(books, wish(NINE_TO_THREE))
    assert [reason.code for each in again.not_sure for reason in each.reasons] == ["list_taken_out"]
    assert isinstance(finish(books, wish(NINE_TO_THREE)), Rejected)
    brought_in(books, wish(NINE_TO_THREE, chosen={again.not_sure[0].line.key: "take"}))
    assert len(shifts(books)) == 1


def test_the_same_line_twice_is_one_shift(books: Books, pas: Pas) -> None:
    found = preview(books, wish(NINE_TO_THREE * 2))
    assert len(found.new) == 1
    assert [(each.place.line, each.problem.code) for each in found.left_out] == [(3, "list_repeated")]


# --- not sure ---------------------------------------------------------------------------------------------------------


def test_another_end_is_left_alone_until_a_person_says_so(books: Books, pas: Pas) -> None:
    there = kept(record_shift(books, typed(pas.asha, date(2026, 11, 16), "09:00", "14:00")))
    found = preview(books, wish(NINE_TO_THREE))
    assert [reason.code for reason in found.not_sure[0].reasons] == ["list_other_end"]
    assert isinstance(finish(books, wish(NINE_TO_THREE)), Rejected)
    brought_in(books, wish(NINE_TO_THREE, chosen={found.not_sure[0].line.key: "instead"}))
    [row] = shifts(books)
    assert (row.id, clock_time(row.ends).time()) == (there, time(15))
    assert len(preview(books, wish(NINE_TO_THREE)).already_there) == 1
    assert verify_books(books) == ()


def test_hours_worked_take_the_place_of_a_plan_which_is_kept(books: Books, pas: Pas) -> None:
    there = kept(record_shift(books, typed(pas.asha, date(2026, 11, 20), "18:00", "22:00")))
    books.clock = FixedClock(date(2026, 11, 23))
    text = "Asha,2026-11-20T18:30,2026-11-20T22:00,0,,,\n"
    found = preview(books, wish(text))
    brought_in(books, wish(text, chosen={found.not_sure[0].line.key: "instead"}))
    [row] = shifts(books)
    assert row.id == there
    assert row.planned_starts is not None
    assert clock_time(row.planned_starts).time() == time(18)


def test_an_overlap_with_two_shifts_is_refused(books: Books, pas: Pas) -> None:
    for start, end in (("08:00", "10:00"), ("12:00", "16:00")):
        kept(record_shift(books, typed(pas.asha, date(2026, 11, 16), start, end)))
    assert [each.problem.code for each in preview(books, wish(NINE_TO_THREE)).refused] == ["list_overlaps_several"]


def test_two_lines_that_overlap_each_other(books: Books, pas: Pas) -> None:
    found = preview(books, wish(NINE_TO_THREE + f"Asha,{MONDAY}T14:00,{MONDAY}T16:00,0,,,\n"))
    assert len(found.new) == 1
    assert [(each.place.line, each.problem.code) for each in found.refused] == [(3, "list_overlaps_line")]
    assert found.refused[0].problem.values == {"where": "line 2"}


def test_a_time_that_comes_twice_is_asked_about(books: Books, pas: Pas) -> None:
    text = "Tom,2026-10-25T01:30,2026-10-25T07:00,0,,,\n"
    found = preview(books, wish(text))
    assert found.not_sure[0].options == ("leave", "first", "second")
    brought_in(books, wish(text, chosen={found.not_sure[0].line.key: "second"}))
    assert shifts(books)[0].starts == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_zone_says_which_of_two_times_is_meant(books: Books, pas: Pas) -> None:
    brought_in(books, wish("Tom,2026-10-25T01:30+01:00,2026-10-25T07:00+00:00,0,,,\n"))
    assert shifts(books)[0].starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_the_clocks_leave_out_is_refused(books: Books, pas: Pas) -> None:
    found = preview(books, wish("Asha,2026-03-29T01:30,2026-03-29T07:00,0,,,\n"))
    assert [each.problem.code for each in found.refused] == ["time_left_out"]


# --- refused ----------------------------------------------------------------------------------------------------------


def test_shifts_outside_the_job_and_days_that_were_paid(books: Books, pas: Pas) -> None:
    pay(books, pas.asha, date(2026, 9, 28), date(2026, 10, 25))
    text = (
        "Asha,2026-10-20T09:00,2026-10-20T15:00,0,,,\n"
        "Tom,2026-05-20T09:00,2026-05-20T15:00,0,,,\n"
        "Kasia,2027-12-20T09:00,2027-12-20T15:00,0,,,\n"
        "Kasia,2026-11-10T09:00,2026-11-11T20:00,0,,,\n"
        "Kasia,2026-11-12T09:00,2026-11-12T10:00,90,,,\n"
    )
    codes = [each.problem.code for each in preview(books, wish(text)).refused]
    assert codes == ["hours_already_paid", "shift_before_job", "shift_far_ahead", "shift_too_long", "break_too_long"]


# --- words ------------------------------------------------------------------------------------------------------------


def test_unknown_names_kinds_and_funders_are_asked_once(books: Books, pas: Pas, funders: Funders) -> None:
    text = "AR,2026-11-16T09:00,2026-11-16T15:00,0,poorly,LA,\nAgnes,2026-11-16T09:00,2026-11-16T15:00,0,,,\n"
    asked = look(books, wish(text))
    assert isinstance(asked, AskWords)
    assert [(each.text, each.lines, each.guess) for each in asked.names] == [("AR", 1, "Asha Rahman"), ("Agnes", 1, "")]
    assert [each.text for each in asked.kinds] == ["poorly"]
    assert [each.text for each in asked.payers] == ["LA"]
    said = wish(
        text, workers={"ar": pas.asha, "agnes": LEAVE_OUT}, kinds={"poorly": "training"}, payers={"la": "Council"}
    )
    brought_in(books, said)
    [row] = shifts(books)
    assert (row.worker_id, row.kind) == (pas.asha, "training")
    again = preview(books, wish(text))  # nobody has to say it twice
    assert len(again.already_there) == 1
    assert [each.problem.code for each in again.left_out] == ["list_chosen_out"]
    anew = ask_words_again(books, wish(text))
    assert anew is not None
    assert anew.names[0].guess == "Asha Rahman"


def test_a_surname_first_with_a_comma_is_the_same_person(books: Books, pas: Pas) -> None:
    text = (
        f'"Wójcik, Kasia",{MONDAY}T09:00,{MONDAY}T15:00,0,,,\n"Shah , Nina",{MONDAY}T09:00,{MONDAY}T15:00,0,,,\n'
        f"Nina Shah,{MONDAY}T16:00,{MONDAY}T17:00,0,,,\n"
    )
    asked = look(books, wish(text))
    assert isinstance(asked, AskWords)
    assert [each.text for each in asked.names] == ["Shah , Nina", "Nina Shah"]
    brought_in(books, wish(text, workers={"shah , nina": ADD, "nina shah": ADD}))
    names = {one.id: one.name for one in list_workers(books)}
    assert [names[row.worker_id] for row in shifts(books)] == ["Kasia Wójcik", "Nina Shah", "Nina Shah"]
    assert len(preview(books, wish(text)).already_there) == 3


def test_somebody_removed_since_is_asked_about_again(books: Books, pas: Pas) -> None:
    text = f"Nina,{MONDAY}T09:00,{MONDAY}T15:00,0,,,\n"
    outcome = brought_in(books, wish(text, workers={"nina": ADD}))
    assert outcome.operation is not None
    undo(books, outcome.operation)
    assert isinstance(look(books, wish(text)), AskWords)


def test_two_of_one_first_name_are_asked_about(books: Books, pas: Pas) -> None:
    with books.operation("Another Asha") as op:
        op.session.add(Worker(employer_id=1, person_id=1, name="Asha Begum"))
    asked = look(books, wish(NINE_TO_THREE))
    assert isinstance(asked, AskWords)
    assert asked.names[0].guess == ""


def test_who_pays_for_lines_that_say_nothing(books: Books, pas: Pas, funders: Funders) -> None:
    text = f"Asha,{MONDAY}T09:00,{MONDAY}T15:00,0,,,\nTom,{MONDAY}T09:00,{MONDAY}T15:00,0,,NHS,\n"
    assert preview(books, wish(text)).without_funder == 1
    brought_in(books, wish(text, others="Council 50, NHS 50"))
    with books.reading() as session:
        found = [
            (share.funder_id, share.minutes) for share in session.scalars(select(ShiftShare).order_by(ShiftShare.id))
        ]
    assert found == [(funders.council, 180), (funders.nhs, 180), (funders.nhs, 360)]


def test_an_empty_kind_is_the_usual_one_for_the_day(books: Books, pas: Pas) -> None:
    with books.operation("Rates") as op:
        for kind in ("normal", "weekend"):
            op.session.add(
                PayRate(
                    employer_id=1, person_id=1, worker_id=pas.asha, kind=kind, first_day=date(2026, 4, 6),
                    amount=Decimal("13.20"),
                )
            )  # fmt: skip
    text = (
        "Asha,2026-11-15T09:00,2026-11-15T12:00,0,,,Training at home\n"
        "Asha,2026-11-16T21:00,2026-11-17T07:00,0,sleep in,,\n"
    )
    brought_in(books, wish(text))
    assert [row.kind for row in shifts(books)] == ["weekend", "sleep_in"]


def test_without_a_column_of_kinds_a_note_may_begin_with_one(books: Books, pas: Pas) -> None:
    brought_in(books, wish("worker,start,end,note\nTom,2026-11-16T22:00,2026-11-17T07:00,Sleep-in: calm\n"))
    assert shifts(books)[0].kind == "sleep_in"


# --- columns, calendars, drafts ---------------------------------------------------------------------------------------


def test_columns_said_once_are_remembered_for_these_headings(books: Books, pas: Pas) -> None:
    text = "Who,When,A,B\nAsha,16/11/2026,09:00,15:00\n"
    asked = look(books, wish(text))
    assert isinstance(asked, WhichColumns)
    columns = replace(asked.guess, worker=0, day=1, starts=2, ends=3)
    brought_in(books, wish(text, columns=columns))
    assert len(preview(books, wish(text.replace("16/11", "17/11"))).new) == 1
    anew = choose_columns(books, wish(text))
    assert isinstance(anew, WhichColumns)
    assert (anew.guess.worker, anew.guess.ends) == (0, 3)


def test_a_calendar_asks_for_its_days_then_for_its_titles(books: Books, pas: Pas) -> None:
    asked = Wish((SAMPLES / "calendar.ics").read_bytes(), "calendar.ics")
    days = look(books, asked)
    assert isinstance(days, AskDays)
    assert (days.first, days.last) == (date(2026, 10, 19), date(2027, 1, 17))
    found = preview(books, replace(asked, days=(date(2026, 10, 1), date(2026, 11, 6))))
    assert [(each.line.worker_id, each.shift.what) for each in found.new] == [
        (pas.asha, ""), (pas.tom, "Tom sleep-in"), (pas.kasia, ""), (pas.asha, "Asha - hospital"), (pas.kasia, ""),
    ]  # fmt: skip
    assert found.new[1].shift.kind == "sleep_in"
    brought_in(books, replace(asked, days=(date(2026, 10, 1), date(2026, 11, 6))))
    wider = preview(books, replace(asked, days=(date(2026, 10, 1), date(2026, 11, 13))))
    assert (len(wider.already_there), len(wider.new)) == (5, 1)


def test_half_way_is_kept_as_it_was_left(books: Books, pas: Pas) -> None:
    left = wish(
        NINE_TO_THREE, workers={"ar": 1, "x": "out"}, kinds={"a": "b"}, payers={"c": "NHS"}, others="Council",
        chosen={"k": "take"}, days=(TODAY, TODAY),
    )  # fmt: skip
    keep_wish(books, left)
    assert kept_wish(books) == left
    drop_wish(books)
    assert kept_wish(books) is None


# --- without the window -----------------------------------------------------------------------------------------------


def test_a_file_without_the_window_refuses_what_it_cannot_know(books: Books, pas: Pas, tmp_path: Path) -> None:
    file = tmp_path / "rota.csv"
    file.write_text(
        HEAD + NINE_TO_THREE + f"Nobody,{MONDAY}T09:00,{MONDAY}T15:00,0,,,\n"
        f"Tom,{MONDAY}T09:00,{MONDAY}T15:00,0,dancing,,\nTom,{MONDAY}T16:00,{MONDAY}T17:00,0,,Lottery,\n"
    )
    found = bring_in_file(books, file)
    assert isinstance(found.outcome, Done)
    assert found.outcome.said == "1 new, 0 already there, 0 not sure, 3 refused. 1 shift from rota.csv"
    assert not found.complete
    assert [remark.split(" refused")[0] for remark in found.remarks] == ["Line 3", "Line 4", "Line 5"]
    assert "Council" in found.remarks[2]


# --- laws -------------------------------------------------------------------------------------------------------------

_MINUTES = st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def worked(draw: st.DrawFn) -> list[tuple[str, datetime, datetime, int]]:
    """Shifts of three PAs that overlap none of their own, by the clock, away from the nights the clocks change."""
    found: list[tuple[str, datetime, datetime, int]] = []
    for name in ("Asha", "Kasia", "Tom"):
        last = datetime.combine(date(2026, 6, 1), time())
        for gap, length, rest in draw(
            st.lists(st.tuples(_MINUTES, st.integers(15, 29 * 60), st.integers(0, 14)), max_size=4)
        ):
            starts = last + gap
            last = starts + timedelta(minutes=length)
            if last < datetime.combine(date(2026, 10, 24), time()):
                found.append((name, starts, last, rest))
    return found


def _csv(rows: Sequence[tuple[str, datetime, datetime, int]]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["Carer", "Date", "Start", "Finish", "End date", "Break (mins)"])
    for name, starts, ends, rest in rows:
        writer.writerow([name, f"{starts:%d/%m/%Y}", f"{starts:%H:%M}", f"{ends:%H:%M}", f"{ends:%d/%m/%Y}", rest])
    return held.getvalue().encode()


@settings(max_examples=6, deadline=None)
@given(worked())
def test_what_was_written_to_a_list_is_read_from_it_once_and_undone_whole(
    rows: list[tuple[str, datetime, datetime, int]],
) -> None:
    with TemporaryDirectory() as folder:
        books = create_books(Path(folder) / "Jamie.carerdesk", FixedClock(TODAY))
        try:
            _made_up(books)
            before = contents(books)
            asked = Wish(_csv(rows), "rota.csv")
            found = look(books, asked)
            if isinstance(found, Preview):  # starts in the small hours are asked about
                asked = replace(asked, chosen={each.line.key: "take" for each in found.not_sure})
            outcome = finish(books, asked)
            if not rows:
                assert isinstance(outcome, Rejected)
                return
            assert isinstance(outcome, Done), outcome
            names = {one.id: one.first_name for one in list_workers(books)}
            assert sorted(rows) == sorted(
                (names[row.worker_id], clock_time(row.starts), clock_time(row.ends), row.break_minutes)
                for row in shifts(books)
            )
            assert isinstance(finish(books, asked), Rejected)
            assert outcome.operation is not None
            assert isinstance(undo(books, outcome.operation), Done)
            assert contents(books) == before
        finally:
            books.close()


def _made_up(books: Books) -> None:
    begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"})))
    with books.operation("PAs added") as op:
        for name in ("Asha Rahman", "Kasia Wójcik", "Tom Griffiths"):
            op.session.add(Worker(employer_id=1, person_id=1, name=name, started=date(2026, 1, 5)))
