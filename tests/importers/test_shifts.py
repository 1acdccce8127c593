"""Lists of shifts as families keep them: what each line means, what is asked, what is passed over or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from carerdesk.importers import shifts_grid
from carerdesk.importers.shifts_cells import read_break, read_clock, read_start_and_end, read_two_times
from carerdesk.importers.shifts_grid import pasted_table, tables_in
from carerdesk.importers.shifts_read import ask_columns, read_shifts, signature_of
from carerdesk.importers.shifts_values import FoundShift, ShiftColumns, ShiftsRead, WhichColumns
from carerdesk.importers.values import CannotRead, DateOrder

SAMPLES = Path(__file__).parent / "samples" / "shifts"
TODAY = date(2026, 11, 20)
HEAD = "Name,Date,Start,End\n"


def tables(data: bytes | str) -> list[Any]:
    found = tables_in(data.encode() if isinstance(data, str) else data, "rota.csv")
    assert isinstance(found, list), found
    return found


def read(data: bytes | str, columns: ShiftColumns | None = None) -> ShiftsRead:
    found = read_shifts(tables(data), columns, TODAY)
    assert isinstance(found, ShiftsRead), found
    return found


def asked(data: bytes | str, columns: ShiftColumns | None = None) -> WhichColumns:
    found = read_shifts(tables(data), columns, TODAY)
    assert isinstance(found, WhichColumns), found
    return found


def short(found: FoundShift) -> str:
    """Who, which day of the month, from when to when: "Asha 16 09:00-15:00"."""
    later = f"+{found.days}" if found.days else ""
    return f"{found.worker} {found.day.day} {found.starts:%H:%M}-{found.ends:%H:%M}{later}"


def moment(day: int, hour: int = 0) -> datetime:
    """A date as a workbook holds it: without a zone."""
    return datetime.combine(date(2026, 11, day), time(hour))


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(("Asha", "Kasia", "Tom")[at])
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


# --- files as they come -----------------------------------------------------------------------------------------------


def test_a_rota_with_dates_written_once_and_totals_below() -> None:
    found = read((SAMPLES / "fridge-rota.csv").read_bytes())
    assert [short(each) for each in found.shifts] == [
        "Asha 16 09:00-15:00", "Kasia 16 15:00-22:00", "Asha 17 09:00-15:00", "Tom 18 22:00-07:00+1",
        "Asha 19 09:00-17:00",
    ]  # fmt: skip
    assert [(each.place.line, each.problem.code) for each in found.left_out] == [
        (7, "list_nobody_worked"), (11, "list_total_line"),
    ]  # fmt: skip
    assert [(each.place.line, each.problem.code) for each in found.refused] == [(10, "list_times_not_read")]
    assert found.shifts[1].break_minutes == 30
    assert [each.doubts[0].code for each in found.shifts if each.doubts] == ["list_hours_differ"]
    assert found.shifts[0].note == "Swimming"


def test_a_timesheet_from_an_old_windows_program() -> None:
    found = read((SAMPLES / "timesheet.csv").read_bytes())
    assert [short(each) for each in found.shifts] == [
        "Asha Rahman 2 09:00-13:00", "Asha Rahman 2 16:00-19:30", "Kasia Wójcik 3 22:00-08:00+1",
    ]  # fmt: skip
    assert [each.funder for each in found.shifts] == ["Council", "Council 60, NHS 40", ""]
    assert found.shifts[2].break_minutes == 30
    assert [each.problem.code for each in found.left_out] == ["list_heading_again"]


def test_rows_from_a_message_without_a_year() -> None:
    table = pasted_table((SAMPLES / "message.txt").read_text())
    assert isinstance(table, list)
    found = read_shifts(table, None, TODAY)
    assert isinstance(found, ShiftsRead)
    assert [short(each) for each in found.shifts] == [
        "Asha 16 09:00-15:00", "Asha 17 16:00-19:00", "Tom 18 22:00-07:00+1",
    ]  # fmt: skip
    assert [each.code for each in found.remarks] == ["list_years_guessed"]
    assert [each.problem.code for each in found.refused] == ["list_day_not_read"]  # the 19th is a Thursday


def test_a_year_the_dates_around_it_settle_is_taken_and_shown() -> None:
    rows = "Asha,Tue 1 Dec 2026,9:00,15:00\n{}Asha,Fri 4 Dec 2026,9:00,15:00\n"
    for missing in ("Wed 2 Dec", "2 December", "2/12"):
        found = read(HEAD + rows.format(f"Kasia,{missing},9:00,15:00\n"))
        assert [each.day for each in found.shifts] == [date(2026, 12, day) for day in (1, 2, 4)]
        assert not any(each.doubts for each in found.shifts)
        [remark] = found.remarks
        assert (remark.code, remark.values["days"]) == (
            "list_year_settled", f"“{missing}” is Wednesday 2 December 2026",
        )  # fmt: skip


def test_a_year_at_the_foot_is_settled_by_its_day_of_the_week_also_after_the_new_year() -> None:
    found = read(HEAD + "A,Wed 30 Dec 2026,9:00,15:00\nA,Fri 1 Jan,9:00,15:00\nA,Mon 4 Jan,9:00,15:00\n")
    assert [each.day for each in found.shifts] == [date(2026, 12, 30), date(2027, 1, 1), date(2027, 1, 4)]
    assert not any(each.doubts for each in found.shifts)


@pytest.mark.parametrize(
    ("missing", "codes"),
    [("Wed 3 Dec", ["list_weekday_differs", "list_year_open"]), ("10 Dec", ["list_year_open"]),
     ("Thu 10 Dec", ["list_year_open"])],
)  # fmt: skip
def test_a_year_that_nothing_settles_is_asked_about(missing: str, codes: list[str]) -> None:
    text = f"A,Tue 1 Dec 2026,9:00,15:00\nA,{missing},9:00,15:00\nA,Fri 4 Dec 2026,9:00,15:00\n"
    asked_about = read(HEAD + text).shifts[1]
    assert sorted(doubt.code for doubt in asked_about.doubts) == codes
    assert asked_about.day.year == 2026


def test_real_dates_times_lengths_and_formulas_of_a_workbook() -> None:
    rows: list[list[Any]] = [
        ["Rota", None, None, None, None],
        ["Date", "Name", "Start", "End", "Hours"],
        [moment(16), "Asha", time(9), time(15, 30), timedelta(hours=6, minutes=30)],
        [moment(17), "Asha", moment(17, 22), moment(18, 7), 9],
        [moment(18), "Asha", 0.375, 0.625, "=D5-C5"],
        [None, None, None, "Total", "=SUM(E3:E5)"],
    ]
    found = read(workbook(rows))
    assert [short(each) for each in found.shifts] == [
        "Asha 16 09:00-15:30", "Asha 17 22:00-07:00+1", "Asha 18 09:00-15:00",
    ]  # fmt: skip
    assert not any(each.doubts for each in found.shifts)


def test_a_number_of_a_workbook_is_no_time_of_day_by_chance() -> None:
    rows: list[list[Any]] = [["Date", "Name", "Start", "End"], [moment(16), "Asha", time(9), 9.25]]
    rows += [[moment(17), "Asha", time(9), time(12)] for _ in range(4)]
    found = read(workbook(rows))
    assert [each.place.line for each in found.refused] == [2]


def test_a_sheet_for_each_pa() -> None:
    head = ["Date", "Start", "End"]
    found = read(
        workbook([head, [date(2026, 11, 16), time(9), time(12)]], [head, [date(2026, 11, 16), time(13), time(15)]])
    )
    assert [short(each) for each in found.shifts] == ["Asha 16 09:00-12:00", "Kasia 16 13:00-15:00"]
    assert str(found.shifts[1].place) == "Line 2 of Kasia"


def test_days_turned_round_in_a_workbook_are_refused() -> None:
    head = ["Name", "Date", "Start", "End"]
    rows: list[list[Any]] = [head, ["Asha", date(2026, 3, 11), "9", "3"], ["Asha", "13/11/2026", "9", "3"]]
    found = tables_in(workbook(rows))
    assert isinstance(found, CannotRead)
    assert found.problem.code == "list_workbook_dates_mixed"


# --- columns ----------------------------------------------------------------------------------------------------------


def test_the_columns_of_the_command_line_need_no_question() -> None:
    text = "worker,start,end,break_minutes,kind,funder,note\nAsha,2026-11-16T09:00,2026-11-16T15:00,3,,,Swim\n"
    found = read(text)
    assert short(found.shifts[0]) == "Asha 16 09:00-15:00"
    assert (found.shifts[0].break_minutes, found.shifts[0].note) == (3, "Swim")


@pytest.mark.parametrize("head", ["Who,When,A,B\n", ",,,\n", "Name,Date,Start,Start\n"])
def test_columns_that_are_not_plain_are_asked_about(head: str) -> None:
    question = asked(head + "Asha,16/11/2026,09:00,15:00\nAsha,17/11/2026,09:00,15:00\n")
    assert (question.guess.day, question.guess.starts) == (1, 2)
    assert question.preview[0] == ("Asha", "16/11/2026", "09:00", "15:00")


def test_a_heading_that_says_one_thing_over_cells_that_hold_another() -> None:
    found = read("Name,Date,Hours\nAsha,16/11/2026,9-3\nAsha,17/11/2026,10-2\n")
    assert short(found.shifts[0]) == "Asha 16 09:00-15:00"


def test_chosen_columns_are_taken_at_their_word_and_remembered_by_their_heading() -> None:
    text = "Who,When,A,B\nAsha,16/11/2026,09:00,15:00\n"
    columns = ShiftColumns(worker=0, day=1, starts=2, ends=3, header=signature_of(tables(text)))
    assert short(read(text, columns).shifts[0]) == "Asha 16 09:00-15:00"
    assert ShiftColumns.from_json(columns.to_json()) == columns
    assert ask_columns(tables(text), columns).guess == columns


@pytest.mark.parametrize(
    "plain", [{}, {"day": 0}, {"starts": 0, "ends": 0, "day": 1}, {"day": -1, "times": 2}, {"day": "x", "times": 1}]
)
def test_columns_that_make_no_shift_are_not_remembered(plain: dict[str, Any]) -> None:
    assert ShiftColumns.from_json(plain) is None


def test_columns_that_fit_no_line_are_asked_again() -> None:
    question = asked(HEAD + "Asha,16/11/2026,09:00,15:00\n", ShiftColumns(worker=2, day=0, starts=1, ends=3))
    assert question.why.code == "list_columns_do_not_fit"


def test_a_blank_name_may_mean_the_one_above() -> None:
    text = HEAD + "Asha,16/11/2026,9,3\n,17/11/2026,9,3\nTom,18/11/2026,9,3\n"
    assert [each.worker for each in read(text).shifts] == ["Asha", "Asha", "Tom"]


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day", ["3/11/2026", "03.11.26", "2026-11-03", "3 Nov 2026", "Tue 3 November 2026", "3-Nov-26"]
)
def test_dates_in_any_sensible_form(day: str) -> None:
    assert read(f"{HEAD}Asha,{day},9,3\n").shifts[0].day == date(2026, 11, 3)


def test_dates_that_cannot_be_day_first_are_asked_about() -> None:
    text = HEAD + "Asha,11/16/2026,9,3\nAsha,11/17/2026,9,3\n"
    question = asked(text)
    assert question.why.code == "list_dates_not_day_first"
    assert question.examples[0].month_first == date(2026, 11, 16)
    columns = ShiftColumns(worker=0, day=1, starts=2, ends=3, date_order=DateOrder.MONTH_FIRST)
    assert read(text, columns).shifts[0].day == date(2026, 11, 16)


def test_dates_that_run_in_order_only_month_first_are_told() -> None:
    text = HEAD + "".join(f"Asha,{day}/2026,9,3\n" for day in ("10/12", "11/01", "11/02"))
    assert [each.code for each in read(text).remarks] == ["list_dates_out_of_order"]


def test_a_weekday_that_does_not_match_makes_a_line_not_sure() -> None:
    found = read(HEAD + "Asha,Mon 17/11/2026,9,3\n")
    assert [each.code for each in found.shifts[0].doubts] == ["list_weekday_differs"]


# --- times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("9", "09:00"), ("9.30", "09:30"), ("0930", "09:30"), ("9:30pm", "21:30"), ("09:30:00", "09:30"), ("0.5", "12:00"),
     ("noon", "12:00"), ("24:00", "00:00"), ("9h30", "09:30"), ("later", None), ("25:00", None), ("9.250", None)],
)  # fmt: skip
def test_one_time_of_day(text: str, wanted: str | None) -> None:
    found = read_clock(text)
    assert (found and f"{found:%H:%M}") == wanted


@pytest.mark.parametrize(
    ("starts", "ends", "wanted"),
    [("9", "5", ("09:00", "17:00", 0)), ("22:00", "7", ("22:00", "07:00", 1)),
     ("8", "2pm next day", ("08:00", "14:00", 1)),
     ("8am", "14:00 (+1)", ("08:00", "14:00", 1)), ("09:00", "09:00", ("09:00", "09:00", 1))],
)  # fmt: skip
def test_start_and_end_are_read_together(starts: str, ends: str, wanted: tuple[str, str, int]) -> None:
    found = read_start_and_end(starts, ends)
    assert found is not None
    assert (f"{found.starts:%H:%M}", f"{found.ends:%H:%M}", found.days) == wanted


def test_start_and_length_and_a_break_make_the_end() -> None:
    found = read("Name,Date,Start,Hours,Break\nAsha,16/11/2026,9:00,6.5,30\n")
    assert short(found.shifts[0]) == "Asha 16 09:00-16:00"


def test_an_end_day_of_its_own() -> None:
    found = read("Name,Start date,Start time,End date,End time\nAsha,16/11/2026,08:00,17/11/2026,10:00\n")
    assert short(found.shifts[0]) == "Asha 16 08:00-10:00+1"


def test_a_column_that_says_it_ends_next_day() -> None:
    found = read("Name,Date,Start,End,Ends next day\nAsha,16/11/2026,08:00,10:00,yes\n")
    assert short(found.shifts[0]) == "Asha 16 08:00-10:00+1"


def test_hours_below_the_times_may_be_a_break_and_are_asked_about() -> None:
    found = read("Name,Date,Start,End,Hours\nAsha,16/11/2026,9,5,7.5\n")
    assert found.shifts[0].break_minutes == 30
    assert [each.code for each in found.shifts[0].doubts] == ["list_hours_leave_a_break"]


def test_in_the_night_the_clocks_go_back_hours_may_count_either_way() -> None:
    for hours in ("9", "10"):
        found = read(f"Name,Date,Start,End,Hours\nTom,24/10/2026,22:00,07:00,{hours}\n")
        assert not found.shifts[0].doubts
    assert read("Name,Date,Start,End,Hours\nTom,17/10/2026,22:00,07:00,10\n").shifts[0].doubts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("", 0), ("30", 30), ("0.5", 30), ("1", 60), ("0:45", 45), ("30 mins", 30), ("none", 0), ("some", None)],
)
def test_breaks(text: str, wanted: int | None) -> None:
    assert read_break(text) == wanted


def test_a_very_long_shift_is_asked_about_where_nothing_says_it_ends_next_day() -> None:
    assert [each.code for each in read(HEAD + "Asha,16/11/2026,09:00,05:00\n").shifts[0].doubts] == ["list_very_long"]
    assert not read(HEAD + "Asha,16/11/2026,09:00,08:00 next day\n").shifts[0].doubts
    assert not read(HEAD + "Asha,16/11/2026,22:00,08:00\n").shifts[0].doubts


@pytest.mark.parametrize(
    ("starts", "odd"), [("3", True), ("03:00", True), ("3am", False), ("5", True), ("05:30", False)]
)
def test_a_start_in_the_small_hours_is_asked_about(starts: str, odd: bool) -> None:
    [found] = read(f"{HEAD}Asha,16/11/2026,{starts},9:00\n").shifts
    assert [each.code for each in found.doubts] == ["list_in_the_night"] * odd


def test_times_by_the_24_hour_clock_are_taken_as_they_stand() -> None:
    found = read_two_times("11:00-10:30")
    assert found is not None
    assert (found.minutes, found.days) == (23 * 60 + 30, 1)


def test_two_times_in_one_cell() -> None:
    assert read_two_times("9-3, then tea") is None
    found = read_two_times("08:00 - 14:00 next day")
    assert found is not None
    assert found.minutes == 30 * 60


@pytest.mark.parametrize(
    ("line", "code"),
    [(",16/11/2026,9,3", "list_name_missing"), ("Asha,16/11/2026,,3", "list_start_missing"),
     ("Asha,16/11/2026,9,", "list_end_missing"), ("Asha,soon,9,3", "list_day_not_read"),
     ("Asha,31/11/2026,9,3", "list_day_not_read")],
)  # fmt: skip
def test_a_line_that_cannot_be_read_costs_no_other(line: str, code: str) -> None:
    found = read(f"{HEAD}{line}\nTom,17/11/2026,9,3\nTom,18/11/2026,9,3\nTom,19/11/2026,9,3\nTom,20/11/2026,9,3\n")
    assert [(each.place.line, each.problem.code) for each in found.refused] == [(2, code)]
    assert len(found.shifts) == 4


# --- what is no list, or a hostile one --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "list_empty"), (b"%PDF-1.7\n", "list_file_is_pdf"), (b"\x89PNG\r\n" + bytes(30), "list_file_is_picture"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "file_is_old_excel"),
     (b"PK\x03\x04" + bytes(30), "list_file_is_packed"), (bytes(range(32)) * 30, "list_not_text"),
     (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "file_is_other_spreadsheet")],
)  # fmt: skip
def test_files_that_are_no_list_say_what_to_do(data: bytes, code: str) -> None:
    found = tables_in(data, "x")
    assert isinstance(found, CannotRead)
    assert found.problem.code == code


def test_a_workbook_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"")
        packed.writestr("xl/worksheets/sheet1.xml", bytes(130 * 1024 * 1024))
    found = tables_in(held.getvalue())
    assert isinstance(found, CannotRead)
    assert found.problem.code == "list_workbook_too_large"


def test_a_damaged_workbook_is_told() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<broken")
    found = tables_in(held.getvalue())
    assert isinstance(found, CannotRead)
    assert found.problem.code == "list_workbook_damaged"


def test_fifty_thousand_lines_are_refused_kindly() -> None:
    found = tables_in((HEAD + "Asha,16/11/2026,9,3\n" * 50_000).encode())
    assert isinstance(found, CannotRead)
    assert found.problem.values == {"most": f"{shifts_grid.MOST_LINES:,}"}


def test_a_list_without_any_shift() -> None:
    found = read_shifts(tables(HEAD + "Asha,16/11/2026,off,\n"), None, TODAY)
    assert isinstance(found, CannotRead)
    assert found.problem.code == "list_without_shifts"


@pytest.mark.parametrize(
    "text", ["a", "a,b\nc,d\n", "Name\n", HEAD, "\n\n,,,\n", '"', "<table><tr><td>x</table>", "\t\t\n9\t3\n"]
)
def test_odd_texts_never_break_the_reader(text: str) -> None:
    found = tables_in(text.encode())
    if isinstance(found, list):
        read_shifts(found, None, TODAY)
        read_shifts(found, ShiftColumns(day=0, times=1), TODAY)
        ask_columns(found)


# --- rotas drawn as weeks ---------------------------------------------------------------------------------------------


def test_a_week_on_the_wall_with_days_across() -> None:
    found = read((SAMPLES / "week-on-the-wall.csv").read_bytes())
    assert [short(each) for each in found.shifts] == [
        "Asha 16 09:00-15:00", "Asha 17 09:00-13:00", "Asha 17 16:00-18:00", "Asha 19 09:00-15:00",
        "Kasia 16 15:00-21:00", "Kasia 18 09:00-15:00", "Kasia 19 15:00-21:00", "Kasia 21 10:00-14:00",
        "Tom 17 22:00-07:00+1", "Tom 22 10:00-14:00", "Asha 23 09:00-15:00",
    ]  # fmt: skip
    assert [each.text for each in found.refused] == ["Tom | Fri 20 Nov | maybe"]
    assert [each.place.line for each in found.refused] == [5]
    assert {each.problem.code for each in found.left_out} == {"list_nobody_worked"}


def test_a_week_with_names_across_and_days_down() -> None:
    found = read("Date,Asha,Kasia\n16/11/2026,9-3,3-9pm\n17/11/2026,off,9-5\n18/11/2026,,22:00-07:00\n")
    assert [short(each) for each in found.shifts] == [
        "Asha 16 09:00-15:00", "Kasia 16 15:00-21:00", "Kasia 17 09:00-17:00", "Kasia 18 22:00-07:00+1",
    ]  # fmt: skip


def test_a_list_is_not_taken_for_a_drawn_week() -> None:
    found = read("Date,Name,Shift,Notes\n16/11/2026,Asha,9-3,\n17/11/2026,Tom,9-5,\n")
    assert [short(each) for each in found.shifts] == ["Asha 16 09:00-15:00", "Tom 17 09:00-17:00"]
    found = read("Name,Start date,End date,Pay date,Times\nAsha,16/11/2026,16/11/2026,27/11/2026,9-3\n")
    assert [short(each) for each in found.shifts] == ["Asha 16 09:00-15:00"]
