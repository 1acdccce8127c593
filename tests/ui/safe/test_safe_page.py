"""Safe keeping as a person uses it, closed and opened again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from carerdesk.services.books.backups import add_backup_place, back_up_now, backup_places
from carerdesk.services.books.passwords import choose_password, code_is_kept, give_password
from carerdesk.services.books.safety import lock_minutes
from carerdesk.services.outcome import Done
from carerdesk.store.copies import open_copy
from carerdesk.store.problems import WrongPassword, WrongRecoveryCode
from carerdesk.ui.front_door.away import STANDING_STILL
from tests.access import check_access
from tests.ui.safe.conftest import CLOCK, WORDS, House
from tests.user import OutOfReachError, User

OTHERS = "four other words"


def test_the_first_password_leads_to_the_recovery_code_on_paper(house: House, user: User) -> None:
    window = house.open()
    assert user.sees("These books have no password.")
    user.press("Choose a password")
    user.fill("New password", "short")
    user.press("Use this password")
    assert user.sees("Use at least 8 characters.")
    user.fill("New password", WORDS)
    user.fill("The new password again", WORDS)
    user.press("Use this password")
    user.wait_until(lambda: user.sees("Your recovery code"))
    user.wait_until(lambda: user.sees("Password kept."))
    sheet = house.stick / "sheet.pdf"
    user.choose_files("Save a sheet to print", window.desk.files, sheet)
    assert sheet.is_file()
    user.press("I have written it down or printed it")
    assert user.sees("You have the recovery code on paper.")
    assert user.sees("Helen Marsh can open them")
    assert code_is_kept(house.books)
    house.open_again(password=WORDS)
    house.open()
    assert user.sees("You have the recovery code on paper.")


def test_a_changed_password_wants_the_old_one(house: House, user: User) -> None:
    choose_password(house.books, WORDS, WORDS)
    window = house.open("password")
    user.fill("New password", OTHERS)
    user.fill("The new password again", OTHERS)
    user.press("Change the password")
    assert user.sees("Enter a password.")
    user.fill("Password now", "wrong words")
    user.press("Change the password")
    user.wait_until(lambda: user.sees("That password does not open these books."))
    user.wait_until(window.isActiveWindow)
    assert user.text_in("New password") == OTHERS
    user.fill("Password now", WORDS)
    user.press("Change the password")
    user.wait_until(lambda: user.sees("Password changed."))
    house.open_again(password=OTHERS)


def test_whoever_forgot_the_password_comes_in_by_the_code_and_chooses_another(house: House, user: User) -> None:
    choose_password(house.books, WORDS, WORDS)
    give_password(house.books, "Tom Marsh", OTHERS, OTHERS)
    house.open_again(recovery_code=house.books.recovery_code())
    house.open("password")
    user.fill("New password", "a third choice")
    user.fill("The new password again", "a third choice")
    user.press("Change the password")
    assert user.sees("Choose whose password is changed.")
    user.choose("Whose password?", "Helen Marsh")
    user.press("Change the password")
    user.wait_until(lambda: user.sees("Password changed."))
    house.open_again(password="a third choice")
    house.open_again(password=OTHERS)


def test_a_second_person_comes_and_goes(house: House, user: User) -> None:
    choose_password(house.books, WORDS, WORDS)
    house.open()
    user.press("Give somebody else a password")
    user.press("Give them this password")
    assert user.sees("Enter the name of the person you trust.")
    user.fill("Their name", "Tom Marsh")
    user.fill("Their password", OTHERS)
    user.fill("Their password again", OTHERS)
    user.press("Give them this password")
    user.wait_until(lambda: user.sees("Helen Marsh and Tom Marsh can open them"))
    house.open_again(password=OTHERS)
    house.open()
    user.press("Take Tom Marsh’s password away")
    assert user.sees("neither can the recovery code there is now")
    user.press("Keep it")
    user.press("Take Tom Marsh’s password away")
    user.press("Take Tom Marsh’s password away")
    user.wait_until(lambda: user.sees("Your recovery code"))
    assert house.books.people() == ("Helen Marsh",)
    with pytest.raises(WrongPassword):
        house.open_again(password=OTHERS)
    house.open_again(password=WORDS)


def test_the_code_is_shown_after_the_password(house: House, user: User) -> None:
    choose_password(house.books, WORDS, WORDS)
    house.open("recovery")
    first = house.books.recovery_code().split()[1]
    assert not user.sees(first)
    user.fill("Password", "wrong words")
    user.press("Show the code")
    assert user.sees("That password does not open these books.")
    user.fill("Password", WORDS)
    user.press_key("Return")
    assert user.sees(first)
    assert not user.sees("There is a problem")


def test_a_lost_paper_is_made_worthless(house: House, user: User) -> None:
    choose_password(house.books, WORDS, WORDS)
    old = house.books.recovery_code()
    house.open()
    user.press("The paper is lost")
    assert user.sees("the lost paper opens nothing any more")
    user.press("Make a new code")
    user.wait_until(lambda: user.sees("Your recovery code"))
    assert user.sees(house.books.recovery_code().split()[1])
    with pytest.raises(WrongRecoveryCode):
        house.open_again(recovery_code=old)
    house.open_again(recovery_code=house.books.recovery_code())


def test_the_window_stands_still_while_the_key_changes(house: House, user: User) -> None:
    window = house.open("password")
    user.fill("New password", WORDS)
    user.fill("The new password again", WORDS)
    with house.books.one_writer():
        user.press("Use this password")
        assert user.sees("This must not be disturbed.")
        with pytest.raises(OutOfReachError, match="blocked by a dialog"):
            user.press("Help")
        user.press_key("Escape")
        assert user.sees("This must not be disturbed.")
        assert window.property(STANDING_STILL)
    user.wait_until(lambda: user.sees("Your recovery code"))
    assert not window.property(STANDING_STILL)
    user.press("Help")


def test_backups_are_made_practised_and_shown(house: House, user: User) -> None:
    window = house.open("backups")
    assert user.sees("If this computer breaks now, everything is lost.")
    user.choose_files("Choose a place", window.desk.files, house.stick)
    assert user.sees("Not backed up yet.")
    user.press("Back up now")
    user.wait_until(lambda: user.sees("Backed up and checked, in 1 place"))
    assert user.sees("Holds the last backup")
    user.press("Practise a restore")
    user.wait_until(lambda: user.sees("Practice restore worked"))
    assert user.sees("A practice restore worked on Friday 20 November.")
    house.open_again()
    house.open()
    assert user.sees("Backed up today 12:00, in 1 place.")
    assert user.sees("A practice restore worked on Friday 20 November.")


def test_a_place_that_is_not_plugged_in_is_said_and_can_be_removed(house: House, user: User) -> None:
    add_backup_place(house.books, house.stick)
    back_up_now(house.books)
    shutil.rmtree(house.stick)
    window = house.open("backups")
    assert user.sees("Not there now: plug it in")
    user.press("Back up now")
    user.wait_until(lambda: user.sees("This place cannot be reached."))
    user.press("Practise a restore")
    user.wait_until(lambda: user.sees("No backup can be reached now."))
    user.choose_files("Add a place", window.desk.files, house.books.folder)
    assert user.sees("This folder is inside the books themselves.")
    user.press(f"Remove the place {house.stick}")
    assert backup_places(house.books) == ()
    assert user.sees("If this computer breaks now, everything is lost.")


def test_a_copy_gets_a_password_of_its_own_and_opens_elsewhere(house: House, user: User, tmp_path: Path) -> None:
    window = house.open("copy")
    user.press("Choose where, and write the copy")
    assert user.sees("Use at least 8 characters.")
    user.fill("Password for the copy", WORDS)
    user.fill("The copy’s password again", WORDS)
    user.choose_files("Choose where, and write the copy", window.desk.files, tmp_path / "carried")
    user.wait_until(lambda: user.sees("Copy written and checked"))
    there = open_copy(tmp_path / "carried.carerdesk-copy", tmp_path / "There.carerdesk", CLOCK, password=WORDS)
    assert there.quick("SELECT name FROM person") == [("Jamie Marsh",)]
    there.close()


def test_a_copy_of_locked_books_asks_for_nothing(house: House, user: User, tmp_path: Path) -> None:
    choose_password(house.books, WORDS, WORDS)
    window = house.open("copy")
    user.choose_files("Choose where, and write the copy", window.desk.files, tmp_path / "c.carerdesk-copy")
    user.wait_until(lambda: user.sees("Copy written and checked"))
    open_copy(tmp_path / "c.carerdesk-copy", tmp_path / "There.carerdesk", CLOCK, password=WORDS).close()


def test_checked_books_agree_and_tampered_ones_do_not(house: House, user: User) -> None:
    from carerdesk.store.connection import connected, database_key

    house.open()
    user.press("Check the books")
    user.press("Check the books now")
    user.wait_until(lambda: user.sees("Everything agrees"))
    with connected(house.books.database, database_key(house.books.identity)) as connection:
        connection.execute("UPDATE person SET name = 'Somebody else'")
    user.press("Check the books now")
    user.wait_until(lambda: user.sees("1 thing does not agree"))
    assert user.sees("A record was changed behind the history’s back: name")


def test_locking_by_itself_is_chosen_once_there_is_a_password(house: House, user: User) -> None:
    window = house.open()
    window.area.verticalScrollBar().setValue(window.area.verticalScrollBar().maximum())
    assert user.sees("Locking needs a password.")
    assert isinstance(choose_password(house.books, WORDS, WORDS), Done)
    house.open_again(password=WORDS)
    house.open()
    user.choose("Lock by itself", "After 10 minutes away")
    assert user.sees("The books lock after 10 minutes away.")
    house.open_again(password=WORDS)
    assert lock_minutes(house.books) == 10
    house.open()
    assert user.is_ticked("Lock by itself: After 10 minutes away")


def test_a_link_from_this_week_opens_its_step(house: House, user: User) -> None:
    window = house.open()
    for step, title in (("password", "Choose a password"), ("backups", "Backups"), ("copy", "Take a copy")):
        window.go("safe", step=step)
        assert window.page_shown() is not None
        assert user.sees(title)
        user.press_key("Escape")
        assert user.sees("Here you see to it that nobody else reads the books")


@pytest.mark.parametrize("appearance", ["light", "contrast"])
@pytest.mark.parametrize("step", ["", "password", "trusted", "recovery", "renew", "backups", "copy", "check"])
def test_every_view_grants_access(house: House, step: str, appearance: str) -> None:
    choose_password(house.books, WORDS, WORDS)
    give_password(house.books, "Tom Marsh", OTHERS, OTHERS)
    add_backup_place(house.books, house.stick)
    check_access(house.open(step, appearance=appearance))
