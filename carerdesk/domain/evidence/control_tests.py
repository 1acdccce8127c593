"""The twelve tests an auditor makes, on one funder and period."""

from __future__ import annotations

from carerdesk.domain.evidence.due_tests import contribution_paid, liabilities_paid, weeks_within_limits
from carerdesk.domain.evidence.money_tests import (
    nobody_paid_on_the_side,
    spends_point_to_plan,
    spends_proved,
    statements_agree,
    wages_agree,
)
from carerdesk.domain.evidence.records import Records
from carerdesk.domain.evidence.results import ControlResult
from carerdesk.domain.evidence.words import ControlWords
from carerdesk.domain.evidence.work_tests import (
    hours_agree,
    hours_within_plan,
    insured_while_working,
    relatives_agreed,
)

TWELVE = (
    statements_agree,
    wages_agree,
    hours_agree,
    hours_within_plan,
    liabilities_paid,
    contribution_paid,
    insured_while_working,
    nobody_paid_on_the_side,
    spends_point_to_plan,
    weeks_within_limits,
    relatives_agreed,
    spends_proved,
)


def control_tests(records: Records, words: ControlWords) -> tuple[ControlResult, ...]:
    """All twelve, in their order. `words` come from the catalogue."""
    return tuple(test(records, words) for test in TWELVE)
