"""The pack of a funder that pays by the hour: the claim in words, and as a paper of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdf

from carerdesk.domain.evidence.results import State
from carerdesk.domain.money import Money
from carerdesk.services.evidence.returns import one_return
from carerdesk.services.evidence.write import write_pack
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.sorting import sort_line
from carerdesk.store.books import Books
from tests.services.evidence.year import made
from tests.services.funding.conftest import Worked

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def test_the_pack_claims_the_hours_and_shows_the_margin(books: Books, worked: Worked, tmp_path: Path) -> None:
    paths = write_pack(books, "access to work", FIRST, LAST, tmp_path)
    pages = [" ".join((page.extract_text() or "").split()) for page in pypdf.PdfReader(paths[0]).pages]
    whole = " ".join(pages)
    claimed = "Claimed: 20 h at £18.00 an hour, £360.00. These hours cost £270.00 so far; £90.00 is left"
    assert claimed in whole
    assert "F1" in whole
    assert any("Hours claimed" in page and "Left towards the employer’s other costs" in page for page in pages)


def test_money_paid_afterwards_is_never_held(books: Books, worked: Worked) -> None:
    found = one_return(books, worked.access_to_work, FIRST, LAST)
    assert found.tests[9].state is State.PASS
    assert found.tests[5].state is State.PASS


def test_one_receipt_for_two_funders_takes_the_sentence_out(books: Books, worked: Worked, tmp_path: Path) -> None:
    """Two payments of two funders with one invoice and no bill may claim it twice: we do not deny it."""
    from carerdesk.services.money.attaching import attach_document, attach_kept
    from tests.services.evidence.year import picture

    sentence = "No cost in this return has been claimed from another funder."
    rows = []
    for funder in (2, 3):
        row = made(add_line(books, worked.account, NewLine(date(2026, 9, 12), Money.of(-60), f"WORKSHOP {funder}")))
        made(sort_line(books, row, category="training", funder_id=funder))
        rows.append(row)
    document = made(attach_document(books, "bank_line", rows[0], picture("£60"), file_name="fee.pdf", kind="invoice"))
    assert sentence in words(write_pack(books, "Council", FIRST, LAST, tmp_path / "a")[0])
    made(attach_kept(books, "bank_line", rows[1], document, "invoice"))
    told = words(write_pack(books, "Council", FIRST, LAST, tmp_path / "b")[0])
    assert sentence not in told
    assert "The paper “fee.pdf” also stands behind money of NHS." in told


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() or "" for page in pypdf.PdfReader(path).pages).split())
