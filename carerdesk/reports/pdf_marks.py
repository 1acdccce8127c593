"""Drawn things on paper: ticks, triangles and dashes, the banner, the gauge, lines to sign on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.evidence.results import State
from carerdesk.reports.lettering import ink, printable, width, wrap
from carerdesk.reports.pdf import LEFT, RIGHT, SMALL, Paper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def mark(paper: Paper, x: float, state: State) -> None:
    """A drawn tick, triangle or dash on the line now written on; a word always stands beside it."""
    y = paper.y

    def painter(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x + 1, y)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        _MARKS[state](canvas)
        canvas.restoreState()

    paper.paint(painter)


def _tick(canvas: Canvas) -> None:
    canvas.setStrokeColor(ink("good"))
    canvas.setLineWidth(1.5)
    canvas.lines([(0, 3, 2.8, 0), (2.8, 0, 8, 6.5)])


def _triangle(canvas: Canvas) -> None:
    canvas.setStrokeColor(ink("attention"))
    canvas.setFillColor(ink("attention"))
    canvas.setLineWidth(1.2)
    canvas.lines([(4.2, 7.5, 9, -0.6), (9, -0.6, -0.6, -0.6), (-0.6, -0.6, 4.2, 7.5), (4.2, 4.6, 4.2, 2.6)])
    canvas.circle(4.2, 1, 0.7, stroke=0, fill=1)


def _dash(canvas: Canvas) -> None:
    canvas.setStrokeColor(ink("ink2"))
    canvas.setLineWidth(1.5)
    canvas.line(0.5, 3, 7.5, 3)


_MARKS: dict[State, Callable[[Canvas], None]] = {
    State.PASS: _tick, State.ATTENTION: _triangle, State.NOT_CHECKED: _dash,
}  # fmt: skip


def banner(paper: Paper, title: str, under: str, amount: str) -> None:
    """The single most wanted figure, on the one warm tint of the page."""
    notes = wrap(under, RIGHT - LEFT - width(amount, 24, bold=True) - 48, 9)
    high = 32 + 11.5 * len(notes)
    paper.y -= 4
    paper.need(high)
    _tint(paper, LEFT, paper.y + 10 - high, RIGHT - LEFT, high)
    paper.text(RIGHT - 16, amount, size=24, bold=True, align="right", y=paper.y + 10 - high / 2 - 8)
    paper.text(LEFT + 16, title, size=13, bold=True, y=paper.y - 10)
    for at, note in enumerate(notes):
        paper.text(LEFT + 16, note, size=9, tone="ink2", y=paper.y - 25 - 11.5 * at)
    paper.y -= high + 18


def _tint(paper: Paper, x: float, y: float, wide: float, high: float) -> None:
    def painter(canvas: Canvas) -> None:
        canvas.setFillColor(ink("tint"))
        canvas.roundRect(x, y, wide, high, 4, stroke=0, fill=1)

    paper.paint(painter)


def gauge(
    paper: Paper, sides: tuple[float, float], held: Decimal, limits: Sequence[tuple[Decimal, str]],
    *, hue: str = "council",
) -> None:  # fmt: skip
    """A bar filled as far as is held, with an ink tick and a name at each limit; `limits` from low to high."""
    x0, x1 = sides
    most = max([held, Decimal(1), *(limit for limit, _ in limits)]) * Decimal("1.25")

    def at(value: Decimal) -> float:
        return x0 + (x1 - x0) * float(max(value, Decimal(0)) / most)

    y = paper.y

    def painter(canvas: Canvas) -> None:
        canvas.setFillColor(ink("tint"))
        canvas.roundRect(x0, y, x1 - x0, 9, 3, stroke=0, fill=1)
        if at(held) - x0 > 6:  # noqa: PLR2004 - two corners of three points
            canvas.setFillColor(ink(hue))
            canvas.roundRect(x0, y, at(held) - x0, 9, 3, stroke=0, fill=1)
        canvas.setStrokeColor(ink("ink2"))
        canvas.setLineWidth(0.8)
        canvas.roundRect(x0, y, x1 - x0, 9, 3, stroke=1, fill=0)
        canvas.setStrokeColor(ink("ink"))
        canvas.setLineWidth(1.4)
        canvas.lines([(at(limit), y - 4, at(limit), y + 13) for limit, _ in limits])

    paper.paint(painter)
    _limit_names(paper, [(at(limit), name) for limit, name in limits], x1)
    paper.y -= 30


def _limit_names(paper: Paper, places: Sequence[tuple[float, str]], x1: float) -> None:
    taken = -1e9
    for x, name in places:
        wide = width(printable(name), SMALL)
        left = min(max(x - wide / 2, taken + 6), x1 - wide)
        paper.text(left, name, size=SMALL, tone="ink2", y=paper.y - 14 if left >= taken else paper.y - 25)
        taken = left + wide


def square_code(words: str, right: float, top: float, side: float) -> Callable[[Canvas], None]:
    """A shape: a QR code of these words whose dark part ends at `right` and `top`; the clear edge lies outside it."""

    def painter(canvas: Canvas) -> None:
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        drawing = Drawing(side, side)
        drawing.add(QrCodeWidget(words, barLevel="M", barWidth=side, barHeight=side, barBorder=0))
        renderPDF.draw(drawing, canvas, right - side, top - side)

    return painter


def signatures(paper: Paper, lines: Sequence[str]) -> None:
    """A line to sign for each name, and a line for the date beside it."""
    paper.need(42 * len(lines))
    for line in lines:
        paper.y -= 28
        for x, wide, words in ((LEFT, 220.0, line), (LEFT + 250, 110.0, "Date")):
            paper.rule(x, x + wide, weight=0.8, tone="ink2")
            for at, part in enumerate(wrap(words, wide, SMALL)):
                paper.text(x, part, size=SMALL, tone="ink2", y=paper.y - 12 - 11 * at)
        paper.y -= 13 + 11 * (len(wrap(line, 220, SMALL)) - 1)
