"""What putting pay right comes to, for whom and when, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.books.drafts import drop_draft
from carerdesk.services.pay.difference import AfterTax, Difference
from carerdesk.services.pay.put_right import put_right
from carerdesk.services.pay.wrong import Wrong, WrongWorker
from carerdesk.ui.half_typed import PAGE
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule, funder_chip

MOST_LINES = 8


class SeeDifference(QWidget):
    """The difference before tax and after it; `keep` puts it right. `key` names the form it was typed on."""

    def __init__(self, desk: Desk, wrong: Wrong, found: Difference, key: str, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._wrong, self._key, self._after = desk, wrong, key, after
        self._found = found
        cards = [] if found.after_tax is None else [self._after_tax(found.after_tax)]
        if found.lines or found.after_tax is None:
            cards.append(self._before_tax())
        self.setLayout(Down(*self._words(), *cards, gap="m"))

    def _before_tax(self) -> Card:
        card = Card(self.tr("The difference, before tax"), gap="s")
        for line in self._found.lines[:MOST_LINES]:
            card.add(_line(line.title, line.amount, "body"))
            card.add(_chips(line.funders))
        if more := self._found.lines[MOST_LINES:]:
            words = self.tr("{count} more like these").format(count=len(more))
            card.add(_line(words, total(line.amount for line in more), "body"))
        if not self._found.lines:
            card.add(Label(self.tr("Pay before tax stays the same."), wrap=True))
        card.add(Rule(), _line(self.tr("Together"), self._found.amount, "strong"))
        return card

    def _after_tax(self, found: AfterTax) -> Card:
        card = Card(self.tr("The difference, after tax"), gap="s")
        for name, amount in found.take_home:
            words = self.tr("{who} gets more") if amount >= ZERO else self.tr("{who} gets less")
            card.add(_line(words.format(who=name), abs(amount), "body"))
        if found.hmrc:
            words = self.tr("HMRC gets more") if found.hmrc > ZERO else self.tr("HMRC gets less")
            card.add(_line(words, abs(found.hmrc), "body"))
        if found.pension:
            words = self.tr("The pension gets more") if found.pension > ZERO else self.tr("The pension gets less")
            card.add(_line(words, abs(found.pension), "body"))
        if not (found.take_home or found.hmrc or found.pension):
            card.add(Label(self.tr("Take-home pay and tax stay the same."), wrap=True))
        card.add(Rule())
        for name, tone, amount in found.funders:
            words = self.tr("It costs more") if amount > ZERO else self.tr("It costs less")
            row = Across(funder_chip(tone, name))
            row.addWidget(Label(words, wrap=True), 1)
            row.add(Label(str(abs(amount)), "strong", right=True))
            card.add(row)
        if not found.funders:
            card.add(Label(self.tr("It costs no funder more or less."), wrap=True))
        return card

    def _words(self) -> list[QWidget]:
        found = self._found
        rows = [_said("calendar-days", "ink2", self._when())]
        rows += [_said("circle-alert", "attention", words) for words in found.why_not]
        rows += [_said("circle-alert", "attention", words) for words in found.notices]
        return rows

    def _when(self) -> str:
        found = self._found
        if found.again:
            days = " and ".join(full_date(day) for day in found.again)
            return guidance("pay", "put_right_now", days=days)
        if found.next_payday is None:
            return self.tr("It waits for the next payday.")
        day = full_date(found.next_payday)
        if not found.lines:
            return self.tr("It is in the tax of the next payday, {day}.").format(day=day)
        if isinstance(self._wrong, WrongWorker):
            return self.tr("It is settled on {day}, and with the other PA’s next pay.").format(day=day)
        if found.amount.pence < 0:
            return self.tr("It is taken back on the next payday, {day}, with its tax.").format(day=day)
        return self.tr("It is paid on the next payday, {day}, with its tax.").format(day=day)

    def keep(self) -> None:
        """Keep it, and go on."""
        if self.desk.report(put_right(self.desk.books, self._wrong)):
            drop_draft(self.desk.books, PAGE, self._key)
            self._after()


def _chips(funders: Iterable[tuple[str, str, Money]]) -> Flow:
    return Flow(*(funder_chip(tone, name, str(amount)) for name, tone, amount in funders))


def _line(words: str, amount: object, role: str) -> Across:
    row = Across()
    row.addWidget(Label(words, role, wrap=True), 1)
    row.add(Label(str(amount), role, right=True))
    return row


def _said(icon: str, tone: str, words: str) -> QWidget:
    row = Across(Icon(icon, tone))
    row.addWidget(Label(words, wrap=True), 1)
    holder = QWidget()
    holder.setLayout(row)
    return holder
