"""The manual: resources/text/help.toml, a page a room."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from carerdesk.catalogue.places import resource


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual: its title and its paragraphs."""

    title: str
    text: tuple[str, ...]


@cache
def _manual() -> dict[str, Any]:
    return tomllib.loads(resource("text", "help.toml").read_text(encoding="utf-8"))


def manual_order() -> tuple[str, ...]:
    """The keys of the pages, in their order."""
    return tuple(_manual()["order"])


def manual_page(key: str) -> ManualPage:
    """One page. Raises KeyError for a page that is not there."""
    page = _manual()[key]
    return ManualPage(page["title"], tuple(page["text"]))
