"""The cover side of the Rota room: who is off, what falls open, who can take it, and who was told of what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.outcome import Outcome
from carerdesk.services.rota.cover import falling_open, open_shifts, wanting_cover
from carerdesk.services.rota.notices import PHONE
from carerdesk.ui.pages.rota.cover_off import Absence, CoverView
from carerdesk.ui.pages.rota.cover_open import OpenView
from carerdesk.ui.pages.rota.cover_told import RecordView, TellView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage


class CoverRoom:
    """Places: cover=True, with worker=… (and first, last, why) for somebody's days off, with shift=… for one shift.

    cover="all" shows every shift that wants cover, cover="tell" who has not been told yet, cover="record" the record.
    """

    def __init__(self, page: RotaPage) -> None:
        self._page, self.desk = page, page.desk
        self.how = PHONE
        self._shown: QWidget | None = None

    def open_at(self, place: dict[str, Any]) -> None:
        """Show what a place names."""
        shows: dict[object, Callable[[], None]] = {"all": self.show_all, "tell": self.tell, "record": self.record}
        if "shift" in place:
            self.show_shift(int(place["shift"]))
        elif "worker" in place:
            self.show_absence(_absence(place, self.desk.today()))
        else:
            shows.get(place["cover"], self.show)()

    # --- views --------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Somebody is off; what wants cover; what is to be told."""
        head = PageHead(_tr("Cover"), guidance("cover", "cover_why"), **self._page.way_back())
        self._put(CoverView(self), head, self.show)

    def show_absence(self, absence: Absence) -> None:
        """What falls open in somebody's days off."""
        ids = falling_open(self.desk.books, absence.worker_id, absence.first, absence.last)
        view = OpenView(self, open_shifts(self.desk.books, ids), absence)
        self._put(view, self._head(_tr("What falls open"), view.sub), partial(self.show_absence, absence))

    def show_all(self) -> None:
        """Everything that wants cover."""
        ids = [one.shift.id for one in wanting_cover(self.desk.books)]
        view = OpenView(self, open_shifts(self.desk.books, ids))
        self._put(view, self._head(_tr("Shifts that want cover"), view.sub), self.show_all)

    def show_shift(self, shift_id: int) -> None:
        """Who can take one shift, and what else can be done about it; all of cover where it is gone."""
        found = open_shifts(self.desk.books, [shift_id])
        if not found:
            self.show()
            return
        view = OpenView(self, found, whole=True)
        self._put(view, self._head(_tr("Find cover"), view.sub), partial(self.show_shift, shift_id))

    def tell(self) -> None:
        """Who has not been told of what."""
        self._put(TellView(self), self._head(_tr("Tell people"), guidance("cover", "untold_why")), self.tell)

    def record(self) -> None:
        """Who was asked and told of what, and when."""
        head = self._head(_tr("Offers and changes"), guidance("cover", "law_notices"))
        self._put(RecordView(self), head, self.record)

    def _head(self, title: str, sub: str) -> PageHead:
        return PageHead(title, sub, back=_tr("Cover"), go_back=self.show)

    def _put(self, view: QWidget, head: PageHead, again: Callable[[], None]) -> None:
        self._shown = view
        self._page.show_view(view, head, again=again)

    # --- acting -------------------------------------------------------------------------------------------------------

    def report(self, outcome: Outcome, focus: str = "") -> bool:
        """Show what came of an act, and put the keyboard on the button of a name where there is one then."""
        done = self.desk.report(outcome)
        if done and self._shown is not None:
            self._focus(focus)
        return done

    def gone(self, outcome: Outcome) -> None:
        """As `report`, for an act after which a shift shown alone needs no cover any more: back to all of cover."""
        alone = isinstance(self._shown, OpenView) and self._shown.whole
        if self.report(outcome) and alone:
            self.show()

    def show_all_of(self, worker_id: int, day: date) -> None:
        """Somebody's open shifts of one day, as after one was split."""
        self.show_absence(Absence(worker_id, day, day))

    def _focus(self, name: str) -> None:
        assert self._shown is not None
        buttons = [each for each in self._shown.findChildren(Button) if each.isVisibleTo(self._shown)]
        wanted = next((each for each in buttons if name and each.accessibleName() == name), None)
        if wanted is not None or buttons:
            (wanted or buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)


def _absence(place: dict[str, Any], today: date) -> Absence:
    first, last = place.get("first"), place.get("last")
    return Absence(
        int(place["worker"]),
        date.fromisoformat(str(first)) if first else today,
        date.fromisoformat(str(last)) if last else None,
        str(place.get("why", "")),
    )


def _tr(words: str) -> str:
    return translated("CoverRoom", words)
