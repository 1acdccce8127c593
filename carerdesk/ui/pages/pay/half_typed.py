"""A form that reopens as it was left: what is typed is kept a moment later, until the form is finished."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from carerdesk.services.pay.half_typed import drop_typed, keep_typed, kept_typed
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.choices import FilteredList
from carerdesk.ui.widgets.fields import Answer, Field

_KEEP_AFTER = 800  # milliseconds without a key before half-typed words are kept


class HalfTyped:
    """Keeps the fields of one form under a key. Make it once the fields are filled in; it puts back what was typed."""

    def __init__(self, desk: Desk, form: QWidget, key: str, fields: Mapping[str, Answer[Any]]) -> None:
        self._desk, self._key, self._fields = desk, key, fields
        self._timer = QTimer(form)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER)
        self._timer.timeout.connect(self._keep)
        self.was_kept = self._put_back()
        for field in fields.values():
            field.changed.connect(self._timer.start)

    def keep_now(self) -> None:
        """Keep at once what was typed since, as when the page is left."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def drop(self) -> None:
        """The form is finished."""
        self._timer.stop()
        drop_typed(self._desk.books, self._key)

    def _keep(self) -> None:
        keep_typed(self._desk.books, self._key, {name: _typed(field) for name, field in self._fields.items()})

    def _put_back(self) -> bool:
        kept = kept_typed(self._desk.books, self._key)
        for name, field in self._fields.items():
            if kept is not None and name in kept:
                _put(field, kept[name])
        return kept is not None


def _typed(field: Answer[Any]) -> object:
    return field.text if isinstance(field, Field | FilteredList) else field.value()


def _put(field: Answer[Any], typed: Any) -> None:  # noqa: ANN401 - as each field keeps it
    if isinstance(field, Field):
        field.text = str(typed)
    elif isinstance(field, FilteredList):
        field.edit.setText(str(typed))
    else:
        field.set_value(typed)
