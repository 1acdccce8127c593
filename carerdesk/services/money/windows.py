"""Between which days a payment is looked for. Wide enough for weekends and slow banks, narrow enough to be right."""

from __future__ import annotations

from datetime import date, timedelta

NEAR = timedelta(days=10)
BILL_TERMS = timedelta(days=30)


def payslip_window(payday: date) -> tuple[date, date]:
    """Ten days either side of payday."""
    return payday - NEAR, payday + NEAR


def hmrc_window(last_day: date, due: date) -> tuple[date, date]:
    """From ten days before the period's end to ten days after the payment is due."""
    return last_day - NEAR, due + NEAR


def pay_over_window(first_day: date, due: date) -> tuple[date, date]:
    """From the first day of the month to ten days after it is due: a provider may collect as soon as pay is agreed."""
    return first_day, due + NEAR


def bill_window(received: date, due: date | None) -> tuple[date, date]:
    """From ten days before a bill was written down to ten days after it is due: thirty days where it does not say."""
    return received - NEAR, max(received, due or received + BILL_TERMS) + NEAR
