"""Type on paper: the two weights of IBM Plex Sans, what they can print, and how wide it is."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from carerdesk.catalogue.places import resource

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "IBMPlexSans"
SEMIBOLD = "IBMPlexSans-SemiBold"
_FILES = {REGULAR: "IBMPlexSans-Regular.ttf", SEMIBOLD: "IBMPlexSans-SemiBold.ttf"}
_SPACES = dict.fromkeys((0x09, 0xA0, 0x202F, 0x2028, 0x2029), " ")


@cache
def face(bold: bool = False) -> TTFont:
    """The font of a weight, registered with reportlab the first time it is asked for."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = SEMIBOLD if bold else REGULAR
    font = TTFont(name, str(resource("fonts", _FILES[name])))
    pdfmetrics.registerFont(font)
    return font


@cache
def ink(token: str) -> Color:
    """A colour of the paper by its name in the look's token table; marks take theirs from the light theme."""
    from reportlab.lib.colors import HexColor

    with resource("look", "tokens.toml").open("rb") as file:
        tokens = tomllib.load(file)
    colour: Color = HexColor(tokens["paper"].get(token) or tokens["light"][token])
    return colour


@lru_cache(maxsize=20_000)
def printable(text: str) -> str:
    """The text in signs the font has: composed, control signs dropped, "?" for a sign it does not know.

    Line ends stay, for `wrap` to obey.
    """
    known = face().face.charToGlyph
    text = unicodedata.normalize("NFC", text).translate(_SPACES)
    if all(ord(sign) in known for sign in text):
        return text
    return "".join(_shown(sign, known) for sign in text)


def _shown(sign: str, known: dict[int, int]) -> str:
    if sign == "\n" or ord(sign) in known:
        return sign
    if unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    plainer = unicodedata.normalize("NFKC", sign)
    return plainer if all(ord(part) in known for part in plainer) else "?"


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of printable text is, in points."""
    return float(face(bold).stringWidth(text, size))


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Text as lines no wider than `room` points; a word too long for a line is broken."""
    lines: list[str] = []
    for piece in printable(text).split("\n"):
        lines += _wrapped(piece.strip(), room, size, bold)
    return tuple(lines)


def _wrapped(piece: str, room: float, size: float, bold: bool) -> list[str]:
    if width(piece, size, bold) <= room:
        return [piece]
    lines = [""]
    for word in piece.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, room, size, bold)
    return [line for line in lines if line]


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    if width(word, size, bold) <= room:
        return [word]
    parts = [""]
    for sign in word:
        if parts[-1] and width(parts[-1] + sign, size, bold) > room:
            parts.append("")
        parts[-1] += sign
    return parts


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text on one line, cut with "…" where there is no room for all of it."""
    line = " ".join(printable(text).split())
    if width(line, size, bold) <= room:
        return line
    while line and width(line + "…", size, bold) > room:
        line = line[:-1]
    return line.rstrip() + "…"
