"""Where each tax code came from, with its paper: P45, starter checklist, HMRC’s notices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.services.joining.tax_rows import TAX_DETAILS, TaxRow
from carerdesk.services.joining.views import papers_of, tax_history_of
from carerdesk.services.people.details import Tax
from carerdesk.services.people.names import choice_name
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.pages.people.starter_form import said
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label, Rule

_ON_PAPER = frozenset(
    {"p45_this_year", "p45_last_year", "statement_a", "statement_b", "statement_c", "hmrc_notice", "p6", "p6b", "p9",
     "sl1", "sl2", "pgl1", "pgl2"}
)  # fmt: skip


class NoticeCard(Card):
    """The history of a worker’s tax code: newest first, each with its paper."""

    def __init__(self, desk: Desk, worker_id: int, go: Callable[..., object]) -> None:
        super().__init__(self.tr("P45, checklist and HMRC’s notices"))
        self._desk, self._id = desk, worker_id
        rows = tax_history_of(desk.books, worker_id)
        papers = papers_of(desk.books, rows)
        if not rows:
            self.add(Label(said("history_none"), tone="attention", wrap=True))
        for at, row in enumerate(rows):
            self.add(*([Rule()] if at else []), self._row(row, papers[row.id]))
        buttons = [
            Button(self.tr("Add a notice from HMRC"), "small", icon="plus", act=partial(go, "notice", worker_id)),
            Button(self.tr("P45 or starter checklist"), "small", icon="plus", act=partial(go, "starter", worker_id)),
        ]
        self.add(Flow(*buttons, gap="xs"))

    def _row(self, row: TaxRow, papers: tuple[object, ...]) -> QWidget:
        what = f"{_code(row.tax)}, {choice_name('code_source', row.tax.came_from)}"
        whose = self.tr("{what}, from {day}").format(what=what, day=long_date(row.tax.first_day))
        title = self.tr("Add the paper: {what}").format(what=whose)
        add = Button(
            self.tr("Add the paper"), "small", icon="paperclip", name=title,
            act=lambda: add_papers(self._desk, self, title, TAX_DETAILS, row.id, "tax_paper"),
        )  # fmt: skip
        words = Down(Label(what, "strong", wrap=True), Label(_about(row.tax), "small", "ink2", wrap=True), gap=1)
        head = Across(gap="s")
        head.addLayout(words, 1)
        head.add(add)
        body = Down(head, gap=2)
        wanted = said("history_paper_wanted") if row.tax.came_from in _ON_PAPER and not papers else ""
        if papers or wanted:
            body.add(Papers(self._desk, papers, whose, wanted))  # type: ignore[arg-type]
        holder = QWidget()
        holder.setLayout(body)
        return holder


def _code(tax: Tax) -> str:
    return f"{tax.code} W1/M1" if tax.basis == "week_one" else tax.code


def _about(tax: Tax) -> str:
    parts = [f"For paydays from {long_date(tax.first_day)}"]
    if tax.told_on:
        parts.append(said("history_told", dated=long_date(tax.told_on)))
    if tax.previous_pay is not None:
        parts.append(said("history_brings", pay=str(tax.previous_pay), tax=str(tax.previous_tax or ZERO)))
    loans = [choice_name("loan_plan", tax.loan_plan)] if tax.loan_plan else []
    loans += ["postgraduate"] if tax.postgraduate_loan else []
    if loans:
        parts.append(said("history_loans", loans=" and ".join(loans)))
    return ", ".join(parts)
