"""Choosing files and folders. The one place where the system's own file windows are opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser:
    """Opens the system's file windows, and tells what was chosen; nothing is told where the person thinks better of it.

    `next_choice` answers the next question in advance, for driving the program without a person.
    """

    def __init__(self) -> None:
        self._answers: list[tuple[Path, ...]] = []

    def next_choice(self, *paths: Path) -> None:
        """Answer the next question with these; with none, as if Cancel was pressed."""
        self._answers.append(paths)

    def open_files(self, parent: QWidget, title: str, kinds: str, chosen: Callable[[Sequence[Path]], object]) -> None:
        """Ask for files to read; `kinds` such as "Photos and PDF (*.jpg *.png *.pdf)"."""
        if not self._answered(chosen):
            dialog = _window(parent, title, QFileDialog.FileMode.ExistingFiles, chosen)
            dialog.setNameFilter(kinds)
            dialog.open()

    def open_folder(self, parent: QWidget, title: str, chosen: Callable[[Path], object]) -> None:
        """Ask for a folder."""
        if not self._answered(lambda paths: chosen(paths[0])):
            _window(parent, title, QFileDialog.FileMode.Directory, lambda paths: chosen(paths[0])).open()

    def save_file(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], object]) -> None:
        """Ask where to write a file, offering `name`."""
        if not self._answered(lambda paths: chosen(paths[0])):
            dialog = _window(parent, title, QFileDialog.FileMode.AnyFile, lambda paths: chosen(paths[0]))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(_as_file_name(name))
            dialog.open()

    def _answered(self, chosen: Callable[[Sequence[Path]], object]) -> bool:
        if not self._answers:
            return False
        answer = self._answers.pop(0)
        if answer:
            chosen(answer)
        return True


def _as_file_name(name: str) -> str:
    """A name that every system takes: people and funders may be called anything."""
    return re.sub(r'[\\/:*?"<>|]+', "-", name)


def _window(
    parent: QWidget, title: str, mode: QFileDialog.FileMode, chosen: Callable[[Sequence[Path]], object]
) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title)
    dialog.setFileMode(mode)
    dialog.filesSelected.connect(lambda names: chosen([Path(each) for each in names]))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
