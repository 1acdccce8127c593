"""The window stands still while the key of the books changes: nothing may read them then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.ui.background import Job, Progress
from carerdesk.ui.front_door.away import STANDING_STILL
from carerdesk.ui.front_door.waiting import Waiting
from carerdesk.ui.page import Page
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.dialog import HouseDialog


class StandStill(HouseDialog):
    """Progress before everything else. It goes when the work has ended, and not before."""

    def __init__(self, page: Page, job: Job) -> None:
        super().__init__(page, job.title)
        self._running, self._window = True, page.window()
        self._window.setProperty(STANDING_STILL, True)
        self.body.add(Waiting(job, guidance("safe", "stand_still")))
        self.restyle(look())

    @classmethod
    def while_running(
        cls, page: Page, title: str, work: Callable[[Progress], Any], done: Callable[[Any], object]
    ) -> None:
        """Run the work behind the dialog; `done` gets its result once the dialog is gone."""
        dialogs: list[StandStill] = []

        def ended(result: Any) -> None:  # noqa: ANN401 - whatever the work gives
            dialogs[0].finish()
            done(result)

        def failed(error: Exception) -> None:
            dialogs[0].finish()
            raise error

        job = page.desk.run(title, work, ended, failed, shown=False)
        dialogs.append(cls(page, job))
        dialogs[0].open()

    def restyle(self, chosen: Look) -> None:
        """Wide enough to read."""
        self.setMinimumWidth(chosen.size(420))

    def reject(self) -> None:
        """Escape and the window's cross wait for the end."""
        if not self._running:
            super().reject()

    def finish(self) -> None:
        """The work has ended."""
        self._running = False
        self._window.setProperty(STANDING_STILL, False)
        self.accept()
        self._window.activateWindow()
