"""Forms of the workplace pension: what happened to a membership, its letter, the scheme, a duty done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.pension.dates import AGAIN, DECLARING, OPTING_OUT, POSTPONING, longest_postponement
from carerdesk.domain.working import Source
from carerdesk.services.outcome import Outcome
from carerdesk.services.pension.details import BASES, DUTY_KINDS, METHODS, DutyDone, Scheme
from carerdesk.services.pension.duties import record_duty
from carerdesk.services.pension.employers import employers_pension
from carerdesk.services.pension.events import Happened, change_days, paid_meanwhile, record_event
from carerdesk.services.pension.scheme import set_scheme
from carerdesk.services.pension.standing import workers_pension
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, NotesField, PercentField, TextField
from carerdesk.ui.widgets.text import Label

_WITH_INFORMATION = frozenset({"enrolled", "re_enrolled", "opted_in"})
_WITH_LETTER = frozenset({"postponed", "enrolled", "re_enrolled", "opted_in", "joined", "told"})
_RULES: Mapping[str, Source] = {"postponed": POSTPONING, "opted_out": OPTING_OUT, "re_enrolled": AGAIN}


def from_where(source: Source) -> str:
    """Where a rule comes from, and whether it is confirmed, for the small line below it."""
    words = guidance("pension", "from" if source.confirmed else "from_unconfirmed", title=source.title)
    return f"{words} {source.address}".strip()


def _choice(label: str, prefix: str, values: tuple[str, ...], hint: str = "") -> RadioRow[str]:
    return RadioRow(label, [(value, guidance("pension", f"{prefix}_{value}")) for value in values], hint)


class PensionEventForm(Form):
    """What happened to a worker's membership: first what, then the days that belong to it."""

    wanted: ClassVar[Mapping[str, str]] = {"kind": "pension_kind_missing", "day": "pension_day_missing"}

    def __init__(self, desk: Desk, worker_id: int) -> None:
        super().__init__(desk, worker_id)
        found = workers_pension(desk.books, worker_id)
        today = desk.today()
        self.question = self.tr("What happened with {name}’s pension?").format(name=found.name)
        self.why = guidance("pension", "event_why")
        self.act = self.tr("Record it")
        self.kind = self.take("kind", _choice(self.tr("What happened"), "choice", found.next_kinds))
        self.day = self.take("day", DateField(self.tr("On which day"), today))
        self.until = self.take("until", DateField(self.tr("Put off until"), today, calendar=False))
        self.told_on = self.take(
            "told_on",
            DateField(self.tr("Letter given on"), today, self.tr("Leave it empty if not yet"), optional=True),
        )
        self.information_on = self.take(
            "information_on",
            DateField(
                self.tr("Letter and membership both there on"), today, guidance("pension", "days_why"), optional=True
            ),
        )
        self.note = self.take("note", NotesField(self.tr("Note"), optional=True, lines=2))
        self._rule = Label("", "small", "ink2", wrap=True)
        rule = Label(guidance("pension", "event_rule"), "small", "ink2", wrap=True)
        days = (self.day, self.until, self.told_on, self.information_on)
        self.card("", self.kind, self._rule, *days, self.note, rule)
        self.kind.changed.connect(self._chosen)
        self.day.changed.connect(self._suggest_until)
        self.settle()

    def _chosen(self) -> None:
        self.settle()
        self._suggest_until()

    def _suggest_until(self) -> None:
        """Three months on, unless something else was typed."""
        day = self.day.value()
        if self.kind.value() == "postponed" and day is not None and self.until.is_blank:
            self.until.set_value(longest_postponement(day))

    def settle(self) -> None:
        kind = self.kind.value() or ""
        let_show(self.until, kind == "postponed")
        let_show(self.told_on, kind in _WITH_LETTER)
        let_show(self.information_on, kind in _WITH_INFORMATION)
        self.day.set_hint(guidance("pension", f"hint_day_{kind}") if kind else "")
        self._rule.say(from_where(_RULES[kind]) if kind in _RULES else "")

    def _happened(self) -> Happened:
        kind, day = self.kind.value() or "", self.day.value()
        assert day is not None
        told_on = self.told_on.value() if kind in _WITH_LETTER else None
        if kind == "told":
            told_on = told_on or day
        return Happened(
            kind, day, self.until.value() if kind == "postponed" else None, told_on,
            self.information_on.value() if kind in _WITH_INFORMATION else None, self.note.value() or "",
        )  # fmt: skip

    def odd(self) -> str:
        assert self.worker_id is not None
        return paid_meanwhile(self.desk.books, self.worker_id, self._happened())

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return record_event(self.desk.books, self.worker_id, self._happened())


class PensionDaysForm(Form):
    """When the letter was given, and when letter and membership were both there, of the newest step that lacks it."""

    def __init__(self, desk: Desk, worker_id: int) -> None:
        super().__init__(desk, worker_id)
        found = workers_pension(desk.books, worker_id)
        self._step = next((step for step in found.steps if step.wants_days), found.steps[0])
        today, event = desk.today(), self._step.event
        name = worker(desk.books, worker_id).first_name
        self.question = self.tr("When did {name} get the letter?").format(name=name)
        self.why = self._step.words
        self.act = self.tr("Keep the days")
        self.told_on = self.take("told_on", DateField(self.tr("Letter given on"), today, optional=True))
        self.information_on = self.take(
            "information_on",
            DateField(
                self.tr("Letter and membership both there on"), today, guidance("pension", "days_why"), optional=True
            ),
        )
        self.card("", self.told_on, self.information_on)
        self.told_on.set_value(event.told_on)
        self.information_on.set_value(event.information_on)
        let_show(self.information_on, event.kind in _WITH_INFORMATION)

    def save(self) -> Outcome:
        return change_days(self.desk.books, self._step.event.id, self.told_on.value(), self.information_on.value())


class SchemeForm(Form):
    """The pension scheme, with its terms from a day on."""

    wanted: ClassVar[Mapping[str, str]] = {
        "first_day": "pension_first_day_missing",
        "provider": "pension_provider_missing",
        "worker_percent": "pension_worker_percent_missing",
        "employer_percent": "pension_employer_percent_missing",
    }

    def __init__(self, desk: Desk, _worker_id: int | None = None) -> None:
        super().__init__(desk)
        self.question = self.tr("Which pension scheme, on which terms?")
        self.why = guidance("pension", "scheme_why")
        self.act = self.tr("Keep the scheme")
        self._build(desk.today())
        kept = employers_pension(desk.books).schemes
        self._fill(kept[0].what if kept else None)

    def _build(self, today: date) -> None:
        self.first_day = self.take(
            "first_day",
            DateField(self.tr("These terms hold from"), today, self.tr("For new terms, the day they begin")),
        )
        self.provider = self.take("provider", TextField(self.tr("Provider"), self.tr("Like: Nest")))
        self.reference = self.take(
            "employer_reference", TextField(self.tr("Your reference with the provider"), optional=True)
        )
        self.card(self.tr("The scheme"), self.first_day, self.provider, self.reference)
        self.method = self.take(
            "method", _choice(self.tr("How tax relief is given"), "method", METHODS, guidance("pension", "method_why"))
        )
        self.basis = self.take(
            "basis", _choice(self.tr("Percent of what"), "basis", BASES, guidance("pension", "basis_why"))
        )
        self.worker_percent = self.take(
            "worker_percent", PercentField(self.tr("The PA’s percent"), self.tr("With tax relief: 5 as a rule"))
        )
        self.employer_percent = self.take(
            "employer_percent", PercentField(self.tr("Your percent"), self.tr("3 as a rule"))
        )
        self.card(
            self.tr("Contributions"), self.method, self.basis, self.worker_percent, self.employer_percent
        )  # fmt: skip

    def _fill(self, before: Scheme | None) -> None:
        if before is None:
            self.method.set_value("relief_at_source")
            self.basis.set_value("qualifying_earnings")
            return
        for name, field in self.fields.items():
            field.set_value(getattr(before, name) or None)

    def save(self) -> Outcome:
        first_day, mine, yours = self.first_day.value(), self.worker_percent.value(), self.employer_percent.value()
        assert first_day is not None
        assert mine is not None
        assert yours is not None
        scheme = Scheme(
            first_day, self.provider.value() or "", self.method.value() or "", self.basis.value() or "", mine, yours,
            self.reference.value() or "",
        )  # fmt: skip
        return set_scheme(self.desk.books, scheme)


class DutyForm(Form):
    """A duty to The Pensions Regulator: when the duties began, a declaration, a day to enrol again."""

    wanted: ClassVar[Mapping[str, str]] = {"kind": "pension_duty_kind_missing", "day": "pension_day_missing"}

    def __init__(self, desk: Desk, _worker_id: int | None = None) -> None:
        super().__init__(desk)
        stand = employers_pension(desk.books).duties
        self.question = self.tr("What have you done for The Pensions Regulator?")
        self.why = guidance("pension", "duty_why")
        self.act = self.tr("Record it")
        kinds = DUTY_KINDS[1:] if stand.start else DUTY_KINDS[:1]
        self.kind = self.take("kind", _choice(self.tr("What was done"), "duty", kinds))
        self.day = self.take("day", DateField(self.tr("On which day"), desk.today()))
        self.reference = self.take(
            "reference", TextField(self.tr("Reference"), self.tr("From the Regulator’s confirmation"), optional=True)
        )
        self.note = self.take("note", NotesField(self.tr("Note"), optional=True, lines=2))
        source = Label(from_where(DECLARING), "small", "ink2", wrap=True)
        self.card("", self.kind, self.day, self.reference, self.note, source)
        self.kind.set_value(None if stand.start else kinds[0])
        self.day.set_value(None if stand.start else stand.suggested)

    def save(self) -> Outcome:
        day = self.day.value()
        assert day is not None
        done = DutyDone(self.kind.value() or "", day, self.reference.value() or "", self.note.value() or "")
        return record_duty(self.desk.books, done)
