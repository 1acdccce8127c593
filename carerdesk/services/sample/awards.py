"""What the two funders give: about what the support costs, looked at again each April."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from carerdesk.domain.funding.awards import Every, weekly_amount
from carerdesk.domain.funding.ending import notice_weeks, redundancy_weeks
from carerdesk.domain.money import Money
from carerdesk.services.sample import family
from carerdesk.services.sample.calendar import Span, year_of
from carerdesk.services.sample.rota import COUNCIL_MINUTES, NHS_MINUTES
from carerdesk.services.sample.words import hourly

AWARDED: Mapping[str, tuple[str, int]] = {
    "council": (Every.FOUR_WEEKS.value, COUNCIL_MINUTES),
    "nhs": (Every.MONTH.value, NHS_MINUTES),
}
CONTRIBUTION = Money.of(101)
TARGET_WEEKS: Mapping[str, Decimal] = {"council": Decimal("5.6"), "nhs": Decimal("4.5")}
AGENCY_TIMES = Decimal("1.35")
_WITH_HOLIDAY = Decimal("1.13")
_OUTINGS, _SUPPLIES, _COVER, _NIGHT_A_WEEK = Decimal(34), Decimal(7), Decimal(8), Decimal("20.50")
_OWN_AT_FIRST = Money.of(240)
_MORE_ASIDE_A_WEEK = {"council": Decimal(10), "nhs": Decimal(3)}
_FOUR = 4


def contribution(whose: str) -> Money | None:
    """What Jamie pays in each month beside the council's money; the NHS asks for nothing."""
    return CONTRIBUTION if whose == "council" else None


def weekly_cost(whose: str, day: date, *, from_agency: bool) -> Decimal:
    """About what a week of the support costs a funder on a day, in pounds."""
    asha, kasia, tom = (hourly(who, year_of(day)) for who in ("asha", "kasia", "tom"))
    if whose == "council":
        work, rest = asha * 18 + (kasia + Decimal("0.40")) * Decimal("6.7"), _OUTINGS + _COVER
    else:
        work, rest = asha * 2 + (kasia + 1) * 3 + tom * 4 + (tom + 1) * 3, _SUPPLIES + _NIGHT_A_WEEK
    return (work * AGENCY_TIMES if from_agency else work * _WITH_HOLIDAY) + rest


def amount_for(whose: str, day: date, span: Span, spent: Decimal | None = None) -> Money:
    """What a funder gives from a day on, in whole pounds: a week's cost for its four weeks or month, and a little over.

    `spent` is what a week has cost, where a year of it is known.
    """
    weekly = (spent or weekly_cost(whose, day, from_agency=day < span.payroll_from)) + _MORE_ASIDE_A_WEEK[whose]
    if whose == "council":
        return Money.of(((weekly - CONTRIBUTION.pounds * 12 / 52) * _FOUR).quantize(Decimal(1)))
    return Money.of((weekly * 52 / 12).quantize(Decimal(1)))


def first_amount(whose: str, span: Span) -> Money:
    """What a funder gives when the books begin."""
    return amount_for(whose, span.first, span)


def held_at_first(span: Span) -> Mapping[str, Money]:
    """What stood on the account at the start for each funder: some weeks, and what was set aside."""
    found = {"own": _OWN_AT_FIRST}
    for whose, who, share in (("council", "asha", Decimal("0.9")), ("nhs", "tom", Decimal(1))):
        weekly = weekly_amount(first_amount(whose, span), Every(AWARDED[whose][0]))
        assert weekly is not None
        aside = _aside(who, span) * share + weekly.pounds * Decimal("0.6")
        found[whose] = Money.of((weekly.pounds * TARGET_WEEKS[whose] + aside).quantize(Decimal("0.01")))
    return found


def _aside(who: str, span: Span) -> Decimal:
    """Notice and redundancy pay of somebody with fixed hours, and some holiday, about as it stands at the start."""
    since, born = family.started(who, span), family.details(who, span).born
    assert born is not None
    if span.from_agency:
        return Decimal(0)
    weeks = notice_weeks(since, span.first) + redundancy_weeks(since, born, span.first)
    return hourly(who, year_of(span.first)) * family.WEEKLY_MINUTES[who] / 60 * (weeks + 1)
