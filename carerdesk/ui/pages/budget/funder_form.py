"""Whoever pays: name, kind, reference, returns, limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.funding.returns import Cycle
from carerdesk.services.funding.budget import funder_budget
from carerdesk.services.funding.details import KINDS, NewFunder
from carerdesk.services.funding.known_ways import known_ways, listed, start_from
from carerdesk.services.funding.setup import add_funder, change_funder
from carerdesk.ui.pages.budget.number_field import NumberField
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Flow, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.fields import Answer, DateField, NotesField, RateField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage

CYCLES = ("", *Cycle)
_SHORT = {"council": "Council", "nhs": "NHS", "atw": "Access to Work", "ilf": "ILF"}
_COUNTED = frozenset(cycle.value for cycle in Cycle if cycle.is_counted)


class FunderForm(FormView["BudgetPage"]):
    """Nothing is assumed: what is left empty is not known."""

    def __init__(self, room: BudgetPage, funder_id: int | None) -> None:
        back = room.show_cards if funder_id is None else lambda: room.show_funder(funder_id)
        super().__init__(room, back)
        self._funder_id = funder_id
        self.draft = "" if funder_id else "funder"
        self._was: NewFunder | None = None
        if funder_id is not None:
            budget = funder_budget(self.books, funder_id)
            self._was = budget.details if budget is not None else None
        self._make_fields()
        self._lay_out()
        if self._was is not None:
            self._known.set_value(self._was.profile or None)
            self._fill(self._was)
        self.restore()
        self._settle()

    def head(self) -> PageHead:
        title = self.tr("Add a funder") if self._was is None else self.tr("Change {name}").format(name=self._was.name)
        return self.head_of(title, guidance("budget", "funder_why"))

    def _make_fields(self) -> None:
        today = self.desk.today()
        kinds = [(kind, guidance("budget", f"kind_{kind}")) for kind in KINDS if kind != "own" or self._is_own]
        self._known: FilteredList[str] = FilteredList(
            self.tr("Which funder is it?"), listed(), guidance("funders", "pick_hint"), optional=True, characters=44
        )
        self._picked = Label("", "small", "ink2", wrap=True)
        self._picked.hide()
        self._kind: RadioRow[str] = RadioRow(self.tr("Who is it?"), kinds)
        self._name = TextField(self.tr("Name"), self.tr("As on their letters"))
        self._short = TextField(self.tr("Short name"), self.tr("For lists, such as Council"), characters=16)
        self._reference = TextField(self.tr("Your reference"), self.tr("From their letters"), optional=True)
        self._address = NotesField(self.tr("Address or e-mail for returns"), optional=True, lines=2)
        self._rate = RateField(self.tr("Agreed rate an hour"), guidance("budget", "rate_hint"), optional=True)
        cycles = [(cycle, guidance("budget", f"cycle_{cycle or 'unknown'}")) for cycle in CYCLES]
        self._cycle: FilteredList[str] = FilteredList(
            self.tr("How often do they want a return?"), cycles, characters=34
        )
        self._cycle_from = DateField(self.tr("First day of a period"), today, guidance("budget", "cycle_from_hint"))
        self._deadline = NumberField(
            self.tr("Days to send it after a period ends"), self.tr("Leave it empty if you do not know"), optional=True
        )
        hint = guidance("budget", "limits_hint")
        self._least = NumberField(self.tr("Least weeks to hold"), hint, optional=True)
        self._most = NumberField(self.tr("Most weeks to hold"), hint, optional=True)
        self._years = NumberField(self.tr("Years to keep records"), self.tr("7 unless your agreement says more"))
        self._ended = DateField(self.tr("Last day it paid"), today, self.tr("Only if it has ended"), optional=True)
        self._years.set_value(Decimal(7))
        self._cycle.set_value("")
        self._known.changed.connect(self._start_from)
        self._kind.changed.connect(self._kind_chosen)
        self._cycle.changed.connect(self._settle)

    @property
    def _is_own(self) -> bool:
        return self._was is not None and self._was.kind == "own"

    def _lay_out(self) -> None:
        named: dict[str, Answer[Any]] = {
            "profile": self._known, "kind": self._kind, "name": self._name, "short_name": self._short,
            "reference": self._reference, "address": self._address, "agreed_rate": self._rate, "cycle": self._cycle,
            "cycle_from": self._cycle_from, "deadline_days": self._deadline, "least_weeks": self._least,
            "most_weeks": self._most, "retention_years": self._years, "ended": self._ended,
        }  # fmt: skip
        for name, field in named.items():
            self.take(name, field)
        words = self.tr("Add this funder") if self._was is None else self.tr("Keep the changes")
        main = Button(words, "primary", act=self._save)
        who = FormCard(
            self.tr("Who pays"), self._known, self._picked, self._kind, self._name, self._short, self._reference,
            self._address, self._rate, main=main,
        )  # fmt: skip
        returns = FormCard(self.tr("Returns"), self._cycle, self._cycle_from, self._deadline, main=main)
        limits = FormCard(
            self.tr("Limits"),
            Label(guidance("budget", "check_your_agreement"), "small", "ink2", wrap=True),
            Flow(self._least, self._most, gap="l"),
            self._years,
            main=main,
        )
        if self._was is not None:
            limits.add(self._ended)
        self.column.add(who, returns, limits, self.buttons(main))

    def _start_from(self) -> None:
        """Fill in what is known of the funder that was picked, for the person to check."""
        picked = self._known.value()
        ways = known_ways(picked) if picked and self._known.text == dict(listed())[picked] else None
        let_show(self._picked, ways is not None and self._was is None)
        if picked and ways is not None and self._was is None:
            self._picked.setText(guidance("funders", "picked", about=ways.about))
            self._fill(start_from(picked))
            self._settle()

    def _kind_chosen(self) -> None:
        kind = self._kind.value()
        if self._short.is_blank or self._short.value() in _SHORT.values():
            self._short.set_value(_SHORT.get(kind or ""))
        self._settle()

    def _settle(self) -> None:
        let_show(self._known, not self._is_own)
        let_show(self._rate, self._kind.value() == "atw" or not self._rate.is_blank)
        let_show(self._cycle_from, self._cycle.value() in _COUNTED)

    def _fill(self, was: NewFunder) -> None:
        self._kind.set_value(was.kind)
        self._name.set_value(was.name)
        self._short.set_value(was.short_name)
        self._reference.set_value(was.reference or None)
        self._address.set_value(was.address or None)
        self._rate.set_value(was.agreed_rate)
        self._cycle.set_value(was.cycle)
        self._cycle_from.set_value(was.cycle_from)
        self._deadline.set_value(None if was.deadline_days is None else Decimal(was.deadline_days))
        self._least.set_value(was.least_weeks)
        self._most.set_value(was.most_weeks)
        self._years.set_value(Decimal(was.retention_years))
        self._ended.set_value(was.ended)

    def _save(self) -> None:
        if not self.is_understood():
            return
        new = self._new()
        if self._funder_id is None:
            self.finish(add_funder(self.books, new))
        else:
            self.finish(change_funder(self.books, self._funder_id, new))

    def _new(self) -> NewFunder:
        deadline, years = self._deadline.value(), self._years.value()
        rate = self._rate.value()
        return NewFunder(
            name=self._name.value() or "",
            short_name=self._short.value() or self._name.value() or "",
            kind=self._kind.value() or "",
            reference=self._reference.value() or "",
            address=self._address.value() or "",
            cost_based=rate is None,
            agreed_rate=rate,
            least_weeks=self._least.value(),
            most_weeks=self._most.value(),
            cycle=self._cycle.value() or "",
            cycle_from=self._cycle_from.value() if self._cycle.value() in _COUNTED else None,
            deadline_days=None if deadline is None else int(deadline),
            retention_years=7 if years is None else int(years),
            ended=self._ended.value(),
            profile=self._known.value() or "",
        )
