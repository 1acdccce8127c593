"""A4 papers: text and rules are placed first, with page breaks, and painted when the number of pages is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from carerdesk.reports.lettering import REGULAR, SEMIBOLD, face, fit, ink, printable, width, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.2755905511812, 841.8897637795277
"""A4, 210 by 297 mm, in points."""
LEFT = 54.0
"""The margin, 19 mm, so that holes can be punched."""
RIGHT = WIDTH - LEFT
TOP = HEIGHT - 54
BOTTOM = 64.0
"""The lowest line of text; the foot is below."""
SMALL = 8.5
"""The smallest type on paper, in points."""
_FOOT = 40.0
_ENDLESS = -1e9

_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""How much of a line lies left of where it is placed."""

Painter: TypeAlias = "Callable[[Canvas], None]"
Words: TypeAlias = str | Callable[[], str]
"""Text now, or text that is only known when all pages are placed (a page number)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page (counted from nought; left, bottom, right, top in points) that leads to a named place."""

    page: int
    box: tuple[float, float, float, float]
    target: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: page from nought, height in points, level from nought."""

    title: str
    page: int
    y: float
    level: int


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    foot: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """Words on a page: where they begin, in which font, size and colour, or how they are aligned to that place."""

    x: float
    y: float
    words: Words
    look: tuple[str, float, str]
    align: str

    def placed(self) -> tuple[float, str]:
        """Where the line begins, and the line."""
        line = printable(self.words if isinstance(self.words, str) else self.words())
        name, size, _ = self.look
        wide = width(line, size, name == SEMIBOLD) if self.align != "left" else 0
        return self.x - wide * _BEFORE[self.align], line


class _Page:
    """What is on a page: shapes, and the words that lie over them."""

    __slots__ = ("shapes", "words")

    def __init__(self) -> None:
        self.shapes: list[Painter] = []
        self.words: list[Said] = []

    def __bool__(self) -> bool:
        return bool(self.shapes or self.words)


class Paper:
    """Pages under way. `y` is the line now written on; `need` breaks the page before there is too little room."""

    def __init__(self, title: str, subject: str = "", foot: str | None = "") -> None:
        """Start a paper with its first page; `foot` is the line at the left of every page's foot, None for no foot."""
        face(), face(bold=True)
        self.title, self.subject = printable(title), printable(subject)
        self.pages: list[_Page] = []
        self.links: list[Link] = []
        self.bookmarks: list[Bookmark] = []
        self.repeat: Callable[[], None] | None = None
        self.head: Callable[[], None] | None = None
        """Drawn at the top of each page that is turned to, above the head of a running table."""
        self.y = TOP
        self._bottom = BOTTOM
        self._parts: list[_Part] = []
        self.part(foot)

    # pages

    def part(self, foot: str | None) -> None:
        """Begin a part with its own foot and its own count of pages."""
        self._parts.append(_Part(len(self.pages), foot))
        self._open()

    def _open(self) -> None:
        self.pages.append(_Page())
        self.y = TOP

    def turn(self) -> None:
        """Go to a new page, with its head, and the head of a running table repeated."""
        self._open()
        if self.head:
            self.head()
        if self.repeat:
            self.repeat()

    def need(self, height: float) -> None:
        """See that there is room for this many points, on a new page if not here; a page is never left empty."""
        if self.y - height < self._bottom and self.pages[-1] and self.y < TOP:
            self.turn()

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self._bottom

    def measure(self, draw: Callable[[], None]) -> float:
        """How high something would be if drawn on one endless page; nothing is kept."""
        with self._scratch():
            draw()
            return TOP - self.y

    @contextmanager
    def _scratch(self) -> Iterator[None]:
        kept = self.pages, self.links, self.bookmarks, self.repeat, self.y, self._bottom
        self.pages, self.links, self.bookmarks, self.repeat = [_Page()], [], [], None
        self.y, self._bottom = TOP, _ENDLESS
        try:
            yield
        finally:
            self.pages, self.links, self.bookmarks, self.repeat, self.y, self._bottom = kept

    def beside(self, left: Callable[[], None], right: Callable[[], None]) -> None:
        """Two columns at the same height; one after the other where a page could not hold the higher one."""
        heights = self.measure(left), self.measure(right)
        if max(heights) > TOP - BOTTOM:
            left()
            self.y -= 12
            right()
            return
        self.need(max(heights))
        top = self.y
        left()
        ends = [self.y]
        self.y = top
        right()
        self.y = min(self.y, *ends)

    # marks on the page

    def paint(self, painter: Painter) -> None:
        """Keep a shape to be painted on this page, under its words."""
        self.pages[-1].shapes.append(painter)

    def text(
        self, x: float, words: Words, *, size: float = 10, bold: bool = False, tone: str = "ink",
        align: str = "left", y: float | None = None, link: str = "",
    ) -> None:  # fmt: skip
        """One line of text at `x`, on the line now written on unless `y` is given; `link` makes it lead somewhere."""
        place = self.y if y is None else y
        look = SEMIBOLD if bold else REGULAR, size, tone
        self.pages[-1].words.append(Said(x, place, words, look, align))
        if link and isinstance(words, str):
            wide = width(printable(words), size, bold)
            left = {"left": x, "right": x - wide, "centre": x - wide / 2}[align]
            self._link((left, place), wide, size, link)

    def _link(self, at: tuple[float, float], wide: float, size: float, target: str) -> None:
        left, y = at
        box = (left, y - size * 0.25, left + wide, y + size * 0.85)
        self.links.append(Link(len(self.pages) - 1, box, target))

    def rule(
        self, x0: float = LEFT, x1: float = RIGHT, *, weight: float = 0.6, tone: str = "line", up: float = 0
    ) -> None:
        """A level line, `up` points above the line now written on."""
        y = self.y + up

        def painter(canvas: Canvas) -> None:
            canvas.setStrokeColor(ink(tone))
            canvas.setLineWidth(weight)
            canvas.line(x0, y, x1, y)

        self.paint(painter)

    def prose(
        self, words: str, x0: float = LEFT, x1: float = RIGHT, *, size: float = 9.5, leading: float = 14,
        bold: bool = False, tone: str = "ink",
    ) -> None:  # fmt: skip
        """A paragraph wrapped by measured width; `y` ends one line below it."""
        for line in wrap(words, x1 - x0, size, bold=bold):
            self.need(0)
            self.text(x0, line, size=size, bold=bold, tone=tone)
            self.y -= leading

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline leading to just above this line."""
        self.bookmarks.append(Bookmark(printable(title), len(self.pages) - 1, min(self.y + 24, HEIGHT), level))

    # out

    def write(self, stream: BinaryIO, *, more_pages: int = 0, worded: bool = True) -> None:
        """Paint every page to a binary stream; the same paper gives the same bytes.

        `more_pages` are counted in "of y" where other pages follow these in a bigger file; `worded` False leaves
        out all words but the foot, for one who writes them.
        """
        from reportlab.pdfbase.pdfdoc import PDFZCompress
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-GB", pageCompression=0)
        # Packed page by page, the library would turn the bytes into text: a quarter longer, and slower.
        canvas._doc.defaultStreamFilters = [PDFZCompress]  # type: ignore[attr-defined]  # noqa: SLF001 - the only way
        self._describe(canvas)
        for number, page in enumerate(self.pages):
            for painter in page.shapes:
                painter(canvas)
            if worded:
                _say(canvas, page.words)
            self._foot(canvas, number, more_pages)
            self._anchors(canvas, number)
            canvas.showPage()
        canvas.save()

    def _describe(self, canvas: Canvas) -> None:
        canvas.setTitle(self.title)
        canvas.setSubject(self.subject)
        canvas.setAuthor("CarerDesk")
        canvas.setCreator("CarerDesk")
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def _foot(self, canvas: Canvas, number: int, more_pages: int) -> None:
        at = max(index for index, part in enumerate(self._parts) if part.first <= number)
        part = self._parts[at]
        if part.foot is None:
            return
        after = self._parts[at + 1].first if at + 1 < len(self._parts) else len(self.pages)
        words = f"Page {number - part.first + 1} of {after - part.first + more_pages}"
        canvas.setStrokeColor(ink("line"))
        canvas.setLineWidth(0.6)
        canvas.line(LEFT, _FOOT + 12, RIGHT, _FOOT + 12)
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(ink("ink2"))
        canvas.drawRightString(RIGHT, _FOOT, words)
        canvas.drawString(LEFT, _FOOT, fit(part.foot, RIGHT - LEFT - width(words, SMALL) - 12, SMALL))

    def _anchors(self, canvas: Canvas, number: int) -> None:
        for index, mark in enumerate(self.bookmarks):
            if mark.page == number:
                key = f"part-{index}"
                canvas.bookmarkPage(key, fit="XYZ", left=0, top=mark.y, zoom=0)
                canvas.addOutlineEntry(mark.title, key, mark.level, closed=0)


def _say(canvas: Canvas, words: list[Said]) -> None:
    """All words of a page in one go, changing font and colour only where they change."""
    run = canvas.beginText()
    before: tuple[str, float, str] | None = None
    for said in words:
        if said.look != before:
            run.setFont(said.look[0], said.look[1])
            run.setFillColor(ink(said.look[2]))
            before = said.look
        x, line = said.placed()
        run.setTextOrigin(x, said.y)
        run.textOut(line)
    canvas.drawText(run)
