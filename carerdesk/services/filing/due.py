"""Returns to be sent: forms on paper each quarter, and EPS. A payday's own figures are asked for with the payday."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.services.due.items import Due
from carerdesk.services.filing.returns import Kind, Return, returns, route_of

LOOK_BACK: Final = timedelta(days=400)
"""Older returns are history: nobody is asked for them any more."""
SOON: Final = timedelta(days=14)


def due_items(session: Session, today: date) -> list[Due]:
    """One thing to do for each quarter's forms, and one for each EPS, once its days are over or nearly."""
    if not route_of(session):
        return []  # the payday itself says that a way of filing is to be chosen
    open_ones = [one for one in returns(session, today, today - LOOK_BACK) if _is_open(one, today)]
    by_end: dict[tuple[date, bool], list[Return]] = defaultdict(list)
    for one in open_ones:
        by_end[one.key.last, one.key.kind is Kind.EPS].append(one)
    return [_due(found, today) for found in by_end.values()]


def _is_open(one: Return, today: date) -> bool:
    """An FPS belongs to its payday. An EPS can be sent before its month ends; a form on paper only after."""
    if one.sent_on is not None or one.key.kind is Kind.FPS:
        return False
    return one.key.last < today or (one.key.kind is Kind.EPS and one.key.last - today <= SOON)


def _due(found: list[Return], today: date) -> Due:
    first = found[0]
    forms = " and ".join(dict.fromkeys(one.key.kind.shown for one in found))
    paper = first.key.kind is not Kind.EPS
    when = f"the {first.days}" if paper else first.days
    late = first.due < today
    post = f"Post by {day_and_month(first.post_by)}" if first.post_by else f"At HMRC by {day_and_month(first.due)}"
    return Due(
        key=f"return:{first.key.kind}:{first.key.last.isoformat()}",
        room="pay",
        title=f"Fill in {forms} for HMRC" if paper else "Send HMRC an EPS",
        second=f"For {when}. {post if paper else f'By {day_and_month(first.due)}'}.",
        day=first.act_by,
        flag="Late" if late else "",
        icon="landmark",
        button="See what to write" if paper else "See what to send",
        takes="About fifteen minutes" if paper else "About five minutes",
        place={"filing": found[0].key.text if len(found) == 1 else "all"},
    )
