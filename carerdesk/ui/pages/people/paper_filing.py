"""The questions about filing on paper: in whose name, who signs, whether HMRC agreed. Explained, never decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.rti.paper import SOURCES, paper_advice
from carerdesk.services.people import choices
from carerdesk.services.people.details import EmployerDetails
from carerdesk.services.people.names import choice_name
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, choices_of, radios
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Label


class PaperQuestions:
    """A card of a form, on screen while paper is the chosen way; its words follow the answers."""

    def __init__(self, form: Form, desk: Desk, person: str, employer: str) -> None:
        self._form = form
        self.in_name_of = form.take("paye_in_name_of", self._whose(person, employer))
        self.signed_by = form.take(
            "returns_signed_by",
            radios(
                guidance("filing", "question_signs"), "returns_signed_by", choices.RETURNS_SIGNED_BY,
                guidance("filing", "question_signs_why"),
            ),
        )  # fmt: skip
        self.agreed = form.take(
            "paper_agreed_on",
            DateField(
                guidance("filing", "question_agreed"), desk.today(), guidance("filing", "question_agreed_why"),
                optional=True,
            ),
        )  # fmt: skip
        self._words = Label("", "body", wrap=True)
        sources = Label("; ".join(source.title for source in SOURCES), "small", "ink2", wrap=True)
        self.card: Card = form.card(
            form.tr("Paper returns"), self.in_name_of, self.signed_by, self._words, self.agreed, sources
        )
        for field in (self.in_name_of, self.signed_by):
            field.changed.connect(self.say)

    @staticmethod
    def _whose(person: str, employer: str) -> RadioRow[str]:
        names = {"employer": employer, "person": person}
        words = [
            (value, f"{names[value]}: {choice_name('paye_in_name_of', value).lower()}" if value in names else name)
            for value, name in choices_of("paye_in_name_of", choices.PAYE_IN_NAME_OF)
        ]
        return RadioRow(guidance("filing", "question_name"), words, guidance("filing", "question_name_why"))

    def fill(self, details: EmployerDetails) -> None:
        """Show what is kept."""
        self.in_name_of.set_value(details.paye_in_name_of)
        self.signed_by.set_value(details.returns_signed_by)
        self.agreed.set_value(details.paper_agreed_on)
        self.say()

    def show(self, on: bool) -> None:
        """Put the card on screen or away; what was answered stays."""
        let_show(self.card, on)

    def say(self) -> None:
        """Bring the words in line with the answers."""
        code = paper_advice(self.in_name_of.value() or "", self.signed_by.value() or "")
        self._words.say(guidance("filing", f"paper_{code}"))

    def answers(self) -> Mapping[str, Any]:
        """The answers, named as the employer's details."""
        return {
            "paye_in_name_of": self.in_name_of.value() or "",
            "returns_signed_by": self.signed_by.value() or "",
            "paper_agreed_on": self.agreed.value(),
        }
