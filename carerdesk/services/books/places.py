"""Where sets of books are kept on this computer, and which there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ENDING = ".carerdesk"


@dataclass(frozen=True, slots=True)
class FoundBooks:
    """A set of books on this computer, and when it was last written."""

    name: str
    folder: Path
    written: float
    sample: bool


def data_folder(wish: Path | None = None) -> Path:
    """The folder for books: the one wished for, else the usual place for this user (made where missing)."""
    if wish is None:
        from platformdirs import user_data_path

        wish = user_data_path("CarerDesk", appauthor=False)
    wish.mkdir(parents=True, exist_ok=True, mode=0o700)
    return wish


def books_here(folder: Path) -> list[FoundBooks]:
    """The sets of books in a folder, the one last used first."""
    found = [
        FoundBooks(path.stem, path, (path / "books.db").stat().st_mtime, path.stem == "Sample")
        for path in folder.glob("*" + ENDING)
        if (path / "books.db").is_file()
    ]
    return sorted(found, key=lambda one: one.written, reverse=True)


def free_folder(folder: Path, name: str) -> Path:
    """A folder for new books of this name that is not taken: "Jamie Marsh.carerdesk", "Jamie Marsh 2.carerdesk"."""
    name = re.sub(r"[^\w' -]", "", name).strip()[:60] or "Books"
    wish = folder / f"{name}{ENDING}"
    number = 2
    while wish.exists():
        wish = folder / f"{name} {number}{ENDING}"
        number += 1
    return wish
