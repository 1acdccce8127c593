"""OFX 1 (SGML) and 2 (XML), read by a small forgiving reader of tags.

Banks leave out end tags, headers, blocks and line ends, and write bare ampersands; a strict reader gives up on files
that people can plainly read, so this one only looks for tags and the text after them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import CellFault, account_hint, read_amount, tidy
from carerdesk.importers.checks import make_statement
from carerdesk.importers.days import DateReader
from carerdesk.importers.values import AccountHint, CannotRead, LeftOut, Refused, Statement, StatementLine

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]*)(?:\s[^<>]*)?(/?)>([^<]*)")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_COMMA_PENCE = re.compile(r"[+\-]?\d+,\d{1,2}$")
_KEPT = (("Type", "TRNTYPE"), ("Reference", "REFNUM"), ("Cheque", "CHECKNUM"))


@dataclass(slots=True)
class _Account:
    """One account's list while it is being read."""

    card: bool = False
    currency: str = "GBP"
    hint: AccountHint | None = None


@dataclass(slots=True)
class _Payment:
    """The tags of one payment, as the file has them."""

    line_number: int
    account: _Account
    pending: bool
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(f"{name} {value}" for name, value in self.tags.items())


def looks_like_ofx(text: str) -> bool:
    """Whether the opening of a text is that of an OFX file, with or without its header."""
    head = text[:4000].upper()
    return "OFXHEADER" in head or "<OFX>" in head or "<STMTTRN>" in head or "<BANKTRANLIST>" in head


def read_ofx(text: str, *, today: date | None = None) -> Statement | CannotRead:
    """Every account in the file, in file order, with the closing balance where there is one account."""
    reader = _Reader()
    for closing, name, value, line_number in _tags(text):
        reader.take(closing, name, value, line_number)
    reader.end_payment()
    return reader.statement(today)


def _tags(text: str) -> Iterator[tuple[bool, str, str, int]]:
    text = _CDATA.sub(lambda found: html.escape(found[1]), text)
    line_number, last = 1, 0
    for found in _TAG.finditer(text):
        line_number += text.count("\n", last, found.start())
        last = found.start()
        yield bool(found[1]), found[2].upper(), html.unescape(found[4]).strip(), line_number


class _Reader:
    """Follows the tags and collects payments, accounts and closing balances."""

    def __init__(self) -> None:
        self.accounts = [_Account()]
        self.payments: list[_Payment] = []
        self.closing: list[str] = []
        self._payment: _Payment | None = None
        self._inside = ""
        self._bank = ""

    def take(self, closing: bool, name: str, value: str, line_number: int) -> None:
        if name in {"STMTTRN", "STMTTRNP"}:
            self.end_payment()
            if not closing:
                self._payment = _Payment(line_number, self.accounts[-1], name == "STMTTRNP")
        elif name in {"LEDGERBAL", "AVAILBAL", "BANKACCTFROM", "CCACCTFROM"}:
            self.end_payment()
            self._inside = "" if closing else name
            self.accounts[-1].card |= name == "CCACCTFROM"
        elif name in {"STMTRS", "CCSTMTRS"} and not closing:
            self.accounts.append(_Account(card=name == "CCSTMTRS"))
        elif not closing:
            self._value(name, value)

    def end_payment(self) -> None:
        if self._payment:
            self.payments.append(self._payment)
        self._payment = None

    def _value(self, name: str, value: str) -> None:
        if name == "CURDEF":
            self.accounts[-1].currency = value.upper() or "GBP"
        elif self._inside in {"BANKACCTFROM", "CCACCTFROM"} and not self._payment:
            self._account_tag(name, value)
        elif self._inside == "LEDGERBAL" and name == "BALAMT":
            self.closing.append(value)
        elif self._payment and value:
            self._payment.tags.setdefault(name, value)

    def _account_tag(self, name: str, value: str) -> None:
        if name == "BANKID":
            self._bank = value
        elif name == "ACCTID":
            whole = _digits(value) == len("30000012345678")
            bank = "" if whole or _digits(self._bank) != len("300000") else self._bank
            self.accounts[-1].hint = account_hint(bank, value)
            self._bank = ""

    def statement(self, today: date | None) -> Statement | CannotRead:
        lines: list[StatementLine] = []
        left_out: list[LeftOut] = []
        refused: list[Refused] = []
        turned = {id(account) for account in self.accounts if self._spending_is_plus(account)}
        days = DateReader("together")
        for payment in self.payments:
            if payment.pending:
                left_out.append(LeftOut(payment.line_number, "pending", payment.text))
                continue
            try:
                lines.append(_line(payment, days, turned=id(payment.account) in turned))
            except CellFault as fault:
                refused.append(Refused(payment.line_number, fault.code, payment.text))
        if refused and not lines and all(each.reason_code == "not_pounds" for each in refused):
            return CannotRead(Problem("", "file_not_in_pounds", {"currency": self.payments[0].account.currency}))
        hints = [account.hint for account in self.accounts if account.hint]
        closing = self._closing() if len(set(hints)) <= 1 else None
        return make_statement(
            "OFX", lines, left_out, refused, closing_balance=closing, accounts=list(dict.fromkeys(hints)), today=today
        )

    def _closing(self) -> Money | None:
        try:
            amount = _amount(self.closing[-1]) if self.closing else None
        except CellFault:
            return None
        return Money(amount) if amount is not None else None

    def _spending_is_plus(self, account: _Account) -> bool:
        """A card file may print spending as plus; its own payment types then say DEBIT beside a plus."""
        spent = [p for p in self.payments if p.account is account and p.tags.get("TRNTYPE", "").upper() == "DEBIT"]
        plus = [p for p in spent if not p.tags.get("TRNAMT", "-").lstrip().startswith("-")]
        return account.card and len(plus) * 2 > len(spent)


def _digits(text: str) -> int:
    return sum(mark.isdecimal() for mark in text)


def _amount(text: str) -> int | None:
    amount = read_amount(text.strip(), decimal_comma=bool(_COMMA_PENCE.match(text.strip())))
    return None if amount is None else amount.pence


def _line(payment: _Payment, days: DateReader, *, turned: bool) -> StatementLine:
    tags = payment.tags
    if payment.account.currency != "GBP":
        raise CellFault("not_pounds")
    day = days.read(tags.get("DTPOSTED", "")[:8])
    if day is None:
        raise CellFault("date_not_read")
    pence = _amount(tags.get("TRNAMT", ""))
    if pence is None:
        raise CellFault("amount_missing")
    name, memo = tidy(tags.get("NAME", "")), tidy(tags.get("MEMO", ""))
    kept = [("Memo", memo)] if name and memo else []
    kept += [(title, tidy(tags[tag])) for title, tag in _KEPT if tags.get(tag)]
    return StatementLine(
        payment.line_number,
        day,
        Money(-pence if turned else pence),
        name or memo or tidy(tags.get("TRNTYPE", "")),
        tuple(kept),
        None,
        tags.get("FITID"),
        payment.account.hint,
    )
