"""The first questions, one a page, then the books, a password and the recovery code. Answers stay when going back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NATIONS, WISHES, NewBooks
from carerdesk.services.books.first_run import begin_books, missing, place_problems
from carerdesk.services.outcome import Rejected
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow, TickField
from carerdesk.ui.widgets.fields import TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.domain.problem import Problem
    from carerdesk.ui.front_door.door import FrontDoor


@dataclass
class Answers:
    """What was answered so far."""

    wishes: set[str] = field(default_factory=set)
    keeper: str = ""
    person: str = ""
    nation: str = "england"
    backups: Path | None = None

    def as_new_books(self) -> NewBooks:
        """As the service takes them."""
        return NewBooks(self.keeper, self.person, frozenset(self.wishes), self.nation)


class Beginning:
    """Leads from one question to the next."""

    def __init__(self, door: FrontDoor) -> None:
        self._door, self.answers = door, Answers()

    def ask_wishes(self) -> None:
        """The first question."""
        self._door.show_step(WishesStep(self._door, self.answers, self._door.welcome, self.ask_names))

    def ask_names(self) -> None:
        """The second question."""
        self._door.show_step(NamesStep(self._door, self.answers, self.ask_wishes, self.ask_places))

    def ask_places(self) -> None:
        """The third question; its answer makes the books."""
        self._door.show_step(PlacesStep(self._door, self.answers, self.ask_names, self._begun))

    def _begun(self, books: Books) -> None:
        from carerdesk.ui.front_door.locking import PasswordStep

        self._door.hold(books)
        self._door.show_step(PasswordStep(self._door, books))


class _Question(Step):
    """One question with Back and Continue; leaving it either way keeps what was typed."""

    def __init__(self, door: FrontDoor, answers: Answers, back: Callable[[], object]) -> None:
        super().__init__(door)
        self.answers, self._back = answers, back

    def keep(self) -> None:
        """Put what was typed into the answers."""
        raise NotImplementedError

    def faults(self) -> tuple[Problem, ...]:
        """What is missing of this question's answers."""
        raise NotImplementedError

    def go_back(self) -> None:
        """The question before."""
        self.keep()
        self._back()

    def go_on(self, onward: Callable[[], object]) -> None:
        """The next question, where nothing is missing here."""
        self.keep()
        if faults := self.faults():
            self.desk.report(Rejected(faults), self.fields)
        else:
            onward()


class WishesStep(_Question):
    """What the books are to do: any of three things."""

    def __init__(
        self, door: FrontDoor, answers: Answers, back: Callable[[], object], onward: Callable[[], object]
    ) -> None:
        super().__init__(door, answers, back)
        self._ticks = {wish: TickField(*self._words(wish)) for wish in WISHES}
        for wish, tick in self._ticks.items():
            tick.set_value(wish in answers.wishes)
        self.fields = {"wishes": self._ticks[WISHES[0]]}
        proceed = Button(self.tr("Continue"), "primary", act=lambda: self.go_on(onward))
        card = Card("", *self._ticks.values(), gap="l")
        self.ask(
            self.tr("What do you want to do?"),
            guidance("front_door", "wishes_why"),
            card,
            self.buttons(proceed),
            back=self.go_back,
        )

    @staticmethod
    def _words(wish: str) -> tuple[str, str]:
        return guidance("front_door", f"wish_{wish}"), guidance("front_door", f"wish_{wish}_hint")

    def keep(self) -> None:
        self.answers.wishes = {wish for wish, tick in self._ticks.items() if tick.value()}

    def faults(self) -> tuple[Problem, ...]:
        return missing(self.answers.as_new_books(), "wishes")


class NamesStep(_Question):
    """Who keeps the books, for whom, and where they live."""

    def __init__(
        self, door: FrontDoor, answers: Answers, back: Callable[[], object], onward: Callable[[], object]
    ) -> None:
        super().__init__(door, answers, back)
        self._keeper = self.take("keeper", TextField(self.tr("Your name")))
        hint = guidance("front_door", "person_hint")
        self._person = self.take("person", TextField(self.tr("Name of the person supported"), hint))
        nations = [(nation, guidance("front_door", nation)) for nation in NATIONS]
        self._nation = self.take("nation", RadioRow(self.tr("Where do they live?"), nations))
        self._keeper.text, self._person.text = answers.keeper, answers.person
        self._nation.set_value(answers.nation)
        proceed = Button(self.tr("Continue"), "primary", act=lambda: self.go_on(onward))
        card = Card("", self._keeper, self._person, self._nation, gap="l")
        why = guidance("front_door", "names_why")
        self.ask(self.tr("Who are the books for?"), why, card, self.buttons(proceed), back=self.go_back)

    def keep(self) -> None:
        self.answers.keeper, self.answers.person = self._keeper.text.strip(), self._person.text.strip()
        self.answers.nation = self._nation.value() or "england"

    def faults(self) -> tuple[Problem, ...]:
        return missing(self.answers.as_new_books(), "keeper", "person")


class PlacesStep(_Question):
    """Where backups go, or later. Then the books are made."""

    def __init__(
        self, door: FrontDoor, answers: Answers, back: Callable[[], object], made: Callable[[Books], object]
    ) -> None:
        super().__init__(door, answers, back)
        self._made = made
        self._chosen = Label("", "strong", wrap=True)
        self._say_chosen()
        self._choose_button = Button(self.tr("Choose a folder"), icon="hard-drive", act=self._choose)
        proceed = Button(self.tr("Continue"), "primary", act=lambda: self.go_on(self._make))
        later = Button(self.tr("Later"), "small", act=self._later)
        card = Card("", self._chosen, Across(self._choose_button, None), gap="m")
        why = guidance("front_door", "places_why")
        title = self.tr("Where should backups go?")
        self.ask(title, why, card, self.buttons(proceed, later), back=self.go_back)

    def begin(self) -> None:
        """On the choosing."""
        self._choose_button.setFocus()

    def keep(self) -> None:
        """The folder is kept as it is chosen."""

    def faults(self) -> tuple[Problem, ...]:
        return place_problems(self.answers.backups)

    def _say_chosen(self) -> None:
        chosen = self.answers.backups
        self._chosen.setText(self.tr("No folder chosen yet") if chosen is None else str(chosen))

    def _choose(self) -> None:
        self.desk.files.open_folder(self, self.tr("Choose a folder for backups"), self._take)

    def _take(self, folder: Path) -> None:
        self.answers.backups = folder
        self.problems.put_away()
        self._say_chosen()

    def _later(self) -> None:
        self.answers.backups = None
        self._make()

    def _make(self) -> None:
        answers, place, clock = self.answers, self.door.place, self.door.clock
        self.work(
            self.tr("Making your books"),
            lambda _progress: begin_books(place, clock, answers.as_new_books(), answers.backups),
            self._made,
        )
