"""A starter’s papers: the P45 or the starter checklist, and the first tax code that follows, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.money import ZERO
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.working import Source
from carerdesk.services.filing.statements import kept_statement
from carerdesk.services.joining.starters import (
    LOAN_SOURCE,
    P45,
    PAPERS,
    STARTER_LOANS,
    STATEMENTS,
    FirstCode,
    NewStart,
    first_code,
    keep_start,
)
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.advice import letter_for
from carerdesk.services.people.details import Tax
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, a_list, tick
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label


def said(key: str, **values: str) -> str:
    """The words of the subject."""
    return guidance("joining", key, **values)


def source_words(source: Source) -> str:
    """Where a rule is from, and that it is not confirmed where it is not."""
    return said("source_confirmed" if source.confirmed else "source_unconfirmed", source=source.title.rstrip("."))


def worded(label: str, prefix: str, values: Sequence[str], hint: str = "", empty: str = "not_said") -> RadioRow[str]:
    """Radio buttons whose words stand under “prefix_value”; “empty” stands for the empty value."""
    return RadioRow(
        label, [(value, said(f"{prefix}_{value.removeprefix('plan_') or empty}")) for value in values], hint
    )


def loans_field(label: str, hint: str) -> RadioRow[str]:
    """The plans a starter or a notice may name."""
    words = [(plan, said(f"loan_{plan}" if plan else "loan_none")) for plan in STARTER_LOANS]
    return RadioRow(label, words, hint)


class StarterForm(Form):
    """Which paper there is, what stands on it, loans and letter; the code follows as it is filled in."""

    wanted: ClassVar[Mapping[str, str]] = {
        "tax_from": "tax_from_missing",
        "starter_paper": "starter_paper_missing",
        "left_earlier": "left_earlier_missing",
        "ni_letter": "ni_letter_missing",
    }

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        self._record = worker(desk.books, worker_id) if worker_id else None
        who = self._record.first_name if self._record else self.tr("the PA")
        self.question = self.tr("What did {name} bring: a P45 or the checklist?").format(name=who)
        self.why = said("paper_why")
        self.act = self.tr("Keep the first tax code")
        self._build_paper()
        self._build_code()
        self._build_loans()
        self._fill()
        self.changed.connect(self.settle)
        self.settle()

    def _build_paper(self) -> None:
        today = self.desk.today()
        first_day = self.tr("First day of the job") if self._record else self.tr("First day with this code")
        self.first_day = self.take("tax_from", DateField(first_day, today, calendar=False))
        self.paper = self.take("starter_paper", worded(self.tr("Which paper is there?"), "paper", PAPERS))
        self.statement = self.take("statement", worded(self.tr("Statement ticked"), "statement", STATEMENTS))
        self.left = self.take(
            "left_earlier", DateField(self.tr("Leaving date on the P45"), today, said("p45_where_left"), calendar=False)
        )
        self.code = self.take(
            "tax_code", TextField(self.tr("Tax code on the P45"), said("p45_where_code"), characters=12)
        )
        self.week_one = self.take("week_one", tick(self.tr("Week 1/month 1"), said("p45_where_week_one")))
        self.pay = self.take("earlier_pay", MoneyField(self.tr("Earlier pay"), said("p45_where_pay")))
        self.tax = self.take("earlier_tax", MoneyField(self.tr("Earlier tax"), said("p45_where_tax")))
        self.no_figures = Label("", "small", "ink2", wrap=True)
        self.p45_loan = self.take(
            "p45_loan", tick(self.tr("The P45 says that a student loan goes on"), said("p45_where_loan"))
        )
        self.on_p45 = (self.left, self.code, self.week_one, self.no_figures, self.pay, self.tax, self.p45_loan)
        self.card(self.tr("The paper"), self.first_day, self.paper, *self.on_p45, self.statement)

    def _build_code(self) -> None:
        self.result = Label("", "strong", wrap=True)
        self.reason = Label("", wrap=True)
        self.source = Label("", "small", "ink2", wrap=True)
        self.card(self.tr("First tax code"), self.result, self.reason, self.source)

    def _build_loans(self) -> None:
        self.loan = self.take("loan_plan", loans_field(self.tr("Student loan"), said("loan_why")))
        self.loan_reason = Label("", "small", "note", wrap=True)
        self.postgraduate = self.take("postgraduate_loan", tick(self.tr("Postgraduate loan as well")))
        self.letter = self.take(
            "ni_letter", a_list(self.tr("National Insurance letter"), "ni_letter", choices.NI_LETTERS, characters=40)
        )
        self.letter_reason = Label("", "small", "note", wrap=True)
        self.card(
            self.tr("Loans and National Insurance"),
            self.loan, self.loan_reason, self.postgraduate, self.letter, self.letter_reason,
        )  # fmt: skip

    def _fill(self) -> None:
        self.loan.set_value("")
        if self._record is None:
            return
        details = self._record.details
        self.begin_on(details.started)
        self.suggest_letter(details.born)
        kept = [one.what for one in self._record.taxes if one.what.first_day == details.started]
        if kept:
            self._fill_kept(kept[-1])

    def begin_on(self, day: date | None) -> None:
        """Take the first day of the job for the first day of the code."""
        self.first_day.set_value(day)
        self.settle()

    def suggest_letter(self, born: date | None) -> None:
        """Fill in the National Insurance letter age points to, with its reason."""
        suggested = letter_for(born, self.desk.today())
        if suggested is not None:
            self.letter.set_value(suggested.letter)
            self.letter_reason.say(guidance("people", suggested.reason))

    def _fill_kept(self, kept: Tax) -> None:
        """What was kept for the first day before."""
        paper, _, statement = kept.came_from.partition("_")
        known = {"p45": "p45", "statement": "checklist", "none": "nothing"}
        self.paper.set_value(known.get(paper))
        self.statement.set_value(statement if paper == "statement" else None)
        if paper == "p45" and self.worker_id is not None:
            self.statement.set_value(kept_statement(self.desk.books, self.worker_id).lower() or None)
        self.loan.set_value(kept.loan_plan)
        self.postgraduate.set_value(kept.postgraduate_loan)
        self.letter.set_value(kept.ni_letter)
        if paper == "p45":
            self.left.set_value(kept.told_on)
            self.code.set_value(kept.code)
            self.week_one.set_value(kept.basis == "week_one")
            self.pay.set_value(kept.previous_pay)
            self.tax.set_value(kept.previous_tax)

    def settle(self) -> None:
        """Ask only what the paper has, and say which code follows."""
        is_p45 = self.paper.value() == "p45"
        let_show(self.statement, is_p45 or self.paper.value() == "checklist")
        self.statement.set_hint(said("statement_with_p45") if is_p45 else "")
        for part in self.on_p45:
            let_show(part, is_p45)
        left_out = self._left_out() if is_p45 else ""
        self.no_figures.say(left_out)
        for field in (self.pay, self.tax):
            let_show(field, is_p45 and not left_out)
        self._say(self._found())

    def _left_out(self) -> str:
        first, left = self.first_day.value(), self.left.value()
        if first and left and left < tax_year_start(first):
            return said("p45_figures_left_out")
        code = TaxCode.read(self.code.value() or "")
        is_week_one = bool(self.week_one.value()) or (isinstance(code, TaxCode) and code.week_one)
        return said("p45_figures_week_one") if is_week_one else ""

    def _found(self) -> FirstCode | None:
        if self.first_day.value() is None or self.paper.value() is None:
            return None
        if self.paper.value() == "p45" and self.left.value() is None:
            return None
        found = first_code(self.start(), self.desk.today())
        return found if isinstance(found, FirstCode) else None

    def _say(self, found: FirstCode | None) -> None:
        self.loan_reason.say("")
        if found is None:
            self.result.say(said("first_code_not_known"))
            self.reason.say("")
            self.source.say("")
            return
        basis = choice_name("basis_short", found.tax.basis)
        words = said("first_code", code=found.tax.code, basis=f"{basis[:1].lower()}{basis[1:]}")
        if found.tax.previous_pay is not None:
            tax = found.tax.previous_tax or ZERO
            words = f"{words} {said('first_code_brings', pay=str(found.tax.previous_pay), tax=str(tax))}"
        self.result.say(words)
        self.reason.say(guidance("people", found.code.reason))
        self.source.say(source_words(found.code.source))
        if found.loan_reason:
            self.loan_reason.say(f"{said(found.loan_reason)} {source_words(LOAN_SOURCE)}")

    def start(self) -> NewStart:
        """The answers; the first day and the paper must be there."""
        first = self.first_day.value()
        assert first is not None
        return NewStart(
            first,
            self.paper.value() or "nothing",
            self.letter.value() or "A",
            self._p45(),
            "" if self.paper.value() == "nothing" else self.statement.value() or "",
            self.loan.value() or "",
            bool(self.postgraduate.value()),
        )

    def _p45(self) -> P45 | None:
        left = self.left.value()
        if self.paper.value() != "p45" or left is None:
            return None
        figures = (None, None) if self._left_out() else (self.pay.value(), self.tax.value())
        return P45(
            left, self.code.value() or "", bool(self.week_one.value()), *figures, loan=bool(self.p45_loan.value())
        )

    def is_begun(self) -> bool:
        return not self.paper.is_blank

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return keep_start(self.desk.books, self.worker_id, self.start())
