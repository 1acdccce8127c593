"""Small real papers to attach: a photo with its day, a PDF with words."""

from __future__ import annotations

import io


def receipt(colour: str = "white", taken: str = "") -> bytes:
    """A photo as PNG, or as JPEG where the camera wrote a day ("2026:11:19 13:42:00")."""
    from PIL import Image

    picture, out = Image.new("RGB", (60, 90), colour), io.BytesIO()
    if not taken:
        picture.save(out, "PNG")
        return out.getvalue()
    exif = Image.Exif()
    exif[0x0132] = taken
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def invoice(words: str) -> bytes:
    """A PDF of one page that says this."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.drawString(72, 720, words)
    canvas.save()
    return out.getvalue()
