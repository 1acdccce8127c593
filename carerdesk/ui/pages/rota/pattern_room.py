"""The side of the Rota room where repeating shifts are kept, with the school terms they rest on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.choices import Choice, choices
from carerdesk.services.outcome import Rejected
from carerdesk.services.rota.from_shifts import can_repeat, patterns_from_week, suggested
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.pattern_views import list_patterns, pattern_as_new
from carerdesk.services.rota.patterns import end_pattern, remove_pattern
from carerdesk.services.rota.terms import list_terms
from carerdesk.ui.pages.rota.pattern_end import EndCard
from carerdesk.ui.pages.rota.pattern_form import PatternForm
from carerdesk.ui.pages.rota.pattern_list import PatternsView, nobody_yet
from carerdesk.ui.pages.rota.pattern_term_form import TermForm
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage, WayBack

_A_YEAR = timedelta(days=366)


def _stay() -> None:
    """A form that is being filled in is not made anew when something else changed."""


class PatternsRoom:
    """Places: patterns=True, "add" or "terms"; with from_shift=ID to make one of a shift, pattern=ID to change one."""

    def __init__(self, page: RotaPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """Show the place."""
        if place.get("from_shift"):
            self.from_shift(int(place["from_shift"]))
        elif place.get("pattern"):
            self.change(int(place["pattern"]))
        elif place["patterns"] == "add":
            self.add()
        elif place["patterns"] == "terms":
            self.term()
        else:
            self.show()

    # --- the list -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Everything that repeats, as it is now."""
        patterns = list_patterns(self._desk.books)
        add = Button(_tr("Add a repeating shift"), "primary", icon="plus", act=self.add)
        buttons = [*self._of_the_week(), *([add] if patterns else [])]
        words = _tr("What comes again, in plain words. It fills the rota for you.")
        head = PageHead(_tr("Repeating shifts"), words, *buttons, **self._page.way_back())
        anybody = bool(patterns or self._people_and_funders()[0])
        view = PatternsView(self._desk, patterns, self._go, anybody=anybody)
        self._page.show_view(view, head, again=self.show)

    def _people_and_funders(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        today = self._desk.today()
        return choices(self._desk.books, today, today + _A_YEAR)

    def _of_the_week(self) -> list[QWidget]:
        count = can_repeat(self._desk.books, self._page.monday)
        if not count:
            return []
        words = _tr("Repeat {count} of the week in view").format(count=count)
        return [Button(words, icon="copy", act=self._from_week)]

    def _from_week(self) -> None:
        self._desk.report(patterns_from_week(self._desk.books, self._page.monday))

    def _go(self, what: str, number: int | None = None) -> None:
        if what == "change" and number is not None:
            self.change(number)
        elif what == "term":
            self.term(number)
        else:
            self.add()

    # --- the forms ----------------------------------------------------------------------------------------------------

    def add(self, new: NewPattern | None = None, draft: str = "new") -> None:
        """Add one, beginning with what a shift says where there is one."""
        people, funders = self._people_and_funders()
        if not people:
            self._show_nobody()
            return
        form = PatternForm(self._desk, people, funders, self.show)
        form.begin_with(new, draft)
        self._show(form, form.finish, _tr("Add a repeating shift"), guidance("rota_patterns", "form_sub"))
        form.words.take_focus()

    def _show_nobody(self) -> None:
        """Say that a PA is needed first."""
        head = PageHead(_tr("Add a repeating shift"), "", back=_tr("Repeating shifts"), go_back=self.show)
        self._page.show_view(nobody_yet(self._desk), head, again=self.add)
        self._page.scroll_to_top()

    def from_shift(self, shift_id: int) -> None:
        """Make one of a shift of the rota."""
        new = suggested(self._desk.books, shift_id)
        if new is None:
            self.show()
            self._desk.report(Rejected((Problem("", "shift_is_from_a_pattern"),)))
        else:
            self.add(new, f"shift {shift_id}")

    def change(self, pattern_id: int) -> None:
        """Change one from a day on, let it end, or take it out."""
        new = pattern_as_new(self._desk.books, pattern_id)
        if new is None:
            self.show()
            return
        people, funders = choices(self._desk.books, min(new.first_day, self._desk.today()), date.max)
        form = PatternForm(self._desk, people, funders, self.show, pattern_id)
        form.begin_with(new, str(pattern_id))
        missing = partial(self._desk.report, Rejected((Problem("last_day", "pattern_last_day_missing"),)))
        end, remove = partial(self._end, pattern_id), partial(self._remove, pattern_id)
        form.add_below(EndCard(self._desk.today(), end, remove, missing))
        again = partial(self._stay_while_there, pattern_id)
        self._show(form, form.finish, _tr("Change a repeating shift"), guidance("rota_patterns", "change_sub"), again)

    def term(self, term_id: int | None = None) -> None:
        """Add a school term, or change one."""
        known = next((one for one in list_terms(self._desk.books) if one.id == term_id), None)
        form = TermForm(self._desk, known, self.show)
        title = _tr("Change a school term") if known else _tr("Add a school term")
        self._show(form, form.finish, title, guidance("rota_patterns", "term_sub"))
        form.name.take_focus()

    def _end(self, pattern_id: int, day: date) -> None:
        if self._desk.report(end_pattern(self._desk.books, pattern_id, day)):
            self.show()

    def _remove(self, pattern_id: int) -> None:
        if self._desk.report(remove_pattern(self._desk.books, pattern_id)):
            self.show()

    def _stay_while_there(self, pattern_id: int) -> None:
        """Leave the form of one that is gone, as when adding it was undone."""
        if pattern_as_new(self._desk.books, pattern_id) is None:
            self.show()

    def _show(self, view: QWidget, finish: Button, title: str, sub: str, again: Callable[[], None] = _stay) -> None:
        back: WayBack = {"back": _tr("Repeating shifts"), "go_back": self.show}
        later = Button(_tr("Come back later"), act=self.show)
        self._page.show_view(view, PageHead(title, sub, **back), finish, later, again=again)
        self._page.begin_at_top()


def _tr(words: str) -> str:
    return translated("RotaPage", words)
