"""One page of the signed sheets that came back: its picture, which timesheet it is, and what may be changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.hours.timesheet_scans import Found, ReadSheets, page_picture
from carerdesk.services.hours.timesheets import ON_PAPER
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Folding
from carerdesk.ui.widgets.buttons import Button, Pressable
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.dialog import HouseDialog
from carerdesk.ui.widgets.documents import DocumentViewer
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Chip, Hugging, Label, translated

_LEAVE_OUT = 0
_FOLDS, _CHIP_FOLDS = 34, 24
_PICTURE = QSize(64, 84)
_CHIPS = {
    Found.MATCHED: ("Matched", "good"), Found.CHANGED: ("Hours have changed", "attention"),
    Found.SIGNED: ("Signed already", "note"), Found.UNKNOWN: ("Code not known", "attention"),
    Found.NO_CODE: ("No code found", "attention"), Found.TWICE: ("Chosen twice", "quiet"),
}  # fmt: skip


class PageRow(QWidget):
    """A page. `told` hears when another timesheet is chosen for it."""

    def __init__(self, read: ReadSheets, at: int, picture: bytes | None, told: Callable[[], object]) -> None:
        super().__init__()
        self.at, self._read, self._page, self._told = at, read, read.pages[at], told
        self._name = _name_of(read, at)
        self.own_day: DateField | None = None
        self._choice = choice_field(
            self.tr("Which timesheet is {page}?").format(page=self._name), self._choices(), compact=True
        )
        self._choice.set_value(self._suggested())
        self._choice.changed.connect(told)
        self._words = Down(gap="xs")
        self._fill_words()
        row = Folding(below=_FOLDS, gap="m")
        if picture is not None:
            row.addWidget(_Picture(picture, self._name, self._open_larger), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        self.setLayout(Across(gap=0, pad=("m", "s", "m", "s")))
        self._outer().addLayout(row, 1)

    @property
    def chosen(self) -> int | None:
        """The timesheet it is kept with; None where it is left out."""
        return self._choice.value() or None

    @property
    def is_signed(self) -> bool:
        """Whether the timesheet it is kept with was signed before."""
        sheet = self._page.sheet
        return sheet is not None and sheet.signed_on is not None and sheet.id == self.chosen

    def day(self) -> date | None:
        """A day of its own, where one was entered."""
        return self.own_day.value() if self.own_day is not None else None

    # --- what it says -------------------------------------------------------------------------------------------------

    def _fill_words(self) -> None:
        page, sheet = self._page, self._page.sheet
        words, tone = _CHIPS[page.found]
        title = sheet.title if sheet is not None else self.tr("Which timesheet is it?")
        self._words.add(Folding(Hugging(title, "strong"), Chip(self.tr(words), tone), None, below=_CHIP_FOLDS))
        self._words.add(Label(self._second(), "small", "ink2", wrap=True))
        said = self._sentence()
        if said:
            tone = "ink2" if page.found in {Found.TWICE, Found.SIGNED} else "attention"
            self._words.add(Label(said, "small", tone, wrap=True))
        self._words.add(self._choice, self._more())
        if page.found not in {Found.NO_CODE, Found.UNKNOWN} or not self._read.waiting:
            self._choice.hide()

    def _second(self) -> str:
        page, parts = self._page, [self._name]
        if page.printed is not None:
            parts.append(
                self.tr("Page {number} of {of} of the sheet").format(number=page.printed[0], of=page.printed[1])
            )
        if page.sheet is not None and page.sheet.signed:
            parts.append(page.sheet.signed)
        return ". ".join(parts) + "."

    def _sentence(self) -> str:
        found, none_waits = self._page.found, not self._read.waiting
        if found is Found.CHANGED:
            return guidance("rota", "sheet_changed")
        if found is Found.TWICE:
            return guidance("rota", "sheet_twice")
        if found in {Found.UNKNOWN, Found.NO_CODE}:
            if none_waits:
                return guidance("rota", "sheet_none_waits")
            return guidance("rota", f"sheet_{found}", code=self._page.code)
        if found is Found.SIGNED:
            return guidance("rota", "sheet_signed_kept" if self._completes() else "sheet_signed_left_out")
        return f"{self._lacking()} {self._missing()}".strip() if found is Found.MATCHED else ""

    def _lacking(self) -> str:
        """Said once, on the first page of the sheet, before it is kept as signed."""
        sheet = self._page.sheet
        lacks = sheet.lacks(self._read.signed_on) if sheet is not None and self._is_first() else ""
        return self.tr("This sheet is not complete. {lacks}").format(lacks=lacks) if lacks else ""

    def _missing(self) -> str:
        """Said once, on the first page of the sheet."""
        sheet = self._page.sheet
        assert sheet is not None and sheet.id is not None  # noqa: PT018 - a matched page has one
        missing = self._read.missing_of(sheet.id) if self._is_first() else ()
        if not missing:
            return ""
        if len(missing) == 1:
            return self.tr("Page {number} of this sheet is not among the files.").format(number=missing[0])
        numbers = ", ".join(map(str, missing))
        return self.tr("Pages {numbers} of this sheet are not among the files.").format(numbers=numbers)

    # --- what may be changed ------------------------------------------------------------------------------------------

    def _choices(self) -> list[tuple[int, str]]:
        rows = {row.id: row for row in self._read.waiting if row.id is not None}
        sheet = self._page.sheet
        if sheet is not None and sheet.id is not None and self._page.found is Found.SIGNED:
            rows.setdefault(sheet.id, sheet)
        found = [(number, f"{row.title}, {row.words}") for number, row in rows.items()]
        return [*found, (_LEAVE_OUT, self.tr("Leave this page out"))]

    def _suggested(self) -> int:
        """A sheet that waits for its page; a signed one only while it has no scan."""
        page, sheet = self._page, self._page.sheet
        if sheet is None or sheet.id is None:
            return _LEAVE_OUT
        return sheet.id if page.found is Found.MATCHED or self._completes() else _LEAVE_OUT

    def _completes(self) -> bool:
        """Whether its sheet is known as signed on paper and has no scan yet."""
        page, sheet = self._page, self._page.sheet
        signed = page.found is Found.SIGNED and sheet is not None and sheet.code == page.code
        return signed and sheet is not None and sheet.signed_how == ON_PAPER and not sheet.scans

    def _more(self) -> QWidget:
        holder, buttons = QWidget(), []
        if self._page.found in {Found.MATCHED, Found.SIGNED}:
            buttons.append(self._small(self.tr("Choose another timesheet"), self._choose_another))
        if self._asks_day():
            buttons.append(self._small(self.tr("Signed on another day"), self._other_day))
        holder.setLayout(Flow(*buttons, gap="s"))
        return holder

    def _asks_day(self) -> bool:
        """Once for each sheet, on its first page here; and on each page that is not known yet."""
        if self._page.found in {Found.NO_CODE, Found.UNKNOWN}:
            return bool(self._read.waiting)
        return self._page.found is Found.MATCHED and self._is_first()

    def _is_first(self) -> bool:
        sheet = self._page.sheet
        before = (page.sheet for page in self._read.pages[: self.at])
        return sheet is not None and all(one is None or one.id != sheet.id for one in before)

    def _small(self, words: str, act: Callable[[], object]) -> Button:
        return Button(words, "small", name=f"{words}: {self._name}", act=act)

    def _choose_another(self) -> None:
        self._choice.show()
        self._choice.take_focus()

    def _other_day(self) -> None:
        if self.own_day is None:
            self.own_day = DateField(self.tr("{page} was signed on").format(page=self._name), self._read.signed_on)
            self._words.add(self.own_day)
            self.own_day.show()
        self.own_day.take_focus()

    def _open_larger(self) -> None:
        data = page_picture(self._read, self._page)
        if data is None:
            return
        dialog = HouseDialog(self, self._name)
        dialog.body.add(DocumentViewer(self._name, [data], in_dialog=True))
        dialog.body.add(Across(None, Button(self.tr("Close the picture"), act=dialog.accept)))
        dialog.resize(self.window().size() * 0.9)
        dialog.open()

    def _outer(self) -> Across:
        outer = self.layout()
        assert isinstance(outer, Across)
        return outer


def _name_of(read: ReadSheets, at: int) -> str:
    """scan.pdf, page 2; the file alone where it has one page; a number where two files are called the same."""
    page = read.pages[at]
    before = {one.file for one in read.pages[:at] if one.file != page.file and one.file_name == page.file_name}
    file = f"{page.file_name} ({len(before) + 1})" if before else page.file_name
    if page.of_pages == 1:
        return file
    return translated("PageRow", "{file}, page {page}").format(file=file, page=page.page + 1)


class _Picture(Pressable):
    """A page at a glance; pressing it shows it large."""

    def __init__(self, png: bytes, name: str, act: Callable[[], object]) -> None:
        super().__init__()
        self._drawn = QPixmap()
        self._drawn.loadFromData(png)
        words = self.tr("See {page} larger").format(page=name)
        self.setAccessibleName(words)
        self.setObjectName(words)
        self.setToolTip(words)
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked: act())
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """As large as the text asks."""
        room = QSize(chosen.size(_PICTURE.width()), chosen.size(_PICTURE.height()))
        self.setIcon(self._drawn)
        self.setIconSize(room)
        self.setFixedSize(room + QSize(8, 8))
