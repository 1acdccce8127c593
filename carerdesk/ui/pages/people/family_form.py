"""The family questions, asked one by one; nothing is decided by the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.advice import letter_for
from carerdesk.services.people.family import (
    NO_INSURANCE,
    Advice,
    FamilyDecision,
    FamilyView,
    decide_family,
    family_view,
)
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import AdviceList
from carerdesk.ui.pages.people.form import Form, a_list
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, NotesField, TextField
from carerdesk.ui.widgets.text import Label


class FamilyForm(Form):
    """National Insurance, the minimum wage and the written agreement, each with its source."""

    wanted: ClassVar[Mapping[str, str]] = {"first_day": "family_from_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        assert worker_id is not None
        record = worker(desk.books, worker_id)
        self._view, self._born = family_view(desk.books, worker_id), record.details.born
        self.question = self.tr("{name} is family: what follows?").format(name=record.first_name)
        self.why = guidance("people", "family_why")
        self.act = self.tr("Keep these answers")
        first_day = DateField(self.tr("These answers count from"), desk.today(), guidance("people", "family_from_why"))
        self.first_day = first_day
        self.take("first_day", first_day)
        first_day.set_value(desk.today())
        self.card("", first_day)
        self._insurance(self._view)
        self._wage(self._view)
        self._council(self._view)
        self.settle()

    def _yes_or_no(self, name: str) -> RadioRow[bool]:
        answers = [(True, guidance("people", f"family_{name}_yes")), (False, guidance("people", f"family_{name}_no"))]
        return RadioRow(guidance("people", f"family_{name}_question"), answers)

    def _question(self, advice: Advice | None) -> AdviceList:
        return AdviceList(self.desk, () if advice is None else (advice,))

    def _insurance(self, view: FamilyView) -> None:
        self.out = self._yes_or_no("insurance")
        self.take("no_insurance", self.out)
        self.letter = a_list(
            self.tr("Which letter instead of X?"),
            "ni_letter",
            [letter for letter in choices.NI_LETTERS if letter != NO_INSURANCE],
            guidance("people", "family_letter_why"),
        )
        self.take("letter", self.letter)
        self.out.set_value(value=view.letter == NO_INSURANCE)
        self.out.changed.connect(self.settle)
        key = "family_letter_now" if view.letter else "family_no_letter"
        now = Label(guidance("people", key, letter=view.letter), "small", "ink2", wrap=True)
        card = self.card(self.tr("National Insurance"), self._question(view.insurance), self.out, self.letter, now)
        let_show(card, view.insurance is not None)
        if not view.letter:
            let_show(self.out, False)

    def _wage(self, view: FamilyView) -> None:
        self.exempt = self._yes_or_no("wage")
        self.take("exempt", self.exempt)
        self.reason = NotesField(self.tr("Why?"), guidance("people", "family_reason_why"), lines=2)
        self.take("reason", self.reason)
        self.exempt.set_value(value=view.exempt)
        self.reason.set_value(view.reason or None)
        self.exempt.changed.connect(self.settle)
        card = self.card(self.tr("Minimum wage"), self._question(view.wage), self.exempt, self.reason)
        let_show(card, view.wage is not None)

    def _council(self, view: FamilyView) -> None:
        agreed_on = DateField(
            self.tr("Agreed in writing on"),
            self.desk.today(),
            guidance("people", "family_agreement_why"),
            optional=True,
        )
        agreement = TextField(guidance("people", "family_agreement_what"), optional=True)
        self.agreed_on, self.agreement = agreed_on, agreement
        self.take("agreed_on", agreed_on)
        self.take("agreement", agreement)
        agreed_on.set_value(view.agreed_on)
        agreement.set_value(view.agreement or None)
        card = self.card(self.tr("Written agreement"), self._question(view.council), agreed_on, agreement)
        let_show(card, view.council is not None)

    def settle(self) -> None:
        """Ask for another letter only where X is taken back, and for a reason only where the wage is not checked."""
        takes_back = self._view.letter == NO_INSURANCE and self.out.value() is False
        let_show(self.letter, takes_back)
        if takes_back and self.letter.is_blank:
            suggested = letter_for(self._born, self.desk.today())
            self.letter.set_value(suggested.letter if suggested else None)
        let_show(self.reason, bool(self.exempt.value()))

    def save(self) -> Outcome:
        assert self.worker_id is not None
        day = self.first_day.value()
        assert day is not None
        asked = self._view.insurance is not None or self._view.letter == NO_INSURANCE
        decision = FamilyDecision(
            first_day=day,
            no_insurance=self.out.value() if asked and self._view.letter else None,
            letter=self.letter.value() or "",
            exempt=bool(self.exempt.value()),
            reason=self.reason.value() or "",
            agreed_on=self.agreed_on.value(),
            agreement=self.agreement.value() or "",
        )
        return decide_family(self.desk.books, self.worker_id, decision)
