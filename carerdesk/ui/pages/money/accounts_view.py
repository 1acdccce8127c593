"""The accounts: what each holds, and the rules for payees a person made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.money.accounts import AccountView, accounts, open_account_again
from carerdesk.services.money.choices import category_name, funder_choices
from carerdesk.services.money.rules import Rule, forget_rule, rules
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import ListCard, PageHead
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage


class AccountsView(FormView["MoneyPage"]):
    """One row for each account, with Change; one for each payee that is sorted by itself, with Forget."""

    def __init__(self, room: MoneyPage) -> None:
        super().__init__(room, room.show_register)
        self._show()

    def head(self) -> PageHead:
        add = Button(self.tr("Add an account"), icon="plus", act=self.room.add_account)
        return PageHead(
            self.tr("Accounts"), guidance("money", "accounts_why"), add, back=self.tr("Back"), go_back=self.go_back
        )  # fmt: skip

    def again(self) -> None:
        self._show()

    def _show(self) -> None:
        self.column.clear()
        self.column.add(ListCard(*[self._account(each) for each in accounts(self.books)], title=self.tr("Accounts")))
        known = rules(self.books)
        if known:
            self.column.add(Label(self.tr("Sorted by themselves"), "title"))
            self.column.add(Label(guidance("money", "rules_why"), tone="ink2", wrap=True))
            self.column.add(ListCard(*[self._rule(rule) for rule in known], title=self.tr("Sorted by themselves")))

    def _account(self, account: AccountView) -> QWidget:
        buttons = [
            Button(self.tr("Change"), name=self.tr("Change {name}").format(name=account.name),
                   act=partial(self.room.change_account, account.id)),
        ]  # fmt: skip
        if account.closed_on is not None:
            name = self.tr("Open {name} again").format(name=account.name)
            buttons.append(Button(self.tr("Open again"), name=name, act=partial(self._open, account.id)))
        names = {each.id: each.short_name for each in funder_choices(self.books)}
        whose = ", ".join(f"{names[part.funder_id]} {part.amount}" for part in account.opening_parts)
        began = guidance("money", "account_began", balance=str(account.opening_balance), whose=whose) if whose else ""
        return _row(account.title, _second(account), str(account.balance), *buttons, third=began)

    def _open(self, account_id: int) -> None:
        self.desk.report(open_account_again(self.books, account_id))

    def _rule(self, rule: Rule) -> QWidget:
        names = {each.id: each.short_name for each in funder_choices(self.books)}
        what = " and ".join(
            ", ".join(part for part in (category_name(each.category), names.get(each.funder_id or 0, "")) if part)
            for each in rule.parts
        )
        name = self.tr("Forget how {name} is sorted").format(name=rule.name)
        return _row(rule.name, what, "", Button(self.tr("Forget"), "small", name=name, act=partial(self._forget, rule)))

    def _forget(self, rule: Rule) -> None:
        self.desk.report(forget_rule(self.books, rule.text))


def _second(account: AccountView) -> str:
    if account.closed_on is not None:
        return guidance("money", "account_closed", day=long_date(account.closed_on))
    checked = long_date(account.checked_on) if account.checked_on else ""
    key = "account_lines_checked" if checked else "account_lines"
    return guidance("money", key, count=f"{account.lines:,}", day=long_date(account.opening_on), checked=checked)


def _row(title: str, second: str, figure: str, *buttons: Button, third: str = "") -> QWidget:
    row = QWidget()
    words = Down(Label(title, "strong", wrap=True), Label(second, "small", "ink2", wrap=True), gap=1)
    if third:
        words.add(Label(third, "small", "ink2", wrap=True))
    across = Across(gap="m", pad=("m", "s", "m", "s"))
    across.addLayout(words, 1)
    if figure:
        across.add(Label(figure, "strong"))
    across.add(*buttons)
    row.setLayout(across)
    return row
