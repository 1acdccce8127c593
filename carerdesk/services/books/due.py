"""What the books themselves want: a password, a place for backups, and the first things to enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.services.due.items import Due
from carerdesk.store.books import Books
from carerdesk.store.tables import Account, Funder, Setting, Worker

A_WEEK = timedelta(days=7)


def due_items(session: Session, today: date) -> list[Due]:  # noqa: ARG001 - every subject is asked alike
    """The first steps, while something is missing."""
    return _first_steps(session)


def _first_steps(session: Session) -> list[Due]:
    wishes = session.get(Setting, "wishes")
    steps = []
    if (wishes is None or "pay" in wishes.value) and not session.scalar(select(func.count(Worker.id))):
        second = "Name, pay rate and tax code. You can stop half-way and come back."
        steps.append(_first("people", "worker", "Add your first personal assistant", second, "user-plus", "Add a PA"))
    if not session.scalar(select(func.count(Funder.id)).where(Funder.kind != "own")):
        second = "The council, the NHS or another funder, and what they give."
        steps.append(_first("budget", "funder", "Say who pays for the support", second, "landmark", "Add a funder"))
    if not session.scalar(select(func.count(Account.id))):
        second = "Its name, and what stood on it on a day."
        steps.append(_first("money", "account", "Add the account the money is in", second, "wallet", "Add an account"))
    return steps


def _first(room: str, what: str, title: str, second: str, icon: str, button: str) -> Due:
    return Due(f"first:{what}", room, title, second, icon=icon, button=button, place={"add": what})


def safe_keeping(books: Books) -> list[Due]:
    """A password, a place for backups, and a backup that is not too old."""
    from carerdesk.services.books.passwords import code_is_kept
    from carerdesk.services.books.safety import safety

    state = safety(books)
    items = []
    if not state.has_password:
        second = "Anyone who can use this computer can read these books now."
        items.append(_safe("password", "Choose a password", second, "lock", "Choose a password"))
    elif not code_is_kept(books):
        second = "It opens the books if the password is forgotten. Print it, or write it down."
        items.append(_safe("recovery", "Keep the recovery code", second, "shield-check", "See the code"))
    if not state.places:
        second = "Choose a USB stick or another folder, so that nothing is lost if this computer fails."
        items.append(_safe("backups", "Choose where backups go", second, "hard-drive", "Choose a place"))
    elif state.last_backup is None or books.now() - state.last_backup > A_WEEK:
        second = "The last backup is more than a week old, or there is none yet."
        late = _safe("backups", "Back up the books", second, "hard-drive", "See the backups")
        items.append(replace(late, done="back_up", done_words="Back up now"))
    return items


def _safe(step: str, title: str, second: str, icon: str, button: str) -> Due:
    return Due(f"safe:{step}", "safe", title, second, icon=icon, button=button, place={"step": step})
