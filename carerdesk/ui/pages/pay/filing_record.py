"""The employer payment record: lines 1 to 23 of form P32 for each tax month or quarter of a year."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, short_date, span
from carerdesk.domain.rti.dates import PAYING_SOURCE
from carerdesk.domain.rti.p32 import LEVY, QUARTERLY_SOURCE, P32Line
from carerdesk.domain.working import Source
from carerdesk.services.filing.papers import STATES, payment_record_csv, payment_record_pdf, record_words
from carerdesk.services.filing.record import RecordedPeriod, YearRecord, period_name, record_years, year_record
from carerdesk.ui.models.table import Column, State, Two
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, Segments
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.text import Label, Rule

_ICONS = {
    "paid": "check", "nothing": "check", "late": "triangle-alert", "part": "clock", "open": "clock",
    "over": "triangle-alert",
}  # fmt: skip


class RecordView(QWidget):
    """A register of the year's periods; the chosen one is told line by line beside it. `go` shows another year."""

    def __init__(self, desk: Desk, year: str, go: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.year = desk, year
        self.record = year_record(desk.books, year)
        self._beside = Card(gap="s")
        self.side = Down(self._beside, self._about(self.record), None, gap="m")
        self._table = self._register()
        main = Down(self._years(go), self._papers(), gap="m")
        main.addWidget(self._table, 1)
        self.setLayout(Down(TwoColumns(main, self.side), gap=0))
        self._table.chosen.connect(self._tell)
        self._table.choose(lambda period: period is self.record.periods[-1])

    def _years(self, go: Callable[[str], object]) -> Segments:
        years = record_years(self.desk.books)
        segments = Segments({year: self.tr("Tax year {year}").format(year=year) for year in years}, go)
        segments.choose(self.year)
        return segments

    def _register(self) -> Register[RecordedPeriod]:
        columns = [
            Column[RecordedPeriod](self.tr("Period"), _period, 0, sort_by=lambda each: each.due.first),
            Column[RecordedPeriod](self.tr("Tax £ (3)"), lambda each: each.sums.net_tax, 96, right=True, drop_below=60),
            Column[RecordedPeriod](self.tr("NI £ (21)"), lambda each: each.sums.net_ni, 96, right=True, drop_below=60),
            Column[RecordedPeriod](self.tr("Due £ (23)"), lambda each: each.sums.due, 100, right=True),
            Column[RecordedPeriod](self.tr("Paid £"), lambda each: each.due.paid, 96, right=True, drop_below=50),
            Column[RecordedPeriod](self.tr("State"), _state, 140),
        ]
        table = Register(self.tr("Employer payment record"), columns, find="")
        table.set_rows(tuple(reversed(self.record.periods)))
        return table

    def _tell(self, period: RecordedPeriod | None) -> None:
        if period is None:
            return
        card, due = self._beside, period.due
        card.clear()
        card.add(Label(period_name(due.first, due.last), "title", wrap=True))
        card.add(Label(span(due.first, due.last), "small", "ink2", wrap=True))
        for line in period.sums.lines:
            if line.number != LEVY:
                card.add(*([Rule()] if line.strong else []), _row(line))
        card.add(*self._paying(period))

    def _paying(self, period: RecordedPeriod) -> list[QWidget]:
        due, dates = period.due, period.dates
        words = [
            guidance("filing", "pay_dates", post=long_date(dates.pay_by_post),
                     electronic=long_date(dates.pay_electronically)),
        ]  # fmt: skip
        if dates.clear_by is not None and dates.clear_by != dates.pay_electronically:
            words.append(guidance("filing", "pay_clear", day=long_date(dates.clear_by)))
        if due.brought_in:
            words.append(self.tr("{sum} was owed from before.").format(sum=due.brought_in))
        if period.paid_on:
            days = ", ".join(long_date(day) for day in period.paid_on)
            words.append(self.tr("{sum} was paid on {days}.").format(sum=due.paid, days=days))
        words.append(self.tr("Left to pay: {left}").format(left=due.left))
        return [Rule(), *(Label(each, "small", "ink2", wrap=True) for each in words[:-1]), Label(words[-1], "strong")]

    def _about(self, record: YearRecord) -> Card:
        card = Card(self.tr("Allowance and how often to pay"), gap="s")
        card.add(*(Label(words, "small", wrap=True) for words in record_words(record)))
        card.add(Label(guidance("filing", "record_recovery"), "small", "ink2", wrap=True))
        card.add(Label(_sources((PAYING_SOURCE, QUARTERLY_SOURCE)), "small", "ink2", wrap=True))
        return card

    def _papers(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(
            Flow(
                Button(self.tr("Save the payment record"), act=self._save_pdf),
                Button(self.tr("Save as a table (CSV)"), "small", act=self._save_csv),
            )
        )
        return holder

    def _save_pdf(self) -> None:
        books, year = self.desk.books, self.year
        name = self.tr("Employer payment record {year}.pdf").format(year=year)
        save(self.desk, self, Paper(self.tr("Save the payment record"), name, lambda: payment_record_pdf(books, year)))

    def _save_csv(self) -> None:
        books, year = self.desk.books, self.year
        name = self.tr("Employer payment record {year}.csv").format(year=year)
        save(self.desk, self, Paper(self.tr("Save as a table (CSV)"), name, lambda: payment_record_csv(books, year)))


def _period(each: RecordedPeriod) -> Two:
    return Two(period_name(each.due.first, each.due.last), f"to {short_date(each.due.last)}")


def _state(each: RecordedPeriod) -> State:
    return State(STATES[each.state], _ICONS[each.state], wants_look=each.state in {"late", "over"})


def _row(line: P32Line) -> Across:
    role = "strong" if line.strong else "small"
    row = Across()
    row.addWidget(Label(f"{line.number}  {line.text}", role, wrap=True), 1)
    row.add(Label(str(line.amount), role, right=True))
    return row


def _sources(sources: tuple[Source, ...]) -> str:
    return "; ".join(dict.fromkeys(source.title for source in sources))
