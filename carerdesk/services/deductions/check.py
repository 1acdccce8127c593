"""Checks of what is typed about deductions and amounts paid or taken once: problems, or none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.problem import Problem
from carerdesk.services.deductions.details import ItemDetails, StandingDetails
from carerdesk.services.deductions.kinds import ITEM_PARTS, STANDING_KINDS
from carerdesk.services.people import choices

MILES: Final = ("mileage", "mileage_motorcycle", "mileage_bicycle")
WITH_CONSENT: Final = ("taken",)
WITH_DAY: Final = ("paid_already", "own_cost")
_HUNDRED: Final = Decimal(100)
_MOST_MILES: Final = Decimal(20_000)
_MOST_A_MILE: Final = Decimal(5)


def check_standing(details: StandingDetails) -> tuple[Problem, ...]:
    """Problems with a standing deduction. An agreed one is refused without the day of the worker's written consent."""
    choices.known(details.kind, STANDING_KINDS)
    own = _order(details) if details.is_order else _agreement(details)
    return (*_both(details), *own)


def _both(details: StandingDetails) -> Iterator[Problem]:
    if not details.title.strip():
        yield Problem("title", "deduction_title_missing")
    if details.last_day and details.last_day < details.first_day:
        yield Problem("last_day", "deduction_ends_before_start", {"first_day": long_date(details.first_day)})
    if details.amount is not None and details.amount <= ZERO:
        yield Problem("amount", "deduction_amount_above_nothing")
    if details.total is not None and details.total <= ZERO:
        yield Problem("total", "deduction_total_above_nothing")
    if details.total and details.amount and details.amount > details.total:
        yield Problem("amount", "deduction_above_total", {"total": str(details.total)})


def _order(details: StandingDetails) -> Iterator[Problem]:
    if details.amount is None and details.percent is None:
        yield Problem("amount", "order_needs_rate")
    if details.amount is not None and details.percent is not None:
        yield Problem("percent", "order_has_two_rates")
    if details.percent is not None and not 0 < details.percent <= _HUNDRED:
        yield Problem("percent", "order_percent_out_of_range")
    if details.protected is not None and details.protected < ZERO:
        yield Problem("protected", "protected_below_nothing")
    if details.administration < ZERO:
        yield Problem("administration", "administration_below_nothing")
    if not details.payee.strip():
        yield Problem("payee", "order_payee_missing")
    if details.made_on and details.made_on > details.first_day:
        yield Problem("made_on", "order_made_after_start", {"first_day": long_date(details.first_day)})


def _agreement(details: StandingDetails) -> Iterator[Problem]:
    """Consent in writing, before anything is taken: Employment Rights Act 1996 s.13(1) and (6)."""
    if details.amount is None:
        yield Problem("amount", "deduction_amount_missing")
    if details.consent_on is None:
        yield Problem("consent_on", "consent_missing")
    elif details.consent_on > details.first_day:
        yield Problem("consent_on", "consent_too_late", {"first_day": long_date(details.first_day)})


def check_item(details: ItemDetails) -> tuple[Problem, ...]:
    """Problems with an amount paid or taken once."""
    choices.known(details.kind, tuple(ITEM_PARTS))
    sums = _miles(details) if details.kind in MILES else _amount(details)
    return (*sums, *_days(details))


def _amount(details: ItemDetails) -> Iterator[Problem]:
    if details.amount <= ZERO:
        yield Problem("amount", "item_amount_above_nothing")


def _miles(details: ItemDetails) -> Iterator[Problem]:
    if details.quantity is None or not 0 < details.quantity <= _MOST_MILES:
        yield Problem("quantity", "item_miles_out_of_range", {"most": f"{_MOST_MILES:,}"})
    if details.rate is None or not 0 < details.rate <= _MOST_A_MILE:
        yield Problem("rate", "item_mile_rate_out_of_range", {"most": f"£{_MOST_A_MILE}"})


def _days(details: ItemDetails) -> Iterator[Problem]:
    if details.kind in WITH_DAY and details.paid_on is None:
        yield Problem("paid_on", f"{details.kind}_day_missing")
    if details.kind == "paid_already" and details.paid_on and details.paid_on > details.payday:
        yield Problem("paid_on", "paid_after_payday", {"payday": long_date(details.payday)})
    if details.kind in WITH_CONSENT:
        if details.consent_on is None:
            yield Problem("consent_on", "consent_missing")
        elif details.consent_on > details.payday:
            yield Problem("consent_on", "consent_too_late", {"first_day": long_date(details.payday)})
