"""What the user drives the window with where no test runs: Qt's own clicks and keys, and a wait for a thing."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtTest import QTest

_A_MOMENT = 5  # milliseconds


class Hands:
    """Stands in for pytest-qt's bot."""

    mouseClick = staticmethod(QTest.mouseClick)  # noqa: N815 - as the bot names it
    keyClick = staticmethod(QTest.keyClick)  # noqa: N815 - as the bot names it
    keyClicks = staticmethod(QTest.keyClicks)  # noqa: N815 - as the bot names it

    @staticmethod
    def waitUntil(happened: Callable[[], bool], timeout: int) -> None:  # noqa: N802 - as the bot names it
        """Let the program work until it happened.

        Raises:
            AssertionError: where it does not within so many milliseconds.
        """
        until = time.monotonic() + timeout / 1000
        while not happened():
            assert time.monotonic() < until, "it did not happen in time"
            QTest.qWait(_A_MOMENT)
