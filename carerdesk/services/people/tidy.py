"""HMRC's references in one form, whichever way a person types them. None where it is no such reference."""

from __future__ import annotations

import re

from carerdesk.domain import typed

_PAYE = re.compile(r"(\d{3})/?([A-Z0-9]{1,10})", re.ASCII)
_ACCOUNTS_OFFICE = re.compile(r"\d{3}P[A-Z]\d{7}[\dX]", re.ASCII)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.\-–]", "", text).upper()


def ni_number(text: str) -> str | None:
    """A National Insurance number as HMRC keeps it: QQ123456C. HMRC's QQ examples pass, for made-up families."""
    return typed.read_ni_number(text, examples=True)


def paye_reference(text: str) -> str | None:
    """Three figures, a stroke, then letters and figures: 123/AB456."""
    found = _PAYE.fullmatch(_squeezed(text))
    return f"{found[1]}/{found[2]}" if found else None


def accounts_office_reference(text: str) -> str | None:
    """Thirteen characters, the fourth a P: 123PA00012345."""
    reference = _squeezed(text)
    return reference if _ACCOUNTS_OFFICE.fullmatch(reference) else None
