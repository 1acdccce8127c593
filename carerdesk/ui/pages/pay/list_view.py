"""The room's first view: paydays to come, and those that are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import full_date, long_date
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_due
from carerdesk.services.pay.papers import period_title
from carerdesk.services.pay.paydays import PaydayRow, payday_list
from carerdesk.services.pay.put_right import Waiting, waiting
from carerdesk.services.people.read import list_workers
from carerdesk.services.rates.bringing_in import known_to
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, EmptyPage, ListCard
from carerdesk.ui.widgets.text import Label

AT_A_TIME = 12
_SOON = 21


def names_in_words(names: tuple[str, ...]) -> str:
    """Asha, Kasia and Tom."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def away(day: date, today: date) -> str:
    """In 7 days; today; 3 days ago."""
    days = (day - today).days
    if days in (0, 1):
        return "today" if days == 0 else "tomorrow"
    if days < 0:
        return "yesterday" if days == -1 else f"{-days} days ago"
    return f"in {days} days" if days <= _SOON else ""


class PaydayList(QWidget):
    """Paydays as rows. `go` is called with the name of a view and the payday or number it shows."""

    def __init__(self, desk: Desk, go: Callable[..., object], most: int, more: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._go = desk, go
        rows = payday_list(desk.books, most=most + 1)
        column = Down(gap="l")
        self.setLayout(column)
        coming = sorted((row for row in rows if not row.agreed), key=lambda row: row.payday)
        done = [row for row in rows if row.agreed]
        if coming:
            column.add(Label(self.tr("To do"), "title"), self._card(coming, self.tr("Paydays to do")))
        periods = hmrc_due(desk.books)
        if periods:
            column.add(Label(self.tr("HMRC"), "title"), self._hmrc(periods))
        if found := waiting(desk.books):
            column.add(self._waiting(found))
        if done:
            column.add(Label(self.tr("Done"), "title"), self._card(done[:most], self.tr("Paydays done")))
        if len(rows) > most:
            column.add(Across(Button(self.tr("Show more paydays"), "small", act=more), None))
        if not rows:
            column.add(self._empty())
        column.add(self._more())

    def _card(self, rows: list[PaydayRow], title: str) -> ListCard:
        return ListCard(*(self._row(row) for row in rows), title=title)

    def _row(self, row: PaydayRow) -> DueRow:
        today = self.desk.today()
        title = self.tr("Pay {names}").format(names=names_in_words(row.names))
        when, far = full_date(row.payday), away(row.payday, today)
        if row.agreed:
            second = self.tr("{net} take-home pay").format(net=row.net)
            return DueRow("circle-check", title, second, when, done=True, act=lambda: self._go("payday", row.payday))
        flag = self.tr("Late") if row.late else ""
        second = self.tr("Check hours, check pay, finish")
        return DueRow("banknote", title, second, when, away=far, flag=flag, act=lambda: self._go("payday", row.payday))

    def _hmrc(self, periods: tuple[HmrcDue, ...]) -> ListCard:
        today = self.desk.today()
        unpaid = [period for period in reversed(periods) if period.left.pence > 0]
        rows = [self._hmrc_row(period, today) for period in unpaid[:3]]
        every = DueRow(
            "landmark",
            self.tr("All that was due to HMRC"),
            self.tr("Each tax month or quarter: due, paid and left"),
            "",
            done=not unpaid,
            act=lambda: self._go("hmrc", None),
        )
        return ListCard(*rows, every, title=self.tr("Due to HMRC"))

    def _hmrc_row(self, period: HmrcDue, today: date) -> DueRow:
        title = self.tr("Pay HMRC {left}").format(left=period.left)
        words = self.tr("{period}, to {last}")
        second = words.format(period=period_title(period), last=long_date(period.last))
        flag = self.tr("Late") if period.due < today else ""
        far = away(period.due, today)
        return DueRow(
            "landmark", title, second, full_date(period.due), away=far, flag=flag,
            act=lambda: self._go("hmrc", period.id),
        )  # fmt: skip

    def _more(self) -> ListCard:
        """What is done now and then: trying things out, and the rates of a new year."""
        known = self.tr("Known to {day}; bring in a new year’s here").format(day=long_date(known_to(self.desk.books)))
        tried = self.tr("Other hours, another rate or tax code, or a wanted take-home pay")
        return ListCard(
            DueRow("scale", self.tr("What if …"), tried, "", act=lambda: self._go("what_if", None)),
            DueRow(
                "calendar-days",
                self.tr("Year end"),
                self.tr("P60s, codes, summary"),
                "",
                act=lambda: self._go("year", ""),
            ),
            DueRow(
                "scale",
                self.tr("Check the bureau"),
                self.tr("Its payslips beside ours"),
                "",
                act=lambda: self._go("bureau", "check"),
            ),
            DueRow(
                "users",
                self.tr("Moving from or to a bureau"),
                self.tr("In mid-year, with nobody waiting for pay"),
                "",
                act=lambda: self._go("bureau", "moving"),
            ),
            DueRow("landmark", self.tr("Tax and wage rates"), known, "", act=lambda: self._go("rates", None)),
            title=self.tr("Now and then"),
        )

    def _waiting(self, found: tuple[Waiting, ...]) -> Card:
        lines = [Label(f"{one.worker}, {full_date(one.day)}: {one.why}", wrap=True) for one in found]
        note = Label(self.tr("The next payday pays or takes back the difference."), "small", "ink2", wrap=True)
        return Card(self.tr("Put right, to be paid next"), *lines, note)

    def _empty(self) -> EmptyPage:
        anybody = any(worker.kind == "employee" for worker in list_workers(self.desk.books))
        if anybody:
            return EmptyPage(
                "banknote",
                self.tr("No payday yet"),
                self.tr("A payday comes from a PA’s contract: how often they are paid, and when first."),
                self.tr("Look at your PAs"),
                lambda: self.desk.go("people"),
            )
        return EmptyPage(
            "banknote",
            self.tr("Nobody to pay yet"),
            self.tr("Paydays will be here once a PA has a contract."),
            self.tr("Add a PA"),
            lambda: self.desk.go("people", add=True),
        )
