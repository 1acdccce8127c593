"""Books made once for measuring and kept in the user's cache, until the program that makes them changes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench.children import HERE, ROOT, program, say, script, timed

TODAY = "2026-11-20"
MAKERS = ("services", "store", "domain", "catalogue", "reports")


def kept(name: str, words: str, sources: Iterable[Path], make: Callable[[Path], object]) -> Path:
    """The folder of this name, made with `make` where there is none from these very sources."""
    place = user_cache_path("carerdesk-bench", appauthor=False)
    folder = place / f"{name}-{_hash(sources)}"
    if not folder.is_dir():
        say(words)
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob(f"{name}-*"):
            shutil.rmtree(old)
        with tempfile.TemporaryDirectory(dir=place) as part:
            made = Path(part) / name
            made.mkdir()
            make(made)
            made.rename(folder)
    return folder


def _hash(sources: Iterable[Path]) -> str:
    told = hashlib.sha256()
    for source in sources:
        for file in sorted(source.rglob("*.py")) if source.is_dir() else [source]:
            told.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:16]


def _makers() -> list[Path]:
    return [ROOT / "carerdesk" / name for name in MAKERS]


def sample(years: int) -> Path:
    """A folder with the sample's books after so many years, This week worked out in them as it would be left."""
    how_long = "some minutes" if years > 1 else "a moment"
    words = f"Making the sample of {years} {'years' if years > 1 else 'year'}; this takes {how_long}, once."
    return kept(f"sample-{years}", words, [*_makers(), HERE / "kept.py"], lambda folder: _sample(folder, years))


def _sample(folder: Path, years: int) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as part:
        timed(program("sample", part, "--years", years, "--seed", 1, "--today", TODAY))
        (Path(part) / "Sample.carerdesk").rename(folder / "Sample.carerdesk")
    timed(script("look_what_is_due", folder / "Sample.carerdesk", TODAY))


class Place:
    """A copy of sample books as the place where the program keeps its books, for it writes there."""

    def __init__(self, within: Path, years: int) -> None:
        self.folder = within / f"years-{years}"
        self.books = self.folder / "Sample.carerdesk"
        shutil.copytree(sample(years) / "Sample.carerdesk", self.books)


def photo_books() -> Path:
    """A folder with books that hold a thousand photographs of receipts."""
    words = "Making books with 1,000 photographs; this takes a minute or two, once."
    sources = [ROOT / "carerdesk" / "store" / "tables", HERE / "make_photo_books.py"]
    return kept("photos", words, sources, lambda folder: timed(script("make_photo_books", folder)))
