"""Invoices, certificates and letters as PDF, the way other people's programs make them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money, total

_LEFT, _RIGHT, _TOP = 60, 535, 780
_LINE = 18
_LONGEST = 86
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"


def invoice(payee: str, number: str, day: date, lines: Sequence[tuple[str, Money]], *, to: str) -> bytes:
    """An invoice with its lines and total."""
    rows = [f"Invoice {number}", long_date(day), "", f"To: {to}", ""]
    sums = [*lines, ("Total", total(amount for _, amount in lines))]
    return _page(payee, rows, sums)


def letter(sender: str, day: date, title: str, paragraphs: Sequence[str]) -> bytes:
    """A letter on one page."""
    rows = [long_date(day), "", "Helen Marsh", "14 Beech Row, Westmere", "", title, ""]
    for paragraph in paragraphs:
        rows += [*_wrapped(paragraph), ""]
    return _page(sender, [*rows, "Yours sincerely", sender], ())


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > _LONGEST:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _page(head: str, rows: Sequence[str], sums: Sequence[tuple[str, Money]]) -> bytes:
    """One page in a type every reader has, as small programs print: the same words always make the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    canvas.setTitle(head)
    canvas.setFont(_BOLD, 18)
    canvas.drawString(_LEFT, _TOP, _western(head))
    canvas.setFont(_PLAIN, 11)
    y = _TOP - 2 * _LINE
    for row in rows:
        canvas.drawString(_LEFT, y, _western(row))
        y -= _LINE
    for words, amount in sums:
        canvas.drawString(_LEFT, y, _western(words))
        canvas.drawRightString(_RIGHT, y, f"£{amount.plain}")
        y -= _LINE
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _western(text: str) -> str:
    """The text without the accents that this type does not have."""
    return "".join(sign if _has(sign) else unicodedata.normalize("NFKD", sign)[0] for sign in text)


def _has(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
