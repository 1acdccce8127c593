"""A table as tall as its rows, for a few lines shown among other things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QSizePolicy

from carerdesk.ui.models.table import Column
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.register_paint import row_height

R = TypeVar("R")
_HEAD, _EDGES = 32, 26


class ShortTable(Register[R]):
    """Up to `most` rows stand in sight; more are scrolled."""

    def __init__(self, name: str, columns: Sequence[Column[R]], rows: Sequence[R], *, most: int = 8) -> None:
        self._rows_in_sight = min(len(rows), most)
        super().__init__(name, columns, find="")
        self._foot_words.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_rows(rows)

    def restyle(self, chosen: Look) -> None:
        """As tall as its rows at this text size."""
        super().restyle(chosen)
        self.view.setMinimumHeight(0)
        self.setFixedHeight(look().size(_HEAD) + _EDGES + max(1, self._rows_in_sight) * row_height())
