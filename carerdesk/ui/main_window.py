"""The window: rooms left, one page that scrolls down only, and below it messages, actions and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMenu, QScrollArea, QWidget

from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.ui.acts import Acts
from carerdesk.ui.background import Job
from carerdesk.ui.menus import Menus
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS, Room, built_rooms
from carerdesk.ui.theme import Look, Theme, look, tokens
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.notices import ActionBar, Fault, MessageBar, Strip
from carerdesk.ui.widgets.progress import ProgressLine
from carerdesk.ui.widgets.reading_order import move_focus
from carerdesk.ui.widgets.ring import FocusRing
from carerdesk.ui.widgets.room_list import RoomList
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.services.books import Books

__all__ = ["Acts", "MainWindow"]
_SHOW_JOB_AFTER = 150  # milliseconds: shorter work never flashes a panel


class MainWindow(QMainWindow):
    """Hosts the pages. `rooms` are those to enter; each page is made when its room is first entered."""

    closed = Signal()

    def __init__(
        self, books: Books, preferences: Preferences, acts: Acts, rooms: Sequence[Room] = ROOMS, whose: str = ""
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = Theme(app, preferences.appearance, preferences.text_size)  # before any part asks for its look
        super().__init__()
        theme.setParent(self)
        self._preferences, self._acts = preferences, acts
        self._rooms = {room.key: room for room in built_rooms(rooms)}
        self.theme = theme
        self.desk = Desk(books, preferences, self.theme, self)
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, set[str] | None] = {}
        self._shown = ""
        self._jobs: list[Job] = []
        self._build(whose)
        self.menus = Menus(self, acts, [room for room in self._rooms.values() if room.key != "help"])
        self.desk.bus.changed.connect(self._changed)
        self.theme.changed.connect(self._look_changed)
        self.refresh_strip()

    # --- what the desk asks -------------------------------------------------------------------------------------------

    def page_shown(self) -> Page | None:
        """The page on screen."""
        return self._pages.get(self._shown)

    def go(self, room: str, **place: Any) -> bool:  # noqa: ANN401 - each page names its own places
        """Enter a room; False where there is no such room yet, or the page on screen will not be left."""
        if room not in self._rooms:
            return False
        now = self.page_shown()
        if now is not None and room != self._shown and not now.leave():
            self.rooms.show_room(self._shown)
            return False
        page = self._page(room)
        if room != self._shown:
            self._show(room, page)
        if place:
            page.open_at(**place)
        return True

    def say_done(self, done: Done) -> None:
        """Show what was done, with the way back from it; tell the pages what changed."""
        operation = done.operation
        if done.taken_back:
            self.message.say(done.said, self.redo, self.tr("Do it again"))
        else:
            self.message.say(done.said, None if operation is None else lambda: self.undo(operation))
        self._after(done)

    def watch(self, job: Job) -> None:
        """Show a job once it has run a moment."""
        self._jobs.append(job)
        QTimer.singleShot(_SHOW_JOB_AFTER, job, lambda: self._progress.watch(job) if job.is_running else None)

    # --- undo ---------------------------------------------------------------------------------------------------------

    def undo(self, operation: int | None = None) -> None:
        """Take back an operation, or the last one."""
        self._take(self._acts.undo(operation))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._take(self._acts.redo())

    def _take(self, outcome: Outcome) -> None:
        if isinstance(outcome, Rejected):
            from carerdesk.catalogue.words import problem_words

            self.message.say(" ".join(problem_words(each) for each in outcome.problems))
            return
        self.say_done(outcome)

    def _after(self, done: Done) -> None:
        self.refresh_strip()
        if done.changes:
            self.desk.bus.changed.emit(done.changes)

    # --- pages --------------------------------------------------------------------------------------------------------

    def _page(self, room: str) -> Page:
        if room not in self._pages:
            page = self._rooms[room].page_class()(self.desk)
            self._pages[room] = page
            page.refresh(None)
            page.actions_changed.connect(self._show_actions)
        return self._pages[room]

    def _show(self, room: str, page: Page) -> None:
        self.area.takeWidget()
        for other in self._pages.values():
            if other is not page:
                other.setParent(None)
        self._shown = room
        if room in self._stale:
            changes = self._stale.pop(room)
            page.refresh(None if changes is None else frozenset(changes))
        self.area.setWidget(page)
        page.show()
        self.area.verticalScrollBar().setValue(0)
        self.message.put_away()
        self._show_actions()
        self.rooms.show_room(room)
        self._folded.rename(self.tr("Rooms: {room}").format(room=self._rooms[room].name))
        self.setWindowTitle(f"{self._rooms[room].name} – CarerDesk")

    def _show_actions(self) -> None:
        page = self.page_shown()
        self.actions_bar.hold(page.action_bar if page is not None else ())

    def _changed(self, changes: frozenset[str] | None) -> None:
        for room, page in self._pages.items():
            if room == self._shown:
                page.refresh(changes)
            elif changes is None or self._stale.get(room, set()) is None:
                self._stale[room] = None
            else:
                known = self._stale.setdefault(room, set())
                assert known is not None
                known.update(changes)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self, whose: str) -> None:
        listed = [room for room in self._rooms.values() if room.listed]
        self.rooms = RoomList(listed)
        self.rooms.chosen.connect(self._enter)
        self._side = self._build_side(whose)
        self._top = self._build_top()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message, self.actions_bar, self.strip = MessageBar(), ActionBar(), Strip()
        self._progress = ProgressLine()
        notices = Down(self._progress, self.message, gap=0, pad=("xxl", 0, "xxl", 0))
        right = Down(self._top, gap=0)
        right.addWidget(self.area, 1)
        right.add(notices, 6, self.actions_bar, self.strip)
        row = Across(self._side, gap=0)
        row.addLayout(right, 1)
        middle = QWidget()
        middle.setLayout(row)
        self.setCentralWidget(middle)
        self.ring = FocusRing(self)
        self.resize(self._preferences.width, self._preferences.height)
        self._fold()

    def _build_side(self, whose: str) -> QFrame:
        side = QFrame()
        side.setProperty("part", "nav")
        mark = Across(Icon("heart-handshake", "primary", 22), Label("CarerDesk", "title"), None, pad=("s", 0, 0, 0))
        self.whose = Label("", "small", "ink2", wrap=True)
        self.whose.say(whose)
        body = Down(mark, Across(self.whose, pad=("s", 0, 0, "s")), gap=2, pad=("m", "l", "m", "m"))
        body.addWidget(self.rooms, 1)
        self._help = self._foot_button(self.tr("Help"), "circle-question-mark", self.help)
        self._lock = self._foot_button(self.tr("Lock the books"), "lock", self._acts.lock)
        body.add(self._help, self._lock)
        side.setLayout(body)
        return side

    @staticmethod
    def _foot_button(words: str, icon: str, act: Callable[[], object]) -> Button:
        return Button(words, "room", icon=icon, act=act)

    def _build_top(self) -> QFrame:
        top = QFrame()
        top.setProperty("part", "top")
        self._folded = Button(self.tr("Rooms"), icon="menu", act=self._open_rooms)
        self._saved_short = Label("", "small")
        help_button = Button(self.tr("Help"), icon="circle-question-mark", act=self.help)
        lock = Button(self.tr("Lock"), icon="lock", name=self.tr("Lock the books"), act=self._acts.lock)
        row = Across(self._folded, None, Icon("check", "good", 16), self._saved_short, 12, help_button, lock)
        top.setLayout(Across(row, gap=0, pad=("xxl", 4, "xxl", 4)))
        return top

    # --- what the person does -----------------------------------------------------------------------------------------

    def _enter(self, room: str) -> None:
        self.go(room)

    def _enter_from_menu(self, room: str, *_checked: bool) -> None:
        self.go(room)

    def help(self) -> None:
        """Help for the page on screen, with a way back to it."""
        page = self.page_shown()
        back = "" if self._shown == "help" else self._shown
        self.go("help", page=page.help_page if page is not None else "", back=back)

    def _open_rooms(self) -> None:
        menu = QMenu(self)
        menu.setFont(look().font())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for room in (room for room in self._rooms.values() if room.listed):
            action = menu.addAction(look().icon(room.icon, "ink2"), room.name)
            action.triggered.connect(partial(self._enter_from_menu, room.key))
        menu.popup(self._folded.mapToGlobal(self._folded.rect().bottomLeft()))

    def refresh_strip(self) -> None:
        """Ask again when it was saved and backed up."""
        self.strip.say(self._acts.saved(), self._acts.backed_up())
        self._saved_short.setText(self._acts.saved_short())

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show faults on the page on screen."""
        page = self.page_shown()
        if page is not None:
            page.show_faults(faults)

    # --- size and look ------------------------------------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Whether the rooms are folded into one button."""
        return self.width() / look().em < float(tokens()["breakpoint"]["nav_shown"])

    def restyle(self, _chosen: Look) -> None:
        """Fold or unfold for the new text size."""
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 480)

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.page_shown()
        if page is not None and not page.leave():
            event.ignore()
            return
        for job in self._running():
            job.stop()
        QThreadPool.globalInstance().waitForDone()
        self._remember()
        super().closeEvent(event)
        self.closed.emit()

    def _running(self) -> list[Job]:
        from shiboken6 import isValid

        return [job for job in self._jobs if isValid(job) and job.is_running]

    def _remember(self) -> None:
        kept = self._preferences
        kept.maximised = self.isMaximized()
        if not kept.maximised:
            kept.width, kept.height = self.width(), self.height()
        kept.room = self._shown or kept.room
        kept.save()

    def _look_changed(self) -> None:
        self._preferences.appearance = self.theme.appearance
        self._preferences.text_size = self.theme.text_size
        self._preferences.save()

    def _fold(self) -> None:
        folded = self.is_folded
        self._side.setFixedWidth(look().size("nav_width"))
        self._side.setVisible(not folded)
        self.strip.setVisible(not folded)
        self._top.setVisible(folded)
