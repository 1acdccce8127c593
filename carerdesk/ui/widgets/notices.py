"""What the program says of itself: faults, questions, what was done, what is saved. Nothing goes away on a timer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, announce
from carerdesk.ui.widgets.text import Icon, Label, translated

if TYPE_CHECKING:
    from carerdesk.ui.widgets.answer import Answer


@dataclass(frozen=True)
class Fault:
    """A fault in words, and the field to go to (None: it belongs to the whole page)."""

    words: str
    field: Answer[object] | None = None


class ProblemBox(Sheet):
    """There is a problem: each fault a link to its field. Takes the focus and is spoken at once."""

    def __init__(self) -> None:
        super().__init__(part="fault", gap="xs", pad=("l", "m", "l", "m"))
        self.setAccessibleName(self.tr("There is a problem"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list = Down(gap=0)
        self.add(
            Across(Icon("circle-alert", "problem", 20), Label(self.tr("There is a problem"), "lead"), None), self._list
        )
        self._links: list[Button] = []
        self._fields: list[Answer[object]] = []
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """The faults now shown."""
        return tuple(link.text() for link in self._links) if not self.isHidden() else ()

    def say(self, faults: Sequence[Fault]) -> None:
        """Show these faults here and beside their fields, and go to the first."""
        self.put_away()
        for fault in faults:
            self._add(fault)
        self.setVisible(bool(faults))
        if faults:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, ". ".join((self.tr("There is a problem"), *(fault.words for fault in faults))), at_once=True)

    def put_away(self) -> None:
        """Take box and words beside the fields away."""
        for field in self._fields:
            field.set_problem("")
        self._fields.clear()
        self._links.clear()
        self._list.clear()
        self.hide()

    def _add(self, fault: Fault) -> None:
        link = _FaultLink(fault)
        self._links.append(link)
        self._list.add(Across(28, link, gap=0))
        if fault.field is not None:
            fault.field.set_problem(fault.words)
            self._fields.append(fault.field)


class _FaultLink(Button):
    """The words of a fault, long ones folded; pressing it goes to the field."""

    def __init__(self, fault: Fault) -> None:
        act = fault.field.take_focus if fault.field is not None else None
        go_to = translated("ProblemBox", "Go to: {fault}").format(fault=fault.words)
        super().__init__(fault.words, "link", name=go_to if act else fault.words, act=act)
        self.setToolTip("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class CheckStrip(Sheet):
    """Odd but possible: the question, "Yes, keep it" and "Change it". It warns and never blocks."""

    def __init__(
        self,
        question: str,
        keep: Callable[[], object],
        change: Callable[[], object] | None = None,
        *,
        keep_name: str = "",
        change_name: str = "",
    ) -> None:
        super().__init__(wash="attention", across=True, pad=("m", "s", "m", "s"))
        self.setAccessibleName(question)
        self.question = Label(question, wrap=True)
        self.add(Icon("triangle-alert", "attention"))
        self.body.addWidget(self.question, 1)
        self.add(Button(keep_name or self.tr("Yes, keep it"), act=keep))
        if change is not None:
            self.add(Button(change_name or self.tr("Change it"), "small", act=change))


class MessageBar(QFrame):
    """What happened in one sentence, Undo and ×. Stays until the next act; spoken politely."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "message")
        self._words, self._icon = Label("", wrap=True), Icon("check", "note")
        self._undo_act: Callable[[], object] | None = None
        self.undo = Button(self.tr("Undo"), icon="undo-2", act=self._press_undo)
        self._close = Button("", "quiet", icon="x", name=self.tr("Put this message away"), act=self.put_away)
        body = Across(self._icon, gap="m", pad=("m", 6, 6, 6))
        body.addWidget(self._words, 1)
        body.add(self.undo, self._close)
        self.setLayout(body)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence now shown."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, text: str, undo: Callable[[], object] | None = None, undo_name: str = "") -> None:
        """Show a sentence, with Undo where there is something to undo."""
        undo_name = undo_name or self.tr("Undo")
        self._words.setText(text)
        self._undo_act = undo
        self.undo.setVisible(undo is not None)
        self.undo.rename(undo_name)
        self.show()
        where = self.tr("{undo} is in the message bar.").format(undo=undo_name)
        announce(self, f"{text} {where}" if undo else text)

    def put_away(self) -> None:
        """Take the message away."""
        self._words.setText("")
        self.hide()

    def _press_undo(self) -> None:
        act, self._undo_act = self._undo_act, None
        if act is not None:
            act()


class ActionBar(QFrame):
    """Below the page on legal and finishing pages: the main button, Come back later, one reassuring sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "actions")
        self.setAccessibleName(self.tr("Finish"))
        self._row = Across(gap="m", pad=("xxl", "s", "xxl", "s"))
        self.setLayout(self._row)
        self._held: tuple[QWidget, ...] = ()
        self.hide()

    def hold(self, widgets: Sequence[QWidget]) -> None:
        """Show these: buttons stand left, labels right. Earlier ones go back to their page, unseen."""
        for old in self._held:
            self._row.removeWidget(old)
            old.hide()
            old.setParent(None)
        while self._row.takeAt(0) is not None:
            pass
        self._held = tuple(widgets)
        buttons = [each for each in widgets if not isinstance(each, Label)]
        self._row.add(*buttons, None)
        for label in (each for each in widgets if isinstance(each, Label)):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(label, 3)
        for each in widgets:
            each.show()
        self.setVisible(bool(widgets))


class Strip(QFrame):
    """At the foot, always: when it was saved, how old the backup is, and that nothing leaves this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.saved, self.backup = Label("", "small"), Label("", "small", "ink2")
        self._disk = Icon("hard-drive", "ink2", 16)
        row = Across(Icon("check", "good", 16), self.saved, 16, self._disk, self.backup, pad=("xxl", 7, "xxl", 7))
        row.add(None)
        self._promise = QWidget()
        promise = Label(self.tr("Nothing leaves this computer"), "small", "ink2")
        self._promise.setLayout(Across(Icon("lock", "ink2", 16), promise))
        row.add(self._promise)
        self.setLayout(row)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is without its last words: a window may be narrower than all of it."""
        hint = super().minimumSizeHint()
        return hint if self._promise.isHidden() else hint - QSize(self._promise.sizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = self.layout()
        assert row is not None
        without = row.sizeHint().width() - (0 if self._promise.isHidden() else self._promise.sizeHint().width())
        self._promise.setVisible(self.width() >= without + self._promise.sizeHint().width())

    def say(self, saved: str, backup: str) -> None:
        """Show "All changes saved 21:14" and "Backed up today 20:02, in 3 places"."""
        self.saved.setText(saved)
        self.backup.say(backup)
        self._disk.setVisible(bool(backup))
