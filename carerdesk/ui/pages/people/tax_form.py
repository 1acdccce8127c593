"""Tax code, National Insurance letter and loans, with the code a starter should have and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.advice import Advice, letter_for, relation_advice
from carerdesk.services.people.details import Tax
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.records import Kept
from carerdesk.services.people.starter_code import StarterCode, starter_code
from carerdesk.services.people.terms import add_tax_details
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import AdviceList
from carerdesk.ui.pages.people.form import Form, a_list, radios, tick
from carerdesk.ui.widgets.fields import DateField, TextField
from carerdesk.ui.widgets.text import Label

_ON_PAPER = frozenset({"p45_this_year", "p45_last_year", "hmrc_notice"})


class TaxForm(Form):
    """Where the code came from settles which one to start on; the person may always type another."""

    wanted: ClassVar[Mapping[str, str]] = {
        "tax_from": "tax_from_missing",
        "came_from": "came_from_missing",
        "tax_code": "tax_code_missing",
        "basis": "basis_missing",
        "ni_letter": "ni_letter_missing",
    }

    def __init__(self, desk: Desk, worker_id: int | None = None, *, fresh: bool = False) -> None:
        super().__init__(desk, worker_id)
        self._fresh = fresh
        self._record = worker(desk.books, worker_id) if worker_id else None
        who = self._record.first_name if self._record else self.tr("the PA")
        self.question = self.tr("Which tax code does {name} have?").format(name=who)
        self.why = self.tr("Say what you were given, and we say which code to start on and why. You decide.")
        self.act = self.tr("Keep the tax details")
        self._suggested = ""
        self._build_code()
        self._build_insurance()
        self._fill()
        self.came_from.changed.connect(self._suggest)
        self.code.changed.connect(self._say_why)

    def _build_code(self) -> None:
        self.first_day = self.take(
            "tax_from", DateField(self.tr("For paydays from"), self.desk.today(), calendar=False)
        )
        self.came_from = self.take(
            "came_from",
            radios(self.tr("What do you have from the PA or from HMRC?"), "code_source", choices.CODE_SOURCES),
        )
        self.code = self.take(
            "tax_code", TextField(self.tr("Tax code"), self.tr("Like 1257L, BR or S1257L"), characters=12)
        )
        self.basis = self.take("basis", radios(self.tr("How it counts"), "basis", choices.BASES))
        self.reason = Label("", tone="note", wrap=True)
        self.reason.say("")
        self.card(self.tr("Tax code"), self.first_day, self.came_from, self.code, self.reason, self.basis)

    def _build_insurance(self) -> None:
        self.letter = self.take(
            "ni_letter",
            a_list(self.tr("National Insurance letter"), "ni_letter", choices.NI_LETTERS, characters=40),
        )
        self.letter_reason = Label("", "small", "note", wrap=True)
        self.letter_reason.say("")
        self.advice = AdviceList(self.desk, self._family_advice())
        self.loan = self.take(
            "loan_plan",
            radios(
                self.tr("Student loan"),
                "loan_plan",
                choices.LOAN_PLANS,
                self.tr("From the starter checklist, P45 or form SL1"),
            ),
        )
        self.postgraduate = self.take("postgraduate_loan", tick(self.tr("Postgraduate loan as well")))
        self.card(
            self.tr("National Insurance and loans"),
            self.letter, self.letter_reason, self.advice, self.loan, self.postgraduate,
        )  # fmt: skip

    def _family_advice(self) -> tuple[Advice, ...]:
        """Where the job may be left out of National Insurance: said beside the letter, never decided."""
        if self._record is None:
            return ()
        found = relation_advice(self._record.details, person(self.desk.books).details, self.desk.today())
        return tuple(one for one in found if one.code.endswith("_ni"))

    def _fill(self) -> None:
        record = self._record
        before = record.taxes[0].what if record and record.taxes else None
        self.loan.set_value(before.loan_plan if before else "")
        if before is None:
            self.first_day.set_value(record.details.started if record else None)
            self._suggest_letter(record.details.born if record else None)
            return
        self.code.set_value(before.code)
        self.came_from.set_value(None if self._fresh else _shown_source(before.came_from))
        for name in ("basis", "ni_letter", "postgraduate_loan"):
            self.fields[name].set_value(getattr(before, name))
        if not self._fresh:
            self.first_day.set_value(before.first_day)

    def _suggest_letter(self, born: date | None) -> None:
        suggested = letter_for(born, self.desk.today())
        if suggested is not None:
            self.letter.set_value(suggested.letter)
            self.letter_reason.say(guidance("people", suggested.reason))

    def _starter(self) -> StarterCode | None:
        came_from = self.came_from.value()
        day = (self._record.details.started if self._record else None) or self.first_day.value()
        if came_from is None or day is None:
            return None
        try:
            found = starter_code(came_from, day, self.code.value() or "")
        except NoRateFor:
            return None
        return found if isinstance(found, StarterCode) else None

    def _suggest(self) -> None:
        """Fill in the code that goes with what the person has, unless it stands on a paper to be copied."""
        if self.came_from.value() in _ON_PAPER and self.code.value() == self._suggested:
            self.code.set_value(None)
        self._suggested = ""
        found = self._starter()
        if found is not None:
            self.code.set_value(found.code)
            self.basis.set_value(found.basis)
            self._suggested = "" if self.came_from.value() in _ON_PAPER else found.code
        self._say_why()

    def _say_why(self) -> None:
        found = self._starter()
        if found is not None:
            self.reason.say(guidance("people", found.reason))
        elif self.came_from.value() in _ON_PAPER:
            self.reason.say(self.tr("Copy the code from the paper, with W1, M1 or X if it stands there."))
        else:
            self.reason.say("")

    def settle(self) -> None:
        self._say_why()

    def is_begun(self) -> bool:
        return not (self.came_from.is_blank and self.code.is_blank)

    def tax(self) -> Tax:
        """The answers, once the form is complete."""
        first_day = self.first_day.value()
        assert first_day is not None
        typed = Tax(
            first_day,
            self.code.value() or "",
            self.basis.value() or "",
            self.letter.value() or "",
            self.loan.value() or "",
            bool(self.postgraduate.value()),
            self.came_from.value() or "",
        )
        return self._with_paper(typed)

    def _with_paper(self, typed: Tax) -> Tax:
        """What the notice or P45 behind the code said stays with it when the rest is put right."""
        before = next((kept.what for kept in self._kept() if kept.what.first_day == typed.first_day), None)
        if before is None or typed.came_from != _shown_source(before.came_from):
            return typed
        paper = {"told_on": before.told_on, "previous_pay": before.previous_pay, "previous_tax": before.previous_tax}
        return replace(typed, came_from=before.came_from, **paper)  # type: ignore[arg-type]

    def _kept(self) -> Sequence[Kept[Tax]]:
        return self._record.taxes if self._record else ()

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return add_tax_details(self.desk.books, self.worker_id, self.tax())


def _shown_source(came_from: str) -> str:
    """Every kind of notice is one answer here; a code carried over is nobody's paper."""
    if came_from in choices.NOTICES:
        return "hmrc_notice"
    return came_from if came_from in choices.CODE_SOURCES else ""
