"""Sickness that wants a look: still open, a fit note, an average, form SSP1, hours to cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.sickness.read import SpellView, sick
from carerdesk.services.sickness.ssp1_sheet import form_words
from carerdesk.store.tables import Sickness

ROOM = "holiday"
LATELY = timedelta(days=31)
OPEN_LONG = timedelta(days=7)
FORM_KEPT = timedelta(days=60)
SOON = timedelta(days=7)
A_DAY = timedelta(days=1)


def due_items(session: Session, today: date) -> list[Due]:
    """What each spell that is open, or ended in the last weeks, asks for."""
    mine = Sickness.person_id == owner(session).person_id
    lately = Sickness.last_day.is_(None) | (Sickness.last_day >= today - FORM_KEPT)
    ids = session.scalars(select(Sickness.worker_id).where(mine, lately).distinct())
    views = (spell for worker_id in ids for spell in sick(session, worker_id, today).spells)
    return [item for view in views if view.is_open or view.to_day >= today - FORM_KEPT for item in _of(view, today)]


def _of(view: SpellView, today: date) -> list[Due]:
    lately = view.is_open or view.to_day >= today - LATELY
    found = [_open(view, today), _average(view), _form(view)]
    if lately:
        found += [_cover(view, today), _fit_note(view), _runs_out(view, today), _comes_back(view, today)]
    return [item for item in found if item is not None]


def _item(view: SpellView, what: str, title: str, second: str, day: date | None = None, flag: str = "") -> Due:
    place = {"spell_id": view.id}
    return Due(f"sickness:{what}:{view.id}", ROOM, title, second, day, flag, icon="heart-handshake", place=place)


def _open(view: SpellView, today: date) -> Due | None:
    if not view.is_open or today - view.first < OPEN_LONG:
        return None
    title = f"Is {view.first_name} still off sick?"
    return _item(view, "open", title, f"Since {long_date(view.first)}. Say when it ended, once it has.")


def _average(view: SpellView) -> Due | None:
    if not view.asks_average or view.refused:
        return None
    title = f"Say what {view.first_name} earns in a week"
    return _item(view, "average", title, "Without it sick pay is not worked out.", view.next_payday)


def _form(view: SpellView) -> Due | None:
    if view.ssp1 is None or view.ssp1_given:
        return None
    title = f"Give {view.first_name} form SSP1"
    return _item(view, "ssp1", title, form_words(view.ssp1, view.first_name), view.ssp1.give_by)


def _cover(view: SpellView, today: date) -> Due | None:
    coming = [one for one in view.planned if one.day >= today]
    if not coming:
        return None
    count = "1 shift" if len(coming) == 1 else f"{len(coming)} shifts"
    title = f"{view.first_name} is off sick: {count} to cover"
    second = f"The first is on {day_and_month(coming[0].day)}, {coming[0].times}."
    days = {"first": view.first.isoformat(), "last": view.last.isoformat() if view.last else ""}
    item = _item(view, "cover", title, second, coming[0].day)
    return replace(item, room="rota", place={"cover": "off", "worker": view.worker_id, **days})


def _fit_note(view: SpellView) -> Due | None:
    if not view.wants_fit_note:
        return None
    title = f"Ask {view.first_name} for a fit note"
    return _item(view, "fit_note", title, guidance("sickness", "fit_note_due"))


def _runs_out(view: SpellView, today: date) -> Due | None:
    """A paper that ends within a week, or has ended, while the sickness goes on; not beside the wish for a fit note."""
    until = view.notes_kept.until
    if until is None or not view.is_open or until > today + SOON or view.wants_fit_note:
        return None
    word = "ran out" if until < today else "runs out"
    title = f"{view.first_name}’s fit note {word} on {day_and_month(until)}"
    second = "Ask for a new one, or say when the sickness ends."
    return _item(view, "runs_out", title, second, until)


def _comes_back(view: SpellView, today: date) -> Due | None:
    """The first day back after an absence that went on beyond a PA's own word, or that ends ahead."""
    if view.last is None or view.continues:
        return None
    back = view.last + A_DAY
    if not back - SOON <= today <= back or (back - view.first < SOON and view.last <= today):
        return None
    title = f"{view.first_name} comes back to work on {day_and_month(back)}"
    return _item(view, "back", title, guidance("sickness", "comes_back"), back)
