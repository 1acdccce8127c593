"""Who may open the books: passwords, a second trusted person, and the recovery code.

Setting the first password, taking somebody's away and renewing the code make a new key. That needs nobody to be
reading the books for a moment, so these wait a little for whoever still does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.services.books.steps import Progress, unseen
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store import settings
from carerdesk.store.books import Books
from carerdesk.store.problems import KnownProblem, StillReading, WrongPassword

if TYPE_CHECKING:
    from carerdesk.store.backup import Reached

LEAST_PASSWORD = 8
SAFETY = frozenset({"safety"})
_TRIES, _BETWEEN = 25, 0.2  # seconds: a page that is being worked out has long ended by then
_KEPT_FOR = settings.Choice("recovery.kept_for", str, "", "The public key whose recovery code is on paper.")


def password_problems(new: str, again: str) -> tuple[Problem, ...]:
    """What is wrong with a new password typed twice; the fields are `new` and `again`."""
    problems = []
    if len(new) < LEAST_PASSWORD:
        problems.append(Problem("new", "password_too_short", {"least": str(LEAST_PASSWORD)}))
    if new != again:
        problems.append(Problem("again", "passwords_differ"))
    return tuple(problems)


def choose_password(
    books: Books, new: str, again: str, old: str | None = None, *, person: str = "", progress: Progress = unseen
) -> Outcome:
    """The first password, or another one for whoever knows the old one.

    Books opened with the recovery code need no old password; `person` says whose it is where several have one.
    """
    if problems := password_problems(new, again):
        return Rejected(problems)
    from carerdesk.store.access import set_password

    first = not books.has_password()
    whose = person or (keeper(books) if first else "")
    said = "Password kept. It is asked for from now on." if first else "Password changed."

    def act() -> Reached:
        return set_password(books, new, old, person=whose, progress=progress)

    return _keyed(act, said, progress, field="old")


def keeper(books: Books) -> str:
    """Who keeps the books, by name; "" before they are begun."""
    rows = books.quick("SELECT name FROM employer ORDER BY id LIMIT 1")
    return str(rows[0][0]) if rows else ""


def trusted_problems(books: Books, name: str, new: str, again: str) -> tuple[Problem, ...]:
    """What is missing before somebody else can have a password; the fields are `name`, `new` and `again`."""
    problems = [] if name.strip() else [Problem("name", "trusted_name_missing")]
    problems += password_problems(new, again)
    if not books.has_password():
        problems.append(Problem("", "first_password_missing"))
    return tuple(problems)


def give_password(books: Books, name: str, new: str, again: str, *, progress: Progress = unseen) -> Outcome:
    """A second, trusted person gets a password of their own. The books must have a first one."""
    if problems := trusted_problems(books, name, new, again):
        return Rejected(problems)
    from carerdesk.store.access import add_person

    def act() -> Reached:
        return add_person(books, name.strip(), new, progress=progress)

    return _keyed(act, f"{name.strip()} can open the books with their own password.", progress, field="name")


def take_password_away(books: Books, name: str, *, progress: Progress = unseen) -> Outcome:
    """Somebody may not open the books any more. The recovery code changes with it."""
    from carerdesk.store.access import remove_person

    def act() -> Reached:
        return remove_person(books, name, progress=progress)

    said = f"{name} cannot open the books any more. There is a new recovery code."
    return _keyed(act, said, progress)


def renew_recovery_code(books: Books, *, progress: Progress = unseen) -> Outcome:
    """A new recovery code, because the paper was lost; passwords stay."""
    from carerdesk.store.access import renew_key

    def act() -> Reached:
        return renew_key(books, progress=progress)

    return _keyed(act, "There is a new recovery code. The old paper opens nothing any more.", progress)


def _keyed(act: Callable[[], Reached], said: str, progress: Progress, *, field: str = "") -> Outcome:
    try:
        reached = _once_nobody_reads(act, progress)
    except StillReading as problem:
        return Rejected((Problem("", problem.code),))
    except KnownProblem as problem:
        return Rejected((Problem(field, problem.code, problem.values),))
    return Done(f"{said}{_left_behind(reached)}", SAFETY)


def _once_nobody_reads(act: Callable[[], Reached], progress: Progress) -> Reached:
    waiting = threading.Event()
    for _ in range(_TRIES):
        try:
            return act()
        except StillReading:
            progress("reading", 0, 0)
            waiting.wait(_BETWEEN)
    return act()


def _left_behind(reached: Reached) -> str:
    if not reached.unreached:
        return ""
    places = ", ".join(str(each.place) for each in reached.unreached)
    return f" Backups in {places} could not be reached and still open with the old key."


def needs_asking(books: Books) -> bool:
    """Whether the password is asked for again before the recovery code is shown."""
    return books.has_password() and not books.opened_by_recovery_code


def recovery_code(books: Books, password: str | None = None) -> tuple[str, ...] | Rejected:
    """The recovery code in its groups, for whoever knows a password of the books."""
    if needs_asking(books):
        from carerdesk.store import keys

        try:
            keys.unlock(books.keyring(), password or "")
        except WrongPassword as problem:
            return Rejected((Problem("password", problem.code),))
    return tuple(books.recovery_code().split())


def new_recovery_code(books: Books) -> tuple[str, ...]:
    """The code made this moment, for whoever made it: they have just shown who they are."""
    return tuple(books.recovery_code().split())


def code_is_kept(books: Books) -> bool:
    """Whether somebody said that the recovery code of today is on paper."""
    return settings.read(books, _KEPT_FOR) == books.keyring().public


def keep_that_code_is_kept(books: Books) -> Outcome:
    """The recovery code was written down or printed. A new code asks again."""
    settings.write(books, _KEPT_FOR, books.keyring().public)
    return Done("Kept: the recovery code is on paper.", SAFETY)
