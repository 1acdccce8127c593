"""Shifts as a table: for a screen reader, and for whoever likes a list better than a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.listed import listed
from carerdesk.services.hours.views import ShiftView
from carerdesk.ui.models.table import Cell, Column, State, Tag, Two
from carerdesk.ui.pages.rota.card import share_words
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.register_paint import row_height
from carerdesk.ui.widgets.text import translated

MOST_ROWS, LEAST_ROWS = 10, 3
_ICONS = {"planned": "clock", "worked": "check", "confirmed": "circle-check"}


class ShiftTable(Register[ShiftView]):
    """Every shift of some days, a row each, spoken as a sentence. Enter or two presses open one."""

    def __init__(self, shifts: Sequence[ShiftView], press: Callable[[int], object]) -> None:
        mates = _mates(shifts)

        def who(shift: ShiftView) -> Cell:
            others = mates.get((shift.outing, shift.day), ())
            along = listed(name for name in others if name != shift.first_name) if shift.outing is not None else ""
            return Two(shift.first_name, f"{_tr('with')} {along}" if along else "")

        super().__init__(
            _tr("Shifts"),
            (
                Column(_tr("Day"), lambda shift: day_and_month(shift.day), 204, lambda shift: shift.starts),
                Column(_tr("Times"), _times, 122),
                Column(_tr("Who"), who, 132),
                Column(_tr("What"), _what, drop_below=60),
                Column(_tr("Who pays"), _payers, 150),
                Column(_tr("State"), _state, 150),
                Column(_tr("Hours"), lambda shift: hours_text(shift.minutes), 96, lambda shift: shift.minutes, True),
            ),
            find="",
        )
        self._count = len(shifts)
        self.set_rows(shifts)
        self.set_foot(_count(len(shifts)), [(_tr("Hours"), hours_text(sum(shift.minutes for shift in shifts)))])
        self.opened.connect(lambda shift: press(shift.id))
        self._tall()

    def restyle(self, chosen: Look) -> None:
        """Tall enough for its rows, up to ten."""
        super().restyle(chosen)
        self._tall()

    def _tall(self) -> None:
        if hasattr(self, "_count"):
            rows = min(max(self._count, LEAST_ROWS), MOST_ROWS)
            self.view.setMinimumHeight(self.view.horizontalHeader().height() + rows * row_height() + 2)


def _mates(shifts: Sequence[ShiftView]) -> dict[tuple[int | None, object], tuple[str, ...]]:
    found: dict[tuple[int | None, object], tuple[str, ...]] = {}
    for shift in shifts:
        found[shift.outing, shift.day] = (*found.get((shift.outing, shift.day), ()), shift.first_name)
    return found


def _times(shift: ShiftView) -> str:
    return f"{shift.starts:%H:%M} to {shift.ends:%H:%M}"


def _what(shift: ShiftView) -> str:
    kind = "" if shift.kind == "normal" else shift.kind_label
    return ", ".join(part for part in (shift.what, kind) if part)


def _payers(shift: ShiftView) -> Cell:
    words = zip(share_words(shift.shares), shift.shares, strict=True)
    return tuple(Tag(said, share.tone) for said, share in words) or _tr("No funder yet")


def _state(shift: ShiftView) -> Cell:
    if shift.trouble:
        return State(shift.trouble, "triangle-alert", wants_look=True)
    return State(shift.state_words.capitalize(), _ICONS[shift.state])


def _count(shifts: int) -> str:
    return _tr("1 shift") if shifts == 1 else _tr("%1 shifts").replace("%1", str(shifts))


def _tr(words: str) -> str:
    return translated("ShiftTable", words)
