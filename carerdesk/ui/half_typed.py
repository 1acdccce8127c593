"""A form that reopens as it was left: what is typed is kept a moment later, until the form is finished."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from carerdesk.services.books.drafts import drop_draft, keep_draft, kept_draft
from carerdesk.ui.page import Desk

PAGE = "pay"  # what drafts of these forms are kept under; it stays, so that drafts of earlier versions come back
_KEEP_AFTER = 800  # milliseconds without a key before half-typed words are kept


class Typed(Protocol):
    """Part of a form that says what was typed in it, and takes it back."""

    @property
    def changed(self) -> SignalInstance:
        """Fires on each change by the person."""

    def as_typed(self) -> object:
        """What stands in it; nothing where nothing was typed."""

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as each keeps it
        """Put back what `as_typed` gave."""


class HalfTyped:
    """Keeps the fields of one form under a key. Make it once the fields are filled in; it puts back what was typed."""

    def __init__(self, desk: Desk, form: QWidget, key: str, fields: Mapping[str, Typed]) -> None:
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
        drop_draft(self._desk.books, PAGE, self._key)

    def _keep(self) -> None:
        typed = {name: field.as_typed() for name, field in self._fields.items()}
        keep_draft(self._desk.books, PAGE, self._key, typed)

    def _put_back(self) -> bool:
        kept = kept_draft(self._desk.books, PAGE, self._key)
        for name, field in self._fields.items():
            if kept is not None and name in kept:
                field.retype(kept[name])
        return kept is not None
