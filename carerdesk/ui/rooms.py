"""The rooms of the house, in the order of the list. A room's page is imported when the room is first entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carerdesk.ui.page import Page


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its key in links, its name in the list, its icon, its page as "module:Class". A few are not listed."""

    key: str
    name: str
    icon: str
    page: str
    listed: bool = True

    def page_class(self) -> type[Page]:
        """Import the page's class."""
        module, _, name = self.page.partition(":")
        found: type[Page] = getattr(import_module(module), name)
        return found

    @property
    def is_built(self) -> bool:
        """Whether the page's module is there; asks without importing it."""
        try:
            return find_spec(self.page.partition(":")[0]) is not None
        except ModuleNotFoundError:
            return False


_PAGES = "carerdesk.ui.pages"
ROOMS = (
    Room("this_week", "This week", "sun", f"{_PAGES}.this_week:ThisWeekPage"),
    Room("rota", "Rota", "calendar-days", f"{_PAGES}.rota:RotaPage"),
    Room("pay", "Pay", "banknote", f"{_PAGES}.pay:PayPage"),
    Room("holiday", "Holiday and sickness", "tree-palm", f"{_PAGES}.holiday:HolidayPage"),
    Room("people", "People", "users", f"{_PAGES}.people:PeoplePage"),
    Room("money", "Money", "wallet", f"{_PAGES}.money:MoneyPage"),
    Room("budget", "Budget", "chart-column", f"{_PAGES}.budget:BudgetPage"),
    Room("evidence", "Evidence", "folder-check", f"{_PAGES}.evidence:EvidencePage"),
    Room("deputy", "Deputy report", "scale", f"{_PAGES}.deputy:DeputyPage"),
    Room("plan_b", "Plan B", "umbrella", f"{_PAGES}.plan_b:PlanBPage"),
    Room("safe", "Safe keeping", "shield-check", f"{_PAGES}.safe:SafePage", listed=False),
    Room("history", "History", "clock", f"{_PAGES}.history:HistoryPage", listed=False),
    Room("help", "Help", "circle-question-mark", f"{_PAGES}.help:HelpPage", listed=False),
)


def built_rooms(rooms: Sequence[Room] = ROOMS) -> tuple[Room, ...]:
    """The rooms that can be entered."""
    return tuple(room for room in rooms if room.is_built)
