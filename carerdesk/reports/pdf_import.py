"""Bringing the pages of another PDF into a written one: what is seen comes along; scripts, forms and files stay out."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf

from carerdesk.reports.pdf_writer import PdfWriter, number

_LEFT_OUT = {
    "/Length", "/Metadata", "/PieceInfo", "/AF", "/StructParent", "/StructParents", "/OPI", "/Ref", "/LastModified",
    "/Alternates", "/F", "/FFilter", "/FDecodeParms", "/PTEX.FileName", "/PTEX.InfoDict",
}  # fmt: skip
_RESOURCES = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
_RECTANGLE = 4
_MATRIX = 6


class UnreadablePdfError(ValueError):
    """The PDF, or one of its pages, cannot be shown; `locked` where it wants a password."""

    def __init__(self, locked: bool = False) -> None:
        """`locked` tells a password from damage."""
        super().__init__("this PDF is locked with a password" if locked else "this PDF is damaged")
        self.locked = locked


@dataclass(frozen=True, slots=True)
class Form:
    """A page as a picture to be placed: its object number, and the box it fills, in points."""

    at: int
    left: float
    bottom: float
    wide: float
    high: float


class Source:
    """A PDF opened to be copied from, one page at a time."""

    def __init__(self, pdf: pikepdf.Pdf, out: PdfWriter) -> None:
        """Copy from `pdf` into `out`; what pages share is written once."""
        self._pdf, self._out = pdf, out
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, Any]] = deque()

    def __len__(self) -> int:
        return len(self._pdf.pages)

    def form(self, index: int) -> Form:
        """Write a page as a form object and what it needs.

        Raises:
            UnreadablePdfError: where the page cannot be read.
        """
        with _damage():
            page = self._pdf.pages[index]
            made = page.as_form_xobject(handle_transformations=True)
            data = made.read_bytes()
            box, matrix = _numbers(made.BBox), _numbers(made.get("/Matrix", [1, 0, 0, 1, 0, 0]))
            form = _placed(self._out.reserve(), box, matrix)
            resources = self._resources(made.get("/Resources"))
            entries = b"/Type/XObject/Subtype/Form/BBox[%s]/Matrix[%s]/Resources%s" % (
                b" ".join(map(number, box)), b" ".join(map(number, matrix)), resources,
            )  # fmt: skip
            if "/Group" in made:
                entries += b"/Group" + self._value(made.Group)
            self._out.raw_stream(entries + b"/Filter/FlateDecode", zlib.compress(data, 6), form.at)
            self._drain()
            return form

    def _drain(self) -> None:
        while self._waiting:
            at, thing = self._waiting.popleft()
            if isinstance(thing, pikepdf.Stream):
                self._out.raw_stream(self._entries(thing), thing.read_raw_bytes(), at)
            else:
                self._out.put(self._direct(thing), at)

    def _value(self, thing: Any) -> bytes:  # noqa: ANN401 - pikepdf hands over plain Python values too
        if thing is None:
            return b"null"
        if isinstance(thing, bool):
            return b"true" if thing else b"false"
        if isinstance(thing, (int, Decimal, float)):
            return format(thing, "f" if not isinstance(thing, int) else "d").encode()
        if thing.is_indirect:
            return b"%d 0 R" % self._numbered(thing)
        return self._direct(thing)

    def _numbered(self, thing: Any) -> int:  # noqa: ANN401 - as above
        key = thing.objgen
        if key not in self._numbers:
            self._numbers[key] = self._out.reserve()
            self._waiting.append((self._numbers[key], thing))
        return self._numbers[key]

    def _direct(self, thing: Any) -> bytes:  # noqa: ANN401 - as above
        if isinstance(thing, pikepdf.Dictionary):
            return b"<<" + self._entries(thing) + b">>"
        if isinstance(thing, pikepdf.Array):
            return b"[" + b" ".join(self._value(part) for part in thing.as_list()) + b"]"
        return bytes(thing.unparse(resolved=True))

    def _entries(self, thing: Any) -> bytes:  # noqa: ANN401 - as above
        """A dictionary's entries; from a stream's, whatever is not needed to show it is left out."""
        seen = isinstance(thing, pikepdf.Stream)
        parts = []
        for key in thing.keys():  # noqa: SIM118 - a stream answers keys() but cannot be walked
            if seen and key in _LEFT_OUT:
                continue
            value = self._resources(thing[key]) if key == "/Resources" else self._value(thing[key])
            parts.append(_name(key) + b" " + value)
        return b"".join(parts)

    def _resources(self, thing: Any) -> bytes:  # noqa: ANN401 - as above
        if not isinstance(thing, pikepdf.Dictionary):
            return b"<<>>"
        parts = [key.encode() + b" " + self._value(thing[key]) for key in _RESOURCES if key in thing]
        if isinstance(thing.get("/Properties"), pikepdf.Dictionary):
            names = b"".join(_name(key) + b" <<>>" for key in thing.Properties.keys())  # noqa: SIM118 - as above
            parts.append(b"/Properties <<" + names + b">>")
        return b"<<" + b"".join(parts) + b">>"


def _name(key: str) -> bytes:
    return bytes(pikepdf.Name(key).unparse())


def _numbers(values: Any) -> list[float]:  # noqa: ANN401 - a pikepdf array or a list
    return [float(value) for value in values]


def _placed(at: int, box: list[float], matrix: list[float]) -> Form:
    """Where the page's box lies once its own turning is done."""
    if len(box) != _RECTANGLE or len(matrix) != _MATRIX:
        raise UnreadablePdfError
    corners = [
        (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
        for x in (box[0], box[2])
        for y in (box[1], box[3])
    ]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    wide, high = max(x for x, _ in corners) - left, max(y for _, y in corners) - bottom
    if wide < 1 or high < 1:
        raise UnreadablePdfError
    return Form(at, left, bottom, wide, high)


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except pikepdf.PasswordError as error:
        raise UnreadablePdfError(locked=True) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, RuntimeError) as error:
        raise UnreadablePdfError from error


@contextmanager
def opened(data: bytes, out: PdfWriter) -> Iterator[Source]:
    """A PDF opened for copying; filled-in forms and stamps become part of their pages, and it is closed at the end.

    Raises:
        UnreadablePdfError: where it is damaged, empty or locked with a password.
    """
    with _damage():
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    try:
        with _damage():
            _flatten(pdf)
            if not len(pdf.pages):
                raise UnreadablePdfError
        yield Source(pdf, out)
    finally:
        pdf.close()


def _flatten(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
    if any("/Annots" in page for page in pdf.pages):
        pdf.flatten_annotations("all")
