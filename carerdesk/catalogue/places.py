"""Where resources and migrations are: in a checkout, in a wheel, in a frozen app. Nothing else may look for them."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen)] if frozen else [_PACKAGE / "_data", _PACKAGE.parent]
    for place in candidates:
        if (place / "resources").is_dir():
            return place
    raise FileNotFoundError("CarerDesk's resources are missing: install it again")


def resource(*parts: str) -> Path:
    """A file or folder below resources/."""
    return _root().joinpath("resources", *parts)


def migrations() -> Path:
    """The folder with the Alembic migrations."""
    return _root() / "migrations"
