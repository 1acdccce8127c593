"""Bills received: written down so that their money is set aside, until a line pays them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.money.attaching import attach_document, papers
from carerdesk.services.money.bills import BillView, NewBill, add_bill, bills, remove_bill
from carerdesk.services.money.choices import category_choices, category_name, funder_choices
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, ListCard, PageHead
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.fields import Answer, DateField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carerdesk.ui.pages.money.page import MoneyPage

_ONE_PENNY_OUT = Money(-1)
_MOST = 50


class BillsView(FormView["MoneyPage"]):
    """The entry row on top, the bills below, those to be paid first."""

    draft = "bill"

    def __init__(self, room: MoneyPage) -> None:
        super().__init__(room)
        self._payee = TextField(self.tr("Who is it from?"))
        self._amount = MoneyField(self.tr("Amount"))
        categories = [(each.code, each.name) for each in category_choices(_ONE_PENNY_OUT)]
        self._category: FilteredList[str] = FilteredList(self.tr("What is it for?"), categories, characters=34)
        self._received = DateField(self.tr("When did it come?"), self.desk.today())
        self._due = DateField(self.tr("Pay by"), self.desk.today(), optional=True)
        funders = [(each.id, each.name) for each in funder_choices(self.books)]
        self._funder: RadioRow[int] = RadioRow(self.tr("Whose money will pay it?"), funders, across=True)
        named: dict[str, Answer[Any]] = {
            "payee": self._payee, "amount": self._amount, "category": self._category, "received": self._received,
            "due": self._due, "funder": self._funder,
        }  # fmt: skip
        for name, field in named.items():
            self.take(name, field)
        main = Button(self.tr("Add this bill"), "primary", act=self._save)
        boxes = Flow(self._payee, self._amount, self._category, self._received, self._due, gap="l")
        self.column.add(FormCard("", boxes, self._funder, self.buttons(main), main=main))
        self._list = ListCard(title=self.tr("Bills"))
        self.column.add(self._list)
        self.restore()
        self._show()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Bills"), guidance("money", "bills_why"))

    def again(self) -> None:
        self._show()

    def _save(self) -> None:
        if not self.is_understood():
            return
        new = NewBill(
            self._payee.value() or "", self._category.value() or "", self._amount.value() or ZERO,
            self._received.value() or self.desk.today(), self._due.value(), self._funder.value(),
        )  # fmt: skip
        if self.finish(add_bill(self.books, new), lambda: None):
            for field in self.fields.values():
                field.set_value(None)
            self._finished = False

    def _show(self) -> None:
        every = sorted(bills(self.books), key=lambda bill: not bill.left)
        self._list.setVisible(bool(every))
        self._list.fill(*[self._row(bill) for bill in every[:_MOST]])

    def _row(self, bill: BillView) -> QWidget:
        which = f"{bill.payee}, {long_date(bill.received)}, {bill.amount}"
        paid = self.tr("Paid") if not bill.left else self.tr("{left} to pay").format(left=str(bill.left))
        due = self.tr(", by {day}").format(day=long_date(bill.due)) if bill.due and bill.left else ""
        there = len(papers(self.books, "bill", bill.id))
        on = self.tr(". {count} paper on it").format(count=there) if there else ""
        words = Down(
            Label(f"{bill.payee}, {bill.amount}", "strong", wrap=True),
            Label(f"{category_name(bill.category)}. {paid}{due}{on}", "small", "ink2", wrap=True),
            gap=1,
        )
        row = QWidget()
        across = Across(gap="m", pad=("m", "s", "m", "s"))
        across.addLayout(words, 1)
        across.add(Button(self.tr("Add a paper"), "small", name=self.tr("Add a paper to {which}").format(which=which),
                          act=partial(self._add_paper, bill)))  # fmt: skip
        across.add(Button(self.tr("Take out"), "small", name=self.tr("Take out {which}").format(which=which),
                          act=partial(self._remove, bill.id)))  # fmt: skip
        row.setLayout(across)
        return row

    def _add_paper(self, bill: BillView) -> None:
        title = self.tr("Papers for {who}").format(who=bill.payee)
        self.desk.files.open_files(self, title, PHOTOS_AND_PDF, partial(self._attach, bill.id))

    def _attach(self, bill_id: int, paths: Sequence[Path]) -> None:
        for path in paths:
            data = self.room.read_file(path)
            if data is not None:
                self.desk.report(
                    attach_document(self.books, "bill", bill_id, data, file_name=path.name, kind="invoice")
                )

    def _remove(self, bill_id: int) -> None:
        self.desk.report(remove_bill(self.books, bill_id))
