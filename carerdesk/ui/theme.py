"""How everything looks, from one token table: palette, a small style sheet, fonts, icons, space.

Nobody else writes a colour or a size. A `Look` is one theme at one text size and never changes; `Theme` chooses the
look, follows the system, and on a change gives the new look to the application and to every part that has `restyle`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from carerdesk.catalogue.places import resource

LOOKS = ("light", "dark", "contrast")
APPEARANCES = ("system", *LOOKS)
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 100, 200, 10
FUNDER_TONES = ("council", "nhs", "atw", "own")
CHIP_TONES = ("good", "attention", "problem", "note", "quiet", *FUNDER_TONES)
TEXT_TONES = ("ink2", "primary", "good", "attention", "problem", "note", "on_primary", *FUNDER_TONES)
WASHES = ("good", "attention", "problem", "note", "primary", "quiet")

_POINT = 96 / 72  # pixels in a point where the screen claims the usual 96 dots to the inch
_USUAL_DPI = 96
_PADDING_GROWTH = 0.72  # controls and rows hold one line of text: their padding need not double with it
_TITLE_GROWTH = {"display": 0.6, "title": 0.8, "figure": 0.8}  # already big
_SLOW_SIZES = frozenset({"control", "row", "nav_row", "due_row"})
_SHARP = 2  # icons are drawn at twice their size, so that a dense screen shows them crisp


@cache
def tokens() -> dict[str, Any]:
    """The token table, read once."""
    return tomllib.loads(resource("look", "tokens.toml").read_text(encoding="utf-8"))


@cache
def _sheet_template() -> Template:
    return Template(resource("look", "window.qss").read_text(encoding="utf-8"))


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Look:
    """One theme ("light", "dark", "contrast") at one text size (1.0 to 2.0); `unit` is the screen's own text scale."""

    name: str = "light"
    scale: float = 1.0
    unit: float = 1.0
    points: float = 1.0

    @property
    def colours(self) -> dict[str, str]:
        """Token to #RRGGBB."""
        found: dict[str, str] = tokens()[self.name]
        return found

    @property
    def high_contrast(self) -> bool:
        """Whether this is the high-contrast look: no tints, everything outlined."""
        return self.name == "contrast"

    @property
    def line(self) -> int:
        """Pixels of a hairline."""
        return 2 if self.high_contrast else 1

    @property
    def em(self) -> float:
        """Pixels of the body font: breakpoints are counted in these."""
        return float(tokens()["type"]["body"][0]) * _POINT * self.scale * self.unit

    def colour(self, token: str) -> QColor:
        """A token's colour."""
        return QColor(self.colours[token])

    def space(self, token: str | int) -> int:
        """Pixels of a gap (a token such as "m", or pixels at 100 %); grows half as fast as text."""
        table = tokens()["space"]
        pixels = int(table[token]) if isinstance(token, str) else token
        return round(pixels * (1 + (self.scale - 1) * float(table["growth"])) * self.unit)

    def size(self, token: str | int) -> int:
        """Pixels of something that holds text (a token such as "control", or pixels at 100 %)."""
        pixels = int(tokens()["size"][token]) if isinstance(token, str) else token
        growth = _PADDING_GROWTH if token in _SLOW_SIZES else 1.0
        return round(pixels * (1 + (self.scale - 1) * growth) * self.unit)

    def font(self, role: str = "body") -> QFont:
        """The font of a type role: display, title, lead, body, strong, small, smallstrong, figure."""
        points, weight = tokens()["type"][role]
        font = QFont(tokens()["font"]["family"])
        font.setPointSizeF(points * (1 + (self.scale - 1) * _TITLE_GROWTH.get(role, 1.0)) * self.points)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def picture(self, name: str, tone: str = "ink2", size: str | int = "icon") -> QPixmap:
        """An icon drawn in a token's colour."""
        return _picture(name, self.colours[tone], self.size(size), 2.25 if self.high_contrast else 1.85)

    def icon(self, name: str, tone: str = "ink", *, checked: str = "", gap: bool = True) -> QIcon:
        """An icon for a button. Qt leaves 4 px before the text whatever its size: the gap is drawn into the picture."""
        icon = QIcon()
        for token, state in ((tone, QIcon.State.Off), (checked or tone, QIcon.State.On)):
            wide = QPixmap(self.icon_size(gap=gap) * _SHARP)
            wide.fill(Qt.GlobalColor.transparent)
            side = self.size("icon") * _SHARP
            painter = QPainter(wide)
            painter.drawPixmap(0, 0, side, side, self.picture(name, token))
            painter.end()
            wide.setDevicePixelRatio(_SHARP)
            icon.addPixmap(wide, QIcon.Mode.Normal, state)
        return icon

    def icon_size(self, *, gap: bool = True) -> QSize:
        """The size of a button's icon, gap included."""
        side = self.size("icon")
        return QSize(side + (self.space(6) if gap else 0), side)

    def palette(self) -> QPalette:
        """Every role, so that Fusion and un-styled widgets are right as well."""
        palette, role = QPalette(), QPalette.ColorRole
        roles = {
            role.Window: "ground", role.WindowText: "ink", role.Base: "surface", role.AlternateBase: "sunk",
            role.Text: "ink", role.Button: "surface", role.ButtonText: "ink", role.BrightText: "on_primary",
            role.Highlight: "primary", role.HighlightedText: "on_primary", role.Link: "primary",
            role.LinkVisited: "primary", role.PlaceholderText: "ink2", role.ToolTipBase: "surface",
            role.ToolTipText: "ink", role.Mid: "line", role.Midlight: "sunk", role.Dark: "edge",
            role.Shadow: "edge", role.Light: "surface", role.Accent: "primary",
        }  # fmt: skip
        for each, token in roles.items():
            palette.setColor(each, self.colour(token))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.colour("ink2"))
        return palette

    def sheet(self) -> str:
        """The style sheet: only what the palette cannot say."""
        return _sheet_template().substitute(self._values()) + "\n".join(self._tones())

    def _values(self) -> dict[str, str]:
        sizes, chosen = tokens()["size"], self.high_contrast
        pads = {f"pad{pixels}": self.space(pixels) for pixels in (4, 5, 6, 10, 12, 14, 18)}
        numbers = pads | {
            "hair": self.line, "card": sizes["radius_card"], "radius": sizes["radius_control"],
            "control": self.size("control") - 2 * self.line, "control_thick": self.size("control") - 4,
            "small_control": self.size(26) - 2 * self.line, "segment": self.size(32) - 2 * self.line,
            "choice": self.size(30), "dot": self.size(20), "dot_round": self.size(20) // 2 + 2,
            "dot_ring": self.size(7), "dot_hole": self.size(20) + 4 - 2 * self.size(7), "tick_round": 4,
            "bar": self.size(10),
            "head_points": round(tokens()["type"]["smallstrong"][0] * self.scale * self.points, 2),
        }  # fmt: skip
        words = {
            "chosen": self.colours["primary" if chosen else "primary_soft"],
            "on_chosen": self.colours["on_primary" if chosen else "primary"],
            "note_edge": self._edge_of("note"),
            "tick": resource("icons", f"tick-{self.name}.svg").as_posix(),
        }
        return self.colours | words | {name: str(number) for name, number in numbers.items()}

    def _edge_of(self, tone: str) -> str:
        return self.colours[tone if self.high_contrast else f"{tone}_soft"]

    def _tones(self) -> Iterator[str]:
        radius, card = tokens()["size"]["radius_chip"], tokens()["size"]["radius_card"]
        up, side = max(1, self.space(2) - 1), self.space(7)
        for tone in TEXT_TONES:
            yield f'QLabel[tone="{tone}"] {{ color: {self.colours[tone]} }}'
        for tone in CHIP_TONES:
            yield (
                f'QLabel[chip="{tone}"] {{ color: {self.colours[tone]}; background: {self.colours[tone + "_soft"]};'
                f" border: {self.line}px solid {self._edge_of(tone)}; border-radius: {radius}px;"
                f" padding: {up}px {side}px }}"
            )
        for tone in WASHES:
            yield (
                f'QFrame[wash="{tone}"] {{ background: {self.colours[tone + "_soft"]};'
                f" border: {self.line}px solid {self._edge_of(tone)}; border-radius: {card}px }}"
            )


@cache
def _picture(name: str, colour: str, size: int, stroke: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawing = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    picture = QPixmap(size * _SHARP, size * _SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size * _SHARP, size * _SHARP))
    painter.end()
    picture.setDevicePixelRatio(_SHARP)
    return picture


@runtime_checkable
class Restyled(Protocol):
    """A part that must be told when the look changes."""

    def restyle(self, look: Look) -> None:
        """Take fonts, pictures and sizes from this look."""


def look() -> Look:
    """The look of the running application; the light one before any was applied."""
    app = QApplication.instance()
    found = app.property("look") if app is not None else None
    return found if isinstance(found, Look) else Look()


def apply(app: QApplication, chosen: Look) -> None:
    """Give the application, and all that is on screen, this look."""
    _load_fonts()
    app.setProperty("look", chosen)
    app.setStyle("Fusion")
    app.setPalette(chosen.palette())
    app.setFont(chosen.font())
    app.setStyleSheet(chosen.sheet())
    for part in _parts(app):
        part.restyle(chosen)


@cache
def _load_fonts() -> None:
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _parts(app: QApplication) -> Iterator[Restyled]:
    for window in app.topLevelWidgets():
        for part in (window, *window.findChildren(QObject)):
            if isinstance(part, Restyled):
                yield part


def repolish(widget: Any) -> None:  # noqa: ANN401 - any QWidget; typed loosely as style() is per class in the stubs
    """Let the style sheet see a property changed after the widget was shown."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Theme(QObject):
    """Chooses the look: the person's own choice, or the system's, at their text size."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: str = "system", text_size: int = SMALLEST_TEXT) -> None:
        super().__init__(app)
        self._app, self.appearance, self.text_size = app, appearance, text_size
        self._hints = app.styleHints()  # kept: the accessibility hints die with it
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._access.contrastPreferenceChanged.connect(self._system_changed)
        self._apply()

    @property
    def look(self) -> Look:
        """The look now on screen."""
        return look()

    def set_appearance(self, appearance: str) -> None:
        """Choose "system", "light", "dark" or "contrast"."""
        if appearance not in APPEARANCES:
            raise ValueError(f"no such appearance: {appearance}")
        self.appearance = appearance
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """Choose a text size; kept within 100 and 200 per cent."""
        self.text_size = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        self._apply()

    def larger(self) -> None:
        """One step up."""
        self.set_text_size(self.text_size + TEXT_STEP)

    def smaller(self) -> None:
        """One step down."""
        self.set_text_size(self.text_size - TEXT_STEP)

    def _system_changed(self) -> None:
        if self.appearance == "system":
            self._apply()

    def _wanted(self) -> str:
        if self.appearance != "system":
            return self.appearance
        if self._access.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self) -> None:
        dpi = self._app.primaryScreen().logicalDotsPerInchY() if self._app.primaryScreen() else _USUAL_DPI
        usual = max(dpi, _USUAL_DPI)  # macOS counts 72 to the inch: points would come out a quarter too small
        wanted = Look(self._wanted(), self.text_size / 100, usual / _USUAL_DPI, usual / dpi)
        if wanted == self._app.property("look"):
            return
        apply(self._app, wanted)
        self.changed.emit()
