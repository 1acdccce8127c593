"""A claim by the hour on paper: each shift, the sum, what it cost, and what is left."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.domain.money import Money
from carerdesk.reports import claim
from tests.reports.made import money, reader, rendered, text


def view(count: int) -> claim.ClaimView:
    day = date(2026, 9, 1)
    rows = tuple(
        claim.ClaimRow(day + timedelta(days=at), "Łucja Żabińska", "10:00 to 15:00", "5 h", "1 h", money("18"))
        for at in range(count)
    )
    return claim.ClaimView(
        "Access to Work", "AtW 88", "Jamie Marsh", "Helen Marsh", day, date(2026, 9, 30), date(2026, 10, 2),
        "£18.00 an hour", f"{count} h", rows, money("270"),
    )  # fmt: skip


def test_the_claim_adds_up_and_shows_the_margin() -> None:
    made = view(20)
    assert made.amount == Money.of("360.00")
    words = text(rendered(lambda stream: claim.write(made, stream)))
    for needed in (
        "Claim 1 to 30 September 2026", "Reference AtW 88", "20 h at £18.00 an hour",
        "Tue 1 Sep 2026", "Łucja Żabińska 10:00 to 15:00 5h 1h 18.00", "All 360.00",
        "Cost of these hours so far − 270.00", "Left towards the employer’s other costs 90.00", "Signed, Helen Marsh",
    ):  # fmt: skip
        assert needed in words, needed


def test_a_long_claim_goes_over_several_pages() -> None:
    assert len(reader(rendered(lambda stream: claim.write(view(120), stream))).pages) >= 3
