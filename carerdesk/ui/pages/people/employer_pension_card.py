"""The employer's pension: scheme, duties to The Pensions Regulator, next dates, and what is paid over each month."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.pension.dates import PAYING_ORDERS, PAYING_OVER
from carerdesk.services.pension.details import DutyDone, Scheme
from carerdesk.services.pension.duties import remove_duty
from carerdesk.services.pension.employers import EmployersPension, NextDate, duty_words, employers_pension
from carerdesk.services.pension.schedule import PensionMonth
from carerdesk.services.pension.scheme import remove_scheme
from carerdesk.services.people.records import Kept
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import Facts
from carerdesk.ui.pages.people.pension_forms import from_where
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label, Rule


class EmployerPensionCard(Card):
    """The employer's pension. `go(form)` opens a form."""

    def __init__(self, desk: Desk, go: Callable[..., object]) -> None:
        super().__init__(self.tr("Workplace pension"))
        self._desk, self._go = desk, go
        found = employers_pension(desk.books)
        self.add(*self._scheme(found), Rule(), *self._duties(found))
        if found.months:
            self.add(Rule(), Label(self.tr("To pay over, month by month"), "lead"))
            self.add(*(self._month(month) for month in found.months))

    def _scheme(self, found: EmployersPension) -> list[QWidget]:
        if not found.schemes:
            add = Button(self.tr("Enter the pension scheme"), act=partial(self._go, "pension_scheme"))
            return [Label(guidance("pension", "no_scheme"), wrap=True), _row(add)]
        members = ", ".join(found.members) or guidance("pension", "scheme_none_needed")
        parts: list[QWidget] = [_terms(found.schemes[0].what, members)]
        change = Button(
            self.tr("Change the terms, or add new ones"), "small", act=partial(self._go, "pension_scheme")
        )  # fmt: skip
        parts.append(_row(change, *(self._out(kept) for kept in found.schemes)))
        return parts

    def _out(self, kept: Kept[Scheme]) -> Button:
        words = self.tr("Take out the terms from {day}").format(day=long_date(kept.what.first_day))
        return Button(words, "small", act=lambda: self._desk.report(remove_scheme(self._desk.books, kept.id)))

    def _duties(self, found: EmployersPension) -> list[QWidget]:
        parts: list[QWidget] = [Label(self.tr("Duties to The Pensions Regulator"), "lead")]
        parts += [self._duty(kept) for kept in found.duties.kept]
        parts += [_ahead(date) for date in found.ahead]
        record = (
            self.tr("Record what you have done")
            if found.duties.start
            else self.tr("Say when your duties began")
        )  # fmt: skip
        save_facts = Button(self.tr("Save the facts for the declaration"), "small", act=self._declaration)
        parts.append(_row(Button(record, "small", act=partial(self._go, "pension_duty")), save_facts))
        return parts

    def _duty(self, kept: Kept[DutyDone]) -> QWidget:
        words = f"{long_date(kept.what.day)}: {duty_words(kept.what)}"
        more = ". ".join(part for part in (kept.what.reference, kept.what.note) if part)
        about = Down(Label(words, wrap=True), gap=1)
        if more:
            about.add(Label(more, "small", "ink2", wrap=True))
        line = Across(gap="s")
        line.addLayout(about, 1)
        name = self.tr("Take out {what}").format(what=words)
        line.add(Button(self.tr("Take out"), "small", name=name, act=partial(self._remove_duty, kept.id)))
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _remove_duty(self, duty_id: int) -> None:
        self._desk.report(remove_duty(self._desk.books, duty_id))

    def _month(self, month: PensionMonth) -> QWidget:
        state = guidance("pension", _state(month), left=str(abs(month.left)), due=long_date(month.due))
        source = PAYING_OVER if month.kind == "pension" else PAYING_ORDERS
        about = Down(
            Label(f"{month.title}: {month.amount}", "strong", wrap=True),
            Label(state, "small", "attention" if month.left else "ink2", wrap=True), gap=1,
        )  # fmt: skip
        if month.left > ZERO:
            about.add(Label(from_where(source), "small", "ink2", wrap=True))
        buttons = [self._paper(month, each) for each in ("pdf", "csv")] if month.kind == "pension" else []
        if buttons:
            about.add(Flow(*buttons, gap="xs"))
        holder = QWidget()
        holder.setLayout(about)
        return holder

    def _paper(self, month: PensionMonth, ending: str) -> Button:
        words = self.tr("Save the list") if ending == "pdf" else self.tr("Save as a table (CSV)")
        return Button(
            words, "small", name=f"{words}: {month.title}", act=partial(self._save_month, month, ending)
        )  # fmt: skip

    def _save_month(self, month: PensionMonth, ending: str) -> None:
        from carerdesk.services.pension.schedule import schedule_pdf, schedule_table

        make = schedule_pdf if ending == "pdf" else schedule_table
        name = self.tr("{title}.{ending}").format(title=month.title, ending=ending)
        save(
            self._desk, self, Paper(self.tr("Save the contributions"), name, partial(make, self._desk.books, month.id))
        )

    def _declaration(self) -> None:
        from carerdesk.services.pension.schedule import declaration_pdf

        name = self.tr("Facts for the declaration of compliance.pdf")
        save(self._desk, self, Paper(self.tr("Save the facts"), name, partial(declaration_pdf, self._desk.books)))


def _state(month: PensionMonth) -> str:
    if not month.left:
        return "month_paid"
    return "month_due" if month.left > ZERO else "month_back"


def _terms(scheme: Scheme, members: str) -> Facts:
    percents = f"{scheme.worker_percent.normalize():f}% and {scheme.employer_percent.normalize():f}%"
    return Facts(
        (
            ("Provider", scheme.provider),
            ("Your reference", scheme.employer_reference),
            ("Terms from", long_date(scheme.first_day)),
            ("The PA’s and yours", percents),
            ("Of what", guidance("pension", f"basis_{scheme.basis}")),
            ("Tax relief", guidance("pension", f"method_{scheme.method}")),
            ("In the pension today", members),
        )
    )


def _ahead(date: NextDate) -> QWidget:
    about = Down(Label(f"{date.what}, {date.when}", "strong", wrap=True), gap=1)
    if date.note:
        about.add(Label(date.note, "small", "ink2", wrap=True))
    about.add(Label(from_where(date.source), "small", "ink2", wrap=True))
    holder = QWidget()
    holder.setLayout(about)
    return holder


def _row(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Flow(*buttons, gap="xs"))
    return holder
