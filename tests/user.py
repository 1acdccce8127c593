"""Drive the window the way a person can: only what is on screen, uncovered and enabled.

`qtbot.mouseClick` sends the event straight to the widget, so on its own it also "clicks" hidden, covered, scrolled-away
and blocked ones. The user finds things by what is read out, and is refused what a person could not reach.

What it costs is counted, so that ways to a goal can be compared: `clicks` of the mouse (those in the system's own file
windows too), `strokes` of keys that type nothing (Enter, Tab, Ctrl+Z; Ctrl+A where a box is typed over), `keys` that
type a letter, `screens` that come up, and each of the `answers` that were given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.cards import PageHead

W = TypeVar("W", bound=QWidget)
TEXT_BOXES = (QLineEdit, QPlainTextEdit)
_LEFT = Qt.MouseButton.LeftButton


class OutOfReachError(AssertionError):
    """A person could not do that here, and why."""


def name_of(widget: QWidget) -> str:
    """The name a screen reader says, without mnemonic marks."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).replace("&", "").strip() if found else ""


def surface_of(part: QWidget) -> QWidget:
    """Where a part is pressed: a scroll area by what it shows, all others themselves."""
    return part.viewport() if isinstance(part, QAbstractScrollArea) else part


def shown_rect(part: QWidget) -> QRect:
    """What of a part is inside its window and every scroll area around it, in its own pixels."""
    area, offset = part.rect(), QPoint()
    inner, holder = part, part.parentWidget()
    while not inner.isWindow() and holder is not None:
        offset += inner.pos()
        area = area.intersected(holder.rect().translated(-offset))
        inner, holder = holder, holder.parentWidget()
    return area


def topmost(part: QWidget, point: QPoint) -> QWidget:
    """What a click there would hit: a menu that is open, or the uppermost part of the same window."""
    popup = QApplication.activePopupWidget()
    if popup is not None and popup is not part.window():
        return popup
    window = part.window()
    return window.childAt(part.mapTo(window, point)) or window


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a field: its label, what was typed, what the field understood, and whether it stood empty before."""

    label: str
    typed: str
    value: object
    was_blank: bool


class User:
    """Somebody at the kitchen table with a mouse and a keyboard."""

    def __init__(self, qtbot: Any) -> None:
        self._bot = qtbot
        self.clicks = self.strokes = self.keys = self.screens = 0
        self.answers: list[Given] = []
        self._screen: tuple[str, ...] = ()

    @property
    def presses(self) -> int:
        """Clicks of the mouse, and keys that type nothing."""
        return self.clicks + self.strokes

    # --- acting -------------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self._click(self.find(QAbstractButton, name))

    def click(self, name: str) -> None:
        """Click into the box of this name, and type nothing."""
        self._click(self._box(name))

    def fill(self, name: str, text: str) -> None:
        """Type into the box of this name, over what is there."""
        box = self._box(name)
        self._click(box)
        focused = QApplication.focusWidget()
        if focused is not box:
            raise OutOfReachError(f"{name!r} did not take the focus")
        was_blank = not self.text_in(name)
        if not was_blank:
            self._bot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self._bot.keyClick(box, Qt.Key.Key_Backspace)
            self.strokes += 1
        self._type(box, text)
        self._note(box, text, was_blank=was_blank)

    def type_words(self, text: str) -> None:
        """Type where the keyboard is, letter by letter, as somebody does who never touches the mouse."""
        box = self._keyboard_goes_to()
        was_blank = isinstance(box, QLineEdit) and not box.text()
        for letter in text:
            self._type(self._keyboard_goes_to(), letter)
        self._note(box, text, was_blank=was_blank)
        self._settle()

    def choose(self, name: str, words: str) -> None:
        """Choose an answer: a radio button, or from a list that narrows as one types."""
        if self._all(QRadioButton, f"{name}: {words}"):
            self.press(f"{name}: {words}")
            return
        self.fill(name, words)
        self._pick(self._popup(name), words)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer the questions of a page by their labels: type, or press the radio button of these words."""
        for name, words in answers.items():
            if self._all(QRadioButton, f"{name}: {words}"):
                self.choose(name, words)
            else:
                self.fill(name, words)

    def tick(self, name: str, *, on: bool = True) -> None:
        """Tick a box, or take the tick out."""
        box = self.find(QAbstractButton, name)
        if box.isChecked() != on:
            self._click(box)
        if box.isChecked() != on:
            raise OutOfReachError(f"{name!r} did not change")

    def press_key(self, keys: str) -> None:
        """Press a key or a combination: "Tab", "Enter", "Ctrl+Z"."""
        sequence: Any = QKeySequence(keys)
        for pressed in (sequence[at] for at in range(sequence.count())):
            self._bot.keyClick(self._keyboard_goes_to(), pressed.key(), pressed.keyboardModifiers())
            self.strokes += 1
        self._settle()

    def row(self, text: str, *, within: str = "") -> str:
        """Press the row of a table or list whose spoken sentence holds the text; gives the whole sentence."""
        view, index = self._row(text, within)
        view.scrollTo(index)
        self._settle()
        self._click_at(view.viewport(), view.visualRect(index), text)
        return self._sentence(index)

    def open_row(self, text: str, *, within: str = "") -> None:
        """Press a row, then Enter."""
        self.row(text, within=within)
        self.press_key("Return")

    def rows(self, within: str) -> list[str]:
        """The spoken sentences of the rows of a table or list."""
        view = self.find(QAbstractItemView, within)
        model = view.model()
        return [self._sentence(model.index(at, 0)) for at in range(model.rowCount())]

    def menu(self, *names: str) -> None:
        """Choose from the menus: "View", "Text size", "Larger"."""
        window = QApplication.activeWindow() or self._windows()[0]
        reason = self.why_unreachable(window)
        if reason or not isinstance(window, QMainWindow):
            raise OutOfReachError(f"no menu here: {reason or type(window).__name__}")
        actions = window.menuBar().actions()
        for name in names[:-1]:
            menu = self._action(actions, name).menu()
            if not isinstance(menu, QMenu):
                raise OutOfReachError(f"{name!r} opens no menu")
            menu.aboutToShow.emit()
            self.clicks += 1
            actions = menu.actions()
        self.clicks += 1
        self._action(actions, names[-1]).trigger()
        self._settle()

    def choose_files(self, button: str, files: Any, *paths: Path) -> None:
        """Press a button that asks for files, and choose these. `files` is the desk's FileChooser.

        In the system's window each file that is there takes a click, and so does its Open or Save.
        """
        files.next_choice(*paths)
        self.clicks += 1 + sum(path.exists() for path in paths)
        self.press(button)

    def turn_wheel(self, name: str, notches: int = -1) -> None:
        """Turn the mouse wheel over a control, without clicking on it."""
        from PySide6.QtCore import QPointF
        from PySide6.QtGui import QWheelEvent

        target = self.find(QWidget, name)
        at = target.rect().center()
        event = QWheelEvent(
            QPointF(at), QPointF(target.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)

    # --- looking ------------------------------------------------------------------------------------------------------

    def sees(self, text: str) -> bool:
        """Whether these words stand on the screen, in a label, a button, a box, a row or a panel's heading."""
        return any(text in words for words in self._words_on_screen())

    def text_in(self, name: str) -> str:
        """What stands in the box of this name."""
        box = self._box(name)
        return (
            box.text() if isinstance(box, QLineEdit) else box.toPlainText() if isinstance(box, QPlainTextEdit) else ""
        )

    def is_ticked(self, name: str) -> bool:
        """Whether a tick box or radio button is chosen."""
        return self.find(QAbstractButton, name).isChecked()

    def focus(self) -> str:
        """The name of what has the focus."""
        focused = QApplication.focusWidget()
        return name_of(focused) if focused is not None else ""

    def wait_until(self, happened: Callable[[], object], timeout: int = 10_000) -> None:
        """Wait for a thing, never for a time; at most so many milliseconds."""
        self._bot.waitUntil(lambda: bool(happened()), timeout=timeout)

    def find(self, kind: type[W], name: str) -> W:
        """The one reachable part of a kind that is spoken as this name.

        Raises:
            OutOfReachError: where there is none, or more than one; says what is on screen instead.
        """
        named = self._all(kind, name)
        reasons = {id(each): self.why_unreachable(each) for each in named}
        reachable = [each for each in named if not reasons[id(each)]]
        if len(reachable) == 1:
            return reachable[0]
        if named:
            said = ", ".join(sorted(reason or "reachable" for reason in reasons.values()))
            raise OutOfReachError(f"{len(reachable)} reachable parts are called {name!r}: {said}")
        on_screen = sorted({name_of(each) for each in self._visible(kind)} - {""})
        raise OutOfReachError(f"nothing is called {name!r}; on screen are {on_screen}")

    def why_unreachable(self, part: QWidget) -> str:
        """Why a person could not press this; "" where they could. Scrolls to it, as they would."""
        if not part.isVisible():
            return "hidden"
        if not part.isEnabled():
            return "disabled"
        modal = QApplication.activeModalWidget()
        if modal is not None and part.window() is not modal:
            return "blocked by a dialog"
        self._scroll_to(part)
        surface = surface_of(part)
        point = _middle(surface)
        if point is None:
            return "off screen"
        top = topmost(surface, point)
        return "" if top is surface or surface.isAncestorOf(top) else f"covered by {type(top).__name__}"

    # --- inside -------------------------------------------------------------------------------------------------------

    def _visible(self, kind: type[W]) -> Iterator[W]:
        for part in QApplication.allWidgets():
            if isinstance(part, kind) and part.isVisible():
                yield part

    def _all(self, kind: type[W], name: str) -> list[W]:
        QApplication.processEvents()
        return [each for each in self._visible(kind) if name_of(each) == name]

    @staticmethod
    def _windows() -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.isVisible()]

    def _box(self, name: str) -> QWidget:
        return self.find(QWidget, name) if not self._boxes(name) else self._only_box(name)

    def _boxes(self, name: str) -> list[QWidget]:
        return [each for kind in TEXT_BOXES for each in self._all(kind, name)]

    def _only_box(self, name: str) -> QWidget:
        kind = type(self._boxes(name)[0])
        return self.find(kind, name)

    @staticmethod
    def _scroll_to(part: QWidget) -> None:
        holder = part.parentWidget()
        while holder is not None:
            if isinstance(holder, QScrollArea):
                holder.ensureWidgetVisible(part, 8, 8)
            holder = holder.parentWidget()
        QApplication.processEvents()

    def _click(self, part: QWidget) -> None:
        point = _middle(part)
        assert point is not None
        self._bot.mouseClick(part, _LEFT, pos=point)
        self.clicks += 1
        self._settle()

    def _type(self, target: QWidget, text: str) -> None:
        for letter in text:
            if letter.isascii():
                self._bot.keyClicks(target, letter)
            else:
                _press_letter(target, letter)
            self.keys += 1

    def _note(self, box: QWidget, typed: str, *, was_blank: bool) -> None:
        holder: QWidget | None = box
        while holder is not None and not isinstance(holder, Answer):
            holder = holder.parentWidget()
        value = holder.value() if isinstance(holder, Answer) else typed
        self.answers.append(Given(name_of(box), typed, value, was_blank))

    def _click_at(self, viewport: QWidget, area: QRect, text: str) -> None:
        point = area.intersected(shown_rect(viewport)).center()
        if not area.intersects(shown_rect(viewport)):
            raise OutOfReachError(f"the row {text!r} is off screen")
        top = topmost(viewport, point)
        if top is not viewport:
            raise OutOfReachError(f"the row {text!r} is covered by {type(top).__name__}")
        self._bot.mouseClick(viewport, _LEFT, pos=point)
        self.clicks += 1
        self._settle()

    def _row(self, text: str, within: str) -> tuple[QAbstractItemView, QModelIndex]:
        QApplication.processEvents()
        views = [self.find(QAbstractItemView, within)] if within else list(self._visible(QAbstractItemView))
        rows = ((view, view.model().index(at, 0)) for view in views for at in range(_row_count(view)))
        found = [(view, index) for view, index in rows if text in self._sentence(index)]
        if len(found) != 1:
            raise OutOfReachError(f"{len(found)} rows say {text!r}")
        reason = self.why_unreachable(found[0][0])
        if reason:
            raise OutOfReachError(f"the table with {text!r} is {reason}")
        return found[0]

    @staticmethod
    def _sentence(index: QModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")

    def _popup(self, name: str) -> QListView:
        return self.find(QListView, f"Choices for {name}")

    def _pick(self, view: QListView, words: str) -> None:
        model = view.model()
        hits = [model.index(at, 0) for at in range(model.rowCount()) if str(model.index(at, 0).data()) == words]
        if len(hits) != 1:
            offered = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
            raise OutOfReachError(f"{words!r} is not offered, but {offered}")
        view.scrollTo(hits[0])
        self._click_at(view.viewport(), view.visualRect(hits[0]), words)

    @staticmethod
    def _action(actions: list[QAction], name: str) -> QAction:
        for action in actions:
            if action.text().replace("&", "").rstrip("…") == name.rstrip("…"):
                if not action.isEnabled() or not action.isVisible():
                    raise OutOfReachError(f"{name!r} is disabled")
                return action
        raise OutOfReachError(f"no {name!r} in {[each.text() for each in actions]}")

    @staticmethod
    def _keyboard_goes_to() -> QWidget:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            raise OutOfReachError("no window has the keyboard")
        return target

    def _words_on_screen(self) -> Iterator[str]:
        for part in QApplication.allWidgets():
            if not part.isVisible() or shown_rect(part).isEmpty():
                continue
            if isinstance(part, QLabel | QAbstractButton | QLineEdit):
                yield part.text().replace("&", "")
            elif isinstance(part, QPlainTextEdit):
                yield part.toPlainText()
            elif isinstance(part, QAbstractItemView):
                yield from self._rows_on_screen(part)

    @staticmethod
    def _rows_on_screen(view: QAbstractItemView) -> Iterator[str]:
        model = view.model()
        for row in range(_row_count(view)):
            if view.visualRect(model.index(row, 0)).intersects(view.viewport().rect()):
                columns = range(model.columnCount() if isinstance(view, QTableView) else 1)
                yield from (str(model.index(row, column).data() or "") for column in columns)
                yield User._sentence(model.index(row, 0))

    def _settle(self) -> None:
        before = self._screen
        QApplication.processEvents()
        if self._now() != before:
            self.screens += 1
            self._screen = self._now()

    @staticmethod
    def _now() -> tuple[str, ...]:
        """Which windows and page titles are in view: a change of it is a new screen."""
        heads = [
            each.title.text() for each in QApplication.allWidgets() if isinstance(each, PageHead) and each.isVisible()
        ]
        windows = [each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()]
        return tuple(sorted(heads + windows))


def _press_letter(target: QWidget, letter: str) -> None:
    """A letter QTest has no key for, such as ó or ŷ: it would end the whole test run."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter.upper()[0]), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(target, event)


def _row_count(view: QAbstractItemView) -> int:
    model: QAbstractItemModel | None = view.model()
    return 0 if model is None else model.rowCount()


def _middle(part: QWidget) -> QPoint | None:
    shown = shown_rect(part)
    if shown.isEmpty():
        return None
    if isinstance(part, QAbstractButton):  # the words or mark of a tick box may be narrower than the button
        point = QPoint(min(shown.left() + 12, shown.right()), shown.center().y())
        return point if part.hitButton(point) else shown.center()
    return shown.center()
