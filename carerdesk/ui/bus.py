"""How pages hear that records moved, without knowing one another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """`changed` carries a frozenset of the names of the tables that moved; None says that anything may have."""

    changed = Signal(object)
