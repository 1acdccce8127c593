"""Choosing: radio buttons up to seven, else a list that narrows as you type. No combo boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QCheckBox, QLineEdit, QListView, QRadioButton, QWidget

from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.cards import announce
from carerdesk.ui.widgets.fields import Answer

T = TypeVar("T")
MOST_RADIOS = 7
_ROWS_SHOWN = 7


def choice_field(  # the one door: the number of choices decides how they are shown
    label: str,
    choices: Sequence[tuple[T, str]],
    hint: str = "",
    *,
    optional: bool = False,
    across: bool = False,
    compact: bool = False,
) -> Answer[T]:
    """Choose one of `choices` (value, words): radio buttons up to seven, else, or where `compact`, a filtered list."""
    if compact or len(choices) > MOST_RADIOS:
        return FilteredList(label, choices, hint, optional=optional)
    return RadioRow(label, choices, hint, optional=optional, across=across)


class RadioRow(Answer[T]):
    """Radio buttons, one below another or `across`. Nothing is chosen until the person does, or `set_value`."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[T, str]],
        hint: str = "",
        *,
        optional: bool = False,
        across: bool = False,
    ) -> None:
        super().__init__(label, hint, optional=optional)
        self._group = QButtonGroup(self)
        self._values = [value for value, _ in choices]
        self._buttons = [self._radio(at, words) for at, (_, words) in enumerate(choices)]
        holder = QWidget()
        holder.setLayout(Flow(*self._buttons, gap="l") if across else Down(*self._buttons, gap=0))
        if across:
            self.fold_freely()
        self._body.add(holder)
        self._group.idClicked.connect(lambda _at: self.changed.emit())
        self._name()
        self.restyle(look())

    def value(self) -> T | None:
        at = self._group.checkedId()
        return None if at < 0 else self._values[at]

    def set_value(self, value: T | None) -> None:
        self._group.setExclusive(False)
        for at, button in enumerate(self._buttons):
            button.setChecked(value is not None and self._values[at] == value)
        self._group.setExclusive(True)

    def restyle(self, chosen: Look) -> None:
        """Take the font."""
        for button in self._buttons:
            button.setFont(chosen.font())

    def _radio(self, at: int, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(f"{self.label}: {words}")
        self._group.addButton(button, at)
        return button

    def _name(self) -> None:
        for button in self._buttons:
            button.setAccessibleName(f"{self.label}: {button.text()}")

    def _target(self) -> QWidget:
        return self._buttons[max(0, self._group.checkedId())] if self._buttons else self


class TickField(Answer[bool]):
    """One yes-or-no box with its words beside it; `value()` is always True or False."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self._caption.hide()
        self.box = QCheckBox(label)
        self.box.setObjectName(label)
        self._body.insertWidget(0, self.box)
        self.box.clicked.connect(lambda _checked: self.changed.emit())
        self._name()
        self._describe()
        self.restyle(look())

    def value(self) -> bool | None:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))

    def restyle(self, chosen: Look) -> None:
        """Take the font."""
        self.box.setFont(chosen.font())

    def _target(self) -> QWidget:
        return self.box


class _Options(QListView):
    """The list that lies over the page below its box."""

    def __init__(self, holder: QWidget, name: str) -> None:
        super().__init__(holder)
        self.setProperty("part", "popup")
        self.setAccessibleName(self.tr("Choices for {name}").format(name=name))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.names = QStringListModel()
        self.setModel(self.names)
        self.hide()

    def show_below(self, edit: QLineEdit, words: list[str]) -> None:
        """Show these, below the box or above it where there is more room."""
        self.names.setStringList(words)
        row = look().size(30)
        height = min(len(words), _ROWS_SHOWN) * row + 2 * look().space("xs")
        window = edit.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        foot = edit.mapTo(window, QPoint(0, edit.height() + 2))
        if foot.y() + height > window.height():
            foot = edit.mapTo(window, QPoint(0, -height - 2))
        self.setFont(look().font())
        self.setGeometry(foot.x(), foot.y(), max(edit.width(), look().size(200)), height)
        self.setCurrentIndex(self.names.index(0))
        self.show()
        self.raise_()


class FilteredList(Answer[T]):
    """A box to type into and a list that narrows: a click, Down or a letter opens it, Enter takes, Escape leaves."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[T, str]],
        hint: str = "",
        *,
        optional: bool = False,
        characters: int = 18,
    ) -> None:
        super().__init__(label, hint, optional=optional)
        self._choices, self._characters = list(choices), characters
        self.edit = QLineEdit()
        self.edit.setObjectName(label)
        self._caption.setBuddy(self.edit)
        self._body.add(Across(self.edit, None), self._read_as)
        self._options = _Options(self, label)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self._options.clicked.connect(lambda index: self._take(str(index.data())))
        self._name()
        self._describe()
        self.restyle(look())

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.edit.text()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def set_choices(self, choices: Sequence[tuple[T, str]]) -> None:
        """Offer other choices; what stands in the box stays."""
        self._choices = list(choices)

    def value(self) -> T | None:
        words = self.text.strip().casefold()
        exact = [value for value, name in self._choices if name.casefold() == words]
        near = [value for value, name in self._choices if words and name.casefold().startswith(words)]
        found = exact or (near if len(near) == 1 else [])
        return found[0] if found else None

    def set_value(self, value: T | None) -> None:
        self.edit.setText(next((name for each, name in self._choices if each == value), ""))
        self._read_as.say("")

    def as_typed(self) -> object:
        return self.text

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as every field
        """Put back the words; a value of the list, as drafts once kept it, is put back by its words."""
        words = next((name for value, name in self._choices if kept and value == kept), kept)
        self.edit.setText(str(words or ""))

    def fault(self) -> str:
        if self.is_blank or self.value() is not None:
            return ""
        return self.tr("{label} must be one of the list: press the down arrow to see it").format(label=self.label)

    def set_problem(self, words: str) -> None:
        super().set_problem(words)
        self.edit.setProperty("faulty", "true" if words else "false")
        repolish(self.edit)

    def restyle(self, chosen: Look) -> None:
        """Size the box."""
        self.edit.setFont(chosen.font())
        figure = self.edit.fontMetrics().horizontalAdvance("0")
        self.edit.setFixedWidth(self._characters * figure + 2 * chosen.space(11))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._options.hide()
        elif event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            if event.button() == Qt.MouseButton.LeftButton:
                self._open_at_choice()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        is_open = self._options.isVisible()
        chosen = self._options.currentIndex()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1) if is_open else self._open("")
        elif is_open and not chosen.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._options.hide()  # only looked at
            return False
        elif is_open and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(str(chosen.data()))
        elif is_open and key == Qt.Key.Key_Tab:
            self._take(str(chosen.data()))
            return False
        elif is_open and key == Qt.Key.Key_Escape:
            self._options.hide()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self._open(text)
        value = self.value()
        self._read_as.say("" if value is None else next(name for each, name in self._choices if each == value))
        self.changed.emit()

    def _open(self, text: str) -> None:
        words = [name for _, name in self._choices if text.strip().casefold() in name.casefold()]
        if not words:
            self._options.hide()
            return
        self._options.show_below(self.edit, words)
        announce(self.edit, self.tr("{count} choices. {first}").format(count=len(words), first=words[0]))

    def _open_at_choice(self) -> None:
        """All choices, at the one that stands in the box: leaving again changes nothing."""
        self._open("")
        names = self._options.names
        self._options.setCurrentIndex(
            next((names.index(at) for at, words in enumerate(names.stringList()) if words == self.text), QModelIndex())
        )

    def _step(self, by: int) -> None:
        rows = self._options.names.rowCount()
        at = min(max(self._options.currentIndex().row() + by, 0), rows - 1)
        self._options.setCurrentIndex(self._options.names.index(at))
        announce(self.edit, str(self._options.currentIndex().data()))

    def _take(self, words: str) -> None:
        self.edit.setText(words)
        self._read_as.say("")
        self._options.hide()
        self.changed.emit()

    def _target(self) -> QWidget:
        return self.edit
