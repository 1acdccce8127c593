"""Photos: opened whole to see that nothing is missing, turned upright, made smaller to show or to send."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.intake.checked import Checked, Kind

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: dict[Kind, int] = {"image/jpeg": 250_000_000, "image/png": 80_000_000, "image/heic": 80_000_000}
_FORMATS: dict[Kind, tuple[str, ...]] = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/heic": ("HEIF",)}
_PROOF_SIDE = 256
_LARGEST_TO_READ = 5000
_ORIENTATION, _CHANGED, _TAKEN, _EXIF, _GPS = 0x0112, 0x0132, 0x9003, 0x8769, 0x8825
_SIDEWAYS = {5, 6, 7, 8}
_DEEP = ("I", "I;16", "I;16B", "I;16L", "F")
_FAULTS = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError, RuntimeError,
    ZeroDivisionError, struct.error,
)  # fmt: skip


class _TooManyPixels(Exception):  # noqa: N818 - a fault in the data, not in the program
    """The picture says it is larger than any camera makes, before anything of it is unpacked."""


def check_picture(data: bytes, kind: Kind) -> Checked | Problem:
    """Decode a picture to its last line and read what its camera wrote; a problem where it is cut off or too large."""
    try:
        with _opened(data, kind) as picture:
            found = _about(picture, kind)
            _prove_whole(picture, kind)
    except _TooManyPixels:
        return Problem("file", "picture_too_many_pixels", {})
    except MemoryError:
        return Problem("file", "picture_too_many_pixels", {})
    except _FAULTS:
        return Problem("file", "picture_damaged", {})
    return found


def preview_png(data: bytes, kind: Kind, max_px: int) -> bytes | None:
    """A picture upright and no larger than `max_px` either way, as PNG without what the camera wrote.

    For a PDF, the picture that fills its first page (a scan); None where its first page is text and nothing can be
    shown, or where the file is damaged.
    """
    if kind == "application/pdf":
        from carerdesk.intake.papers import first_page_picture

        scan = first_page_picture(data)
        return preview_png(*scan, max_px) if scan else None
    try:
        with _opened(data, kind) as picture:
            return _saved(_upright(picture, max_px), "PNG")
    except (*_FAULTS, MemoryError, _TooManyPixels):
        return None


def as_jpeg(data: bytes, kind: Kind, max_px: int = 2400, quality: int = 85) -> bytes:
    """A picture upright as JPEG for a pack, without the place or anything else the camera wrote.

    Raises:
        ValueError: when the picture is damaged or too large; `check_document` says so beforehand.
    """
    try:
        with _opened(data, kind) as picture:
            return _saved(_on_white(_upright(picture, max_px)), "JPEG", quality=quality, optimize=True)
    except (*_FAULTS, MemoryError, _TooManyPixels) as fault:
        raise ValueError("the picture cannot be read") from fault


def upright_grey(data: bytes, kind: Kind) -> Image.Image | None:
    """A picture upright in shades of grey, no larger than any code on it needs; None where it cannot be read."""
    try:
        with _opened(data, kind) as picture:
            return _upright(picture, _LARGEST_TO_READ).convert("L")
    except (*_FAULTS, MemoryError, _TooManyPixels):
        return None


@contextmanager
def _opened(data: bytes, kind: Kind) -> Iterator[Image.Image]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    if kind == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data), formats=_FORMATS[kind])
        except Image.DecompressionBombError as fault:
            raise _TooManyPixels from fault
        with picture:
            if picture.width * picture.height > MOST_PIXELS[kind]:
                raise _TooManyPixels
            yield picture


def _prove_whole(picture: Image.Image, kind: Kind) -> None:
    """Unpack every line; a JPEG at an eighth of its size, which reads the whole file in little memory."""
    if kind == "image/jpeg":
        picture.draft("RGB", (_PROOF_SIDE, _PROOF_SIDE))
    picture.load()


def _about(picture: Image.Image, kind: Kind) -> Checked:
    exif = picture.getexif()
    number = exif.get(_ORIENTATION, 1)
    orientation = number if isinstance(number, int) and 1 <= number <= 8 else 1  # noqa: PLR2004 - EXIF has eight
    width, height = picture.size[::-1] if orientation in _SIDEWAYS else picture.size
    return Checked(
        kind,
        1,
        width,
        height,
        orientation,
        _day(exif.get_ifd(_EXIF).get(_TAKEN)) or _day(exif.get(_CHANGED)),
        has_location=bool(exif.get_ifd(_GPS)) or b"GPSLatitude" in _xmp(picture),
    )


def _xmp(picture: Image.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found if isinstance(found, bytes) else str(found).encode()


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10].replace(":", "-"))
    except ValueError:
        return None


def _upright(picture: Image.Image, max_px: int) -> Image.Image:
    from PIL import ImageOps

    if picture.format in _FORMATS["image/jpeg"]:
        picture.draft(None, (max_px, max_px))
    picture.load()
    shallow = _eight_bit(picture)
    shallow.thumbnail((max_px, max_px))
    return ImageOps.exif_transpose(shallow)


def _eight_bit(picture: Image.Image) -> Image.Image:
    if picture.mode in _DEEP:
        turned = picture.getexif().get(_ORIENTATION, 1)
        plain = picture.convert("I").point(lambda value: value / 256).convert("L")
        plain.getexif()[_ORIENTATION] = turned
        return plain
    if picture.mode in {"RGB", "RGBA", "L"}:
        return picture
    return picture.convert("RGBA" if "transparency" in picture.info or picture.mode in {"LA", "PA"} else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _saved(picture: Image.Image, form: str, **options: int) -> bytes:
    """The pixels and their colour profile alone: nothing the camera wrote goes along."""
    from PIL import Image

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    profile = picture.info.get("icc_profile") if picture.mode == "RGB" else None
    bare.save(out, form, icc_profile=profile, **options)
    return out.getvalue()
