"""A pack as a ZIP: the PDF, the spreadsheet, each original file under a name that says what it is, and their sums."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from carerdesk.domain.money import Money
from carerdesk.reports.pack_view import Stopped

_BLOCK = 1 << 20
_LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_PACKED_ALREADY = {"pdf", "jpg", "jpeg", "png", "heic", "webp", "gif", "xlsx", "zip", "docx"}
_REGULAR_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it came in: exhibit number, day, payee and amount for its name, its ending, and its bytes."""

    number: str
    day: date | None
    payee: str
    amount: Money | None
    ending: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """A file made for the pack, opened for reading when its turn comes ("Return August.pdf")."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list in the archive says of one file."""

    name: str
    size: int
    sha256: str


def _nobody(step: str, count: int, of: int) -> None:
    """Nobody is watching."""


def _never() -> bool:
    return False


def write(
    made: Iterable[Made], originals: Iterable[Original], made_on: date, stream: BinaryIO, *, of: int = 0,
    progress: Callable[[str, int, int], None] = _nobody, stopped: Callable[[], bool] = _never,
) -> tuple[Entry, ...]:  # fmt: skip
    """Write the archive forwards to a binary stream, one file in memory at a time, and answer what is in it.

    `of` is how many originals there are, for `progress`. All files carry the date `made_on`, so that the same files
    give the same bytes.

    Raises:
        Stopped: where `stopped` answered True; what was written is to be thrown away.
    """
    with ZipFile(stream, "w", allowZip64=True) as archive:
        filler = _Filler(archive, made_on)
        for file in made:
            _go_on(stopped)
            with file.open() as source:
                filler.add(file_name(file.name), iter(lambda: source.read(_BLOCK), b""))
        for count, original in enumerate(originals):
            _go_on(stopped)
            progress("Adding original files", count, of)
            filler.add(f"documents/{original_name(original)}", iter((original.load(),)))
        filler.add_manifests()
        return tuple(filler.entries)


def _go_on(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise Stopped


class _Filler:
    def __init__(self, archive: ZipFile, made_on: date) -> None:
        self._archive = archive
        self._when = (max(made_on.year, 1980), made_on.month, made_on.day, 0, 0, 0)
        self._taken: set[str] = set()
        self.entries: list[Entry] = []

    def add(self, name: str, blocks: Iterator[bytes]) -> None:
        name = self._free(name)
        info = ZipInfo(name, self._when)
        info.external_attr = _REGULAR_FILE
        info.create_system = 3
        packed = name.rsplit(".", 1)[-1].lower() in _PACKED_ALREADY
        info.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as file:
            for block in blocks:
                digest.update(block)
                size += len(block)
                file.write(block)
        self.entries.append(Entry(name, size, digest.hexdigest()))

    def _free(self, name: str) -> str:
        """The name, or with a number where it is taken; Windows and macOS do not tell capitals apart."""
        stem, dot, ending = name.rpartition(".")
        made, count = name, 1
        while made.casefold() in self._taken:
            count += 1
            made = f"{stem} ({count}){dot}{ending}" if dot else f"{name} ({count})"
        self._taken.add(made.casefold())
        return made

    def add_manifests(self) -> None:
        listed = list(self.entries)
        lines = "".join(f"{entry.sha256}  {entry.name}\n" for entry in listed)
        self.add("manifest.txt", iter((lines.encode(),)))
        table = io.StringIO()
        rows = csv.writer(table, lineterminator="\r\n")
        rows.writerow(("file", "bytes", "sha256"))
        rows.writerows((entry.name, entry.size, entry.sha256) for entry in listed)
        self.add("manifest.csv", iter((b"\xef\xbb\xbf" + table.getvalue().encode(),)))


def original_name(original: Original) -> str:
    """Exhibit number, date, payee and amount: "C12 2026-10-14 Café Żubr 11.00.jpg"."""
    day = original.day.isoformat() if original.day else ""
    amount = original.amount.text if original.amount else ""
    ending = re.sub(r"[^a-z0-9]", "", original.ending.lower())[:8] or "bin"
    room = _LONGEST - sum(len(part) + 1 for part in (original.number, day, amount, ending))
    payee = file_name(original.payee)[:room].strip() if original.payee.strip() else ""
    return file_name(" ".join(part for part in (original.number, day, payee, amount) if part)) + f".{ending}"


def file_name(text: str) -> str:
    """Text as a file name every system takes: no path, no forbidden or hidden signs, no device name, no formula."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(sign if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " " for sign in plain)
    plain = " ".join(_FORBIDDEN.sub(" ", plain).split()).lstrip("=+-@. ").rstrip(". ")[:_LONGEST]
    if _DEVICES.match(plain):
        plain = f"file {plain}"
    return plain or "file"
