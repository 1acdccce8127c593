"""The room's first view: the register, the chosen line beside it, and where to drop papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.matching import match_suggestions
from carerdesk.services.money.register import Order, Query, RegisterLine, Show, Totals, register_totals
from carerdesk.services.money.transfers import transfer_suggestions
from carerdesk.ui.pages.money.line_panel import LinePanel
from carerdesk.ui.pages.money.line_register import LineRegister
from carerdesk.ui.pages.money.menu_button import Entry, MenuButton
from carerdesk.ui.pages.money.register_head import RegisterHead, account_words
from carerdesk.ui.theme import Look, look
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, Segments
from carerdesk.ui.widgets.cards import EmptyPage, PageHead
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

_SIDE = 332  # pixels at 100 %, as wide as a receipt needs to be read
_TYPING = 250  # milliseconds without a key before the register is narrowed
EVERY_ACCOUNT = "every"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register showed when it was left, to show it so again."""

    query: Query = Query()  # noqa: RUF009 - a frozen value
    line_id: int | None = None


class RegisterView(View["MoneyPage"]):
    """Filters, Find, the register with its totals, the panel of the chosen line, the drop zone."""

    fills = True

    def __init__(self, room: MoneyPage, standing: Standing) -> None:
        super().__init__(room)
        self._query, self._line_id = standing.query, standing.line_id
        self._accounts = accounts(self.books)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(self._narrow)
        self._totals: Totals | None = None
        self.panel = LinePanel(self)
        if not self._accounts:
            self._empty()
        else:
            self._build()
            self._show()

    @property
    def standing(self) -> Standing:
        """What it shows now."""
        return Standing(self._query, self._line_id)

    # --- head ---------------------------------------------------------------------------------------------------------

    def head(self) -> PageHead:
        buttons: list[QWidget] = []
        if self._accounts:
            buttons = [
                Button(self.tr("Bring in a statement"), icon="upload", act=self.room.bring_in),
                Button(self.tr("Add a line"), icon="plus", act=self.room.add_line),
                MenuButton(self.tr("More"), self._more),
            ]
        return RegisterHead(self.tr("Money"), self._sub(), self._chooser(), *buttons)

    def _chooser(self) -> Segments | None:
        if len(self._accounts) < 2:  # noqa: PLR2004 - one account needs no choice
            return None
        names = {EVERY_ACCOUNT: self.tr("All accounts")} | {str(each.id): each.name for each in self._accounts}
        chooser = Segments(names, self._choose_account)
        chooser.choose(EVERY_ACCOUNT if self._query.account_id is None else str(self._query.account_id))
        return chooser

    def _more(self) -> list[Entry]:
        return [
            Entry(self.tr("Check against the bank"), "landmark", self.room.check_bank),
            Entry(self._match_words(), "check", self.room.match),
            Entry(self.tr("Paste lines"), "copy", self.room.paste),
            Entry(self.tr("Bills"), "receipt-pound-sterling", self.room.show_bills),
            Entry(self.tr("Loose papers"), "paperclip", self.room.show_loose),
            Entry(self.tr("Accounts"), "wallet", self.room.show_accounts),
        ]

    def _sub(self) -> str:
        shown = [account for account in self._accounts if self._query.account_id in (None, account.id)]
        open_ones = [account for account in shown if account.closed_on is None]
        return " ".join(account_words(account, self.desk.today().year) for account in (open_ones or shown)[:2])

    # --- building -----------------------------------------------------------------------------------------------------

    def _empty(self) -> None:
        self.column.add(
            EmptyPage(
                "wallet", self.tr("No account yet"), guidance("money", "empty_accounts"),
                self.tr("Add the account"), self.room.add_account,
            )
        )  # fmt: skip
        self.column.addStretch(1)

    def _build(self) -> None:
        self._segments = Segments(
            {Show.ALL: "All", Show.NEED_PAPER: "Need a receipt", Show.NOT_SORTED: "Not sorted",
             Show.NOT_MATCHED: "Not matched"},
            self._filter,
        )  # fmt: skip
        self._segments.choose(self._query.show)
        self._finder = QLineEdit(self._query.find)
        self._finder.setAccessibleName(self.tr("Find in the lines"))
        self._finder.setObjectName("Find in the lines")
        self._finder.textChanged.connect(self._typing.start)
        self._finder.returnPressed.connect(self._narrow)
        QShortcut(QKeySequence.StandardKey.Find, self, self._finder.setFocus)
        self._register = LineRegister(self.books, self.tr("Lines"), self.desk.today().year)
        self._register.chosen.connect(self._chose)
        self._register.opened.connect(lambda _line: self.panel.enter())
        self._register.ordered.connect(self._order)
        self._register.dropped.connect(self._drop_on_line)
        self._drop = DropZone(
            self.tr("Drop receipts here"), self.tr("Photos or PDF. We find the bank line."),
            self.desk.files, self.room.take_papers,
        )  # fmt: skip
        main = Down(self._bar(), gap="xs")
        main.addWidget(self._register, 1)
        side = Down(self.panel, self._drop, gap="m")
        side.addStretch(1)
        self._columns = TwoColumns(main, side, _SIDE)
        self.side = side
        self.column.addWidget(self._columns, 1)
        self.restyle(look())

    def _bar(self) -> QWidget:
        bar = QWidget()
        find = QWidget()
        find.setLayout(Across(Label(self.tr("Find"), "smallstrong"), self._finder))
        bar.setLayout(Flow(self._segments, find, gap="m"))
        return bar

    def _match_words(self) -> str:
        waiting = len(match_suggestions(self.books)) + len(transfer_suggestions(self.books))
        return self.tr("Match payments, {count}").format(count=waiting) if waiting else self.tr("Match payments")

    def restyle(self, chosen: Look) -> None:
        """Size the find box."""
        if self._accounts:
            self._finder.setFont(chosen.font())
            self._finder.setFixedWidth(chosen.size(170))

    # --- showing ------------------------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._accounts and (changes is None or "account" not in changes):
            self._accounts = accounts(self.books)
            self.room.head.say(self.tr("Money"), self._sub())
            self._show()
        else:
            self.room.show_register()

    def _show(self) -> None:
        totals = register_totals(self.books, self._query)
        self._totals = totals
        for show, name in self._names().items():
            self._segments.rename(show, f"{name}, {totals.counts[show]:,}")
        self._register.show_lines(self._query, totals, self._line_id)
        self._register.set_foot(_foot(totals), (("Out", str(totals.money_out)), ("In", str(totals.money_in))))
        if not totals.lines:
            self._line_id = None
        self._show_panel()

    def _names(self) -> dict[Show, str]:
        return {
            Show.ALL: self.tr("All"),
            Show.NEED_PAPER: self.tr("Need a receipt"),
            Show.NOT_SORTED: self.tr("Not sorted"),
            Show.NOT_MATCHED: self.tr("Not matched"),
        }

    def _show_panel(self) -> None:
        totals = self._totals
        if totals is not None and not totals.counts[Show.ALL] and not self._query.find:
            self.panel.say_empty()
        elif self._line_id is None:
            self.panel.say_choose()
        else:
            self.panel.show_line(self._line_id)

    def _chose(self, line: RegisterLine | None) -> None:
        if line is not None and line.id != self._line_id:
            self._line_id = line.id
            self.panel.show_line(line.id)

    # --- what the person does -----------------------------------------------------------------------------------------

    def show_only(self, show: Show) -> None:
        """Show the lines of one filter."""
        self._segments.choose(show)
        self._filter(show)

    def _filter(self, show: str) -> None:
        self._query = replace(self._query, show=Show(show))
        self._line_id = None
        self._show()

    def _narrow(self) -> None:
        self._typing.stop()
        if self._finder.text() != self._query.find:
            self._query = replace(self._query, find=self._finder.text())
            self._line_id = None
            self._show()

    def _order(self, order: Order) -> None:
        self._query = replace(self._query, order=order)
        self._show()

    def _choose_account(self, key: str) -> None:
        self._query = replace(self._query, account_id=None if key == EVERY_ACCOUNT else int(key))
        self._line_id = None
        self.room.head.say(self.tr("Money"), self._sub())
        self._show()

    def _drop_on_line(self, line_id: int, paths: Sequence[Path]) -> None:
        self.room.attach(line_id, paths)

    def leave(self) -> None:
        self._typing.stop()


def _foot(totals: Totals) -> str:
    if totals.first is None or totals.last is None:
        return guidance("money", "foot_none")
    which = "foot_one" if totals.lines == 1 else "foot_many"
    return guidance("money", which, count=f"{totals.lines:,}", days=span(totals.first, totals.last))
