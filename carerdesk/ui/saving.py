"""Saving a paper as a file, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carerdesk.ui import background
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.notices import Fault


class Paper:
    """A paper to save: what to ask, the name to offer, how it is made, what to do once it is written."""

    def __init__(
        self, question: str, name: str, made: Callable[[], bytes], saved: Callable[[Path], object] | None = None
    ) -> None:
        self.question, self.name, self.made, self.saved = question, name, made, saved


def save(desk: Desk, parent: QWidget, paper: Paper) -> None:
    """Ask where to, make the paper, write it; a place that cannot be written to is said so."""

    def chosen(path: Path) -> None:
        target = path if path.suffix else path.with_suffix(Path(paper.name).suffix or ".pdf")

        def work(_progress: background.Progress) -> Path:
            data = paper.made()
            target.write_bytes(data)
            return target

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            words = QCoreApplication.translate("saving", "{name} could not be saved there. Choose another place.")
            _page_of(parent).show_faults([Fault(words.format(name=target.name))])

        desk.run(paper.question, work, lambda path: _written(desk, paper, path), failed)

    desk.files.save_file(parent, paper.question, paper.name, chosen)


def _written(desk: Desk, paper: Paper, path: Path) -> None:
    if paper.saved is not None:
        paper.saved(path)
    else:
        desk.say(QCoreApplication.translate("saving", "Saved as {name}").format(name=path.name))


def _page_of(part: QWidget) -> Page:
    """The page a part stands in."""
    holder: QWidget | None = part
    while holder is not None and not isinstance(holder, Page):
        holder = holder.parentWidget()
    assert holder is not None
    return holder
