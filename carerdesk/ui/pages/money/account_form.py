"""An account: its name, and whose money was on it on the first day in the books."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.money.accounts import (
    AccountView,
    FunderAmount,
    NewAccount,
    accounts,
    add_account,
    change_account,
    close_account,
)
from carerdesk.services.money.choices import funder_choices
from carerdesk.services.money.opening import OpeningShared, share_opening
from carerdesk.services.outcome import Rejected
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import Answer, DateField, MoneyField, SortCodeField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage


class AccountForm(FormView["MoneyPage"]):
    """The fields of an account. Each funder has a box; what is in none of them is the person's own money."""

    def __init__(self, room: MoneyPage, account_id: int | None) -> None:
        super().__init__(room, room.show_accounts if accounts(room.desk.books) else None)
        self._account_id = account_id
        self.draft = "" if account_id else "account"
        funders = funder_choices(self.books)
        self._own_id = next(each.id for each in funders if each.is_own)
        self._funders = [each for each in funders if each.id != self._own_id]
        self._name = TextField(self.tr("Name"), self.tr("Such as Support account"))
        kinds = [("bank", "Bank account"), ("card", "Council card"), ("savings", "Savings"), ("cash", "Cash")]
        self._kind: RadioRow[str] = RadioRow(self.tr("What kind is it?"), kinds, across=True)
        self._kind.set_value("bank")
        self._provider = TextField(self.tr("Bank or card company"), optional=True)
        self._sort_code = SortCodeField(self.tr("Sort code"), optional=True)
        self._digits = TextField(self.tr("Account number ends in"), optional=True, characters=8)
        self._day = DateField(
            self.tr("First day in the books"), self.desk.today(), guidance("money", "opening_day_hint")
        )
        self._balance = MoneyField(self.tr("Balance at the start of that day"), self.tr("From the statement"))
        self._parts = {each.id: MoneyField(each.name) for each in self._funders}
        self._left = Label("", "small", "ink2", wrap=True)
        self._main = Button(self.tr("Keep this account"), "primary", act=self._save)
        self._build()
        if account_id is not None:
            self._fill(next(each for each in accounts(self.books) if each.id == account_id))
        self.restore()
        self._say_left()

    def head(self) -> PageHead:
        title = self.tr("Add an account") if self._account_id is None else self.tr("Change an account")
        return self.head_of(title, guidance("money", "account_why"))

    def _build(self) -> None:
        named: dict[str, Answer[Any]] = {
            "name": self._name, "kind": self._kind, "provider": self._provider, "sort_code": self._sort_code,
            "last_digits": self._digits, "opening_on": self._day, "opening_balance": self._balance,
        }  # fmt: skip
        for name, field in named.items():
            self.take(name, field)
        who = FormCard(
            self.tr("The account"), self._name, self._kind,
            Flow(self._provider, self._sort_code, self._digits, gap="l"), main=self._main,
        )  # fmt: skip
        start = FormCard(self.tr("Where the books begin"), main=self._main)
        start.add(
            Label(guidance("money", "opening_which"), wrap=True), Flow(self._day, self._balance, gap="l")
        )  # fmt: skip
        self.column.add(who, start)
        if not self._funders:
            start.add(Label(guidance("money", "opening_own_alone"), wrap=True))
        else:
            whose = FormCard(self.tr("Whose money was it?"), main=self._main)
            whose.add(Label(guidance("money", "opening_parts_why"), wrap=True))
            for funder_id, field in self._parts.items():
                self.take(f"part {funder_id}", field)
                field.changed.connect(self._say_left)
            whose.add(self._left, Flow(*self._parts.values(), gap="l"))
            self._balance.changed.connect(self._say_left)
            self.column.add(whose)
        buttons = [self._main]
        self.column.add(self.buttons(*buttons))
        if self._account_id is not None:
            self._build_closing()

    def _build_closing(self) -> None:
        self._closing = DateField(self.tr("Day it was closed"), self.desk.today())
        close = Button(self.tr("Close this account"), act=self._close)
        card = FormCard(
            self.tr("Closing it"), Label(guidance("money", "closing_why"), wrap=True), self._closing, main=close
        )
        card.add(self.buttons(close))
        self.column.add(card)

    def _fill(self, account: AccountView) -> None:
        self._name.set_value(account.name)
        self._kind.set_value(account.kind)
        self._provider.set_value(account.provider)
        self._sort_code.set_value(account.sort_code or None)
        self._digits.set_value(account.last_digits)
        self._day.set_value(account.opening_on)
        self._balance.set_value(account.opening_balance)
        for part in account.opening_parts:
            if part.funder_id in self._parts:
                self._parts[part.funder_id].set_value(part.amount)

    def _shared(self) -> OpeningShared:
        typed = [FunderAmount(funder_id, field.value() or ZERO) for funder_id, field in self._parts.items()]
        return share_opening(self._balance.value() or ZERO, typed, self._own_id)

    def _say_left(self) -> None:
        shared, typed = self._shared(), self._balance.value() is not None
        words = ""
        if typed and shared.beyond:
            words = guidance("money", "opening_beyond", left=str(abs(shared.beyond)))
        elif typed and shared.own:
            words = guidance("money", "opening_own", left=str(shared.own))
        elif typed:
            words = guidance("money", "opening_even")
        self._left.say(words)

    def _save(self) -> None:
        if not self.is_understood():
            return
        day, balance = self._day.value(), self._balance.value()
        if day is None or balance is None:
            missing = [("opening_on", "account_needs_a_day")] if day is None else []
            missing += [("opening_balance", "account_needs_a_balance")] if balance is None else []
            self.desk.report(Rejected(tuple(Problem(*each) for each in missing)), self.fields)
            return
        new = self._new(day, balance)
        if self._account_id is None:
            self.finish(add_account(self.books, new))
        else:
            self.finish(change_account(self.books, self._account_id, new))

    def _new(self, day: date, balance: Money) -> NewAccount:
        return NewAccount(
            self._name.value() or "", day, balance, self._shared().parts, self._kind.value() or "",
            self._provider.value() or "", self._sort_code.value() or "", self._digits.value() or "",
        )  # fmt: skip

    def _close(self) -> None:
        assert self._account_id is not None
        day = self._closing.value() or self.desk.today()
        if self.desk.understood({"day": self._closing}):
            self.finish_closing(day)

    def finish_closing(self, day: date) -> None:
        """Close it, and say beside the box why not where it cannot be."""
        assert self._account_id is not None
        if self.desk.report(close_account(self.books, self._account_id, day), {"day": self._closing}):
            self.go_back()
