"""Reading a JPEG's own headers, so that a photo enters a pack as it is, less where it was taken."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_START_OF_FRAME = {0xC0, 0xC1, 0xC2}
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_BARE = {0x01, *range(0xD0, 0xD8)}
_SOI, _EOI, _SOS, _APP0, _APP1, _ADOBE, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0xFE
_ORIENTATION = 0x0112
_ORIENTATIONS = range(1, 9)
_EXIF = b"Exif\x00\x00"


class NotAPhotoError(ValueError):
    """The bytes are not a JPEG that can enter a PDF as it is."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG ready for a PDF: pixels wide and high, colours (1, 3 or 4), orientation 1 to 8 as Exif counts them.

    `inverted` is True where Adobe wrote its four inks upside down; `data` hold no Exif, XMP, comment or trailer.
    """

    wide: int
    high: int
    colours: int
    orientation: int
    inverted: bool
    data: bytes


def read(data: bytes) -> Photo:
    """Read size, colours and orientation, and drop what is not picture.

    Raises:
        NotAPhotoError: for no JPEG, a broken one, or a kind PDF readers cannot show (12-bit, lossless, arithmetic).
    """
    if data[:2] != b"\xff\xd8":
        raise NotAPhotoError("this does not begin like a JPEG")
    kept = [b"\xff\xd8"]
    frame: tuple[int, int, int] | None = None
    orientation, adobe = 1, False
    try:
        for marker, start, end in _segments(data):
            if marker == _APP1 and data.startswith(_EXIF, start + 4):
                orientation = _oriented(data[start + 10 : end])
            elif marker in _START_OF_FRAME:
                frame = _frame(data, start)
            elif marker in _OTHER_FRAMES:
                raise NotAPhotoError("this kind of JPEG cannot be shown in a PDF")
            adobe = adobe or (marker == _ADOBE and data.startswith(b"Adobe", start + 4))
            if _is_kept(marker):
                kept.append(data[start:end])
    except (struct.error, IndexError) as error:
        raise NotAPhotoError("this JPEG is cut off") from error
    if frame is None or not frame[0] or not frame[1]:
        raise NotAPhotoError("this JPEG does not say how big it is")
    wide, high, colours = frame
    return Photo(wide, high, colours, orientation, adobe and colours == 4, b"".join(kept))  # noqa: PLR2004 - four inks


def _is_kept(marker: int) -> bool:
    """Picture data, JFIF and Adobe's colour note; other application segments tell of place, maker and more pictures."""
    return marker in {_APP0, _ADOBE} or not (_APP0 <= marker <= _APP0 + 15 or marker == _COMMENT)


def _segments(data: bytes) -> list[tuple[int, int, int]]:
    """Each marker with its beginning and end; a scan's picture data belong to it, and all stops at the end mark."""
    found: list[tuple[int, int, int]] = []
    at = 2
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
            raise NotAPhotoError("this JPEG is broken")
        while data[at + 1] == 0xFF:  # noqa: PLR2004 - fill bytes may come before a marker
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            found.append((marker, at, at + 2))
            return found
        end = at + 2 if marker in _BARE else at + 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        if marker == _SOS:
            after = _MARKER.search(data, end)
            if after is None:
                raise NotAPhotoError("this JPEG is cut off")
            end = after.start()
        found.append((marker, at, end))
        at = end


def _frame(data: bytes, start: int) -> tuple[int, int, int]:
    precision, high, wide, colours = struct.unpack_from(">BHHB", data, start + 4)
    if precision != 8 or colours not in {1, 3, 4}:  # noqa: PLR2004 - eight bits a colour
        raise NotAPhotoError("this kind of JPEG cannot be shown in a PDF")
    return wide, high, colours


def _oriented(tiff: bytes) -> int:
    """The orientation in the first directory of Exif data, or 1 where there is none that makes sense."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return value if value in _ORIENTATIONS else 1
    except struct.error:
        return 1
    return 1
