"""Opening books that are there: listed, locked, sample, copied, backed up, in trouble."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from carerdesk.services.books.backups import add_backup_place, back_up_now
from carerdesk.services.books.copies import take_a_copy
from carerdesk.services.books.passwords import choose_password
from carerdesk.store.problems import DamagedBooks, DiskFull, NewerBooks
from tests.access import check_access
from tests.ui.front_door.conftest import WORDS, Entrance
from tests.user import OutOfReachError, User


@pytest.fixture
def locked(entrance: Entrance) -> Path:
    """Books with a password, closed; their recovery code lies beside them."""
    books = entrance.books()
    choose_password(books, WORDS, WORDS)
    (entrance.stick / "code").write_text(books.recovery_code())
    add_backup_place(books, entrance.stick)
    back_up_now(books)
    books.close()
    return books.folder


def test_a_wrong_password_is_said_plainly_and_stays_and_the_right_one_opens(
    entrance: Entrance, user: User, locked: Path
) -> None:
    entrance.unlock(locked)
    assert user.focus() == "Password"
    user.press("Open the books")
    assert user.sees("Enter a password.")
    user.fill("Password", "four litle words")
    user.press("Open the books")
    user.wait_until(lambda: user.sees("That password does not open these books."))
    assert user.text_in("Password") == "four litle words"
    user.press("Show password")
    user.fill("Password", WORDS)
    user.press_key("Return")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].folder == locked


def test_the_recovery_code_opens_typed_any_how(entrance: Entrance, user: User, locked: Path) -> None:
    entrance.unlock(locked)
    user.press("Use the recovery code instead")
    user.fill("Recovery code", "age-secret-key-1 nothing")
    user.press("Open the books")
    user.wait_until(lambda: user.sees("That recovery code does not open these books."))
    code = (entrance.stick / "code").read_text()
    user.fill("Recovery code", code.lower().replace(" ", ""))
    user.press("Open the books")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].opened_by_recovery_code


def test_books_on_this_computer_are_listed_and_locked_ones_ask(entrance: Entrance, user: User, locked: Path) -> None:
    open_ones = entrance.books()
    open_ones.close()
    entrance.welcome()
    user.press("Jamie Marsh 2. Last used " + _day(open_ones.folder) + ". Open")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].folder == open_ones.folder
    entrance.opened.pop().close()
    entrance.welcome()
    user.press("Jamie Marsh. Last used " + _day(locked) + ". Open")
    user.wait_until(lambda: user.sees("Use the recovery code instead"))
    user.press("Other books")
    assert user.sees("Welcome to CarerDesk")


def _day(folder: Path) -> str:
    from datetime import UTC, datetime

    from carerdesk.domain.dates import long_date

    return long_date(datetime.fromtimestamp((folder / "books.db").stat().st_mtime, UTC).astimezone().date())


def test_books_somewhere_else_are_opened_and_a_folder_without_any_is_told(
    entrance: Entrance, user: User, locked: Path
) -> None:
    moved = locked.rename(entrance.stick / locked.name)
    door = entrance.welcome()
    user.choose_files("Open books somewhere else", door.desk.files, entrance.place)
    user.wait_until(lambda: user.sees("There are no books in the folder"))
    user.press("Other books")
    user.choose_files("Open books somewhere else", door.desk.files, moved)
    user.wait_until(lambda: user.sees("Open Jamie Marsh"))
    user.fill("Password", WORDS)
    user.press("Open the books")
    user.wait_until(lambda: entrance.opened)


def test_looking_round_makes_the_sample_once_and_opens_it(entrance: Entrance, user: User) -> None:
    made: list[Path] = []

    def make() -> Path:
        books = entrance.books()
        books.close()
        made.append(books.folder.rename(entrance.place / "Sample.carerdesk"))
        return made[-1]

    entrance.welcome(sample=make)
    user.press("Look round with a made-up family")
    user.wait_until(lambda: entrance.opened)
    entrance.opened.pop().close()
    entrance.welcome(sample=make)
    assert user.sees("SAMPLE")
    user.press("Look round with a made-up family")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].name == "Sample"
    assert len(made) == 1


def test_while_the_sample_is_made_nothing_else_can_be_pressed_but_stop(entrance: Entrance, user: User) -> None:
    import threading

    go_on = threading.Event()

    def make() -> None:
        go_on.wait(20)

    entrance.welcome(sample=make)
    user.press("Look round with a made-up family")
    assert user.sees("Making the made-up family’s books")
    with pytest.raises(OutOfReachError, match="disabled"):
        user.press("Begin my own books")
    user.press("Stop: Making the made-up family’s books")
    go_on.set()
    user.wait_until(lambda: not user.sees("Making the made-up family’s books"))
    assert entrance.opened == []
    user.press("Begin my own books")


def test_a_copy_from_another_computer_is_opened(entrance: Entrance, user: User, locked: Path, tmp_path: Path) -> None:
    books = entrance.books()
    file = tmp_path / "Jamie.carerdesk-copy"
    take_a_copy(books, file, "words for the copy", "words for the copy")
    books.close()
    door = entrance.welcome()
    user.press("Open a copy")
    user.press("Open the copy")
    assert user.sees("Choose a file or folder first.")
    user.choose_files("Choose the copy", door.desk.files, file)
    assert user.sees("Jamie.carerdesk-copy")
    user.fill("Password", "wrong words")
    user.press("Open the copy")
    user.wait_until(lambda: user.sees("That password does not open these books."))
    user.fill("Password", "words for the copy")
    user.press("Open the copy")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].folder == entrance.place / "Jamie.carerdesk"


def test_damaged_books_lead_to_a_backup(entrance: Entrance, user: User, locked: Path) -> None:
    (locked / "books.db").write_bytes(b"\0" * 8192)
    door = entrance.unlock(locked)
    user.fill("Password", WORDS)
    user.press("Open the books")
    user.wait_until(lambda: user.sees("These books cannot be read whole."))
    user.press("Open a backup")
    user.choose_files("Choose the folder", door.desk.files, entrance.place)
    assert user.sees("There are no backups in the folder")
    user.choose_files("Choose the folder", door.desk.files, entrance.stick)
    user.press("Friday 20 November 2026, 12:00. Jamie Marsh. Open")
    user.fill("Password", WORDS)
    user.press("Open the backup")
    user.wait_until(lambda: entrance.opened)
    assert entrance.opened[0].quick("SELECT name FROM person") == [("Jamie Marsh",)]
    assert (locked / "books.db").read_bytes() == b"\0" * 8192


def test_books_in_use_elsewhere_are_opened_only_after_an_explanation(
    entrance: Entrance, user: User, locked: Path
) -> None:
    holder = {"host": "KITCHEN-PC", "since": "2026-11-20T09:00:00+00:00", "process": 1}
    (locked / "books.lock").write_text(json.dumps(holder))
    entrance.unlock(locked)
    user.fill("Password", WORDS)
    user.press("Open the books")
    user.wait_until(lambda: user.sees("These books are open on KITCHEN-PC, since 20 November 2026, 09:00."))
    user.press("Try again")
    user.wait_until(lambda: not user.sees("Opening the books"))
    user.press("Open them here anyway")
    assert user.sees("Two people writing in the same books at once would spoil them.")
    assert entrance.opened == []
    user.press("They are closed there: open them")
    user.wait_until(lambda: entrance.opened)


def test_books_open_in_another_window_here_are_not_taken_over(entrance: Entrance, user: User) -> None:
    books = entrance.books()
    door = entrance.make()
    door.welcome()
    entrance.show(door)
    door.open_folder(books.folder)
    user.wait_until(lambda: user.sees("open in another CarerDesk window on this computer"))
    with pytest.raises(OutOfReachError):
        user.press("Open them here anyway")
    books.close()
    user.press("Try again")
    user.wait_until(lambda: entrance.opened)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (NewerBooks(name="Jamie Marsh"), "Install the newest CarerDesk"),
        (DiskFull(), "Free some space"),
        (DamagedBooks(), "Open the latest backup"),
    ],
)
def test_each_problem_is_told_with_a_next_step(
    entrance: Entrance, user: User, problem: DamagedBooks, words: str
) -> None:
    door = entrance.make()
    door.unlock(entrance.place / "Jamie Marsh.carerdesk", problem)
    entrance.show(door)
    assert user.sees(words)
    user.press("Other books")
    assert user.sees("Welcome to CarerDesk")


def test_text_size_and_appearance_are_chosen_here_too(entrance: Entrance, user: User) -> None:
    door = entrance.welcome()
    user.menu("View", "Text size", "Larger")
    user.menu("View", "Appearance", "High contrast")
    assert (door.theme.text_size, door.theme.appearance) == (110, "contrast")


@pytest.mark.parametrize("appearance", ["light", "contrast"])
@pytest.mark.parametrize(
    "step", ["welcome", "wishes", "names", "places", "password", "code", "unlock", "trouble", "copy"]
)
def test_every_step_grants_access(entrance: Entrance, locked: Path, appearance: str, step: str) -> None:
    from typing import cast

    from carerdesk.store.books import open_books
    from carerdesk.ui.front_door.elsewhere import CopyStep
    from carerdesk.ui.front_door.locking import CodeStep, PasswordStep
    from carerdesk.ui.front_door.questions import Beginning
    from carerdesk.ui.main_window import MainWindow
    from tests.ui.front_door.conftest import CLOCK

    door = entrance.make(appearance=appearance)
    asking = Beginning(door)
    books = open_books(locked, CLOCK, password=WORDS)
    entrance.opened.append(books)
    steps: dict[str, Callable[[], None]] = {
        "welcome": door.welcome,
        "wishes": asking.ask_wishes,
        "names": asking.ask_names,
        "places": asking.ask_places,
        "password": lambda: door.show_step(PasswordStep(door, books)),
        "code": lambda: door.show_step(CodeStep(door, books)),
        "unlock": lambda: door.unlock(locked),
        "trouble": lambda: door.unlock(locked, DamagedBooks()),
        "copy": lambda: door.show_step(CopyStep(door)),
    }
    steps[step]()
    entrance.show(door)
    check_access(cast("MainWindow", door))


def test_locking_by_itself_counts_from_the_last_touch(entrance: Entrance, user: User) -> None:
    from carerdesk.ui.front_door.away import STANDING_STILL, LockWhenAway

    door = entrance.welcome()
    now, locked_at = [0.0], []
    away = LockWhenAway(door, lambda: 5, lambda: locked_at.append(now[0]), now=lambda: now[0])
    now[0] = 290.0
    user.press_key("Tab")
    now[0] = 310.0
    away.look()
    assert locked_at == []
    now[0] = 591.0
    door.setProperty(STANDING_STILL, True)
    away.look()
    assert locked_at == []
    door.setProperty(STANDING_STILL, False)
    away.look()
    assert locked_at == [591.0]
    never = LockWhenAway(door, lambda: 0, lambda: locked_at.append(-1.0), now=lambda: now[0])
    now[0] = 1e6
    never.look()
    assert locked_at == [591.0]
