"""Paydays and payments to HMRC that are due."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.services.pay.paydays import next_paydays, paydays_with_something
from carerdesk.services.pay.working_days import when_to_send
from carerdesk.store.tables import Employer, PayRun

SOON = timedelta(days=10)
HMRC_SOON = timedelta(days=35)
FILED_SINCE = timedelta(days=35)


def due_items(session: Session, today: date) -> list[Due]:
    """Paydays of the next ten days, missed ones with something to pay, and tax months with something left to pay."""
    coming = next_paydays(session, today, SOON)
    something = paydays_with_something(session, coming)
    paydays = [
        _payday(day, names, today, when_to_send(session, day), empty=day not in something)
        for day, names in coming.items()
        if day >= today or day in something
    ]
    hmrc = [_hmrc(period, today) for period in hmrc_periods(session) if _wants_paying(period, today)]
    return [*paydays, *_not_filed(session, today), *hmrc]


def _not_filed(session: Session, today: date) -> list[Due]:
    """Paydays that are finished and whose figures nobody has said were sent. On paper they go once a quarter."""
    here = owner(session)
    route = session.get_one(Employer, here.employer_id).filing_route
    if route == "paper":
        return []
    run = PayRun
    wanted = select(run.payday).where(
        run.person_id == here.person_id, run.filed_on.is_(None), run.payday >= today - FILED_SINCE
    )
    paydays = session.scalars(wanted.distinct().order_by(run.payday))
    return [_filing(payday, today, bureau=route == "bureau") for payday in paydays]


def _filing(payday: date, today: date, *, bureau: bool) -> Due:
    return Due(
        key=f"file:{payday.isoformat()}",
        room="pay",
        title="Send your bureau the figures" if bureau else "Send HMRC the figures",
        second=f"For the payday of {day_and_month(payday)}",
        day=payday,
        flag="Late" if payday < today else "",
        icon="landmark",
        button="Go to payday",
        takes="About five minutes",
        place={"payday": payday.isoformat()},
    )


def _payday(day: date, names: tuple[str, ...], today: date, send: str, *, empty: bool) -> Due:
    said = f"Payday is {day_and_month(day)}.{' No hours are entered yet.' if empty else ''}"
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return Due(
        key=f"pay:{day.isoformat()}",
        room="pay",
        title=f"Pay {who}",
        second=" ".join(part for part in (said, send if day >= today else "") if part),
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
    so_far = ", so far" if period.last >= today else ""
    return Due(
        key=f"hmrc:{period.last.isoformat()}",
        room="pay",
        title=f"Pay HMRC {period.left}",
        second=f"Tax and National Insurance to {long_date(period.last)}{so_far}",
        day=period.clear_by or period.due,
        flag="Late" if period.due < today else "",
        icon="landmark",
        button="See what is due",
        place={"hmrc": period.id},
    )
