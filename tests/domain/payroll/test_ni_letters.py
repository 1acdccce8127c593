from __future__ import annotations

from datetime import date

import pytest

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.ni_letters import age_on, ni_letter_for
from carerdesk.domain.problem import Problem
from tests.domain.payroll.made import AGES


@pytest.mark.parametrize(
    ("birth", "payday", "letter"),
    [
        (date(2010, 5, 2), date(2026, 5, 1), "X"),
        (date(2010, 5, 1), date(2026, 5, 1), "M"),
        (date(2005, 5, 2), date(2026, 5, 1), "M"),
        (date(2005, 5, 1), date(2026, 5, 1), "A"),
        (date(1940, 1, 1), date(2026, 5, 1), "C"),
        (date(1960, 4, 5), date(2026, 4, 5), "C"),
        (date(1960, 4, 5), date(2026, 4, 4), "A"),
        (date(1960, 4, 6), date(2026, 5, 5), "A"),
        (date(1960, 4, 6), date(2026, 5, 6), "C"),
        (date(1960, 7, 31), date(2026, 11, 29), "A"),
        (date(1960, 7, 31), date(2026, 11, 30), "C"),
        (date(1961, 3, 6), date(2027, 4, 5), "A"),
    ],
)
def test_age_on_the_payday_points_to_a_letter(birth: date, payday: date, letter: str) -> None:
    found = ni_letter_for(birth, payday, AGES)
    assert found is not None
    assert found.letter == letter
    assert problem_words(Problem("ni_letter", found.reason)).startswith(f"{letter}:")
    assert found.source.address


def test_a_pension_age_the_law_leaves_open_gives_no_letter() -> None:
    birth = date(1977, 10, 1)
    assert ni_letter_for(birth, date(2045, 1, 1), AGES) is None
    settled = ni_letter_for(birth, date(2045, 10, 1), AGES)
    assert settled is not None
    assert settled.letter == "C"


def test_a_birthday_on_29_february_comes_on_1_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
