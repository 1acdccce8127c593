"""What was due to HMRC, period by period: due, paid, left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, span
from carerdesk.domain.money import ZERO
from carerdesk.domain.working import Line, Working
from carerdesk.services.filing.returns import returns_due
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_due
from carerdesk.services.pay.papers import hmrc_pdf, period_title
from carerdesk.ui.models.table import Column, State, Two
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, EmptyPage, ListCard
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.text import Label, Rule


def state_of(period: HmrcDue, today: date) -> State:
    """Paid, due, late, or nothing to pay."""
    if period.amount <= ZERO and period.paid == ZERO:
        return State("Nothing to pay", "check")
    if period.left <= ZERO:
        return (
            State("Paid", "check") if period.left == ZERO else State("Paid too much", "triangle-alert", wants_look=True)
        )
    if period.due < today:
        return State("Late", "triangle-alert", wants_look=True)
    return State("Partly paid" if period.paid else "To pay", "clock")


class HmrcView(QWidget):
    """A register of periods; the chosen one is told beside it with its sum and its papers."""

    def __init__(self, desk: Desk, period_id: int | None, filing: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self._filing = desk, filing
        self.periods = hmrc_due(desk.books)
        self._beside = Card(gap="s")
        self.side = Down(self._beside, None, gap="m")
        if not self.periods:
            self.setLayout(Down(self._empty()))
            return
        self._table = self._register()
        main = Down(self._ways(), gap="m")
        main.addWidget(self._table, 1)
        self.setLayout(Down(TwoColumns(main, self.side), gap=0))
        wanted = period_id if period_id is not None else self.periods[0].id
        self._table.chosen.connect(self._tell)
        self._table.choose(lambda period: period.id == wanted)

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            "landmark",
            self.tr("Nothing was due yet"),
            self.tr("What HMRC is to get for each tax month stands here once a payday is finished."),
        )

    def _ways(self) -> ListCard:
        """What there is beside the payments: returns, and the record of a year."""
        returns, record = self.tr("Returns to HMRC"), self.tr("Employer payment record")
        return ListCard(
            DueRow("table-2", returns, self._next(), "", act=lambda: self._filing("all")),
            DueRow("landmark", record, self.tr("Form P32, line by line, and what was paid"), "",
                   act=lambda: self._filing("record")),
            title=self.tr("Filing"),
        )  # fmt: skip

    def _next(self) -> str:
        """The first return that is to be sent, in a sentence."""
        open_ones = [each for each in returns_due(self.desk.books) if each.sent_on is None]
        if not open_ones:
            return self.tr("Nothing is to be sent now")
        first = min(open_ones, key=lambda each: (each.act_by, each.key))
        words = self.tr("Next: {what}, {days}, by {day}")
        return words.format(what=first.title, days=first.days, day=long_date(first.act_by))

    def _register(self) -> Register[HmrcDue]:
        today = self.desk.today()
        columns = [
            Column[HmrcDue](self.tr("Period"), _period, 0, sort_by=lambda period: period.first),
            Column[HmrcDue](self.tr("Pay by"), lambda period: period.due, 90),
            Column[HmrcDue](self.tr("Due £"), lambda period: period.amount, 100, right=True),
            Column[HmrcDue](self.tr("Paid £"), lambda period: period.paid, 100, right=True, drop_below=60),
            Column[HmrcDue](self.tr("State"), lambda period: state_of(period, today), 150),
        ]
        table = Register(self.tr("Due to HMRC"), columns, find="")
        table.set_rows(self.periods)
        return table

    def _tell(self, period: HmrcDue | None) -> None:
        if period is None:
            return
        card = self._beside
        card.clear()
        card.add(Label(period_title(period), "title", wrap=True))
        card.add(Label(span(period.first, period.last), "small", "ink2", wrap=True))
        for line in working_of(period).lines:
            card.add(*([Rule()] if line.strong else []), _row(line))
        card.add(Label(self._by(period), wrap=True), Label(guidance("pay", "hmrc_paid"), "small", "ink2", wrap=True))
        card.add(Flow(Button(self.tr("Save the figures for HMRC"), act=lambda: self._save(period))))

    def _by(self, period: HmrcDue) -> str:
        if period.left <= ZERO:
            return self.tr("Nothing is left to pay.")
        words = self.tr("Pay {left} by {day}.").format(left=period.left, day=full_date(period.due))
        if period.clear_by is not None and period.clear_by != period.due:
            early = self.tr("{words} That is no working day: have it there by {day}, or use a Faster Payment.")
            return early.format(words=words, day=full_date(period.clear_by))
        return words

    def _save(self, period: HmrcDue) -> None:
        books = self.desk.books
        name = self.tr("Figures for HMRC to {day}.pdf").format(day=period.last.isoformat())
        save(self.desk, self, Paper(self.tr("Save the figures for HMRC"), name, lambda: hmrc_pdf(books, period.id)))


def _period(period: HmrcDue) -> Two:
    return Two(period_title(period), f"to {long_date(period.last)}")


def _row(line: Line) -> Across:
    role = "strong" if line.strong else "body"
    row = Across()
    row.addWidget(Label(line.text, role, wrap=True), 1)
    row.add(Label(line.figure, role, right=True))
    return row


def working_of(period: HmrcDue) -> Working:
    """The sum of a period, in its own words."""
    lines = [
        Line("Income tax", str(period.tax)),
        Line("National Insurance your PAs pay", str(period.employee_ni)),
        Line("National Insurance you pay as employer", str(period.employer_ni)),
        *([Line("Student and postgraduate loans", str(period.loans))] if period.loans else []),
        Line("Covered by the Employment Allowance", str(-period.allowance)),
        *([Line("Family leave pay got back", str(-period.recovered))] if period.recovered else []),
        *([Line("Owed from before", str(period.brought_in))] if period.brought_in else []),
        Line("Due", str(period.amount), strong=True),
        Line("Paid", str(-period.paid)),
        Line("Left to pay", str(period.left), strong=True),
    ]
    return Working(period_title(period), tuple(lines))
