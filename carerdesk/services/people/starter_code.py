"""Which tax code somebody new starts on, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Source
from carerdesk.services.people import choices

_P45_OF_LAST_YEAR_HOLDS_TO = (5, 24)
_SOURCE = Source(
    "GOV.UK, Tell HMRC about a new employee: work out their tax code",
    "https://www.gov.uk/new-employee-tax-code",
    confirmed=False,
)


@dataclass(frozen=True, slots=True)
class StarterCode:
    """A tax code to start on: its basis, the key of the reason, and whether the P45's pay and tax come with it."""

    code: str
    basis: str
    reason: str
    brings_figures: bool = False
    source: Source = _SOURCE


def starter_code(came_from: str, started: date, on_paper: str = "") -> StarterCode | Problem:
    """The code for a first payday.

    A P45 of this tax year: its code, and its figures where it is cumulative. A P45 of last year: its code, cumulative,
    for a start up to 24 May; later, the emergency code on week 1/month 1. Without a P45 the starter checklist says: A
    emergency code, B the same on week 1/month 1, C BR; nobody asked: 0T on week 1/month 1. Scottish and Welsh codes
    are used only where HMRC or the P45 says so.

    Args:
        came_from: one of choices.CODE_SOURCES.
        started: the first day of the job.
        on_paper: the code on the P45 or on HMRC's notice.

    Raises:
        NoRateFor: where the emergency code is wanted for a tax year that is not known.
    """
    choices.known(came_from, choices.CODE_SOURCES)
    if came_from in {"p45_this_year", "p45_last_year", "hmrc_notice"}:
        return _from_paper(came_from, started, on_paper)
    if came_from == "statement_c":
        return StarterCode("BR", "cumulative", "starter_statement_c")
    if came_from == "none":
        return StarterCode("0T", "week_one", "starter_none")
    basis = "cumulative" if came_from == "statement_a" else "week_one"
    return StarterCode(emergency_code(started), basis, f"starter_{came_from}")


def emergency_code(day: date) -> str:
    """The code of somebody with the plain personal allowance: 1257L. Raises NoRateFor outside the known years."""
    return f"{load_rates().figure('income_tax.standard_code', day)}L"


def _from_paper(came_from: str, started: date, on_paper: str) -> StarterCode | Problem:
    late = (started.month, started.day) > _P45_OF_LAST_YEAR_HOLDS_TO or started.month < 4  # noqa: PLR2004 - April
    if came_from == "p45_last_year" and late:
        return StarterCode(emergency_code(started), "week_one", "starter_p45_last_year_late")
    code = TaxCode.read(on_paper)
    if isinstance(code, Problem):
        return code
    if came_from == "p45_last_year":
        return StarterCode(code.text, "cumulative", "starter_p45_last_year")
    basis = "week_one" if code.week_one else "cumulative"
    return StarterCode(code.text, basis, f"starter_{came_from}", came_from == "p45_this_year" and not code.week_one)
