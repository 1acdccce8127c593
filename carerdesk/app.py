"""The program with its window: open the books, wire undo and backups, lock, close."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import carerdesk.ui  # noqa: F401 - before Qt is first used
from carerdesk.cli import Wishes, clock_for
from carerdesk.services.books.opening import KnownProblem, NeedsPassword, open_for_work
from carerdesk.services.books.places import books_here, data_folder
from carerdesk.ui.first_paint import after_first_paint
from carerdesk.ui.preferences import Preferences

if TYPE_CHECKING:
    from logging import Logger

    from carerdesk.services.books import Books
    from carerdesk.services.outcome import Outcome
    from carerdesk.ui.main_window import MainWindow

LOG_BYTES, LOGS = 500_000, 3
MINUTE = 60_000
SAMPLE = "Sample"
TELL_WHEN_PAINTED = "CARERDESK_BENCH"  # then the program says when its first page is painted, and ends


class CarerDesk:
    """One run of the program: at the front door, or in the books."""

    def __init__(self, app: QApplication, wishes: Wishes, preferences: Preferences, place: Path) -> None:
        self._app, self._preferences, self._place = app, preferences, place
        self._clock = clock_for(wishes)
        self._books: Books | None = None
        self._opened_at = 0  # the newest operation when the books were opened
        self._window: MainWindow | None = None
        self._door: QWidget | None = None
        self._shut: list[QWidget] = []  # windows still in the middle of their own closing
        self._keeps_a_log = False
        self._backups = QTimer(app)
        self._backups.timeout.connect(self._back_up)

    def start(self, folder: Path | None = None) -> None:
        """Open the books used last, else those on this computer, else welcome whoever it is."""
        wanted = folder or self._last_used()
        if wanted is None:
            self._show_door(None)
            return
        try:
            self._enter(open_for_work(wanted, self._clock))
        except NeedsPassword:
            self._show_door(wanted)
        except KnownProblem as problem:
            self._show_door(wanted, problem)

    def _last_used(self) -> Path | None:
        kept = Path(self._preferences.books) if self._preferences.books else None
        if kept is not None and kept.is_dir() and kept.parent == self._place:
            return kept
        here = sorted(books_here(self._place), key=lambda one: one.sample)
        return here[0].folder if here else None

    # --- the front door ---------------------------------------------------------------------------------------------

    def _show_door(self, folder: Path | None, problem: KnownProblem | None = None) -> None:
        from carerdesk.ui.front_door import FrontDoor

        door = FrontDoor(self._place, self._clock, self._preferences, self._enter)
        if folder is None:
            door.welcome()
        else:
            door.unlock(folder, None if isinstance(problem, NeedsPassword) else problem)
        self._door = door
        _show(door, self._preferences)
        after_first_paint(door, self._keep_a_log)

    # --- in the books -----------------------------------------------------------------------------------------------

    def _enter(self, books: Books) -> None:
        from carerdesk.services.due.last_time import newest_operation
        from carerdesk.ui.acts import Acts
        from carerdesk.ui.main_window import MainWindow

        self._books, self._opened_at = books, newest_operation(books)
        if not books.name.startswith(SAMPLE):
            self._preferences.books = str(books.folder)
        acts = Acts(
            undo=self._undo,
            redo=self._redo,
            undo_name=lambda: self._next_names()[0],
            redo_name=lambda: self._next_names()[1],
            saved=self._saved,
            saved_short=lambda: self._saved().replace("All changes saved", "Saved"),
            backed_up=self._backed_up,
            take_copy=lambda: self._go_safe("copy"),
            open_other=self.leave,
            lock=self.leave,
        )
        window = MainWindow(books, self._preferences, acts, whose=_whose(books))
        window.closed.connect(self._closed)
        self._window = window
        window.go("this_week")
        _show(window, self._preferences)
        if self._door is not None:
            self._door.close()
            self._let_go(self._door)
            self._door = None
        after_first_paint(window, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if os.environ.get(TELL_WHEN_PAINTED):
            print("painted", flush=True)  # noqa: T201 - the measuring of the start listens for it
            window = self._window
            if window is not None:
                window.close()
            return
        self._keep_a_log()
        from carerdesk.services.books.backups import minutes_between

        books, window = self._books, self._window
        if books is None or window is None:
            return
        self._backups.start(minutes_between(books) * MINUTE)
        self._lock_when_away(books, window)

    def _lock_when_away(self, books: Books, window: MainWindow) -> None:
        from carerdesk.services.books.safety import lock_minutes
        from carerdesk.ui.front_door.away import LockWhenAway

        LockWhenAway(window, lambda: lock_minutes(books), self.leave)

    def _undo(self, operation: int | None) -> Outcome:
        from carerdesk.services.books.undoing import undo

        assert self._books is not None
        return undo(self._books, operation)

    def _redo(self) -> Outcome:
        from carerdesk.services.books.undoing import redo

        assert self._books is not None
        return redo(self._books)

    def _next_names(self) -> tuple[str, str]:
        from carerdesk.services.books.undoing import next_names

        return next_names(self._books) if self._books is not None else ("", "")

    def _saved(self) -> str:
        if self._books is None:
            return ""
        rows = self._books.quick("SELECT at FROM operation ORDER BY id DESC LIMIT 1")
        return f"All changes saved {_clock_time(rows[0][0])}" if rows else "All changes saved"

    def _backed_up(self) -> str:
        from carerdesk.services.books.backed_up import backup_words

        return backup_words(self._books) if self._books is not None else ""

    def _go_safe(self, step: str) -> None:
        if self._window is not None:
            self._window.go("safe", step=step)

    def leave(self) -> None:
        """Lock the books, or open others: back to the front door."""
        window, books = self._window, self._books
        if window is None or books is None:
            return
        folder, locked = books.folder, books.has_password()
        window.closed.disconnect(self._closed)
        if not window.close():
            window.closed.connect(self._closed)
            return
        self._close_books()
        self._show_door(folder if locked else None)

    def _back_up(self) -> None:
        from carerdesk.services.books.backups import every

        books, window = self._books, self._window
        if books is not None and window is not None:
            window.desk.run("Backing up", lambda _progress: every(books), lambda _: window.refresh_strip(), shown=False)

    def _closed(self) -> None:
        self._close_books()
        self._app.quit()

    def _close_books(self) -> None:
        from carerdesk.services.books.backups import on_close

        self._backups.stop()
        books, self._books = self._books, None
        if self._window is not None:
            self._let_go(self._window)
            self._window = None
        if books is not None:
            self._keep_what_is_due(books)
            on_close(books)
            books.close()

    def _let_go(self, window: QWidget) -> None:
        """Hold a window until whatever it is in the middle of has ended: Python would delete it at once."""
        self._shut.append(window)
        QTimer.singleShot(0, self._app, self._shut.clear)

    def end(self) -> None:
        """Let go of what the last window left, while Qt still stands."""
        self._shut.clear()

    def _keep_what_is_due(self, books: Books) -> None:
        """Leave the first page as it stands now, so that the next opening does not begin with what is done."""
        from carerdesk.services.due.last_time import newest_operation

        if newest_operation(books) == self._opened_at:
            return
        from carerdesk.services.due.front import work_out_front_page

        with suppress(KnownProblem):
            work_out_front_page(books, self._opened_at)

    # --- what nobody foresaw ----------------------------------------------------------------------------------------

    def _keep_a_log(self) -> Logger:
        """The program's own log, which holds nobody's data; made once the first page stands, or when first needed."""
        from logging import Formatter, getLogger
        from logging.handlers import RotatingFileHandler

        log = getLogger("carerdesk")
        if not self._keeps_a_log:
            self._keeps_a_log = True
            file = self._place / "carerdesk.log"
            handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOGS, delay=True)
            handler.setFormatter(Formatter("%(asctime)s %(levelname)s %(message)s"))
            log.addHandler(handler)
        return log

    def trouble(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What no page foresaw: a full disk and its like in words on the page; a bug logged without anybody's data."""
        if isinstance(error, KeyboardInterrupt):
            self._app.quit()
            return
        if isinstance(error, KnownProblem) and self._window is not None:
            self._tell(self._window, error)
            return
        from traceback import format_tb

        frames = "".join(format_tb(trace))
        details = f"{frames}{kind.__name__}"
        self._keep_a_log().error("%s", details)
        parent = self._window or self._door
        if parent is None:
            print(details, file=sys.stderr)  # noqa: T201 - there is no window to say it in
            return
        from carerdesk.ui.widgets.trouble import TroubleDialog

        saved = self._saved().rpartition(" ")[2] if self._books is not None else "now"
        TroubleDialog(parent, saved, details).open()

    @staticmethod
    def _tell(window: MainWindow, problem: KnownProblem) -> None:
        from carerdesk.domain.problem import Problem
        from carerdesk.services.outcome import Rejected

        window.desk.report(Rejected((Problem("", problem.code, problem.values),)))


def _show(window: QWidget, preferences: Preferences) -> None:
    window.resize(preferences.width, preferences.height)
    if preferences.maximised:
        window.showMaximized()
    else:
        window.show()


def _whose(books: Books) -> str:
    rows = books.quick("SELECT name FROM person ORDER BY id LIMIT 1")
    mark = "SAMPLE – " if books.name.startswith(SAMPLE) else ""
    return f"{mark}{rows[0][0]}’s support" if rows else mark


def _clock_time(at: str) -> str:
    from datetime import datetime

    return f"{datetime.fromisoformat(at).astimezone():%H:%M}"


def run(wishes: Wishes) -> int:
    """Open the window and stay until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("CarerDesk")
    app.setApplicationDisplayName("CarerDesk")
    app.setQuitOnLastWindowClosed(False)
    if wishes.temporary:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="carerdesk-") as folder:
            return _run(app, wishes, Preferences.load(Path(folder) / "preferences.json"), Path(folder))
    place = data_folder(wishes.data_dir)
    kept = place / "preferences.json" if wishes.data_dir else None
    return _run(app, wishes, Preferences.load(kept), place)


def _run(app: QApplication, wishes: Wishes, preferences: Preferences, place: Path) -> int:
    desk = CarerDesk(app, wishes, preferences, place)
    sys.excepthook = desk.trouble
    desk.start()
    code = app.exec()
    desk.end()
    return code
