"""What one line put into the boxes of a form, so that it can be taken back when the line no longer says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance


class Box(Protocol):
    """A box the line can fill in."""

    @property
    def changed(self) -> SignalInstance:
        """Fires on each change by the person, not by the line."""

    def as_typed(self) -> object:
        """What stands in it."""

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as each box keeps it
        """Put back what `as_typed` gave."""

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - each box has its own kind
        """Fill it in."""


class SaidInLine(QObject):
    """Fills boxes from a line. What a person changes in a box is the person's own, until the line says otherwise."""

    changed = Signal()

    def __init__(self, boxes: Mapping[str, Box]) -> None:
        super().__init__()
        self._boxes = boxes
        self._said: dict[str, str] = {}
        self._before: dict[str, object] = {}
        for name, box in boxes.items():
            box.changed.connect(lambda name=name: self._before.pop(name, None))

    def hear(self, found: Mapping[str, object]) -> None:
        """Take what the line says now; a box it speaks of no longer gets back what stood there before."""
        for name in self._boxes:
            words = repr(found[name]) if name in found else ""
            if words == self._said.get(name, ""):
                continue
            self._said[name] = words
            if words:
                self._fill(name, found[name])
            elif name in self._before:
                self._boxes[name].retype(self._before.pop(name))

    def _fill(self, name: str, value: object) -> None:
        box = self._boxes[name]
        self._before.setdefault(name, box.as_typed())
        box.set_value(value)

    def as_typed(self) -> object:
        """What the line said, and what stood in the boxes before, for the half-typed form."""
        return {"said": dict(self._said), "before": dict(self._before)} if any(self._said.values()) else {}

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as every part of a half-typed form
        """Take up again what `as_typed` gave."""
        self._said = dict(kept.get("said", {}))
        self._before = dict(kept.get("before", {}))
