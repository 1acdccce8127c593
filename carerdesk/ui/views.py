"""Rooms of several views: one below the head at a time, and forms among them that keep what is half typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from carerdesk.services.books.drafts import drop_draft, keep_draft, kept_draft
from carerdesk.services.outcome import Outcome
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead


class PageOfViews(Page):
    """A room that shows one view at a time. `shown_here` are the tables a view may read from.

    Drafts of its forms are kept under `drafts`.
    """

    drafts = ""
    shown_here: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: View[Any] | None = None

    def show_first(self) -> None:
        """The view a person comes into the room by."""
        raise NotImplementedError

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._view is None:
            self.show_first()
        elif changes is None or changes & self.shown_here:
            self._view.refresh(changes)

    def leave(self) -> bool:
        if self._view is not None:
            self._view.leave()
        return True

    def show_view(self, view: View[Any]) -> None:
        """Show a view instead of the one on screen."""
        self.leave()
        self._view = view
        self.fill(view, head=view.head(), stretch=not view.fills)
        self.side = view.side
        self.scroll_to_top()
        QTimer.singleShot(0, view, view.begin)

    def showing(self, view: View[Any]) -> bool:
        """Whether this view is the one on screen."""
        return self._view is view


R = TypeVar("R", bound=PageOfViews)


class View(QWidget, Generic[R]):
    """One view below the room's head. Workings open in its `side` column, where it has one.

    `fills` views take the height that is left, such as a register.
    """

    fills = False

    def __init__(self, room: R) -> None:
        super().__init__()
        self.room, self.desk, self.books = room, room.desk, room.desk.books
        self.column = Down(gap="l")
        self.side: Down | None = None
        self.setLayout(self.column)

    def head(self) -> PageHead:
        """The head to show above it."""
        raise NotImplementedError

    def refresh(self, changes: frozenset[str] | None) -> None:  # noqa: ARG002 - some views ask what changed
        """Read again what may have changed; `changes` names the tables that moved, None says that any may have."""
        self.again()

    def again(self) -> None:
        """Show what there is now."""

    def leave(self) -> None:
        """The view is about to go: keep what was half typed."""

    def begin(self) -> None:
        """The view is on screen: put the cursor where the person starts."""


class FormView(View[R]):
    """Fields by the name services know them by, a main button, and Back.

    What is half typed is kept under `draft` and comes back; "" keeps nothing.
    """

    draft = ""

    def __init__(self, room: R, go_back: Callable[[], object] | None = None) -> None:
        super().__init__(room)
        self.fields: dict[str, Answer[Any]] = {}
        self.go_back: Callable[[], object] = go_back or room.show_first
        self._finished = False

    def take(self, name: str, field: Answer[Any]) -> None:
        """Make a field part of the form."""
        self.fields[name] = field

    def head_of(self, title: str, sub: str) -> PageHead:
        """The head with Back."""
        return PageHead(title, sub, back=self.tr("Back"), go_back=self.go_back)

    def buttons(self, *buttons: Button) -> QWidget:
        """The row of buttons at the foot."""
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="m"))
        return row

    def is_understood(self) -> bool:
        """Whether every field could be read; shows what to do where not."""
        return self.desk.understood(self.fields)

    def finish(self, outcome: Outcome, then: Callable[[], object] | None = None) -> bool:
        """Report, and where it is done go back, or do `then`."""
        self._finished = True
        if not self.desk.report(outcome, self.fields):
            self._finished = False
            return False
        if self.draft:
            drop_draft(self.books, self.room.drafts, self.draft)
        (then or self.go_back)()
        return True

    def restore(self) -> None:
        """Put back what was typed before and not finished."""
        typed = kept_draft(self.books, self.room.drafts, self.draft) if self.draft else None
        for name, field in self.fields.items():
            if typed is not None and name in typed:
                field.retype(typed[name])

    def leave(self) -> None:
        if self.draft and not self._finished:
            typed = {name: field.as_typed() for name, field in self.fields.items()}
            keep_draft(self.books, self.room.drafts, self.draft, typed)

    def begin(self) -> None:
        first = next((field for field in self.fields.values() if field.isVisible()), None)
        if first is not None:
            first.take_focus()
