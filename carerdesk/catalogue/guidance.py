"""Longer texts for screens and papers: resources/text/<subject>.toml, one key a paragraph."""

from __future__ import annotations

import tomllib
from functools import cache

from carerdesk.catalogue.places import resource


@cache
def _texts(subject: str) -> dict[str, str]:
    return dict(tomllib.loads(resource("text", f"{subject}.toml").read_text(encoding="utf-8")))


def guidance(subject: str, key: str, **values: str) -> str:
    """The words for a place on a screen or paper. An unknown key raises KeyError: a missing text is a fault of ours."""
    return _texts(subject)[key].format(**values) if values else _texts(subject)[key]
