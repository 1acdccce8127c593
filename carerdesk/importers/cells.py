"""One cell of a bank file: its text made tidy, its amount in pence, its account number."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5

from carerdesk.importers.values import AccountHint

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_PLAIN = re.compile(r"(-?)(\d{1,12})\.(\d\d)$")
_FULL = re.compile(
    r"(?P<open>\()?(?P<sign>[+\-−–])?(?:£|GBP|\ufffd|Â£)?(?P<inner>[+\-−–])?"
    r"(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,12})?(?:\.(?P<pence>\d{1,6}))?"
    r"(?:GBP)?(?P<after>[\-−–+])?(?P<close>\))?(?P<mark>CR|DR|OD|C|D)?$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[€$¥]|EUR|USD|DKK|CHF", re.IGNORECASE)
_COMMA_PENCE = re.compile(r",(\d{1,2})(?=\D*$)")


_JOINERS = "\u200d\ufe0f"


class CellFault(Exception):  # noqa: N818 - a fault in the data, not in the program
    """A cell that cannot be read; the code has words in the problem texts."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Amount:
    """Pence as printed with their sign, and whether the cell itself says credit (True) or debit (False)."""

    pence: int
    credit: bool | None = None


def tidy(text: str) -> str:
    """One line of text: no leading apostrophe, no padding, no HTML entities, no control characters."""
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_entity, text)
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join("".join(mark for mark in text if mark.isprintable() or mark in _JOINERS).split())
    return text.removeprefix("'").lstrip() if text.startswith("'") else text


def _entity(found: re.Match[str]) -> str:
    """A known entity as its letter; "B&notes;" is no entity and stays as it is."""
    name = found[0][1:]
    return html.unescape(found[0]) if name.startswith("#") else html5.get(name, found[0])


def read_amount(text: str, *, decimal_comma: bool = False) -> Amount | None:
    """The amount in a cell, None where the cell is blank.

    Raises:
        CellFault: `amount_not_read`, or `not_pounds` for another currency's sign.
    """
    if not text:
        return None
    plain = _PLAIN.match(text)
    if plain and not decimal_comma:
        pence = int(plain[2]) * 100 + int(plain[3])
        return Amount(-pence if plain[1] else pence)
    text = "".join(text.split()).removeprefix("'")
    if not text or text in "-–":
        return None
    return _full_amount(_point(text) if decimal_comma else text)


def _point(text: str) -> str:
    if not _COMMA_PENCE.search(text):
        return text.replace(".", "")
    return _COMMA_PENCE.sub(r"#\1", text).replace(".", "").replace(",", "").replace("#", ".")


def _full_amount(text: str) -> Amount:
    found = _FULL.match(text)
    if not found or (found["pounds"] is None and found["pence"] is None):
        raise CellFault("not_pounds" if _FOREIGN.search(text) else "amount_not_read")
    pence = _pence(found["pounds"] or "0", found["pence"] or "")
    signs = [found[part] for part in ("sign", "inner", "after")]
    minus = sum(sign is not None and sign in "-−–" for sign in signs)
    if minus > 1 or bool(found["open"]) != bool(found["close"]):
        raise CellFault("amount_not_read")
    if minus or found["open"]:
        pence = -pence
    return Amount(pence, credit_mark(found["mark"] or ""))


def _pence(pounds: str, decimals: str) -> int:
    if decimals[2:].strip("0"):
        raise CellFault("amount_not_read")
    return int(pounds.replace(",", "")) * 100 + int(decimals[:2].ljust(2, "0"))


def credit_mark(text: str) -> bool | None:
    """True for a mark of money in (C, CR, +), False for money out (D, DR, OD, −), None for neither."""
    mark = text.strip().casefold()
    if mark in {"c", "cr", "credit", "+", "in"}:
        return True
    return False if mark in {"d", "dr", "od", "debit", "-", "−", "out"} else None


def account_hint(*texts: str) -> AccountHint | None:
    """The account that some cells name together ("'30-00-00" and "12345678", "600000-12345678", "****12345")."""
    text = " ".join(tidy(text) for text in texts)
    digits = "".join(mark for mark in text if mark.isdecimal())
    if not digits:
        return None
    if "*" in text or re.search(r"[xX]{2}", text):
        return AccountHint(last_digits=re.findall(r"\d+", text)[-1])
    if len(digits) == len("30000012345678"):
        return AccountHint(f"{digits[:2]}-{digits[2:4]}-{digits[4:6]}", digits[6:])
    return AccountHint(number=digits) if len(digits) >= len("12345678") else AccountHint(last_digits=digits)
