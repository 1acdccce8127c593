"""The budget room over the small family's books."""

from __future__ import annotations

import pytest

from tests.ui.small_family import house, made_once, new_house, two_funders

__all__ = ["house", "made_once", "new_house", "room", "two_funders"]


@pytest.fixture
def room() -> str:
    return "budget"
