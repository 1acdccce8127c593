"""One of HMRC’s notices: what it says, and from which payday it counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from carerdesk.domain.dates import day_and_month, full_date, tax_year_start
from carerdesk.services.joining.notices import SOURCE, Effect, Notice, effect, keep_notice
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, tick
from carerdesk.ui.pages.people.starter_form import loans_field, said, source_words, worded
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.fields import DateField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label


class NoticeForm(Form):
    """Which notice, its dates, and what it tells. Only what that notice has is asked for."""

    wanted: ClassVar[Mapping[str, str]] = {
        "notice_kind": "notice_kind_missing",
        "dated": "dated_missing",
        "notice_from": "notice_from_missing",
        "tax_code": "tax_code_missing",
        "loan_plan": "sl1_plan_missing",
    }

    def __init__(self, desk: Desk, worker_id: int) -> None:
        super().__init__(desk, worker_id)
        name = worker(desk.books, worker_id).first_name
        self.question = self.tr("What does HMRC’s notice about {name} say?").format(name=name)
        self.why = said("notice_why")
        self.act = self.tr("Keep the notice")
        self._suggested: date | None = None
        self._build()
        self.kind.changed.connect(self._suggest)
        self.dated.changed.connect(self._suggest)
        self.changed.connect(self.settle)
        self.settle()

    def _build(self) -> None:
        today = self.desk.today()
        self.kind = self.take("notice_kind", worded(self.tr("Which notice is it?"), "notice", choices.NOTICES))
        self.dated = self.take(
            "dated", DateField(self.tr("Date of the notice"), today, said("notice_dated"), calendar=False)
        )
        self.first_day = self.take("notice_from", DateField(self.tr("Use it from"), today, calendar=False))
        self.effect = Label("", "small", "note", wrap=True)
        self.card(self.tr("The notice"), self.kind, self.dated, self.first_day, self.effect)
        self.code = self.take("tax_code", TextField(self.tr("Tax code"), said("p45_where_code"), characters=12))
        self.week_one = self.take("week_one", tick(self.tr("Week 1/month 1"), said("week_one_ends")))
        self.figures = Label(said("notice_figures_why"), "small", "ink2", wrap=True)
        self.pay = self.take("earlier_pay", MoneyField(self.tr("Earlier pay"), optional=True))
        self.tax = self.take("earlier_tax", MoneyField(self.tr("Earlier tax"), optional=True))
        self.on_code = (self.code, self.week_one)
        self.on_p6 = (self.figures, self.pay, self.tax)
        self.plan = self.take("loan_plan", loans_field(self.tr("Plan on the notice"), said("notice_plan_why")))
        source = Label(source_words(SOURCE), "small", "ink2", wrap=True)
        self.says = self.card(self.tr("What it says"), *self.on_code, *self.on_p6, self.plan, source)

    def _suggest(self) -> None:
        """Offer the day to use it from, until somebody types another."""
        if self.first_day.value() == self._suggested or self.first_day.is_blank:
            self._suggested = self._usual_day()
            self.first_day.set_value(self._suggested)
        self.settle()

    def _usual_day(self) -> date | None:
        dated = self.dated.value()
        if dated is None or self.kind.value() != "p9":
            return dated
        start = tax_year_start(dated)
        return start if dated == start else start.replace(year=start.year + 1)

    def settle(self) -> None:
        """Ask only what this notice has, and say which payday it counts from."""
        kind = self.kind.value() or ""
        for field in self.on_code:
            let_show(field, kind in choices.CODE_NOTICES)
        for part in self.on_p6:
            let_show(part, kind in {"p6", "p6b"})
        let_show(self.plan, kind == "sl1")
        let_show(self.says, kind in {*choices.CODE_NOTICES, "sl1"})
        self.first_day.set_hint(self._hint(kind))
        self.effect.say(self._effect(kind))

    @staticmethod
    def _hint(kind: str) -> str:
        if kind == "p9":
            return said("notice_from_p9")
        return said("notice_from_loan" if kind in choices.LOAN_NOTICES else "notice_from_p6")

    def _effect(self, kind: str) -> str:
        first_day = self.first_day.value()
        if not kind or first_day is None or self.worker_id is None:
            return ""
        found = effect(self.desk.books, self.worker_id, first_day)
        words = said("effect_payday", payday=full_date(found.payday)) if found.payday else said("effect_no_payday")
        return f"{words} {self._missed(kind, found)}".strip()

    def _missed(self, kind: str, found: Effect) -> str:
        if not found.missed:
            return ""
        days = ", ".join(day_and_month(day) for day in found.missed)
        if kind in choices.LOAN_NOTICES:
            return said("effect_missed_loan", paydays=days)
        key = "effect_missed_week_one" if self.week_one.value() else "effect_missed_cumulative"
        return said(key, paydays=days)

    def is_begun(self) -> bool:
        return not self.kind.is_blank

    def save(self) -> Outcome:
        kind, dated, first_day = self.kind.value(), self.dated.value(), self.first_day.value()
        assert kind is not None
        assert dated is not None
        assert first_day is not None
        assert self.worker_id is not None
        is_code, is_p6 = kind in choices.CODE_NOTICES, kind in {"p6", "p6b"}
        notice = Notice(
            kind,
            dated,
            first_day,
            (self.code.value() or "") if is_code else "",
            is_code and bool(self.week_one.value()),
            self.pay.value() if is_p6 else None,
            self.tax.value() if is_p6 else None,
            (self.plan.value() or "") if kind == "sl1" else "",
        )
        return keep_notice(self.desk.books, self.worker_id, notice)
