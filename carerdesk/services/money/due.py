"""What the money room wants done: papers, sorting, matching, and a statement when the last one is old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.money.matching import suggestions_in, surest
from carerdesk.services.money.proof import TO_MATCH, UNPROVED, UNSORTED, need_values
from carerdesk.services.money.register import Show

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ROOM = "money"
STATEMENT_IS_OLD = timedelta(days=35)
_ICONS = {Show.NEED_PAPER: "paperclip", Show.NOT_SORTED: "wallet", Show.NOT_MATCHED: "banknote"}
_WHERE = {
    Show.NOT_SORTED: UNSORTED,
    Show.NOT_MATCHED: f"{UNPROVED} AND {TO_MATCH}",
    Show.NEED_PAPER: f"{UNPROVED} AND NOT {TO_MATCH}",
}


def due_items(session: Session, today: date) -> list[Due]:
    """One item for each kind of waiting line, and one for each open account whose lines end too long ago."""
    waiting = [item for show in _WHERE if (item := _waiting(session, show))]
    return [*_old_statements(session, today), *waiting]


def _waiting(session: Session, show: Show) -> Due | None:
    count = _count(session, show)
    if not count:
        return None
    which = "one" if count == 1 else "many"
    act, words = _at_once(session, count) if show is Show.NOT_MATCHED else ("", "")
    return Due(
        key=f"money:{show}",
        room=ROOM,
        title=guidance("money", f"due_{show}_{which}", count=f"{count:,}"),
        second=guidance("money", f"due_{show}_second"),
        icon=_ICONS[show],
        button=guidance("money", f"due_{show}_button"),
        place={"show": str(show)},
        done=act,
        done_words=words,
    )


def _at_once(session: Session, count: int) -> tuple[str, str]:
    """Matching every line there is no doubt about, in one press."""
    sure = len(surest(suggestions_in(session)))
    if not sure:
        return "", ""
    if sure == count:
        return "match_lines", "Match it" if count == 1 else f"Match all {count}"
    return "match_lines", f"Match {sure} of {count}"


def _count(session: Session, show: Show) -> int:
    with_need, need = need_values()
    sql = (
        f"WITH {with_need} SELECT COUNT(DISTINCT s.bank_line_id) FROM split s"  # noqa: S608 - our own words
        f" WHERE s.person_id = ? AND {_WHERE[show]}"
    )
    found = session.connection().exec_driver_sql(sql, (*need, owner(session).person_id)).scalar_one()
    return int(found)


def _old_statements(session: Session, today: date) -> list[Due]:
    from sqlalchemy import func, select

    from carerdesk.store.tables import Account, BankLine

    query = (
        select(Account.id, Account.name, func.max(BankLine.day))
        .join(BankLine, BankLine.account_id == Account.id)
        .where(Account.person_id == owner(session).person_id, Account.closed_on.is_(None), Account.kind != "cash")
        .group_by(Account.id, Account.name)
        .order_by(Account.id)
    )
    every = session.execute(query)
    return [_old(account_id, name, last) for account_id, name, last in every if today - last > STATEMENT_IS_OLD]


def _old(account_id: int, name: str, last: date) -> Due:
    return Due(
        key=f"money:statement:{account_id}",
        room=ROOM,
        title=guidance("money", "due_statement", account=name),
        second=guidance("money", "due_statement_second", day=long_date(last)),
        day=last + STATEMENT_IS_OLD,
        icon="upload",
        button=guidance("money", "due_statement_button"),
        takes=guidance("money", "due_statement_takes"),
        place={"account": account_id, "step": "bring_in"},
    )
