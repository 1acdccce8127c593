"""A payday that is finished: its papers, what happens next and when, and putting it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.payroll.hmrc import tax_quarter_bounds
from carerdesk.services.filing.returns import payday_key
from carerdesk.services.pay.leaving import print_payslips, say_filed
from carerdesk.services.pay.next_steps import HmrcAhead, filing_route, hmrc_ahead
from carerdesk.services.pay.papers import hmrc_pdf, payment_list_pdf, payslips_pdf
from carerdesk.services.pay.read import Column, PaydayView
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.working_days import when_to_send_wages
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule

_WAYS = {
    "printed": "saved or printed",
    "filed": "sent to HMRC",
    "paid": "paid from the bank",
    "packed": "sent in a pack",
}


class DoneView(QWidget):
    """What to do now, in order. `go` is called with the name of a view and what it shows."""

    def __init__(self, desk: Desk, view: PaydayView, go: Callable[..., object]) -> None:
        super().__init__()
        self.desk, self.view, self._go = desk, view, go
        self._hmrc = hmrc_ahead(desk.books, view)
        main = Down(self._payslips(), self._payments(), self._to_hmrc(), None, gap="m")
        self.side = Down(self._dates(), self._wrong(), None, gap="m")
        self.setLayout(Down(TwoColumns(main, self.side), gap=0))

    # --- papers -------------------------------------------------------------------------------------------------------

    def _payslips(self) -> Card:
        out = all(column.way_out for column in self.view.columns)
        card = Card(self._title(1, self.tr("Give out the payslips")), side=self._mark(out), gap="s")
        card.add(Label(guidance("pay", "payslips_out" if out else "payslips_freeze"), wrap=True))
        count = len(self.view.columns)
        words = self.tr("Save the payslips") if count > 1 else self.tr("Save the payslip")
        kind = "plain" if out else "primary"
        buttons = [Button(words, kind, icon="receipt-pound-sterling", act=partial(self._save_payslips, None))]
        if count > 1:
            buttons += [self._one_payslip(column) for column in self.view.columns]
        card.add(Flow(*buttons))
        return card

    def _one_payslip(self, column: Column) -> Button:
        words = self.tr("Only {who}’s").format(who=column.first_name)
        name = self.tr("Save only {who}’s payslip").format(who=column.name)
        return Button(words, "small", name=name, act=partial(self._save_payslips, column))

    def _save_payslips(self, column: Column | None) -> None:
        books, payday = self.desk.books, self.view.payday
        worker_id = column.worker_id if column else None
        whose = column.name if column else self.tr("Payslips")
        name = f"{whose} {payday.isoformat()}.pdf"

        def saved(path: Path) -> None:
            if self.desk.report(print_payslips(books, payday, worker_id)):
                self.desk.say(self.tr("Saved as {name}. These payslips stand now.").format(name=path.name))

        question = self.tr("Save the payslips")
        save(self.desk, self, Paper(question, name, lambda: payslips_pdf(books, payday, worker_id), saved))

    def _payments(self) -> Card:
        title = self._by(self.tr("Pay your PAs"), done=self._all_paid())
        card = Card(self._title(2, title), side=self._mark(self._all_paid()), gap="s")
        for column in self.view.columns:
            amount = Label(str(column.figures["net"]), "strong", right=True)
            row = Across()
            row.addWidget(Label(column.name, wrap=True), 1)
            row.add(amount)
            card.add(row)
        if len(self.view.columns) > 1:
            total = Across()
            total.addWidget(Label(self.tr("Together"), "strong"), 1)
            total.add(Label(str(self.view.total_of("net")), "strong", right=True))
            card.add(Rule(), total)
        if not self._is_past and (shut := when_to_send_wages(self.desk.books, self.view.payday)):
            card.add(Label(shut, "small", "attention", wrap=True))
        if self._is_past and not self._all_paid():
            card.add(Label(guidance("pay", "wages_are_late"), "small", "attention", wrap=True))
        card.add(Label(guidance("pay", "pay_from_bank"), "small", "ink2", wrap=True))
        card.add(Flow(Button(self.tr("Save the payment list"), act=self._save_payment_list)))
        return card

    def _all_paid(self) -> bool:
        return all(column.way_out == "paid" for column in self.view.columns)

    def _save_payment_list(self) -> None:
        books, payday = self.desk.books, self.view.payday
        name = self.tr("Payment list {day}.pdf").format(day=payday.isoformat())
        save(self.desk, self, Paper(self.tr("Save the payment list"), name, lambda: payment_list_pdf(books, payday)))

    def _to_hmrc(self) -> Card:
        route = filing_route(self.desk.books)
        if route == "paper":
            return self._on_paper()
        bureau = route == "bureau"
        words = self.tr("Send the figures to your payroll bureau") if bureau else self.tr("Send the figures to HMRC")
        filed = self.view.filed_on
        title = self._title(3, self._by(words, done=filed is not None))
        card = Card(title, side=self._mark(filed is not None), gap="s")
        if filed is not None:
            card.add(Label(self.tr("Sent on {day}.").format(day=long_date(filed)), "body"))
        elif self._is_past:
            card.add(
                Label(
                    guidance("pay", "bureau_is_late" if bureau else "filing_is_late"), "small", "attention", wrap=True
                )
            )
        card.add(Label(guidance("pay", f"file_{route or 'not_said'}"), "small", "ink2", wrap=True))
        buttons = [Button(self.tr("Save the figures for HMRC"), act=self._save_figures)]
        if filed is None:
            buttons.append(Button(self.tr("I have sent the figures"), act=self._filed))
        if not bureau:
            place = payday_key(self.view.payday).text
            buttons.append(Button(self.tr("See what to send"), "small", act=lambda: self._go("filing", place)))
        card.add(Flow(*buttons))
        return card

    def _on_paper(self) -> Card:
        """On paper nothing goes for a payday: its figures go on the quarter's forms."""
        filed = self.view.filed_on
        ends = tax_quarter_bounds(self.view.payday)[1]
        title = self._title(3, self.tr("Keep the figures for the quarter to {day}").format(day=long_date(ends)))
        card = Card(title, side=self._mark(filed is not None), gap="s")
        if filed is not None:
            card.add(Label(self.tr("Sent on {day}.").format(day=long_date(filed)), "body"))
        card.add(Label(guidance("pay", "file_paper"), "small", "ink2", wrap=True))
        save_them = Button(self.tr("Save the figures for HMRC"), act=self._save_figures)
        see = Button(self.tr("See the returns"), "small", act=lambda: self._go("filing", "all"))
        card.add(Flow(save_them, see))
        return card

    def _save_figures(self) -> None:
        books, period = self.desk.books, self._hmrc.period_id
        assert period is not None
        name = self.tr("Figures for HMRC to {day}.pdf").format(day=self._hmrc.due.isoformat())
        save(self.desk, self, Paper(self.tr("Save the figures for HMRC"), name, lambda: hmrc_pdf(books, period)))

    def _filed(self) -> None:
        self.desk.report(say_filed(self.desk.books, self.view.payday))

    @property
    def _is_past(self) -> bool:
        return self.view.payday < self.desk.today()

    def _by(self, what: str, *, done: bool) -> str:
        """Pay your PAs by Friday 27 November; once that is past and nobody said it is done, what the day was."""
        late = self._is_past and not done
        words = self.tr("{what}: the day was {day}") if late else self.tr("{what} by {day}")
        return words.format(what=what, day=day_and_month(self.view.payday))

    @staticmethod
    def _title(number: int, words: str) -> str:
        return f"{number}  {words}"

    def _mark(self, done: bool) -> QWidget | None:
        if not done:
            return None
        holder = QWidget()
        holder.setLayout(Across(Icon("circle-check", "good"), Label(self.tr("Done"), "smallstrong", "good"), gap="xs"))
        return holder

    # --- beside it ----------------------------------------------------------------------------------------------------

    def _dates(self) -> Card:
        on_paper = filing_route(self.desk.books) == "paper"
        payday, sent = self.view.payday, self.view.filed_on is not None
        days = [
            (self._day(payday, done=self._all_paid()), self.tr("Payslips given out, wages paid")),
            *([] if on_paper else [(self._day(payday, done=sent), self.tr("Figures sent to HMRC"))]),
            *self._hmrc_day(self._hmrc),
        ]
        card = Card(self.tr("What happens next"), gap="s")
        for day, words in days:
            card.add(Down(Label(day, "strong", wrap=True), Label(words, "small", "ink2", wrap=True), gap=0))
        card.add(Flow(Button(self.tr("See all that is due to HMRC"), "link", act=lambda: self._go("hmrc", None))))
        return card

    def _hmrc_day(self, ahead: HmrcAhead) -> list[tuple[str, str]]:
        if ahead.amount <= ZERO:
            return []
        words = self.tr("Pay HMRC {amount}").format(amount=ahead.amount)
        if ahead.clear_by is not None and ahead.clear_by != ahead.due and ahead.due >= self.desk.today():
            early = self.tr("{words}. That day is no working day: have it there by {day}, or use a Faster Payment.")
            words = early.format(words=words, day=day_and_month(ahead.clear_by))
        return [(self._day(ahead.due), words)]

    def _day(self, day: date, *, done: bool = False) -> str:
        """A day to come; one that is past, where nobody said that it is done, says so."""
        words = self.tr("{day}: past") if day < self.desk.today() and not done else "{day}"
        return words.format(day=day_and_month(day))

    def _wrong(self) -> Card:
        card = Card(self.tr("If something is wrong"), gap="s")
        see = Button(self.tr("See the pay sheet"), "link", act=lambda: self._go("sheet", self.view.payday))
        card.add(Down(*(self._put_right(column) for column in self.view.columns), gap="xs"))
        if not self.view.left:
            card.add(Label(guidance("pay", "can_be_undone"), "small", wrap=True))
            card.add(Flow(Button(self.tr("Undo this payday"), icon="undo-2", act=self._take_back)))
        else:
            ways = sorted({_WAYS[column.way_out] for column in self.view.columns if column.way_out})
            words = guidance("pay", "can_be_put_right", how=" and ".join(ways))
            card.add(Label(words, "small", wrap=True))
        card.add(Flow(see))
        return card

    def _put_right(self, column: Column) -> Flow:
        words = self.tr("Put something right for {who}").format(who=column.first_name)
        return Flow(Button(words, act=lambda: self._go("put_right", column.payslip_id)))

    def _take_back(self) -> None:
        self.desk.report(take_back(self.desk.books, self.view.payday))
