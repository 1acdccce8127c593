"""Books with a thousand receipts, each with a photograph of its own of about 300 kB.

Beside the books stands what a peer needs to read the photographs without them: the identity and the files, in order.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.store.books import FixedClock, create_books
from carerdesk.store.tables import Account, Attachment, BankLine, Funder, Split

COUNT = 1_000
FIRST = date(2026, 8, 3)
TODAY = date(2026, 11, 29)
OWNED = {"employer_id": 1, "person_id": 1}
QUALITY = 33  # with this noise, about 300 kB
TURNED = 6


def _photograph(base: Image.Image, number: int) -> bytes:
    picture = base.copy()
    picture.paste((number % 255, 100, 200), (number, number, number + 300, number + 300))
    turned = Image.Exif()
    turned[0x0112] = TURNED if number % 3 == 0 else 1
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, exif=turned)
    return out.getvalue()


def _fill(books: Books) -> None:
    base = Image.effect_noise((1500, 2000), 15).convert("RGB")
    with books.operation("A thousand receipts") as op:
        funder = Funder(**OWNED, name="Westmere Council", short_name="Council", kind="council", position=1)
        account = Account(**OWNED, name="Support account", opening_on=FIRST, opening_balance=Money(2_000_000))
        op.session.add_all([funder, account])
        op.session.flush()
        lines = [
            {"account_id": account.id, "day": FIRST + timedelta(days=number // 10), "position": number % 10}
            | {"amount": Money(-1100), "description": f"Café {number}", "entered": "typed", "note": "Swimming"}
            for number in range(COUNT)
        ]
        ids = op.insert_many(BankLine, [OWNED | line for line in lines])
        part = {"category": "activities", "funder_id": funder.id, "amount": Money(-1100)}
        op.insert_many(Split, [OWNED | part | {"bank_line_id": line} for line in ids])
        for number, line in enumerate(ids):
            data = _photograph(base, number)
            name = f"receipt-{number}.jpg"
            kept = books.documents.add(data, session=op.session, file_name=name, media_type="image/jpeg")
            attached = Attachment(**OWNED, document_id=kept.id, record="bank_line", record_id=line, kind="receipt")
            op.session.add(attached)


def main(folder: Path) -> None:
    """Make them."""
    books = create_books(folder / "Photos.carerdesk", FixedClock(TODAY))
    try:
        begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"})))
        _fill(books)
        rows = books.quick(
            "SELECT stored_name FROM stored_file JOIN document USING (content_sha256) ORDER BY document.id"
        )
        files = [str(books.folder.name + "/documents/" + name) for (name,) in rows]
        (folder / "peer.json").write_text(json.dumps({"identity": books.identity, "files": files}), encoding="utf-8")
    finally:
        books.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
