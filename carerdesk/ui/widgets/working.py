"""How a figure was worked out, beside the figure: line by line, then where the rules come from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from carerdesk.domain.working import Line, Source, Working
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import SidePanel, Well
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated


class WorkingPanel(SidePanel):
    """A `Working` in a side panel. A source is a link to copy: nothing is opened online."""

    def __init__(self, working: Working, close: Callable[[], object] | None = None) -> None:
        super().__init__(working.title, close=close)
        self.setAccessibleName(self.tr("How we worked out {what}").format(what=working.title))
        self.add(Label(self.tr("How we worked it out"), "small", "ink2"))
        self.working = working
        for line in working.lines:
            self._add_line(line)
        for note in working.notes:
            self.add(Label(note, "small", "ink2", wrap=True))
        if working.sources:
            self.add(_sources(working.sources))

    def _add_line(self, line: Line) -> None:
        if line.strong:
            self.add(Rule())
        role = "strong" if line.strong else "body"
        row = Across()
        row.addWidget(Label(line.text, role, wrap=True), 1)
        if line.figure:
            row.addWidget(Label(line.figure, role, right=True))
        self.add(row)


def _sources(sources: tuple[Source, ...]) -> Well:
    well = Well(Label(_tr("Where this comes from"), "smallstrong"))
    for source in sources:
        well.add(Label(source.title, wrap=True), Label(_known(source), "small", "ink2", wrap=True))
        if source.address:
            well.add(_address(source))
        if not source.confirmed:
            words = Label(_tr("Not confirmed yet: check it before you rely on it."), "small", "attention", wrap=True)
            row = Across(Icon("triangle-alert", "attention", 16))
            row.addWidget(words, 1)
            well.add(row)
    return well


def _tr(words: str) -> str:
    return translated("WorkingPanel", words)


def _known(source: Source) -> str:
    known = " " + _tr("Known to {day}.").format(day=source.known_to) if source.known_to else ""
    return f"{_publisher(source.address)}.{known}" if source.address else known.strip()


def _publisher(address: str) -> str:
    host = address.partition("://")[2].partition("/")[0].removeprefix("www.")
    return "GOV.UK" if host.endswith("gov.uk") and host.count(".") == 1 else host or address


def _address(source: Source) -> Down:
    said = Label("", "small", "good")
    said.say("")

    def copy() -> None:
        QApplication.clipboard().setText(source.address)
        said.say(_tr("Copied. Paste it into your web browser."))

    name = _tr("Copy the link to {title}").format(title=source.title)
    button = Button(_tr("Copy the link"), "link", icon="copy", name=name, act=copy)
    return Down(Across(button, None), said, gap=0)
