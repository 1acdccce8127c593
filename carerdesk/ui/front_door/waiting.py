"""Work that is waited for: its name, a bar, the step it is at, and Stop where stopping leaves nothing behind."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from carerdesk.ui.background import Job
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, announce
from carerdesk.ui.widgets.text import Label


class Waiting(Sheet):
    """A job in sight until it ends. `keep` says what to know meanwhile, such as that it may be left to finish."""

    def __init__(self, job: Job, keep: str = "", *, may_stop: bool = False) -> None:
        super().__init__(gap="s")
        self._job = job
        self._step = Label("", "small", "ink2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self.add(Label(job.title, "strong", wrap=True), self.bar, self._step)
        if keep:
            self.add(Label(keep, "small", "ink2", wrap=True))
        self.stop = Button(self.tr("Stop"), name=f"Stop: {job.title}", act=self._press_stop)
        if may_stop:
            self.add(Across(self.stop, None))
        job.stepped.connect(self._show)
        announce(self, job.title)

    def _show(self, step: str, count: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(count)
        if not step.startswith(self._step.text()) or not self._step.text():
            announce(self, step)
        self._step.setText(f"{step}: {count:,} of {of:,}" if of > 1 else step)

    def _press_stop(self) -> None:
        self.stop.setEnabled(False)
        self._step.setText(self.tr("Stopping"))
        self._job.stop()
