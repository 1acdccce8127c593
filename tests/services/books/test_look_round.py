"""The made-up family's books are made whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carerdesk.services import sample
from carerdesk.services.books.look_round import make_family, sample_folder
from carerdesk.services.books.steps import Progress
from carerdesk.store.books import Clock, FixedClock, create_books

CLOCK = FixedClock(date(2026, 11, 20))


class Stopped(Exception):  # noqa: N818 - as the window says it
    pass


def test_a_stopped_making_leaves_nothing(tmp_path: Path) -> None:
    def stop(_step: str, done: int, _of: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        make_family(tmp_path, CLOCK, stop)
    assert list(tmp_path.iterdir()) == []


def test_the_books_and_the_papers_come_to_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def little(folder: Path, clock: Clock, *, years: int, progress: Progress) -> None:
        (folder / "bank").mkdir(parents=True)
        create_books(folder / "Sample.carerdesk", clock).close()
        progress("done", years, 1)

    monkeypatch.setattr(sample, "make_sample", little)
    made = make_family(tmp_path, CLOCK)
    assert made == sample_folder(tmp_path) == tmp_path / "Sample.carerdesk"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Sample papers", "Sample.carerdesk"]
    assert (tmp_path / "Sample papers" / "bank").is_dir()
