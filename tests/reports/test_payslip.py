"""Payslips say what the law asks for, add up, and print every letter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab import rl_config

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports import payslip
from tests.reports.made import LETTERS, money, reader, rendered, slip, text


def printed(*views: payslip.PayslipView) -> bytes:
    return rendered(lambda stream: payslip.write(views, stream))


def test_everything_section_8_asks_for_is_on_the_page() -> None:
    words = text(printed(slip()))
    for needed in (
        "Gross pay £1,324.80", "Income tax £71.40", "National Insurance £28.62", "Pension £33.79",
        "Total taken off £133.81", "£1,190.99", "to your bank account ending 4410 on 27 November",
        "26 October to 1 November 19 3 – 22", "2 to 8 November 19 3 1 22", "All 76 12 2 88", "QQ 12 34 56 C", "1257L",
        "Friday 27 November 2026", "Four weeks, 26 October to 22 November, tax week 34", "61.5 hours",
        "Employment Allowance covered it", "No pension contribution was taken.", "Page 1 of 1",
    ):  # fmt: skip
        assert needed in words.replace("Gross pay £1,324.80 Total", "Gross pay £1,324.80\nTotal"), needed


def test_a_period_across_new_year_stays_beside_the_employer() -> None:
    days = {"payday": date(2027, 1, 8), "first": date(2026, 12, 28), "last": date(2027, 1, 3), "length": "One week",
            "tax_period": "tax week 40"}  # fmt: skip
    page = reader(printed(slip(**days))).pages[0].extract_text(extraction_mode="layout")
    head = next(line for line in page.splitlines() if "employer for" in line)
    assert head.endswith("One week, 28 Dec 2026 to 3 Jan 2027, tax week 40")


def test_pay_in_parts_shows_each_amount_and_method() -> None:
    parts = (
        payslip.PaidPart("in cash", date(2026, 11, 26), money("190.99")),
        payslip.PaidPart("to your bank account ending 4410", date(2026, 11, 27), money("1000")),
    )
    words = text(printed(slip(paid=parts)))
    assert "£190.99 in cash on 26 November" in words
    assert "£1,000.00 to your bank account ending 4410 on 27 November" in words


@pytest.mark.parametrize(
    "wrong",
    [
        {"net": Money(119_098)},
        {"gross": Money(1)},
        {"deducted": Money(13_382)},
        {"paid": ()},
        {"extras": (payslip.PayLine("Mileage", Money(450)),)},
    ],
)
def test_a_payslip_that_does_not_add_up_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="lines make"):
        slip(**wrong)


def test_mileage_is_paid_on_top_and_shown_as_not_pay() -> None:
    paid = (payslip.PaidPart("in cash", date(2026, 11, 27), money("1195.49")),)
    view = slip(extras=(payslip.PayLine("Mileage", money("4.50"), "10 miles at 45p"),), net=money("1195.49"), paid=paid)
    words = text(printed(view))
    assert "Paid with your wage, not pay" in words
    assert "Mileage £4.50" in words


def test_several_payslips_count_their_own_pages_and_have_bookmarks() -> None:
    data = printed(slip(), slip(name="Łucja Żabińska"), slip(name="Tom Evans"))
    assert text(data).count("Page 1 of 1") == 3
    assert len(reader(data).pages) == 3
    tops = [mark for mark in reader(data).outline if not isinstance(mark, list)]
    assert [mark.title for mark in tops] == ["Payslip"] * 3


def test_every_letter_prints() -> None:
    words = text(printed(slip(name=LETTERS, employer="Siân Ŵŷn")))
    assert "Łucja Żabińska-Ŵynęś Ŷ ŵ £ − × ÷ ✓" in words
    assert "Siân Ŵŷn, employer for Jamie Marsh" in words


def test_the_same_payslip_gives_the_same_bytes() -> None:
    assert printed(slip()) == printed(slip())
    assert printed(slip()) != printed(slip(tax_code="BR"))


def test_printing_packs_its_own_pages_and_leaves_the_library_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 1)
    data = printed(slip())
    assert rl_config.useA85 == 1
    assert b"ASCII85Decode" not in data
    assert b"FlateDecode" in data


def test_forty_kinds_of_pay_run_over_pages_without_losing_one() -> None:
    pay = tuple(payslip.PayLine(f"Kind {n} of work", Money(n), f"note {n}") for n in range(1, 61))
    gross = total(row.amount for row in pay)
    paid = (payslip.PaidPart("in cash", date(2026, 11, 27), gross),)
    data = printed(slip(pay=pay, gross=gross, deductions=(), deducted=ZERO, net=gross, paid=paid))
    words = text(data)
    assert all(f"Kind {n} of work £0.{n:02d}" in words for n in range(1, 61))
    assert len(reader(data).pages) > 1
    assert f"Page 1 of {len(reader(data).pages)}" in words


def test_no_payslip_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no payslip"):
        payslip.write([], BytesIO())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.lists(st.decimals("0", "99", places=2), min_size=1, max_size=9))
def test_any_text_and_any_hours_print(words: str, hours: list[Decimal]) -> None:
    week = payslip.HoursWeek(date(2026, 12, 28), date(2027, 1, 3), tuple(hours), sum(hours, Decimal(0)))
    made = payslip.HoursPaid(tuple(f"{words[:40]} {n}" for n in range(len(hours))), (week,), tuple(hours), week.hours)
    view = slip(name=words, employer=words, notices=(words,), tax_code=words[:9], hours=made)
    assert len(reader(printed(view)).pages) >= 1
