"""The window at the front: one step at a time, until books are open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QSize, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from carerdesk.services.books import Books
from carerdesk.services.books.opening import Clock, KnownProblem, NeedsPassword, open_for_work
from carerdesk.services.outcome import Done
from carerdesk.ui.background import Job, Progress
from carerdesk.ui.front_door.desk import DoorDesk
from carerdesk.ui.front_door.frame import ColumnArea, DoorMenus, foot_strip, top_mark
from carerdesk.ui.front_door.step import Step
from carerdesk.ui.front_door.waiting import Waiting
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.theme import Theme
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.notices import MessageBar
from carerdesk.ui.widgets.reading_order import move_focus
from carerdesk.ui.widgets.ring import FocusRing

if TYPE_CHECKING:
    from carerdesk.services.books.copies import FoundBackup

T = TypeVar("T")


class FrontDoor(QMainWindow):
    """Shown before any books are open. `opened` gets the books once they are open and begun.

    `place` holds the books of this computer. `sample` makes the made-up family's books there, in the background, and
    gives their folder; without one, a year of them is made.
    """

    closed = Signal()

    def __init__(
        self,
        place: Path,
        clock: Clock,
        preferences: Preferences,
        opened: Callable[[Books], object],
        *,
        sample: Callable[[], object] | None = None,
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = Theme(app, preferences.appearance, preferences.text_size)  # before any part asks for its look
        super().__init__()
        theme.setParent(self)
        self.place, self.clock, self.theme, self.sample = place, clock, theme, sample
        self._app, self._preferences, self._opened = app, preferences, opened
        self._held: Books | None = None
        self._handed_over = False
        self._job: Job | None = None
        self.desk = DoorDesk(clock, preferences, theme, self)
        self._step: Step | None = None
        self._build()
        self.menus = DoorMenus(self)
        theme.changed.connect(self._look_changed)

    # --- ways in ----------------------------------------------------------------------------------------------------

    def welcome(self) -> None:
        """The start: begin, look round, or open books that are there."""
        from carerdesk.ui.front_door.welcome import WelcomeStep

        self.show_step(WelcomeStep(self))

    def unlock(self, folder: Path, problem: KnownProblem | None = None) -> None:
        """Ask for the password of the books in a folder, or tell what keeps them from opening."""
        from carerdesk.ui.front_door.unlocking import TroubleStep, UnlockStep

        self.show_step(UnlockStep(self, folder) if problem is None else TroubleStep(self, folder, problem))

    def begin_own(self) -> None:
        """The first questions."""
        from carerdesk.ui.front_door.questions import Beginning

        self._beginning = Beginning(self)
        self._beginning.ask_wishes()

    def open_backup(self, backup: FoundBackup, when: str) -> None:
        """Ask for the password of one backup."""
        from carerdesk.ui.front_door.elsewhere import BackupKeyStep

        self.show_step(BackupKeyStep(self, backup, when))

    def open_folder(self, folder: Path, **how: Any) -> None:  # noqa: ANN401 - as `open_for_work` takes it
        """Open the books in a folder; ask for the password where they have one, tell of trouble where there is some."""
        self.wait_for(
            self.tr("Opening the books"),
            lambda _progress: open_for_work(folder, self.clock, **how),
            self.enter,
            lambda problem: self.unlock(folder, None if isinstance(problem, NeedsPassword) else problem),
        )

    def hold(self, books: Books) -> None:
        """Books that are open although not everything was asked yet; they are closed with the door."""
        self._held = books

    def enter(self, books: Books) -> None:
        """Hand the open books over, once nothing of the door is at work any more."""
        self._held = books
        QTimer.singleShot(0, self._app, partial(self._hand_over, books))

    def _hand_over(self, books: Books) -> None:
        if self._held is books:
            self._held, self._handed_over = None, True
            self._opened(books)

    # --- what the desk asks -----------------------------------------------------------------------------------------

    def page_shown(self) -> Step | None:
        """The step on screen."""
        return self._step

    def say_done(self, done: Done) -> None:
        """Show a sentence below the step."""
        self.message.say(done.said)

    def show_step(self, step: Step) -> None:
        """Show another step from its top."""
        old = self.area.takeWidget()
        self._step = step
        self.area.setWidget(step)
        step.show()
        step.lay_out()
        if old is not None:
            old.deleteLater()
        self.message.put_away()
        self.setWindowTitle(f"{step.title} – CarerDesk")
        if self.isVisible():
            step.begin()

    def wait_for(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[KnownProblem], object],
        *,
        keep: str = "",
        may_stop: bool = False,
    ) -> None:
        """Work in the background; the step stands still meanwhile. Only one thing is waited for at a time."""
        if self._job is not None:
            return
        job = self.desk.run(title, work, self._after(done), self._after(partial(self._known, failed)), shown=False)
        job.cancelled.connect(self._end_waiting)
        self._job, self._focus = job, QApplication.focusWidget()
        self._waiting = Waiting(job, keep, may_stop=may_stop)
        self._notices.addWidget(self._waiting)
        if self._step is not None:
            self._step.setEnabled(False)
        if may_stop:
            self._waiting.stop.setFocus()

    def _after(self, act: Callable[[Any], object]) -> Callable[[Any], None]:
        def ended(result: Any) -> None:  # noqa: ANN401 - whatever the work gives
            self._end_waiting()
            act(result)

        return ended

    @staticmethod
    def _known(failed: Callable[[KnownProblem], object], error: Exception) -> None:
        if not isinstance(error, KnownProblem):
            raise error
        failed(error)

    def _end_waiting(self) -> None:
        self._job = None
        self._waiting.hide()
        self._waiting.deleteLater()
        if self._step is not None:
            self._step.setEnabled(True)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()

    # --- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.area, self.message = ColumnArea(), MessageBar()
        self._notices = Down(self.message, gap="s", pad=("xxl", 0, "xxl", 0))
        column = Down(top_mark(), gap=0)
        column.addWidget(self.area, 1)
        column.add(self._notices, 6, foot_strip(self.tr("Nothing leaves this computer")))
        middle = QWidget()
        middle.setLayout(column)
        self.setCentralWidget(middle)
        self.ring = FocusRing(self)
        self.resize(self._preferences.width, self._preferences.height)

    # --- size, look, going ------------------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 480)

    def showEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own
        super().showEvent(event)
        if self._step is not None and not event.spontaneous():
            QTimer.singleShot(0, self._step, self._step.begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end_job()
        held, self._held = self._held, None
        super().closeEvent(event)
        if held is not None:
            held.close()
        self.closed.emit()
        if not self._handed_over:
            QApplication.quit()

    def _end_job(self) -> None:
        """Stop what is under way, and hear what came of it: books that opened just now are closed again."""
        job = self._job
        if job is not None:
            job.stop()
            QThreadPool.globalInstance().waitForDone()
            QCoreApplication.sendPostedEvents(job)

    def _look_changed(self) -> None:
        self._preferences.appearance = self.theme.appearance
        self._preferences.text_size = self.theme.text_size
        self._preferences.save()
