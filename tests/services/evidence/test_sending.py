"""A pack that was sent is kept byte for byte, with its proof; its payslips never change again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from carerdesk.domain.problem import Problem
from carerdesk.services.books.undoing import undo
from carerdesk.services.evidence.returns import one_return
from carerdesk.services.evidence.room import overview
from carerdesk.services.evidence.sending import (
    MadePack,
    Sent,
    add_proof,
    made_earlier,
    make_pack,
    record_sent,
    save_sent,
    sent_packs,
)
from carerdesk.services.evidence.write import Stopped
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store.always_true import RULES
from carerdesk.store.books import Books, FixedClock, open_books
from carerdesk.store.tables import Payslip
from tests.services.evidence.year import COUNCIL, FIRST, LAST, TODAY, Year, made, picture

SENT = Sent(date(2026, 11, 18), "email", " returns@westmere.example ", "With the declaration signed")


def pack(books: Books) -> MadePack:
    return make_pack(books, COUNCIL, FIRST, LAST)


def test_what_was_sent_is_kept_byte_for_byte_and_opens_again(books: Books, year: Year, tmp_path: Path) -> None:
    ready = pack(books)
    sent_bytes = [path.read_bytes() for path in ready.paths]
    made(record_sent(books, ready, SENT))
    assert not ready.is_there
    folder = books.folder
    books.close()
    again = open_books(folder, FixedClock(TODAY))
    try:
        (kept,) = sent_packs(again)
        assert (kept.funder, kept.first, kept.last) == ("Westmere Council", FIRST, LAST)
        assert kept.sent == Sent(SENT.on, "email", "returns@westmere.example", "With the declaration signed")
        saved = save_sent(again, kept, tmp_path / "saved")
        assert [path.read_bytes() for path in saved] == sent_bytes
        assert [path.suffix for path in saved] == [".pdf", ".xlsx", ".zip"]
        assert one_return(again, COUNCIL, FIRST, LAST).sent_on == SENT.on
        assert [rule.code for rule in RULES if again.quick(rule.sql)] == []
    finally:
        again.close()


def test_its_payslips_leave_the_house_and_it_cannot_be_undone(books: Books, year: Year) -> None:
    outcome = record_sent(books, pack(books), SENT)
    assert isinstance(outcome, Done)
    with books.reading() as session:
        left = {(slip.payday > LAST, slip.left_how) for slip in session.query(Payslip)}
    assert left == {(False, "packed"), (True, "")}
    assert isinstance(undo(books, outcome.operation), Rejected)
    assert len(sent_packs(books)) == 1


def test_proof_is_added_later(books: Books, year: Year) -> None:
    row = made(record_sent(books, pack(books), SENT))
    assert sent_packs(books)[0].proofs == ()
    made(add_proof(books, row, picture("Received with thanks"), "answer.pdf"))
    assert [paper.file_name for paper in sent_packs(books)[0].proofs] == ["answer.pdf"]


def test_what_is_wrong_with_a_sending_is_told_and_nothing_is_kept(books: Books, year: Year) -> None:
    ready = pack(books)
    refused = record_sent(books, ready, Sent(date(2026, 11, 21), "owl", "  "))
    assert isinstance(refused, Rejected)
    assert {(problem.field, problem.code) for problem in refused.problems} == {
        ("on", "sent_day_ahead"), ("how", "sent_how_missing"), ("to_whom", "sent_to_missing"),
    }  # fmt: skip
    assert sent_packs(books) == ()
    assert ready.is_there
    ready.throw_away()


def test_files_saved_before_can_be_marked_as_sent(books: Books, year: Year, tmp_path: Path) -> None:
    ready = pack(books)
    saved = ready.save(tmp_path / "stick")
    ready.throw_away()
    found = made_earlier(COUNCIL, FIRST, LAST, [saved[0]])
    assert isinstance(found, MadePack)
    made(record_sent(books, found, SENT))
    (kept,) = sent_packs(books, COUNCIL)
    assert [ending for ending, _ in kept.files] == ["pdf"]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["a.xlsx"], "sent_pdf_missing"),
        (["a.pdf", "b.pdf"], "sent_files_unknown"),
        (["a.pdf", "b.doc"], "sent_files_unknown"),
    ],
)
def test_other_files_are_not_a_pack(tmp_path: Path, names: list[str], code: str) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(b"x")
    found = made_earlier(COUNCIL, FIRST, LAST, paths)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_sent_period_is_done_and_no_test_is_made_for_its_row(books: Books, year: Year) -> None:
    made(record_sent(books, pack(books), SENT))
    council = next(one for one in overview(books) if one.funder_id == COUNCIL)
    assert [(row.sent_on, row.wanting) for row in council.rows] == [(None, 0), (SENT.on, None)]


def test_stopping_leaves_no_folder(books: Books, year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Stopped):
        make_pack(books, COUNCIL, FIRST, LAST, stopped=lambda: True)
    assert list(tmp_path.glob("carerdesk-*")) == []
