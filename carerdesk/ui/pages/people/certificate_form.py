"""A check, a training or an insurance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.certificates import add_certificate, change_certificate
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.papers import certificate, employers_papers
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, a_list
from carerdesk.ui.widgets.fields import DateField, TextField


class CertificateForm(Form):
    """Adds one for a worker or (without a worker) for the employer; with `certificate_id` changes that one.

    `renews` names one that runs out, which the new one takes the place of.
    """

    wanted: ClassVar[Mapping[str, str]] = {"kind": "certificate_kind_missing"}

    def __init__(
        self, desk: Desk, worker_id: int | None = None, certificate_id: int | None = None, *, renews: int | None = None
    ) -> None:
        super().__init__(desk, worker_id)
        self._certificate_id = certificate_id
        whose = worker(desk.books, worker_id).first_name if worker_id else ""
        self.question = (
            self.tr("A check or training for {name}").format(name=whose) if whose else self.tr("An insurance or paper")
        )
        self.why = self.tr("We tell you 60 days before it runs out.")
        self.act = self.tr("Keep it")
        self._build(choices.WORKER_CERTIFICATES if worker_id else choices.EMPLOYER_CERTIFICATES)
        if certificate_id is not None:
            self._fill(certificate(desk.books, certificate_id))
        elif renews is not None:
            self._renew(certificate(desk.books, renews))
        elif not worker_id and not employers_papers(desk.books):
            self.kind.set_value("employers_liability")

    def _build(self, kinds: tuple[str, ...]) -> None:
        today = self.desk.today()
        self.kind = self.take("kind", a_list(self.tr("What is it?"), "certificate", kinds))
        self.note = self.take(
            "note", TextField(self.tr("Name or note"), self.tr("Like: epilepsy and buccal midazolam"), optional=True)
        )
        self.provider = self.take("provider", TextField(self.tr("From whom"), optional=True))
        self.reference = self.take("reference", TextField(self.tr("Number or reference"), optional=True))
        self.first_day = self.take("first_day", DateField(self.tr("Holds from"), today, optional=True))
        self.last_day = self.take(
            "last_day",
            DateField(self.tr("Runs out on"), today, self.tr("Leave it empty if it has no end"), optional=True),
        )
        self.card("", self.kind, self.note, self.provider, self.reference, self.first_day, self.last_day)

    def _fill(self, before: CertificateDetails) -> None:
        for name, field in self.fields.items():
            field.set_value(getattr(before, name) or None)

    def _renew(self, before: CertificateDetails) -> None:
        """The same from the same, beginning the day after; its number and its end are new."""
        self.kind.set_value(before.kind)
        self.note.set_value(before.note or None)
        self.provider.set_value(before.provider or None)
        if before.last_day is not None:
            self.first_day.set_value(before.last_day + timedelta(days=1))

    def save(self) -> Outcome:
        details = CertificateDetails(
            self.kind.value() or "",
            self.first_day.value(),
            self.last_day.value(),
            self.reference.value() or "",
            self.provider.value() or "",
            self.note.value() or "",
        )
        if self._certificate_id is not None:
            return change_certificate(self.desk.books, self._certificate_id, details)
        return add_certificate(self.desk.books, self.worker_id, details)
