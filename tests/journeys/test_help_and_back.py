"""Help is asked for in the middle of a question, read, and left again; what was typed is still there."""

from __future__ import annotations

import pytest

from tests.kitchen import Kitchen
from tests.user import User


@pytest.mark.parametrize("way", ["Escape", "Back"])
def test_help_leads_back_to_the_half_typed_question(kitchen: Kitchen, user: User, way: str) -> None:
    kitchen.start("2026-11-23")
    kitchen.set_up()
    user.press("Add a PA")
    user.fill("Full name", "Asha Rah")
    user.press_key("F1")
    assert user.sees("All pages")
    assert user.focus() == "Back"
    if way == "Back":
        user.press("Words")
        user.press("Back")
    else:
        user.press_key("Escape")
    assert user.sees("Who is starting?")
    assert user.text_in("Full name") == "Asha Rah"
