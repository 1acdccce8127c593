"""From the first page to books of one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from carerdesk.services.books.backups import backup_places
from carerdesk.services.books.passwords import code_is_kept
from carerdesk.store.books import open_books
from tests.ui.front_door.conftest import CLOCK, WORDS, Entrance
from tests.user import User


def answer_who(user: User) -> None:
    user.tick("Pay someone")
    user.press("Continue")
    user.fill("Your name", "Helen Marsh")
    user.fill("Name of the person supported", "Jamie Marsh")
    user.choose("Where do they live?", "Wales")
    user.press("Continue")


def answer_all(user: User, entrance: Entrance) -> None:
    entrance.welcome()
    user.press("Begin my own books")
    answer_who(user)
    user.press("Later")
    user.wait_until(lambda: user.sees("Choose a password"))


def test_books_are_begun_with_password_recovery_code_and_a_place_for_backups(entrance: Entrance, user: User) -> None:
    door = entrance.welcome()
    assert user.sees("CarerDesk keeps the books of a family")
    assert user.sees("Nothing leaves this computer")
    user.press("Begin my own books")
    answer_who(user)
    user.choose_files("Choose a folder", door.desk.files, entrance.stick)
    assert user.sees(str(entrance.stick))
    user.press("Continue")
    user.wait_until(lambda: user.sees("Choose a password"))
    user.fill("Password", WORDS)
    user.fill("The same password again", WORDS)
    user.press("Use this password")
    user.wait_until(lambda: user.sees("Your recovery code"))
    user.choose_files("Save a sheet to print", door.desk.files, entrance.stick / "code.pdf")
    assert (entrance.stick / "code.pdf").stat().st_size > 1000
    assert user.sees("Print it, then delete the file")
    user.press("I have written it down or printed it")
    user.wait_until(lambda: entrance.opened)
    (books,) = entrance.opened
    assert books.quick("SELECT name, nation FROM person") == [("Jamie Marsh", "wales")]
    assert books.people() == ("Helen Marsh",)
    assert [place.folder for place in backup_places(books)] == [entrance.stick]
    assert code_is_kept(books)
    code = books.recovery_code()
    books.close()
    open_books(books.folder, CLOCK, password=WORDS).close()
    open_books(books.folder, CLOCK, recovery_code=code).close()


def test_everything_can_come_later_after_a_plain_warning(entrance: Entrance, user: User) -> None:
    answer_all(user, entrance)
    user.press("Later")
    assert user.sees("anyone who can use this computer can read these books")
    assert entrance.opened == []
    user.press("Choose one now")
    assert user.focus() == "Password"
    user.press("Go on without a password")
    user.wait_until(lambda: entrance.opened)
    assert not entrance.opened[0].has_password()


def test_the_recovery_code_can_come_later(entrance: Entrance, user: User) -> None:
    answer_all(user, entrance)
    user.fill("Password", WORDS)
    user.fill("The same password again", WORDS)
    user.press_key("Return")
    user.wait_until(lambda: user.sees("Your recovery code"))
    user.press("Copy the code")
    user.press("Later")
    user.wait_until(lambda: entrance.opened)
    (books,) = entrance.opened
    assert QApplication.clipboard().text() == books.recovery_code()
    assert not code_is_kept(books)


def test_a_question_says_what_is_missing_and_answers_stay_when_going_back(entrance: Entrance, user: User) -> None:
    entrance.welcome()
    user.press("Begin my own books")
    user.press("Continue")
    assert user.sees("Choose what you want to do.")
    user.tick("Make a deputy report")
    assert user.sees("CarerDesk cannot make the report yet")
    user.press("Continue")
    user.fill("Your name", "Helen Marsh")
    user.press("Continue")
    assert user.sees("Enter the name of the person the support is for.")
    assert user.text_in("Your name") == "Helen Marsh"
    user.press("Back")
    assert user.is_ticked("Make a deputy report")
    user.press("Continue")
    assert user.text_in("Your name") == "Helen Marsh"
    user.fill("Name of the person supported", "Jamie Marsh")
    user.press_key("Return")
    user.press("Continue")
    assert user.sees("Choose a folder, or press Later.")
    user.press_key("Escape")
    assert user.text_in("Name of the person supported") == "Jamie Marsh"


def test_a_password_that_is_too_short_or_mistyped_is_told_beside_its_box(entrance: Entrance, user: User) -> None:
    answer_all(user, entrance)
    user.fill("Password", "short")
    user.fill("The same password again", "shot")
    user.press("Use this password")
    assert user.sees("Use at least 8 characters.")
    assert user.sees("The two passwords differ.")
    assert user.text_in("Password") == "short"


def test_a_door_closed_half_way_closes_the_books_too(entrance: Entrance, user: User) -> None:
    answer_all(user, entrance)
    assert entrance.door is not None
    entrance.door.close()
    assert entrance.opened == []
    open_books(entrance.place / "Jamie Marsh.carerdesk", CLOCK).close()
