"""What every field has in common, boxes and choices alike."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.text import Label

T = TypeVar("T")
_ONE_LINE = 44  # letters that stand on one line even at 200 %


class Answer(QWidget, Generic[T]):
    """What every field has in common, boxes and choices alike.

    `changed` fires on each change by the person, `entered` on Enter. The label is also the spoken name.
    """

    changed = Signal()
    entered = Signal()
    hangs_from_top = True  # labels of neighbours stand level, whatever is said below the boxes

    def __init__(self, label: str, hint: str = "", *, optional: bool = False) -> None:
        super().__init__()
        self.label, self.optional = label, optional
        self.setObjectName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        caption = self._captioned()
        self._caption = Label(caption, "smallstrong", wrap=len(caption) > _ONE_LINE)
        self._hint = Label("", "small", "ink2", wrap=len(hint) > _ONE_LINE)
        self._fault, self._read_as = Label("", "smallstrong", "problem"), Label("", "small", "good")
        self._hint.say(hint)
        self._fault.say("")
        self._read_as.say("")
        self._body = Down(self._caption, self._hint, self._fault, gap="xs")
        self.setLayout(self._body)

    def fold_freely(self) -> None:
        """Take the height it needs where its parts fold on to further lines, as in large text."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def value(self) -> T | None:
        """What was understood; None where nothing was filled in, or it could not be read."""
        raise NotImplementedError

    def set_value(self, value: T | None) -> None:
        """Fill in a value; None empties the field."""
        raise NotImplementedError

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return self.value() is None

    def as_typed(self) -> object:
        """What stands in it, read or not, to be kept with a half-typed form."""
        return self.value()

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as each field keeps it
        """Put back what `as_typed` gave."""
        self.set_value(kept)

    @property
    def is_understood(self) -> bool:
        """Whether it is blank or was read."""
        return self.is_blank or self.value() is not None

    def fault(self) -> str:
        """What to do, in words, where what was typed cannot be read; "" otherwise."""
        return ""

    def set_problem(self, words: str) -> None:
        """Show a fault between label and box; "" takes it away."""
        self._fault.setWordWrap(len(words) > _ONE_LINE)
        self._fault.say(words)
        self._describe()

    @property
    def problem(self) -> str:
        """The fault now shown."""
        return self._fault.text()

    def set_hint(self, hint: str) -> None:
        """Change the hint."""
        self._hint.setWordWrap(len(hint) > _ONE_LINE)
        self._hint.say(hint)
        self._describe()

    def set_label(self, label: str) -> None:
        """Change the label and the spoken name with it."""
        self.label = label
        self._caption.setText(self._captioned())
        self._name()

    def _captioned(self) -> str:
        return self.tr("{label} (optional)").format(label=self.label) if self.optional else self.label

    def take_focus(self) -> None:
        """Put the cursor in it."""
        self._target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self) -> QWidget:
        raise NotImplementedError

    def _name(self) -> None:
        self._target().setAccessibleName(self.label)

    def _describe(self) -> None:
        self._target().setAccessibleDescription(". ".join(part for part in (self._hint.text(), self.problem) if part))
