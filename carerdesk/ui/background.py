"""Long work on another thread: progress by named steps, and a Stop that leaves nothing behind.

`work` gets a `Progress`. Calling it reports a step and raises `Cancelled` once the person pressed Stop, so work that
reports often stops soon; `stopped()` asks without raising. Results and failures arrive on the thread of the window.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The person pressed Stop; whatever was begun is to be undone by leaving."""


class Progress:
    """What the work tells about itself, and how it learns that it must stop."""

    def __init__(self, tell: Callable[[str, int, int], None]) -> None:
        self._tell, self._stop = tell, threading.Event()

    def __call__(self, step: str, count: int = 0, of: int = 0) -> None:
        """Say which step runs and how far it is.

        Raises:
            Cancelled: when the person pressed Stop.
        """
        if self._stop.is_set():
            raise Cancelled(step)
        self._tell(step, count, of)

    def stopped(self) -> bool:
        """Whether Stop was pressed."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class Job(QObject):
    """One piece of work under way. Exactly one of `done`, `failed`, `cancelled` fires, on the window's thread."""

    stepped = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ended = Signal(str, object)

    def __init__(self, parent: QObject, title: str, work: Callable[[Progress], Any]) -> None:
        super().__init__(parent)
        self.title, self.is_running = title, True
        self._work = work
        self._progress = Progress(self.stepped.emit)
        self._ended.connect(self._finish)

    def start(self) -> None:
        """Begin, on a thread of the pool."""
        QThreadPool.globalInstance().start(_Runner(self._run))

    def stop(self) -> None:
        """Ask the work to stop; `cancelled` fires when it has."""
        self._progress.stop()

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self._ended.emit("cancelled", None)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is handed to the window
            self._ended.emit("failed", error)
        else:
            self._ended.emit("done", result)

    @Slot(str, object)
    def _finish(self, how: str, what: object) -> None:
        self.is_running = False
        if how == "cancelled":
            self.cancelled.emit()
        else:
            (self.done if how == "done" else self.failed).emit(what)
        self.deleteLater()


class _Runner(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()


def run(
    parent: QObject,
    title: str,
    work: Callable[[Progress], Any],
    done: Callable[[Any], object],
    failed: Callable[[Exception], object],
) -> Job:
    """Start `work`; `done` gets its result, `failed` its exception. A stopped job calls neither."""
    job = Job(parent, title, work)
    job.done.connect(done)
    job.failed.connect(failed)
    job.start()
    return job
