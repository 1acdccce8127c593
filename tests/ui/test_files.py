"""The system's file windows, as the program opens them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from carerdesk.ui.widgets.files import FileChooser


def test_a_name_offered_for_a_paper_is_one_that_every_system_takes(show: Callable[[QWidget], QWidget]) -> None:
    window = show(QWidget())
    FileChooser().save_file(window, "Save", "P45 figures, Siân O’Brien/Łukasz: “A” <b>?.pdf", lambda _path: None)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    [offered] = dialog.selectedFiles()
    dialog.reject()
    assert Path(offered).name == "P45 figures, Siân O’Brien-Łukasz- “A” -b-.pdf"
