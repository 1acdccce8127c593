"""The record of the employer, and that of the person supported."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.papers import employers_papers, is_insured
from carerdesk.services.people.read import employer, person
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.employer_pension_card import EmployerPensionCard
from carerdesk.ui.pages.people.facts import Facts
from carerdesk.ui.pages.people.paper_rows import CertificateRows
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Chip, Label


class EmployerView(QWidget):
    """Who employs, HMRC, and the employer's own insurance and papers. `go` opens a form."""

    def __init__(self, desk: Desk, go: Callable[..., object]) -> None:
        super().__init__()
        self.desk, self._go = desk, go
        self._details = employer(desk.books).details
        self.setLayout(Down(self._who(), self._papers(), self._hmrc(), EmployerPensionCard(desk, go), gap="l"))

    def _change(self, form: str, name: str) -> Button:
        return Button(self.tr("Change"), "small", name=name, act=lambda: self._go(form))

    def _who(self) -> Card:
        details = self._details
        facts = Facts(
            (
                (self.tr("Name"), details.name),
                (self.tr("Who they are"), choice_name("capacity", details.capacity)),
                (self.tr("Address"), details.address),
                (self.tr("Phone"), details.phone or self.tr("None")),
                (self.tr("E-mail"), details.email or self.tr("None")),
            )
        )
        return Card(self.tr("Employer"), facts, side=self._change("employer_form", self.tr("Change the employer")))

    def _hmrc(self) -> Card:
        details = self._details
        used = details.allowance_used_before
        claims = self.tr("Claimed") if details.claims_employment_allowance else self.tr("Not claimed")
        before = self.tr(", {sum} used before these books in {year}").format(sum=used, year=details.allowance_year)
        facts = Facts(
            (
                (self.tr("PAYE reference"), details.paye_reference),
                (self.tr("Accounts Office reference"), details.accounts_office_reference),
                (self.tr("How pay is reported"), choice_name("filing_route", details.filing_route)),
                (self.tr("Pays HMRC"), choice_name("pays_hmrc", details.pays_hmrc)),
                (self.tr("Employment Allowance"), f"{claims}{before if used else ''}"),
                *([(self.tr("PAYE scheme closed"), long_date(ceased))] if (ceased := details.scheme_ceased_on) else []),
            )
        )
        card = Card(self.tr("HMRC"), facts, side=self._change("hmrc_form", self.tr("Change the HMRC details")))
        self._about_paper(card)
        return card

    def _about_paper(self, card: Card) -> None:
        from carerdesk.services.filing.advice import advice_on_paper

        advice = advice_on_paper(self.desk.books)
        if advice is None:
            return
        if advice.wants_look:
            card.add(Across(Chip(self.tr("Look at paper returns"), "attention"), None))
        card.add(*(Label(words, "small", "ink2", wrap=True) for words in advice.words))

    def _papers(self) -> Card:
        papers = employers_papers(self.desk.books)
        add = Button(
            self.tr("Add an insurance or paper"), "small", icon="plus", act=lambda: self._go("certificate_form")
        )
        card = Card(self.tr("Insurance and papers"), side=add)
        if not is_insured(self.desk.books):
            card.add(
                Across(Chip(self.tr("Not recorded"), "attention"), None),
                Label(
                    self.tr(
                        "No employers’ liability insurance that holds today is recorded. Every employer must have it."
                    ),
                    wrap=True,
                ),
            )
        if papers:
            card.add(CertificateRows(self.desk, papers, self._go))
        return card


class PersonView(QWidget):
    """The person supported. `go` opens the form."""

    def __init__(self, desk: Desk, go: Callable[..., object]) -> None:
        super().__init__()
        details = person(desk.books).details
        facts = Facts(
            (
                (self.tr("Name"), details.name),
                (self.tr("Born"), long_date(details.born) if details.born else ""),
                (self.tr("Lives in"), choice_name("nation", details.nation)),
                (self.tr("Address"), details.address),
                (self.tr("Who may act"), details.who_acts),
                (self.tr("Notes"), details.note or self.tr("None")),
            )
        )
        change = Button(
            self.tr("Change"), "small", name=self.tr("Change the person supported"), act=lambda: go("person_form")
        )
        self.setLayout(Down(Card(self.tr("Person supported"), facts, side=change), gap="l"))
