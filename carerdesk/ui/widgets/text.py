"""Words on the page: labels in the type roles, chips, icons, hairlines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.arrange import let_show

FUNDER_NAMES = {"council": "Council", "nhs": "NHS", "atw": "Access to Work", "own": "Own money"}
_FOLD = "\u200b"  # room of no width: a line may end there
STATUS_TONES = {"Not started": "quiet", "In progress": "note", "Done": "good", "There is a problem": "problem"}


class Label(QLabel):
    """Plain words in a type role (display, title, lead, body, strong, small, …) and a tone (ink2, good, …)."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, wrap: bool = False, right: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.restyle(look())

    def say(self, text: str) -> None:
        """Show other words; with none, take no room."""
        self.setText(text)
        let_show(self, bool(text))

    def set_tone(self, tone: str) -> None:
        """Change the tone ("" is ink)."""
        self.setProperty("tone", tone)
        repolish(self)

    def set_role(self, role: str) -> None:
        """Change the type role."""
        self._role = role
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take the font of the role."""
        self.setFont(chosen.font(self._role))


class Hugging(Label):
    """Words as wide as they are on one line where there is room, so that what follows stands beside them."""

    def __init__(self, text: str, role: str = "body", tone: str = "") -> None:
        super().__init__(text, role, tone, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text()).width() + 2 * self.margin() + 1
        return QSize(wide, self.heightForWidth(wide))


class Chip(QLabel):
    """A word on a tint: a funder, a status, or Today. Never a button."""

    def __init__(self, text: str, tone: str = "quiet") -> None:
        super().__init__(text)
        self.setProperty("chip", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.restyle(look())

    def say(self, text: str, tone: str) -> None:
        """Show another word in another tone."""
        self.setText(text)
        self.setProperty("chip", tone)
        repolish(self)

    def restyle(self, chosen: Look) -> None:
        """Take the chip's font."""
        self.setFont(chosen.font("smallstrong"))


def funder_chip(tone: str, name: str = "", share: str = "") -> Chip:
    """A funder by its tone (council, nhs, atw, own; a fifth funder takes own with its own name) and share ("75%")."""
    return Chip(f"{name or FUNDER_NAMES[tone]} {share}".strip(), tone)


def status_chip(status: str) -> Chip:
    """One of the four statuses; anything else ("3 things missing") waits in amber."""
    return Chip(status, STATUS_TONES.get(status, "attention"))


class Icon(QLabel):
    """A small drawing beside words. It is silent: the words say it."""

    def __init__(self, name: str, tone: str = "ink2", size: str | int = "icon") -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.restyle(look())

    def draw(self, name: str, tone: str) -> None:
        """Show another drawing."""
        self._name, self._tone = name, tone
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Draw it again in the look's colours."""
        side = chosen.size(self._size)
        self.setPixmap(chosen.picture(self._name, self._tone, self._size))
        self.setFixedSize(side, side)


def foldable(name: str, most: int = 30) -> str:
    """A long name without spaces, such as a file's, with places where a wrapped label may fold it."""
    return " ".join(_FOLD.join(_pieces(word, most)) if len(word) > most else word for word in name.split(" "))


def _pieces(word: str, most: int) -> list[str]:
    return [word[at : at + most] for at in range(0, len(word), most)]


class Rule(QFrame):
    """A hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rule")
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """One pixel, two in high contrast."""
        self.setFixedHeight(chosen.line)


def translated(context: str, words: str) -> str:
    """As `tr`, where there is no object yet to ask: `context` is the class whose words they are."""
    return QCoreApplication.translate(context, words)


def let_mouse_through(widget: QWidget) -> None:
    """Make a widget and all in it leave the mouse to whatever holds it."""
    for part in (widget, *widget.findChildren(QWidget)):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
