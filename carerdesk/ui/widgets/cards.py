"""White sheets on the ground, and what stands at the head of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from carerdesk.ui.widgets.arrange import Across, Down, Flow, Folding, Gap, Item, Pad
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated

_NEXT_FOLDS = 34  # em: a narrower card sets its button below its words


class Sheet(QFrame):
    """A frame with a column in it. `part` is its look: card, well, next, fault, drop; or `wash` a tone."""

    def __init__(
        self, *items: Item, part: str = "card", wash: str = "", gap: Gap = "s", pad: Pad = "l", across: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("wash" if wash else "part", wash or part)
        self.body = Across(*items, gap=gap, pad=pad) if across else Down(*items, gap=gap, pad=pad)
        self.setLayout(self.body)

    def add(self, *items: Item) -> None:
        """Put more below."""
        self.body.add(*items)

    def clear(self) -> None:
        """Take everything out."""
        self.body.clear()


class Card(Sheet):
    """A white card, with a heading and what stands right of it where given."""

    def __init__(
        self, title: str = "", *items: Item, side: QWidget | None = None, gap: Gap = "s", pad: Pad = "l"
    ) -> None:
        super().__init__(gap=gap, pad=pad)
        self.heading = Label(title, "title", wrap=True)
        if title:
            self.setAccessibleName(title)
            head = Across()
            head.addWidget(self.heading, 1)
            if side is not None:
                head.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
            self.add(head)
        self.add(*items)


class Well(Sheet):
    """A sunk box inside a card: a source, a note."""

    def __init__(self, *items: Item, gap: Gap = "xs") -> None:
        super().__init__(*items, part="well", gap=gap, pad="m")


class FormCard(Card):
    """A card of fields with its own main button: Enter in any of its fields presses it."""

    def __init__(self, title: str = "", *items: Item, main: Button, gap: Gap = "m") -> None:
        super().__init__(title, *items, gap=gap)
        self.main = main

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.main.isEnabled():
            self.main.click()
            return
        super().keyPressEvent(event)


class PageHead(QWidget):
    """Back link where there is somewhere to go back to, the title, one grey sentence, and the page's buttons."""

    def __init__(
        self, title: str, sub: str = "", *buttons: QWidget, back: str = "", go_back: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.title = Label(title, "display", wrap=True)
        self.sub = Label("", tone="ink2", wrap=True)
        self.sub.say(sub)
        self.back = Button(back, "link", icon="arrow-left", act=go_back) if back else None
        body = Down(gap=2)
        if self.back is not None:
            body.add(Across(self.back, None))
        head = Across()
        head.addWidget(self.title, 1)
        if buttons:
            self._buttons = QWidget()
            self._buttons.setLayout(Flow(*buttons, gap="s"))
            head.addWidget(self._buttons)
        body.add(head, self.sub)
        self.setLayout(body)

    def say(self, title: str, sub: str = "") -> None:
        """Change title and sentence."""
        self.title.setText(title)
        self.sub.say(sub)


class NextThing(Sheet):
    """Home's one card with the one filled button: what to do first and how long it takes.

    `head` stands above the title; `also` is a second button, where the thing can be finished at once.
    """

    def __init__(
        self, title: str, sub: str, act_name: str, act: Callable[[], object], *, head: str = "",
        also: QWidget | None = None,
    ) -> None:  # fmt: skip
        words = Down(
            Label(head or translated("NextThing", "Do this first"), "smallstrong", "primary"),
            Label(title, "title", wrap=True),
            gap="xs",
        )
        words.add(Label(sub, tone="ink2", wrap=True))
        self.button = Button(act_name, "primary", act=act)
        row = Folding(below=_NEXT_FOLDS, gap="m")
        row.addLayout(words, 1)
        row.addLayout(Down(None, self.button, *([also] if also is not None else []), None, gap="s"))
        super().__init__(row, part="next", pad=("xl", "l", "xl", "l"))


class ListCard(Sheet):
    """A card of rows with hairlines between."""

    def __init__(self, *rows: QWidget, title: str = "") -> None:
        super().__init__(gap=0, pad=6)
        if title:
            self.setAccessibleName(title)
        self.fill(*rows)

    def fill(self, *rows: QWidget) -> None:
        """Show these rows instead."""
        self.clear()
        for at, row in enumerate(rows):
            if at:
                self.add(Rule())
            self.add(row)


class EmptyPage(Sheet):
    """What will be here, one button, and "See how it looks"."""

    def __init__(
        self,
        icon: str,
        title: str,
        sub: str,
        act_name: str = "",
        act: Callable[[], object] | None = None,
        *,
        look_act: Callable[[], object] | None = None,
    ) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        super().__init__(pad="xl")
        self.body.addWidget(Icon(icon, "primary", 40), 0, centre)
        self.body.addWidget(Label(title, "title"), 0, centre)
        words = Label(sub, tone="ink2", wrap=True)
        words.setAlignment(centre)
        self.add(words)
        buttons = Across(None, gap="s")
        if act_name:
            buttons.add(Button(act_name, "primary", act=act))
        if look_act is not None:
            buttons.add(Button(self.tr("See how it looks"), "small", act=look_act))
        buttons.add(None)
        self.add(4, buttons)


class SidePanel(Sheet):
    """A panel beside the page's main column, with a heading and Close."""

    def __init__(self, title: str, *items: Item, close: Callable[[], object] | None = None) -> None:
        super().__init__(gap="s", pad="l")
        self.heading = Label(title, "title", wrap=True)
        self._head = Across()
        self._head.addWidget(self.heading, 1)
        if close is not None:
            self._head.addWidget(
                Button("", "quiet", icon="x", name=self.tr("Close {title}").format(title=title), act=close)
            )
        self.add(self._head, *items)


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say it: politely, or at once for faults."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, text)
    way = QAccessible.AnnouncementPoliteness
    event.setPoliteness(way.Assertive if at_once else way.Polite)
    QAccessible.updateAccessibility(event)
