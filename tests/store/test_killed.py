"""A killed CarerDesk loses nothing that was said to be saved."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carerdesk.store import history, keys
from carerdesk.store.books import Books, create_books, open_books
from carerdesk.store.tables import Employer
from carerdesk.store.verify import verify
from tests.store import dying
from tests.store.conftest import CLOCK
from tests.store.family import add_document, add_family, names

PASSWORD = "four little words"


@pytest.fixture
def filled(folder: Path) -> Path:
    books = create_books(folder, CLOCK)
    add_family(books)
    for number in range(3):
        add_document(books, b"receipt" * (number + 1))
    books.close()
    return folder


def _command(folder: Path, moment: str) -> list[str]:
    return [sys.executable, str(Path(dying.__file__)), str(folder), moment]


def _whole(books: Books) -> None:
    assert [books.documents.read(number) for number in (1, 2, 3)] == [b"receipt" * times for times in (1, 2, 3)]
    assert verify(books) == ()


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        ("in_the_middle_of_a_write", ["Helen Marsh"]),
        ("just_before_the_commit", ["Helen Marsh"]),
        ("right_after_the_commit", ["Helen Marsh", "Kept"]),
        ("while_idle", ["Helen Marsh"]),
    ],
)
def test_killed_while_writing(filled: Path, moment: str, kept: list[str]) -> None:
    died = subprocess.run(_command(filled, moment), check=False, capture_output=True, text=True)
    assert (died.returncode, died.stderr) == (-signal.SIGKILL, "")
    books = open_books(filled, CLOCK)
    assert names(books) == kept
    _whole(books)
    if "Kept" in kept:
        assert history.undo(books).said == "Kept"
    books.close()


def _big(path: Path) -> bool:
    """Only a rekey writes every page of the records into a journal."""
    try:
        return path.stat().st_size > 500_000
    except FileNotFoundError:
        return False


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "documents under way": lambda folder: (folder / "keys/next.json").exists(),
    "rekey under way": lambda folder: _big(folder / "books.db-journal"),
    "all done": lambda _folder: False,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_the_key_is_renewed(filled: Path, moment: str) -> None:
    """Killed as soon as a file tells how far it got."""
    books = open_books(filled, CLOCK)
    with books.operation("Enough for a rekey to take a while") as op:
        op.insert_many(Employer, [{"name": "x" * 3000} for _ in range(3000)])
    many = len(names(books))
    books.close()
    with subprocess.Popen(_command(filled, "renewing_the_key"), stdout=subprocess.PIPE) as dies:
        assert dies.stdout is not None
        assert dies.stdout.readline() == b"ready\n"
        while dies.poll() is None and not MOMENTS[moment](filled):
            pass
        dies.kill()
    clear = keys.read(filled / keys.FOLDER / keys.CURRENT).clear is not None
    again = open_books(filled, CLOCK, password=None if clear else PASSWORD)
    assert again.has_password()
    assert not (filled / keys.FOLDER / keys.NEXT).exists()
    assert len(names(again)) == many
    _whole(again)
    again.close()
    if clear:
        assert moment != "all done"
