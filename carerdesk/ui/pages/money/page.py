"""The Money room: which view is on screen, and the way from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carerdesk.domain.problem import Problem
from carerdesk.services.money.accounts import AccountView, accounts
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.money.choices import funder_choices
from carerdesk.services.money.details import line_details
from carerdesk.services.money.register import Query, Show
from carerdesk.services.outcome import Done, Rejected
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.money.register_view import RegisterView, Standing
from carerdesk.ui.views import PageOfViews, View

if TYPE_CHECKING:
    from carerdesk.services.money.placing import NewPaper

_STATEMENTS = frozenset({".csv", ".ofx", ".qfx", ".qif", ".txt", ".tsv", ".xls", ".xlsx"})
_SHOWN_HERE = frozenset(
    {"account", "opening_share", "bank_line", "split", "allocation", "transfer_pair", "attachment", "bill", "statement",
     "document", "payslip", "hmrc_period", "pay_over", "funder", "plan_outcome", "payee_rule", "import_batch"}
)  # fmt: skip


class MoneyPage(PageOfViews):
    """Places: show=need_paper…, line=…, account=… with step=bring_in, step=check, match, bills, accounts."""

    title = "Money"
    help_page = "money"
    drafts = "money"
    shown_here = _SHOWN_HERE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing = Standing()

    # --- what the window asks -----------------------------------------------------------------------------------------

    def show_first(self) -> None:
        self.show_register()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        step = str(place.get("step", ""))
        account = int(place["account"]) if "account" in place else None
        if place.get("add") == "account":
            self.add_account()
        elif step == "bring_in":
            self.bring_in(account)
        elif step in {"check", "match", "bills", "accounts"}:
            {"check": self.check_bank, "match": self.match, "bills": self.show_bills, "accounts": self.show_accounts}[
                step
            ]()
        elif "line" in place:
            self._show_standing(Standing(Query(), int(place["line"])))
        else:
            self._show_standing(Standing(Query(account, Show(place.get("show", Show.ALL)))))

    # --- views --------------------------------------------------------------------------------------------------------

    def show_view(self, view: View[Any]) -> None:
        if isinstance(self._view, RegisterView):
            self._standing = self._view.standing
        super().show_view(view)

    def show_register(self, line_id: int | None = None) -> None:
        """The register, as it was left, or standing on a line."""
        now = self._view.standing if isinstance(self._view, RegisterView) else self._standing
        self._show_standing(now if line_id is None else replace(now, line_id=line_id))

    def _show_standing(self, standing: Standing) -> None:
        view = RegisterView(self, standing)
        self.show_view(view)
        self._standing = standing

    def bring_in(self, account_id: int | None = None, path: Path | None = None) -> None:
        """Bring in a statement, step by step."""
        from carerdesk.ui.pages.money.bring_in import BringIn

        view = BringIn(self, account_id)
        self.show_view(view)
        if path is not None:
            view.take_files([path])

    def paste(self) -> None:
        """Paste lines from a web page, a spreadsheet or a PDF."""
        from carerdesk.ui.pages.money.bring_in import BringIn

        self.show_view(BringIn(self, None, pasting=True))

    def add_line(self) -> None:
        """Type a line."""
        from carerdesk.ui.pages.money.line_form import LineForm

        self.show_view(LineForm(self, None))

    def change_line(self, line_id: int) -> None:
        """Put a typed line right."""
        from carerdesk.ui.pages.money.line_form import LineForm

        self.show_view(LineForm(self, line_id))

    def explain(self, line_id: int) -> None:
        """Write a note on a line."""
        from carerdesk.ui.pages.money.note_form import NoteForm

        self.show_view(NoteForm(self, line_id))

    def sort(self, line_id: int) -> None:
        """Say what a line was for, in one part or several."""
        from carerdesk.ui.pages.money.sort_form import SortForm

        self.show_view(SortForm(self, line_id))

    def choose_match(self, line_id: int) -> None:
        """Choose what a line pays."""
        from carerdesk.ui.pages.money.choose_match import ChooseMatch

        self.show_view(ChooseMatch(self, line_id))

    def match(self) -> None:
        """Everything that may be matched, in one list."""
        from carerdesk.ui.pages.money.match_view import MatchView

        self.show_view(MatchView(self))

    def check_bank(self) -> None:
        """Compare with the bank."""
        from carerdesk.ui.pages.money.check_view import CheckView

        account = self._standing.query.account_id
        if isinstance(self._view, RegisterView):
            account = self._view.standing.query.account_id
        self.show_view(CheckView(self, account))

    def check_with(self, account_id: int) -> None:
        """Compare one account with the bank."""
        from carerdesk.ui.pages.money.check_view import CheckView

        self.show_view(CheckView(self, account_id))

    def show_accounts(self) -> None:
        """The accounts."""
        from carerdesk.ui.pages.money.accounts_view import AccountsView

        self.show_view(AccountsView(self))

    def add_account(self) -> None:
        """A new account."""
        from carerdesk.ui.pages.money.account_form import AccountForm

        self.show_view(AccountForm(self, None))

    def change_account(self, account_id: int) -> None:
        """Put an account right."""
        from carerdesk.ui.pages.money.account_form import AccountForm

        self.show_view(AccountForm(self, account_id))

    def show_bills(self) -> None:
        """The bills."""
        from carerdesk.ui.pages.money.bills_view import BillsView

        self.show_view(BillsView(self))

    def show_loose(self) -> None:
        """Papers that are on nothing yet."""
        from carerdesk.ui.pages.money.papers_view import LoosePapers

        self.show_view(LoosePapers(self))

    # --- papers -------------------------------------------------------------------------------------------------------

    def take_papers(self, paths: Sequence[Path]) -> None:
        """New papers: a statement is brought in, a receipt goes to the line it names. One that names none is asked for.

        Several at once are not asked for one by one: those that name no line are kept with the loose papers.
        """
        statements = [path for path in paths if path.suffix.casefold() in _STATEMENTS]
        if statements:
            self.bring_in(None, statements[0])
            return
        from carerdesk.services.money.placing import NewPaper, line_named, place_papers

        read = [NewPaper(path.name, data) for path in paths if (data := self.read_file(path)) is not None]
        if len(read) == 1 and line_named(self.desk.books, read[0]) is None:
            self._ask_line(read[0])
        elif read:
            placed = place_papers(self.desk.books, read)
            if self.desk.report(placed) and isinstance(placed, Done) and placed.id is not None:
                self.show_register(placed.id)

    def _ask_line(self, paper: NewPaper) -> None:
        from carerdesk.ui.pages.money.papers_view import WhichLine

        chosen = self._view.standing.line_id if isinstance(self._view, RegisterView) else None
        self.show_view(WhichLine(self, paper, chosen))

    def attach(self, line_id: int, paths: Sequence[Path]) -> None:
        """Attach papers to a line."""
        details = line_details(self.desk.books, line_id)
        if details is None:
            return
        for path in paths:
            data = self.read_file(path)
            if data is not None:
                kind = details.kinds[0]
                done = attach_document(self.desk.books, "bank_line", line_id, data, file_name=path.name, kind=kind)
                if not self.desk.report(done):
                    return

    def read_file(self, path: Path) -> bytes | None:
        """The bytes of a file; None, and said so, where it cannot be opened."""
        try:
            return path.read_bytes()
        except OSError:
            self.desk.report(Rejected((Problem("", "file_cannot_be_opened", {"file": path.name}),)))
            return None

    def account_in_view(self, found: Sequence[AccountView]) -> int | None:
        """The account the register showed, else the first open one."""
        shown = self._standing.query.account_id
        return shown if shown in {each.id for each in found} else next((each.id for each in found), None)

    def has_several_accounts(self) -> bool:
        """Whether a line's account needs saying."""
        return len(accounts(self.desk.books)) > 1

    def tone_of(self, funder_id: int | None) -> str:
        """The colour of a funder's chip."""
        return next((each.tone for each in funder_choices(self.desk.books) if each.id == funder_id), "own")
