"""Photos of receipts, as a phone takes them: a table top, a tilted slip of paper, a shop, what was bought."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from carerdesk.catalogue.places import resource
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 900, 1240
_TABLE = 1500
_PAPER = (238, 236, 229)
_INK = (52, 50, 54)
_TAKEN, _EXIF = 0x9003, 0x8769
_SLIP_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands on a receipt: the shop, the day and time, and each thing bought with its price."""

    shop: str
    day: date
    at: time
    items: tuple[tuple[str, Money], ...]

    @property
    def total(self) -> Money:
        """What was paid."""
        return Money(sum(price.pence for _, price in self.items))


class Camera:
    """Takes the photos of one sample: its table top is made once and used for all of them."""

    def __init__(self, seed: int) -> None:
        self._table = _table_top(seed)

    def photo(self, receipt: Receipt, chance: random.Random) -> bytes:
        """A JPEG of about 300 kB, give or take a third."""
        from PIL import Image, ImageEnhance

        left, top = chance.randrange(_TABLE - WIDTH), chance.randrange(_TABLE - HEIGHT)
        picture = self._table.crop((left, top, left + WIDTH, top + HEIGHT))
        slip = _slip(receipt)
        turned = slip.rotate(chance.uniform(-7, 7), resample=Image.Resampling.BILINEAR, expand=True)
        place = (
            (WIDTH - turned.width) // 2 + chance.randrange(-60, 60),
            max(20, (HEIGHT - turned.height) // 2 + chance.randrange(-40, 40)),
        )
        picture.paste(turned.convert("RGB"), place, turned.getchannel("A"))
        picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.82, 1.08))
        return _jpeg(picture, datetime.combine(receipt.day, receipt.at), chance.randrange(68, 86))


def _jpeg(picture: Image.Image, taken: datetime, quality: int) -> bytes:
    exif = picture.getexif()
    exif.get_ifd(_EXIF)[_TAKEN] = f"{taken:%Y:%m:%d %H:%M:%S}"
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _table_top(seed: int) -> Image.Image:
    """Wood, more or less: long dark grain over a fine noise that makes a photo as large as real ones are."""
    from PIL import Image, ImageChops

    chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
    fine = Image.frombytes("L", (_TABLE, _TABLE), chance.randbytes(_TABLE * _TABLE)).point(lambda v: 96 + v // 3)
    grain = Image.frombytes("L", (12, _TABLE // 10), chance.randbytes(12 * (_TABLE // 10)))
    grain = grain.resize((_TABLE, _TABLE), Image.Resampling.BICUBIC).point(lambda v: 150 + v // 3)
    wood = ImageChops.multiply(fine, grain)
    return Image.merge("RGB", (wood.point(lambda v: min(255, v + 40)), wood, wood.point(lambda v: v * 2 // 3)))


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    name = "IBMPlexSans-SemiBold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(resource("fonts", name)), size)


def _slip(receipt: Receipt) -> Image.Image:
    from PIL import Image, ImageDraw

    height = 330 + 52 * (len(receipt.items) + 1)
    slip = Image.new("RGBA", (_SLIP_WIDTH, height), (*_PAPER, 255))
    draw = ImageDraw.Draw(slip)
    draw.text((_SLIP_WIDTH // 2, 58), receipt.shop, _INK, _font(34, bold=True), anchor="mm")
    moment = f"{long_date(receipt.day)}  {receipt.at:%H:%M}"
    draw.text((_SLIP_WIDTH // 2, 106), moment, _INK, _font(24), anchor="mm")
    y = 164
    for words, price in receipt.items:
        _row(draw, y, words, price.plain, _font(26))
        y += 52
    draw.line((36, y, _SLIP_WIDTH - 36, y), _INK, 2)
    _row(draw, y + 16, "Total", f"£{receipt.total.plain}", _font(32, bold=True))
    draw.text((36, y + 76), "Card, contactless", _INK, _font(22))
    draw.text((_SLIP_WIDTH // 2, y + 130), "Thank you", _INK, _font(22), anchor="mm")
    return slip


def _row(draw: ImageDraw.ImageDraw, y: int, left: str, right: str, font: ImageFont.FreeTypeFont) -> None:
    draw.text((36, y), left, _INK, font)
    draw.text((_SLIP_WIDTH - 36, y), right, _INK, font, anchor="ra")


def shared_prices(total: Money, words: Sequence[str], chance: random.Random) -> tuple[tuple[str, Money], ...]:
    """A total over some things bought, to the penny."""
    from carerdesk.domain.money import split

    parts = split(total, [chance.randrange(2, 9) for _ in words])
    return tuple((what, part) for what, part in zip(words, parts, strict=True) if part)
