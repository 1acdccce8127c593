"""The look: readable in every theme, at every size, changed while the window stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from carerdesk.ui.theme import (
    CHIP_TONES,
    FUNDER_TONES,
    LOOKS,
    Look,
    Theme,
    apply,
    look,
    tokens,
)
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.text import Label

GROUNDS = ("ground", "nav", "surface", "sunk")
WASHES = ("primary_soft", "attention_soft", "problem_soft", "note_soft", "good_soft")
WORDS = [
    *[("ink", under) for under in (*GROUNDS, *WASHES, "quiet_soft")],
    *[("ink2", under) for under in (*GROUNDS, *WASHES)],
    *[("primary", under) for under in (*GROUNDS, "primary_soft")],
    *[("on_primary", "primary"), ("on_primary", "primary_hover")],
    *[(tone, f"{tone}_soft") for tone in CHIP_TONES],
    *[(tone, "surface") for tone in ("good", "attention", "problem", "note", *FUNDER_TONES)],
    *[(tone, "ground") for tone in ("good", "attention", "problem", "note", *FUNDER_TONES)],
    ("problem", "sunk"), ("attention", "sunk"), ("good", "sunk"),
]  # fmt: skip
SHAPES = [
    *[("edge", under) for under in ("ground", "surface", "sunk", "nav")],
    *[("focus", under) for under in (*GROUNDS, "primary_soft", "attention_soft", "note_soft", "problem_soft")],
    *[(tone, "surface") for tone in FUNDER_TONES],
    *[(tone, "quiet_soft") for tone in FUNDER_TONES],
    ("problem", "surface"), ("primary", "surface"), ("note", "ground"),
]  # fmt: skip


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(over: str, under: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    high, low = sorted((_light(over), _light(under)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_the_published_one() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", LOOKS)
def test_words_can_be_read_wherever_they_stand(name: str) -> None:
    table = tokens()[name]
    low = {pair: contrast(table[pair[0]], table[pair[1]]) for pair in WORDS}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", LOOKS)
def test_edges_and_the_ring_can_be_seen(name: str) -> None:
    table = tokens()[name]
    low = {pair: contrast(table[pair[0]], table[pair[1]]) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_high_contrast_reaches_seven_to_one_and_has_no_tints() -> None:
    table = tokens()["contrast"]
    assert min(contrast(table[over], table[under]) for over, under in WORDS) >= 7
    assert {table[f"{tone}_soft"] for tone in CHIP_TONES} == {"#000000"}


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_look_fills_its_sheet(name: str, scale: float) -> None:
    sheet = Look(name, scale).sheet()
    assert "$" not in sheet
    assert "QPushButton" in sheet


def test_every_theme_names_the_same_tokens() -> None:
    assert tokens()["light"].keys() == tokens()["dark"].keys() == tokens()["contrast"].keys()


def test_the_house_font_is_the_one_drawn(qapp: QApplication) -> None:
    assert "IBM Plex Sans" in QFontDatabase.families()
    assert QFontInfo(look().font()).family() == "IBM Plex Sans"


def test_nothing_is_smaller_than_ten_points() -> None:
    assert min(size for size, _weight in tokens()["type"].values()) >= 10


def test_body_grows_fully_titles_less_and_space_half() -> None:
    usual, large = Look(), Look(scale=2.0)
    assert large.font().pointSizeF() == 2 * usual.font().pointSizeF()
    assert large.font("display").pointSizeF() == pytest.approx(1.6 * usual.font("display").pointSizeF())
    assert large.space("l") == 24
    assert large.size("control") == round(36 * 1.72)


def test_a_change_reaches_what_is_on_screen(qapp: QApplication) -> None:
    label, button = Label("Hours", "small"), Button("Add shift", icon="plus")
    before = button.icon().pixmap(18).toImage()
    apply(qapp, Look("dark", 1.5))
    assert label.font().pointSizeF() == 15
    assert button.icon().pixmap(18).toImage() != before
    assert qapp.palette().window().color().name().upper() == tokens()["dark"]["ground"]


class _DarkSystem:
    """A system that has gone dark; the offscreen platform never does."""

    @staticmethod
    def colorScheme() -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return Qt.ColorScheme.Dark


class _HighContrastSystem:
    @staticmethod
    def contrastPreference() -> Qt.ContrastPreference:  # noqa: N802 - Qt's name
        return Qt.ContrastPreference.HighContrast


def test_the_theme_follows_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme(qapp)
    monkeypatch.setattr(theme, "_hints", _DarkSystem)
    theme._system_changed()
    assert look().name == "dark"
    monkeypatch.setattr(theme, "_access", _HighContrastSystem)
    theme._system_changed()
    assert look().name == "contrast"


def test_a_chosen_theme_does_not_follow(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme(qapp, "light")
    monkeypatch.setattr(theme, "_hints", _DarkSystem)
    theme._system_changed()
    assert look().name == "light"


def test_text_stays_between_100_and_200_per_cent(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    theme.smaller()
    assert theme.text_size == 100
    for _ in range(12):
        theme.larger()
    assert theme.text_size == 200
    assert look().scale == 2.0


def test_an_unknown_appearance_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="sepia"):
        Theme(qapp).set_appearance("sepia")
