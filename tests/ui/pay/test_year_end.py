"""The year end as a person goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from carerdesk.store.books import FixedClock
from tests.access import check_access
from tests.services.pay.made import agreed, keep, pa, weekdays
from tests.ui.pay import house as houses
from tests.ui.pay.house import House
from tests.user import User

PAYDAY, AFTER = date(2026, 3, 27), date(2026, 4, 20)


@pytest.fixture
def spring(tmp_path: Path, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Books on 20 April 2026 with Asha paid on 27 March."""
    monkeypatch.setattr(houses, "FixedClock", lambda _today: FixedClock(AFTER))
    made = House(tmp_path, show, "pay")
    asha = pa(
        made.books, first_payday=PAYDAY, period_end=date(2026, 3, 22), started=date(2026, 2, 23), basis="week_one"
    )
    keep(made.books, weekdays(asha, date(2026, 3, 20), 10, "08:00-16:00"))
    agreed(made.books, PAYDAY)
    yield made
    made.close()


def told(window: QWidget, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def test_codes_are_looked_over_and_undone(spring: House, user: User) -> None:
    window = spring.open()
    window.go("pay", year="2025-26")
    assert told(window, "Give each PA employed on 5 April a P60")
    user.press("See the codes")
    assert told(window, "1257L W1/M1 until 5 April, 1257L from 6 April 2026")
    user.press("These codes are right")
    assert told(window, "Looked over")
    user.press("Undo")
    assert not told(window, "Looked over")


def test_a_p60_is_saved_and_given_and_stays_so(spring: House, user: User, tmp_path: Path) -> None:
    window = spring.open()
    window.go("pay", year="2025-26")
    target = tmp_path / "p60.pdf"
    window.desk.files.next_choice(target)
    user.press("Figures for Asha Rahman’s P60")
    user.wait_until(target.exists)
    user.press("Asha Rahman has the P60")
    assert told(window, "Given on 20 April 2026")
    user.press("This is done: Say in the last report that it is the last of the year")
    window = spring.open_again()
    window.go("pay", year="2025-26")
    assert told(window, "Given on 20 April 2026")
    assert told(window, "Done on 20 April 2026")


@pytest.mark.parametrize("place", [{"year": "2025-26"}, {"codes": "2026-04-06"}])
def test_everybody_can_use_it(spring: House, place: dict[str, str]) -> None:
    window = spring.open()
    window.go("pay", **place)
    check_access(window)
