"""What a page is, and what it gets: the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from carerdesk.services.outcome import Done, Outcome
from carerdesk.ui import background
from carerdesk.ui.bus import Bus
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.theme import Theme
from carerdesk.ui.widgets.arrange import Down, Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead, announce
from carerdesk.ui.widgets.files import FileChooser
from carerdesk.ui.widgets.notices import Fault, ProblemBox
from carerdesk.ui.widgets.reading_order import bring_into_sight, reading_order

if TYPE_CHECKING:
    from carerdesk.domain.working import Working
    from carerdesk.services.books import Books
    from carerdesk.ui.widgets.answer import Answer
    from carerdesk.ui.widgets.working import WorkingPanel

_LAYOUT_ROUNDS = 2  # the page first, then the scroll area round it


class Host(Protocol):
    """What the desk needs of the window."""

    def page_shown(self) -> Page | None:
        """The page on screen."""

    def go(self, room: str, **place: Any) -> bool:  # noqa: ANN401 - each page names its own places
        """Enter a room, at a place in it."""

    def say_done(self, done: Done) -> None:
        """Show what was done, with Undo where there is something to undo."""

    def watch(self, job: background.Job) -> None:
        """Show a job under way."""


class Desk:
    """What a page gets: the open books, the look, the bus; ways to go on, to report, to work in the background."""

    def __init__(self, books: Books, preferences: Preferences, theme: Theme, host: QObject) -> None:
        self.books, self.preferences, self.theme = books, preferences, theme
        self.bus, self.files = Bus(host), FileChooser()
        self._owner: Any = host  # a QObject and a Host; Python has no word for both

    def today(self) -> date:
        """The books' day."""
        return self.books.today()

    def go(self, room: str, **place: Any) -> bool:  # noqa: ANN401 - each page names its own places
        """Enter a room; `place` is handed to its page's `open_at`. False where the page on screen will not be left."""
        return bool(self._owner.go(room, **place))

    def stand_at(self, name: str = "") -> None:
        """Go to the button or card of that spoken name on the page on screen, else to what is next to do there."""
        page = self._owner.page_shown()
        if page is not None:
            page.stand_at(name)

    def report(self, outcome: Outcome, fields: Mapping[str, Answer[Any]] | None = None) -> bool:
        """Show what came of it, and whether it is done.

        Done: message bar with Undo, and the bus tells what changed. Rejected: the words of each problem at the head of
        the page, and beside the field of that name in `fields`.
        """
        page = self._owner.page_shown()
        if isinstance(outcome, Done):
            if page is not None:
                page.problems.put_away()
            self._owner.say_done(outcome)
            return True
        from carerdesk.catalogue.words import problem_words

        known = fields or {}
        faults = [Fault(problem_words(each), known.get(each.field)) for each in outcome.problems]
        if page is not None:
            page.show_faults(faults)
        return False

    def understood(self, fields: Mapping[str, Answer[Any]]) -> bool:
        """Whether every field could be read; shows what to do where not. Ask before calling a service."""
        faults = [Fault(words, field) for field in fields.values() if (words := field.fault())]
        page = self._owner.page_shown()
        if page is not None:
            page.show_faults(faults)
        return not faults

    def say(self, text: str) -> None:
        """A sentence in the message bar about something that changed no record."""
        self._owner.say_done(Done(text))

    def run(
        self,
        title: str,
        work: Callable[[background.Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        shown: bool = True,
    ) -> background.Job:
        """Work in the background with progress and Stop; `shown=False` where the page has its own ProgressPanel."""
        job = background.run(self._owner, title, work, done, failed or self._fail)
        if shown:
            self._owner.watch(job)
        return job

    def show_working(self, working: Working) -> None:
        """Show how a figure was worked out, beside it or below it."""
        page = self._owner.page_shown()
        if page is not None:
            page.show_working(working)

    def _fail(self, error: Exception) -> None:
        raise error


class Page(QWidget):
    """A room's page. Sub-classes build themselves with `fill`, and answer `refresh`, `open_at` and `leave`.

    `side` is the layout of the side column, where there is one: workings open there. `help_page` names the manual page.
    """

    title = ""
    help_page = ""
    actions_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self.head = PageHead(self.title)
        self.problems = ProblemBox()
        self.side: Down | None = None
        self._working: WorkingPanel | None = None
        self._content = Down(gap="l")
        self.body = Down(self.head, self.problems, gap="l", pad=("xxl", 22, "xxl", 10))
        self.body.addLayout(self._content, 1)
        self.setLayout(self.body)
        self._actions: tuple[QWidget, ...] = ()

    def refresh(self, changes: frozenset[str] | None) -> None:
        """Read again what may have changed; None: everything (as on the first showing)."""

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        """Show a place in the page, as a link asks: a record, a week, a step."""

    def leave(self) -> bool:
        """Whether the page may be left; keep a half-typed draft here."""
        return True

    @property
    def action_bar(self) -> tuple[QWidget, ...]:
        """Buttons and a sentence for the bar below the page."""
        return self._actions

    def set_actions(self, *widgets: QWidget) -> None:
        """Put these into the bar below the page: buttons left, a Label right."""
        self._actions = widgets
        self.actions_changed.emit()

    def set_head(self, head: PageHead) -> None:
        """Show another head, as when a page has several views."""
        self.body.replaceWidget(self.head, head)
        self.head.hide()
        self.head.deleteLater()
        self.head = head

    def fill(self, *items: Item, head: PageHead | None = None, stretch: bool = True) -> None:
        """Show these below the head instead of what was there; `stretch=False` gives a register the spare height."""
        self.close_working()
        self.problems.put_away()
        self.side = None
        self._content.clear()
        if head is not None:
            self.set_head(head)
        self._content.add(*items)
        if stretch:
            self._content.addStretch(1)
        self.lay_out()

    def lay_out(self, *inside: QWidget) -> None:
        """Give new parts, and new ones inside others, their place now: Qt would take two rounds of events."""
        for part in (*self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly), *inside):
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                part.show()
        for _ in range(_LAYOUT_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def begin_at_top(self) -> None:
        """Read a new view from its top, by eye and by keyboard: at its way back, where there is one."""
        self.scroll_to_top()
        if self.head.back is not None and self.isVisible():
            self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand_at(self, name: str = "") -> None:
        """Bring the button or card of that spoken name into sight, with the keyboard at its first control.

        Without one the keyboard goes to the page's main button, else to its way back or first control, unless the page
        chose a place itself.
        """
        visible = [each for each in self.findChildren(QWidget) if each.isVisible()]
        named = next((each for each in visible if name and each.accessibleName() == name), None)
        chosen: QWidget | None = None
        if named is not None:
            bring_into_sight(named)
            chosen = named if named.focusPolicy() & Qt.FocusPolicy.TabFocus else next(reading_order(named), None)
        elif not self._has_keyboard():
            chosen = self._main_button() or next(reading_order(self), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (self.isAncestorOf(focused) or focused in self._actions)

    def scroll_to_top(self) -> None:
        """Show the head of the page."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.verticalScrollBar().setValue(0)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show faults at the head of the page and beside their fields; none takes them away."""
        self.problems.say(faults)
        if faults:
            self.lay_out()
            self.scroll_to_top()

    def show_working(self, working: Working) -> None:
        """Open the working panel in the side column, or at the foot of the page."""
        from carerdesk.ui.widgets.working import WorkingPanel

        self.close_working()
        panel = WorkingPanel(working, close=self.close_working)
        self._working = panel
        if self.side is not None:
            self.side.insertWidget(0, panel)
        else:
            self._content.add(panel)
        panel.show()
        lines = ". ".join(f"{line.text} {line.figure}".strip() for line in working.lines)
        announce(panel, f"{working.title}. {lines}")

    def close_working(self) -> None:
        """Put the working panel away."""
        panel, self._working = self._working, None
        if panel is not None:
            panel.hide()
            panel.setParent(None)
            panel.deleteLater()
            self.working_closed()

    def working_closed(self) -> None:
        """Called when the working panel went: take the outline off the figure here."""

    def minimumSizeHint(self) -> QSize:
        """Wrapped labels ask for the height they need at their narrowest: the width the page has decides instead."""
        least = self.body.minimumSize()
        return QSize(least.width(), 0) if self.body.hasHeightForWidth() else least

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the page's main button, Escape goes back."""
        if event.key() == Qt.Key.Key_Escape and self.head.back is not None:
            self.head.back.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (main := self._main_button()) is not None:
            main.click()
        else:
            super().keyPressEvent(event)

    def _main_button(self) -> Button | None:
        within = [*self.findChildren(Button), *(each for each in self._actions if isinstance(each, Button))]
        mains = [each for each in within if each.kind == "primary" and each.isVisible() and each.isEnabled()]
        return mains[0] if len(mains) == 1 else None
