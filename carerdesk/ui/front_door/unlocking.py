"""Opening locked books, and what to do when they do not open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.services.books.opening import KnownProblem, open_for_work
from carerdesk.services.books.trouble import OPEN_ANYWAY, OPEN_BACKUP, TRY_AGAIN, USE_CODE, next_steps, told
from carerdesk.services.outcome import Rejected
from carerdesk.ui.front_door.parts import AskFirst, Unlocking
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.widgets.arrange import Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor

_IN_THE_FIELD = frozenset({"wrong_password", "wrong_recovery_code", "needs_password", "empty_password"})


def books_name(folder: Path) -> str:
    """What a set of books is called: its folder without the ending."""
    return folder.name.removesuffix(".carerdesk")


class UnlockStep(Step):
    """The password, or the recovery code instead. What was typed stays when it was wrong."""

    def __init__(self, door: FrontDoor, folder: Path, *, by_code: bool = False, take_over: bool = False) -> None:
        super().__init__(door)
        self._folder, self._take_over = folder, take_over
        self._key = Unlocking(by_code=by_code)
        self.fields = self._key.fields
        other = Button(self.tr("Other books"), "small", act=door.welcome)
        row = self.buttons(Button(self.tr("Open the books"), "primary", act=self._open), other)
        self.ask(self.tr("Open {name}").format(name=books_name(folder)), "", Card("", self._key, gap="l"), row)

    def _open(self) -> None:
        if not self._key.is_filled():
            self.desk.report(Rejected(self._key.problems()), self.fields)
            return
        how = self._key.how()
        self.work(
            self.tr("Opening the books"),
            lambda _progress: open_for_work(self._folder, self.door.clock, take_over=self._take_over, **how),
            self.door.enter,
            self._refused,
        )

    def _refused(self, problem: KnownProblem) -> None:
        if problem.code in _IN_THE_FIELD:
            self.refuse(problem, self._key.field_now)
        else:
            self.door.show_step(TroubleStep(self.door, self._folder, problem, self._key.how()))


class TroubleStep(Step):
    """What keeps the books from opening, and what to do about it."""

    def __init__(
        self, door: FrontDoor, folder: Path, problem: KnownProblem, how: dict[str, str | None] | None = None
    ) -> None:
        super().__init__(door)
        self._folder, self._how = folder, how or {}
        self._asking: AskFirst | None = None
        steps = list(next_steps(problem))
        buttons = [self._button(step, "primary" if at == 0 else "plain") for at, step in enumerate(steps)]
        buttons.append(Button(self.tr("Other books"), "small" if buttons else "primary", act=door.welcome))
        self._card = Card("", Label(problem_words(told(problem)), wrap=True), *self._more(problem), gap="m")
        title = self.tr("{name} cannot be opened now").format(name=books_name(folder))
        self.ask(title, "", self._card, self.buttons(*buttons))

    def begin(self) -> None:
        """On the first thing that can be done."""
        first = self.findChildren(Button)
        if first:
            first[0].setFocus()

    def _more(self, problem: KnownProblem) -> list[Item]:
        code = told(problem).code
        return [Label(guidance("front_door", code), "small", "ink2", wrap=True)] if code == "damaged_books" else []

    def _button(self, step: str, kind: str) -> Button:
        words, act = {
            TRY_AGAIN: (self.tr("Try again"), self._again),
            OPEN_ANYWAY: (self.tr("Open them here anyway"), self._explain),
            OPEN_BACKUP: (self.tr("Open a backup"), self._backup),
            USE_CODE: (self.tr("Use the recovery code"), self._by_code),
        }[step]
        return Button(words, kind, act=act)

    def _again(self) -> None:
        self._open(take_over=False)

    def _open(self, *, take_over: bool) -> None:
        how = self._how
        self.work(
            self.tr("Opening the books"),
            lambda _progress: open_for_work(self._folder, self.door.clock, take_over=take_over, **how),
            self.door.enter,
            partial(self._refused, take_over=take_over),
        )

    def _refused(self, problem: KnownProblem, *, take_over: bool) -> None:
        if problem.code in _IN_THE_FIELD:
            self.door.show_step(UnlockStep(self.door, self._folder, take_over=take_over))
        else:
            self.door.show_step(TroubleStep(self.door, self._folder, problem, self._how))

    def _explain(self) -> None:
        if self._asking is None:
            take = Button(self.tr("They are closed there: open them"), act=partial(self._open, take_over=True))
            self._asking = AskFirst(guidance("front_door", "open_anyway"), take)
            self._card.add(self._asking)
            self.lay_out(self._asking)
        self._asking.take_focus()

    def _backup(self) -> None:
        from carerdesk.ui.front_door.elsewhere import BackupStep

        self.door.show_step(BackupStep(self.door))

    def _by_code(self) -> None:
        self.door.show_step(UnlockStep(self.door, self._folder, by_code=True))


__all__ = ["TroubleStep", "UnlockStep", "books_name"]
