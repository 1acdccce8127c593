"""Parts the door shares with Safe keeping: a new password typed twice, a way to unlock, the recovery code in groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, Well, announce
from carerdesk.ui.widgets.fields import Answer, PasswordField, TextField
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Icon, Label


class AskFirst(Sheet):
    """What follows from an act, in plain words, before it is done; its buttons stand below, as the words are long."""

    def __init__(self, words: str, *buttons: Button) -> None:
        super().__init__(wash="attention", gap="s", pad="m")
        self.setAccessibleName(words)
        line = Across(Icon("triangle-alert", "attention"), gap="s")
        line.addWidget(Label(words, wrap=True), 1)
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="s"))
        self.add(line, row)
        self._first = buttons[0]
        announce(self, words)

    def take_focus(self) -> None:
        """On its first button, in sight."""
        self._first.setFocus()
        bring_into_sight(self)


class NewPassword(QWidget):
    """A new password, typed twice. Pasting is allowed; Show shows it."""

    def __init__(self, label: str = "", again: str = "", hint: str = "") -> None:
        super().__init__()
        words = label or self.tr("Password")
        self.new = PasswordField(words, hint or guidance("front_door", "password_hint"))
        self.again = PasswordField(again or self.tr("The same password again"))
        self.fields: dict[str, Answer[Any]] = {"new": self.new, "again": self.again}
        self.setLayout(Down(self.new, self.again, gap="l"))

    def typed(self) -> tuple[str, str]:
        """What stands in the two boxes."""
        return self.new.text, self.again.text


class Unlocking(QWidget):
    """The password, or the recovery code instead; a link turns one into the other and back."""

    def __init__(self, *, by_code: bool = False) -> None:
        super().__init__()
        self._by_code = by_code
        self.password = PasswordField(self.tr("Password"))
        self.code = TextField(self.tr("Recovery code"), guidance("front_door", "code_hint"), characters=64)
        self.fields: dict[str, Answer[Any]] = {"password": self.password, "recovery_code": self.code}
        self._turn = Button("", "small", act=self._other_way)
        self.setLayout(Down(self.password, self.code, Across(self._turn, None), gap="m"))
        self._show()

    @property
    def field_now(self) -> str:
        """The name of the field now asked for."""
        return "recovery_code" if self._by_code else "password"

    def is_filled(self) -> bool:
        """Whether anything was typed."""
        return not self.fields[self.field_now].is_blank

    def problems(self) -> tuple[Problem, ...]:
        """What to say where nothing was typed."""
        return (Problem(self.field_now, "recovery_code_missing" if self._by_code else "empty_password"),)

    def how(self) -> dict[str, str | None]:
        """As services that open books take it."""
        return {self.field_now: self.code.text if self._by_code else self.password.text}

    def _other_way(self) -> None:
        self._by_code = not self._by_code
        self._show()
        self.fields[self.field_now].take_focus()

    def _show(self) -> None:
        by_code = self._by_code
        self.password.setVisible(not by_code)
        self.code.setVisible(by_code)
        words = self.tr("Use the password instead") if by_code else self.tr("Use the recovery code instead")
        self._turn.rename(words)


class CodeGroups(Well):
    """The recovery code in its groups, large, and spoken letter by letter as one text."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__(gap="s")
        self._groups = groups
        self._labels = [Label(group, "title") for group in groups]
        self.setAccessibleName(self.tr("Recovery code"))
        self.setAccessibleDescription(", ".join(" ".join(group) for group in groups))
        holder = QWidget()
        holder.setLayout(Flow(*self._labels, gap="l"))
        self.add(holder)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code shown."""
        return self._groups

    def copy(self) -> None:
        """Onto the clipboard, for a password keeper."""
        QApplication.clipboard().setText(" ".join(self._groups))
        announce(self, self.tr("Copied"))

    def restyle(self, _chosen: Look) -> None:
        """The labels take their own fonts; the groups flow anew."""
        self.updateGeometry()
