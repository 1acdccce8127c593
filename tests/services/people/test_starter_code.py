"""The table of HMRC's starter checklist and P45 rules, one row a test."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.people.starter_code import StarterCode, starter_code

START = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("came_from", "started", "paper", "code", "basis", "brings"),
    [
        ("p45_this_year", START, "1131N", "1131N", "cumulative", True),
        ("p45_this_year", START, "1131N M1", "1131N", "week_one", False),
        ("p45_last_year", date(2026, 5, 24), "c1131L w1", "C1131L", "cumulative", False),
        ("p45_last_year", date(2026, 5, 25), "1131L", "1257L", "week_one", False),
        ("p45_last_year", date(2027, 1, 4), "1131L", "1257L", "week_one", False),
        ("statement_a", START, "", "1257L", "cumulative", False),
        ("statement_b", START, "", "1257L", "week_one", False),
        ("statement_c", START, "", "BR", "cumulative", False),
        ("none", START, "", "0T", "week_one", False),
        ("hmrc_notice", START, "s1257l", "S1257L", "cumulative", False),
    ],
)
def test_the_code_to_start_on(came_from: str, started: date, paper: str, code: str, basis: str, brings: bool) -> None:
    found = starter_code(came_from, started, paper)
    assert isinstance(found, StarterCode)
    assert (found.code, found.basis, found.brings_figures) == (code, basis, brings)


def test_every_reason_has_words() -> None:
    from carerdesk.catalogue.guidance import guidance
    from carerdesk.services.people.choices import CODE_SOURCES

    for came_from in CODE_SOURCES:
        for started in (date(2026, 5, 1), START):
            found = starter_code(came_from, started, "1257L")
            assert isinstance(found, StarterCode)
            assert guidance("people", found.reason).endswith(".")


def test_a_code_on_paper_that_is_none_is_a_problem() -> None:
    assert starter_code("p45_this_year", START, "12567") == Problem("tax_code", "tax_code_unknown", {"code": "12567"})


def test_a_year_that_is_not_known_is_refused() -> None:
    with pytest.raises(NoRateFor):
        starter_code("statement_a", date(2031, 9, 7))
