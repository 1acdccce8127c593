"""The Evidence room: which view is on screen, and the way from one to another."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from carerdesk.services.evidence.sending import MadePack, make_pack
from carerdesk.services.evidence.write import Stopped
from carerdesk.ui.background import Cancelled, Job, Progress
from carerdesk.ui.page import Desk
from carerdesk.ui.views import PageOfViews

_SHOWN_HERE = frozenset(
    {"account", "allocation", "attachment", "award", "bank_line", "bill", "certificate", "explanation", "funder",
     "hmrc_period", "opening_share", "pack", "payslip", "permission", "plan_outcome", "planned_saving", "return_period",
     "shift", "shift_share", "split", "statement", "timesheet", "transfer_pair", "worker"}
)  # fmt: skip
Days = tuple[int, date, date]


class EvidencePage(PageOfViews):
    """Places: funder=… with first=… and last=…; step=accounts, sent, permissions."""

    title = "Evidence"
    help_page = "evidence"
    drafts = "evidence"
    shown_here = _SHOWN_HERE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: list[MadePack] = []
        self._making: tuple[Days, Job] | None = None
        self.destroyed.connect(partial(_throw_away, self._made))

    # --- what the window asks -----------------------------------------------------------------------------------------

    def show_first(self) -> None:
        self.show_returns()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        step = str(place.get("step", ""))
        if step in {"accounts", "sent", "permissions"}:
            {"accounts": self.show_accounts, "sent": self.show_sent, "permissions": self.show_permissions}[step]()
        elif "first" in place and "last" in place:
            first, last = (date.fromisoformat(str(place[name])) for name in ("first", "last"))
            self.show_return((int(place["funder"]), first, last))
        else:
            self.show_returns()

    # --- views --------------------------------------------------------------------------------------------------------

    def show_returns(self) -> None:
        """Every funder's periods."""
        from carerdesk.ui.pages.evidence.returns_view import ReturnsView

        self.show_view(ReturnsView(self))

    def show_return(self, of: Days) -> None:
        """One return with its tests and its pack."""
        from carerdesk.ui.pages.evidence.return_view import ReturnView

        self.show_view(ReturnView(self, of))

    def give_reason(self, of: Days, test: int) -> None:
        """Write why a test does not pass."""
        from carerdesk.ui.pages.evidence.reason_form import ReasonForm

        self.show_view(ReasonForm(self, of, test))

    def add_period(self, funder_id: int) -> None:
        """Type a period from a funder's letter."""
        from carerdesk.ui.pages.evidence.period_form import PeriodForm

        self.show_view(PeriodForm(self, funder_id))

    def mark_sent(self, of: Days) -> None:
        """Say when, how and to whom a return was sent."""
        from carerdesk.ui.pages.evidence.sent_form import SentForm

        self.show_view(SentForm(self, of))

    def show_sent(self) -> None:
        """What was sent."""
        from carerdesk.ui.pages.evidence.sent_view import SentView

        self.show_view(SentView(self))

    def show_accounts(self) -> None:
        """Accounts of any twelve months."""
        from carerdesk.ui.pages.evidence.accounts_view import AccountsView

        self.show_view(AccountsView(self))

    def show_permissions(self) -> None:
        """Who agreed what."""
        from carerdesk.ui.pages.evidence.permissions_view import PermissionsView

        self.show_view(PermissionsView(self))

    # --- the pack that was made ---------------------------------------------------------------------------------------

    def made_for(self, of: Days) -> MadePack | None:
        """The pack made for a return since the books were opened, while its files are there."""
        fits = (made for made in self._made if (made.funder_id, made.first, made.last) == of and made.is_there)
        return next(fits, None)

    def making(self, of: Days) -> Job | None:
        """The work under way on a return's pack."""
        return self._making[1] if self._making is not None and self._making[0] == of else None

    def make(self, of: Days) -> None:
        """Make a return's pack in the background; it goes on whatever is on screen. One at a time."""
        if self._making is not None:
            self._making[1].stop()
        books = self.desk.books

        def work(progress: Progress) -> MadePack:
            try:
                return make_pack(books, *of, progress, progress.stopped)
            except Stopped as stopped:
                raise Cancelled from stopped

        job = self.desk.run(self.tr("Making the pack"), work, self._pack_made, self._pack_failed, shown=False)
        job.cancelled.connect(partial(self._pack_stopped, of))
        self._making = (of, job)

    def _pack_made(self, made: MadePack) -> None:
        self._making = None
        self.keep_made(made)
        self._pack_ended(self.tr("The pack is made. Save it, read it through and sign it."))

    def _pack_stopped(self, of: Days) -> None:
        if self._making is not None and self._making[0] == of:
            self._making = None
            self._pack_ended(self.tr("Stopped. Nothing was left behind."))

    def _pack_failed(self, error: Exception) -> None:
        self._making = None
        self._pack_ended(self.tr("The pack could not be made."))
        raise error

    def _pack_ended(self, words: str) -> None:
        from carerdesk.ui.pages.evidence.return_view import ReturnView

        self.desk.say(words)
        if isinstance(self._view, ReturnView):
            self._view.pack_ended()

    def keep_made(self, made: MadePack | None) -> None:
        """Hold a pack that was just made; the one before is thrown away."""
        _throw_away([each for each in self._made if each is not made])
        self._made[:] = [made] if made is not None else []


def _throw_away(made: list[MadePack]) -> None:
    """Clear papers are not left lying about once the books are shut."""
    for each in made:
        each.throw_away()
