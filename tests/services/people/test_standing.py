from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.services.people.details import Rate, Tax
from carerdesk.services.people.records import Kept
from carerdesk.services.people.standing import rates_stand, taxes_stand

TODAY = date(2026, 11, 20)


def rate(kind: str, day: date) -> Kept[Rate]:
    return Kept(1, Rate(kind, day, Decimal(13)))


def test_a_newer_rate_of_the_same_kind_ends_the_older_the_day_before() -> None:
    rates = (
        rate("normal", date(2026, 12, 1)),
        rate("normal", date(2026, 11, 2)),
        rate("sleep_in", date(2026, 9, 7)),
        rate("normal", date(2026, 9, 7)),
    )
    assert rates_stand(rates, TODAY) == ("Not yet", "Now", "Now", "Until 1 November 2026")


def test_tax_details_of_today_hold_from_today() -> None:
    taxes = tuple(Kept(1, Tax(day, "BR", "cumulative", "A")) for day in (TODAY, date(2026, 4, 6)))
    assert taxes_stand(taxes, TODAY) == ("Now", "Until 19 November 2026")
    assert taxes_stand((), TODAY) == ()
