"""Asking for the starter checklist's statement of somebody who came with a P45."""

from __future__ import annotations

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.filing.statements import STATEMENTS, keep_statement
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.text import Label


class StatementCard(FormCard):
    """One question about one worker; the page shows the answer among the figures."""

    def __init__(self, desk: Desk, worker_id: int, name: str) -> None:
        self.desk, self._worker_id = desk, worker_id
        words = [(each, guidance("filing", f"statement_{each}")) for each in STATEMENTS]
        why = Label(guidance("filing", "statement_why", worker=name), "small", "ink2", wrap=True)
        self.statement: RadioRow[str] = RadioRow(self.tr("Statement of {who}").format(who=name), words)
        spoken = self.tr("Keep {who}’s statement").format(who=name)
        main = Button(self.tr("Keep the statement"), name=spoken, act=self._keep)
        title = self.tr("Which statement was ticked?")
        super().__init__(title, why, self.statement, Across(main, None), main=main)

    def _keep(self) -> None:
        outcome = keep_statement(self.desk.books, self._worker_id, self.statement.value() or "")
        self.desk.report(outcome, {"statement": self.statement})
