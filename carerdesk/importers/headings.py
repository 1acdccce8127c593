"""Heading rows: made comparable, remembered by one text, and known or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carerdesk.importers.days import looks_like_date
from carerdesk.importers.layouts import LAYOUTS, Layout, Names

_FIGURE = re.compile(r"[+\-−]?£?\d[\d,]*\.\d\d$")
_CURRENCY = re.compile(r"(?:amount|balance|paid out|paid in) ?\(([a-z]{3})\)$")


def normal_heading(cells: Sequence[str]) -> Names:
    """A heading row to compare by: lower case, trimmed, no quotes, no empty last cells."""
    words = [" ".join(cell.replace('"', " ").split()).casefold() for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def signature(headers: Sequence[str]) -> str:
    """One text for a heading row, to remember a person's choice of columns by."""
    return "|".join(normal_heading(headers))


def find_layout(cells: Sequence[str]) -> Layout | None:
    """The layout with most of a heading row's words, None where it is unknown or runs into a payment."""
    words = normal_heading(cells)
    if any(map(looks_like_date, words)) or sum(map(_is_figure, words)) > 1:
        return None
    fitting = [layout for layout in LAYOUTS if _fits(layout, words)]
    return max(fitting, key=lambda layout: len(layout.header), default=None)


def _is_figure(word: str) -> bool:
    """One figure may stand in a heading: an old card prints its balance there."""
    return _FIGURE.match(word) is not None


def _fits(layout: Layout, words: Names) -> bool:
    if layout.exact:
        return words == layout.header
    return set(layout.header) <= set(words)


def foreign_currency(cells: Sequence[str]) -> str | None:
    """The currency a known heading row names where it is not pounds: "EUR" from "Amount (EUR)"."""
    for word in normal_heading(cells):
        if (named := _CURRENCY.match(word)) and named[1] != "gbp":
            return named[1].upper()
    return None
