"""Timesheets, payment lists and HMRC figures: what the view says is what the paper says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.reports import hmrc_figures, payment_list, timesheet
from tests.reports.made import LETTERS, money, reader, rendered, text


def shift(n: int, **changes: object) -> timesheet.TimesheetLine:
    day = date(2026, 10, 26) + timedelta(days=n)
    made = timesheet.TimesheetLine(day, "09:00", "16:30", 30, "Ordinary", Decimal(7))
    return replace(made, **changes)  # type: ignore[arg-type]


def sheet(lines: tuple[timesheet.TimesheetLine, ...]) -> timesheet.TimesheetView:
    return timesheet.TimesheetView(
        "Helen Marsh", "Jamie Marsh", "Łucja Żabińska", "4", date(2026, 10, 26), date(2026, 11, 22), "TS-7K4Q-2F",
        lines,
        (("Ordinary hours", "14"), ("Sleep-in nights", "1")), Decimal("14.5"), "Agreed on 23 November 2026",
    )  # fmt: skip


def test_a_timesheet_lists_each_shift_night_and_call_out() -> None:
    night = shift(2, start="22:00", end="07:00 next day", break_minutes=0, kind="Sleep-in", counted="1 night",
                  note="Call-out 02:10 to 02:40, 0.5 hours")  # fmt: skip
    words = text(rendered(lambda stream: timesheet.write([sheet((shift(0), shift(1), night))], stream)))
    for needed in (
        "Mon 26 Oct 2026 09:00 16:30 30 min Ordinary 7", "Wed 28 Oct 2026 22:00 07:00 next day – Sleep-in 1 night",
        "Call-out 02:10 to 02:40, 0.5", "Hours 14.5", "Sleep-in nights 1", "Signed by the PA, Łucja Żabińska",
        "Signed by the employer, Helen Marsh", "Reference TS-7K4Q-2F", "Łucja Żabińska · Helen Marsh · TS-7K4Q-2F",
        "Agreed on 23 November 2026",
    ):  # fmt: skip
        assert needed in words, needed


def test_a_long_timesheet_repeats_its_heads_and_its_reference() -> None:
    data = rendered(lambda stream: timesheet.write([sheet(tuple(shift(n) for n in range(120)))], stream))
    pages = [page.extract_text() for page in reader(data).pages]
    assert len(pages) >= 3
    assert all("TS-7K4Q-2F" in page for page in pages)
    assert text(data).count("Day Start End Break Kind, and note Hours") >= 3


@pytest.mark.parametrize("count", [1, 4, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 25, 40, 55])
def test_signatures_stand_with_the_last_shifts(count: int) -> None:
    data = rendered(lambda stream: timesheet.write([sheet(tuple(shift(n) for n in range(count)))], stream))
    (signed,) = [page for page in reader(data).pages if "Signed by the PA" in page.extract_text()]
    assert signed.extract_text().count("16:30") >= min(count, 4)


def test_a_sheet_that_is_not_complete_does_not_say_that_it_is() -> None:
    whole = sheet((shift(0),))
    assert timesheet.COMPLETE in text(rendered(lambda stream: timesheet.write([whole], stream)))
    part = text(rendered(lambda stream: timesheet.write([replace(whole, lacks="1 shift is not confirmed.")], stream)))
    assert "This sheet is not complete. 1 shift is not confirmed." in part
    assert timesheet.COMPLETE not in part


def test_no_timesheet_and_no_shift() -> None:
    with pytest.raises(ValueError, match="no timesheet"):
        timesheet.write([], None)  # type: ignore[arg-type]
    assert "No shifts in this period." in text(rendered(lambda stream: timesheet.write([sheet(())], stream)))


def payments(*lines: payment_list.PaymentLine) -> payment_list.PaymentListView:
    due = payment_list.HmrcPayment("Tax month 8", money("100.02"), date(2026, 12, 22), "123PA00045678 2708")
    return payment_list.PaymentListView(
        "Helen Marsh", "Jamie Marsh", "Own account ending 4471", date(2026, 11, 27), lines, (due,)
    )


def test_the_payment_list_adds_up_and_names_what_hmrc_gets_by_when() -> None:
    payday = date(2026, 11, 27)
    view = payments(
        payment_list.PaymentLine(LETTERS[:25], "20-45-77", "31224410", money("1190.99"), "PAY NOV", payday),
        payment_list.PaymentLine("Tom Evans", "", "", money("24.80"), "", payday, "in cash"),
    )
    assert view.total == money("1215.79")
    words = text(rendered(lambda stream: payment_list.write(view, stream)))
    for needed in (
        "20-45-77 31224410 PAY NOV 27 Nov 2026 1,190.99", "Tom Evans – – – 27 Nov 2026 24.80", "in cash",
        "All 1,215.79",
        "£1,215.79", "HMRC comes on top: £100.02 by 22 December 2026.",
        "Tax month 8 123PA00045678 2708 22 December 2026 100.02", LETTERS[:14],
    ):  # fmt: skip
        assert needed in words, needed


def figures(**changes: object) -> hmrc_figures.PersonFigures:
    person = hmrc_figures.PersonFigures(
        "Asha Rahman", "3", money("1350"), money("1350"), money("60.20"), money("24.16"), money("139.95"),
        money("139.95"),
    )  # fmt: skip
    return replace(person, **changes)  # type: ignore[arg-type]


def view(*people: hmrc_figures.PersonFigures, before: Money = ZERO) -> hmrc_figures.HmrcView:
    return hmrc_figures.HmrcView(
        "Helen Marsh", "Jamie Marsh", "123/AB45678", "123PA00045678", "Tax month 8", date(2026, 11, 6),
        date(2026, 12, 5), people, date(2026, 12, 22), before,
    )  # fmt: skip


def test_the_worked_month_comes_to_84_36_for_hmrc() -> None:
    assert view(figures()).due == money("84.36")
    words = text(rendered(lambda stream: hmrc_figures.write(view(figures()), stream)))
    assert "Asha Rahman 1,350.00 1,350.00 60.20 24.16 139.95 139.95 84.36" in words
    assert "Less Employment Allowance − 139.95" in words
    assert "Due by 22 December 2026 84.36" in words


def test_loans_statutory_pay_and_what_was_left_over_change_what_is_due() -> None:
    made = view(figures(loans=Money(1200), recovered=Money(20_000)), before=Money(-1))
    assert made.due == Money(8436 + 1200 - 20_000 - 1)
    words = text(rendered(lambda stream: hmrc_figures.write(made, stream)))
    assert "paid too much: HMRC owes this to you" in words
    for needed in ("loans 12.00", "Less statutory pay got back − 200.00", "Left over from before − 0.01", "− 103.65"):
        assert needed in words, needed


def test_nobody_paid_is_said() -> None:
    assert "Nobody was paid in this period." in text(rendered(lambda stream: hmrc_figures.write(view(), stream)))
