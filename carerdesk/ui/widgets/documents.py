"""Receipts and letters: where to drop them, and how to look at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.arrange import Across, Down, Flow, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.dialog import HouseDialog
from carerdesk.ui.widgets.files import FileChooser
from carerdesk.ui.widgets.text import Icon, Label

PHOTOS_AND_PDF = "Photos and PDF (*.jpg *.jpeg *.png *.heic *.heif *.tif *.tiff *.webp *.pdf)"
_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.25, 6.0


class DropZone(Sheet):
    """Drop files here, or press Choose files: dragging is never the only way. `taken` gets the paths."""

    def __init__(
        self,
        title: str,
        sub: str,
        files: FileChooser,
        taken: Callable[[Sequence[Path]], object],
        *,
        kinds: str = PHOTOS_AND_PDF,
        icon: str = "receipt-pound-sterling",
        button: str = "",
    ) -> None:
        super().__init__(part="drop", across=True, gap="m", pad="m")
        self.setAccessibleName(title)
        self.setAcceptDrops(True)
        self._taken = taken
        self.choose = Button(button or self.tr("Choose files"), act=lambda: files.open_files(self, title, kinds, taken))
        self.add(Icon(icon, "primary", 24))
        self.body.addLayout(Down(Label(title, "strong", wrap=True), Label(sub, "small", "ink2", wrap=True), gap=0), 1)
        self.add(self.choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()
            self._light(on=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(on=False)
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self._taken(paths)

    def _light(self, *, on: bool) -> None:
        self.setProperty("over", "true" if on else "false")
        repolish(self)


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class _Picture(QLabel):
    """A picture as wide as its place, or at a zoom of that."""

    def __init__(self, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.zoom = 1.0
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def fit(self, room: QSize) -> None:
        """Draw it to fit the room, times the zoom, sharp on dense screens."""
        sharp = self.devicePixelRatioF()
        wanted = QSize(round(room.width() * self.zoom * sharp), round(room.height() * self.zoom * sharp))
        drawn = self._picture.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        drawn.setDevicePixelRatio(sharp)
        self.setPixmap(drawn)
        self.setMinimumSize(QSize(0, 0) if self.zoom <= 1 else drawn.deviceIndependentSize().toSize())


class DocumentViewer(QWidget):
    """A page of a document (a QPixmap, or bytes of a PNG or JPEG) with Larger, Smaller, Open larger.

    `name` is what a screen reader says of it: "Receipt from Bramley Stores, £12.40". Several pages turn by buttons.
    """

    def __init__(
        self, name: str, pages: Sequence[QPixmap | bytes], *, height: int = 260, in_dialog: bool = False
    ) -> None:
        super().__init__()
        self._name, self._pages, self._at = name, [_pixmap(page) for page in pages], 0
        self._area = QScrollArea()
        self._area.setAccessibleName(name)
        self._area.setWidgetResizable(True)
        self._height = 0 if in_dialog else height
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._where = Label("", "small", "ink2")
        buttons = [
            self._button("plus", self.tr("Larger"), lambda: self._zoom_by(_ZOOM_STEP)),
            self._button("minus", self.tr("Smaller"), lambda: self._zoom_by(1 / _ZOOM_STEP)),
        ]
        if not in_dialog:
            buttons.append(self._button("maximize", self.tr("Open larger"), self.open_larger))
        self._before = self._button("chevron-left", self.tr("Page before"), lambda: self._turn(-1), worded=False)
        self._after = self._button("chevron-right", self.tr("Page after"), lambda: self._turn(1), worded=False)
        self.setLayout(Down(self._area, Flow(*buttons, self._before, self._after, self._where), gap=6))
        self._turn(0)
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """As tall as it was asked to be; in its own window as tall as that."""
        if self._height:
            self._area.setFixedHeight(chosen.size(self._height))

    def _button(self, icon: str, words: str, act: Callable[[], object], *, worded: bool = True) -> Button:
        return Button(words if worded else "", icon=icon, name=f"{words}: {self._name}", act=act)

    def open_larger(self) -> None:
        """The same document in a window of its own."""
        dialog = HouseDialog(self, self._name)
        dialog.body.add(DocumentViewer(self._name, self._pages, in_dialog=True))
        dialog.body.add(Across(None, Button(self.tr("Close the picture"), act=dialog.accept)))
        dialog.resize(self.window().size() * 0.9)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)
        words = self.tr("page {at} of {all}").format(at=self._at + 1, all=len(self._pages))
        self._picture = _Picture(self._pages[self._at], f"{self._name}, {words}")
        self._area.setWidget(self._picture)
        self._where.say(words.capitalize() if len(self._pages) > 1 else "")
        for button, wanted in ((self._before, self._at > 0), (self._after, self._at < len(self._pages) - 1)):
            let_show(button, len(self._pages) > 1)
            button.setEnabled(wanted)
        self._fit()

    def _zoom_by(self, step: float) -> None:
        self._picture.zoom = min(max(self._picture.zoom * step, _LEAST_ZOOM), _MOST_ZOOM)
        self._fit()

    def _fit(self) -> None:
        self._picture.fit(self._area.viewport().size())


class PaperWindow(HouseDialog):
    """A paper in a window of its own: its picture, or the words it begins with, and a way to a copy of the whole.

    `data` gives the file's name and bytes when a copy is asked for.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        png: bytes | None,
        words: str,
        data: Callable[[], tuple[str, bytes]],
        files: FileChooser,
    ) -> None:
        super().__init__(parent, name)
        self._data, self._files, self._name = data, files, name
        self._told = Label("", "small", "good", wrap=True)
        self._told.say("")
        if png is not None:
            self.body.add(DocumentViewer(name, [png], in_dialog=True))
        else:
            self.body.add(
                Label(name, "title", wrap=True), Label(words or self.tr("No picture of it."), wrap=True), None
            )
        close = Button(self.tr("Close the paper"), act=self.accept)
        self.body.add(self._told, Across(Button(self.tr("Save a copy"), act=self._save), None, close))
        self.resize(parent.window().size() * 0.9)

    def _save(self) -> None:
        name, _ = self._data()
        self._files.save_file(self, self.tr("Save a copy of {name}").format(name=name), name, self._write)

    def _write(self, path: Path) -> None:
        try:
            path.write_bytes(self._data()[1])
        except OSError:
            self._told.set_tone("problem")
            self._told.say(self.tr("{file} could not be written there. Choose another place.").format(file=path.name))
            return
        self._told.set_tone("good")
        self._told.say(self.tr("Saved as {file}.").format(file=path.name))


def _pixmap(page: QPixmap | bytes) -> QPixmap:
    if isinstance(page, QPixmap):
        return page
    found = QPixmap()
    if not found.loadFromData(page):
        raise ValueError("not a picture")
    return found
