"""Paydays and payments to HMRC that are due."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.services.due.items import Due
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.services.pay.paydays import next_paydays

SOON = timedelta(days=10)
HMRC_SOON = timedelta(days=35)


def due_items(session: Session, today: date) -> list[Due]:
    """Paydays of the next ten days and missed ones; tax months ended or ending with something left to pay."""
    paydays = [_payday(day, names, today) for day, names in next_paydays(session, today, SOON).items()]
    hmrc = [_hmrc(period, today) for period in hmrc_periods(session) if _wants_paying(period, today)]
    return [*paydays, *hmrc]


def _payday(day: date, names: tuple[str, ...], today: date) -> Due:
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return Due(
        key=f"pay:{day.isoformat()}",
        room="pay",
        title=f"Pay {who}",
        second=f"Payday is {day_and_month(day)}.",
        day=day,
        flag="Late" if day < today else "",
        icon="banknote",
        button="Go to payday",
        takes="About three minutes",
        place={"payday": day.isoformat()},
    )


def _wants_paying(period: HmrcDue, today: date) -> bool:
    return period.left.pence > 0 and period.due - today <= HMRC_SOON


def _hmrc(period: HmrcDue, today: date) -> Due:
    return Due(
        key=f"hmrc:{period.last.isoformat()}",
        room="pay",
        title=f"Pay HMRC {period.left}",
        second=f"Tax and National Insurance to {long_date(period.last)}",
        day=period.clear_by or period.due,
        flag="Late" if period.due < today else "",
        icon="landmark",
        button="See what is due",
        place={"hmrc": period.id},
    )
