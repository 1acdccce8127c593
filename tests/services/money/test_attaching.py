"""Papers on lines: checked, kept once, shown, taken off again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carerdesk.services.books.undoing import undo
from carerdesk.services.money.attaching import (
    attach_document,
    attach_kept,
    change_kind,
    detach,
    document_bytes,
    document_preview,
    keep_document,
    lines_for_document,
    loose_papers,
    papers,
)
from carerdesk.services.money.placing import NewPaper, place_papers
from carerdesk.services.money.register import Query, Show, register_page, register_totals
from carerdesk.services.money.sorting import sort_line
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from tests.services.money.conftest import broken_laws, made
from tests.services.money.papers import invoice, receipt
from tests.services.money.test_accounts import codes

DAY = date(2026, 11, 19)


def attach(books: Books, row: int, data: bytes, kind: str = "receipt") -> object:
    return attach_document(books, "bank_line", row, data, file_name="receipt.png", kind=kind)


def test_a_receipt_proves_its_line_and_undo_takes_it_off(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-12.40", "BRAMLEY STORES")
    made(sort_line(books, row, category="equipment", funder_id=2))
    assert register_page(books, Query())[0].proof.words == "Needs a receipt"
    done = attach(books, row, receipt())
    assert isinstance(done, Done)
    assert done.said == "Receipt on Bramley Stores, Thursday 19 November"
    assert register_page(books, Query())[0].proof.words == "Receipt"
    assert broken_laws(books) == []
    undo(books, done.operation)
    assert register_totals(books, Query()).counts[Show.NEED_PAPER] == 1


def test_a_letter_does_not_prove_a_purchase(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-12.40", "BRAMLEY STORES")
    made(sort_line(books, row, category="equipment", funder_id=2))
    attach(books, row, receipt(), "letter")
    assert register_page(books, Query())[0].proof.words == "Needs a receipt"
    made(change_kind(books, papers(books, "bank_line", row)[0].attachment_id, "receipt"))
    assert register_page(books, Query())[0].proof.words == "Receipt"


def test_the_same_paper_twice_on_a_line_says_so(books: Books, line: Callable[..., int]) -> None:
    row, other = line(DAY, "-12.40", "BRAMLEY STORES"), line(DAY, "-3", "BUS")
    attach(books, row, receipt())
    assert codes(attach(books, row, receipt())) == ["paper_is_here_already"]
    document = made(attach(books, other, receipt()))  # type: ignore[arg-type]
    assert codes(attach_kept(books, "bank_line", row, document, "receipt")) == ["paper_is_here_already"]
    assert books.quick("SELECT COUNT(*) FROM document") == [(1,)]


def test_what_is_no_paper_is_refused_plainly(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-12.40", "BRAMLEY STORES")
    assert codes(attach(books, row, b"GIF89a...")) == ["document_is_other_picture"]
    assert codes(keep_document(books, b"", "nothing.jpg")) == ["document_empty"]
    assert papers(books, "bank_line", row) == ()


def test_a_paper_kept_for_later_finds_its_line(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-12.40", "BRAMLEY STORES")
    document = made(keep_document(books, receipt(taken="2026:11:19 13:42:00"), "IMG_1.jpg"))
    (loose,) = loose_papers(books)
    assert (loose.document_id, loose.taken_on) == (document, DAY)
    made(attach_kept(books, "bank_line", row, document, "receipt"))
    assert loose_papers(books) == ()
    taken_off = detach(books, papers(books, "bank_line", row)[0].attachment_id)
    assert isinstance(taken_off, Done)
    assert [paper.document_id for paper in loose_papers(books)] == [document]


def test_previews_show_a_picture_or_the_first_words(books: Books) -> None:
    photo = made(keep_document(books, receipt(), "r.png"))
    words = made(keep_document(books, invoice("Invoice 7: £42.00"), "i.pdf"))
    shown = document_preview(books, photo)
    assert shown.png is not None
    assert shown.png.startswith(b"\x89PNG")
    read = document_preview(books, words)
    assert (read.png, read.pages) == (None, 1)
    assert "Invoice 7" in read.words
    assert document_bytes(books, photo) == ("r.png", receipt())


def test_lines_for_a_new_paper_by_amount_then_by_its_day(books: Books, line: Callable[..., int]) -> None:
    far, near, priced = line(date(2026, 9, 1), "-8", "A"), line(DAY, "-9", "B"), line(date(2026, 8, 1), "-42", "C")
    for row in (far, near, priced):
        made(sort_line(books, row, category="equipment", funder_id=2))
    by_amount = lines_for_document(books, invoice("Total 42.00"), "i.pdf")
    assert by_amount[0].id == priced
    by_day = lines_for_document(books, receipt(taken="2026:11:18 13:42:00"), "IMG.jpg")
    assert [each.id for each in by_day] == [near, far, priced]
    assert lines_for_document(books, b"GIF89a", "x.gif") == ()


def test_papers_dropped_at_once_go_to_the_line_they_name_or_stay_loose(books: Books, line: Callable[..., int]) -> None:
    priced, twin, twin2 = line(DAY, "-42", "C"), line(DAY, "-7", "D"), line(DAY, "-7", "E")
    for row in (priced, twin, twin2):
        made(sort_line(books, row, category="equipment", funder_id=2))
    dropped = [
        NewPaper("i.pdf", invoice("Total 42.00")), NewPaper("two.pdf", invoice("Total 7.00")),
        NewPaper("r.png", receipt()),
    ]  # fmt: skip
    outcome = place_papers(books, dropped)
    assert isinstance(outcome, Done)
    assert outcome.id == priced
    assert outcome.said == (
        "Receipt on C, Thursday 19 November; two.pdf and r.png kept with the loose papers, to find their line there"
    )
    assert [paper.file_name for paper in papers(books, "bank_line", priced)] == ["i.pdf"]
    assert {paper.file_name for paper in loose_papers(books)} == {"two.pdf", "r.png"}
    assert isinstance(undo(books, outcome.operation), Done)
    assert loose_papers(books) == ()


def test_two_papers_of_one_amount_are_not_guessed_and_none_goes_in_where_one_cannot_be_read(
    books: Books, line: Callable[..., int]
) -> None:
    row = line(DAY, "-42", "C")
    made(sort_line(books, row, category="equipment", funder_id=2))
    both = [NewPaper("i.pdf", invoice("Total 42.00")), NewPaper("j.pdf", invoice("Paid 42.00"))]
    assert codes(place_papers(books, [*both, NewPaper("x.gif", b"GIF89a")])) == ["document_is_other_picture"]
    assert books.quick("SELECT COUNT(*) FROM document") == [(0,)]
    assert made_nothing_on(books, row, both)
    made(place_papers(books, both[:1]))
    again = place_papers(books, both[:1])
    assert isinstance(again, Done)
    assert again.said == "i.pdf in the books already"


def made_nothing_on(books: Books, row: int, dropped: list[NewPaper]) -> bool:
    """Whether dropping these puts nothing on a line."""
    outcome = place_papers(books, dropped)
    return isinstance(outcome, Done) and outcome.id is None and papers(books, "bank_line", row) == ()
