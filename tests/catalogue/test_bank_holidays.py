"""Bank holidays by nation."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.catalogue.bank_holidays import NoBankHolidaysFor, bank_holidays


def test_nations_have_their_own_days() -> None:
    st_andrew = date(2026, 11, 30)
    assert bank_holidays("scotland").title_on(st_andrew) == "St Andrew’s Day"
    assert bank_holidays("england").title_on(st_andrew) is None
    assert bank_holidays("northern_ireland").title_on(date(2026, 3, 17)) == "St Patrick’s Day"


def test_england_and_wales_share_a_list() -> None:
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert bank_holidays("wales").between(*year) == bank_holidays("england").between(*year)
    assert len(bank_holidays("wales").between(*year)) == 8


def test_a_substitute_day_stands_once() -> None:
    """Boxing Day 2026 is a Saturday: the day off is Monday 28 December."""
    england = bank_holidays("england")
    assert england.title_on(date(2026, 12, 28)) == "Boxing Day"
    assert england.title_on(date(2026, 12, 26)) is None


def test_a_year_the_list_does_not_reach_is_refused() -> None:
    with pytest.raises(NoBankHolidaysFor):
        bank_holidays("england").title_on(date(2029, 1, 1))
    with pytest.raises(NoBankHolidaysFor):
        bank_holidays("england").between(date(2028, 12, 1), date(2029, 1, 31))


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="jersey"):
        bank_holidays("jersey")


@pytest.mark.parametrize("nation", ["england", "scotland", "northern_ireland"])
def test_each_list_names_its_source_and_has_days_in_every_year(nation: str) -> None:
    known = bank_holidays(nation)
    assert known.source.startswith("https://www.gov.uk/")
    for year in range(known.known_from.year, known.known_to.year + 1):
        assert len(known.between(date(year, 1, 1), date(year, 12, 31))) >= 8
