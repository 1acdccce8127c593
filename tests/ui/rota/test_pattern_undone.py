"""A repeating shift that is taken back while its form is open."""

from __future__ import annotations

from carerdesk.services.outcome import Done
from carerdesk.services.rota.patterns import add_pattern
from tests import access
from tests.services.rota.test_patterns import tuesdays
from tests.ui.rota.conftest import Desktop
from tests.user import User


def test_the_form_of_one_whose_adding_was_undone_is_left(desktop: Desktop, user: User) -> None:
    kept = add_pattern(desktop.books, tuesdays(1))
    assert isinstance(kept, Done)
    window = desktop.open(height=1400)
    window.go("rota", patterns=True, pattern=kept.id)
    access.come_to_rest(window)
    assert user.sees("Change a repeating shift")
    window.undo(kept.operation)
    access.come_to_rest(window)
    assert not user.sees("Change a repeating shift")
    assert user.sees("Add a repeating shift")
