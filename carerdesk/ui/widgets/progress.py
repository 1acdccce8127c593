"""Long work in sight: what is being done, how far it is, and Stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar

from carerdesk.ui.background import Job
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, announce
from carerdesk.ui.widgets.text import Icon, Label

_STATES = {"done": ("check", "good", ""), "now": ("circle-dot", "primary", ""), "wait": ("circle", "ink2", "ink2")}


class _Step(Across):
    """One named step: to come, now, done."""

    def __init__(self, name: str) -> None:
        self.icon, self.words = Icon("circle", "ink2", 16), Label(name, tone="ink2")
        self.tally = Label("", "small", "ink2")
        super().__init__(self.icon, self.words, None, self.tally)

    def show_state(self, state: str, count: str = "") -> None:
        icon, tone, words = _STATES[state]
        self.icon.draw(icon, tone)
        self.words.set_tone(words)
        self.words.set_role("strong" if state == "now" else "body")
        if count:
            self.tally.setText(count)


class ProgressPanel(Sheet):
    """A running job: "Making the pack", "41 of 64", a bar, its named steps, Stop. Hides itself when the job ends."""

    def __init__(self, job: Job, steps: Sequence[str] = (), *, part: str = "card") -> None:
        super().__init__(part=part, gap="s")
        self._job, self._names = job, list(steps)
        self._count, self._step = Label("", "small", "ink2", right=True), Label("", "small", "ink2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self._steps = [_Step(name) for name in steps]
        self.stop = Button(self.tr("Stop"), name=self.tr("Stop: {job}").format(job=job.title), act=self._press_stop)
        self.add(Across(Label(job.title, "strong"), None, self._count), self.bar)
        self.add(*self._steps) if steps else self.add(self._step)
        self.add(Across(self.stop, Label(self.tr("You can carry on working."), "small", "ink2"), None, gap="m"))
        job.stepped.connect(self._show)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self._put_away)

    def _show(self, step: str, count: int, of: int) -> None:
        words = self.tr("{count} of {of}").format(count=f"{count:,}", of=f"{of:,}") if of else ""
        self.bar.setRange(0, of)
        self.bar.setValue(count)
        self._count.setText(words)
        if step != self._step.text():
            announce(self, f"{self._job.title}: {step}")
        self._step.setText(step)
        at = self._names.index(step) if step in self._names else -1
        for each, part in enumerate(self._steps):
            part.show_state("done" if each < at else "now" if each == at else "wait", words if each == at else "")

    def _press_stop(self) -> None:
        self.stop.setEnabled(False)
        self._step.setText(self.tr("Stopping"))
        self._job.stop()

    def _put_away(self) -> None:
        self.hide()


class ProgressLine(Down):
    """Where the window shows its jobs, one panel below another."""

    def __init__(self) -> None:
        super().__init__(gap="s", pad=0)

    def watch(self, job: Job) -> ProgressPanel:
        """Show a job until it ends."""
        panel = ProgressPanel(job)
        self.add(panel)
        return panel
