"""Taking somebody's pay over from another payroll in mid-year: each figure typed once, and where to find it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.rti.figures import FAMILY_PAY
from carerdesk.services.bureau.moving import doubts_about
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.details import PastPay, TakenOver
from carerdesk.services.people.read import worker
from carerdesk.services.people.take_over import take_over
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.bureau_reading import ReadFile
from carerdesk.ui.pages.people.form import Form, NumberField
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label

_SUMS = ("gross", "taxable", "tax", "niable", "employee_ni", "employer_ni")
_MORE = (
    "earlier_job_pay", "earlier_job_tax", "at_lel", "lel_to_pt", "pt_to_uel", "student_loan", "postgraduate_loan",
    "pension_paid",
)  # fmt: skip
_BY_LAW = ("ssp", *FAMILY_PAY)
_WEEKS = {"weekly": Decimal(1), "fortnightly": Decimal(2), "four_weekly": Decimal(4)}
_FIRST_ROWS = 3


class TakeOverForm(Form):
    """Pay, tax, National Insurance and holiday so far, and the last paydays for averages."""

    wanted: ClassVar[Mapping[str, str]] = {"as_at": "as_at_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        record = worker(desk.books, worker_id) if worker_id else None
        who = record.first_name if record else self.tr("the PA")
        self._weeks = _WEEKS.get(record.contracts[0].what.frequency) if record and record.contracts else None
        self.question = self.tr("Has {name} been paid by another payroll since 6 April?").format(name=who)
        self.why = self.tr(
            "If so, copy these figures once, so that tax goes on where it stopped. If not, leave this page empty."
        )
        self.act = self.tr("Keep these figures")
        self._build_sums()
        self._build_earnings()
        if record and record.taken_over:
            self._fill(record.taken_over)
        else:
            self._add_rows(_FIRST_ROWS)

    def _build_sums(self) -> None:
        today = self.desk.today()
        self.as_at = self.take("as_at", DateField(self.tr("Figures go up to the payday"), today, _where("as_at")))
        self.sums = {name: self.take(name, MoneyField(_name(name), _where(name))) for name in _SUMS}
        self.holiday = self.take("holiday_minutes", HoursField(self.tr("Holiday left, in hours"), _where("holiday")))
        self.came_from = self.take(
            "came_from_paper", TextField(self.tr("Where the figures are from"), self.tr("Like: payslip of 30 October"))
        )
        self.reading = ReadFile(self.desk, self._read, to_date=True)
        self.reading.changed.connect(self.changed)
        self.card(
            self.tr("So far this tax year"), self.as_at, self.reading, *self.sums.values(), self.holiday, self.came_from
        )
        self.more = {name: self.take(name, self._optional(name)) for name in _MORE}
        self.card(self.tr("If the bureau gives them"), *self.more.values())
        self.by_law = {name: self.take(name, self._optional(name)) for name in _BY_LAW}
        about = Label(_where("by_law"), "small", "ink2", wrap=True)
        self.card(self.tr("Sick pay and family pay this tax year"), about, *self.by_law.values())

    @staticmethod
    def _optional(name: str) -> MoneyField:
        return MoneyField(_name(name), "" if name in _BY_LAW else _where(name), optional=True)

    def _read(self, found: Mapping[str, Money]) -> None:
        for name, amount in found.items():
            field = self.sums.get(name) or self.more.get(name)
            if field is not None:
                field.set_value(amount)

    def _build_earnings(self) -> None:
        self._rows: list[dict[str, Answer[Any]]] = []
        self._column = Down(gap="l")
        more = Button(self.tr("Add another payday"), "small", icon="plus", act=lambda: self._add_rows(1))
        self.card(
            self.tr("The last paydays"),
            Label(_where("earnings"), tone="ink2", wrap=True),
            self._column,
            Across(more, None),
        )

    def _add_rows(self, count: int) -> None:
        for _ in range(count):
            self._add_row()

    def _add_row(self) -> dict[str, Answer[Any]]:
        at = len(self._rows) + 1
        row: dict[str, Answer[Any]] = {
            "payday": DateField(self.tr("Payday {at}").format(at=at), self.desk.today(), calendar=False),
            "weeks": NumberField(self.tr("Weeks in payday {at}").format(at=at)),
            "gross": MoneyField(self.tr("Gross pay on payday {at}").format(at=at)),
            "minutes": HoursField(self.tr("Hours on payday {at}").format(at=at)),
        }
        row["weeks"].set_value(self._weeks)
        holder = QWidget()
        holder.setLayout(Flow(*row.values(), gap="l"))
        self._column.add(holder)
        self._rows.append(row)
        for name, field in row.items():
            self.take(f"{name}_{at}", field)
        return row

    def _fill(self, before: TakenOver) -> None:
        self.as_at.set_value(before.as_at)
        self.came_from.set_value(before.came_from or None)
        self.holiday.set_value(before.holiday_minutes)
        for name, field in self.sums.items():
            field.set_value(getattr(before, name))
        for name, field in self.more.items():
            field.set_value(getattr(before, name) or None)
        paid = json.loads(before.statutory)
        for name, field in self.by_law.items():
            field.set_value(Money(int(paid[name])) if paid.get(name) else None)
        for past in before.earnings:
            row = self._add_row()
            for name, field in row.items():
                field.set_value(getattr(past, name))
        self._add_rows(max(1, _FIRST_ROWS - len(before.earnings)))

    def typed(self) -> dict[str, object]:
        return {**super().typed(), "reading": self.reading.as_typed()}

    def retype(self, typed: Mapping[str, object]) -> None:
        self.reading.retype(typed.get("reading"))
        rows = sum(name.startswith("payday_") for name in typed)
        self._add_rows(rows - len(self._rows))
        super().retype(typed)

    def is_begun(self) -> bool:
        fields: list[Answer[Any]] = [self.as_at, *self.sums.values(), *(row["payday"] for row in self._rows)]
        return any(not field.is_blank for field in fields)

    def odd(self) -> str:
        """What does not fit in the bureau's figures: asked about, never refused."""
        return " ".join(problem_words(each) for each in doubts_about(self.desk.books, self.worker_id, self.taken()))

    def is_complete(self) -> bool:
        if self.reading.wants_confirming:
            return self.desk.report(Rejected((Problem("", "bureau_figures_not_confirmed"),)), self.fields)
        return super().is_complete() and not self._rows_without_payday()

    def _rows_without_payday(self) -> bool:
        """Whether a line has pay or hours but no payday, or no weeks; shows where."""
        problems = []
        for at, row in enumerate(self._rows, 1):
            begun = not (row["payday"].is_blank and row["gross"].is_blank and row["minutes"].is_blank)
            if begun and row["payday"].is_blank:
                problems.append(Problem(f"payday_{at}", "past_payday_missing"))
            if begun and row["weeks"].is_blank:
                problems.append(Problem(f"weeks_{at}", "past_weeks_missing"))
        return bool(problems) and not self.desk.report(Rejected(tuple(problems)), self.fields)

    def taken(self) -> TakenOver:
        """The answers, once the form is complete. Empty sums are nothing."""
        as_at = self.as_at.value()
        assert as_at is not None
        sums: dict[str, Money] = {
            name: field.value() or ZERO for name, field in (*self.sums.items(), *self.more.items())
        }
        paid = {name: amount.pence for name, field in self.by_law.items() if (amount := field.value())}
        return TakenOver(
            tax_year_name(as_at),
            as_at,
            **sums,
            statutory=json.dumps(paid, sort_keys=True),
            holiday_minutes=self.holiday.value() or 0,
            came_from=self.came_from.value() or "",
            earnings=tuple(_past(row) for row in self._rows if row["payday"].value() is not None),
        )

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return take_over(self.desk.books, self.worker_id, self.taken())


def _past(row: Mapping[str, Answer[Any]]) -> PastPay:
    payday = row["payday"].value()
    assert payday is not None
    weeks, gross, minutes = row["weeks"].value(), row["gross"].value(), row["minutes"].value()
    return PastPay(payday, weeks or Decimal(0), gross or ZERO, minutes or 0)


def _name(sum_name: str) -> str:
    return guidance("people", f"taken_over_{sum_name}")


def _where(name: str) -> str:
    return guidance("people", f"taken_over_where_{name}")
