"""A household with its books: the program is started on a day, used as somebody does, and shut again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from carerdesk.services.books.beginning import NewBooks
from carerdesk.services.books.first_run import begin_books
from carerdesk.services.books.verifying import verify_books
from carerdesk.store.books import Books, FixedClock, open_books
from tests.kitchen import Kitchen
from tests.printed import printed


def begin_with(place: Path, day: date, furnish: Callable[[Books], object]) -> Path:
    """Books of Helen Marsh for Jamie, furnished on a day and shut again."""
    answers = NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"}))
    with closing(begin_books(place, FixedClock(day), answers)) as books:
        furnish(books)
    return books.folder


class Household:
    """What is done in every week, by the names that stand on the screen."""

    def __init__(self, kitchen: Kitchen) -> None:
        self.kitchen, self.user = kitchen, kitchen.user

    def on(self, day: str) -> None:
        """Shut the program, and start it on another day."""
        self.kitchen.shut()
        self.begin(day)

    def begin(self, day: str) -> None:
        """Start the program on a day."""
        self.kitchen.start(day)
        self.kitchen.come_in()

    def room(self, name: str, head: str) -> None:
        """Enter a room at its first page: one that was left deep inside opens there again."""
        self.kitchen.go(name)
        if not self.user.sees(head):
            self.user.press(name)

    def worker(self, name: str) -> None:
        """The record of somebody who works."""
        self.room("People", "Who employs, who is supported, and who works.")
        self.kitchen.press_what_begins(name)

    def week_of(self, monday: str) -> None:
        """A week in the rota."""
        self.room("Rota", "Go to a date")
        self.user.fill("Go to a date", monday)
        self.user.press_key("Return")

    def save(self, button: str, name: str) -> str:
        """Save a paper, and read it back."""
        target = self.kitchen.desktop / f"{name}.pdf"
        self.kitchen.hand_over(button, target)
        self.user.wait_until(lambda: self.user.sees(f"Saved as {target.name}"), timeout=30_000)
        return printed(target)

    def confirm_hours(self, week: str) -> None:
        """The hours of a week, as they stand."""
        self.kitchen.go("This week")
        self.kitchen.see_to(f"Confirm the hours of {week}")
        self.user.press("Confirm these hours")

    def pay(self, names: str, day: str) -> str:
        """From the hours to payslips and HMRC, all questions answered with yes; what the payslips say."""
        user, kitchen = self.user, self.kitchen
        self.room("Pay", "From hours to payslips")
        (row,) = [name for name in kitchen.names(f"Pay {names}. Check hours") if f" {day} 20" in name]
        user.press(row)
        if kitchen.names("Confirm all hours"):
            user.press("Confirm all hours and check pay")
        while keep := kitchen.names("Yes, keep"):
            user.press(keep[0])
        user.press(f"Finish pay for {day}")
        (save,) = kitchen.names("Save the payslip")
        words = self.save(save, f"payslips {day}")
        if kitchen.names("I have sent the figures"):
            user.press("I have sent the figures")
        return words

    def books_are_whole(self, day: date) -> None:
        """Shut the program; every law of the books holds."""
        self.kitchen.shut()
        (folder,) = self.kitchen.place.glob("*.carerdesk")
        with closing(open_books(folder, FixedClock(day))) as books:
            assert verify_books(books) == ()
