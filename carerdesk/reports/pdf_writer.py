"""A PDF written from front to back: each object goes out as soon as it is made, so a pack never sits in memory."""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.reports.lettering import face, printable, width

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: title, the page object's number, height in points, level from nought."""

    title: str
    page: int
    y: float
    level: int


def text_string(text: str) -> bytes:
    """A PDF text string: UTF-16 as hexadecimal, so that nothing needs escaping."""
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "replace").hex().encode() + b">"


def number(value: float) -> bytes:
    """A number as PDF wants it: no exponent, no needless noughts."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


class Lettering:
    """One weight of the font, whole, in a written PDF; remembers which signs were used."""

    def __init__(self, bold: bool, at: int) -> None:
        """`at` is the object number kept for the font."""
        self.bold, self.at = bold, at
        self._used: dict[int, str] = {}
        self._known: dict[str, bytes] = {}

    def shown(self, text: str) -> bytes:
        """The text as glyph numbers in hexadecimal, to be shown by Tj."""
        return b"<" + b"".join([self._glyph(sign) for sign in printable(text).replace("\n", " ")]) + b">"

    def _glyph(self, sign: str) -> bytes:
        if sign not in self._known:
            glyph = face(self.bold).face.charToGlyph[ord(sign)]
            self._used[glyph] = sign
            self._known[sign] = b"%04x" % glyph
        return self._known[sign]

    def wide(self, text: str, size: float) -> float:
        """How wide a line is, in points."""
        return width(printable(text), size, self.bold)

    def write(self, out: PdfWriter) -> None:
        """Put the font and what it refers to into the file."""
        font = face(self.bold).face
        name = b"/" + font.name if isinstance(font.name, bytes) else f"/{font.name}".encode()
        with open(font.filename, "rb") as file:  # noqa: PTH123 - reportlab keeps a plain name
            data = file.read()
        program = out.stream(b"/Length1 %d" % len(data), data)
        box = b" ".join(number(side) for side in font.bbox)
        descriptor = out.put(
            b"<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
            % (name, box, font.ascent, font.descent, font.capHeight, font.stemV, program)
        )
        widths = b" ".join(b"%d[%s]" % (glyph, self._advance(sign)) for glyph, sign in sorted(self._used.items()))
        descendant = out.put(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 600/W[%s]>>" % (name, descriptor, widths)
        )
        names = out.stream(b"", self._to_unicode())
        out.put(
            b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, descendant, names),
            self.at,
        )

    def _advance(self, sign: str) -> bytes:
        return number(width(sign, 1000, self.bold))

    def _to_unicode(self) -> bytes:
        pairs = [f"<{glyph:04x}><{sign.encode('utf-16-be').hex()}>" for glyph, sign in sorted(self._used.items())]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry(Adobe)"
            "/Ordering(UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000><ffff> endcodespacerange\n{body}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()


class PdfWriter:
    """Objects numbered and written one after another; pages are listed, named places and outline kept, to the end."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin a file on a binary stream that is only ever written forwards."""
        self._stream = stream
        self._at = 0
        self._offsets: dict[int, int] = {}
        self._next = 1
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self.tree = self.reserve()
        self.regular = Lettering(False, self.reserve())
        self.semibold = Lettering(True, self.reserve())

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._at += len(data)

    def reserve(self) -> int:
        """A number for an object to be written later."""
        self._next += 1
        return self._next - 1

    def put(self, body: bytes, at: int = 0) -> int:
        """Write one object, under a number reserved before or a new one, and answer the number."""
        at = at or self.reserve()
        self._offsets[at] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (at, body))
        return at

    def raw_stream(self, entries: bytes, data: bytes, at: int = 0) -> int:
        """Write a stream object whose data are already as `entries` (its /Filter and so on) say."""
        at = at or self.reserve()
        self._offsets[at] = self._at
        self._write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (at, entries, len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return at

    def stream(self, entries: bytes, data: bytes, at: int = 0) -> int:
        """Write a stream object, packed."""
        return self.raw_stream(entries + b"/Filter/FlateDecode", zlib.compress(data, _LEVEL), at)

    def page(self, size: tuple[float, float], content: bytes, resources: bytes, annotations: bytes = b"") -> int:
        """Write a page of this size in points and answer its number; the caller lists it in `finish`."""
        body = self.stream(b"", content)
        fonts = b"/Font<</R %d 0 R/B %d 0 R>>" % (self.regular.at, self.semibold.at)
        links = b"/Annots[%s]" % annotations if annotations else b""
        return self.put(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<<%s%s>>%s>>"
            % (self.tree, number(size[0]), number(size[1]), body, fonts, resources, links)
        )

    def finish(
        self, pages: Sequence[int], outline: Sequence[OutlineEntry], title: str, subject: str, made: date
    ) -> None:
        """List the pages in reading order, write bookmarks and what the file is, and end it."""
        self.regular.write(self)
        self.semibold.write(self)
        kids = b" ".join(b"%d 0 R" % page for page in pages)
        self.put(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids), self.tree)
        marks = self._outline(outline)
        root = self.put(
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(en-GB)"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (self.tree, marks)
        )
        when = b"(D:%s000000Z)" % made.strftime("%Y%m%d").encode()
        info = self.put(
            b"<</Title%s/Subject%s/Author(CarerDesk)/Creator(CarerDesk)/Producer(CarerDesk)/CreationDate%s/ModDate%s>>"
            % (text_string(title), text_string(subject), when, when)
        )
        self._end(root, info)

    def _end(self, root: int, info: int) -> None:
        start = self._at
        free = b"0000000000 65535 f \n"
        rows = [b"%010d 00000 n \n" % self._offsets[at] if at in self._offsets else free for at in range(self._next)]
        table = b"xref\n0 %d\n" % self._next + b"".join(rows)
        mark = hashlib.sha256(table).hexdigest()[:32].encode()
        self._write(table)
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (self._next, root, info, mark, mark, start)
        )

    def _outline(self, entries: Sequence[OutlineEntry]) -> int:
        root = self.reserve()
        numbers = [self.reserve() for _ in entries]
        parents, children = _family(entries)
        for at, entry in enumerate(entries):
            siblings = children[parents[at]]
            place = bisect_left(siblings, at)
            parent = numbers[parents[at]] if parents[at] >= 0 else root
            body = b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/XYZ 0 %s 0]" % (
                text_string(entry.title), parent, entry.page, number(entry.y),
            )  # fmt: skip
            if place:
                body += b"/Prev %d 0 R" % numbers[siblings[place - 1]]
            if place + 1 < len(siblings):
                body += b"/Next %d 0 R" % numbers[siblings[place + 1]]
            self.put(body + _ends(children.get(at, []), numbers, -1) + b">>", numbers[at])
        self.put(b"<</Type/Outlines%s>>" % _ends(children.get(-1, []), numbers, 1), root)
        return root


def _family(entries: Sequence[OutlineEntry]) -> tuple[list[int], dict[int, list[int]]]:
    """Each entry's parent (-1 for none), and each parent's children in order."""
    parents: list[int] = []
    children: dict[int, list[int]] = {}
    above: list[int] = []
    for at, entry in enumerate(entries):
        del above[entry.level :]
        parent = above[-1] if above else -1
        parents.append(parent)
        children.setdefault(parent, []).append(at)
        above.append(at)
    return parents, children


def _ends(children: list[int], numbers: list[int], sign: int) -> bytes:
    if not children:
        return b""
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[children[0]], numbers[children[-1]], sign * len(children))
