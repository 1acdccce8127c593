"""Documents as numbered exhibits: each on its own sheets, with its number at the top and nothing covered."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from carerdesk.reports import jpeg
from carerdesk.reports.lettering import fit, wrap
from carerdesk.reports.pack_view import Exhibit, Placed, Stopped
from carerdesk.reports.pdf import HEIGHT, LEFT, WIDTH, Paper
from carerdesk.reports.pdf_import import Form, Source, UnreadablePdfError, opened
from carerdesk.reports.pdf_writer import Lettering, PdfWriter, number

if TYPE_CHECKING:
    from PIL.Image import Image

_STRIP = 34.0
_MARGIN = 24.0
_POINTS_A_PIXEL = 0.75
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
_ON_ITS_SIDE = 5
_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""How a picture's own square is laid into its place, by Exif orientation (a b c d e f of a PDF matrix)."""


class Binder:
    """Adds exhibits to a PDF under way, one at a time."""

    def __init__(self, out: PdfWriter, stopped: Callable[[], bool]) -> None:
        """Write to `out`; `stopped` is asked before each page."""
        self._out, self._stopped = out, stopped

    def add(self, exhibit: Exhibit) -> Placed:
        """Add one document; one that cannot be shown is replaced by a page that says so.

        Raises:
            Stopped: where the person asked to stop.
        """
        self._go_on()
        data = exhibit.load()
        try:
            return Placed(tuple(self._sheets(exhibit, data)))
        except UnreadablePdfError as error:
            fault = "it is locked with a password" if error.locked else "its file is damaged"
            return self._notice(exhibit, fault)
        except _UnreadablePictureError as error:
            return self._notice(exhibit, str(error))

    def _go_on(self) -> None:
        if self._stopped():
            raise Stopped

    def _sheets(self, exhibit: Exhibit, data: bytes) -> Iterator[int]:
        if data.startswith(b"\xff\xd8"):
            yield from self._photo(exhibit, data)
        elif b"%PDF-" in data[:1024]:
            yield from self._pages(exhibit, data)
        elif exhibit.kind.startswith("text/"):
            yield from self._pages(exhibit, _typed(exhibit, data))
        else:
            yield from self._picture(exhibit, data)

    def _photo(self, exhibit: Exhibit, data: bytes) -> Iterator[int]:
        try:
            photo = jpeg.read(data)
        except jpeg.NotAPhotoError:
            yield from self._picture(exhibit, data)
            return
        decode = b"/Decode[1 0 1 0 1 0 1 0]" if photo.inverted else b""
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8%s/Filter/DCTDecode"
        at = self._out.raw_stream(entries % (photo.wide, photo.high, _SPACES[photo.colours], decode), photo.data)
        yield self._image_sheet(exhibit, at, (photo.wide, photo.high), photo.orientation)

    def _picture(self, exhibit: Exhibit, data: bytes) -> Iterator[int]:
        """Any other picture, unpacked and packed again without loss; every page of a scan."""
        for count, size, colours, pixels in _frames(data):
            self._go_on()
            entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8"
            at = self._out.stream(entries % (*size, _SPACES[colours]), pixels)
            yield self._image_sheet(exhibit, at, size, 1, count)

    def _image_sheet(self, exhibit: Exhibit, at: int, size: tuple[int, int], orientation: int, count: str = "") -> int:
        wide, high = size[::-1] if orientation >= _ON_ITS_SIDE else size
        sheet = (HEIGHT, WIDTH) if wide > high else (WIDTH, HEIGHT)
        room = sheet[0] - 2 * _MARGIN, sheet[1] - _STRIP - _MARGIN
        scale = min(room[0] / wide, room[1] / high, _POINTS_A_PIXEL)
        x, y = (sheet[0] - wide * scale) / 2, sheet[1] - _STRIP - high * scale
        a, b, c, d, e, f = _TURNS[orientation]
        w, h = wide * scale, high * scale
        matrix = (a * w, b * h, c * w, d * h, x + e * w, y + f * h)
        content = b"q %s cm /X Do Q\n" % b" ".join(map(number, matrix))
        return self._sheet(exhibit, sheet, content, at, count)

    def _pages(self, exhibit: Exhibit, data: bytes) -> Iterator[int]:
        with opened(data, self._out) as source:
            for index in range(len(source)):
                self._go_on()
                yield self._copied(exhibit, source, index)

    def _copied(self, exhibit: Exhibit, source: Source, index: int) -> int:
        count = _count(index, len(source))
        try:
            form = source.form(index)
        except UnreadablePdfError:
            if index == 0:
                raise
            return self._words(exhibit, "This page could not be shown: its file is damaged here.", count)
        return self._form_sheet(exhibit, form, count)

    def _form_sheet(self, exhibit: Exhibit, form: Form, count: str) -> int:
        sheet = (HEIGHT, WIDTH) if form.wide > form.high else (WIDTH, HEIGHT)
        scale = min(sheet[0] / form.wide, (sheet[1] - _STRIP) / form.high, 1.0)
        x = (sheet[0] - form.wide * scale) / 2 - form.left * scale
        y = sheet[1] - _STRIP - form.high * scale - form.bottom * scale
        content = b"q %s 0 0 %s %s %s cm /X Do Q\n" % tuple(map(number, (scale, scale, x, y)))
        return self._sheet(exhibit, sheet, content, form.at, count)

    def _sheet(self, exhibit: Exhibit, sheet: tuple[float, float], content: bytes, at: int, count: str) -> int:
        content += _stamp(self._out, exhibit, sheet, count)
        return self._out.page(sheet, content, b"/XObject<</X %d 0 R>>" % at)

    def _notice(self, exhibit: Exhibit, fault: str) -> Placed:
        words = f"This document could not be shown here: {fault}. Its list entry and its number stay the same."
        return Placed((self._words(exhibit, words, ""),), fault)

    def _words(self, exhibit: Exhibit, words: str, count: str) -> int:
        content, y = b"", HEIGHT - 120
        for line in wrap(words, WIDTH - 2 * LEFT, 11):
            content += _said(self._out.regular, (LEFT, y), line, 11)
            y -= 16
        return self._out.page((WIDTH, HEIGHT), content + _stamp(self._out, exhibit, (WIDTH, HEIGHT), count), b"")


def _count(index: int, of: int) -> str:
    return f"{index + 1} of {of}" if of > 1 else ""


def _said(lettering: Lettering, at: tuple[float, float], words: str, size: float) -> bytes:
    font = b"/B" if lettering.bold else b"/R"
    return b"BT %s %s Tf %s %s Td %s Tj ET\n" % (
        font, number(size), number(at[0]), number(at[1]), lettering.shown(words),
    )  # fmt: skip


def _stamp(out: PdfWriter, exhibit: Exhibit, sheet: tuple[float, float], count: str) -> bytes:
    """The exhibit's number in a small box at the top right, its title at the left, and which page of it this is."""
    wide = out.semibold.wide(exhibit.number, 12) + 14
    left, y = sheet[0] - _MARGIN - wide, sheet[1] - 24
    box = b"q 0.9 w 0.12 0.14 0.15 RG %s %s %s 18 re S Q\n" % (number(left), number(y - 5), number(wide))
    parts = [box, b"q 0.12 0.14 0.15 rg\n", _said(out.semibold, (left + 7, y), exhibit.number, 12)]
    room = left - _MARGIN - 12
    if count:
        room -= out.regular.wide(count, 8.5) + 12
        parts.append(_said(out.regular, (left - 10 - out.regular.wide(count, 8.5), y), count, 8.5))
    parts += [_said(out.regular, (_MARGIN, y), fit(exhibit.title, room, 8.5), 8.5), b"Q\n"]
    return b"".join(parts)


class _UnreadablePictureError(ValueError):
    """Why a picture cannot be shown, in words that follow "because"."""


def _frames(data: bytes) -> Iterator[tuple[str, tuple[int, int], int, bytes]]:
    """Each picture in a file: which one it is, its size, number of colours and pixels."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                of = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
                for index, frame in enumerate(ImageSequence.Iterator(image) if of > 1 else (image,)):
                    plain = _plain(ImageOps.exif_transpose(frame))
                    yield _count(index, of), plain.size, len(plain.getbands()), plain.tobytes()
    except UnidentifiedImageError as error:
        raise _UnreadablePictureError("its file is damaged, or of a kind that cannot be printed") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _UnreadablePictureError("the picture is too large") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise _UnreadablePictureError("its file is damaged") from error


def _plain(image: Image) -> Image:
    """Grey or colour, eight bits, on white paper where it was clear."""
    from PIL import Image as Pictures

    if image.mode in {"1", "L"}:
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        return image.convert("F").point(lambda level: level / 256).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        paper = Pictures.new("RGBA", clear.size, "white")
        return Pictures.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")


def _typed(exhibit: Exhibit, data: bytes) -> bytes:
    """A letter or message that is only text, as a PDF of its own."""
    paper = Paper(exhibit.title, foot=None)
    for line in data.decode("utf-8", "replace").splitlines():
        paper.prose(line or " ", size=10, leading=14)
    held = BytesIO()
    paper.write(held)
    return held.getvalue()
