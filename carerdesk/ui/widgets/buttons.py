"""Buttons, named by the act and its object: "Finish pay for 27 November". Never OK, Submit or Next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLayout, QPushButton, QSizePolicy, QWidget

from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Folding
from carerdesk.ui.widgets.text import Chip, Hugging, Icon, Label, let_mouse_through

KINDS = ("primary", "plain", "small", "link", "danger", "quiet")
_ROW_FOLDS, _CHIP_FOLDS = 34, 18  # em: a narrower row sets its date below its words, and its chip below its title
_LEVEL_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TONES = {
    "primary": "on_primary",
    "quiet": "primary",
    "small": "primary",
    "link": "primary",
    "danger": "problem",
    "room": "ink2",
}


def _press(act: Callable[[], object]) -> Callable[[bool], None]:
    def pressed(_checked: bool) -> None:
        act()

    return pressed


class Pressable(QPushButton):
    """A push button that Enter presses as well as Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class Button(Pressable):
    """A button of one kind: primary (filled, one a page), plain, small or link (green words), danger, quiet.

    `icon` is a name below resources/icons; a button of an icon alone needs `name`, which becomes its tooltip too.
    """

    def __init__(
        self, text: str, kind: str = "plain", *, icon: str = "", name: str = "", act: Callable[[], object] | None = None
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(name or text.replace("&", ""))
        self.setObjectName(name or text)
        if name and not text:
            self.setToolTip(name)
        if act is not None:
            self.clicked.connect(_press(act))
        self.restyle(look())

    @property
    def kind(self) -> str:
        """Which kind of button this is."""
        return str(self.property("kind"))

    def rename(self, text: str, name: str = "") -> None:
        """Give it other words, spoken the same unless `name` says more."""
        self.setText(text)
        self.setAccessibleName(name or text.replace("&", ""))

    def set_icon(self, icon: str) -> None:
        """Give it another icon."""
        self._icon = icon
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take font and icon."""
        self.setFont(chosen.font("strong" if self.kind == "primary" else "body"))
        if self._icon:
            gap = bool(self.text())
            self.setIcon(chosen.icon(self._icon, _TONES.get(self.kind, "ink"), gap=gap))
            self.setIconSize(chosen.icon_size(gap=gap))
        if not self.text():
            self.setMinimumWidth(chosen.size("control"))


class RowButton(Pressable):
    """A whole row that is one button: what stands inside never takes the mouse or the focus."""

    def __init__(self, name: str, inside: QLayout, height: str | int = "due_row") -> None:
        super().__init__()
        self._height = height
        self.setProperty("kind", "row")
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # its words fold
        self.setLayout(inside)
        for part in self.findChildren(QWidget):
            let_mouse_through(part)
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """At least as tall as its kind of row."""
        self.setMinimumHeight(chosen.size(self._height))

    def sizeHint(self) -> QSize:
        return self._inside().sizeHint().expandedTo(QSize(0, look().size(self._height)))

    def minimumSizeHint(self) -> QSize:
        return self._inside().minimumSize()

    def hasHeightForWidth(self) -> bool:
        return self._inside().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        inside = self._inside()
        if not inside.hasHeightForWidth():
            return self.sizeHint().height()
        return max(inside.totalHeightForWidth(width), look().size(self._height))

    def _inside(self) -> QLayout:
        inside = self.layout()
        assert inside is not None
        return inside


class DueRow(RowButton):
    """One thing to do: icon, title and at most one chip, second line, date over "in 7 days", chevron."""

    def __init__(
        self,
        icon: str,
        title: str,
        sub: str,
        when: str,
        *,
        away: str = "",
        flag: str = "",
        done: bool = False,
        act: Callable[[], object] | None = None,
    ) -> None:
        tone = "ink2" if done else ""
        head = Folding(Hugging(title, "body" if done else "lead", tone), below=_CHIP_FOLDS)
        if flag:
            head.addWidget(Chip(flag, "attention"), 0, _LEVEL_LEFT)
        head.add(None)
        words = Down(head, gap=1)
        if sub:
            words.add(Label(sub, "small", "ink2", wrap=True))
        self._dates = [Label(when, "small" if done else "strong", tone, right=True)]
        if away:
            self._dates.append(Label(away, "small", "ink2", right=True))
        middle = Folding(below=_ROW_FOLDS, gap="m", folded=self._fold)
        middle.addLayout(words, 1)
        middle.addLayout(Down(None, *self._dates, None, gap=1))
        inside = Across(Icon(icon, "ink2" if done else "primary", 22), gap="m", pad=("m", "s", "m", "s"))
        inside.addLayout(middle, 1)
        inside.add(Icon("chevron-right"))
        spoken = (title, flag, sub.rstrip("."), f"{when} {away}".strip())
        super().__init__(". ".join(part for part in spoken if part), inside)
        if act is not None:
            self.clicked.connect(_press(act))

    def _fold(self, folded: bool) -> None:
        side = Qt.AlignmentFlag.AlignLeft if folded else Qt.AlignmentFlag.AlignRight
        for label in self._dates:
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


class FigureButton(Pressable):
    """A figure with a fine dotted line that opens its working. `name` says what the figure is: "Tax for Asha"."""

    def __init__(
        self, figure: str, name: str, *, strong: bool = False, act: Callable[[], object] | None = None
    ) -> None:
        super().__init__(figure)
        self._name, self._strong = name, strong
        self.setProperty("kind", "figure")
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(figure)
        if act is not None:
            self.clicked.connect(_press(act))
        self.restyle(look())

    def say(self, figure: str) -> None:
        """Show another figure."""
        self.setText(figure)
        self.setAccessibleName(self.tr("{name}: {figure}. Show the working").format(name=self._name, figure=figure))

    def set_open(self, is_open: bool) -> None:
        """Outline it while its working is on screen."""
        self.setProperty("open", "true" if is_open else "false")
        repolish(self)

    def restyle(self, chosen: Look) -> None:
        """Take the font."""
        self.setFont(chosen.font("strong" if self._strong else "body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics, pad = self.fontMetrics(), look().space(6) + look().line
        right = self.width() - pad
        below = (self.height() + metrics.ascent()) / 2 + metrics.descent() * 0.4
        painter = QPainter(self)
        pen = QPen(look().colour("edge"), look().line, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(right - metrics.horizontalAdvance(self.text()), below), QPointF(right, below))


class Segments(QWidget):
    """A few views of one list, one chosen: "All, 46 · Need a receipt, 2". `act` is told the key chosen."""

    def __init__(self, choices: dict[str, str], act: Callable[[str], object]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._keys = list(choices)
        self._buttons = [self._segment(words) for words in choices.values()]
        flow = Flow(*self._buttons, gap="xs")
        self.setLayout(flow)
        self._group.idClicked.connect(lambda at: act(self._keys[at]))
        self._buttons[0].setChecked(True)

    def rename(self, key: str, words: str) -> None:
        """Give one choice other words, such as a new count."""
        button = self._buttons[self._keys.index(key)]
        button.setText(words)
        button.setAccessibleName(words)

    def choose(self, key: str) -> None:
        """Mark one as chosen without telling `act`."""
        self._buttons[self._keys.index(key)].setChecked(True)

    def _segment(self, words: str) -> Button:
        button = Button(words, "segment")
        button.setCheckable(True)
        self._group.addButton(button, len(self._group.buttons()))
        return button
