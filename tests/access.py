"""What every page must grant to everybody: names, Tab, size, room at 200 %, a visible ring, a harmless wheel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QThreadPool
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.widgets.buttons import RowButton
from tests.user import name_of, shown_rect, surface_of, topmost

MOST_STOPS = 2000  # of Tab on one page: beyond that it goes round for ever
MOST_ROUNDS = 50
LEAST = 24  # pixels, WCAG 2.5.8
_CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
_FORBIDDEN = (QSpinBox, QDateTimeEdit, QComboBox)


def check_access(window: MainWindow) -> None:
    """Every rule for the page now on screen, at the usual size and at 200 %."""
    come_to_rest(window)
    usual = faults_of(window)
    window.theme.set_text_size(200)
    come_to_rest(window)
    large = faults_of(window)
    window.theme.set_text_size(100)
    come_to_rest(window)
    faults = [*usual, *(f"at 200 %: {fault}" for fault in large)]
    assert not faults, "\n".join(faults)


def faults_of(window: MainWindow) -> list[str]:
    """Everything on the page that would keep somebody out, as it stands now."""
    return [
        *clipped(window),
        *too_wide(window),
        *too_small(window),
        *unnamed(window),
        *forbidden(window),
        *unreached_by_tab(window),
        *moved_by_wheel(window),
    ]


def settle() -> None:
    """Let what is worked out in the background, the layouts and the ring come to rest."""
    QThreadPool.globalInstance().waitForDone()
    for _ in range(4):
        QApplication.processEvents()


def come_to_rest(window: QWidget) -> None:
    """Let every part find its place: words that wrap tell their height only once they know their width."""
    places: list[QRect] = []
    for _ in range(MOST_ROUNDS):
        before = places
        settle()
        places = [part.geometry() for part in window.findChildren(QWidget)]
        if places == before:
            return
    raise AssertionError(f"the page does not come to rest in {MOST_ROUNDS} rounds")


def controls(window: QWidget) -> Iterator[QWidget]:
    """What a person can act on, on screen now."""
    for part in window.findChildren(QWidget):
        inside = isinstance(part.parentWidget(), QAbstractItemView)
        if (
            isinstance(part, _CONTROLS)
            and part.isVisible()
            and not inside
            and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            yield part


def unnamed(window: QWidget) -> Iterator[str]:
    """Controls without a spoken name, and names given twice."""
    names = Counter(name_of(part) for part in controls(window))
    if names.pop("", 0):
        yield from (f"no spoken name: {part!r}" for part in controls(window) if not name_of(part))
    yield from (f"{count} controls are called {name!r}" for name, count in names.items() if count > 1)


def forbidden(window: QWidget) -> Iterator[str]:
    """Boxes that hear the wheel or read a date their own way."""
    for part in window.findChildren(QWidget):
        if isinstance(part, _FORBIDDEN):
            yield f"a {type(part).__name__}: {name_of(part)!r}"


def too_small(window: QWidget) -> Iterator[str]:
    """Targets under 24 by 24 pixels."""
    for part in controls(window):
        if part.width() < LEAST or part.height() < LEAST:
            yield f"{name_of(part)!r} is {part.width()} by {part.height()}"


def unreached_by_tab(window: MainWindow) -> Iterator[str]:
    """Controls Tab does not come to, and stops where the focus cannot be seen."""
    seen: list[QWidget] = []
    for part in _walk(window, seen):
        yield from _unseen(window, part)
    groups = [each.group() for each in seen if isinstance(each, QRadioButton)]
    for part in controls(window):
        by_arrows = isinstance(part, QRadioButton) and part.group() in groups
        if part.isEnabled() and part not in seen and not by_arrows:
            yield f"Tab does not reach {name_of(part)!r}"


def _walk(window: QWidget, seen: list[QWidget]) -> Iterator[QWidget]:
    """Once round, however many controls come up on the way, as when a row is stood on."""
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        settle()
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            return
        seen.append(focused)
        yield focused


def _unseen(window: MainWindow, part: QWidget) -> Iterator[str]:
    if window.ring.target is not part or not window.ring.isVisible():
        yield f"no focus ring round {name_of(part)!r}"
    surface = surface_of(part)
    top = topmost(surface, shown_rect(surface).center())
    if shown_rect(surface).isEmpty() or not (top is surface or surface.isAncestorOf(top)):
        yield f"{name_of(part)!r} has the focus but cannot be seen"


def clipped(window: QWidget) -> Iterator[str]:
    """Words that do not fit the room they have."""
    for part in window.findChildren(QWidget):
        if part.isVisible() and _is_clipped(part):
            yield f"cut off: {_words(part)!r} ({part.width()} by {part.height()})"


def _words(part: QWidget) -> str:
    return part.text() if isinstance(part, QLabel | QAbstractButton) else name_of(part)


def _is_clipped(part: QWidget) -> bool:
    if isinstance(part, QLabel) and part.text():
        if part.wordWrap():
            return part.height() + 1 < part.heightForWidth(part.width())
        return part.width() + 1 < part.sizeHint().width()
    if isinstance(part, RowButton):
        return False  # its labels are looked at one by one
    if isinstance(part, QCheckBox | QRadioButton | QAbstractButton):
        return part.width() + 1 < part.sizeHint().width() or part.height() + 1 < part.minimumSizeHint().height()
    return False


def too_wide(window: MainWindow) -> Iterator[str]:
    """A page that asks for more width than there is would have to scroll across."""
    page = window.page_shown()
    if page is not None and page.minimumSizeHint().width() > window.area.viewport().width():
        yield f"the page wants {page.minimumSizeHint().width()} of {window.area.viewport().width()} pixels"


def moved_by_wheel(window: QWidget) -> Iterator[str]:
    """Answers changed by a turn of the wheel over them."""
    for part in controls(window):
        before = _answer(part)
        turn_wheel(part)
        if _answer(part) != before:
            yield f"the wheel changed {name_of(part)!r} from {before!r} to {_answer(part)!r}"


def turn_wheel(part: QWidget) -> None:
    """One notch down over the middle of a part."""
    at = QPointF(part.rect().center())
    event = QWheelEvent(
        at, QPointF(part.mapToGlobal(part.rect().center())), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(part, event)


def _answer(part: QWidget) -> object:
    if isinstance(part, QAbstractButton):
        return part.isChecked()
    if isinstance(part, QAbstractItemView):
        return part.currentIndex().row()
    asks: Callable[[], object] | None = getattr(part, "text", None) or getattr(part, "toPlainText", None)
    return asks() if asks is not None else None
