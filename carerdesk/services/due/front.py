"""The front page: what is due and the money held, worked out after each change and kept for the next opening.

The first screen of the next start is painted from the kept page in one small query, before anything heavy is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime, done_since

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.books import Books

KEPT_AS = "front_page"
SUBJECTS = (
    "hours", "rota", "pay", "filing", "holiday", "sickness", "family_leave", "money", "funding", "evidence", "people",
    "pension", "rates", "year_end", "bureau", "books",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """Money held for one funder: weeks as text ("6.2"), limits, the free balance in pence, and the verdict in words."""

    funder: str
    tone: str
    weeks: str | None
    least: str | None
    most: str | None
    free_pence: int
    verdict: str
    within: bool


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What This week shows, as worked out on a day.

    `last` is what was done since the books were opened: what the next opening tells as "last time". `practised` says
    when a backup was last restored for practice.
    """

    day: date
    keeper: str
    person: str
    due: tuple[Due, ...]
    held: tuple[Held, ...]
    done: tuple[str, ...] = ()
    practised: str = ""
    last: LastTime | None = None

    @property
    def records_are_safe(self) -> bool:
        """Whether nothing is wanted to keep the books safe."""
        return not any(item.room == "safe" for item in self.due)


def kept_front_page(books: Books) -> FrontPage | None:
    """The page as it was worked out last, without the ORM; None where there is none."""
    rows = books.quick("SELECT value FROM setting WHERE key = ?", (KEPT_AS,))
    return _from_json(json.loads(rows[0][0])) if rows else None


def work_out_front_page(books: Books, opened_at: int | None = None) -> FrontPage:
    """Ask every subject what is due, and keep the answer. `opened_at` is the newest operation when they were opened."""
    from carerdesk.services.books.backups import practice_words
    from carerdesk.services.books.due import safe_keeping
    from carerdesk.store import settings

    with books.reading() as session:
        page = _front_page(session, books.today(), books.now())
    due, last = (*page.due, *safe_keeping(books)), _last_time(books, opened_at)
    page = replace(page, due=due, practised=practice_words(books), last=last)
    kept: settings.Choice[dict[str, Any]] = settings.Choice(KEPT_AS, dict, {}, "This week as it was worked out last.")
    settings.write(books, kept, _as_json(page))
    return page


def _last_time(books: Books, opened_at: int | None) -> LastTime | None:
    """What this opening did so far; where it did nothing, what the one before did."""
    since = done_since(books, opened_at) if opened_at is not None else None
    before = kept_front_page(books) if since is None else None
    return since or (before.last if before else None)


def _front_page(session: Session, today: date, now: datetime) -> FrontPage:
    from sqlalchemy import select

    from carerdesk.services.books.here import owner
    from carerdesk.services.due.done import done_this_week
    from carerdesk.services.funding.held import money_held
    from carerdesk.services.hours.due import confirming
    from carerdesk.store.tables import Employer, Person

    keys = owner(session)
    keeper = session.scalars(select(Employer.name).where(Employer.id == keys.employer_id)).one()
    person = session.scalars(select(Person.name).where(Person.id == keys.person_id)).one()
    asked = (item for subject in SUBJECTS for item in _due_of(subject, session, today))
    due = in_order([*confirming(session, today, now), *asked])
    return FrontPage(today, keeper, person, due, money_held(session, today), done_this_week(session, today))


def _due_of(subject: str, session: Session, today: date) -> list[Due]:
    found: list[Due] = import_module(f"carerdesk.services.{subject}.due").due_items(session, today)
    return found


def in_order(items: Iterable[Due]) -> tuple[Due, ...]:
    """Strictly by date; what has no date comes after what has."""
    return tuple(sorted(items, key=lambda item: (item.day is None, item.day or date.max)))


def _as_json(page: FrontPage) -> dict[str, Any]:
    plain = asdict(page)
    plain["day"] = page.day.isoformat()
    if page.last is not None:
        plain["last"]["day"] = page.last.day.isoformat()
    for item, due in zip(plain["due"], page.due, strict=True):
        item["day"] = due.day.isoformat() if due.day else None
        item["place"] = dict(due.place)
    return plain


def _from_json(plain: dict[str, Any]) -> FrontPage:
    due = tuple(Due(**{**item, "day": _day(item["day"])}) for item in plain["due"])
    held = tuple(Held(**item) for item in plain["held"])
    day = date.fromisoformat(plain["day"])
    practised, last = str(plain.get("practised", "")), _last_from(plain.get("last"))
    return FrontPage(day, plain["keeper"], plain["person"], due, held, tuple(plain["done"]), practised, last)


def _last_from(plain: dict[str, Any] | None) -> LastTime | None:
    if plain is None or "after" not in plain:
        return None
    return LastTime(**{**plain, "day": date.fromisoformat(plain["day"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
